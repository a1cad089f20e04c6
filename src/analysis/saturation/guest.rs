//! When interviews stop bringing new codes: base size, run length and threshold of Guest, Namey & Chen (2020, PLoS ONE
//! 15(5), e0232076). Never says that a study is saturated in what it understands.

use crate::statistics::{Defined, Undefined};

/// How saturation is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Interviews whose codes are the base; 4, 5 or 6 in the paper.
    pub base_size: usize,
    /// Consecutive interviews that are looked at together; 2 or 3 in the paper.
    pub run_length: usize,
    /// The most that a run may bring, of the codes of the base; 0 is the strict reading.
    pub threshold: f64,
}

impl Default for Rule {
    fn default() -> Self {
        Self { base_size: 4, run_length: 2, threshold: 0.05 }
    }
}

/// When it is reached, and on what that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Saturated {
    /// Codes met in the base, against which each run is set.
    pub base_codes: usize,
    /// Every run after the base, each from the interview after the one with which that before it began.
    pub runs: Vec<Run>,
    /// Interviews before the first run that brought no more than the threshold.
    pub reached_at: Defined<usize>,
}

/// Consecutive interviews.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// The first, from 1.
    pub from: usize,
    /// The last.
    pub to: usize,
    /// Codes that none of them or those before has.
    pub new: usize,
    /// These, of the codes of the base.
    pub ratio: f64,
}

/// By the number of new codes of each interview.
///
/// ```text
///   new     4 2 2 2 1 0 0     base 4: 10 codes
///   runs            ├─┤       5-6: 1 of 10
///                     ├─┤     6-7: 0 of 10, reached at 5 + 2
/// ```
pub fn saturated(new: &[usize], rule: Rule) -> Saturated {
    let base_codes: usize = new.iter().take(rule.base_size).sum();
    let after = new.get(rule.base_size..).unwrap_or_default();
    let run = |(at, run): (usize, &[usize])| {
        let (from, brought) = (rule.base_size + at + 1, run.iter().sum());
        Run { from, to: from + run.len() - 1, new: brought, ratio: brought as f64 / base_codes as f64 }
    };
    // Without any code in the base there is nothing to be a share of.
    let runs: Vec<Run> = match base_codes {
        0 => Vec::new(),
        _ => after.windows(rule.run_length.max(1)).enumerate().map(run).collect(),
    };
    let reached = runs.iter().find(|run| run.ratio <= rule.threshold).map(|run| run.from - 1);
    let reached_at = reached.ok_or(if new.len() < rule.base_size + rule.run_length {
        Undefined::TooFewInterviews
    } else if base_codes == 0 {
        Undefined::EmptyBase
    } else {
        Undefined::NotReached
    });
    Saturated { base_codes, runs, reached_at }
}
