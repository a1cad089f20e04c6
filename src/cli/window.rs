//! Whether and how the window opens. Never opens it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::error::ErrorKind;

use super::Failure;
use super::output::print;
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

/// Does without the window what can be done without it: the sample is copied where a folder for it is named, which is
/// all that was asked for but to look at it. Of anything else it says why there is no window, and which command to use.
///
/// # Errors
/// When nothing could be done.
pub fn without_display(start: &Start, why: &str) -> Result<(), Failure> {
    match start {
        Start::Page => Err(Failure::Input(format!("{why}: use the command line, see `concord --help`"))),
        Start::Project(folder) if is_project(folder) => Err(Failure::Input(format!(
            "{why}: use the command line, such as `{}`",
            commands(folder).join("`, `")
        ))),
        Start::Project(folder) if !folder.exists() => Err(Failure::at(
            folder,
            "there is no such folder: check the name, or make a study with `concord new`",
        )),
        Start::Project(folder) => {
            Err(Failure::at(folder, "this is not a Concord project: choose another folder"))
        }
        Start::Sample(None) => Err(Failure::Input(format!(
            "{why}: name a folder to copy the sample study into, as in `concord --sample sample-study`, and use the \
             command line"
        ))),
        Start::Sample(Some(folder)) => {
            let disk: Arc<dyn Disk> = Arc::new(RealDisk);
            sample::unpack(&disk, folder, SystemStamp.now())?;
            print(|to| to.write_all(copied(folder, why).as_bytes()))
        }
    }
}

/// How to go on with a copy of the sample that no window shows.
fn copied(folder: &Path, why: &str) -> String {
    let (commands, folder) = (commands(folder).join("\n  "), folder.display());
    format!(
        "A copy of the sample study is in {folder}. It is not shown: {why}.\n\nThese commands need no window, nor do the \
         others that `concord --help` lists:\n  {commands}\n\nLater, `concord {folder}` opens it in a window, where Concord \
         has one and there is a display.\n"
    )
}

/// What can be done with a project from the command line.
fn commands(folder: &Path) -> [String; 3] {
    ["info", "frequencies", "agreement"].map(|command| format!("concord {command} {}", folder.display()))
}
