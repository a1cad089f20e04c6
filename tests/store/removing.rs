//! Transcripts that are taken out: everything on them goes from the files and comes back by undo, and nobody at work loses
//! what they do.

use std::collections::BTreeSet;
use std::path::Path;

use concord::model::*;
use concord::session::{CommitError, RemoveError, Session};
use tempfile::tempdir;

use crate::common::study;

/// Three transcripts coded by three, with memos, a settlement, a case, and a file that P01 and P02 came from.
fn coded(dir: &Path) -> Session {
    let mut session = study::create(dir);
    study::code_everything(&mut session);
    let project = session.project();
    let case = project.cases()[0].id;
    let mut edits = Vec::new();
    for title in ["P01", "P02"] {
        let record = project.transcript_named(title).unwrap().record();
        let source = Some("interviews.csv".to_owned());
        edits.push(Edit::PutTranscript(Box::new(TranscriptRecord { case: Some(case), source, ..record })));
    }
    let bytes = b"text,document\n".to_vec();
    edits.push(Edit::KeepFile(Box::new(KeptFile {
        sha256: sha256(&bytes),
        name: "interviews.csv".into(),
        format: "rows-csv".into(),
        at: session.now(),
        read_as: Default::default(),
        bytes: Some(bytes.into()),
    })));
    session.commit("put", &edits).unwrap();
    let project = session.project();
    let (first, author) =
        (project.transcript_named("P01").unwrap().id(), project.coder_named("C2").unwrap().id);
    let memo = |on, reply_to, stamp: &mut dyn Stamp| {
        let (id, created) = (MemoId(stamp.uuid()), Timestamp::UNIX_EPOCH);
        Memo { id, on, reply_to, author, text: "why?".into(), created, changed: created }
    };
    let whole = memo(MemoTarget::Transcript(first), None, session.stamp());
    let reply = memo(MemoTarget::Transcript(first), Some(whole.id), session.stamp());
    session.commit("memos", &[whole, reply].map(Edit::PutMemo)).unwrap();
    session.save().unwrap();
    session
}

fn ids(session: &Session, titles: &[&str]) -> BTreeSet<TranscriptId> {
    titles.iter().map(|title| session.project().transcript_named(title).unwrap().id()).collect()
}

#[test]
fn everything_goes_in_one_step_and_comes_back() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = coded(&dir);
    let (before, files) = (session.project().clone(), study::files(&dir));
    let first = ids(&session, &["P01"]);
    let foretold = before.removal(&first, None).unwrap();
    assert_eq!(foretold.coders.iter().map(|work| (work.name.as_str(), work.codings)).collect::<Vec<_>>(), {
        [("C1", 2), ("C2", 2), ("C3", 2)]
    });
    // One on a coding, one on the transcript and its reply; P02 came from the same file and has the same case.
    assert_eq!((foretold.codings(), foretold.memos), (6, 3));
    assert!(foretold.files.is_empty() && foretold.cases.is_empty() && !foretold.hides);
    assert_eq!(session.remove_transcripts("remove", &first, None).unwrap(), foretold);
    session.save().unwrap();
    assert!(!study::files(&dir).keys().any(|file| file.contains("p01.")), "its files are gone");
    let rest = ids(&session, &["P02"]);
    let told = session.remove_transcripts("remove", &rest, None).unwrap();
    assert_eq!((told.files, told.cases), (vec!["interviews.csv".to_owned()], vec!["P01".to_owned()]));
    assert!(session.project().kept_files().is_empty() && session.project().cases().len() == 1);
    session.save().unwrap();
    session.undo().unwrap();
    session.undo().unwrap();
    assert!(*session.project() == before);
    session.save().unwrap();
    let now = study::files(&dir);
    for (file, bytes) in
        files.iter().filter(|(file, _)| !file.starts_with("history") && !file.contains("lock"))
    {
        assert!(now.get(file) == Some(bytes), "{file}");
    }
    drop(session);
    let again = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((again.damage(), again.project() == &before), (&[][..], true));
}

#[test]
fn who_has_coded_there_and_is_at_work_is_waited_for() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = coded(&dir);
    let before = session.project().clone();
    let first = ids(&session, &["P01"]);
    let other = Session::open(&dir, Some("C2")).unwrap();
    let why = session.remove_transcripts("remove", &first, None).unwrap_err();
    assert!(
        matches!(why, RemoveError::Commit(CommitError::Busy(_))) && why.to_string().contains("C2"),
        "{why}"
    );
    assert!(*session.project() == before);
    drop(other);
    session.remove_transcripts("remove", &first, None).unwrap();
}

/// What somebody does on it while they have not looked yet comes back with it.
#[test]
fn what_others_did_there_meanwhile_is_not_lost() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    session.save().unwrap();
    let mut other = Session::open(&dir, Some("C2")).unwrap();
    let first = ids(&session, &["P01"]);
    session.remove_transcripts("remove", &first, None).unwrap();
    study::code(&mut other, "P01", "C2", "listens", "She listened").unwrap();
    session.save().unwrap();
    other.save().unwrap();
    drop((session, other));
    let again = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!(again.damage(), []);
    assert_eq!((again.project().transcripts().len(), again.project().codings()), (3, 1));
}
