//! An end of a mark while it is moved, by keys or by its handle. A draft of the view: the caller hears of it once it
//! is kept. Never leaves a passage empty, and never splits a grapheme.

use egui::{Color32, Painter, Pos2, Rect, Stroke, pos2};

use super::columns::Columns;
use super::document::Document;
use super::marks::Mark;
use super::motion;
use super::paint::block_of;
use super::scroll::Laid;
use super::setting::Caret;
use super::view::{Show, View};
use crate::text::Span;

/// Radius of a handle, and how far from its middle a press still takes it.
const HANDLE: f32 = 5.5;
const REACH: f32 = 9.0;
/// Letters that are read out beside the edge.
const WORDS: usize = 40;

/// An end of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// An edge that is being moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) key: u64,
    pub(super) side: Side,
    /// The passage as it was, and as it would be kept now.
    pub(super) before: Span,
    pub(super) now: Span,
}

impl Edge {
    /// Where the edge stands.
    pub(super) const fn caret(&self) -> Caret {
        end(self.now, self.side)
    }

    /// The edge moved to a place; it stops one grapheme before the other end.
    pub(super) fn moved(self, document: &Document, to: usize) -> Self {
        let (start, end) = (self.now.start(), self.now.end());
        let range = match self.side {
            Side::Start => to.min(motion::left(document, end))..end,
            Side::End => start..to.max(motion::right(document, start)),
        };
        let now = document.text().span(range).unwrap_or(self.now);
        Self { now, ..self }
    }
}

/// An end of a passage as a place for a caret.
const fn end(span: Span, side: Side) -> Caret {
    match side {
        Side::Start => Caret { byte: span.start(), row_end: false },
        Side::End => Caret { byte: span.end(), row_end: true },
    }
}

impl View {
    /// Begins to move an end of a mark that lies at `span`: arrows move it by a grapheme, with Ctrl by a word, Enter
    /// keeps it and Esc leaves it as it was. Where the mark's other end was being moved, that stays moved.
    pub fn take_edge(&mut self, key: u64, side: Side, span: Span) {
        let held = self.edge.filter(|edge| edge.key == key);
        let (before, now) = held.map_or((span, span), |edge| (edge.before, edge.now));
        let edge = Edge { key, side, before, now };
        self.edge = Some(edge);
        self.active = Some(key);
        self.goal = None;
        self.follow(edge.caret());
    }

    /// The edge that is being moved: the mark's key, and which end.
    pub fn edge(&self) -> Option<(u64, Side)> {
        self.edge.map(|edge| (edge.key, edge.side))
    }

    /// Leaves the mark whose edge is being moved as it was.
    pub const fn leave_edge(&mut self) {
        self.edge = None;
    }

    pub(super) fn move_edge(&mut self, document: &Document, to: usize) {
        if let Some(edge) = &mut self.edge {
            *edge = edge.moved(document, to);
        }
    }

    /// Ends the moving. The mark and its new passage, where that is another than before.
    pub(super) fn keep_edge(&mut self, document: &Document) -> Option<(u64, Span)> {
        let edge = self.edge.take()?;
        if self.selected(document) == edge.before.range() {
            self.select(edge.now);
        }
        (edge.now != edge.before).then_some((edge.key, edge.now))
    }

    pub(super) fn follow(&mut self, caret: Caret) {
        self.reveal = Some((caret.byte..caret.byte, Show::Nearest));
    }
}

/// A round handle at an end of the active mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Handle {
    pub(super) key: u64,
    pub(super) side: Side,
    pub(super) span: Span,
    middle: Pos2,
    /// The edge itself, from the handle along the letters.
    line: Rect,
    colour: Color32,
}

impl Handle {
    pub(super) fn rect(&self) -> Rect {
        Rect::from_center_size(self.middle, egui::Vec2::splat(2.0 * HANDLE))
    }

    pub(super) fn is_at(&self, pos: Pos2) -> bool {
        self.middle.distance(pos) <= REACH
    }

    pub(super) fn paint(&self, painter: &Painter, ring: Color32) {
        painter.rect_filled(self.line, 0.0, self.colour);
        painter.circle(self.middle, HANDLE, self.colour, Stroke::new(1.5, ring));
    }
}

/// The handles of a mark whose ends are in sight: above its first letter and below its last.
pub(super) fn handles(
    document: &Document,
    mark: &Mark,
    span: Span,
    letters: f32,
    columns: &Columns,
    laid: &[Laid],
) -> Vec<Handle> {
    let handle = |side: Side| {
        let caret = end(span, side);
        let block = block_of(document, laid, caret.byte)?;
        let row = block.set.row_of(caret);
        let x = columns.text.min + block.set.x_of(row, caret.byte);
        let y = block.band(row, letters);
        let middle = match side {
            Side::Start => pos2(x, y.min - HANDLE),
            Side::End => pos2(x, y.max + HANDLE),
        };
        let line = Rect::from_x_y_ranges(x - 1.0..=x + 1.0, y);
        Some(Handle { key: mark.key, side, span, middle, line, colour: mark.colour })
    };
    [Side::Start, Side::End].into_iter().filter_map(handle).collect()
}

/// The first or last words of a passage, for those who hear it.
pub(super) fn words(document: &Document, span: Span, side: Side) -> &str {
    let words = document.text().slice(span);
    let chars = words.chars().count();
    let cut = |n: usize| words.char_indices().nth(n).map_or(words.len(), |(at, _)| at);
    match side {
        Side::Start => &words[..cut(WORDS)],
        Side::End => &words[cut(chars.saturating_sub(WORDS))..],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn an_edge_stops_before_the_other_end_and_at_whole_graphemes() {
        let words = "one 👩🏽‍🚒 two";
        let document = Document::new(Text::new(words), Vec::new(), &[]);
        let family = words.find('👩').unwrap();
        let after = words.find(" two").unwrap();
        let span = document.text().span(family..after).unwrap();
        let edge = Edge { key: 1, side: Side::Start, before: span, now: span };
        assert_eq!(edge.moved(&document, words.len()).now, span, "one grapheme stays");
        assert_eq!(edge.moved(&document, family + 4).now, span, "no place inside a grapheme");
        assert_eq!(edge.moved(&document, 0).now.range(), 0..after);
        let edge = Edge { side: Side::End, ..edge };
        assert_eq!(edge.moved(&document, 0).now, span);
        assert_eq!(edge.moved(&document, words.len()).now.range(), family..words.len());
    }

    #[test]
    fn taking_the_other_end_keeps_what_was_moved() {
        let document = Document::new(Text::new("one two three"), Vec::new(), &[]);
        let span = document.text().span(4..7).unwrap();
        let mut view = View::new();
        view.take_edge(7, Side::Start, span);
        view.move_edge(&document, 0);
        view.take_edge(7, Side::End, span);
        view.move_edge(&document, 13);
        assert_eq!(view.edge(), Some((7, Side::End)));
        assert_eq!(view.keep_edge(&document), document.text().span(0..13).ok().map(|s| (7, s)));
        view.take_edge(7, Side::End, span);
        assert_eq!(view.keep_edge(&document), None, "nothing was moved");
        assert_eq!(view.edge(), None);
    }

    #[test]
    fn what_is_read_out_is_short() {
        let document = Document::new(Text::new("é".repeat(100)), Vec::new(), &[]);
        let span = document.text().span(0..200).unwrap();
        assert_eq!(words(&document, span, Side::Start).chars().count(), WORDS);
        assert_eq!(words(&document, span, Side::End).chars().count(), WORDS);
    }
}
