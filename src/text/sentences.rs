//! Sentences (Unicode Standard Annex 29), of a passage or around a position. Never joins lines: a line end ends a
//! sentence.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Text;

impl Text {
    /// The sentences of a passage in order, in bytes, without the white space around them; what is all white
    /// space is none. Ends that fall inside a code point are moved back to its start.
    ///
    /// ```text
    ///   We moved. Then it got better!
    ///   ├───────┤ ├─────────────────┤
    /// ```
    pub fn sentences(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let text = self.as_str();
        let (start, end) = (text.floor_char_boundary(range.start), text.floor_char_boundary(range.end));
        let mut found = Vec::new();
        let mut from = start;
        for line in text.get(start..end).unwrap_or_default().split_inclusive('\n') {
            let mut rest = line;
            while !rest.is_empty() {
                let (len, one) = piece(rest);
                let (part, after) = rest.split_at(len);
                if one {
                    found.extend(trimmed(part, from));
                } else {
                    let bounds = part.split_sentence_bound_indices();
                    found.extend(bounds.filter_map(|(at, part)| trimmed(part, from + at)));
                }
                from += len;
                rest = after;
            }
        }
        found
    }

    /// The sentence that holds a byte, or that the byte ends; none in white space between sentences.
    pub fn sentence_at(&self, byte: usize) -> Option<Range<usize>> {
        let byte = byte.min(self.len());
        let line = self.line(self.line_of(byte))?;
        let sentences = self.sentences(line);
        let next = sentences.partition_point(|s| s.end < byte);
        let holding = sentences.get(next..)?.iter().take(2).find(|s| s.contains(&byte));
        holding.or_else(|| sentences.get(next).filter(|s| s.end == byte)).cloned()
    }
}

/// Length of the first piece of a line whose sentences do not depend on the rest, and whether it is plainly one
/// sentence: the segmenter, which is slow, need not see it.
///
/// Pieces meet where one of `.?!`, a space and an ASCII capital follow each other: a sentence always ends there.
fn piece(line: &str) -> (usize, bool) {
    let bytes = line.as_bytes();
    let mut one = true;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'.' | b'?' | b'!' => match bytes.get(at + 1..) {
                Some([b' ', b'A'..=b'Z', ..]) => return (at + 2, one),
                Some([] | [b'\n']) | None => {}
                Some(_) => one = false,
            },
            b'\r' | 0x80.. => one = false,
            0..=0x7F => {}
        }
    }
    (bytes.len(), one)
}

/// A part of the text that stands at a byte, without the white space around it.
fn trimmed(part: &str, at: usize) -> Option<Range<usize>> {
    let start = at + part.len() - part.trim_start().len();
    let len = part.trim().len();
    (len > 0).then(|| start..start + len)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(words: &str) -> Vec<String> {
        let text = Text::new(words);
        text.sentences(0..text.len()).into_iter().map(|s| text.as_str()[s].to_owned()).collect()
    }

    #[test]
    fn sentences_end_at_marks_and_lines() {
        assert_eq!(
            parts("We paid 3.50 for it. “Really?” Yes!  \n\n then home"),
            ["We paid 3.50 for it.", "“Really?”", "Yes!", "then home"]
        );
        assert!(parts(" \n ").is_empty());
    }

    #[test]
    fn a_position_is_in_one_sentence() {
        let text = Text::new("One. Two.\nThree");
        assert_eq!(text.sentence_at(0), Some(0..4));
        assert_eq!(text.sentence_at(4), Some(0..4), "its end belongs to it where nothing else starts");
        assert_eq!(text.sentence_at(5), Some(5..9));
        assert_eq!(text.sentence_at(9), Some(5..9));
        assert_eq!(text.sentence_at(99), Some(10..15));
    }

    proptest! {
        #[test]
        fn pieces_give_the_sentences_of_the_whole(line in "([a-cA-C]|[.!?]|\\. B|\\? [AÉ]|[ ,é”)1\r。\u{301}\u{ad}]){0,40}\n?") {
            let bounds = line.split_sentence_bound_indices();
            let whole: Vec<_> = bounds.filter_map(|(at, part)| trimmed(part, at)).collect();
            prop_assert_eq!(Text::new(line.as_str()).sentences(0..line.len()), whole);
        }

        #[test]
        fn sentences_are_disjoint_ordered_and_whole(words in "([a-cA-C.!? \n,é”1]|🙂){0,60}") {
            let text = Text::new(words);
            let sentences = text.sentences(0..text.len());
            let mut end = 0;
            for s in &sentences {
                prop_assert!(s.start >= end && s.end > s.start);
                prop_assert!(text.as_str()[end..s.start].trim().is_empty());
                prop_assert_eq!(text.sentence_at(s.start), Some(s.clone()));
                end = s.end;
            }
            prop_assert!(text.as_str()[end..].trim().is_empty());
        }
    }
}
