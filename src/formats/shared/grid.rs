//! A table with typed cells on its way out, for a .csv and for a spreadsheet alike. Never decides what stands in it.

use std::io;

use super::outcome::Lost;
use super::sheet::Sheet;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words; never run as a formula.
    Text(String),
    /// A finite number, as precise as it is.
    Number(f64),
    /// Nothing: not known, or not looked at.
    Empty,
}

impl Cell {
    /// As a cell of a .csv.
    pub(in crate::formats) fn written(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Empty => String::new(),
        }
    }

    /// A figure, or the word that says that there is none.
    pub fn figure<E>(figure: Result<f64, E>) -> Self {
        figure.map_or_else(|_| UNDEFINED.into(), Self::Number)
    }
}

/// What stands where there is no figure.
pub const UNDEFINED: &str = "undefined";

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Number(number) } else { Self::Text(UNDEFINED.to_owned()) }
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// A header and rows as long as it.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    name: String,
    header: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// A table without rows. Its name is that of the sheet in a workbook.
    pub fn new<H: Into<String>>(name: &str, header: impl IntoIterator<Item = H>) -> Self {
        let header = header.into_iter().map(Into::into).collect();
        Self { name: name.to_owned(), header, rows: Vec::new() }
    }

    /// Adds a row, cut or filled up to the header's length.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let mut row: Vec<Cell> = cells.into_iter().collect();
        row.resize(self.header.len(), Cell::Empty);
        self.rows.push(row);
    }

    /// The name of the table.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The rows below the header.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// Header and rows as the cells of a .csv, without what guards formulas.
    pub fn strings(&self) -> Vec<Vec<String>> {
        let rows = self.rows.iter().map(|row| row.iter().map(Cell::written).collect());
        std::iter::once(self.header.clone()).chain(rows).collect()
    }

    /// The table as a .csv.
    pub fn csv(&self) -> Vec<u8> {
        Rows::from(self).csv()
    }

    /// The same, to wherever it goes.
    ///
    /// # Errors
    /// Where that fails.
    pub fn write_csv(&self, to: &mut dyn io::Write) -> io::Result<()> {
        Rows::from(self).write_csv(to)
    }
}

/// A table of which there may be a million rows: each is made when it is written, and none is kept.
pub struct Rows<'p> {
    pub(super) name: String,
    pub(super) header: Vec<String>,
    pub(super) rows: Box<dyn Iterator<Item = Vec<Cell>> + 'p>,
}

impl<'p> Rows<'p> {
    /// A table by its rows, which are as long as the header.
    pub(in crate::formats) fn new<H: Into<String>>(
        name: &str,
        header: impl IntoIterator<Item = H>,
        rows: impl Iterator<Item = Vec<Cell>> + 'p,
    ) -> Self {
        let header = header.into_iter().map(Into::into).collect();
        Self { name: name.to_owned(), header, rows: Box::new(rows) }
    }

    /// The table as a .csv.
    pub fn csv(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write_csv(&mut bytes).expect("memory takes all bytes");
        bytes
    }

    /// The same, to wherever it goes.
    ///
    /// # Errors
    /// Where that fails.
    pub fn write_csv(self, to: &mut dyn io::Write) -> io::Result<()> {
        let mut sheet = Sheet::new(to);
        sheet.row(&self.header)?;
        let mut rows = self.rows;
        rows.try_for_each(|row| sheet.row(row.iter().map(Cell::written)))
    }
}

impl<'g> From<&'g Grid> for Rows<'g> {
    fn from(grid: &'g Grid) -> Self {
        Self::new(&grid.name, &grid.header, grid.rows.iter().cloned())
    }
}

/// A table as a .csv of which nothing is lost.
pub(in crate::formats) fn csv(grid: &Grid, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
    grid.write_csv(to)?;
    Ok(Vec::new())
}

/// The bytes of a table as text, marked as UTF-8, without which some spreadsheets take it for something else.
pub fn with_bom(table: Vec<u8>) -> Vec<u8> {
    if table.starts_with(BOM) { table } else { [BOM, &table].concat() }
}

/// What marks a text as UTF-8.
pub const BOM: &[u8] = b"\xef\xbb\xbf";
