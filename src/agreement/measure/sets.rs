//! Several codes a unit, compared as sets: coders who share some of them agree in part.

use std::collections::HashMap;

use super::alpha::alphas_by;
use crate::agreement::score::{NotApplicable, Score};
use crate::agreement::{Category, Rating, Ratings};

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

/// A set of codes, by their numbers as bits.
type Codes = Box<[u64]>;

/// Units × coders, each rating a set of codes.
#[derive(Clone, Debug)]
pub struct SetRatings {
    sets: Vec<Codes>,
    numbers: HashMap<Codes, Category>,
    /// Each set as a category; nothing once there are too many of them.
    ratings: Option<Ratings>,
}

impl SetRatings {
    /// Nothing rated yet.
    pub fn new(coders: usize) -> Self {
        let ratings = Some(Ratings::new(coders, MAX_SETS as u16));
        Self { sets: Vec::new(), numbers: HashMap::new(), ratings }
    }

    /// Counts `units` more units with these sets, one a coder; none for a coder who did not rate them. A set is the numbers
    /// of its codes as bits, 64 in each word; all sets have as many words.
    pub fn add(&mut self, row: &[Option<&[u64]>], units: u64) {
        if units == 0 {
            return;
        }
        let row: Vec<Rating> = row.iter().map(|set| set.and_then(|set| self.number(set))).collect();
        self.add_numbered(&row, units);
    }

    /// The number of a set; nothing once there are too many.
    pub(in crate::agreement) fn number(&mut self, set: &[u64]) -> Rating {
        self.ratings.as_ref()?;
        if let Some(&number) = self.numbers.get(set) {
            return Some(number);
        }
        if self.sets.len() == MAX_SETS {
            // No figure can come of it any more.
            (self.sets, self.numbers, self.ratings) = (Vec::new(), HashMap::new(), None);
            return None;
        }
        let number = Category(self.sets.len() as u16);
        self.numbers.insert(set.into(), number);
        self.sets.push(set.into());
        Some(number)
    }

    /// As [`Self::add`], the sets by their numbers.
    pub(in crate::agreement) fn add_numbered(&mut self, row: &[Rating], units: u64) {
        if let Some(ratings) = &mut self.ratings {
            ratings.add(row, units);
        }
    }

    /// Krippendorff's alpha with a distance of sets; two empty ones are equal, an empty one and another wholly apart.
    /// [Krippendorff 2019; Passonneau 2006]
    ///
    /// # Errors
    /// When no unit was rated by two coders, all those sets are equal, or there are more than 10,000 different ones.
    pub fn alpha(&self, distance: SetDistance) -> Score {
        let [alpha] = self.alphas([distance]);
        alpha
    }

    /// The same with several distances, each pair of sets being looked at once.
    pub fn alphas<const N: usize>(&self, distances: [SetDistance; N]) -> [Score; N] {
        let Some(ratings) = &self.ratings else { return [Err(NotApplicable::TooManyCategories); N] };
        let sets = Listed::of(&self.sets);
        let apart = |both, sizes| distances.map(|distance| apart(both, sizes, distance));
        let later = |first: usize, all: &mut [[f64; N]]| {
            let both = sets.both_with_later(first, all.len());
            for (set, (all, &both)) in all.iter_mut().zip(&both).enumerate().skip(first + 1) {
                *all = if both == 0 { [1.0; N] } else { apart(both.into(), sets.sizes([first, set])) };
            }
        };
        alphas_by(ratings, later, |a, b| apart(sets.both(a, b), sets.sizes([a, b])))
    }
}

/// Sets as lists of their codes, and codes as lists of the sets that have them: most sets have few codes, and most pairs of
/// sets share none.
struct Listed {
    codes: Vec<Vec<usize>>,
    holders: Vec<Vec<usize>>,
}

impl Listed {
    fn of(sets: &[Codes]) -> Self {
        let bits = |set: &Codes| {
            (0..set.len() * 64).filter(|&code| set[code / 64] >> (code % 64) & 1 == 1).collect()
        };
        let codes: Vec<Vec<usize>> = sets.iter().map(bits).collect();
        let mut holders = vec![Vec::new(); sets.first().map_or(0, |set| set.len() * 64)];
        for (set, codes) in codes.iter().enumerate() {
            codes.iter().for_each(|&code| holders[code].push(set));
        }
        Self { codes, holders }
    }

    /// How many codes two sets have.
    fn sizes(&self, sets: [usize; 2]) -> [usize; 2] {
        sets.map(|set| self.codes[set].len())
    }

    /// How many codes both have.
    fn both(&self, a: usize, b: usize) -> usize {
        let other = &self.codes[b];
        self.codes[a].iter().filter(|code| other.binary_search(code).is_ok()).count()
    }

    /// How many codes a set has in common with each later one of the first so many.
    fn both_with_later(&self, first: usize, sets: usize) -> Vec<u16> {
        let mut both = vec![0; sets];
        for code in &self.codes[first] {
            let holders = &self.holders[*code];
            let later = holders.partition_point(|&set| set <= first);
            holders[later..].iter().take_while(|&&set| set < sets).for_each(|&set| both[set] += 1);
        }
        both
    }
}

/// How far two sets of these sizes are apart that share so many codes.
fn apart(both: usize, [first, second]: [usize; 2], distance: SetDistance) -> f64 {
    if both == first && both == second {
        return 0.0;
    }
    let likeness = both as f64 / (first + second - both) as f64;
    match distance {
        SetDistance::Whole => 1.0,
        SetDistance::Jaccard => 1.0 - likeness,
        SetDistance::Masi if both == first || both == second => 1.0 - likeness * 2.0 / 3.0,
        SetDistance::Masi => 1.0 - likeness / 3.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_that_share_something_agree_in_part() {
        let of = |a: u64, b: u64, distance| {
            let [both, first, second] = [a & b, a, b].map(|set| set.count_ones() as usize);
            apart(both, [first, second], distance)
        };
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
