//! Random edits keep `check` silent, the difference between any two projects leads from one to the other, and what two
//! did at once is brought together.

use concord::model::*;
use concord::store::merge;
use proptest::prelude::*;

use crate::common::random::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_keep_every_rule(deeds in deeds()) {
        for project in walk(&deeds) {
            prop_assert_eq!(project.check(), vec![]);
        }
    }

    #[test]
    fn a_difference_leads_both_ways(deeds in deeds(), cut in 0usize..60) {
        let all = walk(&deeds);
        let (a, b) = (&all[cut % all.len()], &all[all.len() - 1]);
        prop_assert_eq!(&a.apply_all(&a.diff(b)).unwrap(), b);
        prop_assert_eq!(&b.apply_all(&b.diff(a)).unwrap(), a);
        prop_assert_eq!(b.diff(b), vec![]);
    }
}

/// Codings that are put and words that are corrected, by one of two who do not know of each other.
fn one_side(k: u8) -> impl Strategy<Value = Vec<Deed>> {
    let one = (0u8..6, 0u8..3, any::<u8>(), 0u8..30, Just(false));
    let codings =
        (0u8..2, prop::collection::vec(one, 1..4)).prop_map(move |(t, list)| put_codings(t, k, list));
    // Each decides about other passages, in one layer of both.
    let decided = (0u8..2, 0u8..3, 0u8..3, any::<u8>())
        .prop_map(move |(t, n, c, start)| put_settlement(t, 2, n * 3 + k, c, start, Decision::Both));
    let deed = prop_oneof![
        2 => codings.prop_map(Deed::Edit),
        1 => decided.prop_map(Deed::Edit),
        1 => correction()
    ];
    prop::collection::vec(deed, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_two_did_at_once_is_brought_together(before in one_side(2), mine in one_side(0), theirs in one_side(1)) {
        let from = |base: &Project, deeds: &[Deed]| {
            let make = |project: Project, deed: &Deed| {
                let next = deed.edit(&project).and_then(|edit| project.apply(&edit).ok());
                next.unwrap_or(project)
            };
            deeds.iter().fold(base.clone(), make)
        };
        let base = from(&walk(&[])[0], &before);
        let (ours, theirs) = (from(&base, &mine), from(&base, &theirs));
        prop_assert_eq!(&merge(&base, &ours, &base).0, &ours);
        prop_assert_eq!(&merge(&base, &base, &theirs).0, &theirs);
        let (merged, lost) = merge(&base, &ours, &theirs);
        prop_assert_eq!(lost, vec![]);
        prop_assert_eq!(merged.check(), vec![]);
        for layer in ours.layers().chain(theirs.layers()) {
            let there = merged.layer(layer.transcript(), layer.coder()).unwrap();
            let orphans = layer.orphans().iter().map(|o| o.id);
            prop_assert!(layer.codings().iter().map(|c| c.id).chain(orphans).all(|id| there.holds(id)));
        }
    }
}

#[test]
fn the_random_edits_are_not_all_refused() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let many: Vec<Deed> = (0..200).flat_map(|_| deeds().new_tree(&mut runner).unwrap().current()).collect();
    let all = walk(&many);
    assert!(all.len() > many.len() / 4, "only {} of {} fitted", all.len(), many.len());
    assert!(all.iter().any(|p| p.codings() > 3) && all.iter().any(|p| !p.memos().is_empty()));
    assert!(
        all.iter()
            .any(|p| p.assignments().count() > 1 && p.transcript_sets().len() > 1 && !p.scopes().is_empty())
    );
    assert!(all.iter().any(|p| p.orphans().count() > 1) && all.iter().any(|p| !p.code_sets().is_empty()));
    assert!(all.iter().any(|p| p.memos().iter().any(|m| p.thread(m.id).len() > 1)));
    assert!(all.iter().any(|p| p.layers().any(|l| l.settlements().len() > 1)));
    assert!(all.iter().any(|p| p.phase() == Phase::Independent));
    assert!(all.iter().any(|p| p.transcripts().iter().any(|t| t.has_ties())));
}
