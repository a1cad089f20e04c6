//! The letters of a block as a screen reader walks them: runs of one row and one direction, in them a unit for each
//! grapheme. Only describes; costs nothing while nobody listens.

use egui::accesskit::{Role, TextDirection, TextPosition};
use egui::{Id, Rangef, Rect, Ui};

use super::access::{inside, node};
use super::scroll::Laid;
use super::setting::{Caret, SetBlock};
use crate::text::Text;

/// The most units of a run, and the most bytes of a unit: both are counted in a byte.
const MOST: usize = 255;

/// Letters of one row that run one way.
struct Run {
    row: usize,
    /// Which of its row.
    ix: usize,
    left: bool,
    /// The first byte of each unit, its left and its right.
    units: Vec<(usize, Rangef)>,
    /// The byte after the last.
    end: usize,
}

impl Run {
    fn id(&self, block: Id) -> Id {
        block.with(self.row).with(self.ix)
    }

    fn x(&self) -> Rangef {
        let all = self.units.iter().map(|unit| unit.1);
        all.reduce(|a, b| Rangef::new(a.min.min(b.min), a.max.max(b.max))).unwrap_or(Rangef::new(0.0, 0.0))
    }
}

fn runs(text: &Text, set: &SetBlock) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (row, bytes) in set.rows.iter().enumerate() {
        let mut ix = 0;
        let graphemes = set.graphemes(text, row);
        let ends = graphemes.iter().skip(1).map(|g| g.0).chain([bytes.end]);
        for (&(start, x, left), end) in graphemes.iter().zip(ends) {
            for (at, x) in units(text, start..end, x) {
                let open = runs.last_mut().filter(|r| r.row == row && r.left == left && r.units.len() < MOST);
                match open {
                    Some(run) => run.units.push((at, x)),
                    None => {
                        runs.push(Run { row, ix, left, units: vec![(at, x)], end });
                        ix += 1;
                    }
                }
            }
            if let Some(run) = runs.last_mut() {
                run.end = end;
            }
        }
    }
    runs
}

/// A grapheme as one unit; in characters where it is longer than a unit can be.
fn units(text: &Text, bytes: std::ops::Range<usize>, x: Rangef) -> Vec<(usize, Rangef)> {
    if bytes.len() <= MOST {
        return vec![(bytes.start, x)];
    }
    let grapheme = text.as_str().get(bytes.clone()).unwrap_or_default();
    grapheme.char_indices().map(|(at, _)| (bytes.start + at, x)).collect()
}

/// Describes a block's runs inside its paragraph.
pub(super) fn describe(ui: &mut Ui, paragraph: Id, text: &Text, block: &Laid, left: f32) {
    let all = runs(text, &block.set);
    let child = inside(ui, paragraph, ui.max_rect());
    for (i, run) in all.iter().enumerate() {
        let y = block.set.row_y(run.row);
        let x = run.x();
        let rect = Rect::from_x_y_ranges(left + x.min..=left + x.max, block.y + y.min..=block.y + y.max);
        let beside = |other: Option<&Run>| {
            other.filter(|other| other.row == run.row).map(|other| other.id(paragraph).accesskit_id())
        };
        let (before, after) = (beside(i.checked_sub(1).and_then(|i| all.get(i))), beside(all.get(i + 1)));
        node(&child, run.id(paragraph), rect, Role::TextRun, |node| {
            let start = run.units.first().map_or(run.end, |unit| unit.0);
            let words = text.as_str().get(start..run.end).unwrap_or_default();
            let ends = run.units.iter().skip(1).map(|unit| unit.0).chain([run.end]);
            let lengths: Vec<u8> =
                run.units.iter().zip(ends).map(|(unit, end)| (end - unit.0) as u8).collect();
            let from = |unit: &Rangef| if run.left { x.max - unit.max } else { unit.min - x.min };
            node.set_text_direction(if run.left {
                TextDirection::RightToLeft
            } else {
                TextDirection::LeftToRight
            });
            node.set_value(words);
            node.set_word_starts(word_starts(words, &lengths));
            node.set_character_lengths(lengths);
            node.set_character_positions(run.units.iter().map(|unit| from(&unit.1)).collect::<Vec<_>>());
            node.set_character_widths(run.units.iter().map(|unit| unit.1.span()).collect::<Vec<_>>());
            if let Some(before) = before {
                node.set_previous_on_line(before);
            }
            if let Some(after) = after {
                node.set_next_on_line(after);
            }
        });
    }
}

/// The units with which words begin.
fn word_starts(words: &str, lengths: &[u8]) -> Vec<u8> {
    let (mut at, mut starts, mut inside) = (0, Vec::new(), false);
    for (i, &length) in lengths.iter().enumerate() {
        let letter = words.get(at..).and_then(|w| w.chars().next()).is_some_and(char::is_alphanumeric);
        if letter && !inside {
            starts.push(i as u8);
        }
        inside = letter;
        at += usize::from(length);
    }
    starts
}

/// Where a byte stands among the runs of a block.
pub(super) fn position(paragraph: Id, text: &Text, set: &SetBlock, byte: usize) -> Option<TextPosition> {
    let row = set.row_of(Caret { byte, row_end: false });
    let all = runs(text, set);
    let mut own = all.iter().filter(|run| run.row == row);
    let holds = |run: &&Run| run.units.first().is_some_and(|unit| unit.0 <= byte) && byte < run.end;
    let run = own.clone().find(holds).or_else(|| own.find(|run| run.end == byte))?;
    let character_index = run.units.iter().take_while(|unit| unit.0 < byte).count();
    Some(TextPosition { node: run.id(paragraph).accesskit_id(), character_index })
}

/// The byte that a position in one of a block's runs means.
pub(super) fn byte(paragraph: Id, text: &Text, set: &SetBlock, at: TextPosition) -> Option<usize> {
    let all = runs(text, set);
    let run = all.iter().find(|run| run.id(paragraph).accesskit_id() == at.node)?;
    Some(run.units.get(at.character_index).map_or(run.end, |unit| unit.0))
}
