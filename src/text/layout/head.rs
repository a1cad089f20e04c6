//! The head of a line: who speaks, and when, as one layout writes it. Says what could be one; whether it is one is for
//! [`judge`](super::judge) to say, which sees the whole text.

use std::ops::Range;

use super::line::Line;
use super::mark::{Cursor, MAX_CHARS, Mark, closing, is_emphasis, is_lead};
use super::stamps::{Stamp, day, glued, stamp};

/// Most words of a label.
const MAX_WORDS: usize = 6;

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
