//! Selections of a source and what is coded there. Their places are taken as far as they make sense, and each that is not
//! taken as it stands is told.

use crate::formats::projects::refi::file::names::is_selection;
use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::content::{PlacedCoding, Reading, TextSource};
use super::notes::Noted;
use super::positions::{self, Positions, Selection};
use super::sources::{TextElement, called, texts_of};
use crate::formats::projects::refi::file::ids::parsed;
use crate::formats::projects::refi::file::outline::Outline;
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::shared::error::FormatError;
use crate::lang::{list, message, place};
use crate::model::{
    CodingId, CodingRecord, LayerRecords, Memo, MemoId, MemoTarget, Passage, TranscriptId, carried,
};
use crate::text::{Span, Text};

/// Where a selection begins and ends, as it stands in the file.
pub(in super::super) fn ends(selection: &Element<'_>, holder: &Element<'_>) -> Option<(i64, i64)> {
    if selection.name == "PlainTextSelection" {
        return Some((
            positions::number(selection, "startPosition")?,
            positions::number(selection, "endPosition")?,
        ));
    }
    let point = |name: &str| {
        let guid = selection.get(name)?;
        let same = |other: &str| {
            other.eq_ignore_ascii_case(guid) || parsed(other).is_some_and(|id| Some(id) == parsed(guid))
        };
        let point = holder.all("SyncPoint").find(|p| p.get("guid").is_some_and(same))?;
        positions::number(point, "position")
    };
    Some((point("fromSyncPoint")?, point("toSyncPoint")?))
}

impl Reading<'_> {
    /// Finds what positions count in this file, by the first of its selections.
    ///
    /// # Errors
    /// When there is not the memory for a source.
    pub(in super::super) fn find_positions(&mut self, outline: &Outline) -> Result<(), FormatError> {
        let mut places = Vec::new();
        for at in 0..outline.sources() {
            if places.len() >= positions::MOST {
                break;
            }
            outline.source(at, |source| {
                places.extend(texts_of(&source).iter().flat_map(|e| self.places_of(e)));
            })?;
        }
        if places.is_empty() {
            return Ok(());
        }
        let found = positions::find(&self.origin, &places, self.options.positions);
        let message = found.told();
        self.report.warn(message!("kind-positions"), "", message);
        self.content.found = Some(found);
        Ok(())
    }

    /// The places of an element's selections, as they stand there.
    fn places_of(&self, element: &TextElement<'_, '_>) -> Vec<Selection<'_>> {
        let Some(of) = self.text(element.id) else { return Vec::new() };
        let place = |selection: &Element<'_>| {
            let (start, end) = ends(selection, element.holder)?;
            let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
            let name = selection.get("name").map(str::to_owned);
            Some(Selection { words: &of.words, start, end, name })
        };
        element.holder.children.iter().filter(|c| is_selection(c)).filter_map(place).collect()
    }

    /// Reads what is coded in all sources with words, a source at a time, and what notes are about there.
    ///
    /// # Errors
    /// When there is not the memory for a source.
    pub(in super::super) fn read_selections(
        &mut self,
        outline: &Outline,
        noted: &mut Noted,
        take: &mut dyn FnMut(Vec<(Uuid, PlacedCoding)>),
    ) -> Result<(), FormatError> {
        for at in 0..outline.sources() {
            outline.source(at, |source| {
                let coded = self.read_source(&source);
                self.note_places(&source, &coded, noted);
                take(coded);
            })?;
        }
        Ok(())
    }

    /// Reads what is coded in a source.
    fn read_source(&mut self, source: &Element<'_>) -> Vec<(Uuid, PlacedCoding)> {
        let transcripts = std::mem::take(&mut self.content.transcripts);
        let mut coded = Vec::new();
        for element in texts_of(source) {
            let of = self.texts.get(&element.id).and_then(|at| transcripts.get(*at));
            let selections = element.holder.children.iter().filter(|c| is_selection(c));
            let Some((_, of)) = of else {
                let without = selections.map(|selection| selection.all("Coding").count()).sum();
                let why = message!("file-source-without-words");
                self.report.lose(message!("part-coding"), without, why);
                continue;
            };
            let twins = twins(&element);
            let mut own = Vec::new();
            for selection in selections {
                let twin = selection.id.and_then(|id| twins.get(&id));
                own.extend(self.read_selection(selection, twin, &element, of));
            }
            coded.extend(self.on_todays_words(own, of.record.id, &of.words.text));
        }
        self.content.transcripts = transcripts;
        self.kept_codings(source, &coded);
        coded
    }

    fn read_selection(
        &mut self,
        selection: &Element<'_>,
        twin: Option<&Vec<&Element<'_>>>,
        element: &TextElement<'_, '_>,
        of: &TextSource,
    ) -> Vec<(Uuid, PlacedCoding)> {
        let span = self.span(selection, element, &of.words, self.positions());
        let record = &of.record;
        let text = &of.words.text;
        let own: Vec<&Element<'_>> = selection.all("Coding").collect();
        let mut codings = own.clone();
        for coding in twin.into_iter().flatten().flat_map(|t| t.all("Coding")) {
            let target = |c: &Element<'_>| c.targets("CodeRef").next().map(str::to_lowercase);
            let user = |c: &Element<'_>| c.get("creatingUser").map(str::to_lowercase);
            if !own.iter().any(|c| target(c) == target(coding) && user(c) == user(coding)) {
                codings.push(coding);
            }
        }
        let Some(span) = span else {
            let why = message!("file-selection-covers-nothing");
            self.report.lose(message!("part-coding"), codings.len(), why);
            return Vec::new();
        };
        self.doubt(selection, &codings, element, of);
        let mut note = selection.words_of("Description");
        let mut taken = Vec::new();
        for coding in codings {
            let Some(code) = self.code_of(coding, called(element.source)) else { continue };
            let Some(id) = coding.id else { continue };
            let users = [
                coding.get("creatingUser"),
                selection.get("creatingUser"),
                element.source.get("creatingUser"),
            ];
            let coder = self.who(&users[..2]);
            let dated = if coding.get("creationDateTime").is_some() { coding } else { selection };
            let passage = Passage::of(text, span);
            let new = CodingRecord::new(CodingId(id), code, passage, self.when(dated));
            taken.push((id, PlacedCoding { transcript: record.id, coder, record: new }));
        }
        if let [(_, only)] = taken.as_mut_slice() {
            only.record.memo = note.take().unwrap_or_default().to_owned();
        }
        if let (Some(note), Some(id)) = (note, selection.id) {
            let on = MemoTarget::Passage(record.id, Passage::of(text, span));
            self.describe(id, note, selection, on);
        }
        taken
    }

    /// Tells where the words that a selection is of may not be those that were meant.
    fn doubt(
        &mut self,
        selection: &Element<'_>,
        codings: &[&Element<'_>],
        element: &TextElement<'_, '_>,
        of: &TextSource,
    ) {
        let Some((start, end)) = ends(selection, element.holder) else { return };
        let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(end)) else { return };
        let name = selection.get("name").map(str::to_owned);
        let at = Selection { words: &of.words, start: from, end: to, name };
        let Some(why) = self.content.found.as_ref().and_then(|found| found.doubt(&at)) else { return };
        let codes = self.names_of_codes(codings);
        let (start, end) = (place(start), place(end));
        let message =
            message!("file-selection-doubtful", n = codes.len(), codes = list(codes), start, end, why);
        self.report.warn(message!("kind-selections-doubtful"), called(element.source), message);
    }

    /// A selection by its id and the codes that it carries.
    fn named(&self, selection: &Element<'_>) -> String {
        let guid = selection.get("guid").unwrap_or_default();
        let codings: Vec<_> = selection.all("Coding").collect();
        match self.names_of_codes(&codings).join("”, “") {
            codes if codes.is_empty() => guid.to_owned(),
            codes => format!("{guid} (“{codes}”)"),
        }
    }

    /// What the codes of codings are called.
    fn names_of_codes(&self, codings: &[&Element<'_>]) -> Vec<String> {
        let name = |coding: &&Element<'_>| {
            let id = self.codes.get(&self.ids.of(coding.targets("CodeRef").next()?))?;
            let new = self.content.codes.iter().find(|(_, code)| code.id == *id).map(|(_, code)| &code.name);
            Some(new.or_else(|| self.project.codebook().get(*id).map(|code| &code.name))?.clone())
        };
        codings.iter().filter_map(name).collect()
    }

    /// A description as a memo on what it describes.
    pub(in super::super) fn describe(&mut self, id: Uuid, words: &str, of: &Element<'_>, on: MemoTarget) {
        let id = crate::formats::projects::refi::file::ids::part_of(id, "description");
        let author = self.who(&[of.get("creatingUser")]);
        let created = self.when(of);
        let text = words.to_owned();
        let memo = Memo { id: MemoId(id), on, reply_to: None, author, text, created, changed: created };
        self.content.memos.push((id, memo));
    }

    /// The code of a coding; none where that is a case's or leads nowhere.
    fn code_of(&mut self, coding: &Element<'_>, of: &str) -> Option<crate::model::CodeId> {
        let Some(guid) = coding.targets("CodeRef").next() else {
            self.report.lose(message!("part-coding"), 1, message!("file-coding-without-code"));
            self.report.warn(
                message!("kind-codings-without-code"),
                of,
                message!("file-a-coding-without-code"),
            );
            return None;
        };
        let id = self.ids.of(guid);
        if let Some(code) = self.codes.get(&id) {
            return Some(*code);
        }
        if self.cases.contains_key(&id) {
            let why = message!("file-passage-of-case");
            self.report.lose(message!("part-coding-case"), 1, why);
        } else {
            let message = message!("file-coding-with-unknown-code", guid);
            self.report.warn(message!("kind-codings-code-file"), of, message);
            self.report.lose(message!("part-coding"), 1, message!("file-code-unknown"));
            // Nothing is by them then, so that they do not become a coder.
            if let Some(user) =
                coding.get("creatingUser").filter(|user| !self.users.contains_key(&self.ids.of(user)))
            {
                let message = message!("file-by-unknown-user", user);
                self.report.warn(message!("kind-users-unknown"), of, message);
            }
        }
        None
    }

    /// The words that a selection covers, told where they are not those that its positions say.
    fn span(
        &mut self,
        selection: &Element<'_>,
        element: &TextElement<'_, '_>,
        words: &super::positions::Words,
        positions: Positions,
    ) -> Option<Span> {
        let of = called(element.source);
        let Some((said_start, said_end)) = ends(selection, element.holder) else {
            let message = message!("file-selection-without-place", name = self.named(selection));
            self.report.warn(message!("kind-selections-without-place"), of, message);
            return None;
        };
        let last = i64::from(words.end(positions));
        let (mut start, mut end) = (said_start, said_end);
        if start > end {
            std::mem::swap(&mut start, &mut end);
            let message = message!(
                "file-selection-turned",
                name = self.named(selection),
                said_start = place(said_start),
                said_end = place(said_end)
            );
            self.report.warn(message!("kind-selections-turned"), of, message);
        }
        if start < 0 || end > last {
            (start, end) = (start.clamp(0, last), end.clamp(0, last));
            let message = message!(
                "file-selection-cut",
                name = self.named(selection),
                said_start = place(said_start),
                said_end = place(said_end),
                last = place(last),
                start = place(start),
                end = place(end)
            );
            self.report.warn(message!("kind-selections-cut"), of, message);
        }
        if start == end {
            let message = message!(
                "file-selection-empty",
                name = self.named(selection),
                said_start = place(said_start),
                said_end = place(said_end)
            );
            self.report.warn(message!("kind-selections-empty"), of, message);
            return None;
        }
        // Within the text, so that both fit.
        let from = words.byte(positions, u32::try_from(start).ok()?, false)?;
        let to = words.byte(positions, u32::try_from(end).ok()?, true)?;
        let span = words.text.span_widened(from..to).ok()?;
        let exact = |byte: usize, at: i64| i64::from(words.position(positions, byte)) == at;
        if !exact(span.start(), start) || !exact(span.end(), end) {
            let message = message!(
                "file-selection-widened",
                name = self.named(selection),
                said_start = place(said_start),
                said_end = place(said_end)
            );
            self.report.warn(message!("kind-selections-widened"), of, message);
        }
        Some(span)
    }

    /// Codings of words that were corrected since go with them.
    fn on_todays_words(
        &mut self,
        mut coded: Vec<(Uuid, PlacedCoding)>,
        id: TranscriptId,
        text: &Text,
    ) -> Vec<(Uuid, PlacedCoding)> {
        let Some(now) = self.project.transcript(id).filter(|t| t.text() != text) else { return coded };
        let codings = coded.iter().map(|(_, c)| c.record.clone()).collect();
        let records = LayerRecords { codings, ..LayerRecords::default() };
        let LayerRecords { codings: placed, orphans: gone, .. } = carried(records, text, now.text());
        let mut placed: HashMap<Uuid, CodingRecord> = placed.into_iter().map(|r| (r.id.0, r)).collect();
        let gone: HashSet<Uuid> = gone.iter().map(|orphan| orphan.id.0).collect();
        coded.retain(|(id, _)| !gone.contains(id));
        for (id, coded) in &mut coded {
            if let Some(record) = placed.remove(id) {
                coded.record = record;
            }
        }
        self.report.lose(message!("part-coding"), gone.len(), message!("file-words-taken-out"));
        coded
    }

    /// Codings of whole sources, and of what is no words.
    fn kept_codings(&mut self, source: &Element<'_>, coded: &[(Uuid, PlacedCoding)]) {
        let coded: HashSet<Uuid> = coded.iter().map(|(id, _)| *id).collect();
        let mut kept = 0;
        source.each(&mut |element| {
            if !is_selection(element) {
                let codings = element.all("Coding").filter_map(|coding| coding.id);
                kept += codings.filter(|id| !coded.contains(id)).count();
            }
        });
        self.report.lose(message!("part-coding-of-other-source"), kept, super::report::kept());
    }
}

/// The page areas of a PDF that are the same quotations as selections of its words, by their common id.
fn twins<'e, 'x>(element: &TextElement<'e, 'x>) -> HashMap<Uuid, Vec<&'e Element<'x>>> {
    let mut twins: HashMap<Uuid, Vec<&Element<'x>>> = HashMap::new();
    for area in element.source.all("PDFSelection") {
        twins.entry(area.id.unwrap_or_default()).or_default().push(area);
    }
    twins
}
