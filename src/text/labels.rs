//! The head of a line: a speaker's label, a time, or both. Says what could be a label;
//! whether it is one is for [`recognise`](super::recognise()) to say, which sees the whole text.

use std::ops::Range;

use super::known::{is_known, is_letter};
use super::stamps::stamp;

/// Most characters of a label.
const MAX_CHARS: usize = 40;
/// Most words of a label.
const MAX_WORDS: usize = 4;
/// Most digits of the number of a line.
const MAX_DIGITS: usize = 4;
/// Most characters of a label that no colon ends.
const MAX_SPACED: usize = 16;

/// How a label is set apart from the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `P01: words`, also in Markdown's bold.
    Colon,
    /// `Name 00:01:02`, the words behind or on the next line.
    Time,
    /// `INT  words`: capitals, then two spaces or a tab; `Interviewer – words`: a known word, then a dash.
    Gap,
    /// `[P01] words`.
    Bracket,
    /// `INTERVIEWER`, and nothing else on the line: a known word, or capitals.
    Alone,
}

/// What a line starts with, in bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub label: Option<(Range<usize>, Mark)>,
    pub time_ms: Option<u32>,
    /// Where the words begin, white space skipped; the line's length where there are none.
    pub body: usize,
}

/// The head of a line, if it starts with anything that could be a label or a time.
pub(super) fn head(line: &str) -> Option<Head> {
    let mut at = Cursor { line, at: 0 };
    at.skip(is_space_or_emphasis);
    let whole = at.rest().trim_end().len();
    let mut before = at.stamp(|s| s.sure || s.len == whole);
    if before.is_some() {
        at.skip(|c| is_space_or_emphasis(c) || matches!(c, '-' | '–' | '|' | ':'));
    } else if let Some((behind, time)) = at.behind_a_number() {
        (at, before) = (behind, time);
    }
    let label = at.bracketed().or_else(|| at.label()).or_else(|| at.alone());
    let time_ms = match &label {
        Some((.., inside)) => {
            at.skip(is_space_or_emphasis);
            let after = at.stamp(|s| s.sure);
            before.or(*inside).or(after)
        }
        None => before,
    };
    if label.is_none() && time_ms.is_none() {
        return None;
    }
    at.skip(char::is_whitespace);
    Some(Head { label: label.map(|(range, mark, _)| (range, mark)), time_ms, body: at.at })
}

/// A label with the time that stood between it and its colon.
type Found = (Range<usize>, Mark, Option<u32>);

#[derive(Clone, Copy)]
struct Cursor<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, what: impl Fn(char) -> bool) {
        self.at = self.line.len() - self.rest().trim_start_matches(what).len();
    }

    fn stamp(&mut self, takes: impl Fn(super::stamps::Stamp) -> bool) -> Option<u32> {
        let found = stamp(self.rest()).filter(|&s| takes(s))?;
        self.at += found.len;
        Some(found.ms)
    }

    /// What stands behind the number of a line, or behind a time without hours, where that is a label with a colon.
    fn behind_a_number(self) -> Option<(Self, Option<u32>)> {
        let mut behind = self;
        let time = behind.stamp(|_| true);
        if time.is_none() {
            let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
            behind.at += (1..=MAX_DIGITS).contains(&digits).then_some(digits)?;
            behind.at += usize::from(behind.rest().starts_with(['.', ')']));
        }
        behind.rest().starts_with(char::is_whitespace).then_some(())?;
        behind.skip(is_space_or_emphasis);
        let mut label = behind;
        matches!(label.label()?.1, Mark::Colon).then_some((behind, time))
    }

    /// `INTERVIEWER`, the words on the lines below.
    fn alone(&mut self) -> Option<Found> {
        let label = self.rest().trim_end_matches(is_space_or_emphasis);
        // Nothing is made of a long line.
        (label.len() <= MAX_CHARS * 4 && looks_like_label(label)).then_some(())?;
        let capitals =
            label.chars().filter(|c| c.is_uppercase()).count() > 1 && !label.chars().any(char::is_lowercase);
        let known = is_known(label) && !is_letter(label);
        (capitals || known).then_some(())?;
        let start = self.at;
        self.at = self.line.len();
        Some((start..start + label.len(), Mark::Alone, None))
    }

    /// `[P01] words` or `[P01]: words`.
    fn bracketed(&mut self) -> Option<Found> {
        let inner = self.rest().strip_prefix('[')?;
        let len = inner.find(']').filter(|&len| looks_like_label(&inner[..len]))?;
        let start = self.at + 1;
        self.at = start + len + 1;
        let mark = if self.rest().starts_with(is_colon) {
            self.skip(is_colon);
            Mark::Colon
        } else {
            Mark::Bracket
        };
        Some((start..start + len, mark, None))
    }

    /// `P01:`, `Name (00:01:02):`, `Name 00:01:02`, `INT  words`.
    fn label(&mut self) -> Option<Found> {
        let start = self.at;
        let mut seen = 0;
        let mut end = start;
        for (offset, c) in self.rest().char_indices() {
            let here = start + offset;
            let made = |mark, time| {
                let label = self.line.get(start..end).filter(|label| looks_like_label(label))?;
                Some((start..start + label.len(), mark, time))
            };
            if is_colon(c) {
                let next = here + c.len_utf8();
                let after = self.line[next..].chars().next();
                let in_a_number = self.line[..here].ends_with(|c: char| c.is_ascii_digit())
                    && after.is_some_and(|c| c.is_ascii_digit());
                // A time may stand between the label and the words below.
                let mut after_time = Cursor { line: self.line, at: next };
                after_time.skip(is_space_or_emphasis);
                let time = after_time.stamp(|_| true).filter(|_| after_time.rest().trim().is_empty());
                let found = made(Mark::Colon, time).filter(|_| after != Some('/') && !in_a_number)?;
                self.at = if time.is_some() { self.line.len() } else { next };
                return Some(found);
            }
            let at_gap = end < here || matches!(c, '[' | '(' | '#');
            if at_gap && let Some(time) = stamp(&self.line[here..]) {
                let mut after = Cursor { line: self.line, at: here + time.len };
                after.skip(is_space_or_emphasis);
                let colon = after.rest().starts_with(is_colon);
                let alone = after.rest().is_empty();
                let mark = if colon { Mark::Colon } else { Mark::Time };
                let found = made(mark, Some(time.ms)).filter(|_| colon || alone || time.sure)?;
                after.skip(is_colon);
                self.at = after.at;
                return Some(found);
            }
            // "I – I mean" is no label.
            let dash = matches!(c, '-' | '–' | '—')
                && self.line[..here].ends_with(' ')
                && self.line[here + c.len_utf8()..].starts_with(' ');
            if dash {
                let sure = |label: &str| is_known(label) && !is_letter(label);
                let found = made(Mark::Gap, None).filter(|_| sure(&self.line[start..end]))?;
                self.at = here + c.len_utf8();
                return Some(found);
            }
            if c == '\t' || (c == ' ' && self.line[here + 1..].starts_with(' ')) {
                let gap = here + (self.line[here..].len() - self.line[here..].trim_start().len());
                if stamp(&self.line[gap..]).is_none() {
                    let label = self.line.get(start..end)?;
                    let capitals = !label.chars().any(char::is_lowercase);
                    let fits = capitals && seen <= MAX_SPACED && gap < self.line.len();
                    let found = made(Mark::Gap, None).filter(|_| fits)?;
                    self.at = gap;
                    return Some(found);
                }
            }
            if !c.is_whitespace() && !is_emphasis(c) {
                end = here + c.len_utf8();
            }
            seen += 1;
            // A few more for emphasis and the white space before a time.
            if seen > MAX_CHARS + 8 {
                return None;
            }
        }
        None
    }
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

fn is_space_or_emphasis(c: char) -> bool {
    c.is_whitespace() || is_emphasis(c)
}

fn looks_like_label(label: &str) -> bool {
    label.chars().any(char::is_alphabetic)
        && label.chars().count() <= MAX_CHARS
        && label.split_whitespace().count() <= MAX_WORDS
        && !label.contains(['?', '!', ';', '"', '“', '”', '…', '<', '>', '=', '|', ':', '：', '。', '、'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> Option<(&str, Option<Mark>, Option<u32>, &str)> {
        let found = head(line)?;
        let label = found.label.as_ref().map_or("", |(range, _)| &line[range.clone()]);
        Some((label, found.label.as_ref().map(|l| l.1), found.time_ms, &line[found.body..]))
    }

    #[test]
    fn heads_of_lines() {
        use Mark::{Bracket, Colon, Gap, Time};
        for (line, label, mark, time, body) in [
            ("Interviewer: How?", "Interviewer", Some(Colon), None, "How?"),
            ("P01:How?", "P01", Some(Colon), None, "How?"),
            ("  **P01:** It", "P01", Some(Colon), None, "It"),
            ("**P01**: It", "P01", Some(Colon), None, "It"),
            ("INT  How?", "INT", Some(Gap), None, "How?"),
            ("INT\tHow?", "INT", Some(Gap), None, "How?"),
            ("[00:01:02] P01: It", "P01", Some(Colon), Some(62_000), "It"),
            ("00:01:02 P01: It", "P01", Some(Colon), Some(62_000), "It"),
            ("00:01:02 - P01: It", "P01", Some(Colon), Some(62_000), "It"),
            ("P01 [00:01:02]: It", "P01", Some(Colon), Some(62_000), "It"),
            ("P01: [00:01:02] It", "P01", Some(Colon), Some(62_000), "It"),
            ("**P01:** [00:01:02] It", "P01", Some(Colon), Some(62_000), "It"),
            ("Ann Lee (00:01:02): It", "Ann Lee", Some(Colon), Some(62_000), "It"),
            ("Ann Lee (1:02): It", "Ann Lee", Some(Colon), Some(62_000), "It"),
            ("Ann Lee  0:03", "Ann Lee", Some(Time), Some(3_000), ""),
            ("Ann Lee 00:00:03", "Ann Lee", Some(Time), Some(3_000), ""),
            ("P01 [00:01:02] It", "P01", Some(Time), Some(62_000), "It"),
            ("[id1] hello", "id1", Some(Bracket), None, "hello"),
            ("0:09 Bob: Hi", "Bob", Some(Colon), Some(9_000), "Hi"),
            ("12  INT: Hello", "INT", Some(Colon), None, "Hello"),
            ("3. P01: Hello", "P01", Some(Colon), None, "Hello"),
            ("Interviewer – Hello", "Interviewer", Some(Gap), None, "Hello"),
            ("P1 - Hello", "P1", Some(Gap), None, "Hello"),
            ("**INTERVIEWER**", "INTERVIEWER", Some(Mark::Alone), None, ""),
            ("Speaker 2", "Speaker 2", Some(Mark::Alone), None, ""),
            ("MARY", "MARY", Some(Mark::Alone), None, ""),
            ("[P01]: hello", "P01", Some(Colon), None, "hello"),
            ("語り手：長崎", "語り手", Some(Colon), None, "長崎"),
            ("[00:01:02]", "", None, Some(62_000), ""),
            ("0:03", "", None, Some(3_000), ""),
            ("[00:01:02] and then", "", None, Some(62_000), "and then"),
        ] {
            assert_eq!(parts(line), Some((label, mark, time, body)), "{line}");
        }
    }

    #[test]
    fn lines_without_a_head() {
        for line in [
            "",
            "It was fine.",
            "see https://example.org",
            "12:30 we left",
            "3 we left",
            "2019: that year",
            "I - I mean",
            "Well - P01 - came",
            "Yes",
            "I",
            "at 12:30 we left",
            "It was, all told and taken together: fine",
            "Really? Yes: really",
            "lower  case",
        ] {
            assert_eq!(head(line), None, "{line}");
        }
    }
}
