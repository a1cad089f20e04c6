//! The lists on the left: transcripts with how far they are coded, and codes with live counts.

use egui::{Align2, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use super::data::{CodeRow, Lists, TranscriptRow};
use super::{CodeFilter, View, menus, sets};
use crate::lang::{number, text, with};
use crate::model::{CodeId, Completeness, MemoTarget};
use crate::ui::context::{Action, Command, Panel, Scene, memo_entry};
use crate::ui::kit::{
    look::{self, size},
    parts,
};
use crate::ui::reader::drop;
use crate::ui::transcript::DraggedSelection;

/// Points between the panel's edges and its rows' contents.
const EDGE: f32 = 14.0;
/// Points by which a subcode stands in.
const INDENT: f32 = 16.0;

pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, scene, view, actions);
    let View { lists, folded, transcript, code, selection, show_row, shown, filtered, .. } = view;
    let Some(lists) = lists.kept() else { return };
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
    header(ui, &text("codes"), &with("count-codes", &[("n", lists.codes.len().into())]));
    filter(ui, scene, filtered, shown);
    if lists.codes.is_empty() {
        no_codes(ui, actions);
        return;
    }
    let seen = if filtered.trim().is_empty() { unfolded(lists, folded) } else { matching(lists, filtered) };
    egui::ScrollArea::vertical().id_salt("codes").auto_shrink(false).show_rows(
        ui,
        size::ROW,
        seen.len(),
        |ui, rows| {
            for row in &seen[rows] {
                let is_folded = folded.contains(&row.id);
                let state =
                    State { chosen: *code == Some(row.id), folded: is_folded, applies: selection.is_some() };
                match code_row(ui, scene, row, state, shown, actions) {
                    Pressed::Nothing => {}
                    Pressed::Row => {
                        *code = Some(row.id);
                        if selection.is_some() && row.codable {
                            actions.push(Action::Apply(row.id));
                        } else if row.theme && !row.codable {
                            fold(folded, row.id);
                        }
                    }
                    Pressed::Fold => fold(folded, row.id),
                }
            }
        },
    );
}

/// How far the transcripts are coded, and which of them are listed.
fn head(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(lists) = view.lists.kept() else { return };
    let complete =
        with("complete-of", &[("n", lists.complete.into()), ("all", lists.transcripts.len().into())]);
    header(ui, &text("transcripts"), &complete);
    sets::chip(ui, scene, view, actions);
}

fn fold(folded: &mut std::collections::BTreeSet<CodeId>, id: CodeId) {
    if !folded.remove(&id) {
        folded.insert(id);
    }
}

fn header(ui: &mut Ui, title: &str, beside: &str) {
    egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 14, top: 8, bottom: 0 }).show(ui, |ui| {
        parts::section(ui, title, beside);
    });
}

fn no_codes(ui: &mut Ui, actions: &mut Vec<Action>) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
        parts::muted(ui, &text("no-codes"));
        ui.add_space(size::STEP * 2.0);
        if ui.button(text("no-codes-next")).clicked() {
            actions.push(Action::Show(Panel::CODEBOOK));
        }
    });
}

/// A field that narrows the tree, and the sets of codes.
fn filter(ui: &mut Ui, scene: &Scene<'_>, filtered: &mut String, shown: &mut CodeFilter) {
    egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 14, top: 0, bottom: 4 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            let sets = scene.project.code_sets();
            let width = ui.available_width() - if sets.is_empty() { 0.0 } else { 64.0 };
            let field = egui::TextEdit::singleline(filtered)
                .hint_text(text("filter-codes"))
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(width.max(60.0) - 8.0);
            let field = ui.add(field);
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, text("filter-codes")));
            if field.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
                filtered.clear();
            }
            if !sets.is_empty() {
                ui.menu_button(text("sets"), |ui| {
                    for set in sets {
                        if ui.button(&set.name).on_hover_text(text("set-only-tip")).clicked() {
                            shown.only_these(set.codes.iter().copied());
                            ui.close();
                        }
                    }
                    if shown.leaves_out() && ui.button(text("shown-all")).clicked() {
                        shown.all();
                        ui.close();
                    }
                });
            }
        });
    });
}

/// Rows whose name holds what was typed, with the themes above them.
fn matching<'a>(lists: &'a Lists, filtered: &str) -> Vec<&'a CodeRow> {
    let wanted = filtered.trim().to_lowercase();
    let mut kept: std::collections::BTreeSet<CodeId> = std::collections::BTreeSet::new();
    for row in lists.codes.iter().rev() {
        if kept.contains(&row.id) || row.name.to_lowercase().contains(&wanted) {
            kept.insert(row.id);
            kept.extend(row.parent);
        }
    }
    lists.codes.iter().filter(|row| kept.contains(&row.id)).collect()
}

/// Rows that no folded theme hides.
fn unfolded<'a>(lists: &'a Lists, folded: &std::collections::BTreeSet<CodeId>) -> Vec<&'a CodeRow> {
    let mut hidden_under: Option<usize> = None;
    let mut seen = Vec::with_capacity(lists.codes.len());
    for row in &lists.codes {
        if hidden_under.is_some_and(|depth| row.depth > depth) {
            continue;
        }
        hidden_under = folded.contains(&row.id).then_some(row.depth);
        seen.push(row);
    }
    seen
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
    let title = parts::elided(ui, &row.title, font, t.text, room);
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

enum Pressed {
    Nothing,
    Row,
    Fold,
}

/// How a row of the tree stands.
#[derive(Clone, Copy)]
struct State {
    chosen: bool,
    folded: bool,
    /// Whether a press applies it to what is selected.
    applies: bool,
}

fn code_row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    row: &CodeRow,
    state: State,
    shown: &mut CodeFilter,
    actions: &mut Vec<Action>,
) -> Pressed {
    let State { chosen, folded, applies } = state;
    let size = vec2(ui.available_width(), size::ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    if scene.read_only.is_none() {
        response.dnd_set_drag_payload(row.id);
        let from = rect.left() + EDGE + INDENT * row.depth as f32;
        drop::take_drop(ui, scene, &response, (row.id, row.theme && !folded), from, actions);
    }
    let mut spoken = with("code-row", &[("code", row.name.as_str().into()), ("n", row.codings.into())]);
    if let Some(pin) = row.pin {
        spoken = with("code-row-pinned", &[("row", spoken.into()), ("key", pin.into())]);
    }
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, chosen, &spoken));
    if row.theme {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!folded));
    }
    parts::row_ground(ui, &response, chosen);
    paint_code(ui, row, rect, folded, shown.shows(scene.project, row.id));
    if let Some(dropped) = response.dnd_release_payload::<DraggedSelection>()
        && row.codable
    {
        let DraggedSelection(_) = *dropped;
        actions.push(Action::Apply(row.id));
    }
    code_menu(&response, scene, row, shown, actions);
    let over_sign = rect.left() + EDGE + INDENT * row.depth as f32 + 14.0;
    let on_sign = row.theme && response.interact_pointer_pos().is_some_and(|at| at.x < over_sign);
    let arrows = response.has_focus() && row.theme && {
        let key = if folded { egui::Key::ArrowRight } else { egui::Key::ArrowLeft };
        ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, key))
    };
    let clicked = response.clicked();
    let hint = if applies && row.codable { text("code-row-applies") } else { row.definition.clone() };
    if !hint.is_empty() {
        response.on_hover_text(hint);
    }
    match (arrows || (clicked && on_sign), clicked) {
        (true, _) => Pressed::Fold,
        (false, true) => Pressed::Row,
        (false, false) => Pressed::Nothing,
    }
}

fn paint_code(ui: &Ui, row: &CodeRow, rect: Rect, folded: bool, shows: bool) {
    let t = look::of(ui.visuals());
    let middle = rect.center().y;
    let mut x = rect.left() + EDGE + INDENT * row.depth as f32;
    if row.theme {
        parts::triangle(ui, pos2(x + 4.0, middle), !folded, t.text);
        x += 14.0;
    } else {
        let square = Rect::from_center_size(pos2(x + 5.0, middle), vec2(10.0, 10.0));
        let tone = look::tone(row.colour.0, t.theme);
        if shows {
            ui.painter().rect_filled(square, size::SWATCH_CORNER, tone);
        } else {
            // Hollow: its codings do not show.
            let pen = egui::Stroke::new(1.5, tone);
            ui.painter().rect_stroke(square, size::SWATCH_CORNER, pen, egui::StrokeKind::Inside);
        }
        x += 20.0;
    }
    let mut right = rect.right() - EDGE;
    let cap = Rect::from_center_size(pos2(right - 9.0, middle), vec2(18.0, 18.0));
    if let Some(pin) = row.pin {
        let line = egui::Stroke::new(1.0, t.line);
        ui.painter().rect(cap, 4, t.raised, line, egui::StrokeKind::Inside);
        ui.painter().text(cap.center(), Align2::CENTER_CENTER, pin, look::small(), t.muted);
    }
    right = cap.left() - 8.0;
    let font = if row.theme { look::strong(14.0) } else { look::body() };
    let count = number::count(row.codings);
    let colour = if row.theme { t.text } else { t.muted };
    let count_font = if row.theme { look::strong(13.0) } else { look::body() };
    let count = ui.painter().text(pos2(right, middle), Align2::RIGHT_CENTER, count, count_font, colour);
    let name = parts::elided(ui, &row.name, font, t.text, count.left() - x - 8.0);
    ui.painter().galley(pos2(x, middle - name.size().y / 2.0), name, t.text);
}

fn code_menu(
    response: &Response,
    scene: &Scene<'_>,
    row: &CodeRow,
    shown: &mut CodeFilter,
    actions: &mut Vec<Action>,
) {
    response.context_menu(|ui| {
        if row.codable {
            ui.menu_button(text("code-pin"), |ui| {
                for digit in 1..=9 {
                    if ui.selectable_label(row.pin == Some(digit), number::count(digit)).clicked() {
                        actions.push(Action::Pin { digit, code: Some(row.id) });
                        ui.close();
                    }
                }
            });
            if let Some(digit) = row.pin
                && ui.button(text("code-unpin")).clicked()
            {
                actions.push(Action::Pin { digit, code: None });
                ui.close();
            }
        }
        ui.separator();
        if ui.button(text("code-only")).clicked() {
            shown.only(row.id);
            ui.close();
        }
        let hides = if shown.shows(scene.project, row.id) { "code-hide" } else { "code-unhide" };
        if ui.button(text(hides)).clicked() {
            shown.turn(scene.project, row.id);
            ui.close();
        }
        if shown.leaves_out() && ui.button(text("shown-all")).clicked() {
            shown.all();
            ui.close();
        }
        ui.separator();
        memo_entry(ui, MemoTarget::Code(row.id), actions);
        if ui.button(text("code-show")).clicked() {
            actions.push(Action::ShowCode(row.id));
            ui.close();
        }
        if ui.button(Command::Show(Panel::CODEBOOK).tip()).clicked() {
            actions.push(Action::Show(Panel::CODEBOOK));
            ui.close();
        }
    });
}
