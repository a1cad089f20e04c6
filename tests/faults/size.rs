//! Studies as large as they come: 500 transcripts with 223,000 codings of 2,000 codes by 50 coders, one text of 10 MB. They
//! open, what is counted is what was put in, and undo is exact. What it costs is for `benches/corpus` to tell.

use std::collections::BTreeMap;

use concord::analysis::LayerChoice;
use concord::analysis::frequency::{self, frequencies};
use concord::model::*;
use concord::session::Session;
use concord::text::{Text, TurnRules, recognise};
use uuid::Uuid;

const TRANSCRIPTS: u64 = 500;
const CODES: u64 = 2_000;
const CODERS: u64 = 50;
/// Codings of each of the three coders of a transcript.
const CODINGS: [u64; 3] = [149, 149, 148];
/// The transcript with the long text.
const LONG: u64 = 499;

fn id(kind: u128, n: u64) -> Uuid {
    Uuid::from_u128((kind << 64) | (u128::from(n) + 1))
}

fn code(n: u64) -> CodeId {
    CodeId(id(2, n))
}

fn coder(n: u64) -> CoderId {
    CoderId(id(1, n % CODERS))
}

fn transcript(n: u64) -> TranscriptId {
    TranscriptId(id(3, n))
}

fn words(n: u64) -> String {
    let (turns, sentences) = if n == LONG { (4_000, 60) } else { (40, 1) };
    let turn = |k: u64| {
        let said = format!("She said {n} times “é🙂”, and I believed her {k}. ").repeat(sentences);
        format!("I: And what about {k}?\n\nP: {said}\n\n")
    };
    (0..turns).map(turn).collect()
}

/// The codings of one coder: stretches of nine bytes or more, each a little further on than the one before.
fn codings(n: u64, k: u64, text: &Text) -> Edit {
    let many = CODINGS[k as usize];
    let step = (text.len() as u64 - 100) / many;
    let make = |c: u64| {
        let from = (c * step + k * 7) as usize;
        let span = text.span_widened(from..from + 9 + (c % 40) as usize).unwrap();
        let id = CodingId(id(4 + (u128::from(n) << 8) + (u128::from(k) << 32), c));
        CodingRecord::new(
            id,
            code((n * 31 + c * 7 + k) % CODES),
            Passage::of(text, span),
            Timestamp::UNIX_EPOCH,
        )
    };
    Edit::PutCodings {
        transcript: transcript(n),
        coder: coder(n + k),
        codings: (0..many).map(make).collect(),
    }
}

fn study() -> Vec<Edit> {
    let mut edits = Vec::new();
    for n in 0..CODERS {
        let (name, colour) = (format!("coder {n}"), Colour([0; 3]));
        edits.push(Edit::PutCoder(Coder { id: coder(n), name, colour, role: CoderRole::Person }));
    }
    for n in 0..CODES {
        let parent = (n % 20 != 0).then(|| code(n - n % 20));
        edits.push(Edit::PutCode(Box::new(Code::new(code(n), format!("code {n}"), parent, Colour([0; 3])))));
    }
    for n in 0..TRANSCRIPTS {
        let text = Text::new(words(n));
        let found = recognise(text.as_str(), &TurnRules::default());
        let speakers = found.speakers.iter().map(|s| Speaker::new(s.label.clone(), s.role));
        edits.push(Edit::PutTranscript(Box::new(TranscriptRecord {
            times: None,
            id: transcript(n),
            title: format!("T{n:03}"),
            slug: format!("t{n:03}"),
            sha256: sha256(text.as_str()),
            source: None,
            case: None,
            speakers: speakers.collect(),
            values: BTreeMap::new(),
            turns: found.turns.iter().map(|turn| TurnRecord::of(&text, turn)).collect(),
            text: Some(text.clone()),
        })));
        edits.extend((0..3).map(|k| codings(n, k, &text)));
    }
    edits
}

fn count(project: &Project, code: CodeId) -> usize {
    project.layers().map(|l| l.codings().iter().filter(|c| c.code == code).count()).sum()
}

#[test]
fn a_study_of_this_size_opens_counts_and_is_undone() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("study");
    let made = Session::create(&dir, "Large", &study()).unwrap().project().clone();
    let mut session = Session::open(&dir, Some("coder 7")).unwrap();
    assert_eq!((session.damage(), session.read_only()), (&[][..], None));
    assert_eq!(*session.project(), made);
    assert_eq!(made.check(), []);
    assert_eq!(
        (made.transcripts().len(), made.codings(), made.codebook().len(), made.coders().len()),
        (500, 223_000, 2_000, 50)
    );
    let long = made.transcript(transcript(LONG)).unwrap().clone();
    assert!(long.text().len() > 10_000_000 && long.turns().len() == 8_000, "{}", long.text().len());

    // Frequencies count what one coder put in.
    let own: usize = made.layers().filter(|l| l.coder() == coder(7)).map(|l| l.codings().len()).sum();
    let query = frequency::Query {
        layer: LayerChoice::Coder(coder(7)),
        level: Level::Code,
        complete_only: false,
        ..frequency::Query::default()
    };
    let answer = frequencies(&made, &query).unwrap();
    let counted: f64 = answer.rows.iter().map(|row| row.figures.codings).sum();
    assert_eq!((own, counted), (10 * 446, own as f64), "ten transcripts in each of three places");

    // Steps that touch much, and undo.
    let (from, into) = (code(21), code(20));
    let sum = count(&made, from) + count(&made, into);
    session.commit("merge", &[Edit::MergeCodes { from, into }]).unwrap();
    assert_eq!((count(session.project(), from), count(session.project(), into)), (0, sum));
    let middle = long.text().floor_grapheme(long.text().len() / 2);
    let turn = long.turns()[long.turns().at(middle).unwrap_or(4_000)].clone();
    let words = long.text().as_str()[turn.words()].replace("She", "Nobody else");
    let edit = session.project().correction(long.id(), turn.words(), &words).unwrap();
    session.commit("correct", &[edit]).unwrap();
    assert_eq!(session.project().codings() + session.project().orphans().count(), 223_000);
    let other = session.project().transcript(transcript(7)).unwrap().clone();
    let whole = other.text().as_str().replace("believed", "did believe");
    let edit = session.project().correction(other.id(), 0..other.text().len(), &whole);
    session.commit("correct all", &[edit.unwrap()]).unwrap();
    assert_eq!(session.project().codings() + session.project().orphans().count(), 223_000);
    let left = session.project().clone();
    while session.undo().unwrap().is_some() {}
    assert_eq!(*session.project(), made);
    while session.redo().unwrap().is_some() {}
    assert_eq!(*session.project(), left);
    session.save().unwrap();
    drop(session);
    let session = Session::open(&dir, Some("coder 8")).unwrap();
    assert_eq!((session.damage(), session.read_only()), (&[][..], None));
    assert_eq!(*session.project(), left);
    assert_eq!(session.project().check(), []);
}
