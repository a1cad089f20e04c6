//! What one person sees of one transcript: place, selection, size of type. LineCache by the panel from frame to frame and
//! from visit to visit; never part of the project.

use std::ops::Range;
use std::sync::Arc;

use egui::{Galley, Mesh, Pos2, Rect};

use super::edge::Edge;
use super::heights::Heights;
use super::lanes::Lanes;
use super::lines::LineCache;
use super::reading::Reading;
use super::scroll::Scroll;
use super::select::Grown;
use super::setting::{Caret, Setting};
use crate::text::{Span, Text};

/// A place to come back to: a byte of the first line seen, and how much of that line is above the window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Position {
    /// A byte of the line at the top.
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
    pub(super) reading: Reading,
    /// How much of the next point the letters were zoomed already.
    pub(super) zoomed: f32,
    /// Where the selection began; equal to the caret where nothing is selected.
    pub(super) anchor: usize,
    pub(super) caret: Caret,
    /// Whether keys or the pointer made the selection.
    pub(super) by_hand: bool,
    /// Whether the pointer selected it, so that it may be whole words.
    pub(super) snaps: bool,
    /// The steps by which the selection grew.
    pub(super) grown: Vec<Grown>,
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
    pub(super) lanes: Lanes,
    /// Blocks that egui cannot set.
    pub(super) kept: LineCache,
    pub(super) set_for: Option<SetFor>,
    /// The words that selection and caret belong to; none where the caller has just placed them.
    pub(super) text: Option<Text>,
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
    pub(super) notes: u64,
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
    /// Holds a note.
    Note(usize),
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
            reading: Reading::default(),
            zoomed: 1.0,
            anchor: 0,
            caret: Caret::default(),
            by_hand: false,
            snaps: false,
            grown: Vec::new(),
            goal: None,
            active: None,
            edge: None,
            scroll: Scroll::default(),
            top: Position::default(),
            come_back: false,
            reveal: None,
            heights: Heights::default(),
            lanes: Lanes::default(),
            kept: LineCache::default(),
            set_for: None,
            text: None,
            letter: 8.0,
            press: Press::default(),
            seen: 0..0,
            strip_grab: None,
            overview: None,
        }
    }

    /// Bytes of memory that heights and lanes take.
    pub fn bytes(&self) -> usize {
        self.heights.bytes() + self.lanes.bytes()
    }

    /// Where the caret stands, in bytes.
    pub const fn caret(&self) -> usize {
        self.caret.byte
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

    /// Gives up what was selected or on the move: the words are others now.
    fn forget_places(&mut self) {
        self.anchor = self.caret.byte;
        self.edge = None;
        self.grown.clear();
        self.press = Press::default();
    }

    /// Makes heights fit a new width, size of type or document, keeping what is read where it is. `sample` is what egui
    /// keeps as long as it keeps any glyph.
    pub(super) fn fit(&mut self, setting: &Setting<'_>, sample: Arc<Galley>) {
        let document = setting.document;
        let pixels = setting.ctx.pixels_per_point();
        let now = SetFor {
            document: document.id(),
            notes: setting.notes.id(),
            wrap: setting.wrap,
            letters: setting.font.size,
            pixels,
        };
        self.kept.begin(now, sample);
        setting.kept.replace(std::mem::take(&mut self.kept));
        if self.set_for != Some(now) {
            if self.set_for.is_none_or(|was| was.document != now.document) {
                self.anchor = document.clamp(self.anchor);
                self.caret = Caret { byte: document.clamp(self.caret.byte), row_end: false };
                self.goal = None;
                if self.text.as_ref().is_some_and(|was| was != document.text()) {
                    self.forget_places();
                }
                self.text = Some(document.text().clone());
            }
            let guess = |block| setting.guess(block, self.letter);
            self.heights = Heights::new((0..document.blocks().len()).map(guess).collect());
            // As much of the top line stays above the window, be it higher or lower now.
            let scale = self.set_for.filter(|_| !self.come_back).map_or(1.0, |was| now.letters / was.letters);
            self.top.into = (self.top.into * scale).min(setting.line - 2.0);
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
