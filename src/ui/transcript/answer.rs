//! What the widget tells its caller of each frame. Only data.

use std::ops::Range;

use egui::Response;

use crate::text::Span;

/// What is under the pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Under {
    /// The byte whose letter it is.
    pub byte: Option<usize>,
    /// The mark whose stripe or label it is.
    pub stripe: Option<u64>,
    /// All marks on the letter, the latest first, or the one whose stripe it is, or those that a "+2" stands for.
    pub marks: Vec<u64>,
    /// Whether the letter is selected.
    pub selected: bool,
}

/// What happened in a frame, and what is where now.
#[derive(Debug)]
pub struct TranscriptResponse {
    /// The text: focus, context menu, tooltips, and what is dropped on it.
    pub text: Response,
    /// The margin: context menu, tooltips, and what is dropped on a stripe.
    pub margin: Response,
    /// Whether the selection is another than before.
    pub selection_changed: bool,
    /// The selected passage.
    pub selection: Option<Span>,
    /// The mark whose stripe or label was clicked.
    pub clicked: Option<u64>,
    /// The mark whose edge was moved and kept, with its new passage.
    pub reshaped: Option<(u64, Span)>,
    /// The note that was clicked, as its index among those that were given.
    pub note: Option<usize>,
    /// The size of letters that Ctrl and the wheel, or two fingers, asked for; the view has it already.
    pub zoomed: Option<f32>,
    /// What is under the pointer while it is over text or margin.
    pub under: Option<Under>,
    /// Keys of the marks that the selection or the caret touches, the latest first.
    pub at_cursor: Vec<u64>,
    /// The bytes that are seen.
    pub visible: Range<usize>,
    /// Those of them in the lower half of the window; none where the text ends above.
    pub low: Range<usize>,
}
