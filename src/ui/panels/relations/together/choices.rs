//! Draws what can be chosen over codes that stand together: layer, how, which figure, from how many on, which codes.

use egui::{ScrollArea, Ui};

use super::View;
use super::data::{Question, Shows, Together};
use crate::analysis::cooccurrence::Unit;
use crate::lang::{text, with};
use crate::model::Project;
use crate::ui::context::layer;
use crate::ui::kit::chips;
use crate::ui::panels::relations::top::Top;

/// How near turns may be asked to be, and from how many on pairs are shown.
const NEAR: [usize; 5] = [0, 1, 2, 3, 5];
const LEAST: [u64; 6] = [1, 2, 3, 5, 10, 20];

pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    top: &mut Top<'_>,
    view: &mut View,
    found: Option<&Together>,
) {
    let asked = &mut view.asked;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        layer::choose(ui, project, top.whose, found.map(|found| &found.counted.basis.layer));
        if let Some(found) = found {
            layer::scope(ui, &mut top.whose.complete_only, &layer::scope_of(&found.counted.basis));
        }
        unit(ui, asked);
        chips::menu(ui, &with("together-figure", &[("figure", text(asked.shows.name()).into())]), |ui| {
            for shows in Shows::ALL {
                if chips::choice(ui, &text(shows.name()), asked.shows == shows) {
                    asked.shows = shows;
                }
            }
        });
        chips::menu(ui, &with("together-least", &[("n", asked.least.into())]), |ui| {
            for least in LEAST {
                let label = with("together-least", &[("n", least.into())]);
                if chips::choice(ui, &label, asked.least == least) {
                    asked.least = least;
                }
            }
        });
        codes(ui, project, asked, found);
        let level = |themes| text(if themes { "level-themes" } else { "level-codes" });
        chips::menu(ui, &level(asked.themes), |ui| {
            for themes in [false, true] {
                if chips::choice(ui, &level(themes), asked.themes == themes) {
                    asked.themes = themes;
                    asked.only.clear();
                }
            }
        });
    });
}

/// What a unit is called.
fn name(unit: Unit) -> String {
    match unit {
        Unit::Overlap => text("together-overlap"),
        Unit::Segment => text("together-segment"),
        Unit::Turn => text("together-turn"),
        Unit::Near(within) => with("together-near", &[("n", within.into())]),
        Unit::Transcript => text("together-transcript"),
    }
}

fn unit(ui: &mut Ui, asked: &mut Question) {
    chips::menu(ui, &with("together-how", &[("how", name(asked.unit).into())]), |ui| {
        let near = NEAR.map(Unit::Near);
        let all =
            [Unit::Overlap, Unit::Segment, Unit::Turn].into_iter().chain(near).chain([Unit::Transcript]);
        for unit in all {
            if chips::choice(ui, &name(unit), asked.unit == unit) {
                asked.unit = unit;
            }
        }
    });
}

/// Which codes: all, or those of the themes that are ticked.
fn codes(ui: &mut Ui, project: &Project, asked: &mut Question, found: Option<&Together>) {
    let said = match found {
        Some(found) => with(
            "together-codes-chip",
            &[("n", found.shown.len().into()), ("all", found.counted.codes.len().into())],
        ),
        None => text("together-codes"),
    };
    chips::menu(ui, &said, |ui| {
        if chips::choice(ui, &text("together-all-codes"), asked.only.is_empty()) {
            asked.only.clear();
        }
        ui.separator();
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            let book = project.codebook();
            for theme in book.codes().filter(|code| book.is_theme(code.id)) {
                let chosen = asked.only.contains(&theme.id);
                if ui.selectable_label(chosen, &theme.name).clicked() && !asked.only.remove(&theme.id) {
                    asked.only.insert(theme.id);
                }
            }
        });
    });
}
