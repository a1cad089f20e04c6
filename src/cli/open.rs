//! Opening a project for a command, and finding what a person named in it.

use std::path::Path;

use super::failure::say;
use super::{Failure, Outcome};
use crate::model::{CoderId, NotFound, Project};
use crate::store::{Damage, RealDisk, load};

/// A project as it was read, to look at.
pub(super) struct Opened<'p> {
    path: &'p Path,
    pub(super) project: Project,
    damage: Vec<Damage>,
}

/// Reads a project. What is damaged is left out, and told once the rest is printed.
pub(super) fn open(path: &Path) -> Result<Opened<'_>, Failure> {
    let loaded = load(&RealDisk, path)?;
    Ok(Opened { path, project: loaded.project, damage: loaded.damage })
}

impl Opened<'_> {
    /// Names what could not be read, since the figures are without it.
    pub(super) fn done(&self) -> Outcome {
        for damage in &self.damage {
            say(&format!("{}: {damage}", self.path.display()));
        }
        if self.damage.is_empty() { Outcome::Done } else { Outcome::AtFault }
    }

    /// A thing that was named, or a message with the project's folder.
    pub(super) fn found<T>(&self, found: Result<T, NotFound>) -> Result<T, Failure> {
        found.map_err(|why| Failure::at(self.path, format!("{why}: {}", self.remedy(&why))))
    }

    /// A coder by name.
    pub(super) fn coder(&self, name: &str) -> Result<CoderId, Failure> {
        self.found(self.project.coder_named(name)).map(|coder| coder.id)
    }

    /// What a message is about.
    pub(super) fn fault(&self, why: impl std::fmt::Display) -> Failure {
        Failure::at(self.path, why)
    }

    fn remedy(&self, why: &NotFound) -> String {
        let several = matches!(why, NotFound::Several { .. });
        let what = match why {
            NotFound::None { what, .. } => *what,
            NotFound::Several { .. } => "code",
        };
        let names: Vec<&str> = match what {
            "coder" => self.project.coders().iter().map(|c| c.name.as_str()).collect(),
            "attribute" => self.project.attributes().iter().map(|a| a.name.as_str()).collect(),
            _ => Vec::new(),
        };
        match names.as_slice() {
            [] if several => "name one of them".to_owned(),
            [] if what == "transcript" => "`concord info` lists the transcripts".to_owned(),
            [] if what == "code" => "`concord frequencies` lists the codes".to_owned(),
            [] => format!("the project has no {what}s"),
            names => format!("the project has {}", names.join(", ")),
        }
    }
}
