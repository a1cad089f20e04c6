//! oTranscribe's .otr: its paragraphs as text, its times as stamps before the words, so that turns and labels are recognised as
//! in plain text. The form: "OTR file format" in the README of oTranscribe/oTranscribe.

use serde::Deserialize;

use super::html::{LeftOut, words};
use super::page::Written;
use crate::formats::shared::draft::{KnownTurns, Report, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoded;
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::format::{Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::plain::decoded;
use crate::lang::message;

/// Transcripts of oTranscribe.
pub(in crate::formats) const FORMAT: Format = Format::new("otr", Kind::Transcript, "oTranscribe", &["otr"])
    .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])));

/// The most bytes of a file that is looked into to tell what it is.
const MOST_BYTES: usize = 64 << 20;

/// What stands in a file.
#[derive(Deserialize)]
struct Otr {
    /// HTML.
    text: String,
    /// The name of the recording.
    media: Option<serde::de::IgnoredAny>,
    #[serde(rename = "media-time")]
    time: Option<serde::de::IgnoredAny>,
    #[serde(rename = "media-source")]
    source: Option<serde::de::IgnoredAny>,
}

/// Whether a file is one of oTranscribe.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if !bytes.trim_ascii_start().starts_with(b"{") || bytes.len() > MOST_BYTES {
        return false;
    }
    let otr: Option<Otr> = serde_json::from_slice(bytes).ok();
    otr.is_some_and(|otr| otr.media.is_some() || otr.time.is_some() || otr.source.is_some())
}

/// Reads a transcript of oTranscribe.
///
/// # Errors
/// When it is no such file, or holds no words.
fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    let Decoded { text, decoding } = decoded(name, bytes, options.encoding.as_deref())?;
    if text.trim().is_empty() {
        return Err(FormatError::Empty { file: name.to_owned() });
    }
    let otr: Otr = serde_json::from_str(&text).map_err(|why| FormatError::At {
        file: name.to_owned(),
        place: Location::Line(why.line()),
        problem: message!("file-no-otr"),
        remedy: message!("do-export-from-otranscribe"),
    })?;
    let mut left = LeftOut::default();
    // No text holds these.
    let html = otr.text.replace('\r', "\n").replace('\0', "\u{fffd}");
    let Written { text, looks, .. } = words(&html, &mut left, &|tag| {
        let seconds = tag.attributes.get(b"data-timestamp".as_slice()).filter(|_| *tag.name == b"span")?;
        let seconds: f64 = std::str::from_utf8(seconds).ok()?.trim().parse().ok()?;
        stamp(seconds).map(|stamp| format!("{stamp} "))
    });
    let mut report = Report::default();
    left.tell(&mut report);
    report.lost(
        usize::from(otr.media.is_some()),
        message!("part-name-recording"),
        message!("file-recording-beside"),
    );
    draft(name, text, KnownTurns::Looks(looks), decoding, report, &options.rules)
}

/// A time as it stands in a transcript: `[00:01:02]`, `[00:01:02.5]`.
fn stamp(seconds: f64) -> Option<String> {
    const LONGEST: f64 = 99.0 * 3600.0;
    let ms = (0.0..LONGEST).contains(&seconds).then(|| (seconds * 1000.0).floor() as u64)?;
    let (hours, minutes, whole, part) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    let part = format!(".{part:03}");
    let part = part.trim_end_matches('0').trim_end_matches('.');
    Some(format!("[{hours:02}:{minutes:02}:{whole:02}{part}]"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::format_of;
    use crate::formats::tests::fits as turns_fit;

    #[test]
    fn paragraphs_with_times_and_labels() {
        let html = r#"<p><span class=\"timestamp\" contenteditable=\"false\" data-timestamp=\"1.5\">0:01</span> Int: How was it?<br /></p>\n
            <p><span class=\"timestamp\" data-timestamp=\"62\">1:02</span>P01: <b>Fine</b> &amp; so, <span class=\"timestamp\" data-timestamp=\"3723.25\">1:02:03</span> later.</p><p>And more.</p>"#;
        let source =
            format!("{{\"text\":\"{}\",\"media\":\"a.mp3\",\"media-time\":70.1}}", html.replace('\n', " "));
        let draft = read("a.otr", source.as_bytes(), &TranscriptOptions::default()).unwrap();
        assert_eq!(
            draft.text.as_str(),
            "[00:00:01.5] Int: How was it?\n\n[00:01:02] P01: Fine & so, [01:02:03.25] later.\n\nAnd more.\n"
        );
        let found = &draft.recognition;
        let turns: Vec<_> =
            found.turns.iter().map(|turn| (turn.time_ms, &draft.text.as_str()[turn.words()])).collect();
        assert_eq!(turns[0], (Some(1500), "How was it?"));
        assert_eq!((turns.len(), turns[1].0, found.speakers.len()), (2, Some(62_000), 2), "{turns:?}");
        assert_eq!(draft.lost.len(), 1, "{:?}", draft.lost);
        for name in ["a.otr", "a.json", "a.txt"] {
            assert_eq!(format_of(name, source.as_bytes(), None).unwrap().id, "otr", "{name}");
        }
    }

    #[test]
    fn what_is_none_of_its_is_refused() {
        for (text, says) in [
            ("", "empty"),
            ("{}", "not of oTranscribe"),
            ("words", "line 1"),
            ("{\"text\": \"<p></p>\"}", "empty"),
        ] {
            let message =
                read("a.otr", text.as_bytes(), &TranscriptOptions::default()).unwrap_err().to_string();
            assert!(message.starts_with("a.otr") && message.contains(says), "{text}: {message}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            html in "(</?p>|<br>|<span data-timestamp='(1|-1|1e9|x)'>|</span>|A: |é|<sup>|1|&amp;|\\\\n|\\\\u0000|\\\\r){0,40}", rest: Vec<u8>,
        ) {
            let mut bytes = format!("{{\"text\":\"{html}\",\"media\":null}}").into_bytes();
            for bytes in [bytes.clone(), { bytes.extend(rest); bytes }] {
                let _ = fits(&bytes);
                if let Ok(draft) = read("a.otr", &bytes, &TranscriptOptions::default()) {
                    turns_fit(&draft);
                }
            }
        }
    }
}
