//! A field to type into and the list of what it finds, walked through by arrow keys: the body of the palette and of
//! the code picker. Never decides what is found.

use egui::{
    Align2, Color32, Key, Modifiers, Rect, Sense, TextEdit, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::look::{self, size};
use super::parts;
use crate::lang::text;

/// Rows that are seen without scrolling.
const SEEN: f32 = 9.0;

/// What was typed, and which row is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finder {
    /// What was typed.
    pub query: String,
    chosen: usize,
    opened: bool,
}

/// A row of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// A code's colour, in the tone of the theme.
    pub swatch: Option<Color32>,
    pub label: String,
    /// What stands at its right.
    pub beside: String,
    /// Whether it makes something new: shown in the accent.
    pub new: bool,
}

/// What the person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub row: usize,
    /// Whether the list is to stay open.
    pub stay: bool,
}

impl Finder {
    /// Draws field and list; `rows` answer what was typed in the frame before.
    pub fn show(&mut self, ui: &mut Ui, name: &str, hint: &str, rows: &[Row]) -> Option<Choice> {
        let up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
        let down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
        let stay = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
        let enter = stay || ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        self.chosen = self.chosen.min(rows.len().saturating_sub(1));
        if down && self.chosen + 1 < rows.len() {
            self.chosen += 1;
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let field = TextEdit::singleline(&mut self.query)
            .hint_text(hint)
            .frame(egui::Frame::new().inner_margin(vec2(12.0, 10.0)))
            .font(look::body())
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, name));
        if !std::mem::replace(&mut self.opened, true) || enter {
            response.request_focus();
        }
        if response.changed() {
            self.chosen = 0;
        }
        let line = look::of(ui.visuals()).line;
        let (rule, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
        ui.painter().rect_filled(rule, 0.0, line);
        let clicked = self.list(ui, rows, up || down);
        if let Some(row) = clicked {
            return Some(Choice { row, stay: false });
        }
        (enter && self.chosen < rows.len()).then_some(Choice { row: self.chosen, stay })
    }

    fn list(&self, ui: &mut Ui, rows: &[Row], moved: bool) -> Option<usize> {
        let mut clicked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        if rows.is_empty() && !self.query.trim().is_empty() {
            let margin = egui::Margin::symmetric(14, 10);
            egui::Frame::new().inner_margin(margin).show(ui, |ui| parts::muted(ui, &text("finder-nothing")));
            return None;
        }
        let scroll = egui::ScrollArea::vertical().max_height(SEEN * size::ROW).auto_shrink([false, true]);
        scroll.show(ui, |ui| {
            for (at, row) in rows.iter().enumerate() {
                let response = self.row(ui, row, at == self.chosen);
                if moved && at == self.chosen {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(at);
                }
            }
        });
        clicked
    }

    fn row(&self, ui: &mut Ui, row: &Row, chosen: bool) -> egui::Response {
        let t = look::of(ui.visuals());
        // The field keeps the focus; arrows choose. The row is for the pointer, and for screen readers.
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &row.label));
        if chosen {
            ui.painter().rect_filled(rect, 0.0, t.accent_ground);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, t.panel);
        }
        let mut x = rect.left() + 14.0;
        if let Some(colour) = row.swatch {
            let square = Rect::from_center_size(pos2(x + 5.0, rect.center().y), vec2(10.0, 10.0));
            ui.painter().rect_filled(square, size::SWATCH_CORNER, colour);
            x += 20.0;
        }
        let beside = parts::elided(ui, &row.beside, look::secondary(), t.muted, rect.width() * 0.45);
        let right = rect.right() - 14.0 - beside.size().x;
        ui.painter().galley(pos2(right, rect.center().y - beside.size().y / 2.0), beside, t.muted);
        let colour = if row.new { t.accent } else { t.text };
        let label = parts::elided(ui, &row.label, look::body(), colour, right - x - 12.0);
        let at = Align2::LEFT_CENTER.anchor_size(pos2(x, rect.center().y), label.size());
        ui.painter().galley(at.min, label, colour);
        response
    }
}
