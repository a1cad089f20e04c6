//! RON as files hold it: bounded in size and depth, with the line and column of what is wrong.

use std::path::Path;

use ron::Options;
use ron::extensions::Extensions;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Damage, Disk, quick};
use crate::lang::{self, Message, message, said};
use crate::model::sha256;

/// The longest RON file read, in bytes; a layer of 10,000 codings has about 3 million.
pub(super) const MAX_BYTES: u64 = 64 << 20;
/// Deeper nesting than any of our files has.
const MAX_DEPTH: usize = 64;

pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(MAX_DEPTH)
}

/// One value on one line.
pub(super) fn line(value: &impl Serialize) -> String {
    options().to_string(value).unwrap_or_default()
}

/// Reads one value of a line.
pub(super) fn from_line<T: DeserializeOwned>(line: &str) -> Option<T> {
    quick::read(line).or_else(|| options().from_str(line).ok())
}

/// Reads a value from bytes; fields that this version does not know are told by name.
pub(super) fn parse<T: DeserializeOwned>(file: &str, bytes: &[u8]) -> Result<(T, Vec<String>), Damage> {
    match std::str::from_utf8(bytes).ok().and_then(quick::read) {
        Some(value) => Ok((value, Vec::new())),
        None => parse_in_general(file, bytes),
    }
}

/// As [`parse`], of words that may be written in any way, or be wrong.
pub(super) fn parse_in_general<T: DeserializeOwned>(
    file: &str,
    bytes: &[u8],
) -> Result<(T, Vec<String>), Damage> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let remedy = message!("remedy-good-copy");
    if bytes.iter().all(|&b| b == 0 || b.is_ascii_whitespace()) {
        let what = if bytes.is_empty() { message!("damage-empty") } else { message!("damage-zeros") };
        return Err(Damage::new(file, what, remedy));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let (line, column) = place(bytes, e.valid_up_to());
        Damage::new(file, message!("damage-bytes"), remedy.clone()).at(line_and_column(line, column))
    })?;
    let mut unknown = Vec::new();
    let wrong = |position: ron::error::Position, code: &ron::Error| {
        if let Some(at) = text.lines().position(is_merge_mark) {
            let what = message!("damage-merge-marks");
            let remedy = message!("remedy-merge-marks");
            return Damage::new(file, what, remedy).at(message!("place-line", line = lang::place(at + 1)));
        }
        let at = line_and_column(position.line, position.col);
        // What stands there is not quoted: while everybody codes independently it is not for all.
        let what = match code {
            ron::Error::InvalidValueForType { expected, .. } => {
                message!("damage-expected", expected = said(expected))
            }
            ron::Error::Message(_) => message!("damage-does-not-fit"),
            other => message!("as-it-is", name = said(other)),
        };
        Damage::new(file, what, remedy.clone()).at(at)
    };
    let options = options();
    let mut reader = ron::de::Deserializer::from_str_with_options(text, &options)
        .map_err(|e| wrong(e.span.start, &e.code))?;
    let value = serde_ignored::deserialize(&mut reader, |path| unknown.push(path.to_string()))
        .map_err(|code| reader.span_error(code))
        .and_then(|value| reader.end().map(|()| value).map_err(|code| reader.span_error(code)))
        .map_err(|e| wrong(e.span.start, &e.code))?;
    Ok((value, unknown))
}

/// Reads a file of a project.
pub(super) fn read(disk: &dyn Disk, dir: &Path, file: &str, limit: u64) -> Result<Vec<u8>, Damage> {
    disk.read(&dir.join(file), limit).map_err(|why| {
        let repair = message!("remedy-good-copy");
        if why.kind() == std::io::ErrorKind::NotFound {
            Damage::new(file, message!("damage-missing"), repair)
        } else if matches!(why.kind(), std::io::ErrorKind::InvalidInput | std::io::ErrorKind::IsADirectory) {
            Damage::new(file, message!("damage-unreadable", why), repair)
        } else {
            Damage::new(file, message!("damage-unreadable", why), message!("remedy-check-disk"))
        }
    })
}

fn is_merge_mark(line: &str) -> bool {
    line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line == "======="
}

fn line_and_column(line: usize, column: usize) -> Message {
    message!("place-line-column", line = lang::place(line), column = lang::place(column))
}

/// Line and column, from 1, of a byte.
fn place(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = &bytes[..at];
    let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
    let start = before.iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1);
    (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
}

/// The start of a line's sum is enough to notice a flipped bit.
pub(super) fn short_sum(text: &str) -> String {
    sha256(text)[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(Vec<u32>, Vec<String>), Damage> {
        parse("x.ron", bytes)
    }

    #[test]
    fn a_byte_order_mark_and_crlf_are_taken() {
        assert_eq!(read(b"\xEF\xBB\xBF[1,\r\n 2]\r\n").unwrap().0, [1, 2]);
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        assert_eq!(read(b"[1,\n 2x]").unwrap_err().place.to_string(), "line 2, column 3");
        assert_eq!(read(b"[1,\n<<<<<<< ours\n2]").unwrap_err().place.to_string(), "line 2");
        assert_eq!(read(b"[1,\n\xFF]").unwrap_err().place.to_string(), "line 2, column 1");
        assert_eq!(read(b"").unwrap_err().what.to_string(), "the file is empty");
        assert!(read(b"\0\0\0\0").unwrap_err().what.to_string().contains("zeros"));
    }

    #[test]
    fn depth_and_rubbish_are_refused() {
        assert!(parse::<ron::Value>("x", "[".repeat(1_000_000).as_bytes()).is_err());
        assert!(parse::<ron::Value>("x", "Some(".repeat(1_000_000).as_bytes()).is_err());
        assert!(read(b"[1] [2]").is_err());
    }

    #[test]
    fn unknown_fields_are_told() {
        #[derive(serde::Deserialize)]
        struct One {
            a: u8,
        }
        let (one, unknown) = parse::<One>("x", b"(a: 1, b: [2])").unwrap();
        assert_eq!((one.a, unknown), (1, vec!["b".to_owned()]));
    }
}
