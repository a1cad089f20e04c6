//! Curves and bands against going through every order, and what must hold whatever interviews hold.

use proptest::prelude::*;

use super::*;
use crate::analysis::LayerChoice;
use crate::analysis::testing::{Study, coder};
use crate::model::{AttributeKind, Level, Value};
use crate::statistics::Undefined;

const CODES: usize = 5;

fn interviews(most: usize) -> impl Strategy<Value = Vec<Vec<usize>>> {
    let interview = prop::collection::btree_set(0..CODES, 0..CODES).prop_map(|set| set.into_iter().collect());
    prop::collection::vec(interview, 1..=most)
}

/// How many codes the first 1, 2 … interviews have, in every order.
fn every_order(interviews: &[Vec<usize>]) -> Vec<Vec<usize>> {
    fn go(
        left: &[usize],
        sets: &[Vec<usize>],
        seen: &BTreeSet<usize>,
        so_far: &[usize],
        all: &mut Vec<Vec<usize>>,
    ) {
        if left.is_empty() {
            all.push(so_far.to_vec());
        }
        for &next in left {
            let rest: Vec<usize> = left.iter().copied().filter(|other| *other != next).collect();
            let seen: BTreeSet<usize> = seen.iter().chain(&sets[next]).copied().collect();
            go(&rest, sets, &seen, &[so_far, &[seen.len()]].concat(), all);
        }
    }
    let mut all = Vec::new();
    let left: Vec<usize> = (0..interviews.len()).collect();
    go(&left, interviews, &BTreeSet::new(), &[], &mut all);
    all
}

fn near(found: f64, known: f64) -> bool {
    (found - known).abs() < 1e-7
}

proptest! {
    #[test]
    fn what_is_expected_is_the_mean_over_every_order(interviews in interviews(6)) {
        let curve = Curve::new(&interviews, CODES);
        let orders = every_order(&interviews);
        let (expected, sd) = (curve.expected(), curve.expected_sd());
        let bands = bands(&interviews, CODES, 10, 1);
        prop_assert_eq!((bands.orders as usize, bands.seed), (orders.len(), None));
        for at in 0..interviews.len() {
            let mut counts: Vec<f64> = orders.iter().map(|order| order[at] as f64).collect();
            let mean = counts.iter().sum::<f64>() / counts.len() as f64;
            let variance = counts.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / counts.len() as f64;
            prop_assert!(near(expected[at], mean) && near(sd[at] * sd[at], variance));
            counts.sort_by(f64::total_cmp);
            for (found, share) in [(bands.low[at], 0.025), (bands.high[at], 0.975)] {
                let place: f64 = share * (counts.len() - 1) as f64;
                let (low, next) = (counts[place.floor() as usize], counts[place.ceil() as usize]);
                prop_assert!(near(found, low + place.fract() * (next - low)), "{} {} {}", found, low, next);
            }
        }
    }

    #[test]
    fn curves_climb_to_all_codes_and_bands_hold_them(interviews in interviews(20), seed in 0..9_u64) {
        let curve = Curve::new(&interviews, CODES);
        let all: BTreeSet<usize> = interviews.iter().flatten().copied().collect();
        prop_assert_eq!(curve.seen(), all.len());
        prop_assert!(curve.cumulative.is_sorted());
        let (expected, bands) = (curve.expected(), bands(&interviews, CODES, 60, seed));
        prop_assert!(near(expected.last().copied().unwrap(), all.len() as f64));
        prop_assert!(near(curve.expected_sd().last().copied().unwrap(), 0.0));
        for at in 0..interviews.len() {
            prop_assert!(bands.low[at] <= bands.high[at] && bands.high[at] <= all.len() as f64);
        }
        prop_assert_eq!(bands.low.last(), Some(&(all.len() as f64)));
        let mut turned = interviews.clone();
        turned.reverse();
        let turned = Curve::new(&turned, CODES);
        prop_assert!(turned.expected().iter().zip(&expected).all(|(a, b)| near(*a, *b)));
        prop_assert_eq!(chao2(&turned.interviews_of, interviews.len()), chao2(&curve.interviews_of, interviews.len()));
        if let Ok(chao) = chao2(&curve.interviews_of, interviews.len()) {
            prop_assert!(chao.value >= all.len() as f64);
            prop_assert!(chao.ci.is_none_or(|ci| all.len() as f64 <= ci.low && ci.low <= chao.value && chao.value <= ci.high));
        }
    }

    #[test]
    fn runs_are_counted_one_by_one(
        new in prop::collection::vec(0..5_usize, 0..12), base_size in 1..5_usize, run_length in 1..4_usize,
    ) {
        let found = saturated(&new, Rule { base_size, run_length, threshold: 0.2 });
        let base: usize = new.iter().take(base_size).sum();
        let starts = (base_size..new.len()).filter(|from| from + run_length <= new.len() && base > 0);
        let brought = |from: usize| new[from..from + run_length].iter().sum::<usize>();
        let known: Vec<_> = starts.map(|from| (from + 1, from + run_length, brought(from))).collect();
        let runs: Vec<_> = found.runs.iter().map(|run| (run.from, run.to, run.new)).collect();
        prop_assert_eq!(&runs, &known);
        let reached = known.iter().find(|(_, _, new)| *new as f64 / base as f64 <= 0.2).map(|(from, _, _)| from - 1);
        prop_assert_eq!(found.reached_at.ok(), reached);
    }
}

#[test]
fn what_was_not_reached_says_why() {
    let of = |new: &[usize]| saturated(new, Rule::default()).reached_at;
    assert_eq!(of(&[4, 2, 2, 2, 1, 0, 0]), Ok(5));
    assert_eq!(of(&[4, 2, 2]), Err(Undefined::TooFewInterviews));
    assert_eq!(of(&[0, 0, 0, 0, 1, 1]), Err(Undefined::EmptyBase));
    assert_eq!(of(&[1, 1, 1, 1, 1, 1]), Err(Undefined::NotReached));
    assert_eq!(chao2(&[0, 0], 3), Err(Undefined::NoCode));
}

fn ordered(project: &Project, query: &Query) -> Vec<(Option<String>, Vec<String>, Vec<usize>)> {
    let found = saturation(project, query).unwrap();
    let name = |interview: &Interview| match interview {
        Interview::Transcript(id) => project.transcript(*id).unwrap().title().to_owned(),
        Interview::Participant(of) => project.participant_name(*of).to_owned(),
    };
    found
        .parts
        .into_iter()
        .map(|part| (part.group, part.interviews.iter().map(name).collect(), part.curve.cumulative))
        .collect()
}

#[test]
fn interviews_come_in_the_order_asked_for() {
    let mut study = Study::new(3);
    for n in 0..3 {
        study.codings(n, coder(0), &[(1, 0..3)]);
    }
    let age = study.attribute("age", AttributeKind::Number);
    let case = |study: &mut Study, n: usize, name: &str, years: f64| {
        study.case(name, &[n], &[(age, Value::Number(years))]);
    };
    case(&mut study, 0, "Z", 12.0);
    case(&mut study, 2, "A", 9.0);
    let project = study.project();
    let asked = Asked { layer: LayerChoice::Coder(coder(0)), level: Level::Code, complete_only: false };
    let query = |order| Query { asked, order, ..Query::default() };
    let names = |query: &Query| ordered(&project, query).remove(0).1;
    assert_eq!(names(&query(Order::Coding)), ["T0", "T1", "T2"], "all at one time, so by title");
    assert_eq!(names(&query(Order::Attribute(age))), ["T2", "T0", "T1"], "without a value last");
    let people = Query { unit: InterviewOf::Participant, ..query(Order::Title) };
    assert_eq!(names(&people), ["A", "T1", "Z"]);
    let groups = ordered(&project, &Query { by: Some(age), ..query(Order::Title) });
    let groups: Vec<_> = groups.into_iter().map(|(group, names, _)| (group.unwrap(), names)).collect();
    let wanted = [("9".to_owned(), vec!["T2".to_owned()]), ("12".to_owned(), vec!["T0".to_owned()])];
    assert_eq!(groups, wanted);
    let found = saturation(&project, &Query { by: Some(age), ..query(Order::Title) }).unwrap();
    assert_eq!(found.no_value.len(), 1);
}

#[test]
fn in_a_group_a_transcript_has_what_begins_in_its_cases_turns() {
    let mut study = Study::of(&["I: Why?\n\nP: So and so.\n\nI: And?"]);
    study.codings(0, coder(0), &[(1, 3..7), (2, 12..15)]);
    let group = study.attribute("group", AttributeKind::Text);
    let value = |of: &str| [(group, Value::Text(of.to_owned()))];
    let (ada, bo) = (study.case("Ada", &[], &value("x")), study.case("Bo", &[], &value("y")));
    study.tie(0, "P", ada);
    study.tie(0, "I", bo);
    let asked = Asked { layer: LayerChoice::Coder(coder(0)), ..Asked::default() };
    let query = Query { asked, by: Some(group), ..Query::default() };
    let found = saturation(&study.project(), &query).unwrap();
    let codes: Vec<_> = found.parts.iter().map(|part| part.curve.new.clone()).collect();
    assert_eq!(codes, [[vec![1]], [vec![0]]]);
}
