//! A step of the past, as tables tell of it. Keeps of it who made it, when, and how many things it changed, and never what:
//! that may be as large as the study.

use std::collections::BTreeMap;

use super::grid::Cell;
use crate::model::{Edit, Step, Timestamp};

/// A step as far as the trail tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PastStep {
    /// The name of the coder who made it; empty for work that no coder does.
    pub who: String,
    at: Timestamp,
    label: String,
    /// How many things of each kind it changed.
    kinds: BTreeMap<&'static str, usize>,
}

impl From<Step> for PastStep {
    fn from(step: Step) -> Self {
        let mut kinds = BTreeMap::new();
        for edit in &step.edits {
            let (kind, n) = changed(edit);
            *kinds.entry(kind).or_default() += n;
        }
        Self { who: step.who, at: step.at, label: step.label, kinds }
    }
}

/// One step, counted from 0, as the header of the trail names its cells.
pub(in crate::formats) fn step_cells(at: usize, step: &PastStep) -> [Cell; 6] {
    let changes: usize = step.kinds.values().sum();
    let kinds: Vec<String> = step.kinds.iter().map(|(kind, n)| format!("{kind}: {n}")).collect();
    [
        (at + 1).into(),
        step.at.to_string().into(),
        step.who.as_str().into(),
        step.label.as_str().into(),
        changes.into(),
        kinds.join("; ").into(),
    ]
}

const fn changed(edit: &Edit) -> (&'static str, usize) {
    match edit {
        Edit::PutCodings { codings, .. } => ("codings put", codings.len()),
        Edit::RemoveCodings { codings, .. } => ("codings removed", codings.len()),
        Edit::PutOrphans { orphans, .. } => ("codings without a passage put", orphans.len()),
        Edit::RemoveOrphans { orphans, .. } => ("codings without a passage removed", orphans.len()),
        Edit::PutCode(_) => ("codes put", 1),
        Edit::MoveCode { .. } | Edit::ArrangeCodes(_) => ("codes moved", 1),
        Edit::MergeCodes { .. } => ("codes merged", 1),
        Edit::RemoveCode(_) => ("codes removed", 1),
        Edit::PutTranscript(_) => ("transcripts put", 1),
        Edit::TieSpeaker { .. } => ("speakers tied", 1),
        Edit::RemoveTranscript(_) => ("transcripts removed", 1),
        Edit::CorrectText { .. } => ("texts corrected", 1),
        Edit::PutMemo(_) => ("memos put", 1),
        Edit::RemoveMemo(_) => ("memos removed", 1),
        Edit::PutCoder(_) => ("coders put", 1),
        Edit::RemoveCoder(_) => ("coders removed", 1),
        Edit::PutCase(_) => ("cases put", 1),
        Edit::RemoveCase(_) => ("cases removed", 1),
        Edit::PutAttribute(_) => ("attributes put", 1),
        Edit::RemoveAttribute(_) => ("attributes removed", 1),
        Edit::SetStatus { .. } => ("completeness set", 1),
        // Titles, sets of codes, and what the study settles.
        _ => ("other", 1),
    }
}
