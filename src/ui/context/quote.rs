//! How lists name a passage (transcript, turn, and the first words) and a code. Plain data; never draws.

use crate::lang::with;
use crate::model::{CodeId, Project, Transcript, TranscriptId};
use crate::text::{Span, shortened};

/// Words of a passage that a list shows, in characters.
const SHOWN: usize = 140;

/// A passage in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct PassagePlace {
    pub transcript: TranscriptId,
    pub title: String,
    /// Number of the turn in which the passage begins, from 1; none between turns.
    pub turn: Option<usize>,
    /// Where it stands.
    pub span: Span,
    /// How it reads, on one line, cut at a word.
    pub quote: String,
}

/// The passage as a list shows it.
pub fn place(transcript: &Transcript, span: Span) -> PassagePlace {
    PassagePlace {
        transcript: transcript.id(),
        title: transcript.title().to_owned(),
        turn: transcript.turns().at(span.start()).map(|turn| turn + 1),
        span,
        quote: shortened(transcript.text().slice(span), SHOWN),
    }
}

/// A code's path as the window writes it, "Love / knows me".
pub fn path(project: &Project, code: CodeId) -> String {
    let mut names: Vec<&str> = project.codebook().ancestry(code).map(|c| c.name.as_str()).collect();
    names.reverse();
    names.join(" / ")
}

/// How many codings of searches wait to be looked at, in words; nothing where there is none.
pub fn waiting(queued: usize) -> Option<String> {
    (queued > 0).then(|| with("find-waiting", &[("n", queued.into())]))
}
