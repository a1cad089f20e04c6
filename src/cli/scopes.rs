//! `concord scopes`: scopes under a name.

use std::path::PathBuf;

use clap::Args;
use clap::error::ErrorKind;
use serde::Serialize;

use super::change::change;
use super::narrowing::Counting;
use super::open::Opened;
use super::output::{Printable, Telling, tell};
use super::{Failure, Outcome, open};
use crate::lang;
use crate::model::{Edit, Project, SavedScope, ScopeId, Stamp, StudyScope};
use crate::session::SystemStamp;

/// Lists the scopes that are saved in a project, saves one under a name, or deletes one
///
/// A scope says what of a study counts: the options under "What counts", which every command that counts has, and which
/// narrow each other. Saved, it is chosen with --scope NAME on the command line, and from its menu in the window. What it
/// names is found again when it is renamed.
///
/// JSON: {"scopes": [{"name", "scope"}]}, where "scope" is in words
#[derive(Debug, Args)]
pub(super) struct Scopes {
    /// The folder of the project
    project: PathBuf,
    /// Saves what is said under "What counts" under this name, in place of a scope that has it
    #[arg(long, value_name = "NAME", conflicts_with = "delete")]
    save: Option<String>,
    /// Deletes a scope; nothing else changes
    #[arg(long, value_name = "NAME")]
    delete: Option<String>,
    #[command(flatten)]
    counting: Counting,
    /// How to tell what there is
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

#[derive(Serialize)]
struct Report {
    scopes: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    name: String,
    scope: String,
}

impl Scopes {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let opened = open::open(&self.project)?;
        let scope = opened.scope_of(&[&self.counting])?;
        if self.save.is_some() != scope.is_narrow() {
            let why = match self.save {
                Some(_) => "say what is to count: a scope that leaves nothing out is none",
                None => "say under which name this is to be saved: --save NAME",
            };
            return Err(Failure::usage(ErrorKind::MissingRequiredArgument, why));
        }
        if self.save.is_none() && self.delete.is_none() {
            tell(&shown(&opened.project), self.format)?;
            return Ok(opened.done());
        }
        let after = change(&self.project, |project| self.step(&opened, project, scope))?;
        tell(&shown(&after), self.format)?;
        Ok(Outcome::Done)
    }

    fn step(
        &self,
        opened: &Opened<'_>,
        project: &Project,
        scope: StudyScope,
    ) -> Result<(String, Vec<Edit>), Failure> {
        if let Some(name) = &self.delete {
            let saved = opened.found(project.scope_named(name))?;
            return Ok((format!("delete the scope {}", saved.name), vec![Edit::RemoveScope(saved.id)]));
        }
        let name = self.save.as_deref().unwrap_or_default().trim().to_owned();
        let id = project.scope_named(&name).map_or_else(|_| ScopeId(SystemStamp.uuid()), |saved| saved.id);
        let label = format!("save the scope {name}");
        Ok((label, vec![Edit::PutScope(Box::new(SavedScope { id, name, scope }))]))
    }
}

fn shown(project: &Project) -> Report {
    let shown = |saved: &SavedScope| Shown {
        name: saved.name.clone(),
        scope: lang::tell(&saved.scope.in_words(project)),
    };
    Report { scopes: project.scopes().into_iter().map(|saved| shown(saved)).collect() }
}

impl Printable for Report {
    fn text(&self) -> String {
        if self.scopes.is_empty() {
            return "No saved scopes\n".to_owned();
        }
        self.scopes.iter().map(|Shown { name, scope }| format!("{name}: {scope}\n")).collect()
    }
}
