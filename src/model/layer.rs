//! A coding layer: one coder's codings of one transcript. The unit of saving, of merging and of agreement.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CodeId, CoderId, CodingId, Settlement, TranscriptId};
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
    /// Whether a search made it and nobody has looked at it yet.
    pub auto: bool,
    /// When it was made.
    pub created: Timestamp,
}

/// A coding whose passage is gone from the text. Kept to be looked at and placed again, and counted in no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// The coding's.
    pub id: CodingId,
    /// The code that was applied.
    pub code: CodeId,
    /// The words that carried it, at most [`ORPHAN_CHARS`] code points.
    pub quote: String,
    /// The byte of today's text where they stood, on a grapheme boundary.
    pub at: usize,
    /// The note on the coding.
    pub memo: String,
    /// When it was made.
    pub created: Timestamp,
}

/// An orphan's quote holds at most this many code points.
pub const ORPHAN_CHARS: usize = 400;

/// One coder's codings of one transcript, sorted by place, then id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodingLayer {
    pub(super) transcript: TranscriptId,
    pub(super) coder: CoderId,
    pub(super) status: Completeness,
    pub(super) codings: Vec<Coding>,
    pub(super) orphans: Vec<Orphan>,
    pub(super) settlements: Vec<Settlement>,
}

impl CodingLayer {
    pub(super) const fn new(transcript: TranscriptId, coder: CoderId) -> Self {
        Self {
            transcript,
            coder,
            status: Completeness::NotStarted,
            codings: Vec::new(),
            orphans: Vec::new(),
            settlements: Vec::new(),
        }
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

    /// Codings whose passage is gone, sorted by where it stood, then id.
    pub fn orphans(&self) -> &[Orphan] {
        &self.orphans
    }

    /// One orphan by its id.
    pub fn orphan(&self, id: CodingId) -> Option<&Orphan> {
        self.orphans.iter().find(|o| o.id == id)
    }

    /// What was decided about differences, where this is the consensus; sorted by place, then id.
    pub fn settlements(&self) -> &[Settlement] {
        &self.settlements
    }

    /// Whether a coding is there, with or without its passage.
    pub fn holds(&self, id: CodingId) -> bool {
        self.coding(id).is_some() || self.orphan(id).is_some()
    }

    /// Whether nothing was coded or settled, or nothing of it is left.
    pub const fn is_empty(&self) -> bool {
        self.codings.is_empty() && self.orphans.is_empty() && self.settlements.is_empty()
    }

    /// The ids of all that was coded, with or without its passage.
    pub(super) fn ids(&self) -> impl Iterator<Item = CodingId> {
        self.codings.iter().map(|c| c.id).chain(self.orphans.iter().map(|o| o.id))
    }

    /// Says that the coder has begun.
    pub(super) const fn start(&mut self) {
        if matches!(self.status, Completeness::NotStarted) {
            self.status = Completeness::InProgress;
        }
    }

    /// Puts codings, orphans and settlements in order.
    pub(super) fn sort(&mut self) {
        self.codings.sort_by_key(|c| (c.span, c.id));
        self.orphans.sort_by_key(|o| (o.at, o.id));
        self.settlements.sort_by_key(|s| (s.span, s.id));
    }

    /// Makes all that is said of one code something said of another.
    pub(super) fn merge_codes(&mut self, from: CodeId, into: CodeId) {
        self.codings.iter_mut().filter(|c| c.code == from).for_each(|c| c.code = into);
        self.orphans.iter_mut().filter(|o| o.code == from).for_each(|o| o.code = into);
        self.settlements.iter_mut().for_each(|s| s.merge_codes(from, into));
    }

    /// Puts a coding in its place, instead of one with the same id, be it an orphan.
    pub(super) fn put(&mut self, coding: Coding) {
        self.remove(coding.id);
        let key = (coding.span, coding.id);
        let at = self.codings.partition_point(|c| (c.span, c.id) < key);
        self.codings.insert(at, coding);
    }

    /// Takes a coding out, with or without its passage; says whether it was there.
    pub(super) fn remove(&mut self, id: CodingId) -> bool {
        let before = self.codings.len() + self.orphans.len();
        self.codings.retain(|c| c.id != id);
        self.orphans.retain(|o| o.id != id);
        self.codings.len() + self.orphans.len() < before
    }
}
