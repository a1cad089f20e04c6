//! How a person wants a transcript to be read. Never more than they can choose in the preview.

use crate::text::TurnRules;

/// How a person wants a transcript to be read; as it comes, by guessing alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TranscriptOptions {
    /// The encoding that they chose, one of [`ENCODINGS`](crate::formats::shared::encoding::ENCODINGS).
    pub encoding: Option<String>,
    /// How turns are recognised.
    pub rules: TurnRules,
    /// What the columns of a table are for.
    pub columns: Option<Columns>,
}

/// What the columns of a table are for, by their numbers from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What is said. Where there are several, each is a question and its name stands before the answer.
    pub text: Vec<usize>,
    /// Who says it.
    pub speaker: Option<usize>,
    /// When it begins.
    pub start: Option<usize>,
    /// The transcript that a row belongs to; without one, all rows are one transcript.
    pub document: Option<usize>,
}
