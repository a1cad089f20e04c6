//! Where the caret goes, and what is a word or a sentence around it. Only positions; never draws or selects.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::document::{Document, Place};
use super::setting::{Caret, Setting};

/// The next grapheme boundary that is shown, to the right.
pub(super) fn right(document: &Document, at: usize) -> usize {
    let Some(ix) = document.block_at(at) else { return at };
    let block = &document.blocks()[ix];
    if at < block.end() {
        return document.text().ceil_grapheme(at + 1).min(block.end());
    }
    let Some(next) = document.blocks().get(ix + 1) else { return block.end() };
    if next.start() > at { next.start() } else { document.text().ceil_grapheme(at + 1) }
}

/// The next grapheme boundary that is shown, to the left.
pub(super) fn left(document: &Document, at: usize) -> usize {
    let Some(ix) = document.block_at(at) else { return at };
    let block = &document.blocks()[ix];
    if at > block.start() {
        return document.text().floor_grapheme(at.min(block.end() + 1) - 1).max(block.start());
    }
    let Some(before) = ix.checked_sub(1).and_then(|b| document.blocks().get(b)) else { return block.start() };
    if before.end() < at { before.end() } else { document.text().floor_grapheme(at - 1) }
}

/// The end of the word at or after a position.
pub(super) fn word_right(document: &Document, at: usize) -> usize {
    let first = document.block_at(at).unwrap_or(0);
    let ends = (first..document.blocks().len()).find_map(|ix| {
        let start = document.blocks()[ix].start();
        let words = document.block_text(ix).unicode_word_indices();
        words.map(|(i, word)| start + i + word.len()).find(|&end| end > at)
    });
    ends.unwrap_or_else(|| last(document))
}

/// The start of the word at or before a position.
pub(super) fn word_left(document: &Document, at: usize) -> usize {
    let first = document.block_at(at).unwrap_or(0);
    let starts = (0..=first).rev().find_map(|ix| {
        let start = document.blocks().get(ix)?.start();
        let words = document.block_text(ix).unicode_word_indices();
        words.map(|(i, _)| start + i).take_while(|&word| word < at).last()
    });
    starts.unwrap_or_else(|| start(document))
}

/// The start of the next turn.
pub(super) fn turn_down(document: &Document, at: usize) -> usize {
    let first = document.block_at(at).map_or(0, |b| b + 1);
    let next = document.blocks().iter().skip(first).find(|b| b.place == Place::First);
    next.map_or_else(|| last(document), |b| b.start())
}

/// The start of this turn, or of the one before.
pub(super) fn turn_up(document: &Document, at: usize) -> usize {
    let until = document.block_at(at).map_or(0, |b| b + 1);
    let turns = document.blocks()[..until].iter().rev();
    turns.map(|b| (b.place, b.start())).find(|&(p, s)| p == Place::First && s < at).map_or(0, |(_, s)| s)
}

/// The whole turn around a position, as it is shown.
pub(super) fn turn_at(document: &Document, at: usize) -> Range<usize> {
    let Some(ix) = document.block_at(at) else { return at..at };
    let blocks = document.blocks();
    let first = blocks[..=ix].iter().rposition(|b| b.place == Place::First).unwrap_or(0);
    let after = blocks[ix + 1..].iter().position(|b| b.place == Place::First);
    let last = after.map_or(blocks.len(), |n| ix + 1 + n) - 1;
    blocks[first].start()..blocks[last].end()
}

/// The first position that is shown.
pub(super) fn start(document: &Document) -> usize {
    document.blocks().first().map_or(0, super::document::Block::start)
}

/// The last position that is shown.
pub(super) fn last(document: &Document) -> usize {
    document.blocks().last().map_or(0, super::document::Block::end)
}

/// The word, or the run of anything else, that holds a position; the last one at the end of a block.
pub(super) fn word_at(document: &Document, at: usize) -> Range<usize> {
    piece_at(document, at, |text| text.split_word_bound_indices().map(|(i, s)| (i, s.len())).collect())
}

/// The sentence that holds a position, without white space at its ends; the last one at the end of a block.
pub(super) fn sentence_at(document: &Document, at: usize) -> Range<usize> {
    piece_at(document, at, |text| {
        text.split_sentence_bound_indices().map(|(i, s)| (i, s.trim_end().len())).collect()
    })
}

fn piece_at(document: &Document, at: usize, pieces: impl Fn(&str) -> Vec<(usize, usize)>) -> Range<usize> {
    let Some(ix) = document.block_at(at) else { return at..at };
    let (block, text) = (&document.blocks()[ix], document.block_text(ix));
    let inside = at.clamp(block.start(), block.end()) - block.start();
    let pieces = pieces(text);
    let found = pieces.iter().rfind(|&&(i, _)| i <= inside.min(text.len().saturating_sub(1)));
    let (from, len) = found.copied().unwrap_or((0, text.len()));
    let (text, start) = (document.text(), block.start() + from);
    text.floor_grapheme(start)..text.ceil_grapheme(start + len).min(block.end())
}

/// The caret `points` further down (or up, if negative) at the same `x`, by at least one row.
pub(super) fn vertical(setting: &Setting<'_>, at: Caret, x: f32, points: f32) -> Caret {
    let document = setting.document;
    let Some(mut block) = document.block_at(at.byte) else { return at };
    let mut set = setting.set(block);
    let mut row = set.row_of(at);
    let mut gone = 0.0;
    loop {
        if points > 0.0 {
            if row + 1 < set.rows.len() {
                row += 1;
            } else if block + 1 < document.blocks().len() {
                block += 1;
                gone += setting.gap(block);
                set = setting.set(block);
                row = 0;
            } else {
                return Caret { byte: last(document), row_end: false };
            }
        } else if row > 0 {
            row -= 1;
        } else if block > 0 {
            gone += setting.gap(block);
            block -= 1;
            set = setting.set(block);
            row = set.rows.len().saturating_sub(1);
        } else {
            return Caret { byte: start(document), row_end: false };
        }
        gone += set.row_y(row).span();
        if gone >= points.abs() {
            return set.nearest(document.text(), row, x);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::ui::transcript::document::Turn;

    /// Two turns with labels, an emoji family and combining marks.
    fn document() -> Document {
        let text = "A: The 👩🏽‍🚒 came. Me\u{301} too!\n\nB: नमस्ते, one two";
        let second = text.find("B: ").unwrap();
        let turns = vec![
            Turn { speaker: None, range: 0..second, words: 3 },
            Turn { speaker: None, range: second..text.len(), words: second + 3 },
        ];
        Document::new(Text::new(text), Vec::new(), turns)
    }

    #[test]
    fn steps_go_over_whole_graphemes_and_labels_and_come_back() {
        let document = document();
        let mut places = vec![start(&document)];
        loop {
            let at = *places.last().unwrap();
            let next = right(&document, at);
            if next == at {
                break;
            }
            assert!(document.text().is_boundary(next));
            places.push(next);
        }
        assert_eq!(*places.last().unwrap(), last(&document));
        let mut at = last(&document);
        while let Some(place) = places.pop() {
            assert_eq!(at, place);
            at = left(&document, at);
        }
    }

    #[test]
    fn words_are_walked_in_both_directions_across_turns() {
        let document = document();
        let text = document.text().as_str();
        let mut seen = Vec::new();
        let mut at = start(&document);
        while at < last(&document) {
            at = word_right(&document, at);
            let begin = word_left(&document, at);
            seen.push(&text[begin..at]);
        }
        assert_eq!(seen, ["The", "came", "Me\u{301}", "too", "नमस्ते", "one", "two"]);
        assert_eq!(word_left(&document, 3), 3);
    }

    #[test]
    fn a_word_and_a_sentence_around_a_place() {
        let document = document();
        let text = document.text().as_str();
        let at = text.find("came").unwrap() + 2;
        assert_eq!(&text[word_at(&document, at)], "came");
        assert_eq!(&text[sentence_at(&document, at)], "The 👩🏽‍🚒 came.");
        assert_eq!(&text[sentence_at(&document, at + 5)], "Me\u{301} too!");
        assert_eq!(&text[word_at(&document, text.len())], "two");
    }

    #[test]
    fn turns_are_walked_by_their_starts() {
        let document = document();
        let second = document.text().as_str().find('न').unwrap();
        assert_eq!(turn_down(&document, 5), second);
        assert_eq!(turn_up(&document, second + 3), second);
        assert_eq!(turn_up(&document, second), 3);
        assert_eq!(turn_down(&document, second), last(&document));
        assert_eq!(turn_at(&document, second), second..last(&document));
    }
}
