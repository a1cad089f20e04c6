//! The groups that the values of an attribute make of transcripts, or of what is said in them by different cases. Never
//! counts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{AttributeId, AttributeOf, CaseId, Participant, Project, Transcript, Value, natural};

/// The group of those whose attribute has no value.
pub const NO_VALUE: &str = "(no value)";

/// The values of an attribute that transcripts, or those who speak in them, have, in their own order, the missing one last.
pub(super) struct Groups {
    attribute: Option<(AttributeId, AttributeOf)>,
    pub(super) names: Vec<String>,
    at: HashMap<String, usize>,
}

impl Groups {
    /// No groups where none are asked for; nothing where the attribute asked for has gone.
    pub(super) fn new(project: &Project, by: Option<AttributeId>) -> Option<Self> {
        let mut groups = Self { attribute: None, names: Vec::new(), at: HashMap::new() };
        let Some(by) = by else { return Some(groups) };
        let attribute = project.attribute(by)?;
        groups.attribute = Some((by, attribute.of));
        let transcripts = project.transcripts();
        let mut values: Vec<_> =
            transcripts.iter().flat_map(|t| groups.values(project, t)).map(|(value, _)| value).collect();
        values.sort_by(|a, b| match (a, b) {
            (Some(Value::Number(a)), Some(Value::Number(b))) => a.total_cmp(b),
            (Some(a), Some(b)) => {
                let (a, b) = (a.to_string(), b.to_string());
                (natural(&a), a).cmp(&(natural(&b), b))
            }
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        groups.names = values.into_iter().map(name).collect();
        groups.names.dedup();
        groups.at = groups.names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect();
        Some(groups)
    }

    /// The values of a transcript, each with the cases that have it where several may speak there; none where the whole
    /// transcript has it.
    fn values<'p>(
        &self,
        project: &'p Project,
        transcript: &'p Transcript,
    ) -> Vec<(Option<&'p Value>, Option<CaseId>)> {
        let Some((id, of)) = self.attribute else { return Vec::new() };
        let of_case = |case: CaseId| project.case(case).and_then(|case| case.values.get(&id));
        match of {
            AttributeOf::Transcript => vec![(transcript.values().get(&id), None)],
            AttributeOf::Case if transcript.has_ties() => {
                let cases = transcript.participants().into_iter().filter_map(Participant::case);
                cases.map(|case| (of_case(case), Some(case))).collect()
            }
            AttributeOf::Case => vec![(transcript.case().and_then(of_case), None)],
        }
    }

    /// The groups that a transcript has words of, each with the cases whose words these are; none where they are all.
    pub(super) fn parts(
        &self,
        project: &Project,
        transcript: &Transcript,
    ) -> BTreeMap<usize, Option<BTreeSet<CaseId>>> {
        let mut parts = BTreeMap::new();
        for (value, case) in self.values(project, transcript) {
            let Some(&group) = self.at.get(&name(value)) else { continue };
            let cases = parts.entry(group).or_insert_with(|| case.map(|_| BTreeSet::new()));
            if let Some((cases, case)) = cases.as_mut().zip(case) {
                cases.insert(case);
            }
        }
        parts
    }

    /// Whether what begins at a byte of a transcript is in a group.
    pub(super) fn holds(
        &self,
        project: &Project,
        transcript: &Transcript,
        group: usize,
        byte: usize,
    ) -> bool {
        match self.parts(project, transcript).get(&group) {
            Some(Some(cases)) => transcript.case_at(byte).is_some_and(|case| cases.contains(&case)),
            Some(None) => true,
            None => false,
        }
    }
}

fn name(value: Option<&Value>) -> String {
    value.map_or_else(|| NO_VALUE.to_owned(), ToString::to_string)
}
