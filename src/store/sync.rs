//! Copies that programs for syncing leave beside a file when two machines wrote it: "p01 (conflicted copy 2026-11-25).ron",
//! "p01.sync-conflict-20261125-103000-ABCDEFG.ron", "p01 (1).ron". They are found, read for nothing else, and offered to
//! be brought together with the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::aside;
use super::checkpoint::Checkpoints;
use super::layout::{
    CASES, CHECKPOINT, CODEBOOK, HISTORY, LAYERS, MEMOS, PLAN, PROJECT, TRANSCRIPTS, journal_stem, own_stem,
    owner,
};
use super::{Disk, FileState, Hold, StoreError, Wait};
use crate::lang::message;

/// A copy that a program for syncing made, and the file that it is one of; both as paths inside the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SyncCopy {
    /// The copy.
    pub file: String,
    /// The file.
    pub of: String,
}

impl SyncCopy {
    pub(super) fn is_journal(&self) -> bool {
        self.of.starts_with(HISTORY) && !self.is_checkpoint()
    }

    fn is_checkpoint(&self) -> bool {
        self.of.ends_with(CHECKPOINT)
    }

    /// The name of the files of whoever it belongs to.
    pub(super) fn who(&self) -> Option<&str> {
        let journal = self.of.strip_prefix(HISTORY).and_then(|f| f.strip_prefix('/')?.strip_suffix(".ron"));
        journal.map(journal_stem).or_else(|| owner(&self.of))
    }
}

/// The copies in a project's folder, given what was saved there: the file that a copy belongs to may be gone.
pub(super) fn sync_copies(disk: &dyn Disk, dir: &Path, checkpoints: &Checkpoints) -> Vec<SyncCopy> {
    let mut folders: Vec<String> = [TRANSCRIPTS, MEMOS, HISTORY].map(str::to_owned).to_vec();
    for layers in disk.list(&dir.join(LAYERS)).unwrap_or_default() {
        folders.extend(layers.file_name().and_then(|n| n.to_str()).map(|n| format!("{LAYERS}/{n}")));
    }
    let mut found = Vec::new();
    let names = |folder: &Path| -> Vec<String> {
        let listed = disk.list(folder).unwrap_or_default();
        listed.iter().filter_map(|p| p.file_name()?.to_str().map(str::to_owned)).collect()
    };
    let own = [PROJECT, CODEBOOK, CASES, PLAN].map(str::to_owned);
    for name in names(dir).iter().filter(|name| !own.contains(name)) {
        found.extend(copied(name, own.iter()).map(|of| SyncCopy { file: name.clone(), of }));
    }
    for folder in folders {
        let names = names(&dir.join(&folder));
        // What is no file that a project names has an ending all the same, as every copy has.
        if names.iter().all(|name| !name.contains('.') || own_stem(name).is_some()) {
            continue;
        }
        let saved = checkpoints.files().filter_map(|f| f.strip_prefix(&folder)?.strip_prefix('/'));
        let own: BTreeSet<String> = names
            .iter()
            .map(String::as_str)
            .chain(saved)
            .filter(|n| own_stem(n).is_some())
            .map(str::to_owned)
            .collect();
        for name in names.iter().filter(|name| !own.contains(*name)) {
            let of = copied(name, own.iter());
            found.extend(
                of.map(|of| SyncCopy { file: format!("{folder}/{name}"), of: format!("{folder}/{of}") }),
            );
        }
    }
    found
}

/// The file of which a name is that of a copy: its name goes on with something that no name of ours has, or stands behind
/// a word, as in "Copy of p01.ron".
fn copied<'a>(name: &str, own: impl Iterator<Item = &'a String>) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_of = |own: &&String| {
        let Some((own, own_extension)) = own.rsplit_once('.') else { return false };
        let rest = stem.strip_prefix(own).and_then(|rest| rest.chars().next());
        let before = stem.strip_suffix(own).and_then(|before| before.chars().next_back());
        extension.eq_ignore_ascii_case(own_extension)
            && (rest.is_some_and(|c| !c.is_alphanumeric()) || before == Some(' '))
    };
    own.filter(is_of).max_by_key(|own| own.len()).cloned()
}

/// Copies that are read at once, each file once: those of journals first, each with its own; whoever's journal there is a
/// copy of needs no copies of their files.
pub(super) fn groups(copies: &[SyncCopy]) -> Vec<Vec<SyncCopy>> {
    let journals: Vec<&SyncCopy> = copies.iter().filter(|c| c.is_journal()).collect();
    let told: BTreeSet<&str> = journals.iter().filter_map(|c| c.who()).collect();
    let mut groups: Vec<Vec<SyncCopy>> = journals.iter().map(|c| vec![(*c).clone()]).collect();
    let mut files: BTreeMap<&str, Vec<&SyncCopy>> = BTreeMap::new();
    let other =
        |c: &&SyncCopy| !c.is_journal() && !c.is_checkpoint() && c.who().is_none_or(|w| !told.contains(w));
    for copy in copies.iter().filter(other) {
        files.entry(&copy.of).or_default().push(copy);
    }
    let most = files.values().map(Vec::len).max().unwrap_or(0);
    for n in 0..most {
        groups.push(files.values().filter_map(|of| of.get(n)).map(|c| (*c).clone()).collect());
    }
    groups
}

/// Puts copies into `damaged/`, once they are brought together with the rest.
///
/// # Errors
/// When one cannot be moved.
pub fn put_aside(disk: &dyn Disk, dir: &Path, copies: &[SyncCopy]) -> Result<(), StoreError> {
    copies.iter().try_for_each(|copy| aside::put_aside(disk, dir, &copy.file))
}

/// A folder with copies in the place of the files that they are of. Never written to.
pub(super) struct Instead<'a> {
    disk: &'a dyn Disk,
    instead: BTreeMap<PathBuf, PathBuf>,
}

impl<'a> Instead<'a> {
    pub(super) fn new(disk: &'a dyn Disk, dir: &Path, copies: &[SyncCopy]) -> Self {
        let instead = copies.iter().map(|c| (dir.join(&c.of), dir.join(&c.file))).collect();
        Self { disk, instead }
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, message!("copies-only-read"))
}

impl Disk for Instead<'_> {
    fn read_from(&self, path: &Path, from: u64, limit: u64) -> io::Result<Vec<u8>> {
        self.disk.read_from(self.instead.get(path).map_or(path, PathBuf::as_path), from, limit)
    }

    fn state(&self, path: &Path) -> io::Result<FileState> {
        self.disk.state(self.instead.get(path).map_or(path, PathBuf::as_path))
    }

    fn lock(&self, _: &Path, _: Wait) -> io::Result<Option<Hold>> {
        Err(refused())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let mut names: BTreeSet<PathBuf> = self.disk.list(dir)?.into_iter().collect();
        names.extend(self.instead.keys().filter(|p| p.parent() == Some(dir)).cloned());
        Ok(names.into_iter().collect())
    }

    fn create_dir(&self, _: &Path) -> io::Result<()> {
        Err(refused())
    }

    fn write_new(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn append(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn truncate(&self, _: &Path, _: u64) -> io::Result<()> {
        Err(refused())
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(refused())
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        Err(refused())
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Err(refused())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names() {
        let own = ["p01.ron", "p01-2.ron", "c1.checkpoint.ron", "c1.ron", "p01.txt"].map(str::to_owned);
        for (name, of) in [
            ("p01 (Ben's conflicted copy 2026-11-25).ron", Some("p01.ron")),
            ("p01 (conflicted copy 2026-11-25 103000).ron", Some("p01.ron")),
            ("p01.sync-conflict-20261125-103000-ABCDEFG.ron", Some("p01.ron")),
            ("p01_conflict-20261125-103000.ron", Some("p01.ron")),
            ("p01 (1).ron", Some("p01.ron")),
            ("p01 2.ron", Some("p01.ron")),
            ("p01-DESKTOP-AB12.ron", Some("p01.ron")),
            ("p01 (SFConflict ben@example.org 2026-11-25-10-30-00).txt", Some("p01.txt")),
            ("p01-2 (1).ron", Some("p01-2.ron")),
            ("c1.checkpoint (1).ron", Some("c1.checkpoint.ron")),
            ("c1.sync-conflict-20261125-103000-ABCDEFG.ron", Some("c1.ron")),
            ("p011.ron", None),
            ("notes.txt", None),
            ("p01 (1).ron.tmp", None),
        ] {
            assert_eq!(copied(name, own.iter()).as_deref(), of, "{name}");
        }
    }
}
