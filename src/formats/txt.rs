//! A transcript from plain text or Markdown: what a preview shows, for a person to confirm or correct the
//! encoding and the speakers. Never touches a project; [`transcripts`](super::transcripts) adds it to one.

use super::draft::{Report, Said, TranscriptDraft, TranscriptOptions, draft};
use super::encoding::{DecodeError, Decoded, ENCODINGS, decode};
use super::error::FormatError;
use super::markdown;
use crate::text::Text;

/// Reads a transcript of plain text.
///
/// # Errors
/// When it is empty, too large, or no text.
pub fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    let Decoded { text, decoding } = decoded(name, bytes, options.encoding.as_deref())?;
    draft(name, text, Said::Nothing, decoding, Report::default(), &options.rules)
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
    let (text, lost) = markdown::words(&text);
    draft(name, text, Said::Nothing, decoding, lost.into(), &options.rules)
}

/// The text of a file that should be plain text, within bounds.
///
/// # Errors
/// When it is too large, something else by its first bytes, or no text.
pub(super) fn decoded(name: &str, bytes: &[u8], chosen: Option<&str>) -> Result<Decoded, FormatError> {
    let file = || name.to_owned();
    let too_large = |bytes| FormatError::TooLarge { file: file(), bytes, most: Text::MAX_BYTES };
    if bytes.len() > Text::MAX_BYTES {
        return Err(too_large(bytes.len()));
    }
    if let Some((_, what, remedy)) = OTHERS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(FormatError::OtherFormat { file: file(), what, remedy });
    }
    let decoded = decode(bytes, chosen).map_err(|error| match error {
        DecodeError::Zero { line, encoding } => FormatError::NotText { file: file(), line, encoding },
        DecodeError::Unknown(name) => FormatError::UnknownEncoding { file: file(), name, known: ENCODINGS },
    })?;
    // Some encodings take fewer bytes than UTF-8.
    if decoded.text.len() > Text::MAX_BYTES {
        return Err(too_large(decoded.text.len()));
    }
    Ok(decoded)
}

/// Whether a file may be plain text: it does not begin as another kind of file does.
pub(super) fn fits(bytes: &[u8]) -> bool {
    !OTHERS.iter().any(|(magic, ..)| bytes.starts_with(magic))
}

/// How other kinds of file begin, what they are, and what to do with one that is taken for plain text.
const OTHERS: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "save its text as .txt first"),
    (
        b"PK\x03\x04",
        "a zipped file, such as .docx, .odt or .xlsx",
        "give it its right extension, or save its text as .txt",
    ),
    (b"{\\rtf", "a rich text file", "give it the extension .rtf, or save its text as .txt"),
    (
        b"\xD0\xCF\x11\xE0",
        "an old Word or Excel file, or one that is locked by a password",
        "take the password off, and save it as .docx, .xlsx or .txt",
    ),
    (b"SQLite format 3\0", "a database", "export its text from the program it belongs to"),
];

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
