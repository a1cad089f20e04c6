//! Which codes stand together: a matrix beside a network, each cell and line a door to the places. Never tests anything.

mod choices;
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
    answers: Jobs<(u64, data::Question), data::TogetherAnswer>,
    places: Cached<(u64, data::Question, [CodeId; 2]), Vec<Meeting>>,
}
