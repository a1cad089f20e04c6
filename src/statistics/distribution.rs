//! Distributions, and logarithms of how many arrangements there are. The special functions are those of the crate `statrs`.

use std::sync::LazyLock;

use statrs::function::beta::beta_reg;
use statrs::function::erf::erfc;
use statrs::function::gamma::{gamma_ur, ln_gamma};

use super::root::root;

/// The 97.5th percentile of the normal distribution.
pub const Z: f64 = 1.959_963_984_540_054;

/// What a p that no number can hold is at least: never a wrong 0.
const LEAST: f64 = f64::MIN_POSITIVE;

/// The upper tail of chi-squared.
pub fn chi_squared_upper(statistic: f64, df: u64) -> f64 {
    match (statistic, df) {
        (s, _) if s <= 0.0 => 1.0,
        (s, 1) => probability(erfc((s / 2.0).sqrt())),
        (s, df) => probability(gamma_ur(df as f64 / 2.0, s / 2.0)),
    }
}

/// Both tails of the normal distribution beyond ±z.
pub fn normal_two_sided(z: f64) -> f64 {
    probability(erfc(z.abs() / std::f64::consts::SQRT_2))
}

/// Both tails of Student's distribution beyond ±t.
pub fn student_two_sided(t: f64, df: u64) -> f64 {
    let df = df as f64;
    probability(beta_reg(df / 2.0, 0.5, df / (df + t * t)))
}

/// The part of Student's axis, to one side, that holds 95 % in the middle; with 0 degrees of freedom it is endless.
pub fn student_95(df: u64) -> f64 {
    match df {
        0 => f64::INFINITY,
        df => root(|t| student_two_sided(t, df) - 0.05, 1.9, 13.0),
    }
}

/// A p from what rounding may have left a hair outside.
pub(super) const fn probability(p: f64) -> f64 {
    p.clamp(LEAST, 1.0)
}

/// `ln n!`
pub(super) fn ln_factorial(n: u64) -> f64 {
    LN_FACTORIALS.get(n as usize).copied().unwrap_or_else(|| ln_gamma(n as f64 + 1.0))
}

/// The logarithm of how many ways there are to choose k of n; none is −∞.
pub(super) fn ln_choose(n: u64, k: u64) -> f64 {
    if k > n {
        return f64::NEG_INFINITY;
    }
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// Summed with what each addition loses (Neumaier 1974), so that they are as precise as their last digit.
static LN_FACTORIALS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    let next = |n: u32| {
        let term = f64::from(n).ln();
        let more = sum + term;
        lost += (sum - more) + term;
        sum = more;
        sum + lost
    };
    std::iter::once(0.0).chain((1..=12_000).map(next)).collect()
});

/// The logarithm of a binomial tail: `from` or more of `n`, each with chance `p`, where `from` is above the mean. The terms then
/// fall from the first on.
fn ln_binomial_upper(n: u64, from: u64, p: f64) -> f64 {
    let odds = p / (1.0 - p);
    let (mut term, mut sum) = (1.0, 0.0);
    for x in from..=n {
        sum += term;
        term *= (n - x) as f64 / (x + 1) as f64 * odds;
        if term < sum * 1e-18 {
            break;
        }
    }
    ln_choose(n, from) + from as f64 * p.ln() + (n - from) as f64 * (-p).ln_1p() + sum.ln()
}

/// The lower end of the exact 95 % interval of a chance that came true `x` times in `n`; the upper one is 1 less that of the
/// other `n - x`. [Clopper & Pearson 1934]
pub(super) fn clopper_pearson_low(x: u64, n: u64) -> f64 {
    let share = x as f64 / n as f64;
    let off = |p: f64| ln_binomial_upper(n, x, p) - 0.025_f64.ln();
    if x == 0 { 0.0 } else { root(off, share * 1e-9, share * 0.999_999) }
}

/// Of `x` or fewer, and of `x`, of `n` tosses of a coin; `x` is at most half of them.
pub(super) fn coin_lower(n: u64, x: u64) -> (f64, f64) {
    let at = (ln_choose(n, x) - n as f64 * std::f64::consts::LN_2).exp();
    let (mut term, mut sum) = (1.0, 0.0);
    for k in (0..=x).rev() {
        sum += term;
        term *= k as f64 / (n - k + 1) as f64;
    }
    (at * sum, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, known: f64) {
        assert!((found - known).abs() <= 1e-10 * known.abs(), "{found} is not {known}");
    }

    #[test]
    fn tails_are_those_of_r() {
        near(chi_squared_upper(3.841_458_820_694_124, 1), 0.05);
        near(chi_squared_upper(400.0, 1), 5.507_248_237_212_467e-89);
        near(chi_squared_upper(29.266_576_306_116_94, 4), 6.900_714_118_546_78e-6);
        near(normal_two_sided(-1.959_963_984_540_054), 0.05);
        near(normal_two_sided(20.0), 5.507_248_237_212_467e-89);
        near(student_two_sided(2.228_138_851_964_939, 10), 0.05);
        assert_eq!([chi_squared_upper(0.0, 3), chi_squared_upper(1e6, 1)], [1.0, f64::MIN_POSITIVE]);
    }

    #[test]
    fn student_is_the_printed_table() {
        for (df, t) in [
            (1, 12.706_204_736),
            (2, 4.302_652_730),
            (3, 3.182_446_305),
            (10, 2.228_138_852),
            (29, 2.045_229_642),
            (1000, 1.962_339_081),
            (1001, 1.962_336_705),
        ] {
            assert!((student_95(df) - t).abs() < 1e-8, "{df}: {}", student_95(df));
        }
    }

    #[test]
    fn factorials_are_exact_far_out() {
        near(ln_factorial(20), 2_432_902_008_176_640_000_f64.ln());
        near(ln_factorial(10_000), 82_108.927_836_814_36);
        near(ln_factorial(12_001), ln_gamma(12_002.0));
        assert_eq!(ln_choose(3, 4), f64::NEG_INFINITY);
    }

    #[test]
    fn beyond_an_exact_end_lies_a_fortieth() {
        for (x, n) in [(7, 20), (1, 9), (19, 20), (300, 1000)] {
            let low = clopper_pearson_low(x, n);
            let at =
                |k: u64| (ln_choose(n, k) + k as f64 * low.ln() + (n - k) as f64 * (1.0 - low).ln()).exp();
            near((x..=n).map(at).sum(), 0.025);
        }
        assert_eq!(clopper_pearson_low(0, 5), 0.0);
        near(clopper_pearson_low(10_000, 10_000), 0.025_f64.powf(1e-4));
    }
}
