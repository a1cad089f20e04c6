//! Where things stand: a rectangle to draw in, lists on the left, the inspector on the right. Never knows what is in them.

use egui::{Frame, InnerResponse, Margin, Rect, Ui, UiBuilder};

use super::look::{self, size};

/// Draws inside a rectangle of the window and nowhere else; takes no room from what is round it.
pub(in crate::ui) fn area<R>(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
    inside.set_clip_rect(rect.intersect(ui.clip_rect()));
    add(&mut inside)
}

/// A side panel on the left, if it is wanted; returns what `add` does.
pub fn left<R>(ui: &mut Ui, wanted: bool, name: &str, add: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let panel = egui::Panel::left(egui::IdSalt::new((name, "left")))
        .default_size(size::LEFT)
        .size_range(200.0..=480.0);
    wanted.then(|| panel.frame(side_frame(ui)).show(ui, add).inner)
}

/// Whether there is room for an inspector that is wanted: what it is about comes first.
fn fits(ui: &Ui, wanted: bool) -> bool {
    wanted && ui.available_width() >= size::RIGHT + 340.0
}

/// The inspector on the right, if it is wanted and there is room; returns what `add` does.
pub fn right<R>(ui: &mut Ui, wanted: bool, name: &str, add: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    right_panel(ui, wanted, name, add).map(|shown| shown.inner)
}

fn right_panel<R>(
    ui: &mut Ui,
    wanted: bool,
    name: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> Option<InnerResponse<R>> {
    // A quarter of a narrow window leaves the middle enough.
    let panel = egui::Panel::right(egui::IdSalt::new((name, "right")))
        .default_size((ui.available_width() / 4.0).clamp(220.0, size::RIGHT))
        .size_range(220.0..=520.0);
    fits(ui, wanted).then(|| panel.frame(side_frame(ui)).show(ui, add))
}

/// What stands in the middle, and then the inspector on its right: so that is the order in which both have the focus and
/// are read out.
pub fn before_right<C>(
    ui: &mut Ui,
    wanted: bool,
    name: &str,
    of: &mut C,
    middle: impl FnOnce(&mut Ui, &mut C),
    side: impl FnOnce(&mut Ui, &mut C),
) {
    let id = egui::Id::unique((name, "right_width"));
    // As wide as the inspector was in the frame before.
    let width = ui.data(|d| d.get_temp::<f32>(id)).unwrap_or(size::RIGHT);
    let room = ui.available_rect_before_wrap();
    let middle_room =
        if fits(ui, wanted) { room.with_max_x((room.right() - width).max(room.left())) } else { room };
    area(ui, middle_room, |ui| middle(ui, of));
    if let Some(shown) = right_panel(ui, wanted, name, |ui| side(ui, of)) {
        ui.data_mut(|d| d.insert_temp(id, shown.response.rect.width()));
    }
}

/// The margins of an inspector, which keeps its width whatever stands in it.
pub fn inside<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let framed = Frame::new().inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        add(ui)
    });
    framed.inner
}

fn side_frame(ui: &Ui) -> Frame {
    Frame::new().fill(look::of(ui.visuals()).panel).inner_margin(Margin::same(0))
}
