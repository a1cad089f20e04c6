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
    if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(FormatError::OtherFormat { file: file(), what });
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
    !OTHERS.iter().any(|(magic, _)| bytes.starts_with(magic))
}

/// How other kinds of file begin, and what they are.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"{\\rtf", "rtf"),
    (b"\xD0\xCF\x11\xE0", "office"),
    (b"SQLite format 3\0", "database"),
];
