//! Intervals by drawing whole transcripts again, with replacement: characters, words and turns of one transcript are not
//! independent, transcripts are. All figures of a study come from the same draws, and a draw only adds counts up.
//!
//! Draws are numbered, and each depends on its number and the seed alone. So the caller can spread ranges of them over
//! threads, and the interval is the same however they were spread. Figures are drawn a few at a time: of all codes
//! together, then of a code and some pairs of coders, so that no more values are held than those of a batch. Nothing here
//! knows a thread or a clock. [Zapf et al. 2016; Field & Welsh 2007 on drawing clusters]

use std::ops::Range;

use super::estimate::{LEAST_TRANSCRIPTS, percentiles};
use super::scores::Put;
use super::study::Pool;
use super::tally::Whose;
use super::whole::AllCodes;
use super::{Answer, Bootstrap, CodeScores, Score, Scores, Study, TooFewTranscripts, Watch};
use crate::statistics::Chance;

/// Numbers that may be held at once while all codes are drawn together, and values of the figures of a batch: about 32 MB
/// each.
const MOST_HELD: usize = 4_000_000;
/// Figures of one code, of all coders or of two; a few more than there are.
const FIGURES: usize = 20;

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

    /// Takes in the figures of one draw, always the same ones in the same order.
    fn take(&mut self, figures: impl FnOnce(Put<'_>)) {
        let mut at = 0;
        figures(&mut |_, score: Score| {
            if at == self.figures.len() {
                self.figures.push(Vec::new());
            }
            self.figures[at].extend(score.ok());
            at += 1;
        });
    }
}

/// What is drawn at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Batch {
    /// The figures of all codes together and of the domains.
    Together,
    /// Of the code in this row the figures of all coders (part 0), and of pairs of them (parts from 1 on).
    Code(usize, Range<usize>),
}

/// What is drawn: how often each transcript is taken, and the units of all that are.
struct Taken {
    times: Vec<u32>,
    units: u64,
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

    /// What has to be drawn for a code: all of its parts, without those that have no figure.
    pub fn batches(&self, row: usize, code: &CodeScores, bootstrap: Bootstrap) -> Vec<Batch> {
        let parts = 1 + code.pairs.len();
        let size = (MOST_HELD / FIGURES / bootstrap.resamples.max(1) as usize).max(1);
        let exists = |part: usize| {
            let scores = if part == 0 { &code.scores } else { &code.pairs[part - 1].scores };
            scores.values().any(|estimate| estimate.score.is_ok())
        };
        let batches = (0..parts).step_by(size).map(|from| from..(from + size).min(parts));
        batches.filter(|parts| parts.clone().any(exists)).map(|parts| Batch::Code(row, parts)).collect()
    }

    /// Makes the draws with these numbers of a batch of figures; none when it was stopped. A draw of all codes together is
    /// a step.
    pub fn draw(&self, batch: &Batch, seed: u64, numbers: Range<u32>, watch: &dyn Watch) -> Option<Draws> {
        let mut draws = Draws { resamples: numbers.len() as u32, figures: Vec::new() };
        match batch {
            Batch::Together => self.draw_together(seed, numbers, watch, &mut draws)?,
            Batch::Code(row, parts) => self.draw_code(*row, parts, seed, numbers, watch, &mut draws)?,
        }
        Some(draws)
    }

    fn taken(&self, seed: u64, number: u32) -> Taken {
        let mut times = Vec::new();
        Chance::new(seed, u64::from(number)).resample(self.transcripts(), &mut times);
        Taken { units: self.marks.units_of(&times), times }
    }

    fn draw_code(
        &self,
        row: usize,
        parts: &Range<usize>,
        seed: u64,
        numbers: Range<u32>,
        watch: &dyn Watch,
        draws: &mut Draws,
    ) -> Option<()> {
        let lines = self.marks.lines(row, &self.layout, self.compares());
        let domain = self.whole.as_ref().and_then(|whole| whole.of_code(row));
        // The figures of all coders need every pair.
        let pairs =
            if parts.start == 0 { 0..self.layout.pairs().len() } else { parts.start - 1..parts.end - 1 };
        let columns = [self.layout.columns_of_coders(), self.layout.columns(&pairs)];
        let lines = lines.within(&columns);
        let mut line = vec![0; self.layout.width()];
        for number in numbers {
            if !watch.goes_on() {
                return None;
            }
            let taken = self.taken(seed, number);
            columns.iter().for_each(|columns| line[columns.clone()].fill(0));
            lines.add_to(&mut line, |at| taken.times[at]);
            line[0] = taken.units;
            let domain =
                domain.as_ref().map(|of| of.as_ref().map(|of| of.sum(&taken.times)).map_err(|why| *why));
            let domain = domain.as_ref().map(|of| (of.as_ref().map_err(|why| *why), 0));
            draws.take(|put| {
                parts.clone().for_each(|part| self.part(&line, whose(part), domain, put));
            });
        }
        Some(())
    }

    fn draw_together(
        &self,
        seed: u64,
        numbers: Range<u32>,
        watch: &dyn Watch,
        draws: &mut Draws,
    ) -> Option<()> {
        let width = self.layout.width();
        let at_once = (MOST_HELD / (width + self.transcripts())).max(1);
        for from in numbers.clone().step_by(at_once) {
            let until = numbers.end.min(from.saturating_add(at_once as u32));
            let mut drawn: Vec<(Taken, Pool)> =
                (from..until).map(|number| (self.taken(seed, number), Pool::default())).collect();
            let mut line = vec![0; width];
            for row in 0..self.codes.len() {
                if !watch.goes_on() {
                    return None;
                }
                let lines = self.marks.lines(row, &self.layout, self.compares());
                for (taken, pool) in &mut drawn {
                    line.fill(0);
                    lines.add_to(&mut line, |at| taken.times[at]);
                    line[0] = taken.units;
                    pool.add(&self.layout, &line);
                }
            }
            for (taken, pool) in drawn {
                if !watch.goes_on() {
                    return None;
                }
                let continua = self.whole.as_ref().map(|whole| whole.totals(Some(&taken.times)));
                let continua = continua.unwrap_or_default();
                draws.take(|put| {
                    (0..self.domain_count()).for_each(|at| AllCodes::domain(&continua, at, put));
                    self.overall(&pool, &continua, put);
                });
                watch.step();
            }
        }
        Some(())
    }

    /// The answer with the intervals of the figures of all codes together and of the domains. A draw in which a figure does
    /// not exist is left out for that figure, and counted ([`super::Method::Bootstrap`]).
    pub fn with_intervals(&self, mut answer: Answer, bootstrap: Bootstrap, draws: Draws) -> Answer {
        answer.bootstrap = Some(self.can_resample().map(|()| bootstrap));
        let mut drawn = Drawn::new(draws);
        for (at, domain) in answer.domains.iter_mut().enumerate() {
            AllCodes::domain(&self.continua, at, &mut |name, _| drawn.next(name, &mut domain.scores));
        }
        self.overall(&self.pool, &self.continua, &mut |name, _| drawn.next(name, &mut answer.overall));
        answer
    }

    /// A code with the intervals of those figures that were drawn.
    pub fn code_with_intervals(&self, mut code: CodeScores, batch: &Batch, draws: Draws) -> CodeScores {
        let Batch::Code(row, parts) = batch else { return code };
        let mut drawn = Drawn::new(draws);
        for part in parts.clone() {
            let scores = if part == 0 { &mut code.scores } else { &mut code.pairs[part - 1].scores };
            self.part(&self.totals[*row], whose(part), self.in_domain(*row), &mut |name, _| {
                drawn.next(name, scores);
            });
        }
        code
    }

    fn domain_count(&self) -> usize {
        self.whole.as_ref().filter(|_| self.compares()).map_or(0, |whole| whole.clashes.len())
    }
}

const fn whose(part: usize) -> Whose {
    match part.checked_sub(1) {
        None => Whose::All,
        Some(pair) => Whose::Pair(pair),
    }
}

/// What was drawn, handed out figure by figure.
struct Drawn {
    resamples: u32,
    figures: std::vec::IntoIter<Vec<f64>>,
}

impl Drawn {
    fn new(draws: Draws) -> Self {
        Self { resamples: draws.resamples, figures: draws.figures.into_iter() }
    }

    /// Gives the next figure its interval, where it exists.
    fn next(&mut self, name: &str, scores: &mut Scores) {
        if let (Some(mut values), Some(estimate)) = (self.figures.next(), scores.get_mut(name))
            && estimate.score.is_ok()
        {
            estimate.ci = percentiles(&mut values, self.resamples);
        }
    }
}
