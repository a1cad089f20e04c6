//! What was done before the project was opened: all steps as the journals tell them, with the project on both sides of each,
//! so that one's own can be taken back after closing too. A step that others have built on is not, and it is said which of
//! theirs does.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{CommitError, Session, UndoStep};
use crate::model::Project;
use crate::store::{PastStep, past};

/// What the label of a step begins with that takes another back, or makes it again.
pub(super) const UNDO: &str = "undo: ";
pub(super) const REDO: &str = "redo: ";

impl Session {
    /// All steps since the project was made, with the project before and after each; none in memory. What comes back reads
    /// the journals when it is called, on whatever thread. While everybody codes independently there are only one's own.
    pub fn past(&self) -> impl FnOnce() -> Vec<PastStep> + Send + 'static {
        let (disk, dir) = (self.place.disk(), self.dir().map(std::path::Path::to_owned));
        let own = self.coder().map(|c| c.name.clone());
        let sees_all = self.project.sees_all(self.coder);
        move || {
            let mut steps = dir.map(|dir| past(&*disk, &dir)).unwrap_or_default();
            steps.retain(|step| sees_all || Some(&step.who) == own.as_ref());
            steps
        }
    }

    /// Whether one's own steps of earlier days may be taken back once the journals are read.
    pub fn may_have_past(&self) -> bool {
        self.undo.is_empty() && self.past.is_none() && self.dir().is_some() && self.coder.is_some()
    }

    /// Lets one's own steps among these be taken back and made again, those of earlier days too.
    pub fn know_past(&mut self, steps: Vec<PastStep>) {
        let Some(own) = self.coder().map(|c| c.name.clone()).filter(|_| self.undo.is_empty()) else { return };
        let (undo, redo) = standing(&steps, &own);
        let step = |at: &usize| {
            let PastStep { label, before, after, heads, .. } = steps[*at].clone();
            UndoStep { label, before, after, heads, past: Some(*at) }
        };
        self.undo = undo.iter().map(step).collect();
        self.redo = redo.iter().map(step).collect();
        self.past = Some(steps);
    }

    /// How many of one's own steps from a place among these on still stand.
    pub fn standing_from(&self, steps: &[PastStep], from: usize) -> usize {
        let own = self.coder().map(|c| c.name.as_str());
        own.map_or(0, |own| standing(steps, own).0.into_iter().filter(|&at| at >= from).count())
    }

    /// Whether a step may be taken back as far as others have not built on it.
    pub(super) fn may_take_back(&self, step: &UndoStep) -> Result<(), CommitError> {
        let Some((steps, at)) = self.past.as_ref().zip(step.past) else { return Ok(()) };
        let own = self.coder().map_or("", |c| c.name.as_str());
        taken_back(&step.label, &self.project, &step.after, &step.before)
            .map(drop)
            .map_err(|built| named(built, &steps[at], &steps[at + 1..], own))
    }

    /// Takes back, as one step, all of one's own steps from a place among these on that still stand; gives how many.
    ///
    /// # Errors
    /// When nothing may be changed, or others have built on one of them; nothing is taken back then.
    pub fn undo_from(
        &mut self,
        steps: &[PastStep],
        from: usize,
        label: impl Into<String>,
    ) -> Result<usize, CommitError> {
        let Some(own) = self.coder().map(|c| c.name.clone()) else { return Ok(0) };
        let those: Vec<usize> = standing(steps, &own).0.into_iter().filter(|&at| at >= from).collect();
        let mut project = self.project.clone();
        for &at in those.iter().rev() {
            let PastStep { label, before, after, .. } = &steps[at];
            project = taken_back(label, &project, after, before)
                .map_err(|built| named(built, &steps[at], &steps[at + 1..], &own))?;
        }
        self.commit(label, &self.project.diff(&project))?;
        Ok(those.len())
    }
}

/// The project without a step that led from `before` to `after`.
///
/// # Errors
/// When something of others would go with it, or stands on it.
fn taken_back(label: &str, now: &Project, after: &Project, before: &Project) -> Result<Project, CommitError> {
    match without(now, after, before) {
        Some((next, others)) if others.is_empty() => Ok(next),
        Some(_) | None => Err(CommitError::BuiltOn { step: label.to_owned(), by: None }),
    }
}

/// The same, and what would go that the step did not bring; none where something stands on it.
fn without(now: &Project, after: &Project, before: &Project) -> Option<(Project, BTreeSet<Uuid>)> {
    let next = now.apply_all(&after.diff(before)).ok()?;
    let knew = after.gone_in(before);
    let others = now.gone_in(&next).difference(&knew).copied().collect();
    Some((next, others))
}

/// The same error with who built on the step, and by what: the first later step of others that brought something which would
/// go with it, or stands on it.
fn named(why: CommitError, step: &PastStep, later: &[PastStep], own: &str) -> CommitError {
    let CommitError::BuiltOn { step: label, .. } = why else { return why };
    let others = |now: &Project| without(now, &step.after, &step.before).map(|(_, others)| others);
    let built = |other: &&PastStep| match (others(&other.before), others(&other.after)) {
        (Some(had), Some(has)) => !has.is_subset(&had),
        (Some(_), None) => true,
        (None, _) => false,
    };
    let by = later.iter().filter(|other| other.who != own).find(built);
    CommitError::BuiltOn { by: by.map(|other| (other.who.clone(), other.label.clone())), step: label }
}

/// The places of somebody's steps that stand, and of those that were taken back and can be made again, the last one last.
fn standing(steps: &[PastStep], own: &str) -> (Vec<usize>, Vec<usize>) {
    let (mut undo, mut redo): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for (at, step) in steps.iter().enumerate().filter(|(_, step)| step.who == own) {
        if step.label.starts_with(UNDO) {
            redo.extend(undo.pop());
        } else if step.label.starts_with(REDO) {
            undo.extend(redo.pop());
        } else {
            undo.push(at);
            redo.clear();
        }
    }
    (undo, redo)
}
