//! From a figure to the codings that it counts. Never counts.

use super::frequency::{Frequencies, Query};
use super::groups::Groups;
use super::layers::counts;
use super::{Asked, LayerView, retrieval};
use crate::model::{CodeId, CoderId, Level, Participant, Project, Transcript, TranscriptId};
use crate::text::Span;

/// A figure of a code or theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub code: CodeId,
    /// Only what was coded with the code itself.
    pub own: bool,
    /// Only this group, by its number.
    pub group: Option<usize>,
}

/// A passage behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    pub transcript: TranscriptId,
    pub span: Span,
    pub coder: CoderId,
    pub code: CodeId,
}

/// The codings that a figure counts, in the order of reading: those of the coders in view, in the transcripts and the group
/// that it is about.
pub fn listed(project: &Project, query: &Query, answer: &Frequencies, chosen: Chosen) -> Vec<Listed> {
    let Some(groups) = Groups::new(project, query.by) else { return Vec::new() };
    let in_group = |transcript: &Transcript, span: Span| {
        chosen.group.is_none_or(|group| groups.holds(project, transcript, group, span.start()))
    };
    let level = if chosen.own { Level::Code } else { Level::Theme };
    let asked = Asked { layer: query.layer, level, complete_only: query.complete_only };
    let all = of_layer(project, &answer.layer, asked, chosen.code).into_iter();
    all.filter(|l| project.transcript(l.transcript).is_some_and(|of| in_group(of, l.span))).collect()
}

/// The codings with a code in the layers in view, of a theme with those below it too, in the order of reading.
pub fn of_layer(project: &Project, layer: &LayerView, asked: Asked, code: CodeId) -> Vec<Listed> {
    let in_scope = |transcript: &Transcript, coder: CoderId| {
        counts(project.status(transcript.id(), coder), asked.complete_only)
    };
    let of_code = retrieval::Query { code: Some(code), ..retrieval::Query::default() };
    let segments = retrieval::segments(project, &of_code).into_iter();
    let counted = segments.filter(|s| {
        (asked.level == Level::Theme || s.code.id == code)
            && layer.coders().contains(&s.coder.id)
            && in_scope(s.transcript, s.coder.id)
    });
    let listed = counted.map(|s| Listed {
        transcript: s.transcript.id(),
        span: s.coding.span,
        coder: s.coder.id,
        code: s.code.id,
    });
    listed.collect()
}

impl Listed {
    /// Whose words it begins in.
    pub fn participant(&self, project: &Project) -> Option<Participant> {
        project.transcript(self.transcript)?.participant_at(self.span.start())
    }
}
