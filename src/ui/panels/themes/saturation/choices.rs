//! Draws what can be chosen over the curve: layer, what is new, what an interview is, the order, groups, the rule.

use egui::Ui;

use super::View;
use super::data::{self, Question};
use crate::analysis::saturation::{InterviewOf, Order, Saturation};
use crate::lang::{text, with};
use crate::model::Project;
use crate::ui::context::layer;
use crate::ui::kit::chips;
use crate::ui::panels::themes::top::Top;

/// What the paper's rule may be set to.
const BASES: [usize; 4] = [4, 5, 6, 8];
const RUNS: [usize; 3] = [2, 3, 4];
const THRESHOLDS: [u8; 4] = [0, 5, 10, 20];

pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    top: &mut Top<'_>,
    view: &mut View,
    found: Option<&Saturation>,
) {
    let before = view.asked.clone();
    let asked = &mut view.asked;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        layer::choose(ui, project, top.whose, found.map(|found| &found.basis.layer));
        if let Some(found) = found {
            layer::scope(ui, &mut top.whose.complete_only, &layer::scope_of(&found.basis));
        }
        let of = |themes| text(if themes { "level-themes" } else { "level-codes" });
        chips::menu(ui, &of(asked.themes), |ui| {
            for themes in [false, true] {
                if chips::choice(ui, &of(themes), asked.themes == themes) {
                    asked.themes = themes;
                }
            }
        });
        order(ui, project, asked);
        unit(ui, asked);
        groups(ui, project, asked);
        rule(ui, asked);
    });
    if view.asked != before {
        view.chosen = None;
    }
}

fn order(ui: &mut Ui, project: &Project, asked: &mut Question) {
    let now = data::order(project, asked.order);
    chips::menu(ui, &with("cases-way-order", &[("order", now.into())]), |ui| {
        let attributes = project.attributes().into_iter().map(|attribute| Order::Attribute(attribute.id));
        for order in [Order::Coding, Order::Title].into_iter().chain(attributes) {
            if chips::choice(ui, &data::order(project, order), asked.order == order) {
                asked.order = order;
            }
        }
    });
}

fn unit(ui: &mut Ui, asked: &mut Question) {
    let name = |unit| match unit {
        InterviewOf::Transcript => text("count-transcripts"),
        InterviewOf::Participant => text("count-participants"),
    };
    chips::menu(ui, &with("saturation-unit", &[("unit", name(asked.unit).into())]), |ui| {
        for unit in [InterviewOf::Transcript, InterviewOf::Participant] {
            if chips::choice(ui, &name(unit), asked.unit == unit) {
                asked.unit = unit;
            }
        }
    });
}

fn groups(ui: &mut Ui, project: &Project, asked: &mut Question) {
    let name = asked.by.and_then(|by| project.attribute(by)).map(|attribute| attribute.name.clone());
    let name = name.unwrap_or_else(|| text("themes-no-groups"));
    chips::menu(ui, &with("themes-groups", &[("attribute", name.into())]), |ui| {
        if chips::choice(ui, &text("themes-no-groups"), asked.by.is_none()) {
            asked.by = None;
        }
        for attribute in project.attributes() {
            if chips::choice(ui, &attribute.name, asked.by == Some(attribute.id)) {
                asked.by = Some(attribute.id);
            }
        }
    });
}

/// Base, run and threshold, each ticked in one list that stays open.
fn rule(ui: &mut Ui, asked: &mut Question) {
    let said = [
        ("base", asked.base.into()),
        ("run", asked.run.into()),
        ("most", asked.threshold.to_string().into()),
    ];
    chips::menu(ui, &with("saturation-rule-chip", &said), |ui| {
        for base in BASES {
            let label = with("saturation-base-choice", &[("n", base.into())]);
            if ui.selectable_label(asked.base == base, label).clicked() {
                asked.base = base;
            }
        }
        ui.separator();
        for run in RUNS {
            let label = with("saturation-run-choice", &[("n", run.into())]);
            if ui.selectable_label(asked.run == run, label).clicked() {
                asked.run = run;
            }
        }
        ui.separator();
        for threshold in THRESHOLDS {
            let label = with("saturation-threshold-choice", &[("n", threshold.to_string().into())]);
            if ui.selectable_label(asked.threshold == threshold, label).clicked() {
                asked.threshold = threshold;
            }
        }
    });
}
