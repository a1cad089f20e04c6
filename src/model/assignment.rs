//! Who is to code what: coders and the transcripts that they were given. Says nothing of what was coded, and hinders nobody.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CoderId, TranscriptId};

/// That a coder is to code a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub transcript: TranscriptId,
    pub coder: CoderId,
    /// How chance gave it to them; none where somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
}

/// How chance shared transcripts out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Drawn {
    /// When it was done, the same for all that were shared out at once.
    pub at: Timestamp,
    /// Where chance began, so that anybody can draw the same again.
    pub seed: u64,
    /// Of the transcripts, so many per cent were for all these coders.
    pub percent: u8,
    /// Whether this is one of those.
    pub for_all: bool,
}
