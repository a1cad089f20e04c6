//! How a folder comes to be open for writing: made anew, or opened with what a crash left put right.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::folder::Folder;
use super::journal::{Checkpoint, Step};
use super::layout::{HISTORY, NOBODY, coder_slug};
use super::load::{Loaded, Tail, load_quiet, load_watched, turns};
use super::publish::{finish, publish};
use super::upkeep::{Files, look};
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
        disk.create_dir(&history).map_err(|why| StoreError::io(&history, "making the folder", why))?;
        let lock = lock::take(&*disk, dir, NOBODY, "", now)?;
        let empty = Project::new(project.id(), "", project.created());
        let files = Files {
            dir: dir.to_owned(),
            disk,
            who: String::new(),
            slug: NOBODY.to_owned(),
            claims: BTreeMap::new(),
            checkpoint: Checkpoint::default(),
            saved: empty.clone(),
            synced: empty.clone(),
            known: BTreeMap::new(),
            turns: BTreeMap::new(),
            seen: BTreeMap::new(),
            late: None,
        };
        let (pending, to_keep) = (String::new(), BTreeMap::new());
        let mut folder = Self { files, _lock: lock, step: 0, length: 0, torn: false, pending, to_keep };
        let label = rebuild::first_label(project.id());
        let (at, who, texts) = (project.created(), String::new(), BTreeMap::new());
        let edits = empty.diff(project);
        let step = Step { n: 0, at, who, label, texts, heads: Vec::new(), edits };
        folder.queue(&step);
        folder.flush(&Progress::default())?;
        let (files, step) = (&mut folder.files, (folder.step, folder.length));
        let quiet = lock::folder(&files.dir, true);
        files.write(None, project, step, now)?;
        drop(quiet);
        files.synced = project.clone();
        files.seen = files.look();
        Ok(folder)
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
        let first = load_watched(&**disk, dir, progress)?;
        let coder = who.and_then(|name| first.project.coder_named(name).ok().cloned());
        let slug = coder.as_ref().map_or_else(|| NOBODY.to_owned(), |c| coder_slug(&first.project, c));
        let who = coder.map(|c| c.name.clone()).unwrap_or_default();
        let lock = lock::take(&**disk, dir, &slug, &who, now)?;
        let quiet = lock::folder(dir, true);
        let seen = look(&**disk, dir, &slug);
        // Somebody may have written between the first look and the lock.
        let loaded = if everybody() == before { first } else { load_quiet(&**disk, dir, progress)? };
        let own = loaded.tails.get(&slug).cloned().unwrap_or_default();
        let files = Files {
            dir: dir.to_owned(),
            disk: Arc::clone(disk),
            who,
            slug,
            claims: BTreeMap::new(),
            checkpoint: own.checkpoint,
            saved: loaded.on_files.clone(),
            synced: loaded.on_files.clone(),
            known: loaded.sums.clone(),
            turns: turns(&loaded.tails),
            seen: BTreeMap::new(),
            late: None,
        };
        let (step, length) = (own.last, own.length);
        let (pending, to_keep) = (String::new(), BTreeMap::new());
        let mut folder = Self { files, _lock: lock, step, length, torn: true, pending, to_keep };
        if loaded.blocking.is_none() {
            folder.files.recover(&loaded, (step, length), now)?;
        }
        folder.files.synced = loaded.project.clone();
        folder.files.seen = seen;
        drop(quiet);
        Ok((folder, loaded))
    }
}

impl Files {
    /// Saves what crashes left in the journals of coders who are not at work, and in one's own up to a step.
    fn recover(&mut self, loaded: &Loaded, step: (u64, u64), now: Timestamp) -> Result<(), StoreError> {
        let mut adopted: Vec<(String, Tail)> = Vec::new();
        let mut alive = false;
        for (slug, tail) in &loaded.tails {
            let left = !tail.steps.is_empty() || !tail.checkpoint.staged.is_empty();
            if *slug == self.slug || !left {
                continue;
            }
            match lock::take(&*self.disk, &self.dir, slug, &self.who, now) {
                Ok(lock) => {
                    self.claims.insert(slug.clone(), Arc::new(lock));
                    adopted.push((slug.clone(), tail.clone()));
                }
                Err(StoreError::Busy { .. }) => alive |= !tail.steps.is_empty(),
                Err(other) => return Err(other),
            }
        }
        for (slug, tail) in &adopted {
            finish(&*self.disk, &self.dir, slug, &tail.checkpoint)?;
        }
        finish(&*self.disk, &self.dir, &self.slug, &self.checkpoint)?;
        self.checkpoint.staged.clear();
        self.checkpoint.removed.clear();
        let own = loaded.tails.get(&self.slug).is_some_and(|t| !t.steps.is_empty());
        // Steps of somebody at work are theirs to save.
        if alive || (!own && adopted.iter().all(|(_, tail)| tail.steps.is_empty())) {
            self.claims.clear();
            return Ok(());
        }
        let saved = self.saved.clone();
        self.write(Some(&saved), &loaded.project, step, now)?;
        for (slug, tail) in adopted {
            let mut checkpoint = tail.checkpoint;
            (checkpoint.step, checkpoint.length) = (tail.last, tail.length);
            checkpoint.staged.clear();
            checkpoint.removed.clear();
            publish(&*self.disk, &self.dir, &slug, BTreeMap::new(), &mut checkpoint)?;
        }
        self.claims.clear();
        Ok(())
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
