//! Coefficients of agreement as the command line prints them. Never leaves a figure out because it is undefined.

use std::collections::BTreeMap;

use serde::Serialize;

use super::output::UNDEFINED;
use crate::agreement::measure::{Gamma, GammaOptions};
use crate::agreement::{Bootstrap, Estimate, Method, Resampled, Scores};
use crate::lang::number::{interval, score};
use crate::lang::{Message, Tell, tell};

/// Whether intervals are printed, and what they are drawn with.
#[derive(Debug, clap::Args)]
pub(super) struct Intervals {
    /// Prints 95 % intervals: of a project by drawing whole transcripts again, 10 or more; of ratings by formula where
    /// there is one, and by drawing units again
    #[arg(long)]
    pub(super) ci: bool,
    /// Where the chance of draws begins: the same seed gives the same figures
    #[arg(long, value_name = "N", default_value_t = Bootstrap::default().seed)]
    seed: u64,
    /// How often is drawn
    #[arg(long, value_name = "N", default_value_t = Bootstrap::default().resamples,
          value_parser = clap::value_parser!(u32).range(1000..=100_000))]
    resamples: u32,
}

impl Intervals {
    /// What they are drawn with.
    pub(super) const fn bootstrap(&self) -> Bootstrap {
        Bootstrap { seed: self.seed, resamples: self.resamples }
    }
}

/// What intervals were drawn with, or why there are none.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum BootstrapShown {
    /// What was drawn.
    Drawn {
        /// Of what a draw is made.
        unit: &'static str,
        /// Where chance begins.
        seed: u64,
        /// How often was drawn.
        resamples: u32,
    },
    /// Why there is none.
    Undefined {
        /// In English.
        undefined: Message,
    },
}

impl BootstrapShown {
    /// What was drawn again, in files `transcript` or `unit`.
    pub(super) const fn of(bootstrap: Bootstrap, unit: &'static str) -> Self {
        Self::Drawn { unit, seed: bootstrap.seed, resamples: bootstrap.resamples }
    }

    /// A line for a person.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Drawn { unit, seed, resamples } => {
                format!("95 % intervals: {resamples} resamples of {unit}s, seed {seed}")
            }
            Self::Undefined { undefined } => format!("Intervals: {}", tell(undefined)),
        }
    }
}

/// Scores by name.
pub(super) type Report = BTreeMap<&'static str, ScoreReport>;

/// A score with its interval, or the reason why there is none.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum ScoreReport {
    /// The figure.
    Value {
        /// The coefficient itself.
        value: f64,
        /// Its interval, where one was asked for.
        ci: Option<[f64; 2]>,
        /// How that was made.
        #[serde(skip_serializing_if = "Option::is_none")]
        ci_method: Option<&'static str>,
        /// The interval by drawing again, where `ci` is by formula.
        #[serde(skip_serializing_if = "Option::is_none")]
        ci_bootstrap: Option<[f64; 2]>,
        /// Resamples in which the figure does not exist.
        #[serde(skip_serializing_if = "Option::is_none")]
        skipped: Option<u32>,
        /// What gamma was computed with.
        #[serde(skip_serializing_if = "Option::is_none")]
        parameters: Option<GammaShown>,
    },
    /// Why there is none.
    Undefined {
        /// In English.
        undefined: Message,
    },
}

impl From<Estimate> for ScoreReport {
    fn from(estimate: Estimate) -> Self {
        match estimate.score {
            Ok(value) => Self::Value {
                value,
                ci: estimate.ci.map(|ci| [ci.low, ci.high]),
                ci_method: estimate.ci.map(|ci| ci.method.name()),
                ci_bootstrap: None,
                skipped: estimate.ci.and_then(|ci| skipped(ci.method)),
                parameters: None,
            },
            Err(reason) => Self::Undefined { undefined: reason.message() },
        }
    }
}

/// What gamma was computed with: its weights, what was sampled, and the disorders.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct GammaShown {
    alpha: u8,
    beta: u8,
    delta_empty: u8,
    samples: u32,
    seed: u64,
    observed_disorder: f64,
    expected_disorder: f64,
}

/// Scores with what gamma was computed with, where it is among them.
pub(super) fn with_gamma(mut scores: Report, gamma: Option<Gamma>) -> Report {
    if let (Some(ScoreReport::Value { parameters, .. }), Some(gamma)) = (scores.get_mut("gamma"), gamma) {
        let GammaOptions { seed, samples } = gamma.options;
        *parameters = Some(GammaShown {
            alpha: 1,
            beta: 1,
            delta_empty: 1,
            samples,
            seed,
            observed_disorder: gamma.observed,
            expected_disorder: gamma.expected,
        });
    }
    scores
}

/// What gamma was computed with, for a person.
pub(super) fn made_with(shown: &ScoreReport) -> Option<String> {
    let ScoreReport::Value { parameters: Some(GammaShown { samples, seed, .. }), .. } = shown else {
        return None;
    };
    Some(format!("weights of place, category and empty places 1 each; {samples} samples, seed {seed}"))
}

const fn skipped(method: Method) -> Option<u32> {
    match method {
        Method::Bootstrap { skipped } => Some(skipped),
        Method::Linearised | Method::LargeSample => None,
    }
}

/// All scores of a table of ratings, with the intervals by drawing again beside those by formula.
pub(super) fn with_resampled(scores: &Scores, resampled: &Resampled) -> Report {
    let mut shown = shown(scores);
    for (name, interval) in resampled {
        if let Some(ScoreReport::Value { ci_bootstrap, skipped: left_out, .. }) = shown.get_mut(name) {
            *ci_bootstrap = Some([interval.low, interval.high]);
            *left_out = skipped(interval.method);
        }
    }
    shown
}

/// All scores, as they go into JSON.
pub(super) fn shown(scores: &Scores) -> Report {
    scores.iter().map(|(&name, &estimate)| (name, estimate.into())).collect()
}

/// One score for a person; empty where it does not apply.
pub(super) fn written(scores: &Report, name: &str) -> String {
    scores.get(name).map(told).unwrap_or_default()
}

/// A score for a person.
pub(super) fn told(shown: &ScoreReport) -> String {
    match shown {
        ScoreReport::Value { value, ci: Some([low, high]), .. } => {
            format!("{} ({})", score(*value), interval(*low, *high))
        }
        ScoreReport::Value { value, ci: None, .. } => score(*value),
        ScoreReport::Undefined { .. } => UNDEFINED.to_owned(),
    }
}

/// One score for a program; empty where it does not apply.
pub(super) fn cell(scores: &Report, name: &str) -> String {
    match scores.get(name) {
        Some(ScoreReport::Value { value, .. }) => value.to_string(),
        Some(ScoreReport::Undefined { .. }) => UNDEFINED.to_owned(),
        None => String::new(),
    }
}

/// The ends of a score's interval for a program; empty where there is none.
pub(super) fn ends(scores: &Report, name: &str) -> [String; 2] {
    match scores.get(name) {
        Some(ScoreReport::Value { ci: Some(ci), .. }) => ci.map(|end| end.to_string()),
        Some(ScoreReport::Value { ci: None, .. } | ScoreReport::Undefined { .. }) | None => {
            Default::default()
        }
    }
}

/// Every name that any of these has, in order.
pub(super) fn names<'s>(all: impl IntoIterator<Item = &'s Report>) -> Vec<&'static str> {
    let names: std::collections::BTreeSet<_> = all.into_iter().flat_map(|s| s.keys().copied()).collect();
    names.into_iter().collect()
}

/// The reasons of those of these names that have no figure, each once, for the lines under a table.
pub(super) fn reasons<'s>(all: impl IntoIterator<Item = &'s Report>, names: &[&str]) -> String {
    let mut reasons: Vec<&Message> = Vec::new();
    for (name, score) in all.into_iter().flatten() {
        if let ScoreReport::Undefined { undefined } = score
            && names.contains(name)
            && !reasons.contains(&undefined)
        {
            reasons.push(undefined);
        }
    }
    reasons.iter().map(|reason| format!("{UNDEFINED}: {}\n", tell(*reason))).collect()
}
