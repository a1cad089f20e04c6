//! Variables, which become attributes of cases or of transcripts by where their values stand, and cases with the sources that
//! are theirs.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::content::{Names, Reading};
use super::sources::called;
use crate::formats::projects::refi::file::tree::Element;
use crate::lang::message;
use crate::model::{Attribute, AttributeId, AttributeKind, AttributeOf, Case, CaseId, TranscriptId, Value};

/// How a variable is described that no value tells what it is of.
pub(in super::super) const OF_TRANSCRIPTS: &str = "of transcripts";

/// What the values of a type of variable are here.
fn kind(type_of: Option<&str>) -> AttributeKind {
    match type_of.map(str::trim) {
        Some("Boolean") => AttributeKind::YesNo,
        Some("Integer" | "Float") => AttributeKind::Number,
        Some("Date") => AttributeKind::Date,
        // A time of the day has no place among dates.
        _ => AttributeKind::Text,
    }
}

/// What the type of a new variable is.
pub(in super::super) const fn type_of(kind: AttributeKind) -> &'static str {
    match kind {
        AttributeKind::Text => "Text",
        AttributeKind::Number => "Float",
        AttributeKind::Date => "Date",
        AttributeKind::YesNo => "Boolean",
    }
}

/// What a value is of: its variable, and its words.
pub(in super::super) fn value_of<'e>(value: &'e Element<'_>) -> Option<(&'e str, Option<&'e str>)> {
    let variable = value.targets("VariableRef").next()?;
    let words = value.children.iter().find(|c| c.name.ends_with("Value")).map(|c| c.text.as_str());
    Some((variable, words.map(str::trim).filter(|w| !w.is_empty())))
}

impl Reading<'_> {
    pub(in super::super) fn read_variables(&mut self, root: &Element<'_>) {
        let mut used: HashSet<(Uuid, AttributeOf)> = HashSet::new();
        root.each(&mut |element| {
            let of = if element.name == "Case" { AttributeOf::Case } else { AttributeOf::Transcript };
            let values = element.all("VariableValue").filter_map(value_of);
            used.extend(values.map(|(variable, _)| (self.ids.of(variable), of)));
        });
        for variable in root.child("Variables").iter().flat_map(|v| v.all("Variable")) {
            let Some(id) = variable.id else { continue };
            let of_cases = used.contains(&(id, AttributeOf::Case));
            let of_transcripts = used.contains(&(id, AttributeOf::Transcript))
                || (self.is_ours() && variable.words_of("Description") == Some(OF_TRANSCRIPTS));
            if of_cases || !of_transcripts {
                self.read_variable(variable, id, id, AttributeOf::Case);
            }
            if of_transcripts {
                let own = if of_cases {
                    crate::formats::projects::refi::file::ids::part_of(id, "of transcripts")
                } else {
                    id
                };
                self.read_variable(variable, id, own, AttributeOf::Transcript);
            }
        }
    }

    fn read_variable(&mut self, variable: &Element<'_>, id: Uuid, own: Uuid, of: AttributeOf) {
        let own = AttributeId(own);
        let kind = kind(variable.get("typeOfVariable"));
        let written = called(variable);
        let all = self.project.attributes();
        let given: Vec<&Attribute> = self.content.attributes.iter().map(|(_, a)| a).collect();
        let names = all.iter().filter(|a| a.id != own && a.of == of).map(|a| a.name.as_str());
        let mut names = Names::of(names.chain(given.iter().filter(|a| a.of == of).map(|a| a.name.as_str())));
        let same = all
            .iter()
            .find(|a| a.of == of && a.kind == kind && a.name.to_lowercase() == written.to_lowercase());
        let same = same.map(|a| a.id).filter(|same| {
            *same != own && self.project.attribute(own).is_none() && !given.iter().any(|a| a.id == *same)
        });
        let name = if same.is_some() { written.to_owned() } else { names.free_title(written) };
        self.report.renamed("attribute", written, &name);
        let attribute = Attribute { id: same.unwrap_or(own), name, kind, of };
        self.attributes.insert((id, of), attribute.clone());
        self.content.attributes.push((id, attribute));
    }

    /// The values that stand on an element.
    pub(in super::super) fn values(
        &mut self,
        element: &Element<'_>,
        of: AttributeOf,
    ) -> BTreeMap<AttributeId, Value> {
        let mut values = BTreeMap::new();
        for (variable, words) in element.all("VariableValue").filter_map(value_of) {
            let Some(words) = words else { continue };
            let Some(attribute) = self.attributes.get(&(self.ids.of(variable), of)) else {
                self.dangling("variable", variable, &message!("as-it-is", name = called(element)));
                continue;
            };
            let truth = match (attribute.kind, words) {
                (AttributeKind::YesNo, "1") => "true",
                (AttributeKind::YesNo, "0") => "false",
                // A zone says nothing of a day.
                (AttributeKind::Date, words) => words.get(..10).unwrap_or(words),
                _ => words,
            };
            let (id, name) = (attribute.id, attribute.name.clone());
            match Value::parse(truth, attribute.kind) {
                Some(value) => drop(values.insert(id, value)),
                None => {
                    let message = message!("file-no-value-of", words, name);
                    self.report.warn(message!("kind-values-of-other-type"), called(element), message);
                }
            }
        }
        values
    }

    pub(in super::super) fn read_cases(&mut self, root: &Element<'_>) {
        let cases: Vec<&Element<'_>> = root.child("Cases").iter().flat_map(|c| c.all("Case")).collect();
        let ids: HashSet<CaseId> = cases.iter().filter_map(|c| c.id).map(CaseId).collect();
        let all = self.project.cases();
        let mut names = Names::of(all.iter().filter(|c| !ids.contains(&c.id)).map(|c| c.name.as_str()));
        for (n, case) in cases.iter().enumerate() {
            let Some(id) = case.id else { continue };
            let written = case.get("name").map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned);
            // Some programs give the name to the source alone.
            let written = written.or_else(|| {
                let source = case.targets("SourceRef").next()?;
                let id = self.sources.get(&self.ids.of(source))?;
                let of = self.content.transcripts.iter().find(|(_, t)| t.record.id == *id);
                of.map(|(_, t)| t.record.title.clone())
            });
            let written = written.unwrap_or_else(|| format!("case {}", n + 1));
            let own = CaseId(id);
            let same = self.project.case_named(&written).ok().map(|c| c.id).filter(|same| {
                *same != own
                    && self.project.case(own).is_none()
                    && !self.content.cases.iter().any(|(_, c)| c.id == *same)
            });
            let name = if same.is_some() { written.clone() } else { names.free_title(&written) };
            self.report.renamed("case", &written, &name);
            let values = self.values(case, AttributeOf::Case);
            let new = Case { id: same.unwrap_or(own), name, values };
            self.cases.insert(id, new.id);
            let count = |name: &str| case.all(name).count();
            let kept = super::report::kept;
            self.report.lose(message!("part-passage-case"), count("SelectionRef"), kept());
            self.report.lose(message!("part-code-case"), count("CodeRef"), kept());
            self.content.cases.push((id, new));
        }
        self.sources_of_cases(root, &cases);
        self.values_of_sources(root);
    }

    fn sources_of_cases(&mut self, root: &Element<'_>, cases: &[&Element<'_>]) {
        let mut owned: Vec<(Uuid, CaseId)> = Vec::new();
        for case in cases {
            let Some(id) = case.id.and_then(|id| self.cases.get(&id)).copied() else { continue };
            for guid in case.targets("SourceRef") {
                owned.push((self.ids.of(guid), id));
            }
        }
        // A source that is coded with a case as a whole belongs to it.
        for source in root.child("Sources").iter().flat_map(|s| &s.children) {
            for guid in source.all("Coding").flat_map(|c| c.targets("CodeRef")) {
                let case = self.cases.get(&self.ids.of(guid)).copied();
                owned.extend(source.id.zip(case));
            }
        }
        let mut places: HashMap<TranscriptId, Vec<usize>> = HashMap::new();
        for (at, (_, of)) in self.content.transcripts.iter().enumerate() {
            places.entry(of.record.id).or_default().push(at);
        }
        for (source, case) in owned {
            let Some(transcript) = self.sources.get(&source) else { continue };
            for at in places.get(transcript).into_iter().flatten() {
                let Some((_, of)) = self.content.transcripts.get_mut(*at) else { continue };
                match of.record.case {
                    None => of.record.case = Some(case),
                    Some(other) if other == case => {}
                    Some(_) => {
                        let message = message!("file-several-cases");
                        self.report.warn(message!("kind-sources-of-cases"), &of.record.title, message);
                        self.report.lose(message!("part-further-case-source"), 1, super::report::kept());
                    }
                }
            }
        }
    }

    fn values_of_sources(&mut self, root: &Element<'_>) {
        for source in root.child("Sources").iter().flat_map(|s| &s.children) {
            let values = self.values(source, AttributeOf::Transcript);
            let Some(id) = source.id.and_then(|id| self.sources.get(&id)).copied() else { continue };
            let of = self.content.transcripts.iter_mut().find(|(_, t)| t.record.id == id);
            if let Some((_, of)) = of {
                of.record.values = values;
            }
        }
    }
}
