//! The real disk as a network drive without locks shows it, on which something may be done in the middle of a save.

use std::io;
use std::path::Path;
use std::sync::Mutex;

use concord::store::{Disk, Hold, RealDisk, Wait};

use crate::common::disk::as_real;

type Meanwhile = Box<dyn FnOnce() + Send>;

#[derive(Default)]
pub(crate) struct Unlocked {
    /// How many more renames are made before the program is gone; none where it stays.
    left: Mutex<Option<usize>>,
    /// What is done, and before which rename from now on.
    meanwhile: Mutex<Option<(usize, Meanwhile)>>,
}

impl Unlocked {
    /// Does this in the middle of the next save: before a rename, from 0. The first one makes the save, for which everything is
    /// written aside by then; the others put its files in place.
    pub(crate) fn meanwhile(&self, rename: usize, what: impl FnOnce() + Send + 'static) {
        *self.meanwhile.lock().unwrap() = Some((rename, Box::new(what)));
    }

    /// The program goes after so many more renames.
    pub(crate) fn gone_after(&self, renames: usize) {
        *self.left.lock().unwrap() = Some(renames);
    }

    fn due(&self) -> Option<Meanwhile> {
        let mut meanwhile = self.meanwhile.lock().unwrap();
        match meanwhile.take()? {
            (0, what) => Some(what),
            (left, what) => {
                *meanwhile = Some((left - 1, what));
                None
            }
        }
    }
}

impl Disk for Unlocked {
    as_real!(read_from, state, list, create_dir, write_new, append, truncate, remove, sync_dir);

    fn lock(&self, _: &Path, _: Wait) -> io::Result<Option<Hold>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if let Some(meanwhile) = self.due() {
            meanwhile();
        }
        match &mut *self.left.lock().unwrap() {
            Some(0) => return Err(io::Error::other("gone")),
            Some(left) => *left -= 1,
            None => {}
        }
        RealDisk.rename(from, to)
    }
}
