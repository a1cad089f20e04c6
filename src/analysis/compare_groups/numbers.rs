//! A number of participants: those who have a code or theme against those who have not, and whether segments rise with it.

use super::answer::{Answer, Found, Leading, NumberTests};
use super::ask::Ask;
use super::error::CompareError;
use super::ledger::{Ledger, Person};
use super::scale::Scale;
use super::values::{Held, number};
use crate::statistics::{describe, mann_whitney, spearman};

/// Compares numbers in one layer.
///
/// # Errors
/// When a value is no number, or nobody has one.
pub(super) fn compare(ask: Ask<'_>, ledger: &Ledger, held: &Held) -> Result<Answer, CompareError> {
    let values = held.values();
    let attribute = || held.attribute.clone();
    if let Some(value) = values.iter().find(|value| number(value).is_none()) {
        return Err(CompareError::NotNumbers { attribute: attribute(), value: value.clone() });
    }
    if values.is_empty() {
        return Err(CompareError::NobodyHasOne { attribute: attribute() });
    }
    let known = |person| -> Option<(&Person, f64)> {
        let person: &Person = person;
        Some((person, held.of(person.who).and_then(number)?))
    };
    let people: Vec<(&Person, f64)> = ledger.people.iter().filter_map(known).collect();
    let row = |row: usize| {
        let of = |present: bool| -> Vec<f64> {
            let those = people.iter().filter(|(person, _)| person.amounts[row].present == present);
            those.map(|(_, number)| *number).collect()
        };
        let (with, without) = (of(true), of(false));
        let found = mann_whitney(&with, &without);
        let both: Vec<(f64, f64)> =
            people.iter().map(|(person, number)| (*number, person.amounts[row].segments as f64)).collect();
        let tests = NumberTests {
            with: describe(&with),
            without: describe(&without),
            mann_whitney: found,
            spearman: spearman(&both),
            n: both.len(),
            leading: Leading::new(found.and_then(|found| found.p()), "mann_whitney"),
        };
        ask.row(row, Vec::new(), Found::Numbers(Box::new(tests)))
    };
    let rows = (0..ask.rows.codes.len()).map(row).collect();
    Ok(ask.answer(Scale::Numeric, ledger, held, Vec::new(), people.len(), rows))
}
