//! The lists on the left: transcripts with how far they are coded, above the codes.

use egui::{Align2, Rect, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use super::data::TranscriptRow;
use super::{View, codes, menus, sets};
use crate::lang::{number, text, with};
use crate::model::{Completeness, MemoTarget};
use crate::ui::context::{Action, Scene, memo_entry};
use crate::ui::kit::{
    look::{self, size},
    parts,
};
use crate::ui::reader::drop;

/// Points between the panel's edges and its rows' contents.
pub(super) const EDGE: f32 = 14.0;
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, scene, view, actions);
    let View { lists, transcript, show_row, .. } = view;
    let Some(lists) = lists.kept() else { return };
    drop::dragged(ui, scene);
    let most = (ui.available_height() * 0.42).max(3.0 * size::ROW);
    let mut scroll =
        egui::ScrollArea::vertical().id_salt("transcripts").max_height(most).auto_shrink([false, true]);
    if std::mem::take(show_row)
        && let Some(at) = lists.transcripts.iter().position(|row| *transcript == Some(row.id))
    {
        scroll = scroll.vertical_scroll_offset((at as f32 * size::ROW - (most - size::ROW) / 2.0).max(0.0));
    }
    scroll.show_rows(ui, size::ROW, lists.transcripts.len(), |ui, rows| {
        for row in &lists.transcripts[rows] {
            transcript_row(ui, scene, row, *transcript == Some(row.id), actions);
        }
    });
    ui.add_space(8.0);
    let (rule, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rule, 0.0, look::of(ui.visuals()).line);
    codes::show(ui, scene, view, actions);
}

/// How far the transcripts are coded, and which of them are listed.
fn head(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(lists) = view.lists.kept() else { return };
    let complete =
        with("complete-of", &[("n", lists.complete.into()), ("all", lists.transcripts.len().into())]);
    header(ui, &text("transcripts"), &complete);
    sets::chip(ui, scene, view, actions);
}

pub(super) fn header(ui: &mut Ui, title: &str, beside: &str) {
    egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 14, top: 8, bottom: 0 }).show(ui, |ui| {
        parts::section(ui, title, beside);
    });
}

fn transcript_row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    row: &TranscriptRow,
    chosen: bool,
    actions: &mut Vec<Action>,
) {
    let t = look::of(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
    let state = text(status_name(row.status));
    let key = if row.is_next { "transcript-row-next" } else { "transcript-row" };
    let spoken = with(
        key,
        &[("title", row.title.as_str().into()), ("state", state.as_str().into()), ("n", row.codings.into())],
    );
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &spoken));
    parts::row_ground(ui, &response, chosen);
    let middle = rect.center().y;
    sign(ui, pos2(rect.left() + EDGE + 5.0, middle), row.status);
    let count = if row.codings > 0 { number::count(row.codings) } else { String::new() };
    let painter = ui.painter();
    let right =
        painter.text(pos2(rect.right() - EDGE, middle), Align2::RIGHT_CENTER, count, look::body(), t.muted);
    let x = rect.left() + EDGE + 20.0;
    let room = right.left() - x - 8.0;
    let font = if row.is_next { look::strong(14.0) } else { look::body() };
    let (title, _) = parts::name(ui, &row.title, font, t.text, room);
    let after = x + title.size().x + 8.0;
    let top = middle - title.size().y / 2.0;
    ui.painter().galley(pos2(x, top), title, t.text);
    let beside = parts::elided(ui, &row.beside, look::body(), t.muted, right.left() - after - 8.0);
    if right.left() - after > 32.0 {
        ui.painter().galley(pos2(after, top), beside, t.muted);
    }
    if response.clicked() {
        actions.push(Action::SelectTranscript(row.id));
    }
    let response = response.on_hover_text(&spoken);
    response.context_menu(|ui| {
        for status in [Completeness::NotStarted, Completeness::InProgress, Completeness::Complete] {
            let possible =
                scene.read_only.is_none() && (status != Completeness::NotStarted || row.codings == 0);
            let label = egui::Button::selectable(row.status == status, text(status_name(status)));
            if ui.add_enabled(possible, label).clicked() {
                actions.push(Action::SetStatus { transcript: row.id, status });
                ui.close();
            }
        }
        ui.separator();
        memo_entry(ui, MemoTarget::Transcript(row.id), actions);
        sets::menu(ui, scene, row.id, actions);
        menus::leaving(ui, scene, row.id, actions);
    });
}

/// The key of what a status is called.
pub(super) const fn status_name(status: Completeness) -> &'static str {
    match status {
        Completeness::NotStarted => "status-not-started",
        Completeness::InProgress => "status-in-progress",
        Completeness::Complete => "status-complete",
    }
}

/// ○, ◐ or ●, drawn so that all three are of a size.
fn sign(ui: &Ui, at: egui::Pos2, status: Completeness) {
    let t = look::of(ui.visuals());
    let radius = 5.0;
    let painter = ui.painter();
    match status {
        Completeness::NotStarted => {}
        Completeness::InProgress => {
            let half = Rect::from_min_max(at - vec2(radius, radius), at + vec2(0.0, radius));
            painter.with_clip_rect(half.intersect(ui.clip_rect())).circle_filled(at, radius, t.text);
        }
        Completeness::Complete => {
            painter.circle_filled(at, radius, t.text);
        }
    }
    painter.circle_stroke(at, radius, egui::Stroke::new(1.5, t.text));
}
