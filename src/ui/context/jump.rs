//! A place in a transcript, as a person types it: a turn, a line, a time. Never moves the page.

use crate::model::Transcript;
use crate::text::{LineNo, time_ms};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{project, transcript};

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
}
