//! Copies that several people worked on: brought together in any order and as often as one likes, they give the same
//! study; nothing is lost in silence, and one step takes it all back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use concord::model::merge::{Conflict, Copy, Done, MergePlan, Past, Side, merged};
use concord::model::*;
use concord::session::{MergeError, Session};
use concord::store::{Disk, Folder, NewStep, Notice, Progress, RealDisk, StoreError, load, repair};
use proptest::prelude::*;

use crate::common::files::copy_folder;
use crate::common::random;
use crate::common::random::*;
use crate::common::study;

/// What one of three people did, on a copy of their own.
#[derive(Clone, Debug)]
enum Work {
    Deed(Deed),
    Define { code: u8, words: String },
    Rename { code: u8, name: String },
    NewCode { n: u8, parent: Option<u8> },
    Uncode { t: u8, n: u8 },
}

impl Work {
    fn edit(&self, k: u8, project: &Project) -> Option<Edit> {
        let known = |n: u8| project.codebook().get(code(n)).map(|c| Code::clone(c));
        match self {
            Self::Deed(deed) => deed.edit(project),
            Self::Define { code, words } => {
                Some(Edit::PutCode(Box::new(Code { definition: words.clone(), ..known(*code)? })))
            }
            Self::Rename { code, name } => {
                Some(Edit::PutCode(Box::new(Code { name: name.clone(), ..known(*code)? })))
            }
            Self::NewCode { n, parent } => {
                let n = 20 + 10 * k + n;
                if project.codebook().get(random::code(n)).is_some() {
                    return None;
                }
                Some(put_code(n, &format!("new {n}"), *parent, true))
            }
            Self::Uncode { t, n } => Some(Edit::RemoveCodings {
                transcript: transcript(*t),
                coder: coder(k),
                codings: vec![coding(*t, k, *n)],
            }),
        }
    }
}

/// Work that a person does alone: codings of their own, the codebook, words of one transcript.
fn work(k: u8) -> impl Strategy<Value = Vec<Work>> {
    let one = (0u8..6, 0u8..3, any::<u8>(), 0u8..30, Just(false));
    let codings =
        (0u8..3, prop::collection::vec(one, 1..4)).prop_map(move |(t, list)| put_codings(t, k, list));
    // Words that stand nowhere else: then there is one way only in which a text became another.
    let words = (any::<u8>(), "[0-9]{6}").prop_map(move |(from, words)| Deed::Correct {
        t: k,
        from,
        length: 0,
        words,
    });
    let status = (0u8..3, any::<bool>()).prop_map(move |(t, done)| Edit::SetStatus {
        transcript: transcript(t),
        coder: coder(k),
        status: if done { Completeness::Complete } else { Completeness::InProgress },
    });
    let memo = (0u8..3, "[a-z]{3}", prop::option::of(0u8..3)).prop_map(move |(t, text, answers)| {
        let first = answers.map(|by| 10 * by + t).filter(|first| *first != 10 * k + t);
        let n = if first.is_some() { 50 + 10 * k + t } else { 10 * k + t };
        put_memo(n, MemoTarget::Transcript(transcript(t)), k, text, first)
    });
    let no_memo = (0u8..3).prop_map(move |t| Edit::RemoveMemo(memo_id(10 * k + t)));
    let one = prop_oneof![
        4 => codings.prop_map(|e| Work::Deed(Deed::Edit(e))),
        1 => words.prop_map(Work::Deed),
        1 => status.prop_map(|e| Work::Deed(Deed::Edit(e))),
        1 => memo.prop_map(|e| Work::Deed(Deed::Edit(e))),
        1 => no_memo.prop_map(|e| Work::Deed(Deed::Edit(e))),
        2 => (0u8..3, "[a-z]{1,4}").prop_map(|(code, words)| Work::Define { code, words }),
        1 => (0u8..3, "[a-z]{1,4}").prop_map(move |(code, name)| Work::Rename { code, name: format!("{name} by {k}") }),
        1 => (0u8..4, prop::option::of(0u8..3)).prop_map(|(n, parent)| Work::NewCode { n, parent }),
        1 => (0u8..3, 0u8..6).prop_map(|(t, n)| Work::Uncode { t, n }),
    ];
    prop::collection::vec(one, 0..10)
}

fn done(base: &Project, k: u8, work: &[Work]) -> Project {
    work.iter().fold(base.clone(), |project, work| {
        let next = work.edit(k, &project).and_then(|edit| project.apply(&edit).ok());
        next.unwrap_or(project)
    })
}

/// A choice that is the same whichever of the two is ours.
fn lesser(conflict: &Conflict) -> Side {
    if conflict.ours <= conflict.theirs { Side::Ours } else { Side::Theirs }
}

fn copy(name: &str, project: &Project, base: Option<&Project>) -> Copy {
    Copy { name: name.into(), project: project.clone(), base: base.cloned(), past: Past::default() }
}

fn brought(ours: &Project, theirs: &[&Project], base: &Project) -> MergePlan {
    let names = ["a", "b", "c"];
    let copies: Vec<Copy> = names.iter().zip(theirs).map(|(n, p)| copy(n, p, Some(base))).collect();
    merged(ours, &Past::default(), &copies, &lesser).unwrap()
}

/// Whether the sums hold after a step.
type Holds<'a> = &'a dyn Fn(&Project) -> bool;

/// What a layer holds, whatever the ids.
fn layer_held(l: &CodingLayer) -> impl PartialEq + std::fmt::Debug + use<> {
    let mut codings: Vec<_> =
        l.codings().iter().map(|c| (c.span, c.code, c.memo.clone(), c.auto, c.created)).collect();
    codings.sort();
    let mut orphans: Vec<_> =
        l.orphans().iter().map(|o| (o.at, o.code, o.memo.clone(), o.quote.clone())).collect();
    orphans.sort();
    (l.transcript(), l.coder(), l.status(), codings, orphans)
}

/// All that a project holds; a coding that stands for the same as another may have the id of either.
fn held(p: &Project) -> impl PartialEq + std::fmt::Debug {
    let codes: BTreeMap<CodeId, Code> = p.codebook().codes().map(|c| (c.id, Code::clone(c))).collect();
    let owned = |p: &Project| {
        (
            p.coders().into_iter().cloned().collect::<Vec<_>>(),
            p.transcripts().into_iter().cloned().collect::<Vec<_>>(),
            p.layers().map(|l| layer_held(l)).collect::<Vec<_>>(),
            p.cases().into_iter().cloned().collect::<Vec<_>>(),
            p.memos().into_iter().cloned().collect::<Vec<_>>(),
        )
    };
    (p.codebook().order().to_vec(), codes, owned(p))
}

/// Random studies that each property is tried on.
fn cases() -> u32 {
    std::env::var("CONCORD_MERGES").ok().and_then(|n| n.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    /// Row 16: three coders brought together in any order, repeated.
    #[test]
    fn three_copies_give_the_same_study_in_every_order(
        before in (work(0), work(1), work(2)), a in work(0), b in work(1), c in work(2),
    ) {
        let mut base = walk(&[])[0].clone();
        for (k, work) in [(0, &before.0), (1, &before.1), (2, &before.2)] {
            base = done(&base, k, work);
        }
        let all = [done(&base, 0, &a), done(&base, 1, &b), done(&base, 2, &c)];
        let first = brought(&all[0], &[&all[1], &all[2]], &base).project;
        prop_assert_eq!(first.check(), vec![]);
        for [x, y, z] in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let one_by_one = brought(&brought(&all[x], &[&all[y]], &base).project, &[&all[z]], &base);
            prop_assert_eq!(held(&one_by_one.project), held(&first));
            let two_first = brought(&all[x], &[&brought(&all[y], &[&all[z]], &base).project], &base);
            prop_assert_eq!(held(&two_first.project), held(&first));
            let again = brought(&one_by_one.project, &[&all[x], &all[y], &all[z]], &base);
            prop_assert_eq!(again.edits, vec![]);
        }
        // Nothing that anybody coded is lost, but for what they took away themselves.
        for (k, project) in all.iter().enumerate() {
            let own = coder(u8::try_from(k).unwrap());
            let coded = |p: &Project| -> Vec<(TranscriptId, usize)> {
                let layers = p.layers().filter(|l| l.coder() == own);
                layers.map(|l| (l.transcript(), l.codings().len() + l.orphans().len())).collect()
            };
            prop_assert_eq!(coded(project), coded(&first));
        }
    }

    /// Whatever three did to a study, they come together to a whole one, in one step that can be taken back.
    #[test]
    fn any_copies_come_together(before in deeds(), mine in deeds(), theirs in deeds(), others in deeds(), known in any::<bool>()) {
        let base = walk(&before).pop().unwrap();
        let from = |deeds: &[Deed]| deeds.iter().fold(base.clone(), |p, deed| {
            let next = deed.edit(&p).and_then(|edit| p.apply(&edit).ok());
            next.unwrap_or(p)
        });
        let (ours, theirs, others) = (from(&mine), from(&theirs), from(&others));
        let base = known.then_some(&base);
        let copies = [copy("a", &theirs, base), copy("b", &others, base)];
        for side in [Side::Ours, Side::Theirs] {
            let made = merged(&ours, &Past::default(), &copies, &|_| side).unwrap();
            prop_assert_eq!(made.project.check(), vec![]);
            prop_assert_eq!(&ours.apply_all(&made.edits).unwrap(), &made.project);
            prop_assert_eq!(&made.project.apply_all(&made.project.diff(&ours)).unwrap(), &ours);
            let mut session = Session::in_memory(ours.clone());
            session.commit("bring together", &made.edits).unwrap();
            if !made.edits.is_empty() {
                session.undo().unwrap();
            }
            prop_assert_eq!(session.project(), &ours);
        }
    }

    /// Row 20: merging, renaming and removing codes and coders: the sums hold, and undo is exact.
    #[test]
    fn sums_hold_when_codes_and_coders_go(deeds in deeds(), a in 0u8..6, b in 0u8..6, k in 0u8..3) {
        let project = walk(&deeds).pop().unwrap();
        let mut session = Session::in_memory(project.clone());
        let of_code = |p: &Project, c: CodeId| {
            p.layers().map(|l| l.codings().iter().filter(|x| x.code == c).count()).sum::<usize>()
        };
        let of_coder = |p: &Project, k: CoderId| {
            p.layers().filter(|l| l.coder() == k).map(|l| l.codings().len()).sum::<usize>()
        };
        let (all, a_before, b_before) = (project.codings(), of_code(&project, code(a)), of_code(&project, code(b)));
        let renamed = |p: &Project| {
            let mut code = Code::clone(p.codebook().get(code(a))?);
            code.name = "another name".into();
            Some(Edit::PutCode(Box::new(code)))
        };
        let renamed_coder = |p: &Project| {
            let mut coder = Coder::clone(p.coder(coder(k))?);
            coder.name = "somebody".into();
            Some(Edit::PutCoder(coder))
        };
        let steps: [(Option<Edit>, Holds<'_>); 5] = [
            (Some(Edit::MergeCodes { from: code(a), into: code(b) }), &|p| {
                p.codings() == all && of_code(p, code(b)) == a_before + b_before && of_code(p, code(a)) == 0
            }),
            (Some(Edit::RemoveCode(code(a))), &|p| p.codings() == all - a_before),
            (Some(Edit::RemoveCoder(coder(k))), &|p| {
                p.codings() == all - of_coder(&project, coder(k)) && p.orphans().all(|(l, _)| l.coder() != coder(k))
            }),
            (renamed(&project), &|p| p.codings() == all && of_code(p, code(a)) == a_before),
            (renamed_coder(&project), &|p| of_coder(p, coder(k)) == of_coder(&project, coder(k))),
        ];
        for (edit, holds) in steps {
            let Some(edit) = edit else { continue };
            if session.commit("step", &[edit]).is_err() || session.project() == &project {
                continue;
            }
            prop_assert!(holds(session.project()));
            prop_assert_eq!(session.project().check(), vec![]);
            session.undo().unwrap();
            prop_assert_eq!(session.project(), &project);
            session.redo().unwrap();
            prop_assert!(holds(session.project()));
            session.undo().unwrap();
            prop_assert_eq!(session.project(), &project);
        }
    }
}

/// Row 14: asleep for an hour, while others write; what they did is merged on waking, and the lock is still held.
#[test]
fn who_sleeps_while_others_write_loses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("study");
    let mut sleeper = study::create(&dir);
    study::code(&mut sleeper, "P01", "C1", "listens", "She listened").unwrap();
    // An hour is a long time for a lock that lapses.
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3600);
    for lock in fs::read_dir(dir.join("locks")).unwrap() {
        let file = fs::File::options().append(true).open(lock.unwrap().path()).unwrap();
        file.set_modified(an_hour_ago).unwrap();
    }
    let again = Session::open(&dir, Some("C1")).unwrap();
    assert!(again.read_only().unwrap().to_string().contains("C1 has it open"), "{:?}", again.read_only());
    drop(again);
    let mut other = Session::open(&dir, Some("C2")).unwrap();
    assert_eq!(other.read_only(), None);
    for _ in 0..50 {
        study::code(&mut other, "P02", "C2", "keeps promises", "kept her promise").unwrap();
    }
    let listens = other.project().code_named("listens").unwrap();
    let described = Code { definition: "gives time".into(), ..Code::clone(listens) };
    other.commit("describe", &[Edit::PutCode(Box::new(described))]).unwrap();
    other.save().unwrap();
    drop(other);
    // Awake: one goes on before anything was looked at.
    study::code(&mut sleeper, "P01", "C1", "believes in me", "Nobody had done that").unwrap();
    let coloured =
        Code { colour: Colour([9, 9, 9]), ..Code::clone(sleeper.project().code_named("listens").unwrap()) };
    sleeper.commit("colour", &[Edit::PutCode(Box::new(coloured))]).unwrap();
    let notices = sleeper.save().unwrap();
    assert!(notices.contains(&Notice::TakenIn), "{notices:?}");
    let both = sleeper.project().clone();
    assert_eq!(both.codings(), 52);
    let listens = both.code_named("listens").unwrap();
    assert_eq!((listens.definition.as_str(), listens.colour), ("gives time", Colour([9, 9, 9])));
    drop(sleeper);
    let disk = RealDisk;
    let loaded = load(&disk, &dir).unwrap();
    assert_eq!((loaded.damage, loaded.project), (vec![], both));
}

/// A study that C1 and C2 have coded, and the folder as it was before C1 coded once more.
fn two_states() -> (tempfile::TempDir, std::path::PathBuf, std::path::PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let (dir, older) = (home.path().join("study"), home.path().join("older"));
    let mut session = study::create(&dir);
    study::code_everything(&mut session);
    session.save().unwrap();
    drop(session);
    copy_folder(&dir, &older);
    (home, dir, older)
}

fn coded_elsewhere(dir: &Path) {
    let mut session = Session::open(dir, Some("C1")).unwrap();
    study::code(&mut session, "P01", "C1", "listens", "Nobody had done that").unwrap();
    let listens = session.project().code_named("listens").unwrap();
    let described = Code { definition: "elsewhere".into(), ..Code::clone(listens) };
    session.commit("describe", &[Edit::PutCode(Box::new(described))]).unwrap();
    let (id, author, now) = (MemoId(uuid::Uuid::now_v7()), session.coder().unwrap().id, session.now());
    let (on, text) = (MemoTarget::Project, "from elsewhere".to_owned());
    let memo = Memo { id, on, reply_to: None, author, text, created: now, changed: now };
    session.commit("memo", &[Edit::PutMemo(memo)]).unwrap();
    session.save().unwrap();
}

/// Row 15: whatever a program for syncing calls the copy of a file, it is found, not read, and can be taken in.
#[test]
fn conflict_copies_are_found_and_offered() {
    let (_home, dir, elsewhere) = two_states();
    coded_elsewhere(&elsewhere);
    let before = load(&RealDisk, &dir).unwrap().project;
    let names = [
        " (Ben's conflicted copy 2026-11-25)",
        " (conflicted copy 2026-11-25 103000)",
        ".sync-conflict-20261125-103000-ABCDEFG",
        "_conflict-20261125-103000",
        " (1)",
        " 2",
        "-DESKTOP-AB12",
        "-laptop",
        "Copy of ",
    ];
    let files =
        ["layers/c1/p01", "codebook", "memos/c1", "history/c1", "history/c1.checkpoint", "project", "cases"];
    let trial = dir.with_file_name("trial");
    for name in names {
        let copied = |file: &str| match name.strip_suffix(' ') {
            Some(_) => file.rsplit_once('/').map_or_else(
                || format!("{name}{file}.ron"),
                |(folder, file)| format!("{folder}/{name}{file}.ron"),
            ),
            None => format!("{file}{name}.ron"),
        };
        // What is in a file of plain letters tells whether it is a copy; of these a person's name is no sign.
        let files = files
            .iter()
            .filter(|file| name != "-laptop" || file.starts_with("layers") || file.starts_with("memos"));
        for file in files {
            let _ = fs::remove_dir_all(&trial);
            copy_folder(&dir, &trial);
            let copy = copied(file);
            fs::copy(elsewhere.join(format!("{file}.ron")), trial.join(&copy)).unwrap();
            let mut session = Session::open(&trial, Some("C1")).unwrap();
            assert_eq!(session.project(), &before, "{copy} is not read");
            assert_eq!((session.read_only(), session.damage()), (None, &[][..]), "{copy}");
            let found: Vec<&str> = session.copies().iter().map(|c| c.file.as_str()).collect();
            assert_eq!(found, [copy.as_str()]);
            let disk: Arc<dyn Disk> = Arc::new(RealDisk);
            let checked = repair(&disk, &trial, false, Timestamp::now()).unwrap();
            assert_eq!(checked.damage[0].file, copy);
            let read = session.read_copies(&[], &Progress::default()).unwrap();
            let plan = session.plan_merge(&read, None, &|c| c.kept).unwrap();
            assert!(session.merge("together", &read, &plan, &Progress::default()).unwrap().is_none());
            let after = session.project().clone();
            match *file {
                "layers/c1/p01" => assert_eq!(after.codings(), before.codings() + 1),
                "memos/c1" => assert_eq!(after.memos().len(), before.memos().len() + 1),
                "codebook" => assert_eq!(after.code_named("listens").unwrap().definition, "elsewhere"),
                "history/c1" => assert_eq!(
                    (
                        after.codings(),
                        after.memos().len(),
                        after.code_named("listens").unwrap().definition.as_str()
                    ),
                    (before.codings() + 1, before.memos().len() + 1, "elsewhere")
                ),
                _ => assert_eq!(after, before),
            }
            drop(session);
            assert!(!trial.join(&copy).exists() && trial.join("damaged").join(&copy).exists(), "{copy}");
            assert_eq!(Session::open(&trial, None).unwrap().copies(), []);
            assert_eq!(load(&RealDisk, &trial).unwrap().project, after);
        }
    }
}

/// Row 15: a copy that does not fit the files beside it is named, and stays where it is.
#[test]
fn a_conflict_copy_that_cannot_be_read_is_named() {
    let (_home, dir, elsewhere) = two_states();
    coded_elsewhere(&elsewhere);
    let words = fs::read_to_string(dir.join("transcripts/p01.txt")).unwrap();
    let journal = fs::read_to_string(elsewhere.join("history/c1.ron")).unwrap();
    for (of, words) in [
        ("transcripts/p01.txt", format!("{words} and more")),
        ("history/c1.ron", journal[..journal.len() - 40].to_owned() + "\n"),
    ] {
        let copy = of.replace('.', " (conflicted copy).");
        fs::write(dir.join(&copy), words).unwrap();
        let session = Session::open(&dir, Some("C1")).unwrap();
        let said = session.read_copies(&[], &Progress::default()).unwrap_err().to_string();
        assert!(said.contains(&copy) && said.contains(&format!("compare it with {of}")), "{said}");
        assert!(dir.join(&copy).exists());
        fs::remove_file(dir.join(&copy)).unwrap();
    }
}

/// Row 15: half a sync is named, and what the journals tell is kept.
#[test]
fn half_a_sync_is_named_and_loses_nothing() {
    let (_home, dir, newer) = two_states();
    coded_elsewhere(&newer);
    let all = load(&RealDisk, &newer).unwrap().project;
    let (journal, checkpoint) = ("history/c1.ron", "history/c1.checkpoint.ron");
    let saved = ["layers/c1/p01.ron", "codebook.ron", "memos/c1.ron"];
    // What has come, and which files are named for it.
    for (what, files, late) in [
        ("an older checkpoint", [&[journal], &saved[..]].concat(), &[][..]),
        ("only the journal", vec![journal], &[]),
        ("an older journal and checkpoint", saved.to_vec(), &[]),
        ("a layer that is still missing", [&[journal, checkpoint], &saved[1..]].concat(), &saved[..1]),
        ("an older layer", [&[journal, checkpoint], &saved[1..]].concat(), &saved[..1]),
        ("an older codebook", [&[journal, checkpoint], &saved[..1], &saved[2..]].concat(), &saved[1..2]),
        ("older memos", [&[journal, checkpoint], &saved[..2]].concat(), &saved[2..]),
        ("no file yet but the trail", vec![journal, checkpoint], &saved),
        ("no file yet but the checkpoint", vec![checkpoint], &saved),
    ] {
        let trial = dir.with_file_name("trial");
        let _ = fs::remove_dir_all(&trial);
        copy_folder(&dir, &trial);
        for file in &files {
            fs::copy(newer.join(file), trial.join(file)).unwrap();
        }
        if what.ends_with("missing") {
            fs::remove_file(trial.join("layers/c1/p01.ron")).unwrap();
        }
        let loaded = load(&RealDisk, &trial).unwrap();
        // Where the trail has come, it tells all that is not there yet.
        if files.contains(&journal) || files.contains(&saved[0]) {
            assert_eq!(loaded.project, all, "{what}: {:?}", loaded.damage);
        }
        let named = |file: &&str| loaded.damage.iter().any(|d| d.file == **file);
        assert!(late.iter().all(named), "{what}: {:?}", loaded.damage);
        if late.is_empty() && files.contains(&journal) {
            assert!(!loaded.damage.iter().any(|d| saved.contains(&d.file.as_str())), "{:?}", loaded.damage);
        } else if !late.is_empty() {
            // Nothing is written over what is on its way, whoever works here.
            let there = study::files(&trial);
            for who in ["C1", "C2"] {
                let mut session = Session::open(&trial, Some(who)).unwrap();
                assert!(session.read_only().is_some(), "{what}: {who}");
                assert!(session.commit("title", &[Edit::SetTitle("x".into())]).is_err());
                drop(session);
            }
            assert_eq!(study::files(&trial), there, "{what}");
        }
        for file in saved.iter().chain(&[journal, checkpoint]) {
            fs::copy(newer.join(file), trial.join(file)).unwrap();
        }
        let whole = load(&RealDisk, &trial).unwrap();
        assert_eq!((whole.damage, whole.project), (vec![], all.clone()), "{what}: once all has come");
    }
}

/// Row 15: while a window is open, somebody else's checkpoint comes before their files. Nothing is taken in or written over
/// until they are there.
#[test]
fn who_works_during_half_a_sync_writes_over_nothing() {
    let (_home, dir, newer) = two_states();
    coded_elsewhere(&newer);
    let all = load(&RealDisk, &newer).unwrap().project;
    let mut session = Session::open(&dir, Some("C2")).unwrap();
    study::code(&mut session, "P02", "C2", "keeps promises", "kept her promise").unwrap();
    for file in ["history/c1.ron", "history/c1.checkpoint.ron"] {
        fs::copy(newer.join(file), dir.join(file)).unwrap();
    }
    let before = study::files(&dir);
    let why = session.save().unwrap_err().to_string();
    assert!(why.contains("middle of a sync"), "{why}");
    assert_eq!(study::files(&dir), before, "the step is in the journal, and nothing else was written");
    for file in ["layers/c1/p01.ron", "codebook.ron", "memos/c1.ron"] {
        fs::copy(newer.join(file), dir.join(file)).unwrap();
    }
    session.save().unwrap();
    assert_eq!(session.project().codings(), all.codings() + 1);
    assert_eq!(session.project().code_named("listens").unwrap().definition, "elsewhere");
    drop(session);
    let loaded = load(&RealDisk, &dir).unwrap();
    assert_eq!((loaded.damage, loaded.project.codings()), (vec![], all.codings() + 1));
}

/// Row 15: the clock is set back between two steps; what was done last is what counts.
#[test]
fn a_clock_that_is_set_back_changes_no_order() {
    let (_home, dir, _) = two_states();
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let now = Timestamp::now();
    let an_hour_ago = Timestamp::from_second(now.as_second() - 3600).unwrap();
    let (mut folder, loaded) = Folder::open(&disk, &dir, Some("C1"), now, &Progress::default()).unwrap();
    let mut project = loaded.project;
    let listens = project.code_named("listens").unwrap().clone();
    for (at, words) in [(now, "first"), (an_hour_ago, "second"), (an_hour_ago, "third")] {
        let edit = Edit::PutCode(Box::new(Code { definition: words.into(), ..Code::clone(&listens) }));
        folder
            .append(
                NewStep {
                    label: "describe",
                    edits: vec![edit.clone()],
                    heads: Vec::new(),
                    before: &project,
                    after: &project.apply(&edit).unwrap(),
                },
                at,
                &Progress::default(),
            )
            .unwrap();
        project = project.apply(&edit).unwrap();
    }
    // Killed before anything was saved.
    drop(folder);
    let loaded = load(&RealDisk, &dir).unwrap();
    assert_eq!(loaded.damage, []);
    assert_eq!(loaded.project, project);
    assert_eq!(Session::open(&dir, Some("C1")).unwrap().project(), &project);
}

/// Brings one other copy in; gives what was planned.
fn bring(session: &mut Session, other: &Path) -> MergePlan {
    let read = session.read_copies(&[other.to_owned()], &Progress::default()).unwrap();
    let plan = session.plan_merge(&read, None, &|c| c.kept).unwrap();
    assert!(session.merge("together", &read, &plan, &Progress::default()).unwrap().is_none());
    plan
}

fn first_coding(session: &Session, coder: &str) -> (TranscriptId, CoderId, CodingId) {
    let coder = session.project().coder_named(coder).unwrap().id;
    let transcript = session.project().transcript_named("P01").unwrap().id();
    (transcript, coder, session.project().layer(transcript, coder).unwrap().codings()[0].id)
}

fn uncode(session: &mut Session, (transcript, coder, coding): (TranscriptId, CoderId, CodingId)) {
    session.commit("remove", &[Edit::RemoveCodings { transcript, coder, codings: vec![coding] }]).unwrap();
    session.save().unwrap();
}

/// What was removed in a copy goes, whether it was there from the start or came in later; what was removed here stays away.
#[test]
fn what_was_removed_stays_removed() {
    let (_home, dir, other) = two_states();
    let mut here = Session::open(&dir, None).unwrap();
    let mut there = Session::open(&other, Some("C2")).unwrap();
    study::code(&mut there, "P01", "C2", "keeps promises", "Nobody had done that").unwrap();
    there.save().unwrap();
    let busy = here.read_copies(std::slice::from_ref(&other), &Progress::default());
    assert!(matches!(busy, Err(MergeError::Store(StoreError::Busy { .. }))), "{busy:?}");
    drop(there);
    let all = here.project().codings();
    bring(&mut here, &other);
    assert_eq!(here.project().codings(), all + 1);
    // It came in, and is removed where it came from; so is one that was there from the start.
    let mut there = Session::open(&other, Some("C2")).unwrap();
    let (transcript, coder) = (first_coding(&there, "C2").0, first_coding(&there, "C2").1);
    let ids: Vec<CodingId> =
        there.project().layer(transcript, coder).unwrap().codings().iter().map(|c| c.id).collect();
    for id in ids {
        uncode(&mut there, (transcript, coder, id));
    }
    drop(there);
    let gone = first_coding(&here, "C1");
    uncode(&mut here, gone);
    let plan = bring(&mut here, &other);
    assert!(here.project().layer(transcript, coder).unwrap().codings().is_empty());
    assert!(!here.project().holds(gone.2), "what was removed here does not come back");
    assert_eq!(plan.conflicts, []);
    // The memo on it went with it.
    let left_out = plan.lines.iter().filter(|l| l.done == Done::LeftOut);
    let left_out: Vec<_> = left_out.map(|l| (l.kind, l.count, l.why.to_string())).collect();
    assert_eq!(left_out, ["codings", "memos"].map(|kind| (kind, 1, "removed here".to_owned())));
    // Taken back and brought together again, all of it is there once more.
    let after = here.project().clone();
    here.undo().unwrap();
    bring(&mut here, &other);
    assert_eq!(here.project(), &after);
}

/// Without a common past, codings that only the other copy of a layer has are a choice.
#[test]
fn what_may_have_been_removed_is_asked() {
    let (_home, dir, other) = two_states();
    let mut here = Session::open(&dir, None).unwrap();
    let gone = first_coding(&here, "C1");
    uncode(&mut here, gone);
    let theirs = load(&RealDisk, &other).unwrap().project;
    let copies = [copy("other", &theirs, None)];
    for (side, comes_back) in [(None, true), (Some(Side::Theirs), true), (Some(Side::Ours), false)] {
        let choose = |c: &Conflict| side.unwrap_or(c.kept);
        let made = merged(here.project(), &Past::default(), &copies, &choose).unwrap();
        let asked: Vec<String> = made.conflicts.iter().map(|c| c.field.to_string()).collect();
        assert_eq!((asked.join(" "), made.project.holds(gone.2)), ("codings".to_owned(), comes_back));
    }
}

/// The same interviews, imported and coded apart, and corrected in one of the two: they are one, and its codings go along.
#[test]
fn a_corrected_transcript_is_known_by_its_past() {
    let home = tempfile::tempdir().unwrap();
    let (dir, other) = (home.path().join("study"), home.path().join("other"));
    let (mut here, mut there) = (study::create(&dir), study::create(&other));
    study::code(&mut there, "P01", "C1", "listens", "Nobody had done that").unwrap();
    study::code(&mut there, "P02", "C2", "listens", "She listened").unwrap();
    drop(there);
    let p01 = here.project().transcript_named("P01").unwrap().clone();
    let at = p01.text().as_str().find("Nobody").unwrap();
    let edit = here.project().correction(p01.id(), at..at + 6, "Not one of them").unwrap();
    here.commit("correct", &[edit]).unwrap();
    let plan = bring(&mut here, &other);
    let told: Vec<String> = plan.told.iter().map(|t| t.message.to_string()).collect();
    assert!(told.iter().any(|m| m.contains("“P01” was corrected in one copy")), "{told:?}");
    let project = here.project();
    assert_eq!((project.transcripts().len(), project.coders().len(), project.codings()), (3, 3, 2));
    let (text, c1) = (project.transcript(p01.id()).unwrap().text(), project.coder_named("C1").unwrap().id);
    let coding = &project.layer(p01.id(), c1).unwrap().codings()[0];
    assert_eq!(text.slice(coding.span), "Not one of them had done that");
    assert_eq!(bring(&mut here, &other).edits, vec![]);
}

/// A coding that was stretched where a transcript was corrected is changed, not only moved: removed in the other copy, it is
/// asked about. One that the correction alone moved goes.
#[test]
fn a_coding_stretched_beside_a_correction_is_no_moved_one() {
    for stretched in [true, false] {
        let (_home, dir, other) = two_states();
        let mut here = Session::open(&dir, None).unwrap();
        let (transcript, coder, id) = first_coding(&here, "C1");
        let text = here.project().transcript(transcript).unwrap().text().clone();
        let edit = here.project().correction(transcript, 0..0, "Yes: ").unwrap();
        here.commit("correct", &[edit]).unwrap();
        if stretched {
            let project = here.project();
            let words = project.transcript(transcript).unwrap().text().clone();
            let coding = project.layer(transcript, coder).unwrap().coding(id).unwrap();
            let end = words.as_str()[coding.span.end()..].find(' ').unwrap() + coding.span.end() + 2;
            let passage = Passage::of(&words, words.span(coding.span.start()..end).unwrap());
            let record = CodingRecord::new(id, coding.code, passage, coding.created);
            here.commit("stretch", &[Edit::PutCodings { transcript, coder, codings: vec![record] }]).unwrap();
        }
        here.save().unwrap();
        let mut there = Session::open(&other, Some("C1")).unwrap();
        assert_eq!(there.project().transcript(transcript).unwrap().text(), &text);
        uncode(&mut there, (transcript, coder, id));
        drop(there);
        let plan = bring(&mut here, &other);
        assert_eq!((plan.conflicts.len(), here.project().holds(id)), (usize::from(stretched), stretched));
    }
}

/// Files that are kept as they were brought in come along, with their bytes.
/// A set that both made is one by its name, with what either put in; what somebody took out is out; and neither a set nor an
/// assignment brings back what the other removed.
#[test]
fn sets_of_transcripts_and_plans_come_together() {
    let set = |n: u8, of: &[u8]| {
        let transcripts = of.iter().map(|t| transcript(*t)).collect();
        Edit::PutTranscriptSet(TranscriptSet {
            id: TranscriptSetId(id(93, n)),
            name: "pilot".into(),
            transcripts,
        })
    };
    let given =
        |t: u8, k: u8| Edit::Assign(Assignment { transcript: transcript(t), coder: coder(k), drawn: None });
    let base = walk(&[])[0].clone();
    let (ours, theirs) =
        (base.apply(&set(0, &[0])).unwrap(), base.apply_all(&[set(1, &[1]), given(1, 2)]).unwrap());
    let plan = brought(&ours, &[&theirs], &base);
    let sets = plan.project.transcript_sets();
    let of = |set: &TranscriptSet| set.transcripts.iter().copied().collect::<Vec<_>>();
    assert_eq!((sets.len(), of(sets[0])), (1, vec![transcript(0), transcript(1)]));
    assert!(plan.project.assignment(transcript(1), coder(2)).is_some());
    let told: Vec<String> = plan.lines.iter().map(concord::lang::tell).collect();
    assert!(told.iter().any(|line| line.contains("what somebody is to code: P1, c")), "{told:?}");

    let base = base.apply(&set(0, &[0, 1, 2])).unwrap();
    let ours = base.apply(&set(0, &[1, 2])).unwrap();
    let theirs = base.apply(&set(0, &[0, 2])).unwrap();
    assert_eq!(of(brought(&ours, &[&theirs], &base).project.transcript_sets()[0]), [transcript(2)]);

    let ours = base.apply(&Edit::RemoveTranscript(transcript(2))).unwrap();
    let theirs = base.apply_all(&[given(2, 1), given(0, 1)]).unwrap();
    for (a, b) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = brought(a, &[b], &base).project;
        assert!(merged.transcript(transcript(2)).is_none() && merged.check().is_empty());
        assert_eq!(of(merged.transcript_sets()[0]), [transcript(0), transcript(1)]);
        assert_eq!(merged.assignments().count(), 1);
    }
}

#[test]
fn kept_files_come_along() {
    let (_home, dir, other) = two_states();
    let mut there = Session::open(&other, None).unwrap();
    let bytes = b"kept as it was".to_vec();
    let file = KeptFile {
        sha256: sha256(&bytes),
        name: "study.qdpx".into(),
        format: "refi".into(),
        at: there.now(),
        read_as: BTreeMap::new(),
        bytes: Some(bytes.clone().into()),
    };
    there.commit("keep", &[Edit::KeepFile(Box::new(file.clone()))]).unwrap();
    there.save().unwrap();
    drop(there);
    let mut here = Session::open(&dir, None).unwrap();
    let plan = bring(&mut here, &other);
    assert_eq!(plan.lines.iter().map(|l| (l.kind, l.done)).collect::<Vec<_>>(), [("files", Done::Added)]);
    assert_eq!(bring(&mut here, &other).edits, vec![]);
    drop(here);
    let loaded = load(&RealDisk, &dir).unwrap();
    assert_eq!(loaded.damage, []);
    assert_eq!(loaded.project.kept_file(&file.sha256).unwrap().bytes.as_ref().unwrap().as_slice(), bytes);
    // Forgotten there, it goes here too.
    let mut there = Session::open(&other, None).unwrap();
    there.commit("forget", &[Edit::ForgetFile(file.sha256.clone())]).unwrap();
    there.save().unwrap();
    drop(there);
    let mut here = Session::open(&dir, None).unwrap();
    bring(&mut here, &other);
    assert!(here.project().kept_file(&file.sha256).is_none());
}

/// While everybody codes independently, a report says nothing of codes that others made for passages meanwhile, nor of
/// their codings and memos.
#[test]
fn a_report_hides_what_others_made_meanwhile() {
    let base = walk(&[])[0].clone();
    let independent = Stage { phase: concord::model::Phase::Independent, ..Stage::default() };
    let base = base.apply(&Edit::SetPhase(independent)).unwrap();
    let secret = Code {
        by: Some(coder(1)),
        definition: "planted there".into(),
        ..Code::new(code(30), "planted", None, Colour([1, 1, 1]))
    };
    let (n, t) = (30, 0);
    let theirs = base
        .apply_all(&[
            Edit::PutCode(Box::new(secret.clone())),
            put_codings(t, 1, vec![(0, n, 3, 9, false)]),
            put_memo(0, MemoTarget::Code(secret.id), 1, "planted memo".into(), None),
        ])
        .unwrap();
    let ours =
        base.apply(&Edit::PutCode(Box::new(Code { definition: "planted too".into(), ..secret }))).unwrap();
    let made = merged(&ours, &Past::default(), &[copy("other", &theirs, Some(&base))], &|c| c.kept).unwrap();
    let told = |plan: &MergePlan| format!("{:?} {:?} {:?}", plan.lines, plan.conflicts, plan.told);
    assert!(told(&made).contains("planted memo") && told(&made).contains("planted there"));
    let seen = made.clone().seen_by(Some(coder(0)));
    assert!(!told(&seen).contains("planted"), "{}", told(&seen));
    assert_eq!(seen.edits, made.edits);
    assert!(told(&made.seen_by(Some(coder(1)))).contains("planted memo"));
}

/// Codes of one name that two coders made for themselves, unseen by each other, stay two while everybody codes blind, and
/// meet when coders are compared; a path that then means both is asked about.
#[test]
fn codes_of_one_name_made_blind_stay_apart() {
    let base = walk(&[])[0].clone();
    let in_phase = |phase| Edit::SetPhase(Stage { phase, ..Stage::default() });
    let made = |n: u8, by: u8, words: &str| {
        let code = Code::new(code(n), "planted", None, Colour([1, 1, 1]));
        Edit::PutCode(Box::new(Code { by: Some(coder(by)), definition: words.into(), ..code }))
    };
    for (phase, codes) in [(concord::model::Phase::Independent, 2), (concord::model::Phase::Comparison, 1)] {
        let base = base.apply(&in_phase(phase)).unwrap();
        let (ours, theirs) =
            (base.apply(&made(30, 0, "ours")).unwrap(), base.apply(&made(31, 1, "theirs")).unwrap());
        let plan =
            merged(&ours, &Past::default(), &[copy("other", &theirs, Some(&base))], &|c| c.kept).unwrap();
        let named = plan.project.codebook().codes().filter(|c| c.name == "planted").count();
        assert_eq!(named, codes, "{phase:?}");
        let asked = plan.project.code_named("planted").map(|c| c.id);
        assert_eq!(asked.is_err(), codes == 2, "{asked:?}");
        if codes == 2 {
            let told = plan.seen_by(Some(coder(0)));
            assert!(!format!("{:?} {:?}", told.lines, told.conflicts).contains("theirs"));
        }
    }
}

/// The phase a study is in: blind coding goes on unless who leads that copy ended it, and no change comes without a line.
#[test]
fn blind_coding_is_not_ended_by_a_copy() {
    let person = |n: u8, role| {
        Edit::PutCoder(Coder { id: coder(n), name: format!("C{n}"), colour: Colour([n; 3]), role })
    };
    let moment = |second| Some(Timestamp::from_second(second).unwrap());
    let begun = |phase, by: Option<u8>, second| {
        Edit::SetPhase(Stage { phase, reason: String::new(), by: by.map(coder), at: moment(second) })
    };
    let bare = Project::new(ProjectId(uuid::Uuid::nil()), "Study", Timestamp::UNIX_EPOCH);
    let base = bare.apply_all(&[person(1, CoderRole::Person)]).unwrap();
    let led = |n: u8, phase, second| {
        base.apply_all(&[person(n, CoderRole::Supervisor), begun(phase, Some(n), second)]).unwrap()
    };
    let unled = |phase, second| base.apply(&begun(phase, None, second)).unwrap();
    for (ours, theirs, stands) in [
        // Whoever leads another copy does not lead this one.
        (led(2, Phase::Independent, 10), led(3, Phase::Comparison, 20), Phase::Independent),
        (led(2, Phase::Independent, 10), unled(Phase::Consensus, 20), Phase::Independent),
        (led(2, Phase::Independent, 10), led(2, Phase::Comparison, 20), Phase::Comparison),
        (led(2, Phase::Independent, 20), led(2, Phase::Comparison, 10), Phase::Independent),
        (unled(Phase::Independent, 10), led(2, Phase::Comparison, 20), Phase::Comparison),
        (base.clone(), led(2, Phase::Independent, 10), Phase::Independent),
    ] {
        for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
            for base in [Some(&base), None] {
                let plan = merged(ours, &Past::default(), &[copy("a", theirs, base)], &lesser).unwrap();
                assert_eq!(plan.project.phase(), stands, "{:?}, {:?}", ours.stage(), theirs.stage());
                assert!(
                    plan.told.iter().any(|told| told.message.to_string().contains("phase")),
                    "{:?}",
                    plan.told
                );
            }
        }
    }
}

/// Titles that differ are listed even where nobody knows what both come from.
#[test]
fn another_title_is_asked_about() {
    let bare = Project::new(ProjectId(uuid::Uuid::nil()), "Study", Timestamp::UNIX_EPOCH);
    let other = bare.apply(&Edit::SetTitle("Another".into())).unwrap();
    let plan = merged(&bare, &Past::default(), &[copy("a", &other, None)], &|c| c.kept).unwrap();
    assert_eq!((plan.conflicts.len(), plan.project.title()), (1, "Study"));
    let plan = merged(&bare, &Past::default(), &[copy("a", &other, None)], &|_| Side::Theirs).unwrap();
    assert_eq!(plan.project.title(), "Another");
}

/// Nobody decides about what they may not see, in whichever copy it is hidden from them.
#[test]
fn what_is_hidden_is_not_decided_about() {
    for hidden_here in [true, false] {
        let (_home, dir, other) = two_states();
        let note = |dir: &Path, words: &str| {
            let mut session = Session::open(dir, Some("C2")).unwrap();
            let (transcript, coder, _) = first_coding(&session, "C2");
            let of = session.project().transcript(transcript).unwrap().text().clone();
            let layer = session.project().layer(transcript, coder).unwrap();
            let mut record = layer.codings()[0].record(&of);
            record.memo = words.into();
            session.commit("note", &[Edit::PutCodings { transcript, coder, codings: vec![record] }]).unwrap();
            session.save().unwrap();
        };
        note(&dir, "HERE");
        note(&other, "THERE");
        let mut blind = Session::open(if hidden_here { &dir } else { &other }, Some("C1")).unwrap();
        let stage = Stage { phase: Phase::Independent, at: Some(Timestamp::now()), ..Stage::default() };
        blind.commit("phase", &[Edit::SetPhase(stage)]).unwrap();
        blind.save().unwrap();
        drop(blind);
        let session = Session::open(&dir, Some("C1")).unwrap();
        let read = session.read_copies(std::slice::from_ref(&other), &Progress::default()).unwrap();
        let viewer = session.coder().map(|c| c.id);
        let plan = session.plan_merge(&read, viewer, &|_| Side::Theirs).unwrap();
        let memos: Vec<&str> = plan
            .project
            .layers()
            .flat_map(|l| l.codings())
            .map(|c| c.memo.as_str())
            .filter(|m| !m.is_empty())
            .collect();
        assert_eq!(memos, ["HERE"], "hidden here: {hidden_here}");
        let said = format!("{:?} {:?} {:?}", plan.lines, plan.conflicts, plan.told);
        assert!(!said.contains("HERE") && !said.contains("THERE"), "{said}");
    }
}

/// Three copies in which the same things were changed in other ways, a coder came in whose files would have the name of
/// another's, and a transcript was corrected: brought together in any order, one after the other or at once, nobody is locked
/// out and the study is the same.
#[test]
fn copies_in_conflict_end_the_same_in_every_order() {
    let (home, dir, other) = two_states();
    let third = home.path().join("third");
    let fourth = home.path().join("fourth");
    copy_folder(&dir, &third);
    copy_folder(&dir, &fourth);
    for (n, copy) in [&other, &third, &fourth].into_iter().enumerate() {
        let mut session = Session::open(copy, Some("C1")).unwrap();
        let (transcript, coder, id) = first_coding(&session, "C1");
        let words = ["Yes: ", "Well, ", "Hm. "][n];
        let edit = session.project().correction(transcript, 0..0, words).unwrap();
        session.commit("correct", &[edit]).unwrap();
        let c3 = session.project().coder_named("C3").unwrap().clone();
        // "C-3" and "C 3" have the same name for their files.
        let name = ["C-3", "C 3", "Carla"][n];
        session
            .commit("rename", &[Edit::PutCoder(Coder { name: name.into(), ..Coder::clone(&c3) })])
            .unwrap();
        let new = Coder {
            id: CoderId(uuid::Uuid::from_u128(7_000 + n as u128)),
            name: ["c3", "C--3", "Carl"][n].into(),
            ..Coder::clone(&c3)
        };
        session.commit("coder", &[Edit::PutCoder(new.clone())]).unwrap();
        study::code(&mut session, "P02", &new.name, "listens", "She listened").unwrap();
        if n == 1 {
            session
                .commit("remove", &[Edit::RemoveCodings { transcript, coder, codings: vec![id] }])
                .unwrap();
        }
        session.save().unwrap();
    }
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let copies = [&other, &third, &fourth];
    let mut ends = Vec::new();
    for (n, order) in orders.into_iter().enumerate() {
        let here = home.path().join(format!("order{n}"));
        copy_folder(&dir, &here);
        for copy in order {
            let mut session = Session::open(&here, Some("C2")).unwrap();
            assert_eq!(session.read_only(), None, "{order:?} at {copy}");
            bring(&mut session, copies[copy]);
        }
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        assert_eq!(repair(&disk, &here, false, Timestamp::now()).unwrap().damage, [], "{order:?}");
        let session = Session::open(&here, Some("C1")).unwrap();
        assert_eq!((session.read_only(), session.damage()), (None, &[][..]), "{order:?}");
        let project = session.project();
        let coders: Vec<CoderId> = project.coders().iter().map(|c| c.id).collect();
        ends.push((project.codings(), coders.len(), project.transcripts().len()));
    }
    assert!(ends.iter().all(|end| *end == ends[0]), "{ends:?}");
}
