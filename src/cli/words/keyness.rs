//! Which words mark a group, as it is printed and drawn.

use serde::Serialize;

use super::report::{DRAWN, Head, first};
use crate::analysis::words::{self, KeywordRow, Keywords};
use crate::chart;
use crate::chart::bars::{self, Bar};
use crate::cli::output::{Figure, Figures, Printable, UNDEFINED, counted};
use crate::cli::statistics::{Number, Or, Tested, tested};
use crate::cli::table::Side;
use crate::lang::number::{count, score};
use crate::statistics::{Defined, Test};

/// What marks a group.
#[derive(Serialize)]
pub(super) struct Keyness {
    target: String,
    reference: String,
    tokens: [u64; 2],
    /// Words in no group.
    no_value: u64,
    rows: Vec<KeynessRow>,
    #[serde(skip)]
    head: Head,
}

#[derive(Serialize)]
struct KeynessRow {
    word: String,
    target: u64,
    reference: u64,
    per_10000: Or<[f64; 2]>,
    log_likelihood: Or<Tested>,
    log_likelihood_two_cell: Or<Tested>,
    percent_diff: Or<Number>,
    log_ratio: Figure,
    #[serde(skip)]
    of: words::Keyness,
}

impl Keyness {
    pub(super) fn new(head: Head, target: &str, words: Keywords) -> Self {
        let row = |row: KeywordRow| KeynessRow {
            word: row.word,
            target: row.counts[0],
            reference: row.counts[1],
            per_10000: row.keyness.per_10000.into(),
            log_likelihood: tested(row.keyness.log_likelihood),
            log_likelihood_two_cell: tested(row.keyness.log_likelihood_two_cell),
            percent_diff: row.keyness.percent_diff.map(Number).into(),
            log_ratio: row.keyness.log_ratio.into(),
            of: row.keyness,
        };
        Self {
            target: target.to_owned(),
            reference: words.reference.join(", "),
            tokens: words.tokens,
            no_value: words.no_value,
            rows: words.rows.into_iter().map(row).collect(),
            head,
        }
    }

    fn of(&self) -> String {
        let [target, reference] = self.tokens.map(|n| counted(n as f64, "word", "words"));
        let of = format!("{}: {target}; {}: {reference}", self.target, self.reference);
        match self.no_value {
            0 => of,
            n => format!("{of}; {} without a value left out", counted(n as f64, "word", "words")),
        }
    }

    pub(super) fn chart(&self) -> chart::Figure {
        let bar = |row: &KeynessRow| Bar {
            name: row.word.clone(),
            length: match &row.log_ratio {
                Figure::Value(value) => Ok(*value),
                Figure::Undefined { undefined } => Err(undefined.clone()),
            },
            written: Some(format!("{} : {}", count(row.target), count(row.reference))),
        };
        let bars = self.rows.iter().take(DRAWN).map(bar).collect();
        let title = format!("Words that mark {} against {}", self.target, self.reference);
        let axis = "log ratio: 1 is twice as often, −1 half as often".to_owned();
        let mut said = self.head.said(title, &self.of(), axis, "times", self.rows.len());
        said.notes.push(
            "Numbers: target : reference. Words by log-likelihood, which ranks and does not test.".to_owned(),
        );
        said.figure(&score, |words| bars::figure(bars, words))
    }
}

impl KeynessRow {
    /// What stands behind the counts.
    fn figures(&self, write: impl Fn(f64) -> String) -> Vec<String> {
        let statistic = |test: Defined<Test>| test.map(|test| test.statistic);
        let tests = [self.of.log_likelihood, self.of.log_likelihood_two_cell].map(statistic);
        let all = tests.into_iter().chain([self.of.percent_diff, self.of.log_ratio]);
        all.map(|figure| figure.map_or_else(|_| UNDEFINED.to_owned(), &write)).collect()
    }
}

impl Printable for Keyness {
    fn text(&self) -> String {
        let mut text = self.head.text(&format!("Words of {} against {}", self.target, self.reference));
        text.push_str(&format!("N: {}\n", self.of()));
        text.push_str("Log-likelihood ranks: words cluster in speakers, so that its p tests nothing\n");
        text.push_str("Log ratio: 1 is twice as often in the target, -1 half as often; no hit counts as half of one\n\n");
        let header = [
            ("Word", Side::Left),
            ("Target", Side::Right),
            ("Reference", Side::Right),
            ("Log-likelihood", Side::Right),
            ("of two cells", Side::Right),
            ("Difference, %", Side::Right),
            ("Log ratio", Side::Right),
        ];
        let row = |row: &KeynessRow| {
            let counts = [count(row.target), count(row.reference)];
            [vec![row.word.clone()], counts.to_vec(), row.figures(score)].concat()
        };
        text + &first(&header, self.rows.iter().map(row))
    }
}

impl Figures for Keyness {
    fn table(&self) -> Vec<Vec<String>> {
        let header = [
            "word",
            "target",
            "reference",
            "log_likelihood",
            "log_likelihood_two_cell",
            "percent_diff",
            "log_ratio",
        ];
        let row = |row: &KeynessRow| {
            let counts = [row.target, row.reference].map(|n| n.to_string());
            [vec![row.word.clone()], counts.to_vec(), row.figures(|figure| figure.to_string())].concat()
        };
        std::iter::once(header.map(str::to_owned).to_vec()).chain(self.rows.iter().map(row)).collect()
    }
}
