//! The sample study that is bundled in the program, and how a copy of it comes to be. Never changes the bundle.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use include_dir::{Dir, include_dir};

use super::{Disk, FileState, Folder, Hold, StoreError, Wait, load};
use crate::model::Timestamp;

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/samples/relationships-in-care");

/// Writes a fresh copy of the sample study into a folder that is new or empty.
///
/// # Errors
/// When something is there already, or the folder cannot be written.
pub fn unpack(disk: &Arc<dyn Disk>, dir: &Path, now: Timestamp) -> Result<(), StoreError> {
    let loaded = load(&Bundle, Path::new(""))?;
    Folder::create(disk, dir, &loaded.project, now).map(drop)
}

/// The bundle as a disk that can only be read.
struct Bundle;

fn refuse() -> io::Error {
    ErrorKind::ReadOnlyFilesystem.into()
}

impl Disk for Bundle {
    fn read_from(&self, path: &Path, from: u64, _: u64) -> io::Result<Vec<u8>> {
        let file = SAMPLE.get_file(path).ok_or(ErrorKind::NotFound)?;
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        Ok(file.contents().get(from..).unwrap_or_default().to_vec())
    }

    fn state(&self, path: &Path) -> io::Result<FileState> {
        let file = SAMPLE.get_file(path).ok_or(ErrorKind::NotFound)?;
        Ok((file.contents().len() as u64, SystemTime::UNIX_EPOCH))
    }

    fn lock(&self, _: &Path, _: Wait) -> io::Result<Option<Hold>> {
        Err(refuse())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let dir = if dir.as_os_str().is_empty() { Some(&SAMPLE) } else { SAMPLE.get_dir(dir) };
        let mut paths: Vec<PathBuf> =
            dir.into_iter().flat_map(Dir::entries).map(|e| e.path().to_owned()).collect();
        paths.sort();
        Ok(paths)
    }

    fn create_dir(&self, _: &Path) -> io::Result<()> {
        Err(refuse())
    }

    fn write_new(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refuse())
    }

    fn append(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refuse())
    }

    fn truncate(&self, _: &Path, _: u64) -> io::Result<()> {
        Err(refuse())
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(refuse())
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        Err(refuse())
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Err(refuse())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundle_is_whole() {
        let loaded = load(&Bundle, Path::new("")).unwrap();
        assert_eq!((loaded.damage, loaded.blocking), (vec![], None));
        let project = loaded.project;
        assert_eq!(project.check(), []);
        assert_eq!((project.transcripts().len(), project.cases().len(), project.coders().len()), (12, 12, 4));
        assert!(project.consensus().is_some());
        assert_eq!(project.memos().len(), 8);
        for transcript in project.transcripts() {
            let words = transcript.text().words().count_in(0..transcript.text().len());
            assert!((900..=2500).contains(&words), "{}: {words} words", transcript.title());
        }
    }
}
