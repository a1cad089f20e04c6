//! What is asked of a study: whose agreement, about which codes, on which units. Plain data; equal questions have
//! equal answers on one revision of a project.

use crate::model::{CodeId, CoderId, Coding, CodingLayer, Level, Timestamp, TranscriptId};

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

/// When codings were made: from one moment on, before another. Both open by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Not before this.
    pub since: Option<Timestamp>,
    /// Before this.
    pub until: Option<Timestamp>,
}

impl Period {
    /// Whether a moment lies in it.
    pub fn holds(self, at: Timestamp) -> bool {
        self.since.is_none_or(|since| since <= at) && self.until.is_none_or(|until| at < until)
    }

    /// Whether it leaves nothing out.
    pub const fn is_always(self) -> bool {
        self.since.is_none() && self.until.is_none()
    }
}

/// Whose codings are compared: a coder's, all of them or those of a period. The same coder in two periods is compared
/// with themselves (intra-coder agreement).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rater {
    pub coder: CoderId,
    /// Which of their codings, by when they were made.
    pub period: Period,
}

impl Rater {
    /// The codings of a layer that count.
    pub(super) fn codings(self, layer: Option<&CodingLayer>) -> impl Iterator<Item = &Coding> {
        let all = layer.into_iter().flat_map(CodingLayer::codings);
        all.filter(move |coding| self.period.is_always() || self.period.holds(coding.created))
    }
}

/// A question about agreement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// Whose; two or more, with their periods. A coder named twice counts once, unless the periods differ.
    pub coders: Vec<CoderId>,
    /// The period of each of `coders`, in their order; all time for those without one.
    pub periods: Vec<Period>,
    /// In which transcripts; none for all.
    pub transcripts: Option<Vec<TranscriptId>>,
    /// About which codes; none for all of the level.
    pub codes: Option<Vec<CodeId>>,
    pub unit: Unit,
    /// By code or by theme.
    pub level: Level,
    /// Takes in transcripts that all coders have started, not only those that all have completed.
    pub in_progress: bool,
    /// Cuts the interviewer's turns out, and what is coded there.
    pub leave_out_interviewer: bool,
    /// Cuts white space out, where the unit is the character.
    pub leave_out_white_space: bool,
    /// Also the figures over all codes that take long: `alpha_jaccard`, `alpha_masi`, `gamma`.
    pub in_full: bool,
}

impl Query {
    /// All codes, at characters of the whole text, in the transcripts that all these coders have completed.
    pub const fn new(coders: Vec<CoderId>) -> Self {
        Self {
            coders,
            periods: Vec::new(),
            transcripts: None,
            codes: None,
            unit: Unit::Character,
            level: Level::Code,
            in_progress: false,
            leave_out_interviewer: false,
            leave_out_white_space: false,
            in_full: false,
        }
    }

    /// Whose codings are compared, each once, as they were named.
    pub fn raters(&self) -> Vec<Rater> {
        let mut raters = Vec::with_capacity(self.coders.len());
        for (at, &coder) in self.coders.iter().enumerate() {
            let rater = Rater { coder, period: self.periods.get(at).copied().unwrap_or_default() };
            if !raters.contains(&rater) {
                raters.push(rater);
            }
        }
        raters
    }

    /// The coders, each once whatever the periods, as they were named.
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
