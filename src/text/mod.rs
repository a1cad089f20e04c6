//! Spans, words, sentences, turns, offsets and search over one text.
//!
//! A text is UTF-8 with `\n` line ends. Positions inside the program are bytes; files count Unicode code
//! points; both meet in [`Text`] and nowhere else. This floor never knows what a code is.

mod body;
mod offsets;
mod span;

pub use body::{SpanError, Text};
pub use offsets::{CharPos, LineNo, Utf16Pos};
pub use span::Span;
