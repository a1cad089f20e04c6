//! The project as the journals alone tell it: every step since the first, made again. Stands in for damaged files.

use std::collections::VecDeque;
use std::path::Path;

use super::files::OneFile;
use super::journal::{self, Step};
use super::load::writers;
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

/// Steps of several journals in the order in which they were made. Within a journal its lines say so, even where the clock
/// was set back; and a step comes after those of others that its maker knew.
pub(super) fn in_order<'a>(
    journals: impl Iterator<Item = (&'a str, &'a [Step])>,
) -> Vec<(&'a str, &'a Step)> {
    let mut waiting: Waiting<'a> = Vec::new();
    for (who, steps) in journals {
        let mut latest = Timestamp::MIN;
        let timed = steps.iter().map(|step| {
            latest = latest.max(step.at);
            (latest, step)
        });
        waiting.push((who, timed.collect()));
    }
    let mut ordered = Vec::new();
    loop {
        // Where journals are damaged, steps may wait for each other.
        let Some(next) = first(&waiting, true).or_else(|| first(&waiting, false)) else { return ordered };
        let (who, steps) = &mut waiting[next];
        ordered.extend(steps.pop_front().map(|(_, step)| (*who, step)));
    }
}

/// Steps that are not in order yet, by journal; of a copy of the study there is another of the same name.
type Waiting<'a> = Vec<(&'a str, VecDeque<(Timestamp, &'a Step)>)>;

/// The journal with the earliest of the steps that come next in each.
fn first(waiting: &Waiting<'_>, only_ready: bool) -> Option<usize> {
    let heads = waiting.iter().enumerate().filter_map(|(at, (who, steps))| Some((at, who, steps.front()?)));
    let ready = heads.filter(|(.., (_, step))| !only_ready || is_ready(step, waiting));
    ready.min_by_key(|(_, who, (at, _))| (*at, **who)).map(|(at, ..)| at)
}

/// Whether all steps that a step's maker knew have been made.
fn is_ready(step: &Step, waiting: &Waiting<'_>) -> bool {
    let mut seen = step.context.iter().flat_map(|context| &context.seen);
    seen.all(|(of, n)| {
        let next = waiting.iter().filter(|(who, _)| *who == of).filter_map(|(_, steps)| steps.front());
        next.into_iter().all(|(_, next)| next.n > *n)
    })
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
