//! What the places of a figure stand for: from where to where, in which unit, with which numbers written at it. Never
//! decides how a number is written.

use super::{Anchor, Ink, Pen, Shape, letters};

/// An axis from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What it counts, with its unit.
    pub name: String,
    /// Where it begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// Numbers written at it, in their order.
    pub ticks: Vec<(f64, String)>,
    /// Quiet lines across, of which the last is dashed, each with its number.
    pub rules: Vec<(f64, String)>,
}

/// Size of the numbers at an axis.
const TICK: f32 = 12.0;

/// 1, 2 or 5 times a power of ten, so that at most so many steps lead from low to high.
fn step(low: f64, high: f64, most: usize) -> f64 {
    let least = (high - low) / most.max(1) as f64;
    if !(least > 0.0 && least.is_finite()) {
        return 1.0;
    }
    let power = 10_f64.powf(least.log10().floor());
    let fits = |times: &f64| times * power >= least * (1.0 - 1e-9);
    power * [1.0, 2.0, 5.0].into_iter().find(fits).unwrap_or(10.0)
}

impl Axis {
    /// From 0 to the first round number at or above `high`, with a number at each of at most so many steps.
    pub fn from_zero(name: &str, high: f64, most: usize, written: &dyn Fn(f64) -> String) -> Self {
        let high = if high > 0.0 && high.is_finite() { high } else { 1.0 };
        let step = step(0.0, high, most);
        let steps = (high / step - 1e-9).ceil().max(1.0) as usize;
        let ticks = (0..=steps).map(|n| (n as f64 * step, written(n as f64 * step))).collect();
        Self { name: name.to_owned(), low: 0.0, high: steps as f64 * step, ticks, rules: Vec::new() }
    }

    /// Where a number lies in a room; at its end where it lies beyond.
    pub fn x(&self, [left, right]: [f32; 2], number: f64) -> f32 {
        let share = (number.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        left + (right - left) * share as f32
    }

    /// The numbers, over a room; those of rules where there is room for them.
    pub fn head(&self, room: [f32; 2], base: f32) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let mut taken: Vec<[f32; 2]> = Vec::new();
        let mut put = |at: f32, anchor: Anchor, words: &str| {
            let wide = letters::width(words, TICK, false);
            let left = match anchor {
                Anchor::Start => at,
                Anchor::Middle => at - wide / 2.0,
                Anchor::End => at - wide,
            };
            if taken.iter().all(|[from, to]| left > to + 4.0 || left + wide < from - 4.0) {
                taken.push([left, left + wide]);
                shapes.push(Shape::text([at, base], anchor, words, TICK, Ink::Muted));
            }
        };
        // The ends first, since they say the most.
        let ends = self.ticks.first().into_iter().chain(self.ticks.last());
        let rules = self.rules.iter().enumerate().map(|(at, rule)| {
            // Side by side they would run into each other.
            (if at + 1 < self.rules.len() { Anchor::End } else { Anchor::Start }, rule)
        });
        let inner = self.ticks.iter().map(|tick| (Anchor::Middle, tick));
        for (anchor, (number, words)) in ends.map(|tick| (Anchor::Middle, tick)).chain(rules).chain(inner) {
            put(self.x(room, *number), anchor, words);
        }
        shapes
    }

    /// The rules through a room, from top to bottom, and 0 where it lies within.
    pub fn across(&self, room: [f32; 2], [top, bottom]: [f32; 2]) -> Vec<Shape> {
        let quiet = Pen::new(Ink::Line, 1.0);
        let dashed = Pen { dash: Some([2.0, 3.0]), ..Pen::new(Ink::Muted, 1.0) };
        let line = |number: f64, pen| {
            let x = self.x(room, number);
            Shape::line([x, top], [x, bottom], pen)
        };
        let zero = (self.low < 0.0).then(|| line(0.0, quiet));
        let rules = self.rules.iter().enumerate().map(|(at, (number, _))| {
            line(*number, if at > 0 && at + 1 == self.rules.len() { dashed } else { quiet })
        });
        zero.into_iter().chain(rules).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_numbers() {
        let steps = [(0.0, 1.0, 5), (0.0, 61.0, 4), (0.0, 3.0, 5), (0.0, 12_345.0, 4), (0.0, 0.037, 4)];
        assert_eq!(steps.map(|(low, high, most)| step(low, high, most)), [0.2, 20.0, 1.0, 5000.0, 0.01]);
        assert_eq!([step(0.0, 0.0, 4), step(0.0, f64::NAN, 4), step(0.0, 1.0, 0)], [1.0, 1.0, 1.0]);
    }

    #[test]
    fn an_axis_ends_at_a_round_number_that_holds_all() {
        let axis = Axis::from_zero("segments", 61.0, 4, &|n| n.to_string());
        assert_eq!((axis.high, axis.ticks.len()), (80.0, 5));
        assert_eq!([0.0, 40.0, 99.0].map(|n| axis.x([100.0, 200.0], n)), [100.0, 150.0, 200.0]);
        let whole = Axis::from_zero("share", 1.0, 5, &|n| format!("{n:.1}"));
        assert_eq!((whole.high, whole.ticks.len()), (1.0, 6));
        assert_eq!(Axis::from_zero("none", 0.0, 4, &|n| n.to_string()).high, 1.0);
    }

    #[test]
    fn numbers_never_run_into_each_other() {
        let axis = Axis::from_zero("words", 900_000.0, 9, &|n| format!("{n:.0}"));
        for wide in [30.0, 90.0, 400.0] {
            let head = axis.head([0.0, wide], 0.0);
            let mut places: Vec<[f32; 2]> = head
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Text(text) => {
                        let half = letters::width(&text.words, text.size, false) / 2.0;
                        Some([text.at[0] - half, text.at[0] + half])
                    }
                    Shape::Box { .. } | Shape::Dot { .. } | Shape::Line { .. } | Shape::Area { .. } => None,
                })
                .collect();
            places.sort_by(|a, b| a[0].total_cmp(&b[0]));
            assert!(places.windows(2).all(|two| two[0][1] < two[1][0]), "{places:?}");
        }
    }
}
