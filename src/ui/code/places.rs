//! Places in a transcript to go to: a turn, a line, a time, the next passage without a code. Never moves the page.

use std::ops::Range;

use crate::model::{CodingLayer, Transcript};
use crate::text::{LineNo, Span, Turn, time_ms};

/// What a person typed to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jump {
    /// A turn, counted from 1.
    Turn(usize),
    /// A line of the text, counted from 1.
    Line(usize),
    /// A time of the recording, in milliseconds.
    Time(u32),
}

impl Jump {
    /// "12" or "turn 12", "line 40" or "l40", "12:30" or "1:02:03"; none where it is nothing of these.
    pub fn parse(words: &str) -> Option<Self> {
        let words = words.trim().to_lowercase();
        if words.contains(':') {
            return time_ms(&words).map(Self::Time);
        }
        let number = |rest: &str| rest.trim().parse().ok().filter(|&n| n > 0);
        if let Some(rest) = words.strip_prefix("line").or_else(|| words.strip_prefix('l')) {
            return number(rest).map(Self::Line);
        }
        let rest = words.strip_prefix("turn").or_else(|| words.strip_prefix('t')).unwrap_or(&words);
        number(rest).map(Self::Turn)
    }

    /// The byte to go to; the nearest place there is where the number or time is too large.
    pub fn place(self, transcript: &Transcript) -> Option<usize> {
        let (text, turns) = (transcript.text(), transcript.turns());
        match self {
            Self::Turn(n) => turns.get((n - 1).min(turns.len().checked_sub(1)?)).map(|t| t.body),
            Self::Line(n) => {
                let line = (n - 1).min(text.lines().saturating_sub(1));
                text.line(LineNo(line as u32)).map(|line| line.start)
            }
            Self::Time(ms) => {
                let mut timed = turns.iter().filter(|t| t.time_ms.is_some_and(|at| at <= ms));
                timed.next_back().or_else(|| turns.iter().find(|t| t.time_ms.is_some())).map(|t| t.body)
            }
        }
    }
}

/// The stretches of the text that carry none of a layer's codes, in order: within one turn (or line, where
/// there are no turns), with a word in them, trimmed
/// of white space; the interviewer's are left out.
pub fn uncoded(transcript: &Transcript, layer: Option<&CodingLayer>) -> Vec<Span> {
    let text = transcript.text();
    let mut coded = layer.map_or(&[][..], CodingLayer::codings).iter().map(|c| c.span).peekable();
    let mut found = Vec::new();
    // How far everything up to here is coded.
    let mut until = 0;
    let lines = (0..text.lines()).filter_map(|n| text.line(LineNo(n as u32)));
    let turns = transcript.turns().iter().filter(|t| !transcript.is_interviewer(t)).map(Turn::words);
    // A text without turns is taken line by line.
    let stretches: Vec<Range<usize>> =
        if transcript.turns().is_empty() { lines.collect() } else { turns.collect() };
    for words in stretches {
        let mut from = words.start.max(until);
        while let Some(span) = coded.peek().copied().filter(|s| s.start() < words.end) {
            coded.next();
            keep(transcript, from..span.start().min(words.end), &mut found);
            until = until.max(span.end());
            from = from.max(until);
        }
        keep(transcript, from..words.end, &mut found);
    }
    found.retain(|span| text.words().count_in(*span) > 0);
    found
}

fn keep(transcript: &Transcript, range: Range<usize>, found: &mut Vec<Span>) {
    let text = transcript.text();
    let Some(words) = text.as_str().get(range.clone()) else { return };
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    found.extend(text.span(start..end).ok());
}

/// The next uncoded stretch after a byte, or the one before it; round the end it begins anew.
pub fn next_uncoded(spans: &[Span], at: usize, forward: bool) -> Option<Span> {
    let found = if forward {
        spans.iter().find(|s| s.start() > at).or(spans.first())
    } else {
        spans.iter().rev().find(|s| s.start() < at).or(spans.last())
    };
    found.copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{coder, project, transcript};

    #[test]
    fn what_is_typed_is_a_turn_a_line_or_a_time() {
        assert_eq!(Jump::parse(" 12 "), Some(Jump::Turn(12)));
        assert_eq!(Jump::parse("turn 3"), Some(Jump::Turn(3)));
        assert_eq!(Jump::parse("Line 40"), Some(Jump::Line(40)));
        assert_eq!(Jump::parse("l7"), Some(Jump::Line(7)));
        assert_eq!(Jump::parse("1:02:03"), Some(Jump::Time(3_723_000)));
        assert_eq!(Jump::parse("12:30"), Some(Jump::Time(750_000)));
        for nothing in ["", "0", "soon", "12:", "line"] {
            assert_eq!(Jump::parse(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn places_are_found_and_numbers_too_large_lead_to_the_end() {
        let project = project();
        let p01 = project.transcript(transcript(1)).unwrap();
        let words = |at: usize| p01.text().as_str()[at..].split(' ').next().unwrap().to_owned();
        assert_eq!(words(Jump::Turn(2).place(p01).unwrap()), "The");
        assert_eq!(words(Jump::Turn(99).place(p01).unwrap()), "She");
        assert_eq!(words(Jump::Line(3).place(p01).unwrap()), "P01:");
        assert_eq!(Jump::Time(5).place(p01), None, "no turn has a time");
    }

    #[test]
    fn what_carries_no_code_is_what_lies_between_codings() {
        let project = project();
        let p01 = project.transcript(transcript(1)).unwrap();
        let spans = uncoded(p01, project.layer(transcript(1), coder(1)).map(|l| &**l));
        let words: Vec<&str> = spans.iter().map(|s| p01.text().slice(*s)).collect();
        assert_eq!(words, ["The second one.", ", and then"]);
        assert_eq!(uncoded(p01, None).len(), 2, "both answers, whole");
        let first = spans[0];
        assert_eq!(next_uncoded(&spans, 0, true), Some(first));
        assert_eq!(next_uncoded(&spans, first.start(), true), Some(spans[1]));
        assert_eq!(next_uncoded(&spans, spans[1].start(), true), Some(first), "round the end");
        assert_eq!(next_uncoded(&spans, first.start(), false), Some(spans[1]));
        assert_eq!(next_uncoded(&[], 0, true), None);
    }
}
