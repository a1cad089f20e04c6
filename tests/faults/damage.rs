//! Files that were damaged, changed or made by others: named with their place, never written over, and the rest opens.

use std::path::Path;
use std::sync::Arc;

use concord::model::{Completeness, Edit, Phase, Stage, Timestamp};
use concord::session::{CommitError, Session};
use concord::store::{Disk, FORMAT_VERSION, RealDisk, accept, repair};
use proptest::prelude::*;
use tempfile::{TempDir, tempdir};

use crate::common::study;

fn saved_study() -> (TempDir, std::path::PathBuf) {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    session.save().unwrap();
    drop(session);
    (home, dir)
}

fn change(dir: &Path, file: &str, how: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>) {
    let path = dir.join(file);
    match how(std::fs::read(&path).unwrap()) {
        Some(bytes) => std::fs::write(path, bytes).unwrap(),
        None => std::fs::remove_file(path).unwrap(),
    }
}

fn check(dir: &Path, put_right: bool) -> concord::store::Repaired {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    repair(&disk, dir, put_right, Timestamp::now()).unwrap()
}

/// What becomes of a file's bytes; none where the file goes.
type Harm = fn(Vec<u8>) -> Option<Vec<u8>>;

/// What can go wrong with a file.
fn damages() -> [(&'static str, Harm); 5] {
    [
        ("truncated", |b| Some(b[..b.len() * 2 / 3].to_vec())),
        ("emptied", |_| Some(Vec::new())),
        ("missing", |_| None),
        ("turned to NULs", |b| Some(vec![0; b.len()])),
        ("a bit flipped", |mut b| {
            let at = b.len() / 2;
            b[at] ^= 4;
            Some(b)
        }),
    ]
}

#[test]
fn every_file_damaged_in_every_way() {
    let (_home, dir) = saved_study();
    let whole = study::files(&dir);
    let left = Session::open(&dir, None).unwrap().project().clone();
    for file in whole.keys().filter(|f| !f.starts_with("history/texts/")) {
        for (how, damage) in damages() {
            change(&dir, file, damage);
            let damaged = study::files(&dir);
            let deep = check(&dir, false);
            let named = |f: &String| deep.damage.iter().any(|d| d.file == *f || d.file.contains(f.as_str()));
            // A journal that is gone to its last byte, or never was, leaves the files whole.
            assert!(named(file), "{file} {how}: {:?}", deep.damage);
            let mut session = Session::open(&dir, Some("C1"))
                .or_else(|_| Session::open(&dir, None))
                .unwrap_or_else(|e| panic!("{file} {how}: {e}"));
            assert!(
                session.project().codings() >= 4,
                "{file} {how}: only {} codings",
                session.project().codings()
            );
            if session.read_only().is_some() {
                let refused = session.commit("title", &[Edit::SetTitle("x".into())]);
                assert!(matches!(refused, Err(CommitError::ReadOnly(_))), "{file} {how}");
            }
            drop(session);
            assert_eq!(study::files(&dir), damaged, "{file} {how}: something was written");
            // The good copy is put back where the project could not be written.
            let done = check(&dir, true);
            let again = Session::open(&dir, None).unwrap();
            if !done.repaired.is_empty() {
                assert_eq!(again.read_only(), None, "{file} {how}: {:?}", again.damage());
                assert_eq!(again.project().codings(), left.codings(), "{file} {how}");
                assert_eq!(again.project().transcripts(), left.transcripts(), "{file} {how}");
                assert_eq!(again.project().codebook(), left.codebook(), "{file} {how}");
            }
            drop(again);
            for name in study::files(&dir).keys() {
                std::fs::remove_file(dir.join(name)).unwrap();
            }
            for (name, bytes) in &whole {
                std::fs::write(dir.join(name), bytes).unwrap();
            }
        }
    }
}

#[test]
fn words_changed_outside_are_noticed_and_codings_follow_their_quotes() {
    let (_home, dir) = saved_study();
    change(&dir, "transcripts/p01.txt", |b| {
        let text = String::from_utf8(b).unwrap();
        Some(format!("A note on top.\n\n{}", text.replace("🙂👩🏽‍🚒", "[redacted]")).into_bytes())
    });
    let before = study::files(&dir);
    let session = Session::open(&dir, Some("C1")).unwrap();
    let told: Vec<String> = session.damage().iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|t| t.contains("transcripts/p01.txt") && t.contains("changed outside")),
        "{told:?}"
    );
    assert!(told.iter().any(|t| t.contains("its words stand at 54 to 66 now")), "{told:?}");
    assert!(told.iter().any(|t| t.contains("stand nowhere")), "{told:?}");
    let project = session.project().clone();
    let transcript = project.transcript_named("P01").unwrap();
    let c1 = project.coder_named("C1").unwrap().id;
    let layer = project.layer(transcript.id(), c1).unwrap();
    assert_eq!(layer.codings().len(), 1);
    let orphans: Vec<&str> = layer.orphans().iter().map(|o| o.quote.as_str()).collect();
    assert_eq!(orphans, ["🙂👩🏽‍🚒"], "kept, and listed");
    assert_eq!(transcript.text().slice(layer.codings()[0].span), "She listened");
    assert!(session.read_only().is_some());
    drop(session);
    assert_eq!(study::files(&dir), before);
    // The words that were coded come back, with all codings.
    let done = check(&dir, true);
    assert!(done.repaired.iter().any(|r| r.to_string().contains("P01")), "{done:?}");
    let session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.damage().len(), session.read_only()), (0, None), "{:?}", session.damage());
    assert_eq!(session.project().layer(transcript.id(), c1).unwrap().codings().len(), 2);
}

/// A file that somebody changed by hand, and that is whole, stops nobody; a check takes it as it is when it is asked to.
#[test]
fn a_file_changed_on_purpose_is_named_and_taken() {
    let (_home, dir) = saved_study();
    change(&dir, "codebook.ron", |bytes| {
        Some(String::from_utf8(bytes).unwrap().replace("listens", "hears me out").into_bytes())
    });
    let mut session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.damage().len(), session.read_only()), (1, None));
    assert!(session.damage()[0].remedy.to_string().contains("check --repair"), "{:?}", session.damage());
    study::code(&mut session, "P01", "C1", "hears me out", "Nobody had done that").unwrap();
    session.save().unwrap();
    let after = session.project().clone();
    drop(session);
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let done = accept(&disk, &dir, Timestamp::now()).unwrap();
    assert_eq!(done.repaired.len(), 1, "{done:?}");
    assert!(dir.join("damaged/codebook.ron").exists());
    assert_eq!(check(&dir, false).damage, []);
    let again = Session::open(&dir, None).unwrap();
    assert_eq!((again.project(), again.damage()), (&after, &[][..]));
    drop(again);
    // Where it was not meant, the last good copy comes back.
    change(&dir, "codebook.ron", |bytes| {
        Some(String::from_utf8(bytes).unwrap().replace("keeps promises", "keeps").into_bytes())
    });
    let done = check(&dir, true);
    assert!(
        done.repaired.iter().any(|what| what.to_string().starts_with("codebook.ron: put back")),
        "{done:?}"
    );
    let book = Session::open(&dir, None).unwrap().project().codebook().clone();
    let names: Vec<&str> = book.codes().map(|code| code.name.as_str()).collect();
    assert!(names.contains(&"keeps promises") && names.contains(&"hears me out"), "{names:?}");
}

/// Beside a file that was changed by hand and stops nobody, the damage that does is the one that is named.
#[test]
fn the_damage_that_blocks_is_named() {
    let (_home, dir) = saved_study();
    change(&dir, "project.ron", |bytes| {
        let words = String::from_utf8(bytes).unwrap();
        assert!(words.contains("title: \""), "{words}");
        Some(words.replacen("title: \"", "title: \"Another ", 1).into_bytes())
    });
    change(&dir, "codebook.ron", |bytes| Some(bytes[..bytes.len() / 2].to_vec()));
    let session = Session::open(&dir, None).unwrap();
    let why = session.read_only().unwrap();
    let why = why.to_string();
    assert!(why.contains("codebook.ron") && !why.contains("project.ron"), "{why}");
}

/// A layer whose codings were moved off their words by hand is damaged: the last good copy is shown, and put back.
#[test]
fn codings_moved_by_hand_come_back_to_their_words() {
    let (_home, dir) = saved_study();
    let before = Session::open(&dir, None).unwrap().project().clone();
    change(&dir, "layers/c1/p01.ron", |bytes| {
        let words = String::from_utf8(bytes).unwrap();
        let (head, rest) = words.split_once("quote:\"").unwrap();
        Some(format!("{head}quote:\"XX {rest}").into_bytes())
    });
    let session = Session::open(&dir, None).unwrap();
    assert_eq!(session.project(), &before, "the last good copy is shown");
    assert!(session.read_only().is_some());
    drop(session);
    let done = check(&dir, true);
    assert!(done.repaired.iter().any(|what| what.to_string().starts_with("layers/c1/p01.ron")), "{done:?}");
    assert!(dir.join("damaged/layers/c1/p01.ron").exists());
    assert_eq!((check(&dir, false).damage, Session::open(&dir, None).unwrap().project()), (vec![], &before));
}

#[test]
fn marks_of_a_merge_have_a_line() {
    let (_home, dir) = saved_study();
    change(&dir, "codebook.ron", |b| {
        let text = String::from_utf8(b).unwrap();
        Some(text.replacen("        (", "<<<<<<< HEAD\n        (", 1).into_bytes())
    });
    let session = Session::open(&dir, None).unwrap();
    let damage = session.damage().iter().find(|d| d.file == "codebook.ron").unwrap();
    assert_eq!(damage.place.to_string(), "line 3");
    assert!(damage.what.to_string().contains("merge") && damage.remedy.to_string().contains("keep one side"));
    assert_eq!(session.project().codebook().len(), 4, "the journal's copy stands in");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_taken() {
    let (_home, dir) = saved_study();
    for file in ["project.ron", "codebook.ron", "layers/c1/p01.ron"] {
        change(&dir, file, |b| {
            let text = String::from_utf8(b).unwrap().replace('\n', "\r\n");
            Some([b"\xEF\xBB\xBF", text.as_bytes()].concat())
        });
    }
    change(&dir, "transcripts/p01.txt", |b| {
        Some(String::from_utf8(b).unwrap().replace('\n', "\r\n").into_bytes())
    });
    let mut session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!(session.read_only(), None);
    assert!(session.damage().is_empty(), "{:?}", session.damage());
    study::code(&mut session, "P01", "C1", "listens", "Nobody").unwrap();
    session.save().unwrap();
}

#[test]
fn unknown_fields_and_newer_versions_are_left_alone() {
    let version = |n: u32| format!("format_version: {n}");
    for (from, to, told) in [
        (
            "    title:".to_owned(),
            "    mood: \"good\",\n    title:".to_owned(),
            "does not know what is in mood",
        ),
        (version(FORMAT_VERSION), version(FORMAT_VERSION + 1), "newer version"),
    ] {
        let (_home, dir) = saved_study();
        change(&dir, "project.ron", |b| {
            Some(String::from_utf8(b).unwrap().replacen(&from, &to, 1).into_bytes())
        });
        let before = study::files(&dir);
        let mut session = Session::open(&dir, Some("C1")).unwrap();
        assert!(session.damage().iter().any(|d| d.what.to_string().contains(told)), "{:?}", session.damage());
        assert!(session.project().codings() == 12);
        let refused = session.commit("title", &[Edit::SetTitle("x".into())]);
        assert!(matches!(refused, Err(CommitError::ReadOnly(_))));
        session.save().unwrap();
        drop(session);
        assert_eq!(study::files(&dir), before);
    }
}

/// Row 36: a project as it was written before there were phases, settlements, sets, kept files and the sums of words in
/// layers. It opens without a word, is worked on, and is whole afterwards.
#[test]
fn a_project_of_an_older_version_opens_and_saves() {
    let (_home, dir) = saved_study();
    let project = Session::open(&dir, None).unwrap().project().clone();
    std::fs::remove_dir_all(dir.join("history")).unwrap();
    let newer = ["stage:", "settlements:", "orphans:", "sets:", "text: Some"];
    for (file, bytes) in study::files(&dir) {
        if file.ends_with(".ron") {
            let words = String::from_utf8(bytes).unwrap();
            let kept =
                words.split_inclusive('\n').filter(|line| !newer.iter().any(|n| line.trim().starts_with(n)));
            let older: String = kept.collect();
            assert!(!newer.iter().any(|field| older.contains(field)), "{file}: {older}");
            std::fs::write(dir.join(file), older).unwrap();
        }
    }
    assert!(!dir.join("sources.ron").exists());
    let mut session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.read_only(), session.damage()), (None, &[][..]));
    assert_eq!(session.project(), &project);
    study::code(&mut session, "P01", "C1", "listens", "Nobody had done that").unwrap();
    let stage = Stage { phase: Phase::Independent, reason: "again".into(), ..Stage::default() };
    session.commit("phase", &[Edit::SetPhase(stage)]).unwrap();
    session.save().unwrap();
    let after = session.project().clone();
    drop(session);
    let again = Session::open(&dir, Some("C2")).unwrap();
    assert_eq!((again.read_only(), again.damage()), (None, &[][..]));
    assert_eq!(again.project(), &after);
    assert_eq!(after.codings(), project.codings() + 1);
}

#[test]
fn names_that_lead_outside_are_refused() {
    let (home, dir) = saved_study();
    std::fs::write(home.path().join("secret.txt"), "not ours").unwrap();
    change(&dir, "transcripts/p01.ron", |b| {
        let text = String::from_utf8(b).unwrap();
        Some(text.replace("slug: \"p01\"", "slug: \"../../secret\"").into_bytes())
    });
    let session = Session::open(&dir, None).unwrap();
    assert!(session.damage().iter().any(|d| d.file == "transcripts/p01.ron"));
    assert!(session.project().transcripts().iter().all(|t| !t.text().as_str().contains("not ours")));
}

#[test]
fn depth_length_and_rubbish_end_in_an_error() {
    let hostile: Vec<Vec<u8>> = vec![
        "(".repeat(1_000_000).into_bytes(),
        "[".repeat(1_000_000).into_bytes(),
        format!("(codes: {})", "Some(".repeat(1_000_000)).into_bytes(),
        format!("(codes: [(name: \"{}", "x".repeat(30 << 20)).into_bytes(),
        vec![0xFF; 4096],
        b"/*".repeat(500_000),
    ];
    for bytes in hostile {
        let (_home, dir) = saved_study();
        std::fs::write(dir.join("codebook.ron"), &bytes).unwrap();
        let session = Session::open(&dir, None).unwrap();
        assert!(session.damage().iter().any(|d| d.file == "codebook.ron"), "{:?}", session.damage());
    }
    // A string of 1 GiB is refused by its length, and never read.
    let (_home, dir) = saved_study();
    let sparse = std::fs::File::create(dir.join("cases.ron")).unwrap();
    sparse.set_len(1 << 30).unwrap();
    let session = Session::open(&dir, None).unwrap();
    let damage = session.damage().iter().find(|d| d.file == "cases.ron").unwrap();
    assert!(damage.what.to_string().contains("1,073,741,824 bytes"), "{damage}");
}

#[test]
fn a_journal_line_that_was_cut_was_never_acknowledged() {
    let (_home, dir) = saved_study();
    let mut session = Session::open(&dir, Some("C1")).unwrap();
    study::code(&mut session, "P01", "C1", "listens", "Nobody").unwrap();
    let left = session.project().clone();
    study::code(&mut session, "P01", "C1", "listens", "And then").unwrap();
    drop(session);
    change(&dir, "history/c1.ron", |b| Some(b[..b.len() - 20].to_vec()));
    let mut session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.damage(), session.project()), (&[][..], &left));
    study::code(&mut session, "P01", "C1", "listens", "And then").unwrap();
    let left = session.project().clone();
    drop(session);
    let session = Session::open(&dir, Some("C1")).unwrap();
    assert_eq!((session.damage(), session.project()), (&[][..], &left));
    assert_eq!(
        session.project().status(left.transcripts()[0].id(), left.coders()[0].id),
        Completeness::Complete
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(file in 0usize..5, bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0usize..300) {
        let (_home, dir) = saved_study();
        let name = ["project.ron", "codebook.ron", "layers/c1/p01.ron", "transcripts/p01.ron", "history/c1.ron"][file];
        change(&dir, name, |mut old| {
            let at = at.min(old.len());
            let end = (at + bytes.len()).min(old.len());
            old.splice(at..end, bytes.iter().copied());
            Some(old)
        });
        let before = study::files(&dir);
        drop(Session::open(&dir, None));
        let _ = check(&dir, false);
        let after = study::files(&dir);
        // Nothing that was there is written over; a journal's steps may be saved into files.
        prop_assert_eq!(before.get(name), after.get(name));
    }
}
