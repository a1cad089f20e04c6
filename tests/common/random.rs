//! Random steps for property tests: small ids, so that they meet; those that do not fit a project are refused.

use std::collections::BTreeMap;

use concord::model::*;
use concord::text::{CharPos, SpeakerRole, Text};
use proptest::prelude::*;
use uuid::Uuid;

pub(crate) const TEXT: &str =
    "Interviewer: how was it?\n\nP01: she listened 🙂 — e\u{301}very time, 👩🏽‍🚒 she did.\n";

pub(crate) fn id(kind: u128, n: u8) -> Uuid {
    Uuid::from_u128((kind << 64) | (u128::from(n) + 1))
}

pub(crate) fn coder(n: u8) -> CoderId {
    CoderId(id(1, n))
}
pub(crate) fn code(n: u8) -> CodeId {
    CodeId(id(2, n))
}
pub(crate) fn transcript(n: u8) -> TranscriptId {
    TranscriptId(id(3, n))
}
pub(crate) fn case(n: u8) -> CaseId {
    CaseId(id(4, n))
}
pub(crate) fn attribute(n: u8) -> AttributeId {
    AttributeId(id(5, n))
}
pub(crate) fn coding(t: u8, k: u8, n: u8) -> CodingId {
    CodingId(id(6 + u128::from(t) * 16 + u128::from(k), n))
}
pub(crate) fn memo_id(n: u8) -> MemoId {
    MemoId(id(99, n))
}

pub(crate) fn words(short: bool) -> Text {
    Text::new(if short { &TEXT[..24] } else { TEXT })
}

pub(crate) fn put_coder(n: u8, name: &str) -> Edit {
    Edit::PutCoder(Coder {
        id: coder(n),
        name: name.into(),
        colour: Colour([n, 0, 0]),
        role: CoderRole::Person,
    })
}

pub(crate) fn put_code(n: u8, name: &str, parent: Option<u8>, codable: bool) -> Edit {
    let mut made = Code::new(code(n), name, parent.map(code), Colour([0, n, 0]));
    made.codable = codable;
    Edit::PutCode(Box::new(made))
}

pub(crate) fn put_transcript(n: u8, in_case: Option<u8>, value: Option<u8>, short: bool) -> Edit {
    Edit::PutTranscript(Box::new(TranscriptRecord {
        times: None,
        id: transcript(n),
        title: format!("P{n}"),
        slug: format!("p{n}"),
        sha256: format!("{short}"),
        source: None,
        case: in_case.map(case),
        speakers: vec![
            Speaker::new("I", SpeakerRole::Interviewer),
            Speaker::new("P", SpeakerRole::Participant),
        ],
        values: value.map(|v| (attribute(10 + v % 2), Value::Number(f64::from(v)))).into_iter().collect(),
        turns: vec![TurnRecord {
            speaker: Some(n.into()).filter(|n| *n < 2),
            time_ms: Some(3),
            start: CharPos(0),
            body: CharPos(4),
            end: CharPos(9),
        }],
        text: Some(words(short)),
    }))
}

/// Ties one of the two who speak, or somebody who does not.
pub(crate) fn tie(n: u8, speaker: &str, to: Option<u8>) -> Edit {
    Edit::TieSpeaker { transcript: transcript(n), speaker: speaker.to_owned(), case: to.map(case) }
}

pub(crate) fn passage(start: u8, len: u8, short: bool) -> Passage {
    let text = words(short);
    let start = text.floor_grapheme(usize::from(start) % (text.len() - 1));
    let end = (start + 1 + usize::from(len)).min(text.len());
    Passage::of(&text, text.span_widened(start..end).unwrap())
}

/// Codings as (number, code, start, length, whether of the short text).
pub(crate) fn put_codings(t: u8, k: u8, list: Vec<(u8, u8, u8, u8, bool)>) -> Edit {
    let record = |(n, c, start, len, short): (u8, u8, u8, u8, bool)| {
        let at = passage(start, len, short);
        let mut record = CodingRecord::new(coding(t, k, n), code(c), at, Timestamp::UNIX_EPOCH);
        record.auto = n % 3 == 0;
        record.memo = if n % 2 == 0 { String::new() } else { format!("memo {len}") };
        record
    };
    Edit::PutCodings {
        transcript: transcript(t),
        coder: coder(k),
        codings: list.into_iter().map(record).collect(),
    }
}

fn settled(n: u8) -> SettlementId {
    SettlementId(id(97, n))
}

/// What a team decided about a passage of the short text, with what one coder had there.
pub(crate) fn put_settlement(t: u8, k: u8, n: u8, c: u8, start: u8, decision: Decision) -> Edit {
    let Passage { start, end, quote } = passage(start, n, true);
    let on = StandingRecord { coder: coder(n % 3), coded: vec![(start, end)], others: vec![code(n)] };
    let record = SettlementRecord {
        id: settled(n),
        code: code(c),
        start,
        end,
        quote,
        on: vec![on],
        decision,
        codings: vec![coding(t, k, n)],
        reason: if n.is_multiple_of(2) { String::new() } else { "the first one says more".into() },
        by: coder(n % 3),
        at: Timestamp::UNIX_EPOCH,
    };
    Edit::PutSettlements { transcript: transcript(t), coder: coder(k), settlements: vec![record] }
}

pub(crate) fn put_memo(n: u8, on: MemoTarget, author: u8, text: String, reply_to: Option<u8>) -> Edit {
    let (created, changed) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
    let reply_to = reply_to.map(memo_id);
    Edit::PutMemo(Memo { id: memo_id(n), on, reply_to, author: coder(author), text, created, changed })
}

pub(crate) fn put_attribute(n: u8, name: String, kind: AttributeKind, of: AttributeOf) -> Edit {
    Edit::PutAttribute(Attribute { id: attribute(n), name, kind, of })
}

pub(crate) fn target() -> impl Strategy<Value = MemoTarget> {
    prop_oneof![
        Just(MemoTarget::Project),
        (0u8..6).prop_map(|n| MemoTarget::Code(code(n))),
        (0u8..3).prop_map(|n| MemoTarget::Transcript(transcript(n))),
        (0u8..3).prop_map(|n| MemoTarget::Case(case(n))),
        (0u8..3, 0u8..3, 0u8..6).prop_map(|(t, k, n)| MemoTarget::Coding(coding(t, k, n))),
        (0u8..3, any::<u8>(), any::<bool>())
            .prop_map(|(t, start, short)| { MemoTarget::Passage(transcript(t), passage(start, 4, short)) }),
    ]
}

pub(crate) fn codebook_edit() -> impl Strategy<Value = Edit> {
    let any_code = || 0u8..6;
    prop_oneof![
        (any_code(), "[a-f]", prop::option::of(any_code()), any::<bool>())
            .prop_map(|(n, name, parent, codable)| put_code(n, &name, parent, codable)),
        (any_code(), prop::option::of(any_code()), prop::option::of(any_code())).prop_map(|(c, p, b)| {
            Edit::MoveCode { code: code(c), parent: p.map(code), before: b.map(code) }
        }),
        (any_code(), any_code()).prop_map(|(a, b)| Edit::MergeCodes { from: code(a), into: code(b) }),
        Just((0..6).map(code).collect()).prop_shuffle().prop_map(Edit::ArrangeCodes),
    ]
}

pub(crate) fn coding_edit() -> impl Strategy<Value = Edit> {
    let one = (0u8..6, 0u8..6, any::<u8>(), 0u8..30, any::<bool>());
    prop_oneof![
        4 => (0u8..3, 0u8..3, prop::collection::vec(one, 1..4)).prop_map(|(t, k, list)| put_codings(t, k, list)),
        1 => (0u8..3, 0u8..3, 0u8..6).prop_map(|(t, k, n)| Edit::RemoveCodings {
            transcript: transcript(t),
            coder: coder(k),
            codings: vec![coding(t, k, n)],
        }),
        1 => (0u8..3, 0u8..3, 0usize..3).prop_map(|(t, k, s)| Edit::SetStatus {
            transcript: transcript(t),
            coder: coder(k),
            status: [Completeness::NotStarted, Completeness::InProgress, Completeness::Complete][s],
        }),
    ]
}

pub(crate) fn record_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        "[a-z]{1,5}".prop_map(Edit::SetTitle),
        (0u8..3, "[a-d]").prop_map(|(n, name)| put_coder(n, &name)),
        (0u8..3, prop::option::of(0u8..3), prop::option::of(0u8..4), any::<bool>())
            .prop_map(|(n, c, v, short)| put_transcript(n, c, v, short)),
        (0u8..2, "[a-c]").prop_map(|(n, a)| put_attribute(n, a, AttributeKind::Text, AttributeOf::Case)),
        (10u8..12, "[a-c]").prop_map(|(n, a)| put_attribute(
            n,
            a,
            AttributeKind::Number,
            AttributeOf::Transcript
        )),
        (0u8..3, "[a-c]", prop::option::of(0u8..2)).prop_map(|(n, name, v)| {
            let values: BTreeMap<_, _> =
                v.map(|v| (attribute(v), Value::Text("x".into()))).into_iter().collect();
            Edit::PutCase(Case { id: case(n), name, values })
        }),
        (0u8..3, "[a-c]", prop::collection::btree_set(0u8..6, 0..3)).prop_map(|(n, name, codes)| {
            let codes = codes.into_iter().map(code).collect();
            Edit::PutCodeSet(CodeSet { id: CodeSetId(id(98, n)), name, codes })
        }),
        (0u8..3, "[a-c]", prop::collection::btree_set(0u8..3, 0..3)).prop_map(|(n, name, of)| {
            let transcripts = of.into_iter().map(transcript).collect();
            Edit::PutTranscriptSet(TranscriptSet { id: set_of_transcripts(n), name, transcripts })
        }),
        (0u8..3, 0u8..3, prop::option::of(any::<u64>())).prop_map(|(t, k, seed)| {
            let drawn = seed.map(|seed| Drawn {
                at: Timestamp::UNIX_EPOCH,
                seed,
                percent: 20,
                for_all: seed % 2 == 0,
            });
            Edit::Assign(Assignment { transcript: transcript(t), coder: coder(k), drawn })
        }),
        (0u8..2, "[a-c]", 0u8..3, any::<bool>()).prop_map(|(n, name, of, is_set)| {
            let mut scope = StudyScope::default();
            match is_set {
                true => drop(scope.sets.insert(set_of_transcripts(of))),
                false => drop(scope.values.insert(attribute(of), ["x".to_owned()].into())),
            }
            Edit::PutScope(Box::new(SavedScope { id: ScopeId(id(95, n)), name, scope }))
        }),
        (0u8..3, any::<bool>()).prop_map(|(n, kept)| kept_file(n, kept)),
        (0u8..3, "[IPQ]", prop::option::of(0u8..3)).prop_map(|(n, speaker, to)| tie(n, &speaker, to)),
    ]
}

fn set_of_transcripts(n: u8) -> TranscriptSetId {
    TranscriptSetId(id(96, n))
}

fn kept_file(n: u8, kept: bool) -> Edit {
    let sha256 = sha256([n]);
    if !kept {
        return Edit::ForgetFile(sha256);
    }
    Edit::KeepFile(Box::new(KeptFile {
        sha256,
        name: format!("{n}.qdpx"),
        format: "refi".into(),
        at: Timestamp::UNIX_EPOCH,
        read_as: std::collections::BTreeMap::new(),
        bytes: Some(vec![n].into()),
    }))
}

pub(crate) fn memo_edit() -> impl Strategy<Value = Edit> {
    (0u8..6, target(), 0u8..3, "[a-z]{3}", prop::option::of(0u8..6))
        .prop_map(|(n, on, author, text, reply)| put_memo(n, on, author, text, reply))
}

pub(crate) fn removal() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0u8..3).prop_map(|n| Edit::RemoveCoder(coder(n))),
        (0u8..3).prop_map(|n| Edit::RemoveTranscript(transcript(n))),
        prop_oneof![0u8..2, 10u8..12].prop_map(|n| Edit::RemoveAttribute(attribute(n))),
        (0u8..3).prop_map(|n| Edit::RemoveCase(case(n))),
        (0u8..6).prop_map(|n| Edit::RemoveMemo(memo_id(n))),
        (0u8..6).prop_map(|n| Edit::RemoveCode(code(n))),
        (0u8..3).prop_map(|n| Edit::RemoveCodeSet(CodeSetId(id(98, n)))),
        (0u8..3).prop_map(|n| Edit::RemoveTranscriptSet(set_of_transcripts(n))),
        (0u8..3, 0u8..3).prop_map(|(t, k)| Edit::Unassign { transcript: transcript(t), coder: coder(k) }),
        (0u8..2).prop_map(|n| Edit::RemoveScope(ScopeId(id(95, n)))),
    ]
}

/// What is done: an edit, or words put in the place of a part of a text, which depend on the text as it then is.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Edit(Edit),
    Correct { t: u8, from: u8, length: u8, words: String },
}

impl Deed {
    pub(crate) fn edit(&self, project: &Project) -> Option<Edit> {
        let (t, from, length, words) = match self {
            Self::Edit(edit) => return Some(on_todays_text(edit.clone(), project)),
            Self::Correct { t, from, length, words } => (*t, *from, *length, words),
        };
        let text = project.transcript(transcript(t))?.text();
        let from = text.floor_grapheme(usize::from(from) % text.len().max(1));
        let to = text.ceil_grapheme((from + usize::from(length)).min(text.len()));
        Some(project.correction(transcript(t), from..to, words).unwrap())
    }
}

/// Codings keep their start and length as far as the text, which may have been corrected, has them.
pub(crate) fn on_todays_text(edit: Edit, project: &Project) -> Edit {
    if let Edit::PutSettlements { transcript, coder, mut settlements } = edit {
        let text = project.transcript(transcript).map(|t| t.text().clone());
        for record in settlements.iter_mut().filter(|_| text.as_ref().is_some_and(|t| !t.is_empty())) {
            let text = text.as_ref().unwrap();
            let length = record.end.0 - record.start.0;
            let start = CharPos(record.start.0 % text.chars());
            let end = CharPos((start.0 + length).min(text.chars()));
            let at = Passage::of(text, text.span_of_chars(start..end).unwrap());
            (record.start, record.end, record.quote) = (at.start, at.end, at.quote);
            record.on[0].coded = vec![(at.start, at.end)];
        }
        return Edit::PutSettlements { transcript, coder, settlements };
    }
    let Edit::PutCodings { transcript, coder, mut codings } = edit else { return edit };
    let text = project.transcript(transcript).map(|t| t.text().clone());
    if let Some(text) = text.filter(|t| !t.is_empty()) {
        for coding in &mut codings {
            let length = coding.end.0 - coding.start.0;
            coding.start = CharPos(coding.start.0 % text.chars());
            coding.end = CharPos((coding.start.0 + length).min(text.chars()));
            let at = Passage::of(&text, text.span_of_chars(coding.start..coding.end).unwrap());
            (coding.start, coding.end, coding.quote) = (at.start, at.end, at.quote);
        }
    }
    Edit::PutCodings { transcript, coder, codings }
}

pub(crate) fn correction() -> impl Strategy<Value = Deed> {
    let words = "([a-z]{1,4} ?|🙂|\u{301}|\u{200d}|\n){0,4}";
    (0u8..3, any::<u8>(), 0u8..20, words).prop_map(|(t, from, length, words)| Deed::Correct {
        t,
        from,
        length,
        words,
    })
}

pub(crate) fn orphan_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        2 => (0u8..3, 0u8..3, 0u8..6, 0u8..6, any::<u8>()).prop_map(|(t, k, n, c, at)| Edit::PutOrphans {
            transcript: transcript(t),
            coder: coder(k),
            orphans: vec![OrphanRecord {
                id: coding(t, k, n),
                code: code(c),
                at: CharPos(u32::from(at)),
                quote: "gone".into(),
                memo: String::new(),
                created: Timestamp::UNIX_EPOCH,
            }],
        }),
        1 => (0u8..3, 0u8..3, 0u8..6).prop_map(|(t, k, n)| Edit::RemoveOrphans {
            transcript: transcript(t),
            coder: coder(k),
            orphans: vec![coding(t, k, n)],
        }),
    ]
}

fn settlement_edit() -> impl Strategy<Value = Edit> {
    let decision = prop_oneof![
        (0u8..3).prop_map(|k| Decision::Take(coder(k))),
        Just(Decision::Both),
        Just(Decision::Borders),
        (0u8..6).prop_map(|c| Decision::Code(code(c))),
        Just(Decision::Open),
    ];
    let phase = prop::sample::select(Phase::ALL.to_vec());
    prop_oneof![
        4 => (0u8..3, 0u8..3, 0u8..6, 0u8..6, any::<u8>(), decision)
            .prop_map(|(t, k, n, c, start, decision)| put_settlement(t, k, n, c, start, decision)),
        1 => (0u8..3, 0u8..3, 0u8..6).prop_map(|(t, k, n)| Edit::RemoveSettlements {
            transcript: transcript(t),
            coder: coder(k),
            settlements: vec![settled(n)],
        }),
        1 => (phase, "[a-c]{0,2}", 0u8..3).prop_map(|(phase, reason, k)| Edit::SetPhase(Stage {
            phase,
            reason,
            by: Some(coder(k)),
            at: Some(Timestamp::UNIX_EPOCH),
        })),
    ]
}

pub(crate) fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(
        prop_oneof![
            2 => codebook_edit().prop_map(Deed::Edit),
            4 => coding_edit().prop_map(Deed::Edit),
            1 => orphan_edit().prop_map(Deed::Edit),
            2 => settlement_edit().prop_map(Deed::Edit),
            2 => record_edit().prop_map(Deed::Edit),
            2 => memo_edit().prop_map(Deed::Edit),
            1 => removal().prop_map(Deed::Edit),
            2 => correction(),
        ],
        1..60,
    )
}

/// The start, and every project on the way; edits that do not fit are refused and left out.
pub(crate) fn walk(deeds: &[Deed]) -> Vec<Project> {
    let mut project = Project::new(ProjectId(id(0, 0)), "study", Timestamp::UNIX_EPOCH);
    for (n, name) in [(0, "a"), (1, "b"), (2, "c")] {
        let start =
            [put_coder(n, name), put_code(n, name, None, true), put_transcript(n, None, None, n == 2)];
        project = project.apply_all(&start).unwrap();
    }
    let mut all = vec![project];
    for deed in deeds {
        let last = &all[all.len() - 1];
        all.extend(deed.edit(last).and_then(|edit| last.apply(&edit).ok()));
    }
    all
}
