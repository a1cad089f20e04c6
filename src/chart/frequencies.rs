//! How often codes and themes occur, as bars from 0 with their intervals as whiskers. Never counts.

use super::rows::{self, Row};
use super::{Axis, Figure, Ink, Paint, Pen, Shape, Words};
use crate::analysis::frequency::{Figures, Scope, Undefined};
use crate::lang::Tell;
use crate::model::Colour;

/// The figure that leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// Participants with the theme, of all in scope.
    #[default]
    Participants,
    /// Transcripts with the theme, of all in scope.
    Transcripts,
    /// Passages, overlapping ones merged.
    Segments,
    /// Words in them.
    Words,
    /// Characters in them, of all in scope.
    Coverage,
}

impl Count {
    /// All of them, the leading one first.
    pub const ALL: [Self; 5] =
        [Self::Participants, Self::Transcripts, Self::Segments, Self::Words, Self::Coverage];
}

/// A bar, in the unit of its axis: shares of participants, transcripts and characters, numbers of segments and words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// From 0.
    pub length: f64,
    /// The ends of its interval, where there is one.
    pub interval: Option<[f64; 2]>,
}

/// One code or theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub name: String,
    /// How far in it stands.
    pub depth: usize,
    /// Whether its subcodes are taken in.
    pub theme: bool,
    pub colour: Colour,
    /// What was counted.
    pub figures: Figures,
    /// As it is written: "11 of 12".
    pub written: String,
}

/// The bar of a figure.
///
/// # Errors
/// Where there is no figure.
pub fn bar(figures: &Figures, scope: &Scope, count: Count) -> Result<Bar, Undefined> {
    let alone = |length| Bar { length, interval: None };
    match count {
        Count::Participants => {
            figures.share.map(|length| Bar { length, interval: figures.share_ci.map(|ci| [ci.low, ci.high]) })
        }
        Count::Transcripts if scope.transcripts > 0.0 => Ok(alone(figures.transcripts / scope.transcripts)),
        Count::Transcripts => Err(Undefined::NoParticipants),
        Count::Segments => figures.share.map(|_| alone(figures.segments)),
        Count::Words => figures.coverage.map(|_| alone(figures.words)),
        Count::Coverage => figures.coverage.map(alone),
    }
}

/// From 0 to 1 for shares of participants and transcripts, else to the first round number that holds the largest bar.
pub fn axis<'a>(
    name: &str,
    figures: impl Iterator<Item = &'a Figures>,
    scope: &Scope,
    count: Count,
    most: usize,
    written: &dyn Fn(f64) -> String,
) -> Axis {
    let high = match count {
        Count::Participants | Count::Transcripts => 1.0,
        Count::Segments | Count::Words | Count::Coverage => {
            figures.filter_map(|of| bar(of, scope, count).ok()).map(|bar| bar.length).fold(0.0, f64::max)
        }
    };
    Axis::from_zero(name, high, most, written)
}

/// A bar in a room whose upper left is 0, 0; that of a theme is thicker and stronger than that of a code.
pub fn mark(axis: &Axis, [width, height]: [f32; 2], bar: Bar, colour: Colour, theme: bool) -> Vec<Shape> {
    let (thick, share) = if theme { (14.0, 0.85) } else { (10.0, 0.6) };
    let (room, middle) = ([0.0, width], height / 2.0);
    // Nothing is seen as a hairline.
    let end = axis.x(room, bar.length).max(1.0);
    let mut shapes = vec![Shape::Box {
        min: [0.0, middle - thick / 2.0],
        max: [end, middle + thick / 2.0],
        corner: 2.0,
        fill: Paint { ink: Ink::Code(colour), share },
    }];
    if let Some(ends) = bar.interval {
        let pen = Pen::new(Ink::Text, 1.0);
        let ends = ends.map(|end| axis.x(room, end));
        shapes.push(Shape::line([ends[0], middle], [ends[1], middle], pen));
        shapes.extend(ends.map(|x| Shape::line([x, middle - 4.0], [x, middle + 4.0], pen)));
    }
    shapes
}

/// The bars of these lines, in their order.
pub fn figure(lines: &[Line], scope: &Scope, count: Count, words: &Words<'_>) -> Figure {
    let axis = axis(&words.axis, lines.iter().map(|line| &line.figures), scope, count, 5, words.number);
    let row = |line: &Line| {
        let bar = bar(&line.figures, scope, count);
        Row {
            name: line.name.clone(),
            depth: line.depth,
            strong: line.theme,
            colour: Some(line.colour),
            number: bar.map(|bar| bar.length).map_err(|why| why.message()),
            interval: bar.ok().and_then(|bar| bar.interval),
            written: Some(line.written.clone()),
        }
    };
    let rows: Vec<Row> = lines.iter().map(row).collect();
    let marks = |row: &Row, length, size| {
        let bar = Bar { length, interval: row.interval };
        row.colour.map_or_else(Vec::new, |colour| mark(&axis, size, bar, colour, row.strong))
    };
    rows::figure(words, axis.clone(), &rows, marks)
}
