//! Agreement as tables, as a study stands: of all who have completed transcripts. Reckons nothing itself.

use std::io;

use super::agreement_grid;
use crate::agreement::{self, Answer, Study};
use crate::formats::shared::format::{Choice, Format, Kind, Writer};
use crate::formats::shared::grid::{Grid, Rows};
use crate::formats::shared::outcome::{Exported, Lost};
use crate::formats::shared::xlsx;
use crate::lang::message;
use crate::model::Project;

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

/// Agreement of all who have completed transcripts, at characters: counted, and not yet written.
pub(in crate::formats) struct Agreement<'p> {
    project: &'p Project,
    study: Study,
    together: Answer,
    raters: Vec<String>,
}

impl<'p> Agreement<'p> {
    /// Counts it; with what there is not of it.
    pub(in crate::formats) fn of(project: &'p Project) -> (Self, Vec<Lost>) {
        let coders = agreement::default_coders(project, false);
        let mut lost = Vec::new();
        if coders.len() < 2 {
            let why = message!("file-needs-two-coders");
            lost.push(Lost { what: message!("part-figure-agreement"), count: 1, why, files: Vec::new() });
        }
        let raters = coders.iter().map(|&id| project.coder_name(id).to_owned()).collect();
        let query = agreement::Query::new(coders);
        let study = Study::new(project, &query);
        (Self { project, together: study.together(), study, raters }, lost)
    }

    /// The figures, which are reckoned a code at a time.
    pub(in crate::formats) fn figures(&self) -> Rows<'_> {
        let codes = (0..self.study.codes().len()).map(|row| self.study.code(row));
        agreement_grid::figures(self.project, &self.study, &self.together, codes, &self.raters)
    }

    /// The transcripts that do not count.
    pub(in crate::formats) fn left_out(&self) -> Grid {
        agreement_grid::left_out(self.project, &self.together)
    }
}

/// The figures of agreement as a .csv; what was left out stands in the workbook alone.
fn figures(project: &Project, to: &mut dyn io::Write) -> io::Result<Vec<Lost>> {
    let (agreement, lost) = Agreement::of(project);
    agreement.figures().write_csv(to)?;
    Ok(lost)
}

/// The figures of agreement, and what was left out, as a workbook.
fn workbook(project: &Project) -> Exported {
    let (agreement, lost) = Agreement::of(project);
    xlsx::workbook([agreement.figures(), Rows::from(&agreement.left_out())], lost)
}
