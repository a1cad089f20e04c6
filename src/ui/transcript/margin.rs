//! Stripes beside the text, one for each mark, in lanes, with the code's name where there is room. Never decides a
//! lane: those come with the marks.

use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rangef, Rect, Stroke, pos2, vec2};

use super::columns::Columns;
use super::document::Document;
use super::marks::Shown;
use super::paint::line;
use super::scroll::Laid;
use crate::ui::look::{self, Tokens};

/// Width of a stripe, and of the active one.
const STRIPE: f32 = 4.0;
const ACTIVE_STRIPE: f32 = 6.0;
/// From a stripe to its label.
const LABEL_GAP: f32 = 5.0;
/// Height kept for a label.
const LABEL: f32 = 16.0;
/// From one place for a label to the next.
const LABEL_STEP: f32 = 8.0;
/// A label with less room than this is left out.
const NARROWEST: f32 = 36.0;

/// One mark's stripe as it is seen.
pub(super) struct Stripe {
    pub(super) ix: usize,
    lane: usize,
    x: f32,
    y: Rangef,
    label: Option<(Pos2, Arc<Galley>)>,
}

/// The stripes of what is laid, with their labels placed.
pub(super) fn stripes(
    painter: &Painter,
    document: &Document,
    marks: &Shown<'_>,
    columns: &Columns,
    laid: &[Laid],
) -> Vec<Stripe> {
    let (Some(first), Some(last)) = (laid.first(), laid.last()) else { return Vec::new() };
    let window = columns.rect.y_range();
    let bytes = first.set.range().start..last.set.range().end;
    let mut stripes = Vec::new();
    marks.find(bytes, |ix| {
        let span = marks.span(ix);
        let top = edge(document, laid, span.start(), false).unwrap_or(window.min - 8.0);
        let bottom = edge(document, laid, span.end() - 1, true).unwrap_or(window.max + 8.0);
        if bottom > window.min && top < window.max && bottom > top {
            let lane = marks.lane(ix);
            let y = Rangef::new(top, bottom);
            stripes.push(Stripe { ix, lane, x: columns.lane_x(lane), y, label: None });
        }
    });
    place_labels(painter, marks, columns, &mut stripes);
    stripes
}

/// The top or bottom of the row that holds a byte, a little inside it; none where it is not laid.
fn edge(document: &Document, laid: &[Laid], byte: usize, bottom: bool) -> Option<f32> {
    let mut block = document.block_at(byte)?;
    // A passage may begin in a label, which is not shown: its stripe begins with the words after it.
    if !bottom && document.blocks().get(block).is_some_and(|b| b.end() <= byte) {
        block += 1;
    }
    let at = laid.binary_search_by_key(&block, |l| l.set.block).ok()?;
    let set = &laid[at].set;
    let y = set.row_y(set.row_of(super::setting::Caret { byte, row_end: false }));
    Some(laid[at].y + if bottom { y.max - 3.0 } else { y.min + 3.0 })
}

/// Gives each stripe its label where one fits, the shortest stripes first: they have the fewest places.
fn place_labels(painter: &Painter, marks: &Shown<'_>, columns: &Columns, stripes: &mut [Stripe]) {
    let window = columns.rect.y_range();
    let mut taken: Vec<Rect> = Vec::new();
    let mut order: Vec<usize> = (0..stripes.len()).collect();
    order.sort_by(|&a, &b| stripes[a].y.span().total_cmp(&stripes[b].y.span()).then(a.cmp(&b)));
    for s in order {
        let from = stripes[s].y.min.max(window.min + 4.0);
        let to = (stripes[s].y.max - LABEL).min(window.max - LABEL).max(from);
        let steps = ((to - from) / LABEL_STEP) as usize;
        let places = (0..=steps).map(|step| from + step as f32 * LABEL_STEP);
        // Beside its own stripe if it can be, else right of the others.
        let mut rooms = [false, true].into_iter().flat_map(|around| places.clone().map(move |y| (y, around)));
        let Some(room) = rooms.find_map(|(y, around)| room_at(columns, stripes, s, y, around, &taken)) else {
            continue;
        };
        let galley = line(painter, &marks.mark(stripes[s].ix).label, look::label(), room.width());
        taken.push(Rect::from_min_size(room.min, vec2(galley.size().x, LABEL)));
        let down = ((LABEL - galley.size().y) / 2.0).round();
        stripes[s].label = Some((room.min + vec2(0.0, down), galley));
    }
}

/// Where a stripe's label can stand at a height: right of it, or right of every stripe and label there if it may go
/// around.
fn room_at(
    columns: &Columns,
    stripes: &[Stripe],
    own: usize,
    y: f32,
    around: bool,
    taken: &[Rect],
) -> Option<Rect> {
    let rows = Rangef::new(y, y + LABEL);
    let meets = |s: &Stripe| s.y.min < rows.max && rows.min < s.y.max;
    let mut lanes = stripes.iter().filter(|s| s.lane > stripes[own].lane && meets(s)).map(|s| s.x);
    let left = match (lanes.next(), around) {
        (Some(_), false) => return None,
        (Some(x), true) => lanes.fold(x, f32::max),
        (None, _) => stripes[own].x,
    };
    let left = left + STRIPE + LABEL_GAP;
    let labels = taken.iter().filter(|t| t.y_range().intersects(rows) && t.right() > left);
    let left = match (labels.map(Rect::right).reduce(f32::max), around) {
        (Some(_), false) => return None,
        (Some(right), true) => right + 2.0 * LABEL_GAP,
        (None, _) => left,
    };
    let room = Rect::from_min_max(pos2(left, rows.min), pos2(columns.margin.max - 4.0, rows.max));
    (room.width() >= NARROWEST).then_some(room)
}

/// The mark whose stripe or label is under a place of the screen.
pub(super) fn under(columns: &Columns, stripes: &[Stripe], pos: Pos2) -> Option<usize> {
    let label = stripes.iter().find(|s| {
        let rect = s.label.as_ref().map(|(at, galley)| Rect::from_min_size(*at, galley.size()));
        rect.is_some_and(|r| r.contains(pos))
    });
    let reach = columns.lane / 2.0;
    let beside = || {
        let near = |s: &&Stripe| s.y.contains(pos.y) && (s.x + STRIPE / 2.0 - pos.x).abs() <= reach;
        let away = |s: &&Stripe| (s.x + STRIPE / 2.0 - pos.x).abs();
        stripes.iter().filter(near).min_by(|a, b| away(a).total_cmp(&away(b)))
    };
    label.or_else(beside).map(|s| s.ix)
}

/// Paints the margin.
pub(super) fn paint(
    painter: &Painter,
    marks: &Shown<'_>,
    columns: &Columns,
    stripes: &[Stripe],
    active: Option<u64>,
    tokens: &Tokens,
) {
    painter.vline(columns.margin.min, columns.rect.y_range(), Stroke::new(1.0, tokens.line));
    for stripe in stripes {
        let mark = marks.mark(stripe.ix);
        let is_active = active == Some(mark.key);
        let width = if is_active { ACTIVE_STRIPE } else { STRIPE };
        let left = stripe.x - (width - STRIPE) / 2.0;
        let rect = Rect::from_x_y_ranges(left..=left + width, stripe.y);
        painter.rect_filled(rect, width / 2.0, mark.colour);
        if let Some((at, galley)) = &stripe.label {
            let colour = look::label_colour(mark.colour, tokens.ground);
            painter.galley(*at, Arc::clone(galley), colour);
        }
    }
}
