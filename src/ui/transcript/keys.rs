//! Keys over the text: where they lead the caret, or the edge of a mark that is being moved. Never changes a mark: what
//! is to be kept is told.
//!
//! Keys go in the order of reading: in a line that runs from right to left the left arrow leads on and the right arrow
//! back, whichever way the word there runs; Home leads to where the line begins.

use egui::{Event, EventFilter, Key, Modifiers, Ui};

use super::document::Document;
use super::edge::Side;
use super::input::put;
use super::motion;
use super::setting::{Caret, Setting};
use super::view::View;
use crate::text::Span;

/// Takes the keys that move the caret, or the edge of a mark. The mark whose moved edge is to be kept.
pub(super) fn pressed(
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
    match in_reading_order(document, key, view.caret.byte) {
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

/// Left and right as back and on: turned round where the line runs from right to left.
fn in_reading_order(document: &Document, key: Key, at: usize) -> Key {
    match key {
        Key::ArrowLeft if document.runs_left(at) => Key::ArrowRight,
        Key::ArrowRight if document.runs_left(at) => Key::ArrowLeft,
        other => other,
    }
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

/// Where a key leads from a place; none for keys that lead nowhere. An edge stops at the side of words and sentences
/// that it is itself: a passage begins where a word begins.
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
    let key = in_reading_order(document, key, at);
    let by_word = command(modifiers);
    let up_down = |points: f32, page: f32| {
        let x = view.goal.unwrap_or_else(|| caret_x(setting, from));
        Walk { to: motion::vertical(setting, from, x, points), goal: Some(x), page }
    };
    let byte = match key {
        Key::ArrowLeft if modifiers.alt => motion::sentence_left(document, at, edge == Some(Side::End)),
        Key::ArrowRight if modifiers.alt => motion::sentence_right(document, at, edge != Some(Side::Start)),
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
