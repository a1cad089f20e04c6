//! The shapes of the figures of one code or theme in JSON.

use serde::{Serialize, Serializer};

use crate::cli::output::{Figure, whole};
use crate::cli::statistics::{Described, Measure, Or, P, Tested};

#[derive(Serialize)]
pub(super) struct Row {
    pub(super) code: String,
    pub(super) path: String,
    pub(super) level: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) groups: Vec<Share>,
    #[serde(flatten)]
    pub(super) found: Shown,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pairs: Option<Pairs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) strata: Option<Strata>,
}

#[derive(Serialize)]
pub(super) struct Share {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
    #[serde(serialize_with = "whole")]
    pub(super) n: f64,
    #[serde(serialize_with = "whole")]
    pub(super) of: f64,
    pub(super) share: Figure,
    pub(super) share_ci: Option<[f64; 2]>,
}

/// What is there by the kind of values.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Shown {
    Two { tests: Box<Tests>, segments: Segments, coverage: Coverage },
    Several { tests: Box<Tests> },
    Waves { waves: Waves },
    Numbers { with: Box<Described>, without: Box<Described>, tests: Box<OfNumbers> },
}

#[derive(Serialize)]
pub(super) struct Tests {
    #[serde(flatten)]
    pub(super) two: Option<Two>,
    pub(super) fisher: Or<Permutation>,
    pub(super) chi_squared: Or<Tested>,
    pub(super) cramers_v: Or<Value>,
    pub(super) min_expected: Figure,
    pub(super) trend: Or<Trended>,
    #[serde(flatten)]
    pub(super) adjusted: Adjusted,
}

#[derive(Serialize)]
pub(super) struct Two {
    pub(super) risk_difference: Or<Measure>,
    pub(super) risk_ratio: Or<Measure>,
    pub(super) odds_ratio: Or<Measure>,
    pub(super) odds_ratio_sample: Or<Measure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) odds_ratio_haldane: Option<Or<Measure>>,
    pub(super) chi_squared_yates: Or<Tested>,
}

#[derive(Serialize)]
pub(super) struct Value {
    pub(super) value: f64,
}

#[derive(Serialize)]
pub(super) struct Trended {
    pub(super) statistic: f64,
    pub(super) p: f64,
}

/// The p that leads, and what it is worth among the others.
#[derive(Serialize)]
pub(super) struct Adjusted {
    pub(super) p: Figure,
    pub(super) p_test: Option<&'static str>,
    pub(super) p_holm: Option<f64>,
    pub(super) p_benjamini_hochberg: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct Segments {
    pub(super) means: [Figure; 2],
    pub(super) permutation: Or<Permutation>,
}

#[derive(Serialize)]
pub(super) struct Permutation {
    pub(super) p: f64,
    pub(super) exact: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) draws: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) seed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "whole_if_any")]
    pub(super) arrangements: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct Coverage {
    pub(super) shares: [Figure; 2],
    pub(super) difference: Or<Measure>,
}

#[derive(Serialize)]
pub(super) struct Pairs {
    pub(super) both: u64,
    pub(super) only_first: u64,
    pub(super) only_second: u64,
    pub(super) neither: u64,
    pub(super) mcnemar: Or<P>,
    pub(super) mcnemar_mid_p: Or<P>,
    pub(super) odds_ratio: Or<Measure>,
    pub(super) risk_difference: Or<Measure>,
    pub(super) segments: PairedSegments,
    #[serde(flatten)]
    pub(super) adjusted: Adjusted,
}

#[derive(Serialize)]
pub(super) struct PairedSegments {
    pub(super) mean_difference: Figure,
    pub(super) permutation: Or<Permutation>,
}

#[derive(Serialize)]
pub(super) struct Strata {
    pub(super) odds_ratio: Or<Measure>,
    pub(super) risk_difference: Or<Measure>,
    pub(super) cmh: Or<Tested>,
    pub(super) cmh_corrected: Or<Tested>,
    pub(super) breslow_day: Or<Tested>,
    pub(super) tarone: Or<Tested>,
    pub(super) strata: usize,
    pub(super) strata_informative: usize,
    pub(super) tables: Vec<Stratum>,
    #[serde(flatten)]
    pub(super) adjusted: Adjusted,
}

#[derive(Serialize)]
pub(super) struct Stratum {
    pub(super) value: String,
    pub(super) groups: [Share; 2],
}

#[derive(Serialize)]
pub(super) struct Waves {
    pub(super) complete: u64,
    pub(super) cochran_q: Or<Tested>,
    pub(super) changes: Vec<Change>,
    #[serde(flatten)]
    pub(super) adjusted: Adjusted,
}

#[derive(Serialize)]
pub(super) struct Change {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) participants: u64,
    pub(super) kept: u64,
    pub(super) gained: u64,
    pub(super) lost: u64,
    pub(super) never: u64,
}

#[derive(Serialize)]
pub(super) struct OfNumbers {
    pub(super) mann_whitney: Or<Ranked>,
    pub(super) spearman_segments: Or<Correlated>,
    #[serde(flatten)]
    pub(super) adjusted: Adjusted,
}

#[derive(Serialize)]
pub(super) struct Ranked {
    pub(super) u: f64,
    pub(super) effect: f64,
    pub(super) p: f64,
    pub(super) method: &'static str,
}

#[derive(Serialize)]
pub(super) struct Correlated {
    #[serde(flatten)]
    pub(super) rho: Measure,
    pub(super) p: Figure,
    pub(super) n: usize,
}

#[allow(clippy::ref_option, reason = "serde hands a reference")]
fn whole_if_any<S: Serializer>(value: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    whole(&value.unwrap_or_default(), to)
}
