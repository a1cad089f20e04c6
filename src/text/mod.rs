//! Spans, words, sentences, turns, offsets and search over one text.
//!
//! A text is UTF-8 with `\n` line ends. Positions inside the program are bytes; files count Unicode code
//! points; both meet in [`Text`] and nowhere else. This floor never knows what a code is.

mod body;
mod compare;
mod graphemes;
mod layout;
mod mapping;
mod offsets;
mod one_line;
mod recognise;
mod rules;
mod search;
mod sentences;
mod span;
mod times;
mod turns;
mod words;

pub use body::{SpanError, Text, line_ends};
pub use compare::corrected;
pub use layout::{
    Asking, Doubt, Fit, LAYOUTS, Layout, Looks, Part, Piece, Place, asking, is_known_role, time_ms,
    words_said,
};
pub use mapping::{Mapped, Mapping, Splice, SpliceError};
pub use offsets::{CharPos, LineNo, Utf16Pos};
pub use one_line::{one_line, shortened};
pub use recognise::{
    LabelGuess, Recognition, SpeakerGuess, given, layouts, recognise, recognise_looks, timed,
};
pub use rules::{LabelRule, SpeakerRole, TurnMode, TurnRules};
pub use search::{Pattern, PatternError, Search};
pub use span::Span;
pub use times::WordTimes;
pub use turns::{SpeakerIx, Turn, Turns, TurnsError};
pub use words::WordIndex;
