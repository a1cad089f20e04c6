//! What a format is: what its files hold and are called, how they are read and written, and what a person may choose
//! about it. Never lists the formats: the table of all stands above them.

use std::fmt;
use std::io;

use super::draft::TranscriptDraft;
use super::error::FormatError;
use super::options::{ExportOptions, ImportOptions, TranscriptOptions};
use super::outcome::{Folder, Import, Lost};
use super::roles::Roles;
use crate::model::{Project, Stamp, slug};

/// A kind of file. Dialogs, menus, the palette, the command line, its help and tests loop over
/// [`FORMATS`](crate::formats::FORMATS).
#[derive(Clone, Copy)]
pub struct Format {
    /// Never shown, never changes.
    pub id: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What messages call it.
    pub label: &'static str,
    /// The key of what it holds in the window's words; with `-tip`, of what is written.
    pub name: &'static str,
    /// Extensions of its files, in lower case, without the dot; the first is that of a file that is written. A folder has
    /// none.
    pub extensions: &'static [&'static str],
    /// Whether a file looks like it, by what it holds. Asked where several formats have one extension, and of a file that is
    /// named wrongly; a format that nothing tells from others says yes to no bytes at all.
    pub fits: fn(&[u8]) -> bool,
    pub read: Reader,
    /// Writes it.
    pub write: Writer,
    /// What a person may choose about it.
    pub choices: &'static [Choice],
    /// What the columns of its tables may hold; none of a file that is no table.
    pub roles: &'static Roles,
    /// Whether it tells of the steps of the past, which have to be read first.
    pub steps: bool,
    /// Whether files are read so only where a person says what they hold: they look like something else.
    pub when_told: bool,
}

impl Format {
    /// A format that is neither read nor written yet.
    pub const fn new(
        id: &'static str,
        kind: Kind,
        label: &'static str,
        extensions: &'static [&'static str],
    ) -> Self {
        let (name, read, write) = (kind.name(), Reader::Never, Writer::Never);
        Self {
            id,
            kind,
            label,
            name,
            extensions,
            fits: |_| false,
            read,
            write,
            choices: &[],
            roles: Roles::NONE,
            steps: false,
            when_told: false,
        }
    }

    /// The same, read.
    pub const fn read(self, fits: fn(&[u8]) -> bool, read: Reader) -> Self {
        Self { fits, read, ..self }
    }

    /// The same, written.
    pub const fn written(self, write: Writer) -> Self {
        Self { write, ..self }
    }

    /// The same, with choices.
    pub const fn choices(self, choices: &'static [Choice]) -> Self {
        Self { choices, ..self }
    }

    /// The same, where a person has to say what the file holds.
    pub const fn when_told(self) -> Self {
        Self { when_told: true, ..self }
    }

    /// The same, with columns of which a person may say what they hold.
    pub const fn columns(self, roles: &'static Roles) -> Self {
        Self { roles, ..self }
    }

    /// The same, with the steps of the past.
    pub const fn with_steps(self) -> Self {
        Self { steps: true, ..self }
    }

    /// The same, where its kind does not say what is in it.
    pub const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Whether files of it can be read.
    pub const fn is_read(&self) -> bool {
        !matches!(self.read, Reader::Never)
    }

    /// Whether a project can be written so.
    pub const fn is_written(&self) -> bool {
        !matches!(self.write, Writer::Never)
    }

    /// What writes a file of it.
    pub const fn writer(&self) -> Option<Write> {
        match self.write {
            Writer::File(write) => Some(write),
            Writer::Folder(_) | Writer::Never => None,
        }
    }

    /// Whether a person may choose something about it.
    pub fn takes(&self, choice: Choice) -> bool {
        self.choices.contains(&choice)
    }

    /// What a file or folder of a project is called, where nobody says otherwise.
    pub fn file_name(&self, project: &Project) -> String {
        let title = slug(project.title());
        let stem = if self.kind == Kind::Refi { title } else { format!("{title}-{}", self.kind.id()) };
        match self.extensions.first() {
            Some(extension) => format!("{stem}.{extension}"),
            None => stem,
        }
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Format {}

/// Something about a file that is left to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// How its letters are encoded.
    Encoding,
    /// Whose codings, and which transcripts, are written.
    Part,
    /// The program that it is for.
    Target,
}

/// What a file holds, as `--as` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The words of an interview.
    Transcript,
    /// Codings of transcripts that are there.
    Codings,
    /// Codes and themes.
    Codebook,
    /// Attributes of cases and transcripts.
    Attributes,
    /// A project of QualCoder.
    Qualcoder,
    /// A project of Taguette.
    Taguette,
    /// A project of any program, as REFI-QDA.
    Refi,
    /// How often codes and themes occur.
    Frequencies,
    /// How far coders agree.
    Agreement,
    /// What was decided about differences.
    Settlements,
    /// Memos and replies.
    Memos,
    /// The trail of all steps.
    History,
    /// Codes against participants, for statistics programs.
    Matrix,
    /// Transcripts with their codes, for reading.
    Coded,
    /// All tables in one workbook.
    Tables,
    /// A folder for an archive.
    Package,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Transcript,
        Self::Codings,
        Self::Codebook,
        Self::Attributes,
        Self::Qualcoder,
        Self::Taguette,
        Self::Refi,
        Self::Frequencies,
        Self::Agreement,
        Self::Settlements,
        Self::Memos,
        Self::History,
        Self::Matrix,
        Self::Coded,
        Self::Tables,
        Self::Package,
    ];

    /// What the command line calls it.
    pub const fn id(self) -> &'static str {
        self.row().0
    }

    /// The key of what the window calls it.
    pub const fn name(self) -> &'static str {
        self.row().1
    }

    /// Its place where several files are imported at once: what others refer to comes first.
    pub const fn place(self) -> u8 {
        self.row().2
    }

    const fn row(self) -> (&'static str, &'static str, u8) {
        match self {
            Self::Transcript => ("transcript", "kind-transcript", 0),
            Self::Qualcoder => ("qualcoder", "kind-qualcoder", 1),
            Self::Taguette => ("taguette", "kind-taguette", 1),
            Self::Refi => ("refi", "kind-refi", 1),
            Self::Codebook => ("codebook", "kind-codebook", 2),
            Self::Attributes => ("attributes", "kind-attributes", 3),
            Self::Codings => ("codings", "kind-codings", 4),
            // These are only written.
            Self::Frequencies => ("frequencies", "kind-frequencies", 5),
            Self::Agreement => ("agreement", "kind-agreement", 5),
            Self::Settlements => ("settlements", "kind-settlements", 5),
            Self::Memos => ("memos", "kind-memos", 5),
            Self::History => ("history", "kind-history", 5),
            Self::Matrix => ("matrix", "kind-matrix", 5),
            Self::Coded => ("coded", "kind-coded", 5),
            Self::Tables => ("tables", "kind-tables", 5),
            Self::Package => ("package", "kind-package", 5),
        }
    }
}

/// Reads the transcripts of a file, mostly one: its name, its bytes, how a person wants it read.
pub type ReadTranscript = fn(&str, &[u8], &TranscriptOptions) -> Result<Vec<TranscriptDraft>, FormatError>;

/// Reads a table into a project: name of the file, its bytes, how it is taken, ids and time.
pub type ReadTable = fn(&Project, &str, &[u8], &ImportOptions, &mut dyn Stamp) -> Result<Import, FormatError>;

/// How a format is read.
#[derive(Clone, Copy)]
pub enum Reader {
    /// To drafts that a person confirms.
    Transcript(ReadTranscript),
    /// To edits.
    Table(ReadTable),
    /// Not at all: it is only written.
    Never,
}

/// Makes a file of a project, of all that is in it, and says what is not: [`narrowed`](crate::formats::narrowed) leaves out
/// what is not wanted. It fails only where what it is written to does.
pub type Write = fn(&Project, &ExportOptions, &mut dyn io::Write) -> io::Result<Vec<Lost>>;

/// Makes the files of a folder in the same way.
pub type WriteFolder = for<'p> fn(&'p Project, &'p ExportOptions) -> Folder<'p>;

/// How a format is written.
#[derive(Clone, Copy)]
pub enum Writer {
    /// As one file.
    File(Write),
    /// As a folder of files.
    Folder(WriteFolder),
    /// Not at all: it is only read.
    Never,
}
