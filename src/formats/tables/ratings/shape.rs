//! Where the ratings of a table stand: a column a coder, or, in a long table, a row a rating with its unit and its coder.

use std::collections::HashMap;

use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::table::{Row, Table};
use crate::lang::{Message, message, place};
use crate::model::folded;

/// The most coders of one table.
const MAX_CODERS: usize = 1000;
/// The most ratings of a long table: units times coders.
const MAX_RATINGS: usize = 50_000_000;
const UNIT: &[&str] = &["unit", "id", "unit id", "item", "case", "segment", "subject", "unit_id"];
const CODER: &[&str] =
    &["coder", "rater", "annotator", "observer", "judge", "coder name", "coder id", "coder_id"];
const RATING: &[&str] =
    &["rating", "value", "category", "score", "label", "code", "rated", "judgement", "judgment"];

/// The ratings of a table, unit by unit.
pub(super) struct Shape<'t> {
    table: &'t Table,
    pub(super) coders: Vec<String>,
    cells: Cells,
}

enum Cells {
    /// The columns of the coders; a row is a unit.
    Wide(Vec<usize>),
    /// The column of the ratings, and of each unit the row of each coder.
    Long { column: usize, units: Vec<Vec<Option<u32>>> },
}

impl<'t> Shape<'t> {
    /// # Errors
    /// When there are fewer than two coders, or a unit has two rows of one coder.
    pub(super) fn of(table: &'t Table) -> Result<Self, FormatError> {
        let [unit, coder, rating] = [UNIT, CODER, RATING].map(|names| table.column(names));
        let shape = match (coder, rating) {
            (Some(coder), Some(rating)) => long(table, unit, coder, rating)?,
            _ => wide(table)?,
        };
        let wrong = |problem: Message, remedy: Message| Err(table.error(Location::Header, problem, remedy));
        if shape.coders.len() < 2 {
            return wrong(message!("file-too-few-coders"), message!("do-put-unit-first"));
        }
        if shape.coders.len() > MAX_CODERS {
            return wrong(message!("file-too-many-raters"), message!("do-give-coders-columns"));
        }
        Ok(shape)
    }

    /// Calls `of` with the cells of each unit, in the order of the coders; none where there is no row.
    pub(super) fn each<E>(
        &self,
        mut of: impl FnMut(&[Option<(&'t Row, usize)>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let rows = self.table.rows();
        let mut cells = Vec::with_capacity(self.coders.len());
        match &self.cells {
            Cells::Wide(columns) => {
                for row in rows {
                    cells.clear();
                    cells.extend(columns.iter().map(|&column| Some((row, column))));
                    of(&cells)?;
                }
            }
            Cells::Long { column, units } => {
                for unit in units {
                    cells.clear();
                    let row = |row: Option<u32>| rows.get(row? as usize).map(|row| (row, *column));
                    cells.extend(unit.iter().map(|&at| row(at)));
                    cells.resize(self.coders.len(), None);
                    of(&cells)?;
                }
            }
        }
        Ok(())
    }
}

fn wide(table: &Table) -> Result<Shape<'_>, FormatError> {
    let header = table.header();
    // R writes the numbers of its rows into a first column without a name.
    let numbered = header.first().is_some_and(String::is_empty)
        && header.get(1).is_some_and(|name| UNIT.contains(&folded(name).as_str()));
    let unit = usize::from(numbered);
    let columns: Vec<usize> = (unit + 1..header.len()).filter(|&at| !header[at].is_empty()).collect();
    no_unit_twice(table, unit)?;
    let coders = columns.iter().map(|&at| header[at].clone()).collect();
    Ok(Shape { table, coders, cells: Cells::Wide(columns) })
}

/// Units without a name may be many.
fn no_unit_twice(table: &Table, column: usize) -> Result<(), FormatError> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for row in table.rows() {
        let unit = row.cell(column).trim();
        if unit.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert(unit, row.number) {
            return Err(table.at(
                row,
                column,
                message!("file-unit-twice", unit, first = place(first)),
                message!("do-give-units-rows"),
            ));
        }
    }
    Ok(())
}

fn long(table: &Table, unit: Option<usize>, coder: usize, column: usize) -> Result<Shape<'_>, FormatError> {
    let others = |at: &usize| *at != coder && *at != column;
    let unit = unit.or_else(|| (0..table.header().len()).find(others)).ok_or_else(|| {
        table.error(Location::Header, message!("file-long-without-unit"), message!("do-name-unit-column"))
    })?;
    let mut coders: Vec<String> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut unit_places: HashMap<&str, usize> = HashMap::new();
    let mut units: Vec<Vec<Option<u32>>> = Vec::new();
    let mut held = 0;
    for (at, row) in table.rows().iter().enumerate() {
        let name = row.cell(coder).trim();
        let called = row.cell(unit).trim();
        for (cell, column) in [(name, coder), (called, unit)] {
            if cell.is_empty() {
                return Err(table.at(
                    row,
                    column,
                    message!("file-rating-of-nobody"),
                    message!("do-fill-it-in"),
                ));
            }
        }
        let coder_place = *places.entry(name).or_insert_with(|| {
            coders.push(name.to_owned());
            coders.len() - 1
        });
        let unit_place = *unit_places.entry(called).or_insert_with(|| {
            units.push(Vec::new());
            units.len() - 1
        });
        let of = &mut units[unit_place];
        if of.len() <= coder_place {
            held += coder_place + 1 - of.len();
            of.resize(coder_place + 1, None);
        }
        if held > MAX_RATINGS || coders.len() > MAX_CODERS {
            let remedy = message!("do-give-coders-columns");
            return Err(table.error(Location::Whole, message!("file-too-many-raters"), remedy));
        }
        if let Some(first) = of[coder_place].replace(at as u32) {
            let first = place(table.rows()[first as usize].number);
            return Err(table.at(
                row,
                unit,
                message!("file-rated-twice", coder = name, unit = called, first),
                message!("do-keep-one-rating"),
            ));
        }
    }
    Ok(Shape { table, coders, cells: Cells::Long { column, units } })
}
