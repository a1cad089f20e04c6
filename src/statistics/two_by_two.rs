//! Two groups, in each of which some have a theme. Never looks at arrangements: [`Conditional`](super::Conditional) does.

use super::distribution::{Z, chi_squared_upper};
use super::{Defined, Estimate, Interval, Test, Undefined, wilson};

/// Some of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub yes: u64,
    pub n: u64,
}

impl Share {
    /// The share, which an empty group has not.
    ///
    /// # Errors
    /// Where the group is empty.
    pub fn value(self) -> Defined {
        if self.n == 0 { Err(Undefined::EmptyGroup) } else { Ok(self.yes as f64 / self.n as f64) }
    }

    /// Its interval.
    pub fn interval(self) -> Option<Interval> {
        wilson(self.yes as f64 / self.n.max(1) as f64, self.n as f64)
    }

    const fn no(self) -> u64 {
        self.n - self.yes
    }
}

/// ```text
///            yes  no
///   first     a    b     a of n1
///   second    c    d     c of n2
/// ```
/// Differences are first − second, ratios first / second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoByTwo {
    pub first: Share,
    pub second: Share,
}

impl TwoByTwo {
    /// The four cells, a to d.
    pub(super) const fn cells(self) -> [u64; 4] {
        [self.first.yes, self.first.no(), self.second.yes, self.second.no()]
    }

    fn cells_as_numbers(self) -> [f64; 4] {
        self.cells().map(|cell| cell as f64)
    }

    /// Whether there is more than one table with these margins.
    ///
    /// # Errors
    /// Where a group is empty, or nobody or everybody has the theme.
    pub fn informative(self) -> Defined<()> {
        match (self.first, self.second) {
            (a, c) if a.n == 0 || c.n == 0 => Err(Undefined::EmptyGroup),
            (a, c) if a.yes + c.yes == 0 => Err(Undefined::Nobody),
            (a, c) if a.no() + c.no() == 0 => Err(Undefined::Everybody),
            _ => Ok(()),
        }
    }

    /// With Newcombe's hybrid score interval. [Newcombe 1998, Stat. Med. 17, 873-890, method 10]
    ///
    /// # Errors
    /// Where a group is empty.
    pub fn risk_difference(self) -> Defined<Estimate> {
        let [p1, p2] = [self.first.value()?, self.second.value()?];
        let ends = self.first.interval().zip(self.second.interval());
        let value = p1 - p2;
        let ci = ends.map(|(one, two)| Interval {
            low: value - (p1 - one.low).hypot(two.high - p2),
            high: value + (one.high - p1).hypot(p2 - two.low),
        });
        Ok(Estimate { value, ci })
    }

    /// With Katz's interval on the logarithm. [Katz, Baptista, Azen & Pike 1978, Biometrics 34, 469-474]
    ///
    /// # Errors
    /// Where a group is empty, or nobody has the theme.
    pub fn risk_ratio(self) -> Defined<Estimate> {
        let [p1, p2] = [self.first.value()?, self.second.value()?];
        let (a, c) = (self.first.yes, self.second.yes);
        if a + c == 0 {
            return Err(Undefined::Nobody);
        }
        let part = |share: Share| 1.0 / share.yes as f64 - 1.0 / share.n as f64;
        let informative = a > 0 && c > 0 && self.first.no() + self.second.no() > 0;
        let ratio = if c == 0 { f64::INFINITY } else { p1 / p2 };
        let se = informative.then(|| (part(self.first) + part(self.second)).sqrt());
        Ok(Estimate { value: ratio, ci: se.map(|se| round_logarithm(ratio, se)) })
    }

    /// `ad/bc` with Woolf's interval on the logarithm, which an empty cell takes away. [Woolf 1955]
    ///
    /// # Errors
    /// Where the margins admit one table only.
    pub fn odds_ratio_sample(self) -> Defined<Estimate> {
        self.informative()?;
        let [a, b, c, d] = self.cells_as_numbers();
        let none = [a, b, c, d].contains(&0.0);
        Ok(match none {
            true => Estimate { value: if a * d == 0.0 { 0.0 } else { f64::INFINITY }, ci: None },
            false => woolf([a, b, c, d]),
        })
    }

    /// The same with a half added to each cell. [Haldane 1956; Anscombe 1956]
    ///
    /// # Errors
    /// Where the margins admit one table only.
    pub fn odds_ratio_haldane(self) -> Defined<Estimate> {
        self.informative()?;
        Ok(woolf(self.cells_as_numbers().map(|cell| cell + 0.5)))
    }

    /// Pearson's.
    ///
    /// # Errors
    /// Where the margins admit one table only.
    pub fn chi_squared(self) -> Defined<Test> {
        self.chi_squared_with(0.0)
    }

    /// With Yates's correction, which takes a half off each difference from what is expected, and never more than it is.
    /// [Yates 1934; R's `chisq.test`]
    ///
    /// # Errors
    /// Where the margins admit one table only.
    pub fn chi_squared_yates(self) -> Defined<Test> {
        self.chi_squared_with(0.5)
    }

    fn chi_squared_with(self, correction: f64) -> Defined<Test> {
        self.informative()?;
        let [yes, no] = self.margins();
        let (n1, n2) = (self.first.n as f64, self.second.n as f64);
        let n = n1 + n2;
        // All four cells differ from what is expected by as much.
        let off = self.cross().abs() / n;
        let off = off - off.min(correction);
        let statistic = off * off * n * n * n / (n1 * n2 * yes * no);
        Ok(Test { statistic, df: 1, p: chi_squared_upper(statistic, 1) })
    }

    /// Signed, `(ad − bc) / √margins`.
    ///
    /// # Errors
    /// Where the margins admit one table only.
    pub fn phi(self) -> Defined {
        self.informative()?;
        let [yes, no] = self.margins();
        Ok(self.cross() / (self.first.n as f64 * self.second.n as f64 * yes * no).sqrt())
    }

    /// What is expected in the cells a to d.
    ///
    /// # Errors
    /// Where a group is empty.
    pub fn expected(self) -> Defined<[f64; 4]> {
        if self.first.n == 0 || self.second.n == 0 {
            return Err(Undefined::EmptyGroup);
        }
        let [yes, no] = self.margins();
        let [one, two] = [self.first.n, self.second.n].map(|n| n as f64 / (yes + no));
        Ok([one * yes, one * no, two * yes, two * no])
    }

    fn margins(self) -> [f64; 2] {
        let (one, two) = (self.first, self.second);
        [(one.yes + two.yes) as f64, (one.no() + two.no()) as f64]
    }

    /// `ad − bc`
    fn cross(self) -> f64 {
        let [a, b, c, d] = self.cells_as_numbers();
        a * d - b * c
    }
}

fn woolf([a, b, c, d]: [f64; 4]) -> Estimate {
    let ratio = a * d / (b * c);
    let se = (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
    Estimate { value: ratio, ci: Some(round_logarithm(ratio, se)) }
}

/// `exp(ln value ∓ z se)`
pub(super) fn round_logarithm(value: f64, se: f64) -> Interval {
    let [low, high] = [-Z, Z].map(|z| (value.ln() + z * se).exp());
    Interval { low, high }
}
