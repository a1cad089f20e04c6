//! Counting the passages of one code in one transcript: overlapping ones merged, touching ones kept apart, words and
//! characters without what is left out. Works on borders only, never on an array with one entry a character.

use std::ops::Range;

use crate::model::Transcript;

/// What one coder did with one code, or one theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) codings: u64,
    pub(super) segments: u64,
    pub(super) transcripts: u64,
    pub(super) participants: u64,
    pub(super) words: u64,
    pub(super) characters: u64,
    /// The participant counted last; transcripts of one participant come one after the other.
    last: Option<usize>,
}

impl Tally {
    /// Adds what was found in one transcript, nothing if it is nothing.
    pub(super) fn add(&mut self, found: Found, participant: usize) {
        if found.codings == 0 {
            return;
        }
        self.codings += found.codings;
        self.segments += found.segments;
        self.words += found.words;
        self.characters += found.characters;
        self.transcripts += 1;
        self.participants += u64::from(self.last != Some(participant));
        self.last = Some(participant);
    }
}

/// What all figures of a group of transcripts are shares of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) transcripts: u64,
    pub(super) participants: u64,
    pub(super) in_progress: u64,
    pub(super) characters: u64,
    last: Option<usize>,
}

impl Base {
    /// Adds one transcript in scope.
    pub(super) fn add(&mut self, characters: u64, in_progress: bool, participant: usize) {
        self.transcripts += 1;
        self.in_progress += u64::from(in_progress);
        self.characters += characters;
        self.participants += u64::from(self.last != Some(participant));
        self.last = Some(participant);
    }
}

/// What one coder did with one code in one transcript.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) codings: u64,
    pub(super) segments: u64,
    pub(super) words: u64,
    pub(super) characters: u64,
}

/// What of a transcript counts towards words and characters.
pub(super) struct Measured<'t> {
    transcript: &'t Transcript,
    leave_out_interviewer: bool,
}

impl<'t> Measured<'t> {
    /// A transcript, on request without the interviewer's turns, labels included.
    pub(super) const fn new(transcript: &'t Transcript, leave_out_interviewer: bool) -> Self {
        Self { transcript, leave_out_interviewer }
    }

    /// Code points that count.
    pub(super) fn characters(&self) -> u64 {
        self.characters_in(0..self.transcript.text().len())
    }

    /// Counts the passages of one code, which are sorted by their start.
    ///
    /// ```text
    ///   codings    ├──────┤  ├──┤├──┤          4 codings
    ///                 ├─────┤
    ///   segments   ├────────┤├──┤├──┤          3: overlapping ones are merged, touching ones stay apart
    /// ```
    pub(super) fn count(&self, passages: &[Range<usize>]) -> Found {
        let mut found = Found { codings: passages.len() as u64, ..Found::default() };
        let mut passages = passages.iter().cloned();
        let Some(mut segment) = passages.next() else { return found };
        for next in passages {
            if next.start < segment.end {
                segment.end = segment.end.max(next.end);
            } else {
                self.add(&mut found, std::mem::replace(&mut segment, next));
            }
        }
        self.add(&mut found, segment);
        found
    }

    fn add(&self, found: &mut Found, segment: Range<usize>) {
        let words = self.transcript.text().words();
        let left_out =
            self.left_out(segment.clone()).map(|part| u64::from(words.count_in(part))).sum::<u64>();
        found.segments += 1;
        found.words += u64::from(words.count_in(segment.clone())) - left_out;
        found.characters += self.characters_in(segment);
    }

    fn characters_in(&self, bytes: Range<usize>) -> u64 {
        let text = self.transcript.text();
        let length = |part: Range<usize>| u64::from(text.char_of(part.end).0 - text.char_of(part.start).0);
        length(bytes.clone()) - self.left_out(bytes).map(length).sum::<u64>()
    }

    /// What of some bytes does not count, in pieces.
    fn left_out(&self, bytes: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let turns = if self.leave_out_interviewer {
            self.transcript.turns().touching(bytes.clone())
        } else {
            Default::default()
        };
        let interviewer = turns.iter().filter(|turn| self.transcript.is_interviewer(turn));
        interviewer.map(move |turn| turn.range.start.max(bytes.start)..turn.range.end.min(bytes.end))
    }
}
