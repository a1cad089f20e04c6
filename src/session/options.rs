//! How a project's folder is opened or made: as whom, on which file layer, and who follows it. Never reads a file itself.

use std::path::Path;
use std::sync::Arc;

use super::place::{self, Place};
use super::{OpenError, Session, SystemStamp};
use crate::model::{Edit, Project, ProjectId, Stamp};
use crate::store::{Disk, Progress};

/// How a session begins. [`Session::open`] and [`Session::create`] are this with nothing said.
#[derive(Clone, Default)]
pub struct OpenOptions {
    who: Option<String>,
    disk: Option<Arc<dyn Disk>>,
    progress: Progress,
}

impl OpenOptions {
    /// As this coder; as nobody where there is no name.
    pub fn who(mut self, name: Option<&str>) -> Self {
        self.who = name.map(str::to_owned);
        self
    }

    /// On this file layer.
    pub fn disk(mut self, disk: &Arc<dyn Disk>) -> Self {
        self.disk = Some(Arc::clone(disk));
        self
    }

    /// Who is told how far it has got, and may stop it.
    pub fn progress(mut self, progress: &Progress) -> Self {
        self.progress = progress.clone();
        self
    }

    fn layer(&self) -> Arc<dyn Disk> {
        self.disk.clone().unwrap_or_else(place::real_disk)
    }

    /// Opens a project's folder. Where that coder is at work elsewhere, the folder cannot be written, or something is damaged,
    /// it is open for reading only.
    ///
    /// # Errors
    /// When there is no project, no coder of that name, or it is cancelled.
    pub fn open(&self, dir: &Path) -> Result<Session, OpenError> {
        let who = self.who.as_deref();
        let (place, loaded) = Place::open(&self.layer(), dir, who, SystemStamp.now(), &self.progress)?;
        let coder = who.map(|name| loaded.project.coder_named(name).map(|c| c.id)).transpose()?;
        let mut session = Session::at(loaded.project, place);
        session.coder = coder;
        session.damage = loaded.damage;
        session.copies = loaded.copies;
        Ok(session)
    }

    /// Makes a project in a folder that is new or empty.
    ///
    /// # Errors
    /// When something is there already, the folder cannot be written, or the edits do not fit.
    pub fn create(&self, dir: &Path, title: &str, edits: &[Edit]) -> Result<Session, OpenError> {
        let mut stamp = SystemStamp;
        let project = Project::new(ProjectId(stamp.uuid()), title, stamp.now()).apply_all(edits)?;
        let place = Place::create(&self.layer(), dir, &project, stamp.now())?;
        Ok(Session::at(project, place))
    }
}
