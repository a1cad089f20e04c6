//! Which values make groups, and in which order. An attribute that tells everybody apart makes none.

use super::error::CompareError;
use super::query::Query;

/// With more values than these, an attribute of which two participants or fewer have the same tells them apart.
const FEW: usize = 12;
/// More groups than these cannot be read.
const MOST: usize = 50;

/// Whether values tell participants apart rather than grouping them.
pub(in crate::analysis) const fn tells_apart(values: usize, known: usize) -> bool {
    values > FEW && values * 2 >= known || values > MOST
}

/// The groups, the first of the question in front, and no others than its two where it names them.
///
/// # Errors
/// When there is none, too many, or none of a name asked for.
pub(super) fn names(
    query: &Query,
    values: Vec<String>,
    attribute: &str,
    known: usize,
) -> Result<Vec<String>, CompareError> {
    let attribute = || attribute.to_owned();
    if values.is_empty() {
        return Err(CompareError::NobodyHasOne { attribute: attribute() });
    }
    for asked in [&query.first, &query.second].into_iter().flatten() {
        if !values.contains(asked) {
            let (value, there) = (asked.clone(), some(values));
            return Err(CompareError::NoValue { attribute: attribute(), value, there });
        }
    }
    match (&query.first, &query.second) {
        (Some(first), Some(second)) if first == second => {
            return Err(CompareError::SameGroup { value: first.clone() });
        }
        (Some(first), Some(second)) => return Ok(vec![first.clone(), second.clone()]),
        (_, _) if tells_apart(values.len(), known) => {
            let (values, participants) = (values.len(), known);
            return Err(CompareError::TooMany { attribute: attribute(), values, participants });
        }
        (None, Some(_)) if values.len() > 2 => {
            return Err(CompareError::SecondAlone { attribute: attribute(), there: some(values) });
        }
        (_, _) => {}
    }
    let mut names = values;
    if let Some(first) = &query.first {
        names.sort_by_key(|name| name != first);
    }
    if let Some(second) = &query.second {
        names.sort_by_key(|name| name == second);
    }
    Ok(names)
}

/// As many as fit into a message.
fn some(mut values: Vec<String>) -> Vec<String> {
    const SHOWN: usize = 20;
    if values.len() > SHOWN {
        values.truncate(SHOWN);
        values.push("…".to_owned());
    }
    values
}
