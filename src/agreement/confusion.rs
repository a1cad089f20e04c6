//! Codes against codes: what the second coder gave where the first gave each code, so that two codes that are taken
//! for each other show. Never says which of the coders is right.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::rows::Rows;
use super::scope::scope;
use super::units::Axis;
use super::unsettled::axis;
use super::{Query, Rater, Runs};
use crate::model::{CodeId, CoderId, Project, Transcript};

/// Codes of the first coder by codes of the second, in units.
///
/// On each unit, a code that both gave is an agreement. What is left of the first coder's codes is set against all
/// that is left of the second's; where one of them has nothing left, against nothing. A unit with several codes may
/// therefore stand in several cells, so that the cells do not add up to the units.
///
/// ```text
///   first    listens ─────────  cares ────        listens × listens   the units where they overlap
///   second      listens ───     trust ────        listens × nothing   what sticks out
///                                                 cares × trust       taken for each other
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    /// The first and the second coder.
    pub coders: [CoderId; 2],
    /// The codes, in the codebook's order; after the last stands "nothing".
    pub codes: Arc<[CodeId]>,
    /// Units of the transcripts that count.
    pub units: u64,
    /// The cells that are not 0, row by row: a row is a code of the first coder, a column one of the second, and after the
    /// last code stands "nothing". Of thousands of codes few ever meet.
    cells: Vec<(Cell, u64)>,
}

/// Row and column.
type Cell = [u32; 2];

impl Confusion {
    /// Units with this code of the first coder and this one of the second; none for "nothing".
    pub fn units_of(&self, first: Option<usize>, second: Option<usize>) -> u64 {
        let place = |code: Option<usize>| code.unwrap_or(self.codes.len()).min(self.codes.len()) as u32;
        let cell = [place(first), place(second)];
        self.cells.binary_search_by_key(&cell, |(at, _)| *at).map_or(0, |at| self.cells[at].1)
    }

    /// The pairs of different codes that stood for each other, whoever gave which, the most units first.
    pub fn taken_for_each_other(&self) -> Vec<([CodeId; 2], u64)> {
        let mut pairs: BTreeMap<[usize; 2], u64> = BTreeMap::new();
        for &([first, second], units) in &self.cells {
            let [a, b] = [first.min(second), first.max(second)].map(|at| at as usize);
            if a < b && b < self.codes.len() {
                *pairs.entry([a, b]).or_default() += units;
            }
        }
        let mut found: Vec<_> =
            pairs.into_iter().map(|(pair, units)| (pair.map(|at| self.codes[at]), units)).collect();
        found.sort_by_key(|(_, units)| std::cmp::Reverse(*units));
        found
    }

    /// The code that most often stood for this one, and on how many units.
    pub fn most_taken_for(&self, code: CodeId) -> Option<(CodeId, u64)> {
        let own = self.codes.iter().position(|&known| known == code)? as u32;
        let mut others: BTreeMap<u32, u64> = BTreeMap::new();
        for &([first, second], units) in &self.cells {
            let other = if first == own { second } else { first };
            if (first == own || second == own) && other != own {
                *others.entry(other).or_default() += units;
            }
        }
        others.remove(&(self.codes.len() as u32));
        // Of several the first in the codebook's order.
        let most = others.into_iter().rev().max_by_key(|(_, units)| *units);
        most.map(|(other, units)| (self.codes[other as usize], units))
    }
}

/// Codes against codes of each pair of coders ([`Query::raters`]), in the transcripts that count for the question, until
/// it is stopped.
pub fn confusions_of_pairs(project: &Project, query: &Query, goes_on: impl Fn() -> bool) -> Vec<Confusion> {
    let raters = query.raters();
    let pairs: Vec<[usize; 2]> =
        (0..raters.len()).flat_map(|a| (a + 1..raters.len()).map(move |b| [a, b])).collect();
    let (counted, _) = scope(project, query);
    let rows = Rows::new(project, query, &counted);
    let mut tables = vec![Table::new(rows.codes().len()); pairs.len()];
    let mut units = 0;
    for transcript in counted.iter().take_while(|_| goes_on()) {
        let axis = axis(project, transcript, query);
        units += u64::from(axis.len());
        let borders: Vec<_> =
            raters.iter().map(|rater| borders(project, transcript, rater, &axis, &rows)).collect();
        for (table, pair) in tables.iter_mut().zip(&pairs).take_while(|_| goes_on()) {
            let of_side = |side: usize| {
                let of = borders[pair[side]].iter();
                of.map(move |&(at, row, opens)| (at, Border { side, row, opens }))
            };
            table.add(axis.len(), of_side(0).chain(of_side(1)).collect());
        }
    }
    let codes: Arc<[CodeId]> = rows.codes().into();
    let confusion = |(pair, table): ([usize; 2], Table)| Confusion {
        coders: pair.map(|rater| raters[rater].coder),
        codes: Arc::clone(&codes),
        units,
        cells: table.cells.into_iter().collect(),
    };
    pairs.into_iter().zip(tables).map(confusion).collect()
}

/// Where a coder's codes begin and end in a transcript: the place, the row, whether it begins there.
fn borders(
    project: &Project,
    transcript: &Transcript,
    rater: &Rater,
    axis: &Axis<'_>,
    rows: &Rows,
) -> Vec<(u32, usize, bool)> {
    let layer = project.layer(transcript.id(), rater.coder).map(Arc::as_ref);
    let mut given: BTreeMap<usize, Vec<Range<u32>>> = BTreeMap::new();
    for coding in rater.codings(layer) {
        let Range { start, end } = coding.span.range();
        for &row in rows.of(coding.code) {
            given.entry(row).or_default().push(start as u32..end as u32);
        }
    }
    let mut borders = Vec::new();
    for (row, ranges) in given {
        for run in axis.units(&axis.counted(Runs::new(ranges))).iter() {
            borders.extend([(run.start, row, true), (run.end, row, false)]);
        }
    }
    borders
}

/// Where a code of one of the two begins or ends.
#[derive(Clone, Copy)]
struct Border {
    side: usize,
    row: usize,
    opens: bool,
}

/// The cells while they are being counted.
#[derive(Clone)]
struct Table {
    codes: usize,
    cells: BTreeMap<Cell, u64>,
}

impl Table {
    const fn new(codes: usize) -> Self {
        Self { codes, cells: BTreeMap::new() }
    }

    /// Counts one text from border to border.
    fn add(&mut self, length: u32, mut borders: Vec<(u32, Border)>) {
        borders.sort_by_key(|(at, _)| *at);
        let mut open: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
        let mut from = 0;
        for (at, border) in borders {
            self.stretch(&open, u64::from(at.saturating_sub(from)));
            from = from.max(at);
            let of_side = &mut open[border.side];
            if border.opens {
                of_side.push(border.row);
            } else {
                of_side.retain(|&row| row != border.row);
            }
        }
        self.stretch(&open, u64::from(length.saturating_sub(from)));
    }

    fn stretch(&mut self, open: &[Vec<usize>; 2], units: u64) {
        if units == 0 {
            return;
        }
        let [first, second] = open;
        let nothing = self.codes;
        let left = |of: &[usize], other: &[usize]| -> Vec<usize> {
            of.iter().copied().filter(|row| !other.contains(row)).collect()
        };
        first.iter().filter(|row| second.contains(row)).for_each(|&row| self.count(row, row, units));
        let (of_first, of_second) = (left(first, second), left(second, first));
        match (of_first.as_slice(), of_second.as_slice()) {
            ([], []) if first.is_empty() => self.count(nothing, nothing, units),
            ([], others) => others.iter().for_each(|&row| self.count(nothing, row, units)),
            (others, []) => others.iter().for_each(|&row| self.count(row, nothing, units)),
            (firsts, seconds) => {
                for &a in firsts {
                    seconds.iter().for_each(|&b| self.count(a, b, units));
                }
            }
        }
    }

    fn count(&mut self, first: usize, second: usize, units: u64) {
        *self.cells.entry([first as u32, second as u32]).or_default() += units;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(length: u32, passages: &[(usize, usize, Range<u32>)]) -> Table {
        let mut table = Table::new(2);
        let borders = passages.iter().flat_map(|(side, row, range)| {
            let (side, row) = (*side, *row);
            [
                (range.start, Border { side, row, opens: true }),
                (range.end, Border { side, row, opens: false }),
            ]
        });
        table.add(length, borders.collect());
        table
    }

    /// All cells, row by row.
    fn spelt_out(table: &Table) -> Vec<u64> {
        let places = (0..3).flat_map(|row| (0..3).map(move |column| [row, column]));
        places.map(|cell| table.cells.get(&cell).copied().unwrap_or_default()).collect()
    }

    #[test]
    fn codes_that_stand_for_each_other_are_no_agreement_and_not_nothing() {
        // First: code 0 on 0..10. Second: code 0 on 2..6, code 1 on 8..12.
        let table = counted(20, &[(0, 0, 0..10), (1, 0, 2..6), (1, 1, 8..12)]);
        assert_eq!(spelt_out(&table), [4, 2, 4, 0, 0, 0, 0, 2, 8]);
    }

    #[test]
    fn what_is_given_beside_an_agreed_code_stands_alone() {
        // Both give code 0; the second gives code 1 as well.
        let table = counted(5, &[(0, 0, 0..5), (1, 0, 0..5), (1, 1, 0..5)]);
        assert_eq!(spelt_out(&table), [5, 0, 0, 0, 0, 0, 0, 5, 0]);
    }

    #[test]
    fn an_empty_text_has_no_units() {
        assert!(counted(0, &[]).cells.is_empty());
    }
}
