//! Bytes to text. Says which encoding it took and whether that is certain, so that a person can confirm it; alters
//! nothing but line ends and one byte order mark.

use crate::lang::Message;
use crate::lang::message;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// How a text was read from bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoding {
    /// Name of the encoding, one of [`ENCODINGS`] or one that the guess knows besides.
    pub encoding: &'static str,
    /// Whether the bytes say so themselves; a guess is shown and confirmed.
    pub certain: bool,
    /// How many unreadable places were replaced by `U+FFFD`.
    pub replaced: usize,
}

impl Decoding {
    /// What a person should look at; none where the bytes say how they are read and all of them could be.
    pub(in crate::formats) fn doubt(&self) -> Option<Message> {
        let Self { encoding, certain, replaced } = self;
        if *replaced > 0 {
            return Some(message!("file-places-replaced", replaced, encoding));
        }
        let guess = message!("file-encoding-guessed", encoding);
        (!certain).then_some(guess)
    }
}

/// A text with `\n` line ends, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark, with `\n` line ends, otherwise as it stood.
    pub text: String,
    /// How it was read.
    pub decoding: Decoding,
}

/// Why bytes are not a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// A zero byte, or the character zero.
    Zero {
        /// Line of the first, counted from 1.
        line: usize,
        /// How it was read.
        encoding: &'static str,
    },
    /// No encoding of that name.
    Unknown(String),
}

/// The encodings that a person may choose, the likely ones first.
pub const ENCODINGS: &[&str] = &[
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "UTF-32LE",
    "UTF-32BE",
    "windows-1252",
    "macintosh",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "ISO-8859-2",
    "ISO-8859-15",
    "KOI8-R",
    "IBM866",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "GBK",
    "gb18030",
    "Big5",
    "EUC-KR",
];

const UTF_32LE: &str = "UTF-32LE";
const UTF_32BE: &str = "UTF-32BE";

/// Reads bytes as text: by the byte order mark, else as UTF-8 if they are, else by the look of them; or in the
/// encoding that a person chose.
///
/// # Errors
/// When they hold zeros, as no text does, or the chosen encoding is not known.
pub fn decode(bytes: &[u8], chosen: Option<&str>) -> Result<Decoded, DecodeError> {
    let Decoded { text, decoding } = with_line_ends(bytes, chosen)?;
    Ok(Decoded { text: with_newlines(text), decoding })
}

/// As [`decode`], unasked, with the line ends that it has.
pub(in crate::formats) fn decode_as_it_stands(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    with_line_ends(bytes, None)
}

fn with_line_ends(bytes: &[u8], chosen: Option<&str>) -> Result<Decoded, DecodeError> {
    let (mut text, decoding) = match chosen {
        Some(name) => decode_as(bytes, name).ok_or_else(|| DecodeError::Unknown(name.to_owned()))?,
        None => decode_unasked(bytes)?,
    };
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if let Some(at) = text.find('\0') {
        return Err(DecodeError::Zero { line: line_of(&text.as_bytes()[..at]), encoding: decoding.encoding });
    }
    Ok(Decoded { text, decoding })
}

fn decode_as(bytes: &[u8], name: &str) -> Option<(String, Decoding)> {
    if let Some(name) = [UTF_32LE, UTF_32BE].into_iter().find(|utf32| utf32.eq_ignore_ascii_case(name)) {
        return Some(utf32(bytes, name));
    }
    Encoding::for_label(name.as_bytes()).map(|encoding| read(bytes, encoding, true))
}

fn decode_unasked(bytes: &[u8]) -> Result<(String, Decoding), DecodeError> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return Ok(utf32(bytes, UTF_32LE)),
        [0, 0, 0xFE, 0xFF, ..] => return Ok(utf32(bytes, UTF_32BE)),
        [0xFF, 0xFE, ..] => return Ok(read(bytes, UTF_16LE, true)),
        [0xFE, 0xFF, ..] => return Ok(read(bytes, UTF_16BE, true)),
        [0xEF, 0xBB, 0xBF, ..] => return Ok(read(bytes, UTF_8, true)),
        _ => {}
    }
    if let Some(zero) = bytes.iter().position(|&b| b == 0) {
        let encoding = utf16_without_mark(bytes)
            .ok_or(DecodeError::Zero { line: line_of(&bytes[..zero]), encoding: "UTF-8" })?;
        return Ok(read(bytes, encoding, false));
    }
    if std::str::from_utf8(bytes).is_ok() {
        // ISO-2022-JP is all ASCII, with escapes that no other text holds.
        let escapes = bytes.windows(3).any(|three| matches!(three, [0x1B, b'$', b'@' | b'B']));
        return Ok(if escapes { read(bytes, ISO_2022_JP, false) } else { read(bytes, UTF_8, true) });
    }
    if mostly_utf8(bytes) {
        return Ok(read(bytes, UTF_8, false));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(read(bytes, detector.guess(None, Utf8Detection::Deny), false))
}

fn read(bytes: &[u8], encoding: &'static Encoding, certain: bool) -> (String, Decoding) {
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    let replaced = match errors {
        false => 0,
        true if encoding == UTF_8 => bytes.utf8_chunks().filter(|c| !c.invalid().is_empty()).count(),
        true => text.matches('\u{fffd}').count(),
    };
    (text.into_owned(), Decoding { encoding: encoding.name(), certain, replaced })
}

fn utf32(bytes: &[u8], encoding: &'static str) -> (String, Decoding) {
    let mut replaced = 0;
    let character = |four: &[u8]| {
        let number = four.try_into().ok().map(|four| match encoding {
            UTF_32BE => u32::from_be_bytes(four),
            _ => u32::from_le_bytes(four),
        });
        number.and_then(char::from_u32).unwrap_or_else(|| {
            replaced += 1;
            '\u{fffd}'
        })
    };
    let text = bytes.chunks(4).map(character).collect();
    (text, Decoding { encoding, certain: true, replaced })
}

/// UTF-16 that says so by its zeros alone: they are all in the same half of the pairs, and that half has few other
/// values, as in any text of one alphabet.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    if !bytes.len().is_multiple_of(2) || pairs < 4 {
        return None;
    }
    let looks_like = |high: usize| {
        let mut counts = [0_usize; 256];
        let mut zeros_in_low = 0;
        for pair in bytes.chunks_exact(2) {
            counts[usize::from(pair[high])] += 1;
            zeros_in_low += usize::from(pair[1 - high] == 0);
        }
        let zeros = counts[0];
        let other = counts[1..].iter().max().copied().unwrap_or(0);
        zeros_in_low * 20 <= pairs && zeros * 12 >= pairs && (zeros + other) * 10 >= pairs * 8
    };
    [(1, UTF_16LE), (0, UTF_16BE)]
        .into_iter()
        .find(|&(high, encoding)| looks_like(high) && !encoding.decode_without_bom_handling(bytes).1)
        .map(|(_, encoding)| encoding)
}

/// Whether nearly all that is not ASCII is UTF-8: a text with a few damaged places, for hardly anything else looks
/// like that.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 9 * bad
}

fn line_of(before: &[u8]) -> usize {
    1 + before.iter().filter(|&&b| b == b'\n').count()
}

/// The text with `\n` for `\r\n` and `\r`.
fn with_newlines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str, bool, usize) {
        let Decoded { text, decoding } = decode(bytes, None).unwrap();
        (text, decoding.encoding, decoding.certain, decoding.replaced)
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn marks_are_believed_and_taken_off_once() {
        assert_eq!(decoded(b"\xEF\xBB\xBFone\r\ntwo\rthree"), ("one\ntwo\nthree".into(), "UTF-8", true, 0));
        assert_eq!(decoded("\u{feff}\u{feff}a\u{2028}".as_bytes()).0, "\u{feff}a\u{2028}");
        for big in [true, false] {
            let (text, encoding, certain, _) = decoded(&utf16("\u{feff}é 🙂\r\n", big));
            assert_eq!((text.as_str(), certain), ("é 🙂\n", true));
            assert_eq!(encoding, if big { "UTF-16BE" } else { "UTF-16LE" });
        }
        let utf32: Vec<u8> = "\u{feff}é🙂".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        assert_eq!(decoded(&utf32), ("é🙂".into(), "UTF-32LE", true, 0));
    }

    #[test]
    fn without_a_mark_it_is_a_guess() {
        for text in ["Interviewer: How was it?\n", "المقابل: أين نشأت؟\n", "Интервьюер: да, но как?\n"]
        {
            for big in [true, false] {
                let (read, encoding, certain, _) = decoded(&utf16(text, big));
                assert_eq!((read.as_str(), certain), (text, false));
                assert_eq!(encoding, if big { "UTF-16BE" } else { "UTF-16LE" });
            }
        }
        let (text, encoding, certain, _) = decoded(b"It cost \x80 5, \x93really\x94, in a caf\xE9.");
        assert_eq!(
            (text.as_str(), encoding, certain),
            ("It cost € 5, “really”, in a café.", "windows-1252", false)
        );
        let (japanese, encoding, ..) = decoded(b"\x1B$B$3$s\x1B(B");
        assert_eq!((japanese.as_str(), encoding), ("こん", "ISO-2022-JP"));
    }

    #[test]
    fn damage_is_counted() {
        let mut bytes = "é".repeat(40).into_bytes();
        bytes.extend(b"\xFF\xFE and \xC3");
        let (text, encoding, certain, replaced) = decoded(&bytes);
        assert_eq!((encoding, certain, replaced), ("UTF-8", false, 3));
        assert_eq!(text.matches('\u{fffd}').count(), 3);
        assert_eq!(decoded(b"\xFF\xFEa").3, 1, "half a pair");
    }

    #[test]
    fn zeros_are_named() {
        let zero = |line, encoding| Err(DecodeError::Zero { line, encoding });
        assert_eq!(decode(b"one\ntwo\0three\n", None), zero(2, "UTF-8"));
        assert_eq!(decode(b"ab\0cdefg, and so on", None), zero(1, "UTF-8"));
        assert_eq!(decode(&utf16("\u{feff}a\0", true), None), zero(1, "UTF-16BE"));
    }

    #[test]
    fn a_person_chooses() {
        assert_eq!(decode(b"\x8E", Some("macintosh")).unwrap().text, "é");
        assert_eq!(decode(b"x", Some("klingon")), Err(DecodeError::Unknown("klingon".into())));
        for name in ENCODINGS {
            assert!(decode(b"", Some(name)).is_ok(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>, choice in 0..ENCODINGS.len()) {
            for chosen in [None, Some(ENCODINGS[choice])] {
                if let Ok(Decoded { text, .. }) = decode(&bytes, chosen) {
                    prop_assert!(!text.contains(['\r', '\0']));
                }
            }
        }

        #[test]
        fn utf8_is_itself(text in "[^\r\0\u{1b}\u{feff}]*") {
            prop_assert_eq!(decode(text.as_bytes(), None).unwrap().text, text);
        }
    }
}
