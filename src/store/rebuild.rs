//! The project as the journals alone tell it: every step since the first, made again. Stands in for damaged files.

use std::path::Path;

use super::Disk;
use super::journal::{self, Step};
use super::load::{kept_text, writers};
use super::merge::already_made;
use crate::model::{Edit, EditError, Project, ProjectId, Timestamp};

/// Makes a step again; the words of its transcripts come from the copies kept by hash.
pub(super) fn apply(
    disk: &dyn Disk,
    dir: &Path,
    project: &Project,
    step: &Step,
) -> Result<Project, EditError> {
    let mut edits = step.edits.clone();
    for edit in &mut edits {
        if let Edit::PutTranscript(record) = edit {
            let known = project.transcript(record.id).filter(|t| t.sha256() == record.sha256);
            if known.is_none() {
                record.text = kept_text(disk, dir, &record.sha256);
            }
        }
    }
    apply_again(project, &edits)
}

/// All steps of all journals in the order they were made; none where the first ones are missing.
pub(super) fn rebuild(disk: &dyn Disk, dir: &Path) -> Option<Project> {
    let mut steps: Vec<(String, Step)> = Vec::new();
    for who in writers(disk, dir) {
        let journal = journal::read(disk, dir, &who, 0);
        steps.extend(journal.steps.into_iter().map(|s| (who.clone(), s)));
    }
    steps.sort_by(|(a, x), (b, y)| (x.at, a, x.n).cmp(&(y.at, b, y.n)));
    let first = steps.iter().position(|(_, s)| s.n == 0)?;
    let (id, created) = beginning(&steps[first].1)?;
    let mut project = Project::new(id, "", created);
    for (_, step) in &steps {
        // A step that does not fit is one whose ground is lost; what comes after may still fit.
        if let Ok(next) = apply(disk, dir, &project, step) {
            project = next;
        }
    }
    Some(project)
}

/// What a project's first step is called: its id, so that the journals alone can tell it.
pub(super) fn first_label(id: ProjectId) -> String {
    format!("begin {id}")
}

fn beginning(step: &Step) -> Option<(ProjectId, Timestamp)> {
    let id = step.label.strip_prefix("begin ")?.parse().ok()?;
    Some((id, step.at))
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
