//! A table of counts of any size: rows are groups, columns are answers. Never looks at arrangements:
//! [`freeman_halton`](super::freeman_halton()) does.

use super::distribution::chi_squared_upper;
use super::{Defined, Test, Undefined};

/// Counts without empty rows and columns, two or more of either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    rows: Vec<Vec<u64>>,
}

impl Table {
    /// Drops empty rows and columns.
    ///
    /// # Errors
    /// Where fewer than two rows, or columns, are left. Of two columns the first counts those who have the theme.
    pub fn new(rows: &[Vec<u64>]) -> Defined<Self> {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let cell = |row: &Vec<u64>, at: usize| row.get(at).copied().unwrap_or_default();
        let kept: Vec<usize> = (0..columns).filter(|&at| rows.iter().any(|row| cell(row, at) > 0)).collect();
        let rows: Vec<Vec<u64>> = rows
            .iter()
            .filter(|row| row.iter().any(|&cell| cell > 0))
            .map(|row| kept.iter().map(|&at| cell(row, at)).collect())
            .collect();
        match (rows.len(), kept.as_slice()) {
            (0 | 1, _) => Err(Undefined::OneGroup),
            (_, [0]) => Err(Undefined::Everybody),
            (_, [_]) => Err(Undefined::Nobody),
            _ => Ok(Self { rows }),
        }
    }

    /// The rows that are left.
    pub fn rows(&self) -> &[Vec<u64>] {
        &self.rows
    }

    pub(super) fn is_two_columns(&self) -> bool {
        self.rows[0].len() == 2
    }

    pub(super) fn row_sums(&self) -> Vec<u64> {
        self.rows.iter().map(|row| row.iter().sum()).collect()
    }

    pub(super) fn column_sums(&self) -> Vec<u64> {
        (0..self.rows[0].len()).map(|at| self.rows.iter().map(|row| row[at]).sum()).collect()
    }

    fn n(&self) -> f64 {
        self.rows.iter().flatten().sum::<u64>() as f64
    }

    /// Each cell with what is expected in it.
    fn expected(&self) -> impl Iterator<Item = (f64, f64)> {
        let (columns, n) = (self.column_sums(), self.n());
        let rows = self.rows.iter().zip(self.row_sums());
        rows.flat_map(move |(row, of_row)| {
            let columns = columns.clone();
            row.iter()
                .zip(columns)
                .map(move |(&cell, of_column)| (cell as f64, of_row as f64 * of_column as f64 / n))
        })
    }

    /// Pearson's.
    pub fn chi_squared(&self) -> Test {
        let statistic = self.expected().map(|(cell, expected)| (cell - expected).powi(2) / expected).sum();
        let df = (self.rows.len() as u64 - 1) * (self.rows[0].len() as u64 - 1);
        Test { statistic, df, p: chi_squared_upper(statistic, df) }
    }

    /// `√(χ² / (N (min(r, c) − 1)))`, without a correction of bias. [Cramér 1946]
    pub fn cramers_v(&self) -> f64 {
        let least = self.rows.len().min(self.rows[0].len()) as f64 - 1.0;
        (self.chi_squared().statistic / (self.n() * least)).sqrt()
    }

    /// The least of the expected counts; below 5 chi-squared is not to be trusted. [Cochran 1954]
    pub fn min_expected(&self) -> f64 {
        self.expected().map(|(_, expected)| expected).fold(f64::INFINITY, f64::min)
    }

    /// How many expected counts are below 5.
    pub fn cells_below_5(&self) -> usize {
        self.expected().filter(|(_, expected)| *expected < 5.0).count()
    }
}
