//! What a person may choose about a file that is read or written. Never chooses for them.

use std::collections::BTreeMap;

use super::marks::MarksWanted;
use super::past::PastStep;
use crate::lang::{Message, message};
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
    /// What is marked in the words that is not to be left out.
    pub marks: MarksWanted,
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

/// How a person wants a file to be taken that holds more than the words of an interview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Who coded, where the table does not say.
    pub coder: Option<String>,
    /// Whether the transcripts are not coded to the end yet.
    pub in_progress: bool,
    /// What positions count, where that is not to be found out.
    pub positions: Option<Positions>,
    /// Which column of a table of passages holds what, where its header does not say: `transcript`, `code`, `text` and so
    /// on, with the header's name; an empty name where no column does.
    pub columns: BTreeMap<String, String>,
}

/// What positions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Positions {
    /// Code points of the text as it stands in the file, as the standard says.
    CodePoints,
    /// Code points, where a line end of two characters counts as one.
    CodePointsLf,
    /// UTF-16 units of the text as it stands in the file.
    Utf16,
    /// UTF-16 units, where a line end of two characters counts as one.
    Utf16Lf,
}

impl Positions {
    /// All of them, the standard's first.
    pub const ALL: [Self; 4] = [Self::CodePoints, Self::CodePointsLf, Self::Utf16, Self::Utf16Lf];

    /// What the command line calls it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::CodePoints => "code-points",
            Self::CodePointsLf => "code-points-lf",
            Self::Utf16 => "utf-16",
            Self::Utf16Lf => "utf-16-lf",
        }
    }

    /// The one of that name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|positions| positions.id() == id)
    }

    pub(in crate::formats) const fn is_utf16(self) -> bool {
        matches!(self, Self::Utf16 | Self::Utf16Lf)
    }

    pub(in crate::formats) const fn is_lf(self) -> bool {
        matches!(self, Self::CodePointsLf | Self::Utf16Lf)
    }

    /// What it is called.
    pub(in crate::formats) fn told(self) -> Message {
        match self {
            Self::CodePoints => message!("positions-code-points"),
            Self::CodePointsLf => message!("positions-code-points-lf"),
            Self::Utf16 => message!("positions-utf16"),
            Self::Utf16Lf => message!("positions-utf16-lf"),
        }
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
    Original,
    /// Any that keeps to the standard.
    Standard,
    /// NVivo, which counts positions in UTF-16 units.
    Nvivo,
}
