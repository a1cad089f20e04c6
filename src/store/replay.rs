//! A step made again, on whatever others have done meanwhile. What it says is done by id and field; what it takes away is
//! what its maker knew of; what it stands on comes back where others removed it. So no step undoes one that it did not know.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;

use super::Disk;
use super::journal::{self, Context, Step};
use super::merge::{all_of, already_made, fields, merge};
use super::needs::{Known, Need, put_each};
use super::quotes::by_quotes;
use super::words::{kept_bytes, past_text};
use super::{order, who};
use crate::model::{
    CodingId, CodingRecord, Edit, EditError, MemoId, MemoTarget, Project, ProjectId, Timestamp, Transcript,
    TranscriptId, TranscriptRecord, corrected, sha256,
};

/// What a step is made on beside the project: the copies that are kept by hash, and what the journals tell of the past.
pub(super) struct Ground<'a> {
    disk: &'a dyn Disk,
    dir: &'a Path,
    past: OnceCell<Past>,
    /// The words that places in the step being made are in.
    words: RefCell<BTreeMap<TranscriptId, String>>,
}

impl<'a> Ground<'a> {
    pub(super) const fn new(disk: &'a dyn Disk, dir: &'a Path) -> Self {
        Self { disk, dir, past: OnceCell::new(), words: RefCell::new(BTreeMap::new()) }
    }

    /// A transcript as it was once its words were corrected to those of a sum.
    fn on_words(&self, record: &TranscriptRecord, sha256: String) -> Option<TranscriptRecord> {
        let to = past_text(self.disk, self.dir, &sha256)?;
        let alone = record.clone().alone();
        let splices = corrected(record.text.as_ref()?.as_str(), to.as_str());
        let project = Project::new(ProjectId(Uuid::nil()), "", Timestamp::UNIX_EPOCH);
        let edits = [
            Edit::PutTranscript(Box::new(alone)),
            Edit::CorrectText { transcript: record.id, splices, sha256 },
        ];
        let made = project.apply_all(&edits[..1]).ok()?.apply_all(&edits[1..]).ok()?;
        let TranscriptRecord { case, values, speakers, .. } = record.clone();
        Some(TranscriptRecord { case, values, speakers, ..made.transcript(record.id)?.record() })
    }
}

/// Records and places of codings as they stood last in any journal.
#[derive(Default)]
struct Past {
    records: BTreeMap<Need, Edit>,
    places: BTreeMap<CodingId, MemoTarget>,
}

impl Past {
    fn of(disk: &dyn Disk, dir: &Path) -> Self {
        let mut past = Self::default();
        let read = |who: String| {
            let steps = journal::read_whole(disk, dir, &who).steps;
            (who, steps)
        };
        let journals: Vec<(String, Vec<Step>)> = who::writers(disk, dir).into_iter().map(read).collect();
        let steps = order::in_order(journals.iter().map(|(who, steps)| (who.as_str(), steps.as_slice())));
        for edit in steps.into_iter().flat_map(|(_, step)| &step.edits) {
            let need = match edit {
                Edit::PutCoder(coder) => Need::Coder(coder.id),
                Edit::PutCode(code) => Need::Code(code.id),
                Edit::PutTranscript(record) => Need::Transcript(record.id),
                Edit::PutCase(case) => Need::Case(case.id),
                Edit::PutAttribute(attribute) => Need::Attribute(attribute.id),
                Edit::PutCodings { transcript, codings, .. } => {
                    let place = |c: &CodingRecord| (c.id, MemoTarget::Passage(*transcript, c.passage()));
                    past.places.extend(codings.iter().map(place));
                    continue;
                }
                Edit::TieSpeaker { transcript, speaker, case } => {
                    let record = past.records.get_mut(&Need::Transcript(*transcript));
                    if let Some(Edit::PutTranscript(record)) = record {
                        let named = record.speakers.iter_mut().filter(|s| s.label == *speaker);
                        named.for_each(|s| s.case = *case);
                    }
                    continue;
                }
                _ => continue,
            };
            past.records.insert(need, edit.clone());
        }
        past
    }
}

impl Known for Ground<'_> {
    fn find(&self, need: Need) -> Option<Edit> {
        let past = self.past.get_or_init(|| Past::of(self.disk, self.dir));
        let edit = with_bytes(self.disk, self.dir, past.records.get(&need)?.clone(), None);
        let Edit::PutTranscript(record) = edit else { return Some(edit) };
        let words = self.words.borrow().get(&record.id).cloned();
        Some(Edit::PutTranscript(match words.filter(|sum| *sum != record.sha256) {
            Some(sum) => Box::new(self.on_words(&record, sum).unwrap_or(*record)),
            None => record,
        }))
    }

    fn place(&self, coding: CodingId) -> Option<MemoTarget> {
        self.past.get_or_init(|| Past::of(self.disk, self.dir)).places.get(&coding).cloned()
    }
}

/// What is to be known about a step beside its edits, given the project before and after it.
pub(super) fn context(
    edits: &[Edit],
    before: &Project,
    after: &Project,
    seen: BTreeMap<String, u64>,
) -> Option<Context> {
    let was: Vec<Edit> = edits.iter().filter_map(|edit| record_before(edit, before)).collect();
    let takes = edits.iter().any(takes_along);
    let mut gone = if takes { before.gone_in(after) } else { BTreeSet::new() };
    for id in edits.iter().flat_map(named_gone) {
        gone.remove(&id);
    }
    gone.extend(edits.iter().flat_map(|edit| holders(edit, before)));
    let says = takes || !was.is_empty() || !seen.is_empty();
    says.then(|| Context { seen, was, gone: gone.into_iter().collect() })
}

/// The record that an edit changes, as an edit that would put it back; none where it is new.
fn record_before(edit: &Edit, before: &Project) -> Option<Edit> {
    let was = match edit {
        Edit::PutCoder(coder) => Edit::PutCoder((**before.coder(coder.id)?).clone()),
        Edit::PutCode(code) => Edit::PutCode(Box::new((**before.codebook().get(code.id)?).clone())),
        Edit::PutCase(case) => Edit::PutCase((**before.case(case.id)?).clone()),
        Edit::PutAttribute(attribute) => Edit::PutAttribute((**before.attribute(attribute.id)?).clone()),
        Edit::PutCodeSet(set) => Edit::PutCodeSet((**before.code_set(set.id)?).clone()),
        Edit::PutTranscriptSet(set) => Edit::PutTranscriptSet((**before.transcript_set(set.id)?).clone()),
        Edit::PutScope(scope) => Edit::PutScope(Box::new((**before.scope(scope.id)?).clone())),
        Edit::PutTranscript(record) => {
            let was = before.transcript(record.id)?.record();
            Edit::PutTranscript(Box::new(TranscriptRecord { text: None, ..was }))
        }
        _ => return None,
    };
    (was != *edit).then_some(was)
}

/// Whether an edit may take things along that it does not name.
const fn takes_along(edit: &Edit) -> bool {
    matches!(
        edit,
        Edit::RemoveCoder(_)
            | Edit::RemoveTranscript(_)
            | Edit::MergeCodes { .. }
            | Edit::RemoveCode(_)
            | Edit::RemoveCodings { .. }
            | Edit::RemoveOrphans { .. }
            | Edit::RemoveCase(_)
            | Edit::RemoveAttribute(_)
            | Edit::RemoveMemo(_)
    )
}

/// The ids of what speaks of an attribute or a case that goes: cases and transcripts, and for each speaker one made of the
/// label.
fn holders(edit: &Edit, project: &Project) -> Vec<Uuid> {
    let (cases, transcripts) = (project.cases(), project.transcripts());
    match edit {
        Edit::RemoveAttribute(id) => {
            let cases = cases.into_iter().filter(|c| c.values.contains_key(id)).map(|c| c.id.0);
            let of = transcripts.into_iter().filter(|t| t.values().contains_key(id)).map(|t| t.id().0);
            cases.chain(of).collect()
        }
        Edit::RemoveCase(id) => {
            let own = transcripts.iter().filter(|t| t.case() == Some(*id)).map(|t| t.id().0);
            let of_speaker =
                |t: &Transcript, label: &str| Uuid::from_u128(key(&format!("{} {label}", t.id())));
            let speaks = transcripts.iter().flat_map(|t| {
                t.ties()
                    .filter(|(_, case)| case == id)
                    .map(|(label, _)| of_speaker(t, label))
                    .collect::<Vec<_>>()
            });
            own.chain(speaks).collect()
        }
        _ => Vec::new(),
    }
}

/// A number made of words, the same every time.
fn key(words: &str) -> u128 {
    u128::from_str_radix(&sha256(words)[..32], 16).unwrap_or_default()
}

/// The ids of what an edit removes by name.
fn named_gone(edit: &Edit) -> Vec<Uuid> {
    match edit {
        Edit::RemoveCodings { codings: ids, .. } | Edit::RemoveOrphans { orphans: ids, .. } => {
            ids.iter().map(|id| id.0).collect()
        }
        Edit::RemoveSettlements { settlements, .. } => settlements.iter().map(|id| id.0).collect(),
        Edit::RemoveMemo(id) => vec![id.0],
        _ => Vec::new(),
    }
}

/// An edit with the words or bytes that the journal does not hold.
fn with_bytes(disk: &dyn Disk, dir: &Path, mut edit: Edit, project: Option<&Project>) -> Edit {
    if let Edit::PutTranscript(record) = &mut edit {
        let known = project.and_then(|p| p.transcript(record.id)).filter(|t| t.sha256() == record.sha256);
        if known.is_none() {
            record.text = past_text(disk, dir, &record.sha256);
        }
    }
    if let Edit::KeepFile(file) = &mut edit {
        file.bytes = kept_bytes(disk, dir, file);
    }
    edit
}

/// Makes a step again, and tells what of it cannot be made. A step that was made on other words than those that are there,
/// since somebody corrected them, is made on its own words and goes with them.
pub(super) fn make(ground: &Ground<'_>, project: &Project, step: &Step) -> (Project, Vec<EditError>) {
    let Ground { disk, dir, .. } = *ground;
    ground.words.replace(step.texts.clone());
    let edits: Vec<Edit> =
        step.edits.iter().map(|edit| with_bytes(disk, dir, edit.clone(), Some(project))).collect();
    let other = |(id, sum): (&TranscriptId, &String)| {
        project.transcript(*id).filter(|t| t.sha256() != sum).map(|t| (t, sum.clone()))
    };
    let others: Vec<(&Arc<Transcript>, String)> = step.texts.iter().filter_map(other).collect();
    if others.is_empty() {
        return fit(ground, project, &edits, step.context.as_ref());
    }
    let back = others.into_iter().map(|(now, sha256)| {
        let splices = corrected(now.text().as_str(), past_text(disk, dir, &sha256)?.as_str());
        Some(Edit::CorrectText { transcript: now.id(), splices, sha256 })
    });
    let Some(base) = back.collect::<Option<Vec<Edit>>>().and_then(|back| project.apply_all(&back).ok())
    else {
        // The words are lost. What finds its quote again stays.
        let edits: Vec<Edit> = edits.into_iter().flat_map(|edit| by_quotes(edit, project)).collect();
        return fit(ground, project, &edits, step.context.as_ref());
    };
    let (ours, mut misfits) = fit(ground, &base, &edits, step.context.as_ref());
    let (made, lost) = merge(&base, &ours, project);
    misfits.extend(lost);
    (made, misfits)
}

fn fit(
    ground: &Ground<'_>,
    project: &Project,
    edits: &[Edit],
    context: Option<&Context>,
) -> (Project, Vec<EditError>) {
    let merged = context.filter(|c| !c.was.is_empty()).map(|c| merged(edits, &c.was, project));
    let edits = merged.as_deref().unwrap_or(edits);
    // What others speak of by now stays.
    let stays =
        |edit: &Edit| context.is_some_and(|c| holders(edit, project).iter().any(|id| !c.gone.contains(id)));
    let left: Vec<Edit>;
    let edits = if edits.iter().any(stays) {
        left = edits.iter().filter(|edit| !stays(edit)).cloned().collect();
        &left
    } else {
        edits
    };
    let (next, mut misfits) = match apply_again(project, edits) {
        Ok(next) => (next, Vec::new()),
        Err(_) => put_each(project, edits, ground),
    };
    let Some(context) = context else { return (next, misfits) };
    if !edits.iter().any(takes_along) {
        return (next, misfits);
    }
    // A memo that it took along goes, though others removed the coding meanwhile that it was on, so that it stands on the words.
    let taken = context.gone.iter().map(|id| MemoId(*id));
    let next = taken.fold(next, |next, memo| next.apply(&Edit::RemoveMemo(memo)).unwrap_or(next));
    let mut unknown = project.gone_in(&next);
    for id in edits.iter().flat_map(named_gone).chain(context.gone.iter().copied()) {
        unknown.remove(&id);
    }
    if unknown.is_empty() {
        return (next, misfits);
    }
    let (kept, lost) = put_each(&next, &all_of(&unknown, project), project);
    misfits.extend(lost);
    (kept, misfits)
}

/// Edits with every field of a record as it is now where the step did not change it.
fn merged(edits: &[Edit], was: &[Edit], now: &Project) -> Vec<Edit> {
    edits
        .iter()
        .map(|edit| was.iter().find_map(|was| by_field(edit, was, now)).unwrap_or_else(|| edit.clone()))
        .collect()
}

fn by_field(edit: &Edit, was: &Edit, now: &Project) -> Option<Edit> {
    Some(match (edit, was) {
        (Edit::PutCoder(ours), Edit::PutCoder(base)) if ours.id == base.id => {
            Edit::PutCoder(fields(Some(base), ours.clone(), now.coder(ours.id).map(|t| &**t)))
        }
        (Edit::PutCode(ours), Edit::PutCode(base)) if ours.id == base.id => {
            let theirs = now.codebook().get(ours.id).map(|t| &**t);
            Edit::PutCode(Box::new(fields(Some(&**base), (**ours).clone(), theirs)))
        }
        (Edit::PutCase(ours), Edit::PutCase(base)) if ours.id == base.id => {
            Edit::PutCase(fields(Some(base), ours.clone(), now.case(ours.id).map(|t| &**t)))
        }
        (Edit::PutAttribute(ours), Edit::PutAttribute(base)) if ours.id == base.id => {
            Edit::PutAttribute(fields(Some(base), ours.clone(), now.attribute(ours.id).map(|t| &**t)))
        }
        (Edit::PutCodeSet(ours), Edit::PutCodeSet(base)) if ours.id == base.id => {
            Edit::PutCodeSet(fields(Some(base), ours.clone(), now.code_set(ours.id).map(|t| &**t)))
        }
        (Edit::PutTranscriptSet(ours), Edit::PutTranscriptSet(base)) if ours.id == base.id => {
            let theirs = now.transcript_set(ours.id).map(|t| &**t);
            Edit::PutTranscriptSet(fields(Some(base), ours.clone(), theirs))
        }
        (Edit::PutScope(ours), Edit::PutScope(base)) if ours.id == base.id => {
            let theirs = now.scope(ours.id).map(|t| &**t);
            Edit::PutScope(Box::new(fields(Some(&**base), (**ours).clone(), theirs)))
        }
        (Edit::PutTranscript(ours), Edit::PutTranscript(base)) if ours.id == base.id => {
            let theirs = now.transcript(ours.id).map(|t| t.record());
            let text = ours.text.clone();
            let merged = fields(Some(&**base), (**ours).clone(), theirs.as_ref());
            Edit::PutTranscript(Box::new(TranscriptRecord { text, ..merged }))
        }
        _ => return None,
    })
}

/// Makes edits that may have been made in part already: what they remove may have gone.
fn apply_again(project: &Project, edits: &[Edit]) -> Result<Project, EditError> {
    let whole = project.apply_all(edits);
    if whole.is_ok() {
        return whole;
    }
    let left: Vec<Edit> = edits.iter().filter(|e| !already_made(e, project)).cloned().collect();
    if left.len() == edits.len() { whole } else { project.apply_all(&left) }
}
