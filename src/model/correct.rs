//! Correcting the words of a transcript. What points into them goes with them, whoever made it: a coding is moved, changed
//! with its words, or kept as an orphan where none are left; never dropped.

use std::ops::Range;
use std::sync::Arc;

use super::EditError;
use super::apply::layers_in;
use super::edit::{CodingRecord, Edit, OrphanRecord};
use super::layer::{CodingLayer, ORPHAN_CHARS};
use super::memo::{Memo, MemoTarget};
use super::parts::{change, missing};
use super::project::Project;
use super::{
    CodeId, CoderId, Coding, CodingId, MemoId, Orphan, SettlementRecord, Transcript, TranscriptId, sha256,
};
use crate::text::{CharPos, Mapped, Mapping, Span, Splice, SpliceError, Text, TurnsError, corrected};

/// What a correction does, to be shown before it is made and after.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The text after.
    pub text: Text,
    /// Codings whose words change, by layer and place. All others only move.
    pub codings: Vec<Affected>,
    /// Memos on passages whose words change.
    pub memos: Vec<MemoId>,
}

/// A coding whose words change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    pub coder: CoderId,
    pub coding: CodingId,
    pub code: CodeId,
    /// Its passage in the text before.
    pub before: Span,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a coding whose words change, with its passage in the text after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Words inside it are others.
    Reworded(Span),
    /// It has lost words at an end.
    Shrunk(Span),
    /// None are left: it becomes an orphan.
    Gone,
}

impl Project {
    /// The edit that puts other words in the place of a part of a transcript, such as a turn; line ends become `\n`.
    ///
    /// # Errors
    /// When the transcript is not there, or the part begins or ends outside it or inside a character.
    pub fn correction(&self, id: TranscriptId, part: Range<usize>, words: &str) -> Result<Edit, EditError> {
        let of = self.transcripts.get(&id).ok_or_else(|| missing("transcript", &id))?;
        let from = of.text.char_of(part.start);
        let wrong = || misfit(of, SpliceError::SplitsCharacter(from));
        let old = of.text.as_str().get(part).ok_or_else(wrong)?;
        let mut splices = corrected(old, &words.replace("\r\n", "\n").replace('\r', "\n"));
        for splice in &mut splices {
            splice.start = CharPos(splice.start.0 + from.0);
            splice.end = CharPos(splice.end.0 + from.0);
        }
        let sha256 = sha256(mapping(of, &splices)?.text().as_str());
        Ok(Edit::CorrectText { transcript: id, splices, sha256 })
    }

    /// What a correction would do to the codings of all coders, and to memos.
    ///
    /// # Errors
    /// When the transcript is not there, or the splices do not fit it.
    pub fn effect_of(&self, id: TranscriptId, splices: &[Splice]) -> Result<Effect, EditError> {
        let of = self.transcripts.get(&id).ok_or_else(|| missing("transcript", &id))?;
        let mapping = mapping(of, splices)?;
        let mut codings = Vec::new();
        for layer in self.layers_of(id) {
            codings.extend(layer.codings.iter().filter_map(|coding| {
                let fate = match mapping.span(coding.span) {
                    Mapped::Same(_) => return None,
                    Mapped::Reworded(span) => Fate::Reworded(span),
                    Mapped::Shrunk(span) => Fate::Shrunk(span),
                    Mapped::Gone(_) => Fate::Gone,
                };
                let Coding { id, code, span, .. } = *coding;
                Some(Affected { coder: layer.coder, coding: id, code, before: span, fate })
            }));
        }
        let changed = |memo: &&Arc<Memo>| {
            let MemoTarget::Passage(on, passage) = &memo.on else { return false };
            let span = passage.place(&of.text).ok().filter(|_| *on == id);
            span.is_some_and(|span| !matches!(mapping.span(span), Mapped::Same(_)))
        };
        let memos = self.memos().into_iter().filter(changed).map(|m| m.id).collect();
        Ok(Effect { text: mapping.text().clone(), codings, memos })
    }

    pub(super) fn correct_text(
        &mut self,
        id: TranscriptId,
        splices: &[Splice],
        sum: &str,
    ) -> Result<(), EditError> {
        let old = Arc::clone(self.transcripts.get(&id).ok_or_else(|| missing("transcript", &id))?);
        let mapping = mapping(&old, splices)?;
        if sha256(mapping.text().as_str()) != sum {
            return Err(EditError::OtherText(old.title.clone()));
        }
        let turns = mapping.turns(&old.turns).map_err(|error| {
            let (TurnsError::Overlap(turn) | TurnsError::Misfit(turn)) = error;
            EditError::Turn { transcript: old.title.clone(), turn }
        })?;
        let new = Transcript {
            text: mapping.text().clone(),
            sha256: sum.to_owned(),
            turns,
            ..Transcript::clone(&old)
        };
        Arc::make_mut(&mut self.transcripts).insert(id, Arc::new(new));
        for (_, layer) in Arc::make_mut(&mut self.layers).range_mut(layers_in(id)) {
            correct_layer(Arc::make_mut(layer), &old.text, &mapping);
        }
        let here = |m: &Memo| matches!(&m.on, MemoTarget::Passage(on, _) if *on == id);
        change(&mut self.memos, here, |memo| {
            if let MemoTarget::Passage(_, passage) = &memo.on {
                let mapped = passage.mapped(&old.text, &mapping);
                memo.on = mapped.map_or(MemoTarget::Transcript(id), |at| MemoTarget::Passage(id, at));
            }
        });
        Ok(())
    }

    pub(super) fn put_orphans(
        &mut self,
        transcript: TranscriptId,
        coder: CoderId,
        records: &[OrphanRecord],
    ) -> Result<(), EditError> {
        let unknown = records.iter().map(|r| r.code).find(|code| self.codebook.get(*code).is_none());
        if let Some(code) = unknown {
            return Err(missing("code", &code));
        }
        let text = self.transcripts.get(&transcript).map(|t| t.text.clone());
        let text = text.ok_or_else(|| missing("transcript", &transcript))?;
        let layer = self.layer_mut(transcript, coder)?;
        layer.start();
        for record in records {
            layer.remove(record.id);
            layer.orphans.push(record.place(&text));
        }
        layer.sort();
        Ok(())
    }

    pub(super) fn remove_orphans(
        &mut self,
        transcript: TranscriptId,
        coder: CoderId,
        ids: &[CodingId],
    ) -> Result<(), EditError> {
        let layer = self.layer_mut(transcript, coder)?;
        for id in ids {
            let at = layer.orphans.iter().position(|o| o.id == *id);
            layer.orphans.remove(at.ok_or_else(|| missing("orphan", id))?);
        }
        self.forget_codings(ids);
        Ok(())
    }
}

/// What a layer holds, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerRecords {
    pub codings: Vec<CodingRecord>,
    /// Those without a passage.
    pub orphans: Vec<OrphanRecord>,
    /// What was decided about differences.
    pub settlements: Vec<SettlementRecord>,
}

/// Records on the words before as they are on those after. Those that do not fit the words before stay as they are.
pub fn carried(records: LayerRecords, before: &Text, after: &Text) -> LayerRecords {
    let splices = corrected(before.as_str(), after.as_str());
    let Ok(mapping) = Mapping::new(before, &splices) else { return records };
    let mut layer = CodingLayer::new(TranscriptId(uuid::Uuid::nil()), CoderId(uuid::Uuid::nil()));
    let mut after_all = LayerRecords::default();
    for record in records.codings {
        match record.place(before) {
            Ok(coding) => layer.codings.push(coding),
            Err(_) => after_all.codings.push(record),
        }
    }
    for record in records.settlements {
        match record.place(before) {
            Ok(settlement) => layer.settlements.push(settlement),
            Err(_) => after_all.settlements.push(record),
        }
    }
    layer.orphans.extend(records.orphans.iter().map(|o| o.place(before)));
    correct_layer(&mut layer, before, &mapping);
    after_all.codings.extend(layer.codings.iter().map(|c| c.record(after)));
    after_all.settlements.extend(layer.settlements.iter().map(|s| s.record(after)));
    after_all.orphans.extend(layer.orphans.iter().map(|o| o.record(after)));
    after_all
}

/// Moves the codings of a layer with their words; what was an orphan stays one. What was decided about words that are
/// gone goes with them.
fn correct_layer(layer: &mut CodingLayer, before: &Text, mapping: &Mapping) {
    for orphan in &mut layer.orphans {
        orphan.at = mapping.position(orphan.at);
    }
    let settled = std::mem::take(&mut layer.settlements).into_iter();
    layer.settlements = settled.filter_map(|s| s.mapped(mapping)).collect();
    for mut coding in std::mem::take(&mut layer.codings) {
        match mapping.span(coding.span) {
            Mapped::Same(span) | Mapped::Reworded(span) | Mapped::Shrunk(span) => {
                coding.span = span;
                layer.codings.push(coding);
            }
            Mapped::Gone(at) => {
                let at = mapping.text().floor_grapheme(at.start);
                let quote = before.slice(coding.span).chars().take(ORPHAN_CHARS).collect();
                let Coding { id, code, memo, created, .. } = coding;
                layer.orphans.push(Orphan { id, code, quote, at, memo, created });
            }
        }
    }
    layer.sort();
}

fn mapping(of: &Transcript, splices: &[Splice]) -> Result<Mapping, EditError> {
    Mapping::new(&of.text, splices).map_err(|why| misfit(of, why))
}

fn misfit(of: &Transcript, why: SpliceError) -> EditError {
    EditError::Correction { transcript: of.title.clone(), why }
}

impl CodingRecord {
    /// The coding where its passage is not to be found, with what is known of its words.
    pub fn without_passage(self) -> OrphanRecord {
        let Self { id, code, start: at, quote, memo, created, .. } = self;
        OrphanRecord { id, code, at, quote, memo, created }
    }
}

impl Orphan {
    /// How it is written in files and edits.
    pub fn record(&self, text: &Text) -> OrphanRecord {
        let Self { id, code, ref quote, at, ref memo, created } = *self;
        OrphanRecord { id, code, at: text.char_of(at), quote: quote.clone(), memo: memo.clone(), created }
    }
}

impl OrphanRecord {
    /// The orphan in this text; where the text ends before it, at the end.
    fn place(&self, text: &Text) -> Orphan {
        let Self { id, code, at, ref quote, ref memo, created } = *self;
        let at = text.floor_grapheme(text.byte_of_char(at).unwrap_or(text.len()));
        Orphan {
            id,
            code,
            quote: quote.chars().take(ORPHAN_CHARS).collect(),
            at,
            memo: memo.clone(),
            created,
        }
    }
}
