//! Sets of codes as values.

use std::collections::BTreeSet;

use concord::agreement::measure::{SetDistance, SetRatings};
use proptest::prelude::*;

use super::{is, same};

type Set = BTreeSet<u8>;
/// Units, each with a set a coder.
type Rows = Vec<Vec<Option<Set>>>;

fn rows() -> impl Strategy<Value = Rows> {
    (1_usize..4).prop_flat_map(|coders| {
        let set =
            prop::option::weighted(0.85, prop::collection::btree_set(prop_oneof![0_u8..3, 63_u8..66], 0..4));
        prop::collection::vec(prop::collection::vec(set, coders), 0..8)
    })
}

fn ratings(rows: &Rows, coders: usize) -> SetRatings {
    let mut ratings = SetRatings::new(coders);
    for row in rows {
        let words = |set: &Set| {
            let mut words = [0_u64; 2];
            set.iter().for_each(|&code| words[usize::from(code) / 64] |= 1 << (code % 64));
            words
        };
        let row: Vec<Option<[u64; 2]>> = row.iter().map(|set| set.as_ref().map(words)).collect();
        ratings.add(&row.iter().map(|set| set.as_ref().map(<[u64; 2]>::as_slice)).collect::<Vec<_>>(), 1);
    }
    ratings
}

fn apart(a: &Set, b: &Set, distance: SetDistance) -> f64 {
    let (both, either) = (a.intersection(b).count() as f64, a.union(b).count() as f64);
    if a == b {
        return 0.0;
    }
    let monotony = match (a.is_subset(b) || b.is_subset(a), both > 0.0) {
        (true, _) => 2.0 / 3.0,
        (false, true) => 1.0 / 3.0,
        (false, false) => 0.0,
    };
    match distance {
        SetDistance::Jaccard => 1.0 - both / either,
        SetDistance::Masi => 1.0 - both / either * monotony,
        SetDistance::Whole => 1.0,
    }
}

fn alpha(rows: &Rows, distance: SetDistance) -> Option<f64> {
    let units: Vec<Vec<&Set>> = rows.iter().map(|row| row.iter().flatten().collect()).collect();
    let shared: Vec<&Vec<&Set>> = units.iter().filter(|unit| unit.len() > 1).collect();
    let all: Vec<&Set> = shared.iter().flat_map(|unit| unit.iter().copied()).collect();
    let pairs = |sets: &[&Set]| {
        let with_all = |a: &&Set| sets.iter().map(|b| apart(a, b, distance)).sum::<f64>();
        sets.iter().map(with_all).sum::<f64>()
    };
    let n = all.len() as f64;
    let seen = shared.iter().map(|unit| pairs(unit) / (unit.len() - 1) as f64).sum::<f64>() / n;
    let expected = pairs(&all) / (n * (n - 1.0));
    (!all.is_empty() && expected > 0.0).then(|| 1.0 - seen / expected)
}

const DISTANCES: [SetDistance; 3] = [SetDistance::Jaccard, SetDistance::Masi, SetDistance::Whole];

proptest! {
    #[test]
    fn alphas_of_sets_equal_counting_every_pair(rows in rows(), by in 0_usize..8) {
        let coders = rows.first().map_or(2, Vec::len);
        let mut turned = rows.clone();
        turned.reverse();
        turned.iter_mut().for_each(|row| row.rotate_left(by % coders));
        for distance in DISTANCES {
            let found = ratings(&rows, coders).alpha(distance);
            prop_assert!(is(found, alpha(&rows, distance)), "{:?} {:?} {:?}", distance, found, alpha(&rows, distance));
            prop_assert!(same(found, ratings(&turned, coders).alpha(distance)));
        }
    }

    #[test]
    fn equal_sets_agree_wholly_or_have_no_figure(
        sets in prop::collection::vec(prop::collection::btree_set(0_u8..4, 0..4), 0..8)
    ) {
        let rows: Rows = sets.iter().map(|set| vec![Some(set.clone()); 3]).collect();
        let vary = sets.iter().collect::<BTreeSet<_>>().len() > 1;
        for distance in DISTANCES {
            prop_assert!(is(ratings(&rows, 3).alpha(distance), vary.then_some(1.0)));
        }
    }
}
