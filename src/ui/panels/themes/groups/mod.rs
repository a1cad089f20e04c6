//! Themes by groups of participants: how many of each have a theme, how much groups differ, and what tests say of it. Never
//! counts, and never says more than that these participants differ.

mod choices;
mod data;
mod detail;
mod differ;
mod numbers;
mod sheet;
mod show;
mod side;

use crate::analysis::counted::Listed;
use crate::model::{AttributeId, CodeId};
use crate::session::Jobs;
use crate::ui::kit::Cached;

pub(super) use show::show;

/// A row that was chosen, or the figure of one of its groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chosen {
    code: CodeId,
    /// By its number.
    group: Option<usize>,
}

/// What the side shows of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Figures,
    Passages,
}

/// What this way remembers of itself.
#[derive(Default)]
pub(super) struct View {
    asked: data::Question,
    chosen: Option<Chosen>,
    side: Side,
    /// The attribute that makes groups where none was chosen, and the values of that which was.
    unasked: Cached<u64, Option<AttributeId>>,
    values: Cached<(u64, AttributeId), Vec<String>>,
    answers: Jobs<(u64, data::Question), data::GroupsAnswer>,
    listed: Cached<(u64, data::Question, CodeId), Vec<Listed>>,
}
