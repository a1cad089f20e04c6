//! What one person sees of one transcript: place, selection, size of type. Kept by the panel from frame to frame and
//! from visit to visit; never part of the project.

use std::ops::Range;
use std::sync::Arc;

use egui::{Mesh, Pos2, Rect};

use super::document::Document;
use super::edge::Edge;
use super::heights::Heights;
use super::motion;
use super::scroll::Scroll;
use super::setting::{Caret, Setting};
use crate::text::Span;

/// The size of letters at the start, in points.
const LETTERS: f32 = 16.0;
/// Letters on a line at the start.
const MEASURE: f32 = 68.0;

/// A place to come back to: the first byte seen and how much of its line is above the window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Position {
    /// The first byte of the line at the top.
    pub byte: usize,
    /// Points of that line above the window.
    pub into: f32,
}

/// Where a passage comes to stand when it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// In the upper third, whatever is seen now.
    Third,
    /// Where it is if it is seen already, otherwise in the upper third.
    Unmoved,
    /// As near as it takes to see it, as a caret does.
    Nearest,
}

/// What one person sees of one transcript.
#[derive(Clone, Debug)]
pub struct View {
    pub(super) letters: f32,
    pub(super) measure: f32,
    /// Where the selection began; equal to the caret where nothing is selected.
    pub(super) anchor: usize,
    pub(super) caret: Caret,
    /// Where the caret wants to be while it goes up and down.
    pub(super) goal: Option<f32>,
    pub(super) active: Option<u64>,
    pub(super) edge: Option<Edge>,
    pub(super) scroll: Scroll,
    /// The place at the top, kept to find it again when lines are broken anew.
    pub(super) top: Position,
    pub(super) come_back: bool,
    pub(super) reveal: Option<(Range<usize>, Show)>,
    pub(super) heights: Heights,
    pub(super) set_for: Option<SetFor>,
    pub(super) letter: f32,
    pub(super) press: Press,
    /// The bytes seen in the last frame.
    pub(super) seen: Range<usize>,
    pub(super) strip_grab: Option<f32>,
    pub(super) overview: Option<(OverviewOf, Arc<Mesh>)>,
}

/// What heights depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SetFor {
    pub(super) document: u64,
    pub(super) wrap: f32,
    pub(super) letters: f32,
    pub(super) pixels: f32,
}

/// What the picture in the overview depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OverviewOf {
    pub(super) document: u64,
    pub(super) marks: u64,
    pub(super) rect: Rect,
    pub(super) pixels: f32,
}

/// What a press of the button selects by, and where it began.
#[derive(Clone, Debug, Default)]
pub(super) struct Press {
    pub(super) time: f64,
    pub(super) pos: Pos2,
    pub(super) count: u32,
    /// The word or sentence that the press fell on; the selection always holds it.
    pub(super) held: Range<usize>,
    pub(super) mode: Mode,
}

/// What moving the pointer with the button down does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing: no press, or one that is none of ours.
    #[default]
    Idle,
    /// Selects.
    Selecting,
    /// The press fell on the selection: moving carries it off, letting go puts the caret there.
    OnSelection,
    /// Carries the selection.
    Carrying,
    /// Moves the edge of a mark by its handle.
    Edge,
}

impl Default for View {
    fn default() -> Self {
        Self::new()
    }
}

impl View {
    /// The start of a transcript, nothing selected.
    pub fn new() -> Self {
        Self {
            letters: LETTERS,
            measure: MEASURE,
            anchor: 0,
            caret: Caret::default(),
            goal: None,
            active: None,
            edge: None,
            scroll: Scroll::default(),
            top: Position::default(),
            come_back: false,
            reveal: None,
            heights: Heights::default(),
            set_for: None,
            letter: 8.0,
            press: Press::default(),
            seen: 0..0,
            strip_grab: None,
            overview: None,
        }
    }

    /// The size of letters in points.
    pub const fn letters(&self) -> f32 {
        self.letters
    }

    /// Sets the size of letters, from 10 to 40 points; what is read keeps its place.
    pub fn set_letters(&mut self, points: f32) {
        self.letters = points.clamp(10.0, 40.0);
    }

    /// Letters on a line at most.
    pub const fn measure(&self) -> f32 {
        self.measure
    }

    /// Sets the letters on a line, from 30 to 140; what is read keeps its place.
    pub fn set_measure(&mut self, letters: f32) {
        self.measure = letters.clamp(30.0, 140.0);
    }

    /// Where the caret stands, in bytes.
    pub const fn caret(&self) -> usize {
        self.caret.byte
    }

    /// The selected passage.
    pub fn selection(&self, document: &Document) -> Option<Span> {
        document.text().span_widened(self.selected()).ok()
    }

    /// Selects a passage; the caret goes to its end. Does not scroll: see [`View::show`].
    pub const fn select(&mut self, span: Span) {
        self.anchor = span.start();
        self.caret = Caret { byte: span.end(), row_end: true };
        self.goal = None;
    }

    /// Puts the caret at a byte, nothing selected.
    pub fn put_caret(&mut self, document: &Document, byte: usize) {
        self.caret = Caret { byte: document.clamp(byte), row_end: false };
        self.anchor = self.caret.byte;
        self.goal = None;
    }

    /// Gives up the selection; the caret stays.
    pub const fn clear_selection(&mut self) {
        self.anchor = self.caret.byte;
    }

    /// The selection grown to the next larger piece: word, sentence, turn. False where it is all of a turn already.
    pub fn grow(&mut self, document: &Document) -> bool {
        let now = self.selected();
        let at = now.start;
        let pieces =
            [motion::word_at(document, at), motion::sentence_at(document, at), motion::turn_at(document, at)];
        let larger = pieces.into_iter().find(|p| p.start <= now.start && now.end <= p.end && *p != now);
        if let Some(piece) = &larger {
            self.anchor = piece.start;
            self.caret = Caret { byte: piece.end, row_end: true };
            self.goal = None;
        }
        larger.is_some()
    }

    /// Brings a passage into sight at the next frame.
    pub const fn show(&mut self, span: Span, how: Show) {
        self.reveal = Some((span.range(), how));
    }

    /// The mark whose tint shows where several lie on the same words.
    pub const fn active(&self) -> Option<u64> {
        self.active
    }

    /// Chooses the mark whose tint shows, or leaves it to the latest.
    pub const fn set_active(&mut self, key: Option<u64>) {
        self.active = key;
    }

    /// The place at the top of the window.
    pub const fn position(&self) -> Position {
        self.top
    }

    /// Comes back to a place at the next frame.
    pub const fn go_to(&mut self, position: Position) {
        self.top = position;
        self.come_back = true;
        self.reveal = None;
    }

    pub(super) fn selected(&self) -> Range<usize> {
        self.anchor.min(self.caret.byte)..self.anchor.max(self.caret.byte)
    }

    /// Makes heights fit a new width, size of type or document, keeping what is read where it is.
    pub(super) fn fit(&mut self, setting: &Setting<'_>) {
        let document = setting.document;
        let pixels = setting.ctx.pixels_per_point();
        let now = SetFor { document: document.id(), wrap: setting.wrap, letters: setting.font.size, pixels };
        if self.set_for != Some(now) {
            if self.set_for.is_none_or(|was| was.document != now.document) {
                self.anchor = document.clamp(self.anchor);
                self.caret = Caret { byte: document.clamp(self.caret.byte), row_end: false };
                self.goal = None;
            }
            let guess = |block| setting.guess(block, self.letter);
            self.heights = Heights::new((0..document.blocks().len()).map(guess).collect());
            self.set_for = Some(now);
            self.come_back = true;
        }
        if std::mem::take(&mut self.come_back) {
            let at_start = self.top == Position::default();
            self.scroll = Scroll::default();
            if !at_start {
                let caret = Caret { byte: document.clamp(self.top.byte), row_end: false };
                self.scroll.place(caret, -self.top.into, &mut self.heights, setting);
            }
        }
    }
}
