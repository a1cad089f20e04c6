//! Excel's .xlsx as rows of text. The file is measured before the library sees it, and cells are taken one by one, so that
//! a sheet that claims to be immense costs nothing.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};

use super::error::{FormatError, Location};
use super::zipped::Zipped;
use crate::lang::{Message, message, said};

/// Extensions of workbooks.
pub(in crate::formats) const WORKBOOKS: &[&str] = &["xlsx", "xlsm"];

/// The most bytes that the parts of a workbook may unpack to.
const MOST_BYTES: usize = 96 << 20;
/// The most cells.
const MOST_CELLS: usize = 2_000_000;

/// Whether a file may be a workbook.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// A sheet of a workbook.
#[derive(Default)]
pub(in crate::formats) struct Sheet {
    pub name: String,
    /// The rows that are not empty, each with its number.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// The first sheet that has any rows; at most so many of them, and so many columns.
///
/// # Errors
/// When it is no workbook, is damaged or locked, or holds more than is read.
pub(in crate::formats) fn rows(
    file: &str,
    bytes: &[u8],
    most_rows: usize,
    most_columns: usize,
) -> Result<Sheet, FormatError> {
    let error = |problem: Message, remedy: Message| FormatError::At {
        file: file.to_owned(),
        place: Location::Whole,
        problem,
        remedy,
    };
    let unreadable = |why: calamine::XlsxError| {
        error(message!("file-no-workbook", why = said(why)), message!("do-save-again-xlsx-csv"))
    };
    measure(file, bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    for name in book.sheet_names() {
        // Charts and the like are sheets without cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
        let mut count = 0_usize;
        while let Some(cell) = cells.next_cell().map_err(unreadable)? {
            let words = words(cell.get_value());
            if words.is_empty() {
                continue;
            }
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize + 1, column as usize);
            count += 1;
            if count > MOST_CELLS || column >= most_columns {
                return Err(error(
                    message!("file-too-many-cells", most = MOST_CELLS, most_columns),
                    message!("do-split-save-csv"),
                ));
            }
            if rows.last().is_none_or(|(last, _)| *last != row) {
                if rows.len() == most_rows {
                    return Ok(Sheet { name, rows });
                }
                rows.push((row, Vec::new()));
            }
            if let Some((_, cells)) = rows.last_mut() {
                count += (column + 1).saturating_sub(cells.len());
                cells.resize(cells.len().max(column + 1), String::new());
                cells[column] = words;
            }
        }
        if !rows.is_empty() {
            return Ok(Sheet { name, rows });
        }
    }
    Ok(Sheet { name: String::new(), rows: Vec::new() })
}

/// The cells of a sheet that were made one over several rows: columns from 0, with the first and the last row. The sheet was
/// read before, so that it is within bounds.
///
/// # Errors
/// When it is no workbook, or has no such sheet.
pub(in crate::formats) fn merged(
    file: &str,
    bytes: &[u8],
    sheet: &str,
) -> Result<Vec<(usize, usize, usize)>, FormatError> {
    let unreadable = |why: calamine::XlsxError| FormatError::At {
        file: file.to_owned(),
        place: Location::Whole,
        problem: message!("file-no-workbook", why = said(why)),
        remedy: message!("do-save-again-xlsx-csv"),
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let cells = book.merge_cells_by_sheet_name(sheet).map_err(unreadable)?;
    // Cells over several columns stand in the first of them.
    let down = cells.into_iter().filter(|cells| cells.start.0 < cells.end.0);
    let rows = |row: u32| row as usize + 1;
    Ok(down.map(|cells| (cells.start.1 as usize, rows(cells.start.0), rows(cells.end.0))).collect())
}

/// Unpacks every part within bounds, so that the library meets none that is not as small as it should be.
fn measure(file: &str, bytes: &[u8]) -> Result<(), FormatError> {
    let mut zip = Zipped::open(file, bytes)?;
    let mut all = 0;
    for name in zip.names().to_vec() {
        let part = zip.part(&name)?.unwrap_or_default();
        if name.to_lowercase().ends_with("sharedstrings.xml") && claims_too_much(&part) {
            let problem = message!("file-claims-too-much");
            return Err(zip.error(&name, problem, message!("do-save-again-xlsx-csv")));
        }
        all += part.len();
        if all > MOST_BYTES {
            let problem = message!("file-parts-too-large", most = MOST_BYTES >> 20);
            return Err(zip.error(&name, problem, message!("do-split-save-csv")));
        }
    }
    Ok(())
}

/// Whether a list of words says that it has more of them than it has bytes; the library makes room for as many as it says.
fn claims_too_much(part: &[u8]) -> bool {
    const CLAIM: &[u8] = b"uniqueCount";
    let number = |rest: &[u8]| {
        let rest = rest.iter().skip_while(|byte| b" \t\r\n='\"+".contains(byte));
        let digits = rest.take_while(|byte| byte.is_ascii_digit());
        digits.fold(0_usize, |sum, digit| sum.saturating_mul(10).saturating_add((digit - b'0').into()))
    };
    let of_words = part.split(|&byte| byte == b'<').filter(|tag| tag.windows(3).any(|three| three == b"sst"));
    let mut claims = of_words.flat_map(|tag| {
        let places = tag.windows(CLAIM.len()).enumerate().filter(|(_, here)| *here == CLAIM);
        places.map(move |(at, _)| number(&tag[at + CLAIM.len()..]))
    });
    claims.any(|claim| claim > part.len())
}

/// A cell as a person reads it.
fn words(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(words) => words.clone(),
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) => moment_words(moment),
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => words.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
        #[allow(unreachable_patterns, reason = "the library may add kinds of cells")]
        _ => String::new(),
    }
}

/// A date as 2026-11-25, with the time of day where there is one; a length of time as 0:12:05.
fn moment_words(moment: &ExcelDateTime) -> String {
    let days = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&days) {
        let seconds = (days * 86_400.0).round().max(0.0) as u64;
        return format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if days.fract() == 0.0 { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::*;
    use crate::formats::tests::zipped;

    fn told(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, String> {
        rows("a.xlsx", bytes, 1_000, 1_000).map(|sheet| sheet.rows).map_err(|error| error.to_string())
    }

    #[test]
    fn cells_are_words_as_a_person_reads_them() {
        let mut book = Workbook::new();
        book.add_worksheet();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "é").unwrap().write(0, 2, 24.0).unwrap().write(2, 0, 0.5).unwrap();
        sheet.write(2, 1, true).unwrap().write_formula(2, 3, "=1+1").unwrap();
        let date = ExcelDateTime::from_ymd(2026, 11, 25).unwrap();
        sheet.write_with_format(3, 0, &date, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write_with_format(3, 1, 0.5, &Format::new().set_num_format("hh:mm:ss")).unwrap();
        let rows = told(&book.save_to_buffer().unwrap()).unwrap();
        let row = |number, cells: &[&str]| (number, cells.iter().map(|cell| (*cell).to_owned()).collect());
        assert_eq!(rows[0], row(1, &["é", "", "24"]));
        assert_eq!(rows[1].1[..2], ["0.5", "yes"]);
        assert_eq!(rows[2], row(4, &["2026-11-25", "12:00:00"]));
    }

    #[test]
    fn what_is_no_workbook_or_claims_too_much_is_refused() {
        let sheet = "<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData></worksheet>";
        let far = zipped(&[
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"xl/workbook.xml\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>",
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/></Relationships>",
            ),
            ("xl/worksheets/sheet1.xml", sheet),
        ]);
        for (bytes, says) in [
            (zipped(&[("a", "b")]), "not a workbook"),
            (b"PK\x03\x04 cut".to_vec(), "cut short"),
            (
                zipped(&[(
                    "xl/sharedStrings.xml",
                    "<sst count=\"1\" uniqueCount=\"864691128455135232\"><si/></sst>",
                )]),
                "more words than can be in it",
            ),
            (far, "columns"),
        ] {
            let message = told(&bytes).unwrap_err();
            assert!(message.starts_with("a.xlsx") && message.contains(says), "{message}");
        }
    }
}
