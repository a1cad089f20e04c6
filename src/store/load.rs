//! Opening a folder: everything that is whole opens, everything that is not is named. Never writes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::journal::{self, Checkpoint, Step};
use super::layout::{CASES, CODEBOOK, HISTORY, PROJECT, STAGED, is_plain, own_stem};
use super::rebuild::Age;
use super::records::{CasesFile, FORMAT_VERSION, VersionOnly};
use super::sync::{SyncCopy, sync_copies};
use super::{Damage, Disk, Progress, StoreError, lock, migrate, rebuild, ronfile};
use crate::model::{Edit, Project, sha256};

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
    /// Each coder's checkpoint and the steps after it.
    pub(super) tails: BTreeMap<String, Tail>,
    /// SHA-256 of each RON file as it was read.
    pub(super) sums: BTreeMap<String, String>,
    /// Files whose own bytes are damaged.
    pub(super) damaged: BTreeSet<String>,
    /// Whole files that something other than Concord changed, which are read as they are.
    pub(super) foreign: BTreeSet<String>,
    /// Copies of files that programs for syncing made; nothing of them is in the project.
    pub copies: Vec<SyncCopy>,
}

/// The how-manieth save of each file the last one was, of those that anybody may save.
pub(super) fn turns(tails: &BTreeMap<String, Tail>) -> BTreeMap<String, u64> {
    let mut all = Checkpoint::default();
    tails.values().for_each(|tail| all.go_on_from(&tail.checkpoint.turns));
    all.turns
}

/// What one coder's journal says beyond the files.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    pub checkpoint: Checkpoint,
    /// Bytes of the journal's whole lines.
    pub length: u64,
    /// The last step there is.
    pub last: u64,
    pub steps: Vec<Step>,
}

/// Opens a project's folder for reading.
///
/// # Errors
/// When there is no project, or the folder cannot be read at all.
pub fn load(disk: &dyn Disk, dir: &Path) -> Result<Loaded, StoreError> {
    load_watched(disk, dir, &Progress::default())
}

/// As [`load`], telling how many of the files are read.
///
/// # Errors
/// As there, and when it is cancelled.
pub fn load_watched(disk: &dyn Disk, dir: &Path, progress: &Progress) -> Result<Loaded, StoreError> {
    let _quiet = lock::folder(dir, false);
    load_quiet(disk, dir, progress)
}

/// As [`load`], where the caller keeps the folder quiet and files that something other than Concord changed are not believed,
/// as long as the journals tell what was in them.
pub(super) fn load_own(disk: &dyn Disk, dir: &Path) -> Result<Loaded, StoreError> {
    load_as(disk, dir, &Progress::default(), false)
}

/// As [`load_watched`], where the caller keeps the folder quiet.
pub(super) fn load_quiet(disk: &dyn Disk, dir: &Path, progress: &Progress) -> Result<Loaded, StoreError> {
    load_as(disk, dir, progress, true)
}

fn load_as(
    disk: &dyn Disk,
    dir: &Path,
    progress: &Progress,
    believes_foreign: bool,
) -> Result<Loaded, StoreError> {
    let listed = disk.list(dir).map_err(|why| match why.kind() {
        ErrorKind::NotADirectory => StoreError::NotAProject(dir.to_owned()),
        _ => StoreError::io(dir, "reading", why),
    })?;
    let has = |name: &str| listed.iter().any(|p| p.file_name().is_some_and(|n| n == name));
    if !(has(PROJECT) || has(HISTORY) && has(CODEBOOK)) {
        return Err(StoreError::NotAProject(dir.to_owned()));
    }
    let mut reader = Reader { believes_foreign, ..Reader::new(disk, dir, progress) };
    let on_files = reader.files()?;
    let project = reader.replay(&on_files);
    let saved = reader.tails.values().flat_map(|t| t.checkpoint.files.keys().cloned()).collect();
    let mut copies = sync_copies(disk, dir, &saved);
    let Reader { tails, damage, sums, damaged, foreign, blocking, is_newer, copies: by_content, .. } = reader;
    copies.extend(by_content);
    Ok(Loaded { project, damage, blocking, is_newer, on_files, tails, sums, damaged, foreign, copies })
}

/// The coders who have a journal or checkpoint in a folder, by the name of their files. A copy of a journal that a program
/// for syncing made is none of theirs.
pub(super) fn writers(disk: &dyn Disk, dir: &Path) -> BTreeSet<String> {
    let files = disk.list(&dir.join(HISTORY)).unwrap_or_default();
    let names = files.iter().filter_map(|p| own_stem(p.file_name()?.to_str()?));
    names.map(|n| n.strip_suffix(".checkpoint").unwrap_or(n).to_owned()).collect()
}

/// A file's value, the fields of it that are not known, and its SHA-256.
pub(super) type Fetched<T> = Result<(T, Vec<String>, String), Damage>;

pub(super) struct Reader<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) dir: &'a Path,
    pub(super) progress: &'a Progress,
    tails: BTreeMap<String, Tail>,
    /// Where the newest bytes of a file stand, if a save was made and not put in place.
    staged: BTreeMap<String, String>,
    damage: Vec<Damage>,
    blocking: Option<Damage>,
    is_newer: bool,
    sums: BTreeMap<String, String>,
    pub(super) damaged: BTreeSet<String>,
    pub(super) foreign: BTreeSet<String>,
    /// Copies that programs for syncing made, which only what is in them tells.
    pub(super) copies: Vec<SyncCopy>,
    /// Whether files that something other than Concord changed are read as they are.
    believes_foreign: bool,
    /// Whether everybody codes independently, so that damage is told without what it is about.
    pub(super) blind: bool,
    /// The version of the format that the files are in.
    version: u32,
    /// Whether the files cannot be believed.
    journals_only: bool,
    /// The project as the journals alone tell it, made when a file is damaged.
    rebuilt: OnceLock<Option<Project>>,
}

impl<'a> Reader<'a> {
    fn new(disk: &'a dyn Disk, dir: &'a Path, progress: &'a Progress) -> Self {
        let mut reader = Self {
            disk,
            dir,
            progress,
            tails: BTreeMap::new(),
            staged: BTreeMap::new(),
            damage: Vec::new(),
            blocking: None,
            is_newer: false,
            sums: BTreeMap::new(),
            damaged: BTreeSet::new(),
            foreign: BTreeSet::new(),
            copies: Vec::new(),
            believes_foreign: true,
            blind: false,
            version: FORMAT_VERSION,
            journals_only: false,
            rebuilt: OnceLock::new(),
        };
        for who in writers(disk, dir) {
            reader.read_tail(who);
        }
        reader
    }

    fn read_tail(&mut self, who: String) {
        let checkpoint = match Checkpoint::read(self.disk, self.dir, &who) {
            Ok(checkpoint) => checkpoint,
            Err(damage) => {
                // Which steps the files hold is lost, so the journals alone are believed.
                let journal = journal::read(self.disk, self.dir, &who, 0);
                self.journals_only = true;
                self.damaged.insert(damage.file.clone());
                self.block(damage);
                let last = journal.steps.last().map_or(0, |s| s.n);
                self.tails.insert(who, Tail { length: journal.length, last, ..Tail::default() });
                return;
            }
        };
        let journal = journal::read(self.disk, self.dir, &who, checkpoint.length);
        let last = journal.steps.last().map_or(checkpoint.step, |s| s.n);
        if !journal.damage.is_empty() {
            let cut = journal.length < checkpoint.length;
            for damage in journal.damage {
                if cut { self.damage.push(damage) } else { self.block(damage) }
            }
        }
        for (file, name) in &checkpoint.staged {
            let path = format!("{STAGED}/{who}/{name}");
            if self.dir.join(&path).exists() {
                self.staged.insert(file.clone(), path);
            }
        }
        self.tails.insert(who, Tail { checkpoint, length: journal.length, last, steps: journal.steps });
    }

    /// Names damage that must be settled before anything is written.
    pub(super) fn block(&mut self, damage: Damage) {
        self.blocking.get_or_insert_with(|| damage.clone());
        self.damage.push(damage);
    }

    pub(super) fn bytes(&self, file: &str, limit: u64) -> Result<Vec<u8>, Damage> {
        let from = self.staged.get(file).map_or(file, String::as_str);
        ronfile::read(self.disk, self.dir, from, limit).map_err(|d| Damage { file: file.to_owned(), ..d })
    }

    /// How old a file is that somebody saved with other bytes than these; where nobody ever saved it, or a newer version
    /// did, there is nothing to say.
    fn age(&self, file: &str, sum: &str) -> Option<Age> {
        let turn = |t: &Tail| t.checkpoint.turns.get(file).copied().unwrap_or_default();
        let saves = || self.tails.values().filter_map(|t| Some((turn(t), t.checkpoint.files.get(file)?)));
        let newest = saves().map(|(turn, _)| turn).max()?;
        let of_newest = saves().filter(|(turn, _)| *turn == newest).map(|(_, sum)| sum.as_str());
        let newest: Vec<&str> = of_newest.collect();
        if self.version > FORMAT_VERSION || newest.contains(&sum) {
            return None;
        }
        if saves().any(|(_, saved)| saved == sum) {
            return Some(Age::Older);
        }
        let end = self.rebuilt();
        Some(end.map_or(Age::Foreign, |end| rebuild::age(self.disk, self.dir, end, file, sum, &newest)))
    }

    /// Reads and parses a file.
    pub(super) fn fetch<T: DeserializeOwned>(&self, file: &str) -> Fetched<T> {
        let bytes = self.bytes(file, ronfile::MAX_BYTES)?;
        let sum = sha256(&bytes);
        let bytes = match String::from_utf8(bytes) {
            Ok(words) if self.version < FORMAT_VERSION => {
                migrate::brought_up(self.version, file, words).into_bytes()
            }
            Ok(words) => words.into_bytes(),
            // What is wrong with them is for the parser to say.
            Err(wrong) => wrong.into_bytes(),
        };
        let (value, unknown) = ronfile::parse(file, &bytes)?;
        Ok((value, unknown, sum))
    }

    /// Takes what was fetched, or names the damage.
    pub(super) fn accept<T>(&mut self, file: &str, fetched: Fetched<T>) -> Option<T> {
        match fetched {
            Ok((value, unknown, sum)) => {
                let age = self.age(file, &sum);
                match age {
                    Some(Age::Older) => {
                        let what = "the file is older than what was saved last, as in the middle of a sync";
                        let remedy = "let the program for syncing finish, and open it again; `concord check --repair` \
                                      puts in its place what the journals tell";
                        self.damaged.insert(file.to_owned());
                        self.block(Damage::new(file, what, remedy));
                        return None;
                    }
                    Some(Age::Foreign) => {
                        let what = "the file was changed by something other than Concord since it was saved";
                        let remedy = "if somebody changed it on purpose, `concord check --accept` takes it as it is; if not, \
                                      `concord check --repair` puts the last good copy back";
                        self.foreign.insert(file.to_owned());
                        let damage = Damage::new(file, what, remedy);
                        if !self.believes_foreign && self.rebuilt().is_some() {
                            self.damaged.insert(file.to_owned());
                            self.block(damage);
                            return None;
                        }
                        self.damage.push(damage);
                    }
                    Some(Age::Newer) | None => {}
                }
                self.sums.insert(file.to_owned(), sum);
                if !unknown.is_empty() {
                    let what = format!("this version does not know what is in {}", unknown.join(", "));
                    let remedy = "open it with a newer version, which knows; nothing is written here";
                    self.is_newer |= age != Some(Age::Foreign);
                    self.block(Damage::new(file, what, remedy));
                }
                Some(value)
            }
            Err(damage) => {
                self.damaged.insert(file.to_owned());
                self.block(damage);
                None
            }
        }
    }

    pub(super) fn read<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let fetched = self.fetch(file);
        self.accept(file, fetched)
    }

    /// What the journals alone tell, to stand in for a damaged file.
    pub(super) fn rebuilt(&self) -> Option<&Project> {
        self.rebuilt.get_or_init(|| rebuild::rebuild(self.disk, self.dir)).as_ref()
    }

    fn files(&mut self) -> Result<Project, StoreError> {
        self.version =
            self.fetch(PROJECT).map_or(FORMAT_VERSION, |(file, ..): (VersionOnly, _, _)| file.format_version);
        if self.version > FORMAT_VERSION {
            let what = format!(
                "the project is of format {}, made by a newer version; this one knows up to {FORMAT_VERSION}",
                self.version
            );
            self.is_newer = true;
            self.block(Damage::new(
                PROJECT,
                what,
                "update Concord to change it; what is known of it can be read here",
            ));
        }
        let mut project = self.read_project();
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
        self.read_layers(&mut project)?;
        self.read_memos(&mut project);
        self.read_sources(&mut project);
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
        let saved = self.tails.values().flat_map(|t| t.checkpoint.files.keys());
        // Whoever saved a file may have renamed or removed it since; somebody else may have.
        let gone = |file: &String| self.tails.values().any(|t| t.checkpoint.removed.contains(file));
        saved.filter(|f| which(f) && !gone(f)).cloned().collect()
    }

    pub(super) fn is_removed(&self, file: &str) -> bool {
        self.tails
            .values()
            .any(|t| t.checkpoint.removed.iter().any(|f| f == file) && !t.checkpoint.files.contains_key(file))
    }

    /// The project after the steps that the files do not hold yet.
    fn replay(&mut self, files: &Project) -> Project {
        if self.journals_only
            && let Some(rebuilt) = self.rebuilt()
        {
            return rebuilt.clone();
        }
        let steps = rebuild::in_order(self.tails.iter().map(|(who, t)| (who.as_str(), t.steps.as_slice())));
        let mut project = files.clone();
        let mut damage = Vec::new();
        for (who, step) in steps {
            match rebuild::apply(self.disk, self.dir, &project, step) {
                Ok(next) => project = next,
                Err(_) => {
                    let what = format!("step {} does not fit the rest of the project", step.n);
                    let file = super::layout::journal_file(who);
                    damage.push(Damage::new(
                        file,
                        what,
                        "the steps after it were made; look at what is missing",
                    ));
                }
            }
        }
        damage.into_iter().for_each(|d| self.block(d));
        project
    }
}
