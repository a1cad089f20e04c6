//! Which code follows which, so many turns later: a table from and to, each cell a door to the turns. Never tests anything.

mod data;
mod show;

use crate::analysis::cooccurrence::Meeting;
use crate::model::CodeId;
use crate::session::Jobs;
use crate::ui::kit::Cached;
use crate::ui::kit::field::Cursor;

pub(super) use show::show;

/// What this way remembers of itself.
#[derive(Default)]
pub(super) struct View {
    asked: data::Question,
    cursor: Cursor,
    chosen: Option<[CodeId; 2]>,
    answers: Jobs<(u64, data::Question), data::FollowsAnswer>,
    places: Cached<(u64, data::Question, [CodeId; 2]), Vec<Meeting>>,
}
