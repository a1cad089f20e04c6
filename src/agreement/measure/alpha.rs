//! Krippendorff's alpha from coincidences: any number of coders, missing ratings allowed, any metric.

use crate::agreement::score::{NotApplicable, Score};
use crate::agreement::{Rated, Ratings};

/// How far two values are apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Metric<'v> {
    /// Equal or not.
    Nominal,
    /// By how many ratings lie between them in the order of the scale.
    Ordinal,
    /// The square of the difference of these values, one a category.
    Interval(&'v [f64]),
    /// The square of the difference over the sum; values from 0 up, 0 and 0 being equal.
    Ratio(&'v [f64]),
}

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

/// Alpha with a metric. Ordinal distances are interval distances of mid-ranks, so only ratio distances need every pair
/// of categories.
///
/// # Errors
/// As [`krippendorff_alpha`].
pub fn krippendorff_alpha_of(ratings: &Ratings, metric: Metric<'_>) -> Score {
    match metric {
        Metric::Nominal => krippendorff_alpha(ratings),
        Metric::Ordinal => alpha_of_squares(ratings, &mid_ranks(&pairable(ratings))),
        Metric::Interval(values) => alpha_of_squares(ratings, values),
        Metric::Ratio(values) => alpha_by(ratings, |c, k| {
            let (c, k) = (values[c], values[k]);
            if c + k == 0.0 { 0.0 } else { ((c - k) / (c + k)).powi(2) }
        }),
    }
}

/// Alpha with any distance of two categories that is 0 for equal ones and for no others.
///
/// # Errors
/// As [`krippendorff_alpha`].
pub fn alpha_by(ratings: &Ratings, distance: impl Fn(usize, usize) -> f64) -> Score {
    let later = |c: usize, all: &mut [[f64; 1]]| {
        all.iter_mut().enumerate().skip(c + 1).for_each(|(k, apart)| *apart = [distance(c, k)]);
    };
    let [alpha] = alphas_by(ratings, later, |c, k| [distance(c, k)]);
    alpha
}

/// The same of several distances, of which those of one category to all later ones are told at once, into the places of
/// those.
pub(super) fn alphas_by<const N: usize>(
    ratings: &Ratings,
    later: impl Fn(usize, &mut [[f64; N]]),
    distances: impl Fn(usize, usize) -> [f64; N],
) -> [Score; N] {
    let mut given = pairable(ratings);
    given.truncate(given.iter().rposition(|&n| n > 0).map_or(0, |last| last + 1));
    let mut apart = vec![[0.0; N]; given.len()];
    let mut expected = [0.0; N];
    for (c, &times) in given.iter().enumerate().filter(|&(_, &times)| times > 0) {
        later(c, &mut apart);
        for (&n, apart) in given.iter().zip(&apart).skip(c + 1).filter(|&(&n, _)| n > 0) {
            // One by one, since the order of adding moves the last digits.
            let weight = times as f64 * n as f64;
            expected.iter_mut().zip(apart).for_each(|(sum, apart)| *sum += weight * apart);
        }
    }
    std::array::from_fn(|of| alpha(ratings, &given, 2.0 * expected[of], |c, k| distances(c, k)[of]))
}

/// Alpha with squared differences of values, for which the expected disagreement needs no pairs: it is
/// 2 (n Σ n_c x² - (Σ n_c x)²), taken from the mean so that nothing is lost in the difference.
fn alpha_of_squares(ratings: &Ratings, values: &[f64]) -> Score {
    let given = pairable(ratings);
    let all: f64 = given.iter().map(|&n| n as f64).sum();
    let weighed = || given.iter().zip(values).map(|(&n, &x)| (n as f64, x));
    let mean = weighed().map(|(n, x)| n * x).sum::<f64>() / all;
    let expected = 2.0 * all * weighed().map(|(n, x)| n * (x - mean) * (x - mean)).sum::<f64>();
    alpha(ratings, &given, expected, |c, k| (values[c] - values[k]).powi(2))
}

fn alpha(ratings: &Ratings, given: &[u64], expected: f64, distance: impl Fn(usize, usize) -> f64) -> Score {
    let all: u64 = given.iter().sum();
    if all == 0 {
        return Err(NotApplicable::NothingShared);
    }
    if given.iter().filter(|&&n| n > 0).count() < 2 {
        return Err(NotApplicable::OneCategoryUsed);
    }
    let mut observed = 0.0;
    for (row, units) in ratings.rows() {
        let values: Vec<usize> = row.iter().flatten().map(|category| usize::from(category.0)).collect();
        let pairs =
            values.iter().enumerate().flat_map(|(at, &c)| values[at + 1..].iter().map(move |&k| (c, k)));
        let apart: f64 = pairs.filter(|(c, k)| c != k).map(|(c, k)| distance(c, k)).sum();
        observed += 2.0 * apart * units as f64 / (values.len().max(2) - 1) as f64;
    }
    Ok(1.0 - (all - 1) as f64 * observed / expected)
}

/// Ratings for each category, of units that two or more rated.
fn pairable(ratings: &Ratings) -> Vec<u64> {
    let mut given = vec![0; usize::from(ratings.categories())];
    for (_, group) in ratings.sums().shared() {
        given.iter_mut().zip(&group.chosen).for_each(|(sum, &count)| *sum += count);
    }
    given
}

/// The middle of each category among all ratings put in order.
fn mid_ranks(given: &[u64]) -> Vec<f64> {
    let mut below = 0;
    let middle = |&n: &u64| {
        below += n;
        below as f64 - n as f64 / 2.0
    };
    given.iter().map(middle).collect()
}
