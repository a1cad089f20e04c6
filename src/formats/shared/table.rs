//! Tables that people bring: rows of cells under named columns, whatever the order, separator and encoding. Refuses
//! rows that do not fit the header, so that no cell slides under another column.

use std::collections::HashMap;

use super::encoding::{Decoded, Decoding};
use super::error::{FormatError, Location};
use super::outcome::Warning;
use super::plain::decoded;
use super::separated::{row_numbers, separator, separator_line};
use super::sheet::unguarded;
use super::workbook;
use crate::lang::{Message, Tell, list, message, place};
use crate::model::NotFound;

/// Extensions of tables as text.
pub(in crate::formats) const TABLES: &[&str] = &["csv", "tsv"];
/// The most rows that are read at once.
const MAX_ROWS: usize = 5_000_000;
/// The most columns.
const MAX_COLUMNS: usize = 10_000;

/// A table with its header.
pub(in crate::formats) struct Table {
    file: String,
    header: Vec<String>,
    rows: Vec<Row>,
    decoding: Decoding,
    /// The sheet of a workbook that it is.
    sheet: Option<String>,
    /// The rows, from the first to the last, that are one cell, by column.
    merged: HashMap<usize, Vec<(usize, usize)>>,
    /// Whether its rows are lines of a text.
    of_lines: bool,
}

/// One row below the header.
pub(in crate::formats) struct Row {
    /// Counted from 1 as a spreadsheet does, the header being row 1.
    pub number: usize,
    cells: csv::StringRecord,
}

impl Row {
    /// The cell in a column, without what keeps spreadsheets from running it; empty where the row is short.
    pub(in crate::formats) fn cell(&self, column: usize) -> &str {
        unguarded(self.cells.get(column).unwrap_or_default())
    }
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// When it is no text, has no header, names a column twice, has an open quote, or has rows that do not fit.
    pub(in crate::formats) fn read(file: &str, bytes: &[u8]) -> Result<Self, FormatError> {
        Self::read_as(file, bytes, None)
    }

    /// As [`read`](Self::read), in the encoding that a person chose.
    ///
    /// # Errors
    /// As there.
    pub(in crate::formats) fn read_as(
        file: &str,
        bytes: &[u8],
        chosen: Option<&str>,
    ) -> Result<Self, FormatError> {
        if workbook::fits(bytes) {
            let workbook::Sheet { name, rows } = workbook::rows(file, bytes, MAX_ROWS, MAX_COLUMNS)?;
            let mut rows = rows.into_iter();
            let empty = || FormatError::Empty { file: file.to_owned() };
            let header = rows.next().ok_or_else(empty)?.1;
            let columns = header.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1);
            let row = |(number, mut cells): (usize, Vec<String>)| {
                cells.resize(cells.len().max(columns), String::new());
                Row { number, cells: cells.into() }
            };
            let header = header.iter().take(columns).map(|name| name.trim().to_owned()).collect();
            let decoding = Decoding { encoding: "UTF-8", certain: true, replaced: 0 };
            let table = Self::of(file, header, rows.map(row).collect(), decoding)?;
            return Ok(Self { sheet: Some(name), ..table });
        }
        let Decoded { text, decoding } = decoded(file, bytes, chosen)?;
        let (text, given) = separator_line(&text);
        if text.trim().is_empty() {
            return Err(FormatError::Empty { file: file.to_owned() });
        }
        let at = |place: Location, problem: Message, remedy: Message| FormatError::At {
            file: file.to_owned(),
            place,
            problem,
            remedy,
        };
        let first = usize::from(given.is_some()) + 1;
        let separator = given.unwrap_or_else(|| separator(text));
        let numbers = row_numbers(text, separator, first).map_err(|row| {
            at(Location::Row(row), message!("file-cell-never-closed"), message!("do-add-quotation-mark"))
        })?;
        if numbers.len() > MAX_ROWS {
            return Err(at(
                Location::Whole,
                message!("file-too-many-rows", most = MAX_ROWS),
                message!("do-split-it"),
            ));
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut rows = reader.records().zip(numbers).filter_map(|(cells, number)| {
            // The text is in memory and UTF-8, and rows may have any length, so that no record fails.
            cells.ok().map(|cells| Row { number, cells })
        });
        let header = rows.next().ok_or_else(|| FormatError::Empty { file: file.to_owned() })?;
        let header = header.cells.iter().map(|name| unguarded(name).trim().to_owned()).collect();
        Self::of(file, header, rows.collect(), decoding)
    }

    fn of(
        file: &str,
        header: Vec<String>,
        mut rows: Vec<Row>,
        decoding: Decoding,
    ) -> Result<Self, FormatError> {
        rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        let (file, sheet, merged) = (file.to_owned(), None, HashMap::new());
        let mut table = Self { file, header, rows, decoding, sheet, merged, of_lines: false };
        if table.begins_with_row_names() {
            table.header.insert(0, String::new());
        }
        if table.header.len() > MAX_COLUMNS {
            let problem = message!("file-too-many-columns", most = MAX_COLUMNS);
            return Err(table.error(Location::Header, problem, message!("do-split-it")));
        }
        table.fits()?;
        Ok(table)
    }

    /// Whether each row has one cell more than the header and begins with a number that goes up: R writes the names of rows so.
    fn begins_with_row_names(&self) -> bool {
        let number = |row: &Row| row.cell(0).parse::<u64>().ok();
        let mut last = None;
        !self.rows.is_empty()
            && self.rows.iter().all(|row| {
                let before = std::mem::replace(&mut last, number(row));
                row.cells.len() == self.header.len() + 1 && last.is_some() && before < last
            })
    }

    /// Whether every row has a cell for each column and no more, and every column a name of its own.
    fn fits(&self) -> Result<(), FormatError> {
        let columns = self.header.len();
        let unfit = |row: &&Row| {
            let beyond = row.cells.iter().skip(columns).any(|cell| !cell.trim().is_empty());
            row.cells.len() < columns || beyond
        };
        let unfit: Vec<&Row> = self.rows.iter().filter(unfit).collect();
        if let Some(first) = unfit.first() {
            let rows: Vec<String> = unfit.iter().take(10).map(|row| row.number.to_string()).collect();
            let odd = match self.header.get(first.cells.len()) {
                Some(missing) => message!("file-row-lacks-cell", missing),
                None => message!("file-row-goes-on", column = place(columns + 1)),
            };
            return Err(self.error(
                Location::Row(first.number),
                message!(
                    "file-rows-unlike-header",
                    columns,
                    rows = list(rows),
                    more = unfit.len().saturating_sub(10),
                    number = place(first.number),
                    odd
                ),
                message!("do-give-every-row-cells"),
            ));
        }
        for (column, name) in self.header.iter().enumerate() {
            let same = |other: &String| !name.is_empty() && other.to_lowercase() == name.to_lowercase();
            if let Some(first) = self.header[..column].iter().position(same) {
                return Err(self.error(
                    Location::Header,
                    message!(
                        "file-columns-of-one-name",
                        first = place(first + 1),
                        second = place(column + 1),
                        name
                    ),
                    message!("do-rename-or-remove"),
                ));
            }
        }
        Ok(())
    }

    /// Name of the file.
    pub(in crate::formats) fn file(&self) -> &str {
        &self.file
    }

    /// How it was read from bytes.
    pub(in crate::formats) const fn decoding(&self) -> &Decoding {
        &self.decoding
    }

    /// A warning where its encoding is a guess.
    pub(in crate::formats) fn doubt(&self) -> Option<Warning> {
        self.decoding.doubt().map(|doubt| Warning::file(&self.file, doubt))
    }

    /// The rows below the header that are not empty.
    pub(in crate::formats) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The names of the columns as written.
    pub(in crate::formats) fn header(&self) -> &[String] {
        &self.header
    }

    /// The column that has one of these names, the first name first; letters of either case.
    pub(in crate::formats) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.header.iter().position(|column| folded(column) == *name))
    }

    /// Whether a column has ids for its cells, as in a data package, rather than names.
    pub(in crate::formats) fn is_id(&self, column: usize) -> bool {
        self.header.get(column).is_some_and(|name| folded(name).ends_with(" id"))
    }

    /// A table that stood in something else, each row with its number and its cells; or a list of lines as one.
    ///
    /// # Errors
    /// When there are too many columns, or two of one name.
    pub(in crate::formats) fn made(
        file: &str,
        header: Vec<String>,
        rows: Vec<(usize, Vec<String>)>,
        decoding: Decoding,
        of_lines: bool,
    ) -> Result<Self, FormatError> {
        let columns = header.len();
        let row = |(number, mut cells): (usize, Vec<String>)| {
            cells.resize(columns, String::new());
            Row { number, cells: cells.into() }
        };
        let table = Self::of(file, header, rows.into_iter().map(row).collect(), decoding)?;
        Ok(Self { of_lines, ..table })
    }

    /// Whether its rows are lines of a text.
    pub(in crate::formats) const fn is_of_lines(&self) -> bool {
        self.of_lines
    }

    /// The sheet of a workbook that it is.
    pub(in crate::formats) fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// Says which cells are one with that above them: columns from 0, with the first and the last row.
    pub(in crate::formats) fn merge(&mut self, cells: Vec<(usize, usize, usize)>) {
        for (column, first, last) in cells {
            self.merged.entry(column).or_default().push((first, last));
        }
        self.merged.values_mut().for_each(|runs| runs.sort_unstable());
    }

    /// Whether any cells of a column are one.
    pub(in crate::formats) fn has_merged(&self, column: usize) -> bool {
        self.merged.contains_key(&column)
    }

    /// Whether a cell is one with that above it.
    pub(in crate::formats) fn is_merged(&self, row: &Row, column: usize) -> bool {
        let Some(runs) = self.merged.get(&column) else { return false };
        let after = runs.partition_point(|(first, _)| *first < row.number);
        after.checked_sub(1).is_some_and(|run| row.number <= runs[run].1)
    }

    /// A row or line of its number.
    pub(in crate::formats) const fn line(&self, number: usize) -> Location {
        if self.of_lines { Location::Line(number) } else { Location::Row(number) }
    }

    /// A place in the table, as a person finds it.
    pub(in crate::formats) fn place(&self, row: &Row, column: usize) -> Location {
        if self.of_lines {
            return Location::Line(row.number);
        }
        Location::Cell { row: row.number, column: self.header.get(column).cloned().unwrap_or_default() }
    }

    /// An error at a cell.
    pub(in crate::formats) fn at(
        &self,
        row: &Row,
        column: usize,
        problem: Message,
        remedy: Message,
    ) -> FormatError {
        self.error(self.place(row, column), problem, remedy)
    }

    /// Whether a cell says yes; none where it is empty.
    pub(in crate::formats) fn yes_or_no(
        &self,
        row: &Row,
        column: usize,
    ) -> Result<Option<bool>, FormatError> {
        let cell = row.cell(column).trim();
        match cell.to_lowercase().as_str() {
            "yes" | "true" => Ok(Some(true)),
            "no" | "false" => Ok(Some(false)),
            "" => Ok(None),
            _ => Err(self.at(
                row,
                column,
                message!("file-neither-yes-nor-no", cell),
                message!("do-write-yes-no"),
            )),
        }
    }

    /// An error at a cell whose name leads to nothing, or to several things. The first of these could be added.
    pub(in crate::formats) fn not_found(
        &self,
        row: &Row,
        column: usize,
        why: &NotFound,
        add: &Message,
    ) -> FormatError {
        let remedy = match why {
            NotFound::None { .. } => message!("do-add-or-correct", add),
            NotFound::Several { .. } => message!("do-write-one"),
        };
        self.at(row, column, why.message(), remedy)
    }

    pub(in crate::formats) fn error(
        &self,
        place: Location,
        problem: Message,
        remedy: Message,
    ) -> FormatError {
        FormatError::At { file: self.file.clone(), place, problem, remedy }
    }
}

/// Whether the first row of a table has, for each of several, a column of one of its names.
pub(in crate::formats) fn has(bytes: &[u8], columns: &[&[&str]]) -> bool {
    let names: Vec<String> = first_row(bytes).iter().map(|name| folded(name)).collect();
    columns.iter().all(|any| any.iter().any(|name| names.iter().any(|n| n == name)))
}

/// The cells of the first row; none where the file is no table.
pub(in crate::formats) fn first_row(bytes: &[u8]) -> Vec<String> {
    if workbook::fits(bytes) {
        let rows = workbook::rows("", bytes, 1, MAX_COLUMNS).unwrap_or_default();
        return rows.rows.into_iter().next().map(|(_, cells)| cells).unwrap_or_default();
    }
    // A header is hardly longer; what is cut off does not matter then.
    let start = bytes.get(..1 << 16).unwrap_or(bytes);
    let Ok(decoded) = decoded("", start, None) else { return Vec::new() };
    let (text, given) = separator_line(&decoded.text);
    let separator = given.unwrap_or_else(|| separator(text));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let Some(Ok(header)) = reader.records().next() else { return Vec::new() };
    header.iter().map(ToOwned::to_owned).collect()
}

/// A header's name as it is compared: lower case, with single spaces for spaces and underscores.
pub(in crate::formats) fn folded(name: &str) -> String {
    name.to_lowercase().replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::Sheet;

    fn table(text: &str) -> Result<Table, FormatError> {
        Table::read("t.csv", text.as_bytes())
    }

    fn cells(table: &Table) -> Vec<Vec<String>> {
        let columns = 0..table.header.len();
        table.rows.iter().map(|row| columns.clone().map(|c| row.cell(c).to_owned()).collect()).collect()
    }

    #[test]
    fn separators_and_quotes_as_people_bring_them() {
        for text in
            ["a,b\n1,\"x, y\"\n", "\u{feff}a;b\r\n1;x, y\r\n", "a\tb\n1\tx, y", "sep=;\na;b\n1;x, y\n"]
        {
            assert_eq!(cells(&table(text).unwrap()), [["1", "x, y"]], "{text:?}");
        }
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let table = table("a,b\n\n1,\"x\ny\"\n,\n2,z\n").unwrap();
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 5]);
    }

    #[test]
    fn rows_that_do_not_fit_are_named() {
        for (text, says) in [
            (
                "a,b,c\n1,2\n1,2,3,4\n1,2,3\n",
                "row 2: the header names 3 columns, and row 2, 3 has another number",
            ),
            ("a,b\n1,\"open\n2,3\n", "row 2: a quoted cell is opened"),
            ("", "is empty"),
        ] {
            let message = table(text).err().map(|e| e.to_string()).unwrap_or_default();
            assert!(message.contains(says), "{text:?}: {message}");
        }
        assert!(table("a,b,\n1,2,\n").is_ok(), "an empty column is no column");
    }

    #[test]
    fn names_of_rows_have_a_column_of_their_own() {
        for text in ["a,b\n1,x,y\n3,z,w\n", ",a,b\n1,x,y\n3,z,w\n", "\"a\",\"b\"\n\"1\",x,y\n\"3\",z,w\n"] {
            let table = table(text).unwrap();
            assert_eq!(table.header, ["", "a", "b"], "{text}");
            assert_eq!(cells(&table)[1], ["3", "z", "w"]);
        }
        assert!(table("a,b\n1,x,y\n1,z,w\n").is_err(), "these are no numbers of rows");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            rows in proptest::collection::vec(proptest::array::uniform3("[a'=+@\t,;\"\n1 é-]{0,8}"), 0..8)
        ) {
            let mut bytes = Vec::new();
            let mut sheet = Sheet::new(&mut bytes);
            sheet.row(["a", "b", "c"]).unwrap();
            rows.iter().for_each(|row| sheet.row(row).unwrap());
            let read = Table::read("t.csv", &bytes).unwrap();
            let filled = |row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
            let read: Vec<_> = cells(&read).into_iter().filter(filled).collect();
            prop_assert_eq!(read, rows.into_iter().map(Vec::from).filter(filled).collect::<Vec<_>>());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = Table::read("t.csv", &bytes);
        }
    }
}
