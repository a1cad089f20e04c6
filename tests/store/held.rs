//! A disk that keeps a save waiting for as long as a test wants, or refuses it, as a slow drive and a full one do.

use std::io;
use std::path::Path;
use std::sync::{Condvar, Mutex};

use concord::store::{Disk, RealDisk};

use crate::common::disk::as_real;

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
    as_real!(read_from, state, lock, list, create_dir, append, truncate, rename, remove, sync_dir);

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.pass()?;
        RealDisk.write_new(path, bytes)
    }
}
