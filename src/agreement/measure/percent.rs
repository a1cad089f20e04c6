//! Observed agreement as it stands, with nothing taken off for chance.

use crate::agreement::score::{NotApplicable, Score, mean, ratio};
use crate::agreement::{CrossTable, Ratings};

/// The share of pairs of coders who agree, averaged over the units that two or more rated; from 0 to 1.
///
/// # Errors
/// When no unit was rated by two coders.
pub fn percent_agreement(ratings: &Ratings) -> Score {
    ratings.sums().observed().map(|(agree, _)| agree).ok_or(NotApplicable::NothingShared)
}

/// Holsti's 2M / (N1 + N2): agreeing decisions over all decisions of both, so that a unit that only one of them
/// rated counts against them; with more coders the mean over pairs. From 0 to 1. [Holsti 1969]
///
/// # Errors
/// When fewer than two coders rated anything.
pub fn holsti(ratings: &Ratings) -> Score {
    mean(ratings.pairs().into_iter().map(|(first, second)| {
        let decisions =
            |coder: usize| ratings.rows().filter(|(row, _)| row[coder].is_some()).map(|(_, n)| n).sum();
        let decisions: [u64; 2] = [decisions(first), decisions(second)];
        let agreed = CrossTable::of(ratings, first, second).agreed();
        let all = u128::from(decisions[0]) + u128::from(decisions[1]);
        ratio(2 * u128::from(agreed), all, NotApplicable::NothingShared)
    }))
}
