//! Groups of small studies, and what must hold whatever they are.

use proptest::prelude::*;

use super::*;
use crate::analysis::LayerChoice;
use crate::analysis::testing::{Study, coder};
use crate::model::{AttributeId, AttributeKind, Value};

fn named(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn asked(by: AttributeId) -> Query {
    Query { layer: LayerChoice::Coder(coder(0)), ..Query::by(by) }
}

/// A participant: in the first group or not, a pair, a stratum, and whether there is a passage.
type Made = (bool, u8, u8, bool);

/// As many transcripts as participants, who come in this order.
fn study(people: &[(usize, Made)]) -> (Project, [AttributeId; 3]) {
    let mut study = Study::new(people.len());
    let attributes = ["group", "pair", "site"].map(|name| study.attribute(name, AttributeKind::Text));
    for (at, (name, (first, pair, site, has))) in people.iter().enumerate() {
        let group = if *first { "a" } else { "b" };
        let values = [
            (attributes[0], named(group)),
            (attributes[1], named(&format!("M{pair}"))),
            (attributes[2], named(&format!("S{site}"))),
        ];
        study.case(&format!("P{name:02}"), &[at], &values);
        study.codings(at, coder(0), if *has { &[(1, 0..3), (1, 8..13)] } else { &[(2, 0..3)] });
    }
    (study.project(), attributes)
}

/// All figures that tests give, without who is who.
fn figures(answer: &Answer) -> Vec<String> {
    let told =
        |row: &Row| format!("{} {:?} {:?} {:?} {:?}", row.path, row.groups, row.found, row.pairs, row.strata);
    answer.rows.iter().map(told).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn who_comes_first_changes_nothing(
        (people, order) in prop::collection::vec((any::<bool>(), 0_u8..5, 0_u8..3, any::<bool>()), 2..12)
            .prop_flat_map(|people| {
                let named: Vec<(usize, Made)> = people.into_iter().enumerate().collect();
                (Just(named.clone()), Just(named).prop_shuffle())
            })
    ) {
        let of = |people: &[(usize, Made)]| {
            let (project, [by, pairs, strata]) = study(people);
            compare(&project, &Query { pairs: Some(pairs), strata: Some(strata), ..asked(by) }).map(|answer| figures(&answer))
        };
        prop_assert_eq!(of(&people), of(&order));
    }

    #[test]
    fn one_stratum_is_no_strata(people in prop::collection::vec((any::<bool>(), any::<bool>()), 4..14)) {
        let people: Vec<(usize, Made)> =
            people.into_iter().map(|(first, has)| (first, 0, 0, has)).enumerate().collect();
        let (project, [by, _, strata]) = study(&people);
        let Ok(answer) = compare(&project, &Query { strata: Some(strata), ..asked(by) }) else { return Ok(()) };
        for row in &answer.rows {
            let (Found::Groups(tests), Some(strata)) = (&row.found, &row.strata) else { panic!("two groups") };
            let two = tests.two.unwrap();
            let (all, within) = (two.risk_difference.unwrap().value, strata.risk_difference.unwrap().value);
            prop_assert!((all - within).abs() < 1e-12, "{all} {within}");
            prop_assert_eq!(&strata.tables[0].groups[..], &row.groups[..]);
        }
    }
}

#[test]
fn pairs_of_identical_members_say_nothing_and_differ_by_nothing() {
    let people: Vec<(usize, Made)> = (0..8_u8).map(|n| (n % 2 == 0, n / 2, 0, n < 4)).enumerate().collect();
    let (project, [by, pairs, _]) = study(&people);
    let answer = compare(&project, &Query { pairs: Some(pairs), ..asked(by) }).unwrap();
    let row = answer.rows.iter().find(|row| row.path == "Theme/a").unwrap();
    let tests = row.pairs.as_ref().unwrap();
    assert_eq!((tests.cells.both, tests.cells.neither), (2, 2));
    assert_eq!(tests.mcnemar, Err(crate::statistics::Undefined::NoPairDiffers));
    assert_eq!(tests.risk_difference.unwrap().value, 0.0);
    assert_eq!(tests.segments.mean_difference, Ok(0.0));
    let Found::Groups(groups) = &row.found else { panic!("groups") };
    assert_eq!(groups.leading.p, Ok(1.0));
}

#[test]
fn a_speakers_passage_is_that_speakers() {
    let mut study = Study::of(&["I: how\n\nP: well it was\n\nQ: no it was not\n", "P: alone here"]);
    let group = study.attribute("group", AttributeKind::Text);
    let one = study.case("One", &[], &[(group, named("x"))]);
    study.case("Two", &[1], &[(group, named("y"))]);
    study.tie(0, "P", one);
    study.codings(0, coder(0), &[(1, 0..3), (1, 11..15)]);
    study.codings(1, coder(0), &[]);
    let answer = compare(&study.project(), &asked(group)).unwrap();
    let row = answer.rows.iter().find(|row| row.path == "Theme/a").unwrap();
    let n: Vec<(f64, f64)> = row.groups.iter().map(|counted| (counted.n, counted.of)).collect();
    assert_eq!(n, [(1.0, 1.0), (0.0, 1.0)]);
    let Found::Groups(tests) = &row.found else { panic!("groups") };
    // What the interviewer says is nobody's.
    assert_eq!(tests.two.unwrap().segments.means, [Ok(1.0), Ok(0.0)]);
    assert_eq!(answer.groups[0].transcripts, 1.0);
}

#[test]
fn a_group_of_one_and_a_group_of_all_are_answered() {
    for people in [vec![(true, true)], vec![(true, true), (false, true)], vec![(true, false), (true, false)]]
    {
        let people: Vec<(usize, Made)> =
            people.into_iter().map(|(first, has)| (first, 0, 0, has)).enumerate().collect();
        let (project, [by, _, _]) = study(&people);
        let answer = compare(&project, &asked(by)).unwrap();
        for row in &answer.rows {
            let Found::Groups(tests) = &row.found else { panic!("groups") };
            assert!(tests.leading.p.is_err(), "{row:?}");
            assert!(
                tests.two.is_none_or(|two| two.coverage.difference.is_ok_and(|found| found.ci.is_none()))
            );
        }
        assert_eq!(answer.tests, 0);
    }
}

#[test]
fn themes_are_counted_once_and_codes_that_stand_alone_are_none() {
    let people: Vec<(usize, Made)> = vec![(0, (true, 0, 0, true)), (1, (false, 0, 0, false))];
    let (project, [by, _, _]) = study(&people);
    let answer = compare(&project, &Query { level: Level::Theme, ..asked(by) }).unwrap();
    let paths: Vec<&str> = answer.rows.iter().map(|row| row.path.as_str()).collect();
    assert_eq!(paths, ["Theme"]);
    assert_eq!(answer.rows[0].groups[1].n, 1.0, "with code b alone");
}
