//! Codes on the same units, each of which is a set of codes: passages, turns, transcripts. Never asks what a unit is.

use super::placed::Sheet;
use super::{Beside, Measures, Own, Pair, Relations};

/// One value for each pair of codes, the first before the second.
pub(super) struct Pairs<T> {
    codes: usize,
    values: Vec<T>,
}

impl<T: Clone + Default> Pairs<T> {
    pub(super) fn new(codes: usize) -> Self {
        Self { codes, values: vec![T::default(); codes * codes.saturating_sub(1) / 2] }
    }

    /// That of two codes in any order, which are not the same.
    pub(super) fn of(&mut self, a: usize, b: usize) -> &mut T {
        let (first, second) = (a.min(b), a.max(b));
        // The rows before hold codes − 1, codes − 2, … values.
        let before = first * (2 * self.codes - first - 1) / 2;
        &mut self.values[before + second - first - 1]
    }

    pub(super) fn into_iter(self) -> impl Iterator<Item = ([usize; 2], T)> {
        let codes = self.codes;
        let keys = (0..codes).flat_map(move |first| (first + 1..codes).map(move |second| [first, second]));
        keys.zip(self.values)
    }
}

/// Counts the sets that `each` tells of a transcript, sorted and each code once.
pub(super) fn relations(
    sheets: &[Sheet],
    codes: usize,
    each: impl Fn(&Sheet, &mut dyn FnMut(&[usize])),
) -> Relations {
    let mut own = vec![Own::default(); codes];
    let mut both: Pairs<u64> = Pairs::new(codes);
    let mut all = 0;
    for sheet in sheets {
        each(sheet, &mut |set| {
            all += 1;
            for (at, &code) in set.iter().enumerate() {
                own[code].units += 1;
                set[at + 1..].iter().for_each(|&other| *both.of(code, other) += 1);
            }
        });
    }
    count_segments(sheets, &mut own);
    let pair = |(codes, count): ([usize; 2], u64)| {
        let [first, second] = codes.map(|code| own[code].units);
        Pair { codes, count, beside: Beside::Units(Measures::of(count, first, second, all)) }
    };
    let pairs = both.into_iter().map(pair).collect();
    Relations { units: Some(all), codes: own, pairs }
}

/// How many passages each code has, which no other unit but overlap counts.
pub(super) fn count_segments(sheets: &[Sheet], own: &mut [Own]) {
    for sheet in sheets {
        sheet.segments(own.len()).iter().for_each(|segment| own[segment.code].segments += 1);
    }
}

#[cfg(test)]
mod tests {
    use super::Pairs;

    #[test]
    fn each_pair_has_its_own_value() {
        for codes in 0..6 {
            let mut pairs: Pairs<Vec<[usize; 2]>> = Pairs::new(codes);
            for a in 0..codes {
                (0..codes).filter(|&b| b != a).for_each(|b| pairs.of(a, b).push([a.min(b), a.max(b)]));
            }
            let all: Vec<_> = pairs.into_iter().collect();
            assert_eq!(all.len(), codes * codes.saturating_sub(1) / 2);
            assert!(all.iter().all(|(key, values)| values == &[*key, *key]), "{all:?}");
        }
    }
}
