//! A coefficient as a dot between 0 and 1, with the thresholds .667 and .80 as quiet lines. Never says whether a
//! figure is good.

use egui::{Align2, Color32, Rect, Shape, Stroke, Ui, pos2};

use crate::ui::look;

/// The thresholds that the field cites, and how they are written.
const LINES: [(f64, &str); 2] = [(0.667, ".667"), (0.8, ".80")];

/// Where a value stands; values below 0 stand at 0.
fn x(rect: Rect, value: f64) -> f32 {
    egui::lerp(rect.left()..=rect.right(), value.clamp(0.0, 1.0) as f32)
}

fn inner(rect: Rect) -> Rect {
    Rect::from_min_max(rect.min + egui::vec2(16.0, 0.0), rect.max - egui::vec2(8.0, 0.0))
}

/// The scale over the dots.
pub(super) fn scale(ui: &Ui, rect: Rect) {
    let t = look::of(ui.visuals());
    let rect = inner(rect);
    let at = |value: f64, words: &str, align| {
        ui.painter().text(pos2(x(rect, value), rect.center().y), align, words, look::label(), t.muted);
    };
    at(0.0, "0", Align2::CENTER_CENTER);
    at(1.0, "1", Align2::CENTER_CENTER);
    if rect.width() > 90.0 {
        let [(low, low_words), (high, high_words)] = LINES;
        // Side by side they would run into each other where the column is narrow.
        at(low, low_words, Align2::RIGHT_CENTER);
        at(high, high_words, Align2::LEFT_CENTER);
    }
}

/// The thresholds through one row.
pub(super) fn lines(ui: &Ui, rect: Rect) {
    let t = look::of(ui.visuals());
    let column = inner(rect);
    let quiet = Stroke::new(1.0, t.line);
    let [(low, _), (high, _)] = LINES;
    ui.painter().vline(x(column, low), rect.y_range(), quiet);
    let ends = [pos2(x(column, high), rect.top()), pos2(x(column, high), rect.bottom())];
    ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(1.0, t.muted), 2.0, 3.0));
}

/// The dot of one figure; a hollow one stands for a figure below 0.
pub(super) fn dot(ui: &Ui, rect: Rect, value: f64, colour: Color32) {
    let column = inner(rect);
    let centre = pos2(x(column, value), rect.center().y);
    if value < 0.0 {
        ui.painter().circle_stroke(centre, 4.0, Stroke::new(1.5, colour));
    } else {
        ui.painter().circle_filled(centre, 4.5, colour);
    }
}
