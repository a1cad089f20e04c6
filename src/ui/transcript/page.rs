//! What is seen of the page, how its place is kept, and how a passage is brought into sight. Never draws.

use std::ops::Range;

use egui::Rangef;

use super::scroll::{Laid, Scroll};
use super::setting::{Caret, Setting};
use super::view::{Position, Show, View};

/// The bytes between the first and the last row in sight.
pub(super) fn seen(window: Rangef, laid: &[Laid]) -> Range<usize> {
    let rows = || {
        laid.iter().flat_map(|l| {
            l.set.rows.iter().enumerate().map(move |(row, bytes)| (l.set.row_y(row), l.y, bytes))
        })
    };
    let inside =
        |(y, top, _): &(Rangef, f32, &Range<usize>)| top + y.max > window.min && top + y.min < window.max;
    let mut rows = rows().filter(inside).map(|(_, _, bytes)| bytes);
    let Some(first) = rows.next() else { return 0..0 };
    first.start..rows.next_back().unwrap_or(first).end
}

/// Keeps the first row in sight, to come back to it: by the byte that was kept, as long as it is on that row, so that
/// rows broken anew time and again do not creep.
pub(super) fn remember_top(view: &mut View, top: f32, laid: &[Laid]) {
    let mut rows = laid
        .iter()
        .flat_map(|l| l.set.rows.iter().enumerate().map(move |(row, bytes)| (l.set.row_y(row), l.y, bytes)));
    let found = rows.find(|(y, block, _)| block + y.max > top);
    let at_start = view.scroll == Scroll::default();
    view.top = match found {
        Some((y, block, bytes)) if !at_start => {
            let byte = if bytes.contains(&view.top.byte) { view.top.byte } else { bytes.start };
            Position { byte, into: top - block - y.min }
        }
        Some(_) | None => Position::default(),
    };
}

/// Brings a passage into sight, if one waits for it.
pub(super) fn reveal(view: &mut View, setting: &Setting<'_>, window: f32) {
    let Some((bytes, how)) = view.reveal.take() else { return };
    let start = Caret { byte: setting.document.clamp(bytes.start), row_end: false };
    let end = Caret { byte: setting.document.clamp(bytes.end), row_end: true };
    let find = |at| view.scroll.find(at, &view.heights, setting);
    let (Some(first), Some(last)) = (find(start), find(end)) else { return };
    let edge = setting.line * 1.5;
    let in_sight = first.min >= 0.0 && last.max <= window;
    match how {
        Show::Unmoved if in_sight => {}
        Show::Third | Show::Unmoved => view.scroll.place(start, window / 3.0, &mut view.heights, setting),
        Show::Nearest if first.min < edge => {
            view.scroll.place(start, edge, &mut view.heights, setting);
        }
        Show::Nearest if last.max > window - edge => {
            let top = window - edge - last.span();
            view.scroll.place(end, top, &mut view.heights, setting);
        }
        Show::Nearest => {}
    }
}
