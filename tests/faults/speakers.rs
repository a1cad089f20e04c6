//! Who is tied to which case: by several people at once, on copies, beside somebody who removes the case; nothing is lost in
//! silence, and an undo takes back one tie and no other.

use std::path::Path;

use concord::model::merge::{Conflict, Copy, MergePlan, Past, Side, merged};
use concord::model::*;
use concord::session::Session;
use concord::store::RealDisk;
use tempfile::tempdir;

use crate::common::random::*;
use crate::common::study;

fn case_of(n: u8, name: &str) -> Edit {
    Edit::PutCase(Case { id: case(n), name: name.into(), values: Default::default() })
}

/// Three transcripts in which I and P speak, and two cases.
fn start() -> Project {
    let project = walk(&[]).pop().unwrap();
    project.apply_all(&[case_of(0, "Tess"), case_of(1, "Ivo")]).unwrap()
}

fn tied(project: &Project, edits: &[Edit]) -> Project {
    project.apply_all(edits).unwrap()
}

fn ties(project: &Project, n: u8) -> Vec<(String, String)> {
    let named = |id| project.case(id).unwrap().name.clone();
    let of = project.transcript(transcript(n)).unwrap();
    of.ties().map(|(label, case)| (label.to_owned(), named(case))).collect()
}

fn both(ours: &Project, theirs: &Project, base: Option<&Project>, choose: Side) -> MergePlan {
    let copy =
        Copy { name: "theirs".into(), project: theirs.clone(), base: base.cloned(), past: Past::default() };
    merged(ours, &Past::default(), &[copy], &|_: &Conflict| choose).unwrap()
}

fn pair(label: &str, case: &str) -> (String, String) {
    (label.to_owned(), case.to_owned())
}

#[test]
fn ties_made_on_copies_come_together() {
    let base = start();
    let ours = tied(&base, &[tie(0, "I", Some(0))]);
    let theirs = tied(&base, &[tie(0, "P", Some(1)), tie(1, "P", Some(1))]);
    for plan in [
        both(&ours, &theirs, Some(&base), Side::Ours),
        both(&theirs, &ours, Some(&base), Side::Ours),
        both(&ours, &theirs, None, Side::Ours),
    ] {
        assert!(plan.conflicts.is_empty(), "{:?}", plan.conflicts);
        assert_eq!(ties(&plan.project, 0), [pair("I", "Tess"), pair("P", "Ivo")]);
        assert_eq!(ties(&plan.project, 1), [pair("P", "Ivo")]);
        assert_eq!(plan.project.check(), []);
    }
    let other = tied(&base, &[tie(0, "I", Some(1))]);
    for (choose, stands) in [(Side::Ours, "Tess"), (Side::Theirs, "Ivo")] {
        let plan = both(&ours, &other, Some(&base), choose);
        let [conflict] = &plan.conflicts[..] else { panic!("{:?}", plan.conflicts) };
        assert_eq!(conflict.field.to_string(), "case of the speaker “I”");
        assert_eq!((conflict.ours.to_string(), conflict.theirs.to_string()), ("Tess".into(), "Ivo".into()));
        assert_eq!(ties(&plan.project, 0), [pair("I", stands)]);
    }
    // What one took back and the other left stays taken back.
    let plan = both(&tied(&ours, &[tie(0, "I", None)]), &ours, Some(&ours), Side::Theirs);
    assert_eq!((ties(&plan.project, 0), plan.conflicts.len()), (Vec::new(), 0));
}

#[test]
fn a_case_that_somebody_ties_a_speaker_to_stays() {
    let base = start();
    let gone = tied(&base, &[Edit::RemoveCase(case(1))]);
    let theirs = tied(&base, &[tie(0, "P", Some(1))]);
    for plan in [both(&gone, &theirs, Some(&base), Side::Ours), both(&theirs, &gone, Some(&base), Side::Ours)]
    {
        assert_eq!(ties(&plan.project, 0), [pair("P", "Ivo")]);
        assert!(plan.told.iter().any(|told| told.message.to_string().contains("Ivo")), "{:?}", plan.told);
    }
    // A copy that gave the case another id means the same person.
    let renumbered = tied(&walk(&[]).pop().unwrap(), &[case_of(2, "ivo"), tie(0, "P", Some(2))]);
    let plan = both(&base, &renumbered, None, Side::Ours);
    assert_eq!(ties(&plan.project, 0), [pair("P", "Ivo")]);
}

#[test]
fn a_case_that_goes_leaves_its_speakers_and_an_undo_ties_them_again() {
    let before = tied(&start(), &[tie(0, "I", Some(0)), tie(0, "P", Some(1)), tie(2, "P", Some(1))]);
    let after = tied(&before, &[Edit::RemoveCase(case(1))]);
    assert_eq!((ties(&after, 0), ties(&after, 2), after.check()), (vec![pair("I", "Tess")], vec![], vec![]));
    let back = after.diff(&before);
    assert!(back.iter().all(|e| !matches!(e, Edit::PutTranscript(_))), "nothing but ties: {back:?}");
    assert_eq!(tied(&after, &back), before);
    assert!(before.apply(&tie(0, "Q", Some(0))).is_err(), "nobody is called so");
    assert!(before.apply(&tie(0, "P", Some(2))).is_err(), "there is no such case");
    assert_eq!(ties(&tied(&before, &[tie(0, "P", None)]), 0), [pair("I", "Tess")]);
}

fn opened(dir: &Path, coder: &str) -> Session {
    Session::open(dir, Some(coder)).unwrap()
}

fn tie_in(session: &Session, title: &str, label: &str) -> Edit {
    let project = session.project();
    let (transcript, case) = (project.transcript_named(title).unwrap().id(), project.cases()[0].id);
    Edit::TieSpeaker { transcript, speaker: label.into(), case: Some(case) }
}

fn labels(dir: &Path, title: &str) -> Vec<String> {
    let project = concord::store::load(&RealDisk, dir).unwrap().project;
    assert_eq!(project.check(), []);
    project.transcript_named(title).unwrap().ties().map(|(label, _)| label.to_owned()).collect()
}

/// Neither knows of the other's tie; each order of saving and crashing keeps both, and a removal of the case that did not
/// know of the last tie does not take it along.
#[test]
fn two_who_tie_at_once_lose_nothing() {
    for order in ["one saves first", "two saves first", "both crash"] {
        let home = tempdir().unwrap();
        let dir = home.path().join("study");
        let mut one = study::create(&dir);
        one.save().unwrap();
        let mut two = opened(&dir, "C2");
        one.commit("tie", &[tie_in(&one, "P01", "P01")]).unwrap();
        two.commit("tie", &[tie_in(&two, "P01", "Interviewer")]).unwrap();
        match order {
            "one saves first" => {
                one.save().unwrap();
                two.save().unwrap();
            }
            "two saves first" => {
                two.save().unwrap();
                one.save().unwrap();
            }
            _ => {}
        }
        drop((one, two));
        assert_eq!(labels(&dir, "P01"), ["Interviewer", "P01"], "{order}");
        let mut session = opened(&dir, "C1");
        session.commit("tie", &[tie_in(&session, "P02", "P02")]).unwrap();
        session.undo().unwrap();
        session.save().unwrap();
        drop(session);
        assert_eq!((labels(&dir, "P01").len(), labels(&dir, "P02").len()), (2, 0), "{order}");
    }
}

#[test]
fn a_tie_that_the_remover_of_the_case_did_not_know_of_stays() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    one.commit("tie", &[tie_in(&one, "P01", "P01")]).unwrap();
    one.save().unwrap();
    let mut two = opened(&dir, "C2");
    two.commit("tie", &[tie_in(&two, "P01", "Interviewer")]).unwrap();
    let case = one.project().cases()[0].id;
    one.commit("remove", &[Edit::RemoveCase(case)]).unwrap();
    drop((one, two));
    assert!(labels(&dir, "P01").contains(&"Interviewer".to_owned()));
    let mut session = opened(&dir, "C1");
    assert_eq!(session.damage(), []);
    session.save().unwrap();
    drop(session);
    assert!(labels(&dir, "P01").contains(&"Interviewer".to_owned()));
}
