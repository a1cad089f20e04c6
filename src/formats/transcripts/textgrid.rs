//! Praat's .TextGrid, in the long and the short form: each interval or point with words is a turn, its tier the speaker.

use crate::formats::shared::draft::{Report, Script, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoded;
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::format::{Choice, Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::plain::decoded;
use crate::lang::{Message, message};

/// Annotations of Praat.
pub(in crate::formats) const FORMAT: Format =
    Format::new("textgrid", Kind::Transcript, "Praat", &["textgrid"])
        .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])))
        .choices(&[Choice::Encoding]);

/// What of the file counts; all else is there for people to read.
#[derive(Debug, PartialEq)]
enum Token {
    Number(f64),
    Words(String),
}

/// Reads a transcript of Praat.
///
/// # Errors
/// When it is no such file, ends too early, or holds no words.
fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    let Decoded { text, decoding } = decoded(name, bytes, options.encoding.as_deref())?;
    let wrong = |line: usize, problem: Message| FormatError::At {
        file: name.to_owned(),
        place: if line == 0 { Location::Whole } else { Location::Line(line) },
        problem,
        remedy: message!("do-save-from-praat"),
    };
    if text.trim().is_empty() {
        return Err(FormatError::Empty { file: name.to_owned() });
    }
    let mut tokens = Tokens { text: &text, at: 0 };
    let is_grid = tokens.next() == Some(Token::Words("ooTextFile".to_owned()))
        && tokens.next() == Some(Token::Words("TextGrid".to_owned()));
    if !is_grid {
        return Err(wrong(1, message!("file-no-textgrid")));
    }
    let cut = |tokens: &Tokens<'_>| wrong(tokens.line(), message!("file-ends-too-early"));
    let (Some(_), Some(_), Some(tiers)) = (tokens.number(), tokens.number(), tokens.number()) else {
        return Err(cut(&tokens));
    };
    let (mut intervals, mut empty): (Vec<(f64, String, String)>, usize) = (Vec::new(), 0);
    for _ in 0..tiers as usize {
        let (Some(class), Some(tier)) = (tokens.words(), tokens.words()) else { return Err(cut(&tokens)) };
        let (Some(_), Some(_), Some(size)) = (tokens.number(), tokens.number(), tokens.number()) else {
            return Err(cut(&tokens));
        };
        for _ in 0..size as usize {
            let Some(start) = tokens.number() else { return Err(cut(&tokens)) };
            if class != "TextTier" && tokens.number().is_none() {
                return Err(cut(&tokens));
            }
            let Some(words) = tokens.words() else { return Err(cut(&tokens)) };
            if words.trim().is_empty() {
                empty += 1;
            } else {
                intervals.push((start, tier.clone(), words));
            }
        }
    }
    intervals.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut script = Script::default();
    for (start, tier, words) in &intervals {
        // A float that is too large or negative becomes the nearest number there is.
        script.turn(tier, start.is_finite().then(|| (start * 1000.0).round() as u32), words);
    }
    let mut report = Report::default();
    report.lost(empty, message!("part-interval-without-words"), message!("file-nothing-to-keep"));
    report.lost(intervals.len(), message!("part-time-interval-ends"), message!("file-turn-keeps-begin"));
    let (text, known) = script.done();
    draft(name, text, known, decoding, report, &options.rules)
}

/// Whether the first bytes look like a file of Praat.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    // It may be in UTF-16.
    let head: Vec<u8> = bytes.iter().take(300).copied().filter(|byte| *byte != 0).collect();
    head.windows(10).any(|part| part == b"ooTextFile") && head.windows(8).any(|part| part == b"TextGrid")
}

/// The numbers and quoted words of a file: those that stand free, with white space around them.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Tokens<'_> {
    fn line(&self) -> usize {
        1 + self.text[..self.at].matches('\n').count()
    }

    fn number(&mut self) -> Option<f64> {
        match self.next()? {
            Token::Number(number) => Some(number),
            Token::Words(_) => None,
        }
    }

    fn words(&mut self) -> Option<String> {
        match self.next()? {
            Token::Words(words) => Some(words),
            Token::Number(_) => None,
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let first = trimmed.chars().next()?;
            if first == '"' {
                let mut words = String::new();
                let mut inner = &trimmed[1..];
                while let Some(quote) = inner.find('"') {
                    words.push_str(&inner[..quote]);
                    inner = &inner[quote + 1..];
                    // Two quotes are one.
                    match inner.strip_prefix('"') {
                        Some(more) => {
                            words.push('"');
                            inner = more;
                        }
                        None => {
                            self.at = self.text.len() - inner.len();
                            return Some(Token::Words(words));
                        }
                    }
                }
                // A quote that is never closed.
                self.at = self.text.len();
                return None;
            }
            if first == '!' {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
                continue;
            }
            let end = trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
            self.at += end;
            if let Ok(number) = trimmed[..end].parse()
                && first.is_ascii_digit() | matches!(first, '-' | '.')
            {
                return Some(Token::Number(number));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::fits;

    #[test]
    fn the_long_and_the_short_form() {
        let long = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = 3 \ntiers? <exists> \nsize = 2 \n\
            item []: \n item [1]:\n class = \"IntervalTier\" \n name = \"Int\" \n xmin = 0 \n xmax = 3 \n intervals: size = 2 \n\
            intervals [1]:\n xmin = 0 \n xmax = 1.5 \n text = \"He said \"\"so\"\"?\" \n intervals [2]:\n xmin = 1.5 \n xmax = 3 \n\
            text = \"\" \n item [2]:\n class = \"TextTier\" \n name = \"P 1\" \n xmin = 0 \n xmax = 3 \n points: size = 1 \n\
            points [1]:\n number = 1.25 \n mark = \"ja\" \n";
        let short = "File type = \"ooTextFile\"\n\"TextGrid\"\n0\n3\n<exists>\n2\n\"IntervalTier\"\n\"Int\"\n0\n3\n2\n0\n1.5\n\
            \"He said \"\"so\"\"?\"\n1.5\n3\n\"\"\n\"TextTier\"\n\"P 1\"\n0\n3\n1\n1.25\n\"ja\"\n";
        for source in [long, short] {
            let utf16: Vec<u8> =
                format!("\u{feff}{source}").encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [source.as_bytes(), &utf16] {
                let draft = read("a.TextGrid", bytes, &TranscriptOptions::default()).unwrap();
                assert_eq!(draft.text.as_str(), "Int: He said \"so\"?\nP 1: ja");
                let times: Vec<_> = draft.recognition.turns.iter().map(|turn| turn.time_ms).collect();
                assert_eq!((times, draft.lost[0].count), (vec![Some(0), Some(1250)], 1));
            }
        }
    }

    #[test]
    fn a_file_cut_short_or_of_another_kind_is_refused() {
        for (source, says) in [
            ("words", "not a TextGrid"),
            ("\"ooTextFile\" \"TextGrid\" 0 1 <exists> 99999999999 \"IntervalTier\"", "ends too early"),
            ("", "empty"),
        ] {
            let message =
                read("a", source.as_bytes(), &TranscriptOptions::default()).unwrap_err().to_string();
            assert!(message.contains(says), "{message}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            body in "(\"IntervalTier\" |\"TextTier\" |\"a\"\"é\" |[0-9]{1,4} |-1e300 |nan |\"|! |\n){0,40}",
        ) {
            let source = format!("\"ooTextFile\" \"TextGrid\" 0 1 {body}");
            if let Ok(draft) = read("a", source.as_bytes(), &TranscriptOptions::default()) {
                fits(&draft);
            }
        }
    }
}
