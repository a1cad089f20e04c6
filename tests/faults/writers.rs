//! Several people at work in one folder, who crash, save and come back in any order: every acknowledged step is there
//! afterwards.

use std::path::Path;
use std::sync::Arc;

use concord::model::{Code, Coder, Edit, Memo, MemoId, MemoTarget, Project, Stamp, Timestamp};
use concord::session::{OpenOptions, Session};
use concord::store::{Disk, RealDisk, load, repair};
use tempfile::tempdir;

use crate::common::study;
use crate::unlocked::Unlocked;

fn opened(dir: &Path, who: &str) -> Session {
    let session = Session::open(dir, Some(who)).unwrap();
    assert_eq!(session.read_only(), None, "{:?}", session.damage());
    session
}

fn codings(dir: &Path) -> usize {
    let session = Session::open(dir, None).unwrap();
    assert_eq!(session.damage(), []);
    session.project().codings()
}

fn no_damage(dir: &Path) {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let found = repair(&disk, dir, false, Timestamp::now()).unwrap();
    assert_eq!(found.damage, []);
}

/// Steps that no file holds yet, of somebody who crashed while another was at work and had not saved.
#[test]
fn who_comes_back_beside_another_at_work_has_all_their_steps() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    one.save().unwrap();
    for words in ["She listened", "Nobody", "Tuesday"] {
        study::code(&mut one, "P01", "C1", "listens", words).unwrap();
    }
    let mut two = opened(&dir, "C2");
    study::code(&mut two, "P01", "C2", "listens", "Nobody").unwrap();
    // Nothing of it was saved into files: as a crash leaves it.
    drop(one);
    let mut again = opened(&dir, "C1");
    study::code(&mut two, "P02", "C2", "listens", "Nobody").unwrap();
    study::code(&mut again, "P02", "C1", "listens", "Nobody").unwrap();
    again.save().unwrap();
    drop(again);
    assert_eq!(codings(&dir), 6);
    two.save().unwrap();
    drop(two);
    assert_eq!(codings(&dir), 6);
    no_damage(&dir);
}

/// A coder is renamed by somebody else, so that the files of their layers are named anew.
#[test]
fn a_coder_renamed_by_another_locks_nobody_out() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    study::code(&mut one, "P01", "C1", "listens", "Nobody").unwrap();
    one.save().unwrap();
    drop(one);
    let mut two = opened(&dir, "C2");
    let c1 = Coder::clone(two.project().coder_named("C1").unwrap());
    two.commit("rename", &[Edit::PutCoder(Coder { name: "Carla".into(), ..c1 })]).unwrap();
    two.save().unwrap();
    study::code(&mut two, "P01", "C2", "listens", "Nobody").unwrap();
    two.save().unwrap();
    drop(two);
    no_damage(&dir);
    let mut carla = opened(&dir, "Carla");
    study::code(&mut carla, "P01", "Carla", "listens", "Tuesday").unwrap();
    carla.save().unwrap();
    drop(carla);
    assert_eq!(codings(&dir), 3);
    no_damage(&dir);
}

fn define(session: &mut Session, code: &str, definition: &str) {
    let code = Code::clone(session.project().code_named(code).unwrap());
    let changed = Code { definition: definition.into(), ..code };
    session.commit("define", &[Edit::PutCode(Box::new(changed))]).unwrap();
}

/// C1 and C2 are at work on a drive without locks, and both save at the same moment: C2 codes and saves before so many renames
/// of C1's save.
fn saved_at_once(dir: &Path, rename: usize) {
    saving_at_once(dir, rename, None).save().unwrap();
}

/// As [`saved_at_once`], up to C1's save, in which C1 is gone so many renames after what C2 does.
fn saving_at_once(dir: &Path, rename: usize, gone_after: Option<usize>) -> Session {
    drop(study::create(dir));
    let drive = Arc::new(Unlocked::default());
    let disk: Arc<dyn Disk> = drive.clone();
    let [mut one, mut two] =
        ["C1", "C2"].map(|who| OpenOptions::default().disk(&disk).who(Some(who)).open(dir).unwrap());
    study::code(&mut one, "P01", "C1", "listens", "Tuesday").unwrap();
    define(&mut one, "keeps promises", "as C1 says");
    let of_one = Arc::clone(&drive);
    drive.meanwhile(rename, move || {
        study::code(&mut two, "P01", "C2", "listens", "Nobody").unwrap();
        define(&mut two, "listens", "as C2 says");
        two.save().unwrap();
        gone_after.into_iter().for_each(|renames| of_one.gone_after(renames));
    });
    one
}

fn has_all_of_both(project: &Project) {
    assert_eq!(project.codings(), 2);
    assert_eq!(project.code_named("listens").unwrap().definition, "as C2 says");
    assert_eq!(project.code_named("keeps promises").unwrap().definition, "as C1 says");
}

#[test]
fn who_save_at_the_same_moment_without_locks_lose_nothing() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    saved_at_once(&dir, 0);
    let codebook = || std::fs::read_to_string(dir.join("codebook.ron")).unwrap();
    assert!(
        !(codebook().contains("as C1 says") && codebook().contains("as C2 says")),
        "one wrote over the other"
    );
    // Whoever opens it makes the steps again that the journals tell, and finds nothing wrong.
    let read = load(&RealDisk, &dir).unwrap();
    assert_eq!((read.damage, read.blocking), (Vec::new(), None));
    has_all_of_both(&read.project);
    no_damage(&dir);
    // Whoever opens it to work in it saves that.
    drop(opened(&dir, "C3"));
    assert!(codebook().contains("as C1 says") && codebook().contains("as C2 says"));
    has_all_of_both(&load(&RealDisk, &dir).unwrap().project);
    no_damage(&dir);
}

/// C1's save is made, and C2 has read it when C1's older files take the place of those that C2 has saved since.
#[test]
fn who_puts_older_files_in_the_place_of_newer_ones_puts_it_right() {
    for rename in [1, 2] {
        let home = tempdir().unwrap();
        let dir = home.path().join("study");
        saved_at_once(&dir, rename);
        let read = load(&RealDisk, &dir).unwrap();
        assert_eq!((read.damage, read.blocking), (Vec::new(), None), "{rename}");
        has_all_of_both(&read.project);
        no_damage(&dir);
    }
}

/// As above, but C1 is gone before that: whoever opens it next puts it right. Where a drive has locks, a file is older only
/// because a program for syncing has not brought it yet, and is left to that.
#[test]
fn older_files_of_somebody_who_crashed_are_put_right_by_whoever_opens() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    saving_at_once(&dir, 1, Some(1)).save().unwrap_err();
    let read = load(&RealDisk, &dir).unwrap();
    assert_eq!(read.blocking.map(|damage| damage.file), Some("codebook.ron".to_owned()));
    assert!(Session::open(&dir, Some("C3")).unwrap().read_only().is_some());
    let disk: Arc<dyn Disk> = Arc::new(Unlocked::default());
    let three = OpenOptions::default().disk(&disk).who(Some("C3")).open(&dir).unwrap();
    assert_eq!((three.read_only(), three.damage()), (None, &[][..]));
    has_all_of_both(three.project());
    drop(three);
    let read = load(&RealDisk, &dir).unwrap();
    assert_eq!((read.damage, read.blocking), (Vec::new(), None));
    has_all_of_both(&read.project);
    no_damage(&dir);
}

/// C1 removes a coding and saves, not knowing of C2's memo on it, which then stands on the words; C2, who has not looked, removes
/// the code, and with it the coding and the memo.
#[test]
fn a_memo_goes_with_the_code_though_its_coding_was_removed_meanwhile() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    let mut one = study::create(&dir);
    study::code(&mut one, "P01", "C1", "listens", "Nobody").unwrap();
    one.save().unwrap();
    drop(one);
    let disk: Arc<dyn Disk> = Arc::new(Unlocked::default());
    let [mut one, mut two] =
        ["C1", "C2"].map(|who| OpenOptions::default().disk(&disk).who(Some(who)).open(&dir).unwrap());
    let layer = Arc::clone(one.project().layers().next().unwrap());
    let coding = layer.codings()[0].id;
    let (id, author, created) = (MemoId(two.stamp().uuid()), two.coder().unwrap().id, two.now());
    let (text, on) = ("why?".to_owned(), MemoTarget::Coding(coding));
    let memo = Memo { id, on, reply_to: None, author, text, created, changed: created };
    two.commit("note", &[Edit::PutMemo(memo)]).unwrap();
    let (transcript, coder) = (layer.transcript(), layer.coder());
    one.commit("uncode", &[Edit::RemoveCodings { transcript, coder, codings: vec![coding] }]).unwrap();
    one.save().unwrap();
    assert!(load(&RealDisk, &dir).unwrap().project.memo(id).is_some(), "C1 did not know of it");
    let code = two.project().code_named("listens").unwrap().id;
    two.commit("remove", &[Edit::RemoveCode(code)]).unwrap();
    two.save().unwrap();
    let read = load(&RealDisk, &dir).unwrap();
    assert_eq!((read.damage, read.project.memo(id)), (Vec::new(), None));
}

#[test]
fn who_save_at_the_same_moment_are_told_where_the_journals_are_not_whole() {
    let home = tempdir().unwrap();
    let dir = home.path().join("study");
    saved_at_once(&dir, 0);
    // The first steps are lost: what the journals tell does not begin at the start any more.
    std::fs::write(dir.join("history/_project.ron"), "").unwrap();
    let read = load(&RealDisk, &dir).unwrap();
    assert!(
        read.damage.iter().any(|damage| damage.what.to_string().contains("two saved it at once")),
        "{:?}",
        read.damage
    );
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    repair(&disk, &dir, true, Timestamp::now()).unwrap();
    let read = load(&RealDisk, &dir).unwrap();
    assert!(
        !read.damage.iter().any(|damage| damage.what.to_string().contains("two saved it at once")),
        "{:?}",
        read.damage
    );
    assert_eq!(read.project.codings(), 2, "each coded in a file of their own");
}
