//! Steps of journals that are in no file and were never taken back, as earlier versions could leave them: found by making
//! every step again, and brought back. Never takes anything out.

use std::collections::BTreeSet;
use std::path::Path;

use uuid::Uuid;

use super::needs::put_each;
use super::quotes::anchored;
use super::who::writers;
use super::{Damage, Disk, journal, layout};
use crate::lang::{Message, message};
use crate::model::{CodingRecord, Completeness, Edit, Project};

/// What the journals tell of and the files lack.
pub(super) struct Unheld {
    edits: Vec<Edit>,
    whole: Project,
    /// For each journal the number of steps that are not held.
    steps: Vec<(String, usize)>,
}

impl Unheld {
    /// What is missing in a project whose files are whole; none where nothing is, or the journals do not begin at the start.
    pub(super) fn find(disk: &dyn Disk, dir: &Path, whole: &Project, project: &Project) -> Option<Self> {
        let mut edits = additions(project, whole);
        if !edits.is_empty() {
            let taken_back = taken_back(disk, dir);
            edits = edits.into_iter().filter_map(|edit| without(edit, &taken_back)).collect();
        }
        if !edits.iter().any(|edit| !matches!(edit, Edit::SetStatus { .. })) {
            return None;
        }
        let ids: BTreeSet<String> = edits.iter().flat_map(names).collect();
        let mut steps = Vec::new();
        for who in writers(disk, dir) {
            let of_these = |line: &str| ids.iter().any(|id| line.contains(id.as_str()));
            let count = journal::steps_where(disk, dir, &who, of_these).len();
            if count > 0 {
                steps.push((layout::journal_file(&who), count));
            }
        }
        Some(Self { edits, whole: whole.clone(), steps })
    }

    /// How it is named.
    pub(super) fn damage(&self) -> impl Iterator<Item = Damage> {
        self.steps.iter().map(|(file, count)| {
            Damage::new(file, message!("damage-unheld", n = count), message!("remedy-unheld"))
        })
    }

    /// What is told once it is brought back.
    pub(super) fn told(&self) -> impl Iterator<Item = Message> {
        self.steps.iter().map(|(file, count)| message!("done-brought-back", file, n = count))
    }

    /// What is told once it is left out for good.
    pub(super) fn left_out(&self) -> impl Iterator<Item = Message> {
        self.steps.iter().map(|(file, count)| message!("done-left-out", file, n = count))
    }

    /// The project with all of it.
    pub(super) fn brought_back(&self, project: &Project) -> Project {
        put_each(project, &self.edits, &self.whole).0
    }
}

/// The ids of all that any step ever took back: where it stood beside a step made at once, either order is right.
fn taken_back(disk: &dyn Disk, dir: &Path) -> BTreeSet<Uuid> {
    let takes =
        |line: &str| line.contains("Remove") || line.contains("MergeCodes(") || line.contains("gone:");
    let steps = writers(disk, dir).into_iter().flat_map(|who| journal::steps_where(disk, dir, &who, takes));
    let mut ids = BTreeSet::new();
    for step in steps {
        ids.extend(step.edits.iter().flat_map(removed));
        ids.extend(step.context.into_iter().flat_map(|context| context.gone));
    }
    ids
}

fn removed(edit: &Edit) -> Vec<Uuid> {
    match edit {
        Edit::RemoveCoder(id) => vec![id.0],
        Edit::RemoveTranscript(id) => vec![id.0],
        Edit::RemoveCode(id) | Edit::MergeCodes { from: id, .. } => vec![id.0],
        Edit::RemoveAttribute(id) => vec![id.0],
        Edit::RemoveCase(id) => vec![id.0],
        Edit::RemoveMemo(id) => vec![id.0],
        Edit::RemoveCodings { codings: ids, .. } | Edit::RemoveOrphans { orphans: ids, .. } => {
            ids.iter().map(|id| id.0).collect()
        }
        _ => Vec::new(),
    }
}

/// An edit without what was taken back; none where nothing of it is left.
fn without(edit: Edit, taken_back: &BTreeSet<Uuid>) -> Option<Edit> {
    match edit {
        Edit::PutCodings { transcript, coder, codings } => {
            let codings: Vec<_> = codings.into_iter().filter(|c| !taken_back.contains(&c.id.0)).collect();
            (!codings.is_empty()).then_some(Edit::PutCodings { transcript, coder, codings })
        }
        Edit::SetStatus { .. } => Some(edit),
        other => {
            let gone = names(&other).iter().any(|id| id.parse().is_ok_and(|id| taken_back.contains(&id)));
            (!gone).then_some(other)
        }
    }
}

/// The ids that edits put.
fn names(edit: &Edit) -> Vec<String> {
    match edit {
        Edit::PutCodings { codings, .. } => codings.iter().map(|c| c.id.to_string()).collect(),
        Edit::PutCoder(coder) => vec![coder.id.to_string()],
        Edit::PutCode(code) => vec![code.id.to_string()],
        Edit::PutTranscript(record) => vec![record.id.to_string()],
        Edit::PutCase(case) => vec![case.id.to_string()],
        Edit::PutAttribute(attribute) => vec![attribute.id.to_string()],
        Edit::PutMemo(memo) => vec![memo.id.to_string()],
        _ => Vec::new(),
    }
}

/// Edits that put into a project what is in another and lacks here.
fn additions(project: &Project, whole: &Project) -> Vec<Edit> {
    let mut edits = Vec::new();
    let new = |there: bool| !there;
    let coders = whole.coders().into_iter().filter(|c| new(project.coder(c.id).is_some()));
    edits.extend(coders.map(|c| Edit::PutCoder((**c).clone())));
    let attributes = whole.attributes().into_iter().filter(|a| new(project.attribute(a.id).is_some()));
    edits.extend(attributes.map(|a| Edit::PutAttribute((**a).clone())));
    let cases = whole.cases().into_iter().filter(|c| new(project.case(c.id).is_some()));
    edits.extend(cases.map(|c| Edit::PutCase((**c).clone())));
    let codes = whole.codebook().codes().filter(|c| new(project.codebook().get(c.id).is_some()));
    edits.extend(codes.map(|c| Edit::PutCode(Box::new((**c).clone()))));
    let transcripts = whole.transcripts().into_iter().filter(|t| new(project.transcript(t.id()).is_some()));
    edits.extend(transcripts.map(|t| Edit::PutTranscript(Box::new(t.record()))));
    for layer in whole.layers() {
        let (id, coder) = (layer.transcript(), layer.coder());
        let Some(of) = whole.transcript(id) else { continue };
        let there = project.layer(id, coder);
        let lacks = |c: &&crate::model::Coding| !there.is_some_and(|l| l.holds(c.id));
        let codings: Vec<CodingRecord> =
            layer.codings().iter().filter(lacks).map(|c| c.record(of.text())).collect();
        // Where the words are others by now, it is for the quotes to say where these stand.
        let text = project.transcript(id).filter(|t| t.sha256() != of.sha256()).map(|t| t.text());
        let place = |c: CodingRecord| text.map_or_else(|| Some(c.clone()), |text| anchored(text, &c));
        let codings: Vec<CodingRecord> = codings.into_iter().filter_map(place).collect();
        if !codings.is_empty() {
            edits.push(Edit::PutCodings { transcript: id, coder, codings });
            if there.is_none() && layer.status() == Completeness::Complete {
                edits.push(Edit::SetStatus { transcript: id, coder, status: layer.status() });
            }
        }
    }
    let memos = whole.memos().into_iter().filter(|m| new(project.memo(m.id).is_some()));
    edits.extend(memos.map(|m| Edit::PutMemo((**m).clone())));
    edits
}
