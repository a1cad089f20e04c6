//! Do the numbers of several groups differ? By ranks alone.

use super::distribution::chi_squared_upper;
use super::ranks::{doubled_ranks, over_ties};
use super::{Defined, Test, Undefined};

/// The test, with how much of the ranks' spread is between groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KruskalWallis {
    pub test: Test,
    /// `H / (n − 1)`
    pub epsilon_squared: f64,
}

/// H corrected for ties; empty groups are left out. [Kruskal & Wallis 1952; Hollander & Wolfe 1999, section 6.1]
///
/// # Errors
/// Where fewer than two groups have values, or all values are equal.
pub fn kruskal_wallis(groups: &[Vec<f64>]) -> Defined<KruskalWallis> {
    let groups: Vec<&Vec<f64>> = groups.iter().filter(|group| !group.is_empty()).collect();
    if groups.len() < 2 {
        return Err(Undefined::OneGroup);
    }
    let values: Vec<f64> = groups.iter().flat_map(|group| group.iter().copied()).collect();
    let (ranks, ties) = doubled_ranks(&values);
    if ties.len() < 2 {
        return Err(Undefined::AllEqual);
    }
    let n = values.len() as f64;
    let (mut from, mut spread) = (0, 0.0);
    for group in &groups {
        let to = from + group.len();
        let off = ranks[from..to].iter().sum::<u64>() as f64 / 2.0 / group.len() as f64 - (n + 1.0) / 2.0;
        spread += group.len() as f64 * off * off;
        from = to;
    }
    let untied = 1.0 - over_ties(&ties, |t| t.powi(3) - t) / (n.powi(3) - n);
    let statistic = 12.0 / (n * (n + 1.0)) * spread / untied;
    let df = groups.len() as u64 - 1;
    let test = Test { statistic, df, p: chi_squared_upper(statistic, df) };
    Ok(KruskalWallis { test, epsilon_squared: statistic / (n - 1.0) })
}
