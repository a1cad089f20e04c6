//! A transcript before it is in a project: what a preview shows, for a person to confirm or correct. All readers of
//! transcripts end here, so that none goes past the bounds of a text.

use std::collections::HashMap;
use std::ops::Range;

use super::encoding::Decoding;
use super::error::{FormatError, Location};
use super::outcome::{Lost, Warning};
use crate::lang::{Message, Tell, message};
use crate::model::sha256;
use crate::text::{
    Fit, Looks, Recognition, SpeakerGuess, SpeakerIx, SpeakerRole, Text, Turn, TurnRules, given, layouts,
    line_ends, recognise, recognise_looks, timed,
};

/// A transcript that is not in the project yet.
#[derive(Clone, Debug, PartialEq)]
pub struct TranscriptDraft {
    /// The file's name without its extension, or what the file calls it.
    pub title: String,
    /// The file's name.
    pub source: String,
    /// The words.
    pub text: Text,
    /// How they were read; to be confirmed unless it is certain.
    pub decoding: Decoding,
    /// Who speaks where; to be confirmed.
    pub recognition: Recognition,
    /// What the file itself says of who speaks where.
    pub(in crate::formats) known: KnownTurns,
    /// SHA-256 of the words in UTF-8.
    pub sha256: String,
    /// What was put right, or should be looked at.
    pub warnings: Vec<Warning>,
    /// What of the file is not in the words.
    pub lost: Vec<Lost>,
}

/// What a file itself says of turns and speakers.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::formats) enum KnownTurns {
    /// Nothing: they are guessed by the words.
    None,
    /// How pieces of the words look, which helps guessing.
    Looks(Looks),
    /// Where each turn is and when it begins, and not who speaks.
    Times(Vec<(Range<usize>, Option<u32>)>),
    /// All of it.
    All(Recognition),
}

/// What a reader has to tell besides the words.
#[derive(Debug, Default)]
pub(in crate::formats) struct Report {
    warnings: Vec<(Location, Message)>,
    lost: Vec<Lost>,
}

impl Report {
    /// Tells of things that are not in the words, if there are any.
    pub(in crate::formats) fn lost(&mut self, count: usize, what: Message, why: Message) {
        if count > 0 {
            self.lost.push(Lost { what, count, why });
        }
    }

    /// Tells of what was put right, or is to be looked at.
    pub(in crate::formats) fn warn(&mut self, place: Location, message: Message) {
        self.warnings.push((place, message));
    }
}

impl From<Vec<Lost>> for Report {
    fn from(lost: Vec<Lost>) -> Self {
        Self { warnings: Vec::new(), lost }
    }
}

/// A draft of what was read.
///
/// # Errors
/// When there are no words, or too many.
pub(in crate::formats) fn draft(
    name: &str,
    text: String,
    known: KnownTurns,
    decoding: Decoding,
    report: Report,
    rules: &TurnRules,
) -> Result<TranscriptDraft, FormatError> {
    if text.trim().is_empty() {
        return Err(FormatError::Empty { file: name.to_owned() });
    }
    if text.len() > Text::MAX_BYTES {
        let (file, bytes, most) = (name.to_owned(), text.len(), Text::MAX_BYTES);
        return Err(FormatError::TooLarge { file, bytes, most });
    }
    let lines = line_ends(&text);
    if lines > Text::MAX_LINES {
        return Err(FormatError::At {
            file: name.to_owned(),
            place: Location::Whole,
            problem: message!("file-too-many-lines", lines, most = Text::MAX_LINES),
            remedy: message!("do-split-it"),
        });
    }
    let source = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let stem = source.rsplit_once('.').map_or(source.as_str(), |(stem, _)| stem);
    let told = |(place, message)| Warning { file: source.clone(), place, message };
    let mut draft = TranscriptDraft {
        title: if stem.trim().is_empty() { source.clone() } else { stem.trim().to_owned() },
        recognition: Recognition::default(),
        known,
        sha256: sha256(&text),
        warnings: report.warnings.into_iter().map(told).collect(),
        source,
        text: Text::new(text),
        decoding,
        lost: report.lost,
    };
    draft.recognise(rules);
    Ok(draft)
}

impl TranscriptDraft {
    /// What a person should look at of who speaks where.
    pub fn doubts(&self) -> impl Iterator<Item = Warning> + use<'_> {
        let doubts = self.recognition.doubts.iter();
        doubts.map(|doubt| Warning::file(&self.source, doubt.message()))
    }

    /// How well each layout fits, the best first; none where the file itself says who speaks or when.
    pub fn layouts(&self, rules: &TurnRules) -> Vec<Fit> {
        match &self.known {
            KnownTurns::None => layouts(self.text.as_str(), &Looks::default(), rules),
            KnownTurns::Looks(looks) => layouts(self.text.as_str(), looks, rules),
            KnownTurns::Times(_) | KnownTurns::All(_) => Vec::new(),
        }
    }

    /// Recognises the turns anew by rules that a person corrected.
    pub fn recognise(&mut self, rules: &TurnRules) {
        let text = self.text.as_str();
        self.recognition = match &self.known {
            KnownTurns::None => recognise(text, rules),
            KnownTurns::Looks(looks) => recognise_looks(text, looks, rules),
            KnownTurns::Times(places) => timed(text, places, rules),
            KnownTurns::All(known) => given(text, known, rules),
        };
    }
}

/// A text that is put together turn by turn.
///
/// ```text
///   P01: It was fine.     ← one line a turn: its speaker, where the file names one, and the words
/// ```
#[derive(Default)]
pub(in crate::formats) struct Script {
    text: String,
    speakers: Vec<SpeakerGuess>,
    numbers: HashMap<String, SpeakerIx>,
    turns: Vec<Turn>,
}

impl Script {
    /// Adds a turn. The label stands before the words; the white space around both goes.
    pub(in crate::formats) fn turn(&mut self, label: &str, time_ms: Option<u32>, words: &str) {
        let (label, words) = (label.trim(), words.trim());
        if label.is_empty() && words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let (start, speaker) = (self.text.len(), self.speaker(label));
        if !label.is_empty() {
            self.text.push_str(label);
            self.text.push_str(if words.is_empty() { ":" } else { ": " });
        }
        let body = self.text.len();
        self.text.push_str(words);
        self.turns.push(Turn { speaker, time_ms, range: start..self.text.len(), body });
    }

    /// Puts words on the turn before.
    pub(in crate::formats) fn go_on(&mut self, words: &str) {
        let words = words.trim();
        let Some(last) = self.turns.last_mut().filter(|_| !words.is_empty()) else { return };
        self.text.push(' ');
        self.text.push_str(words);
        last.range.end = self.text.len();
    }

    /// The words, and what is known of the turns: all, or, where nobody is named, their times.
    pub(in crate::formats) fn done(self) -> (String, KnownTurns) {
        if self.speakers.is_empty() {
            let places = self.turns.into_iter().map(|turn| (turn.range, turn.time_ms)).collect();
            return (self.text, KnownTurns::Times(places));
        }
        let (speakers, turns) = (self.speakers, self.turns);
        (self.text, KnownTurns::All(Recognition { speakers, turns, ..Recognition::default() }))
    }

    /// The number of the speaker with a label; none without one, or where there are too many.
    fn speaker(&mut self, label: &str) -> Option<SpeakerIx> {
        if label.is_empty() {
            return None;
        }
        if let Some(known) = self.numbers.get(label) {
            return Some(*known);
        }
        let number = SpeakerIx(u16::try_from(self.speakers.len()).ok()?);
        let (name, role) = (label.to_owned(), SpeakerRole::Participant);
        self.speakers.push(SpeakerGuess { label: label.to_owned(), name, role, turns: 0 });
        self.numbers.insert(label.to_owned(), number);
        Some(number)
    }
}
