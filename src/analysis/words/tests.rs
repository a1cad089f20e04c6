//! Counts of small studies against splitting them by hand, figures against what their definitions say.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::analysis::testing::{Study, transcript};
use crate::model::{AttributeKind, Value};
use crate::statistics::Undefined;

const TALK: &str =
    "Notes of the day\n\nI: Was it good?\n\nP: It WAS good, so good — don’t ask.\n\nI: Zoe\u{308} was?";

fn counts(project: &Project, scope: &Scope) -> Vec<(String, u64)> {
    words(project, scope).rows.into_iter().map(|row| (row.word, row.dispersion.count)).collect()
}

fn pairs(of: &[(&str, u64)]) -> Vec<(String, u64)> {
    of.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect()
}

#[test]
fn labels_are_not_said_and_words_are_in_small_letters() {
    let project = Study::of(&[TALK, "P: Good."]).project();
    let all = words(&project, &Scope::default());
    assert_eq!((all.tokens, all.types, all.transcripts), (17, 11, 2));
    let first = pairs(&[("good", 4), ("was", 3), ("it", 2), ("ask", 1), ("day", 1), ("don’t", 1)]);
    assert_eq!(counts(&project, &Scope::default())[..6], first);
    let without = Scope { leave_out_interviewer: true, ..Scope::default() };
    assert_eq!(words(&project, &without).tokens, 12);
    let of = |name: &str| Scope { speakers: [name.to_owned()].into(), ..Scope::default() };
    assert_eq!(counts(&project, &of("i")), pairs(&[("was", 2), ("good", 1), ("it", 1), ("zoë", 1)]));
    let silent = words(&project, &of("i"));
    assert_eq!((silent.transcripts, silent.silent), (1, vec![transcript(1)]));
    let stop = Scope { stop: ["good".to_owned()].into(), ..of("p") };
    let found = words(&project, &stop);
    assert_eq!((found.tokens, found.rows[0].word.as_str()), (8, "ask"), "counted, and not listed");
}

#[test]
fn a_transcript_without_words_is_no_part() {
    let project = Study::of(&["P: one two", "— …", ""]).project();
    let all = words(&project, &Scope::default());
    assert_eq!((all.tokens, all.transcripts, all.silent.len()), (2, 1, 2));
    assert_eq!(all.rows[0].dispersion.juilland_d, Err(Undefined::OnePart));
    let none = words(&Study::of(&[]).project(), &Scope::default());
    assert_eq!((none.tokens, none.rows.len()), (0, 0));
}

#[test]
fn a_group_is_set_against_all_others() {
    let mut study = Study::of(&["P: so so good", "P: bad", "P: so", "P: nobody"]);
    let group = study.attribute("group", AttributeKind::Text);
    let value = |of: &str| [(group, Value::Text(of.to_owned()))];
    for (n, of) in ["x", "y", "z"].into_iter().enumerate() {
        study.case(&format!("C{n}"), &[n], &value(of));
    }
    let project = study.project();
    let found = keywords(&project, &Scope::default(), group, "x").unwrap();
    assert_eq!((found.tokens, found.no_value), ([3, 2], 1));
    assert_eq!(found.reference, ["y", "z"]);
    let row = found.rows.iter().find(|row| row.word == "so").unwrap();
    assert_eq!(row.counts, [2, 1]);
    assert!(found.rows.iter().all(|row| row.word != "nobody"));
    let there = ["x", "y", "z"].map(str::to_owned).to_vec();
    assert_eq!(keywords(&project, &Scope::default(), group, "w"), Err(NoGroups::NoValue(there)));
}

#[test]
fn of_speakers_who_are_tied_words_are_their_cases() {
    let mut study = Study::of(&["Head\n\nI: why so\n\nP: so good"]);
    let group = study.attribute("group", AttributeKind::Text);
    let value = |of: &str| [(group, Value::Text(of.to_owned()))];
    let (ada, bo) = (study.case("Ada", &[], &value("x")), study.case("Bo", &[], &value("y")));
    study.tie(0, "P", ada);
    study.tie(0, "I", bo);
    let found = keywords(&study.project(), &Scope::default(), group, "x").unwrap();
    assert_eq!((found.tokens, found.no_value), ([2, 2], 1), "what stands outside all turns is nobody's");
}

#[test]
fn neighbours_stay_in_what_somebody_says_at_a_stretch() {
    let project = Study::of(&["I: was it good\n\nP: good it was\n\nI: was"]).project();
    let found = neighbours(&project, &Scope::default(), "WAS", 1);
    assert_eq!(
        (found.node.as_str(), found.near.node_count, found.words.as_slice()),
        ("was", 3, &["it".to_owned()][..])
    );
    assert_eq!((found.near.rows[0].together, found.near.tokens), (2, 7));
    assert_eq!(neighbours(&project, &Scope::default(), "sister", 1).near.rows, []);
}

proptest! {
    #[test]
    fn all_words_are_counted_as_splitting_counts_them(texts in prop::collection::vec("[a-cA-C é’.\n]{0,30}", 0..4)) {
        let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
        let project = Study::of(&refs).project();
        let mut known: std::collections::BTreeMap<String, u64> = Default::default();
        for text in &texts {
            text.unicode_words().for_each(|found| *known.entry(word(found)).or_default() += 1);
        }
        let found: std::collections::BTreeMap<String, u64> = counts(&project, &Scope::default()).into_iter().collect();
        prop_assert_eq!(found, known);
    }

    #[test]
    fn dispersion_is_that_of_all_parts(parts in prop::collection::vec((0..6_u64, 6..20_u64), 2..8)) {
        let hits: Vec<(u32, u64)> = (0..).zip(parts.iter().map(|(hits, _)| *hits)).collect();
        let sizes: Vec<u64> = parts.iter().map(|(_, size)| *size).collect();
        let found = Dispersion::of(&hits, &Sizes::new(&sizes));
        let [count, all] = [parts.iter().map(|(hits, _)| hits).sum::<u64>(), sizes.iter().sum()].map(|n| n as f64);
        if count == 0.0 {
            prop_assert_eq!((found.juilland_d, found.dp), (Err(Undefined::NoHit), Err(Undefined::NoHit)));
            return Ok(());
        }
        let rates: Vec<f64> = parts.iter().map(|(hits, size)| *hits as f64 / *size as f64).collect();
        let n = rates.len() as f64;
        let mean = rates.iter().sum::<f64>() / n;
        let sd = (rates.iter().map(|rate| (rate - mean).powi(2)).sum::<f64>() / n).sqrt();
        let d = 1.0 - sd / mean / (n - 1.0).sqrt();
        let shares = parts.iter().map(|(hits, size)| (*hits as f64 / count - *size as f64 / all).abs());
        prop_assert!((found.juilland_d.unwrap() - d).abs() < 1e-9);
        prop_assert!((found.dp.unwrap() - shares.sum::<f64>() / 2.0).abs() < 1e-9);
        prop_assert!((-1e-9..=1.0 + 1e-9).contains(&found.dp_norm.unwrap()));
    }

    #[test]
    fn both_sides_turned_change_the_sign_alone(a in 0..50_u64, b in 0..50_u64, of_a in 50..900_u64, of_b in 50..900_u64) {
        let (one, other) = (Keyness::of([a, b], [of_a, of_b]), Keyness::of([b, a], [of_b, of_a]));
        let near = |x: f64, y: f64| (x - y).abs() < 1e-9 * x.abs().max(1.0);
        if let (Ok(x), Ok(y)) = (one.log_likelihood, other.log_likelihood) {
            prop_assert!(near(x.statistic, y.statistic) && (0.0..=1.0).contains(&x.p));
            prop_assert!(near(one.log_ratio.unwrap(), -other.log_ratio.unwrap()));
        }
        prop_assert_eq!(one.log_likelihood.is_err(), a + b == 0);
    }

    #[test]
    fn collocates_are_pairs_of_places(texts in prop::collection::vec(prop::collection::vec(0..4_u32, 0..12), 0..4), window in 1..4_usize) {
        let pieces: Vec<&[u32]> = texts.iter().map(Vec::as_slice).collect();
        let found = collocates(&pieces, Some(0), window);
        for other in 0..4 {
            let of = |text: &Vec<u32>| {
                let places = (0..text.len()).flat_map(|x| (0..text.len()).map(move |y| (x, y)));
                places.filter(|(x, y)| x != y && x.abs_diff(*y) <= window && text[*x] == 0 && text[*y] == other).count()
            };
            let together: usize = texts.iter().map(of).sum();
            let row = found.rows.iter().find(|row| row.word == other);
            prop_assert_eq!(row.map_or(0, |row| row.together), together as u64);
        }
    }
}
