//! Themes as rings: the layered picture of a codebook, each code a piece as large as its share of participants, and a door to
//! its passages. Never counts.

mod data;
mod show;

use crate::analysis::counted::Listed;
use crate::model::CodeId;
use crate::session::Jobs;
use crate::ui::context::layer::Whose;
use crate::ui::kit::Cached;

pub(super) use show::show;

/// What this way remembers of itself.
#[derive(Default)]
pub(super) struct View {
    whose: Whose,
    chosen: Option<CodeId>,
    answers: Jobs<(u64, Whose), data::RingsAnswer>,
    listed: Cached<(u64, Whose, CodeId), Vec<Listed>>,
}
