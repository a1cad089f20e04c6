//! Settling as steps: what undo and the trail call them, and their edits. Never makes the step.

use crate::agreement::{Choice, Item, Query, Ruling, consensus, settle, take_over};
use crate::lang::{tell, text, with};
use crate::model::{CodeId, CoderId, Colour, Completeness, Edit, Project, TranscriptId, palette};
use crate::session::SystemStamp;
use crate::ui::context::{Action, Picked, Scene, quote};
use crate::ui::steps::coding as coding_steps;

/// The consensus, and the edits that make it where there is none.
fn the_consensus(project: &Project) -> (CoderId, Vec<Edit>) {
    consensus(project, &text("coder-consensus"), Colour(palette::PALETTE[5].light), &mut SystemStamp)
}

/// A difference settled; where nobody says who they are, that is asked first.
pub(in crate::ui) fn decide(
    scene: &Scene<'_>,
    query: &Query,
    item: &Item,
    choice: Choice,
    reason: &str,
) -> Action {
    step(scene, scene.project, Vec::new(), query, item, choice, reason)
}

/// A difference settled by another code, which may be new.
pub(in crate::ui) fn other_code(
    scene: &Scene<'_>,
    query: &Query,
    item: &Item,
    picked: &Picked,
    reason: &str,
) -> Action {
    match picked {
        Picked::Code(code) => decide(scene, query, item, Choice::Code(*code), reason),
        Picked::New { name, parent } => {
            let (code, new) =
                coding_steps::new_code(scene.project, None, None, name, *parent, &mut SystemStamp);
            match scene.project.apply_all(&new.edits) {
                Ok(with_code) => step(scene, &with_code, new.edits, query, item, Choice::Code(code), reason),
                Err(why) => Action::Warn(tell(&why)),
            }
        }
    }
}

fn step(
    scene: &Scene<'_>,
    project: &Project,
    mut edits: Vec<Edit>,
    query: &Query,
    item: &Item,
    choice: Choice,
    reason: &str,
) -> Action {
    let Some(by) = scene.coder.map(|c| c.id) else { return Action::AskWho };
    let (consensus, made) = the_consensus(project);
    edits.extend(made);
    let ruling = Ruling { choice, reason, by, consensus };
    edits.extend(settle(project, query, item, &ruling, &mut SystemStamp));
    Action::Commit { label: label(project, item, choice, reason), edits }
}

/// "P02 · turn 31 · listens".
pub fn heading(project: &Project, item: &Item) -> String {
    let place = project.transcript(item.difference.transcript).map(|t| quote::place(t, item.difference.span));
    let place = place.map(|place| crate::ui::context::passages::heading(&place)).unwrap_or_default();
    let code = project.codebook().name(item.code).to_owned();
    format!("{place} · {code}")
}

/// "Settle “listens”, P02 · turn 31: as C1 (the second says more)".
fn label(project: &Project, item: &Item, choice: Choice, reason: &str) -> String {
    let how = match choice {
        Choice::Take(coder) => {
            let name = project.coder_name(coder).to_owned();
            with("settle-as", &[("coder", name.into())])
        }
        Choice::Both => text("settle-as-both"),
        Choice::Borders(_) => text("settle-as-borders"),
        Choice::Code(code) => {
            let name = project.codebook().name(code).to_owned();
            with("settle-as-code", &[("code", name.into())])
        }
        Choice::Open => text("settle-as-open"),
    };
    let reason = reason.trim();
    let how = if reason.is_empty() { how } else { format!("{how} ({reason})") };
    with("step-settle", &[("what", heading(project, item).into()), ("how", how.into())])
}

/// What all have alike, taken over by the consensus; says what there is to say where there is nothing to take.
pub(in crate::ui) fn take_over_all(scene: &Scene<'_>, query: &Query) -> Action {
    let project = scene.project;
    let codes: Vec<CodeId> = project.codebook().codes().map(|c| c.id).collect();
    let (consensus, mut edits) = the_consensus(project);
    let (taken, more) = take_over(project, query, &codes, consensus, &mut SystemStamp);
    if more.is_empty() {
        return Action::Say(text("settle-nothing-to-take"));
    }
    edits.extend(more);
    Action::Commit { label: with("step-take-over", &[("n", taken.into())]), edits }
}

/// The consensus called complete in these transcripts.
pub(in crate::ui) fn complete(scene: &Scene<'_>, transcripts: &[TranscriptId]) -> Option<Action> {
    let coder = scene.project.consensus()?.id;
    let status = Completeness::Complete;
    let edits = transcripts.iter().map(|&transcript| Edit::SetStatus { transcript, coder, status });
    let label = with("step-consensus-complete", &[("n", transcripts.len().into())]);
    Some(Action::Commit { label, edits: edits.collect() })
}
