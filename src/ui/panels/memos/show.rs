//! Draws the Memos panel: the journal on the left, and what is read or written of it.

use std::sync::Arc;

use egui::Ui;

use super::data::{self, Entry, RowTarget};
use super::{View, about, list, thread};
use crate::lang::{text, with};
use crate::model::MemoTarget;
use crate::ui::context::{Action, Panel, Scene, Status, subject};
use crate::ui::kit::{layout, parts};

/// Draws the panel.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) -> Status {
    let coder = scene.coder.map(|c| c.id);
    let make = || Arc::new(data::entries(scene.project, coder));
    let entries = Arc::clone(view.entries.of(&(scene.revision, coder), make));
    layout::left(ui, scene.sides.left, "memos", |ui| list::show(ui, scene, view, &entries));
    parts::page(ui, |ui| {
        page(ui, scene, view, &entries, actions);
        ui.add_space(16.0);
        if parts::how_to_read(ui, scene.help, &text("memos-how-to-read")) {
            actions.push(Action::FoldHelp(scene.help));
        }
    });
    about::show(ui, scene, view);
    let fact = if view.filter.is_open() {
        with("memos-count", &[("n", entries.len().into())])
    } else {
        let n = data::seen(&entries, &view.filter).len();
        with("memos-count-of", &[("n", n.into()), ("all", entries.len().into())])
    };
    Status { facts: vec![fact], keys: text("memos-keys") }
}

fn page(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, entries: &[Entry], actions: &mut Vec<Action>) {
    let open = view.open.and_then(|of| entries.iter().find(|entry| entry.of == of));
    match open.map(|entry| (entry.of, entry)) {
        None if view.draft.is_some() => thread::draft(ui, scene, view, actions),
        None => nothing(ui, scene, view, entries.is_empty()),
        Some((RowTarget::Thread(id), _)) => thread::thread(ui, scene, view, id, actions),
        Some((RowTarget::Coding(id), entry)) => {
            view.take_focus = false;
            if let Some((_, coding)) = scene.project.coding(id) {
                thread::note(ui, scene, coding, &entry.about, actions);
            }
        }
    }
    if view.open.is_some()
        && let Some(draft) = &view.draft
    {
        ui.add_space(12.0);
        let on = subject::briefly(scene.project, &draft.on);
        if ui.button(with("memo-go-on", &[("about", on.into())])).clicked() {
            view.open = None;
            view.take_focus = true;
        }
    }
}

fn nothing(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, none: bool) {
    let (title, why) =
        if none { ("memos-empty", "memos-empty-why") } else { ("memos-choose", "memos-choose-why") };
    let next = text("command-project-memo");
    let next = scene.read_only.is_none().then_some(next.as_str());
    if parts::empty(ui, &text(title), &text(why), next) {
        view.write(MemoTarget::Project, Panel::MEMOS);
    }
}

impl View {
    /// Reads something of the journal; the row has the keyboard.
    pub(super) fn read(&mut self, of: Option<RowTarget>) {
        if let Some(of) = of.filter(|of| self.open != Some(*of)) {
            self.open = Some(of);
            self.changing = None;
            self.go_to_row = true;
        }
    }
}
