//! A made-up study of any size: sentences from word lists, coders who find the same passages with slips. The same size
//! gives the same study. Nothing in it comes from real people.

#![allow(dead_code, reason = "each bench uses a part of it")]

use std::collections::BTreeMap;

use concord::agreement::measure::Placed;
use concord::model::*;
use concord::text::{Text, TurnRules, recognise};
use uuid::Uuid;

/// Coders of every study.
pub(crate) const CODERS: [&str; 3] = ["Asha", "Björn", "Chidi"];
/// Codes, in themes of five.
const CODES: u64 = 40;
/// Codings of each coder in each transcript, about.
const CODINGS: usize = 150;
/// Code points of a transcript, about.
const CHARACTERS: usize = 40_000;

const WORDS: [&str; 48] = [
    "really", "settled", "moved", "house", "school", "worker", "listened", "promise", "trust", "visit",
    "rang", "changed", "again", "mum", "weekend", "football", "advice", "asked", "review", "teacher",
    "homework", "college", "worry", "night", "doctor", "alone", "music", "miss", "photo", "label", "friends",
    "story", "ready", "money", "flat", "keys", "cook", "bus", "fun", "team", "quiet", "choice", "paper",
    "file", "café", "naïve", "Zoë", "🙂",
];

/// Numbers by chance, the same ones every time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

fn id(kind: u128, n: u64) -> Uuid {
    Uuid::from_u128((kind << 64) | (u128::from(n) + 1))
}

pub(crate) fn coder(n: u64) -> CoderId {
    CoderId(id(1, n))
}

pub(crate) fn code(n: u64) -> CodeId {
    CodeId(id(2, n))
}

pub(crate) fn transcript(n: u64) -> TranscriptId {
    TranscriptId(id(3, n))
}

/// The words of a transcript, and the byte ranges of the sentences of its participant.
pub(crate) fn words(n: u64) -> (String, Vec<std::ops::Range<usize>>) {
    let mut chance = Chance(n);
    let (mut text, mut sentences) = (String::new(), Vec::new());
    let length = CHARACTERS * 17 / 20 + chance.below(CHARACTERS as u64 * 3 / 10) as usize;
    let mut characters = 0;
    while characters < length {
        let from = text.len();
        text.push_str("Interviewer: ");
        sentence(&mut chance, &mut text);
        text.push_str("\n\nParticipant: ");
        for _ in 0..2 + chance.below(8) {
            let start = text.len();
            sentence(&mut chance, &mut text);
            sentences.push(start..text.len());
            text.push(' ');
        }
        text.pop();
        text.push_str("\n\n");
        characters += text[from..].chars().count();
    }
    (text, sentences)
}

fn sentence(chance: &mut Chance, text: &mut String) {
    text.push_str("Well,");
    for _ in 0..6 + chance.below(12) {
        text.push(' ');
        text.push_str(WORDS[chance.below(WORDS.len() as u64) as usize]);
    }
    text.push('.');
}

/// As [`words`], 2 million characters of them.
pub(crate) fn long_words() -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut sentences, mut characters) = (String::new(), Vec::new(), 0);
    for n in 0.. {
        let (more, at) = words(n);
        sentences.extend(at.into_iter().map(|at| text.len() + at.start..text.len() + at.end));
        characters += more.chars().count();
        text.push_str(&more);
        if characters >= 2_000_000 {
            break;
        }
    }
    (text, sentences)
}

/// The edits that make a study of one transcript of 2 million characters, with 10,000 codings by two coders.
pub(crate) fn long_study() -> Vec<Edit> {
    let mut edits = study(0);
    let (words, sentences) = long_words();
    let text = Text::new(words);
    let case = CaseId(id(5, 0));
    edits.push(Edit::PutCase(Case { id: case, name: "P".to_owned(), values: BTreeMap::new() }));
    edits.push(put_transcript(0, case, &text));
    edits.extend((0..2).map(|k| codings(0, k, 5_000, &text, &sentences)));
    edits
}

/// The edits that make a study of so many transcripts.
pub(crate) fn study(transcripts: u64) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (n, name) in (0..).zip(CODERS) {
        let role = CoderRole::Person;
        edits.push(Edit::PutCoder(Coder {
            id: coder(n),
            name: name.to_owned(),
            colour: Colour([0; 3]),
            role,
        }));
    }
    for n in 0..CODES {
        let theme = 1000 + n / 5;
        if n % 5 == 0 {
            put_code(&mut edits, theme, format!("Theme {}", n / 5), None);
        }
        put_code(&mut edits, n, format!("code {n}"), Some(theme));
    }
    let group = AttributeId(id(7, 0));
    let (kind, of) = (AttributeKind::Text, AttributeOf::Case);
    edits.push(Edit::PutAttribute(Attribute { id: group, name: "group".to_owned(), kind, of }));
    for n in 0..transcripts {
        let case = CaseId(id(5, n));
        let value = Value::Text(if n % 2 == 0 { "pilot" } else { "comparison" }.to_owned());
        let values = BTreeMap::from([(group, value)]);
        edits.push(Edit::PutCase(Case { id: case, name: format!("P{n:03}"), values }));
        let (text, sentences) = words(n);
        let text = Text::new(text);
        edits.push(put_transcript(n, case, &text));
        for k in 0..CODERS.len() as u64 {
            edits.push(codings(n, k, CODINGS, &text, &sentences));
            let (transcript, coder) = (transcript(n), coder(k));
            edits.push(Edit::SetStatus { transcript, coder, status: Completeness::Complete });
        }
    }
    edits
}

/// The edits that make one transcript in which each of so many coders put each of so many codes once, near where the others
/// did.
pub(crate) fn many(coders: u64, codes: u64) -> Vec<Edit> {
    let mut edits = Vec::new();
    put_code(&mut edits, 100_000, "Theme".to_owned(), None);
    (0..codes).for_each(|n| put_code(&mut edits, n, format!("code {n}"), Some(100_000)));
    let (words, sentences) = words(0);
    let (text, case) = (Text::new(words), CaseId(id(5, 0)));
    edits.push(Edit::PutCase(Case { id: case, name: "P".to_owned(), values: BTreeMap::new() }));
    edits.push(put_transcript(0, case, &text));
    for k in 0..coders {
        let (name, colour, role) = (format!("C{k}"), Colour([0; 3]), CoderRole::Person);
        edits.push(Edit::PutCoder(Coder { id: coder(k), name, colour, role }));
        let mut own = Chance(k);
        let coding = |c: u64| {
            let at = (c * 7 + own.below(2)) as usize % sentences.len();
            let passage = Passage::of(&text, text.span(sentences[at].clone()).ok()?);
            let coding = CodingId(id(4 + (u128::from(k) << 32), c));
            Some(CodingRecord::new(coding, code(c), passage, Timestamp::UNIX_EPOCH))
        };
        let codings = (0..codes).filter_map(coding).collect();
        edits.push(Edit::PutCodings { transcript: transcript(0), coder: coder(k), codings });
        let status = Completeness::Complete;
        edits.push(Edit::SetStatus { transcript: transcript(0), coder: coder(k), status });
    }
    edits
}

/// So many passages of all coders together on one text, to be aligned: each coder finds most of the same, with slips.
pub(crate) fn passages(all: u64, coders: usize) -> Vec<Vec<Placed>> {
    let mut there = Chance(0xA11);
    let each = all / coders as u64;
    let mut at = 0.0;
    let mut coded = vec![Vec::new(); coders];
    for _ in 0..each {
        let start = at + there.below(200) as f64;
        let end = start + 20.0 + there.below(150) as f64;
        let category = there.below(5) as usize;
        at = end;
        for of_coder in &mut coded {
            let slip = |there: &mut Chance| there.below(30) as f64 - 15.0;
            let other = if there.one_in(6) { there.below(5) as usize } else { category };
            let (start, end) = (start + slip(&mut there), end + slip(&mut there));
            of_coder.push(Placed { start, end: end.max(start + 1.0), category: other });
        }
    }
    coded
}

fn put_code(edits: &mut Vec<Edit>, n: u64, name: String, parent: Option<u64>) {
    let mut made = Code::new(code(n), name, parent.map(code), Colour([0; 3]));
    made.codable = parent.is_some();
    edits.push(Edit::PutCode(Box::new(made)));
}

fn put_transcript(n: u64, case: CaseId, text: &Text) -> Edit {
    let found = recognise(text.as_str(), &TurnRules::default());
    let speakers = found.speakers.iter().map(|s| Speaker::new(s.label.clone(), s.role));
    Edit::PutTranscript(Box::new(TranscriptRecord {
        times: None,
        id: transcript(n),
        title: format!("T{n:03}"),
        slug: format!("t{n:03}"),
        sha256: sha256(text.as_str()),
        source: None,
        case: Some(case),
        speakers: speakers.collect(),
        values: BTreeMap::new(),
        turns: found.turns.iter().map(|turn| TurnRecord::of(text, turn)).collect(),
        text: Some(text.clone()),
    }))
}

/// What a coder makes of a transcript: most of what there is to find, now and then with another code or border.
fn codings(n: u64, k: u64, many: usize, text: &Text, sentences: &[std::ops::Range<usize>]) -> Edit {
    let mut there = Chance(n ^ 0xC0DE);
    let mut own = Chance(n.wrapping_mul(31) + k);
    let mut made = Vec::new();
    while made.len() < many {
        let at = there.below(sentences.len() as u64 - 3) as usize;
        let (mut from, mut to, mut of) = (at, at + there.below(3) as usize, there.below(CODES));
        if own.one_in(7) {
            continue;
        }
        if own.one_in(6) {
            of = own.below(CODES);
        }
        if own.one_in(4) {
            (from, to) = if own.one_in(2) { (from, to + 1) } else { (from.saturating_sub(1), to) };
        }
        let Ok(span) = text.span(sentences[from].start..sentences[to].end) else { continue };
        let coding = CodingId(id(4 + (u128::from(n) << 8) + (u128::from(k) << 32), made.len() as u64));
        made.push(CodingRecord::new(coding, code(of), Passage::of(text, span), Timestamp::UNIX_EPOCH));
    }
    Edit::PutCodings { transcript: transcript(n), coder: coder(k), codings: made }
}
