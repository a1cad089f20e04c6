//! What is answered to a question about agreement: plain data, as the window, the command line and tables take it. Never
//! computes.

use std::collections::BTreeMap;

use super::measure::Gamma;
use super::{
    Bootstrap, Clash, Contingency, Mean, Means, Rater, Reason, Score, Scores, TooFewTranscripts, Unit,
    Unsettled,
};
use crate::model::{CodeId, CoderId, TranscriptId};

/// What a study says about the agreement of its coders.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// On what the ratings were made.
    pub unit: Unit,
    /// Whose agreement it is; pairs follow this order. A coder in two periods stands here twice.
    pub coders: Vec<CoderId>,
    /// The same with their periods.
    pub raters: Vec<Rater>,
    /// The transcripts that count, by title.
    pub transcripts: Vec<TranscriptId>,
    /// Those that do not, and why, by title.
    pub left_out: Vec<(TranscriptId, Reason)>,
    /// What is left out of the units since nothing is settled there yet, where the consensus is one of the coders.
    pub unsettled: Unsettled,
    /// Units of all transcripts that count.
    pub units: u64,
    /// Figures pooled over the codes: every code on every unit is one rating, so that frequent codes weigh more.
    /// `pooled_kappa` averages observed and expected agreement over codes (and pairs) before it corrects for chance.
    pub overall: Scores,
    /// The unweighted mean of each figure over the codes, with the number of codes that have none.
    pub means: BTreeMap<&'static str, Mean>,
    /// One row a code, in the codebook's order.
    pub codes: Vec<CodeScores>,
    /// The themes as domains of codes that exclude each other; asked for with [`Query::in_full`], at characters.
    pub domains: Vec<DomainScores>,
    /// What `gamma` among the overall figures is made of, where it was asked for and exists.
    pub gamma: Option<Gamma>,
    /// What the intervals were made with, or why there are none; nothing where none were asked for.
    pub bootstrap: Option<Result<Bootstrap, TooFewTranscripts>>,
}

/// Agreement about one code, or one theme with its subcodes.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeScores {
    pub code: CodeId,
    /// Figures of all coders together.
    pub scores: Scores,
    /// Every pair of coders.
    pub pairs: Vec<PairScores>,
}

/// A theme whose codes exclude each other, so that each place has one value.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainScores {
    /// The top code.
    pub theme: CodeId,
    /// The codes of it that are looked at.
    pub codes: Vec<CodeId>,
    /// `u_alpha`, `u_alpha_binary`, `cu_alpha`.
    pub scores: Scores,
    /// The share of its passages that another coder's meet: what `cu_alpha` speaks of.
    pub coverage: Score,
    /// Passages that break it, a thousand at most; its figures do not exist then.
    pub clashes: Vec<Clash>,
}

/// Agreement of two coders about one code.
#[derive(Clone, Debug, PartialEq)]
pub struct PairScores {
    /// The first and the second coder.
    pub coders: [CoderId; 2],
    /// Units by who put the code there.
    pub table: Contingency,
    /// Figures of these two.
    pub scores: Scores,
}

impl Answer {
    /// With rows about codes, and the means over them.
    pub fn with_codes(mut self, codes: Vec<CodeScores>) -> Self {
        let mut means = Means::default();
        codes.iter().for_each(|row| means.add(&row.scores));
        self.means = means.all();
        self.codes = codes;
        self
    }
}
