//! Taking transcripts out of the open project, with all that stands on them, as one step. Never asks whether to.

use std::collections::BTreeSet;

use super::{CommitError, Session};
use crate::lang::{Message, Tell};
use crate::model::{CoderId, HiddenWork, Removal, TranscriptId};

/// Why transcripts cannot be taken out; nothing is done.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum RemoveError {
    /// Others' work is hidden from who asks.
    Hidden(#[from] HiddenWork),
    /// The step cannot be made.
    Commit(#[from] CommitError),
}

impl Tell for RemoveError {
    fn message(&self) -> Message {
        match self {
            Self::Hidden(why) => why.message(),
            Self::Commit(why) => why.message(),
        }
    }
}

impl Session {
    /// Takes transcripts out as one step; gives what went with them, as far as somebody may see it.
    ///
    /// # Errors
    /// When others' work would go that is hidden from them, somebody whose codings are among it is at work, or nothing may
    /// be changed.
    pub fn remove_transcripts(
        &mut self,
        label: &str,
        ids: &BTreeSet<TranscriptId>,
        viewer: Option<CoderId>,
    ) -> Result<Removal, RemoveError> {
        let removal = self.project().removal(ids, viewer)?;
        self.commit(label, &removal.edits)?;
        Ok(removal)
    }
}
