//! What can be done to a project. An edit is plain data that names everything by id and carries its new ids and
//! times, so that the journal replays it exactly.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::code::is_no;
use super::transcript::untied;
use super::{
    Assignment, Attribute, AttributeId, Case, CaseId, Code, CodeId, CodeSet, CodeSetId, Coder, CoderId,
    Coding, CodingId, Completeness, KeptFile, KeptTimes, Memo, MemoId, Passage, PassageError, SavedScope,
    ScopeId, SettlementId, SettlementRecord, Speaker, Stage, TranscriptId, TranscriptSet, TranscriptSetId,
    Value,
};
use crate::text::{CharPos, SpeakerIx, Splice, Text, Turn};

/// One change to a project. `Put` adds a thing or replaces the one with its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Names the study.
    SetTitle(String),
    /// Adds or changes a coder.
    PutCoder(Coder),
    /// Removes a coder with their layers and memos.
    RemoveCoder(CoderId),
    /// Adds a transcript, or changes what is known about it.
    PutTranscript(Box<TranscriptRecord>),
    /// Ties whoever has a label in a transcript to a case, or to none.
    TieSpeaker {
        transcript: TranscriptId,
        /// The speaker's label.
        speaker: String,
        /// Whose words these are; none for the transcript's.
        case: Option<CaseId>,
    },
    /// Removes a transcript with its layers and memos.
    RemoveTranscript(TranscriptId),
    /// Adds or changes a code; a new one comes last under its parent.
    PutCode(Box<Code>),
    /// Moves a code under a parent, before a sibling or last.
    MoveCode {
        /// The code, with everything under it.
        code: CodeId,
        /// The new parent; none for the top.
        parent: Option<CodeId>,
        /// The sibling that comes next; none for the last place.
        before: Option<CodeId>,
    },
    /// Ranks all codes.
    ArrangeCodes(Vec<CodeId>),
    /// Makes all codings of one code those of another, which takes its subcodes and memos too.
    MergeCodes {
        /// The code that goes.
        from: CodeId,
        /// The code that stays.
        into: CodeId,
    },
    /// Removes a code with its codings and memos; its subcodes must have gone before.
    RemoveCode(CodeId),
    /// Adds or changes codings of one layer; the first ones start it.
    PutCodings {
        /// The transcript coded.
        transcript: TranscriptId,
        /// Who codes it.
        coder: CoderId,
        codings: Vec<CodingRecord>,
    },
    /// Removes codings of one layer, with the memos on them.
    RemoveCodings {
        /// The transcript coded.
        transcript: TranscriptId,
        /// Who coded it.
        coder: CoderId,
        codings: Vec<CodingId>,
    },
    /// Says how far a coder has got with a transcript.
    SetStatus {
        transcript: TranscriptId,
        coder: CoderId,
        /// How far.
        status: Completeness,
    },
    /// Adds or changes an attribute.
    PutAttribute(Attribute),
    /// Removes an attribute with its values.
    RemoveAttribute(AttributeId),
    /// Adds or changes a case.
    PutCase(Case),
    /// Removes a case; its transcripts stay, and the speakers tied to it.
    RemoveCase(CaseId),
    /// Adds or changes a memo.
    PutMemo(Memo),
    /// Removes a memo with the replies to it.
    RemoveMemo(MemoId),
    /// Changes the words of a transcript; what points into them goes with them.
    CorrectText {
        transcript: TranscriptId,
        /// What takes the place of what, in order.
        splices: Vec<Splice>,
        /// SHA-256 of the text that they make.
        sha256: String,
    },
    /// Adds or changes codings of one layer whose passage is gone; one that had a passage has none any more.
    PutOrphans {
        /// The transcript coded.
        transcript: TranscriptId,
        /// Who coded it.
        coder: CoderId,
        orphans: Vec<OrphanRecord>,
    },
    /// Removes codings of one layer whose passage is gone, with the memos on them.
    RemoveOrphans {
        /// The transcript coded.
        transcript: TranscriptId,
        /// Who coded it.
        coder: CoderId,
        /// Which of them.
        orphans: Vec<CodingId>,
    },
    /// Adds or changes a set of codes.
    PutCodeSet(CodeSet),
    /// Removes a set of codes; the codes stay.
    RemoveCodeSet(CodeSetId),
    /// Adds or changes a set of transcripts.
    PutTranscriptSet(TranscriptSet),
    /// Removes a set of transcripts; the transcripts stay.
    RemoveTranscriptSet(TranscriptSetId),
    /// Gives a coder a transcript to code.
    Assign(Assignment),
    /// Takes back that a coder is to code a transcript; what they coded stays.
    Unassign { transcript: TranscriptId, coder: CoderId },
    /// Keeps a scope under a name, or changes it.
    PutScope(Box<SavedScope>),
    /// Forgets a scope.
    RemoveScope(ScopeId),
    /// Begins a phase of work.
    SetPhase(Stage),
    /// Adds or changes what was decided about differences in one transcript.
    PutSettlements {
        transcript: TranscriptId,
        /// The consensus.
        coder: CoderId,
        /// What was decided.
        settlements: Vec<SettlementRecord>,
    },
    /// Removes what was decided; the codings that came of it stay.
    RemoveSettlements {
        transcript: TranscriptId,
        /// The consensus.
        coder: CoderId,
        settlements: Vec<SettlementId>,
    },
    /// Keeps a file as it was brought in.
    KeepFile(Box<KeptFile>),
    /// Keeps a file no longer, by the sum of its bytes.
    ForgetFile(String),
}

impl Edit {
    /// Whether it changes codes and nothing else.
    pub const fn is_of_codebook(&self) -> bool {
        matches!(
            self,
            Self::PutCode(_)
                | Self::MoveCode { .. }
                | Self::ArrangeCodes(_)
                | Self::MergeCodes { .. }
                | Self::RemoveCode(_)
        )
    }
}

/// A transcript as files and edits write it, in code points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TranscriptRecord {
    /// Kept through every import and export.
    pub id: TranscriptId,
    /// As shown.
    pub title: String,
    /// The name of its files; see [`slug`](super::slug).
    pub slug: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// The file it was imported from, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its participant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// Who speaks.
    #[serde(default)]
    pub speakers: Vec<Speaker>,
    /// Attributes of the transcript.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<AttributeId, Value>,
    /// The turns in order.
    #[serde(default)]
    pub turns: Vec<TurnRecord>,
    /// When its words were said, where a file said so when it was brought in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<KeptTimes>,
    /// The words; kept in a file of their own. Without them the transcript must be there already with that hash.
    #[serde(skip)]
    pub text: Option<Text>,
}

impl TranscriptRecord {
    /// The same without what else of a project it refers to: cases and attributes.
    #[must_use]
    pub fn alone(self) -> Self {
        let speakers = untied(&self.speakers);
        Self { case: None, values: BTreeMap::new(), speakers, ..self }
    }
}

/// A turn in code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnRecord {
    /// Who speaks, as an index into the speakers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<u16>,
    /// When it starts, in milliseconds from the start of the recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_ms: Option<u32>,
    /// First code point, of the label where there is one.
    pub start: CharPos,
    /// First code point of what is said.
    pub body: CharPos,
    /// The code point after the last.
    pub end: CharPos,
}

impl TurnRecord {
    /// How a turn of this text is written.
    pub fn of(text: &Text, turn: &Turn) -> Self {
        Self {
            speaker: turn.speaker.map(|s| s.0),
            time_ms: turn.time_ms,
            start: text.char_of(turn.range.start),
            body: text.char_of(turn.body),
            end: text.char_of(turn.range.end),
        }
    }

    /// The turn in this text; none where it does not fit.
    pub fn place(&self, text: &Text, speakers: usize) -> Option<Turn> {
        let [start, body, end] = [self.start, self.body, self.end]
            .map(|at| text.byte_of_char(at))
            .map(|at| at.unwrap_or(usize::MAX));
        let fits = start <= body && body <= end && end != usize::MAX;
        let speaks = self.speaker.is_none_or(|s| usize::from(s) < speakers);
        (fits && speaks).then(|| Turn {
            speaker: self.speaker.map(SpeakerIx),
            time_ms: self.time_ms,
            range: start..end,
            body,
        })
    }
}

/// A coding as files and edits write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodingRecord {
    /// Kept through every import and export.
    pub id: CodingId,
    pub code: CodeId,
    /// First code point.
    pub start: CharPos,
    /// The code point after the last.
    pub end: CharPos,
    /// How the passage begins, at most [`QUOTE_CHARS`](super::QUOTE_CHARS) code points.
    pub quote: String,
    /// A note on the coding.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub memo: String,
    /// Whether a search made it and nobody has looked at it yet.
    #[serde(default, skip_serializing_if = "is_no")]
    pub auto: bool,
    /// When it was made.
    pub created: Timestamp,
}

/// A coding whose passage is gone, as files and edits write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrphanRecord {
    /// The coding's.
    pub id: CodingId,
    pub code: CodeId,
    /// The code point where the passage stood.
    pub at: CharPos,
    /// The words that carried the code, at most [`ORPHAN_CHARS`](super::ORPHAN_CHARS) code points.
    pub quote: String,
    /// A note on the coding.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub memo: String,
    /// When it was made.
    pub created: Timestamp,
}

impl CodingRecord {
    /// A new coding of a passage.
    pub fn new(id: CodingId, code: CodeId, at: Passage, created: Timestamp) -> Self {
        let Passage { start, end, quote } = at;
        Self { id, code, start, end, quote, memo: String::new(), auto: false, created }
    }

    /// The coding in this text.
    ///
    /// # Errors
    /// When its place is none of the text's, or other words stand there.
    pub(super) fn place(&self, text: &Text) -> Result<Coding, PassageError> {
        let span = self.passage().place(text)?;
        let Self { id, code, ref memo, auto, created, .. } = *self;
        Ok(Coding { id, code, span, memo: memo.clone(), auto, created })
    }

    /// Where it stands.
    pub fn passage(&self) -> Passage {
        Passage { start: self.start, end: self.end, quote: self.quote.clone() }
    }
}
