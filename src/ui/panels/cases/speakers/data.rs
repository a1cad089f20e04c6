//! Who speaks, as plain rows, and the cases that one of them may be tied to. Never draws.

use crate::model::{CaseId, Project, TranscriptId, folded};
use crate::text::SpeakerRole;
use crate::ui::kit::fuzzy;
use crate::ui::steps::speakers::Whose;

/// Most cases that are offered at once.
const MOST: usize = 200;

/// A speaker of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub transcript: TranscriptId,
    pub title: String,
    pub label: String,
    pub role: SpeakerRole,
    pub turns: usize,
    pub case: Option<CaseId>,
    /// The case's name; nothing where there is none.
    pub name: String,
}

/// All speakers: transcripts by title, those who speak there in the order in which they first do.
pub fn rows(project: &Project) -> Vec<Row> {
    let mut rows = Vec::new();
    for transcript in project.transcripts() {
        let mut turns = vec![0; transcript.speakers().len()];
        for speaker in transcript.turns().iter().filter_map(|turn| turn.speaker) {
            if let Some(n) = turns.get_mut(usize::from(speaker.0)) {
                *n += 1;
            }
        }
        let row = |(speaker, turns): (&crate::model::Speaker, usize)| Row {
            transcript: transcript.id(),
            title: transcript.title().to_owned(),
            label: speaker.label.clone(),
            role: speaker.role,
            turns,
            case: speaker.case,
            name: speaker.case.and_then(|id| project.case(id)).map(|c| c.name.clone()).unwrap_or_default(),
        };
        rows.extend(transcript.speakers().iter().zip(turns).map(row));
    }
    rows
}

/// What a speaker may be tied to, with its name: the case that is called so, or one to be made, before all others; nobody
/// last. Words that were typed narrow it, and make a new case of another name.
pub fn offers(project: &Project, label: &str, tied: bool, query: &str) -> Vec<(Whose, String)> {
    let query = query.trim();
    let wanted = folded(if query.is_empty() { label } else { query });
    let cases = project.cases();
    let named = cases.iter().any(|case| folded(&case.name) == wanted);
    let mut offers: Vec<(i32, Whose, String)> = Vec::new();
    for case in cases {
        let equal = folded(&case.name) == folded(label);
        let Some(score) = fuzzy::score(query, &case.name) else { continue };
        // A sort keeps the order of names.
        let score = if query.is_empty() { i32::from(equal) } else { score + i32::from(equal) };
        offers.push((score, Whose::Case(case.id), case.name.clone()));
    }
    offers.sort_by_key(|(score, ..)| -score);
    offers.truncate(MOST);
    let mut offers: Vec<(Whose, String)> = offers.into_iter().map(|(_, whose, name)| (whose, name)).collect();
    if !named {
        let name = if query.is_empty() { label.trim() } else { query };
        let at = if query.is_empty() { 0 } else { offers.len() };
        offers.insert(at, (Whose::New(name.to_owned()), name.to_owned()));
    }
    if tied && query.is_empty() {
        offers.push((Whose::Nobody, String::new()));
    }
    offers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{case, project, transcript};

    #[test]
    fn a_row_is_a_speaker_with_what_they_are() {
        let rows = rows(&project());
        let p02 = rows.iter().find(|row| row.label == "P02").unwrap();
        assert_eq!((p02.transcript, p02.case, p02.name.as_str()), (transcript(2), None, ""));
        assert!(p02.turns > 0 && rows.len() == 8, "{rows:?}");
        assert_eq!(rows[0].role, SpeakerRole::Interviewer);
    }

    #[test]
    fn the_case_of_the_same_name_is_offered_first() {
        let project = project();
        let first = |label: &str, query: &str| offers(&project, label, false, query).remove(0);
        assert_eq!(first("p02", ""), (Whose::Case(case(2)), "P02".into()));
        assert_eq!(first("Zoe", ""), (Whose::New("Zoe".into()), "Zoe".into()));
        assert_eq!(first("Zoe", "3"), (Whose::Case(case(3)), "P03".into()));
        let all = offers(&project, "p02", true, "");
        assert_eq!((all.len(), &all[4].0), (5, &Whose::Nobody));
        assert_eq!(offers(&project, "p02", true, "una"), [(Whose::New("una".into()), "una".into())]);
    }
}
