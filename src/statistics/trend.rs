//! Do shares, or numbers, rise over ordered groups?

use super::distribution::normal_two_sided;
use super::ranks::{doubled_ranks, over_ties};
use super::{Defined, Share, Undefined};

/// A trend of shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// Greater than 0 where shares rise.
    pub z: f64,
    /// Two-sided.
    pub p: f64,
}

/// Of shares over groups with scores, which are 1, 2, 3 … unless told. The variance is with N, not N − 1. [Cochran 1954; Armitage 1955; R's
/// `prop.trend.test` gives z²]
///
/// # Errors
/// Where nobody or everybody has the theme, or all groups with members have one score.
pub fn cochran_armitage(groups: &[Share], scores: Option<&[f64]>) -> Defined<Trend> {
    let score = |at: usize| scores.and_then(|scores| scores.get(at).copied()).unwrap_or(at as f64 + 1.0);
    let scored: Vec<(f64, Share)> =
        groups.iter().enumerate().map(|(at, share)| (score(at), *share)).collect();
    let sum = |of: &dyn Fn(f64, Share) -> f64| scored.iter().map(|&(s, share)| of(s, share)).sum::<f64>();
    let n = sum(&|_, share| share.n as f64);
    let yes = sum(&|_, share| share.yes as f64);
    let mean = sum(&|s, share| s * share.n as f64) / n;
    let spread = sum(&|s, share| (s - mean).powi(2) * share.n as f64);
    let mut there = scored.iter().filter(|(_, share)| share.n > 0).map(|(s, _)| *s);
    let first = there.next().ok_or(Undefined::EmptyGroup)?;
    match () {
        () if there.all(|s| s == first) => Err(Undefined::OneScore),
        () if yes == 0.0 => Err(Undefined::Nobody),
        () if yes == n => Err(Undefined::Everybody),
        () => {
            let share = yes / n;
            let z = sum(&|s, of| (s - mean) * of.yes as f64) / (share * (1.0 - share) * spread).sqrt();
            Ok(Trend { z, p: normal_two_sided(z) })
        }
    }
}

/// A trend of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jonckheere {
    /// Pairs of values in which that of the later group is greater, equal ones half.
    pub statistic: f64,
    pub z: f64,
    /// Two-sided.
    pub p: f64,
}

/// Of numbers over ordered groups, with the variance for ties and without a correction for continuity. [Jonckheere 1954; Hollander &
/// Wolfe 1999, section 6.2]
///
/// # Errors
/// Where fewer than two groups have values, or all values are equal.
pub fn jonckheere(groups: &[Vec<f64>]) -> Defined<Jonckheere> {
    let groups: Vec<&Vec<f64>> = groups.iter().filter(|group| !group.is_empty()).collect();
    if groups.len() < 2 {
        return Err(Undefined::OneGroup);
    }
    let values: Vec<f64> = groups.iter().flat_map(|group| group.iter().copied()).collect();
    let (_, ties) = doubled_ranks(&values);
    if ties.len() < 2 {
        return Err(Undefined::AllEqual);
    }
    let statistic: f64 =
        groups.iter().enumerate().flat_map(|(at, a)| groups[at + 1..].iter().map(|b| greater(a, b))).sum();
    let sizes: Vec<u64> = groups.iter().map(|group| group.len() as u64).collect();
    let n = values.len() as f64;
    let both = |f: fn(f64) -> f64| (over_ties(&sizes, f), over_ties(&ties, f));
    let pairs = |n: f64| n * (n - 1.0);
    let (of_groups, of_ties) = both(|n| n * (n - 1.0) * (2.0 * n + 5.0));
    let (groups2, ties2) = both(|n| n * (n - 1.0));
    let (groups3, ties3) = both(|n| n * (n - 1.0) * (n - 2.0));
    let third = if n > 2.0 { groups3 * ties3 / (36.0 * pairs(n) * (n - 2.0)) } else { 0.0 };
    let variance = (pairs(n) * (2.0 * n + 5.0) - of_groups - of_ties) / 72.0
        + third
        + groups2 * ties2 / (8.0 * pairs(n));
    let expected = (n * n - over_ties(&sizes, |n| n * n)) / 4.0;
    let z = (statistic - expected) / variance.sqrt();
    Ok(Jonckheere { statistic, z, p: normal_two_sided(z) })
}

/// Pairs in which the second value is greater than the first, equal ones half.
fn greater(first: &[f64], second: &[f64]) -> f64 {
    let mut sorted = first.to_vec();
    sorted.sort_by(f64::total_cmp);
    let of = |value: &f64| {
        let (below, upto) = (sorted.partition_point(|x| x < value), sorted.partition_point(|x| x <= value));
        (below + upto) as f64 / 2.0
    };
    second.iter().map(of).sum()
}
