//! Passages to highlight, with the index that finds those of a stretch of text. Never knows what a code is: a mark
//! is a key, a place, a colour and a name.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui::Color32;

use super::document::Document;
use super::lanes::first_fit;
use crate::text::Span;

/// One highlighted passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The caller's own name for it, given back in an [`Answer`](super::Answer).
    pub key: u64,
    /// Where it lies.
    pub span: Span,
    /// Its colour, already a tone for the theme.
    pub colour: Color32,
    /// What stands beside its stripe.
    pub label: Arc<str>,
}

/// All marks of one document, in the order they were made.
#[derive(Debug)]
pub struct Marks {
    id: u64,
    marks: Vec<Mark>,
    /// Which underline each mark has: the first that is free, where marks that only touch may share one.
    slots: Vec<u16>,
    /// Indices into `marks` by start.
    by_start: Vec<u32>,
    /// The furthest end of each node of a binary tree over `by_start`; the leaves are its second half.
    furthest: Vec<u32>,
}

impl Marks {
    /// Marks in the order they were made: of several on the same words, the last one's tint shows. Those that lie
    /// outside the text are left out.
    pub fn new(document: &Document, mut marks: Vec<Mark>) -> Self {
        marks.retain(|mark| mark.span.end() <= document.text().len());
        // A view remembers which marks it drew its overview from.
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut by_start: Vec<u32> = (0..marks.len() as u32).collect();
        by_start.sort_by_key(|&i| marks[i as usize].span);
        let leaves = marks.len().next_power_of_two();
        let mut furthest = vec![0; 2 * leaves];
        for (leaf, &i) in furthest[leaves..].iter_mut().zip(&by_start) {
            *leaf = marks[i as usize].span.end() as u32;
        }
        for node in (1..leaves).rev() {
            furthest[node] = furthest[2 * node].max(furthest[2 * node + 1]);
        }
        let bytes = |mark: &Mark| mark.span.start() as u32..mark.span.end() as u32;
        let slots = first_fit(marks.iter().map(bytes));
        Self { id, marks, slots, by_start, furthest }
    }

    /// No marks at all.
    pub fn none(document: &Document) -> Self {
        Self::new(document, Vec::new())
    }

    /// All of them, in the order they were made.
    pub fn all(&self) -> &[Mark] {
        &self.marks
    }

    /// Calls `each` with every mark that shares a byte with `range`, by start. Takes the logarithm of the number of
    /// all marks for each one found.
    pub fn overlapping<'a>(&'a self, range: Range<usize>, mut each: impl FnMut(&'a Mark)) {
        self.find(range, |i| each(&self.marks[i]));
    }

    /// Bytes of memory that they take; what several share, such as a label, is not counted.
    pub const fn bytes(&self) -> usize {
        let indices = self.by_start.capacity() + self.furthest.capacity();
        self.marks.capacity() * size_of::<Mark>() + indices * size_of::<u32>() + self.slots.capacity() * 2
    }

    pub(super) const fn id(&self) -> u64 {
        self.id
    }

    pub(super) fn mark(&self, ix: usize) -> &Mark {
        &self.marks[ix]
    }

    pub(super) fn slot(&self, ix: usize) -> usize {
        usize::from(self.slots[ix])
    }

    /// Keys of the marks that share a byte with `range`, the latest first.
    pub(super) fn keys(&self, range: Range<usize>) -> Vec<u64> {
        let mut found = Vec::new();
        self.find(range, |i| found.push(i));
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.into_iter().map(|i| self.marks[i].key).collect()
    }

    /// Indices of the marks that share a byte with `range`, by start.
    pub(super) fn find(&self, range: Range<usize>, mut each: impl FnMut(usize)) {
        if range.start >= range.end || self.marks.is_empty() {
            return;
        }
        let before = |&i: &u32| self.marks[i as usize].span.start() < range.end;
        let count = self.by_start.partition_point(before);
        self.descend(1, 0, self.furthest.len() / 2, count, range.start as u32, &mut each);
    }

    /// Leaves `from..from + width` under `node`: those before `count` that end after `start`.
    fn descend(
        &self,
        node: usize,
        from: usize,
        width: usize,
        count: usize,
        start: u32,
        each: &mut impl FnMut(usize),
    ) {
        if from >= count || self.furthest[node] <= start {
            return;
        }
        if width == 1 {
            each(self.by_start[from] as usize);
            return;
        }
        let half = width / 2;
        self.descend(2 * node, from, half, count, start, each);
        self.descend(2 * node + 1, from + half, half, count, start, each);
    }
}

/// Marks as they are drawn: one of them may have an edge on the move.
#[derive(Clone, Copy)]
pub(super) struct VisibleMarks<'a> {
    marks: &'a Marks,
    moved: Option<(usize, Span)>,
}

impl<'a> VisibleMarks<'a> {
    pub(super) const fn new(marks: &'a Marks, moved: Option<(usize, Span)>) -> Self {
        Self { marks, moved }
    }

    pub(super) fn mark(&self, ix: usize) -> &'a Mark {
        self.marks.mark(ix)
    }

    /// The mark with a key, if there is one, and where it lies as it is drawn.
    pub(super) fn by_key(&self, key: u64) -> Option<(&'a Mark, Span)> {
        let ix = self.marks.all().iter().position(|mark| mark.key == key)?;
        Some((self.mark(ix), self.span(ix)))
    }

    /// Where a mark lies as it is drawn.
    pub(super) fn span(&self, ix: usize) -> Span {
        match self.moved {
            Some((moved, span)) if moved == ix => span,
            Some(_) | None => self.marks.mark(ix).span,
        }
    }

    pub(super) fn slot(&self, ix: usize) -> usize {
        self.marks.slot(ix)
    }

    /// Indices of the marks that share a byte with `range` as they are drawn.
    pub(super) fn find(&self, range: Range<usize>, mut each: impl FnMut(usize)) {
        let moved = self.moved.map(|(ix, _)| ix);
        self.marks.find(range.clone(), |ix| {
            if Some(ix) != moved {
                each(ix);
            }
        });
        if let Some((ix, span)) = self.moved
            && span.start() < range.end
            && range.start < span.end()
        {
            each(ix);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use proptest::prelude::*;

    fn document(bytes: usize) -> Document {
        Document::new(Text::new("x".repeat(bytes)), Vec::new(), &[])
    }

    fn marks(document: &Document, spans: &[(usize, usize)]) -> Marks {
        let mark = |(key, &(start, len)): (usize, &(usize, usize))| Mark {
            key: key as u64,
            span: document.text().span(start..start + len).unwrap(),
            colour: Color32::RED,
            label: "code".into(),
        };
        Marks::new(document, spans.iter().enumerate().map(mark).collect())
    }

    #[test]
    fn marks_that_share_no_letter_share_an_underline() {
        let document = document(1000);
        let marks = marks(&document, &[(0, 100), (100, 50), (149, 10)]);
        assert_eq!((marks.slot(0), marks.slot(1), marks.slot(2)), (0, 0, 1));
    }

    #[test]
    fn the_latest_comes_first_under_the_cursor() {
        let document = document(100);
        let marks = marks(&document, &[(10, 50), (0, 100), (20, 10), (60, 5)]);
        assert_eq!(marks.keys(25..26), [2, 1, 0]);
        assert_eq!(marks.keys(25..25), [0u64; 0]);
        assert!(Marks::none(&document).keys(0..100).is_empty());
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_scan_finds(
            spans in prop::collection::vec((0usize..400, 1usize..90), 0..70),
            start in 0usize..500, len in 0usize..60,
        ) {
            let document = document(600);
            let marks = marks(&document, &spans);
            let range = start..start + len;
            let mut found = Vec::new();
            marks.overlapping(range.clone(), |m| found.push(m.key));
            prop_assert!(found.iter().map(|&k| spans[k as usize].0).is_sorted());
            found.sort_unstable();
            let scan: Vec<u64> = spans
                .iter()
                .enumerate()
                .filter(|(_, s)| len > 0 && s.0 < range.end && range.start < s.0 + s.1)
                .map(|(i, _)| i as u64)
                .collect();
            prop_assert_eq!(found, scan);
        }
    }
}
