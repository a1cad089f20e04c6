//! Cases made to say what the project says, and which sources are theirs.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::fresh;
use super::patch::Patch;
use crate::formats::projects::refi::file::tree::Element;
use crate::model::{AttributeOf, Case, CaseId};

/// By cases, the sources that have become theirs and those that were theirs.
type ChangedCases = HashMap<CaseId, Vec<(String, bool)>>;

impl Patch<'_> {
    pub(in super::super) fn cases(&mut self, cases: &mut Element<'_>) {
        let recased = self.recased();
        let content: HashMap<Uuid, &Case> =
            self.content.cases.iter().rev().map(|(id, case)| (*id, case)).collect();
        for mut element in std::mem::take(&mut cases.children) {
            let known = element.id.and_then(|id| Some((id, *content.get(&id)?)));
            let Some((id, was)) = known else {
                cases.children.push(element);
                continue;
            };
            let Some(now) = self.project.case(was.id) else {
                self.gone.insert(id);
                continue;
            };
            if !self.claims(id, was.id.0, self.case(was.id.0)) {
                continue;
            }
            if now.name != was.name {
                element.set("name", now.name.clone());
            }
            self.values(&mut element, AttributeOf::Case, &was.values, &now.values);
            sources_of(&mut element, now.id, &recased);
            cases.children.push(element);
        }
        for case in self.project.cases() {
            if !self.claimed.insert(case.id.0) {
                continue;
            }
            let mut element =
                Element::new("Case").with("guid", case.id.to_string()).with("name", case.name.clone());
            self.values(&mut element, AttributeOf::Case, &BTreeMap::new(), &case.values);
            sources_of(&mut element, case.id, &recased);
            cases.children.push(element);
        }
    }

    /// The sources that belong to another case than the file says.
    fn recased(&self) -> ChangedCases {
        let mut recased = ChangedCases::new();
        for transcript in self.project.transcripts() {
            let content = self.transcribed(transcript.id());
            let (was, now) = (content.and_then(|(_, t)| t.record.case), transcript.case());
            if was == now {
                continue;
            }
            let guid = self.guid(content.map(|(id, _)| *id), transcript.id().0);
            for (case, is_now) in [(was, false), (now, true)] {
                if let Some(case) = case {
                    recased.entry(case).or_default().push((guid.clone(), is_now));
                }
            }
        }
        recased
    }
}

/// Refers to the sources that have become a case's, and no longer to those that were.
fn sources_of(element: &mut Element<'_>, case: CaseId, recased: &ChangedCases) {
    for (guid, is_now) in recased.get(&case).into_iter().flatten() {
        if *is_now {
            element.children.push(fresh::reference("SourceRef", guid));
        } else {
            let is = |target: &str| target.eq_ignore_ascii_case(guid);
            element.children.retain(|c| c.name != "SourceRef" || !c.get("targetGUID").is_some_and(is));
        }
    }
}
