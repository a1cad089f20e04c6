//! Why a question about groups has no answer.

use crate::analysis::NoLayer;
use crate::lang::{Message, Tell, list, message, which};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum CompareError {
    /// There is no such layer.
    Layer(#[from] NoLayer),
    /// An attribute asked for has gone.
    NoAttribute,
    /// Nobody who counts has a value.
    NobodyHasOne { attribute: String },
    /// No group is called so.
    NoValue { attribute: String, value: String, there: Vec<String> },
    /// The values tell participants apart rather than grouping them.
    TooMany { attribute: String, values: usize, participants: usize },
    /// What compares two groups has more, or fewer.
    NotTwo { attribute: String, groups: Vec<String> },
    /// The first group is the second.
    SameGroup { value: String },
    /// The second group is named and the first is not.
    SecondAlone { attribute: String, there: Vec<String> },
    /// Participants have several values, one a transcript, and something was asked for that groups alone have.
    SeveralValues { attribute: String, option: &'static str },
    /// Participants have several values of what was to name pairs or strata.
    SeveralOf { attribute: String },
    /// A value is no number.
    NotNumbers { attribute: String, value: String },
    /// Numbers are not groups, and pairs or strata compare two of them.
    NumbersAreNoGroups { attribute: String },
    /// A mean over coders is no count.
    MeanOverCoders,
}

impl Tell for CompareError {
    fn message(&self) -> Message {
        match self {
            Self::Layer(why) => why.message(),
            Self::NoAttribute => message!("no-attribute"),
            Self::NobodyHasOne { attribute } => message!("groups-nobody-has-one", attribute),
            Self::NoValue { attribute, value, there } => {
                message!("groups-no-value", attribute, value, there = list(there))
            }
            Self::TooMany { attribute, values, participants } => {
                message!("groups-too-many", attribute, values, participants)
            }
            Self::NotTwo { attribute, groups } => {
                message!("groups-not-two", attribute, n = groups.len(), groups = list(groups))
            }
            Self::SameGroup { value } => message!("groups-same", value),
            Self::SecondAlone { attribute, there } => {
                message!("groups-second-alone", attribute, there = list(there))
            }
            Self::SeveralValues { attribute, option } => {
                message!("groups-several-values", attribute, option = which(option))
            }
            Self::SeveralOf { attribute } => message!("groups-several-of", attribute),
            Self::NotNumbers { attribute, value } => message!("groups-not-numbers", attribute, value),
            Self::NumbersAreNoGroups { attribute } => message!("groups-numbers", attribute),
            Self::MeanOverCoders => message!("undefined-mean-over-coders"),
        }
    }
}
