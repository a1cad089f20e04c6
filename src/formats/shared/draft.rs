//! A transcript before it is in a project: what a preview shows, for a person to confirm or correct. All readers of
//! transcripts end here, so that none goes past the bounds of a text.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::encoding::Decoding;
use super::error::{FormatError, Location};
use super::marks::{Marks, MarksWanted};
use super::outcome::{Lost, Warning};
use crate::lang::{Message, Tell, message};
use crate::model::sha256;
use crate::text::{
    Fit, LabelGuess, Looks, Recognition, SpeakerGuess, SpeakerIx, SpeakerRole, Text, Turn, TurnMode,
    TurnRules, WordTimes, given, layouts, line_ends, recognise, recognise_looks, timed,
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
    /// When its words were said, where the file says so.
    pub times: WordTimes,
    /// SHA-256 of the words in UTF-8.
    pub sha256: String,
    /// What is highlighted in the words, and noted on them.
    pub marks: Marks,
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
    /// Where each turn is and when it begins, and not who speaks; and where turns begin of which is only known that somebody
    /// else speaks.
    Times(Vec<(Range<usize>, Option<u32>)>, BTreeSet<usize>),
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
            self.lost.push(Lost { what, count, why, files: Vec::new() });
        }
    }

    /// Tells of highlights and comments, unless they are wanted.
    pub(in crate::formats) fn marks(&mut self, marks: &Marks, wanted: MarksWanted) {
        if !wanted.highlights {
            self.lost(marks.highlights.len(), message!("part-highlight"), message!("file-highlights-left"));
        }
        if !wanted.comments {
            self.lost(marks.comments.len(), message!("part-comment"), message!("file-comments-left"));
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
        times: WordTimes::default(),
        marks: Marks::default(),
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
            KnownTurns::Times(..) | KnownTurns::All(_) => Vec::new(),
        }
    }

    /// Recognises the turns anew by rules that a person corrected.
    pub fn recognise(&mut self, rules: &TurnRules) {
        let text = self.text.as_str();
        self.recognition = match &self.known {
            KnownTurns::None => recognise(text, rules),
            KnownTurns::Looks(looks) => recognise_looks(text, looks, rules),
            KnownTurns::Times(places, unknown) if unknown.is_empty() => timed(text, places, rules),
            KnownTurns::Times(places, unknown) => {
                let mut apart = rules.clone();
                if apart.mode == TurnMode::Joined {
                    apart.mode = TurnMode::Speakers;
                }
                given(text, &without_speakers(timed(text, places, &apart), unknown), rules)
            }
            KnownTurns::All(known) => given(text, known, rules),
        };
    }
}

/// The same, but that nobody is said to speak from each of these turns on until a label says who does.
fn without_speakers(mut found: Recognition, unknown: &BTreeSet<usize>) -> Recognition {
    let mut known = true;
    for turn in &mut found.turns {
        known = turn.body > turn.range.start || known && !unknown.contains(&turn.range.start);
        if !known {
            turn.speaker = None;
        }
    }
    found
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
    /// Where turns begin of which is only known that somebody else speaks.
    unknown: BTreeSet<usize>,
    refused: Vec<LabelGuess>,
}

impl Script {
    /// Adds a turn, and gives the bytes that its words have. The label stands before the words; the white space around both
    /// goes.
    pub(in crate::formats) fn turn(
        &mut self,
        label: &str,
        time_ms: Option<u32>,
        words: &str,
    ) -> Range<usize> {
        let (label, words) = (label.trim(), words.trim());
        if label.is_empty() && words.is_empty() {
            return self.text.len()..self.text.len();
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
        body..self.text.len()
    }

    /// Puts words on the turn before, and gives the bytes that they have.
    pub(in crate::formats) fn go_on(&mut self, words: &str) -> Range<usize> {
        let words = words.trim();
        let Some(last) = self.turns.last_mut().filter(|_| !words.is_empty()) else {
            return self.text.len()..self.text.len();
        };
        self.text.push(' ');
        let start = self.text.len();
        self.text.push_str(words);
        last.range.end = self.text.len();
        start..self.text.len()
    }

    /// Says of the turn before whether somebody else speaks whom nobody names.
    pub(in crate::formats) fn mark_unknown(&mut self, is_unknown: bool) {
        self.unknown.extend(self.turns.last().filter(|_| is_unknown).map(|turn| turn.range.start));
    }

    /// Says what stands like labels and is none.
    pub(in crate::formats) fn refuse(&mut self, refused: Vec<LabelGuess>) {
        self.refused = refused;
    }

    /// What has been put together so far.
    pub(in crate::formats) fn text(&self) -> &str {
        &self.text
    }

    /// The words, and what is known of the turns: all, or, where nobody is named, their times.
    pub(in crate::formats) fn done(self) -> (String, KnownTurns) {
        if self.speakers.is_empty() {
            let places = self.turns.into_iter().map(|turn| (turn.range, turn.time_ms)).collect();
            return (self.text, KnownTurns::Times(places, self.unknown));
        }
        let Self { text, speakers, turns, refused, .. } = self;
        (text, KnownTurns::All(Recognition { speakers, turns, refused, ..Recognition::default() }))
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
