//! Watches a study's folder from a thread of its own, so that a window that nobody works in can sleep until others have
//! done something. Never reads what is in a file, and never writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the folder is looked at.
const LOOK: Duration = Duration::from_secs(2);
/// Where everybody at work leaves a trace of each step: journals and checkpoints, and who is there.
const TRACES: [&str; 2] = ["history", "locks"];

/// Lengths and times of files.
type Traces = BTreeMap<PathBuf, (u64, SystemTime)>;

/// A folder being watched, until this is dropped.
#[derive(Debug)]
pub struct Watch {
    dir: PathBuf,
    /// Further files to look at, as they are now. The thread ends when nobody can name any more.
    more: Sender<(PathBuf, Traces)>,
}

impl Watch {
    /// Watches a study's folder from now on. `changed` is called on another thread whenever somebody did something in
    /// it, this program included.
    pub fn begin(dir: &Path, changed: impl Fn() + Send + 'static) -> Self {
        Self::every(LOOK, dir, changed)
    }

    fn every(pause: Duration, dir: &Path, changed: impl Fn() + Send + 'static) -> Self {
        let (more, also) = channel();
        let (dir, watched) = (dir.to_owned(), dir.to_owned());
        let seen = traces(&watched, &[]);
        thread::spawn(move || watch(pause, &watched, seen, &also, changed));
        Self { dir, more }
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Looks at one more file of the folder from now on, such as one that a program for syncing has not brought whole yet.
    pub fn also(&self, file: &str) {
        let file = self.dir.join(file);
        // What happens to it before the thread knows of it is seen as well. The thread listens as long as this is there.
        let now = trace(file.clone()).into_iter().collect();
        let _ = self.more.send((file, now));
    }
}

fn watch(
    pause: Duration,
    dir: &Path,
    mut seen: Traces,
    also: &Receiver<(PathBuf, Traces)>,
    changed: impl Fn(),
) {
    let mut files = Vec::new();
    loop {
        match also.recv_timeout(pause) {
            Ok((file, then)) => {
                seen.extend(then);
                files.push(file);
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = traces(dir, &files);
                if now != seen {
                    seen = now;
                    changed();
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn traces(dir: &Path, files: &[PathBuf]) -> Traces {
    let folders = TRACES.iter().filter_map(|name| fs::read_dir(dir.join(name)).ok());
    let there = folders.flatten().filter_map(|entry| Some(entry.ok()?.path()));
    there.chain(files.iter().cloned()).filter_map(trace).collect()
}

fn trace(file: PathBuf) -> Option<(PathBuf, (u64, SystemTime))> {
    let known = fs::symlink_metadata(&file).ok()?;
    Some((file, (known.len(), known.modified().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coder, CoderId, CoderRole, Colour, Edit, Stamp};
    use crate::session::{Session, SystemStamp};

    fn coder(name: &str) -> Edit {
        let (id, colour, role) = (CoderId(SystemStamp.uuid()), Colour([1, 2, 3]), CoderRole::Person);
        Edit::PutCoder(Coder { id, name: name.to_owned(), colour, role })
    }

    #[test]
    fn what_others_do_is_noticed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("study");
        drop(Session::create(&dir, "Study", &[coder("C1"), coder("C2")]).unwrap());
        let _window = Session::open(&dir, Some("C1")).unwrap();
        let pause = Duration::from_millis(20);
        let (stirred, stirs) = channel();
        let watch = Watch::every(pause, &dir, move || stirred.send(()).unwrap_or_default());
        assert!(stirs.recv_timeout(pause * 20).is_err(), "nobody did anything");
        let noticed = |what: &str| {
            // Long enough for what a slow machine does late; then until all of it has been seen.
            stirs.recv_timeout(Duration::from_secs(60)).expect(what);
            while stirs.recv_timeout(pause * 20).is_ok() {}
        };
        let mut other = Session::open(&dir, Some("C2")).unwrap();
        noticed("somebody came");
        other.commit("a step", &[coder("C3")]).unwrap();
        noticed("somebody made a step");
        drop(other);
        noticed("somebody went");
        fs::write(dir.join("codebook.ron"), "late").unwrap();
        assert!(stirs.recv_timeout(pause * 20).is_err(), "it is read when a checkpoint says so");
        watch.also("codebook.ron");
        fs::write(dir.join("codebook.ron"), "at last").unwrap();
        noticed("a file that was late has come");
        drop(watch);
        assert_eq!(stirs.recv_timeout(Duration::from_secs(60)), Err(RecvTimeoutError::Disconnected));
    }
}
