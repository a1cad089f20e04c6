//! Gwet's coefficients for ratings that may be weighted and may be missing, with the variance that he linearised: each
//! unit's own part in the estimate, as if units were drawn from very many. [Gwet 2008; 2014; R's irrCAC]

use crate::agreement::measure::Weights;
use crate::agreement::score::{NotApplicable, Score};
use crate::agreement::{Rated, Ratings};
use crate::statistics::student_95;

/// Which chance is taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// Every declared category is as likely: Brennan and Prediger's.
    Uniform,
    /// All coders' margins together: Fleiss' kappa, Scott's pi.
    Pooled,
    /// Each coder's own margins: Conger's kappa.
    Own,
    /// Guessing on what is hard to rate: AC1 and AC2.
    Hard,
    /// Values drawn from all that were given, without replacement: Krippendorff's alpha with these weights.
    Drawn,
}

/// An estimate, and its standard error over independent units where there are two or more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linearised {
    /// The coefficient.
    pub estimate: f64,
    /// Its standard error.
    pub se: Option<f64>,
    /// Units that the error is over.
    pub units: u64,
}

impl Linearised {
    /// The 95 % interval by Student's t, cut at 1; none with one unit, or where the error is 0.
    pub fn interval(&self) -> Option<[f64; 2]> {
        // Below this it is what rounding leaves of 0.
        let se = self.se.filter(|&se| se > 1e-10)?;
        let half = student_95(self.units - 1) * se;
        Some([self.estimate - half, (self.estimate + half).min(1.0)])
    }
}

/// Gwet's AC2: his AC1 with weights. [Gwet 2014]
///
/// # Errors
/// When no unit was rated by two coders, or only one category is declared.
pub fn gwet_ac2(ratings: &Ratings, weights: &Weights) -> Score {
    linearised(ratings, weights, Chance::Hard).map(|linearised| linearised.estimate)
}

/// A coefficient and its error.
///
/// # Errors
/// Where the coefficient does not exist.
pub fn linearised(ratings: &Ratings, weights: &Weights, chance: Chance) -> Result<Linearised, NotApplicable> {
    let units = Units::of(ratings, weights, if chance == Chance::Drawn { 2 } else { 1 });
    if units.shared == 0.0 {
        return Err(NotApplicable::NothingShared);
    }
    if weights.categories() < 2 && matches!(chance, Chance::Uniform | Chance::Hard) {
        return Err(NotApplicable::OneCategoryDeclared);
    }
    match chance {
        Chance::Pooled | Chance::Own | Chance::Drawn if units.one_category() => {
            Err(NotApplicable::OneCategoryUsed)
        }
        Chance::Uniform => {
            let q = weights.categories() as f64;
            units.estimate(weights.sum() / (q * q), |_| None)
        }
        Chance::Pooled => {
            let near = units.near(&units.propensity, weights);
            let expected = sum_of(&units.propensity, &near);
            units.estimate(expected, |unit| Some(sum_of(&unit.chosen, &near) / unit.raters))
        }
        Chance::Hard => {
            let q = weights.categories() as f64;
            let scale = weights.sum() / (q * (q - 1.0));
            let spread: Vec<f64> = units.propensity.iter().map(|p| 1.0 - p).collect();
            let expected = scale * sum_of(&units.propensity, &spread);
            units.estimate(expected, |unit| Some(scale * sum_of(&unit.chosen, &spread) / unit.raters))
        }
        Chance::Own => own_margins(ratings, weights, &units),
        Chance::Drawn => units.alpha(weights),
    }
}

/// One row of ratings.
struct Unit<'r> {
    row: &'r [Option<crate::agreement::Category>],
    /// Units with this row.
    times: f64,
    raters: f64,
    chosen: Vec<f64>,
    /// Weighted agreement of its pairs of coders; 0 with one coder.
    agree: f64,
}

struct Units<'r> {
    all: Vec<Unit<'r>>,
    /// Units that count, and those that two or more rated.
    count: f64,
    shared: f64,
    agree: f64,
    /// Mean over units of the share of their ratings that fell to each category.
    propensity: Vec<f64>,
}

fn sum_of(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl<'r> Units<'r> {
    fn of(ratings: &'r Ratings, weights: &Weights, least: usize) -> Self {
        let categories = weights.categories();
        let unit = |(row, times): (&'r [Option<crate::agreement::Category>], u64)| {
            let mut chosen = vec![0.0; categories];
            row.iter().flatten().for_each(|category| chosen[usize::from(category.0)] += 1.0);
            let raters: f64 = chosen.iter().sum();
            let near = |k: usize| (0..categories).map(|l| weights.of(k, l) * chosen[l]).sum::<f64>();
            let given = (0..categories).filter(|&k| chosen[k] > 0.0);
            let agreeing: f64 = given.map(|k| chosen[k] * (near(k) - 1.0)).sum();
            let agree = if raters < 2.0 { 0.0 } else { agreeing / (raters * (raters - 1.0)) };
            Unit { row, times: times as f64, raters, chosen, agree }
        };
        let all: Vec<_> = ratings.rows().map(unit).filter(|unit| unit.raters >= least as f64).collect();
        let count: f64 = all.iter().map(|unit| unit.times).sum();
        let shared: f64 = all.iter().filter(|unit| unit.raters >= 2.0).map(|unit| unit.times).sum();
        let agree = all.iter().map(|unit| unit.times * unit.agree).sum::<f64>() / shared;
        let share = |k: usize| all.iter().map(|u| u.times * u.chosen[k] / u.raters).sum::<f64>() / count;
        let propensity = (0..categories).map(share).collect();
        Self { all, count, shared, agree, propensity }
    }

    /// To what extent each category agrees with categories as they were given, weights read both ways.
    fn near(&self, given: &[f64], weights: &Weights) -> Vec<f64> {
        let both = |k: usize, l: usize| (weights.of(k, l) + weights.of(l, k)) / 2.0;
        (0..given.len()).map(|k| given.iter().enumerate().map(|(l, p)| both(k, l) * p).sum()).collect()
    }

    /// From the expected agreement, and each unit's part in it where that depends on units.
    fn estimate(
        &self,
        expected: f64,
        part: impl Fn(&Unit<'_>) -> Option<f64>,
    ) -> Result<Linearised, NotApplicable> {
        let room = 1.0 - expected;
        if room <= 0.0 {
            return Err(NotApplicable::OneCategoryUsed);
        }
        let estimate = 1.0 - (1.0 - self.agree) / room;
        let own = |unit: &Unit<'_>| {
            let shared = if unit.raters >= 2.0 { unit.agree - expected } else { 0.0 };
            let moved = part(unit).map_or(0.0, |part| 2.0 * (1.0 - estimate) * (part - expected) / room);
            self.count / self.shared * shared / room - moved
        };
        Ok(self.with_error(estimate, estimate, own))
    }

    fn one_category(&self) -> bool {
        self.propensity.iter().filter(|&&p| p > 0.0).count() < 2
    }

    fn with_error(&self, estimate: f64, centre: f64, own: impl Fn(&Unit<'_>) -> f64) -> Linearised {
        let off = self.all.iter().map(|unit| unit.times * (own(unit) - centre).powi(2)).sum::<f64>();
        let se = (self.count >= 2.0).then(|| (off / (self.count * (self.count - 1.0))).sqrt());
        Linearised { estimate, se, units: self.count as u64 }
    }

    /// Krippendorff's alpha in Gwet's form, of units that two or more rated.
    fn alpha(&self, weights: &Weights) -> Result<Linearised, NotApplicable> {
        let ratings: f64 = self.all.iter().map(|unit| unit.times * unit.raters).sum();
        let mean = ratings / self.count;
        let agree = |unit: &Unit<'_>| unit.agree * unit.raters / mean;
        let prime = self.all.iter().map(|unit| unit.times * agree(unit)).sum::<f64>() / self.count;
        let observed = (1.0 - 1.0 / ratings) * prime + 1.0 / ratings;
        let share = |k: usize| self.all.iter().map(|u| u.times * u.chosen[k]).sum::<f64>() / ratings;
        let given: Vec<f64> = (0..weights.categories()).map(share).collect();
        let near = self.near(&given, weights);
        let expected = sum_of(&given, &near);
        let room = 1.0 - expected;
        if room <= 0.0 {
            return Err(NotApplicable::OneCategoryUsed);
        }
        let (estimate, centre) = ((observed - expected) / room, (prime - expected) / room);
        let own = |unit: &Unit<'_>| {
            let more = (unit.raters - mean) / mean;
            let agree = (agree(unit) - observed * more - expected) / room;
            let part = sum_of(&unit.chosen, &near) / mean - expected * more;
            agree - 2.0 * (1.0 - centre) * (part - expected) / room
        };
        Ok(self.with_error(estimate, centre, own))
    }
}

/// Conger's: the mean over ordered pairs of coders of Σ w_kl p_gk p_hl.
fn own_margins(ratings: &Ratings, weights: &Weights, units: &Units<'_>) -> Result<Linearised, NotApplicable> {
    let q = weights.categories();
    let rating: Vec<(usize, f64, Vec<f64>)> = (0..ratings.coders())
        .filter_map(|coder| {
            let margin = ratings.margin(coder);
            let all: u64 = margin.iter().sum();
            let shares = margin.iter().map(|&n| n as f64 / all as f64).collect();
            (all > 0).then_some((coder, all as f64, shares))
        })
        .collect();
    let coders = rating.len() as f64;
    let total: Vec<f64> = (0..q).map(|k| rating.iter().map(|(_, _, p)| p[k]).sum()).collect();
    // What a coder's category meets on average in the others.
    let near = |own: &[f64]| -> Vec<f64> {
        let others: Vec<f64> = total.iter().zip(own).map(|(all, own)| all - own).collect();
        units.near(&others, weights)
    };
    let nears: Vec<Vec<f64>> = rating.iter().map(|(_, _, own)| near(own)).collect();
    let pairs = coders * (coders - 1.0);
    let expected =
        rating.iter().zip(&nears).map(|((_, _, own), near)| sum_of(own, near)).sum::<f64>() / pairs;
    units.estimate(expected, |unit| {
        let part = |((coder, all, own), near): (&(usize, f64, Vec<f64>), &Vec<f64>)| {
            // Where the coder rated the unit, its category; the mean else: a share of units that this coder rated.
            let average = sum_of(own, near);
            let rated = unit.row[*coder].map_or(0.0, |category| near[usize::from(category.0)] - average);
            rated * units.count / all + average
        };
        Some(rating.iter().zip(&nears).map(part).sum::<f64>() / pairs)
    })
}
