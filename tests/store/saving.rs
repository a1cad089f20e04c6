//! A save goes on beside the work: steps are made and safe meanwhile, what others did is brought together with them,
//! and nothing is lost whenever it ends, or does not.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use concord::model::Edit;
use concord::session::{SaveState, Session, SystemStamp};
use concord::store::{Disk, Notice, RealDisk, load};
use tempfile::{TempDir, tempdir};

use crate::common::study;
use crate::held::HeldDisk;

/// A saved study on a disk that can be told to wait.
fn held_study() -> (TempDir, std::path::PathBuf, Arc<HeldDisk>, Session) {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let held = Arc::new(HeldDisk::new());
    let disk: Arc<dyn Disk> = held.clone();
    let mut session = study::create_on(&disk, &dir);
    session.save().unwrap();
    (home, dir, held, session)
}

/// As somebody finds it who copies the folder just now.
fn copied(dir: &Path) -> concord::model::Project {
    let copy = tempdir().unwrap();
    for (name, bytes) in study::files(dir) {
        let path = copy.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let loaded = load(&RealDisk, copy.path()).unwrap();
    assert_eq!(loaded.damage, []);
    loaded.project
}

/// Lets the session look after its folder until the save that goes on beside is taken in.
fn settle(session: &mut Session) -> Vec<Notice> {
    let mut told = Vec::new();
    for _ in 0..40 {
        told.extend(session.tick());
        thread::sleep(Duration::from_millis(5));
    }
    told
}

#[test]
fn steps_made_during_a_save_are_safe_at_once_and_saved_next() {
    let (_home, dir, held, mut session) = held_study();
    study::code(&mut session, "P01", "C1", "listens", "She listened").unwrap();
    held.hold();
    session.save_beside();
    held.wait();
    study::code(&mut session, "P02", "C1", "listens", "She listened").unwrap();
    session.undo().unwrap();
    session.redo().unwrap();
    assert!(session.tick().is_empty(), "nobody waits");
    assert_eq!(session.save_state(), SaveState::Saved);
    assert_eq!(copied(&dir), *session.project(), "in the midst of the save");
    held.let_go();
    settle(&mut session);
    assert_eq!(copied(&dir), *session.project(), "after it");
    session.save().unwrap();
    let left = session.project().clone();
    assert_eq!(left.codings(), 2);
    drop(session);
    assert_eq!(*Session::open(&dir, Some("C1")).unwrap().project(), left);
}

#[test]
fn what_others_did_and_what_was_done_meanwhile_come_together() {
    let (_home, dir, held, mut one) = held_study();
    let mut two = Session::open(&dir, Some("C2")).unwrap();
    study::code(&mut two, "P01", "C2", "listens", "She listened").unwrap();
    two.commit("rename", &[Edit::SetTitle("Their title".into())]).unwrap();
    two.save().unwrap();
    study::code(&mut one, "P01", "C1", "listens", "She listened").unwrap();
    held.hold();
    one.save_beside();
    held.wait();
    study::code(&mut one, "P02", "C1", "listens", "She listened").unwrap();
    held.let_go();
    let told = settle(&mut one);
    assert!(told.contains(&Notice::TakenIn), "{told:?}");
    assert_eq!((one.project().codings(), one.project().title()), (3, "Their title"));
    one.undo().unwrap();
    assert_eq!(
        (one.project().codings(), one.project().title()),
        (2, "Their title"),
        "takes back its own alone"
    );
    one.save().unwrap();
    two.save().unwrap();
    assert_eq!(copied(&dir), *one.project());
}

#[test]
fn a_step_that_needs_the_files_waits_for_them() {
    let (_home, dir, held, mut session) = held_study();
    // Another coder's layer, whose lock the save may hold; and new words, which are put aside where the save puts its
    // files.
    let others = |s: &mut Session| study::code(s, "P01", "C2", "listens", "She listened").unwrap();
    let words = |s: &mut Session| {
        s.commit("import", &[study::transcript("P04", &mut SystemStamp)]).unwrap();
    };
    for step in [others as fn(&mut Session), words] {
        study::code(&mut session, "P01", "C1", "listens", "Nobody").unwrap();
        held.hold();
        session.save_beside();
        held.wait();
        let later = thread::spawn({
            let held = Arc::clone(&held);
            move || {
                thread::sleep(Duration::from_millis(50));
                held.let_go();
            }
        });
        step(&mut session);
        later.join().unwrap();
        settle(&mut session);
    }
    assert_eq!(session.save_state(), SaveState::Saved);
    settle(&mut session);
    session.save().unwrap();
    assert_eq!(session.project().transcripts().len(), 4);
    assert_eq!(copied(&dir), *session.project());
    // C2's lock is free again.
    assert_eq!(Session::open(&dir, Some("C2")).unwrap().read_only(), None);
}

#[test]
fn a_save_that_the_disk_refuses_is_told_and_made_up_for() {
    let (_home, dir, held, mut session) = held_study();
    study::code(&mut session, "P01", "C1", "listens", "She listened").unwrap();
    held.refuse();
    session.save_beside();
    settle(&mut session);
    assert!(matches!(session.save_state(), SaveState::Unsaved(_)), "{:?}", session.save_state());
    assert_eq!(copied(&dir), *session.project(), "the step is in the journal all the same");
    session.save_beside();
    settle(&mut session);
    assert_eq!(session.save_state(), SaveState::Saved);
    assert_eq!(copied(&dir), *session.project());
}

#[test]
fn whoever_closes_the_folder_waits_for_the_save_to_end() {
    let (_home, dir, held, mut session) = held_study();
    study::code(&mut session, "P01", "C1", "listens", "She listened").unwrap();
    let left = session.project().clone();
    held.hold();
    session.save_beside();
    held.wait();
    let closing = thread::spawn(move || drop(session));
    thread::sleep(Duration::from_millis(50));
    assert!(!closing.is_finished());
    held.let_go();
    closing.join().unwrap();
    let again = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((again.read_only(), again.project()), (None, &left));
}
