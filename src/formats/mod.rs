//! One file per format: bytes in, edits and warnings out, and back. Never takes a path, never changes a project, and
//! never trusts what it reads: sizes, depths and positions are bounded and checked.

pub mod agreement_grid;
mod anchor;
mod arriving;
mod attribute_columns;
pub mod attributes_csv;
mod catalogue;
pub mod codebook_csv;
mod coded;
pub mod codings_csv;
pub mod codings_out;
pub mod cues;
pub mod docx;
pub mod docx_out;
mod draft;
pub mod eaf;
pub mod encoding;
mod error;
pub mod figures;
mod grid;
pub mod html;
pub mod html_out;
pub mod markdown;
mod narrowed;
pub mod odt;
pub mod package;
mod page;
pub mod pdf;
mod pdf_columns;
mod pdf_operators;
pub mod picture;
pub mod preset;
pub mod qualcoder;
pub mod quoted_csv;
pub mod ratings_csv;
pub mod refi;
pub mod rows;
pub mod rtf;
pub mod settlements;
mod sheet;
mod sqlite;
mod table;
pub mod taguette;
pub mod textgrid;
mod trail;
pub mod transcripts;
pub mod txt;
mod workbook;
pub mod xlsx;
mod xml;
mod zipped;

use std::collections::BTreeMap;
use std::io;

pub use catalogue::{FORMATS, by_extension, format_of, misnamed};
pub use codings_csv::ImportOptions;
pub use draft::{TranscriptDraft, TranscriptOptions};
pub use error::{FormatError, Place};
pub use grid::{Cell, Grid, UNDEFINED};
pub use narrowed::{Part, narrowed};
pub use rows::Columns;
pub use sheet::Sheet;
pub use trail::PastStep;

use crate::model::{Edit, Project, Stamp};

/// A kind of file. Dialogs, the command line's help and tests loop over [`FORMATS`].
pub struct Format {
    /// Never shown, never changes.
    pub id: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What people call it.
    pub label: &'static str,
    /// Extensions of its files, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether a file looks like it, by what it holds. Asked where several formats have one extension, and of a file that is
    /// named wrongly; a format that nothing tells from others says yes to no bytes at all.
    pub fits: fn(&[u8]) -> bool,
    /// Reads it.
    pub read: Reader,
    /// Writes it, where a project can be written so.
    pub write: Option<Write>,
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
        match self {
            Self::Transcript => "transcript",
            Self::Codings => "codings",
            Self::Codebook => "codebook",
            Self::Attributes => "attributes",
            Self::Qualcoder => "qualcoder",
            Self::Taguette => "taguette",
            Self::Refi => "refi",
            Self::Frequencies => "frequencies",
            Self::Agreement => "agreement",
            Self::Settlements => "settlements",
            Self::Memos => "memos",
            Self::History => "history",
            Self::Matrix => "matrix",
            Self::Coded => "coded",
            Self::Tables => "tables",
            Self::Package => "package",
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

/// Makes a file of a project, of all that is in it, and says what is not: [`narrowed`] leaves out what is not wanted. It fails
/// only where what it is written to does.
pub type Write = fn(&Project, &ExportOptions, &mut dyn io::Write) -> io::Result<Vec<Lost>>;

/// A file made of a project, held as a whole, for who has no place to write it to yet.
///
/// # Errors
/// When there is not the memory for it.
pub fn made(write: Write, project: &Project, options: &ExportOptions) -> io::Result<Exported> {
    let mut held = Held(Vec::new());
    let lost = write(project, options, &mut held)?;
    Ok(Exported { bytes: held.0, lost })
}

/// Bytes that say so where there is no room for more of them.
struct Held(Vec<u8>);

impl io::Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.try_reserve(bytes.len())?;
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How a person wants a project written, where the format leaves a choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportOptions {
    /// The steps of the past, where the trail is written.
    pub steps: Vec<PastStep>,
    /// The program that the file is for.
    pub target: Target,
}

/// A program that a file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// The one that the project came from; where it came from none, any.
    #[default]
    AsItCame,
    /// Any that keeps to the standard.
    Standard,
    /// NVivo, which counts positions in UTF-16 units.
    Nvivo,
}

/// What an import would do: one step, that can be undone like any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The edits, to be made in one step.
    pub edits: Vec<Edit>,
    /// How many things of each kind are added, by their plural in the field's words.
    pub added: BTreeMap<&'static str, usize>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// What the project cannot keep.
    pub lost: Vec<Lost>,
}

impl Import {
    /// Counts one thing more that is added.
    fn count(&mut self, what: &'static str) {
        *self.added.entry(what).or_default() += 1;
    }
}

/// A file made of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What to write.
    pub bytes: Vec<u8>,
    /// What of the project is not in it.
    pub lost: Vec<Lost>,
}

impl Exported {
    /// Writes it, for a format that is made at once.
    fn write(self, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
        to.write_all(&self.bytes)?;
        Ok(self.lost)
    }
}

/// Something that was taken, though not quite as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Name of the file.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What was done, and what to look at.
    pub message: String,
}

impl Warning {
    /// A warning about a file as a whole.
    fn file(file: &str, message: String) -> Self {
        Self { file: file.to_owned(), place: Place::Whole, message }
    }
}

/// Something that was not taken, or does not go into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What it is, in the singular.
    pub what: String,
    /// How many of them.
    pub count: usize,
    /// Why.
    pub why: String,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Kind, format_of};
    use crate::model::{Project, ProjectId, Stamp, Timestamp};

    /// Ids that count up, and a time that stands still.
    #[derive(Default)]
    pub(super) struct Count(u128);

    impl From<usize> for Count {
        fn from(last: usize) -> Self {
            Self(last as u128)
        }
    }

    impl Stamp for Count {
        fn uuid(&mut self) -> Uuid {
            self.0 += 1;
            Uuid::from_u128(self.0)
        }

        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
    }

    /// A zipped file.
    pub(super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, words) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, words.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Fails where turns do not fit the text of a draft.
    pub(super) fn fits(draft: &super::TranscriptDraft) {
        let turns = draft.recognition.turns.clone();
        assert!(crate::text::Turns::new(&draft.text, turns).is_ok());
        assert!(!draft.text.as_str().contains(['\r', '\0']) && !draft.text.as_str().trim().is_empty());
    }

    /// A project without anything in it.
    pub(super) fn project() -> Project {
        Project::new(ProjectId(Uuid::nil()), "A study", Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_file_says_what_it_is() {
        let id =
            |name: &str, head: &str, kind| format_of(name, head.as_bytes(), kind).map(|format| format.id);
        for (name, head, format) in [
            ("P1.TXT", "I: a", "txt"),
            ("P1.md", "# a", "markdown"),
            ("a.csv", "coder;file;start;end;code\nA;b;0;1;c", "codings-csv"),
            ("a.csv", "code,theme,colour,description\n", "codebook-csv"),
            ("a.tsv", "participant\tfile\tgroup\tcode\n", "attributes-csv"),
        ] {
            assert_eq!(id(name, head, None).as_ref(), Ok(&format), "{name}: {head}");
        }
        assert_eq!(id("a.transcript", "I: a", Some(Kind::Transcript)).as_ref(), Ok(&"txt"));
        assert_eq!(id("a.csv", "x,y\n", Some(Kind::Codings)).as_ref(), Ok(&"codings-csv"));
        let message = id("a.csv", "x,y\n", None).unwrap_err().to_string();
        assert!(message.starts_with("a.csv, row 1: the first row names neither"), "{message}");
        let message = id("a.xyz", "", None).unwrap_err().to_string();
        assert!(
            message.contains(
                "a.xyz: files that end so cannot be read; those that can end in csv, db, docm, docx"
            ),
            "{message}"
        );
    }
}
