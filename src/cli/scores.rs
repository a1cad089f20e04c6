//! Coefficients of agreement as the command line prints them. Never leaves a figure out because it is undefined.

use std::collections::BTreeMap;

use serde::Serialize;

use super::output::UNDEFINED;
use crate::agreement::{Estimate, Scores};
use crate::lang::number::score;

/// Scores by name.
pub(super) type Shown = BTreeMap<&'static str, ScoreShown>;

/// A score with its interval, or the reason why there is none.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum ScoreShown {
    /// The figure.
    Value {
        /// The coefficient itself.
        value: f64,
        /// Its interval, where one was asked for.
        ci: Option<[f64; 2]>,
    },
    /// Why there is none.
    Undefined {
        /// In words.
        undefined: String,
    },
}

impl From<Estimate> for ScoreShown {
    fn from(estimate: Estimate) -> Self {
        match estimate.score {
            Ok(value) => Self::Value { value, ci: estimate.ci.map(|ci| [ci.low, ci.high]) },
            Err(reason) => Self::Undefined { undefined: reason.to_string() },
        }
    }
}

/// All scores, as they go into JSON.
pub(super) fn shown(scores: &Scores) -> Shown {
    scores.iter().map(|(&name, &estimate)| (name, estimate.into())).collect()
}

/// One score for a person; empty where it does not apply.
pub(super) fn written(scores: &Shown, name: &str) -> String {
    match scores.get(name) {
        Some(ScoreShown::Value { value, .. }) => score(*value),
        Some(ScoreShown::Undefined { .. }) => UNDEFINED.to_owned(),
        None => String::new(),
    }
}

/// One score for a program; empty where it does not apply.
pub(super) fn cell(scores: &Shown, name: &str) -> String {
    match scores.get(name) {
        Some(ScoreShown::Value { value, .. }) => value.to_string(),
        Some(ScoreShown::Undefined { .. }) => UNDEFINED.to_owned(),
        None => String::new(),
    }
}

/// Every name that any of these has, in order.
pub(super) fn names<'s>(all: impl IntoIterator<Item = &'s Shown>) -> Vec<&'static str> {
    let names: std::collections::BTreeSet<_> = all.into_iter().flat_map(|s| s.keys().copied()).collect();
    names.into_iter().collect()
}

/// The reasons of those of these names that have no figure, each once, for the lines under a table.
pub(super) fn reasons<'s>(all: impl IntoIterator<Item = &'s Shown>, names: &[&str]) -> String {
    let mut reasons: Vec<&str> = Vec::new();
    for (name, score) in all.into_iter().flatten() {
        if let ScoreShown::Undefined { undefined } = score
            && names.contains(name)
            && !reasons.contains(&undefined.as_str())
        {
            reasons.push(undefined);
        }
    }
    reasons.iter().map(|reason| format!("{UNDEFINED}: {reason}\n")).collect()
}
