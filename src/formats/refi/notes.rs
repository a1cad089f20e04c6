//! Notes of a file as memos on what refers to them, and descriptions of what has no other place for them.

use std::collections::HashMap;

use uuid::Uuid;

use super::package::Package;
use super::positions::{self, Positions};
use super::said::Reading;
use super::selections::is_selection;
use super::sources::{called, text_elements};
use super::tree::Element;
use crate::formats::error::FormatError;
use crate::model::{CodingId, Memo, MemoId, MemoTarget, Passage, TranscriptId};

/// What a link is called that leads from a reply to the memo that it answers.
pub(super) const REPLY: &str = "reply";

impl Reading<'_> {
    /// Reads notes.
    ///
    /// # Errors
    /// When the package is damaged.
    pub(super) fn read_notes(
        &mut self,
        root: &Element<'_>,
        package: &mut Package<'_>,
    ) -> Result<(), FormatError> {
        self.read_descriptions(root);
        let has_notes = root.child("Notes").is_some_and(|n| !n.children.is_empty());
        let places = if has_notes { self.places(root) } else { HashMap::new() };
        let (mut on, mut replies) = (HashMap::new(), HashMap::new());
        self.references(root, &places, &mut on);
        self.links(root, &places, &mut on, &mut replies);
        let notes: Vec<&Element<'_>> = root.child("Notes").iter().flat_map(|n| n.all("Note")).collect();
        let known: HashMap<Uuid, ()> = notes.iter().filter_map(|n| Some((n.id?, ()))).collect();
        let missing: Vec<Uuid> = on.keys().filter(|id| !known.contains_key(id)).copied().collect();
        let mut missing: Vec<String> = missing.into_iter().map(|id| id.to_string()).collect();
        missing.sort_unstable();
        for id in missing {
            self.dangling("note", &id, "something");
        }
        for note in &notes {
            let Some(id) = note.id else { continue };
            let mut targets = on.remove(&id).unwrap_or_default();
            self.report.lose("further place of a note", targets.len().saturating_sub(1), super::report::KEPT);
            let codings = note.children.iter().map(|s| s.all("Coding").count()).sum::<usize>();
            self.report.lose("coding of a note", codings + note.all("Coding").count(), super::report::KEPT);
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
            let changed = note.get("modifiedDateTime").and_then(super::people::time).unwrap_or(created);
            let reply_to = replies.get(&id).copied().filter(|first| *first != id).map(MemoId);
            let memo = Memo { id: MemoId(id), on: target, reply_to, author, text, created, changed };
            self.said.memos.push((id, memo));
        }
        self.settle_threads();
        Ok(())
    }

    /// A reply answers a memo that begins a thread, and is about what that is about.
    fn settle_threads(&mut self) {
        let memos: HashMap<MemoId, (Option<MemoId>, MemoTarget)> =
            self.said.memos.iter().map(|(_, m)| (m.id, (m.reply_to, m.on.clone()))).collect();
        for (_, memo) in &mut self.said.memos {
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
        let (_, of) = self.said.transcripts.iter().find(|(_, t)| t.record.id == transcript)?;
        let positions = self.said.found.as_ref().map_or(Positions::CodePointsLf, |f| f.positions);
        let end = |name: &str, is_end| {
            let at = u32::try_from(positions::number(only, name)?).ok()?;
            of.words.byte(positions, at, is_end)
        };
        let span =
            of.words.text.span_widened(end("startPosition", false)?..end("endPosition", true)?).ok()?;
        Some(Passage::of(&of.words.text, span))
    }

    /// Where each thing stands that a note may be about, by the ids of elements.
    fn places(&self, root: &Element<'_>) -> HashMap<Uuid, MemoTarget> {
        let mut places = HashMap::new();
        places.extend(self.codes.iter().map(|(id, code)| (*id, MemoTarget::Code(*code))));
        places.extend(self.cases.iter().map(|(id, case)| (*id, MemoTarget::Case(*case))));
        places.extend(self.sources.iter().map(|(id, of)| (*id, MemoTarget::Transcript(*of))));
        places.extend(self.said.codings.keys().map(|id| (*id, MemoTarget::Coding(CodingId(*id)))));
        let positions = self.said.found.as_ref().map_or(Positions::CodePoints, |f| f.positions);
        for element in text_elements(root) {
            let Some((_, of)) = self.said.transcripts.iter().find(|(id, _)| *id == element.id) else {
                continue;
            };
            for selection in element.holder.children.iter().filter(|c| is_selection(c)) {
                let id = selection.id;
                let Some((start, end)) = super::selections::ends(selection, element.holder) else { continue };
                let byte = |at: i64, is_end| of.words.byte(positions, u32::try_from(at).ok()?, is_end);
                let (Some(start), Some(end)) = (byte(start.min(end), false), byte(start.max(end), true))
                else {
                    continue;
                };
                let Ok(span) = of.words.text.span_widened(start..end) else { continue };
                let on = MemoTarget::Passage(of.record.id, Passage::of(&of.words.text, span));
                places.extend(id.map(|id| (id, on)));
            }
        }
        places
    }

    /// What refers to each note, in the order of the file.
    fn references(
        &self,
        root: &Element<'_>,
        places: &HashMap<Uuid, MemoTarget>,
        on: &mut HashMap<Uuid, Vec<MemoTarget>>,
    ) {
        root.each(&mut |element| {
            let place = match element.name {
                "Project" => Some(MemoTarget::Project),
                "Link" | "Note" => None,
                _ => element.id.and_then(|id| places.get(&id)).cloned(),
            };
            for guid in element.targets("NoteRef") {
                let targets = on.entry(self.ids.of(guid)).or_default();
                targets.extend(place.clone());
            }
        });
    }

    /// Links that lead from a note to what it is about, or to a note that it answers; the others are kept.
    fn links(
        &mut self,
        root: &Element<'_>,
        places: &HashMap<Uuid, MemoTarget>,
        on: &mut HashMap<Uuid, Vec<MemoTarget>>,
        replies: &mut HashMap<Uuid, Uuid>,
    ) {
        let notes: Vec<Uuid> =
            root.child("Notes").iter().flat_map(|n| n.all("Note")).filter_map(|n| n.id).collect();
        let notes: std::collections::HashSet<Uuid> = notes.into_iter().collect();
        let mut other = 0;
        for link in root.child("Links").iter().flat_map(|l| l.all("Link")) {
            let end = |name: &str| link.get(name).map(|guid| self.ids.of(guid));
            let (Some(from), Some(to)) = (end("originGUID"), end("targetGUID")) else {
                other += 1;
                continue;
            };
            if notes.contains(&from) && notes.contains(&to) && link.get("name") == Some(REPLY) {
                replies.insert(from, to);
            } else if let Some(place) = places.get(&to).filter(|_| notes.contains(&from)) {
                on.entry(from).or_default().push(place.clone());
            } else {
                other += 1;
            }
        }
        self.report.lose("link", other, super::report::KEPT);
        let graphs = root.child("Graphs").map_or(0, |g| g.children.len());
        self.report.lose("map of codes", graphs, super::report::KEPT);
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
pub(super) fn project_id(root: &Element<'_>) -> Uuid {
    let name = root.get("name").unwrap_or_default();
    super::ids::derived(&[name, root.get("creationDateTime").unwrap_or_default()])
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
pub(super) fn title(words: &str) -> String {
    let line = words.trim().lines().next().unwrap_or_default();
    if line.chars().count() <= 100 { line.to_owned() } else { line.chars().take(99).chain(['…']).collect() }
}
