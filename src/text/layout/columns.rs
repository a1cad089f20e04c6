//! Tables of turns as text: a row a turn, tabs between time, speaker and words, with or without a row of heads. A cell may
//! hold several lines. Never reads a table of other things: a row of heads must name two of the three, or the cells must
//! show what they are.

use std::ops::Range;

use super::known::{could_be_name, fold, is_known};
use super::stamps::time_ms;
use super::words::COLUMNS;

/// One row: who speaks, when, and the words, in bytes of the text.
pub(super) struct Row {
    pub label: Range<usize>,
    pub time_ms: Option<u32>,
    pub words: Range<usize>,
    pub range: Range<usize>,
}

/// The rows of a text that is a table of turns from a line on, and the row of heads before them.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub heads: Option<Range<usize>>,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Time,
    Speaker,
    Words,
}

/// Most bytes of a cell that names a column or a speaker.
const MAX_CELL: usize = 200;

/// The table that a text is from a byte on.
pub(super) fn rows(text: &str, from: usize) -> Option<Rows> {
    let start = from + (text[from..].len() - text[from..].trim_start().len());
    let first = text[start..].lines().next()?;
    let (heads, columns) = match named(first) {
        Some(columns) => (Some(start..start + first.trim_end().len()), columns),
        None => (None, Vec::new()),
    };
    let body = heads.as_ref().map_or(start, |heads| heads.end);
    let width = if columns.is_empty() { first.matches('\t').count() + 1 } else { columns.len() };
    (width > 1 && (heads.is_some() || width > 2)).then_some(())?;
    let cells = cells(text, body, width)?;
    let columns = if columns.is_empty() { guessed(text, &cells, width)? } else { columns };
    let place = |holds| columns.iter().position(|column| *column == Some(holds));
    let (words, speaker) = (place(Holds::Words)?, place(Holds::Speaker)?);
    let time = place(Holds::Time);
    let rows = cells.into_iter().map(|row| {
        let cell = |at: usize| row.get(at).cloned().unwrap_or(row[0].clone());
        let stamp = time.and_then(|at| time_ms(text[cell(at)].trim()));
        let range = row[0].start..row.last().map_or(row[0].end, |last| last.end);
        Row { label: cell(speaker), time_ms: stamp, words: cell(words), range }
    });
    let rows: Vec<Row> = rows.collect();
    let short = |row: &Row| text[row.label.clone()].chars().count() <= 60;
    (!rows.is_empty() && rows.iter().all(short)).then_some(Rows { rows, heads })
}

/// What a row of heads names; none where it names no two that make turns.
fn named(line: &str) -> Option<Vec<Option<Holds>>> {
    let of = |cell: &str| {
        // Nothing is made of a long cell.
        if cell.len() > MAX_CELL {
            return None;
        }
        let folded = fold(cell.trim_matches(['*', '_', ' ']));
        let among = |n: usize| COLUMNS[n].contains(&folded.as_str());
        if among(1) {
            Some(Holds::Speaker)
        } else if among(2) {
            Some(Holds::Words)
        } else {
            among(0).then_some(Holds::Time)
        }
    };
    let mut columns: Vec<Option<Holds>> = line.split('\t').map(of).collect();
    for holds in [Holds::Time, Holds::Speaker, Holds::Words] {
        // The first of two that are named alike counts.
        let first = columns.iter().position(|column| *column == Some(holds));
        for (at, column) in columns.iter_mut().enumerate() {
            if *column == Some(holds) && Some(at) != first {
                *column = None;
            }
        }
    }
    let has = |holds| columns.contains(&Some(holds));
    (has(Holds::Speaker) && has(Holds::Words)).then_some(columns)
}

/// The cells of all rows; none where too many rows have another number of them.
fn cells(text: &str, from: usize, width: usize) -> Option<Vec<Vec<Range<usize>>>> {
    let (mut rows, mut odd) = (Vec::new(), 0_usize);
    let mut at = from;
    while at < text.len() {
        let skipped = text[at..].len() - text[at..].trim_start_matches(['\n', ' ']).len();
        at += skipped;
        if at >= text.len() {
            break;
        }
        let (mut end, mut tabs) = (at, 0);
        // A cell may hold several lines.
        for line in text[at..].split_inclusive('\n') {
            tabs += line.matches('\t').count();
            end += line.len();
            if tabs + 1 >= width {
                break;
            }
        }
        odd += usize::from(tabs + 1 != width);
        rows.push(row(text, at..end));
        at = end;
    }
    (rows.len() > 1 && odd * 10 <= rows.len()).then_some(rows)
}

fn row(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    text[range]
        .split('\t')
        .map(|cell| {
            let left = start + (cell.len() - cell.trim_start().len());
            let here = left..left + cell.trim().len();
            start += cell.len() + 1;
            here
        })
        .collect()
}

/// What columns hold by what stands in them: times, a few short names, words.
fn guessed(text: &str, rows: &[Vec<Range<usize>>], width: usize) -> Option<Vec<Option<Holds>>> {
    let column = |at: usize| rows.iter().filter_map(move |row| row.get(at)).map(|cell| &text[cell.clone()]);
    let part = |at: usize, is: &dyn Fn(&str) -> bool| {
        column(at).filter(|cell| is(cell)).count() as f64 / rows.len().max(1) as f64
    };
    let mut columns = vec![None; width];
    let time = (0..width).find(|&at| part(at, &|cell| time_ms(cell).is_some()) > 0.8);
    let names = |at: usize| {
        if column(at).any(|cell| cell.len() > MAX_CELL) {
            return false;
        }
        let distinct: std::collections::BTreeSet<String> = column(at).map(fold).collect();
        let named = part(at, &|cell| (is_known(cell) || could_be_name(cell)) && cell.chars().count() <= 40);
        named > 0.9 && distinct.len() * 2 <= rows.len()
    };
    let speaker = (0..width).filter(|at| Some(*at) != time).find(|&at| names(at))?;
    let length = |at: &usize| column(*at).map(str::len).sum::<usize>();
    let words = (0..width).filter(|at| Some(*at) != time && *at != speaker).max_by_key(length)?;
    columns[speaker] = Some(Holds::Speaker);
    columns[words] = Some(Holds::Words);
    if let Some(time) = time {
        columns[time] = Some(Holds::Time);
    }
    (time.is_some() || words > speaker).then_some(columns)
}
