//! How each mark sets a label apart from the words of a line. Finds where a label would stand, and never says whether it is one.

use std::ops::Range;

use super::stamps::{may_be_timed, stamp};

/// Most characters of a label.
pub(super) const MAX_CHARS: usize = 48;
/// Most digits of the number of a line.
const MAX_DIGITS: usize = 5;

/// What sets a label apart from the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `P01: words`, or the words below.
    Colon,
    /// `P01`, with a time beside, above, below or none, and the words on the lines below.
    Below,
    /// `P01 [00:01:02] words` on one line.
    Stamp,
    /// A tab, or two spaces behind capitals.
    Gap,
    /// `P01 – words`.
    Dash,
    /// `[P01] words`.
    Bracket,
    /// `Q. words`.
    Dot,
    /// `P01` in bold, then words that are not.
    Bold,
}

/// A label that was found, in bytes of the line, with a time between it and its mark.
pub(super) struct Found {
    pub label: Range<usize>,
    pub time: Option<u32>,
    pub body: usize,
}

#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub line: &'a str,
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    pub(super) fn skip(&mut self, what: impl Fn(char) -> bool) {
        self.at = self.line.len() - self.rest().trim_start_matches(what).len();
    }

    /// The bytes of the next characters, as many as a head may have, and some more.
    fn near_bytes(&self) -> &'a [u8] {
        let bytes = self.rest().as_bytes();
        &bytes[..bytes.len().min((MAX_CHARS + 24) * 4)]
    }

    /// The next characters, as many as a head may have.
    fn near(&self) -> impl Iterator<Item = (usize, char)> + use<'a> {
        let at = self.at;
        self.rest().char_indices().take(MAX_CHARS + 24).map(move |(offset, c)| (at + offset, c))
    }

    /// Goes past the number of a line, if there is one: `12  INT: Hello`, `3. P01: Hello`.
    pub(super) fn number(&mut self) -> bool {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=MAX_DIGITS).contains(&digits) {
            return false;
        }
        let mut behind = Self { at: self.at + digits, ..*self };
        behind.at += usize::from(behind.rest().starts_with(['.', ')']));
        if !behind.rest().starts_with(char::is_whitespace) {
            return false;
        }
        *self = behind;
        true
    }

    pub(super) fn colon(&self) -> Option<Found> {
        for (at, c) in self.near() {
            if !is_colon(c) {
                continue;
            }
            let after = &self.line[at + c.len_utf8()..];
            let digit = |c: char| c.is_ascii_digit();
            if self.line[..at].ends_with(digit) && after.starts_with(digit) {
                continue;
            }
            if after.starts_with('/') {
                return None;
            }
            let (label, time) = self.without_stamp(self.at..at);
            return Some(Found { label, time, body: at + c.len_utf8() });
        }
        None
    }

    /// A label without the time at its end, and that time.
    fn without_stamp(&self, label: Range<usize>) -> (Range<usize>, Option<u32>) {
        let words = &self.line[label.clone()];
        if !may_be_timed(words) {
            return (label, None);
        }
        for (at, c) in words.char_indices().skip(1) {
            let begins =
                !c.is_ascii_digit() || words[..at].ends_with(|c: char| !c.is_alphanumeric() && c != ':');
            let found = stamp(&words[at..]).filter(|_| begins);
            if let Some(found) = found
                && words[at + found.len..].trim_matches(is_lead).is_empty()
            {
                return (label.start..label.start + at, Some(found.ms));
            }
        }
        (label, None)
    }

    /// The whole line is a label, and perhaps a time.
    pub(super) fn below(&self) -> Option<Found> {
        // Nothing is made of a long line.
        (self.rest().len() <= MAX_CHARS * 5).then_some(())?;
        let end = self.at + self.rest().trim_end_matches(is_lead).len();
        let (label, time) = self.without_stamp(self.at..end);
        Some(Found { label, time, body: self.line.len() })
    }

    pub(super) fn stamped(&self) -> Option<Found> {
        may_be_timed(self.rest()).then_some(())?;
        for (at, c) in self.near().skip(1) {
            if !matches!(c, '[' | '(' | '{' | '<' | '#' | '（' | '【' | '0'..='9')
                || self.line[..at].ends_with(|c: char| c.is_alphanumeric() && !c.is_whitespace())
            {
                continue;
            }
            let Some(found) = stamp(&self.line[at..]) else { continue };
            let rest = &self.line[at + found.len..];
            let apart = rest.starts_with('\t') || rest.starts_with("  ");
            let words = !rest.trim_matches(is_lead).is_empty();
            let fits = words && (found.sure || apart) && !rest.trim_start().starts_with(is_colon);
            let label = fits.then_some(self.at..at)?;
            let mut body = Self { line: self.line, at: at + found.len };
            body.skip(is_lead);
            return Some(Found { label, time: Some(found.ms), body: body.at });
        }
        None
    }

    pub(super) fn gap(&self) -> Option<Found> {
        // Behind small letters only a tab is a gap.
        let small = self.rest().chars().take(3).any(char::is_lowercase);
        (!small || self.near_bytes().contains(&b'\t')).then_some(())?;
        let tab =
            self.near().find(|(at, c)| *c == '\t' || (*c == ' ' && self.line[at + 1..].starts_with(' ')));
        let (at, c) = tab?;
        let label = self.at..at;
        // What ends in a colon is no label with a gap.
        let bare = !self.line[label.clone()].trim_end().ends_with(is_colon);
        let capitals = !self.line[label.clone()].chars().any(char::is_lowercase);
        let rest = self.line[at..].trim_start();
        let fits = bare
            && (c == '\t' || capitals)
            && !rest.is_empty()
            && !rest.contains('\t')
            && stamp(rest).is_none();
        fits.then_some(Found { label, time: None, body: at })
    }

    pub(super) fn dash(&self) -> Option<Found> {
        // The longer ones begin with the last of these bytes.
        [b'-', b'|', 0xE2].iter().any(|byte| self.near_bytes().contains(byte)).then_some(())?;
        let dashed = self.near().find(|(at, c)| {
            let behind = self.line[at + c.len_utf8()..].trim_start_matches('-');
            matches!(c, '-' | '–' | '—' | '|') && self.line[..*at].ends_with(' ') && behind.starts_with(' ')
        });
        let (at, c) = dashed?;
        let (label, time) = self.without_stamp(self.at..at);
        let behind = &self.line[at + c.len_utf8()..];
        let body = self.line.len() - behind.trim_start_matches('-').len();
        Some(Found { label, time, body })
    }

    pub(super) fn bracket(&self) -> Option<Found> {
        let open = self.rest().chars().next()?;
        let close = closing(open)?;
        let (end, c) = self.near().skip(1).find(|(_, c)| *c == close)?;
        let label = self.at + open.len_utf8()..end;
        let mut body = Self { line: self.line, at: end + c.len_utf8() };
        body.skip(|c| is_lead(c) || is_colon(c));
        let time = stamp(body.rest()).filter(|found| found.sure || body.rest().len() == found.len);
        body.at += time.map_or(0, |found| found.len);
        Some(Found { label, time: time.map(|found| found.ms), body: body.at })
    }

    pub(super) fn dot(&self) -> Option<Found> {
        let (at, _) = self.near().take(3).find(|(_, c)| *c == '.')?;
        let label = self.at..at;
        let short = self.line[label.clone()].chars().count() <= 2;
        let capitals = self.line[label.clone()].chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        let apart = self.line[at + 1..].starts_with(char::is_whitespace);
        (short && capitals && apart).then_some(Found { label, time: None, body: at + 1 })
    }

    pub(super) fn bold(&self, bold: usize) -> Option<Found> {
        (bold > self.at && bold < self.line.len()).then_some(())?;
        let label = self.at..bold;
        let words = !self.line[bold..].trim().is_empty();
        let bare = !self.line[label.clone()].contains(is_colon)
            && !self.line[bold..].trim_start().starts_with(is_colon);
        (words && bare).then_some(Found { label, time: None, body: bold })
    }
}

pub(super) fn closing(open: char) -> Option<char> {
    Some(match open {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        '<' => '>',
        '【' => '】',
        '「' => '」',
        '（' => '）',
        _ => return None,
    })
}

pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

pub(super) fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

/// What may stand before and around a label.
pub(super) fn is_lead(c: char) -> bool {
    c.is_whitespace()
        || is_emphasis(c)
        || matches!(c, '-' | '–' | '—' | '•' | '·' | '/' | '>' | '#')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{feff}')
}
