//! Draws the tree of codes and takes what is done to it: choosing, folding, dragging, moving by keys.

use egui::{
    Align2, EventFilter, Frame, Key, Margin, Modifiers, Rect, Response, ScrollArea, Sense, Stroke, TextEdit,
    Ui, WidgetInfo, pos2, vec2,
};

use super::View;
use super::data::{self, Row};
use super::dialogs::Dialog;
use super::menu::menu;
use super::show::{add, layer};
use crate::lang::{number, text, with};
use crate::model::{CodeId, Edit};
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{
    chips,
    look::{self, size},
    parts, roving,
    table::{ring, tabular},
};
use crate::ui::reader::drop;
use crate::ui::steps::moves::{self, Move};

/// Widths of the two columns of counts.
const CODINGS: f32 = 62.0;
const TRANSCRIPTS: f32 = 78.0;
/// Height of the row of their heads.
const HEADS: f32 = 18.0;

pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    Frame::new().inner_margin(Margin { left: 14, right: 14, top: 14, bottom: 4 }).show(ui, |ui| {
        tools(ui, scene, view, actions);
        heads(ui, scene, view);
    });
    let book = scene.project.codebook();
    let coder = layer(scene, view).map(|c| c.id);
    let used = view
        .used
        .of(&(scene.revision, coder), || coder.map(|c| data::used(scene.project, c)).unwrap_or_default());
    let rows = data::rows(book, used, &view.closed, &view.filter, view.order);
    if rows.is_empty() && !book.is_empty() {
        Frame::new().inner_margin(14).show(ui, |ui| parts::muted(ui, &text("codebook-none-found")));
    }
    drop::dragged(ui, scene);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, size::ROW, rows.len() + 1, |ui, range| {
        let wanted = view.focus.or(view.selected);
        let stop = roving::stop(rows.iter().position(|row| Some(row.id) == wanted), &range);
        for at in range {
            match rows.get(at) {
                Some(_) => one(ui, scene, view, &rows, (at, at == stop), actions),
                None => end(ui, scene, actions),
            }
        }
    });
}

fn tools(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        let book = scene.project.codebook();
        let room = (ui.available_width() - 220.0).max(60.0);
        let hint = text("codebook-filter");
        let field = TextEdit::singleline(&mut view.filter)
            .hint_text(&hint)
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(room);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, &hint));
        ui.add_enabled_ui(scene.read_only.is_none(), |ui| {
            // Beside the code that is chosen, or under the theme.
            let chosen = view.selected.and_then(|id| book.get(id));
            let parent = chosen.and_then(|c| if book.is_theme(c.id) { Some(c.id) } else { c.parent });
            if ui.button(text("codebook-new-code")).on_hover_text(text("codebook-new-code-tip")).clicked() {
                add(scene, view, parent, "codebook-new-code", actions);
            }
            if ui.button(text("codebook-new-theme")).on_hover_text(text("codebook-new-theme-tip")).clicked() {
                add(scene, view, None, "codebook-new-theme", actions);
            }
        });
    });
}

/// Whose counts these are, over the two columns.
fn heads(ui: &mut Ui, scene: &Scene<'_>, view: &mut View) {
    let t = look::of(ui.visuals());
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let name = layer(scene, view).map_or_else(|| text("codebook-nobody"), |c| c.name.clone());
        chips::menu(ui, &with("codebook-counts-of", &[("coder", name.into())]), |ui| {
            for coder in scene.project.coders() {
                let chosen = layer(scene, view).is_some_and(|c| c.id == coder.id);
                if chips::choice(ui, &coder.name, chosen) {
                    view.layer = Some(coder.id);
                }
            }
        });
        let order = data::Order::ALL.iter().find(|(order, _)| *order == view.order).map_or("", |of| of.1);
        chips::menu(ui, &text(order), |ui| {
            for (order, name) in data::Order::ALL {
                if chips::choice(ui, &text(name), view.order == order) {
                    view.order = order;
                }
            }
        });
    });
    // In a row of their own: the chips above them may be as wide as the tree.
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADS), Sense::hover());
    let head = |words: String, right: f32| {
        let at = pos2(rect.right() - right, rect.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, words, look::strong(12.0), t.muted);
    };
    head(text("codebook-codings"), TRANSCRIPTS);
    head(text("codebook-transcripts"), 0.0);
}

fn one(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    rows: &[Row],
    (at, is_stop): (usize, bool),
    actions: &mut Vec<Action>,
) {
    let row = &rows[at];
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let id = ui.scope_id().with(("code", row.id));
    let chosen =
        if view.chosen.len() > 1 { view.chosen.contains(&row.id) } else { view.selected == Some(row.id) };
    let response = ui.interact(rect, id, roving::sense(is_stop));
    response.widget_info(|| WidgetInfo::selected(egui::Role::TreeItem, true, chosen, read(row)));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_level(row.depth + 1);
        if row.theme {
            node.set_expanded(row.open);
        }
    });
    if view.focus == Some(row.id) {
        response.request_focus();
        response.scroll_to_me(None);
        view.focus = None;
    }
    paint(ui, rect, row, chosen, &response);
    if fold(ui, rect, row, id) {
        toggle(view, row.id);
    }
    if response.clicked() {
        let modifiers = ui.input(|i| i.modifiers);
        choose(view, rows, at, modifiers.command, modifiers.shift);
        response.request_focus();
    }
    if response.has_focus() {
        ring(ui, rect);
        keys(ui, scene, view, rows, at, row, id, actions);
    }
    if scene.read_only.is_none() {
        response.dnd_set_drag_payload(row.id);
        drop::take_drop(
            ui,
            scene,
            &response,
            (row.id, row.theme && row.open),
            rect.left() + indent(row),
            actions,
        );
        response.context_menu(|ui| menu(ui, scene, view, row, actions));
    }
}

/// Chooses a row: alone, with those that are chosen, or with all from the one that was chosen last.
fn choose(view: &mut View, rows: &[Row], at: usize, with_others: bool, up_to: bool) {
    let id = rows[at].id;
    if up_to {
        let from = rows.iter().position(|row| Some(row.id) == view.selected).unwrap_or(at);
        view.chosen = rows[from.min(at)..=from.max(at)].iter().map(|row| row.id).collect();
        return;
    }
    if with_others {
        view.chosen.extend(view.selected);
        if !view.chosen.remove(&id) {
            view.chosen.insert(id);
        }
    } else {
        view.chosen.clear();
    }
    view.selected = Some(id);
}

fn toggle(view: &mut View, code: CodeId) {
    if !view.closed.remove(&code) {
        view.closed.insert(code);
    }
}

fn indent(row: &Row) -> f32 {
    14.0 + 18.0 * row.depth as f32
}

fn paint(ui: &Ui, rect: Rect, row: &Row, chosen: bool, response: &Response) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let t = look::of(ui.visuals());
    let ground = if chosen {
        t.accent_ground
    } else if response.hovered() || response.dragged() {
        look::mix(t.panel, t.accent_ground, 0.5)
    } else {
        t.panel
    };
    ui.painter().rect_filled(rect, 0.0, ground);
    let middle = rect.center().y;
    let left = rect.left() + indent(row) + 14.0;
    let swatch = Rect::from_center_size(pos2(left + 5.0, middle), vec2(10.0, 10.0));
    let tone = look::tone(row.colour.0, t.theme);
    if row.codable {
        ui.painter().rect_filled(swatch, size::SWATCH_CORNER, tone);
    } else {
        // Hollow: there for order only.
        let pen = Stroke::new(1.5, tone);
        ui.painter().rect_stroke(swatch.shrink(0.5), size::SWATCH_CORNER, pen, egui::StrokeKind::Inside);
    }
    let right = rect.right() - 14.0;
    let font = if row.theme { look::strong(14.0) } else { look::body() };
    let colour = if row.retired { t.muted } else { t.text };
    let name = if row.retired {
        with("codebook-retired", &[("name", row.name.as_str().into())])
    } else {
        row.name.clone()
    };
    let room = right - TRANSCRIPTS - CODINGS - left - 20.0;
    let (galley, _) = parts::name(ui, &name, font, colour, room.max(20.0));
    ui.painter().galley(pos2(left + 20.0, middle - galley.size().y / 2.0), galley, colour);
    for (count, right) in [(row.used.codings, right - TRANSCRIPTS), (row.used.transcripts, right)] {
        let shown = if count == 0 { t.muted } else { t.text };
        let job = tabular(ui, &number::count(count), look::secondary(), shown);
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        ui.painter().galley(pos2(right - galley.size().x, middle - galley.size().y / 2.0), galley, shown);
    }
}

/// The sign before a theme; says whether it was pressed.
fn fold(ui: &Ui, rect: Rect, row: &Row, id: egui::Id) -> bool {
    if !row.theme {
        return false;
    }
    let t = look::of(ui.visuals());
    let at = Rect::from_center_size(pos2(rect.left() + indent(row) + 4.0, rect.center().y), vec2(18.0, 24.0));
    let response = ui.interact(at, id.with("fold"), Sense::CLICK);
    let name = row.name.as_str();
    let label = with(if row.open { "fold-theme" } else { "unfold-theme" }, &[("name", name.into())]);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
    parts::triangle(ui, at.center(), row.open, if response.hovered() { t.text } else { t.muted });
    response.clicked()
}

/// A row as it is read out.
fn read(row: &Row) -> String {
    let key = if row.theme { "codebook-read-theme" } else { "codebook-read-code" };
    let name = if row.retired {
        with("codebook-retired", &[("name", row.name.as_str().into())])
    } else {
        row.name.clone()
    };
    let counts = [
        ("name", name.into()),
        ("codings", row.used.codings.into()),
        ("transcripts", row.used.transcripts.into()),
    ];
    with(key, &counts)
}

#[allow(clippy::too_many_arguments, reason = "all of them are lent for one row")]
fn keys(
    ui: &Ui,
    scene: &Scene<'_>,
    view: &mut View,
    rows: &[Row],
    at: usize,
    row: &Row,
    id: egui::Id,
    actions: &mut Vec<Action>,
) {
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, arrows));
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    for (key, step) in [
        (Key::ArrowUp, Move::Up),
        (Key::ArrowDown, Move::Down),
        (Key::ArrowLeft, Move::Out),
        (Key::ArrowRight, Move::In),
    ] {
        if scene.read_only.is_none() && pressed(Modifiers::ALT, key) {
            moved(moves::step(scene.project.codebook(), row.id, step), row, view, actions);
        }
    }
    for (key, to) in [(Key::ArrowDown, at.checked_add(1)), (Key::ArrowUp, at.checked_sub(1))] {
        if pressed(Modifiers::SHIFT, key)
            && let Some(row) = to.and_then(|to| rows.get(to))
        {
            choose(view, rows, to.unwrap_or(at), false, true);
            view.focus = Some(row.id);
        }
    }
    if pressed(Modifiers::COMMAND, Key::Space) {
        choose(view, rows, at, true, false);
    }
    let mut go = |to: Option<&Row>| {
        if let Some(to) = to {
            view.chosen.clear();
            view.selected = Some(to.id);
            view.focus = Some(to.id);
        }
    };
    if pressed(Modifiers::NONE, Key::ArrowDown) {
        go(rows.get(at + 1));
    } else if pressed(Modifiers::NONE, Key::ArrowUp) {
        go(at.checked_sub(1).and_then(|i| rows.get(i)));
    } else if pressed(Modifiers::NONE, Key::ArrowLeft) {
        if row.theme && row.open {
            view.closed.insert(row.id);
        } else {
            go(rows.get(..at).and_then(|above| above.iter().rev().find(|r| r.depth < row.depth)));
        }
    } else if pressed(Modifiers::NONE, Key::ArrowRight) {
        view.closed.remove(&row.id);
    }
    if scene.read_only.is_some() {
        return;
    }
    if pressed(Modifiers::NONE, Key::F2) {
        view.selected = Some(row.id);
        view.name_it = true;
    }
    if pressed(Modifiers::NONE, Key::Delete) {
        view.dialog = Some(Dialog::Remove(row.id));
    }
}

/// Commits a move and keeps the keyboard on the code.
fn moved(edit: Option<Edit>, row: &Row, view: &mut View, actions: &mut Vec<Action>) {
    let Some(edit) = edit else { return };
    if let Edit::MoveCode { parent: Some(parent), .. } = edit {
        view.closed.remove(&parent);
    }
    let label = with("step-code-move", &[("code", row.name.as_str().into())]);
    actions.push(Action::Commit { label, edits: vec![edit] });
    view.focus = Some(row.id);
}

/// The room after the last row: what is let go there goes to the top level, last.
fn end(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let Some(code) = response.dnd_hover_payload::<CodeId>() else { return };
    let t = look::of(ui.visuals());
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(2.0, t.accent));
    if response.dnd_release_payload::<CodeId>().is_some() {
        let name = scene.project.codebook().name(*code).to_owned();
        let label = with("step-code-move", &[("code", name.into())]);
        let edits = vec![Edit::MoveCode { code: *code, parent: None, before: None }];
        actions.push(Action::Commit { label, edits });
    }
}
