//! The ways of the panel. Never knows what a way shows.

use crate::ui::reader::ways;

/// A way to look at themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Way {
    /// How many have each.
    #[default]
    Table,
    /// How groups of participants differ.
    Groups,
    /// Who speaks of what.
    Cases,
    /// What a codebook looks like in layers.
    Rings,
    /// Whether there is more to come.
    Saturation,
    /// Who took part.
    Sample,
}

impl ways::Way for Way {
    const TITLE: &'static str = "themes-title";
    const SIDE: &'static str = "themes";
    const ALL: &'static [Self] =
        &[Self::Table, Self::Groups, Self::Cases, Self::Rings, Self::Saturation, Self::Sample];

    fn name(self) -> &'static str {
        match self {
            Self::Table => "themes-table",
            Self::Groups => "themes-way-groups",
            Self::Cases => "themes-way-cases",
            Self::Rings => "themes-way-rings",
            Self::Saturation => "themes-way-saturation",
            Self::Sample => "themes-way-sample",
        }
    }
}

/// What they share.
pub(super) type Top<'v> = ways::Top<'v, Way>;
