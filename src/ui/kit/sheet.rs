//! A sheet: a window over the window, with a title and a way out by Escape or a press beside it. Never knows what is on it.

use egui::{Context, Id, Modal, Ui};

use super::parts;

/// What is behind gives way a little.
pub(in crate::ui) const BACKDROP: egui::Color32 = egui::Color32::from_black_alpha(56);

/// A window over the window with a title and a way out; says whether it stays.
pub(in crate::ui) fn show(
    ctx: &Context,
    name: &str,
    title: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> bool,
) -> bool {
    let frame = egui::Frame::popup(&ctx.style_of(ctx.theme())).inner_margin(20);
    let response =
        Modal::new(Id::unique(("sheet", name))).backdrop_color(BACKDROP).frame(frame).show(ctx, |ui| {
            ui.set_width(width.min(ui.ctx().content_rect().width() - 80.0));
            parts::page_title(ui, title);
            add(ui)
        });
    response.inner && !response.should_close()
}
