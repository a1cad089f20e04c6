//! A project's folder, open for writing by one coder: journal first, files when there is time.

use std::collections::BTreeMap;
use std::path::Path;

use super::journal::{Checkpoint, Step, texts_of};
use super::layout::{HISTORY, checkpoint_file, journal_file, kept_file, kept_text_file, slug_of};
use super::lock::{self, Holder, Lock};
use super::publish::{Kept, ToKeep, keep, publish};
use super::upkeep::{Done, Errand, Files, News};
use super::{Damage, Head, Progress, StoreError};
use crate::model::{CoderId, Edit, Project, Timestamp};

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

/// A folder open for writing: the journal here, the other files in [`Files`].
pub struct Folder {
    pub(super) files: Files,
    /// Held until the folder is closed.
    pub(super) _lock: Lock,
    pub(super) step: u64,
    /// Bytes of the journal that are on disk.
    pub(super) length: u64,
    /// Whether the journal may have more than that: the rest of a write that failed.
    pub(super) torn: bool,
    /// Lines that are not on disk yet.
    pub(super) pending: String,
    /// Words and files that those lines speak of.
    pub(super) to_keep: ToKeep,
}

impl Folder {
    /// Where the project lives.
    pub fn dir(&self) -> &Path {
        &self.files.dir
    }

    /// Who works here; empty for work on the project itself.
    pub fn who(&self) -> &str {
        &self.files.who
    }

    /// Who else is at work in the folder.
    pub fn others(&self, now: Timestamp) -> Vec<Holder> {
        let files = &self.files;
        let mut own: Vec<&str> = vec![&files.slug];
        own.extend(files.claims.keys().map(String::as_str));
        lock::others(&*files.disk, &files.dir, &own, now)
    }

    /// Takes the locks of other coders whose layers a step changes, until the next save.
    ///
    /// # Errors
    /// When one of them is at work.
    pub fn claim(&mut self, project: &Project, coders: &[CoderId], now: Timestamp) -> Result<(), StoreError> {
        coders.iter().try_for_each(|coder| self.files.claim(&slug_of(project, *coder), now))
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
        heads: Vec<Head>,
        before: &Project,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        let pending = self.pending.len();
        self.step += 1;
        let (who, texts) = (self.files.who.clone(), texts_of(&edits, before));
        let step = Step { n: self.step, at: now, who, label: label.to_owned(), texts, heads, edits };
        let words = self.queue(&step);
        let flushed = self.flush(progress);
        if matches!(flushed, Err(StoreError::Cancelled)) {
            self.step -= 1;
            self.pending.truncate(pending);
            words.iter().for_each(|file| drop(self.to_keep.remove(file)));
        }
        flushed
    }

    /// Adds a step to the lines that are to be written; gives the names of what only it speaks of.
    pub(super) fn queue(&mut self, step: &Step) -> Vec<String> {
        let mut new = Vec::new();
        for edit in &step.edits {
            let (file, hash, what) = if let Edit::PutTranscript(record) = edit
                && let Some(text) = &record.text
            {
                (kept_text_file(&record.sha256), &record.sha256, Kept::Words(text.clone()))
            } else if let Edit::KeepFile(file) = edit
                && let Some(bytes) = &file.bytes
            {
                (kept_file(file), &file.sha256, Kept::File(bytes.clone()))
            } else {
                continue;
            };
            if self.to_keep.insert(file.clone(), (hash.clone(), what)).is_none() {
                new.push(file);
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
        let Files { disk, dir, slug, .. } = &self.files;
        keep(&**disk, dir, slug, &self.to_keep, progress)?;
        self.to_keep.clear();
        let first = self.length == 0;
        if first && self.step > 0 {
            // A journal always has a checkpoint, so that one that is missing is noticed.
            self.begin_checkpoint()?;
        }
        let Files { disk, dir, slug, .. } = &self.files;
        let path = dir.join(journal_file(slug));
        let wrong = |why| StoreError::io(&path, "saving", why);
        if self.torn {
            match disk.truncate(&path, self.length) {
                Err(why) if why.kind() == std::io::ErrorKind::NotFound && self.length == 0 => {}
                cut => cut.map_err(wrong)?,
            }
        }
        self.torn = true;
        disk.append(&path, self.pending.as_bytes()).map_err(wrong)?;
        if first {
            let history = dir.join(HISTORY);
            disk.sync_dir(&history).map_err(|why| StoreError::io(&history, "saving", why))?;
        }
        self.torn = false;
        self.length += self.pending.len() as u64;
        self.pending.clear();
        Ok(())
    }

    fn begin_checkpoint(&mut self) -> Result<(), StoreError> {
        let Files { disk, dir, slug, .. } = &self.files;
        if dir.join(checkpoint_file(slug)).exists() {
            return Ok(());
        }
        // The folder may have come without its past.
        let history = dir.join(HISTORY);
        disk.create_dir(&history).map_err(|why| StoreError::io(&history, "making the folder", why))?;
        let mut checkpoint = Checkpoint::default();
        publish(&**disk, dir, slug, BTreeMap::new(), &mut checkpoint)
    }

    /// Whether every step is in the files.
    pub fn is_saved(&self) -> bool {
        self.pending.is_empty() && self.files.checkpoint.step == self.step
    }

    /// Saves the project into its files; what others did since is taken in first. Gives the project as it then is,
    /// and what there is to tell.
    ///
    /// # Errors
    /// When something cannot be written; the steps are in the journal, or kept in memory.
    pub fn save(&mut self, project: &Project, now: Timestamp) -> Result<(Project, Vec<Notice>), StoreError> {
        let done = self.to_save(project, now)?.run();
        let news = self.put_back(done)?;
        Ok(news.for_project(project))
    }

    /// A save of the project as it is now, to be done on any thread; its end is [`put_back`](Folder::put_back). Until
    /// then steps can be appended, but no locks [claimed](Folder::claim), and no words brought in.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn to_save(&mut self, project: &Project, now: Timestamp) -> Result<Errand, StoreError> {
        self.flush(&Progress::default())?;
        Ok(Errand::save(&self.files, project, (self.step, self.length), now))
    }

    /// A look at what others did, to be taken in on any thread as [`to_save`](Folder::to_save) is; none where nobody
    /// did anything.
    pub fn to_look(&self, project: &Project) -> Option<Errand> {
        (self.files.look() != self.files.seen).then(|| Errand::look(&self.files, project))
    }

    /// Goes on from what an errand has done.
    ///
    /// # Errors
    /// When something could not be read or written; the steps are in the journal.
    pub fn put_back(&mut self, done: Done) -> Result<News, StoreError> {
        self.files = done.files;
        done.news
    }
}
