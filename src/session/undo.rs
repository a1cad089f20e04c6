//! Taking steps back and making them again. Never takes back what others did.

use super::past::{REDO, UNDO};
use super::{CommitError, Session};
use crate::model::Project;
use crate::store::{Head, Progress, merge};

impl Session {
    /// What undo would take back.
    pub fn can_undo(&self) -> Option<&str> {
        self.undo.last().map(|s| s.label.as_str())
    }

    /// What redo would make again.
    pub fn can_redo(&self) -> Option<&str> {
        self.redo.last().map(|s| s.label.as_str())
    }

    /// Takes the last step back; gives its label, or none where there is nothing to take back.
    ///
    /// # Errors
    /// When nothing may be changed, or what others did since stands against it.
    pub fn undo(&mut self) -> Result<Option<String>, CommitError> {
        let Some(step) = self.undo.pop() else { return Ok(None) };
        let heads = step.heads.iter().map(Head::undone).collect();
        let label = format!("{UNDO}{}", step.label);
        let made =
            self.may_take_back(&step).and_then(|()| self.swap(&label, &step.after, &step.before, heads));
        let label = step.label.clone();
        if made.is_ok() {
            self.redo.push(step);
        } else {
            self.undo.push(step);
        }
        made.map(|()| Some(label))
    }

    /// Makes the step again that was taken back; gives its label, or none where there is none.
    ///
    /// # Errors
    /// As [`undo`](Session::undo).
    pub fn redo(&mut self) -> Result<Option<String>, CommitError> {
        let Some(step) = self.redo.pop() else { return Ok(None) };
        let made = self.swap(&format!("{REDO}{}", step.label), &step.before, &step.after, step.heads.clone());
        let label = step.label.clone();
        if made.is_ok() {
            self.undo.push(step);
        } else {
            self.redo.push(step);
        }
        made.map(|()| Some(label))
    }

    /// Goes from one side of a step to the other, and leaves alone what the step did not touch.
    fn swap(
        &mut self,
        label: &str,
        from: &Project,
        to: &Project,
        heads: Vec<Head>,
    ) -> Result<(), CommitError> {
        if let Some(why) = self.read_only() {
            return Err(CommitError::ReadOnly(why.clone()));
        }
        let (next, edits) = if self.project == *from {
            (to.clone(), from.diff(to))
        } else {
            // What others did meanwhile stays: by field, what they made with what goes, and their corrections.
            let (next, lost) = merge(from, to, &self.project);
            if let Some(why) = lost.into_iter().next() {
                return Err(why.into());
            }
            let edits = self.project.diff(&next);
            (next, edits)
        };
        self.write(label, edits, heads, &next, &Progress::default())?;
        self.put_in_place(next);
        Ok(())
    }
}
