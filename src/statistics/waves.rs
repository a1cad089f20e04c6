//! The same participants seen several times. Never takes one seen twice for two.

use super::distribution::chi_squared_upper;
use super::{Defined, Test, Undefined};

/// Between two waves, of those who were seen in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub kept: u64,
    pub gained: u64,
    pub lost: u64,
    pub never: u64,
}

impl Change {
    /// Seen in both.
    pub const fn participants(self) -> u64 {
        self.kept + self.gained + self.lost + self.never
    }
}

/// Between neighbouring waves. Each row is a participant: with the theme, without it, or absent.
pub fn changes(rows: &[Vec<Option<bool>>]) -> Vec<Change> {
    let waves = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut changes = vec![Change::default(); waves.saturating_sub(1)];
    for row in rows {
        for (change, seen) in changes.iter_mut().zip(row.windows(2)) {
            match (seen[0], seen[1]) {
                (Some(true), Some(true)) => change.kept += 1,
                (Some(false), Some(true)) => change.gained += 1,
                (Some(true), Some(false)) => change.lost += 1,
                (Some(false), Some(false)) => change.never += 1,
                (None, _) | (_, None) => {}
            }
        }
    }
    changes
}

/// Cochran's Q over those who were seen in all waves, and how many these are. [Cochran 1950, Biometrika 37, 256-266]
///
/// # Errors
/// Where nobody was seen in all waves, or none of them changed.
pub fn cochran_q(rows: &[Vec<Option<bool>>]) -> (u64, Defined<Test>) {
    let complete: Vec<Vec<u64>> = rows
        .iter()
        .filter_map(|row| row.iter().map(|seen| seen.map(u64::from)).collect::<Option<Vec<u64>>>())
        .collect();
    (complete.len() as u64, q(&complete))
}

fn q(complete: &[Vec<u64>]) -> Defined<Test> {
    let waves = complete.first().map(Vec::len).ok_or(Undefined::NobodyComplete)?;
    let k = waves as u64;
    let of_rows: Vec<u64> = complete.iter().map(|row| row.iter().sum()).collect();
    let of_waves = (0..waves).map(|at| complete.iter().map(|row| row[at]).sum::<u64>());
    let squares: u64 = of_waves.map(|n| n * n).sum();
    let all: u64 = of_rows.iter().sum();
    let within: u64 = of_rows.iter().map(|n| n * (k - n)).sum();
    if within == 0 {
        return Err(Undefined::NobodyChanges);
    }
    let statistic = ((k - 1) * (k * squares - all * all)) as f64 / within as f64;
    Ok(Test { statistic, df: k - 1, p: chi_squared_upper(statistic, k - 1) })
}
