//! Every count against looking at each character, passage and turn one by one; and what must hold whatever is coded.

use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::analysis::LayerChoice;
use crate::analysis::testing::{Study, code, coder};
use crate::model::Level;
use crate::statistics::Undefined;

const LENGTH: u32 = 40;
const CODES: usize = 4;

fn sheet() -> impl Strategy<Value = Sheet> {
    let borders = prop::collection::btree_set(0..=LENGTH, 0..10);
    let coding = (0..=LENGTH, 0..=LENGTH, 0..CODES);
    let codings = prop::collection::vec(coding, 0..12);
    (borders, codings).prop_map(|(borders, codings)| {
        let borders: Vec<u32> = borders.into_iter().collect();
        let turns = borders.chunks_exact(2).map(|ends| ends[0]..ends[1]).collect();
        let placed = |(a, b, code): (u32, u32, usize)| Placed { at: a.min(b)..a.max(b), code };
        Sheet::new(LENGTH, turns, codings.into_iter().map(placed).collect())
    })
}

fn sheets() -> impl Strategy<Value = Vec<Sheet>> {
    prop::collection::vec(sheet(), 0..4)
}

/// The passages of a code, as somebody would merge them by hand: again and again, until none overlap.
fn merged(sheet: &Sheet, code: usize) -> Vec<Range<u32>> {
    let mut all: Vec<Range<u32>> =
        sheet.codings.iter().filter(|coding| coding.code == code).map(|coding| coding.at.clone()).collect();
    loop {
        let pairs = (0..all.len()).flat_map(|a| (a + 1..all.len()).map(move |b| (a, b)));
        let Some((a, b)) = pairs.into_iter().find(|&(a, b)| shared(&all[a], &all[b]) > 0) else { return all };
        let other = all.swap_remove(b);
        all[a] = all[a].start.min(other.start)..all[a].end.max(other.end);
    }
}

fn shared(a: &Range<u32>, b: &Range<u32>) -> u64 {
    a.clone().filter(|at| b.contains(at)).count() as u64
}

fn inside(a: &Range<u32>, b: &Range<u32>) -> bool {
    b.start <= a.start && a.end <= b.end
}

fn overlaps_one_by_one(sheets: &[Sheet], [first, second]: [usize; 2]) -> (u64, Overlap) {
    let (mut count, mut of) = (0, Overlap::default());
    for sheet in sheets {
        let (a, b) = (merged(sheet, first), merged(sheet, second));
        let pairs = || a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
        let hits = pairs().filter(|(a, b)| shared(a, b) > 0).count() as u64;
        count += hits;
        of.characters += pairs().map(|(a, b)| shared(a, b)).sum::<u64>();
        of.transcripts += u64::from(hits > 0);
        let some =
            |all: &[Range<u32>], others: &[Range<u32>], meets: &dyn Fn(&Range<u32>, &Range<u32>) -> bool| {
                all.iter().filter(|one| others.iter().any(|other| meets(one, other))).count() as u64
            };
        of.first_overlapping += some(&a, &b, &|a, b| shared(a, b) > 0);
        of.second_overlapping += some(&b, &a, &|b, a| shared(a, b) > 0);
        of.first_in_second += some(&a, &b, &inside);
        of.second_in_first += some(&b, &a, &inside);
        of.equal += some(&a, &b, &|a, b| a == b);
    }
    (count, of)
}

/// The codes of every unit, one by one.
fn units_one_by_one(sheets: &[Sheet], unit: Unit) -> Vec<BTreeSet<usize>> {
    let mut units = Vec::new();
    for sheet in sheets {
        let codes = |meets: &dyn Fn(&Range<u32>) -> bool| -> BTreeSet<usize> {
            sheet.codings.iter().filter(|coding| meets(&coding.at)).map(|coding| coding.code).collect()
        };
        match unit {
            Unit::Segment => {
                let places: BTreeSet<(u32, u32)> =
                    sheet.codings.iter().map(|coding| (coding.at.start, coding.at.end)).collect();
                units.extend(places.into_iter().map(|(start, end)| codes(&|at| *at == (start..end))));
            }
            Unit::Turn => units.extend(sheet.turns.iter().map(|turn| codes(&|at| shared(at, turn) > 0))),
            Unit::Transcript => units.push(codes(&|_| true)),
            Unit::Overlap | Unit::Near(_) => {}
        }
    }
    units
}

/// By transcript: the turns of a code.
fn turns_one_by_one(sheets: &[Sheet], code: usize) -> Vec<Vec<usize>> {
    let of = |sheet: &Sheet| {
        let touches =
            |at: &usize| sheet.codings.iter().any(|c| c.code == code && shared(&c.at, &sheet.turns[*at]) > 0);
        (0..sheet.turns.len()).filter(touches).collect()
    };
    sheets.iter().map(of).collect()
}

proptest! {
    #[test]
    fn overlaps_are_those_of_characters(sheets in sheets()) {
        let found = relations(&sheets, CODES, Unit::Overlap);
        prop_assert_eq!(found.units, Some(u64::from(LENGTH) * sheets.len() as u64));
        for (code, own) in found.codes.iter().enumerate() {
            let all: Vec<_> = sheets.iter().flat_map(|sheet| merged(sheet, code)).collect();
            prop_assert_eq!(own.segments, all.len() as u64);
            prop_assert_eq!(own.units, all.iter().map(|at| u64::from(at.end - at.start)).sum::<u64>());
        }
        for pair in &found.pairs {
            let (count, overlap) = overlaps_one_by_one(&sheets, pair.codes);
            let [first, second] = pair.codes.map(|code| found.codes[code].units);
            let measures = Measures::of(overlap.characters, first, second, found.units.unwrap());
            prop_assert_eq!(&pair.beside, &Beside::Overlap(overlap, measures), "{:?}", pair.codes);
            prop_assert_eq!(pair.count, count);
        }
    }

    #[test]
    fn units_are_counted_one_by_one(sheets in sheets()) {
        for unit in [Unit::Segment, Unit::Turn, Unit::Transcript] {
            let (found, units) = (relations(&sheets, CODES, unit), units_one_by_one(&sheets, unit));
            prop_assert_eq!(found.units, Some(units.len() as u64));
            let with = |codes: &[usize]| {
                units.iter().filter(|unit| codes.iter().all(|code| unit.contains(code))).count() as u64
            };
            for pair in &found.pairs {
                let [a, b] = pair.codes;
                prop_assert_eq!(pair.count, with(&[a, b]));
                prop_assert_eq!([found.codes[a].units, found.codes[b].units], [with(&[a]), with(&[b])]);
            }
        }
    }

    #[test]
    fn near_turns_are_counted_one_by_one(sheets in sheets(), within in 0..4_usize) {
        for pair in relations(&sheets, CODES, Unit::Near(within)).pairs {
            let [first, second] = pair.codes.map(|code| turns_one_by_one(&sheets, code));
            let (mut count, mut near) = (0, [0, 0]);
            for (a, b) in first.iter().zip(&second) {
                let close = |x: usize, y: usize| x.abs_diff(y) <= within;
                count += a.iter().map(|&x| b.iter().filter(|&&y| close(x, y)).count() as u64).sum::<u64>();
                near[0] += a.iter().filter(|&&x| b.iter().any(|&y| close(x, y))).count() as u64;
                near[1] += b.iter().filter(|&&y| a.iter().any(|&x| close(x, y))).count() as u64;
            }
            prop_assert_eq!((pair.count, pair.beside), (count, Beside::Near(near)));
        }
    }

    #[test]
    fn what_follows_is_counted_one_by_one(sheets in sheets(), lag in 1..4_usize) {
        let turns: Vec<Vec<Vec<usize>>> = sheets.iter().map(|sheet| {
            let of = |turn: &Range<u32>| {
                let codes: BTreeSet<usize> = sheet.codings.iter().filter(|c| shared(&c.at, turn) > 0)
                    .map(|c| c.code).collect();
                codes.into_iter().collect()
            };
            sheet.turns.iter().map(of).collect()
        }).collect();
        let found = follows(&turns, CODES, lag);
        let pairs: Vec<(&Vec<usize>, &Vec<usize>)> = turns.iter()
            .flat_map(|turns| (lag..turns.len()).map(move |at| (&turns[at - lag], &turns[at]))).collect();
        prop_assert_eq!(found.units, pairs.len() as u64);
        for step in found.steps {
            let [mut count, mut from, mut to] = [0; 3];
            for (first, second) in &pairs {
                let (a, b) = (first.contains(&step.from), second.contains(&step.to));
                (from, to, count) = (from + u64::from(a), to + u64::from(b), count + u64::from(a && b));
            }
            prop_assert_eq!([step.count, step.from_units, step.to_units], [count, from, to]);
        }
    }

    #[test]
    fn the_same_turn_is_near_by_0_and_transcripts_in_any_order_say_the_same(sheets in sheets()) {
        let counts = |of: &Relations| of.pairs.iter().map(|pair| pair.count).collect::<Vec<_>>();
        let same = relations(&sheets, CODES, Unit::Near(0));
        prop_assert_eq!(counts(&same), counts(&relations(&sheets, CODES, Unit::Turn)));
        let mut turned = sheets.clone();
        turned.reverse();
        for unit in [Unit::Overlap, Unit::Segment, Unit::Turn, Unit::Near(2), Unit::Transcript] {
            prop_assert_eq!(relations(&sheets, CODES, unit), relations(&turned, CODES, unit));
        }
    }
}

fn asked(level: Level) -> Asked {
    Asked { layer: LayerChoice::Coder(coder(0)), level, ..Asked::default() }
}

#[test]
fn a_layer_is_counted_with_codes_that_nobody_used() {
    let mut study = Study::of(&["I: Was it?\n\nP: It was good, so good.", "P: Fine."]);
    study.codings(0, coder(0), &[(1, 15..26), (2, 18..30), (3, 0..5), (1, 26..30)]);
    study.codings(1, coder(1), &[(1, 3..7), (2, 3..7)]);
    let project = study.project();
    let answer = cooccurrence(&project, asked(Level::Code), Unit::Overlap).unwrap();
    let paths: Vec<_> = answer.codes.iter().map(|code| code.path.as_str()).collect();
    assert_eq!(paths, ["Theme/a", "Theme/b", "alone"]);
    assert_eq!((answer.basis.transcripts, answer.relations.units), (1, Some(36)), "of this coder alone");
    let first = &answer.relations.pairs[0];
    assert_eq!((first.codes, first.count), ([0, 1], 2));
    let Beside::Overlap(of, _) = &first.beside else { panic!("{first:?}") };
    assert_eq!(
        (of.characters, of.first_overlapping, of.second_overlapping, of.first_in_second),
        (12, 2, 1, 1)
    );
    let turns = cooccurrence(&project, asked(Level::Code), Unit::Turn).unwrap();
    assert_eq!(turns.relations.units, Some(2));
    assert_eq!(turns.relations.pairs.iter().map(|pair| pair.count).collect::<Vec<_>>(), [1, 0, 0]);
    let following = following(&project, asked(Level::Code), 1).unwrap();
    let step = following.sequence.steps.iter().find(|step| (step.from, step.to) == (2, 0)).unwrap();
    assert_eq!((step.count, step.share, step.z), (1, Ok(1.0), Err(Undefined::NowhereOrEverywhere)));
}

#[test]
fn themes_take_their_subcodes_in_and_name_who_has_none() {
    let mut study = Study::new(1);
    study.codings(0, coder(0), &[(1, 0..3), (2, 0..3), (3, 0..3), (0, 2..7)]);
    let project = study.project();
    let answer = cooccurrence(&project, asked(Level::Theme), Unit::Segment).unwrap();
    assert_eq!(answer.codes.iter().map(|code| code.path.as_str()).collect::<Vec<_>>(), ["Theme"]);
    assert_eq!(answer.basis.alone, [code(3)]);
    assert_eq!((answer.relations.units, answer.relations.pairs.len()), (Some(2), 0));
    assert_eq!((answer.relations.codes[0].units, answer.relations.codes[0].segments), (2, 1));
}

/// A study of turns in which codes overlap, touch, meet in turns and follow each other.
fn talk() -> Project {
    let words = "I: one two\nP: three four five\nI: six\nP: seven eight nine\nP: ten";
    let mut study = Study::of(&[words, words]);
    let at = |quote: &str| {
        let start = words.find(quote).unwrap();
        start..start + quote.len()
    };
    let codings = [
        (1, at("three four")),
        (2, at("four five")),
        (1, at("five\nI: six")),
        (2, at("six")),
        (1, at("eight")),
        (2, at("eight")),
        (1, at("eight nine\nP: ten")),
        (2, at("one")),
    ];
    study.codings(0, coder(0), &codings);
    study.codings(1, coder(0), &[(2, at("seven")), (1, at("ten"))]);
    study.project()
}

#[test]
fn there_are_as_many_places_as_are_counted() {
    let project = talk();
    let asked = Asked { layer: LayerChoice::Coder(coder(0)), level: Level::Code, complete_only: false };
    let units = [
        Unit::Overlap,
        Unit::Segment,
        Unit::Turn,
        Unit::Near(0),
        Unit::Near(1),
        Unit::Near(9),
        Unit::Transcript,
    ];
    for unit in units {
        let found = cooccurrence(&project, asked, unit).unwrap();
        let mut some = 0;
        for Pair { codes, count, .. } in &found.relations.pairs {
            let codes = codes.map(|at| found.codes[at].code);
            let places = meetings(&project, asked, unit, codes).unwrap();
            assert_eq!(places.len() as u64, *count, "{unit:?} {codes:?}");
            some += places.len();
        }
        assert!(some > 0, "{unit:?} finds nothing here");
    }
    for lag in 1..4 {
        let found = following(&project, asked, lag).unwrap();
        for Step { from, to, count, .. } in &found.sequence.steps {
            let codes = [*from, *to].map(|at| found.codes[at].code);
            assert_eq!(
                followed(&project, asked, lag, codes).unwrap().len() as u64,
                *count,
                "{lag} {codes:?}"
            );
        }
    }
}
