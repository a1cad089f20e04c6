//! What the pieces of a line were taken for: label, time, speech, or nobody's. Told from the turns that were found, so that
//! it holds for every layout, and for files that say themselves who speaks. Never decides who does.

use std::ops::Range;

use super::known::fold;
use super::mark::{closing, is_colon, is_lead};
use super::stamps::{Stamp, day, glued, stamp};
use crate::text::{Recognition, Turn};

/// What a piece of a line was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Who speaks.
    Label,
    /// When.
    Stamp,
    /// What is said.
    Speech,
    /// Nobody's words before anybody speaks: the head of a protocol, a title.
    Preface,
    /// Nobody's words among the others'.
    Nobody,
    /// Nobody's words behind the last that is said.
    Footer,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub part: Part,
    pub range: Range<usize>,
}

impl Recognition {
    /// What the pieces of a line were taken for, in order; the signs between them are none. Looks at that line alone.
    ///
    /// ```text
    ///   [00:01:02] P01: It was fine.
    ///   ╰─ stamp ╯ ╰ label   ╰─ speech
    /// ```
    pub fn pieces(&self, text: &str, line: Range<usize>) -> Vec<Piece> {
        let mut pieces = Pieces { found: self, text, pieces: Vec::new() };
        let first = self.turns.partition_point(|turn| turn.range.end <= line.start);
        let mut at = line.start;
        for turn in self.turns[first..].iter().take_while(|turn| turn.range.start < line.end) {
            let within = |range: Range<usize>| range.start.max(line.start)..range.end.min(line.end);
            pieces.between(at..turn.range.start.max(at));
            pieces.head(within(turn.range.start..turn.body), turn);
            pieces.words(within(turn.words()), turn);
            at = turn.range.end.min(line.end);
        }
        pieces.between(at..line.end);
        pieces.pieces
    }

    /// Whose the words at a byte are that no speaker has.
    fn nobodys(&self, at: usize) -> Part {
        let spoken = |turn: &&Turn| turn.speaker.is_some();
        let Some(first) = self.turns.iter().find(spoken) else {
            return Part::Speech;
        };
        let last = self.turns.iter().rfind(spoken).unwrap_or(first);
        if at < first.range.start {
            Part::Preface
        } else if at >= last.range.end {
            Part::Footer
        } else {
            Part::Nobody
        }
    }
}

struct Pieces<'t> {
    found: &'t Recognition,
    text: &'t str,
    pieces: Vec<Piece>,
}

impl Pieces<'_> {
    fn push(&mut self, part: Part, range: Range<usize>) {
        if range.start < range.end {
            self.pieces.push(Piece { part, range });
        }
    }

    /// A range without white space around it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        self.without(range, char::is_whitespace)
    }

    fn without(&self, range: Range<usize>, sign: impl Fn(char) -> bool) -> Range<usize> {
        let words = self.text.get(range.clone()).unwrap_or_default();
        let start = range.end.max(range.start) - words.trim_start_matches(&sign).len();
        start..start + self.text.get(start..range.end).unwrap_or_default().trim_end_matches(&sign).len()
    }

    fn words(&mut self, range: Range<usize>, turn: &Turn) {
        let part = if turn.speaker.is_some() { Part::Speech } else { self.found.nobodys(turn.range.start) };
        let range = self.trimmed(range);
        self.push(part, range);
    }

    /// What stands in a line outside of all turns: a time, a label behind the words, or what is nobody's.
    fn between(&mut self, range: Range<usize>) {
        let range = self.trimmed(range);
        let words = &self.text[range.clone()];
        let bare = self.without(range.clone(), is_sign);
        if bare.is_empty() {
            return;
        }
        let part = if stamp(words).is_some_and(|stamp| stamp.len == words.len()) {
            Part::Stamp
        } else if self.is_label(bare.clone()) {
            return self.push(Part::Label, bare);
        } else {
            self.found.nobodys(range.start)
        };
        self.push(part, range);
    }

    fn is_label(&self, range: Range<usize>) -> bool {
        let folded = fold(&self.text[range]);
        self.found.speakers.iter().any(|speaker| fold(&speaker.label) == folded)
    }

    /// Label and times before the words of a turn, as far as they stand in one line.
    fn head(&mut self, range: Range<usize>, turn: &Turn) {
        let mut rest = Vec::new();
        let mut at = range.start;
        while let Some(found) = first_stamp(self.text, at..range.end) {
            rest.push(at..found.start);
            at = found.end;
            self.push(Part::Stamp, found);
        }
        rest.push(at..range.end.max(at));
        let speaker = turn.speaker.and_then(|ix| self.found.speakers.get(usize::from(ix.0)));
        let label = speaker.and_then(|speaker| {
            let bare = || rest.iter().map(|range| self.without(range.clone(), is_sign));
            let named =
                || rest.iter().map(|range| self.without(range.clone(), |c| is_lead(c) || is_colon(c)));
            let whole = named().chain(bare()).find(|range| self.is_label(range.clone()));
            // The number of a line may stand before it, and behind it to whom it is said.
            let inside = |range: Range<usize>| {
                let at = range.start + self.text[range].find(&speaker.label)?;
                Some(at..at + speaker.label.len())
            };
            let letters = |range: &Range<usize>| self.text[range.clone()].contains(char::is_alphabetic);
            whole.or_else(|| rest.iter().cloned().find_map(inside)).or_else(|| bare().find(letters))
        });
        self.push(Part::Label, label.unwrap_or_default());
        self.pieces.sort_by_key(|piece| piece.range.start);
    }
}

/// What stands around labels.
fn is_sign(c: char) -> bool {
    is_lead(c) || is_colon(c) || matches!(c, '|' | ',' | '.' | ')' | ']' | '}') || closing(c).is_some()
}

/// The first time in a range that begins no word's rest.
fn first_stamp(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let head = text.get(range.clone())?;
    head.char_indices().find_map(|(at, _)| {
        if head[..at].ends_with(char::is_alphanumeric) {
            return None;
        }
        let here = &head[at..];
        let len = day(here).or_else(|| stamp(here).or_else(|| glued(here)).map(|Stamp { len, .. }| len))?;
        let start = range.start + at;
        Some(start..start + text[start..start + len.min(here.len())].trim_end().len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{TurnRules, recognise, timed};

    /// Each line with words as `part:words` of its pieces.
    fn read(text: &str) -> Vec<String> {
        shown(text, &recognise(text, &TurnRules::default()))
    }

    fn shown(text: &str, found: &Recognition) -> Vec<String> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let pieces = found.pieces(text, start..start + line.len());
            start += line.len() + 1;
            if !line.trim().is_empty() {
                let piece = |piece: &Piece| format!("{:?}:{}", piece.part, &text[piece.range.clone()]);
                lines.push(pieces.iter().map(piece).collect::<Vec<_>>().join(" "));
            }
        }
        lines
    }

    #[test]
    fn labels_times_and_speech_of_one_line() {
        assert_eq!(
            read("Date: 3 June\n\n[00:00:01] I: How?\n\nP (00:02): So.\nit was\n\nI: And?\n\nP: No.")[..4],
            [
                "Preface:Date: 3 June",
                "Stamp:[00:00:01] Label:I Speech:How?",
                "Label:P Stamp:(00:02) Speech:So.",
                "Speech:it was"
            ]
        );
        assert_eq!(read("1  INT: How?\n2  P01: Well.\n3  INT: And?")[0], "Label:INT Speech:How?");
        assert_eq!(
            read("00:00:04.2Moderator: Who?\n00:00:06.0Anna: I.\n00:00:07.0Moderator: Yes?")[0],
            "Stamp:00:00:04.2 Label:Moderator Speech:Who?"
        );
        assert_eq!(
            read(
                "[12/03/2024, 14:05:33] Ann: x?\n[12/03/2024, 14:05:39] Bob: y\n[12/03/2024, 14:06:01] Ann: z"
            )[1],
            "Stamp:[12/03/2024, 14:05:39] Label:Bob Speech:y"
        );
    }

    #[test]
    fn labels_above_the_words_and_times_on_lines_of_their_own() {
        let otter = "Ann Lee  0:02\nHow?\n\nBob  0:05\nSo.\nYes.\n\nAnn Lee  0:09\nAnd?\n\nBob  0:12\nNo.";
        let expected = ["Label:Ann Lee Stamp:0:02", "Speech:How?", "Label:Bob Stamp:0:05", "Speech:So."];
        assert_eq!(read(otter)[..4], expected);
        assert_eq!(
            read("00:00:02\nAnn: How?\n\n00:00:05\nBob: So.\n\n00:00:09\nAnn: And?")[..2],
            ["Stamp:00:00:02", "Label:Ann Speech:How?"]
        );
    }

    #[test]
    fn what_is_nobodys_says_where_it_stands() {
        let text = "Study of homes\n\nI: How?\n\nSo it was.\n\nI: And?\n\nTranscribed by A. B.";
        let expected = [
            "Preface:Study of homes",
            "Label:I Speech:How?",
            "Nobody:So it was.",
            "Label:I Speech:And?",
            "Footer:Transcribed by A. B.",
        ];
        assert_eq!(read(text), expected);
        assert_eq!(read("one\n\ntwo"), ["Speech:one", "Speech:two"]);
    }

    #[test]
    fn tables_and_times_behind_the_words() {
        let table = "Timespan\tContent\tSpeaker\n0:02 - 0:05\tHow?\tAnn\n0:05 - 0:09\tSo.\tBob";
        let expected = ["Preface:Timespan\tContent\tSpeaker", "Stamp:0:02 - 0:05 Speech:How? Label:Ann"];
        assert_eq!(read(table)[..2], expected);
        let f4 = "I: How? #00:00:07-1#\nP: So it was. #00:00:12-3#\nI: And? #00:00:14-0#";
        assert_eq!(read(f4)[0], "Label:I Speech:How? Stamp:#00:00:07-1#");
    }

    #[test]
    fn cues_have_their_times_elsewhere() {
        let text = "Ann: so\nwell\nBob: yes";
        let rules = TurnRules::default();
        let found = timed(text, &[(0..7, Some(1)), (8..12, Some(2)), (13..21, None)], &rules);
        assert_eq!(shown(text, &found), ["Speech:Ann: so", "Speech:well", "Speech:Bob: yes"]);
    }

    proptest::proptest! {
        #[test]
        fn pieces_lie_in_their_line_in_order(
            words in "(I: |P01: |INT  |\\[00:01:02\\]|0:03|\\*\\*|Ann |é🙂|a|:|\\(1:02\\)|\t| |\n|\n\n){0,30}",
        ) {
            let found = recognise(&words, &TurnRules::default());
            let mut start = 0;
            for line in words.split('\n') {
                let range = start..start + line.len();
                start = range.end + 1;
                let mut at = range.start;
                for piece in found.pieces(&words, range.clone()) {
                    proptest::prop_assert!(piece.range.start >= at && piece.range.end <= range.end);
                    proptest::prop_assert!(words.get(piece.range.clone()).is_some_and(|w| !w.is_empty()));
                    at = piece.range.end;
                }
            }
        }
    }
}
