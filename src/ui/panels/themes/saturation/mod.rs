//! Whether further interviews bring new codes: the curve with its band, when it is flat by a published rule, how many codes
//! there may be, and which passages were new. Never more than code saturation.

mod choices;
mod data;
mod show;
mod side;

use crate::session::Jobs;
use crate::ui::kit::Cached;

pub(super) use show::show;

/// An interview of a group, both by their numbers.
type At = [usize; 2];

/// What this way remembers of itself.
#[derive(Default)]
pub(super) struct View {
    asked: data::Question,
    chosen: Option<At>,
    answers: Jobs<(u64, data::Question), data::CurveAnswer>,
    brought: Cached<(u64, data::Question, At), Vec<data::New>>,
}
