//! Draws what can be chosen over the field: layer, what stands in a cell, columns and their order, level.

use egui::Ui;

use super::View;
use super::data::{Amount, Field, Order, Question};
use crate::analysis::matrix::RowsOf;
use crate::lang::{text, with};
use crate::model::Project;
use crate::ui::context::layer;
use crate::ui::kit::chips;
use crate::ui::panels::themes::table::data::LevelShown;
use crate::ui::panels::themes::top::Top;

pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    top: &mut Top<'_>,
    view: &mut View,
    found: Option<&Field>,
) {
    let before = view.asked.clone();
    let asked = &mut view.asked;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        layer::choose(ui, project, top.whose, found.map(|found| &found.basis.layer));
        chips::menu(ui, &with("cases-way-cell", &[("cell", text(asked.amount.name()).into())]), |ui| {
            for amount in Amount::ALL {
                if chips::choice(ui, &text(amount.name()), asked.amount == amount) {
                    asked.amount = amount;
                }
            }
        });
        if let Some(found) = found {
            layer::scope(ui, &mut top.whose.complete_only, &layer::scope_of(&found.basis));
        }
        columns(ui, asked);
        order(ui, asked);
        attribute(ui, project, asked);
        level(ui, asked);
    });
    if view.asked != before {
        view.chosen = None;
    }
}

fn columns(ui: &mut Ui, asked: &mut Question) {
    let name = |of| match of {
        RowsOf::Participants => text("count-participants"),
        RowsOf::Transcripts => text("count-transcripts"),
    };
    chips::menu(ui, &with("cases-way-columns", &[("of", name(asked.rows_of).into())]), |ui| {
        for of in [RowsOf::Participants, RowsOf::Transcripts] {
            if chips::choice(ui, &name(of), asked.rows_of == of) {
                asked.rows_of = of;
            }
        }
    });
}

fn order(ui: &mut Ui, asked: &mut Question) {
    chips::menu(ui, &with("cases-way-order", &[("order", text(asked.order.name()).into())]), |ui| {
        for order in Order::ALL {
            if chips::choice(ui, &text(order.name()), asked.order == order) {
                asked.order = order;
            }
        }
    });
}

fn attribute(ui: &mut Ui, project: &Project, asked: &mut Question) {
    let name = asked.by.and_then(|by| project.attribute(by)).map(|attribute| attribute.name.clone());
    let name = name.unwrap_or_else(|| text("themes-no-groups"));
    chips::menu(ui, &with("cases-way-by", &[("attribute", name.into())]), |ui| {
        if chips::choice(ui, &text("themes-no-groups"), asked.by.is_none()) {
            asked.by = None;
            asked.order = if asked.order == Order::Attribute { Order::Name } else { asked.order };
        }
        for attribute in project.attributes() {
            if chips::choice(ui, &attribute.name, asked.by == Some(attribute.id)) {
                (asked.by, asked.order) = (Some(attribute.id), Order::Attribute);
            }
        }
    });
}

fn level(ui: &mut Ui, asked: &mut Question) {
    let name = |level| match level {
        LevelShown::Both => text("themes-and-codes"),
        LevelShown::Themes => text("level-themes"),
        LevelShown::Codes => text("level-codes"),
    };
    chips::menu(ui, &name(asked.level), |ui| {
        for level in [LevelShown::Both, LevelShown::Themes, LevelShown::Codes] {
            if chips::choice(ui, &name(level), asked.level == level) {
                asked.level = level;
            }
        }
    });
}
