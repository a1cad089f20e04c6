//! Draws the description of the sample.

use egui::Ui;

use super::View;
use super::data::{self, Sheet};
use crate::lang::{text, with};
use crate::ui::context::{Action, Panel, Scene, Status, ask, saved};
use crate::ui::kit::{
    chips, look, parts,
    table::{Column, Table},
};
use crate::ui::panels::themes::top::Top;

/// Draws this way of the panel.
pub(in crate::ui::panels::themes) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    mut top: Top<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> Status {
    let gone = |by| scene.project.attribute(by).is_none();
    if view.asked.by.is_some_and(gone) {
        view.asked.by = None;
    }
    let key = (scene.revision, view.asked);
    let project = scene.project.clone();
    ask(ui.ctx(), &mut view.answers, &key, move |_| std::sync::Arc::new(data::sheet(&project, key.1)));
    let answer = view.answers.answer(&key).map(|(sheet, now)| (std::sync::Arc::clone(sheet), now));
    parts::page(ui, |ui| {
        if !top.title(ui, actions) {
            return;
        }
        groups(ui, scene, view);
        top.ways(ui, |ui| {
            if let Some((sheet, true)) = &answer {
                actions.extend(saved::copy(ui, scene, || data::cells(sheet)));
            }
        });
        let Some((sheet, now)) = &answer else {
            parts::muted(ui, &text("counting"));
            return;
        };
        if sheet.rows.is_empty() {
            let next = text("groups-to-cases");
            if parts::empty(ui, &text("sample-none"), &text("sample-none-why"), Some(&next)) {
                actions.push(Action::Show(Panel::CASES));
            }
            return;
        }
        if !now {
            ui.set_opacity(0.5);
        }
        egui::ScrollArea::horizontal().show(ui, |ui| table(ui, sheet, actions));
        ui.set_opacity(1.0);
        for note in &sheet.notes {
            parts::muted(ui, note);
        }
        ui.add_space(8.0);
        if parts::how_to_read(ui, scene.help, &text("sample-how-to-read")) {
            actions.push(Action::FoldHelp(scene.help));
        }
    });
    Status { facts: vec![text("groups-unit")], keys: text("sample-keys") }
}

fn groups(ui: &mut Ui, scene: &Scene<'_>, view: &mut View) {
    let name = view.asked.by.and_then(|by| scene.project.attribute(by)).map(|of| of.name.clone());
    let name = name.unwrap_or_else(|| text("themes-no-groups"));
    chips::menu(ui, &with("themes-groups", &[("attribute", name.into())]), |ui| {
        if chips::choice(ui, &text("themes-no-groups"), view.asked.by.is_none()) {
            view.asked.by = None;
        }
        for (id, name) in data::groups(scene.project) {
            if chips::choice(ui, &name, view.asked.by == Some(id)) {
                view.asked.by = Some(id);
            }
        }
    });
}

fn table(ui: &mut Ui, sheet: &Sheet, actions: &mut Vec<Action>) {
    let mut columns = vec![
        Column::words(text("sample-attribute"), 150.0),
        Column::words(text("sample-value"), 160.0).growing().shrinking(110.0),
    ];
    columns.extend(sheet.heads.iter().map(|head| Column::figures(head, 130.0).tip(head)));
    let table = Table::new(ui, columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.head(ui, None);
    let mut under = String::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        if let Some(attribute) = &row.attribute {
            under.clone_from(attribute);
        }
        let cells = sheet.heads.iter().zip(&row.cells).map(|(head, cell)| format!("{head} {}", cell.told()));
        let read = format!("{under}, {}: {}", row.label, cells.collect::<Vec<_>>().join(", "));
        let id = ui.scope_id().with(("sample", at));
        let response = table.row(ui, id, &read, false, |cells| {
            let t = look::of(cells.ui.visuals());
            if let Some(attribute) = &row.attribute {
                cells.words(0, 0.0, attribute, look::strong(14.0), t.text);
            }
            cells.words(1, 0.0, &row.label, look::body(), t.text);
            for (at, cell) in row.cells.iter().enumerate() {
                cells.figure(at + 2, &cell.words, t.text);
            }
        });
        if response.clicked() {
            actions.push(Action::Show(Panel::CASES));
        }
    }
    ui.add_space(12.0);
}
