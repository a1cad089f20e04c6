//! Who is at work: one lock a coder, held by the operating system and gone with the process. A note beside it tells
//! others who it is.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{Hold, Wait};
use super::layout::LOCKS;
use super::{Disk, StoreError, ronfile};
use crate::model::Timestamp;

/// Who holds a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The coder's name, or nobody's for work on the project itself.
    pub who: String,
    /// The machine.
    pub machine: String,
    /// The process there.
    pub process: u32,
    /// Since when.
    pub since: Timestamp,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = if self.who.is_empty() { "somebody" } else { &self.who };
        write!(f, "{who} has it open on {} (process {}) since {}", self.machine, self.process, self.since)
    }
}

/// A lock held until it is dropped.
pub(super) struct Lock {
    /// None where the file system has no locks.
    _hold: Option<Hold>,
    note: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A note that stays is told from a live one by the lock itself.
        let _ = std::fs::remove_file(&self.note);
    }
}

/// Takes a coder's lock, or says who has it.
pub(super) fn take(
    disk: &dyn Disk,
    dir: &Path,
    slug: &str,
    who: &str,
    now: Timestamp,
) -> Result<Lock, StoreError> {
    let locks = dir.join(LOCKS);
    disk.create_dir(&locks).map_err(|why| StoreError::io(&locks, "making the folder", why))?;
    let path = locks.join(format!("{slug}.lock"));
    let note = locks.join(format!("{slug}.who.ron"));
    let hold = match disk.lock(&path, Wait::Not) {
        Ok(Some(hold)) => Some(hold),
        Ok(None) => {
            return Err(StoreError::Busy { path: dir.to_owned(), holder: holder(disk, dir, slug, now) });
        }
        // Some network drives have no locks; then the note is all there is.
        Err(why) if why.kind() == io::ErrorKind::Unsupported => None,
        Err(why) => return Err(StoreError::io(&path, "locking", why)),
    };
    let holder = Holder { who: who.to_owned(), machine: machine(), process: std::process::id(), since: now };
    // The note only informs; a stale one is replaced, and a failure to write it costs nothing but the name.
    let _ = std::fs::remove_file(&note);
    let _ = disk.write_new(&note, ronfile::line(&holder).as_bytes());
    Ok(Lock { _hold: hold, note })
}

fn holder(disk: &dyn Disk, dir: &Path, slug: &str, now: Timestamp) -> Holder {
    let file = format!("{LOCKS}/{slug}.who.ron");
    let known = ronfile::read(disk, dir, &file, 4096).and_then(|bytes| ronfile::parse(&file, &bytes));
    let unknown =
        || Holder { who: String::new(), machine: "this or another machine".into(), process: 0, since: now };
    known.map_or_else(|_| unknown(), |(holder, _)| holder)
}

/// Who else is at work in a project just now.
pub(super) fn others(disk: &dyn Disk, dir: &Path, own: &[&str], now: Timestamp) -> Vec<Holder> {
    let locks = disk.list(&dir.join(LOCKS)).unwrap_or_default();
    let slugs =
        locks.iter().filter_map(|p| p.file_name()?.to_str()?.strip_suffix(".lock").map(str::to_owned));
    slugs
        .filter(|slug| slug != FOLDER && !own.contains(&slug.as_str()))
        .filter(|slug| {
            let path = dir.join(LOCKS).join(format!("{slug}.lock"));
            disk.lock(&path, Wait::Look).is_ok_and(|hold| hold.is_none())
        })
        .map(|slug| holder(disk, dir, &slug, now))
        .collect()
}

/// The lock under which files are put in place, so that nobody reads half of it.
const FOLDER: &str = "_folder";

/// Waits for the folder to be quiet and keeps it so; none where the folder cannot be written or has no locks.
pub(super) fn folder(disk: &dyn Disk, dir: &Path, alone: bool) -> Option<Hold> {
    let path = dir.join(LOCKS).join(format!("{FOLDER}.lock"));
    disk.lock(&path, if alone { Wait::Alone } else { Wait::Shared }).ok().flatten()
}

fn machine() -> String {
    ["HOSTNAME", "COMPUTERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .or_else(|| std::fs::read_to_string("/etc/hostname").ok().map(|s| s.trim().to_owned()))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "this machine".into())
}
