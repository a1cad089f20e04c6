//! A folder as it was read, and what may be wanted of it. Reads nothing itself.

use std::collections::{BTreeMap, BTreeSet};

use super::Damage;
use super::checkpoint::{Checkpoints, Reach, Reaches};
use super::journal::Step;
use super::rebuild::Rebuilt;
use super::sync::SyncCopy;
use crate::lang::Message;
use crate::model::Project;

/// A folder as it was read.
#[derive(Debug)]
pub struct Loaded {
    /// All that could be read, with the steps of the journals made.
    pub project: Project,
    /// What is not as it should be.
    pub damage: Vec<Damage>,
    /// What of it has to be settled before anything may be written.
    pub blocking: Option<Damage>,
    /// Whether a newer version wrote something that this one does not know, so that it may write nothing here.
    pub(super) is_newer: bool,
    /// What the files alone hold, before the journals.
    pub(super) on_files: Project,
    /// What the last saves say.
    pub(super) checkpoints: Checkpoints,
    /// The steps of each journal that the files do not hold.
    pub(super) tails: BTreeMap<String, Tail>,
    /// What of those steps cannot be made any more.
    pub(super) misfits: Vec<Message>,
    /// The version of the format that the files are in.
    pub(super) version: u32,
    /// Files of which part does not fit the rest.
    pub(super) misfit: BTreeSet<String>,
    /// Whether people saved at once or apart, without having read what each other did.
    pub(super) is_apart: bool,
    /// Files that two saved at once.
    pub(super) clashing: BTreeSet<String>,
    /// Journals that are shorter than the files say, or cannot be read.
    pub(super) cut: BTreeSet<String>,
    /// Files that stand under another name than the one that they should have, with that name.
    pub(super) misplaced: BTreeMap<String, String>,
    /// Files that are gone or damaged, and of which no journal tells what was in them.
    pub(super) lost: BTreeSet<String>,
    /// SHA-256 of each RON file as it was read.
    pub(super) sums: BTreeMap<String, String>,
    /// Files whose own bytes are damaged.
    pub(super) damaged: BTreeSet<String>,
    /// Whole files that something other than Concord changed, which are read as they are.
    pub(super) foreign: BTreeSet<String>,
    /// Files that are as they were before they were saved last.
    pub(super) older: BTreeSet<String>,
    /// What the journals alone tell, where that was asked.
    pub(super) rebuilt: Option<Rebuilt>,
    /// Copies of files that programs for syncing made; nothing of them is in the project.
    pub copies: Vec<SyncCopy>,
}

/// What one coder's journal says beyond the files.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    /// The last step there is, and the bytes of whole lines.
    pub end: Reach,
    pub steps: Vec<Step>,
}

/// What of a project is of use to whoever reads it. The words, codes, cases and coders always are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What was coded.
    pub layers: bool,
    /// Memos.
    pub memos: bool,
    /// The bytes of kept files.
    pub sources: bool,
}

impl Wanted {
    /// All there is.
    pub const ALL: Self = Self { layers: true, memos: true, sources: true };
    /// What figures are made of.
    pub const CODED: Self = Self { layers: true, memos: false, sources: false };
    /// What was said.
    pub const WORDS: Self = Self { layers: false, memos: false, sources: false };
}

impl Loaded {
    /// How far into each journal the project goes that was read.
    pub(super) fn ends(&self) -> Reaches {
        self.tails.iter().map(|(who, tail)| (who.clone(), tail.end)).collect()
    }

    /// Whether nothing is wrong but that files are older than their last save, and the journals tell all that was in them.
    pub(super) fn is_only_older(&self) -> bool {
        let is_told = self.rebuilt.as_ref().is_some_and(|told| told.misfits == 0);
        let is_older = |damage: &Damage| self.older.contains(&damage.file);
        is_told && !self.older.is_empty() && self.cut.is_empty() && self.damage.iter().all(is_older)
    }

    /// Whether there are steps that the files do not hold.
    pub(super) fn has_tails(&self) -> bool {
        self.tails.values().any(|tail| !tail.steps.is_empty())
    }
}
