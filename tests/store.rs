//! A project comes back from its folder as it was left: after a save, after a crash, after an undo.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/study.rs"]
mod study;

use std::path::Path;

use concord::model::*;
use concord::session::{SaveState, Session};
use tempfile::tempdir;

fn reopened(dir: &Path) -> Session {
    let session = Session::open(dir, Some("C1")).unwrap();
    assert_eq!(session.damage(), []);
    assert_eq!(session.read_only(), None);
    session
}

#[test]
fn what_was_saved_comes_back() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    session.save().unwrap();
    let left = session.project().clone();
    assert!(left.codings() > 10 && left.memos().len() == 2);
    drop(session);
    assert_eq!(*reopened(&dir).project(), left);
}

#[test]
fn what_was_only_journalled_comes_back() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    session.save().unwrap();
    study::code_everything(&mut session);
    session.undo().unwrap();
    let left = session.project().clone();
    assert_eq!(session.save_state(), SaveState::Saved);
    // Dropped without a save, as after a crash.
    drop(session);
    let again = reopened(&dir);
    assert_eq!(*again.project(), left);
    drop(again);
    assert_eq!(*reopened(&dir).project(), left);
}

#[test]
fn undo_and_redo_reach_the_disk() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    let start = session.project().clone();
    study::code_everything(&mut session);
    let end = session.project().clone();
    while session.undo().unwrap().is_some() {}
    assert_eq!(session.project().codings(), start.codings());
    while session.redo().unwrap().is_some() {}
    assert_eq!(*session.project(), end);
    drop(session);
    assert_eq!(*reopened(&dir).project(), end);
}

#[test]
fn files_are_plain_sorted_and_end_in_a_line() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    session.save().unwrap();
    let files = study::files(&dir);
    for name in ["project.ron", "codebook.ron", "cases.ron", "transcripts/p01.txt", "transcripts/p01.ron"] {
        assert!(files.contains_key(name), "{name} in {:?}", files.keys());
    }
    let layer = String::from_utf8(files["layers/c1/p01.ron"].clone()).unwrap();
    let codings = session.project().layers().map(|l| l.codings().len()).max().unwrap();
    assert!(layer.lines().filter(|l| l.contains("quote:")).count() <= codings);
    assert!(!layer.contains('\r') && layer.ends_with(")\n"));
    let again = study::files(&dir);
    assert_eq!(files, again);
}

#[test]
fn a_save_writes_only_what_changed() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    session.save().unwrap();
    let before = study::files(&dir);
    study::code(&mut session, "P01", "C1", "listens", "Nobody").unwrap();
    session.save().unwrap();
    let after = study::files(&dir);
    let changed: Vec<&String> =
        after.keys().filter(|f| before.get(*f) != after.get(*f) && !f.starts_with("history")).collect();
    assert_eq!(changed, ["layers/c1/p01.ron"]);
}

#[test]
fn a_folder_in_use_is_not_taken() {
    let home = tempdir().unwrap();
    std::fs::write(home.path().join("thesis.docx"), "words").unwrap();
    let error = Session::create(home.path(), "Study", &[]).err().unwrap().to_string();
    assert!(error.contains("something already"), "{error}");
    assert_eq!(study::files(home.path()).len(), 1);
    let error = Session::open(home.path(), None).err().unwrap().to_string();
    assert!(error.contains("not a Concord project"), "{error}");
}

#[test]
fn saving_elsewhere_takes_everything_along() {
    let home = tempdir().unwrap();
    let mut session = study::create(&home.path().join("a"));
    study::code_everything(&mut session);
    session.save_as(&home.path().join("b")).unwrap();
    study::code(&mut session, "P01", "C1", "listens", "Nobody").unwrap();
    let left = session.project().clone();
    drop(session);
    assert_eq!(*reopened(&home.path().join("b")).project(), left);
    assert_ne!(*reopened(&home.path().join("a")).project(), left);
}

#[test]
fn a_renamed_coder_or_removed_transcript_takes_the_files_along() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    session.save().unwrap();
    let c2 = Coder::clone(session.project().coder_named("C2").unwrap());
    session.commit("rename", &[Edit::PutCoder(Coder { name: "Ülkü".into(), ..c2 })]).unwrap();
    let gone = session.project().transcript_named("P02").unwrap().id();
    session.commit("remove", &[Edit::RemoveTranscript(gone)]).unwrap();
    session.save().unwrap();
    let left = session.project().clone();
    drop(session);
    let files = study::files(&dir);
    assert!(files.contains_key("layers/ulku/p01.ron") && !files.keys().any(|f| f.starts_with("layers/c2")));
    assert!(!files.keys().any(|f| f.contains("p02.")));
    assert_eq!(*reopened(&dir).project(), left);
}
