//! What stands before and behind an interview and belongs to nobody: the head of a protocol, what a program says of itself,
//! who transcribed it. Never looks for speakers.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::known::{fold, is_head, is_known};
use super::line::Line;
use super::stamps::stamp;
use super::words::{FOOTERS, PROGRAM};

/// Most lines of a protocol's head.
const MAX_HEAD: usize = 40;
/// Most lines behind the last word that is said.
const MAX_FOOT: usize = 12;
/// Most bytes of the last word of a line that a program writes.
const MAX_LAST: usize = 40;
/// Most characters of a line of either.
const MAX_CHARS: usize = 160;

/// How many lines at the start of a text are the head of a protocol: `Date: 3 June`, and what stands with it.
pub(super) fn preface(text: &str, lines: &[Line]) -> usize {
    let mut end = 0;
    let mut keys = 0;
    for (n, line) in lines.iter().take(MAX_HEAD).enumerate() {
        let words = line.words(text);
        let key = key(words);
        if key.is_some_and(|key| is_head(key) && !speaks(key, words)) {
            keys += 1;
            end = n + 1;
        } else if is_long(words) || words.ends_with(['?', '？', '؟']) {
            break;
        }
    }
    if keys == 0 {
        return 0;
    }
    // What goes on the same paragraph in the same way is of it.
    while let Some(line) = lines.get(end).filter(|line| !line.opens && keys > 1) {
        let words = line.words(text);
        let Some(key) = key(words) else { break };
        let value = words[key.len()..].trim_start_matches([':', '：', ' ', '\t']);
        let spoken =
            value.ends_with(['.', '?', '!', '…', '。', '？']) || value.split_whitespace().count() > 6;
        if spoken || value.is_empty() || is_known(key) || recurs(text, &lines[end + 1..], key) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether what follows a known word is rather what somebody says: "Subject: Well, I…".
fn speaks(key: &str, words: &str) -> bool {
    let value = words[key.len()..].trim_start_matches([':', '：', ' ', '\t']);
    is_known(key) && (value.ends_with(['.', '?', '!', '…']) || value.split_whitespace().count() > 6)
}

/// Whether a line is longer than those of either are; looks at no more of it than that needs.
fn is_long(words: &str) -> bool {
    words.len() > MAX_CHARS && words.chars().nth(MAX_CHARS).is_some()
}

/// What stands before the first colon, or a tab, of a line.
fn key(words: &str) -> Option<&str> {
    let words = words.trim_start_matches(['*', '_', '#', ' ']);
    let near = &words[..words.floor_char_boundary(MAX_CHARS)];
    let end = near.find([':', '：', '\t'])?;
    let key = words[..end].trim_end_matches(['*', '_', ' ']);
    (!key.is_empty() && key.chars().count() <= 40 && stamp(words).is_none()).then_some(key)
}

fn recurs(text: &str, lines: &[Line], key_of: &str) -> bool {
    let folded = fold(key_of);
    lines.iter().filter_map(|line| key(line.words(text))).any(|key| fold(key) == folded)
}

/// Whether a line is what a program says of itself: "Ann Lee stopped transcription".
pub(super) fn is_program(words: &str) -> bool {
    /// The last words of what programs say, which few other lines end with.
    static LAST: LazyLock<HashSet<&str>> =
        LazyLock::new(|| PROGRAM.iter().filter_map(|end| end.split_whitespace().next_back()).collect());
    let said = words.trim_end_matches(['.', ' ']);
    let last = said.split_whitespace().next_back().unwrap_or_default();
    if is_long(words) || last.len() > MAX_LAST || !LAST.contains(last.to_lowercase().as_str()) {
        return false;
    }
    let folded = fold(said);
    PROGRAM.iter().any(|end| folded.ends_with(end))
}

/// The first line of what stands behind the last word that is said; the number of lines where there is none.
pub(super) fn footer(text: &str, lines: &[Line]) -> usize {
    let from = lines.len().saturating_sub(MAX_FOOT);
    let mut start = lines.len();
    for (n, line) in lines.iter().enumerate().skip(from).rev() {
        let words = line.words(text);
        if is_footer(words) || is_program(words) {
            start = n;
        }
    }
    // Nothing of an interview stands behind it: a long line does.
    let said = |line: &Line| is_long(line.words(text));
    if lines[start..].iter().any(said) { lines.len() } else { start }
}

fn is_footer(words: &str) -> bool {
    let mut rest = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Some(found) = stamp(words).filter(|found| found.sure) {
        rest = words[found.len..].trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    if is_long(words) {
        return false;
    }
    let folded = fold(rest);
    FOOTERS.iter().any(|begin| folded.starts_with(begin))
        && !folded.ends_with('?')
        && folded.split_whitespace().count() <= 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::layout::line::{Looks, lines};

    fn edges(text: &str) -> (usize, usize) {
        let lines = lines(text, &Looks::default());
        (preface(text, &lines), lines.len() - footer(text, &lines))
    }

    #[test]
    fn heads_of_protocols_are_nobodys() {
        assert_eq!(edges("Interview no.: 23\nDate: 3 June\nConsent: yes\n\nAnn: So?\nBob: Well."), (3, 0));
        assert_eq!(
            edges("Interviewer: A. Smith\nDatum: 3. Juni\nKürzel: K7\nAnn: So?\nBob: Well.\nAnn: Ja?"),
            (3, 0)
        );
        assert_eq!(edges("Study of homes\nDate: 3 June\nAnn: So?\nBob: Well.\nAnn: Yes?"), (2, 0));
        assert_eq!(edges("Ann: So?\n\nBob: My date: a good one."), (0, 0));
        assert_eq!(edges("Subject: Well, I would not say that.\nI: No?"), (0, 0));
    }

    #[test]
    fn ends_of_files_are_nobodys() {
        assert_eq!(edges("Ann: So?\nBob: Well.\n\nTranscribed by https://otter.ai"), (0, 1));
        assert_eq!(edges("Ann: So?\nBob: Well.\n\n[End of recording]\nTranscript by C. D."), (0, 2));
        assert_eq!(edges("Ann: So?\nBob: Well.\nAnn Lee stopped transcription"), (0, 1));
        assert_eq!(edges("Ann: So?\nBob: End of the interview, is it?"), (0, 0));
    }
}
