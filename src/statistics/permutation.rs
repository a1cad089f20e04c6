//! An amount a case, compared between two groups by giving the cases' group labels to others in every way. Cases change places
//! within their stratum only; of pairs as strata, within the pair.

use std::ops::{AddAssign, SubAssign};

use super::distribution::{ln_choose, probability};
use super::{Chance, Defined, Drawn, Exact, Undefined};

/// Up to this many arrangements each is looked at.
const ALL: f64 = 10_000.0;
/// Arrangements that are drawn where they are more.
const DRAWS: u32 = 10_000;
/// Steps that counting the sums of whole numbers may take before arrangements are drawn instead.
const STEPS: f64 = 400_000.0;

/// The mean of each group.
pub fn means(values: &[f64], first: &[bool]) -> [Defined; 2] {
    [true, false].map(|group| {
        let (mut sum, mut n) = (0.0, 0_u32);
        for (value, _) in values.iter().zip(first).filter(|(_, first)| **first == group) {
            sum += value;
            n += 1;
        }
        if n == 0 { Err(Undefined::EmptyGroup) } else { Ok(sum / f64::from(n)) }
    })
}

/// The ways in which labels can be given.
#[derive(Clone, Debug)]
pub struct Arrangements {
    /// Those in which both groups are.
    strata: Vec<Stratum>,
    in_first: Vec<bool>,
    seed: u64,
    stratified: bool,
}

#[derive(Clone, Debug)]
struct Stratum {
    members: Vec<usize>,
    /// Members of the smaller group, which are the ones that are picked.
    picked: usize,
    /// Whether that is the first group.
    picks_first: bool,
}

/// The values of a stratum as whole numbers from 0 on.
struct Whole {
    /// Greater than 0.
    values: Vec<usize>,
    zeros: u64,
    /// The sum of as many as are picked at most.
    most: usize,
}

impl Arrangements {
    /// Labels, by whether a case is in the first group, and the stratum of each case.
    pub fn new(first: &[bool], strata: Option<&[usize]>, seed: u64) -> Self {
        let of = |case: usize| strata.map_or(0, |strata| strata[case]);
        let mut order: Vec<usize> = (0..first.len()).collect();
        order.sort_by_key(|&case| of(case));
        let stratum = |members: &[usize]| {
            let n1 = members.iter().filter(|&&case| first[case]).count();
            let n2 = members.len() - n1;
            let (picked, picks_first) = (n1.min(n2), n1 <= n2);
            (picked > 0).then(|| Stratum { members: members.to_vec(), picked, picks_first })
        };
        let all = order.chunk_by(|&a, &b| of(a) == of(b)).filter_map(stratum).collect();
        Self { strata: all, in_first: first.to_vec(), seed, stratified: strata.is_some() }
    }

    /// How many there are.
    pub fn count(&self) -> f64 {
        let of = |s: &Stratum| {
            (1..=s.picked).fold(1.0, |all, k| all * (s.members.len() - s.picked + k) as f64 / k as f64)
        };
        self.strata.iter().map(of).product::<f64>().round()
    }

    /// The sum over strata of what the first group's values are above the stratum's mean.
    pub fn statistic(&self, values: &[f64]) -> f64 {
        let of = |s: &Stratum| {
            let mean = s.mean(values);
            sum(s.members.iter().filter(|&&case| self.in_first[case]).map(|&case| values[case] - mean))
        };
        sum(self.strata.iter().map(of))
    }

    /// Two-sided: the share of arrangements in which the first group is as far from the mean, either way. Each set of values by itself;
    /// what is drawn is drawn once for all of them. [R's coin; Phipson & Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9(1):39]
    ///
    /// # Errors
    /// Of a set, where the groups meet in no stratum, or all values are equal within every one.
    pub fn test(&self, sets: &[Vec<f64>]) -> Vec<Defined<Exact>> {
        let mut tested: Vec<Option<Defined<Exact>>> = sets.iter().map(|set| self.counted(set)).collect();
        let open: Vec<usize> = (0..sets.len()).filter(|&at| tested[at].is_none()).collect();
        let left: Vec<&[f64]> = open.iter().map(|&at| sets[at].as_slice()).collect();
        for (at, exact) in open.into_iter().zip(self.drawn(&left)) {
            tested[at] = Some(Ok(exact));
        }
        tested.into_iter().flatten().collect()
    }

    /// Without chance; none where that would take too long.
    fn counted(&self, values: &[f64]) -> Option<Defined<Exact>> {
        let equal = |s: &Stratum| s.members.iter().all(|&case| values[case] == values[s.members[0]]);
        if self.strata.is_empty() {
            let empty = self.in_first.iter().all(|&first| first) || !self.in_first.contains(&true);
            return Some(Err(if empty { Undefined::EmptyGroup } else { Undefined::GroupsNeverMeet }));
        }
        if self.strata.iter().all(equal) {
            return Some(Err(if self.stratified { Undefined::AllEqualWithin } else { Undefined::AllEqual }));
        }
        let p = if self.count() <= ALL { Some(self.listed(values)) } else { self.by_sums(values) };
        p.map(|p| Ok(Exact { p: probability(p), drawn: None }))
    }

    fn least(&self, values: &[f64], observed: f64) -> f64 {
        let largest = values.iter().fold(1.0_f64, |most, value| most.max(value.abs()));
        observed.abs() - 1e-9 * largest
    }

    /// By the sums of all arrangements, one by one.
    fn listed(&self, values: &[f64]) -> f64 {
        let mut sums = vec![0.0];
        for stratum in &self.strata {
            let mean = stratum.mean(values);
            let off: Vec<f64> = stratum.members.iter().map(|&case| values[case] - mean).collect();
            let mut own = Vec::new();
            picked(&off, stratum.picked, 0.0, &mut own);
            let sign = if stratum.picks_first { 1.0 } else { -1.0 };
            sums = sums.iter().flat_map(|sum| own.iter().map(move |one| sum + sign * one)).collect();
        }
        let least = self.least(values, self.statistic(values));
        sums.iter().filter(|sum| sum.abs() >= least).count() as f64 / sums.len() as f64
    }

    /// Of whole numbers, by how many arrangements there are to each sum. None of others, or where that takes too long.
    pub(super) fn by_sums(&self, values: &[f64]) -> Option<f64> {
        let whole: Vec<Whole> = self.strata.iter().map(|s| s.whole(values)).collect::<Option<_>>()?;
        let steps = |(s, w): (&Stratum, &Whole)| {
            w.values.len() as f64 * s.picked.min(w.values.len()) as f64 * w.most as f64
        };
        if sum(self.strata.iter().zip(&whole).map(steps)) > STEPS {
            return None;
        }
        let mut all = vec![1.0];
        let mut middle = 0.0;
        for (stratum, whole) in self.strata.iter().zip(&whole) {
            let mut own = whole.chances(stratum);
            let total: usize = whole.values.iter().sum();
            let mean = total as f64 / stratum.members.len() as f64;
            if stratum.picks_first {
                middle += stratum.picked as f64 * mean;
            } else {
                // The rest is the first group's; turned round, sums are what all have less those of the rest.
                own.reverse();
                middle += whole.most as f64 - stratum.picked as f64 * mean;
            }
            all = convolved(&all, &own);
        }
        let least = self.least(values, self.statistic(values));
        let far = all.iter().enumerate().filter(|(sum, _)| (*sum as f64 - middle).abs() >= least);
        Some(sum(far.map(|(_, chance)| *chance)))
    }

    /// By arrangements that are the same for all sets.
    fn drawn(&self, sets: &[&[f64]]) -> Vec<Exact> {
        let is_whole = |value: &f64| value.fract() == 0.0 && value.abs() < 100_000.0;
        let most = sets.iter().flat_map(|set| set.iter()).fold(0.0_f64, |most, value| most.max(value.abs()));
        let picked: usize = self.strata.iter().map(|stratum| stratum.picked).sum();
        let hits = if sets.is_empty() {
            Vec::new()
        } else if most * (picked as f64) < f64::from(i16::MAX)
            && sets.iter().all(|set| set.iter().all(is_whole))
        {
            // Small numbers are added eight at a time.
            self.hits(sets, |value| value as i16)
        } else if sets.iter().all(|set| set.iter().all(is_whole)) {
            self.hits(sets, |value| value as i32)
        } else {
            self.hits(sets, |value| value)
        };
        let drawn = Some(Drawn { draws: DRAWS, seed: self.seed });
        hits.iter().map(|&hits| Exact { p: f64::from(1 + hits) / f64::from(1 + DRAWS), drawn }).collect()
    }

    /// How many draws are as far out as what was observed. All sets of a case stand side by side, so that they are added at once.
    fn hits<N: Copy + Default + AddAssign + SubAssign + Into<f64>>(
        &self,
        sets: &[&[f64]],
        number: impl Fn(f64) -> N,
    ) -> Vec<u32> {
        let width = sets.len();
        let side_by_side: Vec<N> = (0..self.in_first.len())
            .flat_map(|case| sets.iter().map(move |set| set[case]))
            .map(number)
            .collect();
        let middle: Vec<f64> = sets.iter().map(|set| self.middle(set)).collect();
        let least: Vec<f64> = sets.iter().map(|set| self.least(set, self.statistic(set))).collect();
        let mut hits = vec![0; width];
        let mut sums = vec![N::default(); width];
        let mut chance = Chance::new(self.seed, 0);
        let mut strata = self.strata.clone();
        for _ in 0..DRAWS {
            sums.fill(N::default());
            for stratum in &mut strata {
                for at in 0..stratum.picked {
                    let left = (stratum.members.len() - at) as u64;
                    stratum.members.swap(at, at + chance.below(left) as usize);
                    let from = stratum.members[at] * width;
                    let row = sums.iter_mut().zip(&side_by_side[from..from + width]);
                    if stratum.picks_first {
                        row.for_each(|(sum, value)| *sum += *value);
                    } else {
                        row.for_each(|(sum, value)| *sum -= *value);
                    }
                }
            }
            for (at, sum) in sums.iter().enumerate() {
                hits[at] += u32::from(((*sum).into() - middle[at]).abs() >= least[at]);
            }
        }
        hits
    }

    /// What the sum of those picked is in the middle.
    fn middle(&self, values: &[f64]) -> f64 {
        let of = |s: &Stratum| {
            let sign = if s.picks_first { 1.0 } else { -1.0 };
            sign * s.picked as f64 * s.mean(values)
        };
        sum(self.strata.iter().map(of))
    }
}

impl Stratum {
    fn mean(&self, values: &[f64]) -> f64 {
        sum(self.members.iter().map(|&case| values[case])) / self.members.len() as f64
    }

    fn whole(&self, values: &[f64]) -> Option<Whole> {
        let own = || self.members.iter().map(|&case| values[case]);
        let least = own().fold(f64::INFINITY, f64::min);
        let is_whole = |value: f64| value.fract() == 0.0 && value - least < STEPS;
        let mut all: Vec<usize> =
            own().map(|v| is_whole(v).then_some((v - least) as usize)).collect::<Option<_>>()?;
        all.sort_unstable_by(|a, b| b.cmp(a));
        let most = all.iter().take(self.picked).sum();
        let zeros = all.iter().filter(|&&value| value == 0).count() as u64;
        all.retain(|&value| value > 0);
        Some(Whole { values: all, zeros, most })
    }
}

impl Whole {
    /// The chance of each sum of those picked.
    fn chances(&self, stratum: &Stratum) -> Vec<f64> {
        let (n, k) = (stratum.members.len() as u64, stratum.picked);
        let picked = k.min(self.values.len());
        let width = self.most + 1;
        // ways[j]: of the values gone through, the ways to pick j with each sum.
        let mut ways = vec![vec![0.0_f64; width]; picked + 1];
        ways[0][0] = 1.0;
        for (gone, &value) in self.values.iter().enumerate() {
            for j in (1..=picked.min(gone + 1)).rev() {
                let (fewer, more) = ways.split_at_mut(j);
                let from = fewer[j - 1][..width - value].iter();
                more[0][value..].iter_mut().zip(from).for_each(|(to, from)| *to += from);
            }
        }
        let all = ln_choose(n, k as u64);
        let mut chances = vec![0.0; width];
        for (j, ways) in ways.iter().enumerate() {
            // The others are zeros.
            let zeros = (ln_choose(self.zeros, (k - j) as u64) - all).exp();
            chances.iter_mut().zip(ways).for_each(|(chance, ways)| *chance += ways * zeros);
        }
        chances
    }
}

/// Adds the sums of all ways to pick some.
fn picked(values: &[f64], left: usize, sum: f64, into: &mut Vec<f64>) {
    match values {
        _ if left == 0 => into.push(sum),
        [value, rest @ ..] if rest.len() + 1 > left => {
            picked(rest, left - 1, sum + value, into);
            picked(rest, left, sum, into);
        }
        all => into.push(all.iter().fold(sum, |sum, value| sum + value)),
    }
}

/// The chances of a sum of two.
fn convolved(a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut all = vec![0.0; a.len() + b.len() - 1];
    for (at, chance) in b.iter().enumerate().filter(|(_, chance)| **chance > 0.0) {
        a.iter().zip(&mut all[at..]).for_each(|(a, all)| *all += a * chance);
    }
    all
}

fn sum(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}
