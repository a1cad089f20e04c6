//! How strongly a word marks one set of texts against another. Words cluster in speakers, so that its p is no more than a
//! way to rank. Never knows whose texts these are.

use super::per_10000;
use crate::statistics::{Defined, Test, Undefined, chi_squared_upper};

/// Of a word in a target and in a reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Keyness {
    /// In ten thousand words of each.
    pub per_10000: Defined<[f64; 2]>,
    /// G² over the word and all others on both sides (Dunning 1993, Comput. Linguist. 19, 61-74).
    pub log_likelihood: Defined<Test>,
    /// G² over the word on both sides alone (Rayson & Garside 2000, Workshop on Comparing Corpora, 1-6).
    pub log_likelihood_two_cell: Defined<Test>,
    /// How much more frequent it is in the target, of its rate in the reference; endless where it is not there
    /// (Gabrielatos & Marchi 2012).
    pub percent_diff: Defined,
    /// The binary logarithm of the ratio of both rates, no hit taken as half of one (Hardie 2014).
    pub log_ratio: Defined,
}

impl Keyness {
    /// By how often it is on each side, and the words of each.
    pub fn of([a, b]: [u64; 2], [of_a, of_b]: [u64; 2]) -> Self {
        let exists = match (a + b, of_a.min(of_b)) {
            (_, 0) => Err(Undefined::EmptySide),
            (0, _) => Err(Undefined::NoHit),
            (_, _) => Ok(()),
        };
        let rates = exists.and_then(|()| Ok([per_10000(a, of_a)?, per_10000(b, of_b)?]));
        let word = [(a, of_a), (b, of_b)];
        let others = [(of_a - a, of_a), (of_b - b, of_b)];
        let test = |cells: &[[(u64, u64); 2]]| {
            let statistic = 2.0 * cells.iter().map(|cells| divergence(*cells, of_a + of_b)).sum::<f64>();
            let statistic = statistic.max(0.0);
            Test { statistic, df: 1, p: chi_squared_upper(statistic, 1) }
        };
        let half = |count: u64| if count == 0 { 0.5 } else { count as f64 };
        Self {
            per_10000: rates,
            log_likelihood: exists.map(|()| test(&[word, others])),
            log_likelihood_two_cell: exists.map(|()| test(&[word])),
            percent_diff: rates.map(|[first, second]| (first - second) / second * 100.0),
            log_ratio: exists.map(|()| (half(a) / of_a as f64 / (half(b) / of_b as f64)).log2()),
        }
    }
}

/// The sum of O ln(O/E) over both sides of a row, each with the words of its side.
fn divergence(cells: [(u64, u64); 2], all: u64) -> f64 {
    let row: u64 = cells.iter().map(|(count, _)| count).sum();
    let term = |(count, side): (u64, u64)| {
        let expected = row as f64 * (side as f64 / all as f64);
        if count == 0 { 0.0 } else { count as f64 * (count as f64 / expected).ln() }
    };
    cells.into_iter().map(term).sum()
}
