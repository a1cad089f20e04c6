//! The head of a line: who speaks, and when, as one layout writes it. Says what could be one; whether it is one is for
//! [`judge`](super::judge) to say, which sees the whole text.

use std::ops::Range;

use super::line::Line;
use super::stamps::{Stamp, day, glued, stamp};

/// Most characters of a label.
const MAX_CHARS: usize = 48;
/// Most words of a label.
const MAX_WORDS: usize = 6;
/// Most digits of the number of a line.
const MAX_DIGITS: usize = 5;

/// Where a time stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// On a line of its own above the label.
    Above,
    /// Before the label.
    Before,
    /// Behind it.
    Behind,
    /// On a line of its own below it.
    Below,
}

/// What a head looks like besides its label: those of one file look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    pub stamp: Option<At>,
    /// Whether nothing else stands on the line.
    pub alone: bool,
    /// Whether an empty line stands before it.
    pub opens: bool,
    pub bold: bool,
    /// Whether brackets stand around the label.
    pub bracketed: bool,
    /// Whether a day and time of day, or the number of a line, stands before it.
    pub counted: bool,
}

/// What could be a head, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub label: Range<usize>,
    pub time_ms: Option<u32>,
    /// Where the words begin; the line's end where they stand below.
    pub body: usize,
    pub form: Form,
}

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

/// The head of a line as a layout with this mark writes it.
pub(super) fn head(text: &str, line: &Line, mark: Mark) -> Option<Head> {
    let words = line.words(text);
    let mut at = Cursor { line: words, at: 0 };
    at.skip(|c| c.is_whitespace() || is_emphasis(c));
    let mut time = None;
    let mut counted = false;
    if let Some(len) = day(at.rest()) {
        at.at += len;
        counted = true;
    } else {
        let found = stamp(at.rest()).or_else(|| glued(at.rest()).filter(|_| mark == Mark::Colon));
        match found {
            Some(found) => {
                at.at += found.len;
                time = Some(found.ms);
            }
            None => counted = at.number(),
        }
    }
    at.skip(|c| is_lead(c) || matches!(c, '|' | '/') || (c == ':' && time.is_some()));
    let found = match mark {
        Mark::Colon => at.colon(),
        Mark::Below => at.below(),
        Mark::Stamp => at.stamped(),
        Mark::Gap => at.gap(),
        Mark::Dash => at.dash(),
        Mark::Bracket => at.bracket(),
        Mark::Dot => at.dot(),
        Mark::Bold => at.bold(line.bold),
    }?;
    let (label, bracketed) = unbracketed(words, trimmed(words, found.label));
    looks_like_label(&words[label.clone()]).then_some(())?;
    let mut body = Cursor { line: words, at: found.body };
    body.skip(|c: char| c.is_whitespace() || is_emphasis(c));
    let mut behind = found.time;
    if mark == Mark::Colon
        && let Some(after) = stamp(body.rest())
    {
        let rest = body.rest()[after.len..].trim_start();
        if after.sure || rest.is_empty() {
            behind = behind.or(Some(after.ms));
            body.at += after.len;
            body.skip(|c: char| c.is_whitespace() || is_emphasis(c) || c == ':');
        }
    }
    let alone = body.rest().is_empty();
    let start = line.range.start;
    let at = time.map(|_| At::Before).or(behind.map(|_| At::Behind));
    let form = Form {
        stamp: at,
        alone,
        opens: line.opens,
        bold: line.bold >= label.end,
        bracketed: bracketed || mark == Mark::Bracket,
        counted,
    };
    Some(Head {
        label: start + label.start..start + label.end,
        time_ms: time.or(behind),
        body: start + body.at,
        form,
    })
}

/// The time of a line that begins with one, and where its words begin.
pub(super) fn led_by_stamp(text: &str, line: &Line) -> Option<(Stamp, usize)> {
    let words = line.words(text);
    let lead = words.len() - words.trim_start_matches(is_emphasis).len();
    let found = stamp(&words[lead..])?;
    let after = &words[lead + found.len..];
    let whole = after.trim_matches(|c: char| is_emphasis(c) || c.is_whitespace()).is_empty();
    (found.sure || whole).then_some(())?;
    let body = words.len() - after.trim_start_matches(is_lead).len();
    let body = if whole { words.len() } else { body };
    Some((found, line.range.start + body))
}

/// A label that was found, in bytes of the line, with a time between it and its mark.
struct Found {
    label: Range<usize>,
    time: Option<u32>,
    body: usize,
}

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

    /// The next characters, as many as a head may have.
    fn near(&self) -> impl Iterator<Item = (usize, char)> + use<'a> {
        let at = self.at;
        self.rest().char_indices().take(MAX_CHARS + 24).map(move |(offset, c)| (at + offset, c))
    }

    /// Goes past the number of a line, if there is one: `12  INT: Hello`, `3. P01: Hello`.
    fn number(&mut self) -> bool {
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

    fn colon(&self) -> Option<Found> {
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
    fn below(&self) -> Option<Found> {
        // Nothing is made of a long line.
        (self.rest().len() <= MAX_CHARS * 5).then_some(())?;
        let end = self.at + self.rest().trim_end_matches(is_lead).len();
        let (label, time) = self.without_stamp(self.at..end);
        Some(Found { label, time, body: self.line.len() })
    }

    fn stamped(&self) -> Option<Found> {
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

    fn gap(&self) -> Option<Found> {
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

    fn dash(&self) -> Option<Found> {
        let dashed = self.near().find(|(at, c)| {
            matches!(c, '-' | '–' | '—')
                && self.line[..*at].ends_with(' ')
                && self.line[at + c.len_utf8()..].starts_with(' ')
        });
        let (at, c) = dashed?;
        let (label, time) = self.without_stamp(self.at..at);
        Some(Found { label, time, body: at + c.len_utf8() })
    }

    fn bracket(&self) -> Option<Found> {
        let open = self.rest().chars().next()?;
        let close = closing(open).filter(|_| open != '(')?;
        let (end, c) = self.near().skip(1).find(|(_, c)| *c == close)?;
        let label = self.at + open.len_utf8()..end;
        let mut body = Self { line: self.line, at: end + c.len_utf8() };
        body.skip(|c| is_lead(c) || is_colon(c));
        let time = stamp(body.rest()).filter(|found| found.sure || body.rest().len() == found.len);
        body.at += time.map_or(0, |found| found.len);
        Some(Found { label, time: time.map(|found| found.ms), body: body.at })
    }

    fn dot(&self) -> Option<Found> {
        let (at, _) = self.near().find(|(_, c)| *c == '.')?;
        let label = self.at..at;
        let short = self.line[label.clone()].chars().count() <= 2;
        let capitals = self.line[label.clone()].chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        let apart = self.line[at + 1..].starts_with(char::is_whitespace);
        (short && capitals && apart).then_some(Found { label, time: None, body: at + 1 })
    }

    fn bold(&self, bold: usize) -> Option<Found> {
        (bold > self.at && bold < self.line.len()).then_some(())?;
        let label = self.at..bold;
        let words = !self.line[bold..].trim().is_empty();
        let bare = !self.line[label.clone()].contains(is_colon)
            && !self.line[bold..].trim_start().starts_with(is_colon);
        (words && bare).then_some(Found { label, time: None, body: bold })
    }
}

fn closing(open: char) -> Option<char> {
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

/// A label without the white space, emphasis and signs around it.
fn trimmed(line: &str, label: Range<usize>) -> Range<usize> {
    let words = &line[label.clone()];
    let start = label.end - words.trim_start_matches(is_lead).len();
    let end = start
        + line[start..label.end].trim_end_matches(|c: char| is_lead(c) || matches!(c, ',' | '|' | '/')).len();
    // A chat says to whom: "From Ann Lee to Everyone".
    let words = &line[start..end];
    match words.strip_prefix("From ").and_then(|rest| rest.find(" to ").map(|len| rest[..len].trim())) {
        Some(name) if !name.is_empty() => {
            let at = start + words.find(name).unwrap_or(0);
            at..at + name.len()
        }
        Some(_) | None => start..end,
    }
}

/// A label without the brackets around it, and whether there were any.
fn unbracketed(line: &str, label: Range<usize>) -> (Range<usize>, bool) {
    let words = &line[label.clone()];
    let inner = words.chars().next().and_then(|open| {
        let inner = words[open.len_utf8()..].strip_suffix(closing(open)?)?;
        (!inner.contains(['[', ']', '(', ')']))
            .then(|| label.start + open.len_utf8()..label.start + open.len_utf8() + inner.len())
    });
    inner.map_or((label, false), |inner| (trimmed(line, inner), true))
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

pub(super) fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

/// What may stand before and around a label.
fn is_lead(c: char) -> bool {
    c.is_whitespace()
        || is_emphasis(c)
        || matches!(c, '-' | '–' | '—' | '•' | '·' | '/' | '>')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{feff}')
}

fn looks_like_label(label: &str) -> bool {
    // "Dr. Lee", and no sentence.
    let abbreviated = label.split('.').rev().skip(1).all(|part| {
        let word = part.rsplit(char::is_whitespace).next().unwrap_or_default();
        (1..=4).contains(&word.chars().count())
    });
    label.chars().any(char::is_alphabetic)
        && label.chars().count() <= MAX_CHARS
        && label.split_whitespace().count() <= MAX_WORDS
        && label.matches('(').count() == label.matches(')').count()
        && abbreviated
        && (!label.ends_with('.') || ends_in_initial(label))
        && !label.contains(|c| NEVER.contains(&c))
}

/// Whether a label ends as a name may: "Tom W.", "A. Lee Jr.".
pub(super) fn ends_in_initial(label: &str) -> bool {
    let mut words = label.split_whitespace();
    let last = words.next_back().unwrap_or_default();
    let short = last.ends_with('.') && (2..=3).contains(&last.chars().count());
    short && last.starts_with(char::is_uppercase) && words.next().is_some()
}

/// Signs that stand in no label.
const NEVER: [char; 26] = [
    '?', '!', ';', '"', '“', '”', '„', '…', '<', '>', '=', '|', ':', '：', '。', '、', '[', ']', '{', '}',
    '，', '\t', '？', '！', '؟', '।',
];
