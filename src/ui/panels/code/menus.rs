//! Context menus over the text and over a stripe: what the keys do, for those who look for it there. Loops over
//! commands; never does anything itself.

use egui::Ui;

use super::View;
use crate::model::TranscriptId;
use crate::ui::context::{Action, Scene, command::Command, keys};
use crate::ui::kit::menu;
use crate::ui::transcript::TranscriptResponse;

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
pub(super) fn show(scene: &Scene<'_>, view: &View, answer: &TranscriptResponse, actions: &mut Vec<Action>) {
    let writable = scene.read_only.is_none();
    let at_coding = !view.at_cursor.is_empty();
    // What cannot be done there is not offered, so that the menu stays short.
    answer.text.context_menu(|ui| {
        ui.set_min_width(260.0);
        menu::entries(ui, |ui| {
            if view.selection.is_some() && writable {
                for (at, code) in scene.pins.iter().enumerate() {
                    let Some(code) = code.and_then(|id| scene.project.codebook().get(id)) else { continue };
                    let button = egui::Button::new(&code.name).shortcut_text((at + 1).to_string());
                    if ui.add(button).clicked() {
                        actions.push(Action::Apply(code.id));
                        ui.close();
                    }
                }
                PASSAGE.into_iter().for_each(|command| item(ui, command, actions));
                ui.separator();
            }
            if at_coding && writable {
                CODING.into_iter().for_each(|command| item(ui, command, actions));
                ui.separator();
            }
            for command in [Command::Grow, Command::Shrink, Command::NextUncoded] {
                item(ui, command, actions);
            }
        });
    });
    if at_coding && writable {
        answer.margin.context_menu(|ui| {
            ui.set_min_width(260.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            CODING.into_iter().for_each(|command| item(ui, command, actions));
        });
    }
}

/// What takes a transcript's words away, in the menu of its row.
pub(super) fn leaving(ui: &mut Ui, scene: &Scene<'_>, id: TranscriptId, actions: &mut Vec<Action>) {
    ui.separator();
    for (command, action) in [
        (Command::ReplaceText, Action::ReplaceText(id)),
        (Command::RemoveTranscript, Action::RemoveTranscript(id)),
    ] {
        let button = ui.add_enabled(scene.read_only.is_none(), egui::Button::new(command.label()));
        if button.on_hover_text(command.tip()).clicked() {
            actions.push(action);
            ui.close();
        }
    }
}

fn item(ui: &mut Ui, command: Command, actions: &mut Vec<Action>) {
    let keys = keys::of(ui.ctx(), command);
    let button = egui::Button::new(command.label()).shortcut_text(keys);
    if ui.add(button).on_hover_text(command.tip()).clicked() {
        actions.push(Action::Run(command));
        ui.close();
    }
}
