//! Why an edit cannot be made, in words for the person who asked for it.

use super::PassageError;
use super::codebook::TreeError;
use crate::lang::{Message, Tell, message, place, which};
use crate::text::SpliceError;

/// Why an edit cannot be made. The project stays as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.message())]
pub enum EditError {
    /// It names something that is not there.
    Missing {
        /// "code", "coder" …
        what: &'static str,
        id: String,
    },
    /// A passage does not fit its transcript.
    Passage {
        /// Title of the transcript.
        transcript: String,
        /// First code point.
        start: u32,
        /// The code point after the last.
        end: u32,
        /// What is wrong.
        why: PassageError,
    },
    /// The codes would not make a tree.
    Tree(#[from] TreeError),
    /// A name stands twice.
    SameName {
        /// "coder", "case" …
        what: &'static str,
        name: String,
    },
    /// A name is empty.
    NoName {
        /// "coder", "case" …
        what: &'static str,
    },
    /// A code that passages may not carry.
    NotCodable(String),
    /// A code that carries passages cannot stop being codable.
    CarriesPassages(String),
    /// A transcript with codings cannot be called not started.
    Started(String),
    /// The text of a transcript is missing or another one.
    Text(String),
    /// A turn lies outside the text or has no speaker of that number.
    Turn {
        /// Title of the transcript.
        transcript: String,
        /// Counted from 1.
        turn: usize,
    },
    /// A correction does not fit the text.
    Correction {
        /// Title of the transcript.
        transcript: String,
        /// Where, and what is wrong.
        why: SpliceError,
    },
    /// A correction was made on other words than those that are there.
    OtherText(String),
    /// A set of codes has one of them twice.
    Twice(String),
    /// A reply to a reply, or to itself.
    Thread,
    /// A value of the wrong type.
    Value {
        /// Name of the attribute.
        attribute: String,
        /// Name of the case or title of the transcript.
        of: String,
        value: String,
    },
    /// The bytes of a file that is to be kept are missing, or are not its.
    FileBytes(String),
    /// A code cannot be merged into itself or below itself.
    MergeIntoSelf(String),
}

impl Tell for EditError {
    fn message(&self) -> Message {
        match self {
            Self::Missing { what, id } => message!("edit-missing", what = which(what), id),
            Self::Passage { transcript, start, end, why } => {
                message!("edit-passage", transcript, start = place(*start), end = place(*end), why)
            }
            Self::Tree(why) => why.message(),
            Self::SameName { what, name } => message!("edit-same-name", what = which(what), name),
            Self::NoName { what } => message!("edit-no-name", what = which(what)),
            Self::NotCodable(name) => message!("edit-not-codable", name),
            Self::CarriesPassages(name) => message!("edit-carries-passages", name),
            Self::Started(transcript) => message!("edit-started", transcript),
            Self::Text(transcript) => message!("edit-text", transcript),
            Self::Turn { transcript, turn } => message!("edit-turn", transcript, turn = place(*turn)),
            Self::Correction { transcript, why } => message!("edit-correction", transcript, why),
            Self::OtherText(transcript) => message!("edit-other-text", transcript),
            Self::Twice(name) => message!("edit-twice", name),
            Self::Thread => message!("edit-thread"),
            Self::Value { attribute, of, value } => message!("edit-value", attribute, of, value),
            Self::FileBytes(name) => message!("edit-file-bytes", name),
            Self::MergeIntoSelf(name) => message!("edit-merge-into-self", name),
        }
    }
}
