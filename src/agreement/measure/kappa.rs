//! Two coders, corrected for the agreement that their own margins would bring about by chance. Whether a figure
//! exists is decided on whole numbers, never by a small difference of fractions.

use crate::agreement::score::{NotApplicable, Score, beyond_chance, mean};
use crate::agreement::{Contingency, CrossTable, Rated};

/// Observed and expected agreement and their total, all in units of n².
fn cohen_counts(table: &CrossTable) -> (u128, u128, u128) {
    let units = u128::from(table.units());
    let chance = table.margins().map(|(a, b)| u128::from(a) * u128::from(b)).sum();
    (units * u128::from(table.agreed()), chance, units * units)
}

/// Cohen's kappa: each coder's own margins make the chance. From -1 to 1. [Cohen 1960]
///
/// # Errors
/// When no unit was rated by both, or both gave one and the same category throughout. One constant coder beside one
/// who varies gives exactly 0.
pub fn cohen_kappa(table: &CrossTable) -> Score {
    let (observed, chance, total) = cohen_counts(table);
    beyond_chance(observed, chance, total)
}

/// Scott's pi: the margins of both coders together make the chance. From -1 to 1, never above Cohen's kappa.
/// [Scott 1955]
///
/// # Errors
/// When no unit was rated by both, or only one category was used.
pub fn scott_pi(table: &CrossTable) -> Score {
    let units = 4 * u128::from(table.units());
    let chance = table.margins().map(|(a, b)| (u128::from(a) + u128::from(b)).pow(2)).sum();
    beyond_chance(units * u128::from(table.agreed()), chance, units * u128::from(table.units()))
}

/// The mean of the pairs' Cohen kappas. From -1 to 1. [Light 1971]
///
/// # Errors
/// When any pair of coders has none, or there is no pair.
pub fn light_kappa(ratings: &impl Rated) -> Score {
    mean(ratings.pairs().iter().map(|&(a, b)| cohen_kappa(&ratings.cross(a, b))))
}

/// What [`pooled_kappa`] is made of, table by table, so that nobody has to hold all of them.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::agreement) struct Pooled {
    gained: f64,
    room: f64,
    any: bool,
    exists: bool,
}

impl Pooled {
    /// Takes in one table. The order of tables moves the last digits of the sum, so it is to be the same always.
    pub(in crate::agreement) fn add(&mut self, table: Contingency) {
        let (units, [first, second]) = (u128::from(table.units()), table.present().map(u128::from));
        if units == 0 {
            return;
        }
        let observed = units * u128::from(table.both + table.neither);
        let chance = (units - first) * (units - second) + first * second;
        let total = units * units;
        self.any = true;
        self.exists |= total != chance;
        self.gained += (observed as f64 - chance as f64) / total as f64;
        self.room += (total - chance) as f64 / total as f64;
    }

    /// The kappa of all tables.
    ///
    /// # Errors
    /// As [`pooled_kappa`].
    pub(in crate::agreement) fn kappa(self) -> Score {
        match (self.any, self.exists) {
            (true, true) => Ok(self.gained / self.room),
            (true, false) => Err(NotApplicable::OneCategoryUsed),
            (false, _) => Err(NotApplicable::NothingShared),
        }
    }
}

/// One kappa from the observed and the expected agreement averaged over tables (codes, or codes and pairs), which is
/// not the mean of their kappas. Tables without units do not count. From -1 to 1. [de Vries et al. 2008]
///
/// # Errors
/// When no table has units, or chance agreement is total in all of them.
pub fn pooled_kappa(tables: &[Contingency]) -> Score {
    let mut pooled = Pooled::default();
    tables.iter().for_each(|&table| pooled.add(table));
    pooled.kappa()
}
