//! Krippendorff's alpha for nominal ratings, from coincidences: any number of coders, missing ratings allowed.

use crate::agreement::Rated;
use crate::agreement::score::{NotApplicable, Score};

/// 1 - (n - 1) Σ o_ck / Σ n_c n_k over unequal categories, n counting the ratings of units that two or more coders
/// rated; units with one rating are left out wholly. From below 0 to 1. [Krippendorff 2011; 2019, ch. 12]
///
/// # Errors
/// When no unit was rated by two coders, or all those ratings are one category: no variation is no evidence of
/// reliability.
pub fn krippendorff_alpha(ratings: &impl Rated) -> Score {
    let sums = ratings.sums();
    let mut values = vec![0_u128; usize::from(ratings.categories())];
    let mut apart = 0.0;
    for (raters, group) in sums.shared() {
        apart += (group.pairs(raters) - group.agreeing) as f64 / (raters - 1) as f64;
        values.iter_mut().zip(&group.chosen).for_each(|(sum, &count)| *sum += u128::from(count));
    }
    let all: u128 = values.iter().sum();
    if all == 0 {
        return Err(NotApplicable::NothingShared);
    }
    let expected = all * all - values.iter().map(|count| count * count).sum::<u128>();
    if expected == 0 {
        return Err(NotApplicable::OneCategoryUsed);
    }
    Ok(1.0 - (all - 1) as f64 * apart / expected as f64)
}
