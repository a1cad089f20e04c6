//! How groups compare, as data. Never counts.

use super::matching::{Reason, Unpaired};
use super::scale::Scale;
use crate::analysis::LayerView;
use crate::model::{AttributeId, CodeId, Level, Participant, TranscriptId};
use crate::statistics::{
    Change, Defined, Description, Estimate, Exact, Interval, MannWhitney, Pairs, Spearman, Test, Trend,
    Undefined,
};

/// Groups, and how often each of them has each code or theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Whose codings these are.
    pub layer: LayerView,
    /// Whose values make the groups.
    pub by: AttributeId,
    /// What the values are.
    pub scale: Scale,
    /// In their order; empty of numbers.
    pub groups: Vec<Group>,
    /// The two groups that are compared, by their values; none where it is not two.
    pub compared: Option<[String; 2]>,
    /// Participants who are in what is compared.
    pub participants: f64,
    /// Everybody else, by name.
    pub left_out: Vec<LeftOut>,
    /// How many tests the corrections take together: those of the rows of the level asked for that exist.
    pub tests: usize,
    /// Transcripts that count and are not complete.
    pub in_progress: Vec<TranscriptId>,
    /// Matched pairs, where they were asked for.
    pub pairs: Option<PairsUsed>,
    /// Strata, where they were asked for.
    pub strata: Option<StrataUsed>,
    /// One a code or theme, in the codebook's order.
    pub rows: Vec<Row>,
}

/// A value, and who has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub value: String,
    /// Whole numbers, but for a mean over coders.
    pub participants: f64,
    /// In which they speak.
    pub transcripts: f64,
    /// By name.
    pub members: Vec<Participant>,
}

/// One who is not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub who: Participant,
    pub reason: Reason,
}

/// Which cases make pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct PairsUsed {
    pub attribute: AttributeId,
    /// The pair's name, its member of the first group and that of the second.
    pub used: Vec<(String, Participant, Participant)>,
    /// Names of pairs that are none, with those who have them.
    pub pairs_left_out: Vec<(String, Unpaired, Vec<Participant>)>,
    /// Those who cannot be in a pair.
    pub cases_left_out: Vec<LeftOut>,
}

/// Which cases are in which stratum.
#[derive(Clone, Debug, PartialEq)]
pub struct StrataUsed {
    pub attribute: AttributeId,
    /// In their order.
    pub values: Vec<String>,
    /// Those who are in none.
    pub cases_left_out: Vec<LeftOut>,
}

/// One code or theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub code: CodeId,
    /// `Theme/Code`.
    pub path: String,
    pub level: Level,
    /// One a group.
    pub groups: Vec<Counted>,
    /// What tests say of all groups.
    pub found: Found,
    /// What they say of pairs.
    pub pairs: Option<PairTests>,
    /// What they say within strata.
    pub strata: Option<StrataTests>,
}

impl Row {
    /// The p that leads: of pairs, else within strata, else of all.
    pub fn leading(&self) -> Leading {
        let of_all = match &self.found {
            Found::Groups(tests) => tests.leading,
            Found::Waves(tests) => tests.leading,
            Found::Numbers(tests) => tests.leading,
        };
        let of_strata = self.strata.as_ref().map(|strata| strata.leading);
        self.pairs.as_ref().map(|pairs| pairs.leading).or(of_strata).unwrap_or(of_all)
    }

    /// The difference of shares that goes with it.
    ///
    /// # Errors
    /// Where it does not exist, or it is not two groups that are compared.
    pub fn difference(&self) -> Defined<Estimate> {
        let whole = match &self.found {
            Found::Groups(tests) => tests.two.map(|two| two.risk_difference),
            Found::Waves(_) | Found::Numbers(_) => None,
        };
        let strata = self.strata.as_ref().map(|strata| strata.risk_difference);
        let pairs = self.pairs.as_ref().map(|pairs| pairs.risk_difference);
        pairs.or(strata).or(whole).unwrap_or(Err(Undefined::OneGroup))
    }
}

/// How many of a group have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    /// Whole numbers, but for a mean over coders.
    pub n: f64,
    pub of: f64,
    pub share: Defined,
    /// 95 % by Wilson.
    pub ci: Option<Interval>,
}

/// Tests by what the values are.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Groups of different participants.
    Groups(Box<GroupTests>),
    /// The same participants several times.
    Waves(WaveTests),
    /// Numbers.
    Numbers(Box<NumberTests>),
}

/// The p that leads, and what it is worth among those of the other rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leading {
    pub p: Defined,
    /// Which test it is, as it is called in files.
    pub test: &'static str,
    pub holm: Option<f64>,
    pub benjamini_hochberg: Option<f64>,
}

/// Of two or more groups.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupTests {
    /// Of two groups alone.
    pub two: Option<TwoTests>,
    /// Exact, or by tables that were drawn.
    pub fisher: Defined<Exact>,
    pub chi_squared: Defined<Test>,
    pub cramers_v: Defined,
    /// The least of the expected counts: below 5 chi-squared is not to be trusted.
    pub min_expected: Defined,
    /// Of an ordinal scale.
    pub trend: Defined<Trend>,
    pub leading: Leading,
}

/// Of two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoTests {
    pub risk_difference: Defined<Estimate>,
    pub risk_ratio: Defined<Estimate>,
    /// Conditional.
    pub odds_ratio: Defined<Estimate>,
    pub odds_ratio_sample: Defined<Estimate>,
    /// Where it was asked for.
    pub odds_ratio_haldane: Option<Defined<Estimate>>,
    pub chi_squared_yates: Defined<Test>,
    pub segments: Amounts,
    pub coverage: Coverage,
}

/// Segments a participant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amounts {
    pub means: [Defined; 2],
    pub permutation: Defined<Exact>,
}

/// Coded characters of all that the group said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    pub shares: [Defined; 2],
    pub difference: Defined<Estimate>,
}

/// Of matched pairs.
#[derive(Clone, Debug, PartialEq)]
pub struct PairTests {
    pub cells: Pairs,
    pub mcnemar: Defined,
    pub mcnemar_mid_p: Defined,
    pub odds_ratio: Defined<Estimate>,
    pub risk_difference: Defined<Estimate>,
    pub segments: PairedAmounts,
    pub leading: Leading,
}

/// Segments within pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedAmounts {
    /// First less second.
    pub mean_difference: Defined,
    pub permutation: Defined<Exact>,
    /// How many ways there are to change places within pairs.
    pub arrangements: f64,
}

/// Of two groups within strata.
#[derive(Clone, Debug, PartialEq)]
pub struct StrataTests {
    pub odds_ratio: Defined<Estimate>,
    pub risk_difference: Defined<Estimate>,
    pub cmh: Defined<Test>,
    pub cmh_corrected: Defined<Test>,
    pub breslow_day: Defined<Test>,
    pub tarone: Defined<Test>,
    pub strata: usize,
    /// In which some have it and others not, of both groups.
    pub informative: usize,
    /// One a stratum.
    pub tables: Vec<Stratum>,
    pub leading: Leading,
}

/// The two groups in a stratum.
#[derive(Clone, Debug, PartialEq)]
pub struct Stratum {
    pub value: String,
    pub groups: [Counted; 2],
}

/// Of participants who were seen several times.
#[derive(Clone, Debug, PartialEq)]
pub struct WaveTests {
    /// Who were seen in all waves.
    pub complete: u64,
    pub cochran_q: Defined<Test>,
    /// Between neighbouring waves.
    pub changes: Vec<Change>,
    pub leading: Leading,
}

/// Of numbers of those with it and those without.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberTests {
    pub with: Description,
    pub without: Description,
    pub mann_whitney: Defined<MannWhitney>,
    /// The number and the segments of each participant.
    pub spearman: Defined<Spearman>,
    /// Pairs of these.
    pub n: usize,
    pub leading: Leading,
}
