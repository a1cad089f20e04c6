//! The trail of a study as a table. Never tells what a step changed, only how many things.

use crate::formats::shared::format::{Choice, Format, Kind, Writer};
use crate::formats::shared::grid::Grid;
use crate::formats::shared::grid::csv;
use crate::formats::shared::past::{PastStep, step_cells};
use crate::formats::shared::xlsx;

/// The trail of all steps.
pub(in crate::formats) const TABLE: Format =
    Format::new("history-csv", Kind::History, "Table of all steps", &["csv"])
        .written(Writer::File(|_, options, to| csv(&trail(&options.steps), to)))
        .choices(&[Choice::Part])
        .with_steps();
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("history-xlsx", Kind::History, "Workbook of all steps", &["xlsx"])
        .written(Writer::File(|_, options, to| {
            xlsx::workbook(&[trail(&options.steps)], Vec::new()).write(to)
        }))
        .choices(&[Choice::Part])
        .with_steps();

/// The trail: every step with who made it, when, and how many things it changed.
fn trail(steps: &[PastStep]) -> Grid {
    let mut grid = Grid::new("history", ["step", "at", "who", "what", "changes", "kinds"]);
    steps.iter().enumerate().for_each(|(at, step)| grid.row(step_cells(at, step)));
    grid
}
