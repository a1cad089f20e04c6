//! Bringing together what two coders did to shared files: by id, and within a record by field.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::needs::put_each;
use crate::model::merge::{Side, by_field, on_the_same_words};
use crate::model::{CodeId, Edit, EditError, Project, TranscriptRecord};

/// `theirs` with all that was done from `base` to `ours`. What both changed in the same field is as ours has it, and so
/// are words that both corrected. Tells why what of ours no longer fits does not.
pub fn merge(base: &Project, ours: &Project, theirs: &Project) -> (Project, Vec<EditError>) {
    let [base, ours, theirs] = &on_the_same_words([base, ours, theirs], &mut |_| Side::Ours);
    let edits: Vec<Edit> = base.diff(ours).into_iter().map(|e| as_both(e, base, theirs)).collect();
    if edits.is_empty() {
        return (theirs.clone(), Vec::new());
    }
    let (merged, mut lost) = match theirs.apply_all(&edits) {
        Ok(merged) => (merged, Vec::new()),
        // They removed what ours still uses: it comes back.
        Err(_) => put_each(theirs, &edits, ours),
    };
    // What ours took along knew nothing of what they made meanwhile.
    let knew = base.gone_in(ours);
    let unknown: BTreeSet<Uuid> =
        theirs.gone_in(&merged).into_iter().filter(|id| !knew.contains(id)).collect();
    if unknown.is_empty() {
        return (merged, lost);
    }
    let (merged, more) = put_each(&merged, &all_of(&unknown, theirs), theirs);
    lost.extend(more);
    (merged, lost)
}

/// The edits that put back what others made and a step did not know of.
pub(super) fn all_of(ids: &BTreeSet<Uuid>, project: &Project) -> Vec<Edit> {
    let mut edits = Vec::new();
    for layer in project.layers() {
        let Some(of) = project.transcript(layer.transcript()) else { continue };
        let (transcript, coder) = (layer.transcript(), layer.coder());
        let codings: Vec<_> = layer.codings().iter().filter(|c| ids.contains(&c.id.0)).collect();
        if !codings.is_empty() {
            let codings = codings.into_iter().map(|c| c.record(of.text())).collect();
            edits.push(Edit::PutCodings { transcript, coder, codings });
            edits.push(Edit::SetStatus { transcript, coder, status: layer.status() });
        }
        let orphans: Vec<_> = layer.orphans().iter().filter(|o| ids.contains(&o.id.0)).collect();
        if !orphans.is_empty() {
            let orphans = orphans.into_iter().map(|o| o.record(of.text())).collect();
            edits.push(Edit::PutOrphans { transcript, coder, orphans });
        }
        let settlements: Vec<_> = layer.settlements().iter().filter(|s| ids.contains(&s.id.0)).collect();
        if !settlements.is_empty() {
            let settlements = settlements.into_iter().map(|s| s.record(of.text())).collect();
            edits.push(Edit::PutSettlements { transcript, coder, settlements });
        }
    }
    let memos = project.memos().into_iter().filter(|memo| ids.contains(&memo.id.0));
    edits.extend(memos.map(|memo| Edit::PutMemo((**memo).clone())));
    edits
}

/// Whether an edit removes something that has gone already.
pub(super) fn already_made(edit: &Edit, project: &Project) -> bool {
    match edit {
        Edit::RemoveCoder(id) => project.coder(*id).is_none(),
        Edit::RemoveTranscript(id) => project.transcript(*id).is_none(),
        Edit::RemoveCode(id) | Edit::MergeCodes { from: id, .. } => project.codebook().get(*id).is_none(),
        Edit::RemoveAttribute(id) => project.attribute(*id).is_none(),
        Edit::RemoveCase(id) => project.case(*id).is_none(),
        Edit::RemoveMemo(id) => project.memo(*id).is_none(),
        Edit::RemoveCodings { transcript, coder, codings } => {
            let layer = project.layer(*transcript, *coder);
            codings.iter().all(|id| layer.is_none_or(|l| !l.holds(*id)))
        }
        Edit::RemoveOrphans { transcript, coder, orphans } => {
            let layer = project.layer(*transcript, *coder);
            orphans.iter().all(|id| layer.is_none_or(|l| l.orphan(*id).is_none()))
        }
        Edit::RemoveSettlements { transcript, coder, settlements } => {
            let layer = project.layer(*transcript, *coder);
            let there = |id| layer.is_some_and(|l| l.settlements().iter().any(|s| s.id == id));
            !settlements.iter().any(|id| there(*id))
        }
        Edit::RemoveCodeSet(id) => project.code_set(*id).is_none(),
        Edit::RemoveTranscriptSet(id) => project.transcript_set(*id).is_none(),
        Edit::Unassign { transcript, coder } => project.assignment(*transcript, *coder).is_none(),
        Edit::RemoveScope(id) => project.scope(*id).is_none(),
        Edit::ForgetFile(sum) => project.kept_file(sum).is_none(),
        Edit::CorrectText { transcript, sha256, .. } => {
            project.transcript(*transcript).is_some_and(|t| t.sha256() == sha256)
        }
        Edit::SetTitle(_)
        | Edit::PutCoder(_)
        | Edit::PutTranscript(_)
        | Edit::TieSpeaker { .. }
        | Edit::PutCode(_)
        | Edit::MoveCode { .. }
        | Edit::ArrangeCodes(_)
        | Edit::PutCodings { .. }
        | Edit::SetStatus { .. }
        | Edit::PutAttribute(_)
        | Edit::PutCase(_)
        | Edit::PutMemo(_)
        | Edit::PutOrphans { .. }
        | Edit::PutCodeSet(_)
        | Edit::PutTranscriptSet(_)
        | Edit::Assign(_)
        | Edit::PutScope(_)
        | Edit::SetPhase(_)
        | Edit::PutSettlements { .. }
        | Edit::KeepFile(_) => false,
    }
}

fn as_both(edit: Edit, base: &Project, theirs: &Project) -> Edit {
    match edit {
        Edit::PutCoder(ours) => {
            let (base, theirs) = (base.coder(ours.id), theirs.coder(ours.id));
            Edit::PutCoder(fields(base.map(|b| &**b), ours, theirs.map(|t| &**t)))
        }
        Edit::PutCode(ours) => {
            let (base, theirs) = (base.codebook().get(ours.id), theirs.codebook().get(ours.id));
            Edit::PutCode(Box::new(fields(base.map(|b| &**b), *ours, theirs.map(|t| &**t))))
        }
        Edit::PutCase(ours) => {
            let (base, theirs) = (base.case(ours.id), theirs.case(ours.id));
            Edit::PutCase(fields(base.map(|b| &**b), ours, theirs.map(|t| &**t)))
        }
        Edit::PutAttribute(ours) => {
            let (base, theirs) = (base.attribute(ours.id), theirs.attribute(ours.id));
            Edit::PutAttribute(fields(base.map(|b| &**b), ours, theirs.map(|t| &**t)))
        }
        Edit::PutTranscript(ours) => {
            let record = |p: &Project| p.transcript(ours.id).map(|t| t.record());
            let (base, theirs) = (record(base), record(theirs));
            let text = ours.text.clone();
            let merged = fields(base.as_ref(), *ours, theirs.as_ref());
            Edit::PutTranscript(Box::new(TranscriptRecord { text, ..merged }))
        }
        Edit::PutCodeSet(ours) => {
            let (was, other) = (base.code_set(ours.id), theirs.code_set(ours.id));
            let mut set = fields(was.map(|b| &**b), ours, other.map(|t| &**t));
            let removed = |c: CodeId| base.codebook().get(c).is_some() && theirs.codebook().get(c).is_none();
            set.codes.retain(|c| !removed(*c));
            Edit::PutCodeSet(set)
        }
        Edit::PutTranscriptSet(ours) => {
            let (was, other) = (base.transcript_set(ours.id), theirs.transcript_set(ours.id));
            Edit::PutTranscriptSet(fields(was.map(|b| &**b), ours, other.map(|t| &**t)))
        }
        Edit::PutScope(ours) => {
            let (was, other) = (base.scope(ours.id), theirs.scope(ours.id));
            Edit::PutScope(Box::new(fields(was.map(|b| &**b), *ours, other.map(|t| &**t))))
        }
        other => other,
    }
}

/// Ours, with every field as theirs where ours did not change it; what both changed is as ours has it, and what only one
/// of the two took out is there.
pub(super) fn fields<T: Clone + PartialEq + Serialize + DeserializeOwned>(
    base: Option<&T>,
    ours: T,
    theirs: Option<&T>,
) -> T {
    let (Some(base), Some(theirs)) = (base, theirs) else { return ours };
    if base == theirs {
        return ours;
    }
    by_field(Some(base), &ours, theirs, &mut |clash| match clash.ours {
        Some(_) => Side::Ours,
        None => Side::Theirs,
    })
}
