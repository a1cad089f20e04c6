//! What there is to tell about a file that was read: each deviation with its place, the first of a kind in full, and what is
//! kept though nobody sees it. Never decides anything.

use std::collections::BTreeMap;

use crate::formats::shared::error::Location;
use crate::formats::shared::outcome::{Lost, Warning};
use crate::lang::{Message, message, which};

/// How many warnings of one kind are told one by one.
const MOST: usize = 20;

/// Kept, and why it is told all the same.
pub(in super::super) fn kept() -> Message {
    message!("file-kept-unseen")
}

/// Warnings and losses as they come up.
#[derive(Debug)]
pub(in super::super) struct Report {
    file: String,
    warnings: Vec<Warning>,
    kinds: BTreeMap<Message, usize>,
    lost: BTreeMap<(Message, Message), usize>,
}

impl Report {
    pub(in super::super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), warnings: Vec::new(), kinds: BTreeMap::new(), lost: BTreeMap::new() }
    }

    /// A warning of a kind, whose name also stands for those that are not told one by one.
    pub(in super::super) fn warn(&mut self, kind: Message, part: &str, message: Message) {
        let times = self.kinds.entry(kind).or_default();
        *times += 1;
        if *times > MOST {
            return;
        }
        let place = match part {
            "" => Location::Whole,
            part => Location::Part { part: part.to_owned(), line: None },
        };
        self.warnings.push(Warning { file: self.file.clone(), place, message });
    }

    /// Warnings of a kind that are not told one by one, since enough of them are.
    pub(in super::super) fn more(&mut self, kind: Message, times: usize) {
        if times > 0 {
            *self.kinds.entry(kind).or_default() += times;
        }
    }

    /// A thing whose name another has, and what it is called instead; nothing where it keeps its own.
    pub(in super::super) fn renamed(&mut self, what: &'static str, said: &str, name: &str) {
        if said != name {
            let message = message!("file-name-of-another", what = which(what), said, name);
            self.warn(message!("kind-names-another"), "", message);
        }
    }

    /// Something that is not taken.
    pub(in super::super) fn lose(&mut self, what: Message, count: usize, why: Message) {
        if count > 0 {
            *self.lost.entry((what, why)).or_default() += count;
        }
    }

    /// All of it.
    pub(in super::super) fn told(mut self) -> (Vec<Warning>, Vec<Lost>) {
        for (kind, times) in &self.kinds {
            if *times > MOST {
                let message = message!("file-more-like-this", n = times - MOST, kind);
                self.warnings.push(Warning::file(&self.file, message));
            }
        }
        let lost =
            self.lost.into_iter().map(|((what, why), count)| Lost { what, count, why, files: Vec::new() });
        (self.warnings, lost.collect())
    }
}
