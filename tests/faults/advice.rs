//! What the messages advise is done, for every kind of damage and for pairs of them, until nothing is left to advise: it
//! ends in a whole study, or in a loss that was named and accepted. `CONCORD_PAIRS` sets how many pairs are tried.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use concord::model::{Edit, Timestamp};
use concord::session::Session;
use concord::store::{Disk, RealDisk, accept, repair};
use tempfile::{TempDir, tempdir};

use crate::common::chance::random;
use crate::common::study;

type Files = BTreeMap<String, Vec<u8>>;

/// A study by two people: saved, with steps that no file holds yet, memos, and words that were corrected.
fn made() -> Files {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    let p02 = session.project().transcript_named("P02").unwrap().clone();
    let from = p02.text().as_str().find("listened").unwrap();
    let edit = session.project().correction(p02.id(), from..from + 8, "listens to me").unwrap();
    session.commit("correct", &[edit]).unwrap();
    session.save().unwrap();
    drop(session);
    let mut two = Session::open(&dir, Some("C2")).unwrap();
    study::code(&mut two, "P01", "C2", "listens", "Nobody").unwrap();
    two.save().unwrap();
    study::code(&mut two, "P03", "C2", "listens", "Nobody").unwrap();
    drop(two);
    study::files(&dir)
}

fn laid(files: &Files) -> (TempDir, PathBuf) {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    for (name, bytes) in files {
        let path = dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    (home, dir)
}

const HARMS: [&str; 8] =
    ["truncated", "emptied", "missing", "zeros", "flipped", "changed", "a pipe", "a folder"];

fn harm(dir: &Path, file: &str, how: &str) {
    let path = dir.join(file);
    let Ok(mut bytes) = std::fs::read(&path) else { return };
    match how {
        "truncated" => bytes.truncate(bytes.len() * 2 / 3),
        "emptied" => bytes.clear(),
        "zeros" => bytes.fill(0),
        "flipped" => {
            let at = bytes.len() / 2;
            bytes[at] ^= 4;
        }
        // By hand, so that it is whole: a coder is named anew, a code, a note.
        "changed" => {
            let words = String::from_utf8(bytes).unwrap();
            bytes = words.replace("name:\"C1\"", "name:\"Carla\"").replace("listens", "hears").into_bytes();
        }
        "missing" => return std::fs::remove_file(path).unwrap(),
        "a folder" => {
            std::fs::remove_file(&path).unwrap();
            return std::fs::create_dir(&path).unwrap();
        }
        "a pipe" => {
            std::fs::remove_file(&path).unwrap();
            let made = std::process::Command::new("mkfifo").arg(&path).status();
            assert!(made.is_ok_and(|status| status.success()));
            return;
        }
        other => panic!("{other}"),
    }
    std::fs::write(path, bytes).unwrap();
}

/// Does what is advised until there is nothing more to do; gives what was done.
fn advised(dir: &Path, context: &str) -> Vec<String> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let now = Timestamp::now();
    let mut done = Vec::new();
    for _ in 0..6 {
        let found = repair(&disk, dir, false, now).unwrap_or_else(|why| panic!("{context}: {why}"));
        if found.damage.is_empty() {
            return done;
        }
        let advises = |what: &str| found.damage.iter().any(|d| d.remedy.to_string().contains(what));
        let next = if advises("check --repair") {
            repair(&disk, dir, true, now).unwrap_or_else(|why| panic!("{context}: {why}"))
        } else if advises("check --accept") {
            accept(&disk, dir, now).unwrap_or_else(|why| panic!("{context}: {why} {:?}", found.damage))
        } else {
            panic!("{context}: nothing is advised: {:?}", found.damage)
        };
        assert!(!next.repaired.is_empty(), "{context}: the advice did nothing: {:?}", found.damage);
        done.extend(next.repaired.iter().map(ToString::to_string));
    }
    let left = repair(&disk, dir, false, now).unwrap().damage;
    panic!("{context}: still {left:#?}\nafter {done:#?}");
}

fn ends_well(files: &Files, harms: &[(&String, &str)], whole: usize) {
    let (_home, dir) = laid(files);
    for (file, how) in harms {
        harm(&dir, file, how);
    }
    let context = format!("{harms:?}");
    let project_is_there = dir.join("project.ron").exists() || dir.join("codebook.ron").exists();
    if !project_is_there {
        return;
    }
    let done = advised(&dir, &context);
    let session = Session::open(&dir, None).unwrap();
    assert_eq!((session.damage(), session.read_only()), (&[][..], None), "{context}");
    let (codings, names) = (session.project().codings(), session.project().coders().len());
    assert_eq!(session.project().check(), [], "{context}");
    drop(session);
    let named = done.iter().any(|what| {
        ["lost, and gone on without", "taken out", "which are not whole", "is cut"]
            .iter()
            .any(|said| what.contains(said))
    });
    // A last line of a journal that is cut was never acknowledged, as far as anybody can tell.
    let cut = harms.iter().any(|(file, how)| file.starts_with("history/c") && *how == "truncated");
    let whole = if cut { codings } else { whole };
    assert!(
        codings == whole || named,
        "{context}: {codings} of {whole} codings are left, and nothing was said: {done:#?}"
    );
    assert!(names > 0 || named, "{context}");
    let who = Session::open(&dir, None).unwrap().project().coders().first().map(|c| c.name.clone());
    if let Some(who) = who {
        let mut session = Session::open(&dir, Some(&who)).unwrap();
        assert_eq!(session.read_only(), None, "{context}");
        session.commit("title", &[Edit::SetTitle("goes on".into())]).unwrap();
        session.save().unwrap_or_else(|why| panic!("{context}: {why}"));
    }
    assert_eq!(
        repair(&(Arc::new(RealDisk) as Arc<dyn Disk>), &dir, false, Timestamp::now()).unwrap().damage,
        [],
        "{context}"
    );
}

#[test]
fn what_is_advised_helps_against_every_damage() {
    let files = made();
    for file in files.keys() {
        for how in HARMS {
            ends_well(&files, &[(file, how)], 14);
        }
    }
}

#[test]
fn what_is_advised_helps_against_two_damages_at_once() {
    let files = made();
    let names: Vec<&String> = files.keys().collect();
    let pairs: usize = std::env::var("CONCORD_PAIRS").ok().and_then(|n| n.parse().ok()).unwrap_or(120);
    let first: usize = std::env::var("CONCORD_PAIR").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut seed = 0x1234_5678_9ABC_DEF1;
    for n in 0..first + pairs {
        let mut pick = |of: usize| random(&mut seed) as usize % of;
        let pair = [0, 1].map(|_| (names[pick(names.len())], HARMS[pick(HARMS.len())]));
        if n >= first && pair[0].0 != pair[1].0 {
            ends_well(&files, &pair, 14);
        }
    }
}

/// A layer is gone and its journal too: nothing tells what was in it, and going on without it is said and done.
#[test]
fn a_layer_lost_with_its_journal_can_be_done_without() {
    let (_home, dir) = laid(&Files::new());
    drop(study::create(&dir));
    let mut two = Session::open(&dir, Some("C2")).unwrap();
    study::code(&mut two, "P01", "C2", "listens", "Nobody").unwrap();
    two.save().unwrap();
    drop(two);
    for file in ["history/c2.ron", "layers/c2/p01.ron"] {
        std::fs::remove_file(dir.join(file)).unwrap();
    }
    let why = Session::open(&dir, Some("C1")).unwrap().read_only().unwrap().to_owned();
    let why = why.to_string();
    assert!(why.contains("layers/c2/p01.ron") && why.contains("concord check --accept"), "{why}");
    let done = advised(&dir, "lost");
    assert!(
        done.iter().any(|what| what.starts_with("layers/c2/p01.ron: lost, and gone on without it")),
        "{done:?}"
    );
    assert_eq!(Session::open(&dir, Some("C1")).unwrap().read_only(), None);
}

/// A coder's name is changed by hand, and taken as it is.
#[test]
fn a_name_changed_by_hand_and_accepted_locks_nobody_out() {
    let (_home, dir) = laid(&made());
    harm(&dir, "project.ron", "changed");
    let done = advised(&dir, "renamed");
    assert!(!done.is_empty());
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    // Taken as it is, too, where that was meant.
    let (_home, dir) = laid(&made());
    harm(&dir, "project.ron", "changed");
    accept(&disk, &dir, Timestamp::now()).unwrap();
    assert_eq!(repair(&disk, &dir, false, Timestamp::now()).unwrap().damage, []);
    let session = Session::open(&dir, Some("Carla")).unwrap();
    assert_eq!((session.read_only(), session.project().codings()), (None, 14));
    assert!(dir.join("layers/carla").exists() && !dir.join("layers/c1/p01.ron").exists());
}

fn by_coder(dir: &Path) -> BTreeMap<String, usize> {
    let session = Session::open(dir, None).unwrap();
    let project = session.project();
    let count = |id| project.layers().filter(|l| l.coder() == id).map(|l| l.codings().len()).sum();
    project.coders().iter().map(|c| (c.name.clone(), count(c.id))).collect()
}

fn change(dir: &Path, file: &str, from: &str, to: &str) {
    let words = std::fs::read_to_string(dir.join(file)).unwrap();
    assert!(words.contains(from));
    std::fs::write(dir.join(file), words.replace(from, to)).unwrap();
}

/// Two coders get each other's names by hand: each layer goes with its coder, and none is taken for a copy.
#[test]
fn names_swapped_by_hand_go_with_their_codings() {
    let (_home, dir) = laid(&made());
    let before = by_coder(&dir);
    assert_eq!((before["C1"], before["C2"]), (4, 6));
    for (from, to) in [("\"C1\"", "\"@\""), ("\"C2\"", "\"C1\""), ("\"@\"", "\"C2\"")] {
        change(&dir, "project.ron", from, to);
    }
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    accept(&disk, &dir, Timestamp::now()).unwrap();
    assert_eq!(repair(&disk, &dir, false, Timestamp::now()).unwrap().damage, []);
    let after = by_coder(&dir);
    assert_eq!((after["C1"], after["C2"], after.values().sum::<usize>()), (6, 4, 14));
}

/// A coder gets the name of another by hand: that is refused, and nothing else is done.
#[test]
fn a_name_that_is_taken_is_not_accepted() {
    let (_home, dir) = laid(&made());
    change(&dir, "project.ron", "\"C1\"", "\"C2\"");
    let left = study::files(&dir);
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let why = accept(&disk, &dir, Timestamp::now()).unwrap_err().to_string();
    assert!(why.contains("project.ron") && why.contains("check --repair"), "{why}");
    assert_eq!(study::files(&dir), left);
    advised(&dir, "a name that is taken");
    assert_eq!(by_coder(&dir).values().sum::<usize>(), 14);
}

/// What speaks of cases or attributes that are lost stays without them.
#[test]
fn a_lost_case_takes_no_transcript_along() {
    for lost in [&["cases.ron", "history/_project.ron"][..], &["project.ron", "history/_project.ron"]] {
        let (_home, dir) = laid(&made());
        let mut session = Session::open(&dir, Some("C1")).unwrap();
        let case = session.project().cases()[0].id;
        let mut record = session.project().transcript_named("P01").unwrap().record();
        record.case = Some(case);
        session.commit("case", &[Edit::PutTranscript(Box::new(record))]).unwrap();
        session.save().unwrap();
        drop(session);
        lost.iter().for_each(|file| std::fs::remove_file(dir.join(file)).unwrap());
        advised(&dir, &format!("{lost:?}"));
        let session = Session::open(&dir, None).unwrap();
        assert_eq!((session.project().transcripts().len(), session.project().codings()), (3, 14), "{lost:?}");
    }
}

/// Without its history a study is not called whole, and can begin a new one.
#[test]
fn a_lost_history_is_named_and_begins_anew() {
    let (_home, dir) = laid(&made());
    drop(Session::open(&dir, Some("C1")).unwrap());
    let before = by_coder(&dir);
    std::fs::remove_dir_all(dir.join("history")).unwrap();
    let done = advised(&dir, "no history");
    assert!(done.iter().any(|what| what.contains("a new history begins")), "{done:?}");
    assert_eq!(by_coder(&dir), before);
    std::fs::remove_file(dir.join("layers/c2/p01.ron")).unwrap();
    advised(&dir, "with the new history");
    assert_eq!(by_coder(&dir), before);
}
