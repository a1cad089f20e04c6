//! The project as the journals alone tell it: every step since the first, made again. Stands in for damaged files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::checkpoint::{Reach, Reaches};
use super::files::OneFile;
use super::journal::{self, Step};
use super::order::in_order;
use super::who::writers;
use super::{Disk, Head, replay};
use crate::model::{Project, ProjectId, Timestamp, sha256};

/// What the journals alone tell.
#[derive(Debug)]
pub(super) struct Rebuilt {
    /// All steps of all journals, in the order they were made.
    pub project: Project,
    /// How many edits could not be made, since what they stand on is lost.
    pub misfits: usize,
    /// How many steps each journal has, without the one that began the project.
    steps: BTreeMap<String, u64>,
}

impl Rebuilt {
    /// None where the first steps are missing.
    pub(super) fn of(disk: &dyn Disk, dir: &Path) -> Option<Self> {
        let journals = journals(disk, dir);
        let numbers = |steps: &[Step]| steps.iter().map(|step| step.n).filter(|n| *n > 0).collect();
        let count = |steps: &[Step]| BTreeSet::<u64>::len(&numbers(steps)) as u64;
        let steps = journals.iter().map(|(who, steps)| (who.clone(), count(steps))).collect();
        let (project, misfits) = replayed_watched(disk, dir, &in_order(each(&journals)), |_, _| {})?;
        Some(Self { project, misfits, steps })
    }

    /// Whether the journals have every step up to these ends from the first on, and all of each could be made again.
    pub(super) fn is_whole(&self, ends: &Reaches) -> bool {
        let has_all =
            |(who, end): (&String, &Reach)| self.steps.get(who).copied().unwrap_or_default() == end.step;
        self.misfits == 0 && ends.iter().all(has_all)
    }
}

type Journals = Vec<(String, Vec<Step>)>;

fn journals(disk: &dyn Disk, dir: &Path) -> Journals {
    let read = |who: String| {
        let steps = journal::read_whole(disk, dir, &who).steps;
        (who, steps)
    };
    writers(disk, dir).into_iter().map(read).collect()
}

fn each(journals: &Journals) -> impl Iterator<Item = (&str, &[Step])> {
    journals.iter().map(|(who, steps)| (who.as_str(), steps.as_slice()))
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
    let journals = journals(disk, dir);
    replayed_watched(disk, dir, &in_order(each(&journals)), |before, after| {
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

/// A step with the project on both its sides.
#[derive(Clone, Debug)]
pub struct PastStep {
    /// The name of who made it.
    pub who: String,
    pub at: Timestamp,
    pub label: String,
    pub before: Project,
    pub after: Project,
    /// How much of other copies it brought in.
    pub heads: Vec<Head>,
}

/// All steps of all journals in the order they were made, but for the one that began the project; none where that is lost.
pub fn past(disk: &dyn Disk, dir: &Path) -> Vec<PastStep> {
    let journals = journals(disk, dir);
    let steps = in_order(each(&journals));
    let mut sides = Vec::with_capacity(steps.len());
    replayed_watched(disk, dir, &steps, |before, after| sides.push((before.clone(), after.clone())));
    let made = steps.iter().zip(sides).filter(|((_, step), _)| step.n > 0);
    made.map(|((_, step), (before, after))| {
        let Step { who, at, label, heads, .. } = (*step).clone();
        PastStep { who, at, label, before, after, heads }
    })
    .collect()
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
