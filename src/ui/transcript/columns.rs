//! Where the columns stand: line number, turn number, speaker, text, margin and overview. Only arithmetic; never draws.

use egui::{Rangef, Rect};

/// Points between the edge and the numbers.
const EDGE: f32 = 14.0;
/// Points between numbers of lines and of turns.
const LINE_GAP: f32 = 12.0;
/// Points between numbers and names.
const NAME_GAP: f32 = 8.0;
/// Points between names and text.
const TEXT_GAP: f32 = 16.0;
/// Points between text and margin.
const MARGIN_GAP: f32 = 24.0;
/// Below this width the gaps beside the text are smaller.
const NARROW: f32 = 720.0;
/// Width of the overview.
const STRIP: f32 = 16.0;
/// From the margin's line to the first stripe.
const FIRST_LANE: f32 = 11.0;
/// From stripe to stripe where there are few lanes, and at least.
const LANE: f32 = 16.0;
const LEAST_LANE: f32 = 7.0;
/// The margin's width with few lanes, and what its labels want beside the last of many.
const MARGIN: f32 = 165.0;
const LABELS: f32 = 96.0;
/// What labels have at least: a short word.
const LEAST_LABELS: f32 = 62.0;
/// A margin is never wider than this.
const WIDEST_MARGIN: f32 = 300.0;
/// The margin gives way when lines get shorter than this many letters, down to what its labels need.
const FEWEST_LETTERS: f32 = 56.0;
/// A window is dragged to its width point by point; lines are broken anew only every so many.
const STEP: f32 = 8.0;

/// What the columns depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wants {
    /// Width of the widest line number; 0 where lines have none.
    pub(super) line: f32,
    /// Width of the widest turn number.
    pub(super) number: f32,
    /// Width of the widest name.
    pub(super) name: f32,
    /// Mean width of a letter.
    pub(super) letter: f32,
    /// Letters a line at most.
    pub(super) measure: f32,
    /// Lanes in use.
    pub(super) lanes: usize,
}

/// The columns from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Columns {
    pub(super) rect: Rect,
    pub(super) line: Rangef,
    pub(super) number: f32,
    pub(super) name: Rangef,
    pub(super) text: Rangef,
    pub(super) margin: Rangef,
    pub(super) strip: Rangef,
    /// From stripe to stripe: closer where lanes are many.
    pub(super) lane: f32,
}

impl Columns {
    pub(super) fn new(rect: Rect, wants: Wants) -> Self {
        let line = if wants.line > 0.0 { wants.line + LINE_GAP } else { 0.0 };
        let gaps = if rect.width() < NARROW { 0.6 } else { 1.0 };
        let (text_gap, margin_gap) = ((TEXT_GAP * gaps).round(), (MARGIN_GAP * gaps).round());
        let left = EDGE + line + wants.number + NAME_GAP + wants.name + text_gap;
        let room = (rect.width() - left - margin_gap - STRIP).max(0.0);
        let lanes = wants.lanes.max(1) as f32;
        let ideal = (FIRST_LANE + LANE * lanes + LABELS).clamp(MARGIN, WIDEST_MARGIN);
        let least =
            if wants.lanes == 0 { FIRST_LANE } else { FIRST_LANE + (LANE * lanes).min(40.0) + LEAST_LABELS };
        let fewest = FEWEST_LETTERS * wants.letter;
        let margin = ideal.min((room - fewest).max(least));
        let text = (wants.measure * wants.letter).min(room - margin).max(160.0);
        let text = (text / STEP).floor() * STEP;
        let spare = (room - margin - text).max(0.0);
        let margin = margin + spare.min(WIDEST_MARGIN - margin).max(0.0);
        // What is left over stands half before the numbers, so that the text keeps to the middle.
        let shift = ((room - margin - text).max(0.0) / 2.0).floor();
        let line_left = rect.left() + shift + EDGE;
        let number = line_left + line;
        let name = number + wants.number + NAME_GAP;
        let text_left = name + wants.name + text_gap;
        let margin_left = text_left + text + margin_gap;
        let strip = Rangef::new((rect.right() - STRIP).max(rect.left()), rect.right());
        let lane = LANE.min((margin - FIRST_LANE - LEAST_LABELS) / lanes).max(LEAST_LANE);
        Self {
            rect,
            line: Rangef::new(line_left, line_left + wants.line),
            number,
            name: Rangef::new(name, name + wants.name),
            text: Rangef::new(text_left, text_left + text),
            margin: Rangef::new(margin_left, strip.min.max(margin_left)),
            strip,
            lane,
        }
    }

    /// The area that is read and selected in.
    pub(super) fn text_area(&self) -> Rect {
        Rect::from_x_y_ranges(self.rect.left()..=self.margin.min, self.rect.y_range())
    }

    pub(super) fn margin_area(&self) -> Rect {
        Rect::from_x_y_ranges(self.margin.min..=self.strip.min, self.rect.y_range())
    }

    pub(super) fn strip_area(&self) -> Rect {
        Rect::from_x_y_ranges(self.strip, self.rect.y_range())
    }

    /// The left edge of a lane's stripe; lanes that find no room share the last.
    pub(super) fn lane_x(&self, lane: usize) -> f32 {
        let last = (self.margin.max - 6.0).max(self.margin.min);
        (self.margin.min + FIRST_LANE + self.lane * lane as f32).min(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    fn columns(width: f32, lanes: usize) -> Columns {
        let wants = Wants { line: 0.0, number: 28.0, name: 34.0, letter: 8.4, measure: 68.0, lanes };
        Columns::new(Rect::from_min_size(pos2(100.0, 0.0), vec2(width, 800.0)), wants)
    }

    #[test]
    fn lines_keep_to_sixty_and_seventy_five_letters_where_there_is_room() {
        for width in [1000.0, 1400.0, 2000.0] {
            let letters = columns(width, 2).text.span() / 8.4;
            assert!((60.0..=75.0).contains(&letters), "{letters} at {width}");
        }
    }

    #[test]
    fn labels_have_room_in_a_small_window() {
        // What is left of 1280 points between both side panels.
        for lanes in [1, 2, 3, 5] {
            let c = columns(620.0, lanes);
            let room = c.margin.max - c.lane_x(lanes - 1);
            assert!(room >= LEAST_LABELS, "{room} beside lane {lanes}");
            assert!(c.text.span() / 8.4 >= 40.0, "{} letters", c.text.span() / 8.4);
        }
    }

    #[test]
    fn columns_never_cross() {
        for width in [0.0, 200.0, 420.0, 700.0, 780.0, 1100.0, 3000.0] {
            for lanes in [0, 1, 3, 12, 32] {
                let c = columns(width, lanes);
                assert!(c.name.max < c.text.min && c.text.max < c.margin.min, "{width} {lanes}");
                assert!(c.lane_x(31) >= c.margin.min || c.margin.span() <= 0.0, "{width} {lanes}");
            }
        }
    }
}
