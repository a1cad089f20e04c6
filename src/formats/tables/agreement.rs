//! Agreement as tables, as a study stands: of all who have completed transcripts. Reckons nothing itself.

use std::io;

use super::agreement_grid;
use crate::agreement::{self, answer};
use crate::formats::shared::format::{Choice, Format, Kind, Writer};
use crate::formats::shared::grid::Grid;
use crate::formats::shared::outcome::{Exported, Lost};
use crate::formats::shared::xlsx;
use crate::lang::message;
use crate::model::{CoderId, CoderRole, Completeness, Project};

/// How far coders agree.
pub(in crate::formats) const TABLE: Format =
    Format::new("agreement-csv", Kind::Agreement, "Table of agreement", &["csv"])
        .written(Writer::File(|project, _, to| figures(project, to)))
        .choices(&[Choice::Part]);
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("agreement-xlsx", Kind::Agreement, "Workbook of agreement", &["xlsx"])
        .written(Writer::File(|project, _, to| workbook(project).write(to)))
        .choices(&[Choice::Part]);

/// Agreement of all who have completed transcripts, at characters: the figures, the coders' pairs, and what was left out.
pub(in crate::formats) fn all_agreement(project: &Project) -> (Vec<Grid>, Vec<Lost>) {
    let complete = |id: CoderId| {
        project.layers().any(|layer| layer.coder() == id && layer.status() == Completeness::Complete)
    };
    let persons = project.coders().into_iter().filter(|coder| coder.role == CoderRole::Person);
    let coders: Vec<CoderId> = persons.map(|coder| coder.id).filter(|&id| complete(id)).collect();
    let mut lost = Vec::new();
    if coders.len() < 2 {
        let why = message!("file-needs-two-coders");
        lost.push(Lost { what: message!("part-figure-agreement"), count: 1, why });
    }
    let answer = answer(project, &agreement::Query::new(coders));
    let raters: Vec<String> =
        answer.coders.iter().filter_map(|&id| project.coder(id)).map(|coder| coder.name.clone()).collect();
    (
        vec![agreement_grid::figures(project, &answer, &raters), agreement_grid::left_out(project, &answer)],
        lost,
    )
}

/// The figures of agreement as a .csv; what was left out stands in the workbook alone.
fn figures(project: &Project, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
    let (grids, lost) = all_agreement(project);
    grids.first().map_or(Ok(()), |figures| figures.write_csv(to))?;
    Ok(lost)
}

/// The figures of agreement, and what was left out, as a workbook.
fn workbook(project: &Project) -> Exported {
    let (grids, lost) = all_agreement(project);
    xlsx::workbook(&grids, lost)
}
