//! A small invented study for tests of the window: four interviews, two coders, three themes. Its ids are fixed, so
//! that every run draws the same pixels.

use concord::model::*;
use concord::text::{CharPos, SpeakerRole, Text};
use uuid::Uuid;

fn id(kind: u128, n: u128) -> Uuid {
    Uuid::from_u128((kind << 64) | n)
}

/// Asha is 1, Ben is 2.
pub(crate) fn coder(n: u128) -> CoderId {
    CoderId(id(1, n))
}

/// In the order of [`CODES`], from 1.
pub(crate) fn code(n: u128) -> CodeId {
    CodeId(id(2, n))
}

/// P01 is 1, and so on.
pub(crate) fn transcript(n: u128) -> TranscriptId {
    TranscriptId(id(3, n))
}

/// P01 is 1, and so on.
pub(crate) fn case(n: u128) -> CaseId {
    CaseId(id(4, n))
}

/// Group is 1, age is 2 (of cases), wave is 3 (of transcripts).
pub(crate) fn attribute(n: u128) -> AttributeId {
    AttributeId(id(5, n))
}

/// Name, number of the theme (0 for a theme), colour.
const CODES: [(&str, u128, [u8; 3]); 8] = [
    ("Social esteem", 0, [0x03, 0x6B, 0xB9]),
    ("listens", 1, [0x03, 0x6B, 0xB9]),
    ("takes me seriously", 1, [0x0A, 0x76, 0x89]),
    ("Love", 0, [0xB3, 0x37, 0x36]),
    ("cares about me", 4, [0xB3, 0x37, 0x36]),
    ("knows me", 4, [0xD8, 0x79, 0x72]),
    ("Conditions", 0, [0x89, 0x61, 0x00]),
    ("paperwork", 7, [0x89, 0x61, 0x00]),
];

const WORDS: [(&str, &str); 4] = [
    (
        "P01",
        "INT: Who stands out to you?\n\nP01: The second one. She always asked what I thought before the meeting, \
         and then she actually said it in the meeting.\n\nINT: What was different about it?\n\nP01: She had time. \
         She would drive me and we'd just talk. The new one typed while I was talking.",
    ),
    (
        "P02",
        "INT: How did that feel?\n\nP02: Honestly? Like I had to start from zero every time. It was all forms.\n\n\
         INT: And now?\n\nP02: Now I have one who wrote it down and came back with an answer. She remembers my \
         birthday.",
    ),
    (
        "P03",
        "INT: What would you tell a new worker?\n\nP03: Listen first. Nobody had done that. I used to just sit \
         there and they talked over my head like I was furniture.",
    ),
    ("P04", "INT: Shall we begin?\n\nP04: All right. He knew what I liked, football and that."),
];

/// Number of the transcript, of the coder, of the code, and the words that carry it.
const CODINGS: [(u128, u128, u128, &str); 17] = [
    (1, 1, 2, "She always asked what I thought before the meeting"),
    (1, 1, 3, "she actually said it in the meeting"),
    (1, 1, 5, "She had time. She would drive me and we'd just talk."),
    (1, 1, 8, "The new one typed while I was talking."),
    (1, 2, 2, "She always asked what I thought before the meeting, and then she actually said it"),
    (1, 2, 5, "She would drive me and we'd just talk."),
    (1, 2, 8, "The new one typed while I was talking."),
    (2, 1, 3, "one who wrote it down and came back with an answer"),
    (2, 1, 5, "She remembers my birthday."),
    (2, 1, 8, "It was all forms."),
    (2, 2, 2, "one who wrote it down and came back with an answer"),
    (2, 2, 5, "She remembers my birthday."),
    (3, 1, 2, "Listen first. Nobody had done that."),
    (3, 1, 3, "they talked over my head like I was furniture"),
    (3, 2, 2, "Listen first."),
    (3, 2, 3, "they talked over my head like I was furniture"),
    (4, 1, 5, "He knew what I liked"),
];

/// The study. Both coders have completed P01 to P03; Asha is in the middle of P04 and Ben has not opened it.
pub(crate) fn project() -> Project {
    let time = Timestamp::from_second(1_700_000_000).unwrap();
    let mut edits = Vec::new();
    for (n, name, colour) in [(1, "Asha", [0x03, 0x6B, 0xB9]), (2, "Ben", [0xA5, 0x4B, 0x00])] {
        let (id, colour) = (coder(n), Colour(colour));
        edits.push(Edit::PutCoder(Coder { id, name: name.into(), colour, role: CoderRole::Person }));
    }
    for (n, (name, theme, colour)) in (1..).zip(CODES) {
        let parent = (theme > 0).then(|| code(theme));
        let mut made = Code::new(code(n), name, parent, Colour(colour));
        made.codable = theme > 0;
        if name == "listens" {
            made.definition = "The worker asks, hears and remembers what was said.".into();
            made.include = "Being asked what one thinks.".into();
            made.exclude = "Acting on it: use “takes me seriously”.".into();
            made.examples = vec!["She always asked what I thought.".into()];
        }
        edits.push(Edit::PutCode(Box::new(made)));
    }
    for (n, name, kind, of) in [
        (1, "group", AttributeKind::Text, AttributeOf::Case),
        (2, "age", AttributeKind::Number, AttributeOf::Case),
        (3, "wave", AttributeKind::Number, AttributeOf::Transcript),
    ] {
        edits.push(Edit::PutAttribute(Attribute { id: attribute(n), name: name.into(), kind, of }));
    }
    for (n, (title, words)) in (1..).zip(WORDS) {
        let group = if n % 2 == 1 { "pilot" } else { "comparison" };
        let age = Value::Number(8.0 + 3.0 * n as f64);
        let values = [(attribute(1), Value::Text(group.into())), (attribute(2), age)].into();
        edits.push(Edit::PutCase(Case { id: case(n), name: title.into(), values }));
        edits.push(Edit::PutTranscript(Box::new(record(n, title, words))));
    }
    let mut number = 0;
    for t in 1..=4 {
        for k in 1..=2 {
            let words = WORDS[t as usize - 1].1;
            let mut codings = Vec::new();
            for (_, _, c, quote) in CODINGS.iter().filter(|(of, by, _, _)| (*of, *by) == (t, k)) {
                number += 1;
                let text = Text::new(words);
                let start = words.find(quote).unwrap();
                let span = text.span(start..start + quote.len()).unwrap();
                let at = Passage::of(&text, span);
                codings.push(CodingRecord::new(CodingId(id(6, number)), code(*c), at, time));
            }
            if !codings.is_empty() {
                edits.push(Edit::PutCodings { transcript: transcript(t), coder: coder(k), codings });
            }
        }
    }
    for (t, k) in [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)] {
        let (transcript, coder) = (transcript(t), coder(k));
        edits.push(Edit::SetStatus { transcript, coder, status: Completeness::Complete });
    }
    let empty = Project::new(ProjectId(id(9, 1)), "Relationships in care", time);
    empty.apply_all(&edits).unwrap()
}

/// A transcript of turns like `P01: words`, a blank line between them.
fn record(n: u128, title: &str, words: &str) -> TranscriptRecord {
    let text = Text::new(words);
    let mut at = 0;
    let mut turns = Vec::new();
    for part in words.split("\n\n") {
        let place = |byte: usize| -> CharPos { text.char_of(byte) };
        let speaker = Some(u16::from(!part.starts_with("INT")));
        let (start, body, end) = (place(at), place(at + 5), place(at + part.len()));
        turns.push(TurnRecord { speaker, time_ms: None, start, body, end });
        at += part.len() + 2;
    }
    let speaker = |label: &str, role| Speaker::new(label, role);
    TranscriptRecord {
        times: None,
        id: transcript(n),
        title: title.into(),
        slug: slug(title),
        sha256: format!("{n:064}"),
        source: None,
        case: Some(case(n)),
        speakers: vec![speaker("INT", SpeakerRole::Interviewer), speaker(title, SpeakerRole::Participant)],
        values: [(attribute(3), Value::Number(1.0))].into(),
        turns,
        text: Some(text),
    }
}
