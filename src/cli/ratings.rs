//! `concord agreement --ratings`: the agreement of a table of ratings, without a project.

use std::path::Path;

use serde::Serialize;

use super::output::{Figures, Format, Told, counted, show};
use super::scores::{self, cell, names, reasons, written};
use super::table::{Side, table};
use super::{Failure, Outcome, files};
use crate::agreement::nominal_scores;
use crate::formats::ratings_csv;

#[derive(Serialize)]
struct Shown {
    units: u64,
    coders: Vec<String>,
    level: &'static str,
    scores: scores::Shown,
}

/// Prints the figures of a table of names without an order.
pub(super) fn run(file: &Path, format: Format) -> Result<Outcome, Failure> {
    let table = ratings_csv::read(&file.display().to_string(), &files::bytes(file)?)?;
    let shown = Shown {
        units: table.ratings.units(),
        coders: table.coders,
        level: "nominal",
        scores: scores::shown(&nominal_scores(&table.ratings)),
    };
    show(&shown, format)?;
    Ok(Outcome::Done)
}

impl Told for Shown {
    fn text(&self) -> String {
        let rows: Vec<_> = self
            .scores
            .keys()
            .map(|name| vec![name.replace('_', " "), written(&self.scores, name)])
            .collect();
        format!(
            "Coders: {}\nUnit: a row of the table; {}; {} ratings\n\n{}{}",
            self.coders.join(", "),
            counted(self.units as f64, "unit", "units"),
            self.level,
            table(&[("Figure", Side::Left), ("Value", Side::Right)], &rows),
            reasons([&self.scores], &names([&self.scores])),
        )
    }
}

impl Figures for Shown {
    fn table(&self) -> Vec<Vec<String>> {
        let header = ["score", "value"].map(str::to_owned).to_vec();
        let rows = self.scores.keys().map(|name| vec![(*name).to_owned(), cell(&self.scores, name)]);
        std::iter::once(header).chain(rows).collect()
    }
}
