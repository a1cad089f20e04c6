//! A field of cells, the darker the more: codes by cases, codes by codes. Columns have numbers, which a list under the field
//! or the rows themselves explain, since names do not fit over narrow columns. Never counts.

use super::rows::{BODY, EDGE, LABEL, LINE, WIDTH, head, sentences};
use super::{Anchor, Axis, Figure, Ink, Paint, Pen, Shape, Summary, Table, Words, letters};

/// What a field shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells {
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// By row, a value a column, from 0; none where there is no cell, as where a code meets itself.
    pub values: Vec<Vec<Option<f64>>>,
    /// Whether columns are the same as rows, so that their numbers stand at the rows.
    pub square: bool,
}

/// Where the first column begins.
const LEFT: f32 = 320.0;
/// Width of the widest and the narrowest column.
const WIDE: f32 = 36.0;
const NARROW: f32 = 7.0;
/// Numbers stand in cells that are as wide as this at least.
const NUMBERED: f32 = 22.0;
/// The least that a value above 0 is shaded.
const LEAST: f32 = 0.12;
/// From here on a cell is so dark that its number is light.
const DARK: f32 = 0.55;
const SMALL: f32 = 10.0;

/// How large cells are.
#[derive(Clone, Copy)]
struct Grid {
    top: f32,
    wide: f32,
    high: f32,
}

/// Lays a field out. The axis of the words is what a cell counts; its numbers stand at the scale of shades.
pub fn figure(cells: &Cells, words: &Words<'_>) -> Figure {
    let mut shapes = Vec::new();
    let y = head(words, &mut shapes) + 8.0;
    let most = cells.values.iter().flatten().flatten().fold(0.0, |most: f64, value| most.max(*value));
    let axis = Axis::from_zero(&words.axis, most, 5, words.number);
    let top = scale(&axis, y, &mut shapes) + 30.0;
    let columns = cells.columns.len().max(1) as f32;
    let grid = Grid {
        top,
        wide: ((WIDTH - LEFT - EDGE) / columns).clamp(NARROW, WIDE),
        high: if cells.rows.len() <= 60 { 20.0 } else { 14.0 },
    };
    let bottom = top + grid.high * cells.rows.len() as f32;
    let right = LEFT + grid.wide * cells.columns.len() as f32;
    numbers_over(cells, grid, &mut shapes);
    for (at, values) in cells.values.iter().enumerate() {
        row(cells, values, at, grid, most, words, &mut shapes);
    }
    rules(grid, [right, bottom], cells, &mut shapes);
    let below = if cells.square { bottom + 24.0 } else { explained(cells, bottom + 28.0, &mut shapes) };
    let end = sentences(&words.notes, below, &mut shapes);
    let header = std::iter::once(&words.heads[0]).chain(&cells.columns).cloned().collect();
    let rows = cells.rows.iter().cloned().zip(cells.values.iter().cloned()).collect();
    let table = Table { header, rows };
    let alternative = (words.alternative)(&summary(cells, &ends(cells)));
    let size = [WIDTH.max(right + EDGE), end];
    Figure { title: words.title.clone(), size, shapes, axis, alternative, table }
}

/// The cells with the least and the greatest value, by row and column.
fn ends(cells: &Cells) -> Option<[(String, f64); 2]> {
    let named = |row: usize, column: usize| {
        let [row, column] =
            [cells.rows.get(row), cells.columns.get(column)].map(|name| name.map_or("", String::as_str));
        format!("{row} × {column}")
    };
    let rows = cells.values.iter().enumerate();
    let all = rows.flat_map(|(row, values)| {
        values.iter().enumerate().filter_map(move |(column, value)| Some((row, column, (*value)?)))
    });
    let all: Vec<(usize, usize, f64)> = all.collect();
    let least = all.iter().min_by(|a, b| a.2.total_cmp(&b.2))?;
    let most = all.iter().max_by(|a, b| a.2.total_cmp(&b.2))?;
    Some([least, most].map(|&(row, column, value)| (named(row, column), value)))
}

fn summary<'e>(cells: &Cells, ends: &'e Option<[(String, f64); 2]>) -> Summary<'e> {
    let ends = ends.as_ref().map(|[least, most]| [(least.0.as_str(), least.1), (most.0.as_str(), most.1)]);
    Summary { rows: cells.rows.len(), without: 0, ends }
}

/// How dark a value is.
fn shade(value: f64, most: f64) -> f32 {
    if value <= 0.0 || most <= 0.0 { 0.0 } else { LEAST + (1.0 - LEAST) * (value / most) as f32 }
}

/// What the shades mean; gives where the next thing stands.
fn scale(axis: &Axis, y: f32, shapes: &mut Vec<Shape>) -> f32 {
    const STEPS: usize = 20;
    let room = [LEFT, LEFT + 240.0];
    let words =
        Shape::within(LEFT - 2.0 * EDGE, [EDGE, y + LINE], Anchor::Start, &axis.name, LABEL, Ink::Muted);
    shapes.push(words);
    shapes.extend(axis.head(room, y + 8.0));
    for at in 0..STEPS {
        let ends = [at, at + 1].map(|at| room[0] + (room[1] - room[0]) * at as f32 / STEPS as f32);
        let share = shade((at + 1) as f64 / STEPS as f64, 1.0);
        let fill = Paint { ink: Ink::Accent, share };
        shapes.push(Shape::Box { min: [ends[0], y + 12.0], max: [ends[1], y + 22.0], corner: 0.0, fill });
    }
    y + 22.0
}

fn numbers_over(cells: &Cells, grid: Grid, shapes: &mut Vec<Shape>) {
    // Every number where there is room for it, else every fifth.
    let step = if grid.wide >= 16.0 { 1 } else { 5 };
    for number in (1..=cells.columns.len()).filter(|number| number % step == 0 || *number == 1) {
        let at = [LEFT + grid.wide * (number as f32 - 0.5), grid.top - 6.0];
        shapes.push(Shape::text(at, Anchor::Middle, &number.to_string(), SMALL, Ink::Muted));
    }
}

fn row(
    cells: &Cells,
    values: &[Option<f64>],
    at: usize,
    grid: Grid,
    most: f64,
    words: &Words<'_>,
    shapes: &mut Vec<Shape>,
) {
    let top = grid.top + grid.high * at as f32;
    let size = if grid.high < 20.0 { SMALL } else { LABEL };
    let base = top + grid.high / 2.0 + size * letters::CAPITAL / 2.0;
    let name = cells.rows.get(at).map_or("", String::as_str);
    let name = if cells.square { format!("{}  {name}", at + 1) } else { name.to_owned() };
    shapes.push(Shape::within(LEFT - 2.0 * EDGE, [EDGE, base], Anchor::Start, &name, size, Ink::Text));
    for (column, value) in values.iter().enumerate() {
        let left = LEFT + grid.wide * column as f32;
        let share = value.map(|value| shade(value, most));
        let max = [left + grid.wide, top + grid.high];
        let fill = match share {
            Some(0.0) => continue,
            Some(share) => Paint { ink: Ink::Accent, share },
            // Crossed out, which no shade is.
            None => {
                shapes.push(Shape::line([left, top], max, Pen::new(Ink::Muted, 0.5)));
                continue;
            }
        };
        shapes.push(Shape::Box { min: [left, top], max, corner: 0.0, fill });
        let written = value.map(|value| (words.number)(value)).unwrap_or_default();
        let fits = grid.wide >= NUMBERED && letters::width(&written, SMALL, false) <= grid.wide - 3.0;
        if fits && !written.is_empty() {
            let ink = if share.is_some_and(|share| share >= DARK) { Ink::Ground } else { Ink::Text };
            let place = [left + grid.wide / 2.0, top + grid.high / 2.0 + SMALL * letters::CAPITAL / 2.0];
            shapes.push(Shape::text(place, Anchor::Middle, &written, SMALL, ink));
        }
    }
}

/// Hairlines between rows and columns, so that empty cells are seen as such.
fn rules(grid: Grid, [right, bottom]: [f32; 2], cells: &Cells, shapes: &mut Vec<Shape>) {
    let pen = Pen { paint: Paint { ink: Ink::Line, share: 0.6 }, ..Pen::new(Ink::Line, 0.5) };
    for at in 0..=cells.rows.len() {
        let y = grid.top + grid.high * at as f32;
        shapes.push(Shape::line([LEFT, y], [right, y], pen));
    }
    for at in 0..=cells.columns.len() {
        let x = LEFT + grid.wide * at as f32;
        shapes.push(Shape::line([x, grid.top], [x, bottom], pen));
    }
}

/// Which number is which column, in three lists side by side; gives where the next line stands.
fn explained(cells: &Cells, top: f32, shapes: &mut Vec<Shape>) -> f32 {
    const LISTS: usize = 3;
    let room = (WIDTH - 2.0 * EDGE) / LISTS as f32;
    let long = cells.columns.len().div_ceil(LISTS).max(1);
    for (at, column) in cells.columns.iter().enumerate() {
        let place = [EDGE + room * (at / long) as f32, top + (BODY + 3.0) * (at % long) as f32];
        let words = format!("{}  {column}", at + 1);
        shapes.push(Shape::within(room - 12.0, place, Anchor::Start, &words, LABEL, Ink::Text));
    }
    top + (BODY + 3.0) * long as f32 + 12.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{PAPER, words_of_a_test};

    fn made(rows: usize, columns: usize, square: bool) -> Figure {
        let names = |of: usize| (0..of).map(|n| format!("Theme / a rather long name {n}")).collect();
        let value = |row: usize, column: usize| (!square || row != column).then_some((row * column) as f64);
        let values = (0..rows).map(|row| (0..columns).map(|column| value(row, column)).collect()).collect();
        let cells = Cells { rows: names(rows), columns: names(columns), values, square };
        figure(&cells, &words_of_a_test())
    }

    fn inside(figure: &Figure) {
        let [width, height] = figure.size;
        for shape in &figure.shapes {
            let ends: Vec<[f32; 2]> = match shape {
                Shape::Box { min, max, .. } => vec![*min, *max],
                Shape::Dot { at, .. } => vec![*at],
                Shape::Line { through, .. } => through.clone(),
                Shape::Area { between, .. } => between.iter().flatten().copied().collect(),
                Shape::Text(text) => vec![text.at],
            };
            assert!(
                ends.iter().all(|[x, y]| (0.0..=width).contains(x) && (0.0..=height).contains(y)),
                "{shape:?}"
            );
        }
    }

    #[test]
    fn every_cell_is_in_the_picture_and_in_the_table() {
        for (rows, columns) in [(0, 0), (1, 1), (3, 40), (169, 40), (12, 300)] {
            let figure = made(rows, columns, false);
            inside(&figure);
            let numbers: usize = figure.table.rows.iter().map(|(_, numbers)| numbers.len()).sum();
            assert_eq!((figure.table.rows.len(), numbers), (rows, rows * columns));
        }
        assert_eq!(made(4, 4, true).table.rows[2].1[2], None, "a code does not meet itself");
    }

    #[test]
    fn the_more_the_darker_in_grey_too_and_numbers_are_read_on_it() {
        let grey = |share: f32| {
            let [red, green, blue] = PAPER.rgb(Paint { ink: Ink::Accent, share }).map(f32::from);
            0.299 * red + 0.587 * green + 0.114 * blue
        };
        let shades: Vec<f32> = (0..=10).map(|n| grey(shade(f64::from(n), 10.0))).collect();
        assert!(shades.windows(2).all(|two| two[0] > two[1] + 5.0), "{shades:?}");
        let light = |ink: Ink| PAPER.rgb(ink.into()).map(f32::from).iter().sum::<f32>() / 3.0;
        for n in 1..=10 {
            let share = shade(f64::from(n), 10.0);
            let ink = if share >= DARK { Ink::Ground } else { Ink::Text };
            assert!((light(ink) - grey(share)).abs() > 80.0, "{n}");
        }
    }
}
