//! When the words of a text were said, as programs that transcribe write it. Never guesses a time between two.

use std::ops::Range;

use super::{Mapped, Mapping, Text};

/// Times of words, in their order in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordTimes {
    /// The byte where a word begins, and milliseconds from the start of the recording.
    words: Vec<(usize, u32)>,
}

impl WordTimes {
    /// Times of the words of a text, by the bytes where these begin. What is no word's beginning is left out, and of two times
    /// of one word the second.
    pub fn new(text: &Text, mut words: Vec<(usize, u32)>) -> Self {
        let is_word = |at: usize| {
            let begins = text.as_str().get(at..).and_then(|rest| rest.chars().next());
            begins.is_some_and(|c| !c.is_whitespace())
        };
        words.retain(|(at, _)| is_word(*at));
        words.sort_by_key(|(at, _)| *at);
        words.dedup_by_key(|(at, _)| *at);
        Self { words }
    }

    /// Whether no word has a time.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Each word's first byte with its time, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (usize, u32)> + '_ {
        self.words.iter().copied()
    }

    /// When a passage begins to be said: the time of the word in which it begins, else of the first word in it.
    ///
    /// ```text
    ///   She [left ear]ly.     the time of "left";  "l[eft" has it too, and "S[he left" that of "She"
    /// ```
    pub fn of(&self, text: &Text, passage: Range<usize>) -> Option<u32> {
        let next = self.words.partition_point(|(at, _)| *at <= passage.start);
        let before = next.checked_sub(1).and_then(|at| self.words.get(at));
        let inside = before.filter(|(at, _)| {
            let rest = text.as_str().get(*at..).unwrap_or_default();
            rest.find(char::is_whitespace).is_none_or(|length| passage.start < at + length)
        });
        let first = || self.words.get(next).filter(|(at, _)| *at < passage.end);
        inside.or_else(first).map(|(_, ms)| *ms)
    }

    /// The times as they stand in a corrected text: a word that went has none, one that was reworded keeps its own.
    pub fn mapped(&self, before: &Text, mapping: &Mapping) -> Self {
        // Marks behind a word are no part of it: they may stay where it goes.
        let word = |at: usize| {
            let rest = before.as_str().get(at..)?;
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()).max(first);
            before.span_widened(at..at + length).ok()
        };
        // Of a word that lost its beginning, what stands there now is the word.
        let begins = |at: usize| {
            let before = mapping.text().as_str().get(..at).unwrap_or_default();
            before
                .rfind(char::is_whitespace)
                .map_or(0, |space| space + before[space..].chars().next().map_or(0, char::len_utf8))
        };
        let moved = self.words.iter().filter_map(|(at, ms)| match mapping.span(word(*at)?) {
            Mapped::Same(span) | Mapped::Reworded(span) => Some((span.start(), *ms)),
            Mapped::Shrunk(span) => Some((begins(span.start()), *ms)),
            Mapped::Gone(_) => None,
        });
        Self::new(mapping.text(), moved.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::corrected;

    fn times(text: &Text) -> WordTimes {
        WordTimes::new(text, vec![(13, 900), (0, 100), (4, 300), (4, 400), (3, 1), (99, 2)])
    }

    #[test]
    fn a_passage_has_the_time_of_its_first_word() {
        let text = Text::new("She left, so early.");
        let times = times(&text);
        assert_eq!(times.iter().collect::<Vec<_>>(), [(0, 100), (4, 300), (13, 900)]);
        for (passage, time) in [
            (4..8, Some(300)),
            (5..6, Some(300)),
            (1..8, Some(100)),
            (3..8, Some(300)),
            (10..12, None),
            (9..19, Some(900)),
        ] {
            assert_eq!(times.of(&text, passage.clone()), time, "{passage:?}");
        }
    }

    #[test]
    fn times_go_with_corrections() {
        let text = Text::new("She left, so early.");
        for (after, wanted) in [
            ("And she left, so early.", vec![(0, 100), (8, 300), (17, 900)]),
            ("She went, so.", vec![(0, 100), (4, 300)]),
            ("", vec![]),
        ] {
            let mapping = Mapping::new(&text, &corrected(text.as_str(), after)).unwrap();
            let moved = times(&text).mapped(&text, &mapping);
            assert_eq!(moved.iter().collect::<Vec<_>>(), wanted, "{after}");
        }
    }
}
