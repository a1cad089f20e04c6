//! The two groups that are compared.

use super::ledger::{Ledger, Person};
use super::values::Held;
use crate::statistics::{Share, TwoByTwo};

/// Those who are in either, in the order of the ledger.
pub(super) struct Two<'l> {
    pub(super) names: [String; 2],
    pub(super) people: Vec<&'l Person>,
    /// Whether each of them is in the first group.
    pub(super) first: Vec<bool>,
}

impl<'l> Two<'l> {
    /// Those who have either value.
    pub(super) fn new(ledger: &'l Ledger, held: &Held, [first, second]: [&String; 2]) -> Self {
        let of = |person: &Person| held.of(person.who);
        let either = |person: &&Person| of(person) == Some(first) || of(person) == Some(second);
        let people: Vec<&Person> = ledger.people.iter().filter(either).collect();
        let in_first = people.iter().map(|person| of(person) == Some(first)).collect();
        Self { names: [first.clone(), second.clone()], people, first: in_first }
    }

    /// How many of each group have a row, among some of the people.
    pub(super) fn table(&self, row: usize, among: impl Fn(usize) -> bool) -> TwoByTwo {
        let mut table = TwoByTwo { first: Share::default(), second: Share::default() };
        for (at, person) in self.people.iter().enumerate().filter(|(at, _)| among(*at)) {
            let group = if self.first[at] { &mut table.first } else { &mut table.second };
            group.n += 1;
            group.yes += u64::from(person.amounts[row].present);
        }
        table
    }
}
