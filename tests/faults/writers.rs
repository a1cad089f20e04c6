//! Several people at work in one folder, who crash, save and come back in any order: every acknowledged step is there
//! afterwards.

use std::path::Path;
use std::sync::Arc;

use concord::model::{Coder, Edit, Timestamp};
use concord::session::Session;
use concord::store::{Disk, RealDisk, repair};
use tempfile::tempdir;

use crate::common::study;

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
