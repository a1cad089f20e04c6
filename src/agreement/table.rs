//! Two coders side by side: how often each pair of categories was given. Units that only one of them rated are never
//! counted.

use std::ops::{Add, AddAssign};

use super::ratings::{Category, Rated, Ratings};

/// One code, two coders, in units of analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contingency {
    /// Units where both put the code.
    pub both: u64,
    /// Units where the first put it and the second did not.
    pub only_first: u64,
    /// Units where the second put it and the first did not.
    pub only_second: u64,
    /// Units where neither put it.
    pub neither: u64,
}

impl Contingency {
    /// What two of the coders of a code's ratings did, over the units that both rated.
    pub fn of(ratings: &Ratings, first: usize, second: usize) -> Self {
        let mut table = Self::default();
        for (row, units) in ratings.rows() {
            let (Some(a), Some(b)) = (row[first], row[second]) else { continue };
            let cell = match (a == Category::PRESENT, b == Category::PRESENT) {
                (true, true) => &mut table.both,
                (true, false) => &mut table.only_first,
                (false, true) => &mut table.only_second,
                (false, false) => &mut table.neither,
            };
            *cell += units;
        }
        table
    }

    /// Units that both coders rated.
    pub const fn units(self) -> u64 {
        self.both + self.only_first + self.only_second + self.neither
    }

    /// Units where either put the code.
    pub const fn either(self) -> u64 {
        self.both + self.only_first + self.only_second
    }

    /// Units where the first and where the second coder put the code.
    pub(super) const fn present(self) -> [u64; 2] {
        [self.both + self.only_first, self.both + self.only_second]
    }
}

impl Add for Contingency {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            both: self.both + other.both,
            only_first: self.only_first + other.only_first,
            only_second: self.only_second + other.only_second,
            neither: self.neither + other.neither,
        }
    }
}

impl AddAssign for Contingency {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// Two coders on any nominal scale, over the units that both rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossTable {
    /// Row by row; a row is a category of the first coder.
    cells: Vec<u64>,
    categories: usize,
}

impl CrossTable {
    /// What two of the coders said, over the units that both rated.
    pub fn of(ratings: &Ratings, first: usize, second: usize) -> Self {
        let categories = usize::from(ratings.categories());
        let mut cells = vec![0; categories * categories];
        for (row, units) in ratings.rows() {
            if let (Some(a), Some(b)) = (row[first], row[second]) {
                cells[usize::from(a.0) * categories + usize::from(b.0)] += units;
            }
        }
        Self { cells, categories }
    }

    /// One row a category of the first coder, one column a category of the second.
    pub fn rows(&self) -> impl Iterator<Item = &[u64]> {
        self.cells.chunks(self.categories.max(1))
    }

    /// Units that both coders rated.
    pub fn units(&self) -> u64 {
        self.cells.iter().sum()
    }

    /// Units to which both gave the same category.
    pub fn agreed(&self) -> u64 {
        self.cells.iter().step_by(self.categories + 1).sum()
    }

    /// Units to which the first and to which the second coder gave each category.
    pub fn margins(&self) -> impl Iterator<Item = (u64, u64)> {
        (0..self.categories).map(|k| {
            let row = self.cells.iter().skip(k * self.categories).take(self.categories).sum();
            let column = self.cells.iter().skip(k).step_by(self.categories).sum();
            (row, column)
        })
    }
}

impl From<Contingency> for CrossTable {
    fn from(table: Contingency) -> Self {
        let Contingency { both, only_first, only_second, neither } = table;
        Self { cells: vec![neither, only_second, only_first, both], categories: 2 }
    }
}

/// Of a code: the second category is its presence.
impl From<&CrossTable> for Contingency {
    fn from(table: &CrossTable) -> Self {
        let cell = |at: usize| table.cells.get(at).copied().unwrap_or_default();
        Self { both: cell(3), only_first: cell(2), only_second: cell(1), neither: cell(0) }
    }
}
