//! Units × coders on any scale, missing ratings among them.

use concord::agreement::measure::{
    Chance, Linearised, Metric, Weighting, Weights, bias_index, brennan_prediger, cohen_kappa, conger_kappa,
    fleiss_kappa, fleiss_kappa_of_category, fleiss_se0, gwet_ac1, gwet_ac2, holsti, jaccard, kappa_errors,
    krippendorff_alpha_of, light_kappa, linearised, pabak, percent_agreement, positive_agreement,
    prevalence_index, scott_pi, weighted_kappa,
};
use concord::agreement::{Category, Contingency, CrossTable, NotApplicable, Rating, Ratings, Score};
use proptest::prelude::*;

use super::{is, same};

/// Units, each with one rating a coder.
type Rows = Vec<Vec<Option<u16>>>;

/// A table, its coders and its declared categories.
#[derive(Clone, Debug)]
struct Given {
    rows: Rows,
    coders: usize,
    q: u16,
}

impl Given {
    fn ratings(&self) -> Ratings {
        let mut ratings = Ratings::new(self.coders, self.q);
        for row in &self.rows {
            ratings.add(&row.iter().map(|rating| rating.map(Category)).collect::<Vec<Rating>>(), 1);
        }
        ratings
    }

    fn categories(&self) -> std::ops::Range<u16> {
        0..self.q
    }

    /// The ratings of each unit, whoever gave them.
    fn units(&self) -> Vec<Vec<u16>> {
        self.rows.iter().map(|row| row.iter().flatten().copied().collect()).collect()
    }

    fn raters(&self) -> Vec<usize> {
        (0..self.coders).filter(|&coder| self.rows.iter().any(|row| row[coder].is_some())).collect()
    }

    fn pairs(&self) -> Vec<(usize, usize)> {
        let raters = self.raters();
        let after = |at: usize| raters[at + 1..].to_vec();
        raters.iter().enumerate().flat_map(|(at, &a)| after(at).into_iter().map(move |b| (a, b))).collect()
    }

    /// The ratings of the units that both rated.
    fn both(&self, a: usize, b: usize) -> Vec<(u16, u16)> {
        self.rows.iter().filter_map(|row| Some((row[a]?, row[b]?))).collect()
    }
}

fn given() -> impl Strategy<Value = Given> {
    (1_usize..5, 1_u16..5).prop_flat_map(|(coders, q)| {
        let rating = prop_oneof![5 => (0..q).prop_map(Some), 1 => Just(None)];
        let rows = prop::collection::vec(prop::collection::vec(rating, coders), 0..9);
        rows.prop_map(move |rows| Given { rows, coders, q })
    })
}

/// How far two categories agree, of any table of weights.
type Weigh<'w> = &'w dyn Fn(u16, u16) -> f64;

fn equal(a: u16, b: u16) -> f64 {
    f64::from(a == b)
}

/// Mean over units with two ratings or more of what their ordered pairs of different coders agree.
fn observed(given: &Given, weigh: Weigh<'_>) -> Option<f64> {
    let shared: Vec<Vec<u16>> = given.units().into_iter().filter(|unit| unit.len() > 1).collect();
    let of_unit = |unit: &Vec<u16>| {
        let mut all = 0.0;
        for (i, &a) in unit.iter().enumerate() {
            all += unit.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, &b)| weigh(a, b)).sum::<f64>();
        }
        all / (unit.len() * (unit.len() - 1)) as f64
    };
    (!shared.is_empty()).then(|| shared.iter().map(of_unit).sum::<f64>() / shared.len() as f64)
}

/// Mean over rated units of the share of ratings that fell to a category.
fn propensity(given: &Given, k: u16) -> f64 {
    let rated: Vec<Vec<u16>> = given.units().into_iter().filter(|unit| !unit.is_empty()).collect();
    let share = |unit: &Vec<u16>| unit.iter().filter(|&&a| a == k).count() as f64 / unit.len() as f64;
    rated.iter().map(share).sum::<f64>() / rated.len() as f64
}

fn beyond(po: f64, pe: f64) -> Option<f64> {
    ((1.0 - pe).abs() > 1e-12).then(|| (po - pe) / (1.0 - pe))
}

fn of_two(pairs: &[(u16, u16)], q: u16, weigh: Weigh<'_>, pooled: bool) -> Option<f64> {
    let n = pairs.len() as f64;
    if pairs.is_empty() {
        return None;
    }
    let first = |k: u16| pairs.iter().filter(|pair| pair.0 == k).count() as f64 / n;
    let second = |k: u16| pairs.iter().filter(|pair| pair.1 == k).count() as f64 / n;
    let mean = |k: u16| (first(k) + second(k)) / 2.0;
    let po = pairs.iter().map(|&(a, b)| weigh(a, b)).sum::<f64>() / n;
    let cells = (0..q).flat_map(|k| (0..q).map(move |l| (k, l)));
    let pe = cells.map(|(k, l)| weigh(k, l) * if pooled { mean(k) * mean(l) } else { first(k) * second(l) });
    beyond(po, pe.sum())
}

fn fleiss(given: &Given) -> Option<f64> {
    beyond(observed(given, &equal)?, given.categories().map(|k| propensity(given, k).powi(2)).sum())
}

fn conger(given: &Given) -> Option<f64> {
    let po = observed(given, &equal)?;
    let margin = |coder: usize, k: u16| {
        let own: Vec<u16> = given.rows.iter().filter_map(|row| row[coder]).collect();
        own.iter().filter(|&&a| a == k).count() as f64 / own.len() as f64
    };
    let pairs = given.pairs();
    let of = |&(a, b): &(usize, usize)| given.categories().map(|k| margin(a, k) * margin(b, k)).sum::<f64>();
    beyond(po, pairs.iter().map(of).sum::<f64>() / pairs.len() as f64)
}

fn ac(given: &Given, weigh: Weigh<'_>) -> Option<f64> {
    let po = observed(given, weigh)?;
    let q = f64::from(given.q);
    if given.q < 2 {
        return None;
    }
    let all = given.categories().flat_map(|k| given.categories().map(move |l| (k, l)));
    let weights: f64 = all.map(|(k, l)| weigh(k, l)).sum();
    let spread: f64 = given.categories().map(|k| propensity(given, k) * (1.0 - propensity(given, k))).sum();
    beyond(po, weights / (q * (q - 1.0)) * spread)
}

fn brennan(given: &Given) -> Option<f64> {
    let po = observed(given, &equal)?;
    (given.q > 1).then(|| beyond(po, 1.0 / f64::from(given.q))).flatten()
}

/// Krippendorff's alpha from every ordered pair of values, those of one unit against those of all.
fn alpha(given: &Given, apart: &dyn Fn(u16, u16, &[u16]) -> f64) -> Option<f64> {
    let shared: Vec<Vec<u16>> = given.units().into_iter().filter(|unit| unit.len() > 1).collect();
    let all: Vec<u16> = shared.iter().flatten().copied().collect();
    let pairs = |values: &[u16]| {
        let mut sum = 0.0;
        for (i, &a) in values.iter().enumerate() {
            for (j, &b) in values.iter().enumerate() {
                sum += if i == j { 0.0 } else { apart(a, b, &all) };
            }
        }
        sum
    };
    let n = all.len() as f64;
    let seen = shared.iter().map(|unit| pairs(unit) / (unit.len() - 1) as f64).sum::<f64>() / n;
    let expected = pairs(&all) / (n * (n - 1.0));
    (!all.is_empty() && expected > 0.0).then(|| 1.0 - seen / expected)
}

/// Krippendorff's ordinal distance: the ratings from one category to the other, half of those at both ends left out.
fn ordinal(a: u16, b: u16, all: &[u16]) -> f64 {
    let (low, high) = (a.min(b), a.max(b));
    let count = |k: u16| all.iter().filter(|&&v| v == k).count() as f64;
    let between: f64 = (low..=high).map(count).sum();
    (between - f64::midpoint(count(low), count(high))).powi(2)
}

fn holsti_of(given: &Given) -> Option<f64> {
    let decisions = |coder: usize| given.rows.iter().filter(|row| row[coder].is_some()).count();
    let of = |&(a, b): &(usize, usize)| {
        let agreed = given.both(a, b).iter().filter(|(x, y)| x == y).count();
        2.0 * agreed as f64 / (decisions(a) + decisions(b)) as f64
    };
    let pairs = given.pairs();
    (!pairs.is_empty()).then(|| pairs.iter().map(of).sum::<f64>() / pairs.len() as f64)
}

fn light(given: &Given) -> Option<f64> {
    let of = |&(a, b): &(usize, usize)| of_two(&given.both(a, b), given.q, &equal, false);
    let kappas: Option<Vec<f64>> = given.pairs().iter().map(of).collect();
    kappas.filter(|all| !all.is_empty()).map(|all| all.iter().sum::<f64>() / all.len() as f64)
}

/// Values of categories, not equally far apart.
fn values(q: u16) -> Vec<f64> {
    (0..q).map(|k| f64::from(k * k)).collect()
}

fn named(weighting: Weighting, q: u16) -> impl Fn(u16, u16) -> f64 {
    move |a, b| {
        let values = values(q);
        let apart = (values[usize::from(a)] - values[usize::from(b)]).abs();
        let range = values.last().copied().unwrap_or_default();
        let choose = |n: u16| f64::from(n) * (f64::from(n) - 1.0) / 2.0;
        match weighting {
            Weighting::Linear | Weighting::Quadratic | Weighting::Ordinal if a == b => 1.0,
            Weighting::Linear => 1.0 - apart / range,
            Weighting::Quadratic => 1.0 - (apart / range).powi(2),
            Weighting::Ordinal => 1.0 - choose(a.abs_diff(b) + 1) / choose(q),
        }
    }
}

const WEIGHTINGS: [Weighting; 3] = [Weighting::Linear, Weighting::Quadratic, Weighting::Ordinal];

/// Every coefficient, with whether it stays as it is when all units are taken twice.
fn every(given: &Given) -> Vec<(&'static str, bool, Score)> {
    let (ratings, values) = (given.ratings(), values(given.q));
    let mut all = vec![
        ("percent", true, percent_agreement(&ratings)),
        ("holsti", true, holsti(&ratings)),
        ("light", true, light_kappa(&ratings)),
        ("fleiss", true, fleiss_kappa(&ratings)),
        ("conger", true, conger_kappa(&ratings)),
        ("brennan", true, brennan_prediger(&ratings)),
        ("ac1", true, gwet_ac1(&ratings)),
        ("alpha", false, krippendorff_alpha_of(&ratings, Metric::Nominal)),
        ("alpha ordinal", false, krippendorff_alpha_of(&ratings, Metric::Ordinal)),
        ("alpha interval", false, krippendorff_alpha_of(&ratings, Metric::Interval(&values))),
        ("alpha ratio", false, krippendorff_alpha_of(&ratings, Metric::Ratio(&values))),
    ];
    for weighting in WEIGHTINGS {
        all.push(("ac2", true, gwet_ac2(&ratings, &Weights::named(weighting, &values))));
    }
    for k in given.categories() {
        all.push(("fleiss of a category", true, fleiss_kappa_of_category(&ratings, Category(k))));
    }
    if given.coders == 2 {
        let table = CrossTable::of(&ratings, 0, 1);
        all.push(("cohen", true, cohen_kappa(&table)));
        all.push(("scott", true, scott_pi(&table)));
        for weighting in WEIGHTINGS {
            all.push(("weighted", true, weighted_kappa(&table, &Weights::named(weighting, &values))));
        }
        if given.q == 2 {
            let table = Contingency::from(&table);
            all.extend([
                ("f1", true, positive_agreement(table)),
                ("jaccard", true, jaccard(table)),
                ("pabak", true, pabak(table)),
                ("prevalence", true, prevalence_index(table)),
                ("bias", true, bias_index(table)),
            ]);
        }
    }
    all
}

/// The estimates with their errors.
fn errors(given: &Given) -> Vec<Result<Linearised, NotApplicable>> {
    let (ratings, values) = (given.ratings(), values(given.q));
    let identity = Weights::identity(usize::from(given.q));
    let quadratic = Weights::named(Weighting::Quadratic, &values);
    let chances = [Chance::Uniform, Chance::Pooled, Chance::Own, Chance::Hard, Chance::Drawn];
    let of = |chance| [linearised(&ratings, &identity, chance), linearised(&ratings, &quadratic, chance)];
    chances.into_iter().flat_map(of).collect()
}

fn alike(a: &Result<Linearised, NotApplicable>, b: &Result<Linearised, NotApplicable>) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            let near = |x: Option<f64>, y: Option<f64>| match (x, y) {
                (Some(x), Some(y)) => (x - y).abs() < 1e-9,
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            };
            near(Some(a.estimate), Some(b.estimate)) && near(a.se, b.se) && a.units == b.units
        }
        (Err(a), Err(b)) => a == b,
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
    }
}

proptest! {
    #[test]
    fn coefficients_equal_counting_every_pair(given in given()) {
        let (ratings, values) = (given.ratings(), values(given.q));
        let counted = [
            ("percent", percent_agreement(&ratings), observed(&given, &equal)),
            ("holsti", holsti(&ratings), holsti_of(&given)),
            ("light", light_kappa(&ratings), light(&given)),
            ("fleiss", fleiss_kappa(&ratings), fleiss(&given)),
            ("conger", conger_kappa(&ratings), conger(&given)),
            ("brennan", brennan_prediger(&ratings), brennan(&given)),
            ("ac1", gwet_ac1(&ratings), ac(&given, &equal)),
            ("nominal", krippendorff_alpha_of(&ratings, Metric::Nominal), alpha(&given, &|a, b, _| 1.0 - equal(a, b))),
            ("ordinal", krippendorff_alpha_of(&ratings, Metric::Ordinal), alpha(&given, &ordinal)),
            (
                "interval",
                krippendorff_alpha_of(&ratings, Metric::Interval(&values)),
                alpha(&given, &|a, b, _| (values[usize::from(a)] - values[usize::from(b)]).powi(2)),
            ),
            (
                "ratio",
                krippendorff_alpha_of(&ratings, Metric::Ratio(&values)),
                alpha(&given, &|a, b, _| {
                    let (a, b) = (values[usize::from(a)], values[usize::from(b)]);
                    if a == b { 0.0 } else { ((a - b) / (a + b)).powi(2) }
                }),
            ),
        ];
        for (name, score, counted) in counted {
            prop_assert!(is(score, counted), "{} {:?} {:?}", name, score, counted);
        }
        for weighting in WEIGHTINGS {
            let weights = Weights::named(weighting, &values);
            let (score, counted) = (gwet_ac2(&ratings, &weights), ac(&given, &named(weighting, given.q)));
            prop_assert!(is(score, counted), "ac2 {:?} {:?} {:?}", weighting, score, counted);
        }
        for (a, b) in given.pairs() {
            let (table, pairs) = (CrossTable::of(&ratings, a, b), given.both(a, b));
            prop_assert!(is(cohen_kappa(&table), of_two(&pairs, given.q, &equal, false)));
            prop_assert!(is(scott_pi(&table), of_two(&pairs, given.q, &equal, true)));
            for weighting in WEIGHTINGS {
                let score = weighted_kappa(&table, &Weights::named(weighting, &values));
                let counted = of_two(&pairs, given.q, &named(weighting, given.q), false);
                prop_assert!(is(score, counted), "{:?} {:?} {:?}", weighting, score, counted);
            }
        }
    }

    #[test]
    fn own_weights_equal_counting_every_pair(
        given in given(),
        cells in prop::collection::vec(0_u8..9, 16),
        disagreement in any::<bool>(),
    ) {
        let q = usize::from(given.q);
        let cell = |k: usize, l: usize| if k == l { 0.0 } else { f64::from(cells[k * 4 + l]) };
        let greatest = (0..q).flat_map(|k| (0..q).map(move |l| cell(k, l))).fold(0.0, f64::max);
        let weigh = |k: u16, l: u16| 1.0 - cell(usize::from(k), usize::from(l)) / greatest;
        let own: Vec<Vec<f64>> = (0..q).map(|k| (0..q).map(|l| cell(k, l)).collect()).collect();
        let agreement: Vec<Vec<f64>> =
            given.categories().map(|k| given.categories().map(|l| weigh(k, l)).collect()).collect();
        let weights = if disagreement { Weights::of_disagreement(&own) } else { Weights::of_agreement(&agreement) };
        prop_assert_eq!(weights.is_some(), greatest > 0.0, "where nothing is apart there are no weights");
        let Some(weights) = weights else { return Ok(()) };
        for (a, b) in given.pairs() {
            let counted = of_two(&given.both(a, b), given.q, &weigh, false);
            let table = CrossTable::of(&given.ratings(), a, b);
            prop_assert!(is(weighted_kappa(&table, &weights), counted), "{:?}", counted);
            prop_assert_eq!(kappa_errors(&table, &weights).is_ok(), counted.is_some());
        }
    }

    #[test]
    fn the_order_of_units_and_coders_changes_nothing(given in given(), by in 0_usize..8) {
        let mut turned = given.clone();
        turned.rows.reverse();
        let by_units = by.min(turned.rows.len());
        turned.rows.rotate_left(by_units);
        for row in &mut turned.rows {
            row.rotate_left(by % given.coders);
        }
        for ((name, _, a), (_, _, b)) in every(&given).into_iter().zip(every(&turned)) {
            prop_assert!(same(a, b), "{} {:?} {:?}", name, a, b);
        }
        for (a, b) in errors(&given).iter().zip(&errors(&turned)) {
            prop_assert!(alike(a, b), "{:?} {:?}", a, b);
        }
        prop_assert!(same(fleiss_se0(&given.ratings()), fleiss_se0(&turned.ratings())));
    }

    #[test]
    fn the_names_of_categories_change_no_nominal_figure(given in given()) {
        let mut renamed = given.clone();
        renamed.rows.iter_mut().flatten().for_each(|rating| *rating = rating.map(|k| given.q - 1 - k));
        let nominal = ["percent", "holsti", "light", "fleiss", "conger", "brennan", "ac1", "alpha", "cohen", "scott"];
        for ((name, _, a), (_, _, b)) in every(&given).into_iter().zip(every(&renamed)) {
            prop_assert!(!nominal.contains(&name) || same(a, b), "{} {:?} {:?}", name, a, b);
        }
        // Turning an ordered scale round leaves what is ordered too.
        let ordinal = |given: &Given| krippendorff_alpha_of(&given.ratings(), Metric::Ordinal);
        prop_assert!(same(ordinal(&given), ordinal(&renamed)));
    }

    #[test]
    fn all_units_twice_leave_all_but_alpha(given in given()) {
        let mut twice = given.clone();
        twice.rows.extend(given.rows.clone());
        let pairable = given.units().iter().filter(|unit| unit.len() > 1).map(Vec::len).sum::<usize>() as f64;
        for ((name, stays, a), (_, _, b)) in every(&given).into_iter().zip(every(&twice)) {
            // Alpha draws without putting back, so that it falls a little where there are more values to draw from.
            let less = (2.0 * pairable - 1.0) / (2.0 * (pairable - 1.0));
            let a = if stays { a } else { a.map(|alpha| 1.0 - (1.0 - alpha) * less) };
            prop_assert!(same(a, b), "{} {:?} {:?}", name, a, b);
        }
    }

    #[test]
    fn equal_coders_agree_wholly_or_have_no_figure(unit in prop::collection::vec(0_u16..4, 0..9), coders in 2_usize..5) {
        let given = Given { rows: unit.iter().map(|&k| vec![Some(k); coders]).collect(), coders, q: 4 };
        for (name, _, score) in every(&given) {
            if !["prevalence", "bias"].contains(&name) {
                prop_assert!(score.is_err() || is(score, Some(1.0)), "{} {:?}", name, score);
            }
        }
    }

    #[test]
    fn one_coder_has_no_agreement(unit in prop::collection::vec(0_u16..3, 0..9)) {
        let given = Given { rows: unit.iter().map(|&k| vec![Some(k)]).collect(), coders: 1, q: 3 };
        for (name, _, score) in every(&given) {
            prop_assert!(score.is_err(), "{} {:?}", name, score);
        }
        prop_assert!(errors(&given).iter().all(Result::is_err));
    }

    #[test]
    fn a_category_that_nobody_uses_counts_only_where_the_scale_does(given in given()) {
        let wider = Given { q: given.q + 1, ..given.clone() };
        let by_scale = ["brennan", "ac1", "ac2", "weighted", "alpha interval", "alpha ratio", "fleiss of a category"];
        let narrow = every(&given);
        let wide = every(&wider);
        for (name, _, a) in narrow.iter().filter(|(name, ..)| !by_scale.contains(name)) {
            let Some((_, _, b)) = wide.iter().find(|(other, ..)| other == name) else { continue };
            prop_assert!(same(*a, *b), "{} {:?} {:?}", name, a, b);
        }
        prop_assert_eq!(fleiss_kappa_of_category(&wider.ratings(), Category(given.q)).is_err(), true);
    }
}

#[test]
fn a_coder_without_any_rating_is_as_if_they_were_not_there() {
    let rows = [[0, 0], [1, 1], [1, 0], [2, 2], [0, 1]];
    let two = Given { rows: rows.iter().map(|row| row.map(Some).to_vec()).collect(), coders: 2, q: 3 };
    let with = |at: usize| {
        let mut rows = two.rows.clone();
        rows.iter_mut().for_each(|row| row.insert(at, None));
        Given { rows, coders: 3, q: 3 }
    };
    let any = ["percent", "holsti", "light", "fleiss", "conger", "brennan", "ac1", "alpha", "alpha ordinal"];
    for at in 0..3 {
        for ((name, _, a), (_, _, b)) in every(&two).into_iter().zip(every(&with(at))) {
            assert!(!any.contains(&name) || same(a, b), "{name} {a:?} {b:?}");
        }
        for (a, b) in errors(&two).iter().zip(&errors(&with(at))) {
            assert!(alike(a, b), "{a:?} {b:?}");
        }
    }
}
