//! Why an edit cannot be made, in words for the person who asked for it.

use super::PassageError;
use super::codebook::TreeError;
use crate::text::SpliceError;

/// Why an edit cannot be made. The project stays as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// It names something that is not there.
    #[error("{what} {id} is not in the project")]
    Missing {
        /// "the code", "the coder" …
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A passage does not fit its transcript.
    #[error("in “{transcript}” at {start} to {end}: {why}")]
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
    #[error("{0}")]
    Tree(#[from] TreeError),
    /// A name stands twice.
    #[error("{what} is named “{name}” already: choose another name")]
    SameName {
        /// "a coder", "a case" …
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A name is empty.
    #[error("{what} needs a name")]
    NoName {
        /// "a coder", "a case" …
        what: &'static str,
    },
    /// A code that passages may not carry.
    #[error("“{0}” is there for order only and carries no passages: choose one of its subcodes")]
    NotCodable(String),
    /// A code that carries passages cannot stop being codable.
    #[error("“{0}” carries passages: recode them first")]
    CarriesPassages(String),
    /// A transcript with codings cannot be called not started.
    #[error("“{0}” has codings, so it has been started")]
    Started(String),
    /// The text of a transcript is missing or another one.
    #[error("the words of “{0}” are missing, or are not the ones that were coded")]
    Text(String),
    /// A turn lies outside the text or has no speaker of that number.
    #[error("turn {turn} of “{transcript}” does not fit its text")]
    Turn {
        /// Title of the transcript.
        transcript: String,
        /// Counted from 1.
        turn: usize,
    },
    /// A correction does not fit the text.
    #[error(
        "the correction of “{transcript}” does not fit its text, {why}: make it again on the text as it is now"
    )]
    Correction {
        /// Title of the transcript.
        transcript: String,
        /// Where, and what is wrong.
        why: SpliceError,
    },
    /// A correction was made on other words than those that are there.
    #[error("the correction of “{0}” was made on other words: make it again on the text as it is now")]
    OtherText(String),
    /// A set of codes has one of them twice.
    #[error("the set “{0}” has a code twice: put it in once")]
    Twice(String),
    /// A reply to a reply, or to itself.
    #[error("a memo can only answer one that begins a thread: answer that one")]
    Thread,
    /// A value of the wrong type.
    #[error("the attribute “{attribute}” of “{of}” cannot be “{value}”")]
    Value {
        /// Name of the attribute.
        attribute: String,
        /// Name of the case or title of the transcript.
        of: String,
        /// The value.
        value: String,
    },
    /// The bytes of a file that is to be kept are missing, or are not its.
    #[error("the bytes of “{0}” are missing, or are not those that were brought in")]
    FileBytes(String),
    /// A code cannot be merged into itself or below itself.
    #[error("“{0}” cannot be merged into itself or into a code below it")]
    MergeIntoSelf(String),
}
