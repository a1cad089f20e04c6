//! Whole projects, and coded passages, of other programs: REFI-QDA in and out, the others in. Never guesses where a passage
//! stands: what cannot be placed is listed.

mod anchor;
mod foreign;
pub mod qualcoder;
pub mod quoted_csv;
pub mod refi;
pub(super) mod sqlite;
pub mod taguette;
