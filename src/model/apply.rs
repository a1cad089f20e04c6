//! Making edits: all of them or none. What one edit may leave open (a name taken until the next edit frees it, a
//! parent that follows) is judged once all are made.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::edit::{CodingRecord, Edit, TranscriptRecord, TurnRecord};
use super::memo::MemoTarget;
use super::parts::{change, missing, put, take};
use super::project::Project;
use super::{
    AttributeId, Code, CodeId, CoderId, CodingId, CodingLayer, Completeness, EditError, KeptTimes, Memo,
    SavedScope, Transcript, TranscriptId,
};
use crate::text::{Turns, TurnsError};

impl Project {
    /// The project after one edit.
    ///
    /// # Errors
    /// When the edit does not fit the project, which stays as it was.
    pub fn apply(&self, edit: &Edit) -> Result<Self, EditError> {
        self.apply_all(std::slice::from_ref(edit))
    }

    /// The project after edits made one after the other.
    ///
    /// # Errors
    /// When one of them does not fit, or they leave something open; the project stays as it was.
    pub fn apply_all(&self, edits: &[Edit]) -> Result<Self, EditError> {
        let mut next = self.clone();
        for edit in edits {
            next.make(edit)?;
        }
        next.normalise(edits)?;
        Ok(next)
    }

    fn make(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::SetTitle(title) => self.title.clone_from(title),
            Edit::PutCoder(coder) => put(&mut self.coders, coder.id, coder.clone()),
            Edit::RemoveCoder(id) => self.remove_coder(*id)?,
            Edit::PutTranscript(record) => self.put_transcript(record)?,
            Edit::TieSpeaker { transcript, speaker, case } => {
                self.tie_speaker(*transcript, speaker, *case)?;
            }
            Edit::RemoveTranscript(id) => self.remove_transcript(*id)?,
            Edit::PutCode(code) => Arc::make_mut(&mut self.codebook).put(Code::clone(code)),
            Edit::MoveCode { code, parent, before } => self.move_code(*code, *parent, *before)?,
            Edit::ArrangeCodes(order) => Arc::make_mut(&mut self.codebook).arrange(order),
            Edit::MergeCodes { from, into } => self.merge_codes(*from, *into)?,
            Edit::RemoveCode(id) => self.remove_code(*id)?,
            Edit::PutCodings { transcript, coder, codings } => {
                self.put_codings(*transcript, *coder, codings)?;
            }
            Edit::RemoveCodings { transcript, coder, codings } => {
                self.remove_codings(*transcript, *coder, codings)?;
            }
            Edit::SetStatus { transcript, coder, status } => self.set_status(*transcript, *coder, *status)?,
            Edit::PutAttribute(attribute) => put(&mut self.attributes, attribute.id, attribute.clone()),
            Edit::RemoveAttribute(id) => self.remove_attribute(*id)?,
            Edit::PutCase(case) => put(&mut self.cases, case.id, case.clone()),
            Edit::RemoveCase(id) => {
                take(&mut self.cases, id, "case", id)?;
                self.leave_case(*id);
                self.forget(|m| m.on == MemoTarget::Case(*id));
            }
            Edit::PutMemo(memo) => put(&mut self.memos, memo.id, memo.clone()),
            Edit::RemoveMemo(id) => {
                take(&mut self.memos, id, "memo", id)?;
                self.forget(|m| m.reply_to == Some(*id));
            }
            Edit::CorrectText { transcript, splices, sha256 } => {
                self.correct_text(*transcript, splices, sha256)?;
            }
            Edit::PutOrphans { transcript, coder, orphans } => {
                self.put_orphans(*transcript, *coder, orphans)?;
            }
            Edit::RemoveOrphans { transcript, coder, orphans } => {
                self.remove_orphans(*transcript, *coder, orphans)?;
            }
            Edit::PutCodeSet(set) => put(&mut self.code_sets, set.id, set.clone()),
            Edit::RemoveCodeSet(id) => drop(take(&mut self.code_sets, id, "set", id)?),
            Edit::PutTranscriptSet(set) => put(&mut self.transcript_sets, set.id, set.clone()),
            Edit::RemoveTranscriptSet(id) => {
                drop(take(&mut self.transcript_sets, id, "transcript-set", id)?);
            }
            Edit::Assign(given) => {
                put(&mut self.assignments, (given.transcript, given.coder), given.clone());
            }
            Edit::Unassign { transcript, coder } => {
                drop(take(&mut self.assignments, &(*transcript, *coder), "assignment", coder)?);
            }
            Edit::PutScope(scope) => put(&mut self.scopes, scope.id, SavedScope::clone(scope)),
            Edit::RemoveScope(id) => drop(take(&mut self.scopes, id, "scope", id)?),
            Edit::SetPhase(stage) => self.stage = Arc::new(stage.clone()),
            Edit::PutSettlements { transcript, coder, settlements } => {
                self.put_settlements(*transcript, *coder, settlements)?;
            }
            Edit::RemoveSettlements { transcript, coder, settlements } => {
                self.remove_settlements(*transcript, *coder, settlements)?;
            }
            Edit::KeepFile(file) => self.keep_file(file)?,
            Edit::ForgetFile(sum) => drop(take(&mut self.kept_files, sum, "file", sum)?),
        }
        Ok(())
    }

    fn remove_coder(&mut self, id: CoderId) -> Result<(), EditError> {
        take(&mut self.coders, &id, "coder", &id)?;
        let codings = self.drop_layers(|(_, coder)| *coder == id);
        self.unassign(|_, coder| coder == id);
        self.forget(|m| m.author == id || on_coding(m, &codings));
        Ok(())
    }

    fn put_transcript(&mut self, record: &TranscriptRecord) -> Result<(), EditError> {
        let old = self.transcripts.get(&record.id);
        let kept = old.filter(|t| t.sha256 == record.sha256).map(|t| t.text.clone());
        let missing = || EditError::Text(record.title.clone());
        let text = record.text.clone().or(kept).ok_or_else(missing)?;
        let changed = old.is_some_and(|t| t.text != text);
        // Words that something points into are changed by a correction, which takes that with it.
        if changed && (self.layers_of(record.id).any(|l| !l.is_empty()) || self.has_passage_memos(record.id))
        {
            return Err(missing());
        }
        let mut turns = Vec::with_capacity(record.turns.len());
        for (at, turn) in record.turns.iter().enumerate() {
            let wrong = || EditError::Turn { transcript: record.title.clone(), turn: at + 1 };
            turns.push(TurnRecord::place(turn, &text, record.speakers.len()).ok_or_else(wrong)?);
        }
        let turns = Turns::new(&text, turns).map_err(|error| {
            let (TurnsError::Overlap(turn) | TurnsError::Misfit(turn)) = error;
            EditError::Turn { transcript: record.title.clone(), turn }
        })?;
        let transcript = Transcript {
            id: record.id,
            title: record.title.clone(),
            slug: record.slug.clone(),
            text,
            sha256: record.sha256.clone(),
            source: record.source.clone(),
            speakers: record.speakers.clone(),
            turns,
            case: record.case,
            values: record.values.clone(),
            times: record.times.as_ref().map(|times| KeptTimes { bytes: None, ..times.clone() }),
            heard: None,
        };
        put(&mut self.transcripts, record.id, transcript);
        Ok(())
    }

    fn remove_transcript(&mut self, id: TranscriptId) -> Result<(), EditError> {
        take(&mut self.transcripts, &id, "transcript", &id)?;
        let codings = self.drop_layers(|(transcript, _)| *transcript == id);
        self.leave_sets(id);
        self.unassign(|transcript, _| transcript == id);
        self.forget(|m| match &m.on {
            MemoTarget::Transcript(on) | MemoTarget::Passage(on, _) => *on == id,
            MemoTarget::Coding(on) => codings.contains(on),
            MemoTarget::Project | MemoTarget::Code(_) | MemoTarget::Case(_) => false,
        });
        Ok(())
    }

    fn move_code(
        &mut self,
        id: CodeId,
        parent: Option<CodeId>,
        before: Option<CodeId>,
    ) -> Result<(), EditError> {
        let mut code = Code::clone(self.codebook.get(id).ok_or_else(|| missing("code", &id))?);
        code.parent = parent;
        let book = Arc::make_mut(&mut self.codebook);
        book.put(code);
        book.rank(id, before);
        Ok(())
    }

    fn merge_codes(&mut self, from: CodeId, into: CodeId) -> Result<(), EditError> {
        let gone = Arc::clone(self.codebook.get(from).ok_or_else(|| missing("code", &from))?);
        let stays = Arc::clone(self.codebook.get(into).ok_or_else(|| missing("code", &into))?);
        if self.codebook.subtree(from).contains(&into) {
            return Err(EditError::MergeIntoSelf(gone.name.clone()));
        }
        if !stays.codable && self.carries(from) {
            return Err(EditError::NotCodable(stays.name.clone()));
        }
        change(&mut self.layers, |l| uses(l, from), |layer| layer.merge_codes(from, into));
        change(
            &mut self.code_sets,
            |s| s.codes.contains(&from),
            |set| {
                if set.codes.contains(&into) {
                    set.codes.retain(|c| *c != from);
                }
                set.codes.iter_mut().filter(|c| **c == from).for_each(|c| *c = into);
            },
        );
        let book = Arc::make_mut(&mut self.codebook);
        let children: Vec<Arc<Code>> = book.children(Some(from)).cloned().collect();
        for child in children {
            book.put(Code { parent: Some(into), ..Code::clone(&child) });
        }
        book.remove(from);
        let on_from = |m: &Memo| m.on == MemoTarget::Code(from);
        change(&mut self.memos, on_from, |m| m.on = MemoTarget::Code(into));
        Ok(())
    }

    fn remove_code(&mut self, id: CodeId) -> Result<(), EditError> {
        if !Arc::make_mut(&mut self.codebook).remove(id) {
            return Err(missing("code", &id));
        }
        let mut gone = HashSet::new();
        change(
            &mut self.layers,
            |l| uses(l, id),
            |layer| {
                gone.extend(layer.codings.iter().filter(|c| c.code == id).map(|c| c.id));
                gone.extend(layer.orphans.iter().filter(|o| o.code == id).map(|o| o.id));
                layer.codings.retain(|c| c.code != id);
                layer.orphans.retain(|o| o.code != id);
                layer.settlements.retain(|s| s.code != id);
            },
        );
        change(&mut self.code_sets, |s| s.codes.contains(&id), |set| set.codes.retain(|c| *c != id));
        self.forget(|m| m.on == MemoTarget::Code(id) || on_coding(m, &gone));
        Ok(())
    }

    fn put_codings(
        &mut self,
        transcript: TranscriptId,
        coder: CoderId,
        records: &[CodingRecord],
    ) -> Result<(), EditError> {
        let in_text = self.transcripts.get(&transcript).ok_or_else(|| missing("transcript", &transcript))?;
        let mut codings = Vec::with_capacity(records.len());
        for record in records {
            let code = self.codebook.get(record.code).ok_or_else(|| missing("code", &record.code))?;
            if !code.codable {
                return Err(EditError::NotCodable(code.name.clone()));
            }
            let coding = record.place(&in_text.text).map_err(|why| EditError::Passage {
                transcript: in_text.title.clone(),
                start: record.start.0,
                end: record.end.0,
                why,
            })?;
            codings.push(coding);
        }
        let layer = self.layer_mut(transcript, coder)?;
        layer.start();
        if let [_] = records {
            codings.into_iter().for_each(|coding| layer.put(coding));
        } else {
            // Of two with one id the later counts.
            let mut new = HashSet::with_capacity(codings.len());
            codings.reverse();
            codings.retain(|c| new.insert(c.id));
            layer.codings.retain(|c| !new.contains(&c.id));
            layer.orphans.retain(|o| !new.contains(&o.id));
            layer.codings.extend(codings);
            layer.sort();
        }
        Ok(())
    }

    fn remove_codings(
        &mut self,
        transcript: TranscriptId,
        coder: CoderId,
        ids: &[CodingId],
    ) -> Result<(), EditError> {
        let layer = self.layer_mut(transcript, coder)?;
        for id in ids {
            if !layer.remove(*id) {
                return Err(missing("coding", id));
            }
        }
        self.forget_codings(ids);
        Ok(())
    }

    /// Drops the memos on codings that are gone.
    pub(super) fn forget_codings(&mut self, ids: &[CodingId]) {
        let gone: HashSet<CodingId> = ids.iter().copied().collect();
        self.forget(|m| on_coding(m, &gone));
    }

    fn set_status(
        &mut self,
        transcript: TranscriptId,
        coder: CoderId,
        status: Completeness,
    ) -> Result<(), EditError> {
        let title = self.transcripts.get(&transcript).map(|t| t.title.clone()).unwrap_or_default();
        let layer = self.layer_mut(transcript, coder)?;
        layer.status = status;
        if status == Completeness::NotStarted {
            if !layer.is_empty() {
                return Err(EditError::Started(title));
            }
            Arc::make_mut(&mut self.layers).remove(&(transcript, coder));
        }
        Ok(())
    }

    fn remove_attribute(&mut self, id: AttributeId) -> Result<(), EditError> {
        take(&mut self.attributes, &id, "attribute", &id)?;
        change(&mut self.cases, |c| c.values.contains_key(&id), |c| drop(c.values.remove(&id)));
        change(&mut self.transcripts, |t| t.values.contains_key(&id), |t| drop(t.values.remove(&id)));
        Ok(())
    }

    pub(super) fn layer_mut(
        &mut self,
        transcript: TranscriptId,
        coder: CoderId,
    ) -> Result<&mut CodingLayer, EditError> {
        if !self.transcripts.contains_key(&transcript) {
            return Err(missing("transcript", &transcript));
        }
        if !self.coders.contains_key(&coder) {
            return Err(missing("coder", &coder));
        }
        let new = || Arc::new(CodingLayer::new(transcript, coder));
        let layers = Arc::make_mut(&mut self.layers);
        Ok(Arc::make_mut(layers.entry((transcript, coder)).or_insert_with(new)))
    }

    /// Drops layers; gives the ids of the codings they held.
    fn drop_layers(&mut self, which: impl Fn(&(TranscriptId, CoderId)) -> bool) -> HashSet<CodingId> {
        let mut codings = HashSet::new();
        Arc::make_mut(&mut self.layers).retain(|key, layer| {
            let goes = which(key);
            if goes {
                codings.extend(layer.ids());
            }
            !goes
        });
        codings
    }

    fn forget(&mut self, which: impl Fn(&Memo) -> bool) {
        if self.memos.values().any(|m| which(m)) {
            Arc::make_mut(&mut self.memos).retain(|_, m| !which(m));
        }
    }

    fn has_passage_memos(&self, transcript: TranscriptId) -> bool {
        self.memos.values().any(|m| matches!(&m.on, MemoTarget::Passage(on, _) if *on == transcript))
    }

    /// Whether any passage carries the code.
    pub fn carries(&self, code: CodeId) -> bool {
        self.layers.values().any(|l| l.codings.iter().any(|c| c.code == code))
    }
}

fn uses(layer: &CodingLayer, code: CodeId) -> bool {
    layer.codings.iter().any(|c| c.code == code)
        || layer.orphans.iter().any(|o| o.code == code)
        || layer.settlements.iter().any(|s| s.names(code))
}

/// The layers of one transcript.
pub(super) fn layers_in(transcript: TranscriptId) -> RangeInclusive<(TranscriptId, CoderId)> {
    (transcript, CoderId(uuid::Uuid::nil()))..=(transcript, CoderId(uuid::Uuid::max()))
}

fn on_coding(memo: &Memo, codings: &HashSet<CodingId>) -> bool {
    matches!(&memo.on, MemoTarget::Coding(id) if codings.contains(id))
}
