//! The pointer over the text: where the caret goes, what is selected, which edge of a mark is dragged. Never changes a
//! mark: what is to be kept is told.

use std::ops::Range;

use egui::{DragAndDrop, Modifiers, PointerButton, Pos2, Rangef, Response, Ui};

use super::columns::Columns;
use super::document::Document;
use super::edge::{Handle, Side};
use super::motion;
use super::notes;
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

/// What the pointer did beside moving the caret.
#[derive(Default)]
pub(super) struct Handled {
    /// The mark whose handle was let go, where it is to be kept.
    pub(super) reshaped: Option<(u64, Span)>,
    /// The note that was clicked.
    pub(super) note: Option<usize>,
}

/// Takes presses and drags over the text.
pub(super) fn pointer(
    ui: &Ui,
    response: &Response,
    view: &mut View,
    document: &Document,
    columns: &Columns,
    laid: &[Laid],
    handles: &[Handle],
) -> Handled {
    let Some(pos) = ui.input(|i| i.pointer.latest_pos()) else { return Handled::default() };
    let (pressed, down, secondary, time, modifiers) = ui.input(|i| {
        let p = &i.pointer;
        let secondary = p.button_pressed(PointerButton::Secondary);
        (p.primary_pressed(), p.primary_down(), secondary, i.time, i.modifiers)
    });
    let over = response.contains_pointer() && response.rect.contains(pos);
    let near = caret_near(document, columns, laid, pos);
    let handle = handles.iter().find(|handle| handle.is_at(pos)).filter(|_| over);
    let note = notes::under(columns, laid, pos).filter(|_| over && handle.is_none());
    if handle.is_some() || view.press.mode == Mode::Edge {
        ui.set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
    }
    if secondary && over && note.is_none() {
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
        } else if let Some(note) = note {
            view.press = Press { mode: Mode::Note(note), pos, ..Press::default() };
        } else {
            view.leave_edge();
            press(view, document, near, letter_under(columns, laid, pos), time, pos, modifiers);
        }
        response.request_focus();
    } else if down {
        drag(ui, response, view, document, near, pos, modifiers.alt);
    } else {
        match std::mem::take(&mut view.press.mode) {
            Mode::OnSelection => put(view, near, false),
            Mode::Edge => return Handled { reshaped: view.keep_edge(document), note: None },
            Mode::Note(pressed) => return Handled { reshaped: None, note: note.filter(|&n| n == pressed) },
            Mode::Idle | Mode::Selecting | Mode::Carrying => {}
        }
    }
    Handled::default()
}

fn press(
    view: &mut View,
    document: &Document,
    near: Caret,
    under: Option<usize>,
    time: f64,
    pos: Pos2,
    modifiers: Modifiers,
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
    } else if modifiers.shift {
        put(view, near, true);
        view.snaps = !modifiers.alt;
        view.press.held = view.anchor..view.anchor;
    } else if under.is_some_and(|byte| view.selected(document).contains(&byte)) {
        view.press.mode = Mode::OnSelection;
    } else {
        put(view, near, false);
    }
}

/// Goes on with what was pressed. `letters` is whether whole words are not wanted for once.
fn drag(
    ui: &Ui,
    response: &Response,
    view: &mut View,
    document: &Document,
    near: Caret,
    pos: Pos2,
    letters: bool,
) {
    match view.press.mode {
        Mode::Idle | Mode::Carrying | Mode::Note(_) => {}
        Mode::Edge => {
            if pos.distance(view.press.pos) >= 1.0 {
                // Whole words, if that is how one reads.
                let words = motion::whole_words(document, near.byte..near.byte);
                let snaps = view.reading.snap && !letters;
                let to = match view.edge() {
                    Some((_, Side::Start)) if snaps => words.start,
                    Some((_, Side::End)) if snaps => words.end,
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
            view.snaps = !letters;
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

pub(super) fn put(view: &mut View, caret: Caret, extend: bool) {
    view.caret = caret;
    view.goal = None;
    view.by_hand = true;
    view.snaps = false;
    if !extend {
        view.anchor = caret.byte;
    }
}

/// The caret nearest to a place on the screen.
fn caret_near(document: &Document, columns: &Columns, laid: &[Laid], pos: Pos2) -> Caret {
    let ix = laid.partition_point(|l| l.y <= pos.y).saturating_sub(1);
    let Some(block) = laid.get(ix) else { return Caret::default() };
    // In the gap between two blocks the nearer one counts.
    let bottom = block.y + block.set.height();
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
    let row = row_at(block, pos.y);
    let inside = block.set.row_y(row).contains(pos.y - block.y);
    if inside { block.set.under(row, pos.x - columns.text.min) } else { None }
}
