//! What must hold once all edits of a step are made: names that differ, references that lead somewhere, values of
//! their attribute's type, codes that make a tree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::EditError;
use super::edit::Edit;
use super::memo::MemoTarget;
use super::parts::missing;
use super::project::Project;
use super::{AttributeId, AttributeOf, Memo, Value};

impl Project {
    /// Judges what the edits touched, now that all are made.
    pub(super) fn normalise(&mut self, edits: &[Edit]) -> Result<(), EditError> {
        let touched = |kind: fn(&Edit) -> bool| edits.iter().any(kind);
        if touched(Edit::is_of_codebook) {
            Arc::make_mut(&mut self.codebook).normalise()?;
        }
        for edit in edits {
            if let Edit::PutCode(code) = edit
                && self.codebook.get(code.id).is_some_and(|c| !c.codable)
                && self.carries(code.id)
            {
                return Err(EditError::CarriesPassages(code.name.clone()));
            }
        }
        if touched(|e| matches!(e, Edit::PutCoder(_))) {
            distinct("coder", self.coders.values().map(|c| ((), c.name.as_str())))?;
        }
        if touched(|e| matches!(e, Edit::PutAttribute(_))) {
            distinct("attribute", self.attributes.values().map(|a| (a.of, a.name.as_str())))?;
        }
        if touched(|e| matches!(e, Edit::PutCase(_) | Edit::PutAttribute(_))) {
            distinct("case", self.cases.values().map(|c| ((), c.name.as_str())))?;
            for case in self.cases.values() {
                self.judge_values(&case.values, AttributeOf::Case, &case.name)?;
            }
        }
        if touched(|e| {
            matches!(
                e,
                Edit::PutTranscript(_)
                    | Edit::TieSpeaker { .. }
                    | Edit::PutAttribute(_)
                    | Edit::RemoveCase(_)
            )
        }) {
            distinct("transcript", self.transcripts.values().map(|t| ((), t.title.as_str())))?;
            distinct("transcript-file", self.transcripts.values().map(|t| ((), t.slug.as_str())))?;
            for transcript in self.transcripts.values() {
                self.judge_values(&transcript.values, AttributeOf::Transcript, &transcript.title)?;
                let mut cases = transcript.ties().map(|(_, case)| case).chain(transcript.case);
                if let Some(case) = cases.find(|case| !self.cases.contains_key(case)) {
                    return Err(missing("case", &case));
                }
            }
        }
        if touched(|e| matches!(e, Edit::PutCodeSet(_))) {
            distinct("set", self.code_sets.values().map(|s| ((), s.name.as_str())))?;
            for set in self.code_sets.values() {
                let known: BTreeSet<_> =
                    set.codes.iter().filter(|c| self.codebook.get(**c).is_some()).collect();
                if let Some(code) = set.codes.iter().find(|c| !known.contains(c)) {
                    return Err(missing("code", code));
                }
                if known.len() < set.codes.len() {
                    return Err(EditError::Twice(set.name.clone()));
                }
            }
        }
        if touched(|e| matches!(e, Edit::PutTranscriptSet(_))) {
            distinct("transcript-set", self.transcript_sets.values().map(|s| ((), s.name.as_str())))?;
        }
        if touched(|e| matches!(e, Edit::PutScope(_))) {
            distinct("scope", self.scopes.values().map(|s| ((), s.name.as_str())))?;
        }
        for edit in edits {
            self.judge_plan(edit)?;
        }
        let memos = edits.iter().filter_map(|e| match e {
            Edit::PutMemo(memo) => self.memos.get(&memo.id),
            _ => None,
        });
        memos.into_iter().try_for_each(|memo| self.judge_memo(memo))
    }

    /// Whether the transcripts of a set, and who is to code what, are there.
    fn judge_plan(&self, edit: &Edit) -> Result<(), EditError> {
        let set = match edit {
            Edit::PutTranscriptSet(set) => self.transcript_sets.get(&set.id),
            Edit::Assign(given) => {
                // Later edits of the step may have taken it back.
                let Some(given) = self.assignment(given.transcript, given.coder) else { return Ok(()) };
                return match self.coders.contains_key(&given.coder) {
                    false => Err(missing("coder", &given.coder)),
                    true if !self.transcripts.contains_key(&given.transcript) => {
                        Err(missing("transcript", &given.transcript))
                    }
                    true => Ok(()),
                };
            }
            _ => None,
        };
        let mut members = set.into_iter().flat_map(|set| &set.transcripts);
        match members.find(|id| !self.transcripts.contains_key(id)) {
            Some(id) => Err(missing("transcript", id)),
            None => Ok(()),
        }
    }

    fn judge_values(
        &self,
        values: &BTreeMap<AttributeId, Value>,
        of: AttributeOf,
        name: &str,
    ) -> Result<(), EditError> {
        for (id, value) in values {
            let attribute = self.attributes.get(id).filter(|a| a.of == of);
            let attribute = attribute.ok_or_else(|| missing("attribute", id))?;
            let finite = !matches!(value, Value::Number(n) if !n.is_finite());
            if attribute.kind != value.kind() || !finite {
                let (attribute, of) = (attribute.name.clone(), name.to_owned());
                return Err(EditError::Value { attribute, of, value: value.to_string() });
            }
        }
        Ok(())
    }

    /// Whether what a memo answers answers nothing itself, and nothing answers a reply.
    pub(super) fn in_thread(&self, memo: &Memo) -> bool {
        let Some(first) = memo.reply_to else { return true };
        let is_first = first != memo.id && self.memos.get(&first).is_none_or(|m| m.reply_to.is_none());
        is_first && self.memos.values().all(|m| m.reply_to != Some(memo.id))
    }

    fn judge_memo(&self, memo: &Memo) -> Result<(), EditError> {
        if !self.coders.contains_key(&memo.author) {
            return Err(missing("coder", &memo.author));
        }
        if !self.in_thread(memo) {
            return Err(EditError::Thread);
        }
        let (there, what, id) = match &memo.on {
            MemoTarget::Project => return Ok(()),
            MemoTarget::Code(id) => (self.codebook.get(*id).is_some(), "code", id.to_string()),
            MemoTarget::Transcript(id) => (self.transcripts.contains_key(id), "transcript", id.to_string()),
            MemoTarget::Case(id) => (self.cases.contains_key(id), "case", id.to_string()),
            MemoTarget::Coding(id) => (self.holds(*id), "coding", id.to_string()),
            MemoTarget::Passage(id, passage) => {
                let transcript = self.transcripts.get(id).ok_or_else(|| missing("transcript", id))?;
                passage.place(&transcript.text).map_err(|why| EditError::Passage {
                    transcript: transcript.title.clone(),
                    start: passage.start.0,
                    end: passage.end.0,
                    why,
                })?;
                return Ok(());
            }
        };
        if there { Ok(()) } else { Err(EditError::Missing { what, id }) }
    }
}

/// Names are there, and differ whatever the case of letters, within each kind.
fn distinct<'a, K: Ord>(
    what: &'static str,
    names: impl Iterator<Item = (K, &'a str)>,
) -> Result<(), EditError> {
    let mut seen = BTreeSet::new();
    for (kind, name) in names {
        if name.trim().is_empty() {
            return Err(EditError::NoName { what });
        }
        if !seen.insert((kind, name.trim().to_lowercase())) {
            return Err(EditError::SameName { what, name: name.to_owned() });
        }
    }
    Ok(())
}
