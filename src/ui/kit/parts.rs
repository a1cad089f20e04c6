//! Small parts that several panels draw: titles, cards, chips, key caps, empty states. Knows colours and sizes from
//! [`look`](super::look); never knows what a panel shows.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Button, Color32, FontId, Frame, Galley, Label, Layout, Margin, Response, RichText, Stroke, Ui,
    vec2,
};
use unicode_segmentation::UnicodeSegmentation as _;

use super::look::{self, size};

/// A page on the ground colour with its margins, scrolling up and down.
pub fn page<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let t = look::of(ui.visuals());
    Frame::new()
        .fill(t.ground)
        .show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            egui::ScrollArea::vertical()
                .auto_shrink(false)
                .show(ui, |ui| Frame::new().inner_margin(Margin::symmetric(24, 20)).show(ui, add).inner)
                .inner
        })
        .inner
}

/// The title of a page.
pub fn page_title(ui: &mut Ui, title: &str) {
    heading(ui, RichText::new(title).font(look::title()));
    ui.add_space(size::STEP * 2.0);
}

/// A heading of a list or a part of the inspector, in small capitals' stead.
pub fn section(ui: &mut Ui, title: &str, beside: &str) {
    let t = look::of(ui.visuals());
    ui.horizontal(|ui| {
        ui.set_min_height(size::ROW);
        let title = title.to_uppercase();
        heading(ui, RichText::new(title).font(look::strong(12.0)).color(t.muted));
        if !beside.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let beside = RichText::new(beside).font(look::strong(12.0)).color(t.muted);
                ui.add(Label::new(beside).truncate());
            });
        }
    });
}

fn heading(ui: &mut Ui, text: RichText) -> Response {
    let response = ui.label(text);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(egui::accesskit::Role::Heading));
    response
}

/// A raised card.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let t = look::of(ui.visuals());
    framed(ui, t.raised, t.line, add)
}

/// A card that cautions.
pub fn caution<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let t = look::of(ui.visuals());
    framed(ui, t.caution_ground, t.caution_ground, add)
}

fn framed<R>(ui: &mut Ui, fill: Color32, line: Color32, add: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(size::CARD_CORNER)
        .inner_margin(Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            add(ui)
        })
        .inner
}

/// The one button of a place that does the main thing.
pub fn primary(ui: &mut Ui, label: &str) -> Response {
    let t = look::of(ui.visuals());
    let text = RichText::new(label).color(t.on_accent).font(look::secondary());
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for visuals in [&mut widgets.hovered, &mut widgets.active, &mut widgets.inactive] {
            visuals.weak_bg_fill = t.accent;
            visuals.bg_stroke = Stroke::new(1.0, t.accent);
        }
        widgets.hovered.weak_bg_fill = look::mix(t.accent, t.on_accent, 0.12);
        ui.add(Button::new(text).min_size(vec2(0.0, size::ROW)))
    })
    .inner
}

/// A chip: a choice or a fact that stands over what is shown, round at its ends.
pub fn chip(ui: &mut Ui, label: &str) -> Response {
    ui.add(
        Button::new(RichText::new(label).font(look::secondary()))
            .corner_radius(13.0)
            .min_size(vec2(0.0, 26.0)),
    )
}

/// A small square in a code's colour; `tone` is already that of the theme.
pub fn swatch(ui: &mut Ui, tone: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, size::SWATCH_CORNER, tone);
}

/// A key as it stands on a keyboard.
pub fn key_cap(ui: &mut Ui, key: &str) {
    let t = look::of(ui.visuals());
    Frame::new()
        .fill(t.raised)
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(5, 0))
        .show(ui, |ui| ui.label(RichText::new(key).font(look::small()).color(t.muted)));
}

/// Words that stand back.
pub fn muted(ui: &mut Ui, words: &str) -> Response {
    let t = look::of(ui.visuals());
    ui.label(RichText::new(words).font(look::secondary()).color(t.muted))
}

/// A figure with what it is called, on as many lines as they need.
pub fn fact(ui: &mut Ui, label: &str, figure: &str) {
    let t = look::of(ui.visuals());
    let mut job = LayoutJob::default();
    let words = |font, colour| egui::text::TextFormat::simple(font, colour);
    job.append(&format!("{label}  "), 0.0, words(look::label(), t.muted));
    job.append(figure, 0.0, words(look::secondary(), t.text));
    job.wrap.max_width = ui.available_width();
    ui.label(job);
}

/// What an empty place says: what would be here, and a button with the next step. Says whether it was pressed.
pub fn empty(ui: &mut Ui, title: &str, words: &str, next: Option<&str>) -> bool {
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.25).min(160.0));
        ui.set_max_width(ui.available_width().min(420.0));
        ui.label(RichText::new(title).font(look::strong(16.0)));
        ui.add_space(size::STEP);
        muted(ui, words);
        ui.add_space(size::STEP * 3.0);
        next.is_some_and(|next| primary(ui, next).clicked())
    })
    .inner
}

/// "How to read this": a sentence or two under an analysis. Says whether its title was pressed, to fold or unfold it.
pub fn how_to_read(ui: &mut Ui, open: bool, words: &str) -> bool {
    let t = look::of(ui.visuals());
    card(ui, |ui| {
        let title = crate::lang::text("how-to-read");
        let title = ui.horizontal(|ui| {
            let (at, _) = ui.allocate_exact_size(vec2(10.0, size::ROW), egui::Sense::hover());
            triangle(ui, at.center(), open, t.muted);
            ui.add(Button::new(RichText::new(&title).font(look::strong(13.0))).frame(false))
        });
        if open {
            ui.label(RichText::new(words).font(look::secondary()).color(t.muted));
        }
        title.inner.clicked()
    })
}

/// The sign of something that folds: points down where it is open. Drawn, so that it needs no font.
pub fn triangle(ui: &Ui, centre: egui::Pos2, open: bool, colour: Color32) {
    let corners =
        if open { [(-4.0, -2.5), (4.0, -2.5), (0.0, 3.0)] } else { [(-2.5, -4.0), (3.0, 0.0), (-2.5, 4.0)] };
    let corners = corners.map(|(x, y)| centre + vec2(x, y)).to_vec();
    ui.painter().add(egui::Shape::convex_polygon(corners, colour, Stroke::NONE));
}

/// Words on one line, cut with an ellipsis where they are wider than `width`.
pub fn elided(ui: &Ui, words: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(words.to_owned(), font, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

/// A name on one line, cut in the middle where it is wider than `width`: names that begin alike often end differently.
/// Says whether it was cut.
pub fn name(ui: &Ui, words: &str, font: FontId, colour: Color32, width: f32) -> (Arc<Galley>, bool) {
    let whole = ui.painter().layout_no_wrap(words.to_owned(), font.clone(), colour);
    if whole.size().x <= width {
        return (whole, false);
    }
    let widths = |ui: &Ui, letters: &[&str]| -> Vec<f32> {
        ui.fonts_mut(|f| letters.iter().map(|l| l.chars().map(|c| f.glyph_width(&font, c)).sum()).collect())
    };
    let letters: Vec<&str> = words.graphemes(true).collect();
    let (sign, each) = (widths(ui, &["…"])[0], widths(ui, &letters));
    let (mut head, mut tail, mut room) = (0, letters.len(), width - sign);
    // Two letters of the beginning for each of the end.
    while head < tail {
        let at = if (head + 1) * 2 > (letters.len() - tail + 1) * 4 { tail - 1 } else { head };
        room -= each[at];
        if room < 0.0 {
            break;
        }
        if at == head { head += 1 } else { tail -= 1 }
    }
    let cut = format!("{}…{}", letters[..head].concat().trim_end(), letters[tail..].concat().trim_start());
    (elided(ui, &cut, font, colour, width), true)
}

/// The ground of a row in a list: chosen, under the pointer, or plain; with a frame while it has the focus.
pub fn row_ground(ui: &Ui, response: &Response, chosen: bool) {
    let t = look::of(ui.visuals());
    let rect = response.rect;
    if chosen {
        ui.painter().rect_filled(rect, 0.0, t.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, look::mix(t.panel, t.accent_ground, 0.5));
    }
    if response.has_focus() {
        let frame = Stroke::new(2.0, t.accent);
        ui.painter().rect_stroke(rect.shrink(1.0), size::BUTTON_CORNER, frame, egui::StrokeKind::Inside);
    }
}
