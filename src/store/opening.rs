//! How a folder comes to be open for writing: made anew, or opened with what a crash left put right.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::checkpoint::{Checkpoint, Reach, Reaches};
use super::folder::Folder;
use super::journal::Step;
use super::layout::{HISTORY, NOBODY, STAGED, coder_slug, journal_file};
use super::load::LoadOptions;
use super::loaded::Loaded;
use super::lock::Lock;
use super::publish::{finish, put_in_place};
use super::records::FORMAT_VERSION;
use super::upkeep::Files;
use super::who::{look, of_others};
use super::{Disk, Progress, StoreError, lock, rebuild};
use crate::model::{Project, Timestamp};

impl Folder {
    /// Makes a project in a folder that is new or empty. Nothing stays behind when it fails.
    ///
    /// # Errors
    /// When something is there already or the folder cannot be written.
    pub fn create(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        project: &Project,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let there = disk.list(dir).map_err(|why| StoreError::io(dir, "reading", why))?;
        if !there.is_empty() || dir.is_file() {
            return Err(StoreError::Exists(dir.to_owned()));
        }
        let existed = dir.exists();
        let made = Self::begin(Arc::clone(disk), dir, project, now);
        if made.is_err() {
            clean(dir, existed);
        }
        made
    }

    fn begin(disk: Arc<dyn Disk>, dir: &Path, project: &Project, now: Timestamp) -> Result<Self, StoreError> {
        let history = dir.join(HISTORY);
        disk.create_dir(&history).map_err(|why| StoreError::io(&history, "making-folder", why))?;
        let lock = lock::take(&disk, dir, NOBODY, "", now)?;
        let empty = Project::new(project.id(), "", project.created());
        let files = Files {
            dir: dir.to_owned(),
            disk,
            who: String::new(),
            slug: NOBODY.to_owned(),
            checkpoint: Checkpoint::default(),
            saved: empty.clone(),
            ends: Reaches::new(),
            known: BTreeMap::new(),
            turns: BTreeMap::new(),
            saves: BTreeMap::new(),
            seen: BTreeMap::new(),
            late: None,
            version: FORMAT_VERSION,
            misplaced: BTreeMap::new(),
            clashing: BTreeSet::new(),
        };
        let mut folder = Self::of(files, lock, Reach::default(), false);
        let label = rebuild::first_label(project.id());
        let (at, who, texts) = (project.created(), String::new(), BTreeMap::new());
        let edits = empty.diff(project);
        let step = Step { n: 0, at, who, label, texts, heads: Vec::new(), edits, context: None };
        folder.queue(&step);
        folder.flush(&Progress::default())?;
        let (files, step) = (&mut folder.files, Reach { step: folder.step, length: folder.length });
        let quiet = lock::folder(&*files.disk, &files.dir, true)?;
        files.ends.insert(files.slug.clone(), step);
        files.begin(project)?;
        drop(quiet);
        files.seen = files.look();
        folder.knows.clone_from(&folder.files.ends);
        Ok(folder)
    }

    fn of(files: Files, lock: Lock, end: Reach, torn: bool) -> Self {
        Self {
            knows: files.ends.clone(),
            files,
            _lock: lock,
            step: end.step,
            length: end.length,
            torn,
            doubtful: false,
            pending: String::new(),
            to_keep: BTreeMap::new(),
            told: BTreeSet::new(),
            said: BTreeMap::new(),
            anew: false,
        }
    }

    /// Opens a loaded project for writing as a coder, or as nobody for work on the project itself. Steps that a crash
    /// left in a journal are saved into the files.
    ///
    /// # Errors
    /// When that coder is at work elsewhere, the folder cannot be written, or it is cancelled.
    pub fn open(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        who: Option<&str>,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<(Self, Loaded), StoreError> {
        let everybody = || look(&**disk, dir, "");
        let before = everybody();
        let first = LoadOptions::default().progress(progress).load(&**disk, dir)?;
        let coder = who.and_then(|name| first.project.coder_named(name).ok().cloned());
        let slug = coder.as_ref().map_or_else(|| NOBODY.to_owned(), |c| coder_slug(&first.project, c));
        let who = coder.map(|c| c.name.clone()).unwrap_or_default();
        let lock = lock::take(disk, dir, &slug, &who, now)?;
        let quiet = lock::folder(&**disk, dir, true)?;
        let there = everybody();
        // Somebody may have written between the first look and the lock.
        let again = || LoadOptions::default().progress(progress).quiet().load(&**disk, dir);
        let mut loaded = if there == before { first } else { again()? };
        let end = loaded.tails.get(&slug).map(|tail| tail.end).unwrap_or_default();
        let mut files = Files {
            dir: dir.to_owned(),
            disk: Arc::clone(disk),
            who,
            checkpoint: loaded.checkpoints.of(&slug).cloned().unwrap_or_default(),
            slug,
            saved: loaded.on_files.clone(),
            ends: Reaches::new(),
            known: BTreeMap::new(),
            turns: BTreeMap::new(),
            saves: BTreeMap::new(),
            seen: BTreeMap::new(),
            late: None,
            version: loaded.version,
            misplaced: BTreeMap::new(),
            clashing: BTreeSet::new(),
        };
        files.know(&loaded);
        if quiet.is_none() && loaded.is_only_older() {
            // Without locks there is no program for syncing that could still bring them, but somebody who crashed after they
            // had put older files in the place of newer ones.
            files.put_forward(&loaded)?;
            loaded = again()?;
            files.know(&loaded);
        }
        if loaded.blocking.is_none() {
            files.recover(&loaded, quiet.is_some())?;
        }
        files.seen = of_others(there, dir, &files.slug);
        drop(quiet);
        // What a crash left of a line goes before anything else can come to stand behind it.
        let mut folder = Self::of(files, lock, end, true);
        let is_cut = loaded.cut.contains(&journal_file(&folder.files.slug));
        if loaded.blocking.is_none() && !is_cut {
            folder.cut_torn()?;
        }
        Ok((folder, loaded))
    }
}

impl Files {
    /// Puts in place what saves that broke off had made, and saves the steps that no file holds yet, whoever made them.
    fn recover(&mut self, loaded: &Loaded, is_quiet: bool) -> Result<(), StoreError> {
        let own = |slug: &str| slug == self.slug;
        // What somebody at work has put aside is theirs.
        let is_left = |slug: &str| own(slug) || (is_quiet && lock::is_free(&*self.disk, &self.dir, slug));
        for (slug, checkpoint) in loaded.checkpoints.each().filter(|(slug, _)| own(slug) || is_quiet) {
            let unfinished = checkpoint.unfinished(&self.turns);
            if is_left(slug) {
                finish(&*self.disk, &self.dir, slug, &unfinished)?;
            } else {
                put_in_place(&*self.disk, &self.dir, slug, &unfinished)?;
            }
        }
        // What is left of a save that was never made, of somebody who never made one.
        for aside in self.disk.list(&self.dir.join(STAGED)).unwrap_or_default() {
            let slug = aside.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            if loaded.checkpoints.of(slug).is_none() && is_left(slug) {
                finish(&*self.disk, &self.dir, slug, &Checkpoint::default())?;
            }
        }
        self.checkpoint.staged.clear();
        self.checkpoint.removed.clear();
        let has_to = loaded.has_tails() || loaded.is_apart || !loaded.clashing.is_empty();
        if has_to { self.write(&loaded.project) } else { Ok(()) }
    }
}

/// Removes what a failed creation left in a folder that was empty before. The failure itself is what is told.
fn clean(dir: &Path, existed: bool) {
    if !existed {
        let _ = std::fs::remove_dir_all(dir);
        return;
    }
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let _ = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
    }
}
