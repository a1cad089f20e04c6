//! From a figure of frequencies to the codings that it counts. Never counts.

use super::frequency::{Frequencies, Query};
use super::groups::Groups;
use super::layers::counts;
use super::retrieval;
use crate::model::{CodeId, CoderId, Project, Transcript, TranscriptId};
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
    let coders = answer.layer.coders();
    let in_scope = |transcript: &Transcript, coder: CoderId| {
        counts(project.status(transcript.id(), coder), query.complete_only)
    };
    let in_group = |transcript: &Transcript, span: Span| {
        chosen.group.is_none_or(|group| groups.holds(project, transcript, group, span.start()))
    };
    let of_code = retrieval::Query { code: Some(chosen.code), ..retrieval::Query::default() };
    let segments = retrieval::segments(project, &of_code).into_iter();
    let counted = segments.filter(|s| {
        (!chosen.own || s.code.id == chosen.code)
            && coders.contains(&s.coder.id)
            && in_scope(s.transcript, s.coder.id)
            && in_group(s.transcript, s.coding.span)
    });
    let listed = counted.map(|s| Listed {
        transcript: s.transcript.id(),
        span: s.coding.span,
        coder: s.coder.id,
        code: s.code.id,
    });
    listed.collect()
}
