use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::analysis::testing::{Study, code, coder, consensus};
use crate::model::{AttributeKind, Value};

fn asked(study: &Study, query: &Query) -> Frequencies {
    frequencies(&study.project(), query).unwrap()
}

fn by(layer: LayerChoice, level: Level) -> Query {
    Query { layer, level, ..Query::default() }
}

fn row(answer: &Frequencies, n: usize) -> &Row {
    answer.rows.iter().find(|row| row.code == code(n)).unwrap()
}

/// Codings, segments, transcripts, participants, words, characters.
fn counted(figures: &Figures) -> [f64; 6] {
    let Figures { codings, segments, transcripts, participants, words, characters, .. } = *figures;
    [codings, segments, transcripts, participants, words, characters]
}

#[test]
fn overlapping_codings_are_one_segment_and_touching_ones_two() {
    let mut study = Study::new(1);
    //       0  4   8     14   19   24
    //       one two three four five six
    //  a    ├─────┤
    //  a        ├───────┤├───┤
    //  b                  ├──┤
    //  Theme                       ├─┤
    study.codings(0, coder(0), &[(1, 0..7), (1, 4..13), (1, 13..18), (2, 14..18), (0, 24..27)]);
    let codes = asked(&study, &by(LayerChoice::Auto, Level::Code));
    assert_eq!(codes.layer, LayerView::Coder(coder(0)));
    assert_eq!(counted(&row(&codes, 0).figures), [1.0, 1.0, 1.0, 1.0, 1.0, 3.0], "the theme's own codings");
    assert_eq!(counted(&row(&codes, 1).figures), [3.0, 2.0, 1.0, 1.0, 4.0, 18.0]);
    assert_eq!(counted(&row(&codes, 2).figures), [1.0, 1.0, 1.0, 1.0, 1.0, 4.0]);
    assert_eq!(counted(&row(&codes, 3).figures), [0.0; 6], "nobody used it, and it is there");
    assert_eq!(row(&codes, 3).figures.share, Ok(0.0));
    assert_eq!(row(&codes, 1).path, "Theme/a");

    let themes = asked(&study, &by(LayerChoice::Auto, Level::Theme));
    assert_eq!(
        themes.rows.iter().map(|r| (r.code, r.level)).collect::<Vec<_>>(),
        [(code(0), Level::Theme)],
        "a code outside themes is none"
    );
    let theme = row(&themes, 0).figures;
    assert_eq!(counted(&theme), [5.0, 3.0, 1.0, 1.0, 5.0, 21.0], "b lies in a: once each");
    assert_eq!(theme.coverage, Ok(21.0 / 27.0));
}

#[test]
fn a_theme_that_nobody_used_itself_has_no_row_among_codes() {
    let mut study = Study::new(1);
    study.codings(0, coder(0), &[(1, 0..3)]);
    let codes = asked(&study, &Query::default());
    assert_eq!(codes.rows.iter().map(|r| r.code).collect::<Vec<_>>(), [code(1), code(2), code(3)]);
}

#[test]
fn what_nobody_started_counts_for_nothing() {
    let mut study = Study::new(5);
    study.case("X", &[0, 1], &[]);
    study.codings(0, coder(0), &[(1, 0..3)]);
    study.codings(1, coder(0), &[(1, 4..7), (1, 8..13)]);
    study.codings(2, coder(0), &[]);
    study.in_progress(3, coder(0));
    let query = by(LayerChoice::Auto, Level::Code);
    let answer = asked(&study, &query);
    let scope = |transcripts, participants, in_progress| Scope {
        transcripts,
        participants,
        in_progress,
        characters: transcripts * 27.0,
    };
    assert_eq!(answer.scope, scope(4.0, 3.0, 1.0), "one case with two transcripts, two without a case");
    let a = row(&answer, 1).figures;
    assert_eq!(counted(&a), [3.0, 3.0, 2.0, 1.0, 3.0, 11.0]);
    assert_eq!(a.share, Ok(1.0 / 3.0));
    assert_eq!((a.share_ci.ok(), a.share_range), (wilson(1.0 / 3.0, 3.0), None));
    let complete = asked(&study, &Query { complete_only: true, ..query });
    assert_eq!(complete.scope, scope(3.0, 2.0, 0.0));
    assert_eq!(row(&complete, 1).figures.share, Ok(0.5));
}

#[test]
fn nobody_in_scope_is_undefined_with_its_reason() {
    let answer = asked(&Study::new(2), &Query::default());
    let figures = row(&answer, 1).figures;
    assert_eq!(counted(&figures), [0.0; 6]);
    assert_eq!((figures.share, figures.share_ci), {
        let why = Undefined::NoParticipants;
        (Err(why), Err(NoInterval::NoShare(why)))
    });
    assert_eq!(figures.coverage, Err(Undefined::NoText));
}

#[test]
fn the_mean_is_of_figures_each_made_of_what_that_coder_started() {
    let mut study = Study::new(3);
    study.codings(0, coder(0), &[(1, 0..3), (1, 4..7)]);
    study.codings(1, coder(0), &[]);
    study.codings(0, coder(1), &[(1, 0..3)]);
    study.codings(2, consensus(), &[(1, 0..27)]);
    let answer = asked(&study, &by(LayerChoice::Mean, Level::Code));
    assert_eq!(answer.layer, LayerView::Mean(vec![coder(0), coder(1)]), "the third has started nothing");
    assert_eq!(answer.scope.participants, 1.5);
    assert_eq!(answer.coders.iter().map(|(_, s)| s.participants).collect::<Vec<_>>(), [2.0, 1.0]);
    let a = row(&answer, 1).figures;
    assert_eq!(counted(&a), [1.5, 1.5, 1.0, 1.0, 1.5, 4.5]);
    assert_eq!(a.share, Ok(0.75), "the mean of 1 of 2 and 1 of 1");
    assert_eq!(a.share_range, Some([0.5, 1.0]));
    assert_eq!(row(&answer, 1).coders, [1, 1], "n of N of each coder");
    // Drawn anew from T0, which both opened, T1 of the first coder, and T2 of neither.
    let interval = a.share_ci.unwrap();
    assert_eq!((interval.low, interval.high), (0.0, 1.0));
    let alone = row(&answer, 2).figures;
    assert_eq!((alone.share, alone.share_ci), (Ok(0.0), Err(NoInterval::AllAlike)));
    assert_eq!(a.coverage, Ok((6.0 / 54.0 + 3.0 / 27.0) / 2.0));
    let settled = asked(&study, &by(LayerChoice::Consensus, Level::Code));
    assert_eq!(counted(&row(&settled, 1).figures), [1.0, 1.0, 1.0, 1.0, 6.0, 27.0]);
}

#[test]
fn groups_have_their_own_denominators() {
    let mut study = Study::new(5);
    let age = study.attribute("age", AttributeKind::Number);
    study.case("X", &[0, 1], &[(age, Value::Number(9.0))]);
    study.case("Y", &[2], &[(age, Value::Number(9.0))]);
    study.case("Z", &[3], &[(age, Value::Number(17.0))]);
    for n in [0, 2, 4] {
        study.codings(n, coder(0), &[(1, 0..3)]);
    }
    study.codings(1, coder(0), &[]);
    let answer = asked(&study, &Query { by: Some(age), ..Query::default() });
    let groups: Vec<_> = answer.groups.iter().map(|(name, s)| (name.as_str(), s.participants)).collect();
    assert_eq!(groups, [("9", 2.0), ("17", 0.0), (NO_VALUE, 1.0)]);
    let shares: Vec<_> = row(&answer, 1).by.iter().map(|f| f.share).collect();
    assert_eq!(shares, [Ok(1.0), Err(Undefined::NoParticipants), Ok(1.0)]);
    assert_eq!(row(&answer, 1).by[0].transcripts, 2.0);
    let gone = Query { by: Some(AttributeId(uuid::Uuid::nil())), ..Query::default() };
    assert_eq!(frequencies(&study.project(), &gone), Err(FrequencyError::NoAttribute));
}

#[test]
fn the_interviewer_is_left_out_of_words_and_characters_alone() {
    //        0         10        20
    let mut study = Study::of(&["I: Why so?\n\nP: It was home.\n"]);
    study.codings(0, coder(0), &[(1, 3..17)]);
    let query = Query { leave_out_interviewer: true, ..Query::default() };
    let all = asked(&study, &Query::default());
    assert_eq!(counted(&row(&all, 1).figures), [1.0, 1.0, 1.0, 1.0, 4.0, 14.0]);
    assert_eq!(all.scope.characters, 28.0);
    let answer = asked(&study, &query);
    let a = row(&answer, 1).figures;
    assert_eq!(counted(&a), [1.0, 1.0, 1.0, 1.0, 2.0, 7.0]);
    assert_eq!((answer.scope.characters, a.coverage), (18.0, Ok(7.0 / 18.0)));
}

const TEXT: &str = "I: one é two?\n\nP: 🙂 three cafés, four.\n\nI: five?\n\nP: six\n";

/// One coder's codings of three transcripts, as code, start and length in graphemes.
fn codings() -> impl Strategy<Value = Vec<Vec<(usize, usize, usize)>>> {
    prop::collection::vec(prop::collection::vec((0_usize..4, 0_usize..50, 1_usize..20), 0..8), 3)
}

/// What a patient reader finds who looks at every character of every transcript.
fn naive(
    text: &str,
    codings: &[(usize, Range<usize>)],
    members: &[usize],
    left_out: &[Range<usize>],
) -> [u64; 4] {
    let mine: Vec<_> = codings.iter().filter(|(c, _)| members.contains(c)).map(|(_, r)| r.clone()).collect();
    // Passages that overlap, directly or through others, belong to one segment.
    let mut segment: Vec<usize> = (0..mine.len()).collect();
    for _ in &mine {
        for (a, x) in mine.iter().enumerate() {
            for (b, y) in mine.iter().enumerate() {
                if x.start < y.end && y.start < x.end {
                    let least = segment[a].min(segment[b]);
                    (segment[a], segment[b]) = (least, least);
                }
            }
        }
    }
    let segments = segment.iter().collect::<BTreeSet<_>>().len();
    let covered =
        |at: usize| mine.iter().any(|r| r.contains(&at)) && !left_out.iter().any(|r| r.contains(&at));
    let characters = text.char_indices().filter(|&(at, _)| covered(at)).count();
    let words = unicode_segmentation::UnicodeSegmentation::unicode_word_indices(text);
    let words = words.filter(|&(at, _)| covered(at)).count();
    [mine.len(), segments, words, characters].map(|n| n as u64)
}

proptest! {
    #[test]
    fn figures_are_those_of_a_patient_reader(made in codings(), leave_out_interviewer: bool) {
        let mut study = Study::of(&[TEXT; 3]);
        study.case("X", &[0, 1], &[]);
        let text = crate::text::Text::new(TEXT);
        let mut placed = BTreeMap::new();
        for (n, made) in made.iter().enumerate() {
            let place = |&(c, start, length): &(usize, usize, usize)| {
                let step = |from: usize, by: usize| (0..by).fold(from, |at, _| text.next_grapheme(at));
                let start = step(0, start);
                (c, start..step(start, length))
            };
            let here: Vec<_> = made.iter().map(place).filter(|(_, r)| !r.is_empty()).collect();
            study.codings(n, coder(0), &here);
            placed.insert(n, here);
        }
        let asking = |words: &str| TEXT.find(words).map(|at| at..at + words.len());
        let interviewer = ["I: one é two?", "I: five?"].into_iter().filter_map(asking);
        let left_out: Vec<_> = interviewer.filter(|_| leave_out_interviewer).collect();
        for (level, rows) in [
            (Level::Code, vec![(1, vec![1]), (2, vec![2]), (3, vec![3])]),
            (Level::Theme, vec![(0, vec![0, 1, 2])]),
        ] {
            let query = Query { leave_out_interviewer, ..by(LayerChoice::Coder(coder(0)), level) };
            let answer = asked(&study, &query);
            for (n, members) in rows {
                let mut sums = [0; 4];
                let (mut transcripts, mut participants) = (0, BTreeSet::new());
                for (&t, codings) in &placed {
                    let here = naive(TEXT, codings, &members, &left_out);
                    sums.iter_mut().zip(here).for_each(|(sum, n)| *sum += n);
                    if here[0] > 0 {
                        transcripts += 1;
                        participants.insert(t.max(1));
                    }
                }
                let [codings, segments, words, characters] = sums.map(|n| n as f64);
                let participants = participants.len() as f64;
                let figures = row(&answer, n).figures;
                let expected = [codings, segments, f64::from(transcripts), participants, words, characters];
                prop_assert_eq!(counted(&figures), expected);
                prop_assert_eq!(figures.share, Ok(participants / 2.0));
            }
        }
    }
}

/// A group of three with an interviewer; Una is tied to nobody.
const GROUP: &str =
    "I: why so\n\nTess: one two\n\nIvo: three four\n\nUna: five\n\nTess: six\n\nIvo: seven\n\nUna: eight\n";

fn bytes_of(words: &str) -> std::ops::Range<usize> {
    let start = GROUP.find(words).unwrap();
    start..start + words.len()
}

/// Tess is in the group and talks alone too; the group has a case of its own on request.
fn focus_group(own: bool) -> (Study, AttributeId) {
    let mut study = Study::of(&[GROUP, "I: and then\n\nP: nothing more\n"]);
    let group = study.attribute("group", AttributeKind::Text);
    let value = |name: &str| [(group, Value::Text(name.into()))];
    let tess = study.case("Tess", &[1], &value("pilot"));
    let ivo = study.case("Ivo", &[], &value("other"));
    if own {
        study.case("School", &[0], &value("pilot"));
    }
    study.tie(0, "Tess", tess);
    study.tie(0, "Ivo", ivo);
    (study, group)
}

#[test]
fn a_passage_counts_for_the_case_in_whose_turn_it_begins() {
    for (own, participants, of) in [(false, 2.0, 2.0), (true, 3.0, 3.0)] {
        let (mut study, _) = focus_group(own);
        let codings = [(1, bytes_of("two\n\nIvo: three")), (1, bytes_of("seven")), (1, bytes_of("why"))];
        study.codings(0, coder(0), &codings);
        study.codings(1, coder(0), &[]);
        let answer = asked(&study, &Query::default());
        assert_eq!((answer.scope.participants, answer.scope.transcripts), (of, 2.0));
        let a = row(&answer, 1).figures;
        let characters = codings.iter().map(|(_, bytes)| bytes.len() as f64).sum();
        assert_eq!(counted(&a), [3.0, 3.0, 1.0, participants, 5.0, characters]);
    }
}

#[test]
fn what_somebody_untied_says_counts_for_nobody_and_stands_in_segments() {
    let (mut study, group) = focus_group(false);
    study.codings(0, coder(0), &[(1, bytes_of("five")), (1, bytes_of("eight"))]);
    let answer = asked(&study, &Query { by: Some(group), ..Query::default() });
    let a = row(&answer, 1);
    assert_eq!(counted(&a.figures)[..4], [2.0, 2.0, 1.0, 0.0]);
    assert_eq!(a.figures.share, Ok(0.0));
    assert!(a.by.iter().all(|group| counted(group) == [0.0; 6]), "it is in no group");
}

#[test]
fn a_group_of_cases_has_what_begins_in_their_turns_and_the_words_of_these() {
    let (mut study, group) = focus_group(false);
    let across = bytes_of("two\n\nIvo: three");
    study.codings(0, coder(0), &[(1, across), (1, bytes_of("three four")), (1, bytes_of("six"))]);
    let answer = asked(&study, &Query { by: Some(group), ..Query::default() });
    let names: Vec<_> = answer.groups.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["other", "pilot"]);
    let turns = |labels: &[&str]| -> f64 {
        let said = GROUP.split("\n\n").filter(|turn| labels.iter().any(|label| turn.starts_with(label)));
        said.map(|turn| turn.trim_end().len() as f64).sum()
    };
    let [other, pilot] = [&answer.groups[0].1, &answer.groups[1].1];
    assert_eq!((other.participants, other.transcripts, other.characters), (1.0, 1.0, turns(&["Ivo"])));
    assert_eq!((pilot.participants, pilot.transcripts, pilot.characters), (1.0, 1.0, turns(&["Tess"])));
    let a = row(&answer, 1);
    assert_eq!(counted(&a.figures)[..4], [3.0, 2.0, 1.0, 2.0]);
    // The merged segment begins in Tess's turn; Ivo's coding in it counts for Ivo, and so do his words.
    assert_eq!(counted(&a.by[0]), [1.0, 0.0, 1.0, 1.0, 3.0, "Ivo: three four".len() as f64]);
    assert_eq!(counted(&a.by[1]), [2.0, 2.0, 1.0, 1.0, 2.0, "two".len() as f64 + "six".len() as f64]);
    assert_eq!(a.by[0].share, Ok(1.0));
}

#[test]
fn the_passages_behind_a_figure_of_a_group_are_those_of_its_cases() {
    use crate::analysis::counted::{Chosen, listed};
    let (mut study, group) = focus_group(true);
    study.codings(0, coder(0), &[(1, bytes_of("one")), (1, bytes_of("seven")), (1, bytes_of("why"))]);
    let query = Query { by: Some(group), ..Query::default() };
    let (project, answer) = (study.project(), asked(&study, &query));
    let starts = |group| {
        let chosen = Chosen { code: code(1), own: true, group: Some(group) };
        listed(&project, &query, &answer, chosen).iter().map(|l| l.span.start()).collect::<Vec<_>>()
    };
    assert_eq!(starts(0), [bytes_of("seven").start], "Ivo's");
    assert_eq!(starts(1), [bytes_of("why").start, bytes_of("one").start], "the school's and Tess's");
}

#[test]
fn the_interval_of_a_mean_is_that_of_drawing_participants_anew() {
    let mut study = Study::new(12);
    for n in 0..12 {
        study.codings(n, coder(0), if n % 2 == 0 { &[(1, 0..3)] } else { &[] });
        study.codings(n, coder(1), if n % 4 == 0 { &[(1, 0..3)] } else { &[] });
    }
    let answer = asked(&study, &by(LayerChoice::Mean, Level::Code));
    let figures = row(&answer, 1).figures;
    assert_eq!((figures.share, figures.share_range), (Ok(0.375), Some([0.25, 0.5])));
    // One who has it by both, by one, by nobody: the variance of a mean of twelve of these is 0.172 over 12.
    let (interval, deviation) = (figures.share_ci.unwrap(), (0.171_875_f64 / 12.0).sqrt());
    assert!((interval.low - (0.375 - 1.96 * deviation)).abs() < 0.05, "{interval:?}");
    assert!((interval.high - (0.375 + 1.96 * deviation)).abs() < 0.05, "{interval:?}");
    assert_eq!(asked(&study, &by(LayerChoice::Mean, Level::Code)), answer, "the same draws again");
}
