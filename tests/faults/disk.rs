//! A save, an import, a step, a new project, and a recovery, each stopped or refused at every call in turn: the old
//! state or the new one, never a mixture; named; kept in memory; saving elsewhere works.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use concord::lang::Message;
use concord::model::Project;
use concord::session::{OpenOptions, SaveState, Session, SystemStamp};
use concord::store::{Disk, RealDisk};
use tempfile::tempdir;

use crate::common::study;
use crate::faulty::{Fault, FaultyDisk};

/// What a person does, to be interrupted.
#[derive(Clone, Copy, Debug)]
enum Work {
    Step,
    Save,
    Import,
    Correction,
    Recovery,
}

const REFUSALS: [ErrorKind; 5] = [
    ErrorKind::StorageFull,
    ErrorKind::Other,
    ErrorKind::QuotaExceeded,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::PermissionDenied,
];

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in study::files(from) {
        let path = to.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// A folder to start from: saved, and with steps in the journal where a recovery is to be tried.
fn prepare(dir: &Path, work: Work) {
    let mut session = study::create(dir);
    study::code(&mut session, "P01", "C1", "listens", "She listened").unwrap();
    session.save().unwrap();
    if matches!(work, Work::Recovery | Work::Save) {
        study::code_everything(&mut session);
    }
}

/// Does the work as far as it goes; gives what memory holds.
fn work_on(disk: &Arc<dyn Disk>, dir: &Path, work: Work) -> Option<Session> {
    let mut session = OpenOptions::default().disk(disk).who(Some("C1")).open(dir).ok()?;
    if session.read_only().is_some() {
        return Some(session);
    }
    match work {
        Work::Step => study::code(&mut session, "P01", "C1", "believes in me", "Nobody").unwrap(),
        Work::Import => {
            let more = study::transcript("P04", &mut SystemStamp);
            session.commit("import", &[more]).unwrap();
        }
        Work::Save => {
            study::code(&mut session, "P01", "C1", "believes in me", "Nobody").unwrap();
            let _ = session.save();
        }
        Work::Correction => {
            let p01 = session.project().transcript_named("P01").unwrap().clone();
            let from = p01.text().as_str().find("listened").unwrap();
            let edit = session.project().correction(p01.id(), from..from + 8, "listens to me").unwrap();
            session.commit("correct", &[edit]).unwrap();
            let _ = session.save();
        }
        Work::Recovery => {}
    }
    Some(session)
}

/// The same but for ids and times, which differ from run to run.
fn shape(project: &Project) -> Vec<(String, String, String, usize, usize)> {
    let codings = project.layers().flat_map(|l| l.codings().iter().map(move |c| (l, c)));
    let mut shape: Vec<_> = codings
        .map(|(l, c)| {
            let name = project.coder(l.coder()).unwrap().name.clone();
            let title = project.transcript(l.transcript()).unwrap().title().to_owned();
            (title, name, project.codebook().path(c.code), c.span.start(), c.span.end())
        })
        .collect();
    shape.extend(
        project.transcripts().iter().map(|t| (t.title().into(), t.sha256().into(), String::new(), 0, 0)),
    );
    shape.sort();
    shape
}

fn stopped_everywhere(work: Work) {
    let home = tempdir().unwrap();
    let origin = home.path().join("origin");
    prepare(&origin, work);
    let before = shape(Session::open(&origin, None).unwrap().project());
    let whole = home.path().join("whole");
    copy(&origin, &whole);
    let real: Arc<dyn Disk> = Arc::new(RealDisk);
    let after = shape(work_on(&real, &whole, work).unwrap().project());
    let mut reached = 0;
    let mut states = [0, 0];
    for at in 1.. {
        let dir = home.path().join(format!("{at}"));
        copy(&origin, &dir);
        let faulty = Arc::new(FaultyDisk::new(&dir, Fault::Stop, at));
        let disk: Arc<dyn Disk> = Arc::clone(&faulty) as Arc<dyn Disk>;
        drop(work_on(&disk, &dir, work));
        let finished = faulty.calls() < at;
        // The old state or the new one, whole, and again after the recovery.
        for _ in 0..2 {
            let session = Session::open(&dir, Some("C1")).unwrap();
            assert_eq!(session.damage(), [], "{work:?} stopped at {at}");
            assert_eq!(session.project().check(), []);
            let now = shape(session.project());
            let new = now != before;
            states[usize::from(new)] += 1;
            if new {
                assert_eq!(now, after, "{work:?} stopped at {at} left a mixture");
            }
            assert!(session.read_only().is_none());
        }
        let staged = study::files(&dir).into_keys().filter(|f| f.starts_with("staged/")).count();
        assert_eq!(staged, 0, "{work:?} stopped at {at} left temporary files");
        std::fs::remove_dir_all(&dir).unwrap();
        if finished {
            break;
        }
        reached = at;
    }
    assert!(reached > 5, "{work:?} made only {reached} calls");
    assert!(states[0] > 0 && (states[1] > 0 || matches!(work, Work::Recovery)), "{work:?}: {states:?}");
}

#[test]
fn a_step_stopped_anywhere() {
    stopped_everywhere(Work::Step);
}

#[test]
fn a_save_stopped_anywhere() {
    stopped_everywhere(Work::Save);
}

#[test]
fn an_import_stopped_anywhere() {
    stopped_everywhere(Work::Import);
}

#[test]
fn a_correction_stopped_anywhere() {
    stopped_everywhere(Work::Correction);
}

#[test]
fn a_recovery_stopped_anywhere() {
    stopped_everywhere(Work::Recovery);
}

#[test]
fn a_new_project_stopped_anywhere_is_there_or_not() {
    let home = tempdir().unwrap();
    for at in 1.. {
        let dir = home.path().join(format!("{at}"));
        let faulty = Arc::new(FaultyDisk::new(&dir, Fault::Stop, at));
        let disk: Arc<dyn Disk> = Arc::clone(&faulty) as Arc<dyn Disk>;
        let made = OpenOptions::default().disk(&disk).create(&dir, "A study", &study::edits()).is_ok();
        if made {
            assert_eq!(Session::open(&dir, None).unwrap().project().coders().len(), 3);
        } else {
            // What a failed creation leaves can be made anew in the same place.
            let again = Session::create(&dir, "A study", &study::edits());
            assert!(again.is_ok(), "stopped at {at}: {}", again.err().unwrap());
        }
        if faulty.calls() < at {
            break;
        }
    }
}

#[test]
fn a_refusal_anywhere_is_named_and_nothing_is_lost() {
    let home = tempdir().unwrap();
    for work in [Work::Step, Work::Save, Work::Import] {
        let origin = home.path().join(format!("{work:?}"));
        prepare(&origin, work);
        let before = shape(Session::open(&origin, None).unwrap().project());
        for at in 1.. {
            let kind = REFUSALS[at % REFUSALS.len()];
            let dir = home.path().join(format!("{work:?}{at}"));
            copy(&origin, &dir);
            let faulty = Arc::new(FaultyDisk::new(&dir, Fault::Refuse(kind), at));
            let disk: Arc<dyn Disk> = Arc::clone(&faulty) as Arc<dyn Disk>;
            let mut session = work_on(&disk, &dir, work).unwrap();
            let calls = faulty.calls();
            if session.read_only().is_none() && calls >= at {
                // Refused, so memory has it, the state says why, and another folder takes it.
                let now = shape(session.project());
                assert_eq!(now.len(), before.len() + 1);
                if let SaveState::Unsaved(why) = session.save_state() {
                    let why = why.to_string();
                    assert!(why.contains(&dir.display().to_string()) && why.contains("; "), "{why}");
                }
                let elsewhere = home.path().join(format!("elsewhere{work:?}{at}"));
                session.save_as(&elsewhere).unwrap();
                drop(session);
                assert_eq!(shape(Session::open(&elsewhere, Some("C1")).unwrap().project()), now);
            } else {
                drop(session);
            }
            let whole = Session::open(&dir, None).unwrap();
            assert_eq!(whole.damage(), []);
            if calls < at {
                break;
            }
        }
    }
}

#[test]
fn a_refusal_that_passes_is_made_good() {
    let home = tempdir().unwrap();
    let origin = home.path().join("origin");
    prepare(&origin, Work::Step);
    for at in 1.. {
        let dir = home.path().join(format!("{at}"));
        copy(&origin, &dir);
        let faulty = Arc::new(FaultyDisk::new(&dir, Fault::RefuseOnce(ErrorKind::StorageFull), at));
        let disk: Arc<dyn Disk> = Arc::clone(&faulty) as Arc<dyn Disk>;
        let Ok(mut session) = OpenOptions::default().disk(&disk).who(Some("C1")).open(&dir) else { continue };
        if session.read_only().is_some() {
            continue;
        }
        study::code(&mut session, "P01", "C1", "believes in me", "Nobody").unwrap();
        study::code(&mut session, "P01", "C1", "listens", "promise").unwrap();
        // One of the two saves may meet the refusal; the next one makes it good.
        let first = session.save();
        assert!(first.is_ok() || session.save().is_ok(), "refused at {at}");
        let left = session.project().clone();
        drop(session);
        let again = Session::open(&dir, Some("C1")).unwrap();
        assert_eq!((again.damage(), again.project()), (&[][..], &left), "refused at {at}");
        if faulty.calls() < at {
            break;
        }
    }
}

/// Run once more with a mask that would let everybody in.
#[cfg(unix)]
#[test]
fn files_are_private_whatever_the_mask() {
    let script = "umask 000; exec \"$0\" --exact disk::files_are_private_and_links_are_not_followed";
    let itself = std::env::current_exe().unwrap();
    let ran = std::process::Command::new("sh").args(["-c", script]).arg(itself).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
}

#[cfg(unix)]
#[test]
fn files_are_private_and_links_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    session.save().unwrap();
    let mut folders = vec![dir];
    while let Some(folder) = folders.pop() {
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700, "{}", folder.display());
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let mode = path.metadata().unwrap().permissions().mode() & 0o777;
                assert_eq!(mode, 0o600, "{}", path.display());
            }
        }
    }
    let precious = home.path().join("precious");
    std::fs::write(&precious, "keep").unwrap();
    let link = home.path().join("link");
    symlink(&precious, &link).unwrap();
    assert!(RealDisk.write_new(&link, b"gone").is_err());
    // An export to a link's name is refused.
    assert!(concord::store::write_file(&RealDisk, &link, b"export").is_err());
    assert_eq!(std::fs::read(&precious).unwrap(), b"keep");
    assert!(link.is_symlink());
}

/// A step that could not be written is taken back from the journal, and that nothing is there is said; where taking it back
/// fails as well, that nobody knows.
#[test]
fn what_is_said_of_a_step_that_failed_is_so() {
    let home = tempdir().unwrap();
    let origin = home.path().join("origin");
    prepare(&origin, Work::Step);
    let mut said = std::collections::BTreeSet::new();
    for (fault, name) in
        [(Fault::RefuseOnce(ErrorKind::StorageFull), "once"), (Fault::Refuse(ErrorKind::Other), "on")]
    {
        for at in 1..40 {
            let dir = home.path().join(format!("{name}{at}"));
            copy(&origin, &dir);
            let disk: Arc<dyn Disk> = Arc::new(FaultyDisk::new(&dir, fault, at));
            let Ok(mut session) = OpenOptions::default().disk(&disk).who(Some("C1")).open(&dir) else {
                continue;
            };
            if session.read_only().is_some() {
                continue;
            }
            study::code(&mut session, "P01", "C1", "believes in me", "Nobody").unwrap();
            let left = session.after_failure(Message::default());
            let failed = matches!(session.save_state(), SaveState::Unsaved(_));
            drop(session);
            let there = Session::open(&dir, None).unwrap().project().codings();
            if failed && left.is_empty() {
                assert_eq!(there, 1, "{name} {at}");
            }
            said.extend(failed.then(|| left.to_string().contains("it may be there")));
        }
    }
    assert_eq!(said.len(), 2, "both are met");
}
