//! Work of which one goes on at a time, each on a stack of its own on the same thread: at every call on a disk it may hand on
//! to another, by numbers that a seed gives, so that every run is the same.

use std::cell::{Cell, RefCell};

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult, Yielder};
use scoped_tls::{ScopedKey, scoped_thread_local};

use crate::common::chance::random;

/// How many can be at it at once.
const MOST: usize = 4;
/// What the deepest calls take where nothing is made small by the compiler.
const STACK_BYTES: usize = 4 << 20;

type Pause = Yielder<(), ()>;

scoped_thread_local!(static FIRST: Pause);
scoped_thread_local!(static SECOND: Pause);
scoped_thread_local!(static THIRD: Pause);
scoped_thread_local!(static FOURTH: Pause);

/// What pauses each. Each has a place of its own, since one does not end before another goes on.
static PAUSES: [&ScopedKey<Pause>; MOST] = [&FIRST, &SECOND, &THIRD, &FOURTH];

/// Who takes turns with whom.
#[derive(Clone, Copy)]
struct Turns {
    seed: u64,
    /// One call in so many hands on.
    rate: u64,
    /// Whose turn it is.
    at: usize,
    /// Who has not ended.
    there: [bool; MOST],
}

thread_local! {
    static TURNS: Cell<Option<Turns>> = const { Cell::new(None) };
    /// Those that nobody uses, since to make one takes longer than most work does.
    static STACKS: RefCell<Vec<DefaultStack>> = const { RefCell::new(Vec::new()) };
}

impl Turns {
    fn others(self) -> impl Iterator<Item = usize> {
        (0..MOST).filter(move |other| self.there[*other] && *other != self.at)
    }

    /// Lets one of the others go on, and comes back when it is one's turn again; says whether there was one.
    fn hand_on(mut self) -> bool {
        let others = self.others().count();
        let next = (others > 0).then(|| random(&mut self.seed) as usize % others);
        let Some(next) = next.and_then(|n| self.others().nth(n)) else { return false };
        let own = std::mem::replace(&mut self.at, next);
        TURNS.set(Some(self));
        PAUSES[own].with(|pause| pause.suspend(()));
        true
    }
}

/// Nobody takes turns any more, whatever came of it.
struct Over;

impl Drop for Over {
    fn drop(&mut self) {
        TURNS.set(None);
    }
}

/// Does all of it at once, and gives what came out.
pub(crate) fn at_once<R: 'static>(mut seed: u64, work: Vec<Box<dyn FnOnce() -> R>>) -> Vec<R> {
    if work.len() < 2 {
        return work.into_iter().map(|work| work()).collect();
    }
    let rate = [2, 10, 60][(random(&mut seed) % 3) as usize];
    let mut turns = Turns { seed, rate, at: 0, there: std::array::from_fn(|own| own < work.len()) };
    let mut made: Vec<Option<R>> = work.iter().map(|_| None).collect();
    let on_a_stack = |(own, work): (usize, Box<dyn FnOnce() -> R>)| {
        let stack =
            STACKS.with_borrow_mut(Vec::pop).unwrap_or_else(|| DefaultStack::new(STACK_BYTES).unwrap());
        Coroutine::with_stack(stack, move |pause: &Pause, ()| PAUSES[own].set(pause, work))
    };
    let mut all: Vec<Coroutine<(), (), R>> = work.into_iter().enumerate().map(on_a_stack).collect();
    let over = Over;
    loop {
        TURNS.set(Some(turns));
        let came = all[turns.at].resume(());
        turns = TURNS.get().unwrap();
        if let CoroutineResult::Return(came) = came {
            made[turns.at] = Some(came);
            turns.there[turns.at] = false;
            let Some(next) = turns.there.iter().position(|is_there| *is_there) else { break };
            turns.at = next;
        }
    }
    drop(over);
    STACKS.with_borrow_mut(|stacks| stacks.extend(all.into_iter().map(Coroutine::into_stack)));
    made.into_iter().flatten().collect()
}

/// Lets another go on for a while, by chance.
pub(crate) fn perhaps_hand_on() {
    let Some(mut turns) = TURNS.get() else { return };
    if random(&mut turns.seed).is_multiple_of(turns.rate) {
        turns.hand_on();
    } else {
        TURNS.set(Some(turns));
    }
}

/// Lets another go on for a while; false where nobody else is there.
pub(crate) fn hand_on() -> bool {
    TURNS.get().is_some_and(Turns::hand_on)
}
