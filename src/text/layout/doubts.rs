//! What a person should look at before a text is taken in. A clean interview gives none. Never changes what was recognised.

use std::ops::Range;

use super::reading::Reading;
use super::roles::words_said;
use super::stamps::{may_be_timed, stamp};
use crate::lang::{Message, Tell, message};
use crate::text::Turn;

/// Most labels that a doubt names.
const MAX_NAMED: usize = 8;

/// Why it may not be right who speaks where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nobody is named.
    NoSpeaker,
    /// One person is, and has every word.
    OneSpeaker { name: String },
    /// The one who is named asks; who answers is not named: so many paragraphs are nobody's.
    OnlyInterviewer { name: String, paragraphs: usize },
    /// One person has nearly all words, while times or labels stand among them.
    NearlyAll { name: String, percent: usize },
    /// So many times stand among the words.
    StampsLeft { n: usize },
    /// Lines that begin as labels do and were not taken for any.
    LabelsLeft { labels: Vec<String>, n: usize },
    /// Labels that were taken though little speaks for them.
    Unsure { labels: Vec<String>, n: usize },
    /// Lines behind the interview that nobody says.
    Footer { n: usize },
}

impl Tell for Doubt {
    fn message(&self) -> Message {
        let listed = |labels: &[String]| labels.join(", ");
        match self {
            Self::NoSpeaker => message!("doubt-no-speaker"),
            Self::OneSpeaker { name } => message!("doubt-one-speaker", name),
            Self::OnlyInterviewer { name, paragraphs } => {
                message!("doubt-only-interviewer", name, n = *paragraphs)
            }
            Self::NearlyAll { name, percent } => message!("doubt-nearly-all", name, percent = *percent),
            Self::StampsLeft { n } => message!("doubt-stamps-left", n = *n),
            Self::LabelsLeft { labels, n } => message!("doubt-labels-left", n = *n, labels = listed(labels)),
            Self::Unsure { labels, n } => message!("doubt-unsure", n = *n, labels = listed(labels)),
            Self::Footer { n } => message!("doubt-footer", n = *n),
        }
    }
}

/// A place at which a person should look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// A label or a time; empty where it is the line.
    pub range: Range<usize>,
    /// Why, by its number among the doubts.
    pub doubt: usize,
}

/// Doubts, and their places in the order of the text.
#[derive(Default)]
struct Found {
    doubts: Vec<Doubt>,
    places: Vec<Place>,
}

impl Found {
    fn add(&mut self, doubt: Doubt, at: impl IntoIterator<Item = Range<usize>>) {
        let number = self.doubts.len();
        self.places.extend(at.into_iter().map(|range| Place { range, doubt: number }));
        self.doubts.push(doubt);
    }
}

/// The doubts about what was read, and where to look.
pub(in crate::text) fn doubts(text: &str, reading: &Reading, cues: bool) -> (Vec<Doubt>, Vec<Place>) {
    let mut found = Found::default();
    let stamps: Vec<Range<usize>> =
        reading.turns.iter().flat_map(|turn| stamps_in(text, turn.words())).collect();
    let named = |labels: Vec<String>| (labels.iter().take(MAX_NAMED).cloned().collect(), labels.len());
    let line = |turn: &Turn| turn.range.start..turn.range.start;
    match reading.speakers.as_slice() {
        [] => found.add(Doubt::NoSpeaker, reading.turns.first().map(line)),
        [one] => {
            let bare = |turn: &&Turn| turn.speaker.is_none();
            let first = reading.turns.iter().position(|turn| turn.speaker.is_some()).unwrap_or(0);
            let mut nobodys: Vec<_> = reading.turns[first..].iter().filter(bare).map(line).collect();
            if reading.footer.is_some() {
                nobodys.pop();
            }
            let name = one.name.clone();
            if nobodys.is_empty() {
                found.add(Doubt::OneSpeaker { name }, reading.turns.get(first).map(line));
            } else {
                found.add(Doubt::OnlyInterviewer { name, paragraphs: nobodys.len() }, nobodys);
            }
        }
        several if !stamps.is_empty() || reading.alike > 0 => {
            let said = words_said(text, &reading.turns, several.len());
            let most = (0..several.len()).max_by_key(|&n| said[n]).unwrap_or(0);
            let percent = said[most] * 100 / said.iter().sum::<usize>().max(1);
            if percent > 90 {
                // The times and labels among the words are places of doubts of their own.
                found.add(Doubt::NearlyAll { name: several[most].name.clone(), percent }, None);
            }
        }
        _ => {}
    }
    if !stamps.is_empty() {
        found.add(Doubt::StampsLeft { n: stamps.len() }, stamps);
    }
    if reading.alike > 0 && !reading.speakers.is_empty() && !cues {
        let labels = reading.refused.iter().take(reading.alike).map(|guess| guess.label.clone()).collect();
        let (labels, n) = named(labels);
        found.add(Doubt::LabelsLeft { labels, n }, reading.alike_at.iter().cloned());
    }
    if !reading.unsure.is_empty() {
        let (labels, n) = named(reading.unsure.iter().map(|stands| stands.label.clone()).collect());
        found.add(Doubt::Unsure { labels, n }, reading.unsure.iter().flat_map(|stands| stands.at.clone()));
    }
    if let Some(footer) = &reading.footer {
        let n = text[footer.clone()].lines().filter(|line| !line.trim().is_empty()).count();
        found.add(Doubt::Footer { n }, std::iter::once(footer.start..footer.start));
    }
    found.places.sort_by_key(|place| (place.range.start, place.doubt));
    (found.doubts, found.places)
}

/// The times that are hardly anything else and stand among words: in brackets of their own, or at the start of a line.
fn stamps_in(text: &str, words: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = words.start;
    let words = &text[words];
    // Most words hold none.
    let words = if may_be_timed(words) { words } else { "" };
    let sure = move |at: usize| {
        let found = stamp(&words[at..]).filter(|stamp| stamp.sure)?;
        Some(start + at..start + at + found.len)
    };
    let opens = |byte: &u8| matches!(byte, b'[' | b'(' | b'#' | b'{' | b'<');
    let bracketed =
        words.bytes().enumerate().filter(move |(_, byte)| opens(byte)).filter_map(move |(at, byte)| {
            let apart = byte != b'#' || at == 0 || words[..at].ends_with(char::is_whitespace);
            sure(at).filter(|_| apart)
        });
    let mut next = 0;
    let at_starts = words.split_inclusive('\n').filter_map(move |line| {
        let at = next + line.len() - line.trim_start().len();
        next += line.len();
        sure(at).filter(|_| words[at..].starts_with(|c: char| c.is_ascii_digit()))
    });
    bracketed.chain(at_starts)
}

#[cfg(test)]
mod tests {
    use crate::text::{TurnRules, recognise};

    /// What stands at each place, with the number of its doubt.
    fn places(text: &str) -> Vec<(usize, &str)> {
        let found = recognise(text, &TurnRules::default());
        let line = |at: usize| text[at..].lines().next().unwrap_or_default();
        let shown = |range: std::ops::Range<usize>| {
            if range.is_empty() { line(range.start) } else { &text[range] }
        };
        found.places.iter().map(|place| (place.doubt, shown(place.range.clone()))).collect()
    }

    #[test]
    fn a_doubt_says_where_to_look() {
        assert_eq!(places("I: How?\nP: So.\nI: And?\nP: No."), []);
        assert_eq!(places("one\n\ntwo"), [(0, "one")]);
        assert_eq!(places("P: So.\nP: And."), [(0, "P: So.")]);
        assert_eq!(places("I: How?\n\nSo.\n\nI: And?\n\nNo."), [(0, "So."), (0, "No.")]);
        assert_eq!(places("I: How?\nP: So [00:01:02] it was.\nI: And?\nP: No."), [(0, "[00:01:02]")]);
        assert_eq!(
            places("I: How?\nP: So.\nI: And?\nP: No.\n\nTranscribed by A. B."),
            [(0, "Transcribed by A. B.")]
        );
    }
}
