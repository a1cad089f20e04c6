//! How far long work has got, and whether somebody wants it to stop. Shared between the thread that works and the
//! one that shows it; never knows what the work is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::StoreError;

#[derive(Debug, Default)]
struct Inner {
    done: AtomicUsize,
    of: AtomicUsize,
    cancelled: AtomicBool,
}

/// Parts of work done, of how many, and the wish to stop. A clone is the same progress.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Inner>);

impl Progress {
    /// So many more parts are known of.
    pub fn expect(&self, parts: usize) {
        self.0.of.fetch_add(parts, Ordering::Relaxed);
    }

    /// One part is done.
    pub fn step(&self) {
        self.0.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Parts done, of those known; 0 of 0 where nothing can be said.
    pub fn parts(&self) -> (usize, usize) {
        (self.0.done.load(Ordering::Relaxed), self.0.of.load(Ordering::Relaxed))
    }

    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Goes on only where nobody wants it to stop.
    ///
    /// # Errors
    /// When somebody does.
    pub fn go_on(&self) -> Result<(), StoreError> {
        if self.is_cancelled() { Err(StoreError::Cancelled) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_is_the_same_progress() {
        let progress = Progress::default();
        let there = progress.clone();
        there.expect(3);
        there.step();
        assert_eq!(progress.parts(), (1, 3));
        assert!(there.go_on().is_ok());
        progress.cancel();
        assert!(matches!(there.go_on(), Err(StoreError::Cancelled)));
    }
}
