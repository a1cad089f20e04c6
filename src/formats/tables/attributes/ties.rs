//! Which speaker is which participant, where a table of attributes has rows that name both beside a transcript. Never ties
//! anybody by a guess.

use std::collections::HashMap;

use super::import::Subject;
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::outcome::{Import, Warning};
use crate::formats::shared::table::Table;
use crate::lang::{Message, list, message, place};
use crate::model::{CaseId, Edit, Project, Speaker, Transcript, TranscriptId, folded};

pub(super) const SPEAKER: &[&str] = &["speaker"];
/// Most names that are listed where they lead to nothing.
const LISTED: usize = 20;

/// The speaker of a transcript who has a label, as it is written or in letters of the other case.
pub(super) fn speaker<'t>(of: &'t Transcript, label: &str) -> Option<&'t Speaker> {
    let all = of.speakers();
    all.iter()
        .find(|speaker| speaker.label == label)
        .or_else(|| all.iter().find(|speaker| folded(&speaker.label) == folded(label)))
}

/// That somebody does not speak there, and who does.
pub(super) fn no_speaker(label: &str, of: &Transcript) -> (Message, Message) {
    let title = of.title();
    let there = of.speakers().iter().map(|speaker| message!("in-quotes", name = speaker.label));
    let remedy = if of.speakers().is_empty() {
        message!("do-recognise-speakers", title)
    } else {
        message!("do-name-a-speaker", there = list(there.take(LISTED)))
    };
    (message!("file-no-speaker", label, title), remedy)
}

/// Ties the speakers that rows name to the cases of these rows.
///
/// # Errors
/// When two rows tie one speaker to different cases.
pub(super) fn tie(
    table: &Table,
    project: &Project,
    subjects: &[Subject<'_>],
    column: usize,
    import: &mut Import,
) -> Result<Vec<Edit>, FormatError> {
    let mut tied: HashMap<(TranscriptId, &str), (CaseId, usize)> = HashMap::new();
    let mut edits = Vec::new();
    for subject in subjects {
        let (Some(of), Some(speaker), Some(case)) = (subject.transcript, subject.speaker, subject.case)
        else {
            continue;
        };
        let label = speaker.label.as_str();
        if let Some((first, row)) = tied.get(&(of.id(), label)) {
            if *first == case {
                continue;
            }
            let problem = message!("file-two-cases-of-speaker", label, title = of.title(), row = place(*row));
            return Err(table.at(subject.row, column, problem, message!("do-name-one-case-of-speaker")));
        }
        tied.insert((of.id(), label), (case, subject.row.number));
        if speaker.case == Some(case) {
            continue;
        }
        match speaker.case.and_then(|was| project.case(was)) {
            Some(was) => import.warnings.push(Warning {
                file: table.file().to_owned(),
                place: Location::Row(subject.row.number),
                message: message!("file-tie-changes", label, title = of.title(), was = was.name),
            }),
            None => import.count("ties"),
        }
        edits.push(Edit::TieSpeaker { transcript: of.id(), speaker: label.to_owned(), case: Some(case) });
    }
    Ok(edits)
}
