//! A list of passages: where each stands, how it reads, and a click or Enter to go there. Only what is seen is laid
//! out, so a list may have thousands.

use egui::{Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use super::quote::PassagePlace;
use crate::lang::with;
use crate::ui::kit::{
    look::{self, size},
    table::ring,
};

/// Lines of the quote that a card shows.
const LINES: usize = 2;
/// Height of such a line.
const LINE: f32 = 18.0;

/// Height of a card with `more` lines under the quote, and the room after it.
pub fn height(more: usize) -> f32 {
    30.0 + LINE * (LINES + more) as f32 + 14.0 + 8.0
}

/// Where a passage stands: "P02 · turn 31".
pub fn heading(place: &PassagePlace) -> String {
    let title = place.title.clone();
    match place.turn {
        Some(turn) => with("passage-in-turn", &[("title", title.into()), ("n", turn.into())]),
        None => title,
    }
}

/// A list of cards of one height, drawn by `card`.
pub fn list(ui: &mut Ui, count: usize, more: usize, card: impl FnMut(&mut Ui, usize)) {
    list_of(ui, count, height(more), card);
}

/// A list of cards of this height.
pub fn list_of(ui: &mut Ui, count: usize, height: f32, mut card: impl FnMut(&mut Ui, usize)) {
    ui.spacing_mut().item_spacing.y = 0.0;
    egui::ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, count, |ui, rows| {
        rows.for_each(|at| card(ui, at));
    });
}

/// One card: place, a word beside it, the quote, and lines under it.
pub fn card(ui: &mut Ui, place: &PassagePlace, beside: &str, more: &[String]) -> Response {
    card_with(ui, place, beside, more, 0.0, |_| {})
}

/// A card with room of this height at its foot, for what can be done.
pub fn card_with(
    ui: &mut Ui,
    place: &PassagePlace,
    beside: &str,
    more: &[String],
    foot: f32,
    add: impl FnOnce(&mut Ui),
) -> Response {
    let t = look::of(ui.visuals());
    let size = vec2(ui.available_width(), height(more.len()) + foot);
    let (room, _) = ui.allocate_exact_size(size, Sense::hover());
    let rect = Rect::from_min_max(room.min, room.max - vec2(0.0, 8.0));
    let id = ui.scope_id().with(("passage", place.transcript, place.span, beside));
    let response = ui.interact(rect, id, Sense::click());
    let read = format!("{}, {beside}: {} {}", heading(place), place.quote, more.join("; "));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &read));
    let fill = if response.hovered() { look::mix(t.raised, t.accent_ground, 0.4) } else { t.raised };
    ui.painter().rect(rect, size::CARD_CORNER, fill, Stroke::new(1.0, t.line), StrokeKind::Inside);
    if response.has_focus() {
        ring(ui, rect);
    }
    let inside = rect.shrink2(vec2(12.0, 7.0));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(inside));
    ui.set_clip_rect(ui.clip_rect().intersect(inside));
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        ui.set_height(26.0);
        ui.label(RichText::new(heading(place)).font(look::strong(13.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let beside = RichText::new(beside).font(look::label()).color(t.muted);
            ui.add(egui::Label::new(beside).truncate());
        });
    });
    let mut job = egui::text::LayoutJob::simple(
        format!("“{}”", place.quote),
        look::secondary(),
        t.muted,
        ui.available_width(),
    );
    job.wrap.max_rows = LINES;
    job.first_row_min_height = LINE;
    ui.allocate_ui(vec2(inside.width(), LINE * LINES as f32), |ui| {
        ui.set_min_size(vec2(inside.width(), LINE * LINES as f32));
        ui.label(job);
    });
    for line in more {
        ui.add(egui::Label::new(RichText::new(line).font(look::secondary())).truncate());
    }
    add(&mut ui);
    response
}
