//! The attribute table as plain cells, and what writing into one means as an edit. Never draws.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{
    Attribute, AttributeId, AttributeKind, AttributeOf, Case, CaseId, Edit, Project, Transcript,
    TranscriptId, Value,
};

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowOf {
    /// A participant.
    Case(CaseId),
    /// An interview.
    Transcript(TranscriptId),
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is about.
    pub of: RowOf,
    /// Name of the case or title of the transcript.
    pub name: String,
    /// What belongs to it: titles of the transcripts in which a case speaks, or names of a transcript's cases, its own first.
    pub belongs: String,
    /// One cell a column; empty where the value is not known.
    pub cells: Vec<String>,
}

/// The table of cases, or of transcripts.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the rows are.
    pub of: AttributeOf,
    /// The attributes, oldest first.
    pub columns: Vec<Arc<Attribute>>,
    /// One row a case or transcript, by name.
    pub rows: Vec<Row>,
    /// Letters of the longest cell or title of each column, the name's and what belongs to it first.
    pub letters: Vec<usize>,
}

/// The table of all cases or of all transcripts.
pub fn table(project: &Project, of: AttributeOf) -> Table {
    let columns: Vec<Arc<Attribute>> =
        project.attributes().into_iter().filter(|a| a.of == of).cloned().collect();
    let cells = |values: &BTreeMap<AttributeId, Value>| -> Vec<String> {
        columns.iter().map(|a| values.get(&a.id).map(Value::to_string).unwrap_or_default()).collect()
    };
    let rows: Vec<Row> = match of {
        AttributeOf::Case => {
            let mut titles: BTreeMap<CaseId, Vec<&str>> = BTreeMap::new();
            for transcript in project.transcripts() {
                let cases: BTreeSet<CaseId> =
                    transcript.ties().map(|(_, case)| case).chain(transcript.case()).collect();
                for case in cases {
                    titles.entry(case).or_default().push(transcript.title());
                }
            }
            let row = |case: &Arc<Case>| Row {
                of: RowOf::Case(case.id),
                name: case.name.clone(),
                belongs: titles.get(&case.id).map(|t| t.join(", ")).unwrap_or_default(),
                cells: cells(&case.values),
            };
            project.cases().into_iter().map(row).collect()
        }
        AttributeOf::Transcript => {
            let cases = |of: &Transcript| {
                let all = of.case().into_iter().chain(of.ties().map(|(_, case)| case));
                let mut names: Vec<&str> =
                    all.filter_map(|id| project.case(id)).map(|case| case.name.as_str()).collect();
                names.dedup();
                names.join(", ")
            };
            let rows = project.transcripts().into_iter().map(|transcript| Row {
                of: RowOf::Transcript(transcript.id()),
                name: transcript.title().to_owned(),
                belongs: cases(transcript),
                cells: cells(transcript.values()),
            });
            rows.collect()
        }
    };
    let count =
        |cells: &mut dyn Iterator<Item = &String>| cells.map(|c| c.chars().count()).max().unwrap_or(0);
    let mut letters =
        vec![count(&mut rows.iter().map(|r| &r.name)), count(&mut rows.iter().map(|r| &r.belongs))];
    letters.extend(
        columns.iter().enumerate().map(|(at, column)| {
            count(&mut rows.iter().filter_map(|r| r.cells.get(at)).chain([&column.name]))
        }),
    );
    Table { of, columns, rows, letters }
}

/// A cell that its attribute does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongValue {
    /// Name of the attribute.
    pub attribute: String,
    /// What it takes.
    pub kind: AttributeKind,
    /// What was written.
    pub cell: String,
}

/// What writing a cell means; none where nothing changes. An empty cell means that the value is not known.
///
/// # Errors
/// When the words are no value of the attribute's kind.
pub fn write(
    project: &Project,
    of: RowOf,
    attribute: AttributeId,
    cell: &str,
) -> Result<Option<Edit>, WrongValue> {
    let Some(column) = project.attribute(attribute) else { return Ok(None) };
    let value = Value::parse(cell, column.kind);
    if value.is_none() && !cell.trim().is_empty() {
        let (attribute, cell) = (column.name.clone(), cell.trim().to_owned());
        return Err(WrongValue { attribute, kind: column.kind, cell });
    }
    Ok(put(project, of, attribute, value))
}

/// Puts a value, or none, where it belongs; no edit where nothing changes.
fn put(project: &Project, of: RowOf, attribute: AttributeId, value: Option<Value>) -> Option<Edit> {
    let written = |values: &BTreeMap<AttributeId, Value>| {
        let mut values = values.clone();
        match value {
            Some(value) => values.insert(attribute, value),
            None => values.remove(&attribute),
        };
        values
    };
    match of {
        RowOf::Case(id) => {
            let case = project.case(id)?;
            let values = written(&case.values);
            (values != case.values).then(|| Edit::PutCase(Case { values, ..Case::clone(case) }))
        }
        RowOf::Transcript(id) => {
            let transcript = project.transcript(id)?;
            let values = written(transcript.values());
            (values != *transcript.values()).then(|| {
                let mut record = transcript.record();
                record.values = values;
                Edit::PutTranscript(Box::new(record))
            })
        }
    }
}

/// What making an attribute one of another kind means, its values with it: as a step, all or none.
///
/// # Errors
/// The first cell that is no value of that kind, and whose it is.
pub fn change_kind(
    project: &Project,
    attribute: &Attribute,
    kind: AttributeKind,
) -> Result<Vec<Edit>, (String, String)> {
    let mut edits = vec![Edit::PutAttribute(Attribute { kind, ..attribute.clone() })];
    let rows: Vec<(RowOf, &str, Option<&Value>)> = match attribute.of {
        AttributeOf::Case => {
            let row = |c: &'_ Arc<Case>| RowOf::Case(c.id);
            let cases = project.cases().into_iter();
            cases.map(|c| (row(c), c.name.as_str(), c.values.get(&attribute.id))).collect()
        }
        AttributeOf::Transcript => {
            let transcripts = project.transcripts().into_iter();
            let row = |t: &'_ Arc<Transcript>| RowOf::Transcript(t.id());
            transcripts.map(|t| (row(t), t.title(), t.values().get(&attribute.id))).collect()
        }
    };
    for (of, name, value) in rows {
        let Some(value) = value else { continue };
        let cell = value.to_string();
        let value = Value::parse(&cell, kind).ok_or_else(|| (cell, name.to_owned()))?;
        edits.extend(put(project, of, attribute.id, Some(value)));
    }
    Ok(edits)
}

/// What giving a row another name means; none where nothing changes.
pub fn rename(project: &Project, of: RowOf, name: &str) -> Option<Edit> {
    let name = name.trim();
    match of {
        RowOf::Case(id) => {
            let case = project.case(id).filter(|c| c.name != name)?;
            Some(Edit::PutCase(Case { name: name.to_owned(), ..Case::clone(case) }))
        }
        RowOf::Transcript(id) => {
            let mut record = project.transcript(id).filter(|t| t.title() != name)?.record();
            name.clone_into(&mut record.title);
            Some(Edit::PutTranscript(Box::new(record)))
        }
    }
}

/// What giving a transcript to a case, or to none, means; none where nothing changes.
pub fn assign(project: &Project, transcript: TranscriptId, case: Option<CaseId>) -> Option<Edit> {
    let mut record = project.transcript(transcript).filter(|t| t.case() != case)?.record();
    record.case = case;
    Some(Edit::PutTranscript(Box::new(record)))
}

/// A name that no case has: "P5" after "P1" to "P4".
pub fn free_case_name(project: &Project) -> String {
    let taken: BTreeSet<String> = project.cases().iter().map(|c| c.name.to_lowercase()).collect();
    let names = (project.cases().len() + 1..).map(|n| format!("P{n:02}"));
    names.into_iter().find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::{attribute, case, project, transcript};

    #[test]
    fn a_row_has_a_cell_for_each_attribute() {
        let table = table(&project(), AttributeOf::Case);
        assert_eq!(table.columns.len(), 2);
        assert_eq!(table.rows[0].cells, ["pilot", "11"]);
        assert_eq!(table.rows[0].belongs, "P01");
        let transcripts = super::table(&project(), AttributeOf::Transcript);
        assert_eq!(
            (transcripts.rows[3].cells[0].as_str(), transcripts.rows[3].belongs.as_str()),
            ("1", "P04")
        );
    }

    #[test]
    fn who_is_tied_belongs_to_transcript_and_case() {
        let tie = Edit::TieSpeaker { transcript: transcript(2), speaker: "P02".into(), case: Some(case(1)) };
        let project = project().apply(&tie).unwrap();
        assert_eq!(table(&project, AttributeOf::Case).rows[0].belongs, "P01, P02");
        assert_eq!(table(&project, AttributeOf::Transcript).rows[1].belongs, "P02, P01");
    }

    #[test]
    fn a_cell_takes_values_of_its_kind_only() {
        let project = project();
        let of = RowOf::Case(case(1));
        let edit = write(&project, of, attribute(2), " 12 ").unwrap().unwrap();
        let after = project.apply(&edit).unwrap();
        assert_eq!(table(&after, AttributeOf::Case).rows[0].cells[1], "12");
        assert_eq!(write(&project, of, attribute(2), "11"), Ok(None), "nothing changes");
        let wrong = write(&project, of, attribute(2), "twelve").unwrap_err();
        assert_eq!((wrong.attribute.as_str(), wrong.kind), ("age", AttributeKind::Number));
        let edit = write(&project, of, attribute(1), "").unwrap().unwrap();
        assert_eq!(table(&project.apply(&edit).unwrap(), AttributeOf::Case).rows[0].cells[0], "");
    }

    #[test]
    fn an_attribute_gets_another_kind_with_all_its_values_or_stays() {
        let project = project();
        let age = project.attribute(attribute(2)).unwrap();
        let edits = change_kind(&project, age, AttributeKind::Text).unwrap();
        let after = project.apply_all(&edits).unwrap();
        assert_eq!(table(&after, AttributeOf::Case).columns[1].kind, AttributeKind::Text);
        assert_eq!(
            table(&after, AttributeOf::Case).rows[0].cells,
            table(&project, AttributeOf::Case).rows[0].cells
        );
        let as_text = after.attribute(attribute(2)).unwrap();
        let back = change_kind(&after, as_text, AttributeKind::Number).unwrap();
        assert_eq!(after.apply_all(&back).unwrap(), project);
        let group = project.attribute(attribute(1)).unwrap();
        let why = change_kind(&project, group, AttributeKind::Date).unwrap_err();
        assert_eq!(why, ("pilot".to_owned(), "P01".to_owned()));
    }

    #[test]
    fn a_transcript_goes_to_another_case() {
        let project = project();
        let edit = assign(&project, transcript(2), Some(case(1))).unwrap();
        let after = project.apply(&edit).unwrap();
        assert_eq!(table(&after, AttributeOf::Case).rows[0].belongs, "P01, P02");
        assert_eq!(assign(&project, transcript(1), Some(case(1))), None);
        assert_eq!(free_case_name(&project), "P05");
    }
}
