//! Analyses off the window's thread: the latest request wins, and an answer is kept with what it answers.

use std::hash::Hash;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use crate::store::Progress;

struct Running<K, A> {
    key: K,
    answer: Receiver<A>,
    progress: Progress,
}

/// One kind of analysis: at most one job runs, and the last answer stays until the next one is there.
pub struct Jobs<K, A> {
    running: Option<Running<K, A>>,
    answer: Option<(K, A)>,
}

impl<K, A> Default for Jobs<K, A> {
    fn default() -> Self {
        Self { running: None, answer: None }
    }
}

impl<K: Clone + Eq + Hash, A: Send + 'static> Jobs<K, A> {
    /// Asks for the answer to `key`, which tells revision and query. Starts `work` unless the answer is there or
    /// under way; an older job is told to stop. `done` is called on the job's thread when the answer is ready.
    pub fn ask(
        &mut self,
        key: &K,
        work: impl FnOnce(&Progress) -> A + Send + 'static,
        done: impl FnOnce() + Send + 'static,
    ) {
        self.collect();
        let known = self.answer.as_ref().is_some_and(|(k, _)| k == key);
        let under_way = self.running.as_ref().is_some_and(|r| &r.key == key);
        if known || under_way {
            return;
        }
        if let Some(older) = self.running.take() {
            older.progress.cancel();
        }
        let (sender, answer) = channel();
        let progress = Progress::default();
        let told = progress.clone();
        thread::spawn(move || {
            // Nobody listens any more when the job has been overtaken.
            let _ = sender.send(work(&told));
            done();
        });
        self.running = Some(Running { key: key.clone(), answer, progress });
    }

    /// The latest answer there is, and whether it is the one to `key`; an older one is to be shown dimmed.
    pub fn answer(&mut self, key: &K) -> Option<(&A, bool)> {
        self.collect();
        self.answer.as_ref().map(|(k, a)| (a, k == key))
    }

    /// Whether a job is under way.
    pub const fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// How many parts of the job under way are done, and of how many.
    pub fn progress(&self) -> Option<(usize, usize)> {
        self.running.as_ref().map(|running| running.progress.parts())
    }

    /// Tells the job under way to stop; what it answers is not kept.
    pub fn cancel(&mut self) {
        if let Some(running) = self.running.take() {
            running.progress.cancel();
        }
    }

    /// Waits for the job under way, as tests and the command line do.
    pub fn wait(&mut self) {
        if let Some(running) = self.running.take()
            && let Ok(answer) = running.answer.recv()
        {
            self.answer = Some((running.key, answer));
        }
    }

    fn collect(&mut self) {
        let Some(running) = self.running.take() else { return };
        match running.answer.try_recv() {
            Ok(answer) => self.answer = Some((running.key, answer)),
            Err(TryRecvError::Empty) => self.running = Some(running),
            Err(TryRecvError::Disconnected) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Jobs;

    #[test]
    fn the_latest_request_wins() {
        let mut jobs: Jobs<u32, u32> = Jobs::default();
        jobs.ask(&1, |_| 10, || {});
        jobs.wait();
        assert_eq!(jobs.answer(&1), Some((&10, true)));
        jobs.ask(
            &2,
            |progress| {
                while !progress.is_cancelled() {
                    std::thread::yield_now();
                }
                20
            },
            || {},
        );
        assert_eq!(jobs.answer(&2), Some((&10, false)));
        jobs.ask(&3, |_| 30, || {});
        jobs.wait();
        assert_eq!(jobs.answer(&3), Some((&30, true)));
    }
}
