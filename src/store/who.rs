//! Whose journals and checkpoints stand in a folder, and in what state. Never reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::disk::{Disk, FileState};
use super::layout::{CHECKPOINT, HISTORY, checkpoint_file, journal_file, journal_stem, own_stem};

/// The coders who have a journal or checkpoint in a folder, by the name of their files. A copy of a journal that a program
/// for syncing made is none of theirs.
pub(super) fn writers(disk: &dyn Disk, dir: &Path) -> BTreeSet<String> {
    let files = disk.list(&dir.join(HISTORY)).unwrap_or_default();
    let names = files.iter().filter_map(|p| own_stem(p.file_name()?.to_str()?));
    names.map(|n| journal_stem(n).to_owned()).collect()
}

/// Lengths and times of all journals and checkpoints but one's own.
pub(super) fn look(disk: &dyn Disk, dir: &Path, own: &str) -> Seen {
    of_others(states(disk, dir, |file| file.extension().is_some_and(|e| e == "ron")), dir, own)
}

/// The same without one's own.
pub(super) fn of_others(mut seen: Seen, dir: &Path, own: &str) -> Seen {
    for file in [journal_file(own), checkpoint_file(own)] {
        seen.remove(&dir.join(file));
    }
    seen
}

/// Lengths and times of all checkpoints.
pub(super) fn saves(disk: &dyn Disk, dir: &Path) -> Seen {
    states(disk, dir, |file| file.to_string_lossy().ends_with(CHECKPOINT))
}

/// Files of the history and their states.
pub(super) type Seen = BTreeMap<PathBuf, FileState>;

fn states(disk: &dyn Disk, dir: &Path, which: impl Fn(&Path) -> bool) -> Seen {
    let files = disk.list(&dir.join(HISTORY)).unwrap_or_default();
    let files = files.into_iter().filter(|file| which(file));
    files.filter_map(|file| disk.state(&file).ok().map(|state| (file, state))).collect()
}
