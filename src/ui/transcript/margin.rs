//! Stripes beside the text, one for each mark, in lanes, with the code's name where there is room. Never decides a
//! lane: those are kept by the view.

use std::sync::Arc;

use egui::{Painter, Pos2, Rangef, Rect, Stroke};

use super::columns::Columns;
use super::document::Document;
use super::labels::{Label, label_stripes};
use super::lanes::Lanes;
use super::marks::VisibleMarks;
use super::scroll::Laid;
use crate::ui::kit::look::{self, Tokens};

/// Width of a stripe, and of the active one.
pub(super) const STRIPE: f32 = 4.0;
const ACTIVE_STRIPE: f32 = 6.0;

/// One mark's stripe as it is seen.
pub(super) struct Stripe {
    pub(super) ix: usize,
    pub(super) lane: usize,
    pub(super) x: f32,
    pub(super) y: Rangef,
}

/// The margin of one frame: stripes and their labels.
pub(super) struct Margin {
    pub(super) stripes: Vec<Stripe>,
    pub(super) labels: Vec<Label>,
}

impl Margin {
    /// The stripes of what is laid, with their labels placed.
    pub(super) fn new(
        painter: &Painter,
        document: &Document,
        marks: &VisibleMarks<'_>,
        lanes: &Lanes,
        columns: &Columns,
        laid: &[Laid],
    ) -> Self {
        let stripes = stripes(document, marks, lanes, columns, laid);
        let labels = label_stripes(painter, marks, columns, &stripes);
        Self { stripes, labels }
    }

    /// The marks under a place of the screen: the one whose stripe or label it is, or those that a "+2" stands for.
    pub(super) fn under(&self, columns: &Columns, pos: Pos2) -> Vec<usize> {
        for label in &self.labels {
            if label.chip_rect().is_some_and(|chip| chip.contains(pos)) {
                return label.more.clone();
            }
            if label.rect().contains(pos) {
                return label.own.into_iter().collect();
            }
        }
        let reach = columns.lane / 2.0;
        let away = |s: &&Stripe| (s.x + STRIPE / 2.0 - pos.x).abs();
        let near = self.stripes.iter().filter(|s| s.y.contains(pos.y) && away(s) <= reach);
        near.min_by(|a, b| away(a).total_cmp(&away(b))).map(|s| s.ix).into_iter().collect()
    }

    /// Paints the margin.
    pub(super) fn paint(
        &self,
        painter: &Painter,
        marks: &VisibleMarks<'_>,
        columns: &Columns,
        active: Option<u64>,
        tokens: &Tokens,
    ) {
        painter.vline(columns.margin.min, columns.rect.y_range(), Stroke::new(1.0, tokens.line));
        for stripe in &self.stripes {
            let mark = marks.mark(stripe.ix);
            let width = if active == Some(mark.key) { ACTIVE_STRIPE } else { STRIPE };
            let left = stripe.x - (width - STRIPE) / 2.0;
            let rect = Rect::from_x_y_ranges(left..=left + width, stripe.y);
            painter.rect_filled(rect, width / 2.0, mark.colour);
        }
        for label in &self.labels {
            if let Some((own, galley)) = label.own.zip(label.galley.as_ref()) {
                let colour = look::label_colour(marks.mark(own).colour, tokens.ground);
                painter.galley(label.at, Arc::clone(galley), colour);
            }
            if let Some((at, galley)) = &label.chip {
                painter.galley(*at, Arc::clone(galley), tokens.muted);
            }
        }
    }
}

fn stripes(
    document: &Document,
    marks: &VisibleMarks<'_>,
    lanes: &Lanes,
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
            let lane = lanes.of(ix);
            stripes.push(Stripe { ix, lane, x: columns.lane_x(lane), y: Rangef::new(top, bottom) });
        }
    });
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
