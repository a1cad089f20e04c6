//! A transcript on its way out of JSON: turns and words in the order in which the file has them, with what is to be told of
//! them. Never knows whose form it is.

use std::ops::Range;

use super::value::Json;
use crate::formats::shared::draft::{KnownTurns, Report, Script};
use crate::formats::shared::error::Location;
use crate::formats::shared::options::TranscriptOptions;
use crate::lang::message;
use crate::text::TurnMode;

/// The most bytes that may stand between two words of a turn which the file lists one after the other.
const MOST_BETWEEN: usize = 64;

/// A time that a file gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moment {
    /// Milliseconds from the start of the recording.
    At(u32),
    /// Before the start, which stands for it.
    Before,
    /// There is none, or none that can be read.
    Unknown,
}

impl Moment {
    /// The time in a value that counts units of so many milliseconds.
    pub(super) fn of(value: Option<Json<'_>>, unit: f64) -> Self {
        match value.and_then(Json::number).map(|number| (number * unit).round()) {
            Some(ms) if (0.0..=f64::from(u32::MAX)).contains(&ms) => Self::At(ms as u32),
            Some(ms) if ms < 0.0 => Self::Before,
            Some(_) | None => Self::Unknown,
        }
    }

    /// Milliseconds.
    pub(super) const fn ms(self) -> Option<u32> {
        match self {
            Self::At(ms) => Some(ms),
            Self::Before => Some(0),
            Self::Unknown => None,
        }
    }
}

/// What has been read so far.
pub(super) struct Reading<'o> {
    script: Script,
    /// When words were said, by the bytes where they begin.
    times: Vec<(usize, u32)>,
    options: &'o TranscriptOptions,
    /// What speakers are called, where the file lists that.
    names: Vec<(String, String)>,
    /// Who spoke last.
    last: Option<String>,
    /// The turn that is put together word by word.
    open: Open,
    silent: usize,
    timed: usize,
    before: usize,
    misplaced: usize,
    replaced: usize,
}

/// A turn of which more may come.
#[derive(Default)]
struct Open {
    speaker: String,
    start: Option<u32>,
    text: String,
    words: Vec<(usize, u32)>,
}

impl<'o> Reading<'o> {
    pub(super) fn new(options: &'o TranscriptOptions) -> Self {
        Self {
            script: Script::default(),
            times: Vec::new(),
            options,
            names: Vec::new(),
            last: None,
            open: Open::default(),
            silent: 0,
            timed: 0,
            before: 0,
            misplaced: 0,
            replaced: 0,
        }
    }

    /// Says what the speaker is called whom the file calls otherwise where they speak.
    pub(super) fn name(&mut self, id: String, name: String) {
        self.names.push((id, name));
    }

    /// What a speaker is called: as the file does, but for a bare number, which is no name.
    fn called(&self, speaker: Option<Json<'_>>) -> String {
        let id = speaker.and_then(Json::words).unwrap_or_default();
        let id = one_line(&id);
        match self.names.iter().find(|(known, _)| *known == id) {
            Some((_, name)) => one_line(name),
            None if !id.chars().any(char::is_alphanumeric) => String::new(),
            None if id.bytes().all(|b| b.is_ascii_digit()) => format!("Speaker {id}"),
            None => id,
        }
    }

    /// Adds a turn, and gives the bytes that its words have.
    pub(super) fn turn(&mut self, speaker: Option<Json<'_>>, start: Moment, words: &str) -> Range<usize> {
        let speaker = self.called(speaker);
        self.before += usize::from(start == Moment::Before);
        let words = self.clean(words);
        self.add(speaker, start.ms(), &words)
    }

    fn add(&mut self, speaker: String, start: Option<u32>, words: &str) -> Range<usize> {
        if words.trim().is_empty() {
            self.silent += 1;
            return self.script.text().len()..self.script.text().len();
        }
        self.timed += usize::from(start.is_some());
        let goes_on = self.options.rules.mode == TurnMode::Joined
            && !speaker.is_empty()
            && self.last.as_ref() == Some(&speaker);
        let spoken =
            if goes_on { self.script.go_on(words) } else { self.script.turn(&speaker, start, words) };
        self.last = Some(speaker);
        spoken
    }

    /// Adds a word to the turn of its speaker, apart from the one before or not.
    pub(super) fn word(&mut self, speaker: Option<Json<'_>>, start: Moment, word: &str, apart: bool) {
        self.word_of(self.called(speaker), start, word, apart);
    }

    /// The same, of a speaker by name.
    pub(super) fn word_of(&mut self, speaker: String, start: Moment, word: &str, apart: bool) {
        self.before += usize::from(start == Moment::Before);
        let word = self.clean(word);
        let said = word.trim_start();
        if said.trim_end().is_empty() {
            if !word.is_empty() && !self.open.text.is_empty() {
                self.open.text.push_str(&word);
            }
            return;
        }
        if self.open.speaker != speaker && !self.open.text.is_empty() {
            self.end_turn();
        }
        if self.open.text.is_empty() {
            (self.open.speaker, self.open.start) = (speaker, start.ms());
        } else if apart && !self.open.text.ends_with(char::is_whitespace) {
            self.open.text.push(' ');
        }
        self.open.words.extend(start.ms().map(|ms| (self.open.text.len(), ms)));
        self.open.text.push_str(said);
    }

    /// Adds a piece of any length: a turn, but where it is a word alone, which goes to the turn of its speaker. A line end
    /// behind it ends that.
    pub(super) fn piece(&mut self, speaker: Option<Json<'_>>, start: Moment, words: &str) {
        if words.split_whitespace().nth(1).is_some() {
            self.end_turn();
            self.turn(speaker, start, words);
            return;
        }
        self.word(speaker, start, words.trim_end(), true);
        if words.ends_with('\n') {
            self.end_turn();
        }
    }

    /// Ends the turn that is put together word by word.
    pub(super) fn end_turn(&mut self) {
        let Open { speaker, start, text, words } = std::mem::take(&mut self.open);
        if !text.trim().is_empty() {
            let spoken = self.add(speaker, start, &text);
            self.times.extend(words.into_iter().map(|(at, ms)| (spoken.start + at, ms)));
        }
    }

    /// Finds the places of words in what was added.
    pub(super) fn placing(&mut self, within: Range<usize>) -> Placing<'_, 'o> {
        Placing { at: within.start, end: within.end, reading: self }
    }

    /// Finds the places of words in all that was added.
    pub(super) fn placing_all(&mut self) -> Placing<'_, 'o> {
        self.placing(0..self.script.text().len())
    }

    /// Words as a text has them: one kind of line end, and nothing that no text holds.
    fn clean(&mut self, words: &str) -> String {
        let words = words.replace("\r\n", "\n").replace('\r', "\n");
        self.replaced += words.matches(['\0', '\u{fffd}']).count();
        words.replace('\0', "\u{fffd}")
    }

    /// The words, what is known of turns, when words were said, and what is to be told.
    pub(super) fn done(mut self) -> (String, KnownTurns, Vec<(usize, u32)>, Report) {
        self.end_turn();
        let mut report = Report::default();
        report.lost(self.silent, message!("part-turn-without-words"), message!("file-nothing-to-keep"));
        report.lost(self.misplaced, message!("part-time-word"), message!("file-word-not-in-turn"));
        report.lost(self.timed, message!("part-time-turn-ends"), message!("file-turn-keeps-begin"));
        report.lost(self.times.len(), message!("part-time-word-ends"), message!("file-word-keeps-begin"));
        if self.before > 0 {
            report.warn(Location::Whole, message!("file-times-before-start", n = self.before));
        }
        if self.replaced > 0 {
            report.warn(Location::Whole, message!("file-characters-replaced", n = self.replaced));
        }
        let (text, known) = self.script.done();
        (text, known, self.times, report)
    }
}

/// Finds words of a turn in its text, one after the other.
pub(super) struct Placing<'r, 'o> {
    at: usize,
    end: usize,
    reading: &'r mut Reading<'o>,
}

impl Placing<'_, '_> {
    /// Notes when a word was said. What programs put between words, such as `[_BEG_]`, is no word.
    pub(super) fn word(&mut self, word: &str, ms: Option<u32>) {
        let (word, Some(ms)) = (word.trim(), ms) else { return };
        if word.is_empty() || word.starts_with("[_") || word.starts_with("<|") {
            return;
        }
        let text = self.reading.script.text();
        let most = text.floor_char_boundary(self.end.min(self.at + word.len() + MOST_BETWEEN));
        let found = text.get(self.at..most).and_then(|rest| rest.find(word));
        let Some(found) = found.map(|before| self.at + before) else {
            self.reading.misplaced += 1;
            return;
        };
        self.at = found + word.len();
        self.reading.times.push((found, ms));
    }
}

/// A name as it can stand before a colon.
fn one_line(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
