//! What there is to tell about a file that was read: each deviation with its place, the first of a kind in full, and what is
//! kept though nobody sees it. Never decides anything.

use std::collections::BTreeMap;

use crate::formats::shared::error::Location;
use crate::formats::shared::outcome::{Lost, Warning};

/// How many warnings of one kind are told one by one.
const MOST: usize = 20;

/// Kept, and why it is told all the same.
pub(super) const KEPT: &str = "kept, and written again on export, but not shown here";

/// Warnings and losses as they come up.
#[derive(Debug)]
pub(super) struct Report {
    file: String,
    warnings: Vec<Warning>,
    kinds: BTreeMap<&'static str, usize>,
    lost: BTreeMap<(String, String), usize>,
}

impl Report {
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), warnings: Vec::new(), kinds: BTreeMap::new(), lost: BTreeMap::new() }
    }

    /// A warning of a kind, in words that also stand for those that are not told one by one.
    pub(super) fn warn(&mut self, kind: &'static str, part: &str, message: String) {
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
    pub(super) fn more(&mut self, kind: &'static str, times: usize) {
        if times > 0 {
            *self.kinds.entry(kind).or_default() += times;
        }
    }

    /// A thing whose name another has, and what it is called instead; nothing where it keeps its own.
    pub(super) fn renamed(&mut self, what: &str, content: &str, name: &str) {
        if content != name {
            let message = format!("the {what} “{content}” has the name of another: it is called “{name}”");
            self.warn("names that another has", "", message);
        }
    }

    /// Something that is not taken.
    pub(super) fn lose(&mut self, what: &str, count: usize, why: impl Into<String>) {
        if count > 0 {
            *self.lost.entry((what.to_owned(), why.into())).or_default() += count;
        }
    }

    /// All of it.
    pub(super) fn told(mut self) -> (Vec<Warning>, Vec<Lost>) {
        for (kind, times) in &self.kinds {
            if *times > MOST {
                let message = format!("{} more like this: {kind}", times - MOST);
                self.warnings.push(Warning::file(&self.file, message));
            }
        }
        let lost = self.lost.into_iter().map(|((what, why), count)| Lost { what, count, why });
        (self.warnings, lost.collect())
    }
}
