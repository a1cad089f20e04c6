//! Blocks set in type, and the way between bytes and places on the page. Keeps no galley over frames: egui's own
//! cache does, and clears it when the atlas of glyphs is remade.
//!
//! Right-to-left text is set as egui sets it: letters join, but words stand in left-to-right order, so the place of
//! a byte in such a line is only roughly right. Positions stay on grapheme boundaries there too.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::PlacedRow;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, Galley, Rangef};

use super::document::{Block, Document, Place};
use super::notes::{self, Notes, SetNote};
use crate::text::Text;

/// Points above the first block of a turn, at 16 point letters.
const TURN_GAP: f32 = 14.0;
/// Points above a further line of a turn.
const LINE_GAP: f32 = 6.0;
/// Points above the first block of all.
const TOP_GAP: f32 = 18.0;
/// Lines are broken between words, so a line holds this share of the letters that would fit.
const FILL: f32 = 0.965;
/// To measure how wide a letter is on average.
const SAMPLE: &str = "When you think about the people who worked with you, who stands out?";

/// How blocks of one document are set: type, line height and width.
pub(super) struct Setting<'a> {
    pub(super) ctx: &'a Context,
    pub(super) document: &'a Document,
    pub(super) notes: &'a Notes,
    pub(super) font: FontId,
    /// Height of a line.
    pub(super) line: f32,
    /// Width of the column of text.
    pub(super) wrap: f32,
}

impl Setting<'_> {
    /// The mean width of a letter in a font.
    pub(super) fn letter(ctx: &Context, font: &FontId) -> f32 {
        let sample = || SAMPLE.to_owned();
        let galley = ctx.fonts_mut(|f| f.layout_no_wrap(sample(), font.clone(), Color32::PLACEHOLDER));
        galley.size().x / SAMPLE.len() as f32
    }

    /// Empty points at the top of a block.
    pub(super) fn gap(&self, block: usize) -> f32 {
        let scale = self.line / 26.0;
        if block == 0 {
            return TOP_GAP * scale;
        }
        match self.document.blocks().get(block).map(|b| b.place) {
            Some(Place::First) => TURN_GAP * scale,
            Some(Place::Line) => LINE_GAP * scale,
            Some(Place::Cut) | None => 0.0,
        }
    }

    /// The likely height of a block that is not set yet.
    pub(super) fn guess(&self, block: usize, letter: f32) -> f32 {
        let chars = self.document.blocks().get(block).map_or(0, |b| b.chars);
        let lines = (chars as f32 * letter / (self.wrap * FILL)).ceil().max(1.0);
        self.gap(block) + lines * self.line + self.guess_notes(block, letter)
    }

    /// The height of a block, gap included.
    pub(super) fn height(&self, block: usize) -> f32 {
        let noted = self.notes.of(block).next().is_some();
        let height = if noted { self.set(block).height() } else { self.galley(block).size().y };
        self.gap(block) + height
    }

    pub(super) fn set(&self, block: usize) -> SetBlock {
        let galley = self.galley(block);
        let range = self.document.blocks().get(block).map_or(0..0, Block::range);
        let rows = rows(self.document.text(), range, &galley);
        let mut set = SetBlock { block, galley, rows, notes: Vec::new() };
        self.set_notes(&mut set);
        set
    }

    fn galley(&self, block: usize) -> Arc<Galley> {
        let format = TextFormat {
            font_id: self.font.clone(),
            line_height: Some(self.line),
            color: Color32::PLACEHOLDER,
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(self.document.block_text(block).to_owned(), format);
        job.wrap = TextWrapping::wrap_at_width(self.wrap);
        job.keep_trailing_whitespace = true;
        self.ctx.fonts_mut(|f| f.layout_job(job))
    }
}

/// The bytes of each row. A galley has a glyph for each char, save in scripts that split letters: there the ends
/// are kept within the block, and the last row takes what is left. (A glyph's own char is no help: in a cluster it
/// repeats the first.)
fn rows(text: &Text, range: Range<usize>, galley: &Galley) -> Vec<Range<usize>> {
    let mut chars = galley.text().chars();
    let mut at = range.start;
    let mut to = range.start;
    let last = galley.rows.len().saturating_sub(1);
    let row = |(i, row): (usize, &PlacedRow)| {
        let start = at;
        to += chars.by_ref().take(row.glyphs.len()).map(char::len_utf8).sum::<usize>();
        at = if i == last { range.end } else { text.floor_grapheme(to).max(start) };
        start..at
    };
    galley.rows.iter().enumerate().map(row).collect()
}

/// A block set in type. Heights count from the top of its first row.
pub(super) struct SetBlock {
    pub(super) block: usize,
    pub(super) galley: Arc<Galley>,
    /// The bytes of each row.
    pub(super) rows: Vec<Range<usize>>,
    /// The notes under its rows.
    pub(super) notes: Vec<SetNote>,
}

/// Where a caret stands: before a byte, and at a line break on which side of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Caret {
    pub(super) byte: usize,
    /// At the end of the upper row rather than at the start of the lower.
    pub(super) row_end: bool,
}

impl SetBlock {
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.rows.first().map_or(0, |r| r.start);
        start..self.rows.last().map_or(start, |r| r.end)
    }

    /// The height of rows and notes.
    pub(super) fn height(&self) -> f32 {
        self.galley.size().y
    }

    /// Moves rows apart: so many points below each row that is named.
    pub(super) fn make_room(&mut self, room: &[(usize, f32)]) {
        let mut galley = Galley::clone(&self.galley);
        for (row, placed) in galley.rows.iter_mut().enumerate() {
            placed.pos.y += notes::pushed(room, row);
        }
        let all = notes::pushed(room, usize::MAX);
        galley.rect.max.y += all;
        galley.mesh_bounds.max.y += all;
        self.galley = Arc::new(galley);
    }

    /// The row of a caret; the nearest where it lies outside the block.
    pub(super) fn row_of(&self, at: Caret) -> usize {
        let row = self.rows.partition_point(|r| r.end <= at.byte).min(self.rows.len().saturating_sub(1));
        let upper = row.checked_sub(1).filter(|&r| at.row_end && self.rows[r].end == at.byte);
        upper.unwrap_or(row)
    }

    /// Top and bottom of a row.
    pub(super) fn row_y(&self, row: usize) -> Rangef {
        self.galley.rows.get(row).map_or(Rangef::new(0.0, 0.0), |r| Rangef::new(r.min_y(), r.max_y()))
    }

    /// Where the letters of a row stand.
    pub(super) fn baseline(&self, row: usize) -> f32 {
        let Some(row) = self.galley.rows.get(row) else { return 0.0 };
        row.pos.y + row.glyphs.first().map_or(row.height() * 0.7, |g| g.pos.y)
    }

    /// Each byte of a row at which a char starts, that char, and where its glyph is from the left of the column.
    fn letters(&self, row: usize) -> impl Iterator<Item = (usize, char, Rangef)> + '_ {
        let bytes = self.rows.get(row).cloned().unwrap_or(0..0);
        let start = self.range().start;
        let words = self.galley.text().get(bytes.start - start..bytes.end - start).unwrap_or_default();
        let placed = self.galley.rows.get(row);
        let (glyphs, left) = placed.map_or((&[][..], 0.0), |p| (&p.glyphs[..], p.pos.x));
        words.char_indices().zip(glyphs).map(move |((i, c), glyph)| {
            (bytes.start + i, c, Rangef::new(left + glyph.pos.x, left + glyph.max_x()))
        })
    }

    /// Where a byte of a row stands, from the left of the column.
    pub(super) fn x_of(&self, row: usize, byte: usize) -> f32 {
        let mut end = 0.0;
        for (at, _, x) in self.letters(row) {
            if at >= byte {
                return x.min;
            }
            end = x.max;
        }
        end
    }

    /// The caret nearest to `x` in a row, never inside a grapheme.
    pub(super) fn nearest(&self, text: &Text, row: usize, x: f32) -> Caret {
        let Some(bytes) = self.rows.get(row) else { return Caret::default() };
        let mut best = (f32::INFINITY, bytes.start);
        let mut end = 0.0;
        for (at, _, place) in self.letters(row) {
            let away = (place.min - x).abs();
            if away < best.0 && text.is_boundary(at) {
                best = (away, at);
            }
            end = place.max;
        }
        if (end - x).abs() < best.0 {
            best.1 = bytes.end;
        }
        Caret { byte: best.1, row_end: best.1 == bytes.end && row + 1 < self.rows.len() }
    }

    /// The byte whose letter lies under `x`; none beside the letters.
    pub(super) fn under(&self, row: usize, x: f32) -> Option<usize> {
        self.letters(row).find(|(_, _, place)| place.min <= x && x < place.max).map(|(at, _, _)| at)
    }

    /// Each row's stretch of `range`: row, left and right, without the white space at which a line is broken.
    pub(super) fn stretches(&self, range: &Range<usize>, mut each: impl FnMut(usize, Rangef)) {
        let first = self.rows.partition_point(|r| r.end <= range.start);
        for (row, bytes) in self.rows.iter().enumerate().skip(first) {
            if bytes.start >= range.end {
                break;
            }
            let left = self.x_of(row, range.start.max(bytes.start));
            let right = if range.end < bytes.end { self.x_of(row, range.end) } else { self.last_x(row) };
            if right > left {
                each(row, Rangef::new(left, right));
            }
        }
    }

    /// The right end of what is seen of a row.
    fn last_x(&self, row: usize) -> f32 {
        self.letters(row).filter(|(_, c, _)| !c.is_whitespace()).last().map_or(0.0, |(_, _, x)| x.max)
    }
}
