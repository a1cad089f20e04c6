//! What a gesture does to a project: steps with their labels and edits. Pure; never draws, and never makes the step.

pub mod codebook;
pub mod coding;
pub mod memos;
pub mod moves;
pub mod recoding;
pub mod search;
pub mod settling;
pub mod several;
pub mod speakers;

use std::sync::Arc;

use crate::model::{CoderId, Edit, Transcript};

/// A step: what undo calls it, and its edits.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// As "Undo: …" says it.
    pub label: String,
    pub edits: Vec<Edit>,
}

/// Whose layer of which transcript.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    pub transcript: &'a Arc<Transcript>,
    pub coder: CoderId,
}
