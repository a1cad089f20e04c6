//! Many files saved as one: all are written aside, one rename makes the save, then they are put in place. Whoever
//! reads in between finds the new bytes through the checkpoint.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::checkpoint::Checkpoint;
use super::layout::{STAGED, checkpoint_file};
use super::parallel::{parallel, processors};
use super::records::FORMAT_VERSION;
use super::words::kept;
use super::{Disk, Progress, StoreError};
use crate::model::{FileBytes, sha256};
use crate::text::Text;

/// Files that are written before somebody is asked whether to go on.
const AT_ONCE: usize = 64;
/// What is summed on one thread, since it takes no longer than starting others.
const ALONE_BYTES: usize = 128 << 10;

/// Writes and removes files, all or none, and makes the checkpoint that says so, given the number of the last save of each
/// file, whoever made it.
pub(super) fn publish(
    disk: &dyn Disk,
    dir: &Path,
    who: &str,
    changes: BTreeMap<String, Option<Vec<u8>>>,
    turns: &BTreeMap<String, u64>,
    checkpoint: &mut Checkpoint,
) -> Result<(), StoreError> {
    let aside = dir.join(STAGED).join(who);
    // What an earlier save could not put in place goes first.
    finish(disk, dir, who, &checkpoint.unfinished(turns))?;
    checkpoint.staged.clear();
    checkpoint.removed.clear();
    disk.create_dir(&aside).map_err(|why| StoreError::io(&aside, "making-folder", why))?;
    let version = FORMAT_VERSION;
    let mut next = Checkpoint { version, staged: BTreeMap::new(), removed: Vec::new(), ..checkpoint.clone() };
    let batch = uuid::Uuid::now_v7().simple();
    let mut writes = Vec::new();
    for (n, (file, bytes)) in changes.into_iter().enumerate() {
        let turn = turns.get(&file).copied().max(next.turns.get(&file).copied()).unwrap_or_default() + 1;
        next.turns.insert(file.clone(), turn);
        match bytes {
            Some(bytes) => {
                // Never a name of an earlier save, which may have to be finished once more.
                let staged = format!("{batch}-{n:05}");
                writes.push((aside.join(&staged), bytes));
                next.staged.insert(file, staged);
            }
            None => {
                next.files.remove(&file);
                next.removed.push(file);
            }
        }
    }
    let sums = write_all(disk, &writes, &Progress::default())?;
    next.files.extend(next.staged.keys().cloned().zip(sums));
    let new_checkpoint = aside.join("checkpoint");
    write(disk, &new_checkpoint, &next.to_file())?;
    disk.sync_dir(&aside).map_err(|why| StoreError::io(&aside, "saving", why))?;
    let target = dir.join(checkpoint_file(who));
    disk.rename(&new_checkpoint, &target).map_err(|why| StoreError::io(&target, "saving", why))?;
    // From here on the save is made, whatever happens.
    *checkpoint = next;
    finish(disk, dir, who, checkpoint)?;
    checkpoint.staged.clear();
    checkpoint.removed.clear();
    Ok(())
}

/// Writes files, a share at a time so that it can be cancelled, and gives their sums.
fn write_all(
    disk: &dyn Disk,
    writes: &[(PathBuf, Vec<u8>)],
    progress: &Progress,
) -> Result<Vec<String>, StoreError> {
    let bytes: usize = writes.iter().map(|(_, bytes)| bytes.len()).sum();
    let threads = if bytes < ALONE_BYTES { 1 } else { processors() };
    let sums = parallel(threads, writes, |(_, bytes)| sha256(bytes));
    for share in writes.chunks(AT_ONCE) {
        progress.go_on()?;
        let first = share.first().map(|(path, _)| path.clone()).unwrap_or_default();
        disk.write_many(share).map_err(|why| StoreError::io(&first, "saving", why))?;
        share.iter().for_each(|_| progress.step());
    }
    progress.go_on().map(|()| sums)
}

fn write(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    disk.write_new(path, bytes).map_err(|why| StoreError::io(path, "saving", why))
}

/// What is kept by its hash.
pub(super) enum Kept {
    /// Words of a transcript.
    Words(Text),
    /// A file that was brought in.
    File(FileBytes),
}

impl Kept {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Words(text) => text.as_str().as_bytes().to_vec(),
            Self::File(bytes) => bytes.as_slice().to_vec(),
        }
    }
}

/// What is to be kept, by the names of its files in the project, with the hash of each.
pub(super) type ToKeep = BTreeMap<String, (String, Kept)>;

/// Keeps copies by their hash, before a journal speaks of them. What is left of a copy that was cancelled goes with the
/// next save.
pub(super) fn keep(
    disk: &dyn Disk,
    dir: &Path,
    who: &str,
    files: &ToKeep,
    progress: &Progress,
) -> Result<(), StoreError> {
    if files.is_empty() {
        return Ok(());
    }
    let aside = dir.join(STAGED).join(who);
    let targets: Vec<(PathBuf, &(String, Kept))> =
        files.iter().map(|(file, what)| (dir.join(file), what)).collect();
    let folders: BTreeSet<&Path> = targets.iter().filter_map(|(to, _)| to.parent()).collect();
    for folder in folders.iter().copied().chain([aside.as_path()]) {
        disk.create_dir(folder).map_err(|why| StoreError::io(folder, "making-folder", why))?;
    }
    let batch = uuid::Uuid::now_v7().simple();
    let new: Vec<_> = files
        .iter()
        .zip(&targets)
        .filter(|((file, (hash, _)), _)| kept(disk, dir, file, hash).is_none())
        .collect();
    let writes: Vec<(PathBuf, Vec<u8>)> = new
        .iter()
        .enumerate()
        // The same bytes may be kept twice: as a file that was brought in, and as the words in it.
        .map(|(n, ((_, (_, what)), _))| (aside.join(format!("{batch}-{n:05}")), what.bytes()))
        .collect();
    progress.expect(writes.len());
    write_all(disk, &writes, progress)?;
    for ((_, (to, _)), (from, _)) in new.iter().zip(&writes) {
        disk.rename(from, to).map_err(|why| StoreError::io(to, "saving", why))?;
    }
    for folder in folders {
        disk.sync_dir(folder).map_err(|why| StoreError::io(folder, "saving", why))?;
    }
    Ok(())
}

/// Puts in place what a checkpoint says is staged, as often as it takes.
pub(super) fn finish(
    disk: &dyn Disk,
    dir: &Path,
    who: &str,
    checkpoint: &Checkpoint,
) -> Result<(), StoreError> {
    put_in_place(disk, dir, who, checkpoint)?;
    clear(disk, &dir.join(STAGED).join(who))
}

/// As [`finish`], and leaves alone what else is put aside.
pub(super) fn put_in_place(
    disk: &dyn Disk,
    dir: &Path,
    who: &str,
    checkpoint: &Checkpoint,
) -> Result<(), StoreError> {
    let aside = dir.join(STAGED).join(who);
    if checkpoint.staged.is_empty() && checkpoint.removed.is_empty() {
        return Ok(());
    }
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for (file, staged) in &checkpoint.staged {
        let (from, to) = (aside.join(staged), dir.join(file));
        let parent = to.parent().unwrap_or(dir).to_owned();
        if folders.insert(parent.clone()) {
            disk.create_dir(&parent).map_err(|why| StoreError::io(&parent, "making-folder", why))?;
        }
        match disk.rename(&from, &to) {
            Ok(()) => {}
            // It is in place already.
            Err(why) if why.kind() == ErrorKind::NotFound => {}
            Err(why) => return Err(StoreError::io(&to, "saving", why)),
        }
    }
    for file in &checkpoint.removed {
        match disk.remove(&dir.join(file)) {
            Ok(()) => {}
            Err(why) if why.kind() == ErrorKind::NotFound => {}
            Err(why) => return Err(StoreError::io(&dir.join(file), "removing", why)),
        }
    }
    folders.insert(dir.join(super::layout::HISTORY));
    for folder in folders {
        disk.sync_dir(&folder).map_err(|why| StoreError::io(&folder, "saving", why))?;
    }
    Ok(())
}

/// Removes what is left of a save that was never made.
fn clear(disk: &dyn Disk, aside: &Path) -> Result<(), StoreError> {
    let left = disk.list(aside).map_err(|why| StoreError::io(aside, "reading", why))?;
    for path in left {
        disk.remove(&path).map_err(|why| StoreError::io(&path, "removing", why))?;
    }
    Ok(())
}
