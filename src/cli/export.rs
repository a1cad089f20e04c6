//! `concord export`: what is in a project, as a file for other programs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::error::ErrorKind;
use serde::Serialize;

use super::import::Lost;
use super::output::{Telling, Told, tell};
use super::{Failure, Outcome, open};
use crate::formats::{
    self, ExportOptions, FORMATS, Format, Kind, Part, Target, Write, by_extension, package,
};
use crate::lang;
use crate::model::{CoderId, TranscriptId};
use crate::store::{InTheWay, RealDisk, in_the_way, is_own_file, write_file_with, write_folder_with};

/// Writes a project, or part of it, for other programs and for reading
///
/// Tables go into a .csv or a .xlsx, coded transcripts and the codebook into a .docx or a .html, and all of it as a data
/// package for an archive into a folder, which is a name without an ending. What is written is said by --as, or by the
/// file's name where it holds one of its words. It is written whole or not at all. A file that is there already stays,
/// unless --force is given.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The folder of the project
    project: PathBuf,
    /// The file to write
    file: PathBuf,
    /// What to write, where the file's name does not say
    #[arg(long = "as", value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    /// The program that a REFI-QDA file is for; unasked, the one that the project came from
    #[arg(long, value_enum, value_name = "PROGRAM")]
    target: Option<For>,
    /// What these coders did alone
    #[arg(long, value_delimiter = ',', value_name = "NAMES", conflicts_with = "consensus")]
    coders: Vec<String>,
    /// What was settled on alone
    #[arg(long)]
    consensus: bool,
    /// These transcripts alone
    #[arg(long, value_delimiter = ',', value_name = "TITLES")]
    transcripts: Vec<String>,
    /// Replaces a file that is there already
    #[arg(long)]
    force: bool,
    /// How to tell what was written
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

/// As `--target` names it.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum For {
    /// Any that keeps to the standard
    Standard,
    /// NVivo, which counts positions in its own way
    Nvivo,
}

#[derive(Serialize)]
struct Shown {
    file: String,
    kind: &'static str,
    lost: Vec<Lost>,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let named = self.file.extension().is_some();
        if self.kind == Some(Kind::Package) && named {
            let why = "a data package is a folder: give it a name without an ending";
            return Err(Failure::usage(
                ErrorKind::ValueValidation,
                format!("{}: {why}", self.file.display()),
            ));
        }
        if self.kind == Some(Kind::Package) || (self.kind.is_none() && !named && !self.file.is_dir()) {
            return self.package();
        }
        let (kind, write) = self.writer()?;
        free(&self.file)?;
        // Only the history needs what is in the past.
        let (opened, steps) = if kind == Kind::History {
            open::open_with_trail(&self.project)?
        } else {
            (open::open(&self.project)?, Vec::new())
        };
        if is_own_file(&self.project, &self.file) {
            return Err(Failure::at(&self.file, "the project itself is kept there: name a file outside it"));
        }
        if self.file.exists() && !self.force {
            return Err(Failure::at(
                &self.file,
                "there is a file already: name another, or replace it with --force",
            ));
        }
        let target = match self.target {
            None => Target::AsItCame,
            Some(For::Standard) => Target::Standard,
            Some(For::Nvivo) => Target::Nvivo,
        };
        let part = self.part(&opened)?;
        let (wanted, mut lost) = part.of(&opened.project);
        let (steps, left) = part.steps(&opened.project, steps);
        lost.extend(left);
        let options = ExportOptions { steps, target };
        lost.extend(write_file_with(&RealDisk, &self.file, |to| write(&wanted, &options, to))?);
        self.told(kind, lost)?;
        Ok(opened.done())
    }

    /// Writes the data package into a folder that is not there yet.
    fn package(&self) -> Result<Outcome, Failure> {
        if self.file.symlink_metadata().is_ok() {
            return Err(Failure::at(
                &self.file,
                "there is something already: name a folder that is not there yet",
            ));
        }
        let (opened, steps) = open::open_with_trail(&self.project)?;
        if is_own_file(&self.project, &self.file) {
            return Err(Failure::at(
                &self.file,
                "the project itself is kept there: name a folder outside it",
            ));
        }
        let part = self.part(&opened)?;
        let (wanted, mut lost) = part.of(&opened.project);
        let (steps, left) = part.steps(&opened.project, steps);
        let package = package::export(&wanted, &steps);
        write_folder_with(&RealDisk, &self.file, |folder| {
            package.files.iter().try_for_each(|file| folder.file(&file.name, |to| file.write(to)))
        })?;
        lost.extend(left);
        lost.extend(package.lost);
        self.told(Kind::Package, lost)?;
        Ok(opened.done())
    }

    fn told(&self, kind: Kind, lost: Vec<formats::Lost>) -> Result<(), Failure> {
        let shown = Shown {
            file: self.file.display().to_string(),
            kind: kind.id(),
            lost: lost.into_iter().map(Lost::from).collect(),
        };
        tell(&shown, self.format)
    }

    /// The part of the project that is wanted.
    fn part(&self, opened: &open::Opened<'_>) -> Result<Part, Failure> {
        let project = &opened.project;
        let coders: BTreeSet<CoderId> = if self.consensus {
            let none =
                || Failure::at(&self.project, "there is no consensus yet: settle on one, or name coders");
            BTreeSet::from([opened.shown(project.consensus().ok_or_else(none)?)?])
        } else {
            opened.several(&self.coders, |name| opened.coder(name))?.into_iter().collect()
        };
        let transcript =
            |title: &str| project.transcript_named(title).map_err(|why| Failure::at(&self.project, why));
        let transcripts = opened.several(&self.transcripts, |title| Ok(transcript(title)?.id()))?;
        let transcripts: BTreeSet<TranscriptId> = transcripts.into_iter().collect();
        Ok(Part {
            coders: Some(coders).filter(|coders| !coders.is_empty()),
            transcripts: Some(transcripts).filter(|transcripts| !transcripts.is_empty()),
        })
    }

    /// The format asked for; else the one that the file's name tells.
    fn writer(&self) -> Result<(Kind, Write), Failure> {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let writer = |format: &Format| format.write.map(|write| (format.kind, write));
        let all: Vec<_> = match self.kind {
            Some(kind) => {
                let of_kind = |f: &&Format| f.kind == kind;
                let named: Vec<_> = by_extension(&name).filter(of_kind).filter_map(writer).collect();
                let other = by_extension(&name).find(|format| format.write.is_some());
                if let Some(other) = other.filter(|_| named.is_empty()) {
                    let endings: Vec<&str> =
                        FORMATS.iter().filter(of_kind).flat_map(|f| f.extensions.iter().copied()).collect();
                    let why = format!(
                        "{}: a file that ends so holds {}; what --as {} asks for goes into .{}",
                        self.file.display(),
                        other.kind.id(),
                        kind.id(),
                        endings.join(", .")
                    );
                    return Err(Failure::usage(ErrorKind::ValueValidation, why));
                }
                let first = FORMATS.iter().filter(of_kind).filter_map(writer).take(1);
                if named.is_empty() { first.collect() } else { named }
            }
            None => by_extension(&name).filter_map(writer).collect(),
        };
        let said: Vec<_> = all.iter().copied().filter(|(kind, _)| name.contains(kind.id())).collect();
        match (all.as_slice(), said.as_slice()) {
            ([one], _) | (_, [one]) => Ok(*one),
            // The first is what such a file holds as a rule; of tables none is.
            ([first, ..], []) if !name.ends_with(".csv") && !name.ends_with(".tsv") => Ok(*first),
            _ => {
                let ending: Vec<_> = by_extension(&name).filter_map(writer).collect();
                let (written, into) = match ending.is_empty() {
                    true => (FORMATS.iter().filter_map(writer).collect(), ", into a .csv"),
                    false => (ending, ""),
                };
                let mut kinds: Vec<&str> = Vec::new();
                for (kind, _) in written {
                    if !kinds.contains(&kind.id()) {
                        kinds.push(kind.id());
                    }
                }
                let kinds = kinds.join("|");
                let why = format!("{}: say what to write with --as {kinds}{into}", self.file.display());
                Err(Failure::usage(ErrorKind::MissingRequiredArgument, why))
            }
        }
    }
}

/// Refuses what a file cannot take the place of, whether it may be replaced or not.
fn free(file: &Path) -> Result<(), Failure> {
    match in_the_way(file) {
        None => Ok(()),
        Some(InTheWay::Folder) => Err(Failure::at(file, "this is a folder: name a file in it")),
        Some(what) => {
            let what = lang::tell(&what);
            let why = format!("this is {what}, which is neither followed nor replaced: name another file");
            Err(Failure::at(file, why))
        }
    }
}

impl Told for Shown {
    fn text(&self) -> String {
        let mut text = format!("{}: written ({})\n", self.file, self.kind);
        self.lost.iter().for_each(|lost| text.push_str(&lost.line()));
        text
    }
}
