//! Sources and what is coded in them, made to say what the project says. A coding that changed gets a selection of its own;
//! the others stay where they are, however oddly they are written.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::fresh;
use super::packing::Content;
use super::patch::Patch;
use crate::formats::projects::refi::file::ids::part_of;
use crate::formats::projects::refi::file::names::is_selection;
use crate::formats::projects::refi::file::package::base;
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::projects::refi::file::values::timed;
use crate::formats::projects::refi::read::content::{Codings, TextSource};
use crate::formats::projects::refi::read::positions::Positions;
use crate::formats::projects::refi::read::selections::ends;
use crate::model::{AttributeOf, Transcript, TranscriptId, corrected};
use crate::text::{Mapping, Text};

/// A byte of a text in the units of a file whose line ends are one character.
pub(in super::super) fn counted(text: &Text, counting: Positions, byte: usize) -> u32 {
    match counting {
        Positions::CodePoints | Positions::CodePointsLf => text.char_of(byte).0,
        Positions::Utf16 | Positions::Utf16Lf => text.utf16_of(byte).0,
    }
}

/// The element with the words of a source, and what it is known by: the child at this place, or the source itself.
fn holders(source: &Element<'_>) -> Vec<(Uuid, Option<usize>)> {
    let Some(id) = source.id else { return Vec::new() };
    let child = |name: &str| source.children.iter().position(|c| c.name == name);
    match source.name {
        "TextSource" => vec![(id, None)],
        "PDFSource" => child("Representation").map(|at| (id, Some(at))).into_iter().collect(),
        "PictureSource" => child("TextDescription").map(|at| (id, Some(at))).into_iter().collect(),
        "AudioSource" | "VideoSource" => {
            let all = source.children.iter().enumerate().filter(|(_, c)| c.name == "Transcript");
            all.filter_map(|(at, c)| Some((c.id?, Some(at)))).collect()
        }
        _ => Vec::new(),
    }
}

/// What is to become of a source: its holders that were transcripts, each with what it is now.
pub(in super::super) type Fate = Vec<(Uuid, Option<TranscriptId>)>;

/// What is to become of sources.
pub(in super::super) struct Fates {
    /// Of each that files have; nothing where it goes.
    pub(in super::super) there: Vec<Option<Fate>>,
    /// The transcripts that no file has.
    pub(in super::super) new: Vec<TranscriptId>,
}

impl Patch<'_> {
    /// Finds what becomes of sources, of which these are the heads.
    pub(in super::super) fn fates(&mut self, heads: &[Element<'_>]) -> Fates {
        let there = heads.iter().map(|head| self.fate(head)).collect();
        let all = self.project.transcripts().into_iter().map(|transcript| transcript.id());
        let new = all.filter(|id| self.claimed.insert(id.0)).collect();
        Fates { there, new }
    }

    fn fate(&mut self, head: &Element<'_>) -> Option<Fate> {
        let all = holders(head).len();
        let mut fate = Fate::new();
        for (id, _) in holders(head) {
            let Some(was) = self.text(id) else { continue };
            let now = self.project.transcript(was.record.id).map(|now| now.id());
            fate.push((id, now.filter(|now| self.claims(id, now.0, was.record.id.to_string()))));
        }
        let gone: Vec<Uuid> = fate.iter().filter(|(_, now)| now.is_none()).map(|(id, _)| *id).collect();
        if !gone.is_empty() && gone.len() == all {
            self.gone.extend(head.id.filter(|id| !self.is_alias(*id)));
            return None;
        }
        self.gone.extend(gone);
        Some(fate)
    }

    /// Makes a source that a file has say what the project says.
    pub(in super::super) fn source(&mut self, source: &mut Element<'_>, fate: &Fate) {
        self.unrefer(source);
        let mut written = self.page_areas(source);
        let holders = holders(source);
        let mut gone = Vec::new();
        for (id, at) in &holders {
            let Some((_, now)) = fate.iter().find(|(own, _)| own == id) else { continue };
            let now = now.and_then(|now| self.project.transcript(now).cloned());
            match (now, self.text(*id)) {
                (Some(now), Some(was)) => {
                    let named = at.filter(|_| holders.len() > 1);
                    self.transcript(source, (*at, named), was, &now, &mut written);
                }
                _ => gone.push(*at),
            }
        }
        let mut at = 0;
        source.children.retain(|_| {
            at += 1;
            !gone.contains(&Some(at - 1))
        });
        self.descriptions(source);
        self.clean(source);
    }

    /// A transcript that no file has, as a source.
    pub(in super::super) fn new_source(&mut self, id: TranscriptId) -> Option<Element<'static>> {
        let transcript = self.project.transcript(id)?.clone();
        let mut source = fresh::source(&transcript);
        self.files.insert(format!("{id}.txt"), Content::Words(transcript.text().clone()));
        self.add_codings(&mut source, None, &transcript, &HashSet::new(), HashMap::new());
        self.values(&mut source, AttributeOf::Transcript, &BTreeMap::new(), transcript.values());
        self.clean(&mut source);
        Some(source)
    }

    fn transcript(
        &mut self,
        source: &mut Element<'_>,
        (holder, named): (Option<usize>, Option<usize>),
        was: &TextSource,
        now: &Transcript,
        written: &mut HashSet<Uuid>,
    ) {
        if was.record.title != now.title()
            && let Some(named) = part_at(source, named)
        {
            named.set("name", now.title().to_owned());
        }
        if let Some(holder) = part_at(source, holder) {
            self.words(holder, was, now);
            self.codings(holder, was, now, written);
        }
        self.values(source, AttributeOf::Transcript, &was.record.values, now.values());
    }

    /// Takes codings out of areas of a page that are no longer what they were: they stand with the words from then on.
    /// Gives those that stay.
    fn page_areas(&self, source: &mut Element<'_>) -> HashSet<Uuid> {
        let mut stay = HashSet::new();
        for area in source.children.iter_mut().filter(|c| c.name == "PDFSelection") {
            area.children.retain(|coding| {
                let id = coding.id.filter(|_| coding.name == "Coding");
                let Some((id, same)) = id.and_then(|id| Some((id, *self.same.get(&id)?))) else {
                    return true;
                };
                stay.extend(same.then_some(id));
                same
            });
        }
        stay
    }

    /// Puts other words in the place of those that were corrected.
    fn words(&mut self, holder: &mut Element<'_>, was: &TextSource, now: &Transcript) {
        if was.words.text == *now.text() {
            return;
        }
        if holder.child("PlainTextContent").is_some() {
            now.text().as_str().clone_into(&mut holder.child_mut("PlainTextContent").text);
        } else {
            let name = base(holder.get("plainTextPath").unwrap_or_default()).to_owned();
            let name = if name.is_empty() { format!("{}.txt", now.id()) } else { name };
            self.files.insert(name.clone(), Content::Words(now.text().clone()));
            holder.set("plainTextPath", format!("internal://{name}"));
        }
        if holder.get("richTextPath").is_some() {
            holder.unset("richTextPath");
            self.unformatted += 1;
        }
    }

    fn codings(
        &mut self,
        holder: &mut Element<'_>,
        was: &TextSource,
        now: &Transcript,
        written: &mut HashSet<Uuid>,
    ) {
        let mut freed: HashMap<Uuid, (Element<'_>, Option<Uuid>)> = HashMap::new();
        let mapping = (was.words.text != *now.text())
            .then(|| {
                Mapping::new(&was.words.text, &corrected(was.words.text.as_str(), now.text().as_str())).ok()
            })
            .flatten();
        for mut child in std::mem::take(&mut holder.children) {
            if !is_selection(&child) {
                holder.children.push(child);
                continue;
            }
            let had = child.all("Coding").count();
            let mut taken = Vec::new();
            let parts = std::mem::take(&mut child.children);
            child.children.reserve_exact(parts.len());
            for part in parts {
                let coding = part.id.filter(|_| part.name == "Coding");
                match coding.and_then(|id| Some((id, *self.same.get(&id)?))) {
                    None => child.children.push(part),
                    Some((id, true)) if mapping.is_none() => {
                        written.insert(id);
                        child.children.push(part);
                    }
                    Some((id, _)) => taken.push((id, part)),
                }
            }
            let emptied = !taken.is_empty() && child.child("Coding").is_none();
            if emptied && had == 1 {
                // It was the note on the coding, and goes with it.
                child.children.retain(|c| c.name != "Description");
            }
            let goes = emptied && child.child("NoteRef").is_none() && child.child("Description").is_none();
            let reuse = child.id.filter(|_| goes && taken.len() == 1);
            freed.extend(taken.into_iter().map(|(id, part)| (id, (part, reuse))));
            if goes {
                continue;
            }
            if let Some(mapping) = &mapping {
                self.move_selection(&mut child, was, now, mapping);
            }
            holder.children.push(child);
        }
        self.add_codings(holder, Some(was), now, written, freed);
    }

    /// Where a selection of the words before stands among those after.
    fn move_selection(
        &self,
        selection: &mut Element<'_>,
        was: &TextSource,
        now: &Transcript,
        mapping: &Mapping,
    ) {
        let Some((start, end)) =
            ends(selection, selection).filter(|_| selection.name == "PlainTextSelection")
        else {
            return;
        };
        let place = |at: i64, is_end| {
            let at = u32::try_from(at).ok()?;
            let byte = if self.unchanged {
                was.words.byte(self.counting, at, is_end)
            } else {
                was.words.byte(lf(self.counting), at, is_end)
            };
            Some(counted(now.text(), self.counting, mapping.position(byte?)))
        };
        if let (Some(start), Some(end)) = (place(start, false), place(end, true)) {
            selection.set("startPosition", start.to_string());
            selection.set("endPosition", end.to_string());
        }
    }

    /// Selections for all codings that have none, and for memos on passages.
    fn add_codings<'x>(
        &mut self,
        holder: &mut Element<'x>,
        was: Option<&TextSource>,
        now: &Transcript,
        written: &HashSet<Uuid>,
        mut freed: HashMap<Uuid, (Element<'x>, Option<Uuid>)>,
    ) {
        let text = now.text();
        let same = was.filter(|was| self.unchanged && was.words.text == *text);
        let position = |byte| {
            same.map_or_else(
                || counted(text, self.counting, byte),
                |was| was.words.position(self.counting, byte),
            )
        };
        let mut new = Vec::new();
        for coded in Codings::in_order(self.project, now) {
            let id = coded.record.id.0;
            if written.contains(&id) {
                continue;
            }
            let Ok(span) = coded.record.passage().place(text) else { continue };
            let (coding, own) = freed.remove(&id).map_or((None, None), |(part, own)| (Some(part), own));
            let (who, when) = (self.coder(coded.coder), timed(coded.record.created));
            let own = own.unwrap_or_else(|| part_of(id, "selection"));
            let mut selection =
                fresh::selection(own, text.slice(span), position(span.start()), position(span.end()))
                    .with("creatingUser", who.clone())
                    .with("creationDateTime", when.clone());
            if !coded.record.memo.is_empty() {
                selection.children.push(Element::words("Description", coded.record.memo.clone()));
            }
            let mut coding = coding.unwrap_or_else(|| Element::new("Coding").with("guid", id.to_string()));
            coding.id = Some(id);
            coding.set("creatingUser", who);
            coding.set("creationDateTime", when);
            coding.children.retain(|c| c.name != "CodeRef");
            coding.children.insert(0, fresh::reference("CodeRef", &self.code(coded.record.code)));
            selection.children.push(coding);
            new.push(selection);
        }
        for (memo, passage) in self.passages.remove(&now.id()).unwrap_or_default() {
            let Ok(span) = passage.place(text) else { continue };
            let own = part_of(memo, "selection");
            let mut selection =
                fresh::selection(own, text.slice(span), position(span.start()), position(span.end()));
            selection.children.push(fresh::reference("NoteRef", &memo.to_string()));
            new.push(selection);
        }
        if holder.name == "Transcript" {
            new = new.into_iter().flat_map(of_recording).collect();
        }
        holder.children.extend(new);
    }
}

/// A source, or its part at this place.
fn part_at<'s, 'x>(source: &'s mut Element<'x>, at: Option<usize>) -> Option<&'s mut Element<'x>> {
    match at {
        Some(at) => source.children.get_mut(at),
        None => Some(source),
    }
}

/// The way to count that comes to the same where line ends are one character.
const fn lf(positions: Positions) -> Positions {
    match positions {
        Positions::CodePoints | Positions::CodePointsLf => Positions::CodePointsLf,
        Positions::Utf16 | Positions::Utf16Lf => Positions::Utf16Lf,
    }
}

/// A selection of a recording's transcript, whose places are points of time.
fn of_recording(mut selection: Element<'_>) -> Vec<Element<'_>> {
    let own = selection.id.unwrap_or_default();
    let mut points = Vec::new();
    for (name, reference) in [("startPosition", "fromSyncPoint"), ("endPosition", "toSyncPoint")] {
        let id = part_of(own, reference).to_string();
        let position = selection.get(name).unwrap_or_default().to_owned();
        points.push(Element::new("SyncPoint").with("guid", id.clone()).with("position", position));
        selection.unset(name);
        selection.set(reference, id);
    }
    selection.name = "TranscriptSelection";
    points.push(selection);
    points
}
