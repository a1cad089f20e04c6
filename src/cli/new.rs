//! `concord new`: makes a project.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::error::ErrorKind;
use serde::Serialize;

use super::output::{Printable, Telling, in_themes, tell};
use super::told::{Lost, Warning};
use super::{Failure, Outcome, files};
use crate::analysis::info::info;
use crate::formats::preset::{preset, presets};
use crate::formats::{Import, ImportOptions, Kind, Reader, format_of};
use crate::model::{Project, ProjectId, Stamp};
use crate::session::{Session, SystemStamp};

/// Makes a project in a folder that is new or empty
#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder to make
    project: PathBuf,
    /// The title of the study
    #[arg(long)]
    title: String,
    /// A codebook to start from: one that `concord presets` lists, a table of codes, a list of them as text, or a codebook of
    /// Word
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
    /// What to look at in the codebook, and what of it was not taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Warning>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lost: Vec<Lost>,
}

impl New {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        if self.title.trim().is_empty() {
            return Err(Failure::usage(
                ErrorKind::ValueValidation,
                "the title is empty: say what the study is called",
            ));
        }
        let book = self.codebook.as_deref().map(codebook).transpose()?.unwrap_or_default();
        let session = Session::create(&self.project, self.title.trim(), &book.edits)?;
        let info = info(session.project());
        let shown = Report {
            project: self.project.display().to_string(),
            title: session.project().title().to_owned(),
            codes: info.codes,
            themes: info.themes,
            warnings: book.warnings.into_iter().map(Warning::from).collect(),
            lost: book.lost.into_iter().map(Lost::from).collect(),
        };
        tell(&shown, self.format)?;
        Ok(Outcome::Done)
    }
}

/// What makes a codebook.
fn codebook(name: &str) -> Result<Import, Failure> {
    let mut stamp = SystemStamp;
    if let Some(preset) = preset(name) {
        return Ok(Import { edits: preset.edits(&mut stamp), ..Import::default() });
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
        Reader::Table(read) => Ok(read(&empty, name, &bytes, &ImportOptions::default(), &mut stamp)?),
        Reader::Transcript(_) | Reader::Never => {
            Err(Failure::at(file, "this is a transcript: name a table of codes"))
        }
    }
}

impl Printable for Report {
    fn text(&self) -> String {
        let codes = in_themes(self.codes, self.themes);
        let made = format!("{}: made the project “{}” with {codes}\n", self.project, self.title);
        let told = self.warnings.iter().map(Warning::line).chain(self.lost.iter().map(Lost::line));
        std::iter::once(made).chain(told).collect()
    }
}
