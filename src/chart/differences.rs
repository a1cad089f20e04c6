//! How much two groups differ: a dot a code over the whisker of its interval, on a scale with 0 in its middle. Never counts,
//! and never says whether a difference is large.

use super::rows::{self, Row};
use super::{Axis, Figure, Shape, Words, forest};
use crate::lang::Tell;
use crate::model::Colour;
use crate::statistics::{Defined, Estimate};

/// One code or theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub name: String,
    pub colour: Colour,
    /// The share in the first group less that in the second.
    pub difference: Defined<Estimate>,
}

impl Line {
    /// The difference with the ends of its interval.
    fn ends(&self) -> impl Iterator<Item = f64> {
        let found = self.difference.ok();
        let ends = found.and_then(|found| found.ci).map(|ci| [ci.low, ci.high]);
        found.map(|found| found.value).into_iter().chain(ends.into_iter().flatten())
    }
}

/// As far to both sides of 0 as the farthest interval goes, in fifths, up to 1.
pub fn axis(name: &str, lines: &[Line], written: &dyn Fn(f64) -> String) -> Axis {
    let far = lines.iter().flat_map(Line::ends).fold(0.0, |far: f64, end| far.max(end.abs()));
    let far = ((far * 5.0 - 1e-9).ceil() / 5.0).clamp(0.2, 1.0);
    let ticks = [-far, 0.0, far].map(|at| (at, written(at))).to_vec();
    Axis { name: name.to_owned(), low: -far, high: far, ticks, rules: Vec::new() }
}

/// The mark of a line in a room whose upper left is 0, 0; nothing where there is no difference.
pub fn mark(axis: &Axis, size: [f32; 2], line: &Line) -> Vec<Shape> {
    let Ok(found) = line.difference else { return Vec::new() };
    forest::dot(axis, size, found.value, found.ci.map(|ci| [ci.low, ci.high]), line.colour)
}

/// The lines in their order.
pub fn figure(lines: &[Line], words: &Words<'_>) -> Figure {
    let axis = axis(&words.axis, lines, words.number);
    let row = |line: &Line| Row {
        name: line.name.clone(),
        depth: 0,
        strong: false,
        colour: Some(line.colour),
        number: line.difference.map(|found| found.value).map_err(|why| why.message()),
        interval: line.difference.ok().and_then(|found| found.ci).map(|ci| [ci.low, ci.high]),
        written: None,
    };
    let rows: Vec<Row> = lines.iter().map(row).collect();
    let marks = |row: &Row, value, size| {
        row.colour.map_or_else(Vec::new, |colour| forest::dot(&axis, size, value, row.interval, colour))
    };
    rows::figure(words, axis.clone(), &rows, marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::words_of_a_test;
    use crate::statistics::{Interval, Undefined};

    fn line(difference: Defined<Estimate>) -> Line {
        Line { name: "Love".to_owned(), colour: Colour([1, 2, 3]), difference }
    }

    fn found(value: f64, low: f64, high: f64) -> Line {
        line(Ok(Estimate { value, ci: Some(Interval { low, high }) }))
    }

    #[test]
    fn the_scale_reaches_as_far_to_both_sides() {
        let high = |lines: &[Line]| {
            let axis = axis("", lines, &|n| n.to_string());
            assert_eq!(axis.low, -axis.high);
            axis.high
        };
        assert_eq!(high(&[found(0.1, -0.05, 0.2)]), 0.2);
        assert_eq!(high(&[found(0.1, -0.45, 0.2), found(0.3, 0.0, 0.5)]), 0.6);
        assert_eq!([high(&[]), high(&[line(Err(Undefined::EmptyGroup))])], [0.2, 0.2]);
        assert_eq!(high(&[found(-1.0, -1.0, 1.0)]), 1.0);
    }

    #[test]
    fn a_difference_that_does_not_exist_is_a_reason_and_no_dot() {
        let lines = [found(0.5, 0.25, 0.75), line(Err(Undefined::EmptyGroup))];
        let figure = figure(&lines, &words_of_a_test());
        let dots = figure.shapes.iter().filter(|shape| matches!(shape, Shape::Dot { .. })).count();
        assert_eq!(dots, 1);
        assert_eq!(figure.table.rows[0].1, [0.5, 0.25, 0.75].map(Some));
        assert_eq!(figure.table.rows[1].1, [None; 3]);
        assert!(mark(&figure.axis, [100.0, 20.0], &lines[1]).is_empty());
    }
}
