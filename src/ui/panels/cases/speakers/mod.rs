//! Who speaks in which transcript, and which case each of them is. Never ties anybody unasked.

pub mod data;
mod show;

use crate::model::TranscriptId;
use crate::ui::kit::{Cached, finder::Finder};

pub(super) use show::{choosing, own_cases, show};

/// What the table remembers of itself.
#[derive(Default)]
pub(super) struct View {
    row: usize,
    /// The row takes the keyboard in the next frame.
    focus: bool,
    rows: Cached<u64, Vec<data::Row>>,
    choosing: Option<Choosing>,
}

/// A speaker whose case is being chosen.
struct Choosing {
    transcript: TranscriptId,
    label: String,
    finder: Finder,
}
