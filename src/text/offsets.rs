//! Conversion between bytes, code points, UTF-16 units and lines, by a table of samples. Never scans a whole text
//! for one position.

use serde::{Deserialize, Serialize};

/// A position in Unicode code points from the start of a text, as files and REFI-QDA count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CharPos(pub u32);

/// A position in UTF-16 code units from the start of a text, as Java, JavaScript and Windows tools count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16Pos(pub u32);

/// A line, counted from 0; a line ends at `\n`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineNo(pub u32);

/// Bytes between two samples.
const STEP: usize = 512;

/// Counts of code points and UTF-16 units before each sample, and the first byte of each line.
#[derive(Debug)]
pub(super) struct Offsets {
    samples: Vec<(u32, u32)>,
    lines: Vec<u32>,
    chars: u32,
    utf16: u32,
}

/// Code points and UTF-16 units in `bytes`, a slice of UTF-8 that may start or end inside a sequence: each
/// sequence counts where its first byte stands.
fn count(bytes: &[u8]) -> (u32, u32) {
    // Most pieces of most texts are, and are counted at once.
    if bytes.is_ascii() {
        return (bytes.len() as u32, bytes.len() as u32);
    }
    bytes.iter().fold((0, 0), |(chars, utf16), &b| {
        let lead = u32::from(b & 0xC0 != 0x80);
        (chars + lead, utf16 + lead + u32::from(b >= 0xF0))
    })
}

impl Offsets {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut samples = Vec::with_capacity(bytes.len() / STEP + 1);
        let (mut chars, mut utf16) = (0, 0);
        for chunk in bytes.chunks(STEP) {
            samples.push((chars, utf16));
            let (c, u) = count(chunk);
            chars += c;
            utf16 += u;
        }
        let mut lines = vec![0];
        lines.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        Self { samples, lines, chars, utf16 }
    }

    pub(super) const fn chars(&self) -> u32 {
        self.chars
    }

    pub(super) const fn utf16(&self) -> u32 {
        self.utf16
    }

    pub(super) fn lines(&self) -> &[u32] {
        &self.lines
    }

    /// Counts before the byte `at`, which is clamped to the text.
    fn before(&self, text: &str, at: usize) -> (u32, u32) {
        let at = at.min(text.len());
        let sample = at / STEP;
        let Some(&(chars, utf16)) = self.samples.get(sample) else { return (self.chars, self.utf16) };
        let (c, u) = count(&text.as_bytes()[sample * STEP..at]);
        (chars + c, utf16 + u)
    }

    pub(super) fn char_of(&self, text: &str, at: usize) -> CharPos {
        CharPos(self.before(text, at).0)
    }

    pub(super) fn utf16_of(&self, text: &str, at: usize) -> Utf16Pos {
        Utf16Pos(self.before(text, at).1)
    }

    pub(super) fn byte_of_char(&self, text: &str, at: CharPos) -> Option<usize> {
        self.byte_where(text, at.0, self.chars, |s| s.0, |_| 1)
    }

    pub(super) fn byte_of_utf16(&self, text: &str, at: Utf16Pos) -> Option<usize> {
        self.byte_where(text, at.0, self.utf16, |s| s.1, |c| c.len_utf16() as u32)
    }

    /// The byte before which `want` units stand; none past the end or inside a code point.
    fn byte_where(
        &self,
        text: &str,
        want: u32,
        total: u32,
        key: impl Fn(&(u32, u32)) -> u32,
        width: impl Fn(char) -> u32,
    ) -> Option<usize> {
        if want == total {
            return Some(text.len());
        }
        if want > total {
            return None;
        }
        let sample = self.samples.partition_point(|s| key(s) <= want) - 1;
        let mut from = sample * STEP;
        let mut seen = key(&self.samples[sample]);
        for chunk in text.as_bytes()[from..].chunks(STEP / 16) {
            let after = seen + key(&count(chunk));
            if after > want {
                break;
            }
            (seen, from) = (after, from + chunk.len());
        }
        // A chunk may end inside a sequence, which counted where it starts: go on to the next first byte.
        while !text.is_char_boundary(from) {
            from += 1;
        }
        for (at, c) in text[from..].char_indices() {
            if seen == want {
                return Some(from + at);
            }
            if seen > want {
                return None;
            }
            seen += width(c);
        }
        None
    }

    pub(super) fn line_of(&self, at: usize) -> LineNo {
        LineNo((self.lines.partition_point(|&start| start as usize <= at) - 1) as u32)
    }
}
