//! What was done, to the codebook or to all of the study, from all journals in the order of time. Never writes, and
//! never reads more of a journal than it needs.

use std::path::Path;

use super::Disk;
use super::journal;
use super::order::in_order;
use super::who::writers;
use crate::model::{Edit, Step};

/// What a line of a journal has in it where its step changes the codebook.
const MARKS: [&str; 4] = ["PutCode(", "MoveCode(", "MergeCodes(", "RemoveCode("];

/// The steps that changed the codebook, by all coders, each with those of its edits that did. Lines of a journal that are
/// damaged are left out.
pub fn history(disk: &dyn Disk, dir: &Path) -> Vec<Step> {
    let mut steps = steps_where(disk, dir, |line| MARKS.iter().any(|mark| line.contains(mark)));
    steps.iter_mut().for_each(|step| step.edits.retain(changes_codebook));
    steps.retain(|step| !step.edits.is_empty());
    steps
}

/// All steps, by all coders. Lines of a journal that are damaged are left out.
pub fn trail(disk: &dyn Disk, dir: &Path) -> Vec<Step> {
    steps_where(disk, dir, |_| true)
}

/// The steps whose line in a journal passes, in the order of time.
fn steps_where(disk: &dyn Disk, dir: &Path, which: impl Fn(&str) -> bool) -> Vec<Step> {
    let read = |who: String| {
        let steps = journal::steps_where(disk, dir, &who, &which);
        (who, steps)
    };
    let journals: Vec<(String, Vec<journal::Step>)> = writers(disk, dir).into_iter().map(read).collect();
    let steps = in_order(journals.iter().map(|(who, steps)| (who.as_str(), steps.as_slice())));
    let steps = steps.into_iter().map(|(_, step)| {
        let journal::Step { who, at, label, edits, .. } = step.clone();
        Step { who, at, label, edits }
    });
    steps.collect()
}

const fn changes_codebook(edit: &Edit) -> bool {
    matches!(edit, Edit::PutCode(_) | Edit::MoveCode { .. } | Edit::MergeCodes { .. } | Edit::RemoveCode(_))
}
