//! Curves that climb with each interview: what there was, what is to be expected, and the band in which it lies. Never
//! counts, and never says that a curve is flat.

use super::rows::{EDGE, LABEL, LINE, WIDTH, head, sentences};
use super::{Anchor, Axis, Figure, Ink, Paint, Pen, Point, Shape, Table, Words, letters};

/// One curve, a value an interview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// What stands over it; nothing where there is one curve alone.
    pub name: String,
    /// What the interviews are called, in their order.
    pub names: Vec<String>,
    pub found: Vec<f64>,
    pub expected: Vec<f64>,
    pub low: Vec<f64>,
    pub high: Vec<f64>,
    /// Places on the way after so many interviews, with what stands at them.
    pub marks: Vec<(f64, String)>,
}

/// What the lines are called: the curve, what is expected, the band.
pub struct Legend {
    pub found: String,
    pub expected: String,
    pub band: String,
    /// What goes up.
    pub up: String,
}

/// Free room left of the axis that goes up, for its numbers.
const LEFT: f32 = 44.0;
/// Free room at the right, for the last dot.
const RIGHT: f32 = 12.0;
const HEIGHT: f32 = 300.0;
/// Dots stand on a curve of as many interviews at most.
const DOTTED: usize = 60;

/// Curves on one pair of axes.
pub struct Plot<'c> {
    curves: &'c [Curve],
    legend: &'c Legend,
    across: Axis,
    up: Axis,
}

impl<'c> Plot<'c> {
    /// Of these curves; `across` is what is counted from left to right.
    pub fn new(
        curves: &'c [Curve],
        legend: &'c Legend,
        across: &str,
        number: &dyn Fn(f64) -> String,
    ) -> Self {
        let longest = curves.iter().map(|curve| curve.found.len()).max().unwrap_or(0);
        let highest = curves.iter().flat_map(|curve| curve.found.iter().chain(&curve.high));
        let highest = highest.fold(0.0, |most: f64, value| most.max(*value));
        Self {
            curves,
            legend,
            // Whole interviews alone have a number.
            across: Axis::from_zero(across, longest as f64, longest.clamp(1, 8), number),
            up: Axis::from_zero(&legend.up, highest, 5, number),
        }
    }

    /// One curve under another in a room of this width whose upper left is 0, 0; with their height.
    pub fn drawn(&self, width: f32) -> (Vec<Shape>, f32) {
        let mut shapes = Vec::new();
        let mut y = explained(self.legend, 8.0, width, &mut shapes);
        for curve in self.curves {
            if !curve.name.is_empty() {
                let name = letters::cut(&curve.name, LABEL, true, width);
                shapes.push(Shape::text([0.0, y + LINE], Anchor::Start, &name, LABEL, Ink::Text).strong());
                y += LINE + 4.0;
            }
            y = self.panel(curve, y + LINE, width, &mut shapes);
        }
        (shapes, y)
    }
}

/// Lays curves out, one under another on the same axes.
pub fn figure(curves: &[Curve], legend: &Legend, words: &Words<'_>) -> Figure {
    let mut shapes = Vec::new();
    let y = head(words, &mut shapes) - 4.0;
    let plot = Plot::new(curves, legend, &words.axis, words.number);
    let (drawn, high) = plot.drawn(WIDTH - 2.0 * EDGE);
    shapes.extend(drawn.into_iter().map(|shape| shape.moved([EDGE, y])));
    let end = sentences(&words.notes, y + high + 8.0, &mut shapes);
    let header = [&words.heads[0], &legend.found, &legend.expected, &words.ends[0], &words.ends[1]];
    let table =
        Table { header: header.map(Clone::clone).to_vec(), rows: curves.iter().flat_map(numbers).collect() };
    let alternative = (words.alternative)(&table.summary());
    Figure { title: words.title.clone(), size: [WIDTH, end], shapes, axis: plot.across, alternative, table }
}

fn numbers(curve: &Curve) -> impl Iterator<Item = (String, Vec<Option<f64>>)> + '_ {
    let all = [&curve.found, &curve.expected, &curve.low, &curve.high];
    curve.names.iter().enumerate().map(move |(at, name)| {
        let name = if curve.name.is_empty() { name.clone() } else { format!("{}: {name}", curve.name) };
        (name, all.iter().map(|values| values.get(at).copied()).collect())
    })
}

/// A line of each kind with what it is called; gives where the next thing stands.
fn explained(legend: &Legend, y: f32, width: f32, shapes: &mut Vec<Shape>) -> f32 {
    let (mut x, mut y) = (0.0, y);
    for (at, words) in [&legend.found, &legend.expected, &legend.band].into_iter().enumerate() {
        let words = letters::cut(words, LABEL, false, width - 36.0);
        let wide = 36.0 + letters::width(&words, LABEL, false);
        // On a line of its own where the room is too narrow.
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + LINE);
        }
        let (from, to) = ([x, y], [x + 28.0, y]);
        shapes.push(match at {
            0 => Shape::line(from, to, found()),
            1 => Shape::line(from, to, expected()),
            _ => Shape::Box { min: [x, y - 6.0], max: [x + 28.0, y + 6.0], corner: 0.0, fill: band() },
        });
        shapes.push(Shape::text([x + 36.0, y + 4.0], Anchor::Start, &words, LABEL, Ink::Text));
        x += wide + 28.0;
    }
    y + LINE
}

fn found() -> Pen {
    Pen::new(Ink::Accent, 2.0)
}

fn expected() -> Pen {
    Pen { dash: Some([5.0, 4.0]), ..Pen::new(Ink::Text, 1.0) }
}

const fn band() -> Paint {
    Paint { ink: Ink::Line, share: 0.7 }
}

impl Plot<'_> {
    /// One curve with its axes; gives where the next thing stands.
    fn panel(&self, curve: &Curve, top: f32, width: f32, shapes: &mut Vec<Shape>) -> f32 {
        let (Self { across, up, .. }, left, right) = (self, LEFT, width - RIGHT);
        let bottom = top + HEIGHT;
        let x = |interview: f64| across.x([left, right], interview);
        let y = |value: f64| up.x([bottom, top], value);
        shapes.push(Shape::text([0.0, top - 8.0], Anchor::Start, &up.name, LABEL, Ink::Muted));
        for (value, written) in &up.ticks {
            let quiet = Pen { paint: Paint { ink: Ink::Line, share: 0.6 }, ..Pen::new(Ink::Line, 1.0) };
            shapes.push(Shape::line([left, y(*value)], [right, y(*value)], quiet));
            shapes.push(Shape::text([left - 6.0, y(*value) + 4.0], Anchor::End, written, LABEL, Ink::Muted));
        }
        shapes.extend(across.head([left, right], bottom + 16.0));
        let middle = [(left + right) / 2.0, bottom + 32.0];
        shapes.push(Shape::text(middle, Anchor::Middle, &across.name, LABEL, Ink::Muted));
        let places = |values: &[f64]| -> Vec<Point> {
            values.iter().enumerate().map(|(at, &value)| [x(at as f64 + 1.0), y(value)]).collect()
        };
        // One interview alone is a dot, and makes no line.
        let drawn = curve.found.len() > 1;
        let ends = places(&curve.low).into_iter().zip(places(&curve.high));
        let between: Vec<[Point; 2]> = ends.map(|(low, high)| [low, high]).collect();
        shapes.extend(drawn.then_some(Shape::Area { between, fill: band() }));
        for (at, (interview, words)) in curve.marks.iter().enumerate() {
            let pen = Pen { dash: Some([2.0, 3.0]), ..Pen::new(Ink::Muted, 1.0) };
            shapes.push(Shape::line([x(*interview), top], [x(*interview), bottom], pen));
            // One under another, where they would run into each other.
            // Left of its line where there is no room right of it.
            let wide = letters::width(words, LABEL, false);
            let (anchor, at_x) = match x(*interview) + 4.0 {
                left if left + wide <= right => (Anchor::Start, left),
                left => (Anchor::End, left - 8.0),
            };
            let room = if anchor == Anchor::Start { right - at_x } else { at_x - left };
            let place = [at_x, bottom - 8.0 - 14.0 * at as f32];
            shapes.push(Shape::within(room, place, anchor, words, LABEL, Ink::Muted));
        }
        for (values, pen) in [(&curve.expected, expected()), (&curve.found, found())] {
            shapes.extend(drawn.then(|| Shape::Line { through: places(values), pen }));
        }
        if curve.found.len() <= DOTTED {
            let dot = |at: Point| Shape::Dot { at, radius: 3.0, fill: Ink::Accent.into() };
            shapes.extend(places(&curve.found).into_iter().map(dot));
        }
        bottom + 44.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::words_of_a_test;

    fn made(interviews: usize, names: &[&str]) -> Figure {
        let all = |of: &dyn Fn(f64) -> f64| (1..=interviews).map(|n| of(n as f64)).collect::<Vec<_>>();
        let curve = |name: &&str| Curve {
            name: (*name).to_owned(),
            names: (1..=interviews).map(|n| format!("T{n}")).collect(),
            found: all(&|n| n),
            expected: all(&|n| n - 0.5),
            low: all(&|n| n - 1.0),
            high: all(&|n| n + 1.0),
            marks: vec![(1.0, "base".to_owned())],
        };
        let legend = Legend {
            found: "met".to_owned(),
            expected: "mean".to_owned(),
            band: "band".to_owned(),
            up: "codes".to_owned(),
        };
        figure(&names.iter().map(curve).collect::<Vec<_>>(), &legend, &words_of_a_test())
    }

    #[test]
    fn curves_stand_one_under_another_and_their_numbers_in_a_table() {
        let two = made(5, &["pilot", "comparison"]);
        assert_eq!(two.table.rows.len(), 10);
        assert_eq!(two.table.rows[0], ("pilot: T1".to_owned(), [1.0, 0.5, 0.0, 2.0].map(Some).to_vec()));
        let bands = two.shapes.iter().filter_map(|shape| match shape {
            Shape::Area { between, .. } => Some(between.clone()),
            Shape::Box { .. } | Shape::Dot { .. } | Shape::Line { .. } | Shape::Text(_) => None,
        });
        let bands: Vec<_> = bands.collect();
        assert_eq!(bands.iter().map(Vec::len).collect::<Vec<_>>(), [5, 5]);
        assert!(bands[0].iter().all(|[low, high]| low[0] == high[0] && low[1] > high[1]), "upwards");
        assert!(bands[0][4][0][1] < bands[1][4][0][1] - HEIGHT, "one under another");
        assert!(two.size[1] > made(5, &[""]).size[1] + HEIGHT);
    }

    #[test]
    fn one_interview_and_none_are_drawn_as_well() {
        for interviews in [0, 1] {
            let figure = made(interviews, &[""]);
            assert_eq!((figure.table.rows.len(), figure.axis.low), (interviews, 0.0));
            assert!(figure.shapes.iter().all(|shape| match shape {
                Shape::Line { through, .. } => through.iter().flatten().all(|place| place.is_finite()),
                Shape::Area { between, .. } =>
                    between.iter().flatten().flatten().all(|place| place.is_finite()),
                Shape::Box { .. } | Shape::Dot { .. } | Shape::Text(_) => true,
            }));
        }
    }
}
