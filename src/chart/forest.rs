//! A forest: a coefficient a code, as a dot over the whisker of its interval on a scale up to 1, with the thresholds .667
//! and .80 as quiet lines. Never says whether a figure is good.

use super::rows::{self, Row};
use super::{Axis, Figure, Ink, Pen, Shape, Words, of_code};
use crate::agreement::{Estimate, Scores};
use crate::lang::{Message, Tell};
use crate::model::{CodeId, Colour, Project};

/// The thresholds that the field cites, and how they are written.
pub const THRESHOLDS: [(f64, &str); 2] = [(0.667, ".667"), (0.8, ".80")];

/// From 0, or the next fifth below the least figure, but never under −1, up to 1.
pub fn axis(name: &str, least: f64, written: &dyn Fn(f64) -> String) -> Axis {
    let low = if least < 0.0 { ((least * 5.0).floor() / 5.0).max(-1.0) } else { 0.0 };
    let start = (low < 0.0).then(|| (low, written(low)));
    let ticks = start.into_iter().chain([(0.0, "0".to_owned()), (1.0, "1".to_owned())]).collect();
    let rules = THRESHOLDS.map(|(at, words)| (at, words.to_owned())).to_vec();
    Axis { name: name.to_owned(), low, high: 1.0, ticks, rules }
}

/// The dot of one figure over the whisker of its interval, in a room whose upper left is 0, 0.
pub fn dot(
    axis: &Axis,
    [width, height]: [f32; 2],
    value: f64,
    ends: Option<[f64; 2]>,
    of: Colour,
) -> Vec<Shape> {
    let (room, middle) = ([0.0, width], height / 2.0);
    let whisker = ends.map(|ends| {
        let [from, to] = ends.map(|end| axis.x(room, end));
        Shape::line([from, middle], [to, middle], Pen::new(Ink::Text, 1.5))
    });
    let dot = Shape::Dot { at: [axis.x(room, value), middle], radius: 4.5, fill: of_code(of) };
    whisker.into_iter().chain([dot]).collect()
}

/// A code's name with those above it.
fn path(project: &Project, code: CodeId) -> String {
    let mut names: Vec<&str> = project.codebook().ancestry(code).map(|code| code.name.as_str()).collect();
    names.reverse();
    names.join(" / ")
}

/// One coefficient of a code.
pub struct Line {
    name: String,
    colour: Colour,
    score: Option<Estimate>,
}

/// That of a code, among its figures; none where there is no such code.
pub fn line(project: &Project, code: CodeId, scores: &Scores, name: &str) -> Option<Line> {
    let code = project.codebook().get(code)?;
    Some(Line { name: path(project, code.id), colour: code.colour, score: scores.get(name).copied() })
}

/// The codes, in this order.
pub fn figure(lines: Vec<Line>, words: &Words<'_>) -> Figure {
    let row = |line: Line| Row {
        name: line.name,
        depth: 0,
        strong: false,
        colour: Some(line.colour),
        number: line
            .score
            .map_or_else(|| Err(Message::default()), |found| found.score.map_err(|why| why.message())),
        interval: line.score.and_then(|found| found.ci).map(|ci| [ci.low, ci.high]),
        written: None,
    };
    let rows: Vec<Row> = lines.into_iter().map(row).collect();
    let ends = rows.iter().flat_map(|row| {
        row.number.as_ref().ok().copied().into_iter().chain(row.interval.map(|[low, _]| low))
    });
    let axis = axis(&words.axis, ends.fold(0.0, f64::min), words.number);
    let mark = |row: &Row, value, size| {
        row.colour.map_or_else(Vec::new, |colour| dot(&axis, size, value, row.interval, colour))
    };
    rows::figure(words, axis.clone(), &rows, mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_reaches_down_to_the_least_figure() {
        let low = |least| axis("", least, &|n| n.to_string()).low;
        assert_eq!([0.3, 0.0, -0.13, -0.2, -3.0].map(low), [0.0, 0.0, -0.2, -0.2, -1.0]);
        assert_eq!(axis("", -3.0, &|n| n.to_string()).x([0.0, 100.0], 0.0), 50.0);
    }
}
