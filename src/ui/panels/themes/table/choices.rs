//! Draws what can be chosen over the table: layer, count, scope, groups, level.

use egui::Ui;

use super::View;
use super::data::{LevelShown, Named};
use crate::analysis::frequency::{Frequencies, NO_VALUE};
use crate::chart::frequencies::Count;
use crate::lang::{number, text, with};
use crate::model::Project;
use crate::ui::context::layer::{self, Whose};
use crate::ui::context::left_out;
use crate::ui::kit::chips;

pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    whose: &mut Whose,
    view: &mut View,
    found: Option<&Frequencies>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        layer::choose(ui, project, whose, found.map(|found| &found.layer));
        let count = with("themes-count", &[("count", text(view.count.name()).into())]);
        chips::menu(ui, &count, |ui| {
            for count in Count::ALL {
                if chips::choice(ui, &text(count.name()), view.count == count) {
                    view.count = count;
                }
            }
        });
        if let Some(found) = found {
            let words = in_scope(found) + &in_progress(project, found);
            layer::scope(ui, &mut whose.complete_only, &words);
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
        let mut bars = !view.figures_only;
        chips::toggle(ui, &text("themes-bars"), &text("themes-bars-tip"), &mut bars);
        view.figures_only = !bars;
        left_out::interviewer(ui, project, &mut view.asked.leave_out_interviewer);
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
