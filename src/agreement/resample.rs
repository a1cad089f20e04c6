//! Intervals by drawing whole transcripts again, with replacement: characters, words and turns of one transcript are not
//! independent, transcripts are. All figures of a study come from the same draws, and a draw only adds counts up.
//!
//! Draws are numbered, and each depends on its number and the seed alone. So the caller can spread ranges of them over
//! threads, and the interval is the same however they were spread. Nothing here knows a thread or a clock.
//! [Zapf et al. 2016; Field & Welsh 2007 on drawing clusters]

use std::ops::Range;

use super::chance::Chance;
use super::estimate::{LEAST_TRANSCRIPTS, percentiles};
use super::study::{Part, add};
use super::{Answer, Bootstrap, Scores, Study, TooFewTranscripts};

/// What some numbered draws gave: for each figure of a study the values where it existed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draws {
    pub(super) resamples: u32,
    pub(super) figures: Vec<Vec<f64>>,
}

impl Draws {
    /// The values that a figure had, by its place among the figures; in any order.
    pub fn values(&self, figure: usize) -> &[f64] {
        self.figures.get(figure).map(Vec::as_slice).unwrap_or_default()
    }

    /// Takes in what further draws gave.
    pub fn absorb(&mut self, other: Self) {
        if self.resamples == 0 {
            *self = other;
            return;
        }
        self.resamples += other.resamples;
        self.figures.iter_mut().zip(other.figures).for_each(|(all, more)| all.extend(more));
    }
}

impl Study {
    /// Whether there are enough transcripts for intervals.
    ///
    /// # Errors
    /// Below 10 transcripts.
    pub const fn can_resample(&self) -> Result<(), TooFewTranscripts> {
        let there = self.transcripts();
        if there < LEAST_TRANSCRIPTS { Err(TooFewTranscripts(there)) } else { Ok(()) }
    }

    /// Makes the draws with these numbers; none when `go_on` says no, which is asked before each draw.
    pub fn resample(&self, seed: u64, numbers: Range<u32>, go_on: impl Fn() -> bool) -> Option<Draws> {
        let width = self.layout.width();
        let parts = self.parts();
        let mut totals = self.totals();
        let mut draws = Draws { resamples: numbers.len() as u32, figures: Vec::new() };
        let mut times = Vec::new();
        for number in numbers {
            if !go_on() {
                return None;
            }
            Chance::new(seed, u64::from(number)).resample(self.transcripts(), &mut times);
            for (total, block) in totals.lines.iter_mut().zip(&self.blocks) {
                total.fill(0);
                for (line, &times) in block.chunks(width).zip(&times) {
                    (0..times).for_each(|_| add(total, line));
                }
            }
            if let Some(whole) = &self.whole {
                totals.continua = whole.totals(Some(&times));
            }
            let mut at = 0;
            for &part in &parts {
                self.figures_of(&totals, part, &mut |_, score| {
                    if at == draws.figures.len() {
                        draws.figures.push(Vec::new());
                    }
                    draws.figures[at].extend(score.ok());
                    at += 1;
                });
            }
        }
        Some(draws)
    }

    /// The answer with the interval of every figure that exists and whose counts add up: percentiles of the draws. A draw
    /// in which a figure does not exist is left out for that figure, and counted ([`super::Method::Bootstrap`]).
    pub fn with_intervals(&self, mut answer: Answer, seed: u64, draws: Draws) -> Answer {
        let resamples = draws.resamples;
        answer.bootstrap = Some(self.can_resample().map(|()| Bootstrap { seed, resamples }));
        let totals = self.totals();
        let mut figures = draws.figures.into_iter();
        for part in self.parts() {
            let scores = scores_of(&mut answer, part);
            self.figures_of(&totals, part, &mut |name, _| {
                if let (Some(mut values), Some(estimate)) = (figures.next(), scores.get_mut(name))
                    && estimate.score.is_ok()
                {
                    estimate.ci = percentiles(&mut values, resamples);
                }
            });
        }
        answer
    }
}

fn scores_of(answer: &mut Answer, part: Part) -> &mut Scores {
    match part {
        Part::Code(row) => &mut answer.codes[row].scores,
        Part::Pair(row, at) => &mut answer.codes[row].pairs[at].scores,
        Part::Domain(at) => &mut answer.domains[at].scores,
        Part::Overall => &mut answer.overall,
    }
}
