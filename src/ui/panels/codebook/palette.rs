//! The colours that a code may have, to be pressed. Never gives a code one.

use egui::{Grid, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::model::{Colour, palette::PALETTE};
use crate::ui::kit::{
    look::{self, size},
    table::ring,
};

/// Points of a colour, and from one to the next.
const SIDE: f32 = 24.0;
const STEP: f32 = 28.0;
/// Colours of one tone, which stand in a row where there is room.
const TONES: usize = 12;
/// The room that a row of them needs.
pub(super) const WIDTH: f32 = STEP * TONES as f32;

/// Draws them in rows as long as there is room for; gives the one that was pressed.
pub(super) fn show(ui: &mut Ui, chosen: Option<Colour>) -> Option<Colour> {
    let fit = |columns: &usize| STEP * *columns as f32 <= ui.available_width();
    let columns = [TONES, TONES / 2, TONES / 3].into_iter().find(fit).unwrap_or(TONES / 4);
    let mut pressed = None;
    let grid = Grid::new("palette").min_col_width(SIDE).min_row_height(SIDE).spacing(vec2(STEP - SIDE, 2.0));
    grid.show(ui, |ui| {
        for (at, swatch) in PALETTE.iter().enumerate() {
            let colour = Colour(swatch.light);
            if one(ui, swatch.name, colour, chosen == Some(colour)) {
                pressed = Some(colour);
            }
            if at % columns == columns - 1 {
                ui.end_row();
            }
        }
    });
    pressed
}

/// A colour to choose; says whether it was.
fn one(ui: &mut Ui, name: &str, colour: Colour, chosen: bool) -> bool {
    let t = look::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(SIDE, SIDE), Sense::click());
    response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, ui.is_enabled(), chosen, name));
    let square = rect.shrink(3.0);
    ui.painter().rect_filled(square, size::SWATCH_CORNER, look::tone(colour.0, t.theme));
    if chosen {
        let pen = Stroke::new(2.0, t.text);
        ui.painter().rect_stroke(rect.shrink(0.5), 5.0, pen, egui::StrokeKind::Inside);
    } else if response.has_focus() || response.hovered() {
        ring(ui, rect);
    }
    response.on_hover_text(name).clicked()
}
