//! The unitizing family and whole passages, position by position.

use std::ops::Range;

use concord::agreement::measure::{Matches, Side, Unitizing, Valued};
use proptest::prelude::*;

use super::{is, same};

/// One text: its length, and the units of each coder, none of which overlap.
type Text = (u32, Vec<Vec<Valued>>);

fn texts(coders: Range<usize>) -> impl Strategy<Value = (usize, Vec<Text>)> {
    coders.prop_flat_map(|coders| {
        let unit = (0_u32..5, 1_u32..6, 0_usize..3);
        let units = prop::collection::vec(unit, 0..4).prop_map(|all| {
            let mut at = 0;
            let mut units: Vec<Valued> = Vec::new();
            for (gap, length, value) in all {
                units.push((at + gap..at + gap + length, value));
                at += gap + length;
            }
            units
        });
        let text = (prop::collection::vec(units, coders), 0_u32..6).prop_map(|(coders, after)| {
            let last = coders.iter().filter_map(|units| units.last()).map(|(range, _)| range.end).max();
            (last.unwrap_or(0) + after, coders)
        });
        (Just(coders), prop::collection::vec(text, 0..3))
    })
}

fn counted(coders: usize, texts: &[Text]) -> Unitizing {
    let mut all = Unitizing::new(coders, 3);
    texts.iter().for_each(|(length, units)| all.add(*length, units));
    all
}

/// A position of one coder: which unit it is in, if it is in one, and that unit's value.
#[derive(Clone, Copy, PartialEq)]
struct Token {
    coder: usize,
    /// The unit's number; its own for what lies in a gap, since gap matter is paired with other gap matter.
    unit: usize,
    value: Option<usize>,
    place: usize,
}

/// Every position of every coder, the texts one after another.
fn tokens(texts: &[Text]) -> Vec<Token> {
    let (mut all, mut place, mut number) = (Vec::new(), 0, 0);
    for (length, coders) in texts {
        for (coder, units) in coders.iter().enumerate() {
            let first = number;
            number += units.len();
            for at in 0..*length {
                let unit = units.iter().position(|(range, _)| range.contains(&at));
                number += 1;
                all.push(Token {
                    coder,
                    unit: unit.map_or(number + 1_000_000, |unit| first + unit),
                    value: unit.map(|unit| units[unit].1),
                    place: place + at as usize,
                });
            }
        }
        place += *length as usize;
    }
    all
}

fn share(pairs: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut n) = (0.0, 0.0);
    pairs.for_each(|differ| (sum, n) = (sum + differ, n + 1.0));
    (n > 0.0).then(|| sum / n)
}

/// Values that differ among positions of two coders, and among all that are not of one unit.
fn u_alpha(texts: &[Text], value: fn(Option<usize>) -> Option<usize>) -> Option<f64> {
    let all = tokens(texts);
    let differ = |a: &Token, b: &Token| f64::from(value(a.value) != value(b.value));
    let pairs = || all.iter().flat_map(|a| all.iter().map(move |b| (a, b)));
    let seen = pairs().filter(|(a, b)| a.coder != b.coder && a.place == b.place).map(|(a, b)| differ(a, b));
    let drawn = pairs().filter(|(a, b)| a.unit != b.unit).map(|(a, b)| differ(a, b));
    let (seen, drawn) = (share(seen)?, share(drawn)?);
    let marked = all.iter().any(|token| token.value.is_some());
    (marked && drawn > 0.0).then(|| 1.0 - seen / drawn)
}

/// Only what other coders' units meet counts, a unit's matter weighing as many times as others meet it.
fn cu(coders: usize, texts: &[Text], about: Option<usize>) -> Option<f64> {
    let all: Vec<Token> = tokens(texts).into_iter().filter(|token| token.value.is_some()).collect();
    let weight = |a: &Token| {
        let others = all.iter().filter(|b| b.coder != a.coder && b.place == a.place);
        others.count() as f64 / (coders - 1) as f64
    };
    let weighed: Vec<(&Token, f64)> = all.iter().map(|a| (a, weight(a))).filter(|(_, w)| *w > 0.0).collect();
    let (mut apart, mut met, mut drawn, mut drawn_apart) = (0.0, 0.0, 0.0, 0.0);
    for (a, weight) in &weighed {
        if about.is_some_and(|value| a.value != Some(value)) {
            continue;
        }
        met += weight;
        for b in all.iter().filter(|b| b.coder != a.coder && b.place == a.place) {
            apart += f64::from(a.value != b.value) / (coders - 1) as f64;
        }
        for (b, other) in weighed.iter().filter(|(b, _)| b.unit != a.unit) {
            drawn += weight * other;
            drawn_apart += weight * other * f64::from(a.value != b.value);
        }
    }
    (drawn_apart > 0.0).then(|| 1.0 - apart / met * drawn / drawn_apart)
}

fn coverage(coders: usize, texts: &[Text], about: Option<usize>) -> Option<f64> {
    let all = tokens(texts);
    let marked = |t: &&Token| t.value.is_some_and(|value| about.is_none_or(|about| about == value));
    let own: Vec<&Token> = all.iter().filter(marked).collect();
    let met = |a: &&Token| {
        let others = all.iter().filter(|b| b.coder != a.coder && b.place == a.place && b.value.is_some());
        others.count() as f64 / (coders - 1) as f64
    };
    (!own.is_empty()).then(|| own.iter().map(met).sum::<f64>() / own.len() as f64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_unitizing_family_equals_counting_every_position((coders, texts) in texts(2..4)) {
        let found = counted(coders, &texts);
        prop_assert!(is(found.u_alpha(), u_alpha(&texts, |value| value)), "u");
        let marked = |value: Option<usize>| value.map(|_| 0);
        prop_assert!(is(found.u_alpha_binary(), u_alpha(&texts, marked)), "|u|");
        prop_assert!(is(found.cu_alpha(), cu(coders, &texts, None)), "cu {:?} {:?}", found.cu_alpha(), cu(coders, &texts, None));
        prop_assert!(is(found.cu_coverage(), coverage(coders, &texts, None)), "coverage");
        for value in 0..3 {
            let (score, plain) = (found.ku_alpha(value), cu(coders, &texts, Some(value)));
            prop_assert!(is(score, plain), "(k)u {} {:?} {:?}", value, score, plain);
            prop_assert!(is(found.ku_coverage(value), coverage(coders, &texts, Some(value))));
        }
    }

    #[test]
    fn the_order_of_coders_and_texts_changes_nothing((coders, texts) in texts(2..5), by in 0_usize..4) {
        let mut turned = texts.clone();
        turned.reverse();
        turned.iter_mut().for_each(|(_, units)| units.rotate_left(by % coders));
        let (there, back) = (counted(coders, &texts), counted(coders, &turned));
        for figure in [Unitizing::u_alpha, Unitizing::u_alpha_binary, Unitizing::cu_alpha, Unitizing::cu_coverage] {
            prop_assert!(same(figure(&there), figure(&back)));
        }
        (0..3).try_for_each(|k| { prop_assert!(same(there.ku_alpha(k), back.ku_alpha(k))); Ok(()) })?;
    }

    #[test]
    fn equal_layers_agree_wholly_or_have_no_figure((_, texts) in texts(2..3)) {
        let equal: Vec<Text> = texts.iter().map(|(length, units)| (*length, vec![units[0].clone(); 3])).collect();
        let found = counted(3, &equal);
        for figure in [Unitizing::u_alpha, Unitizing::u_alpha_binary, Unitizing::cu_alpha, Unitizing::cu_coverage] {
            prop_assert!(figure(&found).is_err() || is(figure(&found), Some(1.0)));
        }
    }

    #[test]
    fn one_coder_alone_has_no_figure((coders, texts) in texts(1..2)) {
        let found = counted(coders, &texts);
        for figure in [Unitizing::u_alpha, Unitizing::u_alpha_binary, Unitizing::cu_alpha] {
            prop_assert!(figure(&found).is_err());
        }
    }

    #[test]
    fn whole_passages_equal_looking_at_each(
        a in prop::collection::vec((0_u32..20, 0_u32..8).prop_map(|(start, length)| start..start + length), 0..7),
        b in prop::collection::vec((0_u32..20, 0_u32..8).prop_map(|(start, length)| start..start + length), 0..7),
    ) {
        let found = Matches::of(&a, &b);
        let held = |all: &[Range<u32>]| all.iter().filter(|r| !r.is_empty()).cloned().collect::<Vec<_>>();
        let (a, b) = (held(&a), held(&b));
        let meet = |x: &Range<u32>, y: &Range<u32>| x.clone().any(|at| y.contains(&at));
        let part = |of: usize, all: usize| (all > 0).then(|| of as f64 / all as f64);
        let harmonic = |p: Option<f64>, r: Option<f64>| {
            let (p, r) = (p?, r?);
            Some(if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) })
        };
        let met = |own: &[Range<u32>], others: &[Range<u32>]| {
            part(own.iter().filter(|x| others.iter().any(|y| meet(x, y))).count(), own.len())
        };
        prop_assert!(is(found.overlap_share(Side::First), met(&a, &b)));
        prop_assert!(is(found.overlap_share(Side::Second), met(&b, &a)));
        prop_assert!(is(found.f1_overlap(), harmonic(met(&a, &b), met(&b, &a))));
        let once = |all: &[Range<u32>]| -> Vec<Range<u32>> {
            let mut all = all.to_vec();
            all.sort_by_key(|r| (r.start, r.end));
            all.dedup();
            all
        };
        let (x, y) = (once(&a), once(&b));
        let equal = x.iter().filter(|r| y.contains(r)).count();
        prop_assert!(is(found.f1_exact(), part(2 * equal, x.len() + y.len())));
        prop_assert!(is(found.exact_share(Side::First), part(equal, x.len())));
        prop_assert!(is(found.exact_share(Side::Second), part(equal, y.len())));
    }
}
