//! How a person reads: size of letters, length of lines, what stands beside them. Settings of a view, kept by the
//! caller; never part of the project.

use std::ops::RangeInclusive;

use egui::Ui;

use super::document::{Block, Document};
use super::view::View;

/// Sizes of letters in points.
const LETTERS: RangeInclusive<f32> = 10.0..=40.0;
/// Letters on a line at most.
const MEASURES: RangeInclusive<f32> = 40.0..=120.0;

/// How a transcript is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The size of letters in points, from 10 to 40.
    pub letters: f32,
    /// Letters on a line at most, from 40 to 120; fewer where the window is narrow.
    pub measure: f32,
    /// Everything but the turn at the caret stands back.
    pub focus: bool,
    /// The number of each line of the text stands beside it.
    pub lines: bool,
    /// The time of a turn stands under its speaker's name, where the transcript has times.
    pub times: bool,
    /// What the pointer selects is whole words, but while Alt is held.
    pub snap: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self { letters: 16.0, measure: 68.0, focus: false, lines: false, times: true, snap: false }
    }
}

impl View {
    /// How the transcript is read.
    pub const fn reading(&self) -> Reading {
        self.reading
    }

    /// Reads in another way from the next frame on; the line at the top stays there.
    pub const fn read_as(&mut self, reading: Reading) {
        let letters = reading.letters.clamp(*LETTERS.start(), *LETTERS.end());
        let measure = reading.measure.clamp(*MEASURES.start(), *MEASURES.end());
        self.reading = Reading { letters, measure, ..reading };
    }

    /// Takes Ctrl and the wheel, and the pinching of two fingers: larger or smaller letters, by whole points. The new
    /// size.
    pub(super) fn zoom(&mut self, ui: &Ui) -> Option<f32> {
        let by = ui.input(egui::InputState::zoom_delta);
        if by == 1.0 {
            return None;
        }
        // What is less than a point waits for more of it.
        let wanted = (self.reading.letters * self.zoomed * by).clamp(*LETTERS.start(), *LETTERS.end());
        let letters = wanted.round();
        self.zoomed = wanted / letters;
        let changed = letters != self.reading.letters;
        self.reading.letters = letters;
        changed.then_some(letters)
    }
}

/// Which blocks stand back while one reads with [`Reading::focus`].
pub(super) struct Focus {
    turn: Option<u32>,
    /// The line of the text, where there is no turn.
    line: u32,
}

impl Focus {
    /// The turn at a byte, or the line outside any turn.
    pub(super) fn at(document: &Document, byte: usize) -> Option<Self> {
        let block = document.blocks().get(document.block_at(byte)?)?;
        Some(Self { turn: block.turn, line: document.line_of(block) })
    }

    pub(super) fn holds(&self, document: &Document, block: &Block) -> bool {
        block.turn == self.turn && (self.turn.is_some() || document.line_of(block) == self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Text, Turn};

    #[test]
    fn sizes_and_measures_stay_within_reason() {
        let mut view = View::new();
        view.read_as(Reading { letters: 500.0, measure: 3.0, ..Reading::default() });
        assert_eq!((view.reading().letters, view.reading().measure), (40.0, 40.0));
    }

    #[test]
    fn the_turn_at_the_caret_or_the_line_outside_turns_stands_out() {
        let turns = [Turn { speaker: None, time_ms: None, range: 8..20, body: 8 }];
        let document = Document::new(Text::new("one\ntwo\nthree\nfour\n"), Vec::new(), &turns);
        let held = |byte: usize| {
            let focus = Focus::at(&document, byte).unwrap();
            let held = |(i, b)| focus.holds(&document, b).then(|| document.block_text(i));
            document.blocks().iter().enumerate().filter_map(held).collect::<Vec<_>>()
        };
        assert_eq!(held(1), ["one"]);
        assert_eq!(held(5), ["two"]);
        assert_eq!(held(15), ["three", "four"]);
        assert!(Focus::at(&Document::new(Text::new(""), Vec::new(), &[]), 0).is_none());
    }
}
