//! The figures that apply to a set of ratings, by the names they have in files. Which ones apply depends on the
//! number of coders only, so that a reader finds the same names in every row.

use std::collections::BTreeMap;

use super::measure::{
    bias_index, brennan_prediger, cohen_kappa, conger_kappa, fleiss_kappa, gwet_ac1, holsti, jaccard,
    krippendorff_alpha, light_kappa, pabak, percent_agreement, positive_agreement, prevalence_index,
    scott_pi,
};
use super::tally::{Layout, Whose};
use super::{Contingency, Estimate, NotApplicable, Rated, Score};
use crate::agreement::measure::Matches;

/// Figures by their name in files, `cohen_kappa` and the like.
pub type Scores = BTreeMap<&'static str, Estimate>;

/// The most categories of which each is set against each: a table of them has their square in cells.
pub(super) const MAX_CROSSED: u16 = 1000;

/// Takes a figure and its name.
pub(super) type Put<'f> = &'f mut dyn FnMut(&'static str, Score);

/// The figures of ratings on any nominal scale. Coders who rated nothing do not count as coders.
pub fn nominal_scores(ratings: &impl Rated) -> Scores {
    let mut scores = Scores::new();
    nominal(ratings, &mut |name, score| {
        scores.insert(name, score.into());
    });
    scores
}

pub(super) fn nominal(ratings: &impl Rated, put: Put<'_>) {
    // Checked first, so that no table of each category against each is made.
    let crossed = |figure: &dyn Fn() -> Score| {
        if ratings.categories() > MAX_CROSSED { Err(NotApplicable::TooManyCategories) } else { figure() }
    };
    put("percent_agreement", percent_agreement(ratings));
    put("holsti", crossed(&|| holsti(ratings)));
    put("brennan_prediger", brennan_prediger(ratings));
    put("gwet_ac1", gwet_ac1(ratings));
    put("krippendorff_alpha", krippendorff_alpha(ratings));
    let Some((first, second)) = the_two(ratings) else {
        put("light_kappa", crossed(&|| light_kappa(ratings)));
        put("fleiss_kappa", fleiss_kappa(ratings));
        put("conger_kappa", conger_kappa(ratings));
        return;
    };
    put("cohen_kappa", crossed(&|| cohen_kappa(&ratings.cross(first, second))));
    put("scott_pi", crossed(&|| scott_pi(&ratings.cross(first, second))));
    if ratings.categories() == 2 {
        let table = Contingency::from(&ratings.cross(first, second));
        put("pabak", pabak(table));
        put("prevalence_index", prevalence_index(table));
        put("bias_index", bias_index(table));
    }
}

/// The two coders there are, if there are two.
pub(super) fn the_two(ratings: &impl Rated) -> Option<(usize, usize)> {
    match (ratings.coders(), &*ratings.pairs()) {
        (_, [pair]) => Some(*pair),
        (2, _) => Some((0, 1)),
        (_, _) => None,
    }
}

/// What is looked at beside who put a code on which unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing.
    Nothing,
    /// The passages that coders have in common.
    Passages,
    /// Those, and the code's passages as units of a continuum.
    PassagesAndContinuum,
}

/// The figures of a code, of two coders or more. Which they are, and in which order they come, depends on the number of
/// coders and on `beside` alone.
///
/// With more than two coders `positive_agreement` and `jaccard` add the pairs' tables up first, and the F1s their
/// matches; `holsti` and `light_kappa` are means over pairs.
pub(super) fn of_code(layout: &Layout, line: &[u64], of: Whose, beside: Beside, put: Put<'_>) {
    let ratings = layout.counted(line, of);
    let table = ratings.table();
    let unused = table.units() > 0 && table.either() == 0;
    let mut put = |name, score: Score| {
        put(name, if unused { score.map_err(|_| NotApplicable::NobodyUsed) } else { score });
    };
    nominal(&ratings, &mut put);
    put("positive_agreement", positive_agreement(table));
    put("jaccard", jaccard(table));
    if beside == Beside::PassagesAndContinuum {
        let continuum = layout.continuum(line, of);
        put("u_alpha", continuum.u_alpha());
        put("u_alpha_binary", continuum.u_alpha_binary());
    }
    if beside != Beside::Nothing {
        let mut matches = Matches::default();
        layout.pairs_of(of).for_each(|pair| matches += layout.matches(line, pair));
        put("f1_exact", matches.f1_exact());
        put("f1_overlap", matches.f1_overlap());
        put("f1_one_to_one", matches.f1_one_to_one());
    }
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

/// The means of figures over codes, which are taken in one after the other.
#[derive(Clone, Debug, Default)]
pub struct Means(BTreeMap<&'static str, Sum>);

#[derive(Clone, Copy, Debug)]
struct Sum {
    value: f64,
    defined: usize,
    undefined: usize,
    /// Why the first code that has no figure has none.
    why: NotApplicable,
}

impl Means {
    /// Takes in the figures of the next code.
    pub fn add(&mut self, scores: &Scores) {
        for (&name, estimate) in scores {
            let why = estimate.score.err().unwrap_or(NotApplicable::NothingShared);
            let none = Sum { value: 0.0, defined: 0, undefined: 0, why };
            let sum = self.0.entry(name).or_insert(none);
            match estimate.score {
                Ok(value) => {
                    sum.value += value;
                    sum.defined += 1;
                }
                Err(why) => {
                    sum.why = if sum.undefined == 0 { why } else { sum.why };
                    sum.undefined += 1;
                }
            }
        }
    }

    /// The mean of one figure; the reason of the first code where none has it. Nothing where it never applied.
    pub fn of(&self, name: &str) -> Option<Mean> {
        let Sum { value, defined, undefined, why } = *self.0.get(name)?;
        let value = if defined == 0 { Err(why) } else { Ok(value / defined as f64) };
        Some(Mean { value, defined, undefined })
    }

    /// All of them.
    pub fn all(&self) -> BTreeMap<&'static str, Mean> {
        self.0.keys().filter_map(|&name| Some((name, self.of(name)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Category, Ratings};

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
