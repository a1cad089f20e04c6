//! What is asked of a study: whose agreement, about which codes, on which units. Plain data; equal questions have
//! equal answers on one revision of a project.

use crate::model::{CodeId, CoderId, Level};

/// What a rating is made on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A Unicode code point of the text, labels and line ends included.
    #[default]
    Character,
    /// A word (Unicode Standard Annex 29).
    Word,
    /// A sentence (Unicode Standard Annex 29); a line end ends one.
    Sentence,
    /// What one speaker says; text outside turns is one unit a stretch.
    Turn,
    /// A whole transcript.
    Transcript,
}

impl Unit {
    /// All units, smallest first.
    pub const ALL: [Self; 5] = [Self::Character, Self::Word, Self::Sentence, Self::Turn, Self::Transcript];

    /// The word for it in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Character => "character",
            Self::Word => "word",
            Self::Sentence => "sentence",
            Self::Turn => "turn",
            Self::Transcript => "transcript",
        }
    }
}

/// A question about agreement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// Whose; two or more. A coder named twice counts once.
    pub coders: Vec<CoderId>,
    /// About which codes; none for all of the level.
    pub codes: Option<Vec<CodeId>>,
    /// On what.
    pub unit: Unit,
    /// By code or by theme.
    pub level: Level,
    /// Takes in transcripts that all coders have started, not only those that all have completed.
    pub in_progress: bool,
    /// Cuts the interviewer's turns out, and what is coded there.
    pub leave_out_interviewer: bool,
}

impl Query {
    /// All codes, at characters of the whole text, in the transcripts that all these coders have completed.
    pub const fn new(coders: Vec<CoderId>) -> Self {
        Self {
            coders,
            codes: None,
            unit: Unit::Character,
            level: Level::Code,
            in_progress: false,
            leave_out_interviewer: false,
        }
    }

    /// The coders, each once, as they were named.
    pub(super) fn distinct_coders(&self) -> Vec<CoderId> {
        let mut coders = Vec::with_capacity(self.coders.len());
        for &coder in &self.coders {
            if !coders.contains(&coder) {
                coders.push(coder);
            }
        }
        coders
    }
}
