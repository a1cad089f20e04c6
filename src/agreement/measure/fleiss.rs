//! Kappas for any number of coders, missing ratings allowed as in R's irrCAC: observed agreement over the units that
//! two or more rated, chance over all that anybody rated.

use crate::agreement::Rated;
use crate::agreement::score::{NotApplicable, Score};

/// One less the observed over the expected disagreement, `expected` being reckoned only where it is not 0.
fn over_chance(ratings: &impl Rated, expected: impl FnOnce() -> f64) -> Score {
    let sums = ratings.sums();
    let (_, disagree) = sums.observed().ok_or(NotApplicable::NothingShared)?;
    if sums.used() < 2 { Err(NotApplicable::OneCategoryUsed) } else { Ok(1.0 - disagree / expected()) }
}

/// Fleiss' kappa: all coders' margins together make the chance. [Fleiss 1971]
///
/// # Errors
/// When no unit was rated by two coders, or only one category was used.
pub fn fleiss_kappa(ratings: &impl Rated) -> Score {
    over_chance(ratings, || ratings.sums().propensities().iter().map(|p| p * (1.0 - p)).sum())
}

/// Conger's kappa (Davies & Fleiss): each coder's own margins make the chance, averaged over pairs; with two coders
/// who rated the same units it is Cohen's. [Conger 1980]
///
/// # Errors
/// When no unit was rated by two coders, or only one category was used.
pub fn conger_kappa(ratings: &impl Rated) -> Score {
    over_chance(ratings, || {
        let margins: Vec<_> = (0..ratings.coders()).map(|coder| margins(ratings, coder)).collect();
        let pairs = ratings.pairs();
        let apart = pairs
            .iter()
            .map(|&(a, b)| margins[a].iter().zip(&margins[b]).map(|(p, q)| p * (1.0 - q)).sum::<f64>());
        apart.sum::<f64>() / pairs.len() as f64
    })
}

/// The share of one coder's ratings that fell to each category, over the units that this coder rated.
fn margins(ratings: &impl Rated, coder: usize) -> Vec<f64> {
    let chosen = ratings.margin(coder);
    let all: u64 = chosen.iter().sum();
    chosen.into_iter().map(|count| count as f64 / all as f64).collect()
}
