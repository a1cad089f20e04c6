//! A code that is dragged over the row of another, in any list of codes. Never moves it.

use egui::{Response, Stroke, Ui};

use crate::lang::with;
use crate::model::CodeId;
use crate::ui::context::{Action, Scene};
use crate::ui::kit::look::{self, size};
use crate::ui::steps::moves::{self, Drop};

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
