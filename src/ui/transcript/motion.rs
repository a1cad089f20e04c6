//! Where the caret goes, and what is a word or a sentence around it. Only positions; never draws or selects.

use std::ops::Range;

use super::document::{Block, BlockPlace, Document};
use super::setting::{Caret, Setting};

/// The next grapheme boundary that is shown, to the right.
pub(super) fn right(document: &Document, at: usize) -> usize {
    let Some(ix) = document.block_at(at) else { return at };
    let block = &document.blocks()[ix];
    if at < block.end() {
        return document.text().next_grapheme(at).min(block.end());
    }
    let Some(next) = document.blocks().get(ix + 1) else { return block.end() };
    if next.start() > at { next.start() } else { document.text().next_grapheme(at) }
}

/// The next grapheme boundary that is shown, to the left.
pub(super) fn left(document: &Document, at: usize) -> usize {
    let Some(ix) = document.block_at(at) else { return at };
    let block = &document.blocks()[ix];
    if at > block.start() {
        return document.text().previous_grapheme(at.min(block.end() + 1)).max(block.start());
    }
    let Some(before) = ix.checked_sub(1).and_then(|b| document.blocks().get(b)) else { return block.start() };
    if before.end() < at { before.end() } else { document.text().previous_grapheme(at) }
}

/// The end of the word at or after a position, words of labels left out.
pub(super) fn word_right(document: &Document, at: usize) -> usize {
    if let Some(block) = wordless(document, at).filter(|block| at < block.end()) {
        return block.end();
    }
    let words = document.text().words();
    let mut ends = std::iter::successors(words.end_after(at), |&end| words.end_after(end));
    ends.find(|&end| shown(document, end - 1)).unwrap_or_else(|| last(document))
}

/// The start of the word at or before a position, words of labels left out.
pub(super) fn word_left(document: &Document, at: usize) -> usize {
    if let Some(block) = wordless(document, at).filter(|block| at > block.start()) {
        return block.start();
    }
    let words = document.text().words();
    let mut starts = std::iter::successors(words.start_before(at), |&start| words.start_before(start));
    starts.find(|&start| shown(document, start)).unwrap_or_else(|| start(document))
}

/// The start of the next word after a position, words of labels left out.
pub(super) fn word_start_right(document: &Document, at: usize) -> usize {
    let words = document.text().words();
    let mut starts = std::iter::successors(words.start_after(at), |&start| words.start_after(start));
    starts.find(|&start| shown(document, start)).unwrap_or_else(|| last(document))
}

/// The end of the last word before a position, words of labels left out.
pub(super) fn word_end_left(document: &Document, at: usize) -> usize {
    let words = document.text().words();
    let mut ends = std::iter::successors(words.end_before(at), |&end| words.end_before(end));
    ends.find(|&end| shown(document, end - 1)).unwrap_or_else(|| start(document))
}

/// The first end (or start) of a sentence after a position.
pub(super) fn sentence_right(document: &Document, at: usize, ends: bool) -> usize {
    let Some(ix) = document.block_at(at) else { return at };
    let mut blocks = document.blocks()[ix..].iter().take(2);
    let found = blocks.find_map(|block| sentence_sides(document, block, ends).find(|&side| side > at));
    found.unwrap_or_else(|| last(document))
}

/// The last start (or end) of a sentence before a position.
pub(super) fn sentence_left(document: &Document, at: usize, ends: bool) -> usize {
    let Some(ix) = document.block_at(at) else { return at };
    let mut blocks = document.blocks()[ix.saturating_sub(1)..=ix].iter().rev();
    let found = blocks.find_map(|block| sentence_sides(document, block, ends).rfind(|&side| side < at));
    found.unwrap_or_else(|| start(document))
}

/// Where the sentences of a block end, or start.
fn sentence_sides(document: &Document, block: &Block, ends: bool) -> impl DoubleEndedIterator<Item = usize> {
    let sentences = document.text().sentences(block.range());
    sentences.into_iter().map(move |sentence| if ends { sentence.end } else { sentence.start })
}

/// The block at a position, if there is no word in it at all but signs: it is walked as one.
fn wordless(document: &Document, at: usize) -> Option<&Block> {
    let block = document.blocks().get(document.block_at(at)?)?;
    (document.text().words().count_in(block.range()) == 0).then_some(block)
}

/// Whether a byte is in a block, rather than in a label or a line end.
fn shown(document: &Document, byte: usize) -> bool {
    document.block_at(byte).is_some_and(|b| document.blocks()[b].range().contains(&byte))
}

/// Whether keys that go by turns stop at a block: where a turn begins, and at each line outside turns.
fn is_stop(block: &Block) -> bool {
    match block.place {
        BlockPlace::First => true,
        BlockPlace::Line => block.turn.is_none(),
        BlockPlace::Cut => false,
    }
}

/// The start of the next turn.
pub(super) fn turn_down(document: &Document, at: usize) -> usize {
    let first = document.block_at(at).map_or(0, |b| b + 1);
    let next = document.blocks().iter().skip(first).find(|b| is_stop(b));
    next.map_or_else(|| last(document), Block::start)
}

/// The start of this turn, or of the one before.
pub(super) fn turn_up(document: &Document, at: usize) -> usize {
    let until = document.block_at(at).map_or(0, |b| b + 1);
    let mut turns = document.blocks()[..until].iter().rev();
    turns.find(|b| is_stop(b) && b.start() < at).map_or_else(|| start(document), Block::start)
}

/// The whole turn around a position, as it is shown; the line outside any turn.
pub(super) fn turn_at(document: &Document, at: usize) -> Range<usize> {
    let Some(ix) = document.block_at(at) else { return at..at };
    let blocks = document.blocks();
    let first = blocks[..=ix].iter().rposition(is_stop).unwrap_or(0);
    let after = blocks[ix + 1..].iter().position(is_stop);
    let last = after.map_or(blocks.len(), |n| ix + 1 + n) - 1;
    blocks[first].start()..blocks[last].end()
}

/// The whole answer around a position: all turns from one of the interviewer's to the next, that one left out; from
/// the interviewer's own turn, the question with its answer. The turn itself where nobody is the interviewer.
pub(super) fn answer_at(document: &Document, at: usize) -> Range<usize> {
    let asks = |turn: usize| document.speaker_of(turn).is_some_and(|speaker| speaker.interviewer);
    let own = turn_at(document, at);
    let Some(turn) = document.turn_at(at).filter(|_| document.speakers().iter().any(|s| s.interviewer))
    else {
        return own;
    };
    let questions = (0..=turn).rev().find(|&t| asks(t) != asks(turn)).map_or(0, |t| t + 1);
    let after = (turn + 1..document.turns().len()).skip_while(|&t| asks(turn) && asks(t));
    let answered = after.take_while(|&t| !asks(t)).last().unwrap_or(turn);
    // A turn may have no words to show.
    let mut blocks = (questions..=answered).flat_map(|turn| document.turn_blocks(turn));
    let start = blocks.next().map_or(own.start, Block::start);
    start..blocks.last().map_or(own.end, Block::end).max(own.end)
}

/// The first position that is shown.
pub(super) fn start(document: &Document) -> usize {
    document.blocks().first().map_or(0, Block::start)
}

/// The last position that is shown.
pub(super) fn last(document: &Document) -> usize {
    document.blocks().last().map_or(0, Block::end)
}

/// The word that holds a byte, or else the grapheme.
pub(super) fn word_at(document: &Document, byte: usize) -> Range<usize> {
    let text = document.text();
    let range = text.word_at(byte).unwrap_or_else(|| text.floor_grapheme(byte)..text.next_grapheme(byte));
    text.floor_grapheme(range.start)..text.ceil_grapheme(range.end)
}

/// The word that holds a byte or ends there, or else the grapheme.
pub(super) fn word_near(document: &Document, byte: usize) -> Range<usize> {
    let text = document.text();
    let ending = byte.checked_sub(1).filter(|_| text.word_at(byte).is_none()).and_then(|b| text.word_at(b));
    ending.map_or_else(|| word_at(document, byte), |word| word_at(document, word.start))
}

/// A range widened to whole words where an end falls inside one.
pub(super) fn whole_words(document: &Document, range: Range<usize>) -> Range<usize> {
    let inside = |byte: usize| {
        let word = document.text().word_at(byte)?;
        Some(unelided(document.text().as_str(), word, byte)).filter(|word| word.start < byte)
    };
    let start = inside(range.start).map_or(range.start, |word| word.start);
    start..inside(range.end).map_or(range.end, |word| word.end)
}

/// The part of a word that holds a byte, where the word begins with another that lost its vowel before it: `l’` or `homme`
/// of `l’homme`. What an English verb or negation shortens to is no word of its own.
fn unelided(text: &str, word: Range<usize>, byte: usize) -> Range<usize> {
    const SHORTENED: [&str; 7] = ["s", "t", "d", "m", "re", "ve", "ll"];
    let letters = &text[word.clone()];
    let Some((at, sign)) = letters.char_indices().find(|(_, c)| matches!(c, '\'' | '’')) else {
        return word;
    };
    let after = word.start + at + sign.len_utf8();
    if SHORTENED.contains(&text[after..word.end].to_lowercase().as_str()) {
        return word;
    }
    if byte < after { word.start..after } else { after..word.end }
}

/// A range without the labels and line ends at its ends, which nobody sees selected; empty where that is all of it.
pub(super) fn shown_part(document: &Document, range: Range<usize>) -> Range<usize> {
    let block = |byte: usize| document.block_at(byte).map(|ix| (ix, &document.blocks()[ix]));
    let start = match block(range.start) {
        Some((ix, block)) if block.end() <= range.start => {
            document.blocks().get(ix + 1).map_or(range.start, Block::start)
        }
        Some((_, block)) => range.start.max(block.start()),
        None => range.start,
    };
    let end = match block(range.end) {
        Some((ix, block)) if block.start() == range.end => {
            ix.checked_sub(1).and_then(|before| document.blocks().get(before)).map_or(range.end, Block::end)
        }
        Some((_, block)) => range.end.min(block.end()),
        None => range.end,
    };
    start..end.max(start)
}

/// The sentence that holds a byte or ends there, or else the block.
pub(super) fn sentence_at(document: &Document, byte: usize) -> Range<usize> {
    let Some(block) = document.block_at(byte).map(|b| &document.blocks()[b]) else { return byte..byte };
    let text = document.text();
    let sentences = text.sentences(block.range());
    let found = sentences.iter().find(|s| byte < s.end).or(sentences.last());
    found.map_or(block.range(), |s| text.floor_grapheme(s.start)..text.ceil_grapheme(s.end))
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
    use crate::text::{Text, Turn};

    /// Two turns with labels, an emoji family and combining marks.
    fn document() -> Document {
        let text = "A: The 👩🏽‍🚒 came. Me\u{301} too!\n\nB: नमस्ते, one two";
        let second = text.find("B: ").unwrap();
        let turns = vec![
            Turn { speaker: None, time_ms: None, range: 0..second, body: 3 },
            Turn { speaker: None, time_ms: None, range: second..text.len(), body: second + 3 },
        ];
        Document::new(Text::new(text), Vec::new(), &turns)
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
        assert_eq!(&text[sentence_at(&document, text.len())], "नमस्ते, one two");
        assert_eq!(&text[word_at(&document, text.find('👩').unwrap())], "👩🏽‍🚒");
    }

    #[test]
    fn sentences_are_walked_to_their_ends_and_back_to_their_starts() {
        let document = document();
        let text = document.text().as_str();
        let me = text.find("Me").unwrap();
        let (end, too) = (text.find(" Me").unwrap(), text.find("\n").unwrap());
        assert_eq!(sentence_right(&document, 3, true), end);
        assert_eq!(sentence_right(&document, end, true), too);
        assert_eq!(sentence_right(&document, 3, false), me);
        assert_eq!(sentence_right(&document, too, true), text.len(), "into the next turn");
        assert_eq!(sentence_left(&document, too, false), me);
        assert_eq!(sentence_left(&document, me, false), 3);
        assert_eq!(sentence_left(&document, me + 2, true), end);
        assert_eq!(sentence_left(&document, 3, false), 3);
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
