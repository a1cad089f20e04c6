//! ELAN's .eaf: each annotation of a tier that stands by itself is a turn, its participant the speaker. Tiers that hang on
//! others (translations, glosses) are counted and left out.

use std::collections::HashMap;

use crate::formats::shared::draft::{Report, Script, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoding;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::format::{Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::xml::{Xml, XmlEvent};
use crate::lang::message;

/// Annotations of ELAN.
pub(in crate::formats) const FORMAT: Format = Format::new("eaf", Kind::Transcript, "ELAN", &["eaf"])
    .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])));

/// An annotation.
struct Annotation {
    start: Option<u32>,
    /// Its place among the times of the file, also where it has no time of its own.
    order: usize,
    speaker: usize,
    words: String,
}

/// Reads a transcript of ELAN.
///
/// # Errors
/// When it is no such file, is not well-formed, or holds no words.
fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    let xml = Xml::new(name, None, bytes)?;
    let mut slots: HashMap<String, (usize, Option<u32>)> = HashMap::new();
    let (mut speakers, mut annotations): (Vec<String>, Vec<Annotation>) = (Vec::new(), Vec::new());
    // The tier that is read, and its annotation.
    let (mut reads, mut open, mut in_words): (bool, Option<Annotation>, bool) = (false, None, false);
    let (mut hanging, mut empty, mut is_eaf) = (0, 0, false);
    let mut events = xml.events();
    while let Some(event) = events.next()? {
        match event {
            XmlEvent::Start(element) => match element.name() {
                "ANNOTATION_DOCUMENT" => is_eaf = true,
                "TIME_SLOT" => {
                    let id = element.get("TIME_SLOT_ID").unwrap_or_default().to_owned();
                    let time = element.get("TIME_VALUE").and_then(|ms| ms.parse().ok());
                    slots.insert(id, (slots.len(), time));
                }
                "TIER" => {
                    reads = element.get("PARENT_REF").is_none_or(str::is_empty);
                    let who = element.get("PARTICIPANT").filter(|who| !who.trim().is_empty());
                    speakers.push(who.or(element.get("TIER_ID")).unwrap_or_default().trim().to_owned());
                }
                "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" if !reads => hanging += 1,
                "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" => {
                    let slot = element.get("TIME_SLOT_REF1").and_then(|id| slots.get(id)).copied();
                    let (order, start) = slot.unwrap_or((usize::MAX, None));
                    let speaker = speakers.len().saturating_sub(1);
                    open = Some(Annotation { start, order, speaker, words: String::new() });
                }
                "ANNOTATION_VALUE" => in_words = true,
                _ => {}
            },
            XmlEvent::Text(words) if in_words => {
                if let Some(open) = &mut open {
                    open.words.push_str(&words);
                }
            }
            XmlEvent::Text(_) => {}
            XmlEvent::End(end) => match end {
                "ANNOTATION_VALUE" => in_words = false,
                "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" => match open.take() {
                    Some(one) if one.words.trim().is_empty() => empty += 1,
                    Some(one) => annotations.push(one),
                    None => {}
                },
                _ => {}
            },
        }
    }
    if !is_eaf {
        return Err(xml.error(1, message!("file-no-elan"), message!("do-export-eaf-elan")));
    }
    annotations.sort_by_key(|one| (one.order, one.speaker));
    let mut script = Script::default();
    for one in &annotations {
        script.turn(speakers.get(one.speaker).map_or("", String::as_str), one.start, &one.words);
    }
    let mut report = Report::default();
    report.lost(hanging, message!("part-hanging-annotation"), message!("file-only-own-tiers"));
    report.lost(empty, message!("part-annotation-without-words"), message!("file-nothing-to-keep"));
    report.lost(annotations.len(), message!("part-time-annotation-ends"), message!("file-turn-keeps-begin"));
    let (text, known) = script.done();
    let decoding = Decoding { encoding: "UTF-8", certain: true, replaced: 0 };
    draft(name, text, known, decoding, report, &options.rules)
}

/// Whether the first bytes look like a file of ELAN.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    head.windows(20).any(|part| part == b"<ANNOTATION_DOCUMENT")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::fits;

    #[test]
    fn tiers_are_speakers_and_annotations_turns() {
        let source = "<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID=\"t1\" TIME_VALUE=\"0\"/>\
            <TIME_SLOT TIME_SLOT_ID=\"t2\"/><TIME_SLOT TIME_SLOT_ID=\"t3\" TIME_VALUE=\"1900\"/></TIME_ORDER>\
            <TIER TIER_ID=\"P01\"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1=\"t2\"><ANNOTATION_VALUE>b\
            </ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>\
            <TIER TIER_ID=\"x\" PARTICIPANT=\"Int\"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1=\"t3\">\
            <ANNOTATION_VALUE>c</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION><ANNOTATION>\
            <ALIGNABLE_ANNOTATION TIME_SLOT_REF1=\"t1\"><ANNOTATION_VALUE>a?</ANNOTATION_VALUE>\
            </ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER TIER_ID=\"gloss\" PARENT_REF=\"x\"><ANNOTATION>\
            <REF_ANNOTATION><ANNOTATION_VALUE>no</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>\
            </ANNOTATION_DOCUMENT>";
        let draft = read("a.eaf", source.as_bytes(), &TranscriptOptions::default()).unwrap();
        assert_eq!(draft.text.as_str(), "Int: a?\nP01: b\nInt: c");
        let times: Vec<_> = draft.recognition.turns.iter().map(|turn| turn.time_ms).collect();
        assert_eq!(times, [Some(0), None, Some(1900)]);
        assert_eq!(draft.lost[0].count, 1, "{:?}", draft.lost);
        let message = read("a.eaf", b"<x/>", &TranscriptOptions::default()).unwrap_err().to_string();
        assert!(message.contains("not of ELAN"), "{message}");
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            body in "(</?(TIER|ANNOTATION_VALUE|ALIGNABLE_ANNOTATION)>|<TIME_SLOT TIME_SLOT_ID=\"1\" TIME_VALUE=\"99999999999\"/>|a é){0,30}",
        ) {
            let source = format!("<ANNOTATION_DOCUMENT>{body}</ANNOTATION_DOCUMENT>");
            if let Ok(draft) = read("a.eaf", source.as_bytes(), &TranscriptOptions::default()) {
                fits(&draft);
            }
        }
    }
}
