//! The menu of a code in the tree. Never does anything itself.

use egui::{RichText, Ui};

use super::View;
use super::data::Row;
use super::dialogs::Dialog;
use super::show::add;
use crate::lang::{text, with};
use crate::model::{CodeId, MemoTarget};
use crate::ui::context::{Action, Command, Scene, memo_entry};
use crate::ui::kit::look;
use crate::ui::steps::codebook as steps;

pub(super) fn menu(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, row: &Row, actions: &mut Vec<Action>) {
    ui.set_min_width(200.0);
    view.selected = Some(row.id);
    let item = |ui: &mut Ui, key: &str| {
        let pressed = ui.button(RichText::new(text(key)).font(look::secondary())).clicked();
        if pressed {
            ui.close();
        }
        pressed
    };
    if item(ui, "codebook-new-code") {
        add(scene, view, Some(row.id), "codebook-new-code", actions);
    }
    if item(ui, "codebook-merge") {
        view.dialog = Some(Dialog::merge(row.id));
    }
    if item(ui, "codebook-split") {
        view.dialog = Some(Dialog::split(scene.project, row.id));
    }
    let retire = if row.retired { "codebook-bring-back" } else { "codebook-retire" };
    if item(ui, retire) {
        actions.push(retired(scene, row.id, &row.name, !row.retired));
    }
    if item(ui, "codebook-remove") {
        view.dialog = Some(Dialog::Remove(row.id));
    }
    ui.separator();
    memo_entry(ui, MemoTarget::Code(row.id), actions);
    if item(ui, "codebook-undo") {
        actions.push(Action::Run(Command::Undo));
    }
}

/// Retires a code with all below it, or brings them back.
pub(super) fn retired(scene: &Scene<'_>, code: CodeId, name: &str, retired: bool) -> Action {
    let key = if retired { "step-code-retire" } else { "step-code-bring-back" };
    Action::Commit {
        label: with(key, &[("code", name.into())]),
        edits: steps::retire(scene.project, code, retired),
    }
}
