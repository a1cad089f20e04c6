//! Two coders on an ordered scale, and the large-sample errors of Cohen's kappa, weighted or not.

use crate::agreement::CrossTable;
use crate::agreement::measure::Weights;
use crate::agreement::score::{NotApplicable, Score};

/// The part of the normal distribution's axis that holds 95 %.
const NORMAL_95: f64 = 1.959_963_984_540_054;

/// Cohen's kappa with weights: 1 - n Σ v n_kl / Σ v n_k n_l, v being what the weights lack of 1. [Cohen 1968]
///
/// # Errors
/// When no unit was rated by both, or by their margins they could not differ.
pub fn weighted_kappa(table: &CrossTable, weights: &Weights) -> Score {
    let shares = Shares::of(table, weights)?;
    Ok(1.0 - (1.0 - shares.observed) / (1.0 - shares.expected))
}

/// Errors of Cohen's kappa over independent units. [Fleiss, Cohen & Everitt 1969]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KappaErrors {
    /// Standard error of the estimate, for an interval.
    pub se: f64,
    /// Standard error where kappa is 0, for a test.
    pub se0: f64,
}

impl KappaErrors {
    /// The 95 % interval around an estimate, beyond -1 and 1 where it reaches there; none where the error is 0.
    pub fn interval(&self, kappa: f64) -> Option<[f64; 2]> {
        let half = NORMAL_95 * self.se;
        (half > 0.0).then_some([kappa - half, kappa + half])
    }
}

/// The errors of [`weighted_kappa`]; with [`Weights::identity`] those of Cohen's kappa.
///
/// # Errors
/// As there.
pub fn kappa_errors(table: &CrossTable, weights: &Weights) -> Result<KappaErrors, NotApplicable> {
    let Shares { units, observed, expected, first, second, .. } = Shares::of(table, weights)?;
    let q = weights.categories();
    let average = |of: &dyn Fn(usize) -> f64| (0..q).map(of).sum::<f64>();
    let by_row: Vec<f64> = (0..q).map(|k| average(&|l| second[l] * weights.of(k, l))).collect();
    let by_column: Vec<f64> = (0..q).map(|l| average(&|k| first[k] * weights.of(k, l))).collect();
    let (mut at_estimate, mut at_nought) = (0.0, 0.0);
    for (k, row) in table.rows().enumerate() {
        for (l, &cell) in row.iter().enumerate() {
            let margin = by_row[k] + by_column[l];
            let weight = weights.of(k, l);
            let off = weight * (1.0 - expected) - margin * (1.0 - observed);
            at_estimate += cell as f64 / units * off * off;
            at_nought += first[k] * second[l] * (weight - margin) * (weight - margin);
        }
    }
    let centre = observed * expected - 2.0 * expected + observed;
    let room = 1.0 - expected;
    // Rounding can make a variance of 0 a little less or more.
    let variance = |of: f64| if of < 1e-14 { 0.0 } else { of };
    let se = (variance(at_estimate - centre * centre) / units).sqrt() / (room * room);
    let se0 = (variance(at_nought - expected * expected) / units).sqrt() / room;
    Ok(KappaErrors { se, se0 })
}

/// A table as shares of its units.
struct Shares {
    units: f64,
    observed: f64,
    expected: f64,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Shares {
    fn of(table: &CrossTable, weights: &Weights) -> Result<Self, NotApplicable> {
        let units = table.units();
        if units == 0 {
            return Err(NotApplicable::NothingShared);
        }
        let margins: Vec<_> = table.margins().collect();
        let used = |k: usize, l: usize| margins[k].0 > 0 && margins[l].1 > 0;
        let all = (0..margins.len()).flat_map(|k| (0..margins.len()).map(move |l| (k, l)));
        if !all.clone().any(|(k, l)| used(k, l) && weights.of(k, l) < 1.0) {
            return Err(NotApplicable::OneCategoryUsed);
        }
        let units = units as f64;
        let (first, second): (Vec<f64>, Vec<f64>) =
            margins.iter().map(|&(a, b)| (a as f64 / units, b as f64 / units)).unzip();
        let cells = table.rows().flatten().map(|&cell| cell as f64 / units);
        let observed = cells.zip(all.clone()).map(|(share, (k, l))| share * weights.of(k, l)).sum();
        let expected = all.map(|(k, l)| first[k] * second[l] * weights.of(k, l)).sum();
        Ok(Self { units, observed, expected, first, second })
    }
}
