//! `concord export`: what is in a project, as a file for other programs.

use std::path::PathBuf;

use clap::Args;
use clap::error::ErrorKind;
use serde::Serialize;

use super::import::Lost;
use super::output::{Telling, Told, tell};
use super::{Failure, Outcome, open};
use crate::formats::{ExportOptions, Exported, FORMATS, Format, Kind, Write, by_extension};
use crate::store::{RealDisk, is_own_file, write_file};

/// Writes codings, the codebook or the attributes of a project into a table (.csv)
///
/// The file is written whole or not at all. A file that is there already stays, unless --force is given.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The folder of the project
    project: PathBuf,
    /// The file to write
    file: PathBuf,
    /// What to write, where the file's name does not say
    #[arg(long = "as", value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    /// Replaces a file that is there already
    #[arg(long)]
    force: bool,
    /// How to tell what was written
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

#[derive(Serialize)]
struct Shown {
    file: String,
    kind: &'static str,
    lost: Vec<Lost>,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let (kind, write) = self.writer()?;
        let opened = open::open(&self.project)?;
        if self.file.is_dir() {
            return Err(Failure::at(&self.file, "this is a folder: name a file in it"));
        }
        if is_own_file(&self.project, &self.file) {
            return Err(Failure::at(&self.file, "the project itself is kept there: name a file outside it"));
        }
        if self.file.exists() && !self.force {
            return Err(Failure::at(
                &self.file,
                "there is a file already: name another, or replace it with --force",
            ));
        }
        let Exported { bytes, lost } = write(&opened.project, &ExportOptions::default());
        write_file(&RealDisk, &self.file, &bytes)?;
        let shown = Shown {
            file: self.file.display().to_string(),
            kind: kind.id(),
            lost: lost.into_iter().map(Lost::from).collect(),
        };
        tell(&shown, self.format)?;
        Ok(opened.done())
    }

    /// The format asked for; else the one that the file's name tells.
    fn writer(&self) -> Result<(Kind, Write), Failure> {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let writer = |format: &Format| format.write.map(|write| (format.kind, write));
        let all: Vec<_> = match self.kind {
            Some(kind) => FORMATS.iter().filter(|f| f.kind == kind).filter_map(writer).collect(),
            None => by_extension(&name).filter_map(writer).collect(),
        };
        let said: Vec<_> = all.iter().copied().filter(|(kind, _)| name.contains(kind.id())).collect();
        match (all.as_slice(), said.as_slice()) {
            ([one], _) | (_, [one]) => Ok(*one),
            _ => {
                let kinds: Vec<_> = FORMATS.iter().filter_map(writer).map(|(kind, _)| kind.id()).collect();
                let why = format!(
                    "{}: say what to write with --as {}, into a .csv",
                    self.file.display(),
                    kinds.join("|")
                );
                Err(Failure::usage(ErrorKind::MissingRequiredArgument, why))
            }
        }
    }
}

impl Told for Shown {
    fn text(&self) -> String {
        let mut text = format!("{}: wrote the {}\n", self.file, self.kind);
        self.lost.iter().for_each(|lost| text.push_str(&lost.line()));
        text
    }
}
