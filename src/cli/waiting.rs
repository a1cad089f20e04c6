//! What a person sees of a command that takes long: a line beside the output, where that is a terminal, that says how far
//! it has got, and is gone once it is done. Ctrl-C ends the program.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::store::Progress;

/// What is done by then shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const PACE: Duration = Duration::from_millis(200);
/// Puts the cursor where the line begins, and empties it.
const ANEW: &str = "\r\x1b[K";

/// Does some work, and says meanwhile how far it has got.
pub(super) fn waited<T>(what: &str, progress: &Progress, work: impl FnOnce() -> T) -> T {
    if !stderr().is_terminal() {
        return work();
    }
    let (done, waits) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut pause = PATIENCE;
            // The sender is gone when the work is done, or has panicked.
            while waits.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                pause = PACE;
                tell(&format!("{ANEW}{what}{}", so_far(progress.parts())));
            }
            if pause == PACE {
                tell(ANEW);
            }
        });
        let worked = work();
        drop(done);
        worked
    })
}

/// The same of work that prints: nothing is said where both would stand on one terminal.
pub(super) fn printing<T>(what: &str, progress: &Progress, work: impl FnOnce() -> T) -> T {
    if stdout().is_terminal() { work() } else { waited(what, progress, work) }
}

fn so_far((done, of): (usize, usize)) -> String {
    (100 * done).checked_div(of).map_or_else(|| "…".to_owned(), |share| format!(": {} %", share.min(100)))
}

fn tell(line: &str) {
    // Nowhere is left to say that it could not be said.
    let _ = write!(stderr(), "{line}").and_then(|()| stderr().flush());
}
