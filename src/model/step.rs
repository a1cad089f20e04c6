//! A step as the trail of a project keeps it: who did what, and when. Never changes a project by itself.

use jiff::Timestamp;

use super::Edit;

/// One step of the past.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The name of the coder who made it; empty for work that no coder does.
    pub who: String,
    pub at: Timestamp,
    /// What it was called.
    pub label: String,
    /// What was done.
    pub edits: Vec<Edit>,
}
