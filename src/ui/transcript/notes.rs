//! Notes between the lines: each under the row that holds its place, part of the height of its block. Never edits one:
//! a click on it is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, Galley, Painter, Pos2, Rangef, Rect, pos2};

use super::columns::Columns;
use super::document::Document;
use super::scroll::Laid;
use super::setting::{Caret, SetBlock, Setting};
use crate::ui::kit::look::{self, Tokens, size};

/// Points above and below a note.
const GAP: f32 = 6.0;
/// From the edge of a note to its words.
const PAD: f32 = 8.0;
/// Width of the bar in the note's colour.
const BAR: f32 = 3.0;
/// Height of a line of a note.
const LINE: f32 = 18.0;
/// Lines of a note that are shown; the rest is for a panel.
const LINES: usize = 8;

/// Words that stand between the lines of the text: a memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The byte under whose row it stands.
    pub at: usize,
    /// What it is and whose: "Memo · Asha · today 14:02".
    pub label: String,
    /// The words.
    pub text: String,
    /// The colour of its bar and label, already a tone for the theme.
    pub colour: Color32,
}

/// All notes of one document.
#[derive(Debug)]
pub struct Notes {
    id: u64,
    notes: Vec<Note>,
    /// The block of each note and its index in `notes`, by block and place.
    by_block: Vec<(usize, usize)>,
}

impl Notes {
    /// Notes in any order; of several at one place the first stands first.
    pub fn new(document: &Document, notes: Vec<Note>) -> Self {
        // A view remembers which notes its heights hold.
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let place = |(ix, note): (usize, &Note)| Some((document.block_at(note.at)?, note.at, ix));
        let mut places: Vec<_> = notes.iter().enumerate().filter_map(place).collect();
        places.sort_unstable();
        let by_block = places.into_iter().map(|(block, _, ix)| (block, ix)).collect();
        Self { id, notes, by_block }
    }

    /// No notes at all.
    pub const fn none() -> Self {
        Self { id: 0, notes: Vec::new(), by_block: Vec::new() }
    }

    /// All of them, as they were given.
    pub fn all(&self) -> &[Note] {
        &self.notes
    }

    pub(super) const fn id(&self) -> u64 {
        self.id
    }

    /// The notes of a block in the order of the text, each with its index.
    pub(super) fn of(&self, block: usize) -> impl Iterator<Item = (usize, &Note)> {
        let first = self.by_block.partition_point(|&(b, _)| b < block);
        let here = self.by_block[first..].iter().take_while(move |&&(b, _)| b == block);
        here.filter_map(|&(_, ix)| Some((ix, self.notes.get(ix)?)))
    }
}

/// A note set in type, at a height from the top of its block's first row.
pub(super) struct SetNote {
    pub(super) ix: usize,
    y: Rangef,
    label: Arc<Galley>,
    words: Arc<Galley>,
}

impl SetNote {
    pub(super) fn rect(&self, columns: &Columns, block: f32) -> Rect {
        Rect::from_x_y_ranges(columns.text, block + self.y.min..=block + self.y.max)
    }

    pub(super) fn paint(&self, painter: &Painter, rect: Rect, colour: Color32, words: Color32, t: &Tokens) {
        painter.rect_filled(rect, f32::from(size::BUTTON_CORNER), t.raised);
        let bar = Rect::from_x_y_ranges(rect.left()..=rect.left() + BAR, rect.y_range());
        painter.rect_filled(bar, 0.0, colour);
        let at = pos2(rect.left() + BAR + PAD, rect.top() + PAD);
        painter.galley(at, Arc::clone(&self.label), look::label_colour(colour, t.raised));
        painter.galley(at + egui::vec2(0.0, LINE), Arc::clone(&self.words), words);
    }
}

impl Setting<'_> {
    /// The likely height of a block's notes.
    pub(super) fn guess_notes(&self, block: usize, letter: f32) -> f32 {
        let width = letter * look::secondary().size / self.font.size / self.wrap;
        let height = |note: &Note| {
            let lines = (note.text.chars().count() as f32 * width).ceil().clamp(1.0, LINES as f32);
            GAP + 2.0 * PAD + LINE * (1.0 + lines)
        };
        self.notes.of(block).map(|(_, note)| height(note)).sum()
    }

    /// Sets the notes of a block under their rows, which makes room for them.
    pub(super) fn set_notes(&self, set: &mut SetBlock) {
        let mut from = 0;
        let mut room = Vec::new();
        for (ix, note) in self.notes.of(set.block) {
            let row = set.row_of(Caret { byte: note.at, row_end: false }).max(from);
            from = row;
            let width = (self.wrap - BAR - 2.0 * PAD).max(1.0);
            let label = self.words(&note.label, look::strong(12.0), width, 1);
            let words = self.words(&note.text, look::secondary(), width, LINES);
            let height = 2.0 * PAD + LINE + words.size().y;
            let above: f32 = room.iter().map(|&(_, height)| height).sum();
            let top = set.row_y(row).max + above + GAP;
            set.notes.push(SetNote { ix, y: Rangef::new(top, top + height), label, words });
            room.push((row, GAP + height));
        }
        if !room.is_empty() {
            set.make_room(&room);
        }
    }

    fn words(&self, text: &str, font: egui::FontId, width: f32, lines: usize) -> Arc<Galley> {
        let format = TextFormat {
            font_id: font,
            line_height: Some(LINE),
            color: Color32::PLACEHOLDER,
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap = TextWrapping { max_rows: lines, ..TextWrapping::wrap_at_width(width) };
        self.ctx.fonts_mut(|f| f.layout_job(job))
    }
}

/// The note under a place of the screen.
pub(super) fn under(columns: &Columns, laid: &[Laid], pos: Pos2) -> Option<usize> {
    let mut notes = laid.iter().flat_map(|block| block.set.notes.iter().map(move |note| (block.y, note)));
    notes.find(|(y, note)| note.rect(columns, *y).contains(pos)).map(|(_, note)| note.ix)
}

/// Each laid note with its place.
pub(super) fn laid<'a>(
    notes: &'a Notes,
    columns: &Columns,
    block: &'a Laid,
) -> impl Iterator<Item = (&'a SetNote, &'a Note, Rect)> {
    let rect = |set: &SetNote| set.rect(columns, block.y);
    block.set.notes.iter().filter_map(move |set| Some((set, notes.notes.get(set.ix)?, rect(set))))
}

/// Where a row comes to stand when so much room is made below rows before it: `(row, points)`.
pub(super) fn pushed(room: &[(usize, f32)], row: usize) -> f32 {
    room.iter().filter(|&&(above, _)| above < row).map(|&(_, points)| points).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn note(at: usize) -> Note {
        Note { at, label: format!("at {at}"), text: "words".to_owned(), colour: Color32::RED }
    }

    #[test]
    fn notes_stand_with_their_blocks_in_the_order_of_the_text() {
        let document = Document::new(Text::new("one\ntwo\nthree"), Vec::new(), &[]);
        let notes = Notes::new(&document, vec![note(9), note(1), note(0), note(99)]);
        let of = |block: usize| notes.of(block).map(|(ix, _)| ix).collect::<Vec<_>>();
        assert_eq!((of(0), of(1), of(2)), (vec![2, 1], vec![], vec![0, 3]));
        let nothing = Document::new(Text::new(""), Vec::new(), &[]);
        assert_eq!(Notes::new(&nothing, vec![note(0)]).of(0).count(), 0);
    }

    #[test]
    fn room_pushes_only_rows_below() {
        let room = [(0, 10.0), (2, 5.0)];
        assert_eq!([0, 1, 2, 3].map(|row| pushed(&room, row)), [0.0, 10.0, 10.0, 15.0]);
    }
}
