//! The description of a sample as a table: a row a value, and one an attribute that is a number. Computes nothing itself.

use crate::analysis::sample::{Figures, Sample};
use crate::formats::shared::grid::{Cell, Grid, UNDEFINED};
use crate::model::Project;

const HEADER: [&str; 15] = [
    "attribute",
    "scale",
    "value",
    "n",
    "of",
    "missing",
    "share",
    "share_low",
    "share_high",
    "mean",
    "sd",
    "median",
    "q1",
    "q3",
    "range",
];

/// The table.
pub fn sample(project: &Project, sample: &Sample) -> Grid {
    let mut grid = Grid::new("sample", HEADER);
    for described in &sample.attributes {
        let name = project.attribute(described.attribute).map_or("", |attribute| attribute.name.as_str());
        let missing = Cell::from(described.missing);
        match &described.figures {
            Figures::Names(values) => {
                for (value, share) in values {
                    let end = |end: Option<f64>| end.map_or_else(|| UNDEFINED.into(), Cell::from);
                    let ci = share.interval();
                    grid.row([
                        name.into(),
                        "nominal".into(),
                        value.as_str().into(),
                        Cell::Number(share.yes as f64),
                        Cell::Number(share.n as f64),
                        missing.clone(),
                        Cell::figure(share.value()),
                        end(ci.map(|ci| ci.low)),
                        end(ci.map(|ci| ci.high)),
                    ]);
                }
            }
            Figures::Numbers(of) => {
                let figures = [of.mean, of.sd, of.median, of.q1, of.q3].map(Cell::figure);
                let range = of.min.and_then(|min| Ok(format!("{min} to {}", of.max?)));
                let start = [name.into(), "numeric".into(), Cell::Empty, of.n.into(), of.n.into(), missing];
                let start = start.into_iter().chain([Cell::Empty, Cell::Empty, Cell::Empty]);
                grid.row(start.chain(figures).chain([range.map_or_else(|_| UNDEFINED.into(), Cell::from)]));
            }
        }
    }
    grid
}
