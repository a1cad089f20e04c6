//! Work on a folder's files on a thread of its own, so that a slow disk holds nobody up. Never outlives its owner: who
//! lets go of it waits for its end.

use std::thread::{self, JoinHandle};

use crate::store::{FilesTask, TaskDone};

/// An errand under way.
pub(super) struct Upkeep {
    saves: bool,
    thread: Option<JoinHandle<TaskDone>>,
}

impl Upkeep {
    /// Sends it off; `saves` says whether it is a save.
    pub(super) fn begin(errand: FilesTask, saves: bool) -> Self {
        Self { saves, thread: Some(thread::spawn(move || errand.run())) }
    }

    pub(super) const fn saves(&self) -> bool {
        self.saves
    }

    pub(super) fn is_done(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits for what has become of it; none where a fault ended it.
    pub(super) fn end(mut self) -> Option<TaskDone> {
        self.thread.take()?.join().ok()
    }
}

impl Drop for Upkeep {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            // What came of it is of no use to anybody any more.
            let _ = thread.join();
        }
    }
}
