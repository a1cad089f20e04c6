//! One step made from the command line: safe in the project's history before anything is told.

use std::path::Path;

use super::failure::say;
use super::{Failure, open};
use crate::lang::{self, message};
use crate::model::{Edit, Project};
use crate::session::{SaveState, Session};

/// Makes a step of what `made` gives for a project as it is; gives the project after it, as much of it as who asks may see. A
/// step without edits is none.
pub(super) fn change(
    path: &Path,
    made: impl FnOnce(&Project) -> Result<(String, Vec<Edit>), Failure>,
) -> Result<Project, Failure> {
    let mut session = Session::open(path, None)?;
    let folder = path.display();
    if let Some(why) = session.read_only().filter(|_| !session.damage().is_empty()) {
        let why = lang::tell(why);
        return Err(Failure::Input(format!(
            "{folder}: {why}: nothing is changed until `concord check {folder}` finds no damage"
        )));
    }
    let viewer = open::viewer(path, session.project())?;
    let (label, edits) = made(session.project())?;
    if !edits.is_empty() {
        session.commit(label, &edits)?;
        if let SaveState::Unsaved(why) = session.save_state() {
            let left = session.after_failure(message!("change-not-done"));
            return Err(Failure::at(path, format!("{}: {}", lang::tell(&why), lang::tell(&left))));
        }
        // The step is safe in the journal by now: files that cannot be written yet will be.
        if let Err(why) = session.save() {
            say(&format!("{}: what was done is in the project's history and is not lost", lang::tell(&why)));
        }
    }
    Ok(session.project().seen_by(viewer))
}

/// Things that were named, all that are none at once.
pub(super) fn all_found<T, C: FromIterator<T>>(
    path: &Path,
    names: &[String],
    find: impl Fn(&str) -> Result<T, crate::model::NotFound>,
) -> Result<C, Failure> {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for name in names {
        match find(name) {
            Ok(one) => found.push(one),
            Err(why) => wrong.push(lang::tell(&why)),
        }
    }
    if wrong.is_empty() {
        return Ok(found.into_iter().collect());
    }
    let why = wrong.join("; ");
    Err(Failure::at(path, format!("{why}: nothing was changed; `concord info` lists what there is")))
}
