//! Draws what can be chosen over the table: layer, count, scope, groups, level.

use egui::Ui;

use super::View;
use super::data::{LevelShown, Named, Question};
use crate::analysis::frequency::{Frequencies, NO_VALUE};
use crate::analysis::{LayerChoice, LayerView};
use crate::chart::frequencies::Count;
use crate::lang::{number, text, with};
use crate::model::{CoderRole, Project};
use crate::ui::context::left_out;
use crate::ui::kit::chips;

pub(super) fn show(ui: &mut Ui, project: &Project, view: &mut View, found: Option<&Frequencies>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        layer(ui, project, &mut view.asked, found);
        let count = with("themes-count", &[("count", text(view.count.name()).into())]);
        chips::menu(ui, &count, |ui| {
            for count in Count::ALL {
                if chips::choice(ui, &text(count.name()), view.count == count) {
                    view.count = count;
                }
            }
        });
        if let Some(found) = found {
            scope(ui, project, &mut view.asked.complete_only, found);
        }
        groups(ui, project, view);
        if found.is_some_and(|found| matches!(found.groups.as_slice(), [(only, _)] if only == NO_VALUE)) {
            chips::fact(ui, &text("themes-no-values"), &text("themes-no-values-tip"));
        }
        let level = |shown| match shown {
            LevelShown::Both => text("themes-and-codes"),
            LevelShown::Themes => text("level-themes"),
            LevelShown::Codes => text("level-codes"),
        };
        chips::menu(ui, &level(view.level), |ui| {
            for shown in [LevelShown::Both, LevelShown::Themes, LevelShown::Codes] {
                if chips::choice(ui, &level(shown), view.level == shown) {
                    view.level = shown;
                }
            }
        });
        left_out::interviewer(ui, project, &mut view.asked.leave_out_interviewer);
    });
}

pub(super) fn layer_name(project: &Project, layer: &LayerView) -> String {
    match layer {
        LayerView::Coder(id) => project.coder_name(*id).to_owned(),
        LayerView::Consensus(_) => text("layer-consensus"),
        LayerView::Mean(ids) => with("layer-mean-of", &[("n", ids.len().into())]),
    }
}

fn layer(ui: &mut Ui, project: &Project, asked: &mut Question, found: Option<&Frequencies>) {
    let name = found.map(|f| layer_name(project, &f.layer)).unwrap_or_default();
    chips::menu(ui, &with("themes-layer", &[("layer", name.into())]), |ui| {
        let mut offer = |ui: &mut Ui, words: &str, layer: LayerChoice| {
            if chips::choice(ui, words, asked.layer == layer) {
                asked.layer = layer;
            }
        };
        offer(ui, &text("layer-auto"), LayerChoice::Auto);
        ui.separator();
        for coder in project.coders() {
            match coder.role {
                CoderRole::Person | CoderRole::Supervisor => {
                    offer(ui, &coder.name, LayerChoice::Coder(coder.id));
                }
                CoderRole::Consensus => offer(ui, &text("layer-consensus"), LayerChoice::Consensus),
            }
        }
        offer(ui, &text("layer-mean"), LayerChoice::Mean);
    });
}

/// ", C2: 1 in progress" for each coder who has not completed all they started; empty where all have.
pub(super) fn in_progress(project: &Project, found: &Frequencies) -> String {
    let name = |id| project.coder_name(id).to_owned();
    let left = found.coders.iter().filter(|(_, scope)| scope.in_progress > 0.0);
    let said = left.map(|(id, scope)| {
        let n = number::amount(scope.in_progress);
        with("themes-in-progress", &[("coder", name(*id).into()), ("n", n.into())])
    });
    said.collect()
}

/// "12 participants, 12 transcripts".
pub(super) fn in_scope(found: &Frequencies) -> String {
    let scope = &found.scope;
    with(
        "themes-scope",
        &[("participants", scope.participants.into()), ("transcripts", scope.transcripts.into())],
    )
}

/// "12 participants, 12 transcripts", and how many of these are still in progress.
fn scope(ui: &mut Ui, project: &Project, complete_only: &mut bool, found: &Frequencies) {
    let mut words = in_scope(found);
    words.push_str(&in_progress(project, found));
    chips::menu(ui, &words, |ui| {
        if chips::choice(ui, &text("themes-started"), !*complete_only) {
            *complete_only = false;
        }
        if chips::choice(ui, &text("themes-complete"), *complete_only) {
            *complete_only = true;
        }
    });
}

fn groups(ui: &mut Ui, project: &Project, view: &mut View) {
    let name = view.asked.by.and_then(|id| project.attribute(id)).map(|a| a.name.clone());
    let name = name.unwrap_or_else(|| text("themes-no-groups"));
    chips::menu(ui, &with("themes-groups", &[("attribute", name.into())]), |ui| {
        let mut offer = |ui: &mut Ui, words: &str, by| {
            if chips::choice(ui, words, view.asked.by == by) {
                view.asked.by = by;
                view.chosen = None;
            }
        };
        offer(ui, &text("themes-no-groups"), None);
        for attribute in project.attributes() {
            offer(ui, &attribute.name, Some(attribute.id));
        }
    });
}
