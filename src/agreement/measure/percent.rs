//! Observed agreement as it stands, with nothing taken off for chance.

use crate::agreement::Rated;
use crate::agreement::score::{NotApplicable, Score, mean, ratio};

/// The share of pairs of coders who agree, averaged over the units that two or more rated; from 0 to 1.
///
/// # Errors
/// When no unit was rated by two coders.
pub fn percent_agreement(ratings: &impl Rated) -> Score {
    ratings.sums().observed().map(|(agree, _)| agree).ok_or(NotApplicable::NothingShared)
}

/// Holsti's 2M / (N1 + N2): agreeing decisions over all decisions of both, so that a unit that only one of them
/// rated counts against them; with more coders the mean over pairs. From 0 to 1. [Holsti 1969]
///
/// # Errors
/// When fewer than two coders rated anything.
pub fn holsti(ratings: &impl Rated) -> Score {
    mean(ratings.pairs().iter().map(|&(first, second)| {
        let decisions = |coder: usize| u128::from(ratings.margin(coder).iter().sum::<u64>());
        let agreed = ratings.cross(first, second).agreed();
        let all = decisions(first) + decisions(second);
        ratio(2 * u128::from(agreed), all, NotApplicable::NothingShared)
    }))
}
