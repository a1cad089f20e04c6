//! The text with all that lies behind it: one mesh of tints, find hits, selection and underlines, then the letters.
//! The letters are set without a colour, so that neither a coding nor another theme sets them anew.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Mesh, Painter, Pos2, Rangef, Rect, Shape, pos2};

use super::columns::Columns;
use super::document::{BlockPlace, Document};
use super::marks::VisibleMarks;
use super::notes::{self, Notes};
use super::reading::{Focus, Reading};
use super::scroll::Laid;
use crate::lang::moment;
use crate::text::Span;
use crate::ui::kit::look::{self, Tokens};

/// Underlines below each other on one line; more would reach the next line's letters.
const UNDERLINES: usize = 4;
/// Thickness of an underline, and of the gap to the next.
const UNDERLINE: f32 = 2.0;
const UNDERLINE_GAP: f32 = 1.0;
/// How much of the colour of cautions lies on their ground behind a find.
const FIND: f32 = 0.12;
/// How much of their colour tints and underlines keep where the text stands back.
const BACK: f32 = 0.5;
/// From the name's baseline to that of the time under it.
const TIME: f32 = 14.0;

/// What is painted over and under the letters of one frame.
pub(super) struct Sheet<'a> {
    pub(super) document: &'a Document,
    pub(super) marks: VisibleMarks<'a>,
    pub(super) notes: &'a Notes,
    pub(super) finds: &'a [Span],
    pub(super) current_find: Option<usize>,
    pub(super) selected: Range<usize>,
    /// The mark that comes before all others.
    pub(super) active: Option<u64>,
    pub(super) reading: Reading,
    /// What stands out while the rest stands back.
    pub(super) focus: Option<Focus>,
    pub(super) tokens: &'static Tokens,
    pub(super) columns: &'a Columns,
}

/// Collects filled rectangles on whole pixels.
struct Fill {
    mesh: Mesh,
    pixels: f32,
    left: f32,
}

impl Fill {
    fn add(&mut self, x: Rangef, y: Rangef, colour: Color32) {
        let round = |v: f32| (v * self.pixels).round() / self.pixels;
        let x = round(self.left + x.min)..=round(self.left + x.max);
        self.mesh.add_colored_rect(Rect::from_x_y_ranges(x, round(y.min)..=round(y.max)), colour);
    }
}

impl Sheet<'_> {
    pub(super) fn paint(&self, painter: &Painter, laid: &[Laid]) {
        let pixels = painter.ctx().pixels_per_point();
        let mut fill = Fill { mesh: Mesh::default(), pixels, left: self.columns.text.min };
        for block in laid {
            self.behind(block, &mut fill);
        }
        painter.add(Shape::mesh(fill.mesh));
        for block in laid {
            let at = pos2(self.columns.text.min, block.y);
            let colour = if self.stands_back(block) { self.tokens.muted } else { self.tokens.text };
            painter.galley(at, Arc::clone(&block.set.galley), colour);
            self.beside(painter, block);
            for (set, note, rect) in notes::laid(self.notes, self.columns, block) {
                set.paint(painter, rect, note.colour, colour, self.tokens);
            }
        }
    }

    /// Whether a block is none that is read just now. What is selected or found stays clear.
    fn stands_back(&self, block: &Laid) -> bool {
        let Some((focus, info)) = self.focus.as_ref().zip(self.document.blocks().get(block.set.block)) else {
            return false;
        };
        let found = self.current_find.and_then(|at| self.finds.get(at)).map_or(0..0, |find| find.range());
        let touches = |range: &Range<usize>| range.start < info.end() && info.start() < range.end;
        !touches(&self.selected) && !touches(&found) && !focus.holds(self.document, info)
    }

    fn behind(&self, block: &Laid, fill: &mut Fill) {
        let range = block.set.range();
        let ground = self.tokens.ground;
        let stands_back = self.stands_back(block);
        let mut here = Vec::new();
        self.marks.find(range.clone(), |ix| here.push(ix));
        for (part, ix) in self.tops(&range, &here) {
            let mark = self.marks.mark(ix);
            let mut tint = look::tint(mark.colour, ground);
            if stands_back {
                tint = look::mix(ground, tint, BACK);
            } else if self.active == Some(mark.key) {
                tint = look::tint(mark.colour, tint);
            }
            // Down to its own underline, which stands lower where the mark lies over an earlier one.
            let lower = underline(self.marks.slot(ix).min(UNDERLINES - 1));
            block.set.stretches(&part, |row, x| {
                let band = block.band(row, self.reading.letters);
                fill.add(x, Rangef::new(band.min, band.max + lower), tint);
            });
        }
        let first = self.finds.partition_point(|f| f.end() <= range.start);
        for (i, find) in self.finds.iter().enumerate().skip(first).take_while(|(_, f)| f.start() < range.end)
        {
            let current = self.current_find == Some(i);
            let under = look::mix(self.tokens.caution_ground, self.tokens.caution, FIND);
            let colour = if current { look::mix(under, self.tokens.caution, 0.25) } else { under };
            let colour = if stands_back { look::mix(ground, colour, BACK) } else { colour };
            block.set.stretches(&find.range(), |row, x| {
                fill.add(x, block.band(row, self.reading.letters), colour);
            });
        }
        if !self.selected.is_empty() {
            let colour = self.tokens.selection;
            block.set.stretches(&self.selected, |row, x| {
                fill.add(x, block.band(row, self.reading.letters), colour);
            });
        }
        // The hit that is meant stays seen where more than it is selected.
        if let Some(find) = self.current_find.and_then(|at| self.finds.get(at))
            && self.selected.start <= find.start()
            && find.end() <= self.selected.end
            && self.selected != find.range()
        {
            let colour = look::mix(self.tokens.caution_ground, self.tokens.caution, FIND);
            block.set.stretches(&find.range(), |row, x| {
                fill.add(x, block.band(row, self.reading.letters), colour);
            });
        }
        for &ix in &here {
            let (mark, slot) = (self.marks.mark(ix), self.marks.slot(ix));
            if slot >= UNDERLINES {
                continue;
            }
            block.set.stretches(&self.marks.span(ix).range(), |row, x| {
                let band = block.band(row, self.reading.letters);
                let top = band.max - UNDERLINE + underline(slot);
                let colour = if stands_back { look::mix(ground, mark.colour, BACK) } else { mark.colour };
                fill.add(x, Rangef::new(top, top + UNDERLINE), colour);
            });
        }
    }

    /// The stretches of a block with the mark whose tint each shows: the active one, else the latest.
    fn tops(&self, range: &Range<usize>, here: &[usize]) -> Vec<(Range<usize>, usize)> {
        let mut edges: Vec<(usize, bool, (bool, usize))> = Vec::with_capacity(here.len() * 2);
        for &ix in here {
            let mark = self.marks.mark(ix);
            let rank = (self.active == Some(mark.key), ix);
            let span = self.marks.span(ix);
            edges.push((span.start().max(range.start), true, rank));
            edges.push((span.end().min(range.end), false, rank));
        }
        edges.sort_unstable();
        let mut open: BTreeSet<(bool, usize)> = BTreeSet::new();
        let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
        let mut at = range.start;
        for (edge, starts, rank) in edges {
            if let Some(&(_, top)) = open.last()
                && at < edge
            {
                match parts.last_mut() {
                    Some((part, ix)) if *ix == top && part.end == at => part.end = edge,
                    Some(_) | None => parts.push((at..edge, top)),
                }
            }
            at = edge;
            if starts {
                open.insert(rank)
            } else {
                open.remove(&rank)
            };
        }
        parts
    }

    /// The number of the line that a block begins; number, name and time of the turn that it begins.
    fn beside(&self, painter: &Painter, block: &Laid) {
        let Some(info) = self.document.blocks().get(block.set.block) else { return };
        let baseline = block.y + block.set.baseline(0);
        let muted = self.tokens.muted;
        if self.reading.lines && info.place != BlockPlace::Cut {
            let line_no = (self.document.line_of(info) + 1).to_string();
            let number = line(painter, &line_no, look::small(), f32::INFINITY);
            let x = self.columns.line.max - number.size().x;
            on_baseline(painter, number, x, baseline, muted);
        }
        let (BlockPlace::First, Some(turn)) = (info.place, info.turn) else { return };
        let number = line(painter, &(turn + 1).to_string(), look::small(), f32::INFINITY);
        on_baseline(painter, number, self.columns.number, baseline, muted);
        let mut below = baseline;
        if let Some(speaker) = self.document.speaker_of(turn as usize) {
            let colour = if self.stands_back(block) {
                muted
            } else if speaker.interviewer {
                self.tokens.text
            } else {
                look::label_colour(look::tone(speaker.colour, self.tokens.theme), self.tokens.ground)
            };
            let name = line(painter, &speaker.label, look::strong(12.0), self.columns.name.span());
            let x = self.columns.name.max - name.size().x;
            on_baseline(painter, name, x, baseline, colour);
            below += TIME;
        }
        if let Some(time) = self.document.time_of(block.set.block).filter(|_| self.reading.times) {
            let time = line(painter, &moment::clock(time), look::small(), f32::INFINITY);
            let x = self.columns.name.max - time.size().x;
            on_baseline(painter, time, x, below, muted);
        }
    }

    /// The caret, if it is on one of the laid blocks.
    pub(super) fn caret(&self, painter: &Painter, laid: &[Laid], at: super::setting::Caret) {
        let Some(block) = block_of(self.document, laid, at.byte) else { return };
        let row = block.set.row_of(at);
        let x = self.columns.text.min + block.set.x_of(row, at.byte);
        let y = block.band(row, self.reading.letters);
        let pixel = 1.0 / painter.ctx().pixels_per_point();
        let x = (x / pixel).round() * pixel;
        painter.rect_filled(
            Rect::from_x_y_ranges(x - 1.0..=x + 1.0 - pixel.min(0.5), y),
            0,
            self.tokens.accent,
        );
    }
}

/// How much lower than the first a mark's underline stands.
fn underline(slot: usize) -> f32 {
    slot as f32 * (UNDERLINE + UNDERLINE_GAP)
}

/// The laid block that a byte stands in.
pub(super) fn block_of<'a>(document: &Document, laid: &'a [Laid], byte: usize) -> Option<&'a Laid> {
    let block = document.block_at(byte)?;
    laid.iter().find(|l| l.set.block == block)
}

/// One line in a font, cut with an ellipsis where it is wider than `width`; its colour comes when it is painted.
pub(super) fn line(painter: &Painter, text: &str, font: FontId, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, Color32::PLACEHOLDER);
    job.wrap = TextWrapping::truncate_at_width(width);
    painter.layout_job(job)
}

/// Paints one line with its letters standing at `baseline`.
fn on_baseline(painter: &Painter, galley: Arc<Galley>, x: f32, baseline: f32, colour: Color32) {
    let own = galley.rows.first().map_or(0.0, |r| r.pos.y + r.glyphs.first().map_or(0.0, |g| g.pos.y));
    painter.galley(Pos2::new(x, baseline - own), galley, colour);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::palette::PALETTE;
    use crate::ui::kit::look::{DARK, LIGHT, contrast};

    #[test]
    fn what_stands_back_can_still_be_read() {
        for t in [&LIGHT, &DARK] {
            let find = look::mix(t.caution_ground, t.caution, FIND);
            let tints = PALETTE.iter().map(|s| look::tint(look::tone(s.light, t.theme), t.ground));
            for behind in tints.chain([find]) {
                let ratio = contrast(t.muted, look::mix(t.ground, behind, BACK));
                assert!(ratio >= 4.5, "{:?} {behind:?} {ratio}", t.theme);
            }
        }
    }
}
