//! A page of words as it is read out of a word processor's file: lines, cells, notes, and what is marked in them. Knows
//! nothing of any format, and never changes a word.

mod places;

use std::collections::HashSet;
use std::ops::Range;

pub(super) use places::Places;

use crate::model::Colour;
use crate::text::Looks;

/// What has been written so far.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    /// Line ends that must stand before the next words.
    gap: usize,
    /// The rows of tables that are open, the innermost last.
    rows: Vec<Row>,
    /// What was being written when each note or box around began.
    outer: Vec<(Piece, usize, Vec<Row>)>,
    /// The words of the notes, by number.
    notes: Vec<Piece>,
    /// Boxes that are put under the line in which they hang.
    boxes: Vec<Piece>,
    /// What is marked in the words.
    places: Places,
    /// The colour in which what is written now is highlighted.
    highlight: Option<Colour>,
    /// The comments that have begun so far.
    commented: HashSet<String>,
    /// Whether what is written now is bold, or of a heading.
    is_bold: bool,
    /// What is, but for notes and boxes.
    bold: Vec<Range<usize>>,
}

/// Words, and what is marked in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    text: String,
    places: Places,
}

impl Piece {
    /// The same without white space around it.
    fn trimmed(self) -> Self {
        let words = self.text.trim();
        let lead = self.text.len() - self.text.trim_start().len();
        Self { places: self.places.after(lead, words.len()), text: words.to_owned() }
    }
}

/// A page that is written.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub text: String,
    /// How pieces of it look.
    pub looks: Looks,
    /// What is marked in it.
    pub places: Places,
}

impl Written {
    /// The words as a piece of another page.
    pub(super) fn into_piece(self) -> Piece {
        Piece { text: self.text, places: self.places }.trimmed()
    }
}

/// A row of a table.
#[derive(Debug)]
struct Row {
    start: usize,
    /// Where the words of its last cell start.
    cell: usize,
    cells: usize,
}

impl Page {
    /// Words as they stand.
    pub(super) fn words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        self.leave_gap();
        let start = self.text.len();
        self.text.push_str(words);
        if self.is_bold && self.outer.is_empty() && !words.trim().is_empty() {
            self.add_bold(start..self.text.len());
        }
        if let Some(colour) = self.highlight {
            self.places.highlight(colour, &self.text, start);
        }
    }

    /// Words that were written elsewhere.
    pub(super) fn piece(&mut self, piece: Piece) {
        if piece.text.is_empty() {
            return;
        }
        self.leave_gap();
        self.places.take(piece.places, self.text.len());
        self.text.push_str(&piece.text);
    }

    /// Says in which colour what is written from here on is highlighted.
    pub(super) const fn set_highlight(&mut self, colour: Option<Colour>) {
        self.highlight = colour;
    }

    /// Begins the words that a comment is about.
    pub(super) fn open_comment(&mut self, id: &str) {
        if self.commented.insert(id.to_owned()) {
            self.places.open(id, self.text.len());
        }
    }

    /// Ends them, in whichever note or box they began.
    pub(super) fn close_comment(&mut self, id: &str) {
        if !self.places.close(id, &self.text) {
            self.outer.iter_mut().rev().any(|(piece, ..)| piece.places.close(id, &piece.text));
        }
    }

    /// A comment stands here; if it is about no words, about this point.
    pub(super) fn comment(&mut self, id: &str) {
        if self.commented.insert(id.to_owned()) {
            self.places.point(id, self.text.len());
        }
    }

    /// Says whether what is written from here on is bold, or of a heading.
    pub(super) const fn set_bold(&mut self, bold: bool) {
        self.is_bold = bold;
    }

    fn add_bold(&mut self, range: Range<usize>) {
        let between = |from: usize| self.text.get(from..range.start).unwrap_or_default();
        match self.bold.last_mut() {
            Some(last) if between(last.end).chars().all(|c| c == ' ') => last.end = range.end,
            Some(_) | None => self.bold.push(range),
        }
    }

    fn leave_gap(&mut self) {
        let start = self.rows.last().map_or(0, |row| row.cell);
        let ends = self.text.len() - self.text.trim_end_matches('\n').len();
        if self.text.len() > start {
            self.text.extend(std::iter::repeat_n('\n', self.gap.saturating_sub(ends)));
        }
        self.gap = 0;
    }

    /// Words whose white space is the writer's lay-out: each run of it is one space, and none at the start of a line.
    pub(super) fn flowing(&mut self, words: &str) {
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            if is_space(c) {
                rest = rest.trim_start_matches(is_space);
                if self.gap == 0 && !self.text.is_empty() && !self.text.ends_with([' ', '\n', '\t']) {
                    self.text.push(' ');
                }
            } else {
                let end = rest.find(is_space).unwrap_or(rest.len());
                self.words(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }

    /// Asks for so many line ends before the next words.
    pub(super) fn gap(&mut self, ends: usize) {
        self.gap = self.gap.max(ends);
    }

    /// Ends a line, an empty one too, and puts the boxes that hang in it below.
    pub(super) fn end_line(&mut self) {
        self.words("\n");
        if self.outer.is_empty() {
            for words in std::mem::take(&mut self.boxes) {
                self.piece(words);
                self.words("\n");
            }
        }
    }

    /// Begins a row of a table.
    pub(super) fn open_row(&mut self) {
        self.gap(1);
        self.leave_gap();
        let start = self.text.len();
        self.rows.push(Row { start, cell: start, cells: 0 });
    }

    /// Begins a cell of the row; cells are set apart by tabs.
    pub(super) fn open_cell(&mut self) {
        self.gap = 0;
        let Some(row) = self.rows.last_mut() else { return };
        let end = self.text.trim_end_matches(['\n', ' ']).len().max(row.cell);
        self.text.truncate(end);
        self.places.cut(end);
        if row.cells > 0 {
            self.text.push('\t');
        }
        (row.cell, row.cells) = (self.text.len(), row.cells + 1);
    }

    /// Ends the row, and the empty cells at its end.
    pub(super) fn close_row(&mut self) {
        self.gap = 0;
        let Some(row) = self.rows.pop() else { return };
        let end = self.text.trim_end_matches(['\t', '\n', ' ']).len().max(row.start);
        self.text.truncate(end);
        self.places.cut(end);
        if end > row.start {
            self.text.push('\n');
        }
    }

    /// How many rows are open, those of tables in tables counted.
    pub(super) const fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Begins a note, whose mark is put into the line: `[1]`.
    pub(super) fn open_note(&mut self) {
        let number = self.notes.len() + 1;
        self.words(&format!("[{number}]"));
        self.notes.push(Piece::default());
        self.open();
        self.gap = 0;
    }

    /// Ends the note with a number, counted from 1.
    pub(super) fn close_note(&mut self, number: usize) {
        let words = self.close();
        if let Some(note) = number.checked_sub(1).and_then(|at| self.notes.get_mut(at)) {
            *note = words;
        }
    }

    /// How many notes there are.
    pub(super) fn notes(&self) -> usize {
        self.notes.len()
    }

    /// Begins a box that hangs in the line.
    pub(super) fn open_box(&mut self) {
        self.open();
    }

    /// Ends it.
    pub(super) fn close_box(&mut self) {
        let words = self.close();
        if !words.text.is_empty() {
            self.boxes.push(words);
        }
    }

    fn open(&mut self) {
        let piece = Piece { text: std::mem::take(&mut self.text), places: std::mem::take(&mut self.places) };
        self.outer.push((piece, self.gap, std::mem::take(&mut self.rows)));
        self.gap = 0;
    }

    fn close(&mut self) -> Piece {
        let (outer, gap, rows) = self.outer.pop().unwrap_or_default();
        (self.gap, self.rows) = (gap, rows);
        self.places.end();
        let text = std::mem::replace(&mut self.text, outer.text);
        Piece { text, places: std::mem::replace(&mut self.places, outer.places) }.trimmed()
    }

    /// The whole text, with the notes below.
    pub(super) fn done(self) -> String {
        self.written().text
    }

    /// The same, with how pieces of it look and what is marked in it.
    pub(super) fn written(mut self) -> Written {
        self.highlight = None;
        while !self.outer.is_empty() {
            let words = self.close();
            self.piece(words);
        }
        while self.rows() > 0 {
            self.close_row();
        }
        for words in std::mem::take(&mut self.boxes) {
            self.gap(1);
            self.piece(words);
        }
        self.places.end();
        for (at, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.gap(if at == 0 { 2 } else { 1 });
            self.words(&format!("[{}] ", at + 1));
            self.piece(note);
        }
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let lead = self.text.len() - self.text.trim_start_matches(['\n', ' ']).len();
        self.text.drain(..lead);
        let places = self.places.after(lead, self.text.len());
        let (text, mut bold) = (self.text, self.bold);
        let mut next = text.len();
        for range in bold.iter_mut().rev() {
            // White space that was cut off leaves ranges too long.
            *range = range.start.saturating_sub(lead)..range.end.saturating_sub(lead).min(next);
            next = range.start;
        }
        bold.retain(|range| range.start < range.end);
        Written { text, looks: Looks { bold }, places }
    }
}

/// White space that a lay-out may put anywhere; a non-breaking space is a character.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cells_notes_and_boxes() {
        let mut page = Page::default();
        page.words("One");
        page.open_note();
        page.flowing("  a \n note");
        page.close_note(1);
        page.flowing(" two\n  three ");
        page.open_box();
        page.words("box");
        page.end_line();
        page.close_box();
        page.end_line();
        page.open_row();
        for cell in ["a", "", "b", ""] {
            page.open_cell();
            page.words(cell);
            page.end_line();
        }
        page.close_row();
        page.gap(2);
        page.words("End");
        assert_eq!(page.done(), "One[1] two three \nbox\na\t\tb\n\nEnd\n\n[1] a note\n");
    }
}
