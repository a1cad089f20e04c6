//! Queries over a project: frequencies, retrieval, search, what is in it.
//!
//! Every answer is a pure function of a project and a query, so the window and the command line print the same
//! figures. This floor never draws, prints or mutates, and never adds up the codings of several coders.

mod coded;
pub mod compare_groups;
pub mod cooccurrence;
pub mod counted;
pub mod extent;
pub mod frequency;
mod groups;
pub mod history;
pub mod info;
mod layers;
pub mod matrix;
pub mod retrieval;
mod rows;
pub mod sample;
pub mod saturation;
pub mod search;
mod tally;
#[cfg(test)]
pub(crate) mod testing;
pub mod who_codes;
pub mod words;

pub use crate::statistics::{Interval, wilson};
pub use coded::{Asked, Basis, CodeRow, NoAnswer};
pub use layers::{LayerChoice, LayerView, NoLayer};
