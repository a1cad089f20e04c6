//! One text and the only maker of spans. Never changes once made.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::offsets::{CharPos, LineNo, Offsets, Utf16Pos};
use super::span::Span;
use super::words::WordIndex;
use crate::lang::{Message, Tell, message};

/// Why a range is not a passage of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum SpanError {
    /// Nothing lies between start and end.
    Empty,
    /// The range ends after the text does.
    Outside {
        /// Code points of the whole text.
        chars: u32,
    },
    /// A position inside a character that a reader sees as one.
    SplitsCharacter,
}

impl Tell for SpanError {
    fn message(&self) -> Message {
        match self {
            Self::Empty => message!("span-empty"),
            Self::Outside { chars } => message!("span-outside", chars),
            Self::SplitsCharacter => message!("span-splits-character"),
        }
    }
}

/// A text with `\n` line ends, cheap to clone, with its offset tables.
#[derive(Clone)]
pub struct Text {
    inner: Arc<Inner>,
}

struct Inner {
    text: Box<str>,
    offsets: Offsets,
    words: OnceLock<WordIndex>,
}

impl Text {
    /// The longest text taken, in bytes: positions are kept in 32 bits with room to spare.
    pub const MAX_BYTES: usize = 256 << 20;
    /// The most lines that a transcript has: no interview has nearly as many.
    pub const MAX_LINES: usize = 1_000_000;

    /// A text as it stands; line ends are the caller's to normalise.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        let text = text.into();
        let offsets = Offsets::new(&text);
        Self { inner: Arc::new(Inner { text, offsets, words: OnceLock::new() }) }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.inner.text
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.inner.text.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.inner.text.is_empty()
    }

    /// Length in Unicode code points.
    pub fn chars(&self) -> u32 {
        self.inner.offsets.chars()
    }

    /// Length in UTF-16 code units.
    pub fn utf16(&self) -> u32 {
        self.inner.offsets.utf16()
    }

    /// The words of a passage.
    pub fn slice(&self, span: Span) -> &str {
        self.as_str().get(span.range()).unwrap_or_default()
    }

    /// The passage between two bytes, which must be grapheme boundaries.
    ///
    /// # Errors
    /// When it is empty, ends outside the text, or splits a character.
    pub fn span(&self, range: Range<usize>) -> Result<Span, SpanError> {
        let Range { start, end } = range;
        if end > self.len() {
            return Err(SpanError::Outside { chars: self.chars() });
        }
        if start >= end {
            return Err(SpanError::Empty);
        }
        if !self.is_boundary(start) || !self.is_boundary(end) {
            return Err(SpanError::SplitsCharacter);
        }
        Ok(Span::new(start as u32, end as u32))
    }

    /// The passage between two bytes, widened to whole graphemes where an end falls inside one.
    ///
    /// # Errors
    /// When it is empty or ends outside the text.
    pub fn span_widened(&self, range: Range<usize>) -> Result<Span, SpanError> {
        if range.end > self.len() {
            return Err(SpanError::Outside { chars: self.chars() });
        }
        if range.start >= range.end {
            return Err(SpanError::Empty);
        }
        self.span(self.floor_grapheme(range.start)..self.ceil_grapheme(range.end))
    }

    /// The passage between two code points, widened to whole graphemes.
    ///
    /// # Errors
    /// When it is empty or ends outside the text.
    pub fn span_of_chars(&self, range: Range<CharPos>) -> Result<Span, SpanError> {
        let outside = SpanError::Outside { chars: self.chars() };
        let start = self.byte_of_char(range.start).ok_or(outside)?;
        let end = self.byte_of_char(range.end).ok_or(outside)?;
        self.span_widened(start..end)
    }

    /// The code points that a passage covers.
    pub fn chars_of(&self, span: Span) -> Range<CharPos> {
        self.char_of(span.start())..self.char_of(span.end())
    }

    /// Length of a passage in code points.
    pub fn char_len(&self, span: Span) -> u32 {
        let Range { start, end } = self.chars_of(span);
        end.0 - start.0
    }

    /// Code points before a byte (clamped to the text).
    pub fn char_of(&self, byte: usize) -> CharPos {
        self.inner.offsets.char_of(self.as_str(), byte)
    }

    /// The byte where a code point starts; the text's end is one past the last.
    pub fn byte_of_char(&self, at: CharPos) -> Option<usize> {
        self.inner.offsets.byte_of_char(self.as_str(), at)
    }

    /// UTF-16 units before a byte (clamped to the text).
    pub fn utf16_of(&self, byte: usize) -> Utf16Pos {
        self.inner.offsets.utf16_of(self.as_str(), byte)
    }

    /// The byte where a UTF-16 unit starts; none inside a surrogate pair.
    pub fn byte_of_utf16(&self, at: Utf16Pos) -> Option<usize> {
        self.inner.offsets.byte_of_utf16(self.as_str(), at)
    }

    /// The line a byte lies on.
    pub fn line_of(&self, byte: usize) -> LineNo {
        self.inner.offsets.line_of(byte)
    }

    /// The bytes of a line without its `\n`; none past the last line.
    pub fn line(&self, line: LineNo) -> Option<Range<usize>> {
        let lines = self.inner.offsets.lines();
        let start = *lines.get(line.0 as usize)? as usize;
        let end = lines.get(line.0 as usize + 1).map_or(self.len(), |&next| next as usize - 1);
        Some(start..end)
    }

    /// Number of lines, at least 1.
    pub fn lines(&self) -> usize {
        self.inner.offsets.lines().len()
    }

    /// Where the words are, found once and kept.
    pub fn words(&self) -> &WordIndex {
        self.inner.words.get_or_init(|| WordIndex::new(self.as_str()))
    }
}

impl fmt::Debug for Text {
    /// Never the words: a log must not hold them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.len())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner) || self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

/// How many line ends there are in a text.
pub fn line_ends(text: &str) -> usize {
    text.matches('\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIXED: &str = "aé🙂\ne\u{301} 👩🏽‍🚒 नमस्ते\n\nשלום";

    #[test]
    fn every_boundary_round_trips() {
        let text = Text::new(MIXED.repeat(60));
        for (at, _) in text.as_str().char_indices() {
            assert_eq!(text.byte_of_char(text.char_of(at)), Some(at));
            assert_eq!(text.byte_of_utf16(text.utf16_of(at)), Some(at));
        }
        assert_eq!(text.byte_of_char(CharPos(text.chars())), Some(text.len()));
        assert_eq!(text.byte_of_char(CharPos(text.chars() + 1)), None);
    }

    #[test]
    fn a_surrogate_half_is_no_position() {
        let text = Text::new("a🙂b");
        assert_eq!(text.byte_of_utf16(Utf16Pos(2)), None);
        assert_eq!(text.byte_of_utf16(Utf16Pos(3)), Some(5));
    }

    #[test]
    fn spans_never_split_a_grapheme() {
        let text = Text::new(MIXED);
        let at = text.as_str().find("e\u{301}").unwrap();
        assert_eq!(text.span(at..at + 1), Err(SpanError::SplitsCharacter));
        let widened = text.span_widened(at..at + 1).unwrap();
        assert_eq!(text.slice(widened), "e\u{301}");
        assert_eq!(text.span(3..3), Err(SpanError::Empty));
        assert!(matches!(text.span(0..1000), Err(SpanError::Outside { .. })));
    }

    #[test]
    fn lines_leave_out_their_ends() {
        let text = Text::new("one\ntwo\n");
        assert_eq!(text.lines(), 3);
        assert_eq!(text.line(LineNo(1)), Some(4..7));
        assert_eq!(text.line(LineNo(2)), Some(8..8));
        assert_eq!(text.line_of(5), LineNo(1));
    }
}
