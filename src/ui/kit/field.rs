//! A field of cells under heads, with names at its left that stay in sight: arrows go from cell to cell, Enter opens the one
//! that has the focus. Only what is in sight is laid out. Never knows what a cell means.

use std::ops::Range;

use egui::{
    Align2, Color32, EventFilter, Id, Key, Modifiers, Rangef, Rect, Response, Role, ScrollArea, Sense,
    Stroke, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::look;
use super::table::{ring, tabular};

/// Numbers stand in cells that are as wide as this at least.
const NUMBERED: f32 = 20.0;
/// The least that something is shaded.
const LEAST: f32 = 0.10;
/// So many rows are a page.
const PAGE: usize = 10;

/// Where one is in a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Cursor {
    /// Row and column.
    pub(in crate::ui) at: [usize; 2],
    /// Whether the cell is to be given the focus and brought into sight.
    pub(in crate::ui) focus: bool,
}

/// How large a field is.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Field {
    pub(in crate::ui) id: Id,
    /// Rows and columns.
    pub(in crate::ui) size: [usize; 2],
    pub(in crate::ui) cell: Vec2,
    /// Width of the names at the left.
    pub(in crate::ui) names: f32,
    /// Height of the heads.
    pub(in crate::ui) head: f32,
    /// Width of what stands beside each row at the right.
    pub(in crate::ui) beside: f32,
    /// No higher than this.
    pub(in crate::ui) high: f32,
    /// The cell whose side is open.
    pub(in crate::ui) chosen: Option<[usize; 2]>,
}

/// What stands in a cell.
pub(in crate::ui) struct Shade {
    pub(in crate::ui) words: String,
    /// How much of the colour, from 0 to 1; none where nothing is to be seen.
    pub(in crate::ui) share: Option<f32>,
    /// In the tone of the theme.
    pub(in crate::ui) colour: Color32,
}

/// What a field shows.
pub(in crate::ui) trait Cells {
    /// Draws the name of a row.
    fn name(&self, ui: &mut Ui, rect: Rect, row: usize);
    /// Draws the head of a column.
    fn head(&self, ui: &mut Ui, rect: Rect, column: usize);
    /// Draws what stands beside a row.
    fn beside(&self, _ui: &mut Ui, _rect: Rect, _row: usize) {}
    /// What stands in a cell.
    fn cell(&self, ui: &Ui, at: [usize; 2]) -> Shade;
    /// A cell as it is read out.
    fn read(&self, at: [usize; 2]) -> String;
}

impl Field {
    /// Draws it; gives the cell that was pressed.
    pub(in crate::ui) fn show(self, ui: &mut Ui, cursor: &mut Cursor, of: &impl Cells) -> Option<[usize; 2]> {
        let [rows, columns] = self.size;
        if rows == 0 || columns == 0 {
            return None;
        }
        cursor.at = [cursor.at[0].min(rows - 1), cursor.at[1].min(columns - 1)];
        let inside = vec2(self.cell.x * columns as f32, self.cell.y * rows as f32);
        let wanted = vec2(self.names + inside.x + self.beside, self.head + inside.y);
        let size = vec2(ui.available_width().min(wanted.x), self.high.min(wanted.y));
        let (all, _) = ui.allocate_exact_size(size, Sense::hover());
        let room =
            Rect::from_min_max(all.min + vec2(self.names, self.head), all.max - vec2(self.beside, 0.0));
        let mut pressed = None;
        let mut middle = ui.new_child(UiBuilder::new().max_rect(room).id_salt(self.id));
        middle.set_clip_rect(room.intersect(ui.clip_rect()));
        middle.spacing_mut().item_spacing = Vec2::ZERO;
        let scroll = ScrollArea::both().id_salt(self.id).auto_shrink(false);
        let scrolled = scroll.show_viewport(&mut middle, |ui, sight| {
            ui.set_min_size(inside);
            let corner = ui.max_rect().min;
            let rect = |[row, column]: [usize; 2]| {
                let at = vec2(self.cell.x * column as f32, self.cell.y * row as f32);
                Rect::from_min_size(corner + at, self.cell)
            };
            if cursor.focus {
                ui.scroll_to_rect(rect(cursor.at), None);
            }
            let seen = [
                visible(sight.top(), sight.height(), self.cell.y, rows),
                visible(sight.left(), sight.width(), self.cell.x, columns),
            ];
            let now = cursor.at;
            for row in seen[0].clone() {
                for column in seen[1].clone().filter(|column| [row, *column] != now) {
                    if self.cell(ui, rect([row, column]), [row, column], of, cursor) {
                        pressed = Some([row, column]);
                    }
                }
            }
            // The cell with the focus is there even where it is out of sight.
            if self.cell(ui, rect(now), now, of, cursor) {
                pressed = Some(now);
            }
        });
        self.round(ui, all, room, scrolled.state.clamped_offset(), of);
        pressed
    }

    /// Heads, names, and what stands beside, where the field has been scrolled to.
    fn round(&self, ui: &mut Ui, all: Rect, room: Rect, offset: Vec2, of: &impl Cells) {
        let t = look::of(ui.visuals());
        let [rows, columns] = self.size;
        let line = Stroke::new(1.0, look::mix(t.ground, t.line, 0.6));
        let clip = ui.clip_rect();
        let heads = Rect::from_x_y_ranges(room.x_range(), all.top()..=room.top());
        let mut part = ui.new_child(UiBuilder::new().max_rect(heads).id_salt("heads"));
        part.set_clip_rect(heads.intersect(clip));
        for column in visible(offset.x, room.width(), self.cell.x, columns) {
            let left = room.left() + self.cell.x * column as f32 - offset.x;
            let rect = Rect::from_x_y_ranges(left..=left + self.cell.x, heads.y_range());
            of.head(&mut part, rect, column);
        }
        let row_at = |row: usize| {
            let top = room.top() + self.cell.y * row as f32 - offset.y;
            Rangef::new(top, top + self.cell.y)
        };
        let sides = Rect::from_x_y_ranges(all.x_range(), room.y_range());
        let mut part = ui.new_child(UiBuilder::new().max_rect(sides).id_salt("names"));
        part.set_clip_rect(sides.intersect(clip));
        for row in visible(offset.y, room.height(), self.cell.y, rows) {
            let y = row_at(row);
            of.name(&mut part, Rect::from_x_y_ranges(all.left()..=room.left() - 6.0, y), row);
            if self.beside > 0.0 {
                of.beside(&mut part, Rect::from_x_y_ranges(room.right() + 6.0..=all.right(), y), row);
            }
            part.painter().hline(all.left()..=room.left(), y.max, line);
        }
        ui.painter().hline(all.x_range(), room.top() - 0.5, Stroke::new(1.0, t.line));
    }

    /// Draws a cell; says whether it was pressed.
    fn cell(&self, ui: &mut Ui, rect: Rect, at: [usize; 2], of: &impl Cells, cursor: &mut Cursor) -> bool {
        let is_cursor = cursor.at == at;
        let id = self.id.with(at);
        let sense = if is_cursor { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, id, sense);
        let is_chosen = self.chosen == Some(at);
        response.widget_info(|| WidgetInfo::selected(Role::GridCell, true, is_chosen, of.read(at)));
        self.paint(ui, rect, &of.cell(ui, at), &response, is_chosen);
        if is_cursor {
            if std::mem::take(&mut cursor.focus) {
                response.request_focus();
            }
            if response.has_focus() {
                ring(ui, rect);
                self.keys(ui, id, cursor);
            }
        }
        let clicked = response.clicked();
        if clicked && !is_cursor {
            *cursor = Cursor { at, focus: true };
        }
        if response.hovered() {
            response.on_hover_text(of.read(at));
        }
        clicked
    }

    fn paint(&self, ui: &Ui, rect: Rect, shade: &Shade, response: &Response, is_chosen: bool) {
        let t = look::of(ui.visuals());
        let inside = rect.shrink2(vec2(1.0, 1.0));
        let share = shade.share.map(|share| if share > 0.0 { LEAST + (1.0 - LEAST) * share } else { 0.04 });
        let fill = share.map_or(t.ground, |share| look::mix(t.ground, shade.colour, share));
        ui.painter().rect_filled(inside, 3.0, fill);
        if is_chosen || response.hovered() {
            let pen = Stroke::new(if is_chosen { 2.0 } else { 1.0 }, t.accent);
            ui.painter().rect_stroke(inside, 3.0, pen, egui::StrokeKind::Inside);
        }
        if rect.width() < NUMBERED || shade.words.is_empty() {
            return;
        }
        let quiet = shade.share.is_none_or(|share| share <= 0.0);
        let colour = match quiet {
            true => t.muted,
            false if look::contrast(t.text, fill) >= look::contrast(t.ground, fill) => t.text,
            false => t.ground,
        };
        let galley = ui.painter().layout_job(tabular(ui, &shade.words, look::small(), colour));
        if galley.size().x <= rect.width() - 2.0 {
            let place = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size()).min;
            ui.painter().galley(pos2(place.x, place.y), galley, colour);
        }
    }

    /// Keys while the cell has the focus.
    fn keys(&self, ui: &Ui, id: Id, cursor: &mut Cursor) {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, arrows));
        let [row, column] = cursor.at;
        let [last_row, last_column] = self.size.map(|size| size.saturating_sub(1));
        for (key, to) in [
            (Key::ArrowUp, [row.saturating_sub(1), column]),
            (Key::ArrowDown, [(row + 1).min(last_row), column]),
            (Key::ArrowLeft, [row, column.saturating_sub(1)]),
            (Key::ArrowRight, [row, (column + 1).min(last_column)]),
            (Key::PageUp, [row.saturating_sub(PAGE), column]),
            (Key::PageDown, [(row + PAGE).min(last_row), column]),
            (Key::Home, [row, 0]),
            (Key::End, [row, last_column]),
        ] {
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                *cursor = Cursor { at: to, focus: true };
            }
        }
    }
}

/// Which of so many strips of one size are in view.
fn visible(before: f32, room: f32, size: f32, count: usize) -> Range<usize> {
    let first = (before / size).floor().max(0.0) as usize;
    let last = ((before + room) / size).ceil().max(0.0) as usize;
    first.min(count)..last.min(count)
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn only_strips_in_sight_are_laid_out() {
        assert_eq!(visible(0.0, 100.0, 30.0, 500), 0..4);
        assert_eq!(visible(95.0, 100.0, 30.0, 500), 3..7);
        assert_eq!(visible(95.0, 100.0, 30.0, 5), 3..5);
        assert_eq!(visible(9000.0, 100.0, 30.0, 5), 5..5);
    }
}
