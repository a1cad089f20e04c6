//! What all ways to look at themes share: the title, whose codings count, and the row of ways. Never knows what a way shows.

use egui::Ui;

use crate::lang::text;
use crate::ui::context::layer::Whose;
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{chips, parts};
use crate::ui::reader::scope_bar;

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

impl Way {
    const ALL: [Self; 6] =
        [Self::Table, Self::Groups, Self::Cases, Self::Rings, Self::Saturation, Self::Sample];

    const fn name(self) -> &'static str {
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

/// What ways share and may change.
pub(super) struct Top<'v> {
    pub(super) way: &'v mut Way,
    pub(super) whose: &'v mut Whose,
    /// The whole study, of which a scope may be chosen.
    pub(super) scene: &'v Scene<'v>,
}

impl Top<'_> {
    /// The title of the page, and what of the study counts; says whether anything does.
    pub(super) fn title(&self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        parts::page_title(ui, &text("themes-title"));
        scope_bar(ui, self.scene, actions)
    }

    /// The ways in a row, and what can be done with what is shown.
    pub(super) fn ways(&mut self, ui: &mut Ui, more: impl FnOnce(&mut Ui)) {
        chips::ways(ui, &Way::ALL.map(|way| (way, text(way.name()))), self.way, more);
    }
}
