//! Keys and the pointer over the text: where the caret goes, what is selected, and the edge of a mark that is being
//! moved. Never changes a mark: what is to be kept is told.

use std::ops::Range;

use egui::{DragAndDrop, Event, EventFilter, Key, Modifiers, PointerButton, Pos2, Rangef, Response, Ui};

use super::columns::Columns;
use super::document::Document;
use super::edge::{Handle, Side};
use super::motion;
use super::scroll::Laid;
use super::setting::{Caret, Setting};
use super::view::{Mode, Press, View};
use crate::text::Span;

/// Presses closer together than this, in seconds, count as one double, triple or fourfold click.
const AGAIN: f64 = 0.35;
/// A pointer that moved less than this, in points, did not move.
const STILL: f32 = 6.0;
/// Points a second that the page moves for each point that the pointer is above or below it.
const PULL: f32 = 12.0;

/// What egui carries while a person drags the selection: a place to drop it takes it from
/// [`Response::dnd_release_payload`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraggedSelection(pub Span);

/// Takes the keys that move the caret, or the edge of a mark. The mark whose moved edge is to be kept.
pub(super) fn keys(
    ui: &Ui,
    id: egui::Id,
    view: &mut View,
    setting: &Setting<'_>,
    window: f32,
) -> Option<(u64, Span)> {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    let mut kept = None;
    for event in ui.input(|i| i.filtered_events(&filter)) {
        match event {
            Event::Key { key, pressed: true, modifiers, .. } if view.edge.is_some() => {
                kept = edge_key(view, setting, window, key, modifiers).or(kept);
            }
            Event::Key { key, pressed: true, modifiers, .. } => {
                caret_key(view, setting, window, key, modifiers);
            }
            Event::Copy => {
                if let Some(span) = view.selection(setting.document) {
                    ui.copy_text(setting.document.text().slice(span).to_owned());
                }
            }
            _ => {}
        }
    }
    kept
}

fn caret_key(view: &mut View, setting: &Setting<'_>, window: f32, key: Key, modifiers: Modifiers) {
    let document = setting.document;
    let chosen = view.selected(document);
    let plain = !modifiers.shift && !modifiers.alt && !command(modifiers);
    match key {
        Key::A if command(modifiers) => {
            put(view, Caret { byte: motion::start(document), row_end: false }, false);
            put(view, Caret { byte: motion::last(document), row_end: false }, true);
        }
        Key::Escape => view.clear_selection(),
        Key::ArrowLeft if plain && !chosen.is_empty() => go(view, chosen.start, false),
        Key::ArrowRight if plain && !chosen.is_empty() => go(view, chosen.end, false),
        // Every other key belongs to the panel.
        _ => {
            let Some(walk) = walk(view, setting, window, key, modifiers, view.caret, None) else { return };
            put(view, walk.to, modifiers.shift);
            turn_page(view, setting, &walk);
        }
    }
}

/// Moves, keeps or leaves the edge that is being moved.
fn edge_key(
    view: &mut View,
    setting: &Setting<'_>,
    window: f32,
    key: Key,
    modifiers: Modifiers,
) -> Option<(u64, Span)> {
    let edge = view.edge?;
    match key {
        Key::Enter => return view.keep_edge(setting.document),
        Key::Escape => view.leave_edge(),
        _ => {
            let walk = walk(view, setting, window, key, modifiers, edge.caret(), Some(edge.side))?;
            view.move_edge(setting.document, walk.to.byte);
            turn_page(view, setting, &walk);
            if let Some(edge) = view.edge {
                view.follow(edge.caret());
            }
        }
    }
    None
}

const fn command(modifiers: Modifiers) -> bool {
    modifiers.command || modifiers.ctrl
}

fn go(view: &mut View, byte: usize, extend: bool) {
    put(view, Caret { byte, row_end: false }, extend);
    view.follow(view.caret);
}

/// Where a key leads.
struct Walk {
    to: Caret,
    goal: Option<f32>,
    /// Points that the page moves with it.
    page: f32,
}

fn turn_page(view: &mut View, setting: &Setting<'_>, walk: &Walk) {
    view.goal = walk.goal;
    if walk.page != 0.0 {
        view.scroll.by(walk.page, &mut view.heights, setting);
    }
    view.follow(walk.to);
}

/// Where a key leads from a place; none for keys that lead nowhere. An edge stops at the side of words that it is
/// itself: a passage begins where a word begins.
fn walk(
    view: &View,
    setting: &Setting<'_>,
    window: f32,
    key: Key,
    modifiers: Modifiers,
    from: Caret,
    edge: Option<Side>,
) -> Option<Walk> {
    let document = setting.document;
    let at = from.byte;
    let by_word = command(modifiers);
    let up_down = |points: f32, page: f32| {
        let x = view.goal.unwrap_or_else(|| caret_x(setting, from));
        Walk { to: motion::vertical(setting, from, x, points), goal: Some(x), page }
    };
    let byte = match key {
        Key::ArrowLeft if modifiers.alt => motion::sentence_left(document, at),
        Key::ArrowRight if modifiers.alt => motion::sentence_right(document, at),
        Key::ArrowLeft if by_word && edge == Some(Side::End) => motion::word_end_left(document, at),
        Key::ArrowRight if by_word && edge == Some(Side::Start) => motion::word_start_right(document, at),
        Key::ArrowLeft if by_word => motion::word_left(document, at),
        Key::ArrowRight if by_word => motion::word_right(document, at),
        Key::ArrowLeft => motion::left(document, at),
        Key::ArrowRight => motion::right(document, at),
        Key::ArrowUp | Key::ArrowDown if modifiers.alt => return None,
        Key::ArrowUp if by_word => motion::turn_up(document, at),
        Key::ArrowDown if by_word => motion::turn_down(document, at),
        Key::ArrowUp => return Some(up_down(-1.0, 0.0)),
        Key::ArrowDown => return Some(up_down(1.0, 0.0)),
        Key::PageUp | Key::PageDown => {
            let sign = if key == Key::PageUp { -1.0 } else { 1.0 };
            let page = sign * (window - 2.0 * setting.line).max(setting.line);
            return Some(up_down(page, page));
        }
        Key::Home if by_word => motion::start(document),
        Key::End if by_word => motion::last(document),
        Key::Home | Key::End => {
            return Some(Walk { to: row_edge(setting, from, key == Key::End), goal: None, page: 0.0 });
        }
        _ => return None,
    };
    Some(Walk { to: Caret { byte, row_end: false }, goal: None, page: 0.0 })
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
    if !matches!(view.press.mode, Mode::Selecting | Mode::Edge) {
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

/// Takes presses and drags over the text. The mark whose handle was let go, where it is to be kept.
pub(super) fn pointer(
    ui: &Ui,
    response: &Response,
    view: &mut View,
    document: &Document,
    columns: &Columns,
    laid: &[Laid],
    handles: &[Handle],
) -> Option<(u64, Span)> {
    let pos = ui.input(|i| i.pointer.latest_pos())?;
    let (pressed, down, secondary, time, shift) = ui.input(|i| {
        let p = &i.pointer;
        let secondary = p.button_pressed(PointerButton::Secondary);
        (p.primary_pressed(), p.primary_down(), secondary, i.time, i.modifiers.shift)
    });
    let over = response.contains_pointer() && response.rect.contains(pos);
    let near = caret_near(document, columns, laid, pos);
    let handle = handles.iter().find(|handle| handle.is_at(pos)).filter(|_| over);
    if handle.is_some() || view.press.mode == Mode::Edge {
        ui.set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
    }
    if secondary && over {
        let on_selection = view.selected(document).contains(&near.byte);
        if !on_selection {
            put(view, near, false);
        }
        response.request_focus();
    }
    if pressed && over {
        if let Some(handle) = handle {
            view.take_edge(handle.key, handle.side, handle.span);
            view.press = Press { mode: Mode::Edge, pos, ..Press::default() };
        } else {
            view.leave_edge();
            press(view, document, near, letter_under(columns, laid, pos), time, pos, shift);
        }
        response.request_focus();
    } else if down {
        drag(ui, response, view, document, near, pos);
    } else {
        let mode = std::mem::take(&mut view.press.mode);
        if mode == Mode::OnSelection {
            put(view, near, false);
        }
        if mode == Mode::Edge {
            return view.keep_edge(document);
        }
    }
    None
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
    view.press.count = if again { view.press.count % 4 + 1 } else { 1 };
    (view.press.time, view.press.pos) = (time, pos);
    view.press.mode = Mode::Selecting;
    let letter = under.unwrap_or(near.byte);
    view.press.held = held(document, view.press.count, letter).unwrap_or(near.byte..near.byte);
    if view.press.count > 1 {
        let Range { start, end } = view.press.held;
        put(view, Caret { byte: start, row_end: false }, false);
        put(view, Caret { byte: end, row_end: true }, true);
    } else if shift {
        put(view, near, true);
        view.press.held = view.anchor..view.anchor;
    } else if under.is_some_and(|byte| view.selected(document).contains(&byte)) {
        view.press.mode = Mode::OnSelection;
    } else {
        put(view, near, false);
    }
}

fn drag(ui: &Ui, response: &Response, view: &mut View, document: &Document, near: Caret, pos: Pos2) {
    match view.press.mode {
        Mode::Idle | Mode::Carrying => {}
        Mode::Edge => {
            if pos.distance(view.press.pos) >= 1.0 {
                // Whole words, if that is how one reads.
                let words = motion::whole_words(document, near.byte..near.byte);
                let to = match view.edge() {
                    Some((_, Side::Start)) if view.reading.snap => words.start,
                    Some((_, Side::End)) if view.reading.snap => words.end,
                    Some(_) | None => near.byte,
                };
                view.move_edge(document, to);
            }
        }
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
            let to = held(document, view.press.count, near.byte).unwrap_or(near.byte..near.byte);
            let held = view.press.held.clone();
            let (anchor, caret) = if near.byte < held.start {
                (held.end, Caret { byte: to.start, row_end: false })
            } else {
                (held.start, Caret { byte: to.end.max(held.end), row_end: near.row_end })
            };
            view.anchor = anchor;
            put(view, caret, true);
        }
    }
}

/// What so many clicks take: the word, the sentence, the turn; none for a single one.
fn held(document: &Document, clicks: u32, byte: usize) -> Option<Range<usize>> {
    match clicks {
        2 => Some(motion::word_at(document, byte)),
        3 => Some(motion::sentence_at(document, byte)),
        4 => Some(motion::turn_at(document, byte)),
        _ => None,
    }
}

fn put(view: &mut View, caret: Caret, extend: bool) {
    view.caret = caret;
    view.goal = None;
    view.by_hand = true;
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
