//! `concord sets`: named sets of transcripts.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::change::{all_found, change};
use super::output::{Printable, Telling, counted, tell};
use super::{Failure, Outcome, open};
use crate::lang;
use crate::model::{Edit, Project, Stamp, TranscriptId, TranscriptSet, TranscriptSetId};
use crate::session::SystemStamp;

/// Lists the sets of transcripts of a project, or changes one in one step
///
/// A set is a name for some transcripts, such as a pilot, a wave or a site; a transcript may be in several. Figures are
/// narrowed to sets with --set. Nothing of a transcript changes when it is put into a set or taken out, or when the set is
/// deleted. Transcripts are named by their titles as `concord info` lists them, or by their files.
///
/// JSON: {"sets": [{"name", "transcripts": [title]}]}
#[derive(Debug, Args)]
pub(super) struct Sets {
    /// The folder of the project
    project: PathBuf,
    /// Puts transcripts into a set, which is made where there is none of that name
    #[arg(long, value_names = ["NAME", "TRANSCRIPT"], num_args = 1.., group = "change")]
    add: Vec<String>,
    /// Takes transcripts out of a set
    #[arg(long, value_names = ["NAME", "TRANSCRIPT"], num_args = 2.., group = "change")]
    remove: Vec<String>,
    /// Gives a set another name
    #[arg(long, value_names = ["OLD", "NEW"], num_args = 2, group = "change")]
    rename: Vec<String>,
    /// Deletes a set; its transcripts stay
    #[arg(long, value_name = "NAME", group = "change")]
    delete: Option<String>,
    /// How to tell what there is
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

#[derive(Serialize)]
struct Report {
    sets: Vec<Set>,
}

#[derive(Serialize)]
struct Set {
    name: String,
    transcripts: Vec<String>,
}

impl Sets {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let changes = [&self.add, &self.remove, &self.rename].iter().any(|words| !words.is_empty());
        if !changes && self.delete.is_none() {
            let opened = open::open(&self.project)?;
            tell(&shown(&opened.project), self.format)?;
            return Ok(opened.done());
        }
        let after = change(&self.project, |project| self.step(project))?;
        tell(&shown(&after), self.format)?;
        Ok(Outcome::Done)
    }

    fn step(&self, project: &Project) -> Result<(String, Vec<Edit>), Failure> {
        let set = |name: &str| {
            let found = project.transcript_set_named(name);
            found.map_err(|why| {
                Failure::at(&self.project, format!("{}: {}", lang::tell(&why), there(project)))
            })
        };
        let transcripts = |titles: &[String]| -> Result<Vec<TranscriptId>, Failure> {
            all_found(&self.project, titles, |title| project.transcript_named(title).map(|t| t.id()))
        };
        if let [name, titles @ ..] = self.add.as_slice() {
            let new = || TranscriptSet {
                id: TranscriptSetId(SystemStamp.uuid()),
                name: name.trim().to_owned(),
                transcripts: std::collections::BTreeSet::new(),
            };
            let set = project.transcript_set_named(name).map_or_else(|_| new(), Clone::clone);
            return Ok((
                format!("put into the set {}", set.name),
                vec![set.with(&transcripts(titles)?, true)],
            ));
        }
        if let [name, titles @ ..] = self.remove.as_slice() {
            let set = set(name)?;
            let label = format!("take out of the set {}", set.name);
            return Ok((label, vec![set.with(&transcripts(titles)?, false)]));
        }
        if let [old, new] = self.rename.as_slice() {
            let named = TranscriptSet { name: new.trim().to_owned(), ..set(old)?.clone() };
            return Ok((format!("rename the set {old}"), vec![Edit::PutTranscriptSet(named)]));
        }
        let set = set(self.delete.as_deref().unwrap_or_default())?;
        Ok((format!("delete the set {}", set.name), vec![Edit::RemoveTranscriptSet(set.id)]))
    }
}

fn there(project: &Project) -> String {
    let names: Vec<String> = project.transcript_sets().iter().map(|set| set.name.clone()).collect();
    match names.as_slice() {
        [] => "the project has no sets of transcripts: make one with --add NAME".to_owned(),
        names => format!("the project has {}", names.join(", ")),
    }
}

fn shown(project: &Project) -> Report {
    let titles = |set: &TranscriptSet| {
        let all = project.transcripts().into_iter().filter(|t| set.transcripts.contains(&t.id()));
        all.map(|t| t.title().to_owned()).collect()
    };
    let set = |set: &TranscriptSet| Set { name: set.name.clone(), transcripts: titles(set) };
    Report { sets: project.transcript_sets().into_iter().map(|s| set(s)).collect() }
}

impl Printable for Report {
    fn text(&self) -> String {
        if self.sets.is_empty() {
            return "No sets of transcripts\n".to_owned();
        }
        let line = |set: &Set| {
            let n = counted(set.transcripts.len() as f64, "transcript", "transcripts");
            let colon = if set.transcripts.is_empty() { "" } else { ": " };
            format!("{} ({n}){colon}{}\n", set.name, set.transcripts.join(", "))
        };
        self.sets.iter().map(line).collect()
    }
}
