//! Bars of figures, from 0, with their intervals as whiskers.

use egui::{Align2, Color32, Rect, Stroke, Ui, pos2, vec2};

use super::data::Bar;
use crate::ui::kit::look;

fn inner(cell: Rect) -> Rect {
    Rect::from_min_max(cell.min + vec2(8.0, 0.0), cell.max - vec2(16.0, 0.0))
}

/// The ends of the scale, over the bars.
pub(super) fn scale(ui: &Ui, cell: Rect, end: &str) {
    let t = look::of(ui.visuals());
    let cell = inner(cell);
    let paint = |x: f32, align, words: &str| {
        ui.painter().text(pos2(x, cell.center().y), align, words, look::label(), t.muted);
    };
    paint(cell.left(), Align2::LEFT_CENTER, "0");
    paint(cell.right(), Align2::RIGHT_CENTER, end);
}

/// One bar; that of a theme is stronger than that of a code.
pub(super) fn bar(ui: &Ui, cell: Rect, bar: Bar, colour: Color32, theme: bool) {
    let t = look::of(ui.visuals());
    let cell = inner(cell);
    let x = |share: f64| egui::lerp(cell.left()..=cell.right(), share.clamp(0.0, 1.0) as f32);
    let (height, fill) = if theme {
        (14.0, look::mix(t.ground, colour, 0.85))
    } else {
        (10.0, look::mix(t.ground, colour, 0.6))
    };
    let end = x(bar.length).max(cell.left() + 1.0);
    let middle = cell.center().y;
    let rect = Rect::from_min_max(pos2(cell.left(), middle - height / 2.0), pos2(end, middle + height / 2.0));
    ui.painter().rect_filled(rect, 2.0, fill);
    if let Some(interval) = bar.interval {
        let pen = Stroke::new(1.0, t.text);
        let (low, high) = (x(interval.low), x(interval.high));
        ui.painter().hline(low..=high, middle, pen);
        for end in [low, high] {
            ui.painter().vline(end, middle - 4.0..=middle + 4.0, pen);
        }
    }
}
