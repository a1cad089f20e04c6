//! What a team decided about the passages on which its coders differed, as a table: who, when, how and why, and what each
//! coder had there. Never decides anything.

use crate::formats::shared::format::{Choice, Format, Kind, Writer};
use crate::formats::shared::grid::csv;
use crate::formats::shared::grid::{Cell, Grid};
use crate::formats::shared::xlsx;
use crate::model::{CodeId, CoderId, Decision, Project, Settlement, Standing, Transcript};

/// What was decided about differences.
pub(in crate::formats) const TABLE: Format =
    Format::new("settlements-csv", Kind::Settlements, "Table of what was settled", &["csv"])
        .written(Writer::File(|project, _, to| csv(&grid(project), to)))
        .choices(&[Choice::Part]);
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("settlements-xlsx", Kind::Settlements, "Workbook of what was settled", &["xlsx"])
        .written(Writer::File(|project, _, to| xlsx::workbook(&[grid(project)], Vec::new()).write(to)))
        .choices(&[Choice::Part]);

const HEADER: [&str; 13] = [
    "settlement",
    "transcript",
    "code",
    "path",
    "start",
    "end",
    "text",
    "decision",
    "chosen",
    "reason",
    "by",
    "at",
    "had",
];

/// One row a settlement, by transcript and place. Places are code points, the end left out; `decision` is `take`, `both`,
/// `borders`, `code` or `open`, and `chosen` whose codings or which code was taken.
pub fn grid(project: &Project) -> Grid {
    let mut grid = Grid::new("settlements", HEADER);
    each(project).for_each(|(transcript, settlement)| grid.row(row(project, transcript, settlement)));
    grid
}

/// All settlements, by transcript and place.
pub(in crate::formats) fn each(project: &Project) -> impl Iterator<Item = (&Transcript, &Settlement)> {
    let consensus = project.consensus().map(|coder| coder.id);
    project.transcripts().into_iter().flat_map(move |transcript| {
        let layer = consensus.and_then(|coder| project.layer(transcript.id(), coder));
        let settlements = layer.into_iter().flat_map(|layer| layer.settlements());
        settlements.map(move |settlement| (&**transcript, settlement))
    })
}

/// The cells of one, as the header names them.
pub(in crate::formats) fn row(
    project: &Project,
    transcript: &Transcript,
    settlement: &Settlement,
) -> [Cell; 13] {
    let coder = |id: CoderId| project.coder(id).map(|coder| coder.name.clone());
    let path = |id: CodeId| project.codebook().path(id);
    let (decision, chosen) = match settlement.decision {
        Decision::Take(id) => ("take", coder(id)),
        Decision::Both => ("both", None),
        Decision::Borders => ("borders", None),
        Decision::Code(id) => ("code", Some(path(id))),
        Decision::Open => ("open", None),
    };
    let chars = transcript.text().chars_of(settlement.span);
    let code = project.codebook().get(settlement.code).map(|code| code.name.clone());
    // Of coders who are not in the part that is written nothing is told.
    let there = settlement.on.iter().filter(|on| project.coder(on.coder).is_some());
    let had: Vec<String> = there.map(|on| had(project, transcript, on)).collect();
    [
        settlement.id.to_string().into(),
        transcript.title().into(),
        code.into(),
        path(settlement.code).into(),
        chars.start.0.into(),
        chars.end.0.into(),
        transcript.text().slice(settlement.span).into(),
        decision.into(),
        chosen.into(),
        settlement.reason.as_str().into(),
        coder(settlement.by).into(),
        settlement.at.to_string().into(),
        had.join("; ").into(),
    ]
}

/// "Asha: 812-840", "Ben: Love/listens", "Chidi: nothing".
fn had(project: &Project, transcript: &Transcript, on: &Standing) -> String {
    let name = project.coder_name(on.coder).to_owned();
    let place = |span: &crate::text::Span| {
        let chars = transcript.text().chars_of(*span);
        format!("{}-{}", chars.start.0, chars.end.0)
    };
    let codes = on.others.iter().map(|&code| project.codebook().path(code));
    let what: Vec<String> = on.coded.iter().map(place).chain(codes).collect();
    let what = if what.is_empty() { "nothing".to_owned() } else { what.join(", ") };
    format!("{name}: {what}")
}
