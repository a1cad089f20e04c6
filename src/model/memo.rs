//! Memos: what a coder thinks, kept beside what it is about.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CaseId, CodeId, CoderId, CodingId, MemoId, Passage, TranscriptId};

/// A note by one coder on one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// Kept through every import and export.
    pub id: MemoId,
    /// What it is about.
    pub on: MemoTarget,
    /// Who wrote it.
    pub author: CoderId,
    /// The words.
    pub text: String,
    /// When it was begun.
    pub created: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
}

/// What a memo is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MemoTarget {
    /// The study as a whole.
    Project,
    /// A code or theme.
    Code(CodeId),
    /// A transcript.
    Transcript(TranscriptId),
    /// A case.
    Case(CaseId),
    /// A coding, wherever it stands.
    Coding(CodingId),
    /// A passage that carries no code.
    Passage(TranscriptId, Passage),
}
