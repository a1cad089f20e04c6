//! Which transcripts belong to cases that a table says nothing of, and which values a table changes. Never guesses by more
//! than a name that is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::import::Changed;
use crate::formats::shared::outcome::{ChangedValue, Warning};
use crate::lang::{list, message};
use crate::model::{AttributeId, CaseId, Participant, Project, Transcript, Value};

/// How many cases a message names.
const NAMED: usize = 10;

/// Joins cases that have no transcript to the transcript that is called as they are, and tells which of the table's
/// cases no transcript belongs to.
pub(super) fn by_name(
    project: &Project,
    file: &str,
    tied: &BTreeSet<CaseId>,
    changed: &mut Changed,
    warnings: &mut Vec<Warning>,
) {
    let linked = changed.transcripts.values().filter_map(|(case, _)| *case);
    let there = project.transcripts().into_iter().flat_map(|t| t.participants());
    let mut with_words: BTreeSet<CaseId> = there.filter_map(Participant::case).chain(linked).collect();
    with_words.extend(tied.iter().copied());
    let (mut joined, mut alone) = (Vec::new(), Vec::new());
    for case in changed.cases.values().filter(|case| !with_words.contains(&case.id)) {
        let free = |t: &&Arc<Transcript>| t.case().is_none() && !t.has_ties();
        let named = project.transcript_named(&case.name).ok().filter(free);
        let record = named.map(|t| (t.id(), changed.transcripts.entry(t.id())));
        match record {
            Some((id, entry)) => {
                let there = || (None, project.transcript(id).map(|t| t.values().clone()).unwrap_or_default());
                let (of, _) = entry.or_insert_with(there);
                of.get_or_insert(case.id);
                joined.push(case.name.clone());
            }
            None => alone.push(case.name.clone()),
        }
    }
    let told = |names: Vec<String>| (names.len(), list(names.into_iter().take(NAMED)));
    if !joined.is_empty() {
        let (count, names) = told(joined);
        warnings.push(Warning::file(file, message!("file-cases-joined", count, names)));
    }
    if !alone.is_empty() && !project.transcripts().is_empty() {
        let (count, names) = told(alone);
        warnings.push(Warning::file(file, message!("file-cases-alone", count, names)));
    }
}

/// The values that are others now.
pub(super) fn differing(
    old: &BTreeMap<AttributeId, Value>,
    new: &BTreeMap<AttributeId, Value>,
    of: &str,
    name: impl Fn(&AttributeId) -> Option<String>,
) -> Vec<ChangedValue> {
    let other = new.iter().filter_map(|(id, value)| Some((id, old.get(id)?, value)));
    let other = other.filter(|(_, old, new)| old != new);
    let told = other.filter_map(|(id, old, new)| {
        Some(ChangedValue { what: name(id)?, of: of.to_owned(), old: old.to_string(), new: new.to_string() })
    });
    told.collect()
}
