//! A field of things against themselves, or against others of their kind: their names with their numbers at the left, the
//! numbers over the columns. Never knows what is counted.

use egui::{Align2, Color32, Id, Rect, Ui, pos2, vec2};

use crate::chart::cells::{self, Cells as Figures};
use crate::chart::{Figure, Words};
use crate::model::Colour;
use crate::ui::kit::field::{Cells, Cursor, Field, Shade};
use crate::ui::kit::{look, parts};

const CELL: f32 = 34.0;
const ROW: f32 = 26.0;
const NAMES: f32 = 180.0;

/// What a field shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Square {
    /// In their order, each with its colour where it is a code.
    pub(super) names: Vec<(String, Option<Colour>)>,
    /// By row and column; none where there is nothing, as where a code meets itself.
    pub(super) values: Vec<Vec<Option<f64>>>,
    /// The same as they are written.
    pub(super) written: Vec<Vec<String>>,
    /// The same as they are read out, and shown where they are pointed at.
    pub(super) read: Vec<Vec<String>>,
}

impl Square {
    fn most(&self) -> f64 {
        self.values.iter().flatten().flatten().fold(0.0, |most: f64, value| most.max(*value))
    }

    /// Draws it; gives the cell that was pressed.
    pub(super) fn show(
        &self,
        ui: &mut Ui,
        name: &str,
        cursor: &mut Cursor,
        chosen: Option<[usize; 2]>,
    ) -> Option<[usize; 2]> {
        let field = Field {
            id: Id::unique(name),
            size: [self.names.len(); 2],
            cell: vec2(CELL, ROW),
            names: NAMES.min(ui.available_width() * 0.45),
            head: 34.0,
            beside: 0.0,
            high: (ui.ctx().content_rect().height() - 300.0).max(240.0),
            chosen,
        };
        field.show(ui, cursor, &Shown { square: self, most: self.most() })
    }

    /// The field as it is pasted.
    pub(super) fn cells(&self) -> Vec<Vec<String>> {
        let names = || self.names.iter().map(|(name, _)| name.clone());
        let head = std::iter::once(String::new()).chain(names()).collect();
        let row =
            |(name, row): (String, &Vec<String>)| std::iter::once(name).chain(row.iter().cloned()).collect();
        std::iter::once(head).chain(names().zip(&self.written).map(row)).collect()
    }

    /// The field as a picture.
    pub(super) fn figure(&self, words: &Words<'_>) -> Figure {
        let names: Vec<String> = self.names.iter().map(|(name, _)| name.clone()).collect();
        let cells =
            Figures { rows: names.clone(), columns: names, values: self.values.clone(), square: true };
        cells::figure(&cells, words)
    }
}

struct Shown<'s> {
    square: &'s Square,
    most: f64,
}

impl Shown<'_> {
    fn colour(&self, ui: &Ui, at: usize) -> Option<Color32> {
        let t = look::of(ui.visuals());
        let (_, colour) = self.square.names.get(at)?;
        colour.map(|colour| look::tone(colour.0, t.theme))
    }
}

impl Cells for Shown<'_> {
    fn name(&self, ui: &mut Ui, rect: Rect, row: usize) {
        let Some((name, _)) = self.square.names.get(row) else { return };
        let t = look::of(ui.visuals());
        let number = pos2(rect.left() + 20.0, rect.center().y);
        ui.painter().text(number, Align2::RIGHT_CENTER, (row + 1).to_string(), look::small(), t.muted);
        let mut left = rect.left() + 26.0;
        if let Some(colour) = self.colour(ui, row) {
            let swatch = Rect::from_center_size(pos2(left + 5.0, rect.center().y), vec2(10.0, 10.0));
            ui.painter().rect_filled(swatch, look::size::SWATCH_CORNER, colour);
            left += 15.0;
        }
        let room = rect.right() - left;
        let (whole, is_cut) = parts::name(ui, name, look::secondary(), t.text, room);
        // Where all does not fit, its own name alone.
        let own = name.rsplit_once(" / ").map_or(name.as_str(), |(_, own)| own);
        let galley = if is_cut { parts::name(ui, own, look::secondary(), t.text, room).0 } else { whole };
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, t.text);
        let response = ui.interact(rect, ui.scope_id().with(("name", row)), egui::Sense::hover());
        if response.hovered() {
            response.on_hover_text(name);
        }
    }

    fn head(&self, ui: &mut Ui, rect: Rect, column: usize) {
        let Some((name, _)) = self.square.names.get(column) else { return };
        let t = look::of(ui.visuals());
        if let Some(colour) = self.colour(ui, column) {
            let swatch = Rect::from_center_size(pos2(rect.center().x, rect.top() + 8.0), vec2(10.0, 10.0));
            ui.painter().rect_filled(swatch, look::size::SWATCH_CORNER, colour);
        }
        let number = pos2(rect.center().x, rect.bottom() - 9.0);
        ui.painter().text(number, Align2::CENTER_CENTER, (column + 1).to_string(), look::small(), t.muted);
        let response = ui.interact(rect, ui.scope_id().with(("head", column)), egui::Sense::hover());
        if response.hovered() {
            response.on_hover_text(name);
        }
    }

    fn cell(&self, ui: &Ui, [row, column]: [usize; 2]) -> Shade {
        let t = look::of(ui.visuals());
        let value = self.square.values.get(row).and_then(|row| row.get(column)).copied().flatten();
        let words = self.square.written.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default();
        let share =
            value.map(|value| if self.most > 0.0 { (value / self.most).max(0.0) as f32 } else { 0.0 });
        Shade { words, share, colour: t.accent }
    }

    fn read(&self, [row, column]: [usize; 2]) -> String {
        self.square.read.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default()
    }
}
