//! Are the numbers of one group greater than those of another? By ranks alone.

use super::distribution::{normal_two_sided, probability};
use super::ranks::{doubled_ranks, over_ties};
use super::{Defined, Undefined};

/// Below this each, and without ties, p is exact, as in R's `wilcox.test`.
const EXACT_BELOW: usize = 50;

/// How often a value of the first group is greater than one of the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// Pairs of values in which the first group's is greater, equal ones half.
    pub u: f64,
    /// The share of pairs in which it is.
    pub effect: f64,
    /// By all orders; none with ties or with groups too large for it.
    pub exact: Option<f64>,
    /// By the normal distribution, corrected for ties and continuity; undefined where all values are equal.
    pub normal: Defined,
}

impl MannWhitney {
    /// The p that counts.
    ///
    /// # Errors
    /// Where all values are equal.
    pub fn p(&self) -> Defined {
        self.exact.map_or(self.normal, Ok)
    }

    /// What gave it: "exact" or "normal".
    pub const fn method(&self) -> &'static str {
        if self.exact.is_some() { "exact" } else { "normal" }
    }
}

/// Two-sided. [Mann & Whitney 1947; Hollander & Wolfe 1999, section 4.1; R's `wilcox.test`]
///
/// # Errors
/// Where a group is empty.
pub fn mann_whitney(first: &[f64], second: &[f64]) -> Defined<MannWhitney> {
    if first.is_empty() || second.is_empty() {
        return Err(Undefined::EmptyGroup);
    }
    let (ranks, ties) = doubled_ranks(&[first, second].concat());
    let [n1, n2] = [first.len(), second.len()].map(|n| n as f64);
    let n = n1 + n2;
    let sum = ranks[..first.len()].iter().sum::<u64>() as f64 / 2.0;
    let u = sum - n1 * (n1 + 1.0) / 2.0;
    let off = u - n1 * n2 / 2.0;
    let variance = n1 * n2 / 12.0 * (n + 1.0 - over_ties(&ties, |t| t.powi(3) - t) / (n * (n - 1.0)));
    let normal = if ties.len() == 1 {
        Err(Undefined::AllEqual)
    } else {
        Ok(normal_two_sided((off.abs() - 0.5).max(0.0) / variance.sqrt()))
    };
    let is_small = first.len() < EXACT_BELOW && second.len() < EXACT_BELOW;
    let untied = ties.iter().all(|&t| t == 1);
    let exact = (is_small && untied).then(|| exact(first.len(), second.len(), u));
    Ok(MannWhitney { u, effect: u / (n1 * n2), exact, normal })
}

/// Twice the smaller tail, over all ways in which the two groups can be ordered.
fn exact(n1: usize, n2: usize, u: f64) -> f64 {
    let most = n1 * n2;
    let at = u.min(most as f64 - u) as usize;
    // ways[m][u] for the second group as large as was gone through: the greatest value is in the second group, or in the first,
    // where it beats all of the second.
    let mut ways = vec![vec![0.0_f64; at + 1]; n1 + 1];
    ways.iter_mut().for_each(|of| of[0] = 1.0);
    for n in 1..=n2 {
        for m in 1..=n1 {
            for u in n..=at {
                ways[m][u] += ways[m - 1][u - n];
            }
        }
    }
    let all = (1..=n1).fold(1.0, |all, k| all * (n2 + k) as f64 / k as f64);
    probability(2.0 * ways[n1].iter().sum::<f64>() / all)
}
