//! Sets of positions as sorted runs, so that a measure over a million characters looks at a few borders only. Never
//! an array with one entry a position, and never aware of what a position stands for.

use std::ops::Range;

/// A set of positions: sorted half-open runs that neither overlap nor touch.
///
/// ```text
///   entered   2..5  4..7  9..9  7..8
///   kept      2......8
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    runs: Vec<Range<u32>>,
}

impl Runs {
    /// The union of ranges in any order; those that end before they begin hold nothing.
    pub fn new(ranges: impl IntoIterator<Item = Range<u32>>) -> Self {
        let mut runs: Vec<_> = ranges.into_iter().filter(|r| r.start < r.end).collect();
        runs.sort_unstable_by_key(|r| r.start);
        runs.dedup_by(|next, kept| {
            let joined = next.start <= kept.end;
            if joined {
                kept.end = kept.end.max(next.end);
            }
            joined
        });
        Self { runs }
    }

    /// The runs in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Range<u32>> {
        self.runs.iter()
    }

    /// Whether no position is in the set.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many positions are in the set.
    pub fn positions(&self) -> u64 {
        self.runs.iter().map(|r| u64::from(r.end - r.start)).sum()
    }

    /// What is in both sets.
    pub fn intersection(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.runs.iter().peekable(), other.runs.iter().peekable());
        let mut runs = Vec::new();
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            let (start, end) = (x.start.max(y.start), x.end.min(y.end));
            if start < end {
                runs.push(start..end);
            }
            if x.end <= y.end {
                a.next()
            } else {
                b.next()
            };
        }
        Self { runs }
    }

    /// What of `0..length` is not in the set.
    pub fn complement(&self, length: u32) -> Self {
        let starts = std::iter::once(0).chain(self.runs.iter().map(|r| r.end));
        let ends = self.runs.iter().map(|r| r.start).chain(std::iter::once(length));
        let runs = starts.zip(ends).map(|(start, end)| start..end.min(length));
        Self { runs: runs.filter(|r| r.start < r.end).collect() }
    }

    /// Whether any position of a range is in the set.
    pub fn meets(&self, range: &Range<u32>) -> bool {
        let at = self.runs.partition_point(|r| r.end <= range.start);
        range.start < range.end && self.runs.get(at).is_some_and(|r| r.start < range.end)
    }
}

/// Cuts `0..length` at every border of any of the sets and says of each piece which sets hold it.
///
/// ```text
///   first    ..####....        pieces  (2, [no, no]) (2, [yes, no]) (2, [yes, yes]) (4, [no, no])
///   second   ....##....
/// ```
pub(super) fn sweep(length: u32, sets: &[&Runs], mut piece: impl FnMut(u64, &[bool])) {
    let mut at = 0;
    let mut next = vec![0; sets.len()];
    let mut held = vec![false; sets.len()];
    while at < length {
        let mut until = length;
        for ((set, next), held) in sets.iter().zip(&mut next).zip(&mut held) {
            if set.runs.get(*next).is_some_and(|run| run.end <= at) {
                *next += 1;
            }
            *held = false;
            if let Some(run) = set.runs.get(*next) {
                *held = run.start <= at;
                until = until.min(if *held { run.end } else { run.start });
            }
        }
        piece(u64::from(until - at), &held);
        at = until;
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "sets of one run")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LENGTH: u32 = 40;

    /// Any few ranges, empty, backwards and overlapping ones among them.
    fn ranges() -> impl Strategy<Value = Vec<Range<u32>>> {
        prop::collection::vec((0..=LENGTH, 0..=LENGTH).prop_map(|(start, end)| start..end), 0..8)
    }

    fn one_by_one(ranges: &[Range<u32>]) -> Vec<bool> {
        (0..LENGTH).map(|at| ranges.iter().any(|r| r.contains(&at))).collect()
    }

    fn spelt_out(runs: &Runs) -> Vec<bool> {
        one_by_one(&runs.runs)
    }

    #[test]
    fn overlapping_and_touching_ranges_become_one_run() {
        let runs = Runs::new([4..7, 2..5, 9..9, 7..8]);
        assert_eq!(runs.runs, [2..8]);
        assert_eq!(runs.positions(), 6);
        assert_eq!(runs.complement(10).runs, [0..2, 8..10]);
    }

    proptest! {
        #[test]
        fn runs_equal_counting_one_by_one(a in ranges(), b in ranges()) {
            let (x, y) = (Runs::new(a.clone()), Runs::new(b.clone()));
            let (p, q) = (one_by_one(&a), one_by_one(&b));
            prop_assert_eq!(&spelt_out(&x), &p);
            prop_assert_eq!(x.positions(), p.iter().filter(|&&held| held).count() as u64);
            let both: Vec<_> = p.iter().zip(&q).map(|(&p, &q)| p && q).collect();
            let not: Vec<_> = p.iter().map(|&p| !p).collect();
            prop_assert_eq!(spelt_out(&x.intersection(&y)), both);
            prop_assert_eq!(spelt_out(&x.complement(LENGTH)), not);
            for range in &b {
                prop_assert_eq!(x.meets(range), range.clone().any(|at| p[at as usize]));
            }
        }

        #[test]
        fn a_sweep_says_of_every_position_who_holds_it(a in ranges(), b in ranges()) {
            let (x, y) = (Runs::new(a.clone()), Runs::new(b.clone()));
            let mut swept = Vec::new();
            sweep(LENGTH, &[&x, &y], |length, held| {
                swept.extend(std::iter::repeat_n((held[0], held[1]), length as usize));
            });
            let plain: Vec<_> = one_by_one(&a).into_iter().zip(one_by_one(&b)).collect();
            prop_assert_eq!(swept, plain);
        }
    }
}
