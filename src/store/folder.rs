//! A project's folder, open for writing by one coder: journal first, files when there is time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::files::changes;
use super::journal::{Checkpoint, Step};
use super::layout::{HISTORY, NOBODY, checkpoint_file, coder_slug, journal_file, slug_of};
use super::load::{Loaded, Tail, load, load_quiet};
use super::lock::{self, Holder, Lock};
use super::merge::merge;
use super::publish::{finish, keep_texts, publish};
use super::{Damage, Disk, StoreError, rebuild};
use crate::model::{CoderId, Edit, Project, Timestamp, sha256};
use crate::text::Text;

/// Something that others did to the folder, to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Somebody else is at work here.
    AtWork(Holder),
    /// What others did was taken in.
    TakenIn,
    /// What of ours no longer fits what others did.
    Lost(String),
    /// Something is wrong with a file that another program or copy left.
    Damage(Damage),
}

/// A folder open for writing.
pub struct Folder {
    dir: PathBuf,
    disk: Arc<dyn Disk>,
    who: String,
    slug: String,
    /// Held until the folder is closed.
    _lock: Lock,
    /// Other coders' locks, while their layers are being changed here.
    claims: BTreeMap<String, Lock>,
    checkpoint: Checkpoint,
    step: u64,
    /// Bytes of the journal that are on disk.
    length: u64,
    /// Whether the journal may have more than that: the rest of a write that failed.
    torn: bool,
    /// Lines that are not on disk yet.
    pending: String,
    /// Words that those lines speak of, by hash.
    words: BTreeMap<String, Text>,
    /// What the files hold.
    saved: Project,
    /// What the files and the others' journals held when they were last looked at.
    synced: Project,
    /// SHA-256 of each file as it was last read or written here.
    known: BTreeMap<String, String>,
    /// State of the others' journals and checkpoints then.
    seen: BTreeMap<PathBuf, (u64, SystemTime)>,
}

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
        let mut folder = Self {
            dir: dir.to_owned(),
            disk,
            who: String::new(),
            slug: NOBODY.to_owned(),
            _lock: lock,
            claims: BTreeMap::new(),
            checkpoint: Checkpoint::default(),
            step: 0,
            length: 0,
            torn: false,
            pending: String::new(),
            words: BTreeMap::new(),
            saved: empty.clone(),
            synced: empty.clone(),
            known: BTreeMap::new(),
            seen: BTreeMap::new(),
        };
        let label = rebuild::first_label(project.id());
        let step =
            Step { n: 0, at: project.created(), who: String::new(), label, edits: empty.diff(project) };
        folder.queue(&step);
        folder.flush()?;
        let quiet = lock::folder(&folder.dir, true);
        folder.write_files(None, project, now)?;
        drop(quiet);
        folder.synced = project.clone();
        folder.seen = folder.look();
        Ok(folder)
    }

    /// Opens a loaded project for writing as a coder, or as nobody for work on the project itself. Steps that a crash
    /// left in a journal are saved into the files.
    ///
    /// # Errors
    /// When that coder is at work elsewhere, or the folder cannot be written.
    pub fn open(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        who: Option<&str>,
        now: Timestamp,
    ) -> Result<(Self, Loaded), StoreError> {
        let first = load(&**disk, dir)?;
        let coder = who.and_then(|name| first.project.coder_named(name).ok().cloned());
        let slug = coder.as_ref().map_or_else(|| NOBODY.to_owned(), |c| coder_slug(&first.project, c));
        let who = coder.map(|c| c.name.clone()).unwrap_or_default();
        let lock = lock::take(&**disk, dir, &slug, &who, now)?;
        let quiet = lock::folder(dir, true);
        // Somebody may have written between the first look and the lock.
        let seen = look(&**disk, dir, &slug);
        let loaded = load_quiet(&**disk, dir)?;
        let own = loaded.tails.get(&slug).cloned().unwrap_or_default();
        let mut folder = Self {
            dir: dir.to_owned(),
            disk: Arc::clone(disk),
            who,
            slug,
            _lock: lock,
            claims: BTreeMap::new(),
            step: own.last,
            length: own.length,
            torn: true,
            checkpoint: own.checkpoint,
            pending: String::new(),
            words: BTreeMap::new(),
            saved: loaded.on_files.clone(),
            synced: loaded.on_files.clone(),
            known: loaded.sums.clone(),
            seen: BTreeMap::new(),
        };
        if loaded.read_only.is_none() {
            folder.recover(&loaded, now)?;
        }
        folder.synced = loaded.project.clone();
        folder.seen = seen;
        drop(quiet);
        Ok((folder, loaded))
    }

    /// Saves what crashes left in the journals of coders who are not at work.
    fn recover(&mut self, loaded: &Loaded, now: Timestamp) -> Result<(), StoreError> {
        let mut adopted: Vec<(String, Tail)> = Vec::new();
        let mut alive = false;
        for (slug, tail) in &loaded.tails {
            let left = !tail.steps.is_empty() || !tail.checkpoint.staged.is_empty();
            if *slug == self.slug || !left {
                continue;
            }
            match lock::take(&*self.disk, &self.dir, slug, &self.who, now) {
                Ok(lock) => {
                    self.claims.insert(slug.clone(), lock);
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
        self.write_files(Some(&saved), &loaded.project, now)?;
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

    /// Takes out the files of coders who are at work elsewhere: those are theirs to write.
    fn leave_to_others(&mut self, changes: &mut BTreeMap<String, Option<Vec<u8>>>, now: Timestamp) {
        changes.retain(|file, _| {
            let Some(slug) = owner(file).filter(|s| *s != self.slug && !self.claims.contains_key(*s)) else {
                return true;
            };
            let lock = lock::take(&*self.disk, &self.dir, slug, &self.who, now);
            lock.map(|lock| self.claims.insert(slug.to_owned(), lock)).is_ok()
        });
    }

    /// Where the project lives.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Who works here; empty for work on the project itself.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// Who else is at work in the folder.
    pub fn others(&self, now: Timestamp) -> Vec<Holder> {
        let mut own: Vec<&str> = vec![&self.slug];
        own.extend(self.claims.keys().map(String::as_str));
        lock::others(&*self.disk, &self.dir, &own, now)
    }

    /// Takes the locks of other coders whose layers a step changes, until the next save.
    ///
    /// # Errors
    /// When one of them is at work.
    pub fn claim(&mut self, project: &Project, coders: &[CoderId], now: Timestamp) -> Result<(), StoreError> {
        for coder in coders {
            let slug = slug_of(project, *coder);
            if slug != self.slug && !self.claims.contains_key(&slug) {
                let lock = lock::take(&*self.disk, &self.dir, &slug, &self.who, now)?;
                self.claims.insert(slug, lock);
            }
        }
        Ok(())
    }

    /// Puts a step on disk. When that fails it is kept, and tried again with the next step or save.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn append(&mut self, label: &str, edits: Vec<Edit>, now: Timestamp) -> Result<(), StoreError> {
        self.step += 1;
        let step = Step { n: self.step, at: now, who: self.who.clone(), label: label.to_owned(), edits };
        self.queue(&step);
        self.flush()
    }

    fn queue(&mut self, step: &Step) {
        self.words.extend(step.edits.iter().filter_map(|e| match e {
            Edit::PutTranscript(record) => record.text.clone().map(|t| (record.sha256.clone(), t)),
            _ => None,
        }));
        self.pending.push_str(&step.line());
    }

    /// Writes the lines that are not on disk yet.
    fn flush(&mut self) -> Result<(), StoreError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        keep_texts(&*self.disk, &self.dir, &self.slug, &self.words)?;
        self.words.clear();
        let first = self.length == 0;
        if first && self.step > 0 {
            // A journal always has a checkpoint, so that one that is missing is noticed.
            self.begin_checkpoint()?;
        }
        let path = self.dir.join(journal_file(&self.slug));
        let wrong = |why| StoreError::io(&path, "saving", why);
        if self.torn {
            match self.disk.truncate(&path, self.length) {
                Err(why) if why.kind() == std::io::ErrorKind::NotFound && self.length == 0 => {}
                cut => cut.map_err(wrong)?,
            }
        }
        self.torn = true;
        self.disk.append(&path, self.pending.as_bytes()).map_err(wrong)?;
        if first {
            let history = self.dir.join(HISTORY);
            self.disk.sync_dir(&history).map_err(|why| StoreError::io(&history, "saving", why))?;
        }
        self.torn = false;
        self.length += self.pending.len() as u64;
        self.pending.clear();
        Ok(())
    }

    fn begin_checkpoint(&mut self) -> Result<(), StoreError> {
        if self.dir.join(checkpoint_file(&self.slug)).exists() {
            return Ok(());
        }
        let mut checkpoint = Checkpoint::default();
        publish(&*self.disk, &self.dir, &self.slug, BTreeMap::new(), &mut checkpoint)
    }

    /// Whether every step is in the files.
    pub fn is_saved(&self) -> bool {
        self.pending.is_empty() && self.checkpoint.step == self.step
    }

    /// Saves the project into its files; what others did since is taken in first. Gives the project as it then is,
    /// and what there is to tell.
    ///
    /// # Errors
    /// When something cannot be written; the steps are in the journal, or kept in memory.
    pub fn save(&mut self, project: &Project, now: Timestamp) -> Result<(Project, Vec<Notice>), StoreError> {
        self.flush()?;
        let quiet = lock::folder(&self.dir, true);
        let seen = self.look();
        let others = seen != self.seen || self.is_stale(project);
        let (merged, notices) = if others { self.take_in(project)? } else { (project.clone(), Vec::new()) };
        if let Some(Notice::Damage(damage)) = notices.first() {
            let why = std::io::Error::other(format!("the folder is damaged: {damage}"));
            return Err(StoreError::io(&self.dir, "saving", why));
        }
        let saved = self.saved.clone();
        self.write_files(Some(&saved), &merged, now)?;
        self.synced = merged.clone();
        self.seen = seen;
        self.claims.clear();
        drop(quiet);
        Ok((merged, notices))
    }

    /// Takes in what others did since the last look; none where nobody did anything.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn refresh(&mut self, project: &Project) -> Result<Option<(Project, Vec<Notice>)>, StoreError> {
        if self.look() == self.seen {
            return Ok(None);
        }
        let quiet = lock::folder(&self.dir, false);
        // Looked at first: what is written while we read is seen the next time.
        let seen = self.look();
        let (merged, notices) = self.take_in(project)?;
        self.seen = seen;
        drop(quiet);
        Ok(Some((merged, notices)))
    }

    /// Whether a file that is to be written is not as it was when it was last read or written here.
    fn is_stale(&self, project: &Project) -> bool {
        changes(Some(&self.saved), project).keys().any(|file| {
            let Some(known) = self.known.get(file) else { return false };
            let now = self.disk.read(&self.dir.join(file), super::ronfile::MAX_BYTES);
            now.is_ok_and(|bytes| sha256(&bytes) != *known)
        })
    }

    fn take_in(&mut self, project: &Project) -> Result<(Project, Vec<Notice>), StoreError> {
        let loaded = load_quiet(&*self.disk, &self.dir)?;
        if let Some(damage) = loaded.damage.first().filter(|_| loaded.read_only.is_some()) {
            // Never take in, or write over, what is damaged.
            return Ok((project.clone(), vec![Notice::Damage(damage.clone())]));
        }
        let mut theirs = loaded.on_files.clone();
        let mut steps: Vec<&Step> =
            loaded.tails.iter().filter(|(slug, _)| **slug != self.slug).flat_map(|(_, t)| &t.steps).collect();
        steps.sort_by_key(|s| (s.at, s.n));
        for step in steps {
            theirs = rebuild::apply(&*self.disk, &self.dir, &theirs, step).unwrap_or(theirs);
        }
        // Layers claimed or owned here are as ours has them; the rest is merged.
        let (merged, lost) = merge(&self.synced, project, &theirs);
        let mut notices: Vec<Notice> = lost.into_iter().map(Notice::Lost).collect();
        if merged != *project {
            notices.push(Notice::TakenIn);
        }
        self.saved = loaded.on_files;
        self.synced = theirs;
        self.known = loaded.sums;
        Ok((merged, notices))
    }

    fn write_files(
        &mut self,
        from: Option<&Project>,
        to: &Project,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut changes = changes(from, to);
        if from.is_some() {
            self.leave_to_others(&mut changes, now);
        }
        let mut checkpoint = self.checkpoint.clone();
        (checkpoint.step, checkpoint.length) = (self.step, self.length);
        let made = publish(&*self.disk, &self.dir, &self.slug, changes, &mut checkpoint);
        // The save may be made even where putting the files in place failed; the next one goes on from there.
        let is_made = checkpoint.step == self.step && checkpoint != self.checkpoint;
        if made.is_ok() || (is_made && !checkpoint.staged.is_empty()) {
            self.known.extend(checkpoint.files.iter().map(|(file, sum)| (file.clone(), sum.clone())));
            self.checkpoint = checkpoint;
            self.saved = to.clone();
        }
        made
    }

    fn look(&self) -> BTreeMap<PathBuf, (u64, SystemTime)> {
        look(&*self.disk, &self.dir, &self.slug)
    }
}

/// Lengths and times of all journals and checkpoints but one's own.
fn look(disk: &dyn Disk, dir: &Path, own: &str) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let own = [journal_file(own), checkpoint_file(own)].map(|f| dir.join(f));
    let files = disk.list(&dir.join(HISTORY)).unwrap_or_default();
    let files = files.into_iter().filter(|f| !own.contains(f) && f.extension().is_some_and(|e| e == "ron"));
    let state = |f: PathBuf| {
        let meta = std::fs::metadata(&f).ok()?;
        Some((f, (meta.len(), meta.modified().ok()?)))
    };
    files.filter_map(state).collect()
}

/// The coder whose file it is; none where it is everybody's.
fn owner(file: &str) -> Option<&str> {
    let rest = file.strip_prefix("layers/").or_else(|| file.strip_prefix("memos/"))?;
    rest.split(['/', '.']).next()
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
