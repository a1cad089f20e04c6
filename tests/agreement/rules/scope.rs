//! Whole studies, unit by unit and byte by byte: texts that are empty, have one character or many that are no single byte,
//! words outside all turns, the interviewer and white space left out, and coders who have not done every transcript.

use std::ops::Range;

use concord::agreement::{
    Answer, Category, Contingency, NotApplicable, Period, Query, Ratings, Scores, Study, Unit, Unwatched,
    answer, differences, items, nominal_scores,
};
use concord::model::*;
use concord::text::{CharPos, SpeakerRole, Text};
use proptest::prelude::*;
use uuid::Uuid;

use super::same;

const LETTERS: [&str; 12] = ["a", "b", "ß", " ", "\t", ". ", "🙂", "👩🏽‍🚒", "e\u{301}", "Z", "\u{a0}", "! Q"];
const CODERS: u128 = 3;
const CODES: u128 = 2;

/// A stretch of words: of nobody, of the interviewer or of a participant; with a line end behind it or not.
type Piece = (u8, Vec<usize>, bool);
/// Transcript, coder, code, and where in it, both ends as shares of its length.
type Coded = (usize, u128, u128, u8, u8);

#[derive(Clone, Debug)]
struct Given {
    texts: Vec<(Vec<Piece>, [u8; 3])>,
    codings: Vec<Coded>,
}

fn given() -> impl Strategy<Value = Given> {
    let piece = (0_u8..3, prop::collection::vec(0..LETTERS.len(), 0..8), any::<bool>());
    // One in four has not been completed by one of them, nor opened.
    let status = prop::array::uniform3(prop_oneof![1 => Just(0_u8), 1 => Just(1), 10 => Just(2)]);
    let texts = prop::collection::vec((prop::collection::vec(piece, 0..5), status), 1..4);
    let coding = (0_usize..3, 1..=CODERS, 1..=CODES, any::<u8>(), any::<u8>());
    (texts, prop::collection::vec(coding, 0..10)).prop_map(|(texts, codings)| Given { texts, codings })
}

fn coder(n: u128) -> CoderId {
    CoderId(Uuid::from_u128(100 + n))
}

fn code(n: u128) -> CodeId {
    CodeId(Uuid::from_u128(200 + n))
}

fn transcript(n: usize) -> TranscriptId {
    TranscriptId(Uuid::from_u128(300 + n as u128))
}

fn record(n: usize, pieces: &[Piece]) -> TranscriptRecord {
    let (mut words, mut turns) = (String::new(), Vec::new());
    let at = |words: &str| CharPos(words.chars().count() as u32);
    for (who, letters, ended) in pieces {
        let start = at(&words);
        words.extend(letters.iter().map(|&letter| LETTERS[letter]));
        let end = at(&words);
        if *who > 0 && start < end {
            turns.push(TurnRecord {
                speaker: Some(u16::from(*who) - 1),
                time_ms: None,
                start,
                body: start,
                end,
            });
        }
        if *ended {
            words.push('\n');
        }
    }
    let speaker = |label: &str, role| Speaker::new(label, role);
    TranscriptRecord {
        times: None,
        id: transcript(n),
        title: format!("T{n}"),
        slug: format!("t{n}"),
        sha256: format!("{n}"),
        source: None,
        case: None,
        speakers: vec![speaker("I", SpeakerRole::Interviewer), speaker("P", SpeakerRole::Participant)],
        values: Default::default(),
        turns,
        text: Some(Text::new(words)),
    }
}

fn project(given: &Given) -> Project {
    let mut edits = Vec::new();
    for n in 1..=CODERS {
        let (name, colour, role) = (format!("C{n}"), Colour([0; 3]), CoderRole::Person);
        edits.push(Edit::PutCoder(Coder { id: coder(n), name, colour, role }));
    }
    for n in 1..=CODES {
        edits.push(Edit::PutCode(Box::new(Code::new(code(n), format!("code {n}"), None, Colour([0; 3])))));
    }
    for (n, (pieces, status)) in given.texts.iter().enumerate() {
        edits.push(Edit::PutTranscript(Box::new(record(n, pieces))));
        for (at, status) in status.iter().enumerate() {
            let status = match status {
                0 => continue,
                1 => Completeness::InProgress,
                _ => Completeness::Complete,
            };
            let coder = coder(at as u128 + 1);
            edits.push(Edit::SetStatus { transcript: transcript(n), coder, status });
        }
    }
    let start =
        Project::new(ProjectId(Uuid::nil()), "Study", Timestamp::UNIX_EPOCH).apply_all(&edits).unwrap();
    let coded = |(ix, &(n, k, c, from, to)): (usize, &Coded)| {
        let text = start.transcript(transcript(n))?.text();
        if given.texts.get(n)?.1[k as usize - 1] == 0 {
            return None;
        }
        let place = |share: u8| text.len() * usize::from(share) / 255;
        let (a, b) = (place(from.min(to)), place(from.max(to)));
        let border = |mut at: usize| {
            while !text.as_str().is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let span = text.span_widened(border(a)..border(b).max(border(a))).ok()?;
        let id = CodingId(Uuid::from_u128(1000 + ix as u128));
        let codings = vec![CodingRecord::new(id, code(c), Passage::of(text, span), Timestamp::UNIX_EPOCH)];
        Some(Edit::PutCodings { transcript: transcript(n), coder: coder(k), codings })
    };
    let codings: Vec<Edit> = given.codings.iter().enumerate().filter_map(coded).collect();
    start.apply_all(&codings).unwrap()
}

fn stretches(counts: impl Fn(usize) -> bool, length: usize) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for at in (0..length).filter(|&at| counts(at)) {
        match all.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            Some(_) | None => all.push(at..at + 1),
        }
    }
    all
}

/// The units of a transcript, each as the bytes of it that count.
fn units(transcript: &Transcript, query: &Query) -> Vec<Vec<usize>> {
    let text = transcript.text();
    let spaced = query.leave_out_white_space && query.unit == Unit::Character;
    let spaces: Vec<Range<usize>> = text
        .as_str()
        .char_indices()
        .filter(|(_, c)| spaced && c.is_whitespace())
        .map(|(at, c)| at..at + c.len_utf8())
        .collect();
    let counts = |at: usize| {
        let asked = |turn: &concord::text::Turn| turn.range.contains(&at) && transcript.is_interviewer(turn);
        let interviewer = query.leave_out_interviewer && transcript.turns().iter().any(asked);
        !interviewer && !spaces.iter().any(|space| space.contains(&at))
    };
    let held = |range: Range<usize>| -> Vec<usize> { range.filter(|&at| counts(at)).collect() };
    let some = |bytes: &Vec<usize>| !bytes.is_empty();
    match query.unit {
        Unit::Character => {
            let chars = text.as_str().char_indices().map(|(at, c)| at..at + c.len_utf8());
            chars.map(held).filter(some).collect()
        }
        Unit::Word => text.words().iter().filter(|word| counts(word.start)).map(held).collect(),
        Unit::Sentence => stretches(counts, text.len())
            .into_iter()
            .flat_map(|stretch| text.sentences(stretch))
            .map(held)
            .collect(),
        Unit::Turn => {
            let turns = transcript.turns().iter().map(|turn| turn.range.clone());
            let in_turn = |at: usize| transcript.turns().iter().any(|turn| turn.range.contains(&at));
            let outside = stretches(|at| !in_turn(at), text.len());
            let worded = outside.into_iter().filter(|s| !text.as_str()[s.clone()].trim().is_empty());
            turns.map(held).filter(some).chain(worded.map(held)).collect()
        }
        Unit::Transcript => vec![held(0..text.len())],
    }
}

fn has(project: &Project, transcript: TranscriptId, coder: CoderId, code: CodeId, bytes: &[usize]) -> bool {
    let layer = project.layer(transcript, coder);
    let codings = layer.into_iter().flat_map(|layer| layer.codings().iter());
    codings.filter(|coding| coding.code == code).any(|c| bytes.iter().any(|&at| c.span.contains(at)))
}

fn query(coders: &[u128]) -> Query {
    Query::new(coders.iter().map(|&n| coder(n)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_study_equals_looking_at_every_unit(
        given in given(),
        unit in 0_usize..5,
        interviewer in any::<bool>(),
        spaces in any::<bool>(),
        in_progress in any::<bool>(),
    ) {
        let project = project(&given);
        let query = Query {
            unit: Unit::ALL[unit],
            leave_out_interviewer: interviewer,
            leave_out_white_space: spaces,
            in_progress,
            in_full: true,
            ..query(&[1, 2, 3])
        };
        let found = answer(&project, &query);
        let least = if in_progress { 1 } else { 2 };
        let counted: Vec<TranscriptId> = (0..given.texts.len())
            .filter(|&n| (1..=3).all(|k| {
                let status = project.status(transcript(n), coder(k)) as u8;
                status >= least
            }))
            .map(transcript)
            .collect();
        prop_assert_eq!(&found.transcripts, &counted);
        prop_assert_eq!(found.left_out.len(), given.texts.len() - counted.len());
        let all: Vec<(TranscriptId, Vec<usize>)> = counted
            .iter()
            .flat_map(|&id| units(project.transcript(id).unwrap(), &query).into_iter().map(move |u| (id, u)))
            .collect();
        prop_assert_eq!(found.units, all.len() as u64);
        for row in &found.codes {
            for pair in &row.pairs {
                let mut plain = Contingency::default();
                for (id, bytes) in &all {
                    let [a, b] = pair.coders.map(|coder| has(&project, *id, coder, row.code, bytes));
                    *match (a, b) {
                        (true, true) => &mut plain.both,
                        (true, false) => &mut plain.only_first,
                        (false, true) => &mut plain.only_second,
                        (false, false) => &mut plain.neither,
                    } += 1;
                }
                prop_assert_eq!(pair.table, plain);
                let [a, b] = pair.coders.map(|id| (1..=CODERS).find(|&n| coder(n) == id).unwrap() as usize - 1);
                let rated = unit_by_unit(&project, row.code, &all).pair(a, b);
                prop_assert!(are_figures_of(&pair.scores, &rated), "{:?}", pair);
            }
            let rated = unit_by_unit(&project, row.code, &all);
            prop_assert!(are_figures_of(&row.scores, &rated), "{:?}", row);
        }
    }

    #[test]
    fn a_transcript_alone_is_the_answer_to_the_question_about_it(given in given(), unit in 0_usize..5) {
        let project = project(&given);
        let query = Query { unit: Unit::ALL[unit], in_progress: true, in_full: true, ..query(&[1, 2, 3]) };
        let study = Study::new(&project, &query);
        let asked = |&id: &TranscriptId| {
            let (transcripts, codes) = (Some(vec![id]), Some(study.codes().to_vec()));
            answer(&project, &Query { transcripts, codes, ..query.clone() })
        };
        let asked: Vec<Answer> = study.together().transcripts.iter().map(asked).collect();
        for name in ["conger_kappa", "u_alpha", "ku_alpha", "f1_overlap", "pooled_kappa", "cu_alpha"] {
            for (alone, asked) in study.by_transcript(name, &Unwatched).unwrap().iter().zip(&asked) {
                // Codes that overlap in any transcript have no continuum in all of them.
                let overlap = Some(Err(NotApplicable::Overlapping));
                let is = |alone, scores: &Scores| {
                    alone == overlap || alone == scores.get(name).map(|figure| figure.score)
                };
                prop_assert_eq!(alone.units, asked.units);
                prop_assert!(is(alone.overall, &asked.overall), "{}: {:?}", name, alone);
                prop_assert_eq!(alone.codes.len(), asked.codes.len());
                for (alone, row) in alone.codes.iter().zip(&asked.codes) {
                    prop_assert!(is(*alone, &row.scores), "{}: {:?}", name, row);
                }
            }
        }
    }

    #[test]
    fn differences_are_the_same_asked_for_one_code_or_all(given in given(), unit in 0_usize..5, theme in any::<bool>()) {
        let project = project(&given);
        let level = if theme { Level::Theme } else { Level::Code };
        let query = Query { unit: Unit::ALL[unit], level, in_progress: true, ..query(&[1, 2, 3]) };
        let codes: Vec<CodeId> = (1..=CODES).map(code).collect();
        let all = items(&project, &query, &codes);
        for &code in &codes {
            let mut alone = differences(&project, &query, code);
            alone.sort_by_key(|difference| difference.kind);
            let of_all: Vec<_> = all.iter().filter(|i| i.code == code).map(|i| i.difference.clone()).collect();
            prop_assert_eq!(of_all, alone);
        }
    }
}

/// A code rated by all coders, unit by unit.
fn unit_by_unit(project: &Project, code: CodeId, units: &[(TranscriptId, Vec<usize>)]) -> Ratings {
    let mut ratings = Ratings::of_a_code(CODERS as usize);
    for (id, bytes) in units {
        let rating = |n| {
            let there = has(project, *id, coder(n), code, bytes);
            Some(if there { Category::PRESENT } else { Category::ABSENT })
        };
        ratings.add(&(1..=CODERS).map(rating).collect::<Vec<_>>(), 1);
    }
    ratings
}

/// Whether all figures of a nominal scale are those of these ratings; of a code that nobody used there is none.
fn are_figures_of(scores: &Scores, ratings: &Ratings) -> bool {
    let used = ratings.rows().any(|(row, _)| row.contains(&Some(Category::PRESENT)));
    nominal_scores(ratings).iter().filter(|_| ratings.units() > 0).all(|(name, plain)| {
        let plain = if used { plain.score } else { plain.score.map_err(|_| NotApplicable::NobodyUsed) };
        same(scores[name].score, plain)
    })
}

fn none(answer: &Answer) -> bool {
    answer.overall.values().all(|figure| figure.score.is_err() && figure.ci.is_none())
}

#[test]
fn questions_without_an_answer_say_why() {
    let text = |status| (vec![(2, vec![0, 1, 6], false)], status);
    let two = Given { texts: vec![text([2, 2, 0]), text([2, 0, 2])], codings: vec![(0, 1, 1, 0, 255)] };
    let project = project(&two);
    for coders in [&[][..], &[1], &[1, 1]] {
        let found = answer(&project, &Query { in_full: true, ..query(coders) });
        assert!(none(&found), "{coders:?}: {:?}", found.overall);
    }
    // Björn and Chidi have no transcript in common.
    let apart = answer(&project, &Query { in_full: true, ..query(&[2, 3]) });
    assert_eq!((apart.transcripts.len(), apart.left_out.len(), apart.units), (0, 2, 0));
    assert!(none(&apart));
    assert_eq!(apart.overall["krippendorff_alpha"], Err(NotApplicable::NothingShared));
    // One who is not in the study has started nothing.
    let absent = answer(&project, &query(&[1, 9]));
    assert_eq!(absent.left_out[0].1.in_words(&project).to_string(), "a coder who is gone has not started it");
    assert!(none(&absent));
    // Nobody coded anything.
    let nobody = answer(&project, &Query { codes: Some(vec![code(2)]), in_full: true, ..query(&[1, 2]) });
    assert_eq!(nobody.codes[0].scores["cohen_kappa"], Err(NotApplicable::NobodyUsed));
    assert_eq!(nobody.overall["alpha_jaccard"], Err(NotApplicable::OneCategoryUsed));
    assert_eq!(nobody.overall["gamma"], Err(NotApplicable::NobodyUsed));
    // A transcript with two coders is no sample to draw transcripts from.
    let study = Study::new(&project, &query(&[1, 2]));
    let why = study.can_resample().unwrap_err().to_string();
    assert!(why.contains("there are 1") && why.contains("at least 10"), "{why}");
    // A period before anything was coded.
    let before = Period { since: None, until: Some(Timestamp::MIN) };
    let early = answer(&project, &Query { periods: vec![before; 2], ..query(&[1, 2]) });
    assert!(none(&early) && early.left_out.len() == 2);
}

#[test]
fn texts_of_one_character_and_of_none_are_counted_as_what_they_are() {
    let one = Given {
        texts: vec![(vec![(2, vec![6], false)], [2, 2, 2]), (vec![], [2, 2, 2])],
        codings: vec![(0, 1, 1, 0, 255)],
    };
    let project = project(&one);
    for unit in Unit::ALL {
        let found = answer(&project, &Query { unit, in_full: true, ..query(&[1, 2]) });
        let (units, words) = (found.units, unit.name());
        let expected = match unit {
            // An emoji is no word.
            Unit::Word => 0,
            Unit::Character | Unit::Sentence | Unit::Turn => 1,
            // The empty one is one too, in which nobody found anything.
            Unit::Transcript => 2,
        };
        assert_eq!(units, expected, "{words}");
        if units > 0 {
            assert_eq!(found.codes[0].pairs[0].table.only_first, 1, "{words}");
            assert_eq!(found.codes[0].scores["cohen_kappa"], Ok(0.0), "{words}");
        }
    }
}
