//! Where a session keeps its project: in memory, in a folder, or in a folder that it may only read.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::upkeep::Upkeep;
use crate::lang::{Message, Tell, message};
use crate::model::{CoderId, Edit, EditError, NotFound, Project, Timestamp};
use crate::store::{
    Claims, Disk, Folder, LoadOptions, Loaded, NewStep, Notice, Progress, RealDisk, StoreError, Update,
};

/// A pause in the work as long as this is time to save.
const IDLE: Duration = Duration::from_millis(1500);
/// How often to look what others did.
const LOOK: Duration = Duration::from_secs(2);

/// Why a project was not opened or made.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum OpenError {
    /// The folder.
    Store(#[from] StoreError),
    /// What is to stand in it.
    Edit(#[from] EditError),
    /// Who is to work in it.
    NotFound(#[from] NotFound),
}

impl Tell for OpenError {
    fn message(&self) -> Message {
        match self {
            Self::Store(why) => why.message(),
            Self::Edit(why) => why.message(),
            Self::NotFound(why) => why.message(),
        }
    }
}

/// Whether all steps are on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Every step is.
    Saved,
    /// The project has no folder.
    Nowhere,
    /// Nothing may be written.
    ReadOnly,
    /// The last steps are not, and why; they are kept in memory.
    Unsaved(Message),
}

pub(super) enum Place {
    Memory,
    Folder(Box<Open>),
    ReadOnly { dir: PathBuf, disk: Arc<dyn Disk>, why: Message },
}

pub(super) struct Open {
    /// Work on the files that goes on beside: ends before the folder is closed, and with it the lock.
    upkeep: Option<Upkeep>,
    /// What came of such work, and is to be taken in.
    news: Option<Update>,
    folder: Folder,
    disk: Arc<dyn Disk>,
    /// Why the last steps are not on disk.
    failed: Option<Message>,
    changed: Instant,
    looked: Instant,
}

pub(super) fn real_disk() -> Arc<dyn Disk> {
    Arc::new(RealDisk)
}

impl Place {
    fn folder(folder: Folder, disk: &Arc<dyn Disk>) -> Self {
        let now = Instant::now();
        Self::Folder(Box::new(Open {
            upkeep: None,
            news: None,
            folder,
            disk: Arc::clone(disk),
            failed: None,
            changed: now,
            looked: now,
        }))
    }

    pub(super) fn create(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        project: &Project,
        now: Timestamp,
    ) -> Result<Self, OpenError> {
        Ok(Self::folder(Folder::create(disk, dir, project, now)?, disk))
    }

    pub(super) fn open(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        who: Option<&str>,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<(Self, Loaded), OpenError> {
        let read_only = |why: Message| Self::ReadOnly { dir: dir.to_owned(), disk: Arc::clone(disk), why };
        match Folder::open(disk, dir, who, now, progress) {
            Ok((folder, loaded)) => Ok(match &loaded.blocking {
                Some(why) => (read_only(message!("read-only-damage", why)), loaded),
                None => (Self::folder(folder, disk), loaded),
            }),
            Err(why @ (StoreError::NotAProject(_) | StoreError::Cancelled | StoreError::Memory { .. })) => {
                Err(why.into())
            }
            Err(why) => {
                let loaded = LoadOptions::default().progress(progress).load(&**disk, dir)?;
                Ok((read_only(message!("read-only", why)), loaded))
            }
        }
    }

    /// Goes on as another coder; none in memory.
    pub(super) fn reopen(&mut self, who: &str, now: Timestamp) -> Result<Option<Loaded>, OpenError> {
        let (Some(dir), disk) = (self.dir().map(Path::to_owned), self.disk()) else { return Ok(None) };
        // The lock of the one before goes first.
        *self = Self::ReadOnly { dir: dir.clone(), disk: Arc::clone(&disk), why: Message::default() };
        let (place, loaded) = Self::open(&disk, &dir, Some(who), now, &Progress::default())?;
        *self = place;
        Ok(Some(loaded))
    }

    pub(super) fn disk(&self) -> Arc<dyn Disk> {
        match self {
            Self::Memory => real_disk(),
            Self::Folder(open) => Arc::clone(&open.disk),
            Self::ReadOnly { disk, .. } => Arc::clone(disk),
        }
    }

    pub(super) fn dir(&self) -> Option<&Path> {
        match self {
            Self::Memory => None,
            Self::Folder(open) => Some(open.folder.dir()),
            Self::ReadOnly { dir, .. } => Some(dir),
        }
    }

    pub(super) fn read_only(&self) -> Option<&Message> {
        match self {
            Self::Memory | Self::Folder(_) => None,
            Self::ReadOnly { why, .. } => Some(why),
        }
    }

    pub(super) fn save_state(&self) -> SaveState {
        match self {
            Self::Memory => SaveState::Nowhere,
            Self::ReadOnly { .. } => SaveState::ReadOnly,
            Self::Folder(open) => open.failed.clone().map_or(SaveState::Saved, SaveState::Unsaved),
        }
    }

    /// Whether the last step, though it could not be put on disk, may be there when the project is opened again.
    pub(super) const fn is_doubtful(&self) -> bool {
        matches!(self, Self::Folder(open) if open.folder.is_doubtful())
    }

    /// Whether something is not saved, or work on the files is under way or to be taken in.
    pub(super) fn is_busy(&self) -> bool {
        let Self::Folder(open) = self else { return false };
        open.upkeep.is_some() || open.news.is_some() || open.failed.is_some() || !open.folder.is_saved()
    }

    /// Locks of other coders, while a step is made that changes what is theirs.
    pub(super) fn claim(
        &self,
        whose: &[(&Project, &[CoderId])],
        now: Timestamp,
    ) -> Result<Option<Claims>, StoreError> {
        match self {
            Self::Memory | Self::ReadOnly { .. } => Ok(None),
            Self::Folder(open) => open.folder.claim(whose, now).map(Some),
        }
    }

    /// Puts a step on disk; a failure is kept to be told, and the step to be tried again.
    ///
    /// # Errors
    /// When the step is not made: it was cancelled, or is too long.
    pub(super) fn append(
        &mut self,
        made: NewStep<'_>,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<(), StoreError> {
        let Self::Folder(open) = self else { return progress.go_on() };
        open.changed = Instant::now();
        let brings = |edit: &Edit| {
            matches!(edit, Edit::PutTranscript(record) if record.text.is_some())
                || matches!(edit, Edit::KeepFile(file) if file.bytes.is_some())
        };
        if made.edits.iter().any(brings) {
            open.wait();
        }
        match open.folder.append(made, now, progress) {
            Err(why @ (StoreError::Cancelled | StoreError::TooLong(_))) => return Err(why),
            written => open.failed = written.err().map(|why| why.message()),
        }
        Ok(())
    }

    /// Saves into the files and waits for it; gives the project with what others did, or none where there is no folder.
    pub(super) fn save(&mut self, project: &Project) -> Result<Option<(Project, Vec<Notice>)>, StoreError> {
        let Self::Folder(open) = self else { return Ok(None) };
        open.wait();
        let news = open.take_in(project);
        if open.failed.is_none() && open.folder.is_saved() {
            return Ok(news);
        }
        let (project, mut notices) = news.unwrap_or_else(|| (project.clone(), Vec::new()));
        let saved = open.folder.save(&project);
        open.failed = saved.as_ref().err().map(Tell::message);
        let (project, more) = saved?;
        notices.extend(more);
        Ok(Some((project, notices)))
    }

    /// Begins a save that goes on beside, unless all is saved, or work on the files is under way or to be taken in.
    pub(super) fn save_beside(&mut self, project: &Project) {
        let Self::Folder(open) = self else { return };
        if open.upkeep.is_some() || open.news.is_some() || open.folder.is_saved() {
            return;
        }
        // A disk that refuses is tried again after the next pause.
        open.changed = Instant::now();
        match open.folder.to_save(project) {
            Ok(errand) => {
                open.failed = None;
                open.upkeep = Some(Upkeep::begin(errand, true));
            }
            Err(why) => open.failed = Some(why.message()),
        }
    }

    /// Takes in what came of work on the files; else begins a save, or a look at what others did, when it is time for
    /// it. Never waits.
    pub(super) fn tick(&mut self, project: &Project, now: Timestamp) -> (Option<Project>, Vec<Notice>) {
        let Self::Folder(open) = self else { return (None, Vec::new()) };
        if open.upkeep.as_ref().is_some_and(Upkeep::is_done) {
            open.wait();
        }
        if let Some((project, notices)) = open.take_in(project) {
            return (Some(project), notices);
        }
        if open.upkeep.is_some() {
            return (None, Vec::new());
        }
        if !open.folder.is_saved() && open.changed.elapsed() >= IDLE {
            self.save_beside(project);
            return (None, Vec::new());
        }
        if open.looked.elapsed() < LOOK {
            return (None, Vec::new());
        }
        open.looked = Instant::now();
        open.upkeep = open.folder.to_look(project).map(|errand| Upkeep::begin(errand, false));
        (None, open.folder.others(now).into_iter().map(Notice::AtWork).collect())
    }
}

impl Open {
    /// Waits for work on the files that goes on beside.
    fn wait(&mut self) {
        let Some(upkeep) = self.upkeep.take() else { return };
        let (saves, done) = (upkeep.saves(), upkeep.end());
        match done.map(|done| self.folder.put_back(done)) {
            Some(Ok(news)) => self.news = Some(news),
            // Others' work is looked at again soon.
            Some(Err(_)) | None if !saves => {}
            Some(Err(why)) => self.failed = Some(why.message()),
            None => self.failed = Some(message!("saving-broke-off")),
        }
    }

    /// The project with what came of that work, if there is anything new.
    fn take_in(&mut self, project: &Project) -> Option<(Project, Vec<Notice>)> {
        self.news.take().map(|news| self.folder.take_in(news, project))
    }
}
