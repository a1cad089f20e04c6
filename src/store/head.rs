//! How far a copy's journal is known. Plain data.

use serde::{Deserialize, Serialize};

use crate::model::Timestamp;

/// How much of another copy's journal a step has brought together with ours: its steps up to one, of which the time tells
/// that it is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub(super) who: String,
    pub(super) n: u64,
    pub(super) at: Timestamp,
    /// Steps of that journal that are known from then on, and those that were before.
    pub(super) known: u64,
    pub(super) before: u64,
}

impl Head {
    /// As it is once the step is taken back, or made again after that.
    #[must_use]
    pub fn undone(&self) -> Self {
        Self { known: self.before, before: self.known, ..self.clone() }
    }

    /// Whether it tells of the step of this number and time.
    pub(super) fn is(&self, n: u64, at: Timestamp) -> bool {
        (self.n, self.at) == (n, at)
    }
}
