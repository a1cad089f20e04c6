//! A transcript cut into blocks that are laid out one by one. Made once for a transcript; never changes, and never
//! knows a code.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use unicode_segmentation::UnicodeSegmentation;

use super::bidi;
use crate::text::{Text, Turn};

/// The longest block in bytes; a longer line is cut where a sentence ends.
const LONGEST: usize = 4000;

/// Someone who speaks, as the column of names shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name to show, like "P04".
    pub label: String,
    /// Whether this is the one who asks: shown in the colour of text.
    pub interviewer: bool,
    /// The colour of the name, as a file keeps it; a readable tone of it is shown.
    pub colour: [u8; 3],
}

/// A stretch of one line that is laid out at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    start: u32,
    end: u32,
    /// Code points, to guess the height by.
    pub(super) chars: u32,
    /// Index of the turn; none for words outside any turn.
    pub(super) turn: Option<u32>,
    /// Where in its turn it stands.
    pub(super) place: BlockPlace,
    /// How its letters run.
    pub(super) way: Direction,
}

/// How the letters of a block run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// From left to right, all of them.
    Plain,
    /// From left to right, with some that run from right to left.
    Right,
    /// From right to left, as a line.
    Left,
}

/// How a block follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockPlace {
    /// The first of its turn: carries number and name.
    First,
    /// A new line within the turn.
    Line,
    /// The same line, cut because it is very long.
    Cut,
}

impl Block {
    pub(super) const fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) const fn start(&self) -> usize {
        self.start as usize
    }

    pub(super) const fn end(&self) -> usize {
        self.end as usize
    }
}

/// A text with its turns and speakers, cut into blocks.
#[derive(Debug)]
pub struct Document {
    id: u64,
    text: Text,
    speakers: Vec<Speaker>,
    turns: Vec<Turn>,
    blocks: Vec<Block>,
    /// The latest time of a turn.
    latest: Option<u32>,
}

impl Document {
    /// Turns stand in the order of the text and do not overlap; their speakers count in `speakers`. What lies outside every turn is shown without a
    /// number; what lies between a turn's start and its words (the label) is not shown as text.
    pub fn new(text: Text, speakers: Vec<Speaker>, turns: &[Turn]) -> Self {
        // Views and marks remember which document they were made for.
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut blocks = Vec::new();
        let mut at = 0;
        for (i, turn) in turns.iter().enumerate() {
            let start = text.floor_grapheme(turn.range.start.max(at));
            push_lines(&text, at..start, None, &mut blocks);
            let end = text.floor_grapheme(turn.range.end.max(start));
            let words = text.floor_grapheme(turn.body.clamp(start, end));
            push_lines(&text, words..end, Some(i as u32), &mut blocks);
            at = end;
        }
        push_lines(&text, at..text.len(), None, &mut blocks);
        let latest = turns.iter().filter_map(|turn| turn.time_ms).max();
        Self { id, text, speakers, turns: turns.to_vec(), blocks, latest }
    }

    /// The text itself.
    pub const fn text(&self) -> &Text {
        &self.text
    }

    /// The turns, in order.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The speakers.
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// Whether the line that holds a byte runs from right to left.
    pub(super) fn runs_left(&self, byte: usize) -> bool {
        self.block_at(byte).is_some_and(|ix| self.blocks[ix].way == Direction::Left)
    }

    /// The time of the turn that a block begins, in milliseconds.
    pub(super) fn time_of(&self, block: usize) -> Option<u32> {
        let block = self.blocks.get(block).filter(|block| block.place == BlockPlace::First)?;
        self.turns.get(block.turn? as usize)?.time_ms
    }

    /// The speaker of a turn.
    pub fn speaker_of(&self, turn: usize) -> Option<&Speaker> {
        self.speakers.get(usize::from(self.turns.get(turn)?.speaker?.0))
    }

    /// The turn whose words, label or trailing blank lines hold a byte.
    pub fn turn_at(&self, byte: usize) -> Option<usize> {
        self.block_at(byte).and_then(|b| self.blocks.get(b)?.turn).map(|turn| turn as usize)
    }

    /// Bytes of memory that it takes beside the text.
    pub const fn bytes(&self) -> usize {
        let speakers = self.speakers.capacity() * size_of::<Speaker>();
        speakers + self.turns.capacity() * size_of::<Turn>() + self.blocks.capacity() * size_of::<Block>()
    }

    pub(super) const fn latest(&self) -> Option<u32> {
        self.latest
    }

    pub(super) const fn id(&self) -> u64 {
        self.id
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks of a turn.
    pub(super) fn turn_blocks(&self, turn: usize) -> &[Block] {
        let Some(of) = u32::try_from(turn).ok().zip(self.turns.get(turn)) else { return &[] };
        let (turn, range) = (Some(of.0), &of.1.range);
        let first = self.blocks.partition_point(|b| b.start() < range.start);
        let rest = self.blocks.get(first..).unwrap_or_default();
        let count = rest.iter().take_while(|b| b.turn == turn).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The line of the text that a block begins on, from 0.
    pub(super) fn line_of(&self, block: &Block) -> u32 {
        self.text.line_of(block.start()).0
    }

    /// The block that holds a byte, or else the last before it, or the first of all; none in an empty document.
    pub(super) fn block_at(&self, byte: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|b| b.start() <= byte);
        if self.blocks.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }

    /// The block that a caret at `byte` stands in: at a seam the one that starts there, and the nearest if it is
    /// between two.
    pub(super) fn clamp(&self, byte: usize) -> usize {
        let Some(ix) = self.block_at(byte) else { return 0 };
        let Some(block) = self.blocks.get(ix) else { return 0 };
        self.text.floor_grapheme(byte.clamp(block.start(), block.end()))
    }

    pub(super) fn block_text(&self, block: usize) -> &str {
        self.blocks.get(block).and_then(|b| self.text.as_str().get(b.range())).unwrap_or_default()
    }
}

fn push_lines(text: &Text, range: Range<usize>, turn: Option<u32>, blocks: &mut Vec<Block>) {
    let Some(whole) = text.as_str().get(range.clone()) else { return };
    let mut place = BlockPlace::First;
    let mut at = range.start;
    for line in whole.split_inclusive('\n') {
        let words = line.trim_end();
        if !words.is_empty() {
            let lead = words.len() - words.trim_start().len();
            let shown = at + lead..at + words.len();
            // White space at a line's ends can be the start of a grapheme with what follows: keep whole ones.
            let shown = text.floor_grapheme(shown.start)..text.ceil_grapheme(shown.end);
            let way = way(words);
            push_cut(text, shown, turn, (place, way), blocks);
            place = BlockPlace::Line;
        }
        at += line.len();
    }
}

/// How a line runs: its first letter with a direction decides.
fn way(line: &str) -> Direction {
    match bidi::has_right_to_left(line) {
        false => Direction::Plain,
        true if bidi::runs_left(line) => Direction::Left,
        true => Direction::Right,
    }
}

fn push_cut(
    text: &Text,
    range: Range<usize>,
    turn: Option<u32>,
    (mut place, way): (BlockPlace, Direction),
    blocks: &mut Vec<Block>,
) {
    let mut start = range.start;
    while start < range.end {
        let end = if range.end - start <= LONGEST { range.end } else { cut(text, start, range.end) };
        let chars = text.char_of(end).0 - text.char_of(start).0;
        blocks.push(Block { start: start as u32, end: end as u32, chars, turn, place, way });
        place = BlockPlace::Cut;
        start = end;
    }
}

/// Where to cut a line that is too long: after a sentence, else after a word, else after a grapheme.
fn cut(text: &Text, start: usize, end: usize) -> usize {
    let limit = text.floor_grapheme(start + LONGEST);
    let Some(slice) = text.as_str().get(start..limit) else { return end };
    let half = slice.len() / 2;
    let sentence = slice.split_sentence_bound_indices().map(|(at, _)| at).filter(|&at| at > half).last();
    let word = || slice.rfind(char::is_whitespace).filter(|&at| at > half).map(|at| at + 1);
    let at = sentence.or_else(word).map_or(limit, |at| text.floor_grapheme(start + at));
    // A single grapheme longer than the limit is never cut.
    if at > start { at } else { text.ceil_grapheme(start + LONGEST).min(end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str, turns: &[(usize, usize, usize)]) -> Document {
        let turns: Vec<Turn> = turns
            .iter()
            .map(|&(a, body, b)| Turn { speaker: None, time_ms: None, range: a..b, body })
            .collect();
        Document::new(Text::new(text), Vec::new(), &turns)
    }

    fn shown(document: &Document) -> Vec<(Option<u32>, BlockPlace, &str)> {
        let part = |(i, b): (usize, &Block)| (b.turn, b.place, document.block_text(i));
        document.blocks().iter().enumerate().map(part).collect()
    }

    #[test]
    fn labels_and_blank_lines_are_not_shown_and_nothing_else_is_lost() {
        let text = "Heading\n\nA: one\n\n two  \nB: three";
        let document = document(text, &[(9, 12, 24), (24, 27, 32)]);
        assert_eq!(
            shown(&document),
            [
                (None, BlockPlace::First, "Heading"),
                (Some(0), BlockPlace::First, "one"),
                (Some(0), BlockPlace::Line, "two"),
                (Some(1), BlockPlace::First, "three"),
            ]
        );
        assert_eq!(document.turn_at(13), Some(0));
        assert_eq!(document.turn_at(2), None);
        assert_eq!(document.clamp(25), 21, "a byte in a label is the end of what is shown before it");
    }

    #[test]
    fn a_very_long_line_is_cut_at_sentences_and_covers_itself() {
        let text = "This is a sentence of some length. ".repeat(400);
        let document = document(&text, &[(0, 0, text.len())]);
        assert!(document.blocks().len() > 2);
        assert_eq!(document.blocks()[1].place, BlockPlace::Cut);
        let joined: String = (0..document.blocks().len()).map(|b| document.block_text(b)).collect();
        assert_eq!(joined, text.trim_end());
        assert!(document.block_text(0).trim_end().ends_with('.'));
    }

    #[test]
    fn words_without_spaces_are_cut_between_graphemes() {
        let text = "👩🏽‍🚒".repeat(1000);
        let document = document(&text, &[]);
        for block in document.blocks() {
            assert!(
                document.text().is_boundary(block.start()) && block.end() - block.start() <= LONGEST + 20
            );
        }
    }

    #[test]
    fn turns_that_lie_outside_the_text_do_no_harm() {
        let document = document("short", &[(3, 100, 200), (1, 2, 3)]);
        let joined: String = (0..document.blocks().len()).map(|b| document.block_text(b)).collect();
        assert!(joined.starts_with("sho"));
        assert_eq!(super::Document::new(Text::new(""), Vec::new(), &[]).block_at(0), None);
    }
}
