//! Why a file cannot be read: which file, where in it, and what to do next.

use crate::lang::{Message, Tell, list, message, place, which};
use std::fmt;

/// A place in a file, as a person finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// The file as a whole.
    Whole,
    /// A line of a text, counted from 1.
    Line(usize),
    /// The first row of a table, which names its columns.
    Header,
    /// A row of a table, counted from 1, the header being row 1.
    Row(usize),
    /// A part of a zipped file.
    Part {
        /// The name of the entry.
        part: String,
        /// The line in it, counted from 1, where one is meant.
        line: Option<usize>,
    },
    /// A cell of a table.
    Cell {
        /// Counted from 1, the header being row 1.
        row: usize,
        /// The name of the column as the header writes it.
        column: String,
    },
}

impl Tell for Location {
    fn message(&self) -> Message {
        match self {
            Self::Whole => message!("place-whole"),
            Self::Line(line) => message!("place-line", line = place(*line)),
            Self::Header => message!("place-row", row = place(1_usize)),
            Self::Row(row) => message!("place-row", row = place(*row)),
            Self::Part { part, line: None } => message!("in-quotes", name = part),
            Self::Part { part, line: Some(line) } => message!("place-part", part, line = place(*line)),
            Self::Cell { row, column } => message!("place-cell", row = place(*row), column),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// Why nothing was taken from a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum FormatError {
    /// There is nothing in it.
    Empty {
        /// Name of the file.
        file: String,
    },
    /// More than is read at once.
    TooLarge {
        /// Name of the file.
        file: String,
        /// Its size.
        bytes: usize,
        /// The largest size that is read.
        most: usize,
    },
    /// Plain text was expected, and this is something else.
    OtherFormat {
        /// Name of the file.
        file: String,
        /// What it seems to be.
        what: &'static str,
    },
    /// A byte that no text holds.
    NotText {
        /// Name of the file.
        file: String,
        /// Line of the first such byte, counted from 1.
        line: usize,
        /// How it was read.
        encoding: &'static str,
    },
    /// No encoding of that name is known.
    UnknownEncoding {
        /// Name of the file.
        file: String,
        /// The name asked for.
        name: String,
        /// Those that can be chosen.
        known: &'static [&'static str],
    },
    /// No format has such files.
    UnknownFormat {
        /// Name of the file.
        file: String,
        /// Extensions of the files that can be read.
        known: Vec<&'static str>,
    },
    /// Something in it is wrong.
    At {
        /// Name of the file.
        file: String,
        place: Location,
        /// What is wrong.
        problem: Message,
        /// What to do.
        remedy: Message,
    },
}

impl Tell for FormatError {
    fn message(&self) -> Message {
        match self {
            Self::Empty { file } => message!("file-empty", file),
            Self::TooLarge { file, bytes, most } => {
                message!("file-too-large", file, size = *bytes >> 20, most = *most >> 20)
            }
            Self::OtherFormat { file, what } => message!("file-other-format", file, what = which(what)),
            Self::NotText { file, line, encoding } => {
                message!("file-not-text", file, line = place(*line), encoding)
            }
            Self::UnknownEncoding { file, name, known } => {
                message!("file-unknown-encoding", file, name, known = list(known.iter().copied()))
            }
            Self::UnknownFormat { file, known } => {
                message!("file-unknown-format", file, known = list(known.iter().copied()))
            }
            Self::At { file, place, problem, remedy } => message!("file-at", file, place, problem, remedy),
        }
    }
}
