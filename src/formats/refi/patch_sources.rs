//! Sources and what is coded in them, made to say what the project says. A coding that changed gets a selection of its own;
//! the others stay where they are, however oddly they are written.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::fresh;
use super::ids::part_of;
use super::package::base;
use super::patch::Patch;
use super::people::timed;
use super::positions::Positions;
use super::said::Transcribed;
use super::selections::{ends, is_selection};
use super::tree::Element;
use crate::model::{AttributeOf, Transcript, corrected};
use crate::text::{Mapping, Text};

/// A byte of a text in the units of a file whose line ends are one character.
pub(super) fn counted(text: &Text, counting: Positions, byte: usize) -> u32 {
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

impl Patch<'_> {
    pub(super) fn sources(&mut self, sources: &mut Element<'_>) {
        for source in std::mem::take(&mut sources.children) {
            let id = source.id;
            match self.source(source) {
                Some(source) => sources.children.push(source),
                None => self.gone.extend(id.filter(|id| !self.is_alias(*id))),
            }
        }
        for transcript in self.project.transcripts() {
            if !self.claimed.insert(transcript.id().0) {
                continue;
            }
            let mut source = fresh::source(transcript);
            let file = format!("{}.txt", transcript.id());
            self.files.insert(file, transcript.text().as_str().as_bytes().to_vec());
            self.add_codings(&mut source, None, transcript, HashMap::new());
            self.values(&mut source, AttributeOf::Transcript, &BTreeMap::new(), transcript.values());
            sources.children.push(source);
        }
    }

    /// A source as it is now; none where it went.
    fn source<'x>(&mut self, mut source: Element<'x>) -> Option<Element<'x>> {
        let said = self.said;
        let mut gone = Vec::new();
        let holders = holders(&source);
        let several = holders.len() > 1;
        self.page_areas(&mut source);
        for (id, at) in &holders {
            let Some((_, was)) = said.transcripts.iter().find(|(own, _)| own == id) else { continue };
            let now = self.project.transcript(was.record.id).cloned();
            let first = was.record.id.to_string();
            let now = now.filter(|now| self.claims(*id, now.id().0, first));
            let Some(now) = now else {
                gone.push((*id, *at));
                continue;
            };
            if was.record.title != now.title() {
                let named = match at.filter(|_| several) {
                    Some(at) => source.children.get_mut(at)?,
                    None => &mut source,
                };
                named.set("name", now.title().to_owned());
            }
            let holder = match at {
                Some(at) => source.children.get_mut(*at)?,
                None => &mut source,
            };
            self.words(holder, was, &now);
            self.codings(holder, was, &now);
            self.values(&mut source, AttributeOf::Transcript, &was.record.values, now.values());
        }
        if !gone.is_empty() && gone.len() == holders.len() {
            return None;
        }
        self.gone.extend(gone.iter().map(|(id, _)| *id));
        let mut at = 0;
        source.children.retain(|_| {
            at += 1;
            !gone.iter().any(|(_, gone)| *gone == Some(at - 1))
        });
        Some(source)
    }

    /// Takes codings out of areas of a page that are no longer what they were: they stand with the words from then on.
    fn page_areas(&mut self, source: &mut Element<'_>) {
        for area in source.children.iter_mut().filter(|c| c.name == "PDFSelection") {
            area.children.retain(|coding| {
                let id = coding.id.filter(|_| coding.name == "Coding");
                let Some((id, was)) = id.and_then(|id| Some((id, self.said.codings.get(&id)?))) else {
                    return true;
                };
                let stays = self.now.get(id).as_ref() == Some(was);
                if stays {
                    self.written.insert(id);
                }
                stays
            });
        }
    }

    /// Puts other words in the place of those that were corrected.
    fn words(&mut self, holder: &mut Element<'_>, was: &Transcribed, now: &Transcript) {
        if was.words.text == *now.text() {
            return;
        }
        let words = now.text().as_str();
        if holder.child("PlainTextContent").is_some() {
            holder.child_mut("PlainTextContent").text = words.to_owned();
        } else {
            let name = base(holder.get("plainTextPath").unwrap_or_default()).to_owned();
            let name = if name.is_empty() { format!("{}.txt", now.id()) } else { name };
            self.files.insert(name.clone(), words.as_bytes().to_vec());
            holder.set("plainTextPath", format!("internal://{name}"));
        }
        if holder.get("richTextPath").is_some() {
            holder.unset("richTextPath");
            self.unformatted += 1;
        }
    }

    fn codings(&mut self, holder: &mut Element<'_>, was: &Transcribed, now: &Transcript) {
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
                let Some((id, coded)) = coding.and_then(|id| Some((id, self.said.codings.get(&id)?))) else {
                    child.children.push(part);
                    continue;
                };
                if mapping.is_none() && self.now.get(id).as_ref() == Some(coded) {
                    self.written.insert(id);
                    child.children.push(part);
                } else {
                    taken.push((id, part));
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
        self.add_codings(holder, Some(was), now, freed);
    }

    /// Where a selection of the words before stands among those after.
    fn move_selection(
        &self,
        selection: &mut Element<'_>,
        was: &Transcribed,
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
            let byte = if self.as_it_came {
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
        was: Option<&Transcribed>,
        now: &Transcript,
        mut freed: HashMap<Uuid, (Element<'x>, Option<Uuid>)>,
    ) {
        let text = now.text();
        let same = was.filter(|was| self.as_it_came && was.words.text == *text);
        let position = |byte| {
            same.map_or_else(
                || counted(text, self.counting, byte),
                |was| was.words.position(self.counting, byte),
            )
        };
        let mut new = Vec::new();
        for coded in self.now.in_transcript(now.id()) {
            let id = coded.record.id.0;
            if self.written.contains(&id) {
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
        for (memo, passage) in self.passages(now.id()) {
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
