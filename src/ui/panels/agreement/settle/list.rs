//! Draws the list of differences by code and kind, with how far each has got. Only what is seen is laid out.

use egui::{Align2, RichText, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use super::View;
use super::data::{self, ItemState, Row, Walk};
use crate::agreement::Item;
use crate::lang::{text, with};
use crate::ui::context::{Narrowed, Scene, narrowed::kind_name, passages, quote};
use crate::ui::kit::{look, parts};

/// Height of a line.
const ROW: f32 = 30.0;

/// Draws it; gives the difference that was chosen.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    items: &[Item],
    walk: &Walk,
    view: &mut View,
) -> Option<usize> {
    let mut chosen = None;
    egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
        parts::section(ui, &text("settle-title"), "");
        progress(ui, walk);
        ui.add_space(4.0);
        which(ui, scene, walk, view);
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let current = walk.find(items, view.at);
        let mut area = ScrollArea::vertical().auto_shrink(false);
        // What keys chose is brought into sight.
        let row = walk.rows.iter().position(|row| matches!(row, Row::Item(ix) if Some(*ix) == current));
        let id = ui.scope_id().with("settle-seen");
        if ui.data_mut(|d| d.get_temp::<Option<usize>>(id)) != Some(row) {
            ui.data_mut(|d| d.insert_temp(id, row));
            let at = row.unwrap_or_default() as f32 * ROW - ui.available_height() / 3.0;
            area = area.vertical_scroll_offset(at.max(0.0));
        }
        area.show_rows(ui, ROW, walk.rows.len(), |ui, range| {
            for row in range.filter_map(|at| walk.rows.get(at)) {
                match *row {
                    Row::Head { code, kind, done, all } => {
                        let name = scene.project.codebook().get(code).map(|c| c.name.clone());
                        let counts = with("settle-of", &[("n", done.into()), ("all", all.into())]);
                        let kind_name = text(kind_name(kind));
                        if head(ui, &name.unwrap_or_default(), &kind_name, &counts) {
                            view.narrowed.code = Some(code);
                            view.narrowed.kind = Some(kind);
                        }
                    }
                    Row::Item(ix) => {
                        let Some(item) = items.get(ix) else { continue };
                        let sign = walk.signs.get(ix).copied().unwrap_or(ItemState::Unsettled);
                        if line(ui, scene, item, sign, Some(ix) == current) {
                            chosen = Some(ix);
                        }
                    }
                }
            }
        });
    });
    chosen
}

/// Which of the differences show, and the way to all of them; else to those about one code.
fn which(ui: &mut Ui, scene: &Scene<'_>, walk: &Walk, view: &mut View) {
    if walk.narrowed {
        let what = view.narrowed.in_words(scene.project);
        let label =
            ui.label(RichText::new(with("settle-only", &[("what", what.into())])).font(look::strong(12.0)));
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
        let widen = egui::Button::new(text("settle-widen")).shortcut_text("W");
        if ui.add(widen).on_hover_text(text("settle-widen-tip")).clicked() {
            view.narrowed = Narrowed::default();
        }
    } else if let Some((code, ..)) = view.at
        && ui.button(text("settle-this-code")).clicked()
    {
        view.narrowed = Narrowed::to_code(code);
    }
}

/// "31 of 99 settled, 4 left open", and a bar of it.
fn progress(ui: &mut Ui, walk: &Walk) {
    let t = look::of(ui.visuals());
    let words = data::progress_in_words(&walk.progress);
    let label = ui.label(RichText::new(&words).font(look::secondary()));
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    ui.painter().rect_filled(rect, 3.0, t.line);
    let all = walk.progress.all.max(1) as f32;
    let part = |n: usize| rect.width() * n as f32 / all;
    let (settled, open) = (part(walk.progress.settled), part(walk.progress.open));
    let bar = |from: f32, width: f32| {
        egui::Rect::from_min_size(rect.min + vec2(from, 0.0), vec2(width, rect.height()))
    };
    ui.painter().rect_filled(bar(0.0, settled), 3.0, t.accent);
    ui.painter().rect_filled(bar(settled, open), 3.0, t.muted);
}

/// The code and kind of the differences under it; whether only those are asked for.
fn head(ui: &mut Ui, code: &str, kind: &str, beside: &str) -> bool {
    let t = look::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let words = format!("{code} · {kind}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words}, {beside}")));
    if response.has_focus() {
        crate::ui::kit::table::ring(ui, rect);
    }
    let beside = parts::elided(ui, beside, look::label(), t.muted, rect.width() * 0.4);
    let right = rect.right() - beside.size().x;
    let words = parts::elided(ui, &words, look::strong(12.0), t.muted, right - rect.left() - 8.0);
    let y = rect.bottom() - 6.0;
    let at = pos2(rect.left(), y - words.size().y);
    ui.painter().galley(at, words, t.muted);
    ui.painter().galley(pos2(right, y - beside.size().y), beside, t.muted);
    response.on_hover_text(text("settle-head-tip")).clicked()
}

/// One difference; whether it was chosen.
fn line(ui: &mut Ui, scene: &Scene<'_>, item: &Item, sign: ItemState, chosen: bool) -> bool {
    let t = look::of(ui.visuals());
    let Some(transcript) = scene.project.transcript(item.difference.transcript) else { return false };
    let place = quote::place(transcript, item.difference.span);
    let heading = passages::heading(&place);
    let state = sign.name().map(text).unwrap_or_default();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let read = [heading.as_str(), state.as_str(), place.quote.as_str()].join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &read));
    if chosen {
        ui.painter().rect_filled(rect, look::size::BUTTON_CORNER, t.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, look::size::BUTTON_CORNER, look::mix(t.panel, t.ground, 0.6));
    }
    if response.has_focus() {
        crate::ui::kit::table::ring(ui, rect);
    }
    let inside = rect.shrink2(vec2(8.0, 0.0));
    let colour = if sign == ItemState::Changed { t.caution } else { t.muted };
    let state = parts::elided(ui, &state, look::label(), colour, inside.width() * 0.45);
    let right = inside.right() - state.size().x;
    let at = Align2::LEFT_CENTER.anchor_size(pos2(right, inside.center().y), state.size());
    ui.painter().galley(at.min, state, colour);
    let heading = parts::elided(ui, &heading, look::secondary(), t.text, right - inside.left() - 8.0);
    let at = Align2::LEFT_CENTER.anchor_size(pos2(inside.left(), inside.center().y), heading.size());
    ui.painter().galley(at.min, heading, t.text);
    response.clicked()
}
