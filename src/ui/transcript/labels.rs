//! Where the names of stripes stand: beside their stripe, in one line or two, or counted in a "+2" where there is no
//! room. Only arithmetic and setting of type; never paints.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, Galley, Painter, Pos2, Rangef, Rect, pos2, vec2};

use super::columns::Columns;
use super::margin::{STRIPE, Stripe};
use super::marks::VisibleMarks;
use crate::ui::kit::look;

/// From a stripe to its label, and from one label to the next.
const GAP: f32 = 5.0;
/// Height kept for a label of one line, and of two.
const LINE: f32 = 16.0;
const TWO_LINES: f32 = 31.0;
/// From one place for a label to the next, and places tried beside one stripe.
const STEP: f32 = 8.0;
const PLACES: f32 = 24.0;
/// How far below its stripe a label may stand.
const BELOW: f32 = 36.0;
/// A label that is cut keeps about six letters.
const NARROWEST: f32 = 46.0;
/// Width kept for a "+2".
const CHIP: f32 = 20.0;

/// The name of a stripe, or how many have none.
pub(super) struct Label {
    /// The mark that it names; none where it only counts.
    pub(super) own: Option<usize>,
    pub(super) at: Pos2,
    pub(super) galley: Option<Arc<Galley>>,
    /// The marks beside it that found no room.
    pub(super) more: Vec<usize>,
    pub(super) chip: Option<(Pos2, Arc<Galley>)>,
    room: Rect,
}

impl Label {
    pub(super) fn rect(&self) -> Rect {
        let size = self.galley.as_ref().map_or(egui::Vec2::ZERO, |galley| galley.size());
        Rect::from_min_size(self.at, size)
    }

    pub(super) fn chip_rect(&self) -> Option<Rect> {
        self.chip.as_ref().map(|(at, galley)| Rect::from_min_size(*at, galley.size()).expand(2.0))
    }
}

/// How a name is set: in one line as it is, in two lines as it is, or cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Whole,
    TwoLines,
    Cut,
}

/// Gives each stripe its label where one fits, the shortest stripes first: they have the fewest places.
pub(super) fn label_stripes(
    painter: &Painter,
    marks: &VisibleMarks<'_>,
    columns: &Columns,
    stripes: &[Stripe],
) -> Vec<Label> {
    let mut order: Vec<usize> = (0..stripes.len()).collect();
    order.sort_by(|&a, &b| stripes[a].y.span().total_cmp(&stripes[b].y.span()).then(a.cmp(&b)));
    let mut labels: Vec<Label> = Vec::new();
    let mut left_over = Vec::new();
    for s in order {
        let name = &*marks.mark(stripes[s].ix).label;
        let found = [How::Whole, How::TwoLines, How::Cut]
            .into_iter()
            .find_map(|how| placed(painter, columns, stripes, s, name, how, &labels));
        match found {
            Some((room, galley)) => {
                let down = ((room.height() - galley.size().y) / 2.0).round();
                let at = room.min + vec2(0.0, down);
                let room = Rect::from_min_size(room.min, vec2(galley.size().x, room.height()));
                let own = Some(stripes[s].ix);
                labels.push(Label { own, at, galley: Some(galley), more: Vec::new(), chip: None, room });
            }
            None => left_over.push(s),
        }
    }
    for s in left_over {
        count(columns, &stripes[s], &mut labels);
    }
    for label in &mut labels {
        add_chip(painter, marks, columns, label);
    }
    labels
}

/// A place for the name of a stripe, set in this way.
fn placed(
    painter: &Painter,
    columns: &Columns,
    stripes: &[Stripe],
    own: usize,
    name: &str,
    how: How,
    labels: &[Label],
) -> Option<(Rect, Arc<Galley>)> {
    let window = columns.rect.y_range();
    let stripe = &stripes[own];
    let height = if how == How::TwoLines { TWO_LINES } else { LINE };
    let from = stripe.y.min.max(window.min + 4.0);
    let to = (stripe.y.max + BELOW - height).min(window.max - height).max(from);
    let step = STEP.max((to - from) / PLACES);
    let places = (0..=((to - from) / step) as usize).map(|n| from + n as f32 * step);
    let natural = set(painter, name, f32::INFINITY, 1).size().x;
    if how == How::TwoLines && natural <= NARROWEST {
        return None;
    }
    let mut widest: Option<Rect> = None;
    // Beside its own stripe if it can be, else right of the others.
    for around in [false, true] {
        for y in places.clone() {
            let rows = Rangef::new(y, y + height);
            let Some(room) = room_at(columns, stripes, own, rows, around, labels) else { continue };
            match how {
                How::Whole if room.width() >= natural => {
                    return Some((room, set(painter, name, room.width(), 1)));
                }
                How::TwoLines if room.width() >= (natural / 2.0).max(NARROWEST) => {
                    let galley = set(painter, name, room.width(), 2);
                    if !galley.elided {
                        return Some((room, galley));
                    }
                }
                How::Cut if room.width() > widest.map_or(NARROWEST, |w| w.width()) => widest = Some(room),
                How::Whole | How::TwoLines | How::Cut => {}
            }
        }
    }
    widest.map(|room| (room, set(painter, name, room.width(), 1)))
}

/// Where a stripe's label can stand at a height: right of it, or right of every stripe and label there if it may go
/// around.
fn room_at(
    columns: &Columns,
    stripes: &[Stripe],
    own: usize,
    rows: Rangef,
    around: bool,
    labels: &[Label],
) -> Option<Rect> {
    let meets = |s: &Stripe| s.y.min < rows.max && rows.min < s.y.max;
    let mut lanes = stripes.iter().filter(|s| s.lane > stripes[own].lane && meets(s)).map(|s| s.x);
    let left = match (lanes.next(), around) {
        (Some(_), false) => return None,
        (Some(x), true) => lanes.fold(x, f32::max),
        (None, _) => stripes[own].x,
    };
    let left = left + STRIPE + GAP;
    let taken = labels.iter().map(|label| label.room);
    let taken = taken.filter(|t| t.y_range().intersects(rows) && t.right() > left);
    let left = match (taken.map(|t| t.right()).reduce(f32::max), around) {
        (Some(_), false) => return None,
        (Some(right), true) => right + 2.0 * GAP,
        (None, _) => left,
    };
    let right = columns.margin.max - 4.0;
    (right > left).then(|| Rect::from_min_max(pos2(left, rows.min), pos2(right, rows.max)))
}

/// Counts a stripe without a name with the nearest label beside it.
fn count(columns: &Columns, stripe: &Stripe, labels: &mut Vec<Label>) {
    let window = columns.rect.y_range();
    let top = stripe.y.min.max(window.min + 4.0);
    let beside = stripe.y.expand(LINE);
    let away = |label: &Label| (label.room.top() - top).abs();
    let near = labels.iter_mut().filter(|label| label.room.y_range().intersects(beside));
    if let Some(label) = near.min_by(|a, b| away(a).total_cmp(&away(b))) {
        label.more.push(stripe.ix);
        return;
    }
    let room = Rect::from_min_size(pos2(columns.margin.max - 4.0 - CHIP, top), vec2(0.0, LINE));
    labels.push(Label { own: None, at: room.min, galley: None, more: vec![stripe.ix], chip: None, room });
}

/// Sets the "+2" behind a label, which gets shorter where it must.
fn add_chip(painter: &Painter, marks: &VisibleMarks<'_>, columns: &Columns, label: &mut Label) {
    if label.more.is_empty() {
        return;
    }
    let chip = set(painter, &format!("+{}", label.more.len()), f32::INFINITY, 1);
    let right = columns.margin.max - 4.0;
    if let Some((own, galley)) = label.own.zip(label.galley.as_mut()) {
        let width = right - GAP - chip.size().x - label.at.x;
        if galley.size().x > width {
            *galley = set(painter, &marks.mark(own).label, width.max(1.0), galley.rows.len());
        }
    }
    let line = label.galley.as_ref().and_then(|galley| galley.rows.last());
    let x = line.map_or(label.at.x, |row| label.at.x + row.rect().right() + GAP);
    let y = line.map_or(label.at.y, |row| label.at.y + row.min_y());
    label.chip = Some((pos2(x.min(right - chip.size().x), y), chip));
}

/// A name in so many lines at most, with an ellipsis where that is too few; its colour comes when it is painted.
fn set(painter: &Painter, name: &str, width: f32, lines: usize) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(name.to_owned(), look::label(), Color32::PLACEHOLDER);
    job.wrap =
        TextWrapping { max_rows: lines, break_anywhere: lines == 1, ..TextWrapping::wrap_at_width(width) };
    painter.layout_job(job)
}
