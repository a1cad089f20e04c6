//! Agreement on where a code is, with the units left out that nobody coded: long uncoded text cannot raise it.

use crate::agreement::Contingency;
use crate::agreement::score::{NotApplicable, Score, ratio};

/// Twice what both coded over what each coded, added up; at characters this is the character F1 (Dice). From 0 to 1.
///
/// # Errors
/// When nobody used the code.
pub fn positive_agreement(table: Contingency) -> Score {
    let both = 2 * u128::from(table.both);
    let apart = u128::from(table.only_first) + u128::from(table.only_second);
    ratio(both, both + apart, NotApplicable::NobodyUsed)
}

/// What both coded over what either coded. From 0 to 1, never above [`positive_agreement`].
///
/// # Errors
/// When nobody used the code.
pub fn jaccard(table: Contingency) -> Score {
    ratio(u128::from(table.both), u128::from(table.either()), NotApplicable::NobodyUsed)
}
