//! The project as the journals alone tell it: every step since the first, made again. Stands in for damaged files.

use std::path::Path;

use super::files::OneFile;
use super::journal::{self, Step};
use super::order::in_order;
use super::who::writers;
use super::{Disk, replay};
use crate::model::{Project, ProjectId, Timestamp, sha256};

/// All steps of all journals in the order they were made; none where the first ones are missing.
pub(super) fn rebuild(disk: &dyn Disk, dir: &Path) -> Option<Project> {
    rebuild_told(disk, dir).map(|(project, _)| project)
}

/// As [`rebuild`], with the number of edits that could not be made, since what they stand on is lost.
pub(super) fn rebuild_told(disk: &dyn Disk, dir: &Path) -> Option<(Project, usize)> {
    rebuild_watched(disk, dir, |_, _| {})
}

/// As [`rebuild`], telling of the project before and after each step.
fn rebuild_watched(
    disk: &dyn Disk,
    dir: &Path,
    each: impl FnMut(&Project, &Project),
) -> Option<(Project, usize)> {
    let read = |who: String| {
        let steps = journal::read_whole(disk, dir, &who).steps;
        (who, steps)
    };
    let journals: Vec<(String, Vec<Step>)> = writers(disk, dir).into_iter().map(read).collect();
    let steps = in_order(journals.iter().map(|(who, steps)| (who.as_str(), steps.as_slice())));
    replayed_watched(disk, dir, &steps, each)
}

/// How old a file is that is not as it was saved last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// As it was before: what was saved last has not come yet.
    Older,
    /// As steps made it that were saved elsewhere since.
    Newer,
    /// As no step made it.
    Foreign,
}

/// How old a file with this sum is, which the project that the journals tell has, beside the sums of what was saved.
pub(super) fn age(
    disk: &dyn Disk,
    dir: &Path,
    end: &Project,
    file: &str,
    sum: &str,
    saved: &[String],
) -> Age {
    let Some(watched) = OneFile::of(end, file) else { return Age::Foreign };
    let (mut found, mut last_saved, mut n) = (None, None, 0_u64);
    rebuild_watched(disk, dir, |before, after| {
        n += 1;
        if let Some(bytes) = watched.changed(before, after) {
            let made = sha256(&bytes);
            found = if made == sum { Some(n) } else { found };
            last_saved = if saved.contains(&made) { Some(n) } else { last_saved };
        }
    });
    match (found, last_saved) {
        (None, _) => Age::Foreign,
        (Some(found), Some(saved)) if found > saved => Age::Newer,
        // Where the journal does not reach to what was saved, it has not come yet either.
        (Some(_), _) => Age::Older,
    }
}

/// The project that steps make one after the other; none where the first one is not among them.
pub(super) fn replayed(disk: &dyn Disk, dir: &Path, steps: &[(&str, &Step)]) -> Option<Project> {
    replayed_watched(disk, dir, steps, |_, _| {}).map(|(project, _)| project)
}

fn replayed_watched(
    disk: &dyn Disk,
    dir: &Path,
    steps: &[(&str, &Step)],
    mut each: impl FnMut(&Project, &Project),
) -> Option<(Project, usize)> {
    let (_, first) = steps.iter().find(|(_, step)| step.n == 0)?;
    let (id, created) = beginning(first)?;
    let ground = replay::Ground::new(disk, dir);
    let (mut project, mut misfits) = (Project::new(id, "", created), 0);
    for (_, step) in steps {
        let (next, lost) = replay::make(&ground, &project, step);
        each(&project, &next);
        project = next;
        misfits += lost.len();
    }
    Some((project, misfits))
}

/// What a project's first step is called: its id, so that the journals alone can tell it.
pub(super) fn first_label(id: ProjectId) -> String {
    format!("begin {id}")
}

fn beginning(step: &Step) -> Option<(ProjectId, Timestamp)> {
    let id = step.label.strip_prefix("begin ")?.parse().ok()?;
    Some((id, step.at))
}
