//! The rows of an answer about codes or themes, and which codings count for each. Never counts.

use std::collections::{HashMap, HashSet};

use crate::model::{Code, CodeId, Level, Project};

/// Which codes have a row, and the rows that a coding counts for.
pub(super) struct Rows {
    pub(super) codes: Vec<CodeId>,
    themes: HashSet<CodeId>,
    of_code: HashMap<CodeId, Vec<usize>>,
    level: Level,
}

impl Rows {
    /// At [`Level::Code`] a theme, a retired code and a code that no passage may carry have a row only where somebody
    /// used them.
    pub(super) fn new(project: &Project, level: Level) -> Self {
        let book = project.codebook();
        let themes: HashSet<_> = book.codes().filter_map(|code| code.parent).collect();
        let used: HashSet<_> = project.layers().flat_map(|l| l.codings()).map(|c| c.code).collect();
        let wanted = |code: &Code| match level {
            Level::Theme => code.parent.is_none() || themes.contains(&code.id),
            Level::Code => {
                used.contains(&code.id) || (code.codable && !code.retired && !themes.contains(&code.id))
            }
        };
        let codes: Vec<_> = book.codes().filter(|code| wanted(code)).map(|code| code.id).collect();
        let row: HashMap<_, _> = codes.iter().enumerate().map(|(row, &code)| (code, row)).collect();
        let rows_of = |code: &Code| match level {
            Level::Code => row.get(&code.id).copied().into_iter().collect(),
            Level::Theme => book.ancestry(code.id).filter_map(|c| row.get(&c.id).copied()).collect(),
        };
        let of_code = book.codes().map(|code| (code.id, rows_of(code))).collect();
        Self { codes, themes, of_code, level }
    }

    /// Leaves out codes that stand alone at the top, which are no themes.
    pub(super) fn keep_themes(&mut self) {
        let kept: Vec<bool> = self.codes.iter().map(|code| self.themes.contains(code)).collect();
        let before = |row: usize| kept[..row].iter().filter(|kept| **kept).count();
        for rows in self.of_code.values_mut() {
            rows.retain(|&row| kept[row]);
            rows.iter_mut().for_each(|row| *row = before(*row));
        }
        let mut kept = kept.iter();
        self.codes.retain(|_| kept.next() == Some(&true));
    }

    /// The rows that a coding of a code counts for.
    pub(super) fn of(&self, code: CodeId) -> &[usize] {
        self.of_code.get(&code).map(Vec::as_slice).unwrap_or_default()
    }

    /// A code without subcodes is a code, also where it stands among themes.
    pub(super) fn level(&self, code: CodeId) -> Level {
        match self.level {
            Level::Theme if self.themes.contains(&code) => Level::Theme,
            Level::Theme | Level::Code => Level::Code,
        }
    }
}
