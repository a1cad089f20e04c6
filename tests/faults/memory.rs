//! A file system in memory, with locks that end with whoever holds them, and processes in it that stop at any call.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use concord::store::{Disk, FileState, Hold, Wait};

#[derive(Default)]
struct State {
    files: BTreeMap<PathBuf, (Vec<u8>, u64)>,
    locked: BTreeSet<PathBuf>,
    changes: u64,
}

/// What all processes share.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<State>>);

/// One process: its calls that write go wrong from one on, as if it were gone.
pub(crate) struct Process {
    memory: Memory,
    left: AtomicUsize,
}

struct Held(Memory, PathBuf);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.0.lock().unwrap().locked.remove(&self.1);
    }
}

impl Memory {
    pub(crate) fn process(&self) -> Arc<Process> {
        Arc::new(Process { memory: self.clone(), left: AtomicUsize::new(usize::MAX) })
    }
}

impl Process {
    /// The process goes after so many more calls that write.
    pub(crate) fn stop_after(&self, calls: usize) {
        self.left.store(calls, Ordering::SeqCst);
    }

    /// Counts a call, and says what is left of the bytes that it writes.
    fn turn(&self, bytes: usize) -> io::Result<Result<(), usize>> {
        let left = self.left.load(Ordering::SeqCst);
        if left == usize::MAX {
            return Ok(Ok(()));
        }
        if left == 0 {
            return Err(io::Error::other("stopped"));
        }
        self.left.store(left - 1, Ordering::SeqCst);
        // The last write may be half made.
        Ok(if left == 1 { Err(bytes / 2) } else { Ok(()) })
    }

    fn change<T>(&self, how: impl FnOnce(&mut State, u64) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.memory.0.lock().unwrap();
        state.changes += 1;
        let at = state.changes;
        how(&mut state, at)
    }

    fn put(&self, path: &Path, bytes: &[u8], is_new: bool) -> io::Result<()> {
        let whole = self.turn(bytes.len())?;
        let part = whole.err().unwrap_or(bytes.len());
        self.change(|state, at| {
            if is_new && state.files.contains_key(path) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            let file = state.files.entry(path.to_owned()).or_default();
            file.0.extend_from_slice(&bytes[..part]);
            file.1 = at;
            Ok(())
        })?;
        whole.map_err(|_| io::Error::other("stopped"))
    }
}

impl Disk for Process {
    fn read_from(&self, path: &Path, from: u64, _: u64) -> io::Result<Vec<u8>> {
        let state = self.memory.0.lock().unwrap();
        let (bytes, _) = state.files.get(path).ok_or(ErrorKind::NotFound)?;
        Ok(bytes.get(from as usize..).unwrap_or_default().to_vec())
    }

    fn state(&self, path: &Path) -> io::Result<FileState> {
        let state = self.memory.0.lock().unwrap();
        let (bytes, at) = state.files.get(path).ok_or(ErrorKind::NotFound)?;
        Ok((bytes.len() as u64, SystemTime::UNIX_EPOCH + Duration::from_nanos(*at)))
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let state = self.memory.0.lock().unwrap();
        let from = state.files.range(dir.to_owned()..).map(|(path, _)| path);
        let below =
            from.map_while(|path| path.strip_prefix(dir).ok()).filter_map(|path| path.components().next());
        let names: BTreeSet<PathBuf> = below.map(|first| dir.join(first)).collect();
        Ok(names.into_iter().collect())
    }

    fn create_dir(&self, _: &Path) -> io::Result<()> {
        self.turn(0)?.map_err(|_| io::Error::other("stopped"))
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.put(path, bytes, true)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.put(path, bytes, false)
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        self.turn(0)?.map_err(|_| io::Error::other("stopped"))?;
        self.change(|state, at| {
            let file = state.files.get_mut(path).ok_or(ErrorKind::NotFound)?;
            file.0.resize(len as usize, 0);
            file.1 = at;
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.turn(0)?.map_err(|_| io::Error::other("stopped"))?;
        self.change(|state, at| {
            let (bytes, _) = state.files.remove(from).ok_or(ErrorKind::NotFound)?;
            state.files.insert(to.to_owned(), (bytes, at));
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.turn(0)?.map_err(|_| io::Error::other("stopped"))?;
        self.change(|state, _| state.files.remove(path).map(drop).ok_or_else(|| ErrorKind::NotFound.into()))
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        self.turn(0)?.map_err(|_| io::Error::other("stopped"))
    }

    fn lock(&self, path: &Path, wait: Wait) -> io::Result<Option<Hold>> {
        if wait == Wait::Shared {
            return Ok(Some(Box::new(())));
        }
        if wait == Wait::Look {
            let state = self.memory.0.lock().unwrap();
            let there = state.files.contains_key(path);
            let free = there.then(|| !state.locked.contains(path)).ok_or(ErrorKind::NotFound)?;
            return Ok(free.then(|| Box::new(()) as Hold));
        }
        let taken = self.memory.0.lock().unwrap().locked.insert(path.to_owned());
        if !taken && wait == Wait::Alone {
            return Err(io::Error::other("nobody else runs here who could let it go"));
        }
        self.memory.0.lock().unwrap().files.entry(path.to_owned()).or_default();
        Ok(taken.then(|| Box::new(Held(self.memory.clone(), path.to_owned())) as Hold))
    }
}
