//! What a figure is made of: boxes, dots, lines, areas and words, which is enough for bars, cells, intervals, curves with
//! bands, rings and links. Never measures, never paints.

use super::{Ink, Paint, letters};

/// To the right and down, in points.
pub type Point = [f32; 2];

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Its colour.
    pub paint: Paint,
    /// In points.
    pub width: f32,
    /// Lengths of a dash and of the gap after it.
    pub dash: Option<[f32; 2]>,
}

impl Pen {
    /// A whole line.
    pub fn new(ink: Ink, width: f32) -> Self {
        Self { paint: ink.into(), width, dash: None }
    }
}

/// Which end of words stands at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// A line of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// On the line that the letters stand on.
    pub at: Point,
    /// Which end stands there.
    pub anchor: Anchor,
    /// Without line ends and what no file may hold.
    pub words: String,
    /// Of the letters.
    pub size: f32,
    /// Semibold.
    pub strong: bool,
    /// Their colour.
    pub ink: Ink,
}

/// One of the things that are painted, one over the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A bar or a cell.
    Box {
        /// Upper left.
        min: Point,
        /// Lower right.
        max: Point,
        /// How round its corners are.
        corner: f32,
        fill: Paint,
    },
    /// A round mark.
    Dot {
        /// Its middle.
        at: Point,
        /// From there to its edge.
        radius: f32,
        fill: Paint,
    },
    /// A line through points: an interval, a rule, a curve, a link.
    Line {
        /// At least two.
        through: Vec<Point>,
        /// How it is drawn.
        pen: Pen,
    },
    /// What lies between two lines, pair by pair of points: the band of a curve, a piece of a ring.
    Area {
        /// From one line to the other.
        between: Vec<[Point; 2]>,
        fill: Paint,
    },
    /// Words.
    Text(Text),
}

impl Shape {
    /// Words of one size and colour.
    pub fn text(at: Point, anchor: Anchor, words: &str, size: f32, ink: Ink) -> Self {
        Self::Text(Text { at, anchor, words: letters::tidy(words), size, strong: false, ink })
    }

    /// The same, cut where they are wider than their room.
    pub fn within(room: f32, at: Point, anchor: Anchor, words: &str, size: f32, ink: Ink) -> Self {
        Self::text(at, anchor, &letters::cut(words, size, false, room), size, ink)
    }

    /// Words semibold.
    #[must_use]
    pub fn strong(mut self) -> Self {
        if let Self::Text(text) = &mut self {
            text.strong = true;
        }
        self
    }

    /// From one point straight to another.
    pub fn line(from: Point, to: Point, pen: Pen) -> Self {
        Self::Line { through: vec![from, to], pen }
    }

    /// The same somewhere else.
    #[must_use]
    pub fn moved(mut self, by: Point) -> Self {
        let go = |point: &mut Point| {
            point[0] += by[0];
            point[1] += by[1];
        };
        match &mut self {
            Self::Box { min, max, .. } => {
                go(min);
                go(max);
            }
            Self::Dot { at, .. } | Self::Text(Text { at, .. }) => go(at),
            Self::Line { through, .. } => through.iter_mut().for_each(go),
            Self::Area { between, .. } => between.iter_mut().flatten().for_each(go),
        }
        self
    }
}
