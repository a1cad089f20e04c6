//! Draws agreement transcript by transcript, as small plots of one kind. Only cards that are seen are drawn.

use egui::{Rect, RichText, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use super::plot::Scale;
use super::rows::Table as Data;
use super::small::{Card, Small};
use super::{coefficients, plot, words};
use crate::agreement::Query;
use crate::lang::{number, text, with};
use crate::model::TranscriptId;
use crate::ui::kit::{look, parts};

const WIDTH: f32 = 196.0;
const GAP: f32 = 12.0;
const HEAD: f32 = 44.0;
const DOT: f32 = 9.0;

/// Draws the cards; gives the transcript that was pressed.
pub(super) fn show(
    ui: &mut Ui,
    query: &Query,
    data: &Data,
    figure: &str,
    small: &Small,
) -> Option<TranscriptId> {
    let said = [
        ("name", coefficients::name(figure).into()),
        ("unit", words::unit_of(figure, query.unit).into()),
        ("codes", data.rows.len().into()),
    ];
    parts::muted(ui, &with("transcripts-what", &said));
    ui.add_space(8.0);
    let least = small.iter().flat_map(|card| &card.codes).filter_map(|(_, score)| (*score)?.ok());
    let scale = Scale::down_to(least.fold(0.0, f64::min));
    let height = HEAD + DOT * data.rows.len() as f32 + 10.0;
    let across = ((ui.available_width() + GAP) / (WIDTH + GAP)).floor().max(1.0) as usize;
    let down = small.len().div_ceil(across);
    let size = vec2(ui.available_width(), (height + GAP) * down as f32);
    let (all, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut pressed = None;
    for (at, card) in small.iter().enumerate() {
        let corner =
            all.min + vec2((WIDTH + GAP) * (at % across) as f32, (height + GAP) * (at / across) as f32);
        let rect = Rect::from_min_size(corner, vec2(WIDTH, height));
        if ui.is_rect_visible(rect) && draw(ui, rect, card, figure, scale) {
            pressed = Some(card.transcript);
        }
    }
    pressed
}

fn draw(ui: &mut Ui, rect: Rect, card: &Card, figure: &str, scale: Scale) -> bool {
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
    let title = parts::elided(ui, &card.title, look::strong(13.0), t.text, rect.width() - 70.0);
    ui.painter().galley(rect.min + vec2(12.0, 8.0), title, t.text);
    let pooled = RichText::new(words::written(card.pooled)).text().to_owned();
    let at = pos2(rect.right() - 12.0, rect.top() + 16.0);
    ui.painter().text(at, egui::Align2::RIGHT_CENTER, pooled, look::secondary(), t.muted);
    let units = with("transcripts-units", &[("n", number::count(card.units).into())]);
    ui.painter().text(rect.min + vec2(12.0, 34.0), egui::Align2::LEFT_CENTER, units, look::small(), t.muted);
    let strip = |at: usize| {
        let top = rect.top() + HEAD + DOT * at as f32;
        Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + DOT))
    };
    for (at, (colour, score)) in card.codes.iter().enumerate() {
        plot::lines(ui, strip(at), scale);
        if let Some(Ok(value)) = score {
            plot::small_dot(ui, strip(at), scale, *value, look::tone(colour.0, t.theme));
        }
    }
    response.on_hover_text(format!("{label}. {}", text("transcripts-press"))).clicked()
}
