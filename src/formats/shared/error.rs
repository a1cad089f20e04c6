//! Why a file cannot be read: which file, where in it, and what to do next.

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

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("the file"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Header => f.write_str("row 1"),
            Self::Row(row) => write!(f, "row {row}"),
            Self::Part { part, line: None } => write!(f, "“{part}”"),
            Self::Part { part, line: Some(line) } => write!(f, "“{part}”, line {line}"),
            Self::Cell { row, column } => write!(f, "row {row}, column “{column}”"),
        }
    }
}

/// Why nothing was taken from a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// There is nothing in it.
    #[error("{file}: the file is empty: choose another")]
    Empty {
        /// Name of the file.
        file: String,
    },
    /// More than is read at once.
    #[error("{file}: it holds {} MiB, and at most {} MiB can be read: split it", .bytes >> 20, .most >> 20)]
    TooLarge {
        /// Name of the file.
        file: String,
        /// Its size.
        bytes: usize,
        /// The largest size that is read.
        most: usize,
    },
    /// Plain text was expected, and this is something else.
    #[error("{file}: this is {what}, not plain text: {remedy}")]
    OtherFormat {
        /// Name of the file.
        file: String,
        /// What it seems to be.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// A byte that no text holds.
    #[error(
        "{file}, line {line}: there is a zero byte, so this is not plain text, or not in the encoding {encoding}: \
         save it as UTF-8, or choose its encoding"
    )]
    NotText {
        /// Name of the file.
        file: String,
        /// Line of the first such byte, counted from 1.
        line: usize,
        /// How it was read.
        encoding: &'static str,
    },
    /// No encoding of that name is known.
    #[error("{file}: the encoding “{name}” is not known: choose one of {}", .known.join(", "))]
    UnknownEncoding {
        /// Name of the file.
        file: String,
        /// The name asked for.
        name: String,
        /// Those that can be chosen.
        known: &'static [&'static str],
    },
    /// No format has such files.
    #[error(
        "{file}: files that end so cannot be read; those that can end in {}: save it as one of them, or say what it holds",
        .known.join(", ")
    )]
    UnknownFormat {
        /// Name of the file.
        file: String,
        /// Extensions of the files that can be read.
        known: Vec<&'static str>,
    },
    /// Something in it is wrong.
    #[error("{file}, {place}: {problem}: {remedy}")]
    At {
        /// Name of the file.
        file: String,
        /// Where.
        place: Location,
        /// What is wrong.
        problem: String,
        /// What to do.
        remedy: String,
    },
}
