//! Counting the passages of one code in one transcript: overlapping ones merged, touching ones kept apart, words and
//! characters without what is left out. Works on borders only, never on an array with one entry a character.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{CaseId, Participant, Transcript};
use crate::text::Turn;

/// What one coder did with one code, or one theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) codings: u64,
    pub(super) segments: u64,
    pub(super) transcripts: u64,
    pub(super) words: u64,
    pub(super) characters: u64,
    participants: BTreeSet<Participant>,
}

impl Tally {
    /// Adds what was found in one transcript, nothing if it is nothing.
    pub(super) fn add(&mut self, found: &Found) {
        self.codings += found.codings;
        self.segments += found.segments;
        self.words += found.words;
        self.characters += found.characters;
        self.transcripts += u64::from(found.codings > 0);
        self.participants.extend(&found.participants);
    }

    /// Who has a passage.
    pub(super) fn each_participant(&self) -> impl Iterator<Item = Participant> {
        self.participants.iter().copied()
    }

    /// How many participants have a passage.
    pub(super) fn participants(&self) -> u64 {
        self.participants.len() as u64
    }
}

/// What all figures of a group of participants are shares of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) transcripts: u64,
    pub(super) in_progress: u64,
    pub(super) characters: u64,
    participants: BTreeSet<Participant>,
}

impl Base {
    /// Adds one transcript in scope, with those who take part in it.
    pub(super) fn add(
        &mut self,
        characters: u64,
        in_progress: bool,
        participants: impl IntoIterator<Item = Participant>,
    ) {
        self.transcripts += 1;
        self.in_progress += u64::from(in_progress);
        self.characters += characters;
        self.participants.extend(participants);
    }

    /// Who is in scope.
    pub(super) fn each_participant(&self) -> impl Iterator<Item = Participant> {
        self.participants.iter().copied()
    }

    /// How many participants are in scope.
    pub(super) fn participants(&self) -> u64 {
        self.participants.len() as u64
    }
}

/// What one coder did with one code in one transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) codings: u64,
    pub(super) segments: u64,
    pub(super) words: u64,
    pub(super) characters: u64,
    /// In whose words a coding begins.
    participants: Vec<Participant>,
}

/// What of a transcript counts.
pub(super) struct Measured<'t> {
    transcript: &'t Transcript,
    leave_out_interviewer: bool,
    /// Where words are not asked for, they need not be found.
    without_words: bool,
    /// Only what is said for these cases.
    cases: Option<BTreeSet<CaseId>>,
}

impl<'t> Measured<'t> {
    /// A transcript; on request without the words of the interviewer's turns, labels included.
    pub(super) const fn new(transcript: &'t Transcript, leave_out_interviewer: bool) -> Self {
        Self { transcript, leave_out_interviewer, without_words: false, cases: None }
    }

    /// Only what is said for some cases: what begins in their turns, and the words in these.
    pub(super) fn of_cases(self, cases: BTreeSet<CaseId>) -> Self {
        Self { cases: Some(cases), ..self }
    }

    /// Counts no words.
    pub(super) fn without_words(self) -> Self {
        Self { without_words: true, ..self }
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
        let mut found = Found::default();
        let mut open: Option<Range<usize>> = None;
        for next in passages.iter().cloned() {
            if self.begins(next.start) {
                found.codings += 1;
                let participant = self.transcript.participant_at(next.start);
                found.participants.extend(participant.filter(|p| found.participants.last() != Some(p)));
            }
            match &mut open {
                Some(segment) if next.start < segment.end => segment.end = segment.end.max(next.end),
                Some(segment) => self.add(&mut found, std::mem::replace(segment, next)),
                None => open = Some(next),
            }
        }
        if let Some(last) = open {
            self.add(&mut found, last);
        }
        found
    }

    /// Whether what begins at a byte counts.
    fn begins(&self, byte: usize) -> bool {
        let Some(cases) = &self.cases else { return true };
        self.transcript.case_at(byte).is_some_and(|case| cases.contains(&case))
    }

    fn add(&self, found: &mut Found, segment: Range<usize>) {
        found.segments += u64::from(self.begins(segment.start));
        if !self.without_words {
            let words = self.transcript.text().words();
            found.words += self.sum(segment.clone(), |part| u64::from(words.count_in(part)));
        }
        found.characters += self.characters_in(segment);
    }

    fn characters_in(&self, bytes: Range<usize>) -> u64 {
        let text = self.transcript.text();
        self.sum(bytes, |part| u64::from(text.char_of(part.end).0 - text.char_of(part.start).0))
    }

    /// The sum over what of some bytes counts: of a transcript as a whole all but the turns that are left out, of some cases
    /// their turns.
    fn sum(&self, bytes: Range<usize>, size: impl Fn(Range<usize>) -> u64) -> u64 {
        let turns = self.transcript.turns();
        let within = |turn: &Turn| turn.range.start.max(bytes.start)..turn.range.end.min(bytes.end);
        let asks = |turn: &&Turn| self.leave_out_interviewer && self.transcript.is_interviewer(turn);
        match &self.cases {
            None if self.transcript.is_narrowed() => {
                let stretches = self.transcript.counted().into_iter();
                let stretches = stretches.map(|s| s.start.max(bytes.start)..s.end.min(bytes.end));
                let counted: u64 = stretches.filter(|s| !s.is_empty()).map(&size).sum();
                let left_out = turns.touching(bytes.clone()).iter();
                let left_out =
                    left_out.filter(|turn| asks(turn) && self.transcript.counts_at(turn.range.start));
                counted - left_out.map(|turn| size(within(turn))).sum::<u64>()
            }
            None if !self.leave_out_interviewer => size(bytes),
            None => {
                let left_out = turns.touching(bytes.clone()).iter().filter(asks);
                size(bytes.clone()) - left_out.map(|turn| size(within(turn))).sum::<u64>()
            }
            Some(cases) => {
                let theirs = |turn: &&Turn| {
                    self.transcript.case_of(turn).is_some_and(|case| cases.contains(&case))
                        && self.transcript.counts_at(turn.range.start)
                        && !asks(turn)
                };
                turns.touching(bytes.clone()).iter().filter(theirs).map(|turn| size(within(turn))).sum()
            }
        }
    }
}
