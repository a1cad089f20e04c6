//! The figures of a table of ratings, at the level of measurement that its scale has, with their intervals. Units of a
//! table are taken to be independent, so that analytic errors hold and units are what is drawn again.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::estimate::{Interval, Method, percentiles};
use super::measure::{
    Chance, Metric, Weighting, Weights, gwet_ac2, kappa_errors, krippendorff_alpha_of, linearised,
    weighted_kappa,
};
use super::scores::{MAX_CROSSED, Put, nominal, the_two};
use super::{Category, Draws, NotApplicable, Rated, Rating, Ratings, Scores};
use crate::statistics::Chance as Draw;

/// What may be said of two values of a scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Measurement {
    /// That they are equal or not.
    #[default]
    Nominal,
    /// Which is more.
    Ordinal,
    /// By how much.
    Interval,
    /// How many times as much.
    Ratio,
}

impl Measurement {
    /// The word for it in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Ratio => "ratio",
        }
    }

    /// The weights that suit it where none were asked for; none on a nominal scale.
    pub const fn weighting(self) -> Option<Weighting> {
        match self {
            Self::Nominal => None,
            Self::Ordinal => Some(Weighting::Ordinal),
            Self::Interval | Self::Ratio => Some(Weighting::Quadratic),
        }
    }
}

/// A table of ratings with its scale.
#[derive(Clone, Debug, PartialEq)]
pub struct TableOfRatings {
    /// What each coder said of each unit.
    pub ratings: Ratings,
    /// What its values mean.
    pub level: Measurement,
    /// The value of each category, in order; their places where they are names.
    pub values: Vec<f64>,
    /// The weights that were asked for: then Cohen's kappa has them too, and not AC2 alone.
    pub weights: Option<Weighting>,
}

/// The interval of each figure by drawing units again, beside those by formula that stand with the figures.
pub type Resampled = BTreeMap<&'static str, Interval>;

impl TableOfRatings {
    /// The figures. On an ordered scale alpha has its metric and `gwet_ac2` stands beside `gwet_ac1`.
    pub fn scores(&self) -> Scores {
        let mut scores = Scores::new();
        self.figures(&self.ratings, &mut |name, score| {
            scores.insert(name, score.into());
        });
        scores
    }

    /// The weights in use, if the scale or a wish gives any.
    pub fn weighting(&self) -> Option<Weighting> {
        self.weights.or(self.level.weighting())
    }

    fn figures(&self, ratings: &Ratings, put: Put<'_>) {
        let crossed = ratings.categories() <= MAX_CROSSED;
        let values = self.scaled();
        let weights = |weighting| Weights::named(weighting, &values);
        nominal(ratings, &mut |name, score| match name {
            "krippendorff_alpha" => put(name, krippendorff_alpha_of(ratings, self.metric(&values))),
            "cohen_kappa" if !crossed => put(name, Err(NotApplicable::TooManyCategories)),
            "cohen_kappa" => put(
                name,
                match (self.weights, the_two(ratings)) {
                    (Some(weighting), Some((first, second))) => {
                        weighted_kappa(&ratings.cross(first, second), &weights(weighting))
                    }
                    (None, _) | (_, None) => score,
                },
            ),
            _ => put(name, score),
        });
        if let Some(weighting) = self.weighting() {
            let ac2 = || gwet_ac2(ratings, &weights(weighting));
            put("gwet_ac2", if crossed { ac2() } else { Err(NotApplicable::TooManyCategories) });
        }
    }

    /// The values in a unit in which their squares can be held: figures are the same in any.
    fn scaled(&self) -> Cow<'_, [f64]> {
        let most = self.values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        if most == 0.0 || (1e-100..1e100).contains(&most) {
            return Cow::Borrowed(&self.values);
        }
        Cow::Owned(self.values.iter().map(|value| value / most).collect())
    }

    fn metric<'v>(&self, values: &'v [f64]) -> Metric<'v> {
        match self.level {
            Measurement::Nominal => Metric::Nominal,
            Measurement::Ordinal => Metric::Ordinal,
            Measurement::Interval => Metric::Interval(values),
            Measurement::Ratio => Metric::Ratio(values),
        }
    }

    /// Makes the draws with these numbers, of units with replacement; none when `go_on` says no.
    pub fn resample(&self, seed: u64, numbers: Range<u32>, go_on: impl Fn() -> bool) -> Option<Draws> {
        // Units of one row are alike, so that drawing one of them is drawing the row.
        let mut ends: Vec<(u64, &[Rating])> = Vec::new();
        for (row, units) in self.ratings.rows() {
            ends.push((ends.last().map_or(0, |(end, _)| *end) + units, row));
        }
        let all = ends.last().map_or(0, |(end, _)| *end);
        let names: Vec<&str> = self.scores().into_keys().collect();
        let mut figures = vec![Vec::new(); names.len()];
        let resamples = numbers.len() as u32;
        let mut times = vec![0_u64; ends.len()];
        for number in numbers {
            if !go_on() {
                return None;
            }
            let mut chance = Draw::new(seed, u64::from(number));
            times.fill(0);
            for _ in 0..all {
                let drawn = chance.below(all);
                times[ends.partition_point(|(end, _)| *end <= drawn)] += 1;
            }
            let mut ratings = Ratings::new(self.ratings.coders(), self.ratings.categories());
            ends.iter().zip(&times).for_each(|((_, row), &times)| ratings.add(row, times));
            // Where a coder rated nothing that was drawn, some figures are other ones, and these do not exist.
            self.figures(&ratings, &mut |name, score| {
                if let Ok(at) = names.binary_search(&name) {
                    figures[at].extend(score.ok().filter(|value| value.is_finite()));
                }
            });
        }
        Some(Draws { resamples, figures })
    }

    /// The figures with their intervals by formula where there is one (Fleiss, Cohen & Everitt's for Cohen's kappa, Gwet's
    /// for those of any number of coders and for nominal alpha), by percentiles of the draws else; and by percentiles for
    /// all. A formula that gives none (one unit, or no error) is not made up for by drawing, and of one unit nothing can be
    /// drawn.
    pub fn with_intervals(&self, draws: Draws) -> (Scores, Resampled) {
        let mut scores = self.scores();
        let mut resampled = Resampled::new();
        for ((name, estimate), mut values) in scores.iter_mut().zip(draws.figures) {
            let Ok(value) = estimate.score else { continue };
            let several = self.ratings.units() > 1;
            let drawn = several.then(|| percentiles(&mut values, draws.resamples)).flatten();
            resampled.extend(drawn.map(|interval| (*name, interval)));
            estimate.ci = self.by_formula(name, value).unwrap_or(drawn);
        }
        (scores, resampled)
    }

    /// The interval by formula, where the formula gives one; nothing where a figure has no formula.
    fn by_formula(&self, name: &str, value: f64) -> Option<Option<Interval>> {
        let ratings = &self.ratings;
        if ratings.categories() > MAX_CROSSED {
            return None;
        }
        let identity = || Weights::identity(usize::from(ratings.categories()));
        let values = self.scaled();
        let linear = |chance, weights: &Weights| {
            let ends = linearised(ratings, weights, chance).ok().and_then(|of| of.interval());
            Some(ends.map(|[low, high]| Interval { low, high, method: Method::Linearised }))
        };
        match name {
            "cohen_kappa" => {
                let (first, second) = the_two(ratings)?;
                let weights = self.weights.map_or_else(identity, |w| Weights::named(w, &values));
                let errors = kappa_errors(&ratings.cross(first, second), &weights).ok();
                let ends = errors.filter(|_| ratings.units() > 1).and_then(|errors| errors.interval(value));
                Some(ends.map(|[low, high]| Interval {
                    low: low.max(-1.0),
                    high: high.min(1.0),
                    method: Method::LargeSample,
                }))
            }
            "fleiss_kappa" | "scott_pi" => linear(Chance::Pooled, &identity()),
            "conger_kappa" => linear(Chance::Own, &identity()),
            "brennan_prediger" => linear(Chance::Uniform, &identity()),
            "gwet_ac1" => linear(Chance::Hard, &identity()),
            "gwet_ac2" => linear(Chance::Hard, &Weights::named(self.weighting()?, &values)),
            "krippendorff_alpha" if self.level == Measurement::Nominal => linear(Chance::Drawn, &identity()),
            _ => None,
        }
    }

    /// Fleiss' kappa of each category against all others.
    pub fn by_category(&self) -> Vec<super::Score> {
        let all = 0..self.ratings.categories();
        all.map(|k| super::measure::fleiss_kappa_of_category(&self.ratings, Category(k))).collect()
    }
}
