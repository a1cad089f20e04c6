//! Which cases and which codes are alike: a field ordered by likeness, the tree of their groups, and a map. Never says how many
//! groups there are.

mod data;
mod show;

use crate::session::Jobs;
use crate::ui::kit::field::Cursor;

pub(super) use show::show;

/// What this way remembers of itself.
#[derive(Default)]
pub(super) struct View {
    asked: data::Question,
    seen: Seen,
    cursor: Cursor,
    chosen: Option<[usize; 2]>,
    answers: Jobs<(u64, data::Question), data::AlikeAnswer>,
}

/// How it is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Seen {
    /// Each two, the darker the more alike.
    #[default]
    Field,
    /// How they group together.
    Tree,
    /// As dots.
    Map,
}

impl Seen {
    const ALL: [Self; 3] = [Self::Field, Self::Tree, Self::Map];

    const fn name(self) -> &'static str {
        match self {
            Self::Field => "alike-field",
            Self::Tree => "alike-tree",
            Self::Map => "alike-map",
        }
    }
}
