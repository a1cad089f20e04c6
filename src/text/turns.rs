//! Turns: who speaks where, and when. Never recognises them; that is [`recognise`](super::recognise()).

use std::ops::{Deref, Range};

use serde::{Deserialize, Serialize};

use super::Text;
use crate::lang::{Message, Tell, message, place};

/// A speaker by their place in the transcript's list of speakers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SpeakerIx(pub u16);

/// What one speaker says before the next one does.
///
/// ```text
///   [00:01:02] P01: It was fine.
///   ╰── range ─────────────────╯      body starts at "It"
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks; none where the text does not say.
    pub speaker: Option<SpeakerIx>,
    /// When it starts in the recording, in milliseconds.
    pub time_ms: Option<u32>,
    /// The bytes of the whole turn: label and time included, white space around it left out.
    pub range: Range<usize>,
    /// The byte where the words begin, after label and time; the range's end where there are none.
    pub body: usize,
}

impl Turn {
    /// The bytes of the words, without label and time; may be empty.
    pub const fn words(&self) -> Range<usize> {
        self.body..self.range.end
    }
}

/// Why turns do not fit their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum TurnsError {
    /// A turn starts before the one before it ends.
    Overlap(usize),
    /// A turn is empty, ends outside the text, splits a character, or its words begin outside it.
    Misfit(usize),
}

impl Tell for TurnsError {
    fn message(&self) -> Message {
        match self {
            Self::Overlap(turn) => message!("turns-overlap", turn = place(*turn)),
            Self::Misfit(turn) => message!("turns-misfit", turn = place(*turn)),
        }
    }
}

/// The turns of a text, in order and without overlap. Reads like a slice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    turns: Vec<Turn>,
}

impl Turns {
    /// Turns of a text, in order.
    ///
    /// # Errors
    /// Names the first turn, counted from 1, that overlaps the one before or does not fit the text.
    pub fn new(text: &Text, turns: Vec<Turn>) -> Result<Self, TurnsError> {
        let mut end = 0;
        for (index, turn) in turns.iter().enumerate() {
            let Range { start, end: stop } = turn.range;
            let fits = start < stop
                && (start..=stop).contains(&turn.body)
                && [start, turn.body, stop].into_iter().all(|at| text.as_str().is_char_boundary(at));
            if !fits {
                return Err(TurnsError::Misfit(index + 1));
            }
            if start < end {
                return Err(TurnsError::Overlap(index + 1));
            }
            end = stop;
        }
        Ok(Self { turns })
    }

    /// The number, from 0, of the turn that holds a byte.
    pub fn at(&self, byte: usize) -> Option<usize> {
        let index = self.turns.partition_point(|turn| turn.range.start <= byte).checked_sub(1)?;
        self.turns.get(index).filter(|turn| byte < turn.range.end).map(|_| index)
    }

    /// The turns that share at least one byte with a passage.
    pub fn touching(&self, range: impl Into<Range<usize>>) -> &[Turn] {
        let range = range.into();
        let first = self.turns.partition_point(|turn| turn.range.end <= range.start);
        let last = self.turns.partition_point(|turn| turn.range.start < range.end);
        self.turns.get(first..last).unwrap_or_default()
    }
}

impl Deref for Turns {
    type Target = [Turn];

    fn deref(&self) -> &[Turn] {
        &self.turns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(range: Range<usize>, body: usize) -> Turn {
        Turn { speaker: None, time_ms: None, range, body }
    }

    #[test]
    fn a_byte_between_turns_is_in_none() {
        let text = Text::new("P: one\n\nI: two");
        let turns = Turns::new(&text, vec![turn(0..6, 3), turn(8..14, 11)]).unwrap();
        assert_eq!((turns.at(0), turns.at(6), turns.at(13), turns.at(14)), (Some(0), None, Some(1), None));
        assert_eq!(turns.touching(5..9).len(), 2);
        assert_eq!(turns.touching(6..8).len(), 0);
        assert_eq!(&text.as_str()[turns[1].words()], "two");
    }

    #[test]
    fn turns_that_do_not_fit_are_named() {
        let text = Text::new("café au lait");
        let made = |turns| Turns::new(&text, turns);
        assert_eq!(made(vec![turn(0..3, 1), turn(2..5, 3)]), Err(TurnsError::Overlap(2)));
        for misfit in [turn(2..2, 2), turn(0..4, 0), turn(0..3, 4), turn(0..99, 0)] {
            assert_eq!(made(vec![misfit]), Err(TurnsError::Misfit(1)));
        }
    }
}
