//! Threads of which one runs at a time: at every call on a disk it may hand on to another, by numbers that a seed gives, so
//! that every run is the same.

use std::cell::RefCell;
use std::panic::resume_unwind;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

use crate::common::chance::random;

struct Turns {
    state: Mutex<State>,
    /// What wakes each.
    handed: Vec<Condvar>,
}

struct State {
    seed: u64,
    /// One call in so many hands on.
    rate: u64,
    /// Whose turn it is.
    at: usize,
    /// Who has not ended.
    there: Vec<usize>,
}

/// A thread that takes its turns, until it ends.
struct Own(Arc<Turns>, usize);

thread_local! {
    static OWN: RefCell<Option<Own>> = const { RefCell::new(None) };
}

impl Turns {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn wait_for(&self, own: usize) {
        drop(self.handed[own].wait_while(self.state(), |state| state.at != own).unwrap());
    }

    /// Lets one of the others go on, and waits until it is one's turn again; says whether there was one.
    fn hand_on(&self, own: usize) -> bool {
        let mut state = self.state();
        let others: Vec<usize> = state.there.iter().copied().filter(|other| *other != own).collect();
        if others.is_empty() {
            return false;
        }
        let next = others[(random(&mut state.seed) % others.len() as u64) as usize];
        state.at = next;
        drop(state);
        self.handed[next].notify_one();
        self.wait_for(own);
        true
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.there.retain(|other| *other != self.1);
        let Some(next) = state.there.first().copied() else { return };
        state.at = next;
        drop(state);
        self.0.handed[next].notify_one();
    }
}

/// Does all of it at once, each on a thread, and gives what came out.
pub(crate) fn at_once<R: Send>(mut seed: u64, work: Vec<impl FnOnce() -> R + Send>) -> Vec<R> {
    if work.len() < 2 {
        return work.into_iter().map(|work| work()).collect();
    }
    let rate = [2, 10, 60][(random(&mut seed) % 3) as usize];
    let state = State { seed, rate, at: 0, there: (0..work.len()).collect() };
    let handed = work.iter().map(|_| Condvar::new()).collect();
    let turns = Arc::new(Turns { state: Mutex::new(state), handed });
    thread::scope(|scope| {
        let threads: Vec<_> = work
            .into_iter()
            .enumerate()
            .map(|(own, work)| {
                let turns = Arc::clone(&turns);
                scope.spawn(move || {
                    turns.wait_for(own);
                    OWN.set(Some(Own(turns, own)));
                    let made = work();
                    OWN.set(None);
                    made
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// Lets another go on for a while, by chance.
pub(crate) fn perhaps_hand_on() {
    OWN.with_borrow(|own| {
        let Some(Own(turns, own)) = own else { return };
        let hands_on = {
            let mut state = turns.state();
            let rate = state.rate;
            random(&mut state.seed).is_multiple_of(rate)
        };
        if hands_on {
            turns.hand_on(*own);
        }
    });
}

/// Lets another go on for a while; false where nobody else is there.
pub(crate) fn hand_on() -> bool {
    OWN.with_borrow(|own| own.as_ref().is_some_and(|Own(turns, own)| turns.hand_on(*own)))
}
