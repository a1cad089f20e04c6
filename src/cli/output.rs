//! What a command prints: words and aligned tables for a person, JSON and CSV for programs. Never decides a figure.

use std::io::{self, BufWriter, Write, stdout};

use clap::ValueEnum;
use serde::{Serialize, Serializer};

use super::Failure;
use super::failure::say;
use super::table::{Columns, Side};
use crate::analysis::Interval;
use crate::formats::Sheet;
use crate::lang::{Message, Tell, number};
use crate::model::Project;

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
pub(super) trait Printable: Serialize {
    /// Lines for a person.
    fn text(&self) -> String;
}

/// Figures, which are a table as well.
pub(super) trait Figures: Printable {
    /// A header and rows.
    fn table(&self) -> Vec<Vec<String>>;
}

/// Rows of which there may be millions: each is made when it is printed, and none is kept.
pub(super) trait Listing {
    /// One of them.
    type Row: Serialize;

    /// All of them, the same each time.
    fn rows(&self) -> impl Iterator<Item = Self::Row>;

    /// The names of the columns in a table for programs.
    const HEADER: &'static [&'static str];

    /// A row of that table.
    fn cells(row: Self::Row) -> Vec<String>;

    /// The columns that a person sees.
    const COLUMNS: &'static [(&'static str, Side)];

    /// A row of them.
    fn line(row: &Self::Row) -> Vec<String>;

    /// What stands above them, by how many rows there are.
    fn heading(count: usize) -> String;
}

/// For keys that are there only where there is something to count.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(super) const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Prints what was done.
pub(super) fn tell(told: &impl Printable, telling: Telling) -> Result<(), Failure> {
    print(|to| match telling {
        Telling::Text => to.write_all(told.text().as_bytes()),
        Telling::Json => json(told, to),
    })
}

/// Prints figures, and what of the study they are about, where a scope leaves some of it out.
pub(super) fn show(figures: &impl Figures, format: Format, scope: Option<&str>) -> Result<(), Failure> {
    print(|to| match format {
        Format::Text => write!(to, "{}{}", scope_line(scope), figures.text()),
        Format::Json => json(&Scoped { scope, figures }, to),
        Format::Csv => {
            let mut table = figures.table();
            for (at, row) in table.iter_mut().enumerate() {
                row.extend(scope.map(|scope| if at == 0 { "scope" } else { scope }.to_owned()));
            }
            csv(to, &table)
        }
    })
}

/// A word with a capital letter.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Prints rows as they are made. A list in JSON has no place for what they are about, which is said beside.
pub(super) fn list<L: Listing>(listing: &L, format: Format, scope: Option<&str>) -> Result<(), Failure> {
    print(|to| match format {
        Format::Text => {
            write!(to, "{}", scope_line(scope))?;
            aligned(listing, to)
        }
        Format::Json => {
            scope.inspect(|_| say(scope_line(scope).trim_end()));
            json(&Each(listing), to)
        }
        Format::Csv => {
            let mut sheet = Sheet::new(to);
            sheet.row(L::HEADER.iter().copied().chain(scope.map(|_| "scope")))?;
            let cells = |row| L::cells(row).into_iter().chain(scope.map(str::to_owned));
            listing.rows().try_for_each(|row| sheet.row(cells(row)))
        }
    })
}

/// The line that says what of the study counts; nothing where all does.
pub(super) fn scope_line(scope: Option<&str>) -> String {
    scope.map(|scope| format!("Scope: {scope}\n")).unwrap_or_default()
}

/// Figures with what of the study they are about.
#[derive(Serialize)]
pub(super) struct Scoped<'f, F> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) scope: Option<&'f str>,
    #[serde(flatten)]
    pub(super) figures: &'f F,
}

/// Columns are as wide as their widest cell, so that the rows are made twice.
fn aligned<L: Listing>(listing: &L, to: &mut dyn Write) -> io::Result<()> {
    let (mut columns, mut count) = (Columns::new(L::COLUMNS), 0);
    for row in listing.rows() {
        columns.fit(&L::line(&row));
        count += 1;
    }
    write!(to, "{}\n\n{}", L::heading(count), columns.head())?;
    let mut line = String::new();
    listing.rows().try_for_each(|row| {
        line.clear();
        columns.line(&mut line, &L::line(&row));
        to.write_all(line.as_bytes())
    })
}

/// The rows as a list in JSON.
struct Each<'l, L>(&'l L);

impl<L: Listing> Serialize for Each<'_, L> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.rows())
    }
}

/// Prints what is written a piece at a time.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut to = BufWriter::with_capacity(1 << 16, stdout().lock());
    write(&mut to)?;
    Ok(to.flush()?)
}

/// Writes JSON as it is made.
pub(super) fn json(value: &impl Serialize, to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, value)?;
    to.write_all(b"\n")
}

/// Writes rows of a CSV.
pub(super) fn csv<C: AsRef<str>>(to: &mut dyn Write, rows: &[Vec<C>]) -> io::Result<()> {
    let mut sheet = Sheet::new(to);
    rows.iter().try_for_each(|row| sheet.row(row.iter().map(AsRef::as_ref)))
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
        /// In English.
        undefined: Message,
    },
}

impl<E: Tell> From<Result<f64, E>> for Figure {
    fn from(figure: Result<f64, E>) -> Self {
        match figure {
            Ok(value) => Self::Value(value),
            Err(reason) => Self::Undefined { undefined: reason.message() },
        }
    }
}

impl Figure {
    /// As a cell of a table for programs.
    pub(super) fn cell(&self) -> String {
        self.written(|value| value.to_string())
    }

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

/// That the interviewer's turns were left out, or that there are none to leave out.
pub(super) fn without_interviewer(project: &Project, asked: bool) -> &'static str {
    match (asked, project.has_interviewer()) {
        (false, _) => "",
        (true, true) => ", without the interviewer's turns",
        (true, false) => ", nothing left out: no speaker is set as interviewer, which is done on import",
    }
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
