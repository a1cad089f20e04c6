//! The strip at the right edge: where marks fall over the whole transcript, which part is seen, and the way there by
//! a click. Counts in bytes, so it never moves when lines are broken anew.

use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, Mesh, Painter, Pos2, Rect, Response, Shape, Stroke};

use super::columns::Columns;
use super::document::Document;
use super::marks::Marks;
use super::motion;
use super::setting::{Caret, Setting};
use super::view::{OverviewOf, View};
use crate::ui::kit::look::Tokens;

/// The least height of a mark and of the part that is seen, in points.
const LEAST_MARK: f32 = 3.0;
const LEAST_SEEN: f32 = 24.0;
/// Empty points left and right of the marks.
const SIDE: f32 = 3.0;

/// The part of the strip that stands for bytes.
fn part(rect: Rect, document: &Document, bytes: &Range<usize>, least: f32) -> Rect {
    let all = document.text().len().max(1) as f32;
    let y = |byte: usize| rect.top() + byte as f32 / all * rect.height();
    let (top, bottom) = (y(bytes.start), y(bytes.end));
    let bottom = bottom.max(top + least).min(rect.bottom());
    Rect::from_x_y_ranges(rect.x_range(), top.min(bottom - least).max(rect.top())..=bottom)
}

/// Takes a click or drag: what is clicked comes to the middle, what is dragged stays under the pointer.
pub(super) fn pointer(response: &Response, view: &mut View, setting: &Setting<'_>) {
    let Some(pos) = response.interact_pointer_pos() else {
        view.strip_grab = None;
        return;
    };
    if !response.is_pointer_button_down_on() {
        view.strip_grab = None;
        return;
    }
    let now = part(response.rect, setting.document, &view.seen, LEAST_SEEN);
    let middle = now.height() / 2.0;
    let held =
        *view.strip_grab.get_or_insert_with(|| if now.contains(pos) { pos.y - now.top() } else { middle });
    if (pos.y - held - now.top()).abs() >= 0.5 {
        go(pos, held, response.rect, view, setting);
    }
}

fn go(pos: Pos2, held: f32, rect: Rect, view: &mut View, setting: &Setting<'_>) {
    let share = ((pos.y - held - rect.top()) / rect.height()).clamp(0.0, 1.0);
    let byte = (share * setting.document.text().len() as f32) as usize;
    let caret = Caret { byte: setting.document.clamp(byte), row_end: false };
    view.scroll.place(caret, 0.0, &mut view.heights, setting);
}

/// Paints the strip. The picture of the marks is kept until marks, size or document change.
pub(super) fn paint(
    painter: &Painter,
    view: &mut View,
    document: &Document,
    marks: &Marks,
    columns: &Columns,
    tokens: &Tokens,
) {
    let rect = columns.strip_area();
    let pixels = painter.ctx().pixels_per_point();
    let now = OverviewOf { document: document.id(), marks: marks.id(), rect, pixels };
    let picture = match &view.overview {
        Some((of, mesh)) if *of == now => Arc::clone(mesh),
        Some(_) | None => {
            let mesh = Arc::new(picture(rect, document, marks, pixels));
            view.overview = Some((now, Arc::clone(&mesh)));
            mesh
        }
    };
    painter.vline(rect.left(), rect.y_range(), Stroke::new(1.0, tokens.line));
    let shade = Color32::from_rgba_unmultiplied(tokens.text.r(), tokens.text.g(), tokens.text.b(), 26);
    // What is not shown as text before the first words and after the last belongs to the ends.
    let start = if view.seen.start <= motion::start(document) { 0 } else { view.seen.start };
    let end = if view.seen.end >= motion::last(document) { document.text().len() } else { view.seen.end };
    let here = part(rect, document, &(start..end), LEAST_SEEN);
    painter.rect_filled(here.with_min_x(rect.left() + 1.0), 0, shade);
    painter.add(Shape::Mesh(picture));
}

/// One rectangle for each run of pixel rows of the same colour: of marks on the same row the latest shows.
fn picture(rect: Rect, document: &Document, marks: &Marks, pixels: f32) -> Mesh {
    let rows = (rect.height() * pixels).ceil().max(0.0) as usize;
    let mut colours: Vec<Option<Color32>> = vec![None; rows];
    for mark in marks.all() {
        let part = part(rect, document, &mark.span.range(), LEAST_MARK);
        let row = |y: f32| (((y - rect.top()) * pixels).round() as usize).min(rows);
        for colour in &mut colours[row(part.top())..row(part.bottom())] {
            *colour = Some(mark.colour);
        }
    }
    let mut mesh = Mesh::default();
    let mut at = 0;
    for run in colours.chunk_by(|a, b| a == b) {
        let y = |row: usize| rect.top() + row as f32 / pixels;
        if let Some(Some(colour)) = run.first() {
            let x = rect.left() + SIDE..=rect.right() - SIDE;
            mesh.add_colored_rect(Rect::from_x_y_ranges(x, y(at)..=y(at + run.len())), *colour);
        }
        at += run.len();
    }
    mesh
}
