//! `concord import`: transcripts and tables into a project, all of them or none.

use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Args, ValueEnum};

use super::output::{Telling, tell};
use super::replace::Replace;
use super::told::{Lost, Report, Warning};
use super::{Failure, Outcome, files, layouts, open};
use crate::formats::refi::Positions;
use crate::formats::{
    self, FORMATS, Format, FormatError, ImportOptions, Kind, MarksWanted, Reader, TranscriptDraft,
    TranscriptOptions, format_of, kinds_read, quoted,
};
use crate::lang::{self, message};
use crate::model::{CoderId, Edit, Project};
use crate::session::{SaveState, Session, SystemStamp, gathered, guarded, with_sources};
use crate::store::{Progress, fits_in};
use crate::text::TurnRules;

/// Takes transcripts, codebooks, attributes and codings into a project: all files in one step, or none of them
///
/// A folder stands for all files in it that can be read. A table of turns has columns text, speaker, start and document.
/// What a table holds is seen by its first row. Codings: transcript, coder, code, start, end (characters from 0, the
/// end left out), and memo. Attributes: transcript, or case, and the rest are attributes; with
/// speaker beside both, a row ties that speaker to that case. Codebook: code, parent,
/// colour, definition, include, exclude, example. Importing codings marks those transcripts complete for their coder.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The folder of the project
    project: PathBuf,
    /// The files, and folders of files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files hold, where their content and extension leave doubt
    #[arg(long = "as", value_parser = files::kinds(kinds_read(FORMATS)), value_name = "KIND")]
    kind: Option<Kind>,
    /// Who coded, where the table does not say
    #[arg(long, value_name = "CODER")]
    coder: Option<String>,
    /// The transcripts are not coded to the end yet
    #[arg(long)]
    in_progress: bool,
    /// What positions count in a REFI-QDA file, where it is found wrongly: code-points, code-points-lf (a line end as
    /// one), utf-16, utf-16-lf
    #[arg(long, value_parser = positions, value_name = "UNITS")]
    positions: Option<Positions>,
    /// How the letters of transcripts are encoded, where it is guessed wrongly: macintosh, windows-1252, utf-8 …
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// The layout that says who speaks, where another was taken; `list` says how well each fits, and imports nothing
    #[arg(long, value_parser = layouts::chosen, value_name = "NAME|list")]
    layout: Option<layouts::Chosen>,
    /// Who says what no label is given to, where only the interviewer has one
    #[arg(long, value_name = "NAME")]
    unlabelled: Option<String>,
    /// What is marked in documents of Word and LibreOffice and becomes codings and memos of --coder: a highlight is a coding,
    /// its colour a code under “Highlights” ("Yellow highlight"), neighbours of one colour are one; a comment is a memo on
    /// the coding of its passage, or on the passage, replies in their order. A transcript that is there with the same words
    /// gets them too
    #[arg(long, value_enum, value_delimiter = ',', requires = "coder", value_name = "MARKS")]
    codings_from: Vec<Marked>,
    /// Keep the files that transcripts come from as they are, in the project
    #[arg(long)]
    keep_sources: bool,
    /// Which column of a table of coded passages holds what, where its header does not say: transcript, code, text,
    /// coder, memo, created, start, end, line
    #[arg(long, value_name = "ROLE=HEADER", value_delimiter = ',', value_parser = role)]
    columns: Vec<(String, String)>,
    /// Puts the words of FILE in the place of those of this transcript, as one correction: all codings go with their words,
    /// and speakers and turns are those of FILE. JSON then has "replaced": {"transcript", "kept", "reworded", "shortened",
    /// "lost", "memos"}, which counts codings and memos on passages
    #[arg(long, value_name = "TRANSCRIPT", conflicts_with_all = ["coder", "in_progress", "positions", "columns"])]
    replace: Option<String>,
    /// With --replace: say what would become of codings and memos, and change nothing
    #[arg(long, requires = "replace")]
    dry_run: bool,
    /// How to tell what was taken
    #[arg(long, value_enum, default_value_t)]
    format: Telling,
}

/// What is marked in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Marked {
    Highlights,
    Comments,
}

/// A file with what it is.
pub(super) struct FoundFiles {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) format: &'static Format,
    /// What to tell where nobody said so and its name says otherwise.
    misnamed: Option<formats::Warning>,
}

impl Import {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let mut session = Session::open(&self.project, None)?;
        if let Some(why) = session.read_only().filter(|_| !session.damage().is_empty()) {
            let folder = self.project.display();
            return Err(Failure::Input(format!(
                "{folder}: {}: nothing is imported until `concord check {folder}` finds no damage",
                lang::tell(why)
            )));
        }
        let transcripts = self.transcripts();
        let is_list = matches!(self.layout, Some(layouts::Chosen::List));
        if let Some(transcript) = self.replace.as_ref().filter(|_| !is_list) {
            let [file] = self.files.as_slice() else {
                let why = "--replace takes one FILE: name the corrected file of that transcript alone";
                return Err(Failure::usage(ErrorKind::TooManyValues, why));
            };
            let (kind, keep, options) = (self.kind, self.keep_sources, transcripts);
            let dry_run = self.dry_run;
            let replace = Replace { project: &self.project, transcript, file, kind, keep, options, dry_run };
            tell(&replace.run(&mut session)?, self.format)?;
            return Ok(Outcome::Done);
        }
        let project = session.project().clone();
        let viewer = open::viewer(&self.project, &project)?;
        let (mut found, passed) = self.found()?;
        // Codings need their transcripts and codes, so these come first.
        found.sort_by_key(|file| file.format.kind.place());
        if is_list {
            return layouts::list(&found, &transcripts, self.format);
        }
        let mut draft = DraftReport::new(project.clone(), viewer, self.keep_sources, transcripts);
        draft.shown.lost = passed;
        let options = ImportOptions {
            coder: self.coder.clone(),
            in_progress: self.in_progress,
            positions: self.positions,
            columns: self.columns.iter().cloned().collect(),
        };
        for files in found.chunk_by(|a, b| a.format.kind == b.format.kind) {
            draft.take(files, &options)?;
        }
        project.may_take_in(&draft.project, viewer).map_err(|why| {
            let who = format!("{}=NAME says who asks", open::CODER_VARIABLE);
            Failure::at(&self.project, format!("{} ({who}): nothing was imported", lang::tell(&why)))
        })?;
        // Neither the files nor the draft of the project are of use from here on, and both may be large.
        drop(found);
        let DraftReport { edits, shown, .. } = draft;
        session.commit_watched(self.label(), edits, &Progress::default())?;
        if let SaveState::Unsaved(why) = session.save_state() {
            let left = session.after_failure(message!("import-not-done"));
            return Err(Failure::at(&self.project, format!("{}: {}", lang::tell(&why), lang::tell(&left))));
        }
        // The step is safe in the journal by now: files that cannot be written yet will be.
        if let Err(why) = session.save() {
            super::failure::say(&format!(
                "{}: what was imported is in the project's history and is not lost",
                lang::tell(&why)
            ));
        }
        tell(&shown, self.format)?;
        Ok(Outcome::Done)
    }

    /// How transcripts are read.
    fn transcripts(&self) -> TranscriptOptions {
        let mut rules = TurnRules::default();
        rules.unlabelled.clone_from(&self.unlabelled);
        if let Some(layouts::Chosen::Layout(layout)) = self.layout {
            rules.layout = Some(layout);
        }
        let wants = |marked| self.codings_from.contains(&marked);
        let marks = MarksWanted { highlights: wants(Marked::Highlights), comments: wants(Marked::Comments) };
        TranscriptOptions { encoding: self.encoding.clone(), rules, marks, ..TranscriptOptions::default() }
    }

    /// The files with what they are, and what is told of those in folders that cannot be read.
    fn found(&self) -> Result<(Vec<FoundFiles>, Vec<formats::Lost>), Failure> {
        let one = |path: &PathBuf| {
            let (name, bytes) = (path.display().to_string(), with_sources(path, files::bytes(path)?)?);
            let format = if self.columns.is_empty() {
                format_of(&name, &bytes, self.kind).map_err(|error| doubt(&error))?
            } else {
                &quoted::TABLE
            };
            let unasked = self.kind.is_none() && self.columns.is_empty();
            let misnamed = if unasked { formats::misnamed(&name, format) } else { None };
            Ok(FoundFiles { name, bytes, format, misnamed })
        };
        let mut all = (Vec::new(), Vec::new());
        for path in &self.files {
            let there =
                gathered(std::slice::from_ref(path)).map_err(|why| Failure::at(path, lang::tell(&why)))?;
            if there.files.is_empty() {
                let why: String = there
                    .told()
                    .into_iter()
                    .map(|lost| format!("\n{}", Lost::from(lost).line().trim_end()))
                    .collect();
                return Err(Failure::at(path, format!("no file in this folder can be read{why}")));
            }
            all.0.extend(there.files.iter().map(one).collect::<Result<Vec<_>, Failure>>()?);
            for lost in there.told() {
                formats::Lost::sum(&mut all.1, "", [lost]);
            }
        }
        let (mut plain, mut packed) = (0, 0);
        for FoundFiles { bytes, .. } in &all.0 {
            *(if bytes.starts_with(b"PK") { &mut packed } else { &mut plain }) += bytes.len() as u64;
        }
        // What is small fits wherever the project does.
        if plain + packed > SMALL {
            fits_in(&self.project, plain, packed)?;
        }
        Ok(all)
    }

    fn label(&self) -> String {
        let name = |path: &Path| path.file_name().unwrap_or_default().display().to_string();
        match self.files.as_slice() {
            [] => "import".to_owned(),
            [one] => format!("import {}", name(one)),
            [first, rest @ ..] => format!("import {} and {} more", name(first), rest.len()),
        }
    }
}

/// What positions count, by its name.
fn positions(id: &str) -> Result<Positions, String> {
    let known = || Positions::ALL.map(Positions::id).join(", ");
    Positions::named(id).ok_or_else(|| format!("say one of {}", known()))
}

/// What a column holds, and its header.
fn role(said: &str) -> Result<(String, String), String> {
    let (role, header) = said.split_once('=').ok_or("write it as code=Header")?;
    Ok((role.trim().to_owned(), header.trim().to_owned()))
}

/// How a person says what a file holds on the command line.
fn doubt(error: &FormatError) -> Failure {
    let kinds: Vec<_> = kinds_read(FORMATS).into_iter().map(Kind::id).collect();
    Failure::Input(format!(
        "{} with --as {}, or which columns of coded passages hold what with --columns code=NAME",
        lang::tell(error),
        kinds.join("|")
    ))
}

/// Bytes of files that are brought in without a look at the memory that there is.
const SMALL: u64 = 8 << 20;

/// The project as it will be, and what leads there.
struct DraftReport {
    project: Project,
    /// Who brings it.
    viewer: Option<CoderId>,
    edits: Vec<Edit>,
    shown: Report,
    stamp: SystemStamp,
    keep: bool,
    transcripts: TranscriptOptions,
}

impl DraftReport {
    fn new(project: Project, viewer: Option<CoderId>, keep: bool, transcripts: TranscriptOptions) -> Self {
        let (edits, shown) = (Vec::new(), Report::default());
        Self { project, viewer, edits, shown, stamp: SystemStamp, keep, transcripts }
    }

    /// Takes files of one kind.
    fn take(&mut self, files: &[FoundFiles], options: &ImportOptions) -> Result<(), Failure> {
        let (mut transcripts, mut kept) = (Vec::new(), Vec::new());
        for file in files {
            self.shown.warnings.extend(file.misnamed.clone().map(Warning::from));
            match file.format.read {
                Reader::Transcript(_) => {
                    let options = &self.transcripts;
                    transcripts.extend(guarded::transcripts(file.format, &file.name, &file.bytes, options)?);
                    kept.extend(self.keep.then_some((
                        file.format,
                        file.name.as_str(),
                        file.bytes.as_slice(),
                    )));
                }
                Reader::Table(read) => {
                    let seen = self.project.named_for(self.viewer);
                    let import = read(&seen, &file.name, &file.bytes, options, &mut self.stamp)?;
                    self.add(&file.name, import)?;
                }
                // None is found for a file that is to be read.
                Reader::Never => {}
            }
        }
        if let Some(file) = files.first().filter(|_| !transcripts.is_empty()) {
            let mut all: Vec<_> = transcripts.iter_mut().collect();
            formats::transcripts::agree_on_roles(&mut all, &self.transcripts.rules);
            let mut import = formats::transcripts::add(&self.project, &transcripts, &mut self.stamp);
            import.edits.extend(formats::transcripts::keep(&self.project, kept, &self.stamp));
            self.add(&file.name, import)?;
            self.take_marks(file, &transcripts, options)?;
        }
        Ok(())
    }

    /// Takes what is marked in documents whose words were taken.
    fn take_marks(
        &mut self,
        file: &FoundFiles,
        transcripts: &[TranscriptDraft],
        options: &ImportOptions,
    ) -> Result<(), Failure> {
        let wanted = self.transcripts.marks;
        if !wanted.any() {
            return Ok(());
        }
        let seen = self.project.named_for(self.viewer);
        let import = formats::marked(&seen, transcripts, wanted, options, &mut self.stamp);
        self.add(&file.name, import)
    }

    fn add(&mut self, file: &str, mut import: formats::Import) -> Result<(), Failure> {
        self.project.for_whom(&mut import.edits, self.viewer);
        let next = self.project.apply_all(&import.edits);
        self.project = next
            .map_err(|why| Failure::Input(format!("{file}: {}: nothing was imported", lang::tell(&why))))?;
        self.edits.extend(import.edits);
        for (what, n) in import.added {
            *self.shown.added.entry(what).or_default() += n;
        }
        self.shown.warnings.extend(import.warnings.into_iter().map(Warning::from));
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        formats::Lost::sum(&mut self.shown.lost, name, import.lost);
        Ok(())
    }
}
