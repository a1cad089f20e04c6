//! What a command prints: words and aligned tables for a person, JSON and CSV for programs. Never decides a figure.

use std::io::{self, BufWriter, Write, stdout};

use clap::ValueEnum;
use serde::{Serialize, Serializer};

use super::Failure;
use crate::analysis::Interval;
use crate::formats::Sheet;
use crate::lang::number;

/// How figures are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Words and aligned tables
    #[default]
    Text,
    /// JSON, with the same keys in every version
    Json,
    /// A table for a spreadsheet
    Csv,
}

/// How what was done is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Telling {
    /// Words
    #[default]
    Text,
    /// JSON, with the same keys in every version
    Json,
}

/// What was done, in words and as JSON.
pub(super) trait Told: Serialize {
    /// Lines for a person.
    fn text(&self) -> String;
}

/// Figures, which are a table as well.
pub(super) trait Figures: Told {
    /// A header and rows.
    fn table(&self) -> Vec<Vec<String>>;
}

/// For keys that are there only where there is something to count.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(super) const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Prints what was done.
pub(super) fn tell(told: &impl Told, telling: Telling) -> Result<(), Failure> {
    match telling {
        Telling::Text => print(told.text().as_bytes()),
        Telling::Json => print(&json(told)?),
    }
}

/// Prints figures.
pub(super) fn show(figures: &impl Figures, format: Format) -> Result<(), Failure> {
    match format {
        Format::Text => print(figures.text().as_bytes()),
        Format::Json => print(&json(figures)?),
        Format::Csv => print(&csv(&figures.table())),
    }
}

/// Prints it as it is.
pub(super) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Prints what is written a piece at a time, since all of it is more than should be held.
pub(super) fn print_all(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(stdout().lock());
    write(&mut out)?;
    Ok(out.flush()?)
}

/// Writes JSON as it is made.
pub(super) fn write_json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Writes rows of a CSV.
pub(super) fn write_csv(out: &mut dyn Write, rows: &[Vec<String>]) -> io::Result<()> {
    out.write_all(&csv(rows))
}

fn json(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut sheet = Sheet::new();
    rows.iter().for_each(|row| sheet.row(row));
    sheet.done()
}

/// A figure in JSON: a whole number without a fraction, as it is wherever one coder is looked at.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(super) fn whole<S: Serializer>(value: &f64, to: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        to.serialize_i64(*value as i64)
    } else {
        to.serialize_f64(*value)
    }
}

/// A share or coefficient in JSON, or the reason why there is none.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Figure {
    /// The figure.
    Value(f64),
    /// Why there is none.
    Undefined {
        /// In words.
        undefined: String,
    },
}

impl<E: ToString> From<Result<f64, E>> for Figure {
    fn from(figure: Result<f64, E>) -> Self {
        match figure {
            Ok(value) => Self::Value(value),
            Err(reason) => Self::Undefined { undefined: reason.to_string() },
        }
    }
}

impl Figure {
    /// For a person.
    pub(super) fn written(&self, write: impl Fn(f64) -> String) -> String {
        match self {
            Self::Value(value) => write(*value),
            Self::Undefined { .. } => UNDEFINED.to_owned(),
        }
    }
}

/// What stands where there is no figure.
pub(super) const UNDEFINED: &str = "undefined";

/// The two ends in JSON.
pub(super) fn ends(interval: Option<Interval>) -> Option<[f64; 2]> {
    interval.map(|i| [i.low, i.high])
}

/// "28 codes in 6 themes", "3 codes", "no codes".
pub(super) fn in_themes(codes: usize, themes: usize) -> String {
    let codes = match codes {
        0 => "no codes".to_owned(),
        n => counted(n as f64, "code", "codes"),
    };
    match themes {
        0 => codes,
        n => format!("{codes} in {}", counted(n as f64, "theme", "themes")),
    }
}

/// "1 transcript", "2 transcripts".
pub(super) fn counted(n: f64, one: &str, several: &str) -> String {
    format!("{} {}", number::amount(n), if n == 1.0 { one } else { several })
}
