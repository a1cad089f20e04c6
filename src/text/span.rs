//! A passage's place in a text. Never empty, never inside a grapheme; only a [`Text`](super::Text) makes one.

use std::ops::Range;

/// A half-open byte range on grapheme boundaries of one text, never empty.
///
/// ```text
///   T h e   s e c o n d .
///   0 1 2 3 4 5 6 7 8 9 10      Span 4..10 is "second"
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Both ends must be grapheme boundaries of the text that the span is for.
    pub(super) const fn new(start: u32, end: u32) -> Self {
        debug_assert!(start < end);
        Self { start, end }
    }

    /// First byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes, never 0.
    #[allow(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// The bytes as a range, to slice with.
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether the byte at `at` lies inside.
    pub const fn contains(self, at: usize) -> bool {
        self.start() <= at && at < self.end()
    }

    /// Whether `other` lies wholly inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte; touching spans do not.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What the two share.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then(|| Self::new(start, end))
    }

    /// The smallest span that covers both.
    pub fn hull(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn touching_spans_do_not_overlap() {
        let (a, b) = (Span::new(0, 4), Span::new(4, 6));
        assert!(!a.overlaps(b));
        assert_eq!(a.intersection(b), None);
        assert_eq!(a.hull(b), Span::new(0, 6));
    }

    #[test]
    fn an_intersection_is_what_both_hold() {
        let (a, b) = (Span::new(0, 4), Span::new(2, 9));
        assert_eq!(a.intersection(b), Some(Span::new(2, 4)));
        assert!(a.hull(b).covers(b) && !a.covers(b));
    }
}
