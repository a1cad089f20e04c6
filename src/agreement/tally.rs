//! What was counted of one code, as whole numbers that add up: over transcripts for the figures, over drawn transcripts
//! for their intervals. Where all coders rated every unit, pairs of coders say all that a coefficient needs.

use std::borrow::Cow;
use std::ops::Range;

use super::measure::{Matches, OfValue, Passages, Unitizing};
use super::ratings::{Group, Sums};
use super::{Contingency, CrossTable, Rated};

/// What is counted of each coder: units with the code, squared lengths of merged passages, passages as entered, and
/// distinct ones.
const OF_CODER: usize = 4;
/// What is counted of each pair: units where both have the code, and what their passages share ([`Matches::shared`]).
const OF_PAIR: usize = 5;

/// Where each count stands in a line of them.
///
/// ```text
///   units │ of the first coder │ of the second … │ of the first pair │ …
/// ```
#[derive(Clone, Debug)]
pub(super) struct Layout {
    coders: usize,
    pairs: Vec<(usize, usize)>,
}

impl Layout {
    pub(super) fn new(coders: usize) -> Self {
        let pairs = (0..coders).flat_map(|first| (first + 1..coders).map(move |second| (first, second)));
        Self { coders, pairs: pairs.collect() }
    }

    /// Numbers in a line.
    pub(super) const fn width(&self) -> usize {
        1 + self.coders * OF_CODER + self.pairs.len() * OF_PAIR
    }

    /// Every pair of coders, each once.
    pub(super) fn pairs(&self) -> &[(usize, usize)] {
        &self.pairs
    }

    /// How many coders there are.
    pub(super) const fn coders(&self) -> usize {
        self.coders
    }

    /// The numbers of these pairs in a line; what is counted of coders stands before those of all pairs.
    pub(super) const fn columns(&self, pairs: &Range<usize>) -> Range<usize> {
        self.pair(pairs.start)..self.pair(pairs.end)
    }

    /// The numbers of all coders in a line.
    pub(super) const fn columns_of_coders(&self) -> Range<usize> {
        1..self.pair(0)
    }

    /// Writes the counts of a code in a text of so many units into a line of zeros. `present` are those, in order, who put
    /// the code anywhere in it: all that is counted of others is 0. What passages share is left at 0 unless it is asked
    /// for.
    pub(super) fn count(
        &self,
        line: &mut [u64],
        units: u32,
        coders: &[Passages],
        present: &[usize],
        compare: bool,
    ) {
        line[0] = u64::from(units);
        for &coder in present {
            let passages = &coders[coder];
            let lengths = passages.merged().iter().map(|unit| u64::from(unit.end - unit.start));
            let (length, squares) = lengths.fold((0, 0), |(l, s), length| (l + length, s + length * length));
            let [entered, distinct] = passages.counts();
            line[self.coder(coder)..][..OF_CODER].copy_from_slice(&[length, squares, entered, distinct]);
        }
        for (at, &first) in present.iter().enumerate() {
            for &second in &present[at + 1..] {
                let of = &mut line[self.pair(place_of_pair(self.coders, first, second))..][..OF_PAIR];
                of[0] = coders[first].shared(&coders[second]);
                if compare {
                    of[1..].copy_from_slice(&Matches::between(&coders[first], &coders[second]).shared());
                }
            }
        }
    }

    const fn coder(&self, coder: usize) -> usize {
        1 + coder * OF_CODER
    }

    const fn pair(&self, pair: usize) -> usize {
        1 + self.coders * OF_CODER + pair * OF_PAIR
    }

    /// Units by which of two coders put the code there.
    pub(super) fn table(&self, line: &[u64], pair: usize) -> Contingency {
        let (first, second) = self.pairs[pair];
        let [first, second] = [first, second].map(|coder| line[self.coder(coder)]);
        let both = line[self.pair(pair)];
        Contingency {
            both,
            only_first: first - both,
            only_second: second - both,
            neither: line[0] + both - first - second,
        }
    }

    /// What two coders' passages have in common.
    pub(super) fn matches(&self, line: &[u64], pair: usize) -> Matches {
        let (first, second) = self.pairs[pair];
        let [first, second] = [first, second].map(|coder| &line[self.coder(coder)..][..OF_CODER]);
        let of = &line[self.pair(pair)..];
        Matches::from_sums([first[2], second[2]], [first[3], second[3]], [of[1], of[2], of[3], of[4]])
    }

    /// The code as the one value of a continuum, of all coders or of two.
    pub(super) fn continuum(&self, line: &[u64], of: Whose) -> Unitizing {
        let (mut value, mut coders) = (OfValue::default(), 0);
        for coder in (0..self.coders).filter(|&coder| self.is_of(coder, of)) {
            coders += 1;
            value.length += u128::from(line[self.coder(coder)]);
            value.squares += u128::from(line[self.coder(coder) + 1]);
        }
        for pair in self.pairs_of(of) {
            value.met += 2 * u128::from(line[self.pair(pair)]);
        }
        value.same = value.met;
        Unitizing::of(coders, u128::from(line[0]), vec![value])
    }

    fn is_of(&self, coder: usize, of: Whose) -> bool {
        match of {
            Whose::All => true,
            Whose::Pair(pair) => self.pairs[pair].0 == coder || self.pairs[pair].1 == coder,
        }
    }

    pub(super) fn pairs_of(&self, of: Whose) -> Range<usize> {
        match of {
            Whose::All => 0..self.pairs.len(),
            Whose::Pair(pair) => pair..pair + 1,
        }
    }

    /// The code's ratings, of all coders or of two.
    pub(super) fn counted(&self, line: &[u64], of: Whose) -> Counted<'_> {
        let tables: Vec<_> = self.pairs_of(of).map(|pair| self.table(line, pair)).collect();
        let coders = (0..self.coders).filter(|&coder| self.is_of(coder, of));
        let present: Vec<_> = coders.map(|coder| line[self.coder(coder)]).collect();
        let units = line[0];
        let raters = present.len();
        let there: u64 = present.iter().sum();
        let agreeing = tables.iter().map(|table| 2 * u128::from(table.both + table.neither)).sum();
        let chosen = vec![raters as u64 * units - there, there];
        let sums = Sums::complete(raters, Group { units, chosen, agreeing });
        let pairs = match of {
            Whose::All => self.pairs.as_slice(),
            Whose::Pair(_) => &[(0, 1)],
        };
        Counted { units, present, tables, pairs, sums }
    }
}

/// The place of a pair among all pairs of so many coders, as [`Layout::pairs`] has them.
const fn place_of_pair(coders: usize, first: usize, second: usize) -> usize {
    first * (2 * coders - first - 1) / 2 + second - first - 1
}

/// Whose figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// All coders' together.
    All,
    /// Those of one pair, by its place.
    Pair(usize),
}

/// A code's ratings by coders who all rated every unit.
pub(super) struct Counted<'l> {
    units: u64,
    present: Vec<u64>,
    tables: Vec<Contingency>,
    pairs: &'l [(usize, usize)],
    sums: Sums,
}

impl Counted<'_> {
    /// The pairs' tables added up.
    pub(super) fn table(&self) -> Contingency {
        self.tables.iter().fold(Contingency::default(), |sum, &table| sum + table)
    }
}

impl Rated for Counted<'_> {
    fn coders(&self) -> usize {
        self.present.len()
    }

    fn categories(&self) -> u16 {
        2
    }

    fn pairs(&self) -> Cow<'_, [(usize, usize)]> {
        Cow::Borrowed(if self.units == 0 { &[] } else { self.pairs })
    }

    fn sums(&self) -> Cow<'_, Sums> {
        Cow::Borrowed(&self.sums)
    }

    fn margin(&self, coder: usize) -> Vec<u64> {
        vec![self.units - self.present[coder], self.present[coder]]
    }

    fn cross(&self, first: usize, second: usize) -> CrossTable {
        self.tables[place_of_pair(self.present.len(), first, second)].into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_pair_is_where_it_stands() {
        for coders in 0..9 {
            let layout = Layout::new(coders);
            let place = |&(first, second): &(usize, usize)| place_of_pair(coders, first, second);
            assert!(layout.pairs().iter().map(place).eq(0..layout.pairs().len()));
        }
    }
}
