//! Where the code of each row stands: under which codes, by name or by its whole path. Says where that is a guess, and
//! never moves a code that says itself where it stands.

use std::borrow::Cow;
use std::collections::HashSet;

use super::columns::{Columns, Place};
use super::paths::{numbered, separator};
use crate::formats::shared::error::FormatError;
use crate::formats::shared::outcome::Warning;
use crate::formats::shared::table::{Row, Table};
use crate::lang::{Message, message, place};
use crate::model::MAX_DEPTH;

/// The code of a row, with what is said of it.
pub(super) struct Entry<'t> {
    pub(super) row: &'t Row,
    /// Rows that go on with its examples.
    pub(super) more: Vec<&'t Row>,
    pub(super) name: Cow<'t, str>,
    pub(super) above: Above<'t>,
}

impl Entry<'_> {
    /// Whether the table leaves it open what it stands under.
    pub(super) const fn may_stand_anywhere(&self) -> bool {
        matches!(self.above, Above::Unknown)
    }
}

/// What a code stands under.
pub(super) enum Above<'t> {
    /// What has this name or path, wherever it stands; nothing where it is empty.
    Named(Cow<'t, str>),
    /// These, from the outermost.
    Path(Vec<Cow<'t, str>>),
    /// Nothing that the table knows of.
    Unknown,
}

/// The codes that a table lists.
pub(super) struct Entries<'t> {
    pub(super) all: Vec<Entry<'t>>,
    pub(super) warnings: Vec<Warning>,
}

/// The codes of a table in the order of its rows.
///
/// # Errors
/// When a row says something of a code that it does not name, or a code stands too deep.
pub(super) fn entries<'t>(table: &'t Table, columns: &Columns) -> Result<Entries<'t>, FormatError> {
    let mut reading = Reading { table, columns, all: Vec::new(), warnings: Vec::new() };
    match &columns.place {
        Place::Beside { code, above, parent } => reading.beside(*code, *above, *parent)?,
        Place::Levels(levels) => reading.levels(levels, filled_down(table, levels))?,
        Place::Steps(steps) => reading.levels(steps, Filled::Down)?,
        Place::Alone(code) => reading.alone(*code)?,
    }
    Ok(Entries { all: reading.all, warnings: reading.warnings })
}

struct Reading<'t, 'c> {
    table: &'t Table,
    columns: &'c Columns,
    all: Vec<Entry<'t>>,
    warnings: Vec<Warning>,
}

/// Which empty cells mean what stands above them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filled {
    /// Those that are one cell with it.
    Merged,
    /// All of them.
    Down,
    /// None.
    Never,
}

impl<'t> Reading<'t, '_> {
    fn beside(&mut self, code: usize, above: usize, parent: bool) -> Result<(), FormatError> {
        let filled = if parent { Filled::Never } else { filled_down(self.table, &[above, code]) };
        let (mut last, mut guessed) = ("", Vec::new());
        for row in self.table.rows() {
            let (name, mut asks) = (row.cell(code).trim(), row.cell(above).trim());
            let one_with = self.table.is_merged(row, above);
            if asks.is_empty() && !name.is_empty() && (filled == Filled::Down || one_with) {
                asks = last;
                guessed.extend((!one_with).then_some(row.number));
            } else if !asks.is_empty() {
                last = asks;
            }
            match (name, asks) {
                ("", "") => self.without_name(row)?,
                // A row of the theme's own.
                ("", theme) if !parent => self.push(row, theme.into(), Above::Named("".into())),
                ("", _) => return Err(self.nameless(row)),
                (name, asks) => self.push(row, name.into(), Above::Named(asks.into())),
            }
        }
        self.guessed(&guessed);
        Ok(())
    }

    fn levels(&mut self, levels: &[usize], filled: Filled) -> Result<(), FormatError> {
        let mut last: Vec<&'t str> = vec![""; levels.len()];
        let mut guessed = Vec::new();
        for row in self.table.rows() {
            let cells: Vec<&'t str> = levels.iter().map(|&column| row.cell(column).trim()).collect();
            let Some(deepest) = cells.iter().rposition(|cell| !cell.is_empty()) else {
                self.without_name(row)?;
                continue;
            };
            let first = cells.iter().position(|cell| !cell.is_empty()).unwrap_or(deepest);
            let mut here = vec![""; levels.len()];
            here[first..=deepest].copy_from_slice(&cells[first..=deepest]);
            for (level, &column) in levels.iter().enumerate().take(first) {
                if filled == Filled::Down || self.table.is_merged(row, column) {
                    here[level] = last[level];
                }
            }
            let is_guess =
                filled == Filled::Down && first > 0 && matches!(self.columns.place, Place::Levels(_));
            guessed.extend(is_guess.then_some(row.number));
            let above = here[..deepest].iter().filter(|name| !name.is_empty());
            let above = above.map(|name| Cow::Borrowed(*name)).collect();
            self.push(row, here[deepest].into(), Above::Path(above));
            last = here;
        }
        self.guessed(&guessed);
        Ok(())
    }

    fn alone(&mut self, code: usize) -> Result<(), FormatError> {
        let named: Vec<&'t Row> =
            self.table.rows().iter().filter(|row| !row.cell(code).trim().is_empty()).collect();
        let raw: Vec<&'t str> = named.iter().map(|row| row.cell(code)).collect();
        let names: Vec<&'t str> = raw.iter().map(|name| name.trim()).collect();
        let places = match indents(&raw) {
            Some(depths) => under(&names, &depths),
            None => match numbered(&names) {
                Some(numbered) => {
                    self.warn(message!("file-numbers-are-places"));
                    let names: Vec<&str> = numbered.iter().map(|(_, name)| *name).collect();
                    under(&names, &numbered.iter().map(|(depth, _)| *depth).collect::<Vec<_>>())
                }
                None => self.paths(&names),
            },
        };
        let mut places = places.into_iter();
        for row in self.table.rows() {
            if row.cell(code).trim().is_empty() {
                self.without_name(row)?;
            } else if let Some((above, name)) = places.next() {
                self.push(row, name, above);
            }
        }
        Ok(())
    }

    /// Names that are paths where they agree on what stands between their parts.
    fn paths(&mut self, names: &[&'t str]) -> Vec<(Above<'t>, Cow<'t, str>)> {
        let Some(separator) = separator(names) else {
            return names.iter().map(|name| (Above::Unknown, Cow::Borrowed(*name))).collect();
        };
        let n = names.iter().filter(|name| separator.parts(name).len() > 1).count();
        self.warn(message!("file-names-are-paths", n, separator = separator.shown()));
        let path = |name: &&'t str| {
            let mut parts = separator.parts(name);
            let name = parts.pop().unwrap_or(name);
            (Above::Path(parts.into_iter().map(Cow::Borrowed).collect()), Cow::Borrowed(name))
        };
        names.iter().map(path).collect()
    }

    fn push(&mut self, row: &'t Row, name: Cow<'t, str>, above: Above<'t>) {
        self.all.push(Entry { row, more: Vec::new(), name, above });
    }

    /// A row that names no code may go on with the examples of the code above.
    fn without_name(&mut self, row: &'t Row) -> Result<(), FormatError> {
        let says = |column: usize| !row.cell(column).trim().is_empty();
        if self.columns.said().any(says) {
            return Err(self.nameless(row));
        }
        match self.all.last_mut() {
            Some(entry) if self.columns.examples.iter().any(|&column| says(column)) => entry.more.push(row),
            Some(_) => {}
            None if self.columns.examples.iter().any(|&column| says(column)) => {
                return Err(self.nameless(row));
            }
            None => {}
        }
        Ok(())
    }

    fn nameless(&self, row: &Row) -> FormatError {
        let problem = message!("file-code-without-name");
        self.table.at(row, self.columns.code(), problem, message!("do-name-empty-row"))
    }

    fn guessed(&mut self, rows: &[usize]) {
        if let Some(&first) = rows.first() {
            let file = self.table.file().to_owned();
            let message = message!("file-themes-go-down", n = rows.len(), row = place(first));
            self.warnings.push(Warning { file, place: self.table.line(first), message });
        }
    }

    fn warn(&mut self, message: Message) {
        self.warnings.push(Warning::file(self.table.file(), message));
    }
}

/// Whether empty cells of the outermost column mean the theme above them: where cells are merged these do, and where a
/// theme stands before its codes, each once, all do.
fn filled_down(table: &Table, levels: &[usize]) -> Filled {
    if levels.iter().any(|&column| table.has_merged(column)) {
        return Filled::Merged;
    }
    let (Some(&first), Some(&last)) = (levels.first(), levels.last()) else { return Filled::Never };
    if first > last {
        return Filled::Never;
    }
    let mut themes = HashSet::new();
    let mut open = false;
    for (at, row) in table.rows().iter().enumerate() {
        let theme = row.cell(first).trim();
        let deeper = || levels[1..].iter().any(|&column| !row.cell(column).trim().is_empty());
        if theme.is_empty() {
            if at == 0 && deeper() {
                return Filled::Never;
            }
            open |= deeper();
        } else if !themes.insert(theme.to_lowercase()) {
            return Filled::Never;
        }
    }
    let is_theme = |row: &Row| {
        let empty = row.cell(first).trim().is_empty();
        empty && themes.contains(&row.cell(last).trim().to_lowercase())
    };
    if open && !table.rows().iter().any(is_theme) { Filled::Down } else { Filled::Never }
}

/// How far each name is moved in, where that shows what stands under what: by two characters or a tab at least.
fn indents(raw: &[&str]) -> Option<Vec<usize>> {
    let width = |name: &&str| -> usize {
        let before = name.chars().take_while(|c| c.is_whitespace());
        before.map(|c| if c == '\t' { 4 } else { 1 }).sum()
    };
    let widths: Vec<usize> = raw.iter().map(width).collect();
    let (least, most) = (widths.iter().min()?, widths.iter().max()?);
    (widths.first() == Some(least) && most - least > 1).then_some(widths)
}

/// What each name stands under: the last one before it that is moved in less, and what that stands under.
fn under<'t>(names: &[&'t str], indents: &[usize]) -> Vec<(Above<'t>, Cow<'t, str>)> {
    let mut open: Vec<(usize, &'t str)> = Vec::new();
    let place = |(name, &indent): (&&'t str, &usize)| {
        while open.last().is_some_and(|(before, _)| *before >= indent) {
            open.pop();
        }
        // What is too deep is refused later, with its row, and needs no longer a path.
        let above = open.iter().take(MAX_DEPTH + 1).map(|(_, name)| Cow::Borrowed(*name)).collect();
        open.push((indent, name));
        (Above::Path(above), Cow::Borrowed(*name))
    };
    names.iter().zip(indents).map(place).collect()
}
