//! The Themes panel: how many participants speak of each theme and code, and the passages behind every figure. Never
//! adds the codings of several coders up.

mod choices;
pub mod data;
mod show;

use std::collections::BTreeSet;

use super::Kept;
use crate::chart::frequencies::Count;
use crate::model::CodeId;
use crate::session::Jobs;

pub use show::show;

/// What the panel remembers of itself.
#[derive(Default)]
pub struct View {
    asked: data::Asked,
    count: Count,
    level: data::Shown,
    figures_only: bool,
    largest_first: bool,
    closed: BTreeSet<CodeId>,
    chosen: Option<data::Chosen>,
    answers: Jobs<(u64, data::Asked), data::Answer>,
    listed: Kept<(u64, data::Asked, data::Chosen), Vec<data::Listed>>,
}
