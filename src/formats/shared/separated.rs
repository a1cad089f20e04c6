//! Cells between separators, as they stand in a text: which separator it is, and which row begins where. Never takes a cell
//! apart that stands in quotation marks.

/// The separator that a first line `sep=;` gives, as spreadsheets write it, and the text below.
pub(super) fn separator_line(text: &str) -> (&str, Option<u8>) {
    let given = text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n'));
    match given.map(|(separator, rest)| (separator.as_bytes(), rest)) {
        Some(([separator @ (b',' | b';' | b'\t' | b'|')], rest)) => (rest, Some(*separator)),
        Some(_) | None => (text, None),
    }
}

/// The separator that cuts the first row into the most cells.
pub(super) fn separator(text: &str) -> u8 {
    let first = text.trim_start_matches('\n').as_bytes();
    let cells = |separator: u8| {
        let (mut cells, mut quoted) = (0, false);
        for &byte in first {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => break,
                _ => cells += usize::from(byte == separator && !quoted),
            }
        }
        cells
    };
    // Of two that cut alike the first counts.
    let [comma, semicolon, tab] = [b',', b';', b'\t'].map(|separator| (cells(separator), separator));
    [semicolon, tab].into_iter().fold(comma, |best, other| if other.0 > best.0 { other } else { best }).1
}

/// The number of each row that is not an empty line; the number of the row whose quote is never closed.
pub(super) fn row_numbers(text: &str, separator: u8, first: usize) -> Result<Vec<usize>, usize> {
    let mut numbers = Vec::new();
    let mut number = first;
    let (mut cell_starts, mut row_is_empty, mut quoted) = (true, true, false);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted && bytes.peek() == Some(&b'"') => drop(bytes.next()),
            b'"' if quoted => quoted = false,
            _ if quoted => {}
            b'"' if cell_starts => (quoted, cell_starts, row_is_empty) = (true, false, false),
            b'\n' => {
                if !row_is_empty {
                    numbers.push(number);
                }
                number += 1;
                (cell_starts, row_is_empty) = (true, true);
            }
            _ => (cell_starts, row_is_empty) = (byte == separator, false),
        }
    }
    if quoted {
        return Err(number);
    }
    if !row_is_empty {
        numbers.push(number);
    }
    Ok(numbers)
}
