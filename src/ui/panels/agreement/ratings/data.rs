//! The agreement of a table of ratings as rows. Plain data; never draws, never touches a file.

use crate::agreement::measure::Weighting;
use crate::agreement::{Bootstrap, Estimate, Measurement, Method, Resampled, Scores};
use crate::formats::{Cell, Grid, ratings};
use crate::lang::message;
use crate::session::spread;
use crate::store::Progress;
use crate::ui::panels::agreement::coefficients;

/// What a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RatingsQuestion {
    /// What may be said of two ratings.
    pub level: Measurement,
    /// How much a disagreement counts; none for that of the level.
    pub weights: Option<Weighting>,
}

/// All levels, the plainest first.
pub const LEVELS: [Measurement; 4] =
    [Measurement::Nominal, Measurement::Ordinal, Measurement::Interval, Measurement::Ratio];

/// All weights.
pub const WEIGHTS: [Weighting; 3] = [Weighting::Linear, Weighting::Quadratic, Weighting::Ordinal];

/// How often units are drawn anew.
pub const RESAMPLES: u32 = 1000;

/// What a table says.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingsAnswer {
    pub coders: Vec<String>,
    /// Its rows.
    pub units: u64,
    /// The categories that were given, as they are written.
    pub categories: Vec<String>,
    /// Cells that are not rated.
    pub empty: u64,
    /// What was taken for what, in words.
    pub notes: Vec<String>,
    /// A figure a line.
    pub lines: Vec<Line>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name in files.
    pub name: &'static str,
    /// The figure, with its interval.
    pub estimate: Estimate,
}

/// Reads a table and computes; in words why it cannot be read, with row and column. Nothing when nobody waits any more.
pub fn answer(
    file: &str,
    bytes: &[u8],
    asked: RatingsQuestion,
    progress: &Progress,
) -> Option<Result<RatingsAnswer, String>> {
    let mut read = match ratings::read(file, bytes, asked.level, &[]) {
        Ok(read) => read,
        Err(why) => return Some(Err(why.to_string())),
    };
    read.table.weights = asked.weights;
    let bootstrap = Bootstrap { resamples: RESAMPLES, ..Bootstrap::default() };
    let draws =
        spread(bootstrap, progress, |numbers, go_on| read.table.resample(bootstrap.seed, numbers, go_on))?;
    let (scores, _): (Scores, Resampled) = read.table.with_intervals(draws);
    let line = |name| Some(Line { name, estimate: *scores.get(name)? });
    let mut notes = std::mem::take(&mut read.notes);
    notes.extend(read.holsti_differs(&scores).then(|| message!("note-holsti", cells = read.empty)));
    Some(Ok(RatingsAnswer {
        notes: notes.iter().map(ToString::to_string).collect(),
        categories: read.used(),
        empty: read.empty,
        units: read.table.ratings.units(),
        lines: coefficients::ordered(scores.keys()).into_iter().filter_map(line).collect(),
        coders: read.coders,
    }))
}

impl RatingsAnswer {
    /// The figures for a spreadsheet.
    pub fn grid(&self) -> Grid {
        let mut grid = Grid::new("ratings", ["score", "value", "low", "high", "interval"]);
        for Line { name, estimate } in &self.lines {
            let low = estimate.ci.map(|ci| ci.low);
            let high = estimate.ci.map(|ci| ci.high);
            let method = estimate.ci.map(|ci| ci.method.name());
            grid.row([(*name).into(), Cell::figure(estimate.score), low.into(), high.into(), method.into()]);
        }
        grid
    }
}

/// The key of how an interval was made.
pub const fn method(method: Method) -> &'static str {
    match method {
        Method::Linearised => "interval-linearised",
        Method::LargeSample => "interval-large-sample",
        Method::Bootstrap { .. } => "interval-bootstrap-units",
    }
}

/// The key of a level's name.
pub const fn level(level: Measurement) -> &'static str {
    match level {
        Measurement::Nominal => "level-nominal",
        Measurement::Ordinal => "level-ordinal",
        Measurement::Interval => "level-interval",
        Measurement::Ratio => "level-ratio",
    }
}

/// The key of the name of weights.
pub const fn weights(weights: Weighting) -> &'static str {
    match weights {
        Weighting::Linear => "weights-linear",
        Weighting::Quadratic => "weights-quadratic",
        Weighting::Ordinal => "weights-ordinal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8], level: Measurement) -> Result<RatingsAnswer, String> {
        let asked = RatingsQuestion { level, weights: None };
        answer("r.csv", bytes, asked, &Progress::default()).unwrap()
    }

    #[test]
    fn a_table_has_its_figures_with_intervals_and_their_methods() {
        let bytes = b"unit,A,B\n1,x,x\n2,x,x\n3,y,x\n4,y,y\n5,y,y\n6,x,x\n";
        let found = of(bytes, Measurement::Nominal).unwrap();
        assert_eq!((found.units, found.coders.len(), found.categories.len()), (6, 2, 2));
        let kappa = found.lines.iter().find(|line| line.name == "cohen_kappa").unwrap();
        assert!(kappa.estimate.score.is_ok());
        assert_eq!(kappa.estimate.ci.unwrap().method, Method::LargeSample);
        let csv = String::from_utf8(found.grid().csv()).unwrap();
        assert!(csv.contains("cohen_kappa,0.66"), "{csv}");
    }

    #[test]
    fn what_cannot_be_read_names_row_and_column() {
        let why = of(b"unit,A,B\n1,1,2\n2,1,often\n", Measurement::Interval).unwrap_err();
        assert!(why.contains("row 3") && why.contains("B") && why.contains("often"), "{why}");
    }
}
