//! A project's folder, open for writing by one coder: journal first, files when there is time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::files::changes;
use super::journal::{Checkpoint, Step, texts_of};
use super::layout::{HISTORY, checkpoint_file, journal_file, owner, slug_of};
use super::load::load_quiet;
use super::lock::{self, Holder, Lock};
use super::merge::merge;
use super::publish::{keep_texts, publish};
use super::{Damage, Disk, Progress, StoreError, rebuild};
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
    pub(super) dir: PathBuf,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) who: String,
    pub(super) slug: String,
    /// Held until the folder is closed.
    pub(super) _lock: Lock,
    /// Other coders' locks, while their layers are being changed here.
    pub(super) claims: BTreeMap<String, Lock>,
    pub(super) checkpoint: Checkpoint,
    pub(super) step: u64,
    /// Bytes of the journal that are on disk.
    pub(super) length: u64,
    /// Whether the journal may have more than that: the rest of a write that failed.
    pub(super) torn: bool,
    /// Lines that are not on disk yet.
    pub(super) pending: String,
    /// Words that those lines speak of, by hash.
    pub(super) words: BTreeMap<String, Text>,
    /// What the files hold.
    pub(super) saved: Project,
    /// What the files and the others' journals held when they were last looked at.
    pub(super) synced: Project,
    /// SHA-256 of each file as it was last read or written here.
    pub(super) known: BTreeMap<String, String>,
    /// State of the others' journals and checkpoints then.
    pub(super) seen: BTreeMap<PathBuf, (u64, SystemTime)>,
}

impl Folder {
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

    /// Puts a step on disk, given the project before it. When that fails it is kept, and tried again with the next step or save; when it is
    /// cancelled it is forgotten.
    ///
    /// # Errors
    /// When the journal cannot be written, or it is cancelled.
    pub fn append(
        &mut self,
        label: &str,
        edits: Vec<Edit>,
        before: &Project,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        let pending = self.pending.len();
        self.step += 1;
        let (who, texts) = (self.who.clone(), texts_of(&edits, before));
        let step = Step { n: self.step, at: now, who, label: label.to_owned(), texts, edits };
        let words = self.queue(&step);
        let flushed = self.flush(progress);
        if matches!(flushed, Err(StoreError::Cancelled)) {
            self.step -= 1;
            self.pending.truncate(pending);
            words.iter().for_each(|hash| drop(self.words.remove(hash)));
        }
        flushed
    }

    /// Adds a step to the lines that are to be written; gives the hashes of the words that only it speaks of.
    pub(super) fn queue(&mut self, step: &Step) -> Vec<String> {
        let mut new = Vec::new();
        for edit in &step.edits {
            if let Edit::PutTranscript(record) = edit
                && let Some(text) = &record.text
                && self.words.insert(record.sha256.clone(), text.clone()).is_none()
            {
                new.push(record.sha256.clone());
            }
        }
        self.pending.push_str(&step.line());
        new
    }

    /// Writes the lines that are not on disk yet.
    pub(super) fn flush(&mut self, progress: &Progress) -> Result<(), StoreError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        keep_texts(&*self.disk, &self.dir, &self.slug, &self.words, progress)?;
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
        self.flush(&Progress::default())?;
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
        let loaded = load_quiet(&*self.disk, &self.dir, &Progress::default())?;
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
        let mut notices: Vec<Notice> = lost.into_iter().map(|why| Notice::Lost(why.to_string())).collect();
        if merged != *project {
            notices.push(Notice::TakenIn);
        }
        self.saved = loaded.on_files;
        self.synced = theirs;
        self.known = loaded.sums;
        Ok((merged, notices))
    }

    pub(super) fn write_files(
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

    pub(super) fn look(&self) -> BTreeMap<PathBuf, (u64, SystemTime)> {
        look(&*self.disk, &self.dir, &self.slug)
    }
}

/// Lengths and times of all journals and checkpoints but one's own.
pub(super) fn look(disk: &dyn Disk, dir: &Path, own: &str) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let own = [journal_file(own), checkpoint_file(own)].map(|f| dir.join(f));
    let files = disk.list(&dir.join(HISTORY)).unwrap_or_default();
    let files = files.into_iter().filter(|f| !own.contains(f) && f.extension().is_some_and(|e| e == "ron"));
    let state = |f: PathBuf| {
        let meta = std::fs::metadata(&f).ok()?;
        Some((f, (meta.len(), meta.modified().ok()?)))
    };
    files.filter_map(state).collect()
}
