//! `concord export`: what is in a project, as a file for other programs.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use clap::error::ErrorKind;
use serde::Serialize;

use super::narrowing::Counting;
use super::output::{Printable, Telling, scope_line, tell};
use super::told::Lost;
use super::{Failure, Outcome, files, open};
use crate::formats::{self, ExportOptions, FORMATS, Format, Kind, Part, Target, Writer, kinds_written};
use crate::lang;
use crate::model::{CoderId, TranscriptId};
use crate::store::{RealDisk, write_file_with, write_folder_with};

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
    #[arg(long = "as", value_parser = files::kinds(kinds_written(FORMATS)), value_name = "KIND")]
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
    #[command(flatten)]
    counting: Counting,
    /// Marks a .csv as UTF-8 at its start, for spreadsheets that take it for something else
    #[arg(long)]
    bom: bool,
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
struct Report {
    file: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    lost: Vec<Lost>,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        files::outside(&self.project, &self.file, self.file.extension().is_none())?;
        if self.kind.is_some_and(|kind| !is_folder(kind)) {
            files::free(&self.file, false)?;
        }
        let format = self.writer()?;
        if self.bom && format.extensions.first() != Some(&"csv") {
            let why = "--bom is for a .csv alone: leave it out";
            return Err(Failure::usage(ErrorKind::ArgumentConflict, why));
        }
        let folder = matches!(format.write, Writer::Folder(_));
        files::free(&self.file, folder)?;
        // What is in the past is read only where it is told of.
        let (mut opened, steps) = if format.steps {
            open::open_with_trail(&self.project)?
        } else {
            (open::open(&self.project)?, Vec::new())
        };
        if !folder {
            files::unless_there(&self.file, self.force)?;
        }
        let target = match self.target {
            None => Target::Original,
            Some(For::Standard) => Target::Standard,
            Some(For::Nvivo) => Target::Nvivo,
        };
        opened.narrow(&[&self.counting])?;
        if opened.scope.is_some() && !is_narrowable(format) {
            let why =
                format!("a {} is not narrowed to a scope: name --transcripts and --coders", format.label);
            return Err(Failure::usage(ErrorKind::ArgumentConflict, why));
        }
        let part = self.part(&opened)?;
        let (wanted, mut lost) = part.of(&opened.project);
        let (steps, left) = part.steps(&opened.project, steps);
        lost.extend(left);
        let options = ExportOptions { steps, target };
        match format.write {
            Writer::File(write) => {
                let mark: &[u8] = if self.bom { formats::BOM } else { &[] };
                lost.extend(write_file_with(&RealDisk, &self.file, |to| {
                    to.write_all(mark)?;
                    write(&wanted, &options, to)
                })?);
            }
            Writer::Folder(write) => {
                let made = write(&wanted, &options);
                write_folder_with(&RealDisk, &self.file, |folder| {
                    made.files.iter().try_for_each(|file| folder.file(&file.name, |to| file.write(to)))
                })?;
                lost.extend(made.lost);
            }
            // None is found for what is to be written.
            Writer::Never => {}
        }
        let shown = Report {
            file: self.file.display().to_string(),
            kind: format.kind.id(),
            scope: opened.scope.clone(),
            lost: lost.into_iter().map(Lost::from).collect(),
        };
        tell(&shown, self.format)?;
        Ok(opened.done())
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
        let transcript = |title: &str| {
            project.transcript_named(title).map_err(|why| Failure::at(&self.project, lang::tell(&why)))
        };
        let transcripts = opened.several(&self.transcripts, |title| Ok(transcript(title)?.id()))?;
        let transcripts: BTreeSet<TranscriptId> = transcripts.into_iter().collect();
        Ok(Part {
            coders: Some(coders).filter(|coders| !coders.is_empty()),
            transcripts: Some(transcripts).filter(|transcripts| !transcripts.is_empty()),
        })
    }

    /// The format asked for; else the one that the file's name tells: a folder where it has no ending.
    fn writer(&self) -> Result<&'static Format, Failure> {
        let usage = |kind, why: &str| Err(Failure::usage(kind, format!("{}: {why}", self.file.display())));
        let is_folder = |format: &&Format| matches!(format.write, Writer::Folder(_));
        let of_kind = |format: &&Format| self.kind.is_none_or(|kind| format.kind == kind);
        let written = || FORMATS.iter().filter(|format| format.writer().is_some());
        let plain = self.file.extension().is_none();
        if let Some(folder) = FORMATS.iter().filter(is_folder).find(of_kind)
            && (self.kind.is_some() || (plain && !self.file.is_dir()))
        {
            if plain {
                return Ok(folder);
            }
            let why =
                format!("a {} is a folder: give it a name without an ending", folder.label.to_lowercase());
            return usage(ErrorKind::ValueValidation, &why);
        }
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        // Of several endings that a format is read from, it is written with the first.
        let ends_so = |format: &&Format| format.extensions.first() == Some(&extension);
        let ending: Vec<_> = written().filter(ends_so).collect();
        let all: Vec<_> = ending.iter().copied().filter(of_kind).collect();
        if let Some(kind) = self.kind.filter(|_| all.is_empty()) {
            let fit: BTreeSet<&str> =
                written().filter(of_kind).filter_map(|format| format.extensions.first().copied()).collect();
            let endings =
                fit.into_iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(" or ");
            let why = format!("--as {} is written into a file that ends in {endings}", kind.id());
            return usage(ErrorKind::ValueValidation, &why);
        }
        let said: Vec<_> = all.iter().copied().filter(|format| name.contains(format.kind.id())).collect();
        match (all.as_slice(), said.as_slice()) {
            ([one], _) | (_, [one]) => Ok(*one),
            // The first is what such a file holds as a rule; of tables none is.
            ([first, ..], []) if !name.ends_with(".csv") && !name.ends_with(".tsv") => Ok(*first),
            _ => {
                let (could_be, into) = match ending.is_empty() {
                    true => (written().collect(), ", into a .csv"),
                    false => (ending, ""),
                };
                let mut kinds: Vec<&str> = Vec::new();
                for format in could_be {
                    if !kinds.contains(&format.kind.id()) {
                        kinds.push(format.kind.id());
                    }
                }
                let why = format!("say what to write with --as {}{into}", kinds.join("|"));
                usage(ErrorKind::MissingRequiredArgument, &why)
            }
        }
    }
}

/// Whether a scope says what of a kind is written: of tables and of what is for reading, and not of a project as a whole.
const fn is_narrowable(format: &Format) -> bool {
    match format.kind {
        Kind::Codings
        | Kind::Attributes
        | Kind::Frequencies
        | Kind::Agreement
        | Kind::Settlements
        | Kind::Memos
        | Kind::Matrix
        | Kind::Coded
        | Kind::Tables => true,
        Kind::Transcript
        | Kind::Codebook
        | Kind::Qualcoder
        | Kind::Taguette
        | Kind::Refi
        | Kind::History
        | Kind::Package => false,
    }
}

/// Whether a kind is written as a folder.
fn is_folder(kind: Kind) -> bool {
    FORMATS.iter().any(|format| format.kind == kind && matches!(format.write, Writer::Folder(_)))
}

impl Printable for Report {
    fn text(&self) -> String {
        let mut text = format!("{}: written ({})\n", self.file, self.kind);
        text.push_str(&scope_line(self.scope.as_deref()));
        self.lost.iter().for_each(|lost| text.push_str(&lost.line()));
        text
    }
}
