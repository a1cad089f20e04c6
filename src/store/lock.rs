//! Who is at work: one lock a coder, held by the operating system and gone with the process. A note beside it tells
//! others who it is.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use super::disk::{Hold, Wait};
use super::layout::LOCKS;
use super::{Disk, StoreError, ronfile};
use crate::lang::{IntoArg, Message, Tell, message, said};
use crate::model::Timestamp;

/// Who holds a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The coder's name, or nobody's for work on the project itself.
    pub who: String,
    /// The machine; empty where nobody knows.
    pub machine: String,
    /// The process there.
    pub process: u32,
    /// Since when.
    pub since: Timestamp,
}

impl Tell for Holder {
    fn message(&self) -> Message {
        let known = |name: &String, instead| if name.is_empty() { instead } else { name.arg() };
        let who = known(&self.who, message!("holder-somebody").arg());
        let machine = known(&self.machine, message!("holder-any-machine").arg());
        let since = self.since.strftime("%Y-%m-%d %H:%M UTC").to_string();
        message!("holder", who, machine, since = said(since))
    }
}

/// How the file of a lock ends, after the coder's slug, and that of the note beside it.
const LOCK: &str = ".lock";
const NOTE: &str = ".who.ron";

/// A lock held until it is dropped.
pub(super) struct Lock {
    /// None where the file system has no locks.
    _hold: Option<Hold>,
    disk: Arc<dyn Disk>,
    note: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A note that stays is told from a live one by the lock itself.
        let _ = self.disk.remove(&self.note);
    }
}

/// Takes a coder's lock, or says who has it.
pub(super) fn take(
    disk: &Arc<dyn Disk>,
    dir: &Path,
    slug: &str,
    who: &str,
    now: Timestamp,
) -> Result<Lock, StoreError> {
    let locks = dir.join(LOCKS);
    disk.create_dir(&locks).map_err(|why| StoreError::io(&locks, "making-folder", why))?;
    sweep(&**disk, &locks);
    let path = locks.join(format!("{slug}{LOCK}"));
    let note = locks.join(format!("{slug}{NOTE}"));
    let hold = match disk.lock(&path, Wait::Not) {
        Ok(Some(hold)) => Some(hold),
        Ok(None) => {
            return Err(StoreError::Busy { path: dir.to_owned(), holder: holder(&**disk, dir, slug, now) });
        }
        // Some network drives have no locks; then the note is all there is.
        Err(why) if why.kind() == io::ErrorKind::Unsupported => None,
        Err(why) => return Err(StoreError::io(&path, "locking", why)),
    };
    let holder =
        Holder { who: who.to_owned(), machine: MACHINE.clone(), process: std::process::id(), since: now };
    // The note only informs; a stale one is replaced, and a failure to write it costs nothing but the name.
    let _ = disk.remove(&note);
    let _ = disk.write_new(&note, ronfile::line(&holder).as_bytes());
    Ok(Lock { _hold: hold, disk: Arc::clone(disk), note })
}

fn holder(disk: &dyn Disk, dir: &Path, slug: &str, now: Timestamp) -> Holder {
    let file = format!("{LOCKS}/{slug}{NOTE}");
    let known = ronfile::read(disk, dir, &file, 4096).and_then(|bytes| ronfile::parse(&file, &bytes));
    let unknown = || Holder { who: String::new(), machine: String::new(), process: 0, since: now };
    known.map_or_else(|_| unknown(), |(holder, _)| holder)
}

/// Who else is at work in a project just now.
pub(super) fn others(disk: &dyn Disk, dir: &Path, own: &[&str], now: Timestamp) -> Vec<Holder> {
    let locks = dir.join(LOCKS);
    let held = |slug: &String| matches!(look(disk, &locks.join(format!("{slug}{LOCK}"))), State::Held);
    slugs(disk, &locks, LOCK)
        .filter(|slug| slug != FOLDER && !own.contains(&slug.as_str()))
        .filter_map(|slug| {
            let holder = held(&slug).then(|| holder(disk, dir, &slug, now))?;
            // Who let go of it while their note was being read is not there any more.
            held(&slug).then_some(holder)
        })
        .collect()
}

/// Whether nobody has a coder's lock just now.
pub(super) fn is_free(disk: &dyn Disk, dir: &Path, slug: &str) -> bool {
    matches!(look(disk, &dir.join(LOCKS).join(format!("{slug}{LOCK}"))), State::Free(_))
}

/// Removes the notes that outlived their locks, as those of a program that was killed do.
fn sweep(disk: &dyn Disk, locks: &Path) {
    for slug in slugs(disk, locks, NOTE) {
        // As long as the lock is looked at nobody takes it, so that the note is not that of somebody who comes just now.
        if let State::Free(_looked_at) = look(disk, &locks.join(format!("{slug}{LOCK}"))) {
            // Where nothing can be removed, the lock still tells that nobody is there.
            let _ = disk.remove(&locks.join(format!("{slug}{NOTE}")));
        }
    }
}

/// The coders who have a file that ends so among the locks.
fn slugs(disk: &dyn Disk, locks: &Path, ending: &'static str) -> impl Iterator<Item = String> {
    let files = disk.list(locks).unwrap_or_default();
    files
        .into_iter()
        .filter_map(move |file| file.file_name()?.to_str()?.strip_suffix(ending).map(str::to_owned))
}

/// What is known of a lock.
enum State {
    /// Somebody has it.
    Held,
    /// Nobody has it, nor can anybody take it while this is kept; without a file there is nothing to take.
    Free(Option<Hold>),
    /// The drive has no locks, or does not tell.
    Unknown,
}

/// Looks at a lock without taking it: several may look at once, and none of them is taken for a holder.
fn look(disk: &dyn Disk, path: &Path) -> State {
    match disk.lock(path, Wait::Look) {
        Ok(Some(hold)) => State::Free(Some(hold)),
        Ok(None) => State::Held,
        Err(why) if why.kind() == io::ErrorKind::NotFound => State::Free(None),
        Err(_) => State::Unknown,
    }
}

/// The lock under which files are put in place, so that nobody reads half of it.
const FOLDER: &str = "_folder";

/// Keeps the folder quiet where it is just now.
pub(super) fn folder_now(disk: &dyn Disk, dir: &Path) -> Option<Hold> {
    disk.lock(&dir.join(LOCKS).join(format!("{FOLDER}{LOCK}")), Wait::Not).ok().flatten()
}

/// Waits for the folder to be quiet and keeps it so; none where the folder cannot be written or has no locks.
///
/// # Errors
/// When somebody keeps it for longer than a save takes.
pub(super) fn folder(disk: &dyn Disk, dir: &Path, alone: bool) -> Result<Option<Hold>, StoreError> {
    let path = dir.join(LOCKS).join(format!("{FOLDER}{LOCK}"));
    match disk.lock(&path, if alone { Wait::Alone } else { Wait::Shared }) {
        Err(why) if why.kind() == io::ErrorKind::TimedOut => Err(StoreError::Waiting(dir.to_owned())),
        held => Ok(held.ok().flatten()),
    }
}

/// What this machine is called.
static MACHINE: LazyLock<String> = LazyLock::new(|| {
    ["HOSTNAME", "COMPUTERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .or_else(|| std::fs::read_to_string("/etc/hostname").ok().map(|s| s.trim().to_owned()))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "this machine".into())
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;

    fn taken(dir: &Path, slug: &str, who: &str, now: Timestamp) -> Result<Lock, StoreError> {
        let disk: Arc<dyn Disk> = Arc::new(RealDisk);
        take(&disk, dir, slug, who, now)
    }

    fn note(dir: &Path, slug: &str) -> PathBuf {
        dir.join(LOCKS).join(format!("{slug}{NOTE}"))
    }

    /// A lock as a program that was killed leaves it: the file and the note are there, and nobody holds it.
    fn killed(dir: &Path, slug: &str) {
        let lock = taken(dir, slug, slug, Timestamp::UNIX_EPOCH).unwrap();
        let left = std::fs::read(note(dir, slug)).unwrap();
        drop(lock);
        std::fs::write(note(dir, slug), left).unwrap();
    }

    #[test]
    fn a_note_goes_with_its_lock() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        drop(taken(dir, "c1", "C1", Timestamp::UNIX_EPOCH).unwrap());
        assert!(!note(dir, "c1").exists());
        killed(dir, "c1");
        killed(dir, "c2");
        std::fs::write(note(dir, "c3"), "of a lock that was never there").unwrap();
        let held = taken(dir, "c4", "C4", Timestamp::UNIX_EPOCH).unwrap();
        let left = ["c1", "c2", "c3", "c4"].map(|slug| note(dir, slug).exists());
        assert_eq!(
            left,
            [false, false, false, true],
            "who opens it sweeps, and leaves the notes of who is there"
        );
        let _more = taken(dir, "c5", "C5", Timestamp::UNIX_EPOCH).unwrap();
        assert!(note(dir, "c4").exists());
        drop(held);
        assert!(!note(dir, "c4").exists());
    }

    #[test]
    fn a_note_is_shown_as_long_as_its_lock_is_held() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        let who = |own: &[&str]| {
            let others = others(&RealDisk, dir, own, Timestamp::UNIX_EPOCH);
            others.into_iter().map(|holder| holder.who).collect::<Vec<_>>()
        };
        let held = taken(dir, "c1", "C1", Timestamp::UNIX_EPOCH).unwrap();
        killed(dir, "c2");
        assert_eq!(who(&[]), ["C1"], "and nobody who was killed");
        assert_eq!(who(&["c1"]), [""; 0]);
        let busy = taken(dir, "c1", "C1", Timestamp::UNIX_EPOCH).err().unwrap();
        assert!(busy.to_string().contains("C1 has it open"), "{busy}");
        assert!(note(dir, "c1").exists(), "a second one who looks leaves it");
        drop(held);
        assert_eq!(who(&[]), [""; 0]);
    }

    #[test]
    fn who_looks_at_a_lock_is_not_taken_for_a_holder() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path();
        killed(dir, "c1");
        let path = dir.join(LOCKS).join("c1.lock");
        let looked_at = look(&RealDisk, &path);
        assert!(matches!(looked_at, State::Free(Some(_))));
        assert!(others(&RealDisk, dir, &[], Timestamp::UNIX_EPOCH).is_empty());
        drop(looked_at);
        assert!(taken(dir, "c1", "C1", Timestamp::UNIX_EPOCH).is_ok());
    }
}
