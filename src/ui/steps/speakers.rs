//! What tying speakers to cases means as edits: one by one, by equal names, or one case each. Never makes the step, and never
//! unties anybody but by name.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::with;
use crate::model::{Case, CaseId, Edit, Project, Speaker, Stamp, Transcript, TranscriptId, folded};
use crate::text::SpeakerRole;
use crate::ui::steps::Step;

/// Whose words a speaker's are to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of the transcript's case, or of nobody.
    Nobody,
    /// Those of a case that is there.
    Case(CaseId),
    /// Those of a case that is made, with this name.
    New(String),
}

/// The speakers of a transcript, which may be about to come in.
#[derive(Clone, Copy, Debug)]
pub struct Voices<'a> {
    pub transcript: TranscriptId,
    pub title: &'a str,
    pub speakers: &'a [Speaker],
}

impl<'a> Voices<'a> {
    /// Those of a transcript that is there.
    pub fn of(transcript: &'a Transcript) -> Self {
        Self { transcript: transcript.id(), title: transcript.title(), speakers: transcript.speakers() }
    }

    /// Those who are tied to nobody yet and do not ask the questions.
    fn untied(self) -> impl Iterator<Item = &'a str> {
        let free = |s: &&Speaker| s.case.is_none() && s.role != SpeakerRole::Interviewer;
        self.speakers.iter().filter(free).map(|speaker| speaker.label.as_str())
    }
}

/// How several speakers are tied at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// To the cases that are called as they are; others stay as they are.
    EqualNames,
    /// To the cases that are called as they are, and everybody else to a new one.
    OneEach,
}

/// What tying one speaker means; none where nothing changes, or nobody is called so.
pub fn tie(
    project: &Project,
    transcript: &Transcript,
    label: &str,
    whose: Whose,
    stamp: &mut dyn Stamp,
) -> Option<Step> {
    let speaker = transcript.speakers().iter().find(|speaker| speaker.label == label)?;
    let mut edits = Vec::new();
    let case = match whose {
        Whose::Nobody => None,
        Whose::Case(case) => Some(project.case(case)?.id),
        Whose::New(name) => {
            let case = new_case(name.trim(), stamp);
            let id = case.id;
            edits.push(Edit::PutCase(case));
            Some(id)
        }
    };
    if speaker.case == case {
        return None;
    }
    let key = if case.is_some() { "step-speaker-tie" } else { "step-speaker-untie" };
    edits.push(Edit::TieSpeaker { transcript: transcript.id(), speaker: label.to_owned(), case });
    let names = [("speaker", label.into()), ("transcript", transcript.title().into())];
    Some(Step { label: with(key, &names), edits })
}

/// What making the speakers of a transcript cases of their own means, the interviewer left out; none where all are tied.
pub fn one_each(project: &Project, transcript: &Transcript, stamp: &mut dyn Stamp) -> Option<Step> {
    let edits = ties(project, &[Voices::of(transcript)], Ties::OneEach, stamp);
    let label = || with("step-speakers-tie", &[("transcript", transcript.title().into())]);
    (!edits.is_empty()).then(|| Step { label: label(), edits })
}

/// Ties speakers of several transcripts, which may come in with the same step; those who are tied stay so, and interviewers
/// are left out. A speaker who is no case's namesake gets a case of the same name; where that name is taken meanwhile, as by
/// "P1" in another group, the title of the transcript stands behind it.
pub fn ties(project: &Project, voices: &[Voices<'_>], how: Ties, stamp: &mut dyn Stamp) -> Vec<Edit> {
    let there: BTreeMap<String, CaseId> = project.cases().iter().map(|c| (folded(&c.name), c.id)).collect();
    let mut taken: BTreeSet<String> = there.keys().cloned().collect();
    let mut edits = Vec::new();
    for of in voices {
        let mut seen = BTreeSet::new();
        for label in of.untied().filter(|label| seen.insert(*label)) {
            let case = match (there.get(&folded(label)), how) {
                (Some(case), _) => *case,
                (None, Ties::EqualNames) => continue,
                (None, Ties::OneEach) => {
                    let case = new_case(&free_name(label, of.title, &taken), stamp);
                    taken.insert(folded(&case.name));
                    let id = case.id;
                    edits.push(Edit::PutCase(case));
                    id
                }
            };
            let speaker = label.to_owned();
            edits.push(Edit::TieSpeaker { transcript: of.transcript, speaker, case: Some(case) });
        }
    }
    edits
}

fn new_case(name: &str, stamp: &mut dyn Stamp) -> Case {
    Case { id: CaseId(stamp.uuid()), name: name.to_owned(), values: BTreeMap::new() }
}

/// "P1", or "P1 (Group 2)", or "P1 (Group 2) 2".
fn free_name(label: &str, title: &str, taken: &BTreeSet<String>) -> String {
    let label = label.trim();
    let longer = format!("{label} ({title})");
    let numbered = (2..).map(|n| format!("{longer} {n}"));
    let mut names = [label.to_owned(), longer.clone()].into_iter().chain(numbered);
    names.find(|name| !taken.contains(&folded(name))).unwrap_or(longer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SystemStamp;
    use crate::ui::demo::{case, project, transcript};

    fn tied(project: &Project, n: u128) -> Vec<(String, String)> {
        let of = project.transcript(transcript(n)).unwrap();
        of.ties().map(|(l, case)| (l.to_owned(), project.case(case).unwrap().name.clone())).collect()
    }

    #[test]
    fn a_speaker_is_tied_to_a_case_to_a_new_one_and_to_none() {
        let project = project();
        let of = |p: &Project| p.transcript(transcript(2)).unwrap().clone();
        let step = |p: &Project, whose| tie(p, &of(p), "P02", whose, &mut SystemStamp);
        assert_eq!(step(&project, Whose::Nobody), None);
        let one = project.apply_all(&step(&project, Whose::Case(case(1))).unwrap().edits).unwrap();
        assert_eq!(tied(&one, 2), [("P02".into(), "P01".into())]);
        assert_eq!(step(&one, Whose::Case(case(1))), None);
        let new = one.apply_all(&step(&one, Whose::New("Una ".into())).unwrap().edits).unwrap();
        assert_eq!((tied(&new, 2), new.cases().len()), (vec![("P02".into(), "Una".into())], 5));
        let none = new.apply_all(&step(&new, Whose::Nobody).unwrap().edits).unwrap();
        assert_eq!(tied(&none, 2), []);
        assert_eq!(tie(&project, &of(&project), "Q", Whose::Case(case(1)), &mut SystemStamp), None);
    }

    #[test]
    fn all_but_the_interviewer_become_cases_those_of_equal_names_the_ones_that_are_there() {
        let project = project();
        let step = one_each(&project, project.transcript(transcript(2)).unwrap(), &mut SystemStamp).unwrap();
        let after = project.apply_all(&step.edits).unwrap();
        assert_eq!((tied(&after, 2), after.cases().len()), (vec![("P02".into(), "P02".into())], 4));
        assert!(one_each(&after, after.transcript(transcript(2)).unwrap(), &mut SystemStamp).is_none());
    }

    #[test]
    fn drafts_are_tied_before_they_are_there_and_no_two_people_become_one() {
        let project = project();
        let role = SpeakerRole::Participant;
        let speakers = [
            Speaker::new("INT", SpeakerRole::Interviewer),
            Speaker::new("p01", role),
            Speaker::new("Zoe", role),
        ];
        let voices = [(transcript(1), "Group 1"), (transcript(2), "Group 2")]
            .map(|(transcript, title)| Voices { transcript, title, speakers: &speakers });
        let equal = ties(&project, &voices, Ties::EqualNames, &mut SystemStamp);
        let tie =
            |n| Edit::TieSpeaker { transcript: transcript(n), speaker: "p01".into(), case: Some(case(1)) };
        assert_eq!(equal, [tie(1), tie(2)]);
        let each = ties(&project, &voices, Ties::OneEach, &mut SystemStamp);
        let names: Vec<&str> = each
            .iter()
            .filter_map(|edit| if let Edit::PutCase(case) = edit { Some(case.name.as_str()) } else { None })
            .collect();
        assert_eq!((names, each.len()), (vec!["Zoe", "Zoe (Group 2)"], 6));
    }
}
