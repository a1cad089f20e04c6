//! A transcript and a coder's codings of it as the widget takes them. Never draws.

use std::sync::Arc;

use crate::lang;
use crate::model::{self, CoderId, Coding, CodingId, Project, Transcript, TranscriptId, palette};
use crate::text::SpeakerRole;
use crate::ui::transcript::{Document, Speaker};

/// Who speaks, in few letters.
pub fn name_of(speaker: &model::Speaker) -> String {
    let long = speaker.role == SpeakerRole::Interviewer && speaker.label.chars().count() > 5;
    if long { lang::text("interviewer-short") } else { speaker.label.clone() }
}

/// A transcript as the widget takes it.
pub fn document(transcript: &Transcript) -> Document {
    let mut participants = 0;
    let speakers = transcript.speakers().iter().map(|speaker| {
        let interviewer = speaker.role == SpeakerRole::Interviewer;
        let label = name_of(speaker);
        // Blue first; then far apart from each other.
        let colour = palette::PALETTE[(7 + participants * 5) % 12].light;
        if !interviewer {
            participants += 1;
        }
        Speaker { label, interviewer, colour }
    });
    let speakers = speakers.collect();
    Document::new(transcript.text().clone(), speakers, transcript.turns())
}

/// A coder's codings of a transcript in the order they were made, with the key of each one's mark.
pub fn codings(project: &Project, transcript: TranscriptId, coder: Option<CoderId>) -> Vec<(u64, Coding)> {
    let layer = coder.and_then(|coder| project.layer(transcript, coder));
    let mut codings: Vec<(u64, Coding)> =
        layer.iter().flat_map(|l| l.codings()).map(|c| (key(c.id), c.clone())).collect();
    codings.sort_by_key(|(_, c)| (c.created, c.id));
    codings
}

/// The mark of a coding: the half of its id that chance fills.
pub fn key(coding: CodingId) -> u64 {
    coding.0.as_u64_pair().1
}

/// The same transcript, not only an equal one: its document need not be made again.
pub fn same(a: &Arc<Transcript>, b: &Arc<Transcript>) -> bool {
    Arc::ptr_eq(a, b)
}
