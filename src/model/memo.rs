//! Memos: what a coder thinks, kept beside what it is about, and what others answer.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::project::by;
use super::{CaseId, CodeId, CoderId, CodingId, MemoId, Passage, Project, TranscriptId};

/// A note by one coder on one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// Kept through every import and export.
    pub id: MemoId,
    /// What it is about; for a reply, what the memo that it answers is about.
    pub on: MemoTarget,
    /// The memo that it answers, which answers none itself. Where that one has gone, it stands alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<MemoId>,
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

impl Project {
    /// The memo that begins a thread, and the replies to it, oldest first. The id may be that of a reply.
    ///
    /// ```text
    ///   Asha   Is this really trust?        ◄ begins the thread
    ///   Björn    I took it as habit.        ◄ reply_to: Asha's
    ///   Asha     Then let us split it.      ◄ reply_to: Asha's first, not Björn's
    /// ```
    pub fn thread(&self, id: MemoId) -> Vec<&Arc<Memo>> {
        let Some(memo) = self.memo(id) else { return Vec::new() };
        let first = self.answered(memo).unwrap_or(memo);
        let replies = self.memos.values().filter(|m| m.reply_to == Some(first.id));
        std::iter::once(first).chain(by(replies, |m| (m.created, m.id))).collect()
    }

    /// The memos about one thing that begin a thread, oldest first.
    pub fn memos_on(&self, target: &MemoTarget) -> Vec<&Arc<Memo>> {
        let first = self.memos.values().filter(|m| m.on == *target && self.answered(m).is_none());
        by(first, |m| (m.created, m.id))
    }

    /// The memo that a reply answers, while it is there.
    fn answered(&self, memo: &Memo) -> Option<&Arc<Memo>> {
        memo.reply_to.and_then(|id| self.memo(id))
    }
}
