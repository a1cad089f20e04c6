//! Workbooks for Excel and its kin: each table a real one, with a filter on every column and its header in view however
//! far one scrolls. Words are written as words, so that none is ever run as a formula. Never reads a workbook.

use std::collections::HashSet;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, Workbook, Worksheet, XlsxError,
};

use super::grid::{Cell, Rows};
use super::outcome::{Exported, Lost};
use crate::lang::message;

/// The most rows of a sheet, the header among them.
const MOST_ROWS: usize = 1 << 20;
/// The most columns of a sheet.
const MOST_COLUMNS: usize = 1 << 14;
/// The most UTF-16 units of a cell.
const MOST_IN_CELL: usize = 32_767;
/// The most cells of a sheet that are held in memory. Of a larger sheet each row is put aside in a temporary file once it
/// is made, and what it has is a filter instead of a table, since the library holds a place for each cell of a table.
const MOST_HELD: usize = 1_000_000;
/// The rows that say how wide the columns are.
const MEASURED: usize = 200;

/// Tables as a file of a workbook, with what else is not in it.
pub(in crate::formats) fn workbook<'g>(
    tables: impl IntoIterator<Item: Into<Rows<'g>>>,
    mut lost: Vec<Lost>,
) -> Exported {
    let (bytes, cut) = book(tables);
    lost.extend(cut);
    Exported { bytes, lost }
}

/// A workbook with a sheet for each table, and what a workbook has no room for.
pub fn book<'g>(tables: impl IntoIterator<Item: Into<Rows<'g>>>) -> (Vec<u8>, Vec<Lost>) {
    let mut cut = Cut::default();
    let tables = tables.into_iter().map(Into::into);
    let bytes = written(tables, &mut cut)
        .expect("names, headers and sizes are made to fit, and memory takes all bytes");
    let mut lost = Vec::new();
    if cut.cells > 0 {
        let why = message!("file-long-cells-cut", most = MOST_IN_CELL);
        lost.push(Lost { what: message!("part-end-long-cell"), count: cut.cells, why, files: Vec::new() });
    }
    if cut.rows > 0 {
        let why = message!("file-rows-left-out", most = MOST_ROWS);
        lost.push(Lost { what: message!("part-row"), count: cut.rows, why, files: Vec::new() });
    }
    (bytes, lost)
}

/// What does not fit.
#[derive(Default)]
struct Cut {
    cells: usize,
    rows: usize,
}

/// As much of a text as a cell holds.
fn fitting(text: &str) -> &str {
    cut(text, MOST_IN_CELL)
}

/// A text's beginning, at most so many UTF-16 units long.
fn cut(text: &str, most: usize) -> &str {
    // No text has more units than bytes.
    if text.len() <= most {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}

fn written<'g>(tables: impl Iterator<Item = Rows<'g>>, cut: &mut Cut) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same tables make the same bytes on any day.
    let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let mut names = Names::default();
    for table in tables {
        let name = names.free(&sheet_name(&table.name), 31);
        add(&mut book, &name, table, MOST_HELD, cut)?;
    }
    book.save_to_buffer()
}

/// Adds a sheet of which at most so many cells are held.
fn add(
    book: &mut Workbook,
    name: &str,
    table: Rows<'_>,
    held: usize,
    cut: &mut Cut,
) -> Result<(), XlsxError> {
    let columns = table.header.len().min(MOST_COLUMNS);
    let mut names = Names::default();
    let header: Vec<String> = table.header.iter().take(columns).map(|name| names.free(name, 255)).collect();
    let mut rows = table.rows;
    let first: Vec<_> = rows.by_ref().take(held / columns.max(1)).collect();
    let mut rest = rows.peekable();
    let large = rest.peek().is_some();
    // Where there is no place for a temporary file, memory has to do.
    let sheet = match large.then(|| book.add_worksheet_with_low_memory()) {
        Some(Ok(sheet)) => sheet,
        Some(Err(_)) | None => book.add_worksheet(),
    };
    sheet.set_name(name)?;
    if columns == 0 {
        return Ok(());
    }
    for (at, width) in widths(&table.header[..columns], &first).into_iter().enumerate() {
        sheet.set_column_width(at as u16, width)?;
    }
    if large {
        let bold = Format::new().set_bold();
        sheet.write_row_with_format(0, 0, &header, &bold)?;
    }
    let mut all = first.into_iter().chain(rest);
    let written = fill(sheet, columns, all.by_ref().take(MOST_ROWS - 1), cut)?;
    cut.rows += all.count();
    let last = columns as u16 - 1;
    if large {
        sheet.autofilter(0, 0, written, last)?;
    } else {
        let header: Vec<_> = header.into_iter().map(|name| TableColumn::new().set_header(name)).collect();
        // A table has a row below its header, if only an empty one.
        sheet.add_table(0, 0, written.max(1), last, &Table::new().set_columns(&header))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Writes rows below the header, and says how many there are.
fn fill(
    sheet: &mut Worksheet,
    columns: usize,
    rows: impl Iterator<Item = Vec<Cell>>,
    cut: &mut Cut,
) -> Result<u32, XlsxError> {
    let wrapped = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let top = Format::new().set_align(FormatAlign::Top);
    let mut row = 0;
    for cells in rows {
        row += 1;
        for (column, cell) in (0..).zip(cells.iter().take(columns)) {
            match cell {
                Cell::Text(text) => {
                    let fitting = fitting(text);
                    cut.cells += usize::from(fitting.len() < text.len());
                    sheet.write_string_with_format(row, column, fitting, &wrapped)?;
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(row, column, *number, &top)?;
                }
                Cell::Empty => {}
            }
        }
    }
    Ok(row)
}

/// How wide each column is, in characters: wide enough for most of its first cells, and never wider than a few words.
fn widths(header: &[String], rows: &[Vec<Cell>]) -> Vec<f64> {
    let mut widths: Vec<usize> = header.iter().map(|name| name.chars().count()).collect();
    for row in rows.iter().take(MEASURED) {
        for (width, cell) in widths.iter_mut().zip(row) {
            let longest = match cell {
                Cell::Text(text) => text.chars().take(60).count(),
                Cell::Number(_) | Cell::Empty => 0,
            };
            *width = longest.max(*width);
        }
    }
    // The header needs room for the sign of its filter.
    widths.into_iter().map(|width| (width + 3).clamp(9, 60) as f64).collect()
}

/// A name that a sheet may have.
fn sheet_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '-' } else { c }).collect();
    if plain.trim().is_empty() || plain.eq_ignore_ascii_case("history") {
        format!("{plain} table")
    } else {
        plain
    }
}

/// Names that are taken, whatever the case of their letters.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    /// The name, cut to a length and with a number where it is taken.
    fn free(&mut self, name: &str, most: usize) -> String {
        // Eight characters have room for any number.
        let numbered = (2..).map(|n| format!("{} {n}", cut(name, most - 8)));
        let named = if name.trim().is_empty() { "column".to_owned() } else { cut(name, most).to_owned() };
        let mut names = std::iter::once(named).chain(numbered);
        names.find(|name| self.0.insert(name.to_lowercase())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use calamine::{Data, Reader, Xlsx};
    use proptest::prelude::*;

    use super::*;
    use crate::formats::Grid;

    fn cells(bytes: Vec<u8>, sheet: &str) -> Vec<Vec<Data>> {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_workbook_holds_tables_with_filters_and_typed_cells() {
        let mut grid = Grid::new("codings", ["code", "n", "Code"]);
        grid.row(["=1+1".into(), Cell::Number(0.5), Cell::Empty]);
        let (bytes, lost) = book(&[grid.clone(), Grid::new("codings", ["empty"])]);
        assert_eq!(lost, []);
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("state=\"frozen\"") && !sheet.contains("<f>"), "{sheet}");
        assert!(part(&bytes, "xl/tables/table1.xml").contains("<autoFilter ref=\"A1:C2\"/>"));
        let rows = cells(bytes.clone(), "codings");
        assert_eq!(rows[1][..2], [Data::String("=1+1".into()), Data::Float(0.5)]);
        assert_eq!(rows[0][2], Data::String("Code 2".into()));
        assert_eq!(cells(bytes.clone(), "codings 2")[0][0], Data::String("empty".into()));
        assert_eq!(book(&[grid.clone(), Grid::new("codings", ["empty"])]).0, bytes);
        grid.row(["🙂".repeat(20_000).into()]);
        assert_eq!(book(&[grid]).1[0].count, 1);
    }

    #[test]
    fn a_sheet_that_is_not_held_has_the_same_cells_and_a_filter() {
        let mut grid = Grid::new("codings", ["code", "n"]);
        (0..20).for_each(|n| grid.row([format!("=code {n}").into(), Cell::Number(f64::from(n))]));
        let [held, aside] = [1000, 10].map(|held| {
            let mut book = Workbook::new();
            add(&mut book, "codings", Rows::from(&grid), held, &mut Cut::default()).unwrap();
            book.save_to_buffer().unwrap()
        });
        assert_eq!(cells(held, "codings"), cells(aside.clone(), "codings"));
        let sheet = part(&aside, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("<autoFilter ref=\"A1:B21\"/>") && !sheet.contains("<f>"), "{sheet}");
    }

    #[test]
    fn rows_beyond_the_last_of_a_sheet_are_told() {
        let rows = std::iter::repeat_n(vec![Cell::Number(1.0)], MOST_ROWS + 4);
        let (bytes, lost) = book([Rows::new("many", ["n"], rows)]);
        let [Lost { count: 5, what, .. }] = lost.as_slice() else { panic!("{lost:?}") };
        assert_eq!(what.to_string(), "row");
        assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("ref=\"A1:A1048576\""));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn any_words_are_written(name in "\\PC{0,40}|[\\[\\]:*?/\\\\'\u{0}-\u{1f}]{0,5}", words in proptest::collection::vec(any::<String>(), 3)) {
            let mut grid = Grid::new(&name, words.clone());
            grid.row(words.into_iter().map(Cell::from));
            prop_assert!(!book(&[grid.clone(), grid]).0.is_empty());
        }
    }
}
