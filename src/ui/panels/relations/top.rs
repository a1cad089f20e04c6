//! The ways of the panel. Never knows what a way shows.

use crate::ui::reader::ways;

/// A way to look at relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Way {
    /// Which codes stand together.
    #[default]
    Together,
    /// Which follows which.
    Follows,
    /// Which cases and codes are alike.
    Alike,
    /// Which words are said.
    Words,
}

impl ways::Way for Way {
    const TITLE: &'static str = "relations-title";
    const SIDE: &'static str = "relations";
    const ALL: &'static [Self] = &[Self::Together, Self::Follows, Self::Alike, Self::Words];

    fn name(self) -> &'static str {
        match self {
            Self::Together => "relations-together",
            Self::Follows => "relations-follows",
            Self::Alike => "relations-alike",
            Self::Words => "relations-words",
        }
    }
}

/// What they share.
pub(super) type Top<'v> = ways::Top<'v, Way>;
