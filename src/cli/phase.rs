//! `concord phase`: which phase of work a study is in, and the next one.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::output::{Printable, Telling, tell};
use super::{Failure, Outcome, open};
use crate::model::{self, Coder, CoderId, CoderRole, Colour, Edit, Project, Stage, Stamp, palette};
use crate::session::{Session, SystemStamp};

/// Says which phase of work a study is in, or begins another
///
/// While it is independent, everybody is shown their own codings only, and nobody else's: in the window, in exports and
/// by this program, which knows who asks by the variable CONCORD_CODER or else by who last coded there in the window. A
/// supervisor is shown everything, takes in what others coded, and is the one who sets the phase; while a study has
/// none, anybody can do the latter two.
///
/// Names are not proven: whoever says that they are somebody is believed. This keeps people from seeing by accident what
/// they had better not, and no more than that: whoever reads the files of the folder sees everything.
#[derive(Debug, Args)]
pub(super) struct Phase {
    /// The folder of the project
    project: PathBuf,
    /// The phase to begin
    #[arg(value_enum)]
    phase: Option<Name>,
    /// Why it begins, for the trail
    #[arg(long, default_value = "", requires = "phase")]
    reason: String,
    /// The supervisor who says so; where the study has none, it has this one from then on
    #[arg(long, value_name = "NAME", requires = "phase")]
    supervisor: Option<String>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

/// A phase by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Everybody codes by themselves and sees nobody else's codings
    Independent,
    /// Coders are compared, and their differences settled
    Comparison,
    /// What was settled is what the study reports
    Consensus,
}

impl From<Name> for model::Phase {
    fn from(name: Name) -> Self {
        match name {
            Name::Independent => Self::Independent,
            Name::Comparison => Self::Comparison,
            Name::Consensus => Self::Consensus,
        }
    }
}

#[derive(Serialize)]
struct Report {
    phase: &'static str,
    reason: String,
    by: Option<String>,
    at: Option<String>,
    supervisors: Vec<String>,
}

impl Phase {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let Some(name) = self.phase else {
            let opened = open::open(&self.project)?;
            tell(&shown(&opened.project), self.format)?;
            return Ok(opened.done());
        };
        let mut session = Session::open(&self.project, None)?;
        let project = session.project();
        let asks = open::viewer(&self.project, project)?;
        let (by, mut edits) = self.who(project, asks)?;
        let known = |id| project.coder(id).is_some();
        if let Some(id) = by.filter(|&id| known(id)) {
            session.set_coder(id)?;
        }
        let at = Some(SystemStamp.now());
        let reason = self.reason.trim().to_owned();
        let phase = model::Phase::from(name);
        edits.push(Edit::SetPhase(Stage { phase, reason: reason.clone(), by, at }));
        let because = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        session.commit(format!("begin the {} phase{because}", phase.name()), &edits)?;
        session.save()?;
        tell(&shown(session.project()), self.format)?;
        Ok(Outcome::Done)
    }

    /// Who sets the phase, and the edit that makes them a supervisor where the study has none.
    fn who(&self, project: &Project, asks: Option<CoderId>) -> Result<(Option<CoderId>, Vec<Edit>), Failure> {
        let supervisors = supervisors(project).join(", ");
        let fault = |why: String| Err(Failure::at(&self.project, why));
        let Some(name) = self.supervisor.as_deref().map(str::trim) else {
            if project.may_set_phase(asks) {
                return Ok((asks, Vec::new()));
            }
            return fault(format!("the phase is set by {supervisors}: say so with --supervisor"));
        };
        match project.coder_named(name) {
            Ok(coder) if coder.role == CoderRole::Supervisor => Ok((Some(coder.id), Vec::new())),
            _ if !supervisors.is_empty() => {
                fault(format!("“{name}” does not lead this study: {supervisors} does"))
            }
            Ok(coder) => fault(format!(
                "{} codes in this study, and a supervisor sees everybody's codings: name somebody else",
                coder.name
            )),
            Err(_) => {
                let (id, colour) = (CoderId(SystemStamp.uuid()), Colour(palette::PALETTE[4].light));
                let coder = Coder { id, name: name.to_owned(), colour, role: CoderRole::Supervisor };
                Ok((Some(id), vec![Edit::PutCoder(coder)]))
            }
        }
    }
}

fn supervisors(project: &Project) -> Vec<String> {
    let coders = project.coders().into_iter().filter(|c| c.role == CoderRole::Supervisor);
    coders.map(|c| c.name.clone()).collect()
}

fn shown(project: &Project) -> Report {
    let Stage { phase, reason, by, at } = project.stage();
    Report {
        phase: phase.name(),
        reason: reason.clone(),
        by: by.and_then(|id| project.coder(id)).map(|c| c.name.clone()),
        at: at.map(|at| at.to_string()),
        supervisors: supervisors(project),
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let mut text = format!("phase        {}\n", self.phase);
        let since = [("since", &self.at), ("set by", &self.by)];
        for (what, value) in since {
            if let Some(value) = value {
                text.push_str(&format!("{what:<13}{value}\n"));
            }
        }
        if !self.reason.is_empty() {
            text.push_str(&format!("reason       {}\n", self.reason));
        }
        let supervisors =
            if self.supervisors.is_empty() { "nobody".to_owned() } else { self.supervisors.join(", ") };
        text.push_str(&format!("supervisor   {supervisors}\n"));
        text
    }
}
