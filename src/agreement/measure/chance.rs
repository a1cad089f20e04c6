//! Chance from the scale itself instead of the coders' margins, so that a rare code does not push the figure down.
//! Both depend on how many categories are declared.

use crate::agreement::Rated;
use crate::agreement::score::{NotApplicable, Score};

/// Observed agreement, where the scale leaves room for chance.
fn observed(ratings: &impl Rated) -> Score {
    let (agree, _) = ratings.sums().observed().ok_or(NotApplicable::NothingShared)?;
    if ratings.categories() < 2 { Err(NotApplicable::OneCategoryDeclared) } else { Ok(agree) }
}

/// Brennan and Prediger's coefficient (Bennett's S, Randolph's free-marginal kappa): every declared category is as
/// likely. [Bennett, Alpert & Goldstein 1954; Brennan & Prediger 1981]
///
/// # Errors
/// When no unit was rated by two coders, or only one category is declared.
pub fn brennan_prediger(ratings: &impl Rated) -> Score {
    let agree = observed(ratings)?;
    let categories = f64::from(ratings.categories());
    Ok((categories * agree - 1.0) / (categories - 1.0))
}

/// Gwet's AC1: chance is a coder who guesses on the units that are hard to rate. High by design where one category
/// prevails. [Gwet 2008]
///
/// # Errors
/// When no unit was rated by two coders, or only one category is declared.
pub fn gwet_ac1(ratings: &impl Rated) -> Score {
    let agree = observed(ratings)?;
    let spread: f64 = ratings.sums().propensities().iter().map(|p| p * (1.0 - p)).sum();
    let chance = spread / (f64::from(ratings.categories()) - 1.0);
    Ok((agree - chance) / (1.0 - chance))
}
