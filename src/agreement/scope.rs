//! Which transcripts count for agreement, and why the others do not. A transcript that somebody has not opened is
//! never taken for one in which they found nothing.

use std::sync::Arc;

use super::Query;
use crate::model::{CoderId, Completeness, Project, Transcript, TranscriptId};

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
    pub fn in_words(&self, project: &Project) -> String {
        let said = |coders: &[CoderId], what: &str| {
            let names: Vec<_> = coders
                .iter()
                .map(|&id| project.coder(id).map_or("a coder who is gone", |c| &c.name))
                .collect();
            let (last, others) = names.split_last()?;
            Some(match others {
                [] => format!("{last} has not {what} it"),
                _ => format!("{} and {last} have not {what} it", others.join(", ")),
            })
        };
        let parts = [said(&self.not_started, "started"), said(&self.in_progress, "completed")];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// The transcripts that count, and those that do not, by title.
pub(super) fn scope<'p>(
    project: &'p Project,
    query: &Query,
) -> (Vec<&'p Arc<Transcript>>, Vec<(TranscriptId, Reason)>) {
    let coders = query.distinct_coders();
    let (mut counted, mut left_out) = (Vec::new(), Vec::new());
    for transcript in project.transcripts() {
        let mut reason = Reason::default();
        for &coder in &coders {
            match project.status(transcript.id(), coder) {
                Completeness::NotStarted => reason.not_started.push(coder),
                Completeness::InProgress if !query.in_progress => reason.in_progress.push(coder),
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
