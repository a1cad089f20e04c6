//! A project comes back from its folder as it was left: after a save, after a crash, after an undo.

use std::path::Path;

use concord::model::*;
use concord::session::{SaveState, Session};
use tempfile::tempdir;

use crate::common::study;

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

/// A file that is kept comes back from the folder, from the journal alone, and after an undo; where its copy is not what was
/// brought in, that is told and can be put right.
#[test]
fn kept_files_come_back() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    session.save().unwrap();
    let bytes = b"PK\x03\x04 not words".to_vec();
    let file = KeptFile {
        sha256: sha256(&bytes),
        name: "Team.QDPX".into(),
        format: "refi".into(),
        at: session.now(),
        read_as: [("positions".to_owned(), "utf-16".to_owned())].into(),
        bytes: Some(bytes.clone().into()),
    };
    assert!(
        session
            .commit("none", &[Edit::KeepFile(Box::new(KeptFile { bytes: None, ..file.clone() }))])
            .is_err()
    );
    session.commit("keep", &[Edit::KeepFile(Box::new(file.clone()))]).unwrap();
    session.undo().unwrap();
    assert_eq!(session.project().kept_files().len(), 0);
    session.redo().unwrap();
    let left = session.project().clone();
    // Dropped without a save, as after a crash.
    drop(session);
    assert_eq!(*reopened(&dir).project(), left);
    assert_eq!(*reopened(&dir).project().kept_files()[0], file.clone().into());
    let copy = dir.join(format!("sources/{}.qdpx", file.sha256));
    assert_eq!(std::fs::read(&copy).unwrap(), bytes);
    std::fs::write(&copy, "other").unwrap();
    let session = Session::open(&dir, Some("C1")).unwrap();
    assert!(session.damage()[0].to_string().contains("Team.QDPX") && session.read_only().is_some());
    drop(session);
    let disk: std::sync::Arc<dyn concord::store::Disk> = std::sync::Arc::new(concord::store::RealDisk);
    let repaired = concord::store::repair(&disk, &dir, true, Timestamp::now()).unwrap();
    assert_eq!(repaired.damage.len(), 1);
    let session = reopened(&dir);
    assert_eq!(session.project().transcripts().len(), left.transcripts().len());
    assert_eq!(session.project().kept_files().len(), 0);
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

#[test]
fn the_history_of_a_code_tells_who_did_what() {
    use concord::analysis::history::{CodeChange, code_history};
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    let named = |s: &Session, name: &str| Code::clone(s.project().code_named(name).unwrap());
    let (listens, believes) = (named(&session, "listens"), named(&session, "believes in me"));
    study::code_everything(&mut session);
    let renamed = Code { name: "attends".into(), ..listens.clone() };
    session.commit("rename", &[Edit::PutCode(Box::new(renamed))]).unwrap();
    let c2 = session.project().coder_named("C2").unwrap().id;
    session.set_coder(c2).unwrap();
    session.commit("move", &[Edit::MoveCode { code: listens.id, parent: None, before: None }]).unwrap();
    session.commit("merge", &[Edit::MergeCodes { from: believes.id, into: listens.id }]).unwrap();
    session.undo().unwrap();
    let told = |session: &Session, code: CodeId| -> Vec<(String, String, CodeChange)> {
        let events = code_history(&session.history(), code);
        events.into_iter().map(|e| (e.who, e.label, e.what)).collect()
    };
    let theme = || Some("Social esteem".to_owned());
    let event = |who: &str, label: &str, what| (who.to_owned(), label.to_owned(), what);
    let of_listens = told(&session, listens.id);
    assert_eq!(of_listens[0].2, CodeChange::Made { name: "listens".into(), under: theme() });
    assert_eq!(
        of_listens[1..],
        [
            event("C1", "rename", CodeChange::Renamed { from: "listens".into(), to: "attends".into() }),
            event("C2", "move", CodeChange::Moved { from: theme(), to: None }),
            event("C2", "merge", CodeChange::Took("believes in me".into())),
        ]
    );
    let made = CodeChange::Made { name: "believes in me".into(), under: theme() };
    assert_eq!(
        told(&session, believes.id)[1..],
        [event("C2", "merge", CodeChange::MergedInto("attends".into())), event("C2", "undo: merge", made),]
    );
}

#[test]
fn threads_sets_and_what_a_search_coded_come_back() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    let project = session.project().clone();
    let p01 = project.transcripts()[0].clone();
    let first = project.memos_on(&MemoTarget::Project)[0].clone();
    let [c1, c2] = ["C1", "C2"].map(|name| project.coder_named(name).unwrap().id);
    let passage = Passage::of(p01.text(), p01.text().span(0..11).unwrap());
    let mut memo = |on: MemoTarget, author, reply_to| {
        let (created, id) = (session.now(), MemoId(session.stamp().uuid()));
        let memo = Memo { id, on, reply_to, author, text: "said".into(), created, changed: created };
        session.commit("memo", &[Edit::PutMemo(memo)]).map(|()| id)
    };
    let answer = memo(first.on.clone(), c2, Some(first.id)).unwrap();
    let again = memo(first.on.clone(), c1, Some(first.id)).unwrap();
    assert!(memo(first.on.clone(), c1, Some(answer)).is_err(), "one level");
    let on = MemoTarget::Passage(p01.id(), passage);
    let alone = memo(on.clone(), c2, None).unwrap();
    let code = project.code_named("listens").unwrap().id;
    let set = CodeSet { id: CodeSetId(session.stamp().uuid()), name: "mine".into(), codes: vec![code] };
    session.commit("a set", &[Edit::PutCodeSet(set)]).unwrap();
    let layer = session.project().layer(p01.id(), c1).unwrap().clone();
    let mut record = layer.codings()[0].record(p01.text());
    record.auto = true;
    let codings = vec![record];
    session.commit("auto", &[Edit::PutCodings { transcript: p01.id(), coder: c1, codings }]).unwrap();
    session.save().unwrap();
    let left = session.project().clone();
    drop(session);

    let mut session = reopened(&dir);
    assert_eq!(*session.project(), left);
    assert_eq!(session.project().check(), []);
    let ids = |p: &Project, id| p.thread(id).iter().map(|m| m.id).collect::<Vec<_>>();
    assert_eq!(ids(&left, first.id), [first.id, answer, again]);
    assert_eq!(ids(&left, answer), ids(&left, first.id));
    assert_eq!(left.memos_on(&on).iter().map(|m| m.id).collect::<Vec<_>>(), [alone]);
    assert_eq!(left.memos_on(&first.on).len(), 1);
    assert_eq!(left.code_sets()[0].codes, [code]);
    assert!(left.layer(p01.id(), c1).unwrap().codings()[0].auto);
    // Each part of a thread is in the file of who wrote it.
    let file = |who: &str| std::fs::read_to_string(dir.join(format!("memos/{who}.ron"))).unwrap();
    assert!(file("c2").contains(&answer.to_string()) && !file("c1").contains(&answer.to_string()));
    // A memo goes with the replies to it, and comes back with them.
    session.commit("remove", &[Edit::RemoveMemo(first.id)]).unwrap();
    assert_eq!(session.project().memos().len(), left.memos().len() - 3);
    session.undo().unwrap();
    assert_eq!(*session.project(), left);
    // Who leaves takes their memos; the answers of others stand alone.
    session.commit("leave", &[Edit::RemoveCoder(c1)]).unwrap();
    assert_eq!(ids(session.project(), answer), [answer]);
    assert_eq!(session.project().check(), []);
    session.save().unwrap();
    let left = session.project().clone();
    drop(session);
    let session = Session::open(&dir, Some("C2")).unwrap();
    assert_eq!((session.damage(), session.read_only()), (&[][..], None));
    assert_eq!(*session.project(), left);
}

/// A journal that has become long is closed part by part; every part is read by the trail, by undo after a crash, by a
/// repair, and by whoever goes on.
#[test]
fn a_long_journal_goes_on_in_parts() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    let author = session.project().coder_named("C1").unwrap().id;
    let long = "She came every Tuesday. ".repeat(1_500_000);
    for n in 0..3 {
        let (created, id) = (session.now(), MemoId(session.stamp().uuid()));
        let text = if n < 2 { format!("{n} {long}") } else { "short".to_owned() };
        let memo =
            Memo { id, on: MemoTarget::Project, reply_to: None, author, text, created, changed: created };
        session.commit(format!("memo {n}"), &[Edit::PutMemo(memo.clone())]).unwrap();
        session.save().unwrap();
        if n < 2 {
            session.commit("shorter", &[Edit::PutMemo(Memo { text: "short".into(), ..memo })]).unwrap();
        }
    }
    // Not saved: in the part that grows.
    study::code(&mut session, "P01", "C1", "listens", "Nobody").unwrap();
    let whole = session.project().clone();
    drop(session);
    for part in ["c1.1.ron", "c1.2.ron", "c1.ron"] {
        assert!(dir.join("history").join(part).exists(), "{part}");
    }
    let read = Session::open(&dir, None).unwrap();
    assert_eq!((read.damage(), read.project()), (&[][..], &whole));
    assert_eq!(read.trail()().iter().filter(|step| step.who == "C1").count(), 6);
    drop(read);
    let mut again = Session::open(&dir, Some("C1")).unwrap();
    study::code(&mut again, "P01", "C1", "listens", "Tuesday").unwrap();
    again.undo().unwrap();
    again.save().unwrap();
    drop(again);
    std::fs::remove_file(dir.join("memos/c1.ron")).unwrap();
    let disk: std::sync::Arc<dyn concord::store::Disk> = std::sync::Arc::new(concord::store::RealDisk);
    concord::store::repair(&disk, &dir, true, Timestamp::now()).unwrap();
    let repaired = Session::open(&dir, None).unwrap();
    assert_eq!((repaired.damage(), repaired.project()), (&[][..], &whole));
}
