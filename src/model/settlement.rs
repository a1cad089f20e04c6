//! What a team decided about a passage on which coders differ. It stands in the layer of the consensus, beside the
//! codings that it put there; what the coders themselves did is never changed by it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::EditError;
use super::parts::missing;
use super::project::Project;
use super::{CodeId, CoderId, CodingId, Passage, PassageError, SettlementId, TranscriptId};
use crate::text::{CharPos, Mapped, Mapping, Span, Text};

/// One difference, settled or left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Kept through every import and export.
    pub id: SettlementId,
    /// The code that the difference is about.
    pub code: CodeId,
    /// The passage: all that any of the coders gave the code there.
    pub span: Span,
    /// What each coder had done there. As long as they have, nobody is asked again.
    pub on: Vec<Standing>,
    /// What was decided.
    pub decision: Decision,
    /// The codings of the consensus that came of it.
    pub codings: Vec<CodingId>,
    /// Why; often empty.
    pub reason: String,
    /// Who decided.
    pub by: CoderId,
    pub at: Timestamp,
}

/// What one coder had done at a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub coder: CoderId,
    /// Where they had given it the code, whole passages, those that overlap in one piece.
    pub coded: Vec<Span>,
    /// The other codes that they had given any of it, where they had not given it this one; sorted by id.
    pub others: Vec<CodeId>,
}

/// What is decided about a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// As this coder has it, be it nothing.
    Take(CoderId),
    /// All that any of them has.
    Both,
    /// The code on another passage than any of them gave it.
    Borders,
    /// Another code than any of them gave it.
    Code(CodeId),
    /// Nothing yet; it was looked at.
    Open,
}

/// A settlement as files and edits write it, in code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementRecord {
    pub id: SettlementId,
    pub code: CodeId,
    /// First code point.
    pub start: CharPos,
    /// The code point after the last.
    pub end: CharPos,
    /// How the passage begins, at most [`QUOTE_CHARS`](super::QUOTE_CHARS) code points.
    pub quote: String,
    /// What each coder had done.
    pub on: Vec<StandingRecord>,
    /// What was decided.
    pub decision: Decision,
    /// The codings that came of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codings: Vec<CodingId>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who decided.
    pub by: CoderId,
    pub at: Timestamp,
}

/// What one coder had done, in code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingRecord {
    pub coder: CoderId,
    /// Where they had given it the code: first code point, and the one after the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coded: Vec<(CharPos, CharPos)>,
    /// Their other codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<CodeId>,
}

impl Settlement {
    /// How it is written in files and edits.
    pub fn record(&self, text: &Text) -> SettlementRecord {
        let place = |span: &Span| {
            let chars = text.chars_of(*span);
            (chars.start, chars.end)
        };
        let on = self.on.iter().map(|standing| StandingRecord {
            coder: standing.coder,
            coded: standing.coded.iter().map(place).collect(),
            others: standing.others.clone(),
        });
        let Passage { start, end, quote } = Passage::of(text, self.span);
        SettlementRecord {
            id: self.id,
            code: self.code,
            start,
            end,
            quote,
            on: on.collect(),
            decision: self.decision,
            codings: self.codings.clone(),
            reason: self.reason.clone(),
            by: self.by,
            at: self.at,
        }
    }

    /// Whether it speaks of a code.
    pub(super) fn names(&self, code: CodeId) -> bool {
        let others = || self.on.iter().any(|standing| standing.others.contains(&code));
        self.code == code || self.decision == Decision::Code(code) || others()
    }

    /// Makes all it says of one code something said of another.
    pub(super) fn merge_codes(&mut self, from: CodeId, into: CodeId) {
        let merged = |code: CodeId| if code == from { into } else { code };
        self.code = merged(self.code);
        if let Decision::Code(code) = &mut self.decision {
            *code = merged(*code);
        }
        for standing in &mut self.on {
            standing.others.iter_mut().for_each(|code| *code = merged(*code));
            standing.others.sort_unstable();
            standing.others.dedup();
        }
    }

    /// Where it stands once the words are corrected; nowhere if none of its words remain.
    pub(super) fn mapped(mut self, mapping: &Mapping) -> Option<Self> {
        let map = |span: Span| match mapping.span(span) {
            Mapped::Same(span) | Mapped::Reworded(span) | Mapped::Shrunk(span) => Some(span),
            Mapped::Gone(_) => None,
        };
        self.span = map(self.span)?;
        for standing in &mut self.on {
            standing.coded = std::mem::take(&mut standing.coded).into_iter().filter_map(map).collect();
        }
        Some(self)
    }
}

impl SettlementRecord {
    /// Where it stands.
    pub fn passage(&self) -> Passage {
        Passage { start: self.start, end: self.end, quote: self.quote.clone() }
    }

    /// The settlement in this text. What coders had done where the text has no such place is left out, so that it is
    /// looked at again.
    ///
    /// # Errors
    /// When its own place is none of the text's, or other words stand there.
    pub(super) fn place(&self, text: &Text) -> Result<Settlement, PassageError> {
        let span = self.passage().place(text)?;
        let place = |&(start, end): &(CharPos, CharPos)| text.span_of_chars(start..end).ok();
        let on = self.on.iter().map(|standing| Standing {
            coder: standing.coder,
            coded: standing.coded.iter().filter_map(place).collect(),
            others: standing.others.clone(),
        });
        Ok(Settlement {
            id: self.id,
            code: self.code,
            span,
            on: on.collect(),
            decision: self.decision,
            codings: self.codings.clone(),
            reason: self.reason.clone(),
            by: self.by,
            at: self.at,
        })
    }
}

impl Project {
    pub(super) fn put_settlements(
        &mut self,
        transcript: TranscriptId,
        coder: CoderId,
        records: &[SettlementRecord],
    ) -> Result<(), EditError> {
        let of = self.transcripts.get(&transcript).ok_or_else(|| missing("transcript", &transcript))?;
        let mut settlements = Vec::with_capacity(records.len());
        for record in records {
            if self.codebook.get(record.code).is_none() {
                return Err(missing("code", &record.code));
            }
            let placed = record.place(&of.text).map_err(|why| EditError::Passage {
                transcript: of.title.clone(),
                start: record.start.0,
                end: record.end.0,
                why,
            })?;
            settlements.push(placed);
        }
        let layer = self.layer_mut(transcript, coder)?;
        layer.start();
        for settlement in settlements {
            layer.settlements.retain(|s| s.id != settlement.id);
            layer.settlements.push(settlement);
        }
        layer.sort();
        Ok(())
    }

    pub(super) fn remove_settlements(
        &mut self,
        transcript: TranscriptId,
        coder: CoderId,
        ids: &[SettlementId],
    ) -> Result<(), EditError> {
        let layer = self.layer_mut(transcript, coder)?;
        for id in ids {
            let at = layer.settlements.iter().position(|s| s.id == *id);
            layer.settlements.remove(at.ok_or_else(|| missing("settlement", id))?);
        }
        Ok(())
    }
}
