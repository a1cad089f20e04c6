//! What explains a low kappa beside a high percentage, of one code and two coders.
//! [Feinstein & Cicchetti 1990; Byrt, Bishop & Carlin 1993]

use crate::agreement::Contingency;
use crate::agreement::score::{NotApplicable, Score, ratio};

fn share(units: u64, table: Contingency) -> Score {
    ratio(units.into(), table.units().into(), NotApplicable::NothingShared)
}

/// Prevalence-adjusted, bias-adjusted kappa: twice the percent agreement less 1.
///
/// # Errors
/// When no unit was rated by both.
pub fn pabak(table: Contingency) -> Score {
    share(table.both + table.neither, table).map(|agree| 2.0 * agree - 1.0)
}

/// How far from even the units are that carry the code and those that do not; 1 is one-sided.
///
/// # Errors
/// When no unit was rated by both.
pub fn prevalence_index(table: Contingency) -> Score {
    share(table.both.abs_diff(table.neither), table)
}

/// How much more often one coder put the code than the other; 0 is equally often.
///
/// # Errors
/// When no unit was rated by both.
pub fn bias_index(table: Contingency) -> Score {
    share(table.only_first.abs_diff(table.only_second), table)
}
