//! ELAN's .eaf: each annotation of a tier that stands by itself is a turn, its participant the speaker, or its name where it has
//! no participant or shares one. Tiers that hang on others (translations, glosses) are named and left out.

use std::collections::{BTreeSet, HashMap};

use crate::formats::shared::draft::{Report, Script, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoding;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::format::{Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::xml::{Xml, XmlEvent};
use crate::lang::{list, message};

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

/// A tier.
struct Tier {
    id: String,
    participant: String,
    /// Whether it hangs on another.
    hangs: bool,
    /// Whether anything is said in it.
    speaks: bool,
}

impl Tier {
    /// Who speaks in it: the participant, with the tier's name where several tiers that speak are theirs.
    fn speaker(&self, all: &[Self]) -> String {
        let theirs = |tier: &&Self| tier.speaks && tier.participant == self.participant;
        match (self.participant.is_empty(), all.iter().filter(theirs).count()) {
            (true, _) => self.id.clone(),
            (false, 0 | 1) => self.participant.clone(),
            (false, _) if self.id == self.participant => self.id.clone(),
            (false, _) => format!("{} ({})", self.participant, self.id),
        }
    }
}

/// Reads a transcript of ELAN.
///
/// # Errors
/// When it is no such file, is not well-formed, or holds no words.
fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    let xml = Xml::new(name, None, bytes)?;
    let mut slots: HashMap<String, (usize, Option<u32>)> = HashMap::new();
    let (mut tiers, mut annotations): (Vec<Tier>, Vec<Annotation>) = (Vec::new(), Vec::new());
    // The annotation that is read.
    let (mut open, mut in_words): (Option<Annotation>, bool) = (None, false);
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
                    let hangs = element.get("PARENT_REF").is_some_and(|on| !on.is_empty());
                    let [id, participant] = ["TIER_ID", "PARTICIPANT"].map(|name| {
                        element.get(name).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
                    });
                    tiers.push(Tier { id, participant, hangs, speaks: false });
                }
                "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" if tiers.last().is_none_or(|tier| tier.hangs) => {
                    hanging += 1;
                }
                "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" => {
                    let slot = element.get("TIME_SLOT_REF1").and_then(|id| slots.get(id)).copied();
                    let (order, start) = slot.unwrap_or((usize::MAX, None));
                    let speaker = tiers.len().saturating_sub(1);
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
                    Some(one) => {
                        if let Some(tier) = tiers.get_mut(one.speaker) {
                            tier.speaks = true;
                        }
                        annotations.push(one);
                    }
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
    let speakers: Vec<String> = tiers.iter().map(|tier| tier.speaker(&tiers)).collect();
    for one in &annotations {
        script.turn(speakers.get(one.speaker).map_or("", String::as_str), one.start, &one.words);
    }
    let mut report = Report::default();
    let named = |which: &dyn Fn(&&Tier) -> bool| {
        let names: BTreeSet<&str> = tiers.iter().filter(which).map(|tier| tier.id.as_str()).collect();
        list(names.into_iter().map(|name| message!("in-quotes", name)))
    };
    report.lost(
        hanging,
        message!("part-hanging-annotation"),
        message!("file-only-own-tiers", tiers = named(&|tier| tier.hangs)),
    );
    let silent = |tier: &&Tier| !tier.hangs && !tier.speaks;
    report.lost(
        tiers.iter().filter(silent).count(),
        message!("part-tier-without-words"),
        message!("file-tiers-silent", tiers = named(&silent)),
    );
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
        assert!(draft.lost[0].why.to_string().contains("“gloss”"), "{:?}", draft.lost);
        let message = read("a.eaf", b"<x/>", &TranscriptOptions::default()).unwrap_err().to_string();
        assert!(message.contains("not of ELAN"), "{message}");
    }

    #[test]
    fn tiers_keep_their_names() {
        let tier = |head: &str, words: &str| {
            let annotation = format!(
                "<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1=\"t\"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            );
            format!("<TIER {head}>{}</TIER>", if words.is_empty() { "" } else { &annotation })
        };
        let tiers = [
            tier("TIER_ID=\"speech\" PARTICIPANT=\"P1\"", "a"),
            tier("TIER_ID=\"hands\" PARTICIPANT=\"P1\"", "b"),
            tier("TIER_ID=\"other\" PARTICIPANT=\"P2\"", "c"),
            tier("TIER_ID=\"notes\" PARTICIPANT=\"P2\"", ""),
            tier("TIER_ID=\"Int\"", "d"),
        ];
        let source = format!("<ANNOTATION_DOCUMENT>{}</ANNOTATION_DOCUMENT>", tiers.concat());
        let draft = read("a.eaf", source.as_bytes(), &TranscriptOptions::default()).unwrap();
        assert_eq!(draft.text.as_str(), "P1 (speech): a\nP1 (hands): b\nP2: c\nInt: d");
        let told: Vec<_> =
            draft.lost.iter().map(|lost| format!("{} {}: {}", lost.count, lost.what, lost.why)).collect();
        assert!(told[0].starts_with("1 tier without words: nothing is said in “notes”"), "{told:?}");
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
