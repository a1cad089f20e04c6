//! The part of a project that is to be written: some coders, some transcripts. Made before a format sees it, so that formats
//! know nothing of choices.

use std::collections::BTreeSet;

use super::shared::outcome::Lost;
use super::shared::past::PastStep;
use crate::lang::message;
use crate::model::{CoderId, Edit, Project, TranscriptId};

/// What of a project is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Part {
    /// What these coders did; none for all.
    pub coders: Option<BTreeSet<CoderId>>,
    /// What is in these transcripts; none for all.
    pub transcripts: Option<BTreeSet<TranscriptId>>,
}

impl Part {
    /// The part as a project of its own, and what is not in it beside what was not wanted.
    pub fn of(&self, project: &Project) -> (Project, Vec<Lost>) {
        if *self == Self::default() {
            return (project.clone(), Vec::new());
        }
        let part = narrowed(project, self.coders.as_ref(), self.transcripts.as_ref());
        (part, lost_by_narrowing(project))
    }

    /// The trail of it: where coders are named, their own steps alone, since any other may tell of what the rest did.
    pub fn steps(&self, project: &Project, mut steps: Vec<PastStep>) -> (Vec<PastStep>, Vec<Lost>) {
        let Some(wanted) = &self.coders else { return (steps, Vec::new()) };
        let all = steps.len();
        let names: Vec<&str> =
            wanted.iter().filter_map(|id| project.coder(*id)).map(|coder| coder.name.as_str()).collect();
        steps.retain(|step| names.contains(&step.who.as_str()));
        let (what, why) = (message!("part-step"), message!("file-other-coders"));
        let left = Lost { what, count: all - steps.len(), why, files: Vec::new() };
        (steps, Some(left).filter(|left| left.count > 0).into_iter().collect())
    }
}

/// The project with these coders and transcripts alone; none stands for all. What the others coded, and their memos, are
/// not in it, nor are kept files, which hold all of it; codes, cases and attributes are.
pub fn narrowed(
    project: &Project,
    coders: Option<&BTreeSet<CoderId>>,
    transcripts: Option<&BTreeSet<TranscriptId>>,
) -> Project {
    let others = project.coders().into_iter().map(|c| c.id);
    let others = others.filter(|id| coders.is_some_and(|wanted| !wanted.contains(id)));
    let mut edits: Vec<Edit> = others.map(Edit::RemoveCoder).collect();
    if coders.is_some() || transcripts.is_some() {
        edits.extend(project.kept_files().into_iter().map(|f| Edit::ForgetFile(f.sha256.clone())));
    }
    let left = project.transcripts().into_iter().map(|t| t.id());
    let left = left.filter(|id| transcripts.is_some_and(|wanted| !wanted.contains(id)));
    edits.extend(left.map(Edit::RemoveTranscript));
    // Each names what is there, and removing one takes none of the others along.
    project.apply_all(&edits).unwrap_or_else(|_| project.clone())
}

/// What narrowing leaves out beside what was not wanted.
fn lost_by_narrowing(project: &Project) -> Vec<Lost> {
    let kept = project.kept_files().len();
    let why = message!("file-part-written");
    let lost = Lost { what: message!("part-file-kept-brought"), count: kept, why, files: Vec::new() };
    if kept > 0 { vec![lost] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::tests::project;
    use crate::model::{Coder, CoderRole, Colour};

    #[test]
    fn only_what_is_wanted_is_left() {
        let coder = |n: u128, name: &str| Coder {
            id: CoderId(uuid::Uuid::from_u128(n)),
            name: name.to_owned(),
            colour: Colour([0; 3]),
            role: CoderRole::Person,
        };
        let project =
            project().apply_all(&[Edit::PutCoder(coder(1, "Ann")), Edit::PutCoder(coder(2, "Ben"))]).unwrap();
        assert_eq!(narrowed(&project, None, None), project);
        let one = narrowed(&project, Some(&BTreeSet::from([CoderId(uuid::Uuid::from_u128(2))])), None);
        assert_eq!(one.coders().iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Ben"]);
    }
}
