//! Places in a transcript to go to: a turn, a line, a time, the next passage without a code. Never moves the page.

use std::ops::Range;

use crate::model::{CodingLayer, Transcript};
use crate::text::{LineNo, Span, Turn};

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
