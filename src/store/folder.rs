//! A project's folder, open for writing by one coder: journal first, files when there is time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::checkpoint::{Checkpoint, Reach, Reaches};
use super::journal::{self, MOST_IN_A_STEP, Step, texts_of};
use super::layout::{HISTORY, journal_file, kept_file, kept_text_file, kept_times_file, slug_of};
use super::lock::{self, Holder, Lock};
use super::notice::Notice;
use super::publish::{Kept, ToKeep, keep, publish};
use super::upkeep::{Files, FilesTask, TaskDone, Update};
use super::words::is_told;
use super::{Head, Progress, StoreError, replay};
use crate::model::{CoderId, Edit, Project, Timestamp};

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
    /// Whether a write failed and could not be taken back.
    pub(super) doubtful: bool,
    /// Lines that are not on disk yet.
    pub(super) pending: String,
    /// Words and files that those lines speak of.
    pub(super) to_keep: ToKeep,
    /// The hashes of words that the journals, or copies that are kept, are known to tell.
    pub(super) told: BTreeSet<String>,
    /// How far into each journal the project goes that is worked with.
    pub(super) knows: Reaches,
    /// What of that the journal says already.
    pub(super) said: BTreeMap<String, u64>,
    /// Whether what memory holds was brought together there, so that the next save is made of what the journals say.
    pub(super) anew: bool,
}

/// Other coders' locks, while a step is made that changes what is theirs.
pub struct Claims {
    _held: Vec<Lock>,
}

/// A step as it is made.
pub struct NewStep<'a> {
    /// What it is called.
    pub label: &'a str,
    /// What is done.
    pub edits: Vec<Edit>,
    /// How much of other copies it brings in.
    pub heads: Vec<Head>,
    /// The project before it.
    pub before: &'a Project,
    /// The project after it.
    pub after: &'a Project,
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
        lock::others(&*files.disk, &files.dir, &[&files.slug], now)
    }

    /// Takes the locks of other coders whose layers a step changes, until it is made; each by the name that it has in that
    /// project.
    ///
    /// # Errors
    /// When one of them is at work.
    pub fn claim(&self, whose: &[(&Project, &[CoderId])], now: Timestamp) -> Result<Claims, StoreError> {
        let files = &self.files;
        let named = |(project, coders): &(&Project, &[CoderId])| -> Vec<String> {
            coders.iter().map(|coder| slug_of(project, *coder)).collect()
        };
        let slugs: BTreeSet<String> = whose.iter().flat_map(named).collect();
        let others = slugs.iter().filter(|slug| **slug != files.slug);
        let taken = others.map(|slug| lock::take(&files.disk, &files.dir, slug, &files.who, now));
        Ok(Claims { _held: taken.collect::<Result<_, _>>()? })
    }

    /// Puts a step on disk, given the project before and after it. When that fails it is kept, and tried again with the next
    /// step or save; when it is cancelled, or too long, it is forgotten.
    ///
    /// # Errors
    /// When the journal cannot be written, the step is too long for it, or it is cancelled.
    pub fn append(
        &mut self,
        made: NewStep<'_>,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        let NewStep { label, edits, heads, before, after } = made;
        self.catch_up();
        let pending = self.pending.len();
        let seen = self.unsaid();
        let context = replay::context(&edits, before, after, seen.clone());
        let (n, who, texts) = (self.step + 1, self.files.who.clone(), texts_of(&edits, before));
        let step = Step { n, at: now, who, label: label.to_owned(), texts, heads, edits, context };
        self.step = n;
        let mut words = self.queue(&step);
        words.extend(self.keep_untold(&step, before));
        let flushed = match self.pending.len() - pending > MOST_IN_A_STEP {
            true => Err(StoreError::TooLong(self.files.dir.clone())),
            false => self.flush(progress),
        };
        if matches!(flushed, Err(StoreError::Cancelled | StoreError::TooLong(_))) {
            self.step -= 1;
            self.pending.truncate(pending);
            words.iter().for_each(|file| drop(self.to_keep.remove(file)));
        } else {
            self.said.extend(seen);
        }
        if flushed.is_ok() {
            self.told.extend(step.texts.into_values());
            for edit in step.edits {
                if let Edit::CorrectText { sha256, .. } = edit {
                    self.told.insert(sha256);
                }
            }
        }
        flushed
    }

    /// Keeps the words that a step is made on where no journal tells them, as of corrections by several people that were brought
    /// together; gives the names of their copies.
    fn keep_untold(&mut self, step: &Step, before: &Project) -> Vec<String> {
        let Files { disk, dir, .. } = &self.files;
        let untold =
            step.texts.iter().filter(|(_, hash)| !self.told.contains(*hash) && !is_told(&**disk, dir, hash));
        let copies = untold.filter_map(|(id, hash)| {
            let words = Kept::Words(before.transcript(*id)?.text().clone());
            Some((kept_text_file(hash), (hash.clone(), words)))
        });
        let copies: ToKeep = copies.collect();
        let files = copies.keys().cloned().collect();
        self.to_keep.extend(copies);
        files
    }

    /// Goes on from the end of the journal where it is not where it was left: a program for syncing, or the same coder at work
    /// elsewhere where there are no locks, may have brought more of it. Nothing of it is written over.
    fn catch_up(&mut self) {
        let Files { disk, dir, slug, .. } = &self.files;
        let there: u64 = journal::parts(&**disk, dir, slug).iter().map(|(_, size)| size).sum();
        if self.torn || !self.pending.is_empty() || there == self.length {
            return;
        }
        let left = journal::read(&**disk, dir, slug, Reach { step: self.step, length: self.length });
        self.step = self.step.max(left.last);
        self.length = left.length;
        self.torn = there != left.length;
        self.anew = true;
    }

    /// Others' steps that the project has and the journal does not say yet.
    fn unsaid(&self) -> BTreeMap<String, u64> {
        let others = self.knows.iter().filter(|(who, _)| **who != self.files.slug);
        let new = others.filter(|(who, reach)| self.said.get(*who).is_none_or(|said| *said < reach.step));
        new.map(|(who, reach)| (who.clone(), reach.step)).collect()
    }

    /// The project has become one that goes so far into each journal.
    pub fn take_in(&mut self, news: Update, now: &Project) -> (Project, Vec<Notice>) {
        if news.is_half_way(now, self.step) {
            // It comes with the next save, which reads anew.
            self.anew = true;
            return (now.clone(), Vec::new());
        }
        self.knows.clone_from(news.ends());
        let (project, brought_together, notices) = news.for_project(now);
        self.anew |= brought_together;
        (project, notices)
    }

    /// Makes the project as it stands the first step of a history that is lost.
    pub(super) fn begin_history(&mut self, project: &Project, now: Timestamp) -> Result<(), StoreError> {
        let edits = Project::new(project.id(), "", project.created()).diff(project);
        let (label, texts) = (super::rebuild::first_label(project.id()), BTreeMap::new());
        let step =
            Step { n: 0, at: now, who: String::new(), label, texts, heads: Vec::new(), edits, context: None };
        self.queue(&step);
        self.flush(&Progress::default())?;
        self.anew = true;
        self.save(project).map(drop)
    }

    /// Adds a step to the lines that are to be written; gives the names of what only it speaks of.
    pub(super) fn queue(&mut self, step: &Step) -> Vec<String> {
        let mut new = Vec::new();
        for edit in &step.edits {
            if let Edit::PutTranscript(record) = edit
                && let Some(times) = &record.times
                && let Some(bytes) = &times.bytes
            {
                let (file, hash) = (kept_times_file(&times.sha256), times.sha256.clone());
                if self.to_keep.insert(file.clone(), (hash, Kept::File(bytes.clone()))).is_none() {
                    new.push(file);
                }
            }
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
        if self.step > 0 && self.files.checkpoint == Checkpoint::default() {
            // A journal always has a checkpoint, so that one that is missing is noticed.
            self.begin_checkpoint()?;
        }
        let Files { dir, slug, .. } = &self.files;
        let path = dir.join(journal_file(slug));
        let wrong = |why| StoreError::io(&path, "saving", why);
        if self.torn {
            self.cut_to_whole(&path).map_err(wrong)?;
        }
        let is_new = self.files.disk.state(&path).map_or(true, |(size, _)| size == 0);
        self.torn = true;
        let Files { disk, .. } = &self.files;
        if let Err(why) = disk.append(&path, self.pending.as_bytes()) {
            // Taken back at once, so that nothing is there that nobody was told of; where that fails too, nobody knows.
            self.doubtful = self.cut_to_whole(&path).is_err();
            return Err(wrong(why));
        }
        self.doubtful = false;
        let Files { disk, dir, .. } = &self.files;
        if is_new {
            let history = dir.join(HISTORY);
            disk.sync_dir(&history).map_err(|why| StoreError::io(&history, "saving", why))?;
        }
        self.torn = false;
        self.length += self.pending.len() as u64;
        self.pending.clear();
        Ok(())
    }

    /// Cuts off what is left of a line that a crash cut short.
    pub(super) fn cut_torn(&mut self) -> Result<(), StoreError> {
        let Files { disk, dir, slug, .. } = &self.files;
        let there: u64 = journal::parts(&**disk, dir, slug).iter().map(|(_, size)| size).sum();
        let path = dir.join(journal_file(slug));
        if there > self.length {
            self.cut_to_whole(&path).map_err(|why| StoreError::io(&path, "saving", why))?;
        }
        self.torn = false;
        Ok(())
    }

    /// Cuts the journal to the lines that are acknowledged.
    fn cut_to_whole(&self, path: &Path) -> std::io::Result<()> {
        let Files { disk, dir, slug, .. } = &self.files;
        let closed: u64 = journal::parts(&**disk, dir, slug).iter().rev().skip(1).map(|(_, size)| size).sum();
        let whole = self.length.saturating_sub(closed);
        match disk.truncate(path, whole) {
            Err(why) if why.kind() == std::io::ErrorKind::NotFound && whole == 0 => Ok(()),
            cut => cut,
        }
    }

    /// Whether the last step, though writing it failed, may be there when the folder is opened again.
    pub const fn is_doubtful(&self) -> bool {
        self.doubtful
    }

    fn begin_checkpoint(&mut self) -> Result<(), StoreError> {
        let Files { disk, dir, slug, turns, checkpoint, .. } = &mut self.files;
        // The folder may have come without its past.
        let history = dir.join(HISTORY);
        disk.create_dir(&history).map_err(|why| StoreError::io(&history, "making-folder", why))?;
        publish(&**disk, dir, slug, BTreeMap::new(), turns, checkpoint)
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
    pub fn save(&mut self, project: &Project) -> Result<(Project, Vec<Notice>), StoreError> {
        let done = self.to_save(project)?.run();
        let news = self.put_back(done)?;
        Ok(self.take_in(news, project))
    }

    /// A save of the project as it is now, to be done on any thread; its end is [`put_back`](Folder::put_back). Until
    /// then steps can be appended, but no words brought in.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn to_save(&mut self, project: &Project) -> Result<FilesTask, StoreError> {
        self.flush(&Progress::default())?;
        let step = Reach { step: self.step, length: self.length };
        Ok(FilesTask::save(&self.files, project, step, std::mem::take(&mut self.anew)))
    }

    /// A look at what others did, to be taken in on any thread as [`to_save`](Folder::to_save) is; none where nobody
    /// did anything, or where steps are in memory alone: what is read on disk would be without them.
    pub fn to_look(&self, project: &Project) -> Option<FilesTask> {
        let new = self.pending.is_empty() && self.files.look() != self.files.seen;
        new.then(|| FilesTask::look(&self.files, project, self.step))
    }

    /// Goes on from what an errand has done.
    ///
    /// # Errors
    /// When something could not be read or written; the steps are in the journal.
    pub fn put_back(&mut self, done: TaskDone) -> Result<Update, StoreError> {
        let begun = std::mem::replace(&mut self.files, done.files).checkpoint;
        if self.files.checkpoint == Checkpoint::default() {
            // The first one may have been made while a look went on.
            self.files.checkpoint = begun;
        }
        if done.news.is_err() {
            self.anew = true;
        }
        let news = done.news?;
        // What is not closed now is with the next save.
        let _ = self.files.close_part();
        Ok(news)
    }
}
