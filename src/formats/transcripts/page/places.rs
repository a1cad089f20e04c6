//! Where in the words of a page highlights and comments stand, while these are still being written. Never holds white space
//! at either end, so that a page may take back what it ended with.

use std::ops::Range;

use crate::model::Colour;

/// The most comments that are open at once; more hang on no words.
const MOST_OPEN: usize = 500;

/// Where marks stand.
#[derive(Clone, Debug, Default)]
pub(in crate::formats::transcripts) struct Places {
    pub highlights: Vec<(Colour, Range<usize>)>,
    /// Comments that have ended, by what the file calls them; of no words where they stand at a point.
    pub comments: Vec<(String, Range<usize>)>,
    /// Comments that have not, each with where it begins.
    open: Vec<(String, usize)>,
}

impl Places {
    /// Words written from a byte on are highlighted; with those before in the same colour they are one.
    pub(super) fn highlight(&mut self, colour: Colour, text: &str, from: usize) {
        let words = &text[from..];
        let (start, end) = (text.len() - words.trim_start().len(), from + words.trim_end().len());
        if start >= end {
            return;
        }
        match self.highlights.last_mut() {
            Some((last, range)) if *last == colour && goes_on(&text[range.end..start]) => range.end = end,
            Some(_) | None => self.highlights.push((colour, start..end)),
        }
    }

    /// A comment begins.
    pub(super) fn open(&mut self, id: &str, at: usize) {
        if self.open.len() < MOST_OPEN {
            self.open.push((id.to_owned(), at));
        }
    }

    /// It ends; says whether it had begun.
    pub(super) fn close(&mut self, id: &str, text: &str) -> bool {
        let Some(n) = self.open.iter().rposition(|(open, _)| open == id) else { return false };
        let (_, at) = self.open.remove(n);
        let words = text.get(at..).unwrap_or_default();
        if words.trim().is_empty() {
            self.point(id, at.min(text.len()));
        } else {
            let start = text.len() - words.trim_start().len();
            self.comments.push((id.to_owned(), start..text.trim_end().len()));
        }
        true
    }

    /// A comment is about no words, but stands at a byte.
    pub(super) fn point(&mut self, id: &str, at: usize) {
        self.comments.push((id.to_owned(), at..at));
    }

    /// White space at the end was taken back.
    pub(super) fn cut(&mut self, end: usize) {
        self.open.iter_mut().rev().take_while(|(_, at)| *at > end).for_each(|(_, at)| *at = end);
    }

    /// Nothing more is written: what nobody ended stands where it began.
    pub(super) fn end(&mut self) {
        for (id, at) in std::mem::take(&mut self.open) {
            self.point(&id, at);
        }
    }

    /// Takes the places of a piece that is written at a byte.
    pub(super) fn take(&mut self, piece: Self, at: usize) {
        let moved = |range: Range<usize>| range.start + at..range.end + at;
        self.highlights.extend(piece.highlights.into_iter().map(|(colour, range)| (colour, moved(range))));
        self.comments.extend(piece.comments.into_iter().map(|(id, range)| (id, moved(range))));
    }

    /// The same, where so many bytes are left out at the start of a text that then is so long.
    pub(super) fn after(mut self, lead: usize, len: usize) -> Self {
        let moved = |range: &mut Range<usize>| {
            *range = range.start.saturating_sub(lead).min(len)..range.end.saturating_sub(lead).min(len);
        };
        self.highlights.iter_mut().for_each(|(_, range)| moved(range));
        self.comments.iter_mut().for_each(|(_, range)| moved(range));
        self
    }
}

/// Whether what stands between two highlights of one colour parts them: only words and the border of a cell do.
fn goes_on(between: &str) -> bool {
    let bare = between.trim();
    let is_note = || {
        let number = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    !between.contains('\t') && (bare.is_empty() || is_note())
}
