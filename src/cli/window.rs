//! Whether and how the window opens. Never opens it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::error::ErrorKind;

use super::Failure;
use crate::model::Stamp;
use crate::session::SystemStamp;
use crate::store::{Disk, RealDisk, is_project, sample};

/// What the window opens with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// The start page.
    Page,
    /// A project.
    Project(PathBuf),
    /// A fresh copy of the sample study, in a folder of its own unless one is named.
    Sample(Option<PathBuf>),
}

/// What the window should open with. A word that is neither a command nor a folder is a slip of the keys.
pub(super) fn start(project: Option<PathBuf>, sample: Option<Option<PathBuf>>) -> Result<Start, Failure> {
    match (project, sample) {
        (_, Some(folder)) => Ok(Start::Sample(folder)),
        (None, None) => Ok(Start::Page),
        (Some(folder), None) if folder.exists() => Ok(Start::Project(folder)),
        (Some(word), None) if word.components().count() == 1 => {
            let why = format!("“{}” is neither a command nor the folder of a project", word.display());
            Err(Failure::usage(ErrorKind::InvalidSubcommand, why))
        }
        (Some(folder), None) => Err(Failure::at(
            &folder,
            "there is no such folder: check the name, or make a project with `concord new`",
        )),
    }
}

/// Why no window can open here, as far as the environment tells.
pub fn no_display() -> Option<&'static str> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let nowhere = !["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(is_set);
    (cfg!(target_os = "linux") && nowhere).then_some("there is no display to open a window on")
}

/// Does without the window what can be done without it, and says why there is none and which command to use. The
/// sample is copied where a folder for it is named.
pub fn without_display(start: &Start, why: &str) -> Failure {
    match start {
        Start::Page => Failure::Input(format!("{why}: use the command line, see `concord --help`")),
        Start::Project(folder) if is_project(folder) => {
            Failure::Input(format!("{why}: use the command line, such as {}", commands(folder)))
        }
        Start::Project(folder) => Failure::at(folder, "this is not a Concord project: choose another folder"),
        Start::Sample(None) => Failure::Input(format!(
            "{why}: name a folder to copy the sample study into, as in `concord --sample sample-study`, and use the \
             command line"
        )),
        Start::Sample(Some(folder)) => {
            let disk: Arc<dyn Disk> = Arc::new(RealDisk);
            match sample::unpack(&disk, folder, SystemStamp.now()) {
                Ok(()) => Failure::Input(format!(
                    "{why}: a copy of the sample study is in {}; use the command line, such as {}",
                    folder.display(),
                    commands(folder)
                )),
                Err(error) => error.into(),
            }
        }
    }
}

fn commands(folder: &Path) -> String {
    let folder = folder.display();
    format!("`concord info {folder}`, `concord frequencies {folder}` or `concord agreement {folder}`")
}
