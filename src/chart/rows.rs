//! A figure of rows: a name, a mark on the axis, its number and interval as they are written. Bars and forests are laid
//! out by it. Never knows which marks.

use super::{Anchor, Axis, Figure, Ink, Pen, Point, Shape, Table, Words, letters};
use crate::lang::Message;
use crate::model::Colour;

/// Width of a figure.
pub(super) const WIDTH: f32 = 900.0;
/// Free room at the edges.
pub(super) const EDGE: f32 = 20.0;
/// Height of a row.
const ROW: f32 = 24.0;
/// From a line of words to the next.
pub(super) const LINE: f32 = 18.0;
const PLOT: [f32; 2] = [300.0, 680.0];
/// Where numbers and intervals end.
const NUMBERS: [f32; 2] = [770.0, WIDTH - EDGE];
/// From one step of a codebook further in.
const INDENT: f32 = 16.0;
/// Lines of one sentence.
const SENTENCE: usize = 6;
pub(super) const BODY: f32 = 13.0;
pub(super) const LABEL: f32 = 12.0;

/// One row.
pub(super) struct Row {
    pub(super) name: String,
    /// How far in it stands.
    pub(super) depth: usize,
    /// Whether it stands over others.
    pub(super) strong: bool,
    /// Its code's colour, where it is a code's.
    pub(super) colour: Option<Colour>,
    /// Its number, or why there is none.
    pub(super) number: Result<f64, Message>,
    /// The ends of its interval.
    pub(super) interval: Option<[f64; 2]>,
    /// Its number as it is written, where that says more than the number.
    pub(super) written: Option<String>,
}

/// Title and sentences over a figure; gives where the next line stands.
pub(super) fn head(words: &Words<'_>, shapes: &mut Vec<Shape>) -> f32 {
    let room = WIDTH - 2.0 * EDGE;
    let title = letters::cut(&words.title, 17.0, true, room);
    shapes.push(Shape::text([EDGE, 30.0], Anchor::Start, &title, 17.0, Ink::Text).strong());
    sentences(&words.about, 50.0, shapes)
}

/// Sentences, each from a line of its own; gives where the next line stands.
pub(super) fn sentences(all: &[String], mut y: f32, shapes: &mut Vec<Shape>) -> f32 {
    for line in all.iter().flat_map(|words| letters::lines(words, LABEL, WIDTH - 2.0 * EDGE, SENTENCE)) {
        shapes.push(Shape::text([EDGE, y], Anchor::Start, &line, LABEL, Ink::Muted));
        y += LINE;
    }
    y
}

/// Lays a figure out; `mark` draws that of a row into a room of this size, whose upper left is 0, 0.
pub(super) fn figure(
    words: &Words<'_>,
    axis: Axis,
    rows: &[Row],
    mark: impl Fn(&Row, f64, [f32; 2]) -> Vec<Shape>,
) -> Figure {
    let mut shapes = Vec::new();
    let y = head(words, &mut shapes) + 8.0;
    let [left, right] = PLOT;
    let label =
        |at: Point, anchor, room, words: &str| Shape::within(room, at, anchor, words, LABEL, Ink::Muted);
    shapes.push(label([left, y], Anchor::Start, right - left, &axis.name));
    let (base, top) = (y + LINE, y + LINE + 8.0);
    let [of_names, of_numbers, of_intervals] = &words.heads;
    shapes.push(label([EDGE, base], Anchor::Start, left - 2.0 * EDGE, of_names));
    let [number, interval] = NUMBERS;
    shapes.push(label([number, base], Anchor::End, number - right, of_numbers));
    shapes.push(label([interval, base], Anchor::End, interval - number - 8.0, of_intervals));
    shapes.extend(axis.head(PLOT, base));
    let bottom = top + ROW * rows.len() as f32;
    let rule = |y: f32| {
        let pen = Pen { paint: super::Paint { ink: Ink::Line, share: 0.6 }, ..Pen::new(Ink::Line, 1.0) };
        Shape::line([EDGE, y], [WIDTH - EDGE, y], pen)
    };
    shapes.extend((0..=rows.len()).map(|at| rule(top + ROW * at as f32)));
    for end in [axis.low, axis.high] {
        let x = axis.x(PLOT, end);
        shapes.push(Shape::line([x, top], [x, bottom], Pen::new(Ink::Line, 1.0)));
    }
    shapes.extend(axis.across(PLOT, [top, bottom]));
    for (at, row) in rows.iter().enumerate() {
        let top = top + ROW * at as f32;
        drawn(words, row, top, &mut shapes);
        if let Ok(number) = &row.number {
            let marks = mark(row, *number, [right - left, ROW]);
            shapes.extend(marks.into_iter().map(|shape| shape.moved([left, top])));
        }
    }
    let end = sentences(&words.notes, bottom + 24.0, &mut shapes);
    let table = Table {
        header: [&words.heads[0], &axis.name, &words.ends[0], &words.ends[1]].map(Clone::clone).to_vec(),
        rows: rows.iter().map(numbers).collect(),
    };
    let alternative = (words.alternative)(&table.summary());
    Figure { title: words.title.clone(), size: [WIDTH, end], shapes, axis, alternative, table }
}

fn numbers(row: &Row) -> (String, Vec<Option<f64>>) {
    let [low, high] = row.interval.map_or([None, None], |ends| ends.map(Some));
    (row.name.clone(), vec![row.number.as_ref().ok().copied(), low, high])
}

/// All of a row but its mark.
fn drawn(words: &Words<'_>, row: &Row, top: f32, shapes: &mut Vec<Shape>) {
    let base = top + ROW / 2.0 + BODY * letters::CAPITAL / 2.0;
    let at = EDGE + INDENT * row.depth.min(6) as f32;
    let swatch = top + ROW / 2.0;
    shapes.extend(row.colour.map(|colour| Shape::Box {
        min: [at, swatch - 4.0],
        max: [at + 8.0, swatch + 4.0],
        corner: 2.0,
        fill: super::of_code(colour),
    }));
    let at = if row.colour.is_some() { at + 14.0 } else { at };
    let name = letters::cut(&row.name, BODY, row.strong, PLOT[0] - 12.0 - at);
    let name = Shape::text([at, base], Anchor::Start, &name, BODY, Ink::Text);
    shapes.push(if row.strong { name.strong() } else { name });
    let put = |end: usize, words: &str, ink| {
        let room = if end == 0 { NUMBERS[0] - PLOT[1] - 8.0 } else { NUMBERS[1] - NUMBERS[0] - 8.0 };
        Shape::within(room, [NUMBERS[end], base], Anchor::End, words, BODY, ink)
    };
    match &row.number {
        Ok(number) => {
            let written = row.written.clone().unwrap_or_else(|| (words.number)(*number));
            shapes.push(put(0, &written, Ink::Text));
            if let Some([low, high]) = row.interval {
                shapes.push(put(1, &(words.interval)(low, high), Ink::Muted));
            }
        }
        Err(why) => {
            shapes.push(put(0, "–", Ink::Text));
            let why = (words.without)(why);
            let room = PLOT[1] - PLOT[0] - 12.0;
            shapes.push(Shape::within(room, [PLOT[0] + 6.0, base], Anchor::Start, &why, LABEL, Ink::Muted));
        }
    }
}
