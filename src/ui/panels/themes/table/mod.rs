//! Themes as a table: how many participants speak of each, as numbers and bars, and the passages behind every figure. Never
//! adds the codings of several coders up.

mod behind;
mod choices;
pub mod data;
mod show;

use std::collections::BTreeSet;

use crate::analysis::counted::{Chosen, Listed};
use crate::chart::frequencies::Count;
use crate::model::CodeId;
use crate::session::Jobs;
use crate::ui::kit::Cached;

pub(super) use show::show;

/// What this way remembers of itself.
#[derive(Default)]
pub(super) struct View {
    asked: data::Question,
    count: Count,
    level: data::LevelShown,
    figures_only: bool,
    largest_first: bool,
    closed: BTreeSet<CodeId>,
    chosen: Option<Chosen>,
    answers: Jobs<(u64, data::Question), data::ThemesAnswer>,
    listed: Cached<(u64, data::Question, Chosen), Vec<Listed>>,
}
