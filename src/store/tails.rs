//! The journals on opening: what the last saves say of them, what comes after, and the project with that. Never believes
//! that a step is held by the files because they look as if.

use std::collections::{BTreeMap, BTreeSet};

use super::checkpoint::{Checkpoint, Checkpoints, Reach};
use super::layout::{STAGED, checkpoint_file, journal_file};
use super::load::Reader;
use super::loaded::Tail;
use super::order;
use super::who::writers;
use super::{Damage, journal, replay};
use crate::lang::{message, place};
use crate::model::Project;

impl Reader<'_> {
    /// Reads what the last saves say, and of the journals what comes after.
    pub(super) fn read_journals(&mut self) {
        let mut checkpoints = BTreeMap::new();
        let writers = writers(self.disk, self.dir);
        for who in &writers {
            match Checkpoint::read(self.disk, self.dir, who) {
                Ok(checkpoint) => drop(checkpoints.insert(who.clone(), checkpoint)),
                Err(damage) => {
                    // How far the files go, the other saves tell: nothing was saved by others since, so that the steps
                    // after that are the last ones, and are made again.
                    self.journals_only = true;
                    self.damaged.insert(damage.file.clone());
                    self.block(damage);
                }
            }
        }
        self.checkpoints = Checkpoints::new(checkpoints);
        let turns = self.checkpoints.turns();
        for (who, checkpoint) in self.checkpoints.each() {
            for (file, name) in checkpoint.unfinished(&turns).staged {
                let path = format!("{STAGED}/{who}/{name}");
                if self.disk.state(&self.dir.join(&path)).is_ok() {
                    self.staged.insert(file, path);
                }
            }
        }
        let reaches = self.checkpoints.reaches();
        for who in writers {
            let from = reaches.get(&who).copied().unwrap_or_default();
            let journal = journal::read(self.disk, self.dir, &who, from);
            for damage in journal.damage {
                if journal.is_cut {
                    self.cut.insert(damage.file.clone());
                    self.damage.push(damage);
                } else {
                    self.block(damage);
                }
            }
            let end = Reach { step: journal.last, length: journal.length };
            self.tails.insert(who, Tail { end, steps: journal.steps });
        }
    }

    /// Whether the journals have every step from the first on, and all of each can be made again.
    pub(super) fn is_whole_in_journals(&self) -> bool {
        self.told().is_some_and(|(_, misfits)| *misfits == 0)
            && self.tails.iter().all(|(who, tail)| {
                let steps = journal::read_whole(self.disk, self.dir, who).steps;
                let numbers: BTreeSet<u64> = steps.iter().map(|step| step.n).filter(|n| *n > 0).collect();
                numbers.len() as u64 == tail.end.step
            })
    }

    /// The project after the steps that the files do not hold yet.
    pub(super) fn replay(&mut self, files: &Project) -> Project {
        // Where two saved at once without a lock, the files may hold less than either says.
        self.clashing = self.checkpoints.clashing().cloned().collect();
        let tips = self.checkpoints.tips();
        self.is_apart = tips.len() > 1;
        // The first version did not say in each save how far into every journal it goes.
        let unsaid = self.journals_only && self.version < 2;
        if (unsaid || self.is_apart || !self.clashing.is_empty())
            && self.is_whole_in_journals()
            && let Some(rebuilt) = self.rebuilt()
        {
            return rebuilt.clone();
        }
        let apart = tips.iter().filter(|_| self.is_apart).map(|who| checkpoint_file(who));
        for file in self.clashing.iter().cloned().chain(apart) {
            self.damage.push(Damage::new(file, message!("damage-clash"), message!("remedy-clash")));
        }
        let steps = order::in_order(self.tails.iter().map(|(who, t)| (who.as_str(), t.steps.as_slice())));
        let ground = replay::Ground::new(self.disk, self.dir);
        let mut project = files.clone();
        let (mut misfits, mut damage) = (Vec::new(), Vec::new());
        for (who, step) in steps {
            let (next, lost) = replay::make(&ground, &project, step);
            project = next;
            for why in lost {
                // While everybody codes independently, what somebody did is not for all.
                let n = place(step.n);
                let what =
                    if self.blind { message!("damage-step", n) } else { message!("damage-step-why", n, why) };
                damage.push(Damage::new(journal_file(who), what.clone(), message!("remedy-step")));
                misfits.push(what);
            }
        }
        self.misfits = misfits;
        self.damage.extend(damage);
        project
    }
}
