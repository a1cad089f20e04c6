//! Reckoning that takes long, followed and stopped, and draws for intervals spread over the machine's processors. Never
//! computes a figure itself: the draws and what follows from them are the `agreement` floor's.

use std::ops::Range;
use std::thread;

use crate::agreement::{Answer, Batch, Bootstrap, CodeScores, Draws, Study, Watch};
use crate::store::Progress;

impl Watch for Progress {
    fn expect(&self, parts: usize) {
        Self::expect(self, parts);
    }

    fn step(&self) {
        Self::step(self);
    }

    fn goes_on(&self) -> bool {
        !self.is_cancelled()
    }
}

/// A study's figures, a row at a time, with intervals where they are asked for: the same for the same seed however many
/// processors there are. With fewer than 10 transcripts there are no intervals, and the answer says why.
pub struct Reckoning<'s> {
    study: &'s Study,
    bootstrap: Option<Bootstrap>,
    progress: &'s Progress,
}

impl<'s> Reckoning<'s> {
    /// Of a study; without intervals where nothing is said of how to draw them.
    pub fn new(study: &'s Study, bootstrap: Option<Bootstrap>, progress: &'s Progress) -> Self {
        progress.expect(study.codes().len());
        Self { study, bootstrap, progress }
    }

    /// The figures of all codes together; nothing when it was cancelled.
    pub fn together(&self) -> Option<Answer> {
        let answer = self.study.together();
        let Some(bootstrap) = self.bootstrap else { return Some(answer) };
        let draws = match self.study.can_resample() {
            Ok(()) => {
                self.progress.expect(bootstrap.resamples as usize);
                self.drawn(&Batch::Together, bootstrap)?
            }
            Err(_) => Draws::default(),
        };
        Some(self.study.with_intervals(answer, bootstrap, draws))
    }

    /// The figures of one code, by its place among [`Study::codes`]; nothing when it was cancelled.
    pub fn code(&self, row: usize) -> Option<CodeScores> {
        self.of_code(row, Study::code)
    }

    /// The same of all coders together alone: where there are many, those of the pairs take far longer to draw.
    pub fn code_without_pairs(&self, row: usize) -> Option<CodeScores> {
        self.of_code(row, Study::code_without_pairs)
    }

    /// All of it; nothing when it was cancelled.
    pub fn answer(&self) -> Option<Answer> {
        let together = self.together()?;
        let codes: Option<Vec<_>> = (0..self.study.codes().len()).map(|row| self.code(row)).collect();
        Some(together.with_codes(codes?))
    }

    fn of_code(&self, row: usize, figures: fn(&Study, usize) -> CodeScores) -> Option<CodeScores> {
        if self.progress.is_cancelled() {
            return None;
        }
        let mut code = figures(self.study, row);
        if let Some(bootstrap) = self.bootstrap.filter(|_| self.study.can_resample().is_ok()) {
            for batch in self.study.batches(row, &code, bootstrap) {
                let draws = self.drawn(&batch, bootstrap)?;
                code = self.study.code_with_intervals(code, &batch, draws);
            }
        }
        self.progress.step();
        Some(code)
    }

    fn drawn(&self, batch: &Batch, bootstrap: Bootstrap) -> Option<Draws> {
        over_processors(bootstrap, |numbers| self.study.draw(batch, bootstrap.seed, numbers, self.progress))
    }
}

/// All draws of a bootstrap, a part of them on each processor; nothing when it was cancelled.
pub fn spread(
    bootstrap: Bootstrap,
    progress: &Progress,
    draw: impl Fn(Range<u32>, &dyn Fn() -> bool) -> Option<Draws> + Sync,
) -> Option<Draws> {
    progress.expect(bootstrap.resamples as usize);
    let go_on = || {
        progress.step();
        !progress.is_cancelled()
    };
    over_processors(bootstrap, |numbers| draw(numbers, &go_on))
}

fn over_processors(bootstrap: Bootstrap, draw: impl Fn(Range<u32>) -> Option<Draws> + Sync) -> Option<Draws> {
    let workers = thread::available_parallelism().map_or(1, |n| n.get() as u32);
    let at = |worker: u32| (u64::from(bootstrap.resamples) * u64::from(worker) / u64::from(workers)) as u32;
    let mut draws = Draws::default();
    thread::scope(|scope| {
        let parts: Vec<_> = (0..workers)
            .map(|worker| {
                let (draw, numbers) = (&draw, at(worker)..at(worker + 1));
                scope.spawn(move || draw(numbers))
            })
            .collect();
        for part in parts {
            // A part that panicked is as good as cancelled.
            draws.absorb(part.join().ok().flatten()?);
        }
        Some(draws)
    })
}
