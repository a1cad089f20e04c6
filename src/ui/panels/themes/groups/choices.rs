//! Draws what can be chosen over the comparison: layer, groups and which of them, pairs, strata, what values are, level.

use egui::{ScrollArea, Ui};

use super::View;
use super::data::Question;
use crate::analysis::compare_groups::{Answer, Scale, values};
use crate::lang::{text, with};
use crate::model::{AttributeId, AttributeOf, Project};
use crate::ui::context::layer;
use crate::ui::kit::chips;
use crate::ui::panels::themes::top::Top;

/// Lists of values are no higher than this.
const HIGH: f32 = 320.0;

pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    revision: u64,
    top: &mut Top<'_>,
    view: &mut View,
    found: Option<&Answer>,
) {
    let values = match view.asked.by {
        Some(by) => view.values.of(&(revision, by), || values(project, by)).clone(),
        None => Vec::new(),
    };
    let asked = &mut view.asked;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        layer::choose(ui, project, top.whose, found.map(|found| &found.layer));
        if let Some(found) = found {
            let said = [("n", found.participants.into()), ("open", found.in_progress.len().into())];
            layer::scope(ui, &mut top.whose.complete_only, &with("groups-scope", &said));
        }
        groups(ui, project, asked);
        if values.len() > 1 {
            compared(ui, asked, &values);
        }
        let none = text("themes-no-groups");
        let shown = name(project, asked.pairs).unwrap_or_else(|| none.clone());
        let label = with("groups-pairs", &[("attribute", shown.into())]);
        within(ui, project, &label, asked.by, &mut asked.pairs);
        let shown = name(project, asked.strata).unwrap_or(none);
        let label = with("groups-strata-chip", &[("attribute", shown.into())]);
        within(ui, project, &label, asked.by, &mut asked.strata);
        scale(ui, asked);
        level(ui, asked);
    });
}

fn name(project: &Project, id: Option<AttributeId>) -> Option<String> {
    id.and_then(|id| project.attribute(id)).map(|attribute| attribute.name.clone())
}

fn groups(ui: &mut Ui, project: &Project, asked: &mut Question) {
    let name = name(project, asked.by).unwrap_or_else(|| text("themes-no-groups"));
    chips::menu(ui, &with("themes-groups", &[("attribute", name.into())]), |ui| {
        for attribute in project.attributes() {
            let label = match attribute.of {
                AttributeOf::Case => attribute.name.clone(),
                AttributeOf::Transcript => {
                    with("groups-of-transcripts", &[("attribute", attribute.name.as_str().into())])
                }
            };
            if chips::choice(ui, &label, asked.by == Some(attribute.id)) {
                asked.group_by(attribute.id);
            }
        }
    });
}

/// Which group is set against which.
fn compared(ui: &mut Ui, asked: &mut Question, values: &[String]) {
    let first = asked.first.clone().unwrap_or_else(|| text("groups-in-order"));
    chips::menu(ui, &with("groups-first", &[("group", first.into())]), |ui| {
        if chips::choice(ui, &text("groups-in-order"), asked.first.is_none()) {
            (asked.first, asked.second) = (None, None);
        }
        ScrollArea::vertical().max_height(HIGH).show(ui, |ui| {
            for value in values {
                if chips::choice(ui, value, asked.first.as_ref() == Some(value)) {
                    asked.first = Some(value.clone());
                    asked.second = asked.second.take().filter(|second| second != value);
                }
            }
        });
    });
    if asked.first.is_none() || values.len() == 2 {
        return;
    }
    let second = asked.second.clone().unwrap_or_else(|| text("groups-all-others"));
    chips::menu(ui, &with("groups-second", &[("group", second.into())]), |ui| {
        if chips::choice(ui, &text("groups-all-others"), asked.second.is_none()) {
            asked.second = None;
        }
        ScrollArea::vertical().max_height(HIGH).show(ui, |ui| {
            for value in values.iter().filter(|value| asked.first.as_ref() != Some(*value)) {
                if chips::choice(ui, value, asked.second.as_ref() == Some(value)) {
                    asked.second = Some(value.clone());
                }
            }
        });
    });
}

/// An attribute within whose values groups are compared.
fn within(
    ui: &mut Ui,
    project: &Project,
    label: &str,
    by: Option<AttributeId>,
    chosen: &mut Option<AttributeId>,
) {
    chips::menu(ui, label, |ui| {
        if chips::choice(ui, &text("themes-no-groups"), chosen.is_none()) {
            *chosen = None;
        }
        for attribute in project.attributes().into_iter().filter(|of| Some(of.id) != by) {
            if chips::choice(ui, &attribute.name, *chosen == Some(attribute.id)) {
                *chosen = Some(attribute.id);
            }
        }
    });
}

fn scale(ui: &mut Ui, asked: &mut Question) {
    let name = |scale| match scale {
        None => text("groups-scale-own"),
        Some(Scale::Nominal) => text("groups-scale-nominal"),
        Some(Scale::Ordinal) => text("groups-scale-ordinal"),
        Some(Scale::Numeric) => text("groups-scale-numeric"),
    };
    chips::menu(ui, &with("groups-scale", &[("scale", name(asked.scale).into())]), |ui| {
        for scale in [None, Some(Scale::Nominal), Some(Scale::Ordinal), Some(Scale::Numeric)] {
            if chips::choice(ui, &name(scale), asked.scale == scale) {
                asked.scale = scale;
            }
        }
    });
}

fn level(ui: &mut Ui, asked: &mut Question) {
    let name = |codes| text(if codes { "level-codes" } else { "level-themes" });
    chips::menu(ui, &name(asked.codes), |ui| {
        for codes in [false, true] {
            if chips::choice(ui, &name(codes), asked.codes == codes) {
                asked.codes = codes;
            }
        }
    });
}
