//! Whole projects, and coded passages, of other programs: REFI-QDA in and out, the others in. Never guesses where a passage
//! stands: what cannot be placed is listed.

mod anchor;
mod foreign;
pub(super) mod marked;
pub(super) mod qualcoder;
pub mod quoted;
pub mod refi;
pub(super) mod sqlite;
pub(super) mod taguette;
