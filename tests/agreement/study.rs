//! Agreement of a study from its layers: what counts, on which units, and the passages behind a figure.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use concord::agreement::{
    self, Answer, Batch, Bootstrap, Contingency, Did, DifferenceKind, Draws, Level, Method, NotApplicable,
    Period, Query, Unit, Unwatched, Watch, answer, differences,
};
use concord::model::{
    Code, CodeId, Coder, CoderId, CoderRole, CodingId, CodingRecord, Colour, Completeness, Edit, Passage,
    Project, ProjectId, Speaker, Timestamp, TranscriptId, TranscriptRecord, TurnRecord,
};
use concord::session::Reckoning;
use concord::store::Progress;
use concord::text::{CharPos, SpeakerRole, Text};
use proptest::prelude::*;
use uuid::Uuid;

/// 57 code points in three turns, with characters outside ASCII and outside the Basic Multilingual Plane.
const TEXT: &str = "I: Wie war’s?\nP: It was home 🙂. We stayed.\nI: And school?";
const HOME: CodeNo = 1;
const SCHOOL: CodeNo = 2;
const LOVE: CodeNo = 3;
const WARMTH: CodeNo = 4;
const TRUST: CodeNo = 5;

type CodeNo = u128;

fn coder(n: u128) -> CoderId {
    CoderId(Uuid::from_u128(100 + n))
}

fn code(n: CodeNo) -> CodeId {
    CodeId(Uuid::from_u128(200 + n))
}

fn transcript(n: u128) -> TranscriptId {
    TranscriptId(Uuid::from_u128(300 + n))
}

/// A study being put together: codes HOME and SCHOOL, theme LOVE with WARMTH and TRUST; three coders.
struct Study {
    project: Project,
    codings: u128,
    /// When codings are made, in seconds.
    now: i64,
}

impl Study {
    fn new() -> Self {
        let mut project = Project::new(ProjectId(Uuid::nil()), "Study", Timestamp::UNIX_EPOCH);
        let mut edits = Vec::new();
        for (n, name) in [(1, "Asha"), (2, "Björn"), (3, "Chidi")] {
            let (id, colour, role) = (coder(n), Colour([0; 3]), CoderRole::Person);
            edits.push(Edit::PutCoder(Coder { id, name: name.into(), colour, role }));
        }
        let codes = [
            (HOME, "Home", None),
            (SCHOOL, "School", None),
            (LOVE, "Love", None),
            (WARMTH, "Warmth", Some(LOVE)),
            (TRUST, "Trust", Some(LOVE)),
        ];
        for (n, name, parent) in codes {
            edits.push(Edit::PutCode(Box::new(Code::new(code(n), name, parent.map(code), Colour([0; 3])))));
        }
        project = project.apply_all(&edits).unwrap();
        Self { project, codings: 0, now: 0 }
    }

    fn with(mut self, edit: Edit) -> Self {
        self.project = self.project.apply_all(&[edit]).unwrap();
        self
    }

    /// A transcript whose turns are its lines, those that begin with "I:" the interviewer's.
    fn text(self, n: u128, words: &str) -> Self {
        let text = Text::new(words);
        let mut at = 0;
        let mut turns = Vec::new();
        for line in words.split_inclusive('\n') {
            let chars = line.trim_end().chars().count() as u32;
            let speaker = Some(u16::from(!line.starts_with("I:")));
            turns.push(TurnRecord {
                speaker,
                time_ms: None,
                start: CharPos(at),
                body: CharPos(at + 2.min(chars)),
                end: CharPos(at + chars),
            });
            at += line.chars().count() as u32;
        }
        turns.retain(|turn| turn.start < turn.end);
        let speaker = |label: &str, role| Speaker::new(label, role);
        self.with(Edit::PutTranscript(Box::new(TranscriptRecord {
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
            text: Some(text),
        })))
    }

    fn status(self, n: u128, coders: &[u128], status: Completeness) -> Self {
        coders.iter().fold(self, |study, &k| {
            study.with(Edit::SetStatus { transcript: transcript(n), coder: coder(k), status })
        })
    }

    /// Puts a code on code points.
    fn at(mut self, n: u128, k: u128, c: CodeNo, start: u32, end: u32) -> Self {
        self.codings += 1;
        let text = self.project.transcript(transcript(n)).unwrap().text().clone();
        let span = text.span_of_chars(CharPos(start)..CharPos(end)).unwrap();
        let id = CodingId(Uuid::from_u128(1000 + self.codings));
        let record = CodingRecord::new(
            id,
            code(c),
            Passage::of(&text, span),
            Timestamp::from_second(self.now).unwrap(),
        );
        self.with(Edit::PutCodings { transcript: transcript(n), coder: coder(k), codings: vec![record] })
    }

    /// Puts a code on the words where they first stand.
    fn on(self, n: u128, k: u128, c: CodeNo, words: &str) -> Self {
        let text = self.project.transcript(transcript(n)).unwrap().text().clone();
        let byte = text.as_str().find(words).unwrap();
        let (start, end) = (text.char_of(byte).0, text.char_of(byte + words.len()).0);
        self.at(n, k, c, start, end)
    }

    /// What comes next is coded then.
    fn made_at(mut self, seconds: i64) -> Self {
        self.now = seconds;
        self
    }

    fn complete(self, n: u128, coders: &[u128]) -> Self {
        self.status(n, coders, Completeness::Complete)
    }
}

fn two() -> Query {
    Query::new(vec![coder(1), coder(2)])
}

fn three() -> Query {
    Query::new(vec![coder(1), coder(2), coder(3)])
}

fn table(answer: &Answer, c: CodeNo) -> [u64; 4] {
    let row = answer.codes.iter().find(|row| row.code == code(c)).unwrap();
    let Contingency { both, only_first, only_second, neither } = row.pairs[0].table;
    [both, only_first, only_second, neither]
}

#[test]
fn characters_are_code_points() {
    let study =
        Study::new().text(1, TEXT).on(1, 1, HOME, "home 🙂").on(1, 2, HOME, "🙂. We").complete(1, &[1, 2]);
    let answer = answer(&study.project, &two());
    assert_eq!(answer.units, TEXT.chars().count() as u64);
    assert_eq!(table(&answer, HOME), [1, 5, 4, answer.units - 10]);
    let pair = &answer.codes[0].pairs[0];
    assert_eq!(pair.coders, [coder(1), coder(2)]);
    assert_eq!(pair.scores["positive_agreement"], Ok(2.0 / 11.0));
    assert_eq!(pair.scores["f1_overlap"], Ok(1.0));
    assert_eq!(pair.scores["f1_exact"], Ok(0.0));
    assert_eq!(pair.scores, answer.codes[0].scores, "two coders are one pair");
}

#[test]
fn a_larger_unit_carries_a_code_that_touches_any_of_it() {
    let study =
        Study::new().text(1, TEXT).on(1, 1, HOME, "me 🙂. W").on(1, 2, HOME, "home").complete(1, &[1, 2]);
    let of = |unit| {
        let answer = answer(&study.project, &Query { unit, ..two() });
        let [both, only_first, only_second, neither] = table(&answer, HOME);
        assert_eq!(answer.units, both + only_first + only_second + neither);
        [both, only_first, only_second, neither]
    };
    // I | Wie | war’s | P | It | was | home | We | stayed | I | And | school
    assert_eq!(of(Unit::Word), [1, 1, 0, 10]);
    // one line each, the second in two sentences
    assert_eq!(of(Unit::Sentence), [1, 1, 0, 2]);
    assert_eq!(of(Unit::Turn), [1, 0, 0, 2]);
    assert_eq!(of(Unit::Transcript), [1, 0, 0, 0]);
}

#[test]
fn passages_are_compared_at_characters_only() {
    let study = Study::new().text(1, TEXT).on(1, 1, HOME, "home").complete(1, &[1, 2]);
    for unit in Unit::ALL {
        let answer = answer(&study.project, &Query { unit, ..two() });
        assert_eq!(answer.overall.contains_key("f1_exact"), unit == Unit::Character, "{}", unit.name());
    }
}

#[test]
fn an_unopened_transcript_is_never_agreement_that_nothing_is_there() {
    let study = Study::new().text(1, TEXT).text(2, TEXT).text(3, TEXT);
    let study = study.on(1, 1, HOME, "home").complete(1, &[1]);
    let study = study.on(2, 1, HOME, "home").complete(2, &[1]).on(2, 2, HOME, "home");
    let study = study.complete(3, &[1, 2]);

    let strict = answer(&study.project, &two());
    assert_eq!(strict.transcripts, [transcript(3)]);
    let reasons: Vec<_> =
        strict.left_out.iter().map(|(id, why)| (*id, why.in_words(&study.project).to_string())).collect();
    assert_eq!(
        reasons,
        [
            (transcript(1), "Björn has not started it".to_owned()),
            (transcript(2), "Björn has not completed it".to_owned())
        ]
    );

    let wide = answer(&study.project, &Query { in_progress: true, ..two() });
    assert_eq!(wide.transcripts, [transcript(2), transcript(3)]);
    assert_eq!(table(&wide, HOME), [4, 0, 0, 2 * TEXT.chars().count() as u64 - 4]);

    let all = answer(&study.project, &three());
    assert_eq!(
        all.left_out[1].1.in_words(&study.project).to_string(),
        "Chidi has not started it; Björn has not completed it"
    );
    assert_eq!(all.left_out[0].1.in_words(&study.project).to_string(), "Björn and Chidi have not started it");
    assert_eq!((all.units, all.transcripts.len()), (0, 0));
    assert_eq!(all.overall["percent_agreement"], Err(NotApplicable::NothingShared));
    assert_eq!(all.overall["pooled_kappa"], Err(NotApplicable::NothingShared));
}

#[test]
fn undefined_has_its_reason_and_is_counted_beside_the_mean() {
    let study = Study::new().text(1, TEXT).on(1, 1, HOME, "home").on(1, 2, HOME, "home").complete(1, &[1, 2]);
    let study =
        study.at(1, 1, TRUST, 0, TEXT.chars().count() as u32).at(1, 2, TRUST, 0, TEXT.chars().count() as u32);
    let answer = answer(&study.project, &two());
    let of = |c: CodeNo, name| answer.codes.iter().find(|row| row.code == code(c)).unwrap().scores[name];
    assert_eq!(of(HOME, "cohen_kappa"), Ok(1.0));
    assert_eq!(of(SCHOOL, "percent_agreement"), Ok(1.0));
    for name in
        ["cohen_kappa", "krippendorff_alpha", "positive_agreement", "jaccard", "scott_pi", "f1_overlap"]
    {
        assert_eq!(of(SCHOOL, name), Err(NotApplicable::NobodyUsed), "{name}");
    }
    assert_eq!(of(TRUST, "cohen_kappa"), Err(NotApplicable::OneCategoryUsed));
    assert_eq!(of(TRUST, "positive_agreement"), Ok(1.0));
    let mean = answer.means["cohen_kappa"];
    assert_eq!((mean.value, mean.defined, mean.undefined), (Ok(1.0), 1, 3));
    let rows: Vec<_> = answer.codes.iter().map(|row| row.code).collect();
    assert_eq!(rows, [HOME, SCHOOL, WARMTH, TRUST].map(code), "nobody coded with the theme itself");
}

#[test]
fn a_coder_who_found_nothing_makes_kappa_nought() {
    let study = Study::new().text(1, TEXT).on(1, 1, HOME, "home").complete(1, &[1, 2]);
    let answer = answer(&study.project, &two());
    let scores = &answer.codes[0].scores;
    assert_eq!(scores["cohen_kappa"], Ok(0.0));
    assert_eq!(scores["positive_agreement"], Ok(0.0));
    assert_eq!(scores["f1_overlap"], Err(NotApplicable::OneCoderWithout));
}

#[test]
fn the_interviewer_is_cut_out_on_request() {
    let study =
        Study::new().text(1, TEXT).on(1, 1, HOME, "war’s?\nP: It").on(1, 2, HOME, "And").complete(1, &[1, 2]);
    let cut = |unit| answer(&study.project, &Query { unit, leave_out_interviewer: true, ..two() });
    let participant = "\nP: It was home 🙂. We stayed.\n".chars().count() as u64;
    assert_eq!(table(&cut(Unit::Character), HOME), [0, 6, 0, participant - 6]);
    assert_eq!(
        cut(Unit::Character).codes[0].pairs[0].scores["f1_overlap"],
        Err(NotApplicable::OneCoderWithout)
    );
    assert_eq!(table(&cut(Unit::Word), HOME), [0, 2, 0, 4]);
    assert_eq!(table(&cut(Unit::Sentence), HOME), [0, 1, 0, 1]);
    assert_eq!(table(&cut(Unit::Turn), HOME), [0, 1, 0, 0]);
    assert_eq!(table(&cut(Unit::Transcript), HOME), [0, 1, 0, 0]);
}

#[test]
fn text_outside_turns_is_still_a_unit() {
    let study = Study::new().text(1, "Heading\nI: Why?\nP: So.").complete(1, &[1, 2]);
    let turns = answer(&study.project, &Query { unit: Unit::Turn, ..two() });
    assert_eq!(turns.units, 3);
}

#[test]
fn a_theme_takes_its_subcodes_in_once() {
    let study = Study::new().text(1, TEXT).complete(1, &[1, 2]);
    let study = study.on(1, 1, WARMTH, "was home").on(1, 1, TRUST, "home").on(1, 2, TRUST, "was home");
    let study = study.on(1, 2, LOVE, "stayed");
    let by_theme = answer(&study.project, &Query { level: Level::Theme, ..two() });
    let rows: Vec<_> = by_theme.codes.iter().map(|row| row.code).collect();
    assert_eq!(rows, [HOME, SCHOOL, LOVE].map(code));
    assert_eq!(table(&by_theme, LOVE), [8, 0, 6, by_theme.units - 14]);
    let by_code = answer(&study.project, &two());
    assert_eq!(table(&by_code, LOVE), [0, 0, 6, by_code.units - 6], "only its own codings");
}

#[test]
fn names_depend_on_the_number_of_coders() {
    let study =
        Study::new().text(1, TEXT).on(1, 1, HOME, "home").on(1, 3, HOME, "home").complete(1, &[1, 2, 3]);
    let three = answer(&study.project, &three());
    let scores = &three.codes[0].scores;
    for name in ["light_kappa", "fleiss_kappa", "conger_kappa", "krippendorff_alpha"] {
        assert!(scores[name].score.is_ok(), "{name}");
    }
    assert!(!scores.contains_key("cohen_kappa"));
    assert_eq!(three.codes[0].pairs.len(), 3);
    let kappas: Vec<f64> =
        three.codes[0].pairs.iter().map(|pair| pair.scores["cohen_kappa"].score.unwrap()).collect();
    assert_eq!(kappas, [0.0, 1.0, 0.0]);
    assert_eq!(scores["light_kappa"], Ok(1.0 / 3.0));
    let twice = answer(&study.project, &Query::new(vec![coder(1), coder(1), coder(3)]));
    assert_eq!(twice.coders, [coder(1), coder(3)]);
}

#[test]
fn differences_say_who_did_what() {
    let study = Study::new().text(1, TEXT).complete(1, &[1, 2]);
    let study = study.on(1, 1, HOME, "was home").on(1, 2, HOME, "home 🙂");
    let study = study.on(1, 1, HOME, "stayed").on(1, 2, SCHOOL, "We stayed");
    let study = study.on(1, 1, HOME, "war’s").on(1, 2, HOME, "war’s").on(1, 2, HOME, "school");
    let found = differences(&study.project, &two(), code(HOME));
    let text = study.project.transcript(transcript(1)).unwrap().text().clone();
    let seen: Vec<_> = found.iter().map(|d| (d.kind, text.slice(d.span))).collect();
    assert_eq!(
        seen,
        [
            (DifferenceKind::Border, "was home 🙂"),
            (DifferenceKind::OtherCode, "stayed"),
            (DifferenceKind::Missed, "school")
        ]
    );
    assert_eq!(found[1].by[1], (coder(2), Did::OtherCodes(vec![code(SCHOOL)])));
    assert_eq!(found[2].by[0], (coder(1), Did::Nothing));
    assert_eq!(found[2].by[1], (coder(2), Did::Coded(vec![found[2].span])));
}

#[test]
fn a_code_that_both_gave_stands_for_nothing_else() {
    let study = Study::new().text(1, TEXT).complete(1, &[1, 2]);
    let study = study.on(1, 1, HOME, "home").on(1, 1, SCHOOL, "home").on(1, 2, SCHOOL, "home");
    let found = differences(&study.project, &two(), code(HOME));
    assert_eq!(found[0].kind, DifferenceKind::Missed);
    assert_eq!(found[0].by[1].1, Did::Nothing);
}

#[test]
fn borders_within_a_unit_are_no_difference_at_that_unit() {
    let study = Study::new().text(1, TEXT).complete(1, &[1, 2]);
    let study = study.on(1, 1, HOME, "was").on(1, 2, HOME, "We");
    let at = |unit| differences(&study.project, &Query { unit, ..two() }, code(HOME)).len();
    assert_eq!((at(Unit::Character), at(Unit::Sentence), at(Unit::Turn)), (2, 2, 0));
}

/// Transcript, coder, code, start and length in code points.
type Coding = (u128, u128, CodeNo, u32, u32);

/// Twelve transcripts in which two coders put HOME on nearly the same words.
fn twelve() -> Study {
    (1..=12).fold(Study::new(), |study, n| {
        let study = study.text(n, TEXT).complete(n, &[1, 2]);
        let start = (n % 4) as u32;
        study.at(n, 1, HOME, 10 + start, 30).at(n, 2, HOME, 12, 30 + start)
    })
}

/// The answer with intervals from a thousand draws, made in these pieces, and some batches of pairs at a time.
fn drawn_in(study: &agreement::Study, pieces: &[Range<u32>]) -> Answer {
    let bootstrap = Bootstrap { seed: 5, resamples: 1000 };
    let drawn = |batch: &Batch| {
        let mut all = Draws::default();
        for piece in pieces {
            all.absorb(study.draw(batch, 5, piece.clone(), &Unwatched).unwrap());
        }
        all
    };
    let together = study.with_intervals(study.together(), bootstrap, drawn(&Batch::Together));
    let code = |row| {
        let code = study.code(row);
        let batches = study.batches(row, &code, bootstrap);
        batches.iter().fold(code, |code, batch| study.code_with_intervals(code, batch, drawn(batch)))
    };
    together.with_codes((0..study.codes().len()).map(code).collect())
}

#[test]
#[allow(clippy::single_range_in_vec_init, reason = "all in one piece")]
fn intervals_come_from_draws_of_transcripts_however_they_are_spread() {
    let study = agreement::Study::new(&twelve().project, &two());
    let (one, other) = (drawn_in(&study, &[0..1000]), drawn_in(&study, &[0..300, 300..1000]));
    assert_eq!(one, other);
    assert_eq!(one.bootstrap, Some(Ok(Bootstrap { seed: 5, resamples: 1000 })));
    let figure = |name: &str| one.codes[0].scores[name];
    for name in ["cohen_kappa", "krippendorff_alpha", "u_alpha", "positive_agreement"] {
        let (value, ci) = (figure(name).score.unwrap(), figure(name).ci.unwrap());
        assert!(ci.low <= value && value <= ci.high && ci.low < ci.high, "{name} {value} {ci:?}");
        assert_eq!(ci.method, Method::Bootstrap { skipped: 0 });
    }
    assert_eq!(one.codes[1].scores["cohen_kappa"].ci, None, "what does not exist has no interval");
    assert!(one.overall["pooled_kappa"].ci.is_some());
}

#[test]
fn pairs_that_are_drawn_apart_have_the_intervals_of_those_drawn_together() {
    let three = (1..=12).fold(twelve(), |study, n| study.complete(n, &[3]).at(n, 3, HOME, 12, 28));
    let study = agreement::Study::new(&three.project, &Query::new([1, 2, 3].map(coder).to_vec()));
    let whole = drawn_in(&study, &[0..500, 500..1000]);
    let part = |part| Batch::Code(0, part..part + 1);
    let mut apart = study.code(0);
    for batch in (0..4).map(part) {
        let draws = study.draw(&batch, 5, 0..1000, &Unwatched).unwrap();
        apart = study.code_with_intervals(apart, &batch, draws);
    }
    assert!(apart.pairs.iter().all(|pair| pair.scores["cohen_kappa"].ci.is_some()));
    assert_eq!(apart, whole.codes[0]);
}

#[test]
fn too_few_transcripts_have_no_interval() {
    let project = Study::new().text(1, TEXT).complete(1, &[1, 2]).at(1, 1, HOME, 0, 5).project;
    let study = agreement::Study::new(&project, &two());
    let progress = Progress::default();
    let answer = Reckoning::new(&study, Some(Bootstrap::default()), &progress).answer().unwrap();
    let why = answer.bootstrap.unwrap().unwrap_err();
    assert!(why.to_string().starts_with("too few documents for an interval: there are 1"), "{why}");
    assert!(answer.overall.values().all(|estimate| estimate.ci.is_none()));
    assert_eq!(answer.codes, study.answer().codes);
}

/// Stops the work when it has been asked so often.
struct Stops(AtomicUsize);

impl Watch for Stops {
    fn expect(&self, _: usize) {}

    fn step(&self) {}

    fn goes_on(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
    }
}

#[test]
fn what_is_stopped_gives_nothing_wherever_it_is_stopped() {
    let (project, query) = (twelve().project, Query { in_full: true, ..two() });
    let study = agreement::Study::new(&project, &query);
    let after = |asked| Stops(AtomicUsize::new(asked));
    // Each of twelve transcripts, then each code.
    let asked = 12 + study.codes().len();
    for stopped in 0..asked {
        assert!(agreement::Study::count(&project, &query, &after(stopped)).is_none(), "after {stopped}");
    }
    let counted = agreement::Study::count(&project, &query, &after(asked)).unwrap();
    assert_eq!(counted.answer(), study.answer());
    assert_eq!(study.by_transcript("cohen_kappa", &after(0)), None);
    for batch in [Batch::Together, Batch::Code(0, 0..1)] {
        for stopped in 0..10 {
            assert_eq!(study.draw(&batch, 5, 0..100, &after(stopped)), None, "{batch:?} after {stopped}");
        }
    }
    let progress = Progress::default();
    let reckoning = Reckoning::new(&study, Some(Bootstrap::default()), &progress);
    assert!(reckoning.code(0).is_some());
    progress.cancel();
    assert_eq!((reckoning.together(), reckoning.code(0), reckoning.answer()), (None, None, None));
}

#[test]
fn all_codes_are_one_continuum_unless_one_coder_overlaps() {
    let apart = Study::new()
        .text(1, TEXT)
        .complete(1, &[1, 2])
        .at(1, 1, WARMTH, 0, 10)
        .at(1, 1, TRUST, 20, 30)
        .at(1, 2, WARMTH, 2, 10)
        .at(1, 2, WARMTH, 20, 30);
    let full = Query { in_full: true, ..two() };
    let there = answer(&apart.project, &full);
    for name in ["u_alpha", "u_alpha_binary", "cu_alpha", "alpha_jaccard", "alpha_masi", "gamma"] {
        assert!(there.overall[name].score.is_ok(), "{name} {:?}", there.overall[name]);
    }
    // Where units meet, WARMTH meets WARMTH and TRUST: 8 and 10 of 18 code points, twice.
    assert_eq!(there.domains.len(), 3, "HOME, SCHOOL and LOVE");
    let love = there.domains.iter().find(|domain| domain.theme == code(LOVE)).unwrap();
    assert_eq!(love.scores["cu_alpha"].score, there.overall["cu_alpha"].score, "all that is coded is LOVE");
    assert!(love.clashes.is_empty());
    // One domain only leaves nothing to confuse.
    assert_eq!(there.overall["cu_alpha_domains"], Err(NotApplicable::OneCategoryUsed));
    let warmth = there.codes.iter().find(|row| row.code == code(WARMTH)).unwrap();
    assert!(warmth.scores["ku_alpha"].score.is_ok());
    assert!(there.gamma.is_some_and(|gamma| gamma.options.samples == 30));
    assert!(!answer(&apart.project, &two()).overall.contains_key("gamma"), "only where it was asked for");

    let over = apart.at(1, 1, TRUST, 5, 8).project;
    let there = answer(&over, &full);
    assert_eq!(there.overall["cu_alpha"], Err(NotApplicable::Overlapping));
    assert!(there.overall["alpha_jaccard"].score.is_ok());
    let love = there.domains.iter().find(|domain| domain.theme == code(LOVE)).unwrap();
    let [clash] = love.clashes.as_slice() else { panic!("{:?}", love.clashes) };
    assert_eq!((clash.coder, clash.codes), (0, [code(WARMTH), code(TRUST)]));
    assert_eq!(over.transcript(transcript(1)).unwrap().text().slice(clash.span), "e w", "code points 5 to 8");
}

#[test]
fn white_space_is_cut_out_on_request() {
    let project =
        Study::new().text(1, TEXT).complete(1, &[1, 2]).at(1, 1, HOME, 0, 6).at(1, 2, HOME, 0, 7).project;
    let query = Query { leave_out_white_space: true, ..two() };
    let there = answer(&project, &query);
    assert_eq!(there.units as usize, TEXT.chars().filter(|c| !c.is_whitespace()).count());
    // "I: Wie" and "I: Wie " are the same words.
    assert_eq!(table(&there, HOME)[..3], [5, 0, 0]);
    assert_eq!(there.codes[0].scores["f1_exact"], Ok(1.0));
}

#[test]
fn a_coder_is_compared_with_themselves_over_time() {
    let study = Study::new().text(1, TEXT).text(2, TEXT).complete(1, &[1]).complete(2, &[1]);
    let study = study.at(1, 1, HOME, 0, 10).at(2, 1, HOME, 0, 10).made_at(1000).at(1, 1, HOME, 0, 20);
    let split = Timestamp::from_second(500).unwrap();
    let periods =
        vec![Period { since: None, until: Some(split) }, Period { since: Some(split), until: None }];
    let query = Query { coders: vec![coder(1), coder(1)], periods, ..two() };
    let there = answer(&study.project, &query);
    assert_eq!(there.raters.len(), 2);
    assert_eq!(there.transcripts, [transcript(1)], "the second was not coded again");
    assert_eq!(table(&there, HOME), [10, 0, 10, 37]);
}

#[test]
fn only_chosen_transcripts_count() {
    let project = Study::new().text(1, TEXT).text(2, TEXT).complete(1, &[1, 2]).complete(2, &[1, 2]).project;
    let query = Query { transcripts: Some(vec![transcript(2)]), ..two() };
    let there = answer(&project, &query);
    assert_eq!((there.transcripts, there.left_out.len()), (vec![transcript(2)], 0));
}

fn codings() -> impl Strategy<Value = Vec<Coding>> {
    prop::collection::vec((1_u128..3, 1_u128..4, 1_u128..3, 0_u32..56, 1_u32..20), 0..14)
}

fn coded(codings: &[Coding]) -> Study {
    let study = Study::new().text(1, TEXT).text(2, TEXT).complete(1, &[1, 2, 3]).complete(2, &[1, 2, 3]);
    let last = TEXT.chars().count() as u32;
    codings.iter().fold(study, |study, &(t, k, c, start, length)| {
        study.at(t, k, c, start.min(last - 1), (start + length).min(last))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_study_equals_counting_every_character(codings in codings(), cut in any::<bool>()) {
        let project = coded(&codings).project;
        let answer = answer(&project, &Query { leave_out_interviewer: cut, ..three() });
        let second_line = TEXT.find('\n').unwrap()..=TEXT.rfind('\n').unwrap();
        let counts = |byte: usize| !cut || second_line.contains(&byte);
        for row in &answer.codes {
            for pair in &row.pairs {
                let mut plain = Contingency::default();
                for t in [1, 2] {
                    let has = |k: CoderId, byte: usize| {
                        let layer = project.layer(transcript(t), k).unwrap();
                        layer.codings().iter().any(|coding| coding.code == row.code && coding.span.contains(byte))
                    };
                    for (byte, _) in TEXT.char_indices().filter(|&(byte, _)| counts(byte)) {
                        *match (has(pair.coders[0], byte), has(pair.coders[1], byte)) {
                            (true, true) => &mut plain.both,
                            (true, false) => &mut plain.only_first,
                            (false, true) => &mut plain.only_second,
                            (false, false) => &mut plain.neither,
                        } += 1;
                    }
                }
                prop_assert_eq!(pair.table, plain);
                prop_assert_eq!(plain.units(), answer.units);
            }
        }
    }

    #[test]
    fn there_are_differences_exactly_where_tables_have_them(codings in codings(), unit in 0_usize..5) {
        let project = coded(&codings).project;
        let query = Query { unit: Unit::ALL[unit], ..three() };
        for row in answer(&project, &query).codes {
            let differ = row.pairs.iter().any(|pair| pair.table.only_first + pair.table.only_second > 0);
            prop_assert_eq!(differ, !differences(&project, &query, row.code).is_empty());
        }
    }

    #[test]
    fn the_order_of_coders_swaps_the_tables_and_leaves_the_figures(codings in codings()) {
        let project = coded(&codings).project;
        let (there, back) = (answer(&project, &two()), answer(&project, &Query::new(vec![coder(2), coder(1)])));
        for (a, b) in there.codes.iter().zip(&back.codes) {
            let swapped = Contingency {
                only_first: b.pairs[0].table.only_second,
                only_second: b.pairs[0].table.only_first,
                ..b.pairs[0].table
            };
            prop_assert_eq!(a.pairs[0].table, swapped);
            for (name, score) in &a.scores {
                match (score.score, b.scores[name].score) {
                    (Ok(x), Ok(y)) => prop_assert!((x - y).abs() < 1e-12, "{}", name),
                    (x, y) => prop_assert_eq!(x, y, "{}", name),
                }
            }
        }
    }
}
