//! Attributes as a table on its way out: a row a transcript, one for each speaker who is tied to a case, and one for each case
//! without any. Never leaves out a value.

use std::collections::BTreeMap;
use std::io;

use super::columns::{kind_of, tags, thing, word};
use super::import::{CASE, TRANSCRIPT};
use super::ties::SPEAKER;
use crate::formats::shared::grid::{Cell, Grid};
use crate::formats::shared::outcome::Lost;
use crate::formats::shared::table::folded;
use crate::model::{Attribute, AttributeOf, Case, CaseId, Project, Transcript, Value};

/// All attributes, and who is tied to which case, as a table that [`import`](super::import()) reads back.
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
    let mut ties: BTreeMap<CaseId, Vec<(&Transcript, &str)>> = BTreeMap::new();
    for transcript in project.transcripts() {
        for (label, case) in transcript.ties() {
            ties.entry(case).or_default().push((transcript, label));
        }
    }
    let mut rows: Vec<(Option<&Case>, Option<&Transcript>)> = Vec::new();
    // The speakers of the rows, where any is tied.
    let mut speakers: Vec<&str> = Vec::new();
    for &case in &cases {
        let own = of_case.get(&Some(case.id)).into_iter().flatten();
        let before = rows.len();
        rows.extend(own.map(|t| (Some(&**case), Some(*t))));
        speakers.resize(rows.len(), "");
        for (transcript, label) in ties.get(&case.id).into_iter().flatten() {
            rows.push((Some(case), Some(*transcript)));
            speakers.push(label);
        }
        if rows.len() == before {
            rows.push((Some(case), None));
            speakers.push("");
        }
    }
    rows.extend(of_case.get(&None).into_iter().flatten().map(|t| (None, Some(*t))));
    speakers.resize(rows.len(), "");

    let attributes = project.attributes();
    let header = |attribute: &Attribute| {
        let cells: Vec<String> = rows
            .iter()
            .map(|&row| value_of(attribute, row).map(Value::to_string).unwrap_or_default())
            .collect();
        let inferred = kind_of(cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()));
        let name = &attribute.name;
        let looks_like_more =
            tags(name).0 != name || [CASE, TRANSCRIPT, SPEAKER].concat().contains(&folded(name).as_str());
        let mut tagged = Vec::new();
        if !cases.is_empty() && (attribute.of == AttributeOf::Transcript || looks_like_more) {
            tagged.push(thing(attribute.of));
        }
        if inferred != attribute.kind || looks_like_more {
            tagged.push(word(attribute.kind));
        }
        if tagged.is_empty() { name.clone() } else { format!("{name} [{}]", tagged.join(", ")) }
    };

    let keys = match (cases.is_empty(), ties.is_empty()) {
        (true, _) => &["transcript"][..],
        (false, true) => &["case", "transcript"],
        (false, false) => &["case", "transcript", "speaker"],
    };
    let header =
        keys.iter().map(|key| (*key).to_owned()).chain(attributes.iter().map(|attribute| header(attribute)));
    let mut grid = Grid::new("attributes", header);
    for (&row, speaker) in rows.iter().zip(speakers) {
        let mut cells: Vec<Cell> = Vec::with_capacity(attributes.len() + 3);
        if !cases.is_empty() {
            cells.push(row.0.map(|case| case.name.as_str()).into());
        }
        cells.push(row.1.map(Transcript::title).into());
        if !ties.is_empty() {
            cells.push(speaker.into());
        }
        cells.extend(attributes.iter().map(|attribute| match value_of(attribute, row) {
            Some(&Value::Number(number)) => number.into(),
            value => value.map(Value::to_string).into(),
        }));
        grid.row(cells);
    }
    grid
}
