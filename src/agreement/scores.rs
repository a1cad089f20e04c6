//! The figures that apply to a set of ratings, by the names they have in files. Which ones apply depends on the
//! number of coders only, so that a reader finds the same names in every row.

use std::collections::BTreeMap;

use super::measure::{
    Matches, bias_index, brennan_prediger, cohen_kappa, conger_kappa, fleiss_kappa, gwet_ac1, holsti,
    jaccard, krippendorff_alpha, light_kappa, pabak, percent_agreement, positive_agreement, prevalence_index,
    scott_pi,
};
use super::{Contingency, CrossTable, NotApplicable, Ratings, Score};

/// Figures by their name in files, `cohen_kappa` and the like.
pub type Scores = BTreeMap<&'static str, Score>;

/// The figures of ratings on any nominal scale. Coders who rated nothing do not count as coders.
pub fn nominal_scores(ratings: &Ratings) -> Scores {
    let mut scores = Scores::from([
        ("percent_agreement", percent_agreement(ratings)),
        ("holsti", holsti(ratings)),
        ("brennan_prediger", brennan_prediger(ratings)),
        ("gwet_ac1", gwet_ac1(ratings)),
        ("krippendorff_alpha", krippendorff_alpha(ratings)),
    ]);
    let Some((first, second)) = the_two(ratings) else {
        scores.extend([
            ("light_kappa", light_kappa(ratings)),
            ("fleiss_kappa", fleiss_kappa(ratings)),
            ("conger_kappa", conger_kappa(ratings)),
        ]);
        return scores;
    };
    let cross = CrossTable::of(ratings, first, second);
    scores.extend([("cohen_kappa", cohen_kappa(&cross)), ("scott_pi", scott_pi(&cross))]);
    if ratings.categories() == 2 {
        let table = Contingency::of(ratings, first, second);
        scores.extend([
            ("pabak", pabak(table)),
            ("prevalence_index", prevalence_index(table)),
            ("bias_index", bias_index(table)),
        ]);
    }
    scores
}

/// The two coders there are, if there are two.
fn the_two(ratings: &Ratings) -> Option<(usize, usize)> {
    match (ratings.coders(), ratings.pairs().as_slice()) {
        (_, [pair]) => Some(*pair),
        (2, _) => Some((0, 1)),
        (_, _) => None,
    }
}

/// The figures of a code's ratings, of two coders or more, and of its passages where those are looked at.
///
/// With more than two coders `positive_agreement` and `jaccard` add the pairs' tables up first, and the F1s their
/// matches; `holsti` and `light_kappa` are means over pairs.
pub(super) fn scores(ratings: &Ratings, passages: Option<&Matches>) -> Scores {
    let mut table = Contingency::default();
    ratings.pairs().iter().for_each(|&(first, second)| table += Contingency::of(ratings, first, second));
    let mut scores = nominal_scores(ratings);
    scores.extend([("positive_agreement", positive_agreement(table)), ("jaccard", jaccard(table))]);
    if let Some(matches) = passages {
        scores.extend([
            ("f1_exact", matches.f1_exact()),
            ("f1_overlap", matches.f1_overlap()),
            ("f1_one_to_one", matches.f1_one_to_one()),
        ]);
    }
    if table.units() > 0 && table.either() == 0 {
        let undefined = scores.values_mut().filter(|score| score.is_err());
        undefined.for_each(|score| *score = Err(NotApplicable::NobodyUsed));
    }
    scores
}

/// The mean of one figure over codes, never silent about those that have none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// Unweighted, over the codes for which the figure exists.
    pub value: Score,
    /// Codes for which it exists.
    pub defined: usize,
    /// Codes for which it does not.
    pub undefined: usize,
}

/// The mean of each figure over rows of codes; the reason of the first where no code has the figure.
pub(super) fn means<'s>(rows: impl IntoIterator<Item = &'s Scores>) -> BTreeMap<&'static str, Mean> {
    let mut by_name: BTreeMap<&'static str, Vec<Score>> = BTreeMap::new();
    for (&name, &score) in rows.into_iter().flatten() {
        by_name.entry(name).or_default().push(score);
    }
    let mean = |scores: Vec<Score>| {
        let defined: Vec<f64> = scores.iter().filter_map(|score| score.ok()).collect();
        let value = match scores.iter().find_map(|score| score.err()) {
            Some(reason) if defined.is_empty() => Err(reason),
            Some(_) | None => Ok(defined.iter().sum::<f64>() / defined.len() as f64),
        };
        Mean { value, defined: defined.len(), undefined: scores.len() - defined.len() }
    };
    by_name.into_iter().map(|(name, scores)| (name, mean(scores))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::Category;

    #[test]
    fn a_coder_who_rated_nothing_does_not_count() {
        let mut ratings = Ratings::new(3, 3);
        for (a, b) in [(0, 0), (1, 1), (2, 0)] {
            ratings.add(&[Some(Category(a)), None, Some(Category(b))], 1);
        }
        let scores = nominal_scores(&ratings);
        assert_eq!(scores["percent_agreement"], Ok(2.0 / 3.0));
        assert!(scores.contains_key("cohen_kappa") && !scores.contains_key("fleiss_kappa"));
        assert!(!scores.contains_key("pabak"), "three categories have no prevalence");
    }
}
