//! Ratings as a table: one row a unit, the unit in the first column, one column a coder; or a row a rating, with columns for
//! unit, coder and rating. Never asks what was rated.

mod scale;
mod shape;

use crate::agreement::{Measurement, Rated, Ratings, Scores, TableOfRatings};
use crate::formats::shared::error::FormatError;
use crate::formats::shared::table::Table;
use crate::lang::Message;
use scale::Scale;
use shape::Shape;

/// Ratings by the coders who gave them.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingsTable {
    /// The coders, as the header names them, or in the order in which they come.
    pub coders: Vec<String>,
    /// The categories as they are written first: names in the order in which they were declared, else in that of the
    /// alphabet, numbers by size.
    pub categories: Vec<String>,
    /// How many cells are not rated.
    pub empty: u64,
    /// What was taken for no rating, and what for one category.
    pub notes: Vec<Message>,
    /// What each said of each unit.
    pub table: TableOfRatings,
}

impl RatingsTable {
    /// The categories that somebody gave.
    pub fn used(&self) -> Vec<String> {
        let margins: Vec<_> = (0..self.coders.len()).map(|coder| self.table.ratings.margin(coder)).collect();
        let is_used = |at: usize| margins.iter().any(|margin| margin.get(at).is_some_and(|&n| n > 0));
        let used = self.categories.iter().enumerate().filter(|(at, _)| is_used(*at));
        used.map(|(_, name)| name.clone()).collect()
    }

    /// Whether Holsti's coefficient and percent agreement differ, which they do only by cells that are not rated.
    pub fn holsti_differs(&self, scores: &Scores) -> bool {
        let value = |name: &str| scores.get(name)?.score.ok();
        let both = value("holsti").zip(value("percent_agreement"));
        self.empty > 0 && both.is_some_and(|(holsti, percent)| (holsti - percent).abs() > 1e-12)
    }
}

/// Reads a table of ratings. What is not rated is empty, `NA`, `N/A` or `NaN`, or, where no rating is a plus, `.` or `-`;
/// what is declared as a category is one. Numbers that are equal are one category, and so are names that differ in the case
/// of letters alone, unless both are declared. Names where the level is nominal, numbers else.
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
    let shape = Shape::of(&table)?;
    let scale = Scale::of(&table, &shape, level, declared)?;
    let mut ratings = Ratings::new(shape.coders.len(), scale.categories.len() as u16);
    let mut rated = Vec::with_capacity(shape.coders.len());
    shape.each(|cells| {
        rated.clear();
        rated
            .extend(cells.iter().map(|cell| cell.and_then(|(row, column)| scale.category(row.cell(column)))));
        ratings.add(&rated, 1);
        Ok::<(), FormatError>(())
    })?;
    Ok(RatingsTable {
        coders: shape.coders,
        categories: scale.categories,
        empty: scale.empty,
        notes: scale.notes,
        table: TableOfRatings { ratings, level, values: scale.values, weights: None },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::Category;

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
        for number in ["inf", "1,5"] {
            let bytes = format!("unit;A;B\n1;{number};2\n");
            assert!(message(bytes.as_bytes(), Measurement::Interval).contains("not a number"));
        }
    }

    fn notes(read: &RatingsTable) -> String {
        read.notes.iter().map(|note| format!("{note}\n")).collect()
    }

    #[test]
    fn gaps_of_other_programs_are_not_rated_and_told() {
        let table = b"unit,A,B\n1,yes,NA\n2,no,no\n3,yes,n/a\n4,.,yes\n5,NaN,-\n6,,no\n7,yes,yes\n";
        let read = nominal(table).unwrap();
        assert_eq!((read.used(), read.empty), (vec!["no".to_owned(), "yes".to_owned()], 6));
        assert_eq!(read.table.scores()["percent_agreement"], Ok(1.0));
        assert!(
            notes(&read).contains("“NA” (1 cell)") && notes(&read).contains("“-” (1 cell)"),
            "{}",
            notes(&read)
        );
        // Beside a plus the minus is a rating, and what is declared is one.
        let signs = nominal(b"unit,A,B\n1,+,-\n2,-,-\n3,.,+\n").unwrap();
        assert_eq!((signs.used().len(), signs.empty, signs.notes.len()), (3, 0, 0));
        let said = ["NA", "x"].map(str::to_owned);
        let declared = read_as(b"unit,A,B\n1,NA,x\n2,NA,NA\n3,-,x\n", &said);
        assert_eq!((declared.used(), declared.empty), (said.to_vec(), 1));
    }

    fn read_as(bytes: &[u8], declared: &[String]) -> RatingsTable {
        read("r.csv", bytes, Measurement::Nominal, declared).unwrap()
    }

    #[test]
    fn one_category_is_one_however_it_is_written() {
        let table = b"unit,A,B\n1,yes,Yes\n2,1,1.0\n3,YES,yes\n4,no,no\n";
        let read = nominal(table).unwrap();
        assert_eq!(read.used(), ["no", "yes", "1"]);
        assert_eq!(read.table.scores()["percent_agreement"], Ok(1.0));
        assert!(notes(&read).contains("“yes”, “Yes”, “YES”"), "{}", notes(&read));
        let said = ["yes", "Yes", "no", "1"].map(str::to_owned);
        let apart = read_as(b"unit,A,B\n1,yes,Yes\n2,no,NO\n3,1,1.0\n", &said);
        assert_eq!(apart.used(), said);
        let several = super::read("r.csv", b"unit,A,B\n1,YES,no\n", Measurement::Nominal, &said).unwrap_err();
        assert!(several.to_string().contains("“YES” is not among the declared"), "{several}");
    }

    #[test]
    fn a_long_table_is_the_wide_one() {
        let wide = nominal(b"unit,A,B,C\n1,x,x,y\n2,x,,x\n3,y,y,y\n").unwrap();
        let long = nominal(
            b"coder,unit,rating,remark\nA,1,x,\nB,1,x,!\nC,1,y,\nA,2,x,\nC,2,x,\nB,3,y,\nA,3,y,\nC,3,y,\n",
        );
        assert_eq!(long.unwrap(), wide);
        let twice = nominal(b"unit,coder,rating\n1,A,x\n1,B,x\n1,A,y\n").unwrap_err().to_string();
        assert!(twice.contains("row 4") && twice.contains("in row 2"), "{twice}");
        let nobody = nominal(b"unit,coder,rating\n1,A,x\n1,,x\n").unwrap_err().to_string();
        assert!(nobody.contains("row 3") && nobody.contains("coder"), "{nobody}");
    }

    #[test]
    fn one_coder_is_no_agreement() {
        let message = nominal(b"unit,A\n1,x\n").unwrap_err().to_string();
        assert!(message.starts_with("r.csv, row 1: there are fewer than two coders"), "{message}");
    }
}
