//! A transcript from plain text or Markdown: what a preview shows, for a person to confirm or correct the
//! encoding and the speakers. Never touches a project; [`transcripts`](super::transcripts) adds it to one.

use super::{json, markdown, otr};
use crate::formats::shared::draft::{KnownTurns, Report, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoded;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::format::{Choice, Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::plain;
use crate::formats::shared::plain::decoded;

/// Plain text.
pub(in crate::formats) const FORMAT: Format =
    Format::new("txt", Kind::Transcript, "Plain text", &["txt", "text"])
        .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])))
        .choices(&[Choice::Encoding]);

/// Markdown.
pub(in crate::formats) const MARKDOWN: Format =
    Format::new("markdown", Kind::Transcript, "Markdown", &["md", "markdown"])
        .read(
            plain::fits,
            Reader::Transcript(|file, bytes, options| Ok(vec![read_markdown(file, bytes, options)?])),
        )
        .choices(&[Choice::Encoding]);

/// Whether a file may be plain text: it begins as no other does, and is no transcript that a program wrote as JSON.
fn fits(bytes: &[u8]) -> bool {
    plain::fits(bytes) && !otr::fits(bytes) && !json::fits(bytes)
}

/// Reads a transcript of plain text.
///
/// # Errors
/// When it is empty, too large, or no text.
pub fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    let Decoded { text, decoding } = decoded(name, bytes, options.encoding.as_deref())?;
    draft(name, text, KnownTurns::None, decoding, Report::default(), &options.rules)
}

/// Reads a transcript of Markdown.
///
/// # Errors
/// When it is empty, too large, or no text.
pub fn read_markdown(
    name: &str,
    bytes: &[u8],
    options: &TranscriptOptions,
) -> Result<TranscriptDraft, FormatError> {
    let Decoded { text, decoding } = decoded(name, bytes, options.encoding.as_deref())?;
    let (text, looks, lost) = markdown::words(&text);
    draft(name, text, KnownTurns::Looks(looks), decoding, lost.into(), &options.rules)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LabelRule, SpeakerRole, TurnRules};

    fn plain(bytes: &[u8]) -> Result<TranscriptDraft, FormatError> {
        read("folder/P01 first.txt", bytes, &TranscriptOptions::default())
    }

    #[test]
    fn a_preview_shows_what_was_guessed() {
        let mut draft = plain(b"\xEF\xBB\xBFI: How?\r\nP: Caf\xC3\xA9.\r\n").unwrap();
        assert_eq!((draft.title.as_str(), draft.source.as_str()), ("P01 first", "P01 first.txt"));
        assert_eq!(draft.text.as_str(), "I: How?\nP: Café.\n");
        assert!(draft.decoding.certain);
        assert_eq!(draft.recognition.turns.len(), 2);
        assert_eq!(draft.sha256.len(), 64);
        let mut rules = TurnRules::default();
        rules.set("P", LabelRule::Speaker(SpeakerRole::Other));
        draft.recognise(&rules);
        assert_eq!(draft.recognition.speakers[1].role, SpeakerRole::Other);
    }

    #[test]
    fn what_is_no_transcript_is_refused_with_a_remedy() {
        for (bytes, says) in [
            (b"".as_slice(), "the file is empty"),
            (b" \r\n\t", "the file is empty"),
            (b"%PDF-1.7 ...", "this is a PDF"),
            (b"PK\x03\x04...", ".docx"),
            (b"one\ntwo\n\0", "line 3"),
        ] {
            let message = plain(bytes).unwrap_err().to_string();
            assert!(message.starts_with("folder/P01 first.txt"), "{message}");
            assert!(message.contains(says), "{message}");
        }
        let options =
            TranscriptOptions { encoding: Some("latin-9000".into()), ..TranscriptOptions::default() };
        let message = read("a.txt", b"x", &options).unwrap_err().to_string();
        assert!(message.contains("“latin-9000” is not known: choose one of UTF-8, "), "{message}");
    }
}
