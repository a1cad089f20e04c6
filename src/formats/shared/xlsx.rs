//! Workbooks for Excel and its kin: each table a real one, with a filter on every column and its header in view however
//! far one scrolls. Words are written as words, so that none is ever run as a formula. Never reads a workbook.

use std::collections::HashSet;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, Workbook, Worksheet, XlsxError,
};

use super::grid::{Cell, Grid};
use super::outcome::{Exported, Lost};
use crate::lang::message;

/// The most rows of a sheet, the header among them.
const MOST_ROWS: usize = 1 << 20;
/// The most columns of a sheet.
const MOST_COLUMNS: usize = 1 << 14;
/// The most UTF-16 units of a cell.
const MOST_IN_CELL: usize = 32_767;

/// Tables as a file of a workbook, with what else is not in it.
pub(in crate::formats) fn workbook(grids: &[Grid], mut lost: Vec<Lost>) -> Exported {
    let (bytes, cut) = book(grids);
    lost.extend(cut);
    Exported { bytes, lost }
}

/// A workbook with a sheet for each table, and what a workbook has no room for.
pub fn book(grids: &[Grid]) -> (Vec<u8>, Vec<Lost>) {
    let mut lost = Vec::new();
    let cut: usize = grids.iter().map(cut_cells).sum();
    if cut > 0 {
        let why = message!("file-long-cells-cut", most = MOST_IN_CELL);
        lost.push(Lost { what: message!("part-end-long-cell"), count: cut, why });
    }
    let beyond: usize = grids.iter().map(|grid| grid.rows().len().saturating_sub(MOST_ROWS - 1)).sum();
    if beyond > 0 {
        let why = message!("file-rows-left-out", most = MOST_ROWS);
        lost.push(Lost { what: message!("part-row"), count: beyond, why });
    }
    let bytes = written(grids).expect("names, headers and sizes are made to fit, and memory takes all bytes");
    (bytes, lost)
}

fn cut_cells(grid: &Grid) -> usize {
    let cells = grid.rows().iter().take(MOST_ROWS - 1).flatten();
    cells.filter(|cell| matches!(cell, Cell::Text(text) if fitting(text).len() < text.len())).count()
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

fn written(grids: &[Grid]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same tables make the same bytes on any day.
    let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let mut names = Names::default();
    for grid in grids {
        let name = names.free(&sheet_name(grid.name()), 31);
        fill(book.add_worksheet().set_name(name)?, grid)?;
    }
    if grids.is_empty() {
        book.add_worksheet();
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let top = Format::new().set_align(FormatAlign::Top);
    let columns = grid.header().len().min(MOST_COLUMNS);
    let rows = grid.rows().len().min(MOST_ROWS - 1);
    if columns == 0 {
        return Ok(());
    }
    for (at, cells) in grid.rows().iter().take(rows).enumerate() {
        for (column, cell) in cells.iter().take(columns).enumerate() {
            let (row, column) = (at as u32 + 1, column as u16);
            match cell {
                Cell::Text(text) => {
                    sheet.write_string_with_format(row, column, fitting(text), &wrapped)?;
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(row, column, *number, &top)?;
                }
                Cell::Empty => {}
            }
        }
    }
    for (at, width) in widths(grid, columns).into_iter().enumerate() {
        sheet.set_column_width(at as u16, width)?;
    }
    let mut names = Names::default();
    let header = grid.header().iter().take(columns);
    let header: Vec<TableColumn> =
        header.map(|name| TableColumn::new().set_header(names.free(name, 255))).collect();
    // A table has a row below its header, if only an empty one.
    sheet.add_table(0, 0, rows.max(1) as u32, columns as u16 - 1, &Table::new().set_columns(&header))?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// How wide each column is, in characters: wide enough for most of its first cells, and never wider than a few words.
fn widths(grid: &Grid, columns: usize) -> Vec<f64> {
    let mut widths: Vec<usize> =
        grid.header().iter().take(columns).map(|name| name.chars().count()).collect();
    for row in grid.rows().iter().take(200) {
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
