//! An open project: its history, its place on disk, and work in the background. Never imports egui.

mod folders;
pub mod fonts;
pub mod guarded;
mod intervals;
mod jobs;
mod loose;
mod merge;
mod options;
mod past;
mod place;
mod remove;
mod replace;
mod seen;
pub mod settings;
mod stamp;
mod undo;
mod upkeep;
mod watch;

use std::path::Path;
use std::sync::{Arc, OnceLock};

pub use folders::{Gathered, gathered};
pub use intervals::{Reckoning, spread};
pub use jobs::Jobs;
pub use loose::with_sources;
pub use merge::MergeError;
pub use options::OpenOptions;
pub use place::{OpenError, SaveState};
pub use remove::RemoveError;
pub use replace::CorrectedFile;
pub use stamp::SystemStamp;
pub use watch::Watch;

use crate::lang::{Message, Tell, message};
use crate::model::{Coder, CoderId, Edit, EditError, Project, Stamp, Timestamp};
use crate::store::{Damage, Head, NewStep, Notice, PastStep, Progress, StoreError, SyncCopy};
use place::Place;

/// One undoable step: what it is called, and the project on both its sides.
struct UndoStep {
    label: String,
    before: Project,
    after: Project,
    /// How much of other copies it brought in.
    heads: Vec<Head>,
    /// Its place among the steps of earlier days: others may have built on those since, unseen.
    past: Option<usize>,
}

/// An open project. [`commit`](Session::commit) is the only way to change it.
pub struct Session {
    project: Project,
    /// As much of it as who codes here may see; made when it is asked for.
    seen: OnceLock<Project>,
    revision: u64,
    undo: Vec<UndoStep>,
    redo: Vec<UndoStep>,
    /// The steps of earlier days, once they are known.
    past: Option<Vec<PastStep>>,
    coder: Option<CoderId>,
    stamp: SystemStamp,
    place: Place,
    damage: Vec<Damage>,
    copies: Vec<SyncCopy>,
}

/// Why a step was not made.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.message())]
pub enum CommitError {
    /// It does not fit the project.
    Edit(#[from] EditError),
    /// The project is open for reading only.
    ReadOnly(Message),
    /// It changes the codings of somebody who is at work.
    Busy(StoreError),
    /// It cannot be put on disk, ever.
    Store(Box<StoreError>),
    /// It cannot be taken back, since others built on it: their name and their step, where that can be told.
    BuiltOn { step: String, by: Option<(String, String)> },
    /// Somebody asked for it to stop.
    Cancelled,
}

impl Tell for CommitError {
    fn message(&self) -> Message {
        match self {
            Self::Edit(why) => why.message(),
            Self::ReadOnly(why) => why.clone(),
            Self::Busy(why) => why.message(),
            Self::Store(why) => why.message(),
            Self::BuiltOn { step, by: Some((who, what)) } => {
                message!("undo-built-on", step = step, who = who, what = what)
            }
            Self::BuiltOn { step, by: None } => message!("undo-built-on-unknown", step = step),
            Self::Cancelled => message!("cancelled"),
        }
    }
}

impl Session {
    /// A session that lives in memory only.
    pub fn in_memory(project: Project) -> Self {
        Self::at(project, Place::Memory)
    }

    /// Makes a project in a folder that is new or empty.
    ///
    /// # Errors
    /// When something is there already, the folder cannot be written, or the edits do not fit.
    pub fn create(dir: &Path, title: &str, edits: &[Edit]) -> Result<Self, OpenError> {
        OpenOptions::default().create(dir, title, edits)
    }

    /// Opens a project's folder as a coder, or as nobody for work on the project itself. Where that coder is at work
    /// elsewhere, the folder cannot be written, or something is damaged, it is open for reading only.
    ///
    /// # Errors
    /// When there is no project, or no coder of that name.
    pub fn open(dir: &Path, who: Option<&str>) -> Result<Self, OpenError> {
        OpenOptions::default().who(who).open(dir)
    }

    fn at(project: Project, place: Place) -> Self {
        Self {
            project,
            seen: OnceLock::new(),
            revision: 0,
            undo: Vec::new(),
            redo: Vec::new(),
            past: None,
            coder: None,
            stamp: SystemStamp,
            place,
            damage: Vec::new(),
            copies: Vec::new(),
        }
    }

    /// The project as it stands; a clone is cheap.
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// The project is another from now on.
    fn put_in_place(&mut self, project: Project) -> Project {
        self.seen = OnceLock::new();
        self.revision += 1;
        std::mem::replace(&mut self.project, project)
    }

    /// Grows with every step, undo and redo; analyses are kept by it.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Where it lives; none in memory.
    pub fn dir(&self) -> Option<&Path> {
        self.place.dir()
    }

    /// What was found not as it should be when it was opened.
    pub fn damage(&self) -> &[Damage] {
        &self.damage
    }

    /// Copies of the project's files that programs for syncing made, found when it was opened or last brought together.
    pub fn copies(&self) -> &[SyncCopy] {
        &self.copies
    }

    /// Who codes here.
    pub fn coder(&self) -> Option<&Arc<Coder>> {
        self.coder.and_then(|id| self.project.coder(id))
    }

    /// Says who codes here, and saves what the one before did. Where that coder is at work elsewhere, the project is
    /// open for reading only from then on.
    ///
    /// # Errors
    /// When the coder is not in the project, or the work so far cannot be saved.
    pub fn set_coder(&mut self, coder: CoderId) -> Result<(), OpenError> {
        let missing = || EditError::Missing { what: "coder", id: coder.to_string() };
        let name = self.project.coder(coder).ok_or_else(missing)?.name.clone();
        if self.coder == Some(coder) {
            return Ok(());
        }
        self.save()?;
        if let Some(loaded) = self.place.reopen(&name, self.stamp.now())? {
            self.take_in(loaded.project);
            self.damage = loaded.damage;
            self.copies = loaded.copies;
        }
        self.coder = Some(coder);
        // Another may see more of it, or less.
        self.seen = OnceLock::new();
        self.revision += 1;
        // What one coder did is not for another to see, nor to take back.
        self.undo.clear();
        self.redo.clear();
        self.past = None;
        Ok(())
    }

    /// Why nothing can be changed, if so.
    pub fn read_only(&self) -> Option<&Message> {
        self.place.read_only()
    }

    /// Whether all steps are on disk.
    pub fn save_state(&self) -> SaveState {
        self.place.save_state()
    }

    /// What there is to say where a step could not be put on disk: that nothing of it is there, or that nobody knows.
    pub fn after_failure(&self, nothing: Message) -> Message {
        if self.place.is_doubtful() { message!("saving-doubtful") } else { nothing }
    }

    /// New ids and the time.
    pub const fn stamp(&mut self) -> &mut SystemStamp {
        &mut self.stamp
    }

    /// The time of a step being made.
    pub fn now(&self) -> Timestamp {
        self.stamp.now()
    }

    /// Makes one step of edits, all or none, and puts it on disk; where that fails it is kept in memory, and
    /// [`save_state`](Session::save_state) says so.
    ///
    /// # Errors
    /// When the edits do not fit, or nothing may be changed; the project stays as it was.
    pub fn commit(&mut self, label: impl Into<String>, edits: &[Edit]) -> Result<(), CommitError> {
        self.commit_watched(label, edits.to_vec(), &Progress::default())
    }

    /// As [`commit`](Session::commit), telling how far it has got.
    ///
    /// # Errors
    /// As there, and when it is cancelled.
    pub fn commit_watched(
        &mut self,
        label: impl Into<String>,
        edits: Vec<Edit>,
        progress: &Progress,
    ) -> Result<(), CommitError> {
        self.commit_from(label, edits, Vec::new(), progress)
    }

    /// As [`commit_watched`](Session::commit_watched), of a step that brings in so much of other copies.
    ///
    /// # Errors
    /// As there.
    pub fn commit_from(
        &mut self,
        label: impl Into<String>,
        edits: Vec<Edit>,
        heads: Vec<Head>,
        progress: &Progress,
    ) -> Result<(), CommitError> {
        if let Some(why) = self.read_only() {
            return Err(CommitError::ReadOnly(why.clone()));
        }
        let next = self.project.apply_all(&edits)?;
        if next == self.project {
            return Ok(());
        }
        let label = label.into();
        self.write(&label, edits, heads.clone(), &next, progress)?;
        let before = self.put_in_place(next);
        self.undo.push(UndoStep { label, before, after: self.project.clone(), heads, past: None });
        self.redo.clear();
        Ok(())
    }

    /// Puts a step on disk, with the locks of all whose codings it changes.
    fn write(
        &mut self,
        label: &str,
        edits: Vec<Edit>,
        heads: Vec<Head>,
        next: &Project,
        progress: &Progress,
    ) -> Result<(), CommitError> {
        let mut touched = self.project.touched(next);
        touched.retain(|coder| Some(*coder) != self.coder);
        // A coder who goes is known before, one who comes is known after.
        let (before, after): (Vec<CoderId>, Vec<CoderId>) =
            touched.into_iter().partition(|id| self.project.coder(*id).is_some());
        let whose = [(&self.project, before.as_slice()), (next, after.as_slice())];
        let _claims = self.place.claim(&whose, self.stamp.now()).map_err(CommitError::Busy)?;
        let made = NewStep { label, edits, heads, before: &self.project, after: next };
        self.place.append(made, self.stamp.now(), progress).map_err(|why| match why {
            StoreError::Cancelled => CommitError::Cancelled,
            other => CommitError::Store(Box::new(other)),
        })
    }

    /// Saves all steps into the project's files, and waits for it; what others did is taken in. Gives what there is to
    /// tell.
    ///
    /// # Errors
    /// When something cannot be written; the steps stay in memory.
    pub fn save(&mut self) -> Result<Vec<Notice>, StoreError> {
        let Some((project, notices)) = self.place.save(&self.project)? else {
            return Ok(Vec::new());
        };
        self.take_in(project);
        Ok(notices)
    }

    /// Begins a save that goes on beside, so that nobody waits for the disk; steps can be made meanwhile. Its end is
    /// taken in by [`tick`](Session::tick) or the next [`save`](Session::save).
    pub fn save_beside(&mut self) {
        self.place.save_beside(&self.project);
    }

    /// Begins a save when there is time for it, looks now and then what others did, and takes in what came of both.
    /// Never waits for the disk. To be called often.
    pub fn tick(&mut self) -> Vec<Notice> {
        let (project, notices) = self.place.tick(&self.project, self.stamp.now());
        if let Some(project) = project {
            self.take_in(project);
        }
        notices
    }

    /// Whether [`tick`](Session::tick) has to be called again although nobody does anything: a step is not in the files
    /// yet, or work on them goes on.
    pub fn is_busy(&self) -> bool {
        self.place.is_busy()
    }

    /// Saves a copy of the project as it stands into another folder, which is used from then on.
    ///
    /// # Errors
    /// When something is there already, or it cannot be written; the session stays where it was.
    pub fn save_as(&mut self, dir: &Path) -> Result<(), OpenError> {
        let disk = self.place.disk();
        let now = self.stamp.now();
        let mut place = Place::create(&disk, dir, &self.project, now)?;
        if let Some(coder) = self.coder() {
            place.reopen(&coder.name.clone(), now)?;
        }
        self.place = place;
        Ok(())
    }

    fn take_in(&mut self, project: Project) {
        if project != self.project {
            self.put_in_place(project);
        }
    }
}
