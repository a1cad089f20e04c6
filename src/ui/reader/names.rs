//! What parts of a transcript are called, and how it is read, as the person has set it. Never draws.

use crate::lang::{text, with};
use crate::model::Transcript;
use crate::session::settings;
use crate::ui::transcript::{Reading, Side, Wording};

/// How transcripts are read, as the person has set it.
pub(in crate::ui) const fn as_set(reading: settings::Reading) -> Reading {
    let settings::Reading { letters, measure, focus, lines, times, snap, .. } = reading;
    Reading { letters, measure, focus, lines, times, snap }
}

/// What parts of the widget are called.
pub(in crate::ui) struct Names {
    transcript: String,
    margin: String,
    overview: String,
}

impl Names {
    pub(in crate::ui) fn of(transcript: &Transcript) -> Self {
        Self {
            transcript: with("transcript-of", &[("title", transcript.title().into())]),
            margin: text("transcript-margin"),
            overview: text("transcript-overview"),
        }
    }

    pub(in crate::ui) fn wording(&self) -> Wording<'_> {
        Wording {
            transcript: &self.transcript,
            margin: &self.margin,
            overview: &self.overview,
            turn: &turn_name,
            edge: &edge_name,
        }
    }
}

fn turn_name(turn: usize, speaker: &str) -> String {
    let interviewer = speaker == text("interviewer-short");
    let speaker = if interviewer { text("interviewer") } else { speaker.to_owned() };
    let key = if speaker.is_empty() { "turn" } else { "turn-of" };
    with(key, &[("n", turn.into()), ("speaker", speaker.into())])
}

fn edge_name(side: Side, code: &str, words: &str) -> String {
    let key = match side {
        Side::Start => "edge-start",
        Side::End => "edge-end",
    };
    with(key, &[("code", code.into()), ("words", words.into())])
}
