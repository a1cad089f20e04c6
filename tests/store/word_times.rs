//! The times of words stand in a file of their own, are safe as soon as the import is, and go with corrections, with copies and
//! with what is taken back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use concord::formats::{Reader, TranscriptOptions, format, transcripts};
use concord::model::{Edit, Timestamp, Transcript, sha256};
use concord::session::{Session, SystemStamp};
use concord::store::{Disk, Progress, RealDisk, accept, repair, word_times};
use concord::text::corrected;
use tempfile::tempdir;

use crate::common::study;

const WHISPER: &str = r#"{"segments": [
    {"start": 0.5, "end": 2, "text": " How was it?", "speaker": "Int", "words": [
        {"word": " How", "start": 0.5}, {"word": " was", "start": 0.75}, {"word": " it?", "start": 1}]},
    {"start": 2, "end": 4, "text": " She left, then.", "speaker": "P9", "words": [
        {"word": " She", "start": 2.1}, {"word": " left,", "start": 2.5}, {"word": " then.", "start": 3}]}]}"#;

/// Brings the transcript in.
fn import(session: &mut Session, name: &str) {
    let Reader::Transcript(read) = format("json").unwrap().read else { panic!("JSON is a transcript") };
    let drafts = read(name, WHISPER.as_bytes(), &TranscriptOptions::default()).unwrap();
    let import = transcripts::add(session.project(), &drafts, &mut SystemStamp);
    session.commit("import", &import.edits).unwrap();
}

/// `milliseconds word` of each word that has a time.
fn told(dir: &Path, of: &Transcript) -> Vec<String> {
    let times = word_times(&RealDisk, dir, of).unwrap();
    let word = |(at, ms): (usize, u32)| {
        format!("{ms} {}", of.text().as_str()[at..].split_whitespace().next().unwrap())
    };
    times.iter().map(word).collect()
}

const ALL: [&str; 6] = ["500 How", "750 was", "1000 it?", "2100 She", "2500 left,", "3000 then."];

fn reopened(dir: &Path) -> Session {
    let session = Session::open(dir, None).unwrap();
    assert_eq!((session.damage(), session.read_only()), (&[][..], None));
    session
}

fn correct(session: &mut Session, from: &str, to: &str) {
    let of = session.project().transcript_named("a").unwrap().clone();
    let words = of.text().as_str().replace(from, to);
    let splices = corrected(of.text().as_str(), &words);
    session
        .commit("correct", &[Edit::CorrectText { transcript: of.id(), splices, sha256: sha256(&words) }])
        .unwrap();
}

/// The file of the times.
fn file(dir: &Path, session: &Session) -> PathBuf {
    let of = session.project().transcript_named("a").unwrap();
    dir.join(format!("history/times/{}.tsv", of.times().unwrap().sha256))
}

#[test]
fn times_come_back_after_a_crash_and_go_with_corrections_and_undo() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    import(&mut session, "a.json");
    // Dropped without a save, as after a crash.
    drop(session);
    let mut session = reopened(&dir);
    let transcript = |session: &Session| session.project().transcript_named("a").unwrap().clone();
    assert_eq!(told(&dir, &transcript(&session)), ALL);
    assert!(transcript(&session).times().unwrap().bytes.is_none(), "times are not held");
    correct(&mut session, "She left, then.", "So she went, then.");
    let after = ["500 How", "750 was", "1000 it?", "2100 So", "2500 went,", "3000 then."];
    assert_eq!(told(&dir, &transcript(&session)), after);
    session.save().unwrap();
    drop(session);
    let mut session = reopened(&dir);
    assert_eq!(told(&dir, &transcript(&session)), after);
    correct(&mut session, "So she went, then.", "She left, then.");
    assert_eq!(told(&dir, &transcript(&session)), ALL);
    let id = transcript(&session).id();
    session.commit("remove", &[Edit::RemoveTranscript(id)]).unwrap();
    session.save().unwrap();
    session.undo().unwrap();
    session.save().unwrap();
    drop(session);
    assert_eq!(told(&dir, &transcript(&reopened(&dir))), ALL);
}

#[test]
fn times_come_along_when_copies_are_brought_together() {
    let home = tempdir().unwrap();
    let (dir, other) = (home.path().join("study"), home.path().join("other"));
    let mut session = study::create(&dir);
    session.save().unwrap();
    drop(session);
    copied(&dir, &other);
    let mut there = Session::open(&other, None).unwrap();
    import(&mut there, "a.json");
    there.save().unwrap();
    drop(there);
    let mut here = Session::open(&dir, None).unwrap();
    let read = here.read_copies(&[other], &Progress::default()).unwrap();
    let plan = here.plan_merge(&read, None, &|conflict| conflict.kept).unwrap();
    assert!(here.merge("together", &read, &plan, &Progress::default()).unwrap().is_none());
    assert_eq!(told(&dir, here.project().transcript_named("a").unwrap()), ALL);
    drop(here);
    assert_eq!(told(&dir, reopened(&dir).project().transcript_named("a").unwrap()), ALL);
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copied(&path, &there);
        } else {
            std::fs::copy(&path, &there).unwrap();
        }
    }
}

#[test]
fn a_check_names_times_that_are_lost_and_can_go_on_without() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    for damage in [None, Some("character\tmilliseconds\n0\t1\n")] {
        let _ = std::fs::remove_dir_all(&dir);
        let mut session = study::create(&dir);
        import(&mut session, "a.json");
        session.save().unwrap();
        let (left, file) = (session.project().clone(), file(&dir, &session));
        drop(session);
        let now = Timestamp::now();
        assert_eq!(repair(&disk, &dir, false, now).unwrap().damage, []);
        let bytes = std::fs::read(&file).unwrap();
        match damage {
            None => std::fs::remove_file(&file).unwrap(),
            Some(words) => std::fs::write(&file, words).unwrap(),
        }
        // What nobody asks for does not hinder anybody's work.
        assert_eq!(*reopened(&dir).project(), left);
        let found = repair(&disk, &dir, true, now).unwrap();
        assert_eq!((found.damage.len(), found.repaired.len()), (1, 0), "{found:?}");
        let said = found.damage[0].to_string();
        assert!(
            said.contains("history/times/") && said.contains("“a”") && said.contains("--accept"),
            "{said}"
        );
        if damage.is_none() {
            std::fs::write(&file, &bytes).unwrap();
            assert_eq!(repair(&disk, &dir, false, now).unwrap().damage, []);
            std::fs::remove_file(&file).unwrap();
        }
        let done = accept(&disk, &dir, now).unwrap();
        assert_eq!(done.repaired.len(), 1, "{done:?}");
        assert_eq!(repair(&disk, &dir, false, now).unwrap().damage, []);
        let session = reopened(&dir);
        let of = session.project().transcript_named("a").unwrap();
        assert!(of.times().is_none() && of.text().as_str().contains("She left"));
    }
}
