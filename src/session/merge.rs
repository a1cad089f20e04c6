//! Bringing other copies of a study into the open one: read, planned, then made as one step. Never writes to the others.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{CommitError, SaveState, Session};
use crate::lang::{Message, Tell, message};
use crate::model::merge::{Choose, Conflict, MergePlan, has_common, merged, sees_all};
use crate::model::{CoderId, EditError};
use crate::store::{Copies, Progress, StoreError, SyncCopy, copies, put_aside, with_times};

/// Why copies cannot be brought together; nothing is done.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum MergeError {
    /// A folder.
    Store(#[from] StoreError),
    /// The project has no folder of its own.
    Nowhere,
    /// Nothing is named, and there are no copies beside the project's files.
    Nothing,
    /// The open project is named as another one.
    Itself(PathBuf),
    /// A folder is named twice.
    Twice(PathBuf),
    /// Another study.
    Stranger(String),
    /// What would come of it is no whole project.
    Edit(#[from] EditError),
    /// The step cannot be made.
    Commit(#[from] CommitError),
    /// The step cannot be put on disk.
    Unsaved(Message),
}

impl Tell for MergeError {
    fn message(&self) -> Message {
        match self {
            Self::Store(why) => why.message(),
            Self::Nowhere => message!("merge-nowhere"),
            Self::Nothing => message!("merge-nothing"),
            Self::Itself(path) => message!("merge-itself", path),
            Self::Twice(path) => message!("merge-twice", path),
            Self::Stranger(name) => message!("merge-stranger", name),
            Self::Edit(why) => why.message(),
            Self::Commit(why) => why.message(),
            Self::Unsaved(why) => why.clone(),
        }
    }
}

impl Session {
    /// Reads other copies, and those that programs for syncing left beside the project's own files.
    ///
    /// # Errors
    /// When one is no project, damaged, of a newer version, in use, named twice, the project itself, or has nothing in
    /// common with it; and when it is cancelled.
    pub fn read_copies(&self, others: &[PathBuf], progress: &Progress) -> Result<Copies, MergeError> {
        let dir = self.dir().ok_or(MergeError::Nowhere)?;
        if others.is_empty() && self.copies.is_empty() {
            return Err(MergeError::Nothing);
        }
        let whole = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        let own = whole(&dir.to_owned());
        let mut seen = BTreeSet::new();
        for other in others {
            let path = whole(other);
            if path == own {
                return Err(MergeError::Itself(other.clone()));
            }
            if !seen.insert(path) {
                return Err(MergeError::Twice(other.clone()));
            }
        }
        let disk = self.place.disk();
        let read = copies(&*disk, dir, others, &self.copies, self.now(), progress)?;
        match read.copies.iter().find(|copy| !has_common(&self.project, &read.past, copy)) {
            Some(stranger) => Err(MergeError::Stranger(stranger.name.clone())),
            None => Ok(read),
        }
    }

    /// What bringing copies together would do to the project as it is now, told as far as somebody may see it.
    ///
    /// # Errors
    /// When what comes of it would be no whole project.
    pub fn plan_merge(
        &self,
        read: &Copies,
        viewer: Option<CoderId>,
        choose: &Choose<'_>,
    ) -> Result<MergePlan, MergeError> {
        let all = sees_all(&self.project, &read.copies, viewer);
        // Nobody decides about what they may not see.
        let seen = |conflict: &Conflict| match conflict.whose {
            Some(whose) if !all && Some(whose) != viewer => conflict.kept,
            Some(_) | None => choose(conflict),
        };
        let mut plan = merged(&self.project, &read.past, &read.copies, &seen)?;
        plan.told.extend(read.told.iter().cloned());
        Ok(if all { plan } else { plan.seen_by(viewer) })
    }

    /// Brings copies together in one step, and puts those that programs for syncing made into `damaged/`. Gives what is to
    /// be told beside.
    ///
    /// # Errors
    /// When the step does not fit, cannot be put on disk, or is cancelled; the project is as before.
    pub fn merge(
        &mut self,
        label: &str,
        read: &Copies,
        plan: &MergePlan,
        progress: &Progress,
    ) -> Result<Option<StoreError>, MergeError> {
        let mut edits = plan.edits.clone();
        if let Some(dir) = self.dir() {
            with_times(&*self.place.disk(), dir, &read.folders, &mut edits);
        }
        self.commit_from(label, edits, read.heads.clone(), progress)?;
        if let SaveState::Unsaved(why) = self.save_state() {
            let left = self.after_failure(message!("merge-not-done"));
            return Err(MergeError::Unsaved(message!("unsaved-left", why, left)));
        }
        // The step is safe in the journal by now: files that cannot be written yet will be.
        let saved = self.save().map(drop);
        let aside = saved.and_then(|()| self.put_copies_aside());
        Ok(aside.err())
    }

    fn put_copies_aside(&mut self) -> Result<(), StoreError> {
        let copies: Vec<SyncCopy> = std::mem::take(&mut self.copies);
        let Some(dir) = self.dir() else { return Ok(()) };
        put_aside(&*self.place.disk(), dir, &copies)
    }
}
