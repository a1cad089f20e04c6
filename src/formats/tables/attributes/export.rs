//! Attributes as a table on its way out: a row a transcript, and one for each case without any. Never leaves out a value.

use std::collections::BTreeMap;
use std::io;

use super::columns::{kind_of, tags, thing, word};
use super::import::{CASE, TRANSCRIPT};
use crate::formats::shared::grid::{Cell, Grid};
use crate::formats::shared::outcome::Lost;
use crate::formats::shared::table::folded;
use crate::model::{Attribute, AttributeOf, Case, CaseId, Project, Transcript, Value};

/// All attributes as a table that [`import`](super::import()) reads back: a row a transcript, and one for each case without any.
///
/// # Errors
/// Where what it is written to fails.
pub fn export(project: &Project, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
    grid(project).write_csv(to)?;
    Ok(Vec::new())
}

/// What is known of a case or of a transcript.
fn value_of<'p>(
    attribute: &Attribute,
    (case, transcript): (Option<&'p Case>, Option<&'p Transcript>),
) -> Option<&'p Value> {
    let values = match attribute.of {
        AttributeOf::Case => case.map(|case| &case.values),
        AttributeOf::Transcript => transcript.map(Transcript::values),
    };
    values.and_then(|values| values.get(&attribute.id))
}

pub(in crate::formats) fn grid(project: &Project) -> Grid {
    let cases = project.cases();
    let mut of_case: BTreeMap<Option<CaseId>, Vec<&Transcript>> = BTreeMap::new();
    for transcript in project.transcripts() {
        of_case.entry(transcript.case()).or_default().push(transcript);
    }
    let mut rows: Vec<(Option<&Case>, Option<&Transcript>)> = Vec::new();
    for &case in &cases {
        match of_case.get(&Some(case.id)) {
            Some(transcripts) => rows.extend(transcripts.iter().map(|t| (Some(&**case), Some(*t)))),
            None => rows.push((Some(case), None)),
        }
    }
    rows.extend(of_case.get(&None).into_iter().flatten().map(|t| (None, Some(*t))));

    let attributes = project.attributes();
    let header = |attribute: &Attribute| {
        let cells: Vec<String> = rows
            .iter()
            .map(|&row| value_of(attribute, row).map(Value::to_string).unwrap_or_default())
            .collect();
        let inferred = kind_of(cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()));
        let name = &attribute.name;
        let looks_like_more =
            tags(name).0 != name || [CASE, TRANSCRIPT].concat().contains(&folded(name).as_str());
        let mut tagged = Vec::new();
        if !cases.is_empty() && (attribute.of == AttributeOf::Transcript || looks_like_more) {
            tagged.push(thing(attribute.of));
        }
        if inferred != attribute.kind || looks_like_more {
            tagged.push(word(attribute.kind));
        }
        if tagged.is_empty() { name.clone() } else { format!("{name} [{}]", tagged.join(", ")) }
    };

    let keys = if cases.is_empty() {
        vec!["transcript".to_owned()]
    } else {
        vec!["case".to_owned(), "transcript".to_owned()]
    };
    let header = keys.into_iter().chain(attributes.iter().map(|attribute| header(attribute)));
    let mut grid = Grid::new("attributes", header);
    for &row in &rows {
        let mut cells: Vec<Cell> = Vec::with_capacity(attributes.len() + 2);
        if !cases.is_empty() {
            cells.push(row.0.map(|case| case.name.as_str()).into());
        }
        cells.push(row.1.map(Transcript::title).into());
        cells.extend(attributes.iter().map(|attribute| match value_of(attribute, row) {
            Some(&Value::Number(number)) => number.into(),
            value => value.map(Value::to_string).into(),
        }));
        grid.row(cells);
    }
    grid
}
