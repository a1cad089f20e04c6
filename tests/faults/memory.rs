//! A file system in memory, with locks that end with whoever holds them, or none, and processes in it that stop at any call.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use concord::store::{Disk, FileState, Hold, Wait};

use crate::turns::{hand_on, perhaps_hand_on};

#[derive(Clone, Default)]
struct File {
    bytes: Arc<Vec<u8>>,
    /// Which change of the disk was its last one.
    at: u64,
}

#[derive(Clone, Default)]
struct State {
    files: BTreeMap<String, File>,
    changes: u64,
    /// How many changes were not of locks.
    of_study: u64,
    has_no_locks: bool,
    /// How many share a lock that is held; none where somebody has it alone.
    held: BTreeMap<String, Option<usize>>,
}

/// What all processes share.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<State>>);

/// One process: its calls that write go wrong from one on, as if it were gone.
pub(crate) struct Process {
    memory: Memory,
    left: AtomicUsize,
}

struct Held(Memory, String);

impl Drop for Held {
    fn drop(&mut self) {
        let mut state = self.0.state();
        match state.held.get_mut(&self.1) {
            Some(Some(sharing)) if *sharing > 1 => *sharing -= 1,
            _ => drop(state.held.remove(&self.1)),
        }
    }
}

impl Memory {
    pub(crate) fn process(&self) -> Arc<Process> {
        Arc::new(Process { memory: self.clone(), left: AtomicUsize::new(usize::MAX) })
    }

    /// Another one with the same files, on which there may be no locks.
    pub(crate) fn copy(&self, has_no_locks: bool) -> Self {
        Self(Arc::new(Mutex::new(State { has_no_locks, ..self.state().clone() })))
    }

    /// How often a file of the study was changed; who has which lock is no part of that.
    pub(crate) fn changes_of_study(&self) -> u64 {
        self.state().of_study
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

impl State {
    fn note_change(&mut self, path: &Path) {
        self.of_study += u64::from(!name(path).contains("/locks/"));
    }
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

impl Process {
    /// The process goes after so many more calls that write.
    pub(crate) fn stop_after(&self, calls: usize) {
        self.left.store(calls, Ordering::SeqCst);
    }

    /// A call that reads.
    fn reads(&self) -> MutexGuard<'_, State> {
        perhaps_hand_on();
        self.memory.state()
    }

    /// A call that writes so many bytes: the last one before the process goes writes half of them, and none after that.
    fn writes<T>(&self, bytes: usize, how: impl FnOnce(&mut State, usize) -> io::Result<T>) -> io::Result<T> {
        perhaps_hand_on();
        let left = self.left.load(Ordering::SeqCst);
        let stopped = || io::Error::other("stopped");
        if left == 0 {
            return Err(stopped());
        }
        if left < usize::MAX {
            self.left.store(left - 1, Ordering::SeqCst);
        }
        let is_last = left == 1;
        if is_last && bytes == 0 {
            return Err(stopped());
        }
        let mut state = self.memory.state();
        state.changes += 1;
        let made = how(&mut state, if is_last { bytes / 2 } else { bytes })?;
        if is_last { Err(stopped()) } else { Ok(made) }
    }

    fn put(&self, path: &Path, bytes: &[u8], is_new: bool) -> io::Result<()> {
        self.writes(bytes.len(), |state, whole| {
            if is_new && state.files.contains_key(name(path)) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            let file = state.files.entry(name(path).to_owned()).or_default();
            Arc::make_mut(&mut file.bytes).extend_from_slice(&bytes[..whole]);
            file.at = state.changes;
            state.note_change(path);
            Ok(())
        })
    }
}

impl Disk for Process {
    fn read_from(&self, path: &Path, from: u64, _: u64) -> io::Result<Vec<u8>> {
        let state = self.reads();
        let file = state.files.get(name(path)).ok_or(ErrorKind::NotFound)?;
        Ok(file.bytes.get(from as usize..).unwrap_or_default().to_vec())
    }

    fn state(&self, path: &Path) -> io::Result<FileState> {
        let state = self.reads();
        let file = state.files.get(name(path)).ok_or(ErrorKind::NotFound)?;
        Ok((file.bytes.len() as u64, SystemTime::UNIX_EPOCH + Duration::from_nanos(file.at)))
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let (state, below) = (self.reads(), format!("{}/", name(dir)));
        let inside = state.files.range(below.clone()..).map_while(|(path, _)| path.strip_prefix(&below));
        let mut names: Vec<&str> = inside.filter_map(|path| path.split('/').next()).collect();
        names.sort_unstable();
        names.dedup();
        Ok(names.into_iter().map(|name| PathBuf::from([&below, name].concat())).collect())
    }

    fn create_dir(&self, _: &Path) -> io::Result<()> {
        self.writes(0, |_, _| Ok(()))
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.put(path, bytes, true)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.put(path, bytes, false)
    }

    fn truncate(&self, path: &Path, len: u64) -> io::Result<()> {
        self.writes(0, |state, _| {
            let at = state.changes;
            let file = state.files.get_mut(name(path)).ok_or(ErrorKind::NotFound)?;
            Arc::make_mut(&mut file.bytes).resize(len as usize, 0);
            file.at = at;
            state.note_change(path);
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.writes(0, |state, _| {
            let file = state.files.remove(name(from)).ok_or(ErrorKind::NotFound)?;
            state.files.insert(name(to).to_owned(), File { at: state.changes, ..file });
            state.note_change(to);
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.writes(0, |state, _| {
            state.files.remove(name(path)).ok_or(ErrorKind::NotFound)?;
            state.note_change(path);
            Ok(())
        })
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        self.writes(0, |_, _| Ok(()))
    }

    fn lock(&self, path: &Path, wait: Wait) -> io::Result<Option<Hold>> {
        let path = name(path);
        let alone = matches!(wait, Wait::Not | Wait::Alone);
        // Who only looks is waited for a little, as on the real disk.
        let mut patience = if wait == Wait::Not { 5 } else { 0 };
        loop {
            let mut state = self.reads();
            if state.has_no_locks {
                return Err(ErrorKind::Unsupported.into());
            }
            if alone {
                state.files.entry(path.to_owned()).or_default();
            } else if !state.files.contains_key(path) {
                return Err(ErrorKind::NotFound.into());
            }
            let next = match (state.held.get(path), alone) {
                (None, true) => Some(None),
                (None, false) => Some(Some(1)),
                (Some(Some(sharing)), false) => Some(Some(sharing + 1)),
                (Some(_), _) => None,
            };
            if let Some(next) = next {
                state.held.insert(path.to_owned(), next);
                return Ok(Some(Box::new(Held(self.memory.clone(), path.to_owned()))));
            }
            drop(state);
            let waits = matches!(wait, Wait::Alone | Wait::Shared);
            if !waits && patience == 0 {
                return Ok(None);
            }
            patience -= usize::from(!waits);
            if !hand_on() {
                return if waits {
                    Err(io::Error::other("nobody runs who could let it go"))
                } else {
                    Ok(None)
                };
            }
        }
    }
}
