//! A transcript: one text with its speakers and turns. Never changed behind a coding's back.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{AttributeId, CaseId, KeptTimes, TranscriptId, Value};
use crate::text::{SpeakerIx, SpeakerRole, Text, Turn, Turns};

/// One interview as it was transcribed.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcript {
    pub(super) id: TranscriptId,
    pub(super) title: String,
    pub(super) slug: String,
    pub(super) text: Text,
    pub(super) sha256: String,
    pub(super) source: Option<String>,
    pub(super) speakers: Vec<Speaker>,
    pub(super) turns: Turns,
    pub(super) case: Option<CaseId>,
    pub(super) values: BTreeMap<AttributeId, Value>,
    pub(super) times: Option<KeptTimes>,
    /// Which of it counts, where a scope leaves some of it out; never kept.
    pub(super) heard: Option<Arc<Heard>>,
}

/// What of a transcript counts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// The turns that do, labels included, in order.
    pub(super) turns: Vec<Range<usize>>,
    /// Whether what stands outside all turns does.
    pub(super) outside: bool,
}

/// One who speaks in a transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// As the transcript writes it, "INT" or "P01".
    pub label: String,
    /// Asks or answers.
    pub role: SpeakerRole,
    /// The participant whose words these are, where they are not those of the transcript's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
}

impl Speaker {
    /// A speaker who is tied to no case.
    pub fn new(label: impl Into<String>, role: SpeakerRole) -> Self {
        Self { label: label.into(), role, case: None }
    }
}

impl Transcript {
    /// Kept through every import and export.
    pub const fn id(&self) -> TranscriptId {
        self.id
    }

    /// As shown.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The name of its files in the project folder, unique there whatever the case of letters.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// The words.
    pub const fn text(&self) -> &Text {
        &self.text
    }

    /// SHA-256 of the text's UTF-8 bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The file it was imported from, by name.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Who speaks, by [`SpeakerIx`].
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// One speaker.
    pub fn speaker(&self, at: SpeakerIx) -> Option<&Speaker> {
        self.speakers.get(usize::from(at.0))
    }

    /// Whether a turn is the interviewer's.
    pub fn is_interviewer(&self, turn: &Turn) -> bool {
        turn.speaker.and_then(|s| self.speaker(s)).is_some_and(|s| s.role == SpeakerRole::Interviewer)
    }

    /// The turns in order.
    pub const fn turns(&self) -> &Turns {
        &self.turns
    }

    /// Whether what begins at a byte counts: all does, unless a scope leaves its turn out.
    pub fn counts_at(&self, byte: usize) -> bool {
        let Some(heard) = &self.heard else { return true };
        let before = heard.turns.partition_point(|turn| turn.start <= byte);
        let in_turn = before > 0 && heard.turns[before - 1].contains(&byte);
        in_turn || heard.outside && self.turns.at(byte).is_none()
    }

    /// The stretches that count, in order: all of it, unless a scope leaves some turns out.
    pub fn counted(&self) -> Vec<Range<usize>> {
        let whole = 0..self.text.len();
        let Some(heard) = &self.heard else { return vec![whole] };
        if !heard.outside {
            return heard.turns.clone();
        }
        let mut stretches = Vec::new();
        let mut from = 0;
        for turn in self.turns.iter().filter(|turn| !self.counts_at(turn.range.start)) {
            stretches.push(from..turn.range.start);
            from = turn.range.end;
        }
        stretches.push(from..whole.end);
        stretches.retain(|stretch| !stretch.is_empty());
        stretches
    }

    /// Whether a scope leaves some of it out.
    pub const fn is_narrowed(&self) -> bool {
        self.heard.is_some()
    }

    /// The participant it belongs to.
    pub const fn case(&self) -> Option<CaseId> {
        self.case
    }

    /// Where the times of its words are kept, where a file said them when it was brought in.
    pub const fn times(&self) -> Option<&KeptTimes> {
        self.times.as_ref()
    }

    /// Attributes of the transcript itself.
    pub const fn values(&self) -> &BTreeMap<AttributeId, Value> {
        &self.values
    }
}

/// Speakers without their ties.
pub(super) fn untied(speakers: &[Speaker]) -> Vec<Speaker> {
    speakers.iter().map(|speaker| Speaker::new(speaker.label.as_str(), speaker.role)).collect()
}

/// A file name made of a title: ASCII letters, digits and hyphens, at most 60, never a name that a system reserves.
///
/// ```text
///   "Interview 4, Siân (2nd).docx"  →  "interview-4-sian-2nd-docx"
/// ```
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        let plain = match c {
            'a'..='z' | '0'..='9' => Some(c),
            'A'..='Z' => Some(c.to_ascii_lowercase()),
            _ => unaccented(c),
        };
        match plain {
            Some(c) => slug.push(c),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    let reserved = matches!(slug, "con" | "prn" | "aux" | "nul")
        || (slug.len() == 4
            && (slug.starts_with("com") || slug.starts_with("lpt"))
            && slug.ends_with(|c: char| c.is_ascii_digit()));
    match slug {
        "" => "untitled".to_owned(),
        s if reserved => format!("{s}-1"),
        s => s.to_owned(),
    }
}

/// The ASCII letter under a common Latin accent.
const fn unaccented(c: char) -> Option<char> {
    Some(match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'Ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' => 'i',
        'ł' | 'Ł' => 'l',
        'ñ' | 'Ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ő' => 'o',
        'ś' | 'š' | 'Š' => 's',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        'ź' | 'ż' | 'ž' | 'Ž' => 'z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_is_a_safe_file_name() {
        assert_eq!(slug("Interview 4, Siân (2nd).docx"), "interview-4-sian-2nd-docx");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("CON"), "con-1");
        assert_eq!(slug("日本語"), "untitled");
        assert!(slug(&"x".repeat(500)).len() <= 60);
    }
}
