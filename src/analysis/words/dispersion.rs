//! How evenly a word is spread over parts of a corpus. Never knows what the parts are.

use super::per_10000;
use crate::statistics::{Defined, Undefined};

/// The sizes of parts in words; those without any are no parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizes {
    sizes: Vec<u64>,
    parts: usize,
    all: u64,
    smallest: u64,
}

impl Sizes {
    /// Of parts in their order.
    pub fn new(sizes: &[u64]) -> Self {
        let some = || sizes.iter().copied().filter(|&size| size > 0);
        Self {
            sizes: sizes.to_vec(),
            parts: some().count(),
            all: some().sum(),
            smallest: some().min().unwrap_or(0),
        }
    }
}

/// How often a word is said, and how evenly.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispersion {
    pub count: u64,
    /// In ten thousand words.
    pub per_10000: Defined,
    /// Parts that have it.
    pub range: usize,
    /// 1 where it is spread evenly, 0 where it is in one part alone (Juilland & Chang-Rodríguez 1964): 1 − V/√(n−1), V of
    /// the rates.
    pub juilland_d: Defined,
    /// Half of what lies between its shares and those of the parts: 0 where it is spread evenly (Gries 2008, Int. J. Corpus
    /// Linguist. 13, 403-437).
    pub dp: Defined,
    /// The same of what it could be at most (Lijffijt & Gries 2012, Int. J. Corpus Linguist. 17, 147-149).
    pub dp_norm: Defined,
}

impl Dispersion {
    /// By the numbers of the parts that have a word, and how often they have it.
    pub fn of(hits: &[(u32, u64)], sizes: &Sizes) -> Self {
        let size = |part: u32| sizes.sizes.get(part as usize).copied().filter(|&size| size > 0);
        let hits: Vec<(f64, f64)> = hits
            .iter()
            .filter(|(_, count)| *count > 0)
            .filter_map(|&(part, count)| Some((count as f64, size(part)? as f64)))
            .collect();
        let count: f64 = hits.iter().map(|(count, _)| count).sum();
        let dp = if count == 0.0 { Err(Undefined::NoHit) } else { Ok(dp(&hits, count, sizes.all as f64)) };
        let spread = |figure: Defined| match sizes.parts {
            0 | 1 => figure.and(Err(Undefined::OnePart)),
            _ => figure,
        };
        Self {
            count: count as u64,
            per_10000: per_10000(count as u64, sizes.all),
            range: hits.len(),
            juilland_d: spread(dp.map(|_| juilland_d(&hits, sizes.parts as f64))),
            dp,
            dp_norm: spread(dp.map(|dp| dp / (1.0 - sizes.smallest as f64 / sizes.all as f64))),
        }
    }
}

/// The parts without the word have a rate of 0.
fn juilland_d(hits: &[(f64, f64)], parts: f64) -> f64 {
    let rates = || hits.iter().map(|(count, size)| count / size);
    let mean = rates().sum::<f64>() / parts;
    let squares: f64 = rates().map(|rate| (rate - mean).powi(2)).sum();
    let variance = (squares + (parts - hits.len() as f64) * mean * mean) / parts;
    1.0 - variance.sqrt() / mean / (parts - 1.0).sqrt()
}

/// The parts without the word lie as far from it as they are large.
fn dp(hits: &[(f64, f64)], count: f64, all: f64) -> f64 {
    let with: f64 = hits.iter().map(|(hits, size)| (hits / count - size / all).abs()).sum();
    let covered: f64 = hits.iter().map(|(_, size)| size).sum();
    (with + (all - covered) / all) / 2.0
}
