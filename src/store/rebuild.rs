//! The project as the journals alone tell it: every step since the first, made again. Stands in for damaged files.

use std::path::Path;
use std::sync::Arc;

use super::Disk;
use super::files::OneFile;
use super::journal::{self, Step};
use super::load::writers;
use super::merge::{already_made, merge};
use super::words::{kept_bytes, past_text};
use crate::model::{
    CodingRecord, Edit, EditError, Passage, Project, ProjectId, SettlementRecord, Timestamp, Transcript,
    TranscriptId, corrected, sha256,
};
use crate::text::{CharPos, Text};

/// Makes a step again; the words of its transcripts come from the copies kept by hash. A step that was made on other
/// words than those that are there, since somebody corrected them, is made on its own words and goes with them.
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
                record.text = past_text(disk, dir, &record.sha256);
            }
        }
        if let Edit::KeepFile(file) = edit {
            file.bytes = kept_bytes(disk, dir, file);
        }
    }
    let other = |(id, sum): (&TranscriptId, &String)| {
        project.transcript(*id).filter(|t| t.sha256() != sum).map(|t| (t, sum.clone()))
    };
    let others: Vec<(&Arc<Transcript>, String)> = step.texts.iter().filter_map(other).collect();
    if others.is_empty() {
        return apply_again(project, &edits);
    }
    let back = others.into_iter().map(|(now, sha256)| {
        let splices = corrected(now.text().as_str(), past_text(disk, dir, &sha256)?.as_str());
        Some(Edit::CorrectText { transcript: now.id(), splices, sha256 })
    });
    let Some(base) = back.collect::<Option<Vec<Edit>>>().and_then(|back| project.apply_all(&back).ok())
    else {
        // The words are lost. What finds its quote again stays.
        let edits: Vec<Edit> = edits.into_iter().flat_map(|edit| by_quotes(edit, project)).collect();
        return apply_again(project, &edits);
    };
    let ours = apply_again(&base, &edits)?;
    let (made, lost) = merge(&base, &ours, project);
    lost.into_iter().next().map_or(Ok(made), Err)
}

/// An edit with its codings where their quotes stand now; those that stand nowhere are put without a passage.
fn by_quotes(edit: Edit, project: &Project) -> Vec<Edit> {
    if let Edit::PutSettlements { transcript, .. } = &edit
        && let Some(text) = project.transcript(*transcript).map(|t| t.text())
    {
        return settled_by_quotes(edit, text);
    }
    let Edit::PutCodings { transcript, coder, codings } = edit else { return vec![edit] };
    let Some(text) = project.transcript(transcript).map(|t| t.text()) else {
        return vec![Edit::PutCodings { transcript, coder, codings }];
    };
    let (mut placed, mut orphans) = (Vec::new(), Vec::new());
    for coding in codings {
        let there = coding.passage().place(text).is_ok();
        match anchored(text, &coding).filter(|_| !there) {
            Some(found) => placed.push(found),
            None if there => placed.push(coding),
            None => orphans.push(coding.without_passage()),
        }
    }
    vec![
        Edit::PutCodings { transcript, coder, codings: placed },
        Edit::PutOrphans { transcript, coder, orphans },
    ]
}

/// What was settled, where its quotes stand now; what stands nowhere is left out.
fn settled_by_quotes(edit: Edit, text: &Text) -> Vec<Edit> {
    let Edit::PutSettlements { transcript, coder, settlements } = edit else { return vec![edit] };
    let again = |record: SettlementRecord| {
        let Passage { start, end, quote } = match record.passage() {
            there if there.place(text).is_ok() => there,
            gone => found(text, &gone)?,
        };
        Some(SettlementRecord { start, end, quote, ..record })
    };
    let settlements = settlements.into_iter().filter_map(again).collect();
    vec![Edit::PutSettlements { transcript, coder, settlements }]
}

/// A coding where its quote stands now, nearest to where it stood; none where it stands nowhere.
pub(super) fn anchored(text: &Text, coding: &CodingRecord) -> Option<CodingRecord> {
    let at = found(text, &coding.passage())?;
    let Passage { start, end, quote } = at;
    Some(CodingRecord { start, end, quote, ..coding.clone() })
}

/// Where the quote of a passage stands now, nearest to where it stood.
pub(super) fn found(text: &Text, passage: &Passage) -> Option<Passage> {
    let near = text.byte_of_char(passage.start).unwrap_or(text.len());
    let places = text.as_str().match_indices(&passage.quote).map(|(at, _)| at);
    let start = places.filter(|_| !passage.quote.is_empty()).min_by_key(|at| at.abs_diff(near))?;
    let length = passage.end.0.saturating_sub(passage.start.0);
    let end = text.byte_of_char(CharPos(text.char_of(start).0 + length)).unwrap_or(text.len());
    Some(Passage::of(text, text.span_widened(start..end).ok()?))
}

/// All steps of all journals in the order they were made; none where the first ones are missing.
pub(super) fn rebuild(disk: &dyn Disk, dir: &Path) -> Option<Project> {
    rebuild_watched(disk, dir, |_, _| {})
}

/// As [`rebuild`], telling of the project before and after each step.
fn rebuild_watched(disk: &dyn Disk, dir: &Path, each: impl FnMut(&Project, &Project)) -> Option<Project> {
    let read = |who: String| {
        let steps = journal::read(disk, dir, &who, 0).steps;
        (who, steps)
    };
    let journals: Vec<(String, Vec<Step>)> = writers(disk, dir).into_iter().map(read).collect();
    let steps = in_order(journals.iter().map(|(who, steps)| (who.as_str(), steps.as_slice())));
    replayed_watched(disk, dir, &steps, each)
}

/// How old a file is that is not as it was saved last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// As it was before: what was saved last has not come yet.
    Older,
    /// As steps made it that were saved elsewhere since.
    Newer,
    /// As no step made it.
    Foreign,
}

/// How old a file with this sum is, which the project that the journals tell has, beside the sums of what was saved.
pub(super) fn age(disk: &dyn Disk, dir: &Path, end: &Project, file: &str, sum: &str, saved: &[&str]) -> Age {
    let Some(watched) = OneFile::of(end, file) else { return Age::Foreign };
    let (mut found, mut last_saved, mut n) = (None, None, 0_u64);
    rebuild_watched(disk, dir, |before, after| {
        n += 1;
        if let Some(bytes) = watched.changed(before, after) {
            let made = sha256(&bytes);
            found = if made == sum { Some(n) } else { found };
            last_saved = if saved.contains(&made.as_str()) { Some(n) } else { last_saved };
        }
    });
    match (found, last_saved) {
        (None, _) => Age::Foreign,
        (Some(found), Some(saved)) if found > saved => Age::Newer,
        // Where the journal does not reach to what was saved, it has not come yet either.
        (Some(_), _) => Age::Older,
    }
}

/// Steps of several journals in the order in which they were made. Within a journal its lines say so, even where the clock
/// was set back.
pub(super) fn in_order<'a>(
    journals: impl Iterator<Item = (&'a str, &'a [Step])>,
) -> Vec<(&'a str, &'a Step)> {
    let mut timed: Vec<(Timestamp, &str, &Step)> = Vec::new();
    for (who, steps) in journals {
        let mut latest = Timestamp::MIN;
        for step in steps {
            latest = latest.max(step.at);
            timed.push((latest, who, step));
        }
    }
    // Steps of one journal keep their order.
    timed.sort_by_key(|(at, who, _)| (*at, *who));
    timed.into_iter().map(|(_, who, step)| (who, step)).collect()
}

/// The project that steps make one after the other; none where the first one is not among them.
pub(super) fn replayed(disk: &dyn Disk, dir: &Path, steps: &[(&str, &Step)]) -> Option<Project> {
    replayed_watched(disk, dir, steps, |_, _| {})
}

fn replayed_watched(
    disk: &dyn Disk,
    dir: &Path,
    steps: &[(&str, &Step)],
    mut each: impl FnMut(&Project, &Project),
) -> Option<Project> {
    let (_, first) = steps.iter().find(|(_, step)| step.n == 0)?;
    let (id, created) = beginning(first)?;
    let mut project = Project::new(id, "", created);
    for (_, step) in steps {
        // A step that does not fit is one whose ground is lost; what comes after may still fit.
        if let Ok(next) = apply(disk, dir, &project, step) {
            each(&project, &next);
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
