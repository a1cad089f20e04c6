//! The order of steps of several journals. Never makes one.

use std::collections::VecDeque;

use super::journal::Step;
use crate::model::Timestamp;

/// Steps of several journals in the order in which they were made. Within a journal its lines say so, even where the clock
/// was set back; and a step comes after those of others that its maker knew.
pub(super) fn in_order<'a>(
    journals: impl Iterator<Item = (&'a str, &'a [Step])>,
) -> Vec<(&'a str, &'a Step)> {
    let mut waiting: Waiting<'a> = Vec::new();
    for (who, steps) in journals {
        let mut latest = Timestamp::MIN;
        let timed = steps.iter().map(|step| {
            latest = latest.max(step.at);
            (latest, step)
        });
        waiting.push((who, timed.collect()));
    }
    let mut ordered = Vec::new();
    loop {
        // Where journals are damaged, steps may wait for each other.
        let Some(next) = first(&waiting, true).or_else(|| first(&waiting, false)) else { return ordered };
        let (who, steps) = &mut waiting[next];
        ordered.extend(steps.pop_front().map(|(_, step)| (*who, step)));
    }
}

/// Steps that are not in order yet, by journal; of a copy of the study there is another of the same name.
type Waiting<'a> = Vec<(&'a str, VecDeque<(Timestamp, &'a Step)>)>;

/// The journal with the earliest of the steps that come next in each.
fn first(waiting: &Waiting<'_>, only_ready: bool) -> Option<usize> {
    let heads = waiting.iter().enumerate().filter_map(|(at, (who, steps))| Some((at, who, steps.front()?)));
    let ready = heads.filter(|(.., (_, step))| !only_ready || is_ready(step, waiting));
    ready.min_by_key(|(_, who, (at, _))| (*at, **who)).map(|(at, ..)| at)
}

/// Whether all steps that a step's maker knew have been made.
fn is_ready(step: &Step, waiting: &Waiting<'_>) -> bool {
    let mut seen = step.context.iter().flat_map(|context| &context.seen);
    seen.all(|(of, n)| {
        let next = waiting.iter().filter(|(who, _)| *who == of).filter_map(|(_, steps)| steps.front());
        next.into_iter().all(|(_, next)| next.n > *n)
    })
}
