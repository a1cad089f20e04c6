//! Matched pairs: in how many both have a theme, one alone, or neither. Never counts a member as if it were alone.

use super::distribution::{Z, chi_squared_upper, clopper_pearson_low, coin_lower, probability};
use super::root::root;
use super::{Defined, Estimate, Interval, Share, Test, Undefined};

/// How many pairs there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    pub both: u64,
    pub only_first: u64,
    pub only_second: u64,
    pub neither: u64,
}

impl Pairs {
    /// All pairs.
    pub const fn n(self) -> u64 {
        self.both + self.only_first + self.only_second + self.neither
    }

    /// Those in which one has the theme and the other not.
    ///
    /// # Errors
    /// Where there is none.
    fn discordant(self) -> Defined<u64> {
        match self.only_first + self.only_second {
            0 if self.n() == 0 => Err(Undefined::NoPairs),
            0 => Err(Undefined::NoPairDiffers),
            some => Ok(some),
        }
    }

    /// McNemar's exact test: whether those who differ do so as often one way as the other. [McNemar 1947; Fagerland, Lydersen & Laake
    /// 2013, BMC Med. Res. Methodol. 13:91]
    ///
    /// # Errors
    /// Where no pair differs.
    pub fn mcnemar(self) -> Defined {
        let n = self.discordant()?;
        Ok(probability(2.0 * coin_lower(n, self.only_first.min(self.only_second)).0))
    }

    /// The same with half of the chance of what was observed. [Fagerland, Lydersen & Laake 2013]
    ///
    /// # Errors
    /// Where no pair differs.
    pub fn mcnemar_mid_p(self) -> Defined {
        let n = self.discordant()?;
        let (lower, own) = coin_lower(n, self.only_first.min(self.only_second));
        Ok(probability(2.0 * (lower - own / 2.0)))
    }

    /// `(b − c)² / (b + c)`. [McNemar 1947]
    ///
    /// # Errors
    /// Where no pair differs.
    pub fn mcnemar_chi_squared(self) -> Defined<Test> {
        self.chi_squared_with(0.0)
    }

    /// With 1 taken off the difference, where there is any. [Edwards 1948; R's `mcnemar.test`]
    ///
    /// # Errors
    /// Where no pair differs.
    pub fn mcnemar_chi_squared_corrected(self) -> Defined<Test> {
        self.chi_squared_with(1.0)
    }

    fn chi_squared_with(self, correction: f64) -> Defined<Test> {
        let n = self.discordant()? as f64;
        let off = (self.only_first.abs_diff(self.only_second) as f64 - correction).max(0.0);
        let statistic = off * off / n;
        Ok(Test { statistic, df: 1, p: chi_squared_upper(statistic, 1) })
    }

    /// The conditional odds ratio `b/c` with its exact interval. [Breslow & Day 1980, section 5.2; R's exact2x2]
    ///
    /// # Errors
    /// Where no pair differs.
    pub fn odds_ratio(self) -> Defined<Estimate> {
        let n = self.discordant()?;
        let (b, c) = (self.only_first, self.only_second);
        let odds = |x: u64| {
            let low = clopper_pearson_low(x, n);
            low / (1.0 - low)
        };
        // The upper end is the lower one of those who differ the other way.
        let ci = Interval { low: odds(b), high: 1.0 / odds(c) };
        Ok(Estimate { value: b as f64 / c as f64, ci: Some(ci) })
    }

    /// The paired difference of shares with Tango's score interval, defined wherever there is a pair. [Tango 1998, Stat. Med. 17, 891-908]
    ///
    /// # Errors
    /// Where there is no pair.
    pub fn risk_difference(self) -> Defined<Estimate> {
        let [b, c, n] = [self.only_first, self.only_second, self.n()].map(|count| count as f64);
        if n == 0.0 {
            return Err(Undefined::NoPairs);
        }
        let value = (b - c) / n;
        const EDGE: f64 = 1.0 - 1e-12;
        let low = if c == n || score([b, c, n], -EDGE) <= Z {
            -1.0
        } else {
            root(|at| score([b, c, n], at) - Z, -EDGE, value)
        };
        let high = if b == n || score([b, c, n], EDGE) >= -Z {
            1.0
        } else {
            root(|at| score([b, c, n], at) + Z, value, EDGE)
        };
        Ok(Estimate { value, ci: Some(Interval { low, high }) })
    }

    /// The paired difference with Newcombe's interval. [Newcombe 1998, Stat. Med. 17, 2635-2650, method 10]
    ///
    /// # Errors
    /// Where there is no pair, or all pairs are alike.
    pub fn risk_difference_newcombe(self) -> Defined<Estimate> {
        let n = self.n();
        match n {
            0 => return Err(Undefined::NoPairs),
            n if self.both == n || self.neither == n => return Err(Undefined::AllPairsAlike),
            _ => {}
        }
        let [first, second] =
            [self.only_first, self.only_second].map(|alone| Share { yes: self.both + alone, n });
        let (one, two) = first.interval().zip(second.interval()).ok_or(Undefined::NoPairs)?;
        let [p1, p2] = [first.value()?, second.value()?];
        let phi = self.phi();
        let side = |x: f64, y: f64| (x * x - 2.0 * phi * x * y + y * y).max(0.0).sqrt();
        let value = p1 - p2;
        let ci = Interval {
            low: value - side(p1 - one.low, two.high - p2),
            high: value + side(one.high - p1, p2 - two.low),
        };
        Ok(Estimate { value, ci: Some(ci) })
    }

    /// How much members of a pair are alike, drawn towards 0 where they are; 0 at an empty margin.
    fn phi(self) -> f64 {
        let [a, b, c, d] = [self.both, self.only_first, self.only_second, self.neither].map(|x| x as f64);
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        let cross = a * d - b * c;
        let drawn = if cross > 0.0 { (cross - (a + b + c + d) / 2.0).max(0.0) } else { cross };
        if margins == 0.0 { 0.0 } else { drawn / margins.sqrt() }
    }
}

/// How far a difference is from what was observed, in standard errors at that difference.
fn score([b, c, n]: [f64; 3], difference: f64) -> f64 {
    let line = (2.0 * n - b + c) * difference - b - c;
    let rest = -c * difference * (1.0 - difference);
    let only_second = ((line * line - 8.0 * n * rest).max(0.0).sqrt() - line) / (4.0 * n);
    let variance = n * (2.0 * only_second + difference * (1.0 - difference));
    let off = b - c - n * difference;
    match variance {
        v if v > 1e-300 => off / v.sqrt(),
        _ if off.abs() < 1e-9 => 0.0,
        _ => off.signum() * 1e300,
    }
}
