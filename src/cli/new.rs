//! `concord new`: makes a project.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::error::ErrorKind;
use serde::Serialize;

use super::output::{Printable, Telling, in_themes, tell};
use super::{Failure, Outcome, files};
use crate::analysis::info::info;
use crate::formats::preset::{preset, presets};
use crate::formats::{ImportOptions, Kind, Reader, format_of};
use crate::model::{Edit, Project, ProjectId, Stamp};
use crate::session::{Session, SystemStamp};

/// Makes a project in a folder that is new or empty
#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder to make
    project: PathBuf,
    /// The title of the study
    #[arg(long)]
    title: String,
    /// A codebook to start from: one that `concord presets` lists, or a table of codes
    #[arg(long, value_name = "PRESET|FILE")]
    codebook: Option<String>,
    /// How to tell what was made
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

#[derive(Serialize)]
struct Report {
    project: String,
    title: String,
    codes: usize,
    themes: usize,
}

impl New {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        if self.title.trim().is_empty() {
            return Err(Failure::usage(
                ErrorKind::ValueValidation,
                "the title is empty: say what the study is called",
            ));
        }
        let edits = self.codebook.as_deref().map(codebook).transpose()?.unwrap_or_default();
        let session = Session::create(&self.project, self.title.trim(), &edits)?;
        let info = info(session.project());
        let shown = Report {
            project: self.project.display().to_string(),
            title: session.project().title().to_owned(),
            codes: info.codes,
            themes: info.themes,
        };
        tell(&shown, self.format)?;
        Ok(Outcome::Done)
    }
}

/// The edits that make a codebook.
fn codebook(name: &str) -> Result<Vec<Edit>, Failure> {
    let mut stamp = SystemStamp;
    if let Some(preset) = preset(name) {
        return Ok(preset.edits(&mut stamp));
    }
    let file = Path::new(name);
    if !file.exists() {
        let known: Vec<_> = presets().iter().map(|preset| preset.id.as_str()).collect();
        return Err(Failure::at(
            file,
            format!("neither a file nor a codebook that comes with Concord: those are {}", known.join(", ")),
        ));
    }
    let bytes = files::bytes(file)?;
    let empty = Project::new(ProjectId(stamp.uuid()), "", stamp.now());
    match format_of(name, &bytes, Some(Kind::Codebook))?.read {
        Reader::Table(read) => Ok(read(&empty, name, &bytes, &ImportOptions::default(), &mut stamp)?.edits),
        Reader::Transcript(_) | Reader::Never => {
            Err(Failure::at(file, "this is a transcript: name a table of codes"))
        }
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let codes = in_themes(self.codes, self.themes);
        format!("{}: made the project “{}” with {codes}\n", self.project, self.title)
    }
}
