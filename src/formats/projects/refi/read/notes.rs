//! Notes of a file as memos on what refers to them, and descriptions of what has no other place for them.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::content::{PlacedCoding, Reading, TextSource};
use super::positions::{self, Positions};
use super::sources::{called, texts_of};
use crate::formats::projects::refi::file::ids::Ids;
use crate::formats::projects::refi::file::names::is_selection;
use crate::formats::projects::refi::file::package::Package;
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::shared::error::FormatError;
use crate::lang::message;
use crate::model::{CodingId, Memo, MemoId, MemoTarget, Passage, TranscriptId};

/// What a link is called that leads from a reply to the memo that it answers.
pub(in super::super) const REPLY: &str = "reply";

/// What notes are about in sources, found while these are read.
pub(in super::super) struct Noted {
    /// Whether there are notes at all.
    is_any: bool,
    /// What links lead to.
    linked: HashSet<Uuid>,
    /// Where of that stands what is in sources.
    places: HashMap<Uuid, MemoTarget>,
    /// The notes that sources refer to, and from where, in the order of the file.
    references: Vec<(Uuid, Option<MemoTarget>)>,
}

impl Noted {
    /// What is to be found in the sources of a file.
    pub(in super::super) fn of(root: &Element<'_>, ids: &Ids) -> Self {
        let is_any = root.child("Notes").is_some_and(|n| !n.children.is_empty());
        let links = root.child("Links").into_iter().flat_map(|l| l.all("Link"));
        let linked = links.filter_map(|link| link.get("targetGUID")).map(|guid| ids.of(guid)).collect();
        Self { is_any, linked, places: HashMap::new(), references: Vec::new() }
    }
}

fn coding(coded: &HashSet<Uuid>, id: Uuid) -> Option<MemoTarget> {
    coded.contains(&id).then_some(MemoTarget::Coding(CodingId(id)))
}

impl Reading<'_> {
    /// Reads notes.
    ///
    /// # Errors
    /// When the package is damaged.
    pub(in super::super) fn read_notes(
        &mut self,
        root: &Element<'_>,
        package: &mut Package<'_>,
        mut noted: Noted,
    ) -> Result<(), FormatError> {
        self.read_descriptions(root);
        let mut on = self.references(root, &mut noted);
        let replies = self.links(root, &noted, &mut on);
        let notes: Vec<&Element<'_>> = root.child("Notes").iter().flat_map(|n| n.all("Note")).collect();
        let known: HashMap<Uuid, ()> = notes.iter().filter_map(|n| Some((n.id?, ()))).collect();
        let missing: Vec<Uuid> = on.keys().filter(|id| !known.contains_key(id)).copied().collect();
        let mut missing: Vec<String> = missing.into_iter().map(|id| id.to_string()).collect();
        missing.sort_unstable();
        for id in missing {
            self.dangling("note", &id, &message!("part-something"));
        }
        for note in &notes {
            let Some(id) = note.id else { continue };
            let mut targets = on.remove(&id).unwrap_or_default();
            self.report.lose(
                message!("part-further-place-note"),
                targets.len().saturating_sub(1),
                super::report::kept(),
            );
            let codings = note.children.iter().map(|s| s.all("Coding").count()).sum::<usize>();
            self.report.lose(
                message!("part-coding-note"),
                codings + note.all("Coding").count(),
                super::report::kept(),
            );
            let mut target = if targets.is_empty() { MemoTarget::Project } else { targets.swap_remove(0) };
            if let MemoTarget::Transcript(transcript) = target
                && let Some(passage) = self.annotated(note, transcript)
            {
                target = MemoTarget::Passage(transcript, passage);
            }
            let words = self.words(package, note, called(note))?.unwrap_or_default().replace("\r\n", "\n");
            let text = titled(note.get("name").unwrap_or_default(), &words);
            let author = self.who(&[note.get("creatingUser"), note.get("modifyingUser")]);
            let created = self.when(note);
            let changed = note
                .get("modifiedDateTime")
                .and_then(crate::formats::projects::refi::file::values::time)
                .unwrap_or(created);
            let reply_to = replies.get(&id).copied().filter(|first| *first != id).map(MemoId);
            let memo = Memo { id: MemoId(id), on: target, reply_to, author, text, created, changed };
            self.content.memos.push((id, memo));
        }
        self.settle_threads();
        Ok(())
    }

    /// A reply answers a memo that begins a thread, and is about what that is about.
    fn settle_threads(&mut self) {
        let memos: HashMap<MemoId, (Option<MemoId>, MemoTarget)> =
            self.content.memos.iter().map(|(_, m)| (m.id, (m.reply_to, m.on.clone()))).collect();
        for (_, memo) in &mut self.content.memos {
            let first = memo.reply_to.and_then(|first| memos.get(&first));
            match first {
                Some((None, on)) => memo.on = on.clone(),
                Some((Some(_), _)) | None => memo.reply_to = None,
            }
        }
    }

    /// What the words of a note are about, where the note itself says so by places in a source.
    fn annotated(&self, note: &Element<'_>, transcript: TranscriptId) -> Option<Passage> {
        let mut selections = note.all("PlainTextSelection");
        let only = selections.next().filter(|s| s.child("Coding").is_none())?;
        if selections.next().is_some() || !self.origin.to_lowercase().contains("qualcoder") {
            return None;
        }
        let (_, of) = self.content.transcripts.iter().find(|(_, t)| t.record.id == transcript)?;
        let positions = self.content.found.as_ref().map_or(Positions::CodePointsLf, |f| f.positions);
        let end = |name: &str, is_end| {
            let at = u32::try_from(positions::number(only, name)?).ok()?;
            of.words.byte(positions, at, is_end)
        };
        let span =
            of.words.text.span_widened(end("startPosition", false)?..end("endPosition", true)?).ok()?;
        Some(Passage::of(&of.words.text, span))
    }

    /// Finds what notes are about in a source.
    pub(in super::super) fn note_places(
        &self,
        source: &Element<'_>,
        coded: &[(Uuid, PlacedCoding)],
        noted: &mut Noted,
    ) {
        let passages = if noted.is_any { self.passages(source, noted) } else { HashMap::new() };
        let coded: HashSet<Uuid> =
            if noted.is_any { coded.iter().map(|(id, _)| *id).collect() } else { HashSet::new() };
        source.each(&mut |element| {
            let is_target = element.id.is_some_and(|id| noted.linked.contains(&id));
            if !is_target && element.child("NoteRef").is_none() {
                return;
            }
            let own = |id: Uuid| passages.get(&id).cloned().or_else(|| coding(&coded, id));
            let place = element.id.filter(|_| noted.is_any && !matches!(element.name, "Link" | "Note"));
            let place = place.and_then(|id| own(id).or_else(|| self.place(id)));
            let references = element.targets("NoteRef").map(|guid| (self.ids.of(guid), place.clone()));
            noted.references.extend(references);
            if let (true, Some(id), Some(place)) = (is_target, element.id, place) {
                noted.places.insert(id, place);
            }
        });
    }

    /// The passages of a source that a note is about.
    fn passages(&self, source: &Element<'_>, noted: &Noted) -> HashMap<Uuid, MemoTarget> {
        let positions = self.positions();
        let passage = |selection: &Element<'_>, holder: &Element<'_>, of: &TextSource| {
            let (start, end) = super::selections::ends(selection, holder)?;
            let byte = |at: i64, is_end| of.words.byte(positions, u32::try_from(at).ok()?, is_end);
            let range = byte(start.min(end), false)?..byte(start.max(end), true)?;
            let span = of.words.text.span_widened(range).ok()?;
            Some(MemoTarget::Passage(of.record.id, Passage::of(&of.words.text, span)))
        };
        let mut passages = HashMap::new();
        for element in texts_of(source) {
            let Some(of) = self.text(element.id) else { continue };
            for selection in element.holder.children.iter().filter(|c| is_selection(c)) {
                let id = selection
                    .id
                    .filter(|id| noted.linked.contains(id) || selection.child("NoteRef").is_some());
                passages.extend(id.and_then(|id| Some((id, passage(selection, element.holder, of)?))));
            }
        }
        passages
    }

    /// What stands beside what is coded and has this id.
    fn place(&self, id: Uuid) -> Option<MemoTarget> {
        let source = self.sources.get(&id).map(|of| MemoTarget::Transcript(*of));
        let case = || self.cases.get(&id).map(|case| MemoTarget::Case(*case));
        let code = || self.codes.get(&id).map(|code| MemoTarget::Code(*code));
        source.or_else(case).or_else(code)
    }

    /// What refers to each note, in the order of the file.
    fn references(&self, root: &Element<'_>, noted: &mut Noted) -> HashMap<Uuid, Vec<MemoTarget>> {
        let mut on: HashMap<Uuid, Vec<MemoTarget>> = HashMap::new();
        let mut refer = |id: Uuid, place: Option<MemoTarget>| on.entry(id).or_default().extend(place);
        let project = (root.name == "Project").then_some(MemoTarget::Project);
        root.targets("NoteRef").for_each(|guid| refer(self.ids.of(guid), project.clone()));
        for part in &root.children {
            if part.name == "Sources" {
                noted.references.drain(..).for_each(|(id, place)| refer(id, place));
                continue;
            }
            part.each(&mut |element| {
                let place = element.id.filter(|_| noted.is_any && !matches!(element.name, "Link" | "Note"));
                let place = place.and_then(|id| self.place(id));
                element.targets("NoteRef").for_each(|guid| refer(self.ids.of(guid), place.clone()));
            });
        }
        on
    }

    /// Links that lead from a note to what it is about, or to a note that it answers; the others are kept.
    fn links(
        &mut self,
        root: &Element<'_>,
        noted: &Noted,
        on: &mut HashMap<Uuid, Vec<MemoTarget>>,
    ) -> HashMap<Uuid, Uuid> {
        let notes: HashSet<Uuid> =
            root.child("Notes").iter().flat_map(|n| n.all("Note")).filter_map(|n| n.id).collect();
        let (mut replies, mut other) = (HashMap::new(), 0);
        for link in root.child("Links").iter().flat_map(|l| l.all("Link")) {
            let end = |name: &str| link.get(name).map(|guid| self.ids.of(guid));
            let (Some(from), Some(to)) = (end("originGUID"), end("targetGUID")) else {
                other += 1;
                continue;
            };
            if notes.contains(&from) && notes.contains(&to) && link.get("name") == Some(REPLY) {
                replies.insert(from, to);
            } else if let (true, Some(place)) =
                (notes.contains(&from), noted.places.get(&to).cloned().or_else(|| self.place(to)))
            {
                on.entry(from).or_default().push(place);
            } else {
                other += 1;
            }
        }
        self.report.lose(message!("part-link"), other, super::report::kept());
        let graphs = root.child("Graphs").map_or(0, |g| g.children.len());
        self.report.lose(message!("part-map-codes"), graphs, super::report::kept());
        replies
    }

    /// Descriptions of the project, of cases and of sources as memos on them.
    fn read_descriptions(&mut self, root: &Element<'_>) {
        let mut found = Vec::new();
        if root.name == "Project" {
            found.push((project_id(root), root, MemoTarget::Project));
        }
        for case in root.child("Cases").iter().flat_map(|c| c.all("Case")) {
            let on = case.id.and_then(|id| self.cases.get(&id)).map(|id| MemoTarget::Case(*id));
            found.extend(case.id.zip(on).map(|(id, on)| (id, case, on)));
        }
        for source in root.child("Sources").iter().flat_map(|s| &s.children) {
            let on = source.id.and_then(|id| self.sources.get(&id)).map(|id| MemoTarget::Transcript(*id));
            found.extend(source.id.zip(on).map(|(id, on)| (id, source, on)));
        }
        for (id, element, on) in found {
            if let Some(words) = element.words_of("Description").filter(|w| !w.trim().is_empty()) {
                self.describe(id, words, element, on);
            }
        }
    }
}

/// What a project is known by, which has no id of its own.
pub(in super::super) fn project_id(root: &Element<'_>) -> Uuid {
    let name = root.get("name").unwrap_or_default();
    crate::formats::projects::refi::file::ids::derived(&[
        name,
        root.get("creationDateTime").unwrap_or_default(),
    ])
}

/// The words of a memo under its title, unless they begin with it.
fn titled(title: &str, words: &str) -> String {
    let title = title.trim();
    let folded = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() || folded(words).starts_with(&folded(title.trim_end_matches('…'))) {
        return words.to_owned();
    }
    if words.is_empty() { title.to_owned() } else { format!("{title}\n\n{words}") }
}

/// The title of a memo: how it begins.
pub(in super::super) fn title(words: &str) -> String {
    let line = words.trim().lines().next().unwrap_or_default();
    if line.chars().count() <= 100 { line.to_owned() } else { line.chars().take(99).chain(['…']).collect() }
}
