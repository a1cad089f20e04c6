//! The real disk as a network drive without locks shows it, on which something may be done in the middle of a save.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use concord::store::{Disk, FileState, Hold, RealDisk, Wait};

type Meanwhile = Box<dyn FnOnce() + Send>;

#[derive(Default)]
pub(crate) struct Unlocked {
    meanwhile: Mutex<Option<Meanwhile>>,
}

impl Unlocked {
    /// Does this once everything of the next save is written aside, and before the save is made.
    pub(crate) fn meanwhile(&self, what: impl FnOnce() + Send + 'static) {
        *self.meanwhile.lock().unwrap() = Some(Box::new(what));
    }
}

impl Disk for Unlocked {
    fn lock(&self, _: &Path, _: Wait) -> io::Result<Option<Hold>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(meanwhile) = meanwhile {
            meanwhile();
        }
        RealDisk.rename(from, to)
    }

    fn read_from(&self, path: &Path, from: u64, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read_from(path, from, limit)
    }

    fn state(&self, path: &Path) -> io::Result<FileState> {
        RealDisk.state(path)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(dir)
    }

    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        RealDisk.create_dir(dir)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.write_new(path, bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.append(path, bytes)
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        RealDisk.truncate(path, len)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        RealDisk.sync_dir(dir)
    }
}
