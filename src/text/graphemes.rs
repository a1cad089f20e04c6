//! Graphemes: what a reader sees as one character (Unicode Standard Annex 29). Never looks further than the
//! neighbourhood of the byte asked about.

use unicode_segmentation::GraphemeCursor;

use super::Text;

/// Whether a byte is a grapheme boundary of a text (Unicode Standard Annex 29).
pub(super) fn is_boundary(text: &str, byte: usize) -> bool {
    if !text.is_char_boundary(byte) {
        return false;
    }
    let bytes = text.as_bytes();
    match (byte.checked_sub(1).and_then(|b| bytes.get(b)), bytes.get(byte)) {
        (None, _) | (_, None) => true,
        (Some(&before), Some(&after)) if before < 0x80 && after < 0x80 => (before, after) != (b'\r', b'\n'),
        // The cursor has the whole text, so it never asks for more of it.
        _ => GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).unwrap_or(true),
    }
}

impl Text {
    /// Whether a byte is a grapheme boundary (Unicode Standard Annex 29).
    pub fn is_boundary(&self, byte: usize) -> bool {
        is_boundary(self.as_str(), byte)
    }

    /// The last grapheme boundary at or before a byte.
    pub fn floor_grapheme(&self, byte: usize) -> usize {
        let mut at = byte.min(self.len());
        while !self.is_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The first grapheme boundary at or after a byte.
    pub fn ceil_grapheme(&self, byte: usize) -> usize {
        let mut at = byte.min(self.len());
        while !self.is_boundary(at) {
            at += 1;
        }
        at
    }

    /// The end of the grapheme that starts at, or holds, a byte; the text's end at the end.
    pub fn next_grapheme(&self, byte: usize) -> usize {
        self.ceil_grapheme(byte.saturating_add(1))
    }

    /// The start of the grapheme that ends at, or holds, the byte before; 0 at the start.
    pub fn previous_grapheme(&self, byte: usize) -> usize {
        self.floor_grapheme(byte.min(self.len()).saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn steps_go_over_what_a_reader_sees() {
        let text = Text::new("a👩🏽‍🚒e\u{301}🇩🇪");
        let mut at = 0;
        let mut seen = Vec::new();
        while at < text.len() {
            let next = text.next_grapheme(at);
            seen.push(&text.as_str()[at..next]);
            at = next;
        }
        assert_eq!(seen, ["a", "👩🏽‍🚒", "e\u{301}", "🇩🇪"]);
        assert_eq!(text.next_grapheme(at), text.len());
        assert_eq!(text.previous_grapheme(0), 0);
    }

    proptest! {
        #[test]
        fn next_and_previous_undo_each_other(words in "[a é🙂\u{301}\u{200d}🇩नि\r\n]{0,40}") {
            let text = Text::new(words);
            let mut at = 0;
            while at < text.len() {
                let next = text.next_grapheme(at);
                prop_assert!(next > at && text.is_boundary(next));
                prop_assert_eq!(text.previous_grapheme(next), at);
                at = next;
            }
        }
    }
}
