//! All tables of two groups with the same margins: Fisher's exact test and the conditional odds ratio. The number that has the
//! theme in the first group then follows the noncentral hypergeometric distribution.

use super::distribution::{ln_choose, probability};
use super::root::root;
use super::{Defined, Estimate, Interval, TwoByTwo};

/// A table is as likely as the one observed where it is so to this part. [R's `fisher.test`]
pub(super) const AS_LIKELY: f64 = 1e-7;

/// The tables with the margins of one, by how many of the first group have the theme.
#[derive(Clone, Debug)]
pub struct Conditional {
    /// The least that they can be.
    low: u64,
    /// Logarithms of how likely each is at an odds ratio of 1, up to a constant.
    weights: Vec<f64>,
    /// How much likelier each is than the one before it, at an odds ratio of 1.
    ratios: Vec<f64>,
    observed: usize,
}

/// Of the distribution at one odds ratio, by what is observed.
struct Tilted {
    mean: f64,
    /// The chance of as many or fewer.
    lower: f64,
    /// The chance of as many or more.
    upper: f64,
}

impl Conditional {
    /// The tables with the margins of this one.
    ///
    /// # Errors
    /// Where there is no other table.
    pub fn new(table: TwoByTwo) -> Defined<Self> {
        table.informative()?;
        let [n1, n2] = [table.first.n, table.second.n];
        let yes = table.first.yes + table.second.yes;
        let (low, high) = (yes.saturating_sub(n2), yes.min(n1));
        let weight = |x: u64| ln_choose(n1, x) + ln_choose(n2, yes - x);
        let ratio = |x: u64| {
            let up = (n1 + 1 - x) as f64 * (yes + 1 - x) as f64;
            up / (x as f64 * (n2 + x - yes) as f64)
        };
        Ok(Self {
            low,
            weights: (low..=high).map(weight).collect(),
            ratios: (low + 1..=high).map(ratio).collect(),
            observed: (table.first.yes - low) as usize,
        })
    }

    /// Two-sided: the chance of all tables that are as likely as the one observed or less. [Fisher 1935; R's `fisher.test`]
    pub fn fisher(&self) -> f64 {
        let own = self.weights[self.observed];
        let most = self.weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let all: f64 = self.weights.iter().map(|weight| (weight - most).exp()).sum();
        let within = AS_LIKELY.ln_1p();
        let extreme: f64 =
            self.weights.iter().map(|weight| weight - own).filter(|&off| off <= within).map(f64::exp).sum();
        probability((own - most).exp() * extreme / all)
    }

    /// The odds ratio at which the number observed is the mean, with the exact interval of two one-sided tests of 2.5 %.
    /// [Cornfield 1956; R's `fisher.test`, whose ends are less precise]
    pub fn odds_ratio(&self) -> Estimate {
        let last = self.ratios.len();
        let value = match self.observed {
            0 => 0.0,
            at if at == last => f64::INFINITY,
            at => self.where_crosses(|tilted| tilted.mean - at as f64),
        };
        // The chance of as many or more rises with the odds ratio.
        let low = match self.observed {
            0 => 0.0,
            _ => self.where_crosses(|tilted| tilted.upper - 0.025),
        };
        let high = match self.observed {
            at if at == last => f64::INFINITY,
            _ => self.where_crosses(|tilted| 0.025 - tilted.lower),
        };
        Estimate { value, ci: Some(Interval { low, high }) }
    }

    /// The odds ratio at which something that rises with it is 0.
    fn where_crosses(&self, rising: impl Fn(&Tilted) -> f64) -> f64 {
        let at = |log: f64| rising(&self.tilted(log));
        let (mut low, mut high) = (-1.0, 1.0);
        while at(low) > 0.0 && low > -600.0 {
            (low, high) = (low * 2.0, low);
        }
        while at(high) < 0.0 && high < 600.0 {
            (low, high) = (high, high * 2.0);
        }
        root(at, low, high).exp()
    }

    /// The distribution at an odds ratio, summed from its middle outward as far as anything counts.
    fn tilted(&self, log: f64) -> Tilted {
        let psi = log.exp();
        let mode = self.ratios.partition_point(|ratio| ratio * psi > 1.0);
        let (mut all, mut first, mut own, mut lower) = (0.0, 0.0, 0.0, 0.0);
        let mut add = |at: usize, term: f64| {
            all += term;
            first += at as f64 * term;
            if at <= self.observed {
                lower += term;
            }
            if at == self.observed {
                own = term;
            }
            term > all * 1e-18
        };
        let mut term = 1.0;
        for at in mode..=self.ratios.len() {
            if !add(at, term) {
                break;
            }
            term *= self.ratios.get(at).copied().unwrap_or_default() * psi;
        }
        term = 1.0;
        for at in (0..mode).rev() {
            term /= self.ratios[at] * psi;
            if !add(at, term) {
                break;
            }
        }
        Tilted { mean: first / all, lower: lower / all, upper: 1.0 - (lower - own) / all }
    }

    /// How many tables there are, by the least and the most of the first group that can have the theme.
    pub const fn range(&self) -> [u64; 2] {
        [self.low, self.low + self.ratios.len() as u64]
    }
}
