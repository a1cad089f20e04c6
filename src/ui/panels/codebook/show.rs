//! Draws the Codebook panel: the tree on the left, the editor beside it, and whatever dialog is open.

use std::sync::Arc;

use egui::{Frame, Margin, Ui};

use super::{View, data, dialogs, editor, fields, several, tree};
use crate::lang::{text, with};
use crate::model::{Code, CodeId, Coder, CoderRole, Edit, Stamp};
use crate::session::SystemStamp;
use crate::ui::context::{Action, Scene, Status};
use crate::ui::kit::{look, parts};

/// Draws the panel.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) -> Status {
    let book = scene.project.codebook();
    if view.selected.is_none_or(|code| book.get(code).is_none()) {
        view.selected = book.order().first().copied();
    }
    keep_what_was_left(scene, view, actions);
    let t = look::of(ui.visuals());
    let frame = Frame::new().fill(t.panel).inner_margin(Margin::same(0));
    let panel = egui::Panel::left("codebook-tree").default_size(400.0).size_range(260.0..=640.0);
    panel.frame(frame).show(ui, |ui| tree::show(ui, scene, view, actions));
    view.chosen.retain(|&code| book.get(code).is_some());
    if view.chosen.len() > 1 {
        parts::page(ui, |ui| several::show(ui, scene, view, actions));
        dialogs::show(ui, scene, view, actions);
        return status(scene, view);
    }
    parts::page(ui, |ui| match view.selected.and_then(|id| book.get(id)) {
        Some(code) => editor::show(ui, scene, view, code, actions),
        None => {
            let next = text("codebook-new-code");
            if parts::empty(ui, &text("codebook-empty"), &text("codebook-empty-why"), Some(&next)) {
                add(scene, view, None, "codebook-new-code", actions);
            }
        }
    });
    dialogs::show(ui, scene, view, actions);
    status(scene, view)
}

/// Keeps a draft whose code is no longer in the editor.
fn keep_what_was_left(scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(draft) = view.draft.take_if(|d| Some(d.code) != view.selected) else { return };
    match fields::keep(scene.project, &draft) {
        Ok(Some((label, edit))) => actions.push(Action::Commit { label, edits: vec![edit] }),
        Ok(None) => {}
        Err(why) => actions.push(Action::Warn(why)),
    }
}

/// Whose codings are counted: the one chosen, else who codes here, else the consensus, else the first by name.
pub(super) fn layer<'a>(scene: &Scene<'a>, view: &View) -> Option<&'a Arc<Coder>> {
    let project = scene.project;
    let chosen = view.layer.and_then(|id| project.coder(id)).or(scene.coder);
    chosen.or_else(|| project.consensus()).or_else(|| {
        let coders = project.coders();
        coders.into_iter().find(|c| c.role == CoderRole::Person)
    })
}

/// Adds a code under a parent, named by a string's key, and puts its name into the keyboard's hands.
pub(super) fn add(
    scene: &Scene<'_>,
    view: &mut View,
    parent: Option<CodeId>,
    name: &str,
    actions: &mut Vec<Action>,
) {
    let book = scene.project.codebook();
    let id = CodeId(SystemStamp.uuid());
    let name = data::free_name(book, parent, &text(name));
    let label = with("step-code-add", &[("code", name.as_str().into())]);
    let code = Code::new(id, name, parent, book.free_colour());
    actions.push(Action::Commit { label, edits: vec![Edit::PutCode(Box::new(code))] });
    if let Some(parent) = parent {
        view.closed.remove(&parent);
    }
    view.filter.clear();
    view.selected = Some(id);
    view.name_it = true;
}

fn status(scene: &Scene<'_>, view: &View) -> Status {
    let book = scene.project.codebook();
    let themes = book.codes().filter(|c| book.is_theme(c.id)).count();
    let counts = [("codes", book.len().into()), ("themes", themes.into())];
    let mut facts = vec![with("codebook-size", &counts)];
    if let Some(coder) = layer(scene, view) {
        facts.push(with("codebook-counts-of", &[("coder", coder.name.as_str().into())]));
    }
    Status { facts, keys: text("codebook-keys") }
}
