//! `concord new`: makes a project.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::output::{Telling, Told, counted, tell};
use super::{Failure, Outcome};
use crate::session::Session;

/// Makes a project in a folder that is new or empty
#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder to make
    project: PathBuf,
    /// The title of the study
    #[arg(long)]
    title: String,
    /// How to tell what was made
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

#[derive(Serialize)]
struct Shown {
    project: String,
    title: String,
    codes: usize,
}

impl New {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let session = Session::create(&self.project, &self.title, &[])?;
        let shown = Shown {
            project: self.project.display().to_string(),
            title: self.title,
            codes: session.project().codebook().len(),
        };
        tell(&shown, self.format)?;
        Ok(Outcome::Done)
    }
}

impl Told for Shown {
    fn text(&self) -> String {
        let codes = counted(self.codes as f64, "code", "codes");
        format!("{}: made the project “{}” with {codes}\n", self.project, self.title)
    }
}
