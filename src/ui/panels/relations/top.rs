//! What all ways to look at relations share: the title, whose codings count, and the row of ways. Never knows what a way shows.

use egui::Ui;

use crate::lang::text;
use crate::ui::context::layer::Whose;
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{chips, parts};
use crate::ui::reader::scope_bar;

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

impl Way {
    const ALL: [Self; 4] = [Self::Together, Self::Follows, Self::Alike, Self::Words];

    const fn name(self) -> &'static str {
        match self {
            Self::Together => "relations-together",
            Self::Follows => "relations-follows",
            Self::Alike => "relations-alike",
            Self::Words => "relations-words",
        }
    }
}

/// What ways share and may change.
pub(super) struct Top<'v> {
    pub(super) way: &'v mut Way,
    pub(super) whose: &'v mut Whose,
}

impl Top<'_> {
    /// The title of the page, and what of the study counts; says whether anything is left to be counted.
    pub(super) fn title(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) -> bool {
        parts::page_title(ui, &text("relations-title"));
        scope_bar(ui, scene, actions)
    }

    /// The ways in a row, and what can be done with what is shown.
    pub(super) fn ways(&mut self, ui: &mut Ui, more: impl FnOnce(&mut Ui)) {
        chips::ways(ui, &Way::ALL.map(|way| (way, text(way.name()))), self.way, more);
    }
}
