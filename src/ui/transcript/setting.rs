//! Blocks set in type, and the way between bytes and places on the page. What runs from left to right egui sets by the
//! block, which its own cache keeps; what does not is set in [`Lines`].

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::PlacedRow;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Context, FontId, Galley, Pos2, Rangef};

use super::document::{Block, BlockPlace, Direction, Document};
use super::lines::{Line, LineCache, Lines};
use super::notes::{self, Notes, SetNote};
use crate::text::Text;
use crate::ui::kit::look;

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
    /// Height of a line, as it is asked for and in whole pixels.
    pub(super) line: f32,
    pub(super) row_height: f32,
    /// From the top of a row to where its letters stand.
    pub(super) baseline: f32,
    /// Width of the column of text.
    pub(super) wrap: f32,
    /// Blocks that were set here rather than by egui.
    pub(super) kept: RefCell<LineCache>,
}

/// A block as it was set.
enum Typed {
    Plain(Arc<Galley>),
    Lines(Arc<Lines>),
}

impl Typed {
    fn galley(&self) -> &Arc<Galley> {
        match self {
            Self::Plain(galley) => galley,
            Self::Lines(lines) => &lines.galley,
        }
    }
}

impl<'a> Setting<'a> {
    /// Letters of so many points in a column of that width.
    pub(super) fn new(
        ctx: &'a Context,
        document: &'a Document,
        notes: &'a Notes,
        points: f32,
        wrap: f32,
    ) -> Self {
        let font = look::transcript(points);
        let line = (points * look::size::TRANSCRIPT_LINE).round();
        let (row_height, baseline, kept) = (line, 0.0, RefCell::default());
        let mut setting = Self { ctx, document, notes, font, line, row_height, baseline, wrap, kept };
        if let Some(row) = setting.word("x").rows.first() {
            setting.row_height = row.height();
            setting.baseline = row.glyphs.first().map_or(row.height() * 0.7, |g| g.pos.y);
        }
        setting
    }

    /// A line of sample letters.
    pub(super) fn sample(ctx: &Context, font: &FontId) -> Arc<Galley> {
        ctx.fonts_mut(|f| f.layout_no_wrap(SAMPLE.to_owned(), font.clone(), Color32::PLACEHOLDER))
    }

    /// The mean width of a letter in such a line.
    pub(super) fn letter(sample: &Galley) -> f32 {
        sample.size().x / SAMPLE.len() as f32
    }

    /// Empty points at the top of a block.
    pub(super) fn gap(&self, block: usize) -> f32 {
        let scale = self.line / 26.0;
        if block == 0 {
            return TOP_GAP * scale;
        }
        match self.document.blocks().get(block).map(|b| b.place) {
            Some(BlockPlace::First) => TURN_GAP * scale,
            Some(BlockPlace::Line) => LINE_GAP * scale,
            Some(BlockPlace::Cut) | None => 0.0,
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
        let height = if noted { self.set(block).height() } else { self.typed(block).galley().size().y };
        self.gap(block) + height
    }

    pub(super) fn set(&self, block: usize) -> SetBlock {
        let typed = self.typed(block);
        let (rows, heights) = match &typed {
            Typed::Plain(galley) => {
                let range = self.document.blocks().get(block).map_or(0..0, Block::range);
                let heights = galley.rows.iter().map(|row| Rangef::new(row.min_y(), row.max_y())).collect();
                (rows(self.document.text(), range, galley), heights)
            }
            Typed::Lines(lines) => {
                let bytes = lines.lines.iter().map(|line| line.bytes.clone()).collect();
                (bytes, lines.lines.iter().map(|line| line.y).collect())
            }
        };
        let galley = Arc::clone(typed.galley());
        let lines = match typed {
            Typed::Plain(_) => None,
            Typed::Lines(lines) => Some(lines),
        };
        let baseline = self.baseline;
        let mut set = SetBlock { block, galley, rows, heights, baseline, lines, notes: Vec::new() };
        self.set_notes(&mut set);
        set
    }

    /// Sets a word by itself, in one row.
    pub(super) fn word(&self, word: &str) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(word.to_owned(), self.format());
        job.wrap = TextWrapping::no_max_width();
        job.keep_trailing_whitespace = true;
        self.ctx.fonts_mut(|f| f.layout_job(job))
    }

    /// A place moved to whole pixels.
    pub(super) fn on_pixel(&self, at: Pos2) -> Pos2 {
        let pixels = self.ctx.pixels_per_point();
        ((at.to_vec2() * pixels).round() / pixels).to_pos2()
    }

    fn typed(&self, block: usize) -> Typed {
        if let Some(lines) = self.kept.borrow().get(block) {
            return Typed::Lines(lines);
        }
        let info = self.document.blocks().get(block);
        if info.is_none_or(|b| b.way == Direction::Plain) {
            let galley = self.galley(block);
            let glyphs: usize = galley.rows.iter().map(|row| row.glyphs.len()).sum();
            if glyphs == info.map_or(0, |b| b.chars as usize) {
                return Typed::Plain(galley);
            }
        }
        let lines = Lines::new(self, block);
        Typed::Lines(self.kept.borrow_mut().put(block, lines))
    }

    fn galley(&self, block: usize) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(self.document.block_text(block).to_owned(), self.format());
        job.wrap = TextWrapping::wrap_at_width(self.wrap);
        job.keep_trailing_whitespace = true;
        self.ctx.fonts_mut(|f| f.layout_job(job))
    }

    fn format(&self) -> TextFormat {
        TextFormat {
            font_id: self.font.clone(),
            line_height: Some(self.line),
            color: Color32::PLACEHOLDER,
            ..TextFormat::default()
        }
    }
}

/// The bytes of each row. A galley that counts right has a glyph for each char.
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
    /// Top and bottom of each row.
    heights: Vec<Rangef>,
    /// From the top of a row to where its letters stand.
    baseline: f32,
    /// Its rows where egui did not set them.
    lines: Option<Arc<Lines>>,
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
        for (ix, placed) in galley.rows.iter_mut().enumerate() {
            let row = self.lines.as_ref().map_or(Some(ix), |lines| lines.line_of.get(ix).copied());
            placed.pos.y += row.map_or(0.0, |row| notes::pushed(room, row));
        }
        for (row, y) in self.heights.iter_mut().enumerate() {
            let down = notes::pushed(room, row);
            *y = Rangef::new(y.min + down, y.max + down);
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
        self.heights.get(row).copied().unwrap_or(Rangef::new(0.0, 0.0))
    }

    /// Where the letters of a row stand.
    pub(super) fn baseline(&self, row: usize) -> f32 {
        self.row_y(row).min + self.baseline
    }

    fn line(&self, row: usize) -> Option<&Line> {
        self.lines.as_ref()?.lines.get(row)
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
        if let Some(line) = self.line(row) {
            return line.x_of(byte);
        }
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
        let last = row + 1 == self.rows.len();
        if let Some(line) = self.line(row) {
            let byte = line.nearest(x);
            return Caret { byte, row_end: byte == bytes.end && !last };
        }
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
        Caret { byte: best.1, row_end: best.1 == bytes.end && !last }
    }

    /// The byte whose letter lies under `x`; none beside the letters.
    pub(super) fn under(&self, row: usize, x: f32) -> Option<usize> {
        if let Some(line) = self.line(row) {
            return line.under(x);
        }
        self.letters(row).find(|(_, _, place)| place.min <= x && x < place.max).map(|(at, _, _)| at)
    }

    /// Each row's stretches of `range`: row, left and right, without the white space at which a line is broken. Several
    /// in a row where its letters run both ways.
    pub(super) fn stretches(&self, range: &Range<usize>, mut each: impl FnMut(usize, Rangef)) {
        let first = self.rows.partition_point(|r| r.end <= range.start);
        for (row, bytes) in self.rows.iter().enumerate().skip(first) {
            if bytes.start >= range.end {
                break;
            }
            if let Some(line) = self.line(row) {
                line.stretches(range, |x| each(row, x));
                continue;
            }
            let left = self.x_of(row, range.start.max(bytes.start));
            let right = if range.end < bytes.end { self.x_of(row, range.end) } else { self.last_x(row) };
            if right > left {
                each(row, Rangef::new(left, right));
            }
        }
    }

    /// The graphemes of a row in the order of the text: first byte, left and right, whether they run to the left.
    pub(super) fn graphemes(&self, text: &Text, row: usize) -> Vec<(usize, Rangef, bool)> {
        if let Some(line) = self.line(row) {
            return line.graphemes();
        }
        let mut all: Vec<(usize, Rangef, bool)> = Vec::new();
        for (at, _, x) in self.letters(row) {
            match all.last_mut() {
                Some((_, held, _)) if !text.is_boundary(at) => held.max = held.max.max(x.max),
                Some(_) | None => all.push((at, x, false)),
            }
        }
        all
    }

    /// The right end of what is seen of a row.
    fn last_x(&self, row: usize) -> f32 {
        self.letters(row).filter(|(_, c, _)| !c.is_whitespace()).last().map_or(0.0, |(_, _, x)| x.max)
    }
}
