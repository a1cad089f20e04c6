//! Two groups within strata: one odds ratio and one difference for all, and whether strata differ. Never pools what differs
//! without saying so.

use super::distribution::{Z, chi_squared_upper};
use super::two_by_two::round_logarithm;
use super::{Defined, Estimate, Interval, Test, TwoByTwo, Undefined};

/// One table a stratum. A stratum with one group alone weighs nothing; one in which nobody or everybody has the theme weighs in
/// the difference only.
#[derive(Clone, Debug)]
pub struct Strata {
    with_both: Vec<Stratum>,
    informative: Vec<Stratum>,
}

/// The counts of a stratum as numbers.
#[derive(Clone, Copy, Debug)]
struct Stratum {
    a: f64,
    c: f64,
    n1: f64,
    n2: f64,
    /// With the theme.
    yes: f64,
    n: f64,
}

impl Stratum {
    fn new(table: &TwoByTwo) -> Self {
        let [a, _, c, _] = table.cells().map(|cell| cell as f64);
        let (n1, n2) = (table.first.n as f64, table.second.n as f64);
        Self { a, c, n1, n2, yes: a + c, n: n1 + n2 }
    }

    fn no(&self) -> f64 {
        self.n - self.yes
    }

    /// How many of the first group have the theme where only the margins are known.
    fn expected(&self) -> f64 {
        self.n1 * self.yes / self.n
    }

    /// How many of the first group have the theme at an odds ratio, and the variance of that. At 1 the equation is linear.
    fn at(&self, odds_ratio: f64) -> (f64, f64) {
        let Self { n1, n2, yes, .. } = *self;
        let (square, line) = (1.0 - odds_ratio, n2 - yes + odds_ratio * (n1 + yes));
        let root = (line * line + 4.0 * square * odds_ratio * n1 * yes).max(0.0).sqrt();
        // The root within the margins, in the form that stays precise where the square nearly vanishes.
        let a = 2.0 * odds_ratio * n1 * yes / (line + root);
        let variance = 1.0 / (1.0 / a + 1.0 / (n1 - a) + 1.0 / (yes - a) + 1.0 / (n2 - yes + a));
        (a, variance)
    }
}

impl Strata {
    /// Of one table a stratum.
    pub fn new(tables: &[TwoByTwo]) -> Self {
        let both = tables.iter().filter(|table| table.first.n > 0 && table.second.n > 0);
        let with_both: Vec<Stratum> = both.map(Stratum::new).collect();
        let informative = with_both.iter().filter(|s| s.yes > 0.0 && s.no() > 0.0).copied().collect();
        Self { with_both, informative }
    }

    /// Strata with members of both groups.
    pub const fn with_both(&self) -> usize {
        self.with_both.len()
    }

    /// Those of them in which some have the theme and others not.
    pub const fn informative(&self) -> usize {
        self.informative.len()
    }

    fn told(&self) -> Defined<()> {
        match (self.with_both.as_slice(), self.informative.as_slice()) {
            ([], _) => Err(Undefined::GroupsNeverMeet),
            (_, []) => Err(Undefined::NoInformativeStratum),
            _ => Ok(()),
        }
    }

    /// Mantel and Haenszel's, with the interval of Robins, Breslow and Greenland; infinite or 0 without one. [Mantel & Haenszel 1959;
    /// Robins, Breslow & Greenland 1986, Biometrics 42, 311-323]
    ///
    /// # Errors
    /// Where no stratum is informative, or each leaves the odds ratio open.
    pub fn odds_ratio(&self) -> Defined<Estimate> {
        self.told()?;
        let (r, s) = self.products();
        match (r, s) {
            (0.0, 0.0) => Err(Undefined::NoInformativeStratum),
            (_, 0.0) => Ok(Estimate { value: f64::INFINITY, ci: None }),
            (0.0, _) => Ok(Estimate { value: 0.0, ci: None }),
            _ => {
                let sum =
                    |of: fn(&Parts) -> f64| self.informative.iter().map(|s| of(&Parts::of(s))).sum::<f64>();
                let variance = sum(|x| x.p * x.r) / (2.0 * r * r)
                    + sum(|x| x.p * x.s + x.q * x.r) / (2.0 * r * s)
                    + sum(|x| x.q * x.s) / (2.0 * s * s);
                Ok(Estimate { value: r / s, ci: Some(round_logarithm(r / s, variance.sqrt())) })
            }
        }
    }

    /// `Σ ad/N` and `Σ bc/N`
    fn products(&self) -> (f64, f64) {
        let parts = self.informative.iter().map(Parts::of);
        parts.fold((0.0, 0.0), |(r, s), part| (r + part.r, s + part.s))
    }

    /// Mantel and Haenszel's difference of shares with Sato's variance. [Greenland & Robins 1985; Sato 1989, Biometrics 45, 1323-1324]
    ///
    /// # Errors
    /// Where no stratum holds both groups.
    pub fn risk_difference(&self) -> Defined<Estimate> {
        if self.with_both.is_empty() {
            return Err(Undefined::GroupsNeverMeet);
        }
        let sum = |of: fn(&Stratum) -> f64| self.with_both.iter().map(of).sum::<f64>();
        let weight = sum(|s| s.n1 * s.n2 / s.n);
        let value = sum(|s| (s.a * s.n2 - s.c * s.n1) / s.n) / weight;
        let p = sum(|s| {
            let middle = s.n1 * s.n2 * (s.n2 - s.n1) / 2.0;
            (s.n1 * s.n1 * s.c - s.n2 * s.n2 * s.a + middle) / (s.n * s.n)
        });
        let q = sum(|s| (s.a * (s.n2 - s.c) + s.c * (s.n1 - s.a)) / (2.0 * s.n));
        let variance = (value * p + q) / (weight * weight);
        // Below this it is what rounding leaves of 0.
        let half = (variance > 1e-15).then(|| Z * variance.sqrt());
        Ok(Estimate { value, ci: half.map(|half| Interval { low: value - half, high: value + half }) })
    }

    /// Cochran, Mantel and Haenszel's test without a correction for continuity. [Agresti 2002, section 6.3.2]
    ///
    /// # Errors
    /// Where no stratum is informative.
    pub fn cmh(&self) -> Defined<Test> {
        self.cmh_with(0.0)
    }

    /// With a half taken off the difference where that is a half or more. [R's `mantelhaen.test`]
    ///
    /// # Errors
    /// Where no stratum is informative.
    pub fn cmh_corrected(&self) -> Defined<Test> {
        self.cmh_with(0.5)
    }

    fn cmh_with(&self, correction: f64) -> Defined<Test> {
        self.told()?;
        let off = self.informative.iter().map(|s| s.a - s.expected()).sum::<f64>().abs();
        let variance: f64 =
            self.informative.iter().map(|s| s.n1 * s.n2 * s.yes * s.no() / (s.n * s.n * (s.n - 1.0))).sum();
        let off = if off >= correction { off - correction } else { off };
        let statistic = off * off / variance;
        Ok(Test { statistic, df: 1, p: chi_squared_upper(statistic, 1) })
    }

    /// Whether the odds ratio is the same in all strata. [Breslow & Day 1980, p. 142]
    ///
    /// # Errors
    /// With fewer than two informative strata, or a common odds ratio of 0 or infinity.
    pub fn breslow_day(&self) -> Defined<Test> {
        self.homogeneity(false)
    }

    /// The same with Tarone's correction. [Tarone 1985; Breslow 1996]
    ///
    /// # Errors
    /// As [`breslow_day`](Self::breslow_day).
    pub fn tarone(&self) -> Defined<Test> {
        self.homogeneity(true)
    }

    fn homogeneity(&self, corrected: bool) -> Defined<Test> {
        self.told()?;
        if self.informative.len() < 2 {
            return Err(Undefined::OneStratum);
        }
        let (r, s) = self.products();
        if r == 0.0 || s == 0.0 {
            return Err(Undefined::EndlessOddsRatio);
        }
        let (mut statistic, mut off, mut spread) = (0.0, 0.0, 0.0);
        for stratum in &self.informative {
            let (expected, variance) = stratum.at(r / s);
            statistic += (stratum.a - expected).powi(2) / variance;
            off += stratum.a - expected;
            spread += variance;
        }
        if corrected {
            statistic -= off * off / spread;
        }
        let df = self.informative.len() as u64 - 1;
        Ok(Test { statistic, df, p: chi_squared_upper(statistic, df) })
    }
}

/// What a stratum adds to the odds ratio and its variance.
struct Parts {
    p: f64,
    q: f64,
    r: f64,
    s: f64,
}

impl Parts {
    fn of(stratum: &Stratum) -> Self {
        let Stratum { a, c, n1, n2, n, .. } = *stratum;
        let (b, d) = (n1 - a, n2 - c);
        Self { p: (a + d) / n, q: (b + c) / n, r: a * d / n, s: b * c / n }
    }
}
