//! What coding means as edits: each step of the Code panel with its label. Never makes the step.

use super::{Layer, Step};
use crate::lang::{text, with};
use crate::model::{
    Code, CodeId, CoderId, Coding, CodingId, CodingRecord, Completeness, Edit, Passage, Phase, Project,
    Stamp, TranscriptId,
};
use crate::text::Span;

/// A code on a passage; none where the very passage carries it already.
pub fn apply(
    project: &Project,
    layer: Layer<'_>,
    span: Span,
    code: CodeId,
    stamp: &mut dyn Stamp,
) -> Option<Step> {
    let there = project.layer(layer.transcript.id(), layer.coder);
    if there.is_some_and(|l| l.codings().iter().any(|c| c.span == span && c.code == code)) {
        return None;
    }
    let name = project.codebook().name(code).to_owned();
    Some(Step {
        label: with("step-apply", &[("code", name.into())]),
        edits: vec![put(layer, span, code, stamp)],
    })
}

/// A new code, applied at once where a passage is given. What somebody finds while everybody codes independently is
/// theirs until coders are compared.
pub fn new_code(
    project: &Project,
    by: Option<CoderId>,
    applied: Option<(Layer<'_>, Span)>,
    name: &str,
    parent: Option<CodeId>,
    stamp: &mut dyn Stamp,
) -> (CodeId, Step) {
    let name = name.trim();
    let id = CodeId(stamp.uuid());
    let mut code = Code::new(id, name, parent, project.codebook().free_colour());
    code.by = by.filter(|_| project.phase() == Phase::Independent);
    let mut edits = vec![Edit::PutCode(Box::new(code))];
    edits.extend(applied.map(|(layer, span)| put(layer, span, id, stamp)));
    (id, Step { label: with("step-new-code", &[("code", name.into())]), edits })
}

/// Takes a coding away.
pub fn remove(project: &Project, layer: Layer<'_>, coding: &Coding) -> Step {
    let name = project.codebook().name(coding.code).to_owned();
    Step {
        label: with("step-remove", &[("code", name.into())]),
        edits: vec![Edit::RemoveCodings {
            transcript: layer.transcript.id(),
            coder: layer.coder,
            codings: vec![coding.id],
        }],
    }
}

/// Another memo on a coding; none where it is the same.
pub fn memo(layer: Layer<'_>, coding: &Coding, memo: &str) -> Option<Step> {
    let memo = memo.trim();
    if coding.memo == memo {
        return None;
    }
    let record = Coding { memo: memo.to_owned(), ..coding.clone() }.record(layer.transcript.text());
    Some(Step {
        label: text("step-memo"),
        edits: vec![Edit::PutCodings {
            transcript: layer.transcript.id(),
            coder: layer.coder,
            codings: vec![record],
        }],
    })
}

/// How far a coder has got; none where it is said already.
pub fn status(
    project: &Project,
    transcript: TranscriptId,
    coder: CoderId,
    status: Completeness,
) -> Option<Step> {
    let title = project.transcript(transcript)?.title().to_owned();
    if project.status(transcript, coder) == status {
        return None;
    }
    let key = match status {
        Completeness::NotStarted => "step-not-started",
        Completeness::InProgress => "step-in-progress",
        Completeness::Complete => "step-complete",
    };
    let label = with(key, &[("transcript", title.into())]);
    Some(Step { label, edits: vec![Edit::SetStatus { transcript, coder, status }] })
}

fn put(layer: Layer<'_>, span: Span, code: CodeId, stamp: &mut dyn Stamp) -> Edit {
    let at = Passage::of(layer.transcript.text(), span);
    let id = CodingId(stamp.uuid());
    Edit::PutCodings {
        transcript: layer.transcript.id(),
        coder: layer.coder,
        codings: vec![CodingRecord::new(id, code, at, stamp.now())],
    }
}
