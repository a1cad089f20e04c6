//! Texts in pieces, and units that are aligned.

use concord::agreement::measure::{
    GammaOptions, Placed, Segmentation, boundary_similarity, gamma, pk, segmentation_agreement,
    segmentation_similarity, window_diff,
};
use concord::agreement::{NotApplicable, Score};
use proptest::prelude::*;

use super::is;

/// Whether a text is cut after each position but the last.
type Cuts = Vec<bool>;

fn cuts(coders: usize) -> impl Strategy<Value = Vec<Cuts>> {
    (0_usize..11).prop_flat_map(move |places| {
        prop::collection::vec(prop::collection::vec(prop::bool::weighted(0.4), places), coders)
    })
}

fn segmentation(cuts: &[bool]) -> Segmentation {
    let mut masses = vec![1];
    for &cut in cuts {
        if cut {
            masses.push(0);
        }
        *masses.last_mut().unwrap() += 1;
    }
    Segmentation::of_masses(&masses)
}

/// The most cuts that can be moved by one place, trying each way.
fn moved(a: &[bool], b: &[bool]) -> usize {
    let Some(at) = (0..a.len()).find(|&at| a[at] != b[at]) else { return 0 };
    let set = |of: &[bool], places: &[usize]| {
        let mut of = of.to_vec();
        places.iter().for_each(|&place| of[place] = false);
        of
    };
    let left = moved(&set(a, &[at]), &set(b, &[at]));
    let next = at + 1;
    let pair = next < a.len() && a[next] != b[next] && a[next] == b[at];
    if pair { left.max(1 + moved(&set(a, &[at, next]), &set(b, &[at, next]))) } else { left }
}

/// What turns one into the other: cuts of both, moved ones, ones of one alone.
fn edits(a: &[bool], b: &[bool]) -> (f64, f64, f64) {
    let matched = a.iter().zip(b).filter(|&(&a, &b)| a && b).count() as f64;
    let differ = a.iter().zip(b).filter(|(a, b)| a != b).count() as f64;
    let moved = moved(a, b) as f64;
    (matched, moved, differ - 2.0 * moved)
}

fn b_of(a: &[bool], b: &[bool]) -> Option<f64> {
    let (matched, moved, added) = edits(a, b);
    let all = matched + moved + added;
    (all > 0.0).then(|| 1.0 - (added + moved / 2.0) / all)
}

fn s_of(a: &[bool], b: &[bool]) -> Option<f64> {
    let (_, moved, added) = edits(a, b);
    (!a.is_empty()).then(|| 1.0 - (added + moved / 2.0) / a.len() as f64)
}

/// Half the mean piece of the reference, halves to the even number, 2 at least.
fn window(reference: &[bool]) -> usize {
    let pieces = 1 + reference.iter().filter(|&&cut| cut).count();
    let half = (reference.len() + 1) as f64 / pieces as f64 / 2.0;
    (half.round_ties_even() as usize).max(2)
}

fn windows(hypothesis: &[bool], reference: &[bool], differ: fn(usize, usize) -> bool) -> Option<f64> {
    let (k, length) = (window(reference), reference.len() + 1);
    let cut = |of: &[bool], from: usize| of[from..from + k].iter().filter(|&&cut| cut).count();
    let all = length.saturating_sub(k);
    let wrong = (0..all).filter(|&from| differ(cut(hypothesis, from), cut(reference, from))).count();
    (all > 0).then(|| wrong as f64 / all as f64)
}

proptest! {
    #[test]
    fn figures_of_pieces_equal_trying_all(cuts in cuts(2)) {
        let [a, b] = [&cuts[0], &cuts[1]];
        let [x, y] = [segmentation(a), segmentation(b)];
        prop_assert!(is(boundary_similarity(&x, &y), b_of(a, b)));
        prop_assert!(is(segmentation_similarity(&x, &y), s_of(a, b)));
        prop_assert_eq!(boundary_similarity(&x, &y), boundary_similarity(&y, &x));
        prop_assert_eq!(segmentation_similarity(&x, &y), segmentation_similarity(&y, &x));
        prop_assert!(is(window_diff(&x, &y), windows(a, b, |a, b| a != b)));
        prop_assert!(is(pk(&x, &y), windows(a, b, |a, b| (a == 0) != (b == 0))));
        prop_assert!(boundary_similarity(&x, &x).is_err() || is(boundary_similarity(&x, &x), Some(1.0)));
        prop_assert!(window_diff(&x, &x).is_err() || is(window_diff(&x, &x), Some(0.0)));
    }

    #[test]
    fn agreement_of_pieces_equals_adding_pairs_up(cuts in cuts(3)) {
        let all: Vec<Segmentation> = cuts.iter().map(|cuts| segmentation(cuts)).collect();
        let (mut agreed, mut of) = (0.0, 0.0);
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            let (matched, moved, added) = edits(&cuts[a], &cuts[b]);
            agreed += matched + moved / 2.0;
            of += matched + moved + added;
        }
        let share = |of: &Cuts| of.iter().filter(|&&cut| cut).count() as f64 / of.len() as f64;
        let p: Vec<f64> = cuts.iter().map(share).collect();
        let observed = (of > 0.0).then(|| agreed / of);
        let beyond = |pe: f64| observed.filter(|_| pe < 1.0).map(|po| (po - pe) / (1.0 - pe));
        let found = segmentation_agreement(&all);
        let figure = |of: fn(&concord::agreement::measure::SegmentationAgreement) -> Score| found.as_ref().map_err(|why| *why).and_then(of);
        prop_assert!(is(figure(|found| Ok(found.observed)), observed));
        prop_assert!(is(figure(|found| found.pi), beyond((p.iter().sum::<f64>() / 3.0).powi(2))));
        prop_assert!(is(figure(|found| found.kappa), beyond((p[0] * p[1] + p[0] * p[2] + p[1] * p[2]) / 3.0)));
        let turned = [2, 0, 1].map(|at| all[at].clone());
        let again = segmentation_agreement(&turned).map(|found| found.observed);
        prop_assert!(is(again, observed));
    }
}

fn texts() -> impl Strategy<Value = Vec<Vec<Vec<Placed>>>> {
    let unit = (0_u32..60, 1_u32..12, 0_usize..3).prop_map(|(start, length, category)| Placed {
        start: f64::from(start),
        end: f64::from(start + length),
        category,
    });
    prop::collection::vec(prop::collection::vec(prop::collection::vec(unit, 0..4), 3), 1..3)
}

const FEW: GammaOptions = GammaOptions { seed: 1, samples: 3 };

fn of(texts: &[Vec<Vec<Placed>>]) -> Option<f64> {
    gamma(texts, FEW).ok().map(|found| found.observed)
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn disorder_depends_on_neither_order_nor_place_nor_names(texts in texts()) {
        let disorder = of(&texts);
        let turned = |by: usize| -> Vec<Vec<Vec<Placed>>> {
            texts.iter().rev().map(|coders| (0..3).map(|at| coders[(at + by) % 3].clone()).collect()).collect()
        };
        prop_assert!(near(disorder, of(&turned(1))) && near(disorder, of(&turned(2))));
        let changed = |change: fn(Placed) -> Placed| -> Vec<Vec<Vec<Placed>>> {
            let coder = |units: &Vec<Placed>| units.iter().copied().map(change).collect();
            texts.iter().map(|coders| coders.iter().map(coder).collect()).collect()
        };
        let moved = changed(|u| Placed { start: u.start + 900.0, end: u.end + 900.0, ..u });
        let larger = changed(|u| Placed { start: u.start * 2.0, end: u.end * 2.0, ..u });
        let renamed = changed(|u| Placed { category: 2 - u.category, ..u });
        for other in [moved, larger, renamed] {
            prop_assert!(near(disorder, of(&other)));
        }
        let twice: Vec<_> = texts.iter().chain(&texts).cloned().collect();
        prop_assert!(near(disorder, of(&twice)));
    }

    #[test]
    fn equal_layers_have_a_gamma_of_one_or_none(texts in texts()) {
        let equal: Vec<Vec<Vec<Placed>>> = texts.iter().map(|coders| vec![coders[0].clone(); 3]).collect();
        match gamma(&equal, FEW) {
            Ok(found) => {
                prop_assert!(found.observed.abs() < 1e-12);
                prop_assert!(is(found.gamma, Some(1.0)) || found.gamma == Err(NotApplicable::OneCategoryUsed));
            }
            Err(why) => prop_assert_eq!(why, NotApplicable::NobodyUsed),
        }
    }
}
