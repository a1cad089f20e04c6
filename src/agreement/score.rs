//! A figure, or the reason why there is none. Never NaN, and never 0 or 1 in its place.

use crate::lang::{Message, Tell, message};

/// A coefficient, or why it does not exist.
pub type Score = Result<f64, NotApplicable>;

/// Why a figure does not exist, in words for the person who asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[error("{}", self.message())]
pub enum NotApplicable {
    /// No unit was rated by two coders.
    NothingShared,
    /// No coder put this code anywhere.
    NobodyUsed,
    /// All ratings are the same, so no disagreement is to be expected by chance.
    OneCategoryUsed,
    /// The scale has a single category.
    OneCategoryDeclared,
    /// An average over pairs of coders of which one has no figure.
    UndefinedPair,
    /// A coder did not rate a unit that others rated.
    SomeMissing,
    /// The scale has too many values for a figure that compares each with each.
    TooManyCategories,
    /// What is compared is not of one length.
    OtherLength,
    /// No units of two coders share anything.
    NothingMeets,
    /// Passages with different codes of one coder overlap where each place may have one value only.
    Overlapping,
    /// There are more passages than can be aligned.
    TooManyPassages,
    /// Values whose distances no number can hold.
    OutOfRange,
    /// A mean of shares of which one has nothing to be a share of.
    OneCoderWithout,
}

impl Tell for NotApplicable {
    fn message(&self) -> Message {
        match self {
            Self::NothingShared => message!("undefined-nothing-shared"),
            Self::NobodyUsed => message!("undefined-nobody-used"),
            Self::OneCategoryUsed => message!("undefined-one-category-used"),
            Self::OneCategoryDeclared => message!("undefined-one-category-declared"),
            Self::UndefinedPair => message!("undefined-pair"),
            Self::SomeMissing => message!("undefined-some-missing"),
            Self::TooManyCategories => message!("undefined-too-many-categories"),
            Self::OtherLength => message!("undefined-other-length"),
            Self::NothingMeets => message!("undefined-nothing-meets"),
            Self::Overlapping => message!("undefined-overlapping"),
            Self::TooManyPassages => message!("undefined-too-many-passages"),
            Self::OutOfRange => message!("undefined-out-of-range"),
            Self::OneCoderWithout => message!("undefined-one-coder-without"),
        }
    }
}

/// `numerator / denominator` of two exact counts; `reason` where the denominator is 0.
pub(super) fn ratio(numerator: u128, denominator: u128, reason: NotApplicable) -> Score {
    if denominator == 0 { Err(reason) } else { Ok(numerator as f64 / denominator as f64) }
}

/// `(observed - chance) / (total - chance)`, all three counted in the same exact unit.
///
/// # Errors
/// When nothing was counted, or when chance alone explains everything (`total == chance`).
pub(super) fn beyond_chance(observed: u128, chance: u128, total: u128) -> Score {
    if total == 0 {
        return Err(NotApplicable::NothingShared);
    }
    let room = total - chance;
    let size = ratio(observed.abs_diff(chance), room, NotApplicable::OneCategoryUsed)?;
    Ok(if observed < chance { -size } else { size })
}

/// The mean of figures that must all exist.
pub(super) fn mean(scores: impl IntoIterator<Item = Score>) -> Score {
    let (mut sum, mut count) = (0.0, 0_u32);
    for score in scores {
        sum += score.map_err(|_| NotApplicable::UndefinedPair)?;
        count += 1;
    }
    if count == 0 { Err(NotApplicable::NothingShared) } else { Ok(sum / f64::from(count)) }
}
