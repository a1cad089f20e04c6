//! A code that is dragged over the row of another, in any list of codes. Never moves it.

use egui::{Response, Stroke, Ui};

use crate::lang::with;
use crate::model::CodeId;
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{
    look::{self, size},
    parts,
};
use crate::ui::steps::moves::{self, Drop};

/// Draws the code that is dragged beside the pointer, over everything.
pub(in crate::ui) fn dragged(ui: &Ui, scene: &Scene<'_>) {
    let Some(code) = egui::DragAndDrop::payload::<CodeId>(ui.ctx()) else { return };
    let Some(pointer) = ui.input(|i| i.pointer.interact_pos()) else { return };
    let Some(code) = scene.project.codebook().get(*code) else { return };
    let t = look::of(ui.visuals());
    let layer = egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("dragged_code"));
    let painter = ui.ctx().layer_painter(layer);
    let name = parts::name(ui, &code.name, look::body(), t.text, 220.0).0;
    let at = pointer + egui::vec2(14.0, 6.0);
    let room = egui::Rect::from_min_size(at, name.size() + egui::vec2(34.0, 10.0));
    painter.rect(room, size::BUTTON_CORNER, t.raised, Stroke::new(1.0, t.line), egui::StrokeKind::Inside);
    let swatch =
        egui::Rect::from_center_size(room.left_center() + egui::vec2(13.0, 0.0), egui::vec2(10.0, 10.0));
    painter.rect_filled(swatch, size::SWATCH_CORNER, look::tone(code.colour.0, t.theme));
    painter.galley(at + egui::vec2(24.0, 5.0), name, t.text);
}

/// Shows where a dragged code would land on a row, whose subcodes may be open below it and whose name begins at `from`,
/// and lets it.
pub(in crate::ui) fn take_drop(
    ui: &Ui,
    scene: &Scene<'_>,
    response: &Response,
    (row, open): (CodeId, bool),
    from: f32,
    actions: &mut Vec<Action>,
) {
    let Some(code) = response.dnd_hover_payload::<CodeId>() else { return };
    let Some(pointer) = ui.input(|i| i.pointer.interact_pos()) else { return };
    let rect = response.rect;
    let share = (pointer.y - rect.top()) / rect.height();
    let at = if share < 0.3 {
        Drop::Before(row)
    } else if share > 0.7 && !open {
        Drop::After(row)
    } else {
        Drop::Into(row)
    };
    let book = scene.project.codebook();
    let Some(edit) = moves::drop(book, *code, at) else { return };
    let t = look::of(ui.visuals());
    let pen = Stroke::new(2.0, t.accent);
    match at {
        Drop::Before(_) => ui.painter().hline(from..=rect.right(), rect.top(), pen),
        Drop::After(_) => ui.painter().hline(from..=rect.right(), rect.bottom() - 1.0, pen),
        Drop::Into(_) => {
            ui.painter().rect_stroke(rect.shrink(1.0), size::BUTTON_CORNER, pen, egui::StrokeKind::Inside)
        }
    };
    if let Some(code) = response.dnd_release_payload::<CodeId>() {
        let name = book.name(*code).to_owned();
        let label = with("step-code-move", &[("code", name.into())]);
        actions.push(Action::Commit { label, edits: vec![edit] });
    }
}
