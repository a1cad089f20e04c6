//! Units × coders on a declared nominal scale, kept as a tally of distinct rows: what a unit is called and where it
//! stands never matters to a coefficient, so equal rows are counted and a long stretch of text is one entry.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::CrossTable;
use super::intervals::{Runs, sweep};

/// A category of the declared scale, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category(pub u16);

impl Category {
    /// Of a code and a unit: the code is not there.
    pub const ABSENT: Self = Self(0);
    /// Of a code and a unit: the code is there.
    pub const PRESENT: Self = Self(1);
}

/// What one coder said of one unit; none where they were not asked.
pub type Rating = Option<Category>;

/// How often each row of ratings, one a coder, was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratings {
    coders: usize,
    categories: u16,
    tally: BTreeMap<Box<[Rating]>, u64>,
}

impl Ratings {
    /// Nothing rated yet, on a scale of so many declared categories.
    pub const fn new(coders: usize, categories: u16) -> Self {
        Self { coders, categories, tally: BTreeMap::new() }
    }

    /// Nothing rated yet, on the scale of a code that is absent or present.
    pub const fn of_a_code(coders: usize) -> Self {
        Self::new(coders, 2)
    }

    /// How many units somebody rated.
    pub fn units(&self) -> u64 {
        let rated = self.rows().filter(|(row, _)| row.iter().any(Option::is_some));
        rated.map(|(_, units)| units).sum()
    }

    /// Counts `units` more units that were rated so. A row that is too short or off the scale is not rated there.
    pub fn add(&mut self, row: &[Rating], units: u64) {
        if units == 0 {
            return;
        }
        if let Some(count) = self.tally.get_mut(row) {
            *count += units;
            return;
        }
        let on_scale = |rating: &Category| rating.0 < self.categories;
        let row: Box<[Rating]> =
            (0..self.coders).map(|coder| row.get(coder).copied().flatten().filter(on_scale)).collect();
        *self.tally.entry(row).or_default() += units;
    }

    /// Counts the units of one text of `length` units, given those where each coder put the code; none for a coder
    /// who was not assigned to it.
    pub fn add_text(&mut self, length: u32, layers: &[Option<&Runs>]) {
        let nothing = Runs::default();
        let sets: Vec<_> = layers.iter().map(|layer| layer.unwrap_or(&nothing)).collect();
        let mut row = vec![None; layers.len()];
        sweep(length, &sets, |units, held| {
            for ((rating, layer), &held) in row.iter_mut().zip(layers).zip(held) {
                *rating = layer.map(|_| if held { Category::PRESENT } else { Category::ABSENT });
            }
            self.add(&row, units);
        });
    }

    /// Counts the units of another tally of the same coders and the same scale.
    pub fn absorb(&mut self, other: &Self) {
        for (row, units) in other.rows() {
            self.add(row, units);
        }
    }

    /// Distinct rows, each with the number of units that were rated so.
    pub fn rows(&self) -> impl Iterator<Item = (&[Rating], u64)> {
        self.tally.iter().map(|(row, &units)| (row.as_ref(), units))
    }

    /// The same units as two of the coders rated them.
    pub fn pair(&self, first: usize, second: usize) -> Self {
        let mut pair = Self::new(2, self.categories);
        for (row, units) in self.rows() {
            pair.add(&[row[first], row[second]], units);
        }
        pair
    }
}

/// What the coefficients of a nominal scale are made of, wherever it was counted.
pub trait Rated {
    /// How many coders there are, those who rated nothing among them.
    fn coders(&self) -> usize;

    /// How many categories are declared, whether used or not.
    fn categories(&self) -> u16;

    /// Every pair of coders who rated anything, each once.
    fn pairs(&self) -> Cow<'_, [(usize, usize)]>;

    /// Sums over units, whoever rated them.
    fn sums(&self) -> Cow<'_, Sums>;

    /// How often one coder gave each category.
    fn margin(&self, coder: usize) -> Vec<u64>;

    /// Two coders side by side, over the units that both rated.
    fn cross(&self, first: usize, second: usize) -> CrossTable;
}

impl Rated for Ratings {
    fn coders(&self) -> usize {
        self.coders
    }

    fn categories(&self) -> u16 {
        self.categories
    }

    fn pairs(&self) -> Cow<'_, [(usize, usize)]> {
        let rated: Vec<_> =
            (0..self.coders).filter(|&coder| self.tally.keys().any(|row| row[coder].is_some())).collect();
        let firsts = rated.iter().enumerate();
        firsts.flat_map(|(at, &first)| rated[at + 1..].iter().map(move |&second| (first, second))).collect()
    }

    fn sums(&self) -> Cow<'_, Sums> {
        let categories = usize::from(self.categories);
        let mut by_raters: Vec<Option<Group>> = vec![None; self.coders + 1];
        let mut times = vec![0_u64; categories];
        for (row, units) in self.rows() {
            let raters = row.iter().flatten().count();
            let group = by_raters[raters].get_or_insert_with(|| Group {
                units: 0,
                chosen: vec![0; categories],
                agreeing: 0,
            });
            group.units += units;
            // Only categories of the row are looked at: of sets of codes there are thousands.
            for category in row.iter().flatten().map(|category| usize::from(category.0)) {
                group.chosen[category] += units;
                // Each rating agrees with those before it, both ways.
                group.agreeing += u128::from(2 * times[category]) * u128::from(units);
                times[category] += 1;
            }
            row.iter().flatten().for_each(|category| times[usize::from(category.0)] = 0);
        }
        let groups = by_raters.into_iter().enumerate().skip(1);
        let groups = groups.filter_map(|(raters, group)| Some((raters, group?)));
        Cow::Owned(Sums { categories, groups: groups.collect() })
    }

    fn margin(&self, coder: usize) -> Vec<u64> {
        let mut chosen = vec![0; usize::from(self.categories)];
        for (row, units) in self.rows() {
            if let Some(category) = row[coder] {
                chosen[usize::from(category.0)] += units;
            }
        }
        chosen
    }

    fn cross(&self, first: usize, second: usize) -> CrossTable {
        CrossTable::of(self, first, second)
    }
}

/// Exact sums over units, parted by how many coders rated the unit.
#[derive(Clone, Debug)]
pub struct Sums {
    categories: usize,
    /// The number of coders who rated a unit, and the units that so many rated; those that nobody rated are left out.
    groups: Vec<(usize, Group)>,
}

/// The units that the same number of coders rated.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) units: u64,
    /// Ratings for each category.
    pub(super) chosen: Vec<u64>,
    /// Ordered pairs of ratings of one unit that are equal.
    pub(super) agreeing: u128,
}

impl Group {
    /// Ordered pairs of ratings of one unit, of `raters` coders each.
    pub(super) fn pairs(&self, raters: usize) -> u128 {
        (raters * raters.saturating_sub(1)) as u128 * u128::from(self.units)
    }
}

impl Sums {
    /// Of units that all of `raters` coders rated.
    pub(super) fn complete(raters: usize, group: Group) -> Self {
        let categories = group.chosen.len();
        let groups = if raters == 0 || group.units == 0 { Vec::new() } else { vec![(raters, group)] };
        Self { categories, groups }
    }

    /// Units that at least one coder rated, grouped by the number who did.
    pub(super) fn rated(&self) -> impl Iterator<Item = (usize, &Group)> {
        self.groups.iter().map(|(raters, group)| (*raters, group))
    }

    /// Units that at least two coders rated.
    pub(super) fn shared(&self) -> impl Iterator<Item = (usize, &Group)> {
        self.rated().filter(|&(raters, _)| raters >= 2)
    }

    /// How many categories anybody used.
    pub(super) fn used(&self) -> usize {
        (0..self.categories).filter(|&k| self.rated().any(|(_, group)| group.chosen[k] > 0)).count()
    }

    /// Mean over units of the share of coder pairs who agree and who disagree; none when no unit has two ratings.
    pub(super) fn observed(&self) -> Option<(f64, f64)> {
        let units: u64 = self.shared().map(|(_, group)| group.units).sum();
        if units == 0 {
            return None;
        }
        let share = |count: fn(usize, &Group) -> u128| {
            let weighed = self
                .shared()
                .map(|(raters, group)| count(raters, group) as f64 / (raters * (raters - 1)) as f64);
            weighed.sum::<f64>() / units as f64
        };
        let agree = share(|_, group| group.agreeing);
        let disagree = share(|raters, group| group.pairs(raters) - group.agreeing);
        Some((agree, disagree))
    }

    /// Mean over rated units of the share of their ratings that fell to each category.
    pub(super) fn propensities(&self) -> Vec<f64> {
        let units: u64 = self.rated().map(|(_, group)| group.units).sum();
        let share = |k: usize| {
            self.rated().map(|(raters, group)| group.chosen[k] as f64 / raters as f64).sum::<f64>()
                / units as f64
        };
        (0..self.categories).map(share).collect()
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "sets of one run")]
mod tests {
    use super::*;

    #[test]
    fn equal_rows_are_one_entry() {
        let mut ratings = Ratings::of_a_code(2);
        ratings.add(&[Some(Category::PRESENT), None], 3);
        ratings.add(&[Some(Category::PRESENT), None], 4);
        ratings.add(&[None, None], 0);
        ratings.add(&[None], 2);
        assert_eq!(ratings.rows().count(), 2);
        assert_eq!(ratings.units(), 7);
        assert!(ratings.pairs().is_empty(), "the second coder rated nothing");
    }

    #[test]
    fn off_the_scale_is_not_rated() {
        let mut ratings = Ratings::of_a_code(2);
        ratings.add(&[Some(Category(2))], 1);
        assert_eq!(ratings.rows().next(), Some(([None, None].as_slice(), 1)));
    }

    #[test]
    fn a_text_is_tallied_by_its_borders() {
        let (first, second) = (Runs::new([0..150]), Runs::new([100..200]));
        let mut ratings = Ratings::of_a_code(3);
        ratings.add_text(1000, &[Some(&first), Some(&second), None]);
        let units: Vec<_> = ratings.pair(0, 1).rows().map(|(_, units)| units).collect();
        assert_eq!(units, [800, 50, 100, 50]);
        assert_eq!(*ratings.pairs(), [(0, 1)]);
    }
}
