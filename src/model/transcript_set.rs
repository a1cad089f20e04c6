//! Sets of transcripts: groups under a name, by which lists and figures are narrowed. Never changes what a transcript is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{TranscriptId, TranscriptSetId};

/// Transcripts under one name; a transcript may be in several sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptSet {
    /// The same in every copy.
    pub id: TranscriptSetId,
    /// As shown; unique among sets of transcripts.
    pub name: String,
    /// Which are in it.
    pub transcripts: BTreeSet<TranscriptId>,
}
