//! The files beside the journal: brought up to date with a project, and a project with what others did. It knows what
//! the files hold and nothing of the journal, so that it can be done on a thread of its own while steps go on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::checkpoint::{Checkpoint, Checkpoints, Reach, Reaches};
use super::disk::FileState;
use super::files::{OneFile, changes};
use super::journal::{self, PART_BYTES};
use super::layout::{HISTORY, PROJECT, closed_journal_file};
use super::load::LoadOptions;
use super::loaded::Loaded;
use super::merge::merge;
use super::notice::Notice;
use super::publish::publish;
use super::records::FORMAT_VERSION;
use super::who::{look, writers};
use super::{Disk, StoreError, lock, upgrade};
use crate::lang::{Tell, message};
use crate::model::{Project, sha256};

/// What is known of a folder's files. A copy is as good as the one it is of, as long as only one of them is worked with.
#[derive(Clone)]
pub(super) struct Files {
    pub(super) dir: PathBuf,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) who: String,
    pub(super) slug: String,
    pub(super) checkpoint: Checkpoint,
    /// What the files hold.
    pub(super) saved: Project,
    /// How far into each journal the project goes, as it was when the folder was last read.
    pub(super) ends: Reaches,
    /// SHA-256 of each file as it was last read or written here.
    pub(super) known: BTreeMap<String, String>,
    /// The number of the last save of each file, whoever made it.
    pub(super) turns: BTreeMap<String, u64>,
    /// The number of everybody's last save that is known.
    pub(super) saves: BTreeMap<String, u64>,
    /// State of the others' journals and checkpoints then.
    pub(super) seen: BTreeMap<PathBuf, FileState>,
    /// A file that was not as it should be then, so that nothing was taken in: it is looked at too.
    pub(super) late: Option<String>,
    /// The version of the format that the files are in.
    pub(super) version: u32,
    /// Files that stand under another name than they should, with that name.
    pub(super) misplaced: BTreeMap<String, String>,
    /// Files that two saved at once, to be written anew.
    pub(super) clashing: BTreeSet<String>,
}

/// Something to be done to the files, once.
pub struct FilesTask {
    files: Files,
    project: Project,
    begun: u64,
    to: To,
}

enum To {
    /// Save the project with all steps of its own journal up to this one; read all journals anew where what memory holds may
    /// be less than they do.
    Save { step: Reach, anew: bool },
    /// Take in what others did.
    Look,
}

/// What has become of an errand.
pub struct TaskDone {
    pub(super) files: Files,
    pub(super) news: Result<Update, StoreError>,
}

/// A project before and after others' work was taken in, and what there is to tell.
pub struct Update {
    from: Project,
    to: Project,
    notices: Vec<Notice>,
    ends: Reaches,
    /// The last step of one's own when the errand began.
    begun: u64,
}

impl FilesTask {
    pub(super) fn save(files: &Files, project: &Project, step: Reach, anew: bool) -> Self {
        let to = To::Save { step, anew };
        Self { files: files.clone(), project: project.clone(), begun: step.step, to }
    }

    pub(super) fn look(files: &Files, project: &Project, begun: u64) -> Self {
        Self { files: files.clone(), project: project.clone(), begun, to: To::Look }
    }

    /// Does it.
    #[must_use]
    pub fn run(self) -> TaskDone {
        let Self { mut files, project, begun, to } = self;
        let made = match to {
            To::Save { step, anew } => files.save(&project, step, anew),
            To::Look => files.refresh(&project),
        };
        let ends = files.ends.clone();
        let news = made.map(|(to, notices)| Update { from: project, to, notices, ends, begun });
        TaskDone { files, news }
    }
}

impl Update {
    /// How far into each journal the project goes from now on.
    pub(super) fn ends(&self) -> &Reaches {
        &self.ends
    }

    /// Whether steps that were made and taken back since the errand began, so that nothing seems to have happened, may have
    /// been read when only some of them were there.
    pub(super) fn is_half_way(&self, now: &Project, step: u64) -> bool {
        step != self.begun && *now == self.from
    }

    /// The project as it is now with what others did; whether it was brought together here with steps made since the errand
    /// began; and what there is to tell.
    pub fn for_project(self, now: &Project) -> (Project, bool, Vec<Notice>) {
        let Self { from, to, mut notices, .. } = self;
        if *now == from {
            return (to, false, notices);
        }
        if to == from {
            return (now.clone(), false, notices);
        }
        let (merged, lost) = merge(&from, now, &to);
        notices.extend(lost.into_iter().map(|why| Notice::Lost(why.message())));
        (merged, true, notices)
    }
}

impl Files {
    fn save(
        &mut self,
        project: &Project,
        step: Reach,
        anew: bool,
    ) -> Result<(Project, Vec<Notice>), StoreError> {
        let quiet = lock::folder(&*self.disk, &self.dir, true)?;
        let seen = self.look();
        let (to, notices) = if anew || self.late.is_some() || seen != self.seen || self.is_stale(project) {
            self.read_anew(project)?
        } else {
            // Nobody but this one did anything: the project is what the files hold and the steps made here.
            self.ends.insert(self.slug.clone(), step);
            (project.clone(), Vec::new())
        };
        if let Some(Notice::Damage(damage)) = notices.first() {
            let why = std::io::Error::other(message!("folder-damaged", damage));
            return Err(StoreError::io(&self.dir, "saving", why));
        }
        let before = self.checkpoint.turns.clone();
        self.write(&to)?;
        let is_overtaken = quiet.is_none() && self.look() != seen && self.is_overtaken(&before);
        let to = if is_overtaken { self.put_right(to, &before)? } else { to };
        self.seen = seen;
        drop(quiet);
        Ok((to, notices))
    }

    /// Whether, of the files that were just saved, somebody else saved one after that save was made, or put another in its place.
    fn is_overtaken(&self, before: &BTreeMap<String, u64>) -> bool {
        let turns = Checkpoints::read(&*self.disk, &self.dir, &writers(&*self.disk, &self.dir)).0.turns();
        self.ours(before).any(|file| {
            let sum = self.checkpoint.files.get(file);
            let there = || self.disk.read(&self.dir.join(file), super::ronfile::MAX_BYTES).ok();
            turns.get(file) > self.checkpoint.turns.get(file)
                || sum.is_some_and(|sum| there().is_none_or(|bytes| sha256(&bytes) != *sum))
        })
    }

    /// The files that a save wrote or removed, given the numbers of the saves before it.
    fn ours(&self, before: &BTreeMap<String, u64>) -> impl Iterator<Item = &String> {
        let turns = self.checkpoint.turns.iter();
        turns.filter(|(file, turn)| before.get(*file) < Some(turn)).map(|(file, _)| file)
    }

    /// Without locks, a save may have put its files in the place of those that somebody else saved after it was made. These are
    /// written anew, as the journals tell them.
    fn put_right(&mut self, saved: Project, before: &BTreeMap<String, u64>) -> Result<Project, StoreError> {
        let loaded = LoadOptions::default().quiet().load(&*self.disk, &self.dir)?;
        let ours: BTreeSet<&String> = self.ours(before).collect();
        if !loaded.is_only_older() || !loaded.older.iter().all(|file| ours.contains(file)) {
            return Ok(saved);
        }
        self.know(&loaded);
        self.put_forward(&loaded)?;
        Ok(loaded.project)
    }

    /// Writes what older files should hold, as the journals tell it.
    pub(super) fn put_forward(&mut self, loaded: &Loaded) -> Result<(), StoreError> {
        self.clashing.extend(loaded.older.iter().cloned());
        self.write(&loaded.project)
    }

    fn refresh(&mut self, project: &Project) -> Result<(Project, Vec<Notice>), StoreError> {
        let quiet = lock::folder(&*self.disk, &self.dir, false)?;
        // Looked at first: what is written while we read is seen the next time.
        let seen = self.look();
        let (mut to, mut notices) = self.read_anew(project)?;
        self.seen = seen;
        if self.late.is_some() {
            // A file that is late is looked at from now on, and may have come meanwhile.
            self.seen = self.look();
            (to, notices) = self.read_anew(project)?;
        }
        drop(quiet);
        Ok((to, notices))
    }

    /// Whether a file that is to be written is not as it was when it was last read or written here.
    fn is_stale(&self, project: &Project) -> bool {
        changes(Some(&self.saved), project).keys().any(|file| {
            let Some(known) = self.known.get(file) else { return false };
            let now = self.disk.read(&self.dir.join(file), super::ronfile::MAX_BYTES);
            now.is_ok_and(|bytes| sha256(&bytes) != *known)
        })
    }

    /// The project as the files and all journals tell it; what stood in memory is in these too.
    fn read_anew(&mut self, project: &Project) -> Result<(Project, Vec<Notice>), StoreError> {
        let loaded = LoadOptions::default().quiet().load(&*self.disk, &self.dir)?;
        if let Some(damage) = &loaded.blocking {
            // Never take in, or write over, what is damaged.
            self.late = Some(damage.file.clone());
            return Ok((project.clone(), vec![Notice::Damage(damage.clone())]));
        }
        let mut notices: Vec<Notice> = loaded.misfits.iter().cloned().map(Notice::Lost).collect();
        if loaded.project != *project {
            notices.push(Notice::TakenIn);
        }
        self.know(&loaded);
        Ok((loaded.project, notices))
    }

    /// What is known once the folder was read.
    pub(super) fn know(&mut self, loaded: &Loaded) {
        self.ends = loaded.ends();
        self.saved = loaded.on_files.clone();
        self.known.clone_from(&loaded.sums);
        self.turns = loaded.checkpoints.turns();
        self.saves = loaded.checkpoints.saves();
        self.version = loaded.version;
        self.misplaced.clone_from(&loaded.misplaced);
        self.clashing.clone_from(&loaded.clashing);
        self.late = None;
    }

    /// Writes what differs between what the files hold and a project that has all steps up to [`ends`](Self::ends), and that
    /// the files then hold these.
    pub(super) fn write(&mut self, to: &Project) -> Result<(), StoreError> {
        let mut changes = changes(Some(&self.saved), to);
        changes.extend(self.misplaced.keys().map(|file| (file.clone(), None)));
        let of_version = (self.version < FORMAT_VERSION).then_some(PROJECT);
        let anew = self.misplaced.values().chain(&self.clashing).map(String::as_str);
        for file in anew.chain(of_version) {
            // What two saved at once and nobody has any more is removed.
            changes.insert(file.to_owned(), OneFile::of(to, file).and_then(|one| one.bytes(to)));
        }
        self.publish(changes, to)
    }

    /// Writes all files of a new project.
    pub(super) fn begin(&mut self, project: &Project) -> Result<(), StoreError> {
        self.publish(changes(None, project), project)
    }

    fn publish(
        &mut self,
        changes: BTreeMap<String, Option<Vec<u8>>>,
        to: &Project,
    ) -> Result<(), StoreError> {
        if self.version < FORMAT_VERSION {
            upgrade::keep_old(&*self.disk, &self.dir, self.version)?;
        }
        let mut checkpoint = self.checkpoint.clone();
        if checkpoint.version < 2 {
            // The first version took over the numbers of others' saves.
            let is_own = |file: &String| checkpoint.files.get(file) == self.known.get(file);
            checkpoint.turns = checkpoint
                .turns
                .iter()
                .filter(|(file, _)| is_own(file))
                .map(|(f, n)| (f.clone(), *n))
                .collect();
        }
        checkpoint.holds(&self.slug, &self.ends);
        checkpoint.knows(&self.slug, &self.saves);
        let asked = checkpoint.clone();
        let made = publish(&*self.disk, &self.dir, &self.slug, changes, &self.turns, &mut checkpoint);
        // The save may be made even where putting the files in place failed; the next one goes on from there.
        let is_made = checkpoint != asked && !checkpoint.staged.is_empty();
        if made.is_ok() || is_made {
            for (file, turn) in &checkpoint.turns {
                let known = self.turns.entry(file.clone()).or_default();
                *known = (*known).max(*turn);
            }
            self.known.extend(checkpoint.files.iter().map(|(file, sum)| (file.clone(), sum.clone())));
            self.checkpoint = checkpoint;
            self.saved = to.clone();
            self.misplaced.clear();
            self.clashing.clear();
            self.version = FORMAT_VERSION;
        }
        made
    }

    /// Makes what the files hold of one's own journal a part that is closed, where it has become long. Its bytes stay where
    /// they are in the row of the parts. Nothing may be appended meanwhile.
    pub(super) fn close_part(&self) -> Result<(), StoreError> {
        let parts = journal::parts(&*self.disk, &self.dir, &self.slug);
        let whole: u64 = parts.iter().map(|(_, size)| size).sum();
        let long = parts.last().filter(|(_, size)| *size > PART_BYTES && self.checkpoint.length == whole);
        let Some((file, _)) = long else { return Ok(()) };
        // Whoever reads just now is not waited for: it is with the next save.
        let Some(quiet) = lock::folder_now(&*self.disk, &self.dir) else { return Ok(()) };
        let to = self.dir.join(closed_journal_file(&self.slug, parts.len()));
        let renamed = self.disk.rename(&self.dir.join(file), &to);
        let synced = renamed.and_then(|()| self.disk.sync_dir(&self.dir.join(HISTORY)));
        drop(quiet);
        synced.map_err(|why| StoreError::io(&to, "saving", why))
    }

    pub(super) fn look(&self) -> BTreeMap<PathBuf, FileState> {
        let mut seen = look(&*self.disk, &self.dir, &self.slug);
        let late = self.late.as_ref().map(|file| self.dir.join(file));
        seen.extend(late.and_then(|file| Some((file.clone(), self.disk.state(&file).ok()?))));
        seen
    }
}
