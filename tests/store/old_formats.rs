//! Studies as earlier versions wrote them: they open for ever, are kept as they were before anything is written, and what
//! those versions lost or locked is found and put right.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use concord::model::{
    Assignment, Edit, SavedScope, ScopeId, Stamp, StudyScope, Timestamp, TranscriptSet, TranscriptSetId,
};
use concord::session::Session;
use concord::store::{Disk, FORMAT_VERSION, RealDisk, Repaired, accept, repair};
use tempfile::{TempDir, tempdir};

use crate::common::study;

fn copy_of(name: &str) -> (TempDir, PathBuf, BTreeMap<String, Vec<u8>>) {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let files = study::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/studies").join(name));
    for (name, bytes) in &files {
        let path = dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    (home, dir, files)
}

fn check(dir: &Path, put_right: bool) -> Repaired {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    repair(&disk, dir, put_right, Timestamp::now()).unwrap()
}

fn version(dir: &Path) -> String {
    let words = std::fs::read_to_string(dir.join("project.ron")).unwrap();
    words.lines().find(|line| line.contains("format_version")).unwrap().trim().to_owned()
}

#[test]
fn a_study_of_format_1_opens_is_kept_as_it_was_and_goes_on() {
    let (_home, dir, before) = copy_of("format-1-plain");
    let read = Session::open(&dir, None).unwrap();
    assert_eq!((read.damage(), read.project().codings()), (&[][..], 13), "with the step that no file holds");
    drop(read);
    let mut session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.read_only(), session.damage()), (None, &[][..]));
    study::code(&mut session, "P01", "C1", "listens", "Tuesday").unwrap();
    session.save().unwrap();
    assert_eq!(session.project().codings(), 14);
    let p02 = session.project().transcript_named("P02").unwrap().clone();
    assert!(p02.text().as_str().contains("listens to me"));
    drop(session);
    assert_eq!(version(&dir), format!("format_version: {FORMAT_VERSION},"));
    assert_eq!(check(&dir, false).damage, []);
    let after = study::files(&dir);
    for (file, bytes) in before {
        // Journals only grow, and words are kept by their hash.
        let now = if file.starts_with("history/texts")
            || file.starts_with("transcripts/") && file.ends_with(".txt")
        {
            &after[&file]
        } else if file.starts_with("history/") && !file.contains("checkpoint") {
            assert!(after[&file].starts_with(&bytes), "{file}");
            continue;
        } else {
            &after[&format!("history/format-1/{file}")]
        };
        assert!(*now == bytes, "{file} was not kept");
    }
}

/// Nobody who speaks in it was tied to a case: nobody is, everybody can be, and what was there is as it was.
#[test]
fn speakers_of_a_study_of_format_2_can_be_tied() {
    let (_home, dir, before) = copy_of("format-2-plain");
    let mut session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.read_only(), session.damage()), (None, &[][..]));
    let group = session.project().transcript_named("Group 1").unwrap().clone();
    assert_eq!((group.speakers().len(), group.ties().count()), (3, 0));
    let tess = session.project().case_named("Tess").unwrap().id;
    let tie = Edit::TieSpeaker { transcript: group.id(), speaker: "Tess".into(), case: Some(tess) };
    session.commit("tie", &[tie]).unwrap();
    session.save().unwrap();
    drop(session);
    assert_eq!(version(&dir), format!("format_version: {FORMAT_VERSION},"));
    assert_eq!(check(&dir, false).damage, []);
    let project = Session::open(&dir, None).unwrap().project().clone();
    let group = project.transcript_named("Group 1").unwrap();
    assert_eq!(group.ties().collect::<Vec<_>>(), [("Tess", tess)]);
    assert_eq!(project.codings(), 4);
    let after = study::files(&dir);
    let kept = |file: &str| after[&format!("history/format-2/{file}")] == before[file];
    assert!(kept("transcripts/group-1.ron") && kept("project.ron") && kept("cases.ron"));
    assert_eq!(after["layers/c1/group-1.ron"], before["layers/c1/group-1.ron"], "codings are as they were");
}

/// There were no sets of transcripts and nobody was given any: there may be now, and the rest is as it was.
#[test]
fn a_study_of_format_3_can_have_sets_and_a_plan() {
    let (_home, dir, before) = copy_of("format-3-plain");
    let mut session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.read_only(), session.damage()), (None, &[][..]));
    let project = session.project();
    assert_eq!(
        (project.transcript_sets().len(), project.assignments().count(), project.scopes().len()),
        (0, 0, 0)
    );
    let group = project.transcript_named("Group").unwrap().id();
    let coder = project.coder_named("C2").unwrap().id;
    let set = TranscriptSet {
        id: TranscriptSetId(session.stamp().uuid()),
        name: "focus groups".into(),
        transcripts: [group].into(),
    };
    let scope = StudyScope { sets: [set.id].into(), ..StudyScope::default() };
    let scope = SavedScope { id: ScopeId(session.stamp().uuid()), name: "groups".into(), scope };
    let given = Assignment { transcript: group, coder, drawn: None };
    let edits = [
        Edit::PutTranscriptSet(set.clone()),
        Edit::Assign(given.clone()),
        Edit::PutScope(Box::new(scope.clone())),
    ];
    session.commit("plan", &edits).unwrap();
    session.save().unwrap();
    drop(session);
    assert_eq!(version(&dir), format!("format_version: {FORMAT_VERSION},"));
    assert_eq!(check(&dir, false).damage, []);
    let project = Session::open(&dir, None).unwrap().project().clone();
    assert_eq!(*project.transcript_sets()[0].as_ref(), set);
    assert_eq!(project.assignments().collect::<Vec<_>>(), [&given]);
    assert_eq!(*project.scopes()[0].as_ref(), scope);
    let after = study::files(&dir);
    assert_eq!(after["history/format-3/project.ron"], before["project.ron"]);
    for file in ["transcripts/group.ron", "layers/c1/group.ron", "cases.ron", "codebook.ron"] {
        assert_eq!(after[file], before[file], "{file} is as it was");
    }
    // Where its file is lost, the history tells it.
    std::fs::remove_file(dir.join("plan.ron")).unwrap();
    let lost = Session::open(&dir, None).unwrap();
    assert!(!lost.damage().is_empty() && *lost.project() == project, "{:?}", lost.damage());
}

/// Steps of somebody who crashed while another was at work were dropped by the first version, which said nothing.
#[test]
fn what_the_first_version_lost_is_found_and_brought_back() {
    let (_home, dir, _) = copy_of("format-1-hit");
    assert_eq!(Session::open(&dir, None).unwrap().project().codings(), 3);
    let found = check(&dir, false);
    let told: Vec<String> = found.damage.iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].starts_with("history/c1.ron: steps are in no file"), "{told:?}");
    assert!(told[0].contains("3 in all") && told[0].contains("check --repair"), "{told:?}");
    let done = check(&dir, true);
    assert!(
        done.repaired.iter().any(|what| what.to_string().contains("brought back what 3 of its steps did")),
        "{done:?}"
    );
    let mut session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.project().codings(), session.damage(), session.read_only()), (6, &[][..], None));
    study::code(&mut session, "P03", "C1", "listens", "Tuesday").unwrap();
    session.save().unwrap();
    drop(session);
    assert_eq!(check(&dir, false).damage, []);
}

#[test]
fn what_the_first_version_lost_can_be_left_out_for_good() {
    let (_home, dir, _) = copy_of("format-1-hit");
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    assert!(!accept(&disk, &dir, Timestamp::now()).unwrap().repaired.is_empty());
    assert_eq!(check(&dir, false).damage, []);
    assert_eq!(Session::open(&dir, None).unwrap().project().codings(), 3);
}

/// A save named files that another save had given other names, and nobody could write the study any more.
#[test]
fn what_the_first_version_locked_is_open() {
    let (_home, dir, _) = copy_of("format-1-stuck");
    assert_eq!(check(&dir, false).damage, []);
    let mut session = Session::open(&dir, Some("Carla")).unwrap();
    assert_eq!((session.read_only(), session.damage()), (None, &[][..]));
    study::code(&mut session, "P01", "Carla", "listens", "Tuesday").unwrap();
    session.save().unwrap();
    assert_eq!(session.project().codings(), 3);
    drop(session);
    assert_eq!(check(&dir, false).damage, []);
}
