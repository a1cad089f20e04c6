//! Draws the journal: a field and filters, and a row for each memo, what was written last first.

use egui::{
    EventFilter, Frame, Id, Key, Margin, Modifiers, Rect, Response, ScrollArea, Sense, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

use super::View;
use super::data::{Entry, seen};
use crate::lang::{moment, text, with};
use crate::ui::context::{Scene, subject::Kind};
use crate::ui::kit::{
    chips,
    look::{self, size},
    parts,
};

/// Height of a row: what it is about, who and when, how it begins.
const ROW: f32 = 72.0;
const EDGE: f32 = 14.0;

pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, entries: &[Entry]) {
    let seen = seen(entries, &view.filter);
    Frame::new().inner_margin(Margin { left: 14, right: 14, top: 8, bottom: 8 }).show(ui, |ui| {
        let count = with("n-of-all", &[("n", seen.len().into()), ("all", entries.len().into())]);
        parts::section(ui, &text("panel-memos"), &count);
        filters(ui, scene, view, !seen.is_empty());
    });
    if seen.is_empty() && !entries.is_empty() {
        Frame::new().inner_margin(Margin::symmetric(14, 4)).show(ui, |ui| {
            parts::muted(ui, &text("memos-none-found"));
            if ui.button(text("memos-all-again")).clicked() {
                view.filter = super::Filter::default();
            }
        });
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let chosen = seen.iter().position(|&at| entries.get(at).map(|e| e.of) == view.open).unwrap_or(0);
    ScrollArea::vertical().id_salt("memos").auto_shrink(false).show_rows(ui, ROW, seen.len(), |ui, rows| {
        if view.go_to_row {
            // It may not be drawn yet.
            let y = ui.max_rect().top() + (chosen as f32 - rows.start as f32) * ROW;
            ui.scroll_to_rect(Rect::from_x_y_ranges(ui.max_rect().x_range(), y..=y + ROW), None);
            ui.ctx().request_repaint();
        }
        for row in rows {
            if let Some(entry) = seen.get(row).and_then(|&at| entries.get(at)) {
                one(ui, scene, view, entry, row == chosen, |step| {
                    let to = row.saturating_add_signed(step).min(seen.len().saturating_sub(1));
                    seen.get(to).and_then(|&at| entries.get(at)).map(|e| e.of)
                });
            }
        }
    });
}

fn filters(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, any: bool) {
    let id = Id::unique("memos_filter");
    let in_field = ui.memory(|m| m.has_focus(id));
    let pressed = |key| in_field && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if (pressed(Key::Enter) || pressed(Key::ArrowDown)) && any {
        view.go_to_row = true;
    }
    let hint = text("memos-filter");
    let field = TextEdit::singleline(&mut view.filter.words)
        .id(id)
        .hint_text(&hint)
        .desired_width(ui.available_width() - 8.0);
    let field = ui.add(field);
    field.widget_info(|| WidgetInfo::labeled(egui::Role::SearchInput, true, &hint));
    if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::F)) {
        field.request_focus();
    }
    ui.add_space(size::STEP);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let kind = view.filter.kind;
        let name = |kind: Option<Kind>| text(kind.map_or("memos-any-kind", Kind::name));
        chips::menu(ui, &name(kind), |ui| {
            for of in std::iter::once(None).chain(Kind::ALL.map(Some)) {
                if chips::choice(ui, &name(of), kind == of) {
                    view.filter.kind = of;
                }
            }
        });
        let by = view.filter.author;
        let name = by.and_then(|id| scene.project.coder(id)).map(|c| c.name.clone());
        chips::menu(ui, &name.unwrap_or_else(|| text("memos-anybody")), |ui| {
            if chips::choice(ui, &text("memos-anybody"), by.is_none()) {
                view.filter.author = None;
            }
            for coder in scene.project.coders() {
                if chips::choice(ui, &coder.name, by == Some(coder.id)) {
                    view.filter.author = Some(coder.id);
                }
            }
        });
        let new = ui.add_enabled(scene.read_only.is_none(), egui::Button::new(text("memos-new")));
        if new.on_hover_text(text("memos-new-tip")).clicked() {
            view.finder = Some(super::Finder::default());
        }
    });
}

fn one(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    entry: &Entry,
    cursor: bool,
    neighbour: impl Fn(isize) -> Option<super::RowTarget>,
) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let id = Id::unique(("memo", entry.of));
    if ui.memory(|m| m.has_focus(id)) {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        for (key, step) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1)] {
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                view.read(neighbour(step));
            }
        }
    }
    // One row is in the order of focus; arrows go on from there.
    let response = ui.interact(rect, id, if cursor { Sense::click() } else { Sense::CLICK });
    let open = view.open == Some(entry.of);
    let read = read(scene, entry);
    response.widget_info(|| WidgetInfo::selected(egui::Role::ListBoxOption, true, open, &read));
    if view.go_to_row && cursor {
        response.request_focus();
        view.go_to_row = !response.has_focus();
        view.open = Some(entry.of);
    }
    paint(ui, scene, rect, entry, open, &response);
    if response.clicked() {
        if open {
            // Enter again goes on to the words.
            view.take_focus = true;
        }
        view.read(Some(entry.of));
        view.go_to_row = !open;
    }
}

/// A row as it is read out.
fn read(scene: &Scene<'_>, entry: &Entry) -> String {
    let when = moment::written(entry.latest, scene.now);
    let kind = text(entry.about.kind.name());
    let about = &entry.about.name;
    let mut read = format!("{about}, {kind}, {}, {when}: {}", entry.name, entry.first);
    if entry.replies > 0 {
        read.push_str(&format!(", {}", with("memos-replies", &[("n", entry.replies.into())])));
    }
    read
}

fn paint(ui: &Ui, scene: &Scene<'_>, rect: Rect, entry: &Entry, open: bool, response: &Response) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let t = look::of(ui.visuals());
    parts::row_ground(ui, response, open);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        egui::Stroke::new(1.0, look::mix(t.panel, t.line, 0.6)),
    );
    let (left, right) = (rect.left() + EDGE, rect.right() - EDGE);
    let put = |words: &str, font, colour, x: f32, y: f32, right: f32| {
        let galley = parts::elided(ui, words, font, colour, right - x);
        ui.painter().galley(pos2(x, y), galley, colour);
    };
    let mut x = left;
    if let Some(colour) = entry.about.colour {
        let square = Rect::from_min_size(pos2(x, rect.top() + 13.0), vec2(10.0, 10.0));
        ui.painter().rect_filled(square, size::SWATCH_CORNER, look::tone(colour.0, t.theme));
        x += 16.0;
    }
    put(&entry.about.name, look::strong(13.0), t.text, x, rect.top() + 9.0, right);
    let mut beside = format!("{} · {}", entry.name, moment::written(entry.latest, scene.now));
    if entry.replies > 0 {
        beside.push_str(&format!(" · {}", with("memos-replies", &[("n", entry.replies.into())])));
    }
    put(&beside, look::label(), t.muted, left, rect.top() + 29.0, right);
    put(&entry.first, look::secondary(), t.text, left, rect.top() + 47.0, right);
}
