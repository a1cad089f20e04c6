//! Whole passages instead of units: how many of one coder's passages the other has too. Passages count as entered,
//! overlapping ones of one coder included.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::{AddAssign, Range};

use crate::agreement::score::{NotApplicable, Score, ratio};

/// One coder's passages of one code in one text, in order: as entered, and with those that overlap merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::agreement) struct Passages {
    entered: Vec<Range<u32>>,
    distinct: u64,
    /// Touching ones stay apart.
    merged: Vec<Range<u32>>,
}

impl Passages {
    fn new(passages: &[Range<u32>]) -> Self {
        let mut all = Self::default();
        passages.iter().for_each(|passage| all.push(passage.clone()));
        all.settle();
        all
    }

    /// Begins anew, keeping the room.
    pub(in crate::agreement) fn clear(&mut self) {
        self.entered.clear();
        self.merged.clear();
        self.distinct = 0;
    }

    /// One more, to be followed by [`Self::settle`]; one that ends before it begins does not count.
    pub(in crate::agreement) fn push(&mut self, passage: Range<u32>) {
        if passage.start < passage.end {
            self.entered.push(passage);
        }
    }

    /// Puts them in order.
    pub(in crate::agreement) fn settle(&mut self) {
        let place = |passage: &Range<u32>| (passage.start, passage.end);
        if !self.entered.is_sorted_by_key(place) {
            self.entered.sort_unstable_by_key(place);
        }
        for (at, passage) in self.entered.iter().enumerate() {
            if at == 0 || self.entered[at - 1] != *passage {
                self.distinct += 1;
            }
            match self.merged.last_mut() {
                Some(last) if passage.start < last.end => last.end = last.end.max(passage.end),
                Some(_) | None => self.merged.push(passage.clone()),
            }
        }
    }

    /// How many there are, as entered and without those that are equal.
    pub(in crate::agreement) const fn counts(&self) -> [u64; 2] {
        [self.entered.len() as u64, self.distinct]
    }

    /// As units of a continuum: overlapping ones merged, touching ones not.
    pub(in crate::agreement) fn merged(&self) -> &[Range<u32>] {
        &self.merged
    }

    /// How many positions they share with another's.
    pub(in crate::agreement) fn shared(&self, other: &Self) -> u64 {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.merged.get(a), other.merged.get(b)) {
            shared += u64::from(x.end.min(y.end).saturating_sub(x.start.max(y.start)));
            if x.end <= y.end {
                a += 1;
            } else {
                b += 1;
            }
        }
        shared
    }
}

/// What two coders' passages of one code have in common, added up over texts (and codes). Swapping the coders swaps
/// recall and precision and leaves every F1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Passages of the first and of the second coder.
    entered: [u64; 2],
    /// The same, equal ones of one coder counted once.
    distinct: [u64; 2],
    /// Passages with the same borders in both.
    equal: u64,
    /// Passages of each that share something with one of the other's.
    met: [u64; 2],
    /// The most pairs of passages that share something, each passage in one pair.
    paired: u64,
}

/// Which of two passages' shares is meant, and so what it is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first coder's: recall, when the first is the reference.
    First,
    /// The second coder's: precision.
    Second,
}

impl Matches {
    /// The passages of one code in one text. Those that end before they begin do not count.
    pub fn of(first: &[Range<u32>], second: &[Range<u32>]) -> Self {
        Self::between(&Passages::new(first), &Passages::new(second))
    }

    /// The same, of passages that are in order.
    pub(in crate::agreement) fn between(first: &Passages, second: &Passages) -> Self {
        let sides = [first, second];
        Self {
            entered: sides.map(|side| side.entered.len() as u64),
            distinct: sides.map(|side| side.distinct),
            equal: equal(&first.entered, &second.entered),
            met: [met(first, second), met(second, first)],
            paired: paired(first, second),
        }
    }

    /// From sums that were made elsewhere: of each coder passages and distinct ones, then what they have in common.
    pub(in crate::agreement) const fn from_sums(
        entered: [u64; 2],
        distinct: [u64; 2],
        shared: [u64; 4],
    ) -> Self {
        let [equal, first_met, second_met, paired] = shared;
        Self { entered, distinct, equal, met: [first_met, second_met], paired }
    }

    /// Equal passages, passages of each that meet the other's, and pairs.
    pub(in crate::agreement) const fn shared(&self) -> [u64; 4] {
        [self.equal, self.met[0], self.met[1], self.paired]
    }

    /// The most pairs of passages that share something, each passage in one pair.
    pub const fn paired(&self) -> u64 {
        self.paired
    }

    /// Of one coder's passages, the share that the other has with the same borders.
    ///
    /// # Errors
    /// When that coder has none.
    pub fn exact_share(&self, side: Side) -> Score {
        share(self.equal, self.distinct[side as usize])
    }

    /// Of one coder's passages, the share that meets one of the other's.
    ///
    /// # Errors
    /// When that coder has none.
    pub fn overlap_share(&self, side: Side) -> Score {
        share(self.met[side as usize], self.entered[side as usize])
    }

    /// Of one coder's passages, the share that has a partner of its own.
    ///
    /// # Errors
    /// When that coder has none.
    pub fn one_to_one_share(&self, side: Side) -> Score {
        share(self.paired, self.entered[side as usize])
    }

    /// F1 of passages with the same borders: 0 when only one coder has any.
    ///
    /// # Errors
    /// When neither has passages.
    pub fn f1_exact(&self) -> Score {
        f1(self.equal, self.distinct)
    }

    /// F1 of passages that meet any of the other's: the harmonic mean of the two shares.
    ///
    /// # Errors
    /// When either has no passages, for a share of nothing has no mean.
    pub fn f1_overlap(&self) -> Score {
        if self.entered == [0, 0] {
            return Err(NotApplicable::NobodyUsed);
        }
        let (recall, precision) = (self.overlap_share(Side::First)?, self.overlap_share(Side::Second)?);
        Ok(if recall + precision == 0.0 { 0.0 } else { 2.0 * recall * precision / (recall + precision) })
    }

    /// F1 of passages that meet, each with one partner at most, paired so that most have one (a maximum bipartite
    /// matching): 0 when only one coder has any.
    ///
    /// # Errors
    /// When neither has passages.
    pub fn f1_one_to_one(&self) -> Score {
        f1(self.paired, self.entered)
    }
}

impl AddAssign for Matches {
    fn add_assign(&mut self, other: Self) {
        for side in 0..2 {
            self.entered[side] += other.entered[side];
            self.distinct[side] += other.distinct[side];
            self.met[side] += other.met[side];
        }
        self.equal += other.equal;
        self.paired += other.paired;
    }
}

fn share(part: u64, whole: u64) -> Score {
    ratio(part.into(), whole.into(), NotApplicable::OneCoderWithout)
}

fn f1(shared: u64, of: [u64; 2]) -> Score {
    ratio(2 * u128::from(shared), u128::from(of[0]) + u128::from(of[1]), NotApplicable::NobodyUsed)
}

/// Passages with the same borders in both, each once.
fn equal(first: &[Range<u32>], second: &[Range<u32>]) -> u64 {
    let place = |passage: &Range<u32>| (passage.start, passage.end);
    let (mut a, mut b, mut equal) = (0, 0, 0);
    while let (Some(x), Some(y)) = (first.get(a), second.get(b)) {
        let (x, y) = (place(x), place(y));
        equal += u64::from(x == y);
        a += if x <= y { first[a..].iter().take_while(|other| place(other) == x).count() } else { 0 };
        b += if y <= x { second[b..].iter().take_while(|other| place(other) == y).count() } else { 0 };
    }
    equal
}

/// Passages that share something with the other's.
fn met(passages: &Passages, others: &Passages) -> u64 {
    let mut first = 0;
    let meets = |passage: &&Range<u32>| {
        while others.merged.get(first).is_some_and(|other| other.end <= passage.start) {
            first += 1;
        }
        others.merged.get(first).is_some_and(|other| other.start < passage.end)
    };
    passages.entered.iter().filter(meets).count() as u64
}

/// The most pairs of passages that share a position. Where no coder's own passages overlap, pairing off whatever meets
/// from left to right is the most there is.
fn paired(first: &Passages, second: &Passages) -> u64 {
    if [first, second].iter().any(|side| side.merged.len() < side.entered.len()) {
        return paired_among_overlapping([&first.entered, &second.entered]);
    }
    let (mut a, mut b, mut pairs) = (0, 0, 0);
    while let (Some(x), Some(y)) = (first.merged.get(a), second.merged.get(b)) {
        let meet = x.start < y.end && y.start < x.end;
        pairs += u64::from(meet);
        a += usize::from(meet || x.end <= y.end);
        b += usize::from(meet || y.end < x.end);
    }
    pairs
}

/// The size of a maximum matching of passages that share a position.
///
/// Passages of both sides are taken by where they end. All partners of the one that ends first reach over its last
/// position, so the partner that ends first has no neighbour that a later one has not: taking it is never worse.
fn paired_among_overlapping(sides: [&Vec<Range<u32>>; 2]) -> u64 {
    let by = |key: fn(&Range<u32>) -> u32| {
        let all = sides.iter().enumerate().flat_map(|(side, all)| (0..all.len()).map(move |at| (side, at)));
        let mut order: Vec<_> = all.collect();
        order.sort_by_key(|&(side, at)| key(&sides[side][at]));
        order
    };
    let mut starting = by(|passage| passage.start).into_iter().peekable();
    let mut open = [BinaryHeap::new(), BinaryHeap::new()];
    let mut done = [vec![false; sides[0].len()], vec![false; sides[1].len()]];
    let mut pairs = 0;
    for (side, at) in by(|passage| passage.end) {
        let end = sides[side][at].end;
        while let Some((side, at)) = starting.next_if(|&(side, at)| sides[side][at].start < end) {
            open[side].push(Reverse((sides[side][at].end, at)));
        }
        if std::mem::replace(&mut done[side][at], true) {
            continue;
        }
        let other = 1 - side;
        while let Some(Reverse((_, partner))) = open[other].pop() {
            if !std::mem::replace(&mut done[other][partner], true) {
                pairs += 1;
                break;
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook way: augmenting paths, from every passage of the first coder.
    fn augmenting(first: &[Range<u32>], second: &[Range<u32>]) -> u64 {
        fn find(
            a: usize,
            first: &[Range<u32>],
            second: &[Range<u32>],
            seen: &mut [bool],
            of: &mut [Option<usize>],
        ) -> bool {
            (0..second.len()).any(|b| {
                let meet = first[a].start < second[b].end && second[b].start < first[a].end;
                if !meet || std::mem::replace(&mut seen[b], true) {
                    return false;
                }
                let free = of[b].is_none_or(|taken| find(taken, first, second, seen, of));
                if free {
                    of[b] = Some(a);
                }
                free
            })
        }
        let mut of = vec![None; second.len()];
        (0..first.len()).filter(|&a| find(a, first, second, &mut vec![false; second.len()], &mut of)).count()
            as u64
    }

    fn passages() -> impl Strategy<Value = Vec<Range<u32>>> {
        prop::collection::vec((0_u32..30, 1_u32..12).prop_map(|(start, length)| start..start + length), 0..9)
    }

    #[test]
    fn nothing_to_nothing_has_no_figure() {
        let none = Matches::of(&[], &[]);
        assert_eq!(none.f1_exact(), Err(NotApplicable::NobodyUsed));
        assert_eq!(none.f1_overlap(), Err(NotApplicable::NobodyUsed));
        assert_eq!(none.f1_one_to_one(), Err(NotApplicable::NobodyUsed));
    }

    #[test]
    #[allow(clippy::single_range_in_vec_init, reason = "one passage")]
    fn one_long_passage_meets_many_and_pairs_with_one() {
        let matches = Matches::of(&[10..40], &[10..20, 20..30, 30..40]);
        assert_eq!(matches.overlap_share(Side::Second), Ok(1.0));
        assert_eq!(matches.f1_overlap(), Ok(1.0));
        assert_eq!(matches.f1_one_to_one(), Ok(0.5));
        assert_eq!(matches.f1_exact(), Ok(0.0));
    }

    proptest! {
        #[test]
        fn the_greedy_pairing_is_the_greatest(a in passages(), b in passages()) {
            prop_assert_eq!(Matches::of(&a, &b).paired(), augmenting(&a, &b));
        }

        #[test]
        fn swapping_the_coders_leaves_every_f1(a in passages(), b in passages()) {
            let (there, back) = (Matches::of(&a, &b), Matches::of(&b, &a));
            prop_assert_eq!(there.f1_exact(), back.f1_exact());
            prop_assert_eq!(there.f1_overlap(), back.f1_overlap());
            prop_assert_eq!(there.f1_one_to_one(), back.f1_one_to_one());
            prop_assert_eq!(there.overlap_share(Side::First), back.overlap_share(Side::Second));
        }
    }
}
