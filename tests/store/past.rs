//! What was done on earlier days is taken back and made again as what was done a moment ago; what others built on is not, and
//! it is said who did.

use std::path::Path;

use concord::model::*;
use concord::session::{CommitError, Session};
use tempfile::tempdir;

use crate::common::study;

fn opened(dir: &Path, who: &str) -> Session {
    Session::open(dir, Some(who)).unwrap()
}

/// Lets a session take back what was done before it was opened.
fn with_past(session: &mut Session) {
    let steps = session.past()();
    session.know_past(steps);
}

/// A study that C1 made some steps in, closed; gives the project before each of them and at the end.
fn worked_on(dir: &Path) -> Vec<Project> {
    let mut session = study::create(dir);
    let mut sides = vec![session.project().clone()];
    for (title, code, words) in [
        ("P01", "listens", "She listened"),
        ("P02", "listens", "Nobody"),
        ("P03", "keeps promises", "promise"),
    ] {
        study::code(&mut session, title, "C1", code, words).unwrap();
        sides.push(session.project().clone());
    }
    session.commit("another title", &[Edit::SetTitle("Ours".into())]).unwrap();
    sides.push(session.project().clone());
    session.save().unwrap();
    sides
}

#[test]
fn steps_of_earlier_days_are_taken_back_one_by_one_and_made_again() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let sides = worked_on(&dir);
    let mut session = opened(&dir, "C1");
    assert!(session.can_undo().is_none() && session.may_have_past());
    with_past(&mut session);
    assert!(!session.may_have_past());
    for side in sides.iter().rev().skip(1) {
        assert!(session.undo().unwrap().is_some());
        assert_eq!(session.project(), side);
    }
    // What somebody did as nobody, before they said who they are, is not theirs.
    assert_eq!(session.undo().unwrap(), None);
    for side in &sides[1..3] {
        assert!(session.redo().unwrap().is_some());
        assert_eq!(session.project(), side);
    }
    session.save().unwrap();
    drop(session);

    // What was taken back then is not taken back once more, and can be made again.
    let mut session = opened(&dir, "C1");
    assert_eq!(*session.project(), sides[2]);
    with_past(&mut session);
    assert_eq!(session.can_redo(), Some("code “promise”"));
    session.undo().unwrap();
    assert_eq!(*session.project(), sides[1]);
    session.redo().unwrap();
    session.redo().unwrap();
    session.redo().unwrap();
    assert_eq!(session.project(), sides.last().unwrap());
}

#[test]
fn one_goes_back_to_before_a_chosen_step_and_others_keep_their_work() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let sides = worked_on(&dir);
    let mut two = opened(&dir, "C2");
    study::code(&mut two, "P01", "C2", "listens", "Nobody").unwrap();
    two.save().unwrap();
    let with_both = two.project().clone();
    drop(two);
    let mut one = opened(&dir, "C1");
    let steps = one.past()();
    let second = steps.iter().position(|step| step.label == "code “Nobody”" && step.who == "C1").unwrap();
    assert_eq!(one.standing_from(&steps, second), 3);
    assert_eq!(one.undo_from(&steps, second, "back").unwrap(), 3);
    assert_eq!(one.project().title(), sides[1].title());
    assert_eq!(one.project().codings(), sides[1].codings() + 1, "what C2 coded stays");
    one.undo().unwrap();
    assert_eq!(*one.project(), with_both, "going back is a step like any other");
}

#[test]
fn what_others_built_on_is_not_taken_back_and_it_is_said_who_did() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    let warmth = Code::new(CodeId(one.stamp().uuid()), "warmth", None, Colour([1, 2, 3]));
    one.commit("add the code “warmth”", &[Edit::PutCode(Box::new(warmth))]).unwrap();
    study::code(&mut one, "P01", "C1", "warmth", "She listened").unwrap();
    one.save().unwrap();
    drop(one);
    let mut two = opened(&dir, "C2");
    study::code(&mut two, "P02", "C2", "listens", "Nobody").unwrap();
    study::code(&mut two, "P02", "C2", "warmth", "She listened").unwrap();
    two.save().unwrap();
    drop(two);

    let mut one = opened(&dir, "C1");
    let before = one.project().clone();
    let steps = one.past()();
    let added = steps.iter().position(|step| step.label == "add the code “warmth”").unwrap();
    let why = one.undo_from(&steps, added, "back").unwrap_err();
    let by = |why: &CommitError| match why {
        CommitError::BuiltOn { step, by } => (step.clone(), by.clone()),
        other => panic!("{other}"),
    };
    let told = Some(("C2".to_owned(), "code “She listened”".to_owned()));
    assert_eq!(by(&why), ("add the code “warmth”".to_owned(), told.clone()));
    assert!(why.to_string().contains("C2") && why.to_string().contains("code “She listened”"));
    assert_eq!(*one.project(), before, "nothing of it was taken back");

    // One by one it is the same: the own coding goes, the code stays.
    with_past(&mut one);
    one.undo().unwrap();
    let now = one.project().clone();
    assert_eq!(by(&one.undo().unwrap_err()).1, told);
    assert_eq!(*one.project(), now);
}

#[test]
fn while_everybody_codes_blind_there_are_only_ones_own_steps() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    let stage = Stage { phase: Phase::Independent, reason: String::new(), by: None, at: None };
    one.commit("begin", &[Edit::SetPhase(stage)]).unwrap();
    one.save().unwrap();
    drop(one);
    let mut two = opened(&dir, "C2");
    study::code(&mut two, "P02", "C2", "listens", "Nobody").unwrap();
    two.save().unwrap();
    drop(two);
    let one = opened(&dir, "C1");
    assert!(one.past()().iter().all(|step| step.who == "C1"));
    let two = Session::open(&dir, Some("C2")).unwrap();
    assert_eq!(two.past()().len(), 1);
}
