//! What a memo is about, in words. Never shows a memo on another coder's coding.

use super::quote;
use crate::lang::{text, with};
use crate::model::{CodingLayer, Colour, MemoTarget, Passage, Project, Transcript, TranscriptId};
use crate::text::Span;

/// What memos are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The study.
    Project,
    /// Codes and themes.
    Code,
    /// Transcripts.
    Transcript,
    /// Cases.
    Case,
    /// Codings of one's own.
    Coding,
    /// Passages.
    Passage,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Project, Self::Code, Self::Transcript, Self::Case, Self::Passage, Self::Coding];

    /// The key of its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Project => "memo-of-project",
            Self::Code => "memo-of-code",
            Self::Transcript => "memo-of-transcript",
            Self::Case => "memo-of-case",
            Self::Coding => "memo-of-coding",
            Self::Passage => "memo-of-passage",
        }
    }
}

/// What a memo is about, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What kind of thing.
    pub kind: Kind,
    /// Its name, or where it stands: "P02 · turn 4".
    pub name: String,
    /// A code's colour.
    pub colour: Option<Colour>,
    /// The words of a passage, on one line; empty for all else.
    pub quote: String,
    /// Where it is read.
    pub place: Option<(TranscriptId, Span)>,
}

/// What a memo is about, as far as anybody may read it: none on a coding.
pub fn about(project: &Project, on: &MemoTarget) -> Option<About> {
    let plain = |kind, name: String| About { kind, name, colour: None, quote: String::new(), place: None };
    Some(match on {
        MemoTarget::Project => plain(Kind::Project, project.title().to_owned()),
        MemoTarget::Code(id) => {
            let code = project.codebook().get(*id)?;
            About { colour: Some(code.colour), ..plain(Kind::Code, quote::path(project, *id)) }
        }
        MemoTarget::Transcript(id) => plain(Kind::Transcript, project.transcript(*id)?.title().to_owned()),
        MemoTarget::Case(id) => plain(Kind::Case, project.case(*id)?.name.clone()),
        MemoTarget::Passage(id, passage) => on_passage(project.transcript(*id)?, passage),
        MemoTarget::Coding(_) => return None,
    })
}

fn on_passage(transcript: &Transcript, passage: &Passage) -> About {
    let span = passage.place(transcript.text()).ok();
    let place = span.map(|span| quote::place(transcript, span));
    About {
        kind: Kind::Passage,
        name: place
            .as_ref()
            .map_or_else(|| transcript.title().to_owned(), crate::ui::context::passages::heading),
        colour: None,
        quote: place.map_or_else(|| passage.quote.clone(), |place| place.quote),
        place: span.map(|span| (transcript.id(), span)),
    }
}

/// What a note or a memo on a coding is about. For the one whose coding it is, and nobody else.
pub fn on_coding(project: &Project, layer: &CodingLayer, coding: &crate::model::Coding) -> Option<About> {
    let code = project.codebook().get(coding.code)?;
    let transcript = project.transcript(layer.transcript())?;
    let place = quote::place(transcript, coding.span);
    let where_ = crate::ui::context::passages::heading(&place);
    Some(About {
        kind: Kind::Coding,
        name: with("memo-on-coding", &[("code", code.name.as_str().into()), ("place", where_.into())]),
        colour: Some(code.colour),
        quote: place.quote,
        place: Some((transcript.id(), coding.span)),
    })
}

/// What a memo is about, in few words for the name of a step.
pub fn briefly(project: &Project, on: &MemoTarget) -> String {
    match on {
        MemoTarget::Project => text("memo-of-project"),
        MemoTarget::Code(_)
        | MemoTarget::Transcript(_)
        | MemoTarget::Case(_)
        | MemoTarget::Passage(..)
        | MemoTarget::Coding(_) => about(project, on).map(|about| about.name).unwrap_or_default(),
    }
}
