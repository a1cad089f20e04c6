//! The journals on opening: what the last saves say of them, what comes after, and the project with that. Never believes
//! that a step is held by the files because they look as if.

use super::checkpoint::{Checkpoints, Reach};
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
        let writers = writers(self.disk, self.dir);
        let (checkpoints, damage) = Checkpoints::read(self.disk, self.dir, &writers);
        for damage in damage {
            // How far the files go, the other saves tell: nothing was saved by others since, so that the steps after that
            // are the last ones, and are made again.
            self.journals_only = true;
            self.damaged.insert(damage.file.clone());
            self.block(damage);
        }
        self.checkpoints = checkpoints;
        // Where two saved at once without a lock, the files may hold less than either says.
        self.clashing = self.checkpoints.clashing().cloned().collect();
        self.is_apart = self.checkpoints.tips().len() > 1;
        for (who, file, name) in self.checkpoints.staged() {
            let path = format!("{STAGED}/{who}/{name}");
            if self.disk.state(&self.dir.join(&path)).is_ok() {
                self.staged.insert(file.clone(), path);
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
        let ends = self.tails.iter().map(|(who, tail)| (who.clone(), tail.end)).collect();
        self.told().is_some_and(|told| told.is_whole(&ends))
    }

    /// The project after the steps that the files do not hold yet.
    pub(super) fn replay(&mut self, files: &Project) -> Project {
        // The first version did not say in each save how far into every journal it goes.
        let unsaid = self.journals_only && self.version < 2;
        if (unsaid || self.is_apart || !self.clashing.is_empty())
            && self.is_whole_in_journals()
            && let Some(rebuilt) = self.rebuilt()
        {
            return rebuilt.clone();
        }
        let (tips, is_apart) = (self.checkpoints.tips(), self.is_apart);
        let (unfit, clashing) = (std::mem::take(&mut self.unfit), std::mem::take(&mut self.clashing));
        self.is_apart = false;
        unfit.into_iter().for_each(|(unfit, damage)| self.name_unfit(unfit, damage));
        (self.is_apart, self.clashing) = (is_apart, clashing);
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
