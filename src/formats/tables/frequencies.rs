//! Frequencies of codes and themes as a table. Computes nothing itself: the analyses do.

use crate::analysis::frequency::{self, Figures, Frequencies, frequencies};
use crate::formats::shared::format::{Choice, Format, Kind, Writer};
use crate::formats::shared::grid::csv;
use crate::formats::shared::grid::{Cell, Grid, UNDEFINED};
use crate::formats::shared::xlsx;
use crate::model::{Level, Project};

/// Frequencies of codes and themes.
pub(in crate::formats) const TABLE: Format =
    Format::new("frequencies-csv", Kind::Frequencies, "Table of frequencies", &["csv"])
        .written(Writer::File(|project, _, to| csv(&all_frequencies(project), to)))
        .choices(&[Choice::Part]);
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("frequencies-xlsx", Kind::Frequencies, "Workbook of frequencies", &["xlsx"])
        .written(Writer::File(|project, _, to| {
            xlsx::workbook(&[all_frequencies(project)], Vec::new()).write(to)
        }))
        .choices(&[Choice::Part]);

/// The header of a table of frequencies.
const FREQUENCIES: [&str; 18] = [
    "code",
    "path",
    "level",
    "group",
    "codings",
    "segments",
    "transcripts",
    "participants",
    "of_participants",
    "share",
    "share_low",
    "share_high",
    "coders_low",
    "coders_high",
    "words",
    "characters",
    "coverage",
    "layer",
];

/// Frequencies of all codes, then of all themes, in the layer that counts unasked.
pub fn all_frequencies(project: &Project) -> Grid {
    let query = |level| frequency::Query { level, ..frequency::Query::default() };
    // Unasked there is always a layer, and no attribute that could be missing.
    let answers =
        [Level::Code, Level::Theme].into_iter().filter_map(|l| frequencies(project, &query(l)).ok());
    frequency(project, &answers.collect::<Vec<_>>())
}

/// Frequencies as a table: of the mean over coders also the least and the largest share of a coder; a row a code, and one more for each group; the group is empty where the row is about all.
pub fn frequency(project: &Project, answers: &[Frequencies]) -> Grid {
    let mut grid = Grid::new("frequencies", FREQUENCIES);
    for answer in answers {
        let layer = answer.layer.name(project);
        for row in &answer.rows {
            let name = project.codebook().name(row.code).to_owned();
            let all = std::iter::once(("", &row.figures, answer.scope.participants));
            let groups = answer.groups.iter().zip(&row.by);
            let groups =
                groups.map(|((group, scope), figures)| (group.as_str(), figures, scope.participants));
            for (group, figures, of) in all.chain(groups) {
                let start = [name.clone(), row.path.clone(), row.level.name().to_owned(), group.to_owned()];
                let cells = start.map(Cell::from).into_iter().chain(cells(figures, of));
                grid.row(cells.chain([layer.as_str().into()]));
            }
        }
    }
    grid
}

fn cells(f: &Figures, of: f64) -> [Cell; 13] {
    let counts = [f.codings, f.segments, f.transcripts, f.participants, of].map(Cell::from);
    let [codings, segments, transcripts, participants, of] = counts;
    let end = |end: Option<f64>| end.map_or_else(|| UNDEFINED.into(), Cell::from);
    [
        codings,
        segments,
        transcripts,
        participants,
        of,
        Cell::figure(f.share),
        end(f.share_ci.map(|ci| ci.low).ok()),
        end(f.share_ci.map(|ci| ci.high).ok()),
        f.share_range.map(|[low, _]| low).into(),
        f.share_range.map(|[_, high]| high).into(),
        f.words.into(),
        f.characters.into(),
        Cell::figure(f.coverage),
    ]
}
