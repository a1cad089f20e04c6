//! The words of another program's texts: a draft of each, and where its places stand once line ends are ours.

use crate::formats::shared::draft::KnownTurns;
use crate::formats::shared::draft::TranscriptDraft;
use crate::formats::shared::encoding::Decoding;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::marks::Marks;
use crate::model::sha256;
use crate::text::{Text, TurnRules, WordTimes, recognise};

/// A draft of words that another program keeps.
///
/// # Errors
/// When they are too many.
pub(in crate::formats) fn draft(
    file: &str,
    name: &str,
    text: String,
) -> Result<TranscriptDraft, FormatError> {
    if text.len() > Text::MAX_BYTES {
        return Err(FormatError::TooLarge {
            file: file.to_owned(),
            bytes: text.len(),
            most: Text::MAX_BYTES,
        });
    }
    const KNOWN: [&str; 9] = ["txt", "docx", "odt", "rtf", "md", "pdf", "html", "htm", "doc"];
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).trim();
    let known = |end: &str| KNOWN.iter().any(|known| known.eq_ignore_ascii_case(end));
    let title = name.rsplit_once('.').filter(|(_, end)| known(end)).map_or(name, |(title, _)| title.trim());
    let title = if title.is_empty() { "untitled" } else { title };
    Ok(TranscriptDraft {
        title: title.to_owned(),
        source: name.to_owned(),
        recognition: recognise(&text, &TurnRules::default()),
        known: KnownTurns::None,
        times: WordTimes::default(),
        marks: Marks::default(),
        warnings: Vec::new(),
        sha256: sha256(&text),
        text: Text::new(text),
        decoding: Decoding { encoding: "UTF-8", certain: true, replaced: 0 },
        lost: Vec::new(),
    })
}

/// Words with `\n` line ends, and where characters went that are no longer there.
pub(in crate::formats) struct Lines {
    /// The words.
    pub(in crate::formats) text: String,
    /// The places, in code points of what came in, of what was left out.
    left_out: Vec<i64>,
}

impl Lines {
    /// Makes line ends of whatever kind `\n`.
    pub(in crate::formats) fn of(words: &str) -> Self {
        let mut lines = Self { text: String::with_capacity(words.len()), left_out: Vec::new() };
        let mut chars = (0_i64..).zip(words.chars()).peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '\r' if chars.peek().is_some_and(|&(_, next)| next == '\n') => lines.left_out.push(at),
                '\r' => lines.text.push('\n'),
                '\0' => lines.text.push('\u{fffd}'),
                c => lines.text.push(c),
            }
        }
        lines
    }

    /// Where a code point of what came in stands now.
    pub(in crate::formats) fn place(&self, at: i64) -> i64 {
        at - self.left_out.partition_point(|&left| left < at) as i64
    }
}
