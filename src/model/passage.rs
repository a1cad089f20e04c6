//! A passage as files and edits write it: code points, with a short quote that must match.

use serde::{Deserialize, Serialize};

use crate::lang::{Message, Tell, message};
use crate::text::{CharPos, Mapped, Mapping, Span, SpanError, Text};

/// The quote holds at most this many code points of the passage's beginning.
pub const QUOTE_CHARS: usize = 40;

/// A place in a transcript, half open in Unicode code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// First code point.
    pub start: CharPos,
    /// The code point after the last.
    pub end: CharPos,
    /// How the passage begins, so that a shifted position is noticed.
    pub quote: String,
}

/// Why a passage cannot be placed in a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum PassageError {
    /// The position itself is wrong.
    Span(#[from] SpanError),
    /// Other words stand there.
    Quote,
}

impl Tell for PassageError {
    fn message(&self) -> Message {
        match self {
            Self::Span(why) => why.message(),
            Self::Quote => message!("passage-quote"),
        }
    }
}

impl Passage {
    /// Where it stands once a correction is made, where it fits the text before; nowhere if none of its words remain
    /// and nothing took their place.
    pub(super) fn mapped(&self, before: &Text, mapping: &Mapping) -> Option<Self> {
        let span = match mapping.span(self.place(before).ok()?) {
            Mapped::Same(span) | Mapped::Reworded(span) | Mapped::Shrunk(span) => span,
            Mapped::Gone(range) => mapping.text().span_widened(range).ok()?,
        };
        Some(Self::of(mapping.text(), span))
    }

    /// How a span of this text is written.
    pub fn of(text: &Text, span: Span) -> Self {
        let range = text.chars_of(span);
        let quote = text.slice(span).chars().take(QUOTE_CHARS).collect();
        Self { start: range.start, end: range.end, quote }
    }

    /// The span in this text, whose words must begin as the quote does.
    ///
    /// # Errors
    /// When the position is empty or outside, splits a character, or the words there differ from the quote.
    pub fn place(&self, text: &Text) -> Result<Span, PassageError> {
        let outside = SpanError::Outside { chars: text.chars() };
        let start = text.byte_of_char(self.start).ok_or(outside)?;
        let end = text.byte_of_char(self.end).ok_or(outside)?;
        let span = text.span(start..end)?;
        let words = text.slice(span);
        let whole = self.quote.chars().count() < QUOTE_CHARS;
        if words.starts_with(&self.quote) && (!whole || words.len() == self.quote.len()) {
            Ok(span)
        } else {
            Err(PassageError::Quote)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_finds_its_place_again() {
        let text = Text::new("🙂 The second one. She asked what I thought before the meeting, and said it.");
        let span = text.span(5..60).unwrap();
        let passage = Passage::of(&text, span);
        assert_eq!(passage.start, CharPos(2));
        assert_eq!(passage.place(&text), Ok(span));
        assert_eq!(
            passage.place(&Text::new("🙂 The third one. She asked what I thought before the meeting")),
            Err(PassageError::Quote)
        );
    }

    #[test]
    fn a_short_quote_must_be_the_whole_passage() {
        let text = Text::new("yes and no");
        let short = Passage { start: CharPos(0), end: CharPos(7), quote: "yes".into() };
        assert_eq!(short.place(&text), Err(PassageError::Quote));
    }
}
