//! The tree of codes on the left, with live counts: one stop of the Tab key, whose rows apply, fold, and take what is dropped.

use egui::{Align2, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use super::data::{CodeRow, Lists};
use super::lists::{EDGE, header};
use super::{CodeFilter, View};
use crate::lang::{number, text, with};
use crate::model::{CodeId, MemoTarget};
use crate::ui::context::{Action, Command, Panel, Scene, memo_entry};
use crate::ui::kit::{
    look::{self, size},
    parts, roving,
};
use crate::ui::reader::drop;
use crate::ui::transcript::DraggedSelection;

/// Points by which a subcode stands in.
const INDENT: f32 = 16.0;

pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let View { lists, folded, code, selection, show_code, walk, shown, filtered, .. } = view;
    let Some(lists) = lists.kept() else { return };
    header(ui, &text("codes"), &with("count-codes", &[("n", lists.codes.len().into())]));
    filter(ui, scene, filtered, shown);
    if lists.codes.is_empty() {
        no_codes(ui, actions);
        return;
    }
    let to_show = show_code.take().filter(|id| lists.codes.iter().any(|row| row.id == *id));
    if let Some(id) = to_show {
        unfold_to(lists, id, folded);
        filtered.clear();
    }
    let seen = if filtered.trim().is_empty() { unfolded(lists, folded) } else { matching(lists, filtered) };
    let mut scroll = egui::ScrollArea::vertical().id_salt("codes").auto_shrink(false);
    if let Some(at) = to_show.and_then(|id| seen.iter().position(|row| row.id == id)) {
        let above = (ui.available_height() - size::ROW) / 2.0;
        scroll = scroll.vertical_scroll_offset((at as f32 * size::ROW - above).max(0.0));
    }
    scroll.show_rows(ui, size::ROW, seen.len(), |ui, rows| {
        let place = |id: Option<CodeId>| seen.iter().position(|row| Some(row.id) == id);
        let stop = roving::stop(place(walk.last).or_else(|| place(*code)), &rows);
        for at in rows {
            let row = seen[at];
            let state = State {
                chosen: *code == Some(row.id),
                folded: folded.contains(&row.id),
                applies: selection.is_some(),
                is_stop: at == stop,
                takes_focus: walk.next.take_if(|id| *id == row.id).is_some(),
                place: (at, seen.len()),
            };
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
                Pressed::Arrow(to) => {
                    walk.next = seen.get(to).map(|row| row.id);
                    walk.last = walk.next;
                }
            }
        }
    });
}

/// Unfolds every theme above a code.
fn unfold_to(lists: &Lists, code: CodeId, folded: &mut std::collections::BTreeSet<CodeId>) {
    let parent = |id: CodeId| lists.codes.iter().find(|row| row.id == id).and_then(|row| row.parent);
    for theme in std::iter::successors(parent(code), |&id| parent(id)) {
        folded.remove(&theme);
    }
}

fn fold(folded: &mut std::collections::BTreeSet<CodeId>, id: CodeId) {
    if !folded.remove(&id) {
        folded.insert(id);
    }
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

enum Pressed {
    Nothing,
    Row,
    Fold,
    /// An arrow that leads to another row.
    Arrow(usize),
}

/// How a row of the tree stands.
#[derive(Clone, Copy)]
struct State {
    chosen: bool,
    folded: bool,
    /// Whether a press applies it to what is selected.
    applies: bool,
    /// Whether the Tab key stops here.
    is_stop: bool,
    /// Whether it is to have the keyboard.
    takes_focus: bool,
    /// Its number among those that are seen, and how many those are.
    place: (usize, usize),
}

fn code_row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    row: &CodeRow,
    state: State,
    shown: &mut CodeFilter,
    actions: &mut Vec<Action>,
) -> Pressed {
    let State { chosen, folded, applies, is_stop, takes_focus, place: (at, of) } = state;
    let size = vec2(ui.available_width(), size::ROW);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let response =
        ui.interact(rect, ui.scope_id().with(("code", row.id)), roving::sense(is_stop || takes_focus));
    if takes_focus {
        response.request_focus();
    }
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
    let cut = paint_code(ui, row, rect, folded, shown.shows(scene.project, row.id));
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
    if response.has_focus()
        && let Some(to) = roving::walk(ui, response.id, rect, at, of)
    {
        return Pressed::Arrow(to);
    }
    let clicked = response.clicked();
    let hint = if applies && row.codable { text("code-row-applies") } else { row.definition.clone() };
    let whole = cut.then(|| row.name.clone());
    let hint: Vec<String> = whole.into_iter().chain(Some(hint).filter(|hint| !hint.is_empty())).collect();
    if !hint.is_empty() {
        response.on_hover_text(hint.join("\n"));
    }
    match (arrows || (clicked && on_sign), clicked) {
        (true, _) => Pressed::Fold,
        (false, true) => Pressed::Row,
        (false, false) => Pressed::Nothing,
    }
}

/// Says whether the name was cut.
fn paint_code(ui: &Ui, row: &CodeRow, rect: Rect, folded: bool, shows: bool) -> bool {
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
    let (name, cut) = parts::name(ui, &row.name, font, t.text, count.left() - x - 8.0);
    ui.painter().galley(pos2(x, middle - name.size().y / 2.0), name, t.text);
    cut
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
