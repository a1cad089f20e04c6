//! A disk that keeps a save waiting for as long as a test wants, or refuses it, as a slow drive and a full one do.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex};

use concord::store::{Disk, FileState, Hold, RealDisk, Wait};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gate {
    Open,
    /// The next new file waits.
    Closed,
    /// Something waits.
    Waiting,
    /// The next new file finds no room.
    Full,
}

/// The real disk, but for new files that are held back.
pub(crate) struct HeldDisk {
    gate: Mutex<Gate>,
    moved: Condvar,
}

impl HeldDisk {
    pub(crate) fn new() -> Self {
        Self { gate: Mutex::new(Gate::Open), moved: Condvar::new() }
    }

    /// Holds new files back from now on.
    pub(crate) fn hold(&self) {
        *self.gate.lock().unwrap() = Gate::Closed;
    }

    /// Refuses one new file.
    pub(crate) fn refuse(&self) {
        *self.gate.lock().unwrap() = Gate::Full;
    }

    /// Waits until something is held back.
    pub(crate) fn wait(&self) {
        drop(self.moved.wait_while(self.gate.lock().unwrap(), |gate| *gate != Gate::Waiting).unwrap());
    }

    /// Lets everything pass again.
    pub(crate) fn let_go(&self) {
        *self.gate.lock().unwrap() = Gate::Open;
        self.moved.notify_all();
    }

    fn pass(&self) -> io::Result<()> {
        let mut gate = self.gate.lock().unwrap();
        if *gate == Gate::Full {
            *gate = Gate::Open;
            return Err(io::ErrorKind::StorageFull.into());
        }
        if *gate != Gate::Open {
            *gate = Gate::Waiting;
            self.moved.notify_all();
            drop(self.moved.wait_while(gate, |gate| *gate != Gate::Open).unwrap());
        }
        Ok(())
    }
}

impl Disk for HeldDisk {
    fn read_from(&self, path: &Path, from: u64, limit: u64) -> io::Result<Vec<u8>> {
        RealDisk.read_from(path, from, limit)
    }

    fn state(&self, path: &Path) -> io::Result<FileState> {
        RealDisk.state(path)
    }

    fn lock(&self, path: &Path, wait: Wait) -> io::Result<Option<Hold>> {
        RealDisk.lock(path, wait)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(dir)
    }

    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        RealDisk.create_dir(dir)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.pass()?;
        RealDisk.write_new(path, bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.append(path, bytes)
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        RealDisk.truncate(path, len)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        RealDisk.sync_dir(dir)
    }
}
