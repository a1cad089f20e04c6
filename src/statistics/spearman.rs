//! Do two numbers rise together? By ranks alone.

use super::distribution::{Z, probability, student_two_sided};
use super::ranks::doubled_ranks;
use super::{Defined, Estimate, Interval, Undefined};

/// Up to this many pairs all orders are counted.
const ALL_ORDERS: usize = 9;

/// Spearman's rho with its test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spearman {
    /// With the interval of Fisher's z; none with three pairs or a perfect order.
    pub rho: Estimate,
    /// Two-sided.
    pub p: Defined,
    /// What gave it: "exact" by all orders, "t" by Student's distribution.
    pub method: &'static str,
}

/// Of pairs of values. [Hollander & Wolfe 1999, section 8.5; interval: Bonett & Wright 2000, Psychometrika 65, 23-28]
///
/// # Errors
/// With fewer than three pairs, or where all values of one side are equal.
pub fn spearman(pairs: &[(f64, f64)]) -> Defined<Spearman> {
    if pairs.len() < 3 {
        return Err(Undefined::FewerThanThree);
    }
    let ranks = |of: fn(&(f64, f64)) -> f64| {
        let (ranks, _) = doubled_ranks(&pairs.iter().map(of).collect::<Vec<_>>());
        centred(&ranks)
    };
    let (x, y) = (ranks(|pair| pair.0), ranks(|pair| pair.1));
    let product = |a: &[i128], b: &[i128]| a.iter().zip(b).map(|(a, b)| a * b).sum::<i128>();
    let (together, of_x, of_y) = (product(&x, &y), product(&x, &x), product(&y, &y));
    if of_x == 0 || of_y == 0 {
        return Err(Undefined::AllEqual);
    }
    let perfect = together * together == of_x * of_y;
    let rho = together as f64 / (of_x as f64 * of_y as f64).sqrt();
    let n = pairs.len();
    let exact = n <= ALL_ORDERS;
    let p = match (exact, perfect) {
        (true, _) => Ok(all_orders(&x, &y, together)),
        (false, true) => Err(Undefined::PerfectOrder),
        (false, false) => {
            let df = n as u64 - 2;
            Ok(student_two_sided(rho * (df as f64 / (1.0 - rho * rho)).sqrt(), df))
        }
    };
    let ci = (n > 3 && !perfect).then(|| {
        let half = Z * ((1.0 + rho * rho / 2.0) / (n - 3) as f64).sqrt();
        Interval { low: (rho.atanh() - half).tanh(), high: (rho.atanh() + half).tanh() }
    });
    Ok(Spearman { rho: Estimate { value: rho, ci }, p, method: if exact { "exact" } else { "t" } })
}

/// Doubled ranks less their mean, which is whole: n + 1.
fn centred(ranks: &[u64]) -> Vec<i128> {
    let mean = ranks.len() as i128 + 1;
    ranks.iter().map(|&rank| i128::from(rank) - mean).collect()
}

/// The share of all orders in which the values go together as much, either way. Each order is the one before it with two values
/// exchanged. [Heap 1963]
fn all_orders(x: &[i128], y: &[i128], observed: i128) -> f64 {
    let x: Vec<i64> = x.iter().map(|&rank| rank as i64).collect();
    let mut y: Vec<i64> = y.iter().map(|&rank| rank as i64).collect();
    let observed = observed.unsigned_abs() as u64;
    let mut together: i64 = x.iter().zip(&y).map(|(x, y)| x * y).sum();
    let mut as_much = u64::from(together.unsigned_abs() >= observed);
    let (mut all, mut at, mut turns) = (1_u64, 1, vec![0; x.len()]);
    while at < x.len() {
        if turns[at] >= at {
            turns[at] = 0;
            at += 1;
            continue;
        }
        let other = if at % 2 == 0 { 0 } else { turns[at] };
        together += (x[at] - x[other]) * (y[other] - y[at]);
        y.swap(at, other);
        as_much += u64::from(together.unsigned_abs() >= observed);
        all += 1;
        turns[at] += 1;
        at = 1;
    }
    probability(as_much as f64 / all as f64)
}
