//! What follows what, as it is printed and drawn.

use serde::Serialize;

use crate::analysis::Basis;
use crate::analysis::cooccurrence::{Following, Step};
use crate::chart;
use crate::chart::cells::{self, Cells};
use crate::cli::layer::{self, layer_name};
use crate::cli::output::{Figure, Figures, Printable, counted};
use crate::cli::picture::Said;
use crate::cli::table::{Side, table};
use crate::lang::number::{amount, count, percent, score};
use crate::model::Project;

#[derive(Serialize)]
pub(super) struct Follows {
    layer: String,
    unit: &'static str,
    lag: usize,
    level: &'static str,
    transcripts: usize,
    in_progress: usize,
    units: u64,
    rows: Vec<FollowsRow>,
    #[serde(skip)]
    head: String,
    #[serde(skip)]
    codes: Vec<String>,
}

#[derive(Serialize)]
struct FollowsRow {
    from: String,
    to: String,
    count: u64,
    from_units: u64,
    to_units: u64,
    share: Figure,
    lift: Figure,
    z: Figure,
}

impl Follows {
    pub(super) fn new(project: &Project, answer: &Following) -> Self {
        let Following { basis, lag, codes, sequence } = answer;
        let later = counted(*lag as f64, "turn", "turns");
        let what = format!("What follows what, {later} later; unit: turn, by {}", basis.level.name());
        let of = format!(", {}", counted(sequence.units as f64, "pair of turns", "pairs of turns"));
        let mut head = layer::head(project, basis, &what, &of);
        head.push_str("Share: of the turns with the first code that have one so much later\n");
        head.push_str("z (adjusted residual) describes; turns are not independent, and nothing is tested\n");
        let row = |step: &Step| FollowsRow {
            from: codes[step.from].path.clone(),
            to: codes[step.to].path.clone(),
            count: step.count,
            from_units: step.from_units,
            to_units: step.to_units,
            share: step.share.into(),
            lift: step.lift.into(),
            z: step.z.into(),
        };
        Self {
            layer: basis.layer.name(project),
            unit: "turn",
            lag: *lag,
            level: basis.level.name(),
            transcripts: basis.transcripts,
            in_progress: basis.in_progress,
            units: sequence.units,
            rows: sequence.steps.iter().map(row).collect(),
            head,
            codes: codes.iter().map(|code| code.path.replace('/', " / ")).collect(),
        }
    }

    pub(super) fn chart(&self, project: &Project, basis: &Basis) -> chart::Figure {
        let cells = Cells {
            rows: self.codes.clone(),
            columns: self.codes.clone(),
            values: self
                .rows
                .chunks(self.codes.len().max(1))
                .map(|row| row.iter().map(|step| Some(step.count as f64)).collect())
                .collect(),
            square: true,
        };
        let later = counted(self.lag as f64, "turn", "turns");
        let (layer, of) =
            (layer_name(project, basis), counted(self.units as f64, "pair of turns", "pairs of turns"));
        let said = Said {
            title: format!("What follows what, {later} later"),
            about: vec![format!(
                "{}; layer: {layer}; N: {}, {of}.",
                project.title(),
                layer::transcripts(basis)
            )],
            axis: format!("turns with the row’s code that have the column’s {later} later"),
            heads: ["from", "count"],
            notes: vec!["Rows and columns have the same numbers; the darker a cell, the more.".to_owned()],
        };
        said.figure(&|n| amount(n), |words| cells::figure(&cells, words))
    }
}

impl Printable for Follows {
    fn text(&self) -> String {
        let header = [
            ("From", Side::Left),
            ("To", Side::Left),
            ("Count", Side::Right),
            ("Turns with first", Side::Right),
            ("Turns with second", Side::Right),
            ("Share", Side::Right),
            ("Lift", Side::Right),
            ("z", Side::Right),
        ];
        let some = self.rows.iter().filter(|row| row.count > 0);
        let row = |row: &FollowsRow| {
            let names = [row.from.clone(), row.to.clone()];
            let counts = [row.count, row.from_units, row.to_units].map(count);
            let figures = [row.share.written(percent), row.lift.written(score), row.z.written(score)];
            [names.to_vec(), counts.to_vec(), figures.to_vec()].concat()
        };
        let rows: Vec<_> = some.map(row).collect();
        let mut text = format!("{}\n{}", self.head, table(&header, &rows));
        if rows.len() < self.rows.len() {
            let pairs = counted((self.rows.len() - rows.len()) as f64, "pair", "pairs");
            text.push_str(&format!("\n{pairs} of codes never follow so, and are not listed here\n"));
        }
        text
    }
}

impl Figures for Follows {
    fn table(&self) -> Vec<Vec<String>> {
        let header = ["from", "to", "count", "from_units", "to_units", "share", "lift", "z"];
        let row = |row: &FollowsRow| {
            let names = [row.from.clone(), row.to.clone()];
            let counts = [row.count, row.from_units, row.to_units].map(|n| n.to_string());
            [names.to_vec(), counts.to_vec(), [&row.share, &row.lift, &row.z].map(Figure::cell).to_vec()]
                .concat()
        };
        std::iter::once(header.map(str::to_owned).to_vec()).chain(self.rows.iter().map(row)).collect()
    }
}
