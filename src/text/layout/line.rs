//! The lines of a text as layouts look at them: where their words stand, what stands before them, how they look. Never
//! says who speaks.

use std::ops::Range;

/// How pieces of a text look, where that may say who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Bytes in bold or of a heading, in order, without overlap.
    pub bold: Vec<Range<usize>>,
}

/// A line with words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes, without the white space around it.
    pub range: Range<usize>,
    /// Whether an empty line, or nothing at all, stands before it.
    pub opens: bool,
    /// How many bytes at its start are bold.
    pub bold: usize,
}

impl Line {
    pub(super) fn words<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.clone()]
    }

    pub(super) fn all_bold(&self) -> bool {
        self.bold > 0 && self.bold >= self.range.len()
    }
}

/// The lines with words of a text.
pub(super) fn lines(text: &str, looks: &Looks) -> Vec<Line> {
    let (mut lines, mut from, mut opens) = (Vec::new(), 0, true);
    let mut bold = looks.bold.iter().peekable();
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            opens = true;
        } else {
            let start = from + line.len() - line.trim_start().len();
            while bold.next_if(|range| range.end <= start).is_some() {}
            let at_start =
                bold.peek().filter(|range| range.start <= start).map_or(0, |range| range.end - start);
            let bold = at_start.min(words.len());
            lines.push(Line { range: start..start + words.len(), opens, bold });
            opens = false;
        }
        from += line.len();
    }
    lines
}
