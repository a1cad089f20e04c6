//! Which transcripts count for agreement, and why the others do not. A transcript that somebody has not opened is
//! never taken for one in which they found nothing.

use std::sync::Arc;

use super::{Query, Rater};
use crate::lang::{Arg, Between, IntoArg, Message, list, message, which};
use crate::model::{CoderId, CoderRole, Completeness, Project, Transcript, TranscriptId};

/// Why a transcript is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// Who has not opened it.
    pub not_started: Vec<CoderId>,
    /// Who has not finished it, where only finished ones count.
    pub in_progress: Vec<CoderId>,
}

impl Reason {
    /// "Asha has not started it; Björn and Chidi have not completed it".
    pub fn in_words(&self, project: &Project) -> Message {
        let told = |coders: &[CoderId], what| {
            let names = coders.iter().map(|&id| match project.coder(id) {
                Some(coder) => message!("as-it-is", name = coder.name),
                None => message!("coder-gone"),
            });
            let mut names: Vec<_> = names.collect();
            let (last, what) = (names.pop()?, which(what));
            Some(if names.is_empty() {
                message!("one-has-not", who = last, what)
            } else {
                message!("several-have-not", others = list(names), last, what)
            })
        };
        let parts = [told(&self.not_started, "started"), told(&self.in_progress, "completed")];
        let parts = parts.into_iter().flatten().map(|part| part.arg()).collect();
        message!("as-it-is", name = Arg::List(Between::Semicolon, parts))
    }
}

/// The transcripts that count, and those that do not, by title. A coder who is looked at in a period has not started
/// a transcript in which nothing of theirs was coded then.
pub(super) fn scope<'p>(
    project: &'p Project,
    query: &Query,
) -> (Vec<&'p Arc<Transcript>>, Vec<(TranscriptId, Reason)>) {
    let raters = query.raters();
    let chosen = |id| query.transcripts.as_ref().is_none_or(|chosen| chosen.contains(&id));
    let (mut counted, mut left_out) = (Vec::new(), Vec::new());
    for transcript in project.transcripts().into_iter().filter(|transcript| chosen(transcript.id())) {
        let mut reason = Reason::default();
        for &rater in &raters {
            match status(project, transcript.id(), rater) {
                Completeness::NotStarted => add(&mut reason.not_started, rater.coder),
                Completeness::InProgress if !query.in_progress => add(&mut reason.in_progress, rater.coder),
                Completeness::InProgress | Completeness::Complete => {}
            }
        }
        if reason == Reason::default() {
            counted.push(transcript);
        } else {
            left_out.push((transcript.id(), reason));
        }
    }
    (counted, left_out)
}

/// Whose agreement is asked for where nobody says whose: every person who has completed a transcript, or with
/// `in_progress` started one, by name. The consensus is nobody to agree with.
pub fn default_coders(project: &Project, in_progress: bool) -> Vec<CoderId> {
    let least = if in_progress { Completeness::InProgress } else { Completeness::Complete };
    let there = |coder: CoderId| project.layers().any(|l| l.coder() == coder && l.status() >= least);
    let persons = project.coders().into_iter().filter(|coder| coder.role == CoderRole::Person);
    persons.map(|coder| coder.id).filter(|&id| there(id)).collect()
}

fn status(project: &Project, transcript: TranscriptId, rater: Rater) -> Completeness {
    let layer = project.layer(transcript, rater.coder).map(Arc::as_ref);
    if !rater.period.is_always() && rater.codings(layer).next().is_none() {
        return Completeness::NotStarted;
    }
    project.status(transcript, rater.coder)
}

/// A coder in two periods is named once.
fn add(coders: &mut Vec<CoderId>, coder: CoderId) {
    if !coders.contains(&coder) {
        coders.push(coder);
    }
}
