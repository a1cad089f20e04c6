//! Draws for intervals, spread over the machine's processors. Never computes a figure itself: the draws and what follows
//! from them are the `agreement` floor's.

use std::ops::Range;
use std::thread;

use crate::agreement::{Answer, Bootstrap, Draws, Study};
use crate::store::Progress;

/// The answer of a study with intervals: the same for the same seed however many processors there are. Nothing when it
/// was cancelled. With fewer than 10 transcripts the answer has no intervals and says why.
pub fn with_intervals(study: &Study, bootstrap: Bootstrap, progress: &Progress) -> Option<Answer> {
    let draws = match study.can_resample() {
        Ok(()) => {
            spread(bootstrap, progress, |numbers, go_on| study.resample(bootstrap.seed, numbers, go_on))?
        }
        Err(_) => Draws::default(),
    };
    Some(study.with_intervals(study.answer(), bootstrap.seed, draws))
}

/// All draws of a bootstrap, a part of them on each processor; nothing when it was cancelled.
pub fn spread(
    bootstrap: Bootstrap,
    progress: &Progress,
    draw: impl Fn(Range<u32>, &dyn Fn() -> bool) -> Option<Draws> + Sync,
) -> Option<Draws> {
    let workers = thread::available_parallelism().map_or(1, |n| n.get() as u32);
    let at = |worker: u32| (u64::from(bootstrap.resamples) * u64::from(worker) / u64::from(workers)) as u32;
    progress.expect(bootstrap.resamples as usize);
    let mut draws = Draws::default();
    thread::scope(|scope| {
        let parts: Vec<_> = (0..workers)
            .map(|worker| {
                let (draw, numbers) = (&draw, at(worker)..at(worker + 1));
                let go_on = move || {
                    progress.step();
                    !progress.is_cancelled()
                };
                scope.spawn(move || draw(numbers, &go_on))
            })
            .collect();
        for part in parts {
            // A part that panicked is as good as cancelled.
            draws.absorb(part.join().ok().flatten()?);
        }
        Some(draws)
    })
}
