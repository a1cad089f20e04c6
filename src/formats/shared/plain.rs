//! Files that should be plain text: decoded within bounds, and told from what only looks so. Never asks what the text says.

use super::encoding::{DecodeError, Decoded, ENCODINGS, decode};
use super::error::FormatError;
use crate::text::Text;

/// The text of a file that should be plain text, within bounds.
///
/// # Errors
/// When it is too large, something else by its first bytes, or no text.
pub(in crate::formats) fn decoded(
    name: &str,
    bytes: &[u8],
    chosen: Option<&str>,
) -> Result<Decoded, FormatError> {
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
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
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
