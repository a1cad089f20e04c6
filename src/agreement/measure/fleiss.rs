//! Kappas for any number of coders, missing ratings allowed as in R's irrCAC: observed agreement over the units that
//! two or more rated, chance over all that anybody rated.

use crate::agreement::score::{NotApplicable, Score};
use crate::agreement::{Category, Rated, Ratings};

/// One less the observed over the expected disagreement, `expected` being computed only where it is not 0.
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

/// Fleiss' kappa of one category against all others. [Fleiss 1971, eq. 20–21]
///
/// # Errors
/// When a coder did not rate a unit that others rated, or nobody or everybody always gave the category.
pub fn fleiss_kappa_of_category(ratings: &Ratings, category: Category) -> Score {
    let (raters, units, chosen) = complete(ratings)?;
    let all = raters as u128 * u128::from(units);
    let of = u128::from(chosen[usize::from(category.0)]);
    if of == 0 {
        return Err(NotApplicable::NobodyUsed);
    }
    if of == all {
        return Err(NotApplicable::OneCategoryUsed);
    }
    let agreeing: u128 = ratings
        .rows()
        .map(|(row, units)| {
            let times = row.iter().filter(|&&rating| rating == Some(category)).count() as u128;
            times * times.saturating_sub(1) * u128::from(units)
        })
        .sum();
    let pairs = agreeing as f64 / (of as f64 * (raters - 1) as f64);
    let share = of as f64 / all as f64;
    Ok((pairs - share) / (1.0 - share))
}

/// The standard error of Fleiss' kappa where it is 0, for a test over independent units. [Fleiss, Nee & Landis 1979]
///
/// # Errors
/// When a coder did not rate a unit that others rated, or only one category was used.
pub fn fleiss_se0(ratings: &impl Rated) -> Score {
    let (raters, units, chosen) = complete(ratings)?;
    let all = raters as f64 * units as f64;
    let shares = || chosen.iter().map(|&count| count as f64 / all);
    if ratings.sums().used() < 2 {
        return Err(NotApplicable::OneCategoryUsed);
    }
    let spread: f64 = shares().map(|p| p * (1.0 - p)).sum();
    let lean: f64 = shares().map(|p| p * (1.0 - p) * (1.0 - 2.0 * p)).sum();
    let pairs = all * (raters as f64 - 1.0);
    Ok((2.0 * (spread * spread - lean) / pairs).sqrt() / spread)
}

/// Coders, units and ratings for each category, where everybody rated every unit that anybody rated.
fn complete(ratings: &impl Rated) -> Result<(usize, u64, Vec<u64>), NotApplicable> {
    let sums = ratings.sums();
    let coders =
        ratings.pairs().iter().map(|&(_, second)| second).collect::<std::collections::BTreeSet<_>>().len()
            + 1;
    let mut groups = sums.rated();
    match (groups.next(), groups.next()) {
        (Some((raters, group)), None) if raters >= 2 && raters == coders => {
            Ok((raters, group.units, group.chosen.clone()))
        }
        (None, _) => Err(NotApplicable::NothingShared),
        (Some((raters, _)), None) if raters < 2 => Err(NotApplicable::NothingShared),
        (Some(_), _) => Err(NotApplicable::SomeMissing),
    }
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
