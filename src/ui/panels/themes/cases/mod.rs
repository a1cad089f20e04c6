//! Themes case by case: who speaks of what, and how much, as a field of shades; each cell a door to its passages. Never says
//! more of a case than was coded.

mod choices;
mod data;
mod show;

use crate::analysis::counted::Listed;
use crate::session::Jobs;
use crate::ui::kit::Cached;
use crate::ui::kit::field::Cursor;

pub(super) use show::show;

/// What this way remembers of itself.
#[derive(Default)]
pub(super) struct View {
    asked: data::Question,
    cursor: Cursor,
    chosen: Option<[usize; 2]>,
    answers: Jobs<(u64, data::Question), data::FieldAnswer>,
    listed: Cached<(u64, data::Question, [usize; 2]), Vec<Listed>>,
}
