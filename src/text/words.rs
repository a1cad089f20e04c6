//! Words (Unicode Standard Annex 29), found once for a text so that the words of any passage are counted by
//! two binary searches. Never holds the words themselves.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Text;

/// Where each word of a text starts and ends, in bytes and in order.
#[derive(Debug)]
pub struct WordIndex {
    words: Vec<(u32, u32)>,
}

impl WordIndex {
    pub(super) fn new(text: &str) -> Self {
        let mut words = Vec::with_capacity(text.len() / 5);
        let mut from = 0;
        while from < text.len() {
            let end = from + chunk(&text[from..]);
            let found = text[from..end].unicode_word_indices();
            words.extend(found.map(|(at, word)| ((from + at) as u32, (from + at + word.len()) as u32)));
            from = end;
        }
        Self { words }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Words of a passage; a word counts where it starts.
    pub fn count_in(&self, range: impl Into<Range<usize>>) -> u32 {
        self.within(range).len() as u32
    }

    /// The word that holds a byte.
    pub fn at(&self, byte: usize) -> Option<Range<usize>> {
        let index = self.words.partition_point(|&(start, _)| start as usize <= byte).checked_sub(1)?;
        self.get(index).filter(|word| byte < word.end)
    }

    /// One word by its number from 0.
    pub fn get(&self, index: usize) -> Option<Range<usize>> {
        self.words.get(index).map(|&(start, end)| start as usize..end as usize)
    }

    /// The words that start in a passage, in order.
    pub fn within(&self, range: impl Into<Range<usize>>) -> impl ExactSizeIterator<Item = Range<usize>> + '_ {
        let range = range.into();
        let before = |byte: usize| self.words.partition_point(|&(start, _)| (start as usize) < byte);
        let words = self.words.get(before(range.start)..before(range.end)).unwrap_or_default();
        words.iter().map(|&(start, end)| start as usize..end as usize)
    }

    /// All words in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Range<usize>> + '_ {
        self.words.iter().map(|&(start, end)| start as usize..end as usize)
    }

    /// The first end of a word after a byte, as "one word on" moves.
    pub fn end_after(&self, byte: usize) -> Option<usize> {
        self.get(self.words.partition_point(|&(_, end)| end as usize <= byte)).map(|word| word.end)
    }

    /// The last start of a word before a byte, as "one word back" moves.
    pub fn start_before(&self, byte: usize) -> Option<usize> {
        let index = self.words.partition_point(|&(start, _)| (start as usize) < byte).checked_sub(1)?;
        self.get(index).map(|word| word.start)
    }

    /// The first start of a word after a byte.
    pub fn start_after(&self, byte: usize) -> Option<usize> {
        self.get(self.words.partition_point(|&(start, _)| start as usize <= byte)).map(|word| word.start)
    }

    /// The last end of a word before a byte.
    pub fn end_before(&self, byte: usize) -> Option<usize> {
        let index = self.words.partition_point(|&(_, end)| (end as usize) < byte).checked_sub(1)?;
        self.get(index).map(|word| word.end)
    }
}

impl Text {
    /// The word that holds a byte.
    pub fn word_at(&self, byte: usize) -> Option<Range<usize>> {
        self.words().at(byte)
    }

    /// One word on from a byte: the end of the word there or after it, or the text's end.
    pub fn next_word(&self, byte: usize) -> usize {
        self.words().end_after(byte).unwrap_or(self.len())
    }

    /// One word back from a byte: the start of the word there or before it, or the text's start.
    pub fn previous_word(&self, byte: usize) -> usize {
        self.words().start_before(byte).unwrap_or(0)
    }
}

/// Length of the first piece of a text whose words do not depend on the rest: all ASCII if it can be, since the
/// segmenter is several times faster there.
///
/// Pieces meet where words always break.
fn chunk(text: &str) -> usize {
    let bytes = text.as_bytes();
    let Some(foreign) = bytes.iter().position(|b| !b.is_ascii()) else { return bytes.len() };
    if let Some(at) = (1..foreign).rev().find(|&at| breaks_at(bytes, at)) {
        return at;
    }
    (foreign + 1..bytes.len()).find(|&at| breaks_at(bytes, at)).unwrap_or(bytes.len())
}

/// Whether words break at a byte, whatever stands before and after: between a space or line end and an ASCII character
/// that is neither.
pub(super) fn breaks_at(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    let gap = before.is_some_and(|&byte| is_gap(byte));
    gap && bytes.get(at).is_some_and(|byte| byte.is_ascii() && !is_gap(*byte))
}

const fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_counts_where_it_starts() {
        let text = Text::new("Well, the café isn't far — 3.5 km.");
        let words: Vec<_> = text.words().iter().map(|w| &text.as_str()[w]).collect();
        assert_eq!(words, ["Well", "the", "café", "isn't", "far", "3.5", "km"]);
        assert_eq!(text.words().count_in(0..text.len()), 7);
        assert_eq!(
            text.words().count_in(1..8),
            1,
            "the rest of `Well` does not count, the start of `the` does"
        );
        assert_eq!(text.words().count_in(text.span(6..9).unwrap()), 1);
    }

    #[test]
    fn word_steps_stop_at_the_ends() {
        let text = Text::new("one two");
        assert_eq!((text.next_word(0), text.next_word(3), text.next_word(7)), (3, 7, 7));
        assert_eq!((text.previous_word(7), text.previous_word(4), text.previous_word(0)), (4, 0, 0));
        assert_eq!((text.word_at(1), text.word_at(3)), (Some(0..3), None));
        let words = text.words();
        assert_eq!((words.start_after(0), words.start_after(4)), (Some(4), None));
        assert_eq!((words.end_before(7), words.end_before(3)), (Some(3), None));
    }

    proptest! {
        #[test]
        fn pieces_give_the_words_of_the_whole(text in "([a-c.,'3 :_\n]|[éあア א\u{301}\u{200d}\u{ad}]| ){0,60}") {
            let whole: Vec<_> =
                text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect();
            let index = WordIndex::new(&text);
            prop_assert_eq!(index.iter().collect::<Vec<_>>(), whole);
        }
    }
}
