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

/// The doubts about what was read.
pub(in crate::text) fn doubts(text: &str, reading: &Reading, cues: bool) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let left: usize = reading.turns.iter().map(|turn| stamps_in(text, turn.words())).sum();
    let named = |labels: Vec<String>| (labels.iter().take(MAX_NAMED).cloned().collect(), labels.len());
    match reading.speakers.as_slice() {
        [] => doubts.push(Doubt::NoSpeaker),
        [one] => {
            let bare = |turn: &&Turn| turn.speaker.is_none();
            let first = reading.turns.iter().position(|turn| turn.speaker.is_some()).unwrap_or(0);
            let paragraphs = reading.turns[first..].iter().filter(bare).count();
            let paragraphs = paragraphs.saturating_sub(usize::from(reading.footer.is_some()));
            let name = one.name.clone();
            if paragraphs > 0 {
                doubts.push(Doubt::OnlyInterviewer { name, paragraphs });
            } else {
                doubts.push(Doubt::OneSpeaker { name });
            }
        }
        several if left > 0 || reading.alike > 0 => {
            let said = words_said(text, &reading.turns, several.len());
            let most = (0..several.len()).max_by_key(|&n| said[n]).unwrap_or(0);
            let percent = said[most] * 100 / said.iter().sum::<usize>().max(1);
            if percent > 90 {
                doubts.push(Doubt::NearlyAll { name: several[most].name.clone(), percent });
            }
        }
        _ => {}
    }
    if left > 0 {
        doubts.push(Doubt::StampsLeft { n: left });
    }
    if reading.alike > 0 && !reading.speakers.is_empty() && !cues {
        let labels = reading.refused.iter().take(reading.alike).map(|guess| guess.label.clone()).collect();
        let (labels, n) = named(labels);
        doubts.push(Doubt::LabelsLeft { labels, n });
    }
    if !reading.unsure.is_empty() {
        let (labels, n) = named(reading.unsure.clone());
        doubts.push(Doubt::Unsure { labels, n });
    }
    if let Some(footer) = &reading.footer {
        doubts.push(Doubt::Footer {
            n: text[footer.clone()].lines().filter(|line| !line.trim().is_empty()).count(),
        });
    }
    doubts
}

/// How many times that are hardly anything else stand among words: in brackets of their own, or at the start of a line.
fn stamps_in(text: &str, words: Range<usize>) -> usize {
    let words = &text[words];
    if !may_be_timed(words) {
        return 0;
    }
    let of = |open: char| {
        let bracketed = words.match_indices(open).filter(|&(at, _)| {
            let apart = open != '#' || at == 0 || words[..at].ends_with(char::is_whitespace);
            apart && stamp(&words[at..]).is_some_and(|stamp| stamp.sure)
        });
        bracketed.count()
    };
    let bracketed: usize = ['[', '(', '#', '{', '<'].into_iter().map(of).sum();
    let at_starts = words.lines().filter(|line| {
        let line = line.trim_start();
        line.starts_with(|c: char| c.is_ascii_digit()) && stamp(line).is_some_and(|stamp| stamp.sure)
    });
    bracketed + at_starts.count()
}
