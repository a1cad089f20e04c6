//! Which words are said how often, which mark one group, and which stand near one. Never looks at a coding.

mod choices;
mod data;
mod show;

use crate::session::Jobs;
use crate::ui::kit::Cached;

pub(super) use show::show;

/// What this way remembers of itself.
#[derive(Default)]
pub(super) struct View {
    asked: data::Question,
    /// The word that stands in the field, until it is looked for.
    typed: String,
    chosen: Option<String>,
    /// The row that takes the keyboard in the next frame.
    next: Option<usize>,
    values: Cached<(u64, Option<crate::model::AttributeId>), Vec<String>>,
    answers: Jobs<(u64, data::Question), data::WordsAnswer>,
}
