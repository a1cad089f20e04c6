//! A coefficient as a dot with its interval on a scale up to 1, with the thresholds .667 and .80 as quiet lines. Never
//! says whether a figure is good.

use egui::{Align2, Color32, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::rows::{Table, interval, score};
use crate::formats::forest_svg::{THRESHOLDS, scale_start};
use crate::lang::number;
use crate::ui::kit::look;

/// Where the scale of a plot begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale(f64);

impl Scale {
    /// So that every figure and every interval of a table lies on it.
    pub(super) fn of(table: &Table, figure: &str) -> Self {
        let ends = table.rows.iter().flat_map(|row| {
            let value = score(&row.scores, figure).and_then(Result::ok);
            value.into_iter().chain(interval(&row.scores, figure).map(|[low, _]| low))
        });
        Self::down_to(ends.fold(0.0, f64::min))
    }

    /// Down to this figure at least.
    pub(super) fn down_to(least: f64) -> Self {
        Self(scale_start(least))
    }

    fn x(self, column: Rect, value: f64) -> f32 {
        let share = (value.clamp(self.0, 1.0) - self.0) / (1.0 - self.0);
        egui::lerp(column.left()..=column.right(), share as f32)
    }
}

fn inner(rect: Rect) -> Rect {
    Rect::from_min_max(rect.min + vec2(16.0, 0.0), rect.max - vec2(12.0, 0.0))
}

/// The scale over the dots.
pub(super) fn scale(ui: &Ui, rect: Rect, scale: Scale) {
    let t = look::of(ui.visuals());
    let column = inner(rect);
    let at = |value: f64, words: &str, align| {
        ui.painter().text(
            pos2(scale.x(column, value), column.center().y),
            align,
            words,
            look::label(),
            t.muted,
        );
    };
    if scale.0 < 0.0 {
        at(scale.0, &number::score(scale.0), Align2::CENTER_CENTER);
    }
    at(0.0, "0", Align2::CENTER_CENTER);
    at(1.0, "1", Align2::CENTER_CENTER);
    if column.width() > 90.0 {
        let [(low, low_words), (high, high_words)] = THRESHOLDS;
        // Side by side they would run into each other where the column is narrow.
        at(low, low_words, Align2::RIGHT_CENTER);
        at(high, high_words, Align2::LEFT_CENTER);
    }
}

/// The thresholds through one row.
pub(super) fn lines(ui: &Ui, rect: Rect, scale: Scale) {
    let t = look::of(ui.visuals());
    let column = inner(rect);
    let quiet = Stroke::new(1.0, t.line);
    let [(low, _), (high, _)] = THRESHOLDS;
    if scale.0 < 0.0 {
        ui.painter().vline(scale.x(column, 0.0), rect.y_range(), quiet);
    }
    ui.painter().vline(scale.x(column, low), rect.y_range(), quiet);
    let at = scale.x(column, high);
    let ends = [pos2(at, rect.top()), pos2(at, rect.bottom())];
    ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(1.0, t.muted), 2.0, 3.0));
}

/// The dot of one figure, over the whisker of its interval.
pub(super) fn dot(
    ui: &Ui,
    rect: Rect,
    scale: Scale,
    value: f64,
    interval: Option<[f64; 2]>,
    colour: Color32,
) {
    let t = look::of(ui.visuals());
    let column = inner(rect);
    let middle = rect.center().y;
    if let Some([low, high]) = interval {
        let whisker = scale.x(column, low)..=scale.x(column, high);
        ui.painter().hline(whisker, middle, Stroke::new(1.5, t.text));
    }
    ui.painter().circle_filled(pos2(scale.x(column, value), middle), 4.5, colour);
}

/// The dot of one of many figures.
pub(super) fn small_dot(ui: &Ui, rect: Rect, scale: Scale, value: f64, colour: Color32) {
    let at = pos2(scale.x(inner(rect), value), rect.center().y);
    ui.painter().circle_filled(at, 3.0, colour);
}
