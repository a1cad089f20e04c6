//! Several codes a unit, compared as sets: coders who share some of them agree in part.

use std::collections::{BTreeMap, HashMap};

use super::alpha_by;
use crate::agreement::score::{NotApplicable, Score};
use crate::agreement::{Category, Ratings};

/// The most different sets, since each is compared with each.
const MAX_SETS: usize = 10_000;

/// How far two sets are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetDistance {
    /// 1 less what both hold over what either holds.
    Jaccard,
    /// As Jaccard, the likeness taken wholly for equal sets, by two thirds where one holds the other, by a third where they
    /// overlap. [Passonneau 2006]
    Masi,
    /// Equal or not.
    Whole,
}

/// A set of codes, by their numbers.
type Codes = Box<[u64]>;

/// Units × coders, each rating a set of codes.
#[derive(Clone, Debug)]
pub struct SetRatings {
    coders: usize,
    sets: Vec<Codes>,
    numbers: HashMap<Codes, usize>,
    rows: BTreeMap<Box<[Option<usize>]>, u64>,
}

impl SetRatings {
    /// Nothing rated yet.
    pub fn new(coders: usize) -> Self {
        Self { coders, sets: Vec::new(), numbers: HashMap::new(), rows: BTreeMap::new() }
    }

    /// Counts `units` more units with these sets, one a coder; none for a coder who did not rate them. A set is the numbers
    /// of its codes as bits, 64 in each word; all sets have as many words.
    pub fn add(&mut self, row: &[Option<&[u64]>], units: u64) {
        if units == 0 {
            return;
        }
        let mut number = |set: &[u64]| {
            if let Some(&number) = self.numbers.get(set) {
                return number;
            }
            self.numbers.insert(set.into(), self.sets.len());
            self.sets.push(set.into());
            self.sets.len() - 1
        };
        let row = row.iter().map(|set| set.map(&mut number)).collect();
        *self.rows.entry(row).or_default() += units;
    }

    /// Krippendorff's alpha with a distance of sets; two empty ones are equal, an empty one and another wholly apart.
    /// [Krippendorff 2019; Passonneau 2006]
    ///
    /// # Errors
    /// When no unit was rated by two coders, all those sets are equal, or there are more than 10,000 different ones.
    pub fn alpha(&self, distance: SetDistance) -> Score {
        if self.sets.len() > MAX_SETS {
            return Err(NotApplicable::TooManyCategories);
        }
        let mut ratings = Ratings::new(self.coders, self.sets.len() as u16);
        for (row, &units) in &self.rows {
            let row: Vec<_> = row.iter().map(|set| set.map(|number| Category(number as u16))).collect();
            ratings.add(&row, units);
        }
        alpha_by(&ratings, |a, b| apart(&self.sets[a], &self.sets[b], distance))
    }
}

fn apart(a: &[u64], b: &[u64], distance: SetDistance) -> f64 {
    let count = |of: fn(u64, u64) -> u64| a.iter().zip(b).map(|(&a, &b)| of(a, b).count_ones()).sum::<u32>();
    let (both, either) = (count(|a, b| a & b), count(|a, b| a | b));
    let (only_first, only_second) = (count(|a, b| a & !b), count(|a, b| b & !a));
    if only_first == 0 && only_second == 0 {
        return 0.0;
    }
    let likeness = f64::from(both) / f64::from(either);
    match distance {
        SetDistance::Whole => 1.0,
        SetDistance::Jaccard => 1.0 - likeness,
        SetDistance::Masi if only_first == 0 || only_second == 0 => 1.0 - likeness * 2.0 / 3.0,
        SetDistance::Masi => 1.0 - likeness / 3.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_that_share_something_agree_in_part() {
        let of = |a, b, distance| apart(&[a], &[b], distance);
        assert_eq!(of(0b11, 0b11, SetDistance::Masi), 0.0);
        assert_eq!(of(0b01, 0b11, SetDistance::Jaccard), 0.5);
        assert!((of(0b01, 0b11, SetDistance::Masi) - 2.0 / 3.0).abs() < 1e-12);
        assert!((of(0b011, 0b110, SetDistance::Masi) - 8.0 / 9.0).abs() < 1e-12);
        for distance in [SetDistance::Jaccard, SetDistance::Masi, SetDistance::Whole] {
            assert_eq!(of(0, 0b1, distance), 1.0);
            assert_eq!(of(0, 0, distance), 0.0);
        }
    }

    #[test]
    fn equal_sets_everywhere_are_no_evidence() {
        let mut ratings = SetRatings::new(2);
        ratings.add(&[Some(&[1]), Some(&[1])], 9);
        ratings.add(&[Some(&[2]), None], 9);
        assert_eq!(ratings.alpha(SetDistance::Jaccard), Err(NotApplicable::OneCategoryUsed));
    }
}
