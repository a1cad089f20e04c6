//! A small study for tests of the folder: three coders, three transcripts, codes, a case, memos.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use concord::model::*;
use concord::session::{CommitError, OpenOptions, Session, SystemStamp};
use concord::store::Disk;
use concord::text::{SpeakerRole, Text, TurnRules, WordTimes, recognise};

pub(crate) const WORDS: &str = "Interviewer: What was she like?\n\nP01: She listened. Nobody had done that — not \
     e\u{301}ver 🙂👩🏽‍🚒.\n\nInterviewer: And then?\n\nP01: She kept her promise and came every Tuesday, \
     until they moved her.\n";

pub(crate) fn transcript(title: &str, stamp: &mut dyn Stamp) -> Edit {
    let text = Text::new(WORDS.replace("P01", title));
    let recognition = recognise(text.as_str(), &TurnRules::default());
    Edit::PutTranscript(Box::new(TranscriptRecord {
        times: KeptTimes::new(&text, &WordTimes::new(&text, vec![(13, 100), (18, 250)])),
        id: TranscriptId(stamp.uuid()),
        title: title.into(),
        slug: slug(title),
        sha256: sha256(text.as_str()),
        source: Some(format!("{title}.txt")),
        case: None,
        speakers: ["Interviewer", title].iter().map(|l| Speaker::new(*l, SpeakerRole::Participant)).collect(),
        values: BTreeMap::new(),
        turns: recognition.turns.iter().map(|t| TurnRecord::of(&text, t)).collect(),
        text: Some(text),
    }))
}

pub(crate) fn edits() -> Vec<Edit> {
    let mut stamp = SystemStamp;
    let mut edits = Vec::new();
    for name in ["C1", "C2", "C3"] {
        let coder = Coder {
            id: CoderId(stamp.uuid()),
            name: name.into(),
            colour: Colour([1, 2, 3]),
            role: CoderRole::Person,
        };
        edits.push(Edit::PutCoder(coder));
    }
    let theme = Code::new(CodeId(stamp.uuid()), "Social esteem", None, Colour([3, 107, 185]));
    for name in ["listens", "believes in me", "keeps promises"] {
        let code = Code::new(CodeId(stamp.uuid()), name, Some(theme.id), Colour([11, 110, 110]));
        edits.push(Edit::PutCode(Box::new(code)));
    }
    edits.insert(0, Edit::PutCode(Box::new(theme)));
    let age = AttributeId(stamp.uuid());
    let (kind, of) = (AttributeKind::Number, AttributeOf::Case);
    edits.push(Edit::PutAttribute(Attribute { id: age, name: "age".into(), kind, of }));
    let values = BTreeMap::from([(age, Value::Number(17.0))]);
    edits.push(Edit::PutCase(Case { id: CaseId(stamp.uuid()), name: "P01".into(), values }));
    edits
}

/// A project with codes, coders and three transcripts, opened as C1.
pub(crate) fn create(dir: &Path) -> Session {
    let mut session = Session::create(dir, "A study", &edits()).unwrap();
    fill(&mut session);
    session
}

/// As [`create`], on a given file layer.
pub(crate) fn create_on(disk: &Arc<dyn Disk>, dir: &Path) -> Session {
    let mut session = OpenOptions::default().disk(disk).create(dir, "A study", &edits()).unwrap();
    fill(&mut session);
    session
}

fn fill(session: &mut Session) {
    let mut stamp = SystemStamp;
    let transcripts: Vec<Edit> = ["P01", "P02", "P03"].iter().map(|t| transcript(t, &mut stamp)).collect();
    session.commit("import", &transcripts).unwrap();
    let c1 = session.project().coder_named("C1").unwrap().id;
    session.set_coder(c1).unwrap();
}

/// Codes the first passage with these words.
pub(crate) fn code(
    session: &mut Session,
    title: &str,
    coder: &str,
    code: &str,
    words: &str,
) -> Result<(), CommitError> {
    let project = session.project();
    let transcript = project.transcript_named(title).unwrap();
    let text = transcript.text();
    let start = text.as_str().find(words).unwrap();
    let at = Passage::of(text, text.span(start..start + words.len()).unwrap());
    let (transcript, coder) = (transcript.id(), project.coder_named(coder).unwrap().id);
    let code = project.code_named(code).unwrap().id;
    let id = CodingId(session.stamp().uuid());
    let codings = vec![CodingRecord::new(id, code, at, session.now())];
    session.commit(format!("code “{words}”"), &[Edit::PutCodings { transcript, coder, codings }])
}

/// Codings by all three coders, memos and completeness, each a step.
pub(crate) fn code_everything(session: &mut Session) {
    for coder in ["C1", "C2", "C3"] {
        code(session, "P01", coder, "listens", "She listened").unwrap();
        code(session, "P01", coder, "believes in me", "🙂👩🏽‍🚒").unwrap();
        code(session, "P02", coder, "keeps promises", "e\u{301}ver").unwrap();
        code(session, "P03", coder, "keeps promises", "came every Tuesday, until").unwrap();
    }
    let project = session.project();
    let (first, author) = (project.transcripts()[0].id(), project.coders()[0].id);
    let coding = project.layer(first, author).unwrap().codings()[0].id;
    for on in [MemoTarget::Coding(coding), MemoTarget::Project] {
        let (created, id) = (session.now(), MemoId(session.stamp().uuid()));
        let memo = Memo {
            id,
            on,
            reply_to: None,
            author,
            text: "compare with P03".into(),
            created,
            changed: created,
        };
        session.commit("memo", &[Edit::PutMemo(memo)]).unwrap();
    }
    let status = Completeness::Complete;
    session.commit("complete", &[Edit::SetStatus { transcript: first, coder: author, status }]).unwrap();
}

/// Every file below a folder, locks left out.
pub(crate) fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(dir).unwrap().to_string_lossy().replace('\\', "/");
            if !name.starts_with("locks/") {
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}
