//! One file per format: bytes in, edits and warnings out, and back. Never takes a path, never changes a project, and
//! never trusts what it reads: sizes, depths and positions are bounded and checked.

pub mod agreement_grid;
mod anchor;
mod arriving;
mod attribute_columns;
pub mod attributes_csv;
pub mod codebook_csv;
pub mod codings_csv;
pub mod cues;
pub mod docx;
mod draft;
pub mod eaf;
pub mod encoding;
mod error;
pub mod forest_svg;
mod grid;
pub mod html;
pub mod markdown;
mod narrowed;
pub mod odt;
mod page;
pub mod pdf;
pub mod preset;
pub mod qualcoder;
pub mod ratings_csv;
pub mod refi;
pub mod rows;
pub mod rtf;
mod rtf_tokens;
mod sqlite;
mod table;
pub mod taguette;
pub mod textgrid;
pub mod transcripts;
pub mod txt;
mod workbook;
pub mod xlsx;
mod xml;
mod zipped;

use std::collections::BTreeMap;

pub use codings_csv::ImportOptions;
pub use draft::{TranscriptDraft, TranscriptOptions};
pub use error::{FormatError, Place};
pub use grid::{Cell, Grid, UNDEFINED};
pub use narrowed::{lost_by_narrowing, narrowed};
pub use rows::Columns;
pub use table::Sheet;

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
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Transcript,
        Self::Codings,
        Self::Codebook,
        Self::Attributes,
        Self::Qualcoder,
        Self::Taguette,
        Self::Refi,
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
}

/// Makes a file of a project, of all that is in it: [`narrowed`] leaves out what is not wanted.
pub type Write = fn(&Project, &ExportOptions) -> Exported;

/// How a person wants a project written, where the format leaves a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// The program that the file is for.
    pub target: Target,
}

/// A program that a file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// The one that the project came from; where it came from none, any.
    #[default]
    AsItCame,
    /// Any that keeps to the standard.
    Standard,
    /// NVivo, which counts positions in UTF-16 units.
    Nvivo,
}

const TABLES: &[&str] = &["csv", "tsv"];
const DATABASES: &[&str] = &["qda", "sqlite3", "sqlite", "db"];
const WORKBOOKS: &[&str] = &["xlsx", "xlsm"];

/// The formats that can be read.
pub const FORMATS: &[Format] = &[
    Format {
        id: "txt",
        kind: Kind::Transcript,
        label: "Plain text",
        extensions: &["txt", "text"],
        fits: txt::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![txt::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "markdown",
        kind: Kind::Transcript,
        label: "Markdown",
        extensions: &["md", "markdown"],
        fits: txt::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![txt::read_markdown(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "docx",
        kind: Kind::Transcript,
        label: "Word",
        extensions: &["docx", "docm"],
        fits: docx::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![docx::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "odt",
        kind: Kind::Transcript,
        label: "LibreOffice",
        extensions: &["odt"],
        fits: odt::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![odt::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "rtf",
        kind: Kind::Transcript,
        label: "Rich text",
        extensions: &["rtf"],
        fits: rtf::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![rtf::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "html",
        kind: Kind::Transcript,
        label: "Web page",
        extensions: &["html", "htm", "xhtml"],
        fits: html::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![html::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "pdf",
        kind: Kind::Transcript,
        label: "PDF",
        extensions: &["pdf"],
        fits: pdf::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![pdf::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "vtt",
        kind: Kind::Transcript,
        label: "WebVTT subtitles",
        extensions: &["vtt"],
        fits: cues::is_vtt,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![cues::read_vtt(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "srt",
        kind: Kind::Transcript,
        label: "SubRip subtitles",
        extensions: &["srt"],
        fits: cues::is_srt,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![cues::read_srt(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "eaf",
        kind: Kind::Transcript,
        label: "ELAN",
        extensions: &["eaf"],
        fits: eaf::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![eaf::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "textgrid",
        kind: Kind::Transcript,
        label: "Praat",
        extensions: &["textgrid"],
        fits: textgrid::fits,
        read: Reader::Transcript(|file, bytes, options| Ok(vec![textgrid::read(file, bytes, options)?])),
        write: None,
    },
    Format {
        id: "codings-csv",
        kind: Kind::Codings,
        label: "Table of codings",
        extensions: TABLES,
        fits: |bytes| table::has(bytes, &[&["code"], &["start"], &["end"]]),
        read: Reader::Table(codings_csv::import),
        write: Some(|project, _| codings_csv::export(project)),
    },
    Format {
        id: "rows-csv",
        kind: Kind::Transcript,
        label: "Table of turns",
        extensions: TABLES,
        fits: rows::fits,
        read: Reader::Transcript(rows::read),
        write: None,
    },
    Format {
        id: "attributes-csv",
        kind: Kind::Attributes,
        label: "Table of attributes",
        extensions: TABLES,
        fits: |bytes| table::has(bytes, &[&["case", "participant", "transcript", "file"]]),
        read: Reader::Table(|project, file, bytes, _, stamp| {
            attributes_csv::import(project, file, bytes, stamp)
        }),
        write: Some(|project, _| attributes_csv::export(project)),
    },
    Format {
        id: "codebook-csv",
        kind: Kind::Codebook,
        label: "Table of codes",
        extensions: TABLES,
        fits: |bytes| table::has(bytes, &[&["code", "name", "tag"]]),
        read: Reader::Table(|project, file, bytes, _, stamp| {
            codebook_csv::import(project, file, bytes, stamp)
        }),
        write: Some(|project, _| codebook_csv::export(project)),
    },
    Format {
        id: "qualcoder",
        kind: Kind::Qualcoder,
        label: "Project of QualCoder",
        extensions: DATABASES,
        fits: qualcoder::fits,
        read: Reader::Table(qualcoder::import),
        write: None,
    },
    Format {
        id: "taguette",
        kind: Kind::Taguette,
        label: "Project of Taguette",
        extensions: DATABASES,
        fits: taguette::fits,
        read: Reader::Table(taguette::import),
        write: None,
    },
    Format {
        id: "codings-xlsx",
        kind: Kind::Codings,
        label: "Workbook of codings",
        extensions: WORKBOOKS,
        fits: |bytes| workbook::fits(bytes) && table::has(bytes, &[&["code"], &["start"], &["end"]]),
        read: Reader::Table(codings_csv::import),
        write: None,
    },
    Format {
        id: "rows-xlsx",
        kind: Kind::Transcript,
        label: "Workbook of turns",
        extensions: WORKBOOKS,
        fits: |bytes| workbook::fits(bytes) && rows::fits(bytes),
        read: Reader::Transcript(rows::read),
        write: None,
    },
    Format {
        id: "attributes-xlsx",
        kind: Kind::Attributes,
        label: "Workbook of attributes",
        extensions: WORKBOOKS,
        fits: |bytes| {
            workbook::fits(bytes) && table::has(bytes, &[&["case", "participant", "transcript", "file"]])
        },
        read: Reader::Table(|project, file, bytes, _, stamp| {
            attributes_csv::import(project, file, bytes, stamp)
        }),
        write: None,
    },
    Format {
        id: "codebook-xlsx",
        kind: Kind::Codebook,
        label: "Workbook of codes",
        extensions: WORKBOOKS,
        fits: |bytes| workbook::fits(bytes) && table::has(bytes, &[&["code", "name", "tag"]]),
        read: Reader::Table(|project, file, bytes, _, stamp| {
            codebook_csv::import(project, file, bytes, stamp)
        }),
        write: None,
    },
    Format {
        id: refi::PROJECT,
        kind: Kind::Refi,
        label: "REFI-QDA project",
        extensions: &["qdpx"],
        fits: |bytes| bytes.starts_with(b"PK"),
        read: Reader::Table(refi::import),
        write: Some(refi::project),
    },
    Format {
        id: refi::CODEBOOK,
        kind: Kind::Codebook,
        label: "REFI-QDA codebook",
        extensions: &["qdc"],
        fits: |bytes| bytes.trim_ascii_start().starts_with(b"<") || bytes.starts_with(b"\xef\xbb\xbf<"),
        read: Reader::Table(refi::import_codebook),
        write: Some(refi::codebook),
    },
];

/// The formats whose files end as this one does.
pub fn by_extension(name: &str) -> impl Iterator<Item = &'static Format> {
    let extension = name.rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase());
    FORMATS.iter().filter(move |format| format.extensions.contains(&extension.as_str()))
}

/// The format of a file, by its extension, its first bytes, and what a person says that it holds.
///
/// # Errors
/// When no format fits.
pub fn format_of(name: &str, bytes: &[u8], kind: Option<Kind>) -> Result<&'static Format, FormatError> {
    let said = |format: &&Format| kind.is_none_or(|kind| format.kind == kind);
    let mut candidates: Vec<&Format> = by_extension(name).filter(said).collect();
    if candidates.is_empty() && kind.is_some() {
        candidates = FORMATS.iter().filter(said).collect();
    }
    let fits = candidates.iter().find(|format| (format.fits)(bytes));
    // A wrong extension is the commonest fault of all.
    let misnamed = || FORMATS.iter().filter(said).find(|format| (format.fits)(bytes) && !(format.fits)(&[]));
    // Where only one can be meant, its reader says best what is wrong.
    let only = if let [one] = candidates.as_slice() { Some(*one) } else { None };
    fits.copied().or_else(misnamed).or(only).ok_or_else(|| {
        let file = name.to_owned();
        if candidates.is_empty() {
            let known = FORMATS.iter().flat_map(|format| format.extensions.iter().copied());
            let known = known.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            return FormatError::UnknownFormat { file, known };
        }
        if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii().is_empty() {
            return FormatError::Empty { file };
        }
        FormatError::At {
            file,
            place: Place::Header,
            problem: "the first row names neither codings (transcript, coder, code, start, end), nor turns \
                 (speaker, text, start), nor attributes (case or transcript), nor codes (code, parent)"
                .to_owned(),
            remedy: "name the columns so, or say what the table holds".to_owned(),
        }
    })
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
            message
                .contains("a.xyz: files that end so cannot be read; those that can end in csv, docm, docx"),
            "{message}"
        );
    }
}
