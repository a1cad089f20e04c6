//! The files beside the journal: brought up to date with a project, and a project with what others did. It knows what
//! the files hold and nothing of the journal, so that it can be done on a thread of its own while steps go on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::files::changes;
use super::folder::Notice;
use super::journal::Checkpoint;
use super::layout::{HISTORY, checkpoint_file, journal_file, owner};
use super::load::{load_quiet, turns};
use super::lock::{self, Lock};
use super::merge::merge;
use super::publish::publish;
use super::{Disk, Progress, StoreError, rebuild};
use crate::model::{Project, Timestamp, sha256};

/// What is known of a folder's files. A copy is as good as the one it is of, as long as only one of them is worked with.
#[derive(Clone)]
pub(super) struct Files {
    pub(super) dir: PathBuf,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) who: String,
    pub(super) slug: String,
    /// Other coders' locks, while their layers are being changed here.
    pub(super) claims: BTreeMap<String, Arc<Lock>>,
    pub(super) checkpoint: Checkpoint,
    /// What the files hold.
    pub(super) saved: Project,
    /// What the files and the others' journals held when they were last looked at.
    pub(super) synced: Project,
    /// SHA-256 of each file as it was last read or written here.
    pub(super) known: BTreeMap<String, String>,
    /// The how-manieth save of each file the last one was, of those that anybody may save.
    pub(super) turns: BTreeMap<String, u64>,
    /// State of the others' journals and checkpoints then.
    pub(super) seen: BTreeMap<PathBuf, (u64, SystemTime)>,
    /// A file that was not as it should be then, so that nothing was taken in: it is looked at too.
    pub(super) late: Option<String>,
}

/// Something to be done to the files, once.
pub struct Errand {
    files: Files,
    project: Project,
    to: To,
}

enum To {
    /// Save the project with all steps up to this one, which ends at this byte of the journal.
    Save { step: (u64, u64), now: Timestamp },
    /// Take in what others did.
    Look,
}

/// What has become of an errand.
pub struct Done {
    pub(super) files: Files,
    pub(super) news: Result<News, StoreError>,
}

/// A project before and after others' work was taken in, and what there is to tell.
pub struct News {
    from: Project,
    to: Project,
    notices: Vec<Notice>,
}

impl Errand {
    pub(super) fn save(files: &Files, project: &Project, step: (u64, u64), now: Timestamp) -> Self {
        Self { files: files.clone(), project: project.clone(), to: To::Save { step, now } }
    }

    pub(super) fn look(files: &Files, project: &Project) -> Self {
        Self { files: files.clone(), project: project.clone(), to: To::Look }
    }

    /// Does it.
    #[must_use]
    pub fn run(self) -> Done {
        let Self { mut files, project, to } = self;
        let made = match to {
            To::Save { step, now } => files.save(&project, step, now),
            To::Look => files.refresh(&project),
        };
        let news = made.map(|(to, notices)| News { from: project, to, notices });
        Done { files, news }
    }
}

impl News {
    /// The project as it is now with what others did, and what there is to tell: steps may have been made since the
    /// errand began.
    pub fn for_project(self, now: &Project) -> (Project, Vec<Notice>) {
        let Self { from, to, mut notices } = self;
        if *now == from {
            return (to, notices);
        }
        if to == from {
            return (now.clone(), notices);
        }
        let (merged, lost) = merge(&from, now, &to);
        notices.extend(lost.into_iter().map(|why| Notice::Lost(why.to_string())));
        (merged, notices)
    }
}

impl Files {
    /// Takes a coder's lock until the next save, unless it is held here already.
    pub(super) fn claim(&mut self, slug: &str, now: Timestamp) -> Result<(), StoreError> {
        if slug != self.slug && !self.claims.contains_key(slug) {
            let lock = lock::take(&*self.disk, &self.dir, slug, &self.who, now)?;
            self.claims.insert(slug.to_owned(), Arc::new(lock));
        }
        Ok(())
    }

    /// Takes out the files of coders who are at work elsewhere: those are theirs to write.
    fn leave_to_others(&mut self, changes: &mut BTreeMap<String, Option<Vec<u8>>>, now: Timestamp) {
        changes.retain(|file, _| owner(file).is_none_or(|slug| self.claim(slug, now).is_ok()));
    }

    fn save(
        &mut self,
        project: &Project,
        step: (u64, u64),
        now: Timestamp,
    ) -> Result<(Project, Vec<Notice>), StoreError> {
        let quiet = lock::folder(&self.dir, true);
        let seen = self.look();
        let others = seen != self.seen || self.is_stale(project);
        let (merged, notices) = if others { self.take_in(project)? } else { (project.clone(), Vec::new()) };
        if let Some(Notice::Damage(damage)) = notices.first() {
            let why = std::io::Error::other(format!("the folder is damaged: {damage}"));
            return Err(StoreError::io(&self.dir, "saving", why));
        }
        let saved = self.saved.clone();
        self.write(Some(&saved), &merged, step, now)?;
        self.synced = merged.clone();
        self.seen = seen;
        self.claims.clear();
        drop(quiet);
        Ok((merged, notices))
    }

    fn refresh(&mut self, project: &Project) -> Result<(Project, Vec<Notice>), StoreError> {
        let quiet = lock::folder(&self.dir, false);
        // Looked at first: what is written while we read is seen the next time.
        let seen = self.look();
        let (mut merged, mut notices) = self.take_in(project)?;
        self.seen = seen;
        if self.late.is_some() {
            // A file that is late is looked at from now on, and may have come meanwhile.
            self.seen = self.look();
            (merged, notices) = self.take_in(project)?;
        }
        drop(quiet);
        Ok((merged, notices))
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
        if let Some(damage) = &loaded.blocking {
            // Never take in, or write over, what is damaged.
            self.late = Some(damage.file.clone());
            return Ok((project.clone(), vec![Notice::Damage(damage.clone())]));
        }
        let mut theirs = loaded.on_files.clone();
        let others = loaded.tails.iter().filter(|(slug, _)| **slug != self.slug);
        for (_, step) in rebuild::in_order(others.map(|(slug, t)| (slug.as_str(), t.steps.as_slice()))) {
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
        self.turns = turns(&loaded.tails);
        self.late = None;
        Ok((merged, notices))
    }

    /// Writes what differs between two states of the project, and that the files then hold all up to this step.
    pub(super) fn write(
        &mut self,
        from: Option<&Project>,
        to: &Project,
        step: (u64, u64),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut changes = changes(from, to);
        if from.is_some() {
            self.leave_to_others(&mut changes, now);
        }
        let mut checkpoint = self.checkpoint.clone();
        checkpoint.go_on_from(&self.turns);
        (checkpoint.step, checkpoint.length) = step;
        let made = publish(&*self.disk, &self.dir, &self.slug, changes, &mut checkpoint);
        // The save may be made even where putting the files in place failed; the next one goes on from there.
        let is_made = checkpoint.step == step.0 && checkpoint != self.checkpoint;
        if made.is_ok() || (is_made && !checkpoint.staged.is_empty()) {
            self.known.extend(checkpoint.files.iter().map(|(file, sum)| (file.clone(), sum.clone())));
            self.checkpoint = checkpoint;
            self.saved = to.clone();
        }
        made
    }

    pub(super) fn look(&self) -> BTreeMap<PathBuf, (u64, SystemTime)> {
        let mut seen = look(&*self.disk, &self.dir, &self.slug);
        seen.extend(self.late.as_ref().and_then(|file| state(self.dir.join(file))));
        seen
    }
}

/// Lengths and times of all journals and checkpoints but one's own.
pub(super) fn look(disk: &dyn Disk, dir: &Path, own: &str) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let own = [journal_file(own), checkpoint_file(own)].map(|f| dir.join(f));
    let files = disk.list(&dir.join(HISTORY)).unwrap_or_default();
    let files = files.into_iter().filter(|f| !own.contains(f) && f.extension().is_some_and(|e| e == "ron"));
    files.filter_map(state).collect()
}

fn state(file: PathBuf) -> Option<(PathBuf, (u64, SystemTime))> {
    let meta = std::fs::metadata(&file).ok()?;
    Some((file, (meta.len(), meta.modified().ok()?)))
}
