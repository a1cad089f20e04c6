//! `concord agreement --ratings`: the agreement of a table of ratings, without a project.

use std::path::Path;

use clap::error::ErrorKind;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::output::{Figures, Format, Printable, counted, show};
use super::scores::{self, BootstrapShown, Intervals, ScoreReport, cell, ends, names, reasons, written};
use super::table::{Side, table};
use super::{Failure, Outcome, files};
use crate::agreement::measure::Weighting;
use crate::agreement::{Estimate, Measurement, Resampled};
use crate::formats::ratings;
use crate::lang::message;
use crate::session::spread;
use crate::store::Progress;

/// How a table of ratings is read.
#[derive(Debug, Args)]
pub(super) struct Scale {
    /// Weights of disagreements on an ordered scale, of Cohen's kappa and AC2 [default: of AC2 ordinal on an ordinal
    /// scale, quadratic on an interval or ratio scale]
    #[arg(long, value_enum)]
    weights: Option<Weights>,
    /// All categories of the scale, with commas between, where the ratings do not use each of them
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    categories: Vec<String>,
    /// Also Fleiss' kappa of each category against all others
    #[arg(long)]
    by_category: bool,
}

impl Scale {
    /// Whether anything of it was said.
    pub(super) const fn is_said(&self) -> bool {
        self.weights.is_some() || !self.categories.is_empty() || self.by_category
    }
}

/// How much a disagreement counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Weights {
    /// By the distance
    Linear,
    /// By the square of the distance
    Quadratic,
    /// By how many categories lie between
    Ordinal,
}

impl From<Weights> for Weighting {
    fn from(weights: Weights) -> Self {
        match weights {
            Weights::Linear => Self::Linear,
            Weights::Quadratic => Self::Quadratic,
            Weights::Ordinal => Self::Ordinal,
        }
    }
}

#[derive(Serialize)]
struct Report {
    units: u64,
    coders: Vec<String>,
    level: &'static str,
    categories: Vec<String>,
    empty: u64,
    #[serde(skip)]
    notes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weights: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    by_category: Vec<Category>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bootstrap: Option<BootstrapShown>,
    scores: scores::Report,
}

/// Categories that are all numbers, by size.
fn in_order(categories: &[String]) -> Option<Vec<(String, f64)>> {
    let number =
        |name: &String| name.parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| (name.clone(), n));
    let mut numbers = categories.iter().map(number).collect::<Option<Vec<_>>>()?;
    numbers.sort_by(|a, b| a.1.total_cmp(&b.1));
    Some(numbers)
}

#[derive(Serialize)]
struct Category {
    category: String,
    fleiss_kappa: ScoreReport,
}

/// Prints the figures of a table of ratings.
pub(super) fn run(
    file: &Path,
    level: Measurement,
    scale: &Scale,
    intervals: &Intervals,
    format: Format,
) -> Result<Outcome, Failure> {
    let (name, bytes) = (file.display().to_string(), files::bytes(file)?);
    let mut read = ratings::read(&name, &bytes, level, &scale.categories)?;
    if scale.weights.is_some() && level == Measurement::Nominal {
        // Numbers have an order and a distance of their own, names only the order that is said.
        match in_order(&read.categories) {
            Some(numbers) => {
                let (order, values): (Vec<String>, Vec<f64>) = numbers.into_iter().unzip();
                read = ratings::read(&name, &bytes, level, &order)?;
                read.table.values = values;
            }
            None if scale.categories.is_empty() => {
                let why =
                    "--weights is for categories in an order, and names have none: say it with --categories";
                return Err(Failure::usage(ErrorKind::MissingRequiredArgument, why));
            }
            None => {}
        }
    }
    let ratings = &mut read.table;
    ratings.weights = scale.weights.map(Weighting::from);
    let bootstrap = intervals.bootstrap();
    let drawn = |progress: &Progress| {
        spread(bootstrap, progress, |numbers, go_on| ratings.resample(bootstrap.seed, numbers, go_on))
    };
    // Nobody can ask the command line to stop but by ending it.
    let draws = intervals.ci.then(|| drawn(&Progress::default())).flatten();
    let (figures, resampled) = match draws {
        Some(draws) => ratings.with_intervals(draws),
        None => (ratings.scores(), Resampled::new()),
    };
    let mut notes = std::mem::take(&mut read.notes);
    notes.extend(read.holsti_differs(&figures).then(|| message!("note-holsti", cells = read.empty)));
    let categories = read.used();
    let ratings = &read.table;
    let by_category = scale.by_category.then(|| read.categories.into_iter().zip(ratings.by_category()));
    let shown = Report {
        units: ratings.ratings.units(),
        weights: ratings.weights.map(Weighting::name),
        by_category: by_category
            .into_iter()
            .flatten()
            .map(|(category, score)| Category { category, fleiss_kappa: Estimate::from(score).into() })
            .collect(),
        bootstrap: intervals.ci.then_some(BootstrapShown::of(bootstrap, "unit")),
        categories,
        empty: read.empty,
        notes: notes.iter().map(ToString::to_string).collect(),
        coders: read.coders,
        level: level.name(),
        scores: scores::with_resampled(&figures, &resampled),
    };
    show(&shown, format, None)?;
    Ok(Outcome::Done)
}

impl Printable for Report {
    fn text(&self) -> String {
        let rows: Vec<_> = self
            .scores
            .keys()
            .map(|name| vec![name.replace('_', " "), written(&self.scores, name)])
            .collect();
        let categories = self.by_category.iter().map(|of| {
            let label = format!("fleiss kappa of “{}”", of.category);
            vec![label, scores::told(&of.fleiss_kappa)]
        });
        let rows: Vec<_> = rows.into_iter().chain(categories).collect();
        let weights = self.weights.map(|weights| format!("; weights: {weights}")).unwrap_or_default();
        let empty = match self.empty {
            0 => String::new(),
            cells => format!("; {} not rated", counted(cells as f64, "cell", "cells")),
        };
        let notes: String = self.notes.iter().map(|note| format!("{note}\n")).collect();
        let drawn = self.bootstrap.as_ref().map(|drawn| format!("{}\n", drawn.text())).unwrap_or_default();
        format!(
            "Coders: {}\nCategories: {}\nUnit: one thing that was rated; {}; {} ratings{weights}{empty}\n{notes}{drawn}\n{}{}",
            self.coders.join(", "),
            self.categories.join(", "),
            counted(self.units as f64, "unit", "units"),
            self.level,
            table(&[("Figure", Side::Left), ("Value", Side::Right)], &rows),
            reasons([&self.scores], &names([&self.scores])),
        )
    }
}

impl Figures for Report {
    fn table(&self) -> Vec<Vec<String>> {
        let header = ["score", "value", "low", "high"].map(str::to_owned).to_vec();
        let row = |name: &&'static str| {
            let [low, high] = ends(&self.scores, name);
            vec![(*name).to_owned(), cell(&self.scores, name), low, high]
        };
        std::iter::once(header).chain(self.scores.keys().map(row)).collect()
    }
}
