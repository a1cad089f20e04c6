//! Draws what stands behind the figures: the definition and the source of each coefficient, and which of them suits
//! which design.

use egui::{RichText, ScrollArea, Ui};

use super::coefficients;
use crate::lang::{text, with};
use crate::ui::kit::{
    look::{self, size},
    parts, sheet,
};

/// What lies over the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    /// What a coefficient is, and where it stands in print.
    Definition(&'static str),
    /// Which coefficient suits which design.
    Designs,
}

/// The designs, each with what suits it.
const DESIGNS: [[&str; 2]; 7] = [
    ["design-segments", "design-segments-what"],
    ["design-passages", "design-passages-what"],
    ["design-several", "design-several-what"],
    ["design-ordered", "design-ordered-what"],
    ["design-characters", "design-characters-what"],
    ["design-transcripts", "design-transcripts-what"],
    ["design-reflexive", "design-reflexive-what"],
];

/// Draws the sheet; gives what lies over the panel from now on.
pub(super) fn show(ui: &Ui, sheet: Sheet) -> Option<Sheet> {
    let mut next = Some(sheet);
    let title = match sheet {
        Sheet::Definition(name) => coefficients::name(name),
        Sheet::Designs => text("designs-title"),
    };
    let stays = sheet::show(ui.ctx(), "coefficients", &title, 620.0, |ui| {
        match sheet {
            Sheet::Definition(name) => definition(ui, name),
            Sheet::Designs => designs(ui),
        }
        ui.add_space(size::STEP * 4.0);
        let mut stays = true;
        ui.horizontal(|ui| {
            stays = !parts::primary(ui, &text("close")).clicked();
            if matches!(sheet, Sheet::Definition(_)) && ui.button(text("designs-open")).clicked() {
                next = Some(Sheet::Designs);
            }
        });
        stays
    });
    next.filter(|_| stays)
}

fn definition(ui: &mut Ui, name: &str) {
    let Some((what, source)) = coefficients::definition(name) else { return };
    ui.label(RichText::new(what).font(look::body()));
    ui.add_space(size::STEP * 2.0);
    parts::muted(ui, &with("definition-source", &[("source", source.into())]));
    ui.add_space(size::STEP * 2.0);
    parts::muted(ui, &text("definition-thresholds"));
}

fn designs(ui: &mut Ui) {
    let room = ui.ctx().content_rect().height() - 260.0;
    ScrollArea::vertical().max_height(room.max(120.0)).show(ui, |ui| {
        // Beside the bar.
        ui.set_max_width(ui.available_width() - 20.0);
        for [design, what] in DESIGNS {
            ui.label(RichText::new(text(design)).font(look::strong(14.0)));
            ui.label(RichText::new(text(what)).font(look::secondary()));
            ui.add_space(size::STEP * 2.0);
        }
        ui.label(RichText::new(text("design-thresholds")).font(look::strong(14.0)));
        ui.label(RichText::new(text("design-thresholds-what")).font(look::secondary()));
        ui.add_space(size::STEP * 2.0);
        parts::muted(ui, &text("design-words"));
    });
}
