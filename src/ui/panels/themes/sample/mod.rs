//! The sample, described: of each attribute how many have which value, or what the numbers are like, by group. Never counts
//! codings.

mod data;
mod show;

use crate::session::Jobs;

pub(super) use show::show;

/// What this way remembers of itself.
#[derive(Default)]
pub(super) struct View {
    asked: data::Question,
    answers: Jobs<(u64, data::Question), std::sync::Arc<data::Sheet>>,
}
