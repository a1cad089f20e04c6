//! Other copies of a study, read to be brought together with ours: what each holds, and what the journals of both tell of
//! what they come from. Never writes, neither there nor here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::head::Head;
use super::journal::{self, Step};
use super::load::LoadOptions;
use super::order::in_order;
use super::rebuild::replayed;
use super::sync::{Instead, SyncCopy, groups};
use super::who::writers;
use super::{Damage, Disk, Progress, StoreError, lock};
use crate::lang::message;
use crate::model::merge::{Copy, Past, Told};
use crate::model::{Edit, Project, Timestamp};

/// Copies as they were read.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    /// What each holds.
    pub copies: Vec<Copy>,
    /// What our own journals tell.
    pub past: Past,
    /// What is known of their journals once they are brought together.
    pub heads: Vec<Head>,
    /// What there is to know about them.
    pub told: Vec<Told>,
    /// The folders of those that have one of their own.
    pub folders: Vec<PathBuf>,
}

type Journals = BTreeMap<String, Vec<Step>>;

/// Reads other copies of the study in `ours`, or other studies, and copies of its own files that programs for syncing made.
///
/// # Errors
/// When one is no project, is damaged or of a newer version, or somebody is at work in it; and when it is cancelled.
pub fn copies(
    disk: &dyn Disk,
    ours: &Path,
    others: &[PathBuf],
    made_by_sync: &[SyncCopy],
    now: Timestamp,
    progress: &Progress,
) -> Result<Copies, StoreError> {
    let mine = journals(disk, ours);
    let mut read = Copies { past: past(&mine), folders: others.to_vec(), ..Copies::default() };
    for dir in others {
        progress.go_on()?;
        let loaded = LoadOptions::default().progress(progress).load(disk, dir)?;
        if let Some(damage) = loaded.blocking {
            return Err(StoreError::Damaged { path: dir.clone(), damage });
        }
        if let Some(holder) = lock::others(disk, dir, &[], now).into_iter().next() {
            return Err(StoreError::Busy { path: dir.clone(), holder });
        }
        let theirs = journals(disk, dir);
        let (base, heads) = base(&mine, disk, dir, &theirs);
        read.heads.extend(heads);
        let name = dir.display().to_string();
        if let Some(copy) = loaded.copies.first() {
            let message = message!("merge-sync-copies", file = copy.file);
            read.told.push(Told { from: name.clone(), message, whose: None });
        }
        read.copies.push(Copy { name, project: loaded.project, base, past: past(&theirs) });
    }
    for group in groups(made_by_sync) {
        progress.go_on()?;
        let names: Vec<&str> = group.iter().map(|c| c.file.as_str()).collect();
        let name = names.join(", ");
        let instead = Instead::new(disk, ours, &group);
        if !group.iter().any(SyncCopy::is_journal) {
            let loaded = LoadOptions::default().progress(progress).load(&instead, ours)?;
            if let Some(damage) = loaded.blocking {
                return Err(match group.iter().find(|copy| copy.of == damage.file).or(group.first()) {
                    Some(copy) => misfit(ours, copy, damage),
                    None => StoreError::Damaged { path: ours.to_owned(), damage },
                });
            }
            read.copies.push(Copy { name, project: loaded.project, base: None, past: Past::default() });
            continue;
        }
        for copy in group.iter().filter(|copy| copy.is_journal()) {
            let damage = copy.who().map(|who| journal::read_whole(&instead, ours, who).damage);
            if let Some(damage) = damage.and_then(|damage| damage.into_iter().next()) {
                return Err(misfit(ours, copy, damage));
            }
        }
        // What a journal tells is whole, while the files may be of any time.
        let theirs = journals(&instead, ours);
        let (base, _) = base(&mine, &instead, ours, &theirs);
        let project = replayed(&instead, ours, &in_order(each(&theirs)));
        read.copies.extend(project.map(|project| Copy { name, project, base, past: past(&theirs) }));
    }
    Ok(read)
}

fn misfit(dir: &Path, copy: &SyncCopy, damage: Damage) -> StoreError {
    let (copy, of) = (copy.file.clone(), copy.of.clone());
    StoreError::Copy { path: dir.to_owned(), copy, of, why: damage.what }
}

/// Every step of every journal; none of one that is damaged.
fn journals(disk: &dyn Disk, dir: &Path) -> Journals {
    let read = |who: String| {
        let journal = journal::read_whole(disk, dir, &who);
        (who, if journal.damage.is_empty() { journal.steps } else { Vec::new() })
    };
    writers(disk, dir).into_iter().map(read).collect()
}

fn each(journals: &Journals) -> impl Iterator<Item = (&str, &[Step])> {
    journals.iter().map(|(who, steps)| (who.as_str(), steps.as_slice()))
}

fn past(journals: &Journals) -> Past {
    let mut past = Past::default();
    for step in journals.values().flatten() {
        for edit in &step.edits {
            if let Edit::MergeCodes { from, into } = edit {
                past.merged.insert(*from, *into);
            } else if let Edit::PutTranscript(record) = edit {
                past.words.entry(record.id).or_default().insert(record.sha256.clone());
            }
        }
        for (transcript, sum) in &step.texts {
            past.words.entry(*transcript).or_default().insert(sum.clone());
        }
    }
    past
}

/// What two copies both come from: the steps that both have, or have brought together before; none where they have none.
/// With it, how far the other's journals will be known from now on.
fn base(mine: &Journals, disk: &dyn Disk, dir: &Path, theirs: &Journals) -> (Option<Project>, Vec<Head>) {
    let (there, here) = (known(mine, theirs), known(theirs, mine));
    let up_to = |steps: &'_ [Step], n: u64| steps.iter().take_while(|s| s.n < n).count();
    let mut both: Vec<(&str, &[Step])> = Vec::new();
    for (who, steps) in theirs {
        both.push((who, &steps[..up_to(steps, there.get(who.as_str()).map_or(0, |k| k.now))]));
    }
    for (who, steps) in mine {
        let known = here.get(who.as_str()).copied().unwrap_or_default();
        both.push((
            who,
            &steps[up_to(steps, known.shared)..up_to(steps, known.now).max(up_to(steps, known.shared))],
        ));
    }
    let heads = theirs.iter().filter_map(|(who, steps)| {
        let (last, before) = (steps.last()?, there.get(who.as_str()).map_or(0, |k| k.now));
        let head = Head { who: who.clone(), n: last.n, at: last.at, known: last.n + 1, before };
        (before < head.known).then_some(head)
    });
    let steps = in_order(both.into_iter());
    (replayed(disk, dir, &steps), heads.collect())
}

/// How many steps of a journal are known in another copy.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Those that are in both copies.
    shared: u64,
    /// With those that were brought together.
    now: u64,
}

/// How much of each journal there is known here.
fn known<'t>(here: &Journals, there: &'t Journals) -> BTreeMap<&'t str, Known> {
    let mut known: BTreeMap<&str, Known> = BTreeMap::new();
    for (who, steps) in there {
        let mine = here.get(who).map(Vec::as_slice).unwrap_or_default();
        let shared = steps.iter().zip(mine).take_while(|(a, b)| a == b).last();
        let shared = shared.map_or(0, |(step, _)| step.n + 1);
        known.insert(who, Known { shared, now: shared });
    }
    for (_, step) in in_order(each(here)) {
        for head in &step.heads {
            let Some((who, steps)) = there.get_key_value(&head.who) else { continue };
            if let Some(known) =
                known.get_mut(who.as_str()).filter(|_| steps.iter().any(|s| head.is(s.n, s.at)))
            {
                known.now = head.known.max(known.shared);
            }
        }
    }
    known
}
