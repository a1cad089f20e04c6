//! A figure, or the reason why there is none. Never NaN, and never 0 or 1 in its place.

use super::Interval;
use crate::lang::{Message, Tell, message};

/// A figure, or why it does not exist.
pub type Defined<T = f64> = Result<T, Undefined>;

/// A measure with its 95 % interval. Value and ends may be infinite; a value may stand without an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub ci: Option<Interval>,
}

/// A test by a statistic whose distribution is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    pub statistic: f64,
    /// Degrees of freedom.
    pub df: u64,
    /// Two-sided, or of the upper tail of chi-squared.
    pub p: f64,
}

/// The p of a test by all arrangements, or by some of them that were drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exact {
    pub p: f64,
    /// None where all arrangements were counted.
    pub drawn: Option<Drawn>,
}

/// Arrangements that were drawn as if by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    pub draws: u32,
    pub seed: u64,
}

/// Why a figure does not exist, in words for the person who asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[error("{}", self.message())]
pub enum Undefined {
    /// One of two groups has no member.
    EmptyGroup,
    /// Nobody has the theme.
    Nobody,
    /// Everybody has the theme.
    Everybody,
    /// Fewer than two groups with members.
    OneGroup,
    /// Shares over coders are means, and what is tested are counts.
    MeanOverCoders,
    /// No stratum holds both groups.
    GroupsNeverMeet,
    /// In each stratum with both groups nobody has the theme, or everybody.
    NoInformativeStratum,
    /// Strata are compared with each other, and fewer than two say anything.
    OneStratum,
    /// The common odds ratio is 0 or infinite.
    EndlessOddsRatio,
    /// There is no pair.
    NoPairs,
    /// In no pair does one have the theme and the other not.
    NoPairDiffers,
    /// All pairs are alike, both with the theme or both without.
    AllPairsAlike,
    /// Nobody was seen in all waves.
    NobodyComplete,
    /// Nobody who was seen in all waves changed.
    NobodyChanges,
    /// There is no value.
    NoValues,
    /// There is one value, and two are needed.
    OneValue,
    /// There are fewer than three pairs of values.
    FewerThanThree,
    /// All values are equal.
    AllEqual,
    /// All values are equal within every stratum.
    AllEqualWithin,
    /// The order is perfect, so the statistic is endless.
    PerfectOrder,
    /// All groups have the same score.
    OneScore,
    /// The groups have no order.
    NoOrder,
    /// A group has no text.
    NoText,
    /// There is nothing to count: no character, passage, turn or transcript.
    NoUnits,
    /// Neither of two codes occurs.
    NeitherOccurs,
    /// One of two codes does not occur.
    OneDoesNotOccur,
    /// A code is in no unit, or in all of them.
    NowhereOrEverywhere,
    /// Both rows are empty.
    BothEmpty,
    /// A row is empty.
    RowEmpty,
    /// All rows are the same.
    AllAlike,
    /// Fewer interviews than a base and a run.
    TooFewInterviews,
    /// No code in the base.
    EmptyBase,
    /// No run brought as little as the threshold.
    NotReached,
    /// No code occurs at all.
    NoCode,
    /// The word does not occur.
    NoHit,
    /// There is one transcript only.
    OnePart,
    /// One of two sets of texts has no words.
    EmptySide,
}

impl Tell for Undefined {
    fn message(&self) -> Message {
        match self {
            Self::EmptyGroup => message!("undefined-empty-group"),
            Self::Nobody => message!("undefined-nobody"),
            Self::Everybody => message!("undefined-everybody"),
            Self::OneGroup => message!("undefined-one-group"),
            Self::MeanOverCoders => message!("undefined-mean-over-coders"),
            Self::GroupsNeverMeet => message!("undefined-groups-never-meet"),
            Self::NoInformativeStratum => message!("undefined-no-informative-stratum"),
            Self::OneStratum => message!("undefined-one-stratum"),
            Self::EndlessOddsRatio => message!("undefined-endless-odds-ratio"),
            Self::NoPairs => message!("undefined-no-pairs"),
            Self::NoPairDiffers => message!("undefined-no-pair-differs"),
            Self::AllPairsAlike => message!("undefined-all-pairs-alike"),
            Self::NobodyComplete => message!("undefined-nobody-complete"),
            Self::NobodyChanges => message!("undefined-nobody-changes"),
            Self::NoValues => message!("undefined-no-values"),
            Self::OneValue => message!("undefined-one-value"),
            Self::FewerThanThree => message!("undefined-fewer-than-three"),
            Self::AllEqual => message!("undefined-all-equal"),
            Self::AllEqualWithin => message!("undefined-all-equal-within"),
            Self::PerfectOrder => message!("undefined-perfect-order"),
            Self::OneScore => message!("undefined-one-score"),
            Self::NoOrder => message!("undefined-no-order"),
            Self::NoText => message!("undefined-no-text"),
            Self::NoUnits => message!("undefined-no-units"),
            Self::NeitherOccurs => message!("undefined-neither-occurs"),
            Self::OneDoesNotOccur => message!("undefined-one-does-not-occur"),
            Self::NowhereOrEverywhere => message!("undefined-nowhere-or-everywhere"),
            Self::BothEmpty => message!("undefined-both-empty"),
            Self::RowEmpty => message!("undefined-row-empty"),
            Self::AllAlike => message!("undefined-all-alike"),
            Self::TooFewInterviews => message!("undefined-too-few-interviews"),
            Self::EmptyBase => message!("undefined-empty-base"),
            Self::NotReached => message!("undefined-not-reached"),
            Self::NoCode => message!("undefined-no-code"),
            Self::NoHit => message!("undefined-no-hit"),
            Self::OnePart => message!("undefined-one-part"),
            Self::EmptySide => message!("undefined-empty-side"),
        }
    }
}
