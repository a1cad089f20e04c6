//! Figures as data: plain shapes with axes, words and numbers, so that the window, a vector file and an image show the
//! same picture. Never knows where it is painted, never counts, and never says a word of its own.

mod axis;
pub mod bars;
pub mod cells;
mod colour;
pub mod curve;
pub mod dendrogram;
pub mod differences;
pub mod forest;
pub mod frequencies;
pub mod letters;
pub mod map;
pub mod network;
mod rows;
mod shape;
pub mod small;

pub use axis::Axis;
pub use colour::{Ink, PAPER, Paint, Palette, mix};
pub use shape::{Anchor, Pen, Point, Shape, Text};

use crate::lang::Message;
use crate::model::Colour;

/// A picture with what it says in words and in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it shows.
    pub title: String,
    /// Width and height, in points of 1/96 inch.
    pub size: [f32; 2],
    /// From the back to the front.
    pub shapes: Vec<Shape>,
    /// What its places stand for.
    pub axis: Axis,
    /// One paragraph for those who do not see it.
    pub alternative: String,
    /// Every number in it.
    pub table: Table,
}

impl Figure {
    /// The same with a sentence under it.
    #[must_use]
    pub fn noted(mut self, sentence: &str) -> Self {
        let note = [sentence.to_owned()];
        self.size[1] = rows::sentences(&note, self.size[1] + 8.0, &mut self.shapes);
        self.alternative = format!("{} {sentence}.", self.alternative);
        self
    }
}

/// The numbers of a figure, as they were counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The names of the columns; the first is that of the rows' names.
    pub header: Vec<String>,
    /// A name and its numbers; none where there is none.
    pub rows: Vec<(String, Vec<Option<f64>>)>,
}

/// What a figure comes to, for who says it in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary<'a> {
    pub rows: usize,
    /// How many have no number.
    pub without: usize,
    /// The least and the greatest: a name and its number.
    pub ends: Option<[(&'a str, f64); 2]>,
}

impl Table {
    /// By the first column of numbers.
    pub fn summary(&self) -> Summary<'_> {
        let rows = self.rows.iter();
        let values: Vec<(&str, f64)> =
            rows.filter_map(|(name, numbers)| Some((name.as_str(), (*numbers.first()?)?))).collect();
        let least = values.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1));
        let greatest = values.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
        Summary {
            rows: self.rows.len(),
            without: self.rows.len() - values.len(),
            ends: least.zip(greatest).map(|(least, greatest)| [least, greatest]),
        }
    }
}

/// What is said round a figure, by those who have words.
pub struct Words<'a> {
    /// What it shows.
    pub title: String,
    /// What it is about, in sentences.
    pub about: Vec<String>,
    /// What the axis counts, with its unit.
    pub axis: String,
    /// The heads of the columns: the names, the numbers, their intervals.
    pub heads: [String; 3],
    /// Of the table's columns for the ends of intervals.
    pub ends: [String; 2],
    /// What the marks mean, in sentences.
    pub notes: Vec<String>,
    /// How a number is written, on the axis too.
    pub number: &'a dyn Fn(f64) -> String,
    /// How an interval is written.
    pub interval: &'a dyn Fn(f64, f64) -> String,
    /// What stands where there is no number, from the reason.
    pub without: &'a dyn Fn(&Message) -> String,
    /// The paragraph for those who do not see it.
    pub alternative: &'a dyn Fn(&Summary<'_>) -> String,
}

/// The colour of a code, as a paint.
const fn of_code(colour: Colour) -> Paint {
    Paint { ink: Ink::Code(colour), share: 1.0 }
}

/// Words for the tests of figures.
#[cfg(test)]
pub(crate) fn words_of_a_test() -> Words<'static> {
    Words {
        title: "A figure".to_owned(),
        about: vec!["What it is about.".to_owned()],
        axis: "how many".to_owned(),
        heads: ["name", "number", ""].map(str::to_owned),
        ends: ["low", "high"].map(str::to_owned),
        notes: vec!["A note.".to_owned()],
        number: &|number| number.to_string(),
        interval: &|low, high| format!("{low} to {high}"),
        without: &ToString::to_string,
        alternative: &|of| format!("{} rows", of.rows),
    }
}
