//! An open project: its history, its place on disk, and work in the background. Never imports egui.

mod jobs;
pub mod settings;
mod stamp;

use std::sync::Arc;

pub use jobs::{Cancel, Jobs};
pub use stamp::SystemStamp;

use crate::model::{Coder, CoderId, Edit, EditError, Project, Stamp, Timestamp};

/// One undoable step: what it is called, and the project on its other side.
struct Step {
    label: String,
    project: Project,
}

/// An open project. [`commit`](Session::commit) is the only way to change it.
pub struct Session {
    project: Project,
    revision: u64,
    undo: Vec<Step>,
    redo: Vec<Step>,
    coder: Option<CoderId>,
    stamp: SystemStamp,
}

/// Why a step was not made.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// It does not fit the project.
    #[error("{0}")]
    Edit(#[from] EditError),
    /// The project is open for reading only.
    #[error("{0}")]
    ReadOnly(String),
}

/// Whether all steps are on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Every step is.
    Saved,
    /// The project has no folder.
    Nowhere,
    /// The last steps are not, and why; they are kept in memory.
    Unsaved(String),
}

impl Session {
    /// A session that lives in memory only.
    pub fn in_memory(project: Project) -> Self {
        Self { project, revision: 0, undo: Vec::new(), redo: Vec::new(), coder: None, stamp: SystemStamp }
    }

    /// The project as it stands; a clone is cheap.
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// Grows with every step, undo and redo; analyses are kept by it.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Who codes here.
    pub fn coder(&self) -> Option<&Arc<Coder>> {
        self.coder.and_then(|id| self.project.coder(id))
    }

    /// Says who codes here.
    ///
    /// # Errors
    /// When the coder is at work elsewhere.
    pub fn set_coder(&mut self, coder: CoderId) -> Result<(), CommitError> {
        self.coder = Some(coder);
        Ok(())
    }

    /// Why nothing can be changed, if so.
    pub fn read_only(&self) -> Option<&str> {
        None
    }

    /// Whether all steps are on disk.
    pub fn save_state(&self) -> SaveState {
        SaveState::Nowhere
    }

    /// New ids and the time.
    pub const fn stamp(&mut self) -> &mut SystemStamp {
        &mut self.stamp
    }

    /// The time of a step being made.
    pub fn now(&self) -> Timestamp {
        self.stamp.now()
    }

    /// Makes one step of edits, all or none, and puts it on disk.
    ///
    /// # Errors
    /// When the edits do not fit, or nothing may be changed; the project stays as it was.
    pub fn commit(&mut self, label: impl Into<String>, edits: &[Edit]) -> Result<(), CommitError> {
        let next = self.project.apply_all(edits)?;
        if next == self.project {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.project, next);
        self.undo.push(Step { label: label.into(), project: before });
        self.redo.clear();
        self.revision += 1;
        Ok(())
    }

    /// What undo would take back.
    pub fn can_undo(&self) -> Option<&str> {
        self.undo.last().map(|s| s.label.as_str())
    }

    /// What redo would make again.
    pub fn can_redo(&self) -> Option<&str> {
        self.redo.last().map(|s| s.label.as_str())
    }

    /// Takes the last step back; gives its label.
    ///
    /// # Errors
    /// When nothing may be changed.
    pub fn undo(&mut self) -> Result<Option<String>, CommitError> {
        let Some(step) = self.undo.pop() else { return Ok(None) };
        let after = std::mem::replace(&mut self.project, step.project);
        self.redo.push(Step { label: step.label.clone(), project: after });
        self.revision += 1;
        Ok(Some(step.label))
    }

    /// Makes the step again that was taken back; gives its label.
    ///
    /// # Errors
    /// When nothing may be changed.
    pub fn redo(&mut self) -> Result<Option<String>, CommitError> {
        let Some(step) = self.redo.pop() else { return Ok(None) };
        let before = std::mem::replace(&mut self.project, step.project);
        self.undo.push(Step { label: step.label.clone(), project: before });
        self.revision += 1;
        Ok(Some(step.label))
    }
}
