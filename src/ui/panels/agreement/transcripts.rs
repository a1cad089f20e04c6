//! Draws agreement transcript by transcript, as small plots of one kind. Only cards that are seen are drawn.

use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, vec2};

use super::rows::Table as Data;
use super::{coefficients, words};
use crate::agreement::Query;
use crate::chart::Axis;
use crate::chart::small::{self, CARD, Card, GAP};
use crate::lang::{number, text, with};
use crate::model::TranscriptId;
use crate::ui::kit::{chart, look, parts};

/// Draws the cards; gives the transcript that was pressed.
pub(super) fn show(
    ui: &mut Ui,
    query: &Query,
    data: &Data,
    figure: &str,
    cards: &[Card],
) -> Option<TranscriptId> {
    let said = [
        ("name", coefficients::name(figure).into()),
        ("unit", words::unit_of(figure, query.unit).into()),
        ("codes", data.rows.len().into()),
    ];
    parts::muted(ui, &with("transcripts-what", &said));
    ui.add_space(8.0);
    let axis = small::axis("", cards, &number::score);
    let height = small::height(data.rows.len());
    let across = ((ui.available_width() + GAP) / (CARD + GAP)).floor().max(1.0) as usize;
    let down = cards.len().div_ceil(across);
    let size = vec2(ui.available_width(), (height + GAP) * down as f32);
    let (all, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut pressed = None;
    for (at, card) in cards.iter().enumerate() {
        let corner =
            all.min + vec2((CARD + GAP) * (at % across) as f32, (height + GAP) * (at / across) as f32);
        let rect = Rect::from_min_size(corner, vec2(CARD, height));
        if ui.is_rect_visible(rect) && draw(ui, rect, card, figure, &axis) {
            pressed = Some(card.transcript);
        }
    }
    pressed
}

fn draw(ui: &mut Ui, rect: Rect, card: &Card, figure: &str, axis: &Axis) -> bool {
    let t = look::of(ui.visuals());
    let response = ui.interact(rect, ui.scope_id().with(("card", card.transcript)), Sense::click());
    let undefined = card.codes.iter().filter(|(_, score)| !matches!(score, Some(Ok(_)))).count();
    let said = [
        ("title", card.title.as_str().into()),
        ("pooled", words::said(figure, card.pooled).into()),
        ("n", undefined.into()),
    ];
    let label = with("transcripts-read", &said);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let fill = if response.hovered() { look::mix(t.raised, t.accent_ground, 0.4) } else { t.raised };
    ui.painter().rect(rect, look::size::CARD_CORNER, fill, Stroke::new(1.0, t.line), StrokeKind::Inside);
    if response.has_focus() {
        crate::ui::kit::table::ring(ui, rect);
    }
    let units = with("transcripts-units", &[("n", card.units.into())]);
    chart::draw(ui, rect.min, &small::card(axis, card, &words::written(card.pooled), &units));
    response.on_hover_text(format!("{label}. {}", text("transcripts-press"))).clicked()
}
