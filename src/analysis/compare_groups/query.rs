//! What is asked of groups.

use super::scale::Scale;
use super::values::Held;
use crate::analysis::LayerChoice;
use crate::model::{AttributeId, Level};

/// A question about groups.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// Whose codings count.
    pub layer: LayerChoice,
    /// By code or by theme.
    pub level: Level,
    /// Whose values make the groups.
    pub by: AttributeId,
    /// The group that the other is taken from.
    pub first: Option<String>,
    /// The other group, where there are more than two.
    pub second: Option<String>,
    /// What the values are; numbers where all of them are, and names otherwise, unless told.
    pub scale: Option<Scale>,
    /// Whose values name matched pairs.
    pub pairs: Option<AttributeId>,
    /// Whose values are strata.
    pub strata: Option<AttributeId>,
    /// Counts complete transcripts only, not those in progress.
    pub complete_only: bool,
    /// Where chance begins, for what is drawn.
    pub seed: u64,
    /// Gives the odds ratio with a half added to each cell as well.
    pub haldane: bool,
}

impl Query {
    /// Groups by an attribute, and nothing else.
    pub const fn by(attribute: AttributeId) -> Self {
        Self {
            layer: LayerChoice::Auto,
            level: Level::Code,
            by: attribute,
            first: None,
            second: None,
            scale: None,
            pairs: None,
            strata: None,
            complete_only: false,
            seed: 1,
            haldane: false,
        }
    }

    /// The scale that was asked for, else that of the values.
    pub(super) fn scale(&self, held: &Held) -> Scale {
        let names = self.first.is_some() || self.second.is_some();
        let own = if held.all_numbers() && !names { Scale::Numeric } else { Scale::Nominal };
        self.scale.unwrap_or(own)
    }

    /// Whether two groups are asked for.
    pub(super) const fn wants_two(&self) -> bool {
        self.pairs.is_some() || self.strata.is_some()
    }

    /// What is asked for that waves do not have.
    pub(super) const fn of_groups(&self) -> Option<&'static str> {
        match self {
            Self { pairs: Some(_), .. } => Some("pairs"),
            Self { strata: Some(_), .. } => Some("strata"),
            Self { first: Some(_), .. } => Some("first"),
            Self { second: Some(_), .. } => Some("second"),
            Self { scale: Some(_), .. } => Some("scale"),
            _ => None,
        }
    }
}
