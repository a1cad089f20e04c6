//! Ratings as a table: one row a unit, the unit in the first column, one column a coder, an empty cell where a coder
//! did not rate. Never asks what was rated.

use std::collections::BTreeMap;

use super::error::{FormatError, Place};
use super::table::Table;
use crate::agreement::{Category, Ratings};

/// The most coders of one table.
const MAX_CODERS: usize = 1000;

/// Ratings by the coders who gave them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingsTable {
    /// The coders, as the header names them.
    pub coders: Vec<String>,
    /// The names given, in alphabetical order.
    pub categories: Vec<String>,
    /// What each said of each unit.
    pub ratings: Ratings,
}

/// Reads a table of ratings that are names without an order; every name given is a category.
///
/// # Errors
/// When the table cannot be read, or has fewer than two coders.
pub fn read(file: &str, bytes: &[u8]) -> Result<RatingsTable, FormatError> {
    let table = Table::read(file, bytes)?;
    let columns: Vec<usize> =
        (1..table.header().len()).filter(|&at| !table.header()[at].is_empty()).collect();
    let wrong = |problem: &str, remedy: &str| table.error(Place::Header, problem.to_owned(), remedy);
    if columns.len() < 2 {
        return Err(wrong(
            "there are fewer than two coders",
            "put the unit into the first column, and give each coder a column with a name",
        ));
    }
    if columns.len() > MAX_CODERS {
        return Err(wrong("there are more than 1,000 coders", "give each coder, not each unit, a column"));
    }
    let mut numbers: BTreeMap<&str, u16> = BTreeMap::new();
    for row in table.rows() {
        for cell in columns.iter().map(|&at| row.cell(at).trim()).filter(|cell| !cell.is_empty()) {
            numbers.insert(cell, 0);
        }
    }
    if numbers.len() > usize::from(u16::MAX) {
        return Err(wrong("there are more than 65,535 different names", "check which columns hold ratings"));
    }
    numbers.values_mut().zip(0..).for_each(|(number, at)| *number = at);
    let mut ratings = Ratings::new(columns.len(), numbers.len() as u16);
    for row in table.rows() {
        let rating = |&at: &usize| numbers.get(row.cell(at).trim()).map(|&number| Category(number));
        ratings.add(&columns.iter().map(rating).collect::<Vec<_>>(), 1);
    }
    Ok(RatingsTable {
        coders: columns.iter().map(|&at| table.header()[at].clone()).collect(),
        categories: numbers.keys().map(|&name| name.to_owned()).collect(),
        ratings,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::nominal_scores;

    #[test]
    fn ratings_are_read_with_their_gaps() {
        let table = read("r.csv", b"unit,A,B\n1,x,x\n2,x,\n3,y,x\n4,y,y\n").unwrap();
        assert_eq!(table.coders, ["A", "B"]);
        assert_eq!(table.categories, ["x", "y"]);
        assert_eq!(table.ratings.units(), 4);
        assert_eq!(nominal_scores(&table.ratings)["percent_agreement"], Ok(2.0 / 3.0));
    }

    #[test]
    fn one_coder_is_no_agreement() {
        let message = read("r.csv", b"unit,A\n1,x\n").unwrap_err().to_string();
        assert!(message.starts_with("r.csv, row 1: there are fewer than two coders"), "{message}");
    }
}
