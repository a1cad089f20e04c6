//! Context menus over the text and over a stripe: what the keys do, for those who look for it there. Loops over
//! commands; never does anything itself.

use egui::Ui;

use super::View;
use crate::ui::command::Command;
use crate::ui::transcript::Answer;
use crate::ui::{Action, Scene, shell};

/// What can be done with a selected passage.
const PASSAGE: [Command; 3] = [Command::FindCode, Command::InVivo, Command::PassageMemo];
/// What can be done with a coding.
const CODING: [Command; 9] = [
    Command::EditMemo,
    Command::Recode,
    Command::MoveStart,
    Command::MoveEnd,
    Command::SplitCoding,
    Command::JoinCodings,
    Command::OnlyThisCode,
    Command::RemoveCoding,
    Command::RemoveAll,
];

/// Both menus.
pub(super) fn show(scene: &Scene<'_>, view: &View, answer: &Answer, actions: &mut Vec<Action>) {
    let writable = scene.read_only.is_none();
    let at_coding = !view.at_cursor.is_empty();
    answer.text.context_menu(|ui| {
        ui.set_min_width(260.0);
        let selected = view.selection.is_some() && writable;
        for (at, code) in scene.pins.iter().enumerate() {
            let Some(code) = code.and_then(|id| scene.project.codebook().get(id)) else { continue };
            let button = egui::Button::new(&code.name).shortcut_text((at + 1).to_string());
            if ui.add_enabled(selected, button).clicked() {
                actions.push(Action::Apply(code.id));
                ui.close();
            }
        }
        ui.separator();
        PASSAGE.into_iter().for_each(|command| item(ui, command, selected, actions));
        ui.separator();
        CODING.into_iter().for_each(|command| item(ui, command, at_coding && writable, actions));
        ui.separator();
        for command in [Command::Grow, Command::Shrink, Command::NextUncoded] {
            item(ui, command, true, actions);
        }
    });
    answer.margin.context_menu(|ui| {
        ui.set_min_width(260.0);
        CODING.into_iter().for_each(|command| item(ui, command, at_coding && writable, actions));
    });
}

fn item(ui: &mut Ui, command: Command, enabled: bool, actions: &mut Vec<Action>) {
    let keys = command.keys().map(|k| shell::written(ui.ctx(), k)).unwrap_or_default();
    let button = egui::Button::new(command.label()).shortcut_text(keys);
    if ui.add_enabled(enabled, button).on_hover_text(command.tip()).clicked() {
        actions.push(Action::Run(command));
        ui.close();
    }
}
