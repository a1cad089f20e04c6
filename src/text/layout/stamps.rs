//! Times of a recording as transcripts write them. Never takes a bare "10:30" in running words for one.

/// A time stamp at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Milliseconds from the start of the recording; of the first time where two are given.
    pub ms: u32,
    /// Bytes that it takes, brackets included.
    pub len: usize,
    /// Whether it stands in brackets or has hours, so that it is hardly anything else.
    pub sure: bool,
}

/// The stamp that a text starts with: `00:01:02`, `1:02`, `[00:01:02.345]`, `(01:02)`, `#00:01:02-3#`,
/// `[00:01:02 --> 00:01:05]`, `-00:00:01`.
pub(super) fn stamp(text: &str) -> Option<Stamp> {
    let first = text.chars().next()?;
    let close = match first {
        '[' => Some(']'),
        '(' => Some(')'),
        '{' => Some('}'),
        '<' => Some('>'),
        '#' => Some('#'),
        '（' => Some('）'),
        '【' => Some('】'),
        '0'..='9' | '-' | '−' => None,
        _ => return None,
    };
    let inner = text.get(close.map_or(0, |_| first.len_utf8())..)?;
    let Time { ms, hours, rest } = time(inner.trim_start_matches([' ', '#']))?;
    let (span, rest) = range_end(rest).map_or((false, rest), |rest| (true, rest));
    let rest = match close {
        Some('}') => rest.trim_start_matches([' ', '#']).strip_prefix('}')?,
        Some(close) => rest.trim_start_matches(' ').strip_prefix(close)?,
        None if rest.starts_with(|c: char| c.is_alphanumeric() || c == ':') => return None,
        None => rest,
    };
    Some(Stamp { ms, len: text.len() - rest.len(), sure: close.is_some() || hours || span })
}

/// Whether a time may stand somewhere in a text: a colon between two digits does. Passes over words quickly.
pub(super) fn may_be_timed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    text.match_indices(':').any(|(at, _)| digit(at.checked_sub(1)) && digit(Some(at + 1)))
}

/// A stamp with hours and a tenth of a second to which the next word is glued: `00:00:04.2Moderator:`.
pub(super) fn glued(text: &str) -> Option<Stamp> {
    let seconds = text.get(..8).filter(|clock| clock.len() == 8)?;
    let Time { ms, hours, rest } = time(seconds)?;
    let tenth = text[8..].strip_prefix('.').and_then(|rest| rest.chars().next()?.to_digit(10));
    let after = if tenth.is_some() { 10 } else { 8 };
    let glued = hours && rest.is_empty() && text[after..].starts_with(char::is_alphanumeric);
    let ms = ms + tenth.unwrap_or(0) * 100;
    (glued && (tenth.is_some() || text[8..].starts_with(char::is_alphabetic))).then_some(Stamp {
        ms,
        len: after,
        sure: true,
    })
}

/// The stamp that a text ends with and that is hardly anything else: in brackets, between `#`, or with hours behind a
/// space. Gives the byte where it begins.
pub(super) fn last_stamp(text: &str) -> Option<(Stamp, usize)> {
    let longest = text.len().saturating_sub(40);
    let from = (longest..text.len()).find(|&at| text.is_char_boundary(at))?;
    may_be_timed(&text[from..]).then_some(())?;
    text[from..].char_indices().map(|(at, _)| from + at).find_map(|at| {
        let found = stamp(&text[at..]).filter(|stamp| stamp.sure && at + stamp.len == text.len())?;
        let digit = text[at..].starts_with(|c: char| c.is_ascii_digit());
        let apart = at == 0 || !digit || text[..at].ends_with(char::is_whitespace);
        apart.then_some((found, at))
    })
}

/// A day and a time of day as messengers write them before a message, `[12/03/2024, 14:05:33]` or
/// `12.03.24, 14:05 - `: the bytes that it takes. It is no time of a recording.
pub(super) fn day(text: &str) -> Option<usize> {
    let of_it = |c: char| c.is_ascii_digit() || "/.-:, \u{202f}\u{a0}APMapm\u{200e}".contains(c);
    let is_day = |part: &str| {
        let signs = |signs: &[char]| part.chars().filter(|c| signs.contains(c)).count();
        signs(&['/', '.', '-']) >= 2 && signs(&[':']) >= 1 && part.chars().all(of_it)
    };
    let text = &text[..text.floor_char_boundary(64)];
    let text_at = text.trim_start_matches('\u{200e}');
    let skipped = text.len() - text_at.len();
    if let Some(inner) = text_at.strip_prefix('[') {
        let len = inner.find(']').filter(|&len| len < 40 && is_day(&inner[..len]))?;
        return Some(skipped + len + 2);
    }
    text_at.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
    let len = text_at.find(" - ").filter(|&len| len < 40 && is_day(&text_at[..len]))?;
    Some(skipped + len + 3)
}

/// Milliseconds of a text that is a time and nothing else: `1:02`, `00:01:02`.
pub fn time_ms(text: &str) -> Option<u32> {
    stamp(text).filter(|stamp| stamp.len == text.len()).map(|stamp| stamp.ms)
}

/// What follows the second time of `00:01:02 --> 00:01:05` or `00:01:02 - 00:01:05`.
fn range_end(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(' ');
    let rest =
        ["-->", "->", "→", "–", "—", "-", "to "].into_iter().find_map(|dash| rest.strip_prefix(dash))?;
    time(rest.trim_start_matches(' ')).map(|time| time.rest)
}

/// A time, and what follows it.
struct Time<'t> {
    ms: u32,
    hours: bool,
    rest: &'t str,
}

/// `h:mm:ss` or `m:ss` with an optional fraction; one before the start is the start.
fn time(text: &str) -> Option<Time<'_>> {
    let unsigned = text.trim_start_matches(['-', '−']);
    let (first, rest) = digits(unsigned, 3)?;
    let (second, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let third = rest.strip_prefix(':').and_then(|rest| digits(rest, 2));
    let ((h, m, s), rest) = match third {
        Some((third, rest)) => ((first, second, third), rest),
        None => ((0, first, second), rest),
    };
    if s > 59 || second > 59 || h > 99 {
        return None;
    }
    let fraction = rest.strip_prefix(['.', ',', '-']).and_then(|rest| Some((rest, digits(rest, 3)?)));
    // The time after a dash is one of its own.
    let fraction = fraction.filter(|(_, (_, rest))| !rest.starts_with(':'));
    let (ms, rest) = match fraction {
        Some((from, (value, rest))) => (value * [100, 10, 1][(from.len() - rest.len() - 1).min(2)], rest),
        None => (0, rest),
    };
    let ms = if unsigned.len() < text.len() { 0 } else { (h * 3600 + m * 60 + s) * 1000 + ms };
    Some(Time { ms, hours: third.is_some(), rest })
}

/// One to `most` ASCII digits, and what follows; none where more follow.
fn digits(text: &str, most: usize) -> Option<(u32, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if len > most {
        return None;
    }
    let (number, rest) = text.split_at_checked(len)?;
    number.parse().ok().map(|number| (number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_the_usual_tools() {
        for (text, ms, len) in [
            ("00:01:02 hello", 62_000, 8),
            ("[00:01:02] hello", 62_000, 10),
            ("(1:02)", 62_000, 6),
            ("[00:01:02.5]", 62_500, 12),
            ("#00:01:02-3#", 62_300, 12),
            ("[00:01:02.345 --> 00:01:05.000]  x", 62_345, 31),
            ("01:00:00,007", 3_600_007, 12),
            ("00:00:02.000 --> 00:00:07.100", 2_000, 29),
            ("0:02-0:07", 2_000, 9),
            ("-00:00:01.000", 0, 13),
            ("【00:01:02】", 62_000, 14),
            ("{00:01:02}", 62_000, 10),
        ] {
            let found = stamp(text).map(|s| (s.ms, s.len));
            assert_eq!(found, Some((ms, len)), "{text}");
        }
        assert_eq!(stamp("0:03").map(|s| s.sure), Some(false));
    }

    #[test]
    fn stamps_at_ends_and_glued_to_names() {
        let last = |text| last_stamp(text).map(|(stamp, at)| (stamp.ms, at));
        assert_eq!(last("So it was. #00:00:07-1#"), Some((7_100, 11)));
        assert_eq!(last("So it was. [0:07]"), Some((7_000, 11)));
        assert_eq!(last("we left at 10:30"), None);
        assert_eq!(last("so [inaudible 00:00:07]"), None);
        assert_eq!(glued("00:00:04.2Moderator:").map(|s| (s.ms, s.len)), Some((4_200, 10)));
        assert_eq!(glued("10:30am"), None);
        assert_eq!(day("[12/03/2024, 14:05:33] Ann: x"), Some(22));
        assert_eq!(day("12.03.24, 14:05 - Ann: x"), Some(18));
        assert_eq!(day("[00:00:12] Ann: x"), None);
    }

    #[test]
    fn other_figures_are_no_stamps() {
        assert!(may_be_timed("so [0:07]") && !may_be_timed("so: 7 of 8: it was"));
        for text in
            ["", "1234", "12:99", "3.50", "[laughs]", "[00:01:02", "10:30am", "12:345", "(1998)", "99999:10"]
        {
            assert_eq!(stamp(text), None, "{text}");
        }
    }
}
