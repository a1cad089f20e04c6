//! Whose journals and checkpoints stand in a folder, and in what state. Never reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::disk::{Disk, FileState};
use super::layout::{HISTORY, checkpoint_file, journal_file, journal_stem, own_stem};

/// The coders who have a journal or checkpoint in a folder, by the name of their files. A copy of a journal that a program
/// for syncing made is none of theirs.
pub(super) fn writers(disk: &dyn Disk, dir: &Path) -> BTreeSet<String> {
    let files = disk.list(&dir.join(HISTORY)).unwrap_or_default();
    let names = files.iter().filter_map(|p| own_stem(p.file_name()?.to_str()?));
    names.map(|n| journal_stem(n).to_owned()).collect()
}

/// Lengths and times of all journals and checkpoints but one's own.
pub(super) fn look(disk: &dyn Disk, dir: &Path, own: &str) -> BTreeMap<PathBuf, FileState> {
    let own = [journal_file(own), checkpoint_file(own)].map(|f| dir.join(f));
    let files = disk.list(&dir.join(HISTORY)).unwrap_or_default();
    let files = files.into_iter().filter(|f| !own.contains(f) && f.extension().is_some_and(|e| e == "ron"));
    files.filter_map(|file| Some((file.clone(), disk.state(&file).ok()?))).collect()
}
