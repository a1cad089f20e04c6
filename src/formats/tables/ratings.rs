//! Ratings as a table: one row a unit, the unit in the first column, one column a coder, an empty cell where a coder
//! did not rate. Never asks what was rated.

use std::collections::{BTreeMap, HashMap};

use crate::agreement::{Category, Measurement, Ratings, TableOfRatings};
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::table::{Row, Table};
use crate::lang::{Message, message, place};

/// The most coders of one table.
const MAX_CODERS: usize = 1000;

/// Ratings by the coders who gave them.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingsTable {
    /// The coders, as the header names them.
    pub coders: Vec<String>,
    /// The categories as they are written first: names in the order in which they were declared, else in that of the
    /// alphabet, numbers by size.
    pub categories: Vec<String>,
    /// What each said of each unit.
    pub table: TableOfRatings,
}

/// Reads a table of ratings. Every value given is a category, and those that are declared besides; names where the level
/// is nominal, numbers else.
///
/// # Errors
/// When the table cannot be read, has fewer than two coders or a unit twice; when a rating is no number where the level
/// asks for one, or is not among the categories that were declared.
pub fn read(
    file: &str,
    bytes: &[u8],
    level: Measurement,
    declared: &[String],
) -> Result<RatingsTable, FormatError> {
    let table = Table::read(file, bytes)?;
    let columns: Vec<usize> =
        (1..table.header().len()).filter(|&at| !table.header()[at].is_empty()).collect();
    let wrong = |problem: Message, remedy: Message| table.error(Location::Header, problem, remedy);
    if columns.len() < 2 {
        return Err(wrong(message!("file-too-few-coders"), message!("do-put-unit-first")));
    }
    if columns.len() > MAX_CODERS {
        return Err(wrong(message!("file-too-many-raters"), message!("do-give-coders-columns")));
    }
    no_unit_twice(&table)?;
    let scale = Scale::of(&table, &columns, level, declared)?;
    let mut ratings = Ratings::new(columns.len(), scale.categories.len() as u16);
    for row in table.rows() {
        let rated: Vec<_> =
            columns.iter().map(|&at| scale.places.get(row.cell(at).trim()).copied()).collect();
        ratings.add(&rated, 1);
    }
    Ok(RatingsTable {
        coders: columns.iter().map(|&at| table.header()[at].clone()).collect(),
        categories: scale.categories,
        table: TableOfRatings { ratings, level, values: scale.values, weights: None },
    })
}

/// Units without a name may be many.
fn no_unit_twice(table: &Table) -> Result<(), FormatError> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for row in table.rows() {
        let unit = row.cell(0).trim();
        if unit.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert(unit, row.number) {
            return Err(table.at(
                row,
                0,
                message!("file-unit-twice", unit, first = place(first)),
                message!("do-give-units-rows"),
            ));
        }
    }
    Ok(())
}

/// The categories of a table.
struct Scale {
    categories: Vec<String>,
    values: Vec<f64>,
    /// The category of each way in which one is written.
    places: HashMap<String, Category>,
}

impl Scale {
    fn of(
        table: &Table,
        columns: &[usize],
        level: Measurement,
        declared: &[String],
    ) -> Result<Self, FormatError> {
        let declared_at: HashMap<&str, usize> =
            declared.iter().enumerate().rev().map(|(at, name)| (name.trim(), at)).collect();
        let placed = |key: Key| match key {
            Key::Name(_, name) => {
                Key::Name(declared_at.get(name.as_str()).copied().unwrap_or_default(), name)
            }
            Key::Number(_) => key,
        };
        // By key: how it is written first. Names go as they were declared, numbers by size.
        let mut keys: BTreeMap<Key, String> = BTreeMap::new();
        let mut written: HashMap<String, Key> = HashMap::new();
        for name in declared {
            let key = Key::of(name.trim(), level).map_err(|problem| {
                table.error(
                    Location::Whole,
                    message!("file-declared-category", problem),
                    message!("do-declare-numbers"),
                )
            })?;
            let key = placed(key);
            keys.entry(key.clone()).or_insert_with(|| name.trim().to_owned());
            written.insert(name.trim().to_owned(), key);
        }
        for row in table.rows() {
            for &column in columns {
                let cell = row.cell(column).trim();
                if cell.is_empty() || written.contains_key(cell) {
                    continue;
                }
                let key = placed(key(table, row, column, level)?);
                if !declared.is_empty() && !keys.contains_key(&key) {
                    return Err(table.at(
                        row,
                        column,
                        message!("file-undeclared-category", cell),
                        message!("do-correct-declare-too"),
                    ));
                }
                keys.entry(key.clone()).or_insert_with(|| cell.to_owned());
                written.insert(cell.to_owned(), key);
            }
        }
        if keys.len() > usize::from(u16::MAX) {
            return Err(table.error(
                Location::Header,
                message!("file-too-many-ratings"),
                message!("do-check-columns"),
            ));
        }
        let places: HashMap<&Key, Category> = keys.keys().zip((0..).map(Category)).collect();
        let places = written.iter().filter_map(|(cell, key)| Some((cell.clone(), *places.get(key)?)));
        let values = keys.keys().enumerate().map(|(place, key)| match key {
            Key::Name(..) => place as f64,
            Key::Number(number) => number.0,
        });
        Ok(Self {
            places: places.collect(),
            values: values.collect(),
            categories: keys.into_values().collect(),
        })
    }
}

/// What tells categories apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key {
    /// A name with its place among those that were declared.
    Name(usize, String),
    Number(Number),
}

/// A number with the order of its size.
#[derive(Clone, Copy, Debug)]
struct Number(f64);

impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl Key {
    fn of(cell: &str, level: Measurement) -> Result<Self, Message> {
        let number = || {
            let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
            // -0 is 0.
            number.map(|number| number + 0.0).ok_or_else(|| message!("file-no-number", cell))
        };
        match level {
            Measurement::Nominal => Ok(Self::Name(0, cell.to_owned())),
            Measurement::Ordinal | Measurement::Interval => Ok(Self::Number(Number(number()?))),
            Measurement::Ratio => match number()? {
                below if below < 0.0 => Err(message!("file-below-zero", cell)),
                number => Ok(Self::Number(Number(number))),
            },
        }
    }
}

fn key(table: &Table, row: &Row, column: usize, level: Measurement) -> Result<Key, FormatError> {
    Key::of(row.cell(column).trim(), level).map_err(|problem| {
        let remedy = message!("do-write-numbers", level = level.name());
        table.at(row, column, problem, remedy)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nominal(bytes: &[u8]) -> Result<RatingsTable, FormatError> {
        read("r.csv", bytes, Measurement::Nominal, &[])
    }

    #[test]
    fn ratings_are_read_with_their_gaps() {
        let read = nominal(b"unit,A,B\n1,x,x\n2,x,\n3,y,x\n4,y,y\n").unwrap();
        assert_eq!(read.coders, ["A", "B"]);
        assert_eq!(read.categories, ["x", "y"]);
        assert_eq!(read.table.ratings.units(), 4);
        assert_eq!(read.table.scores()["percent_agreement"], Ok(2.0 / 3.0));
    }

    #[test]
    fn numbers_go_by_size_however_they_are_written() {
        let read =
            read("r.csv", b"unit,A,B\n1,10,2\n2,2.0,-0\n3,0,10\n", Measurement::Interval, &[]).unwrap();
        assert_eq!(read.categories, ["-0", "2", "10"]);
        assert_eq!(read.table.values, [0.0, 2.0, 10.0]);
    }

    #[test]
    fn what_is_declared_counts_whether_used_or_not() {
        let scale = ["1", "2", "3", "4"].map(str::to_owned);
        let of = |bytes: &[u8]| read("r.csv", bytes, Measurement::Ordinal, &scale);
        assert_eq!(of(b"unit,A,B\n1,1,2\n").unwrap().table.ratings, {
            let mut ratings = Ratings::new(2, 4);
            ratings.add(&[Some(Category(0)), Some(Category(1))], 1);
            ratings
        });
        let message = of(b"unit,A,B\n1,1,5\n").unwrap_err().to_string();
        assert!(
            message.contains("row 2") && message.contains('B') && message.contains("declared"),
            "{message}"
        );
    }

    #[test]
    fn bad_ratings_are_named_by_row_and_column() {
        let message = |bytes: &[u8], level| read("r.csv", bytes, level, &[]).unwrap_err().to_string();
        let text = message(b"unit,A,B\n1,1,2\n2,1,often\n", Measurement::Interval);
        assert!(
            text.contains("row 3") && text.contains('B') && text.contains("“often” is not a number"),
            "{text}"
        );
        let below = message(b"unit,A,B\n1,-1,2\n", Measurement::Ratio);
        assert!(below.contains("row 2") && below.contains('A'), "{below}");
        let twice = message(b"unit,A,B\nu1,1,2\nu1,1,2\n", Measurement::Nominal);
        assert!(twice.contains("row 3") && twice.contains("“u1” stands in row 2"), "{twice}");
        let ragged = message(b"unit,A,B\n1,1\n", Measurement::Nominal);
        assert!(ragged.contains("row 2"), "{ragged}");
        for number in ["NaN", "inf", "1,5"] {
            let bytes = format!("unit;A;B\n1;{number};2\n");
            assert!(message(bytes.as_bytes(), Measurement::Interval).contains("not a number"));
        }
    }

    #[test]
    fn one_coder_is_no_agreement() {
        let message = nominal(b"unit,A\n1,x\n").unwrap_err().to_string();
        assert!(message.starts_with("r.csv, row 1: there are fewer than two coders"), "{message}");
    }
}
