//! Keys and the pointer over the text: where the caret goes and what is selected. Never touches a mark.

use egui::{DragAndDrop, Event, EventFilter, Key, Modifiers, PointerButton, Pos2, Rangef, Response, Ui};

use super::columns::Columns;
use super::document::Document;
use super::motion;
use super::scroll::Laid;
use super::setting::{Caret, Setting};
use super::view::{Mode, Show, View};
use crate::text::Span;

/// Presses closer together than this, in seconds, count as one double or triple click.
const AGAIN: f64 = 0.35;
/// A pointer that moved less than this, in points, did not move.
const STILL: f32 = 6.0;
/// Points a second that the page moves for each point that the pointer is above or below it.
const PULL: f32 = 12.0;

/// What egui carries while a person drags the selection: a place to drop it takes it from
/// [`Response::dnd_release_payload`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraggedSelection(pub Span);

/// Takes the keys that move the caret. True if one did.
pub(super) fn keys(ui: &Ui, id: egui::Id, view: &mut View, setting: &Setting<'_>, window: f32) -> bool {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    let mut moved = false;
    for event in ui.input(|i| i.filtered_events(&filter)) {
        match event {
            Event::Key { key, pressed: true, modifiers, .. } => {
                moved |= key_pressed(view, setting, window, key, modifiers);
            }
            Event::Copy => {
                if let Some(span) = view.selection(setting.document) {
                    ui.copy_text(setting.document.text().slice(span).to_owned());
                }
            }
            _ => {}
        }
    }
    moved
}

fn key_pressed(view: &mut View, setting: &Setting<'_>, window: f32, key: Key, modifiers: Modifiers) -> bool {
    let document = setting.document;
    let at = view.caret.byte;
    let command = modifiers.command || modifiers.ctrl;
    let chosen = view.selected();
    let go = |byte| Caret { byte, row_end: false };
    let mut goal = None;
    let mut page = 0.0;
    let mut up_down = |points: f32| {
        let x = view.goal.unwrap_or_else(|| caret_x(setting, view.caret));
        goal = Some(x);
        motion::vertical(setting, view.caret, x, points)
    };
    let to = match key {
        Key::ArrowLeft if command => go(motion::word_left(document, at)),
        Key::ArrowRight if command => go(motion::word_right(document, at)),
        Key::ArrowLeft if !modifiers.shift && !chosen.is_empty() => go(chosen.start),
        Key::ArrowRight if !modifiers.shift && !chosen.is_empty() => go(chosen.end),
        Key::ArrowLeft => go(motion::left(document, at)),
        Key::ArrowRight => go(motion::right(document, at)),
        Key::ArrowUp if command => go(motion::turn_up(document, at)),
        Key::ArrowDown if command => go(motion::turn_down(document, at)),
        Key::ArrowUp => up_down(-1.0),
        Key::ArrowDown => up_down(1.0),
        Key::PageUp | Key::PageDown => {
            let sign = if key == Key::PageUp { -1.0 } else { 1.0 };
            page = sign * (window - 2.0 * setting.line).max(setting.line);
            up_down(page)
        }
        Key::Home if command => go(motion::start(document)),
        Key::End if command => go(motion::last(document)),
        Key::Home | Key::End => row_edge(setting, view.caret, key == Key::End),
        Key::A if command => {
            view.anchor = motion::start(document);
            view.caret = go(motion::last(document));
            return false;
        }
        Key::Escape => {
            view.clear_selection();
            return false;
        }
        // Every other key belongs to the panel.
        _ => return false,
    };
    view.caret = to;
    view.goal = goal;
    if !modifiers.shift {
        view.anchor = to.byte;
    }
    if page != 0.0 {
        view.scroll.by(page, &mut view.heights, setting);
    }
    view.reveal = Some((to.byte..to.byte, Show::Nearest));
    true
}

fn caret_x(setting: &Setting<'_>, caret: Caret) -> f32 {
    let set = setting.set(setting.document.block_at(caret.byte).unwrap_or(0));
    set.x_of(set.row_of(caret), caret.byte)
}

fn row_edge(setting: &Setting<'_>, caret: Caret, end: bool) -> Caret {
    let set = setting.set(setting.document.block_at(caret.byte).unwrap_or(0));
    let row = set.row_of(caret);
    match set.rows.get(row) {
        Some(bytes) if end => Caret { byte: bytes.end, row_end: row + 1 < set.rows.len() },
        Some(bytes) => Caret { byte: bytes.start, row_end: false },
        None => caret,
    }
}

/// Scrolls while a selection is dragged over the edge.
pub(super) fn pull(ui: &Ui, view: &mut View, setting: &Setting<'_>, window: Rangef) {
    if view.press.mode != Mode::Selecting {
        return;
    }
    let Some(pos) = ui.input(|i| i.pointer.latest_pos()) else { return };
    let beyond = (pos.y - window.max).max(0.0) + (pos.y - window.min).min(0.0);
    if beyond != 0.0 {
        let seconds = ui.input(|i| i.stable_dt).min(0.1);
        view.scroll.by(beyond.clamp(-200.0, 200.0) * PULL * seconds, &mut view.heights, setting);
        ui.ctx().request_repaint();
    }
}

/// Takes presses and drags over the text.
pub(super) fn pointer(
    ui: &Ui,
    response: &Response,
    view: &mut View,
    document: &Document,
    columns: &Columns,
    laid: &[Laid],
) {
    let Some(pos) = ui.input(|i| i.pointer.latest_pos()) else { return };
    let (pressed, down, secondary, time, shift) = ui.input(|i| {
        let p = &i.pointer;
        let secondary = p.button_pressed(PointerButton::Secondary);
        (p.primary_pressed(), p.primary_down(), secondary, i.time, i.modifiers.shift)
    });
    let over = response.contains_pointer() && response.rect.contains(pos);
    let near = caret_near(document, columns, laid, pos);
    if secondary && over {
        let on_selection = view.selected().contains(&near.byte);
        if !on_selection {
            put(view, near, false);
        }
        response.request_focus();
    }
    if pressed && over {
        press(view, document, near, letter_under(columns, laid, pos), time, pos, shift);
        response.request_focus();
    } else if down {
        drag(ui, response, view, document, near, pos);
    } else {
        if view.press.mode == Mode::OnSelection {
            put(view, near, false);
        }
        view.press.mode = Mode::Idle;
    }
}

fn press(
    view: &mut View,
    document: &Document,
    near: Caret,
    under: Option<usize>,
    time: f64,
    pos: Pos2,
    shift: bool,
) {
    let again = time - view.press.time < AGAIN && pos.distance(view.press.pos) < STILL;
    view.press.count = if again { view.press.count % 3 + 1 } else { 1 };
    (view.press.time, view.press.pos) = (time, pos);
    view.press.mode = Mode::Selecting;
    let letter = under.unwrap_or(near.byte);
    view.press.held = match view.press.count {
        2 => motion::word_at(document, letter),
        3 => motion::sentence_at(document, letter),
        _ => near.byte..near.byte,
    };
    if view.press.count > 1 {
        view.anchor = view.press.held.start;
        view.caret = Caret { byte: view.press.held.end, row_end: true };
        view.goal = None;
    } else if shift {
        put(view, near, true);
        view.press.held = view.anchor..view.anchor;
    } else if under.is_some_and(|byte| view.selected().contains(&byte)) {
        view.press.mode = Mode::OnSelection;
    } else {
        put(view, near, false);
    }
}

fn drag(ui: &Ui, response: &Response, view: &mut View, document: &Document, near: Caret, pos: Pos2) {
    match view.press.mode {
        Mode::Idle | Mode::Carrying => {}
        Mode::OnSelection => {
            if let Some(span) = view.selection(document)
                && pos.distance(view.press.pos) >= STILL
            {
                view.press.mode = Mode::Carrying;
                DragAndDrop::set_payload(ui.ctx(), DraggedSelection(span));
            }
        }
        Mode::Selecting => {
            if !response.is_pointer_button_down_on() || pos.distance(view.press.pos) < 1.0 {
                return;
            }
            let to = match view.press.count {
                2 => motion::word_at(document, near.byte),
                3 => motion::sentence_at(document, near.byte),
                _ => near.byte..near.byte,
            };
            let held = view.press.held.clone();
            if near.byte < held.start {
                view.anchor = held.end;
                view.caret = Caret { byte: to.start, row_end: false };
            } else {
                view.anchor = held.start;
                view.caret = Caret { byte: to.end.max(held.end), row_end: near.row_end };
            }
            view.goal = None;
        }
    }
}

fn put(view: &mut View, caret: Caret, extend: bool) {
    view.caret = caret;
    view.goal = None;
    if !extend {
        view.anchor = caret.byte;
    }
}

/// The caret nearest to a place on the screen.
fn caret_near(document: &Document, columns: &Columns, laid: &[Laid], pos: Pos2) -> Caret {
    let ix = laid.partition_point(|l| l.y <= pos.y).saturating_sub(1);
    let Some(block) = laid.get(ix) else { return Caret::default() };
    // In the gap between two blocks the nearer one counts.
    let bottom = block.y + block.set.galley.size().y;
    let next = laid.get(ix + 1).filter(|n| pos.y - bottom > n.y - pos.y);
    let block = next.unwrap_or(block);
    let row = row_at(block, pos.y);
    block.set.nearest(document.text(), row, pos.x - columns.text.min)
}

fn row_at(block: &Laid, y: f32) -> usize {
    let rows = block.set.rows.len();
    (0..rows).find(|&row| y < block.y + block.set.row_y(row).max).unwrap_or(rows.saturating_sub(1))
}

/// The byte whose letter is under a place on the screen.
pub(super) fn letter_under(columns: &Columns, laid: &[Laid], pos: Pos2) -> Option<usize> {
    let ix = laid.partition_point(|l| l.y <= pos.y).checked_sub(1)?;
    let block = laid.get(ix)?;
    if pos.y > block.y + block.set.galley.size().y {
        return None;
    }
    block.set.under(row_at(block, pos.y), pos.x - columns.text.min)
}
