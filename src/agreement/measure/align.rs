//! The best alignment of several coders' units: each unit stands in one group with at most one unit of each other coder,
//! and the groups are as little apart as they can be. Exact.
//!
//! A group costs the mean over all pairs of coders of how far their units are apart, an empty place costing 1. So a group
//! of one costs 1, and joining units pays off what they are alike. Units are taken from left to right; what is kept is
//! which of those that may still find a partner have none, and the least that has been paid for it.
//! [Mathet, Widlöcher & Métivier 2015, Computational Linguistics 41: 437–479]

use std::collections::HashMap;

/// A unit: where it begins and ends, and its category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Where it begins.
    pub start: f64,
    pub end: f64,
    pub category: usize,
}

impl Placed {
    /// How far two units are apart: by place, 1 where they touch, and 1 more where their categories differ.
    fn apart(self, other: Self) -> f64 {
        let moved = (self.start - other.start).abs() + (self.end - other.end).abs();
        let place = moved / (self.end - self.start + other.end - other.start);
        place * place + f64::from(self.category != other.category)
    }

    const fn middle(self) -> f64 {
        (self.start + self.end) / 2.0
    }
}

/// The most ways of waiting that are kept, and units that may wait at once: what an interview asks for is far below.
const MAX_STATES: usize = 50_000;
const MAX_WAITING: usize = 128;

/// The least that aligning costs: what all groups cost together; none when too many units lie upon each other.
pub(super) fn least_disorder(coders: &[Vec<Placed>]) -> Option<f64> {
    let mut units: Vec<(usize, Placed)> = coders
        .iter()
        .enumerate()
        .flat_map(|(coder, units)| units.iter().map(move |&unit| (coder, unit)))
        .collect();
    units.sort_by(|(_, a), (_, b)| a.middle().total_cmp(&b.middle()));
    let pairs = (coders.len() * coders.len().saturating_sub(1) / 2).max(1) as f64;
    let groups = Groups::of(&units, coders.len(), pairs)?;
    let mut slots = Slots::default();
    let mut states: Vec<(u128, f64)> = vec![(0, 0.0)];
    for unit in 0..units.len() {
        slots.begin(unit, &groups)?;
        states = slots.step(unit, &groups, &states);
        slots.end(unit, &groups, &mut states);
        pruned(&mut states, &slots.worth);
        if states.len() > MAX_STATES {
            return None;
        }
    }
    states.iter().map(|&(_, cost)| cost).min_by(f64::total_cmp)
}

/// Groups that may pay, by their last unit.
struct Groups {
    /// Of each unit: the earlier units that it may be joined with, and what the group costs beyond its units alone: less
    /// than 0.
    ending: Vec<Vec<(Vec<usize>, f64)>>,
    /// Of each unit: the last unit of any of its groups; itself where it has none.
    last: Vec<usize>,
    /// Of each unit: the most that its being there can spare any group, or what is left of one.
    worth: Vec<f64>,
}

impl Groups {
    fn of(units: &[(usize, Placed)], coders: usize, pairs: f64) -> Option<Self> {
        /// The most groups that are looked at.
        const MOST: usize = 1_000_000;
        let mut groups = Self {
            ending: vec![Vec::new(); units.len()],
            last: (0..units.len()).collect(),
            worth: vec![0.0; units.len()],
        };
        let longest = units.iter().map(|(_, unit)| unit.end - unit.start).fold(0.0, f64::max);
        // However alike all others of a group are, two that are farther apart do not pay.
        let farthest = pairs + coders as f64 - 1.0;
        let reach = longest * farthest.sqrt();
        let mut count = 0;
        for (unit, &(coder, placed)) in units.iter().enumerate() {
            let near =
                (0..unit).rev().take_while(|&other| placed.middle() - units[other].1.middle() <= reach);
            let near =
                near.filter(|&other| units[other].0 != coder && placed.apart(units[other].1) < farthest);
            let near: Vec<usize> = near.collect();
            let mut found: Vec<Group> = vec![Group { members: Vec::new(), cost: 1.0 }];
            for other in near {
                for at in 0..found.len() {
                    if let Some(grown) = found[at].grown(units, unit, other, coders, pairs) {
                        found.push(grown);
                    }
                }
                count += found.len();
                if count > MOST {
                    return None;
                }
            }
            for group in found.into_iter().skip(1).filter(|group| group.pays(units, unit, pairs)) {
                let all = std::iter::once(unit).chain(group.members.iter().copied());
                for member in all.clone() {
                    let others = all.clone().filter(|&other| other != member);
                    let alike: f64 =
                        others.map(|other| (1.0 - units[member].1.apart(units[other].1)).max(0.0)).sum();
                    groups.worth[member] = groups.worth[member].max(1.0 + alike / pairs);
                    groups.last[member] = groups.last[member].max(unit);
                }
                let spared = group.cost - (group.members.len() + 1) as f64;
                groups.ending[unit].push((group.members, spared));
            }
        }
        Some(groups)
    }
}

/// A unit and earlier ones.
struct Group {
    members: Vec<usize>,
    cost: f64,
}

impl Group {
    /// With one more, unless that one had better be alone whatever else may join.
    fn grown(
        &self,
        units: &[(usize, Placed)],
        unit: usize,
        other: usize,
        coders: usize,
        pairs: f64,
    ) -> Option<Self> {
        let (coder, placed) = units[other];
        if self.members.iter().any(|&member| units[member].0 == coder) {
            return None;
        }
        let all = self.members.iter().chain(std::iter::once(&unit));
        let alike: f64 = all.map(|&member| 1.0 - units[member].1.apart(placed)).sum();
        let may_join = coders.saturating_sub(self.members.len() + 2) as f64;
        (alike + may_join > -pairs).then(|| Self {
            members: self.members.iter().copied().chain(std::iter::once(other)).collect(),
            cost: self.cost - alike / pairs,
        })
    }

    /// Whether no unit of it had better be alone.
    fn pays(&self, units: &[(usize, Placed)], unit: usize, pairs: f64) -> bool {
        let all = || self.members.iter().copied().chain(std::iter::once(unit));
        all().all(|member| {
            let others = all().filter(|&other| other != member);
            let alike: f64 = others.map(|other| 1.0 - units[member].1.apart(units[other].1)).sum();
            alike > -pairs
        })
    }
}

/// Which bit stands for which waiting unit.
#[derive(Default)]
struct Slots {
    of: HashMap<usize, u32>,
    taken: u128,
    /// Of each bit, the most that its unit can still spare.
    worth: Vec<f64>,
}

impl Slots {
    /// Gives a unit a bit where it may wait.
    fn begin(&mut self, unit: usize, groups: &Groups) -> Option<()> {
        if groups.last[unit] == unit {
            return Some(());
        }
        let bit = self.taken.trailing_ones();
        if bit as usize >= MAX_WAITING {
            return None;
        }
        self.taken |= 1 << bit;
        self.of.insert(unit, bit);
        self.worth.resize(MAX_WAITING, 0.0);
        self.worth[bit as usize] = groups.worth[unit];
        Some(())
    }

    /// What each state may become with one more unit: it is alone, for now, or ends a group.
    fn step(&self, unit: usize, groups: &Groups, states: &[(u128, f64)]) -> Vec<(u128, f64)> {
        let own = self.of.get(&unit).map_or(0, |&bit| 1 << bit);
        let joined: Vec<(u128, f64)> = groups.ending[unit]
            .iter()
            .map(|(members, spared)| {
                let bits = members.iter().map(|member| self.of.get(member).map_or(0, |&bit| 1_u128 << bit));
                (bits.fold(0, |all, bit| all | bit), *spared)
            })
            .collect();
        let mut next = Vec::with_capacity(states.len() * 2);
        for &(waiting, cost) in states {
            next.push((waiting | own, cost + 1.0));
            let open = joined.iter().filter(|(members, _)| waiting & members == *members);
            next.extend(open.map(|(members, spared)| (waiting & !members, cost + 1.0 + spared)));
        }
        next
    }

    /// Forgets the units whose last group was passed.
    fn end(&mut self, unit: usize, groups: &Groups, states: &mut Vec<(u128, f64)>) {
        let mut gone = 0_u128;
        self.of.retain(|&other, &mut bit| {
            let stays = groups.last[other] > unit;
            gone |= if stays { 0 } else { 1 << bit };
            stays
        });
        self.taken &= !gone;
        states.iter_mut().for_each(|(waiting, _)| *waiting &= !gone);
        states.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        states.dedup_by_key(|(waiting, _)| *waiting);
    }
}

/// Leaves out states that cannot come out better than a cheap one which does what they do, but for the units that only
/// they have waiting.
fn pruned(states: &mut Vec<(u128, f64)>, worth: &[f64]) {
    /// States that others are measured by.
    const CHEAPEST: usize = 16;
    states.sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
    let cheap: Vec<_> = states.iter().take(CHEAPEST).copied().collect();
    let mut at = 0;
    states.retain(|&(waiting, cost)| {
        at += 1;
        !cheap.iter().take(at - 1).any(|&(other, least)| {
            let mut only = waiting & !other;
            let mut gain = 0.0;
            while only != 0 {
                gain += worth[only.trailing_zeros() as usize];
                only &= only - 1;
            }
            cost >= least + gain
        })
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All ways of grouping, one unit after the other.
    fn by_trying_all(coders: &[Vec<Placed>]) -> f64 {
        fn least(units: &[(usize, Placed)], groups: &mut Vec<Vec<(usize, Placed)>>, pairs: f64) -> f64 {
            let Some((&unit, rest)) = units.split_first() else {
                let cost = |group: &Vec<(usize, Placed)>| {
                    let two = |at: usize| group[at + 1..].iter().map(move |b| (at, b));
                    let alike: f64 =
                        (0..group.len()).flat_map(two).map(|(at, b)| 1.0 - group[at].1.apart(b.1)).sum();
                    1.0 - alike / pairs
                };
                return groups.iter().map(cost).sum();
            };
            groups.push(vec![unit]);
            let mut best = least(rest, groups, pairs);
            groups.pop();
            for at in 0..groups.len() {
                if groups[at].iter().all(|other| other.0 != unit.0) {
                    groups[at].push(unit);
                    best = best.min(least(rest, groups, pairs));
                    groups[at].pop();
                }
            }
            best
        }
        let units: Vec<_> = coders
            .iter()
            .enumerate()
            .flat_map(|(coder, of)| of.iter().map(move |&unit| (coder, unit)))
            .collect();
        let pairs = (coders.len() * (coders.len() - 1) / 2) as f64;
        least(&units, &mut Vec::new(), pairs)
    }

    fn units(most: usize) -> impl Strategy<Value = Vec<Placed>> {
        let unit = (0_u32..40, 1_u32..15, 0_usize..2).prop_map(|(start, length, category)| Placed {
            start: f64::from(start),
            end: f64::from(start + length),
            category,
        });
        prop::collection::vec(unit, 0..most)
    }

    proptest! {
        #[test]
        fn two_coders_are_aligned_as_well_as_can_be(coders in prop::collection::vec(units(5), 2)) {
            prop_assert!((least_disorder(&coders).unwrap() - by_trying_all(&coders)).abs() < 1e-9);
        }

        #[test]
        fn three_coders_are_aligned_as_well_as_can_be(coders in prop::collection::vec(units(4), 3)) {
            prop_assert!((least_disorder(&coders).unwrap() - by_trying_all(&coders)).abs() < 1e-9);
        }

        #[test]
        fn four_coders_are_aligned_as_well_as_can_be(coders in prop::collection::vec(units(3), 4)) {
            prop_assert!((least_disorder(&coders).unwrap() - by_trying_all(&coders)).abs() < 1e-9);
        }
    }
}
