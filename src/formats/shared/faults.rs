//! All faults of a file, to be told at once: the first of them in words, each kind once, the rest counted.

use super::error::{FormatError, Location};
use super::table::Table;
use crate::lang::{Arg, Between, IntoArg, Message, message};

/// How many are told in words.
const TOLD: usize = 20;

/// Faults as they are found.
#[derive(Default)]
pub(in crate::formats) struct Faults {
    /// Where each is first, what it is, what helps, and how often it stands.
    first: Vec<(Location, Message, Message, usize)>,
    all: usize,
}

impl Faults {
    /// Takes one in.
    ///
    /// # Errors
    /// When it is no fault of a place: nothing more can be read then.
    pub(in crate::formats) fn add(&mut self, fault: FormatError) -> Result<(), FormatError> {
        let FormatError::At { place, problem, remedy, .. } = fault else { return Err(fault) };
        self.put(place, problem, remedy);
        Ok(())
    }

    pub(in crate::formats) fn put(&mut self, place: Location, problem: Message, remedy: Message) {
        self.all += 1;
        if let Some((_, _, _, times)) = self.first.iter_mut().find(|(_, known, _, _)| *known == problem) {
            *times += 1;
        } else if self.first.len() < TOLD {
            self.first.push((place, problem, remedy, 1));
        }
    }

    /// # Errors
    /// When there are any.
    pub(in crate::formats) fn told(self, table: &Table) -> Result<(), FormatError> {
        let Some((place, problem, remedy, _)) = self.first.first().cloned() else { return Ok(()) };
        if self.all == 1 {
            return Err(table.error(place, problem, remedy));
        }
        let told: usize = self.first.iter().map(|(_, _, _, times)| times).sum();
        let each = self
            .first
            .iter()
            .map(|(at, problem, _, times)| message!("file-fault-at", at, problem, more = times - 1));
        let each = separated(each);
        let mut remedies: Vec<Message> = Vec::new();
        for (_, _, remedy, _) in &self.first {
            if !remedies.contains(remedy) {
                remedies.push(remedy.clone());
            }
        }
        let problem = message!("file-faults", n = self.all, each, more = self.all - told);
        let remedy = message!("as-it-is", name = separated(remedies.into_iter()));
        Err(table.error(Location::Whole, problem, remedy))
    }
}

fn separated(all: impl Iterator<Item = Message>) -> Arg {
    Arg::List(Between::Semicolon, all.map(|one| one.arg()).collect())
}
