//! The page in the editor's place while several codes are chosen: what can be done to all of them in one step.

use egui::Ui;

use super::{View, palette};
use crate::lang::{text, with};
use crate::model::CodeId;
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{look::size, parts};
use crate::ui::steps::{Step, several};

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let (project, chosen) = (scene.project, view.chosen.clone());
    let book = project.codebook();
    parts::page_title(ui, &with("codebook-several", &[("n", chosen.len().into())]));
    let names: Vec<String> =
        book.codes().filter(|c| chosen.contains(&c.id)).map(|c| book.shown_path(c.id)).collect();
    for name in &names {
        ui.label(name);
    }
    ui.add_space(size::STEP * 3.0);
    let mut made: Option<Step> = None;
    ui.add_enabled_ui(scene.read_only.is_none(), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.menu_button(text("codebook-several-move"), |ui| {
                let under = codes(ui, scene, Some(&text("picker-top")));
                made = under.map(|parent| several::move_under(project, &chosen, parent));
            });
            ui.menu_button(text("codebook-several-merge"), |ui| {
                if let Some(Some(into)) = codes(ui, scene, None) {
                    made = Some(several::merge_into(project, &chosen, into));
                }
            });
            let retired = |id: &CodeId| book.get(*id).is_some_and(|c| c.retired);
            for (key, retire, useful) in [
                ("codebook-retire", true, !chosen.iter().all(retired)),
                ("codebook-bring-back", false, chosen.iter().any(retired)),
            ] {
                if useful && ui.button(text(key)).clicked() {
                    made = Some(several::retire_all(project, &chosen, retire));
                }
            }
            if ui.button(text("codebook-several-none")).clicked() {
                view.chosen.clear();
            }
        });
        ui.add_space(size::STEP * 2.0);
        parts::section(ui, &text("field-colour"), "");
        if let Some(colour) = palette::show(ui, None) {
            made = Some(several::recolour(project, &chosen, colour));
        }
    });
    if let Some(Step { label, edits }) = made {
        if edits.is_empty() {
            actions.push(Action::Say(text("codebook-several-nothing")));
        } else {
            actions.push(Action::Commit { label, edits });
        }
    }
}

/// A list of all codes, with the top level first where it has a name; gives what was pressed.
fn codes(ui: &mut Ui, scene: &Scene<'_>, top: Option<&str>) -> Option<Option<CodeId>> {
    let mut pressed = None;
    ui.set_min_width(220.0);
    crate::ui::kit::menu::entries(ui, |ui| {
        if top.is_some_and(|top| ui.button(top).clicked()) {
            pressed = Some(None);
        }
        let book = scene.project.codebook();
        for code in book.codes().filter(|c| !c.retired) {
            if ui.button(book.shown_path(code.id)).clicked() {
                pressed = Some(Some(code.id));
            }
        }
    });
    if pressed.is_some() {
        ui.close();
    }
    pressed
}
