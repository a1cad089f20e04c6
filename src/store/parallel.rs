//! The same work on many files at a time, in order.

use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::thread;

/// Does the work on every item, on so many threads, and gives what came out in the items' order.
pub(super) fn parallel<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    if threads < 2 || items.len() < 2 * threads {
        return items.iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let share = items.len().div_ceil(threads);
        let parts: Vec<_> = items
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// Threads for work that keeps a processor busy.
pub(super) fn processors() -> usize {
    // Asked once: the system reads several files to answer, which takes longer than reading a small study does.
    static PROCESSORS: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from).min(8));
    *PROCESSORS
}

#[cfg(test)]
mod tests {
    use super::parallel;

    #[test]
    fn the_order_is_kept() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(parallel(7, &items, |n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
    }
}
