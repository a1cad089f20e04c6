//! A question that is answered off the window's thread: a panel asks, and is drawn again when the answer is there. Never
//! answers.

use std::hash::Hash;

use egui::Context;

use crate::session::Jobs;
use crate::store::Progress;

/// Asks for the answer to `key`, unless it is there or under way; the window is drawn again once it is.
pub(in crate::ui) fn ask<K: Clone + Eq + Hash, A: Send + 'static>(
    ctx: &Context,
    jobs: &mut Jobs<K, A>,
    key: &K,
    work: impl FnOnce(&Progress) -> A + Send + 'static,
) {
    let done = ctx.clone();
    jobs.ask(key, work, move || done.request_repaint());
}
