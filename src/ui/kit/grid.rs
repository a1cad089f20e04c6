//! A grid of cells under headers: columns that can be dragged wider, and only the rows in sight laid out. Never knows what
//! stands in a cell.

use egui::{
    Align, CursorIcon, Id, Layout, Rangef, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, pos2, vec2,
};

use super::look;

/// A column is dragged no narrower than this.
const LEAST: f32 = 56.0;
/// How far from its edge a column can be taken hold of.
const HANDLE: f32 = 4.0;

/// A grid before it is drawn.
pub(in crate::ui) struct Grid {
    /// Tells it from others.
    pub(in crate::ui) id: Id,
    /// How wide each column is until somebody drags it.
    pub(in crate::ui) widths: Vec<f32>,
    /// Height of the headers.
    pub(in crate::ui) head: f32,
    /// Height of a row.
    pub(in crate::ui) row: f32,
    pub(in crate::ui) rows: usize,
    /// The row to bring into sight.
    pub(in crate::ui) show_row: Option<usize>,
}

/// Where a cell stands: in the headers where it has no row.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Spot {
    pub(in crate::ui) row: Option<usize>,
    pub(in crate::ui) column: usize,
}

impl Grid {
    /// Draws it; `cell` draws what stands at a spot, in a room of its own.
    pub(in crate::ui) fn show(self, ui: &mut Ui, mut cell: impl FnMut(&mut Ui, Spot)) {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let kept = ui.data(|d| d.get_temp::<Vec<f32>>(self.id));
        let mut widths =
            kept.filter(|widths| widths.len() == self.widths.len()).unwrap_or_else(|| self.widths.clone());
        let (top, _) = ui.allocate_exact_size(vec2(widths.iter().sum(), self.head), Sense::hover());
        for (column, rect) in cells(&widths, top.left(), top.y_range()) {
            room(ui, rect, ("head", column), |ui| cell(ui, Spot { row: None, column }));
        }
        self.handles(ui, top, &mut widths);
        let height = self.row * self.rows as f32;
        ScrollArea::vertical().id_salt(self.id).auto_shrink(false).show_viewport(ui, |ui, sight| {
            let width = widths.iter().sum();
            ui.set_min_size(vec2(width, height));
            let at = ui.max_rect().left_top();
            let row_at = |row: usize| {
                Rect::from_min_size(pos2(at.x, at.y + self.row * row as f32), vec2(width, self.row))
            };
            if let Some(row) = self.show_row {
                ui.scroll_to_rect(row_at(row), None);
            }
            let from = (sight.top() / self.row).floor().max(0.0) as usize;
            let to = ((sight.bottom() / self.row).ceil().max(0.0) as usize).min(self.rows);
            for row in from..to {
                for (column, rect) in cells(&widths, at.x, row_at(row).y_range()) {
                    room(ui, rect, (row, column), |ui| cell(ui, Spot { row: Some(row), column }));
                }
            }
        });
        ui.data_mut(|d| d.insert_temp(self.id, widths));
    }

    /// What columns are taken hold of by, at the edges of their headers. A line shows only where one can be dragged.
    fn handles(&self, ui: &Ui, top: Rect, widths: &mut [f32]) {
        let mut edge = top.left();
        for (column, width) in widths.iter_mut().enumerate() {
            edge += *width;
            let rect = Rect::from_x_y_ranges(edge - HANDLE..=edge + HANDLE, top.y_range());
            let response = ui.interact(rect, self.id.with(("edge", column)), Sense::drag());
            if response.hovered() || response.dragged() {
                ui.set_cursor_icon(CursorIcon::ResizeColumn);
                let pen = Stroke::new(1.0, look::of(ui.visuals()).line);
                ui.painter().vline(edge, top.y_range(), pen);
            }
            *width = (*width + response.drag_delta().x).max(LEAST);
        }
    }
}

/// The columns with the rooms of their cells in a row.
fn cells(widths: &[f32], left: f32, y: Rangef) -> Vec<(usize, Rect)> {
    let mut at = left;
    let room = |(column, width): (usize, &f32)| {
        let from = at;
        at += width;
        (column, Rect::from_x_y_ranges(from..=at, y))
    };
    widths.iter().enumerate().map(room).collect()
}

fn room(ui: &mut Ui, rect: Rect, salt: impl egui::AsIdSalt, add: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt(salt));
    inside.set_clip_rect(rect.intersect(ui.clip_rect()));
    add(&mut inside);
}
