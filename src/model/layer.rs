//! A coding layer: one coder's codings of one transcript. The unit of saving, of merging and of agreement.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CodeId, CoderId, CodingId, TranscriptId};
use crate::text::Span;

/// How far a coder has got with a transcript. Nobody's unopened transcript counts as a zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Completeness {
    /// Not looked at; it may not carry codings.
    #[default]
    NotStarted,
    /// Being coded.
    InProgress,
    /// Coded to the end: what carries no code was judged to carry none.
    Complete,
}

/// One code on one passage by one coder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// Kept through every import and export.
    pub id: CodingId,
    /// The code applied.
    pub code: CodeId,
    /// The passage.
    pub span: Span,
    /// A note on this coding, often empty.
    pub memo: String,
    /// When it was made.
    pub created: Timestamp,
}

/// One coder's codings of one transcript, sorted by place, then id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodingLayer {
    pub(super) transcript: TranscriptId,
    pub(super) coder: CoderId,
    pub(super) status: Completeness,
    pub(super) codings: Vec<Coding>,
}

impl CodingLayer {
    pub(super) const fn new(transcript: TranscriptId, coder: CoderId) -> Self {
        Self { transcript, coder, status: Completeness::NotStarted, codings: Vec::new() }
    }

    /// The transcript coded.
    pub const fn transcript(&self) -> TranscriptId {
        self.transcript
    }

    /// Who coded it.
    pub const fn coder(&self) -> CoderId {
        self.coder
    }

    /// How far the coder has got.
    pub const fn status(&self) -> Completeness {
        self.status
    }

    /// The codings, sorted by place, then id.
    pub fn codings(&self) -> &[Coding] {
        &self.codings
    }

    /// One coding by its id.
    pub fn coding(&self, id: CodingId) -> Option<&Coding> {
        self.codings.iter().find(|c| c.id == id)
    }

    /// Puts a coding in its place, instead of one with the same id.
    pub(super) fn put(&mut self, coding: Coding) {
        self.remove(coding.id);
        let key = (coding.span, coding.id);
        let at = self.codings.partition_point(|c| (c.span, c.id) < key);
        self.codings.insert(at, coding);
    }

    /// Takes a coding out; says whether it was there.
    pub(super) fn remove(&mut self, id: CodingId) -> bool {
        let Some(at) = self.codings.iter().position(|c| c.id == id) else { return false };
        self.codings.remove(at);
        true
    }
}
