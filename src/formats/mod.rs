//! One file per format: bytes in, edits and warnings out, and back. Never takes a path, never changes a project, and
//! never trusts what it reads: sizes, depths and positions are bounded and checked.

pub mod attributes_csv;
pub mod codebook_csv;
pub mod codings_csv;
pub mod encoding;
mod error;
pub mod markdown;
pub mod preset;
mod table;
pub mod transcripts;
pub mod txt;

use std::collections::BTreeMap;

pub use error::{FormatError, Place};
pub use txt::{TranscriptDraft, TranscriptOptions};

use crate::model::Edit;

/// A kind of file that can be read. Dialogs, the command line's help and tests loop over [`FORMATS`].
pub struct Format {
    /// Never shown, never changes.
    pub id: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What people call it.
    pub label: &'static str,
    /// Extensions of its files, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Reads it.
    pub read: Reader,
}

/// What a file holds, as `--as` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The words of an interview.
    Transcript,
}

/// Reads a transcript: name of the file, its bytes, how a person wants it read.
pub type ReadTranscript = fn(&str, &[u8], &TranscriptOptions) -> Result<TranscriptDraft, FormatError>;

/// How a format is read.
#[derive(Clone, Copy)]
pub enum Reader {
    /// To a draft that a person confirms.
    Transcript(ReadTranscript),
}

/// The formats that can be read.
pub const FORMATS: &[Format] = &[
    Format {
        id: "txt",
        kind: Kind::Transcript,
        label: "Plain text",
        extensions: &["txt", "text"],
        read: Reader::Transcript(txt::read),
    },
    Format {
        id: "markdown",
        kind: Kind::Transcript,
        label: "Markdown",
        extensions: &["md", "markdown"],
        read: Reader::Transcript(txt::read_markdown),
    },
];

/// The formats whose files end as this one does.
pub fn by_extension(name: &str) -> impl Iterator<Item = &'static Format> {
    let extension = name.rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase());
    FORMATS.iter().filter(move |format| format.extensions.contains(&extension.as_str()))
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

    /// A project without anything in it.
    pub(super) fn project() -> Project {
        Project::new(ProjectId(Uuid::nil()), "A study", Timestamp::UNIX_EPOCH)
    }
}
