//! A disk on which one call goes wrong: the process stops there, or the system refuses.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use concord::store::{Disk, RealDisk};

use crate::common::disk::as_real;

/// What happens at the chosen call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The process is gone: neither this call nor any later one is made, and a write may be half made.
    Stop,
    /// This call, and every later one below the folder, is refused for this reason.
    Refuse(io::ErrorKind),
    /// This call alone is refused.
    RefuseOnce(io::ErrorKind),
}

/// The real disk, but for what is written below one folder.
pub(crate) struct FaultyDisk {
    below: PathBuf,
    fault: Fault,
    at: usize,
    calls: AtomicUsize,
}

impl FaultyDisk {
    /// Goes wrong at the call counted `at`, from 1, of those that write below a folder.
    pub(crate) fn new(below: &Path, fault: Fault, at: usize) -> Self {
        Self { below: below.to_owned(), fault, at, calls: AtomicUsize::new(0) }
    }

    /// Calls made so far.
    pub(crate) fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    /// Counts a call, and says whether it goes wrong.
    fn turn(&self, path: &Path) -> io::Result<()> {
        if !path.starts_with(&self.below) {
            return Ok(());
        }
        let call = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        match self.fault {
            Fault::Stop if call >= self.at => Err(io::Error::other("stopped")),
            Fault::Refuse(kind) if call >= self.at => Err(kind.into()),
            Fault::RefuseOnce(kind) if call == self.at => Err(kind.into()),
            Fault::Stop | Fault::Refuse(_) | Fault::RefuseOnce(_) => Ok(()),
        }
    }
}

impl Disk for FaultyDisk {
    as_real!(read_from, state, lock, list);

    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        self.turn(dir)?;
        RealDisk.create_dir(dir)
    }

    fn create_new(&self, path: &Path) -> io::Result<File> {
        self.turn(path)?;
        RealDisk.create_new(path)
    }

    /// Three calls in one: before anything is written, when half is, and before it is synced.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.turn(path)?;
        if let Err(stopped) = self.turn(path) {
            RealDisk.write_new(path, &bytes[..bytes.len() / 2])?;
            return Err(stopped);
        }
        RealDisk.write_new(path, bytes)?;
        self.turn(path)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.turn(path)?;
        if let Err(stopped) = self.turn(path) {
            RealDisk.append(path, &bytes[..bytes.len() / 2])?;
            return Err(stopped);
        }
        RealDisk.append(path, bytes)?;
        self.turn(path)
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        self.turn(path)?;
        RealDisk.truncate(path, len)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.turn(to)?;
        RealDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.turn(path)?;
        RealDisk.remove(path)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.turn(dir)?;
        RealDisk.sync_dir(dir)
    }
}
