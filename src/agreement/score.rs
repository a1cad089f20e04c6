//! A figure, or the reason why there is none. Never NaN, and never 0 or 1 in its place.

/// A coefficient, or why it does not exist.
pub type Score = Result<f64, NotApplicable>;

/// Why a figure does not exist, in words for the person who asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum NotApplicable {
    /// No unit was rated by two coders.
    #[error("fewer than two coders rated any unit")]
    NothingShared,
    /// No coder put this code anywhere.
    #[error("nobody used this code")]
    NobodyUsed,
    /// All ratings are the same, so no disagreement is to be expected by chance.
    #[error("all coders used one category only, so there is no chance-corrected figure")]
    OneCategoryUsed,
    /// The scale has a single category.
    #[error("only one category is declared, so chance agreement cannot be reckoned")]
    OneCategoryDeclared,
    /// An average over pairs of coders of which one has no figure.
    #[error("the figure does not exist for at least one pair of coders")]
    UndefinedPair,
    /// A coder did not rate a unit that others rated.
    #[error("some coders did not rate some units, and the figure is for complete ratings only")]
    SomeMissing,
    /// The scale has too many values for a figure that compares each with each.
    #[error("there are too many different values to set each against each")]
    TooManyCategories,
    /// What is compared is not of one length.
    #[error("the texts are not equally long")]
    OtherLength,
    /// No units of two coders share anything.
    #[error("no passages of two coders meet")]
    NothingMeets,
    /// Passages with different codes of one coder overlap where each place may have one value only.
    #[error("a coder put codes that exclude each other on the same words")]
    Overlapping,
    /// There are more passages than can be aligned.
    #[error("there are too many passages in one transcript to align them")]
    TooManyPassages,
    /// Values whose distances no number can hold.
    #[error("the values are too large, or too far apart, to be reckoned with")]
    OutOfRange,
    /// A mean of shares of which one has nothing to be a share of.
    #[error("one of the two coders has no passage with this code")]
    OneCoderWithout,
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
