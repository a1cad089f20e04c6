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
/// `[00:01:02 --> 00:01:05]`.
pub(super) fn stamp(text: &str) -> Option<Stamp> {
    let close = match text.bytes().next()? {
        b'[' => Some(']'),
        b'(' => Some(')'),
        b'{' => Some('}'),
        b'<' => Some('>'),
        b'#' => Some('#'),
        b'0'..=b'9' => None,
        _ => return None,
    };
    let inner = text.get(usize::from(close.is_some())..)?;
    let (ms, hours, rest) = time(inner.trim_start_matches(' '))?;
    let rest = range_end(rest).unwrap_or(rest);
    let rest = match close {
        Some(close) => rest.trim_start_matches(' ').strip_prefix(close)?,
        None if rest.starts_with(|c: char| c.is_alphanumeric()) => return None,
        None => rest,
    };
    Some(Stamp { ms, len: text.len() - rest.len(), sure: close.is_some() || hours })
}

/// Milliseconds of a text that is a time and nothing else: `1:02`, `00:01:02`.
pub fn time_ms(text: &str) -> Option<u32> {
    stamp(text).filter(|stamp| stamp.len == text.len()).map(|stamp| stamp.ms)
}

/// What follows the second time of `00:01:02 --> 00:01:05` or `00:01:02 - 00:01:05`.
fn range_end(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(' ');
    let rest = ["-->", "–", "-"].into_iter().find_map(|dash| rest.strip_prefix(dash))?;
    time(rest.trim_start_matches(' ')).map(|(_, _, rest)| rest)
}

/// `h:mm:ss` or `m:ss` with an optional fraction: milliseconds, whether there are hours, and what follows.
fn time(text: &str) -> Option<(u32, bool, &str)> {
    let (first, rest) = digits(text, 3)?;
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
    let (ms, rest) = match fraction {
        Some((from, (value, rest))) => (value * [100, 10, 1][(from.len() - rest.len() - 1).min(2)], rest),
        None => (0, rest),
    };
    Some(((h * 3600 + m * 60 + s) * 1000 + ms, third.is_some(), rest))
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
        ] {
            let found = stamp(text).map(|s| (s.ms, s.len));
            assert_eq!(found, Some((ms, len)), "{text}");
        }
        assert_eq!(stamp("0:03").map(|s| s.sure), Some(false));
    }

    #[test]
    fn other_figures_are_no_stamps() {
        for text in
            ["", "1234", "12:99", "3.50", "[laughs]", "[00:01:02", "10:30am", "12:345", "(1998)", "99999:10"]
        {
            assert_eq!(stamp(text), None, "{text}");
        }
    }
}
