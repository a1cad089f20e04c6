//! Opening a folder: everything that is whole opens, everything that is not is named. Never writes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::OnceLock;

use super::checkpoint::Checkpoints;
use super::layout::{CASES, CODEBOOK, HISTORY, PROJECT, is_plain};
use super::loaded::{Loaded, Tail, Wanted};
use super::rebuild::Rebuilt;
use super::records::{CasesFile, FORMAT_VERSION, ProjectFile, VersionOnly};
use super::sync::{SyncCopy, sync_copies};
use super::who::saves;
use super::{Damage, Disk, Progress, StoreError, lock, memory};
use crate::lang::{Message, message, place};
use crate::model::{Edit, Project};

/// How a project's folder is opened for reading.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    wanted: Wanted,
    progress: Progress,
    is_quiet: bool,
    believes_foreign: bool,
}

impl Default for LoadOptions {
    fn default() -> Self {
        Self { wanted: Wanted::ALL, progress: Progress::default(), is_quiet: false, believes_foreign: true }
    }
}

impl LoadOptions {
    /// What of it is wanted; damage of the rest is not looked for. Where journals have steps that the files do not hold, all of
    /// it is read, since they may speak of anything.
    pub const fn wanted(mut self, wanted: Wanted) -> Self {
        self.wanted = wanted;
        self
    }

    /// Who is told how many of the files are read, and may stop it.
    pub fn progress(mut self, progress: &Progress) -> Self {
        self.progress = progress.clone();
        self
    }

    /// The caller keeps the folder quiet.
    pub(super) const fn quiet(mut self) -> Self {
        self.is_quiet = true;
        self
    }

    /// Files that something other than Concord changed are not believed, as long as the journals tell what was in them.
    pub(super) const fn own(mut self) -> Self {
        self.believes_foreign = false;
        self
    }

    /// Reads it.
    ///
    /// # Errors
    /// When there is no project, the folder cannot be read at all, or it is cancelled.
    pub fn load(&self, disk: &dyn Disk, dir: &Path) -> Result<Loaded, StoreError> {
        let _quiet = if self.is_quiet { None } else { Some(lock::folder(disk, dir, false)?) };
        load_as(disk, dir, &self.progress, self.believes_foreign, self.wanted)
    }
}

/// Opens a project's folder for reading.
///
/// # Errors
/// As [`LoadOptions::load`].
pub fn load(disk: &dyn Disk, dir: &Path) -> Result<Loaded, StoreError> {
    LoadOptions::default().load(disk, dir)
}

/// How often a folder is read again where people save meanwhile, as they only can where a drive has no locks.
const AGAIN: usize = 5;

fn load_as(
    disk: &dyn Disk,
    dir: &Path,
    progress: &Progress,
    believes_foreign: bool,
    wanted: Wanted,
) -> Result<Loaded, StoreError> {
    let mut before = saves(disk, dir);
    for _ in 0..AGAIN {
        let loaded = load_once(disk, dir, progress, believes_foreign, wanted)?;
        let after = saves(disk, dir);
        if after == before {
            return Ok(loaded);
        }
        before = after;
    }
    load_once(disk, dir, progress, believes_foreign, wanted)
}

fn load_once(
    disk: &dyn Disk,
    dir: &Path,
    progress: &Progress,
    believes_foreign: bool,
    wanted: Wanted,
) -> Result<Loaded, StoreError> {
    let listed = disk.list(dir).map_err(|why| match why.kind() {
        ErrorKind::NotADirectory => StoreError::NotAProject(dir.to_owned()),
        _ => StoreError::io(dir, "reading", why),
    })?;
    let has = |name: &str| listed.iter().any(|p| p.file_name().is_some_and(|n| n == name));
    if !(has(PROJECT) || has(HISTORY) && has(CODEBOOK)) {
        return Err(StoreError::NotAProject(dir.to_owned()));
    }
    memory::fits(disk, dir, wanted)?;
    let mut reader = Reader { believes_foreign, ..Reader::new(disk, dir, progress) };
    let wanted = if reader.tails.values().all(|tail| tail.steps.is_empty()) { wanted } else { Wanted::ALL };
    let on_files = reader.files(wanted)?;
    let project = reader.replay(&on_files);
    let mut copies = sync_copies(disk, dir, &reader.checkpoints);
    copies.extend(reader.copies);
    Ok(Loaded {
        project,
        damage: reader.damage,
        blocking: reader.blocking,
        is_newer: reader.is_newer,
        on_files,
        checkpoints: reader.checkpoints,
        tails: reader.tails,
        misfits: reader.misfits,
        version: reader.version,
        misfit: reader.misfit,
        is_apart: reader.is_apart,
        clashing: reader.clashing,
        cut: reader.cut,
        misplaced: reader.misplaced,
        lost: reader.lost,
        sums: reader.sums,
        damaged: reader.damaged,
        foreign: reader.foreign,
        older: reader.older,
        rebuilt: reader.rebuilt.into_inner().flatten(),
        copies,
    })
}

/// A file's value, the fields of it that are not known, and its SHA-256.
pub(super) type Fetched<T> = Result<(T, Vec<String>, String), Damage>;

/// What of a file does not fit the others.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unfit {
    /// One of the edits that it stands for.
    Edit,
    /// Something in it, which is stood in for.
    InPart,
    /// All of it: what it is about is gone.
    Whole,
}

pub(super) struct Reader<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) dir: &'a Path,
    pub(super) progress: &'a Progress,
    pub(super) checkpoints: Checkpoints,
    pub(super) tails: BTreeMap<String, Tail>,
    pub(super) misfits: Vec<Message>,
    /// Files of which part does not fit the rest.
    pub(super) misfit: BTreeSet<String>,
    pub(super) is_apart: bool,
    pub(super) clashing: BTreeSet<String>,
    pub(super) cut: BTreeSet<String>,
    pub(super) misplaced: BTreeMap<String, String>,
    pub(super) lost: BTreeSet<String>,
    /// Where the newest bytes of a file stand, if a save was made and not put in place.
    pub(super) staged: BTreeMap<String, String>,
    pub(super) damage: Vec<Damage>,
    pub(super) blocking: Option<Damage>,
    pub(super) is_newer: bool,
    pub(super) sums: BTreeMap<String, String>,
    pub(super) damaged: BTreeSet<String>,
    pub(super) foreign: BTreeSet<String>,
    pub(super) older: BTreeSet<String>,
    /// What does not fit the other files, of people who saved at once.
    pub(super) unfit: Vec<(Unfit, Damage)>,
    /// Copies that programs for syncing made, which only what is in them tells.
    pub(super) copies: Vec<SyncCopy>,
    /// Whether files that something other than Concord changed are read as they are.
    pub(super) believes_foreign: bool,
    /// Whether everybody codes independently, so that damage is told without what it is about.
    pub(super) blind: bool,
    /// The version of the format that the files are in.
    pub(super) version: u32,
    /// Whether the files cannot be believed.
    pub(super) journals_only: bool,
    /// The project as the journals alone tell it, made when a file is damaged.
    pub(super) rebuilt: OnceLock<Option<Rebuilt>>,
}

impl<'a> Reader<'a> {
    fn new(disk: &'a dyn Disk, dir: &'a Path, progress: &'a Progress) -> Self {
        let mut reader = Self {
            disk,
            dir,
            progress,
            checkpoints: Checkpoints::default(),
            tails: BTreeMap::new(),
            misfits: Vec::new(),
            misfit: BTreeSet::new(),
            is_apart: false,
            clashing: BTreeSet::new(),
            cut: BTreeSet::new(),
            misplaced: BTreeMap::new(),
            lost: BTreeSet::new(),
            staged: BTreeMap::new(),
            damage: Vec::new(),
            blocking: None,
            is_newer: false,
            sums: BTreeMap::new(),
            damaged: BTreeSet::new(),
            foreign: BTreeSet::new(),
            older: BTreeSet::new(),
            unfit: Vec::new(),
            copies: Vec::new(),
            believes_foreign: true,
            blind: false,
            version: FORMAT_VERSION,
            journals_only: false,
            rebuilt: OnceLock::new(),
        };
        reader.read_journals();
        reader
    }

    /// Names what does not fit the other files. Where people saved at once, each file may be as one of them saved it; then it
    /// is for the journals to say.
    pub(super) fn name_unfit(&mut self, unfit: Unfit, damage: Damage) {
        if self.is_apart || !self.clashing.is_empty() {
            self.unfit.push((unfit, damage));
            return;
        }
        match unfit {
            Unfit::InPart => self.block(damage),
            Unfit::Whole => self.name_lost(&damage.file.clone(), damage),
            Unfit::Edit => {
                if damage.file.ends_with(".ron") {
                    self.damaged.insert(damage.file.clone());
                    self.misfit.insert(damage.file.clone());
                }
                self.block(damage);
            }
        }
    }

    /// Names damage that must be settled before anything is written.
    pub(super) fn block(&mut self, damage: Damage) {
        self.blocking.get_or_insert_with(|| damage.clone());
        self.damage.push(damage);
    }

    pub(super) fn told(&self) -> Option<&Rebuilt> {
        self.rebuilt.get_or_init(|| Rebuilt::of(self.disk, self.dir)).as_ref()
    }

    /// What the journals alone tell, to stand in for a damaged file.
    pub(super) fn rebuilt(&self) -> Option<&Project> {
        self.told().map(|told| &told.project)
    }

    fn files(&mut self, wanted: Wanted) -> Result<Project, StoreError> {
        let mut fetched = self.fetch::<ProjectFile>(PROJECT);
        let only_version = || self.fetch::<VersionOnly>(PROJECT).ok().map(|(file, ..)| file.format_version);
        let version =
            fetched.as_ref().map_or_else(|_| only_version(), |(file, ..)| Some(file.format_version));
        self.version = version.unwrap_or(FORMAT_VERSION);
        if self.version < FORMAT_VERSION {
            fetched = self.fetch(PROJECT);
        }
        if self.version > FORMAT_VERSION {
            let what = message!("damage-newer", version = place(self.version), known = place(FORMAT_VERSION));
            self.is_newer = true;
            self.block(Damage::new(PROJECT, what, message!("remedy-newer")));
        }
        let mut project = self.read_project(fetched);
        self.read_codebook(&mut project);
        if let Some(file) = self.read::<CasesFile>(CASES) {
            self.put(&mut project, CASES, file.cases.into_iter().map(Edit::PutCase).collect());
        } else if let Some(cases) =
            self.rebuilt().map(|p| p.cases().into_iter().map(|c| (**c).clone()).collect())
        {
            let cases: Vec<_> = cases;
            self.put(&mut project, CASES, cases.into_iter().map(Edit::PutCase).collect());
        }
        self.read_transcripts(&mut project)?;
        self.read_plan(&mut project);
        if wanted.layers {
            self.read_layers(&mut project)?;
        }
        if wanted.memos {
            self.read_memos(&mut project);
        }
        if wanted.sources {
            self.read_sources(&mut project);
        }
        Ok(project)
    }

    /// `.ron` files in a folder of the project, and those a checkpoint says should be there.
    pub(super) fn names(&self, folder: &str, saved: impl Fn(&str) -> bool) -> BTreeSet<String> {
        let listed = self.disk.list(&self.dir.join(folder)).unwrap_or_default();
        let names = listed.iter().filter_map(|p| p.file_name()?.to_str());
        let mut names: BTreeSet<String> = names
            .filter(|n| n.strip_suffix(".ron").is_some_and(is_plain))
            .map(|n| format!("{folder}/{n}"))
            .collect();
        names.extend(self.names_saved(saved));
        names.retain(|file| !self.is_removed(file));
        names
    }

    pub(super) fn names_saved(&self, which: impl Fn(&str) -> bool) -> BTreeSet<String> {
        self.checkpoints.files().filter(|file| which(file)).cloned().collect()
    }

    pub(super) fn is_removed(&self, file: &str) -> bool {
        self.checkpoints.is_removed(file)
    }
}
