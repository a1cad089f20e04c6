//! What must hold whatever the counts are, and what exact tests give far out.

use proptest::prelude::*;

use super::*;

fn two([a, b, c, d]: [u64; 4]) -> TwoByTwo {
    TwoByTwo { first: Share { yes: a, n: a + b }, second: Share { yes: c, n: c + d } }
}

fn swapped(table: TwoByTwo) -> TwoByTwo {
    TwoByTwo { first: table.second, second: table.first }
}

fn near(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-8 * a.abs().max(b.abs()).max(1.0)
}

/// The same measure from the other side: of differences the sign is turned, of ratios they are.
fn turned(found: Estimate, turn: fn(f64) -> f64) -> Estimate {
    Estimate {
        value: turn(found.value),
        ci: found.ci.map(|ci| Interval { low: turn(ci.high), high: turn(ci.low) }),
    }
}

fn same(a: Defined<Estimate>, b: Defined<Estimate>) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            let ends = match (a.ci, b.ci) {
                (Some(a), Some(b)) => near(a.low, b.low) && near(a.high, b.high),
                (a, b) => a == b,
            };
            near(a.value, b.value) && ends
        }
        (a, b) => a == b,
    }
}

fn cells() -> impl Strategy<Value = [u64; 4]> {
    prop::array::uniform4(0_u64..40)
}

proptest! {
    #[test]
    fn groups_swapped_change_signs_only(cells in cells()) {
        let (table, other) = (two(cells), swapped(two(cells)));
        let turn = |found: Defined<Estimate>, turn: fn(f64) -> f64| found.map(|found| turned(found, turn));
        prop_assert!(same(table.risk_difference(), turn(other.risk_difference(), |x| -x)));
        prop_assert!(same(table.risk_ratio(), turn(other.risk_ratio(), |x| 1.0 / x)));
        prop_assert!(same(table.odds_ratio_sample(), turn(other.odds_ratio_sample(), |x| 1.0 / x)));
        let conditional = |table| Conditional::new(table).map(|all| all.odds_ratio());
        let (odds, turned) = (conditional(table), turn(conditional(other), |x| 1.0 / x));
        prop_assert!(same(odds, turned), "{odds:?} {turned:?}");
        prop_assert_eq!(table.chi_squared(), other.chi_squared());
        let fisher = |table| Conditional::new(table).map(|all| all.fisher());
        prop_assert!(fisher(table).is_err() || near(fisher(table).unwrap(), fisher(other).unwrap()));
    }

    #[test]
    fn fisher_is_freeman_and_haltons_of_two_rows(cells in cells()) {
        let table = two(cells);
        let rows = [table.first, table.second].map(|share| vec![share.yes, share.n - share.yes]);
        let (Ok(all), Ok(whole)) = (Conditional::new(table), Table::new(&rows)) else { return Ok(()) };
        let exact = freeman_halton(&whole, 1);
        prop_assert_eq!(exact.drawn, None);
        prop_assert!(near(all.fisher(), exact.p), "{} {}", all.fisher(), exact.p);
        let test = table.chi_squared().unwrap();
        prop_assert!(near(test.statistic, whole.chi_squared().statistic));
    }

    #[test]
    fn rows_of_a_table_have_no_order(mut rows in prop::collection::vec(prop::array::uniform2(0_u64..9), 2..6)) {
        let table = |rows: &[[u64; 2]]| Table::new(&rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>());
        let p = |rows: &[[u64; 2]]| table(rows).map(|table| freeman_halton(&table, 1).p);
        let before = p(&rows);
        rows.reverse();
        let after = p(&rows);
        prop_assert!(before == after || near(before.unwrap(), after.unwrap()), "{before:?} {after:?}");
    }

    #[test]
    fn one_stratum_is_none(cells in cells()) {
        let table = two(cells);
        let strata = Strata::new(&[table]);
        let value = |found: Defined<Estimate>| found.map(|found| found.value);
        match (value(strata.odds_ratio()), value(table.odds_ratio_sample())) {
            (Ok(a), Ok(b)) => prop_assert!(near(a, b), "{a} {b}"),
            // Where a cross product has two empty cells both ways, nothing is left to be said within strata.
            (a, b) => prop_assert!(a.is_err() && (b.is_err() || cells.contains(&0))),
        }
        match (value(strata.risk_difference()), value(table.risk_difference())) {
            (Ok(a), Ok(b)) => prop_assert!(near(a, b), "{a} {b}"),
            (a, b) => prop_assert!(a.is_err() && b.is_err()),
        }
        if let (Ok(cmh), Ok(pearson)) = (strata.cmh(), table.chi_squared()) {
            let n = (table.first.n + table.second.n) as f64;
            prop_assert!(near(cmh.statistic, pearson.statistic * (n - 1.0) / n));
        }
    }

    #[test]
    fn sets_of_two_are_pairs(cells in cells()) {
        let [both, only_first, only_second, neither] = cells;
        let pairs = Pairs { both, only_first, only_second, neither };
        let one = |yes: [u64; 2]| two([yes[0], 1 - yes[0], yes[1], 1 - yes[1]]);
        let kinds = [(both, [1, 1]), (only_first, [1, 0]), (only_second, [0, 1]), (neither, [0, 0])];
        let sets: Vec<TwoByTwo> =
            kinds.iter().flat_map(|&(n, yes)| std::iter::repeat_n(one(yes), n as usize)).collect();
        let strata = Strata::new(&sets);
        match (pairs.mcnemar_chi_squared(), strata.cmh()) {
            (Ok(pairs), Ok(sets)) => prop_assert!(near(pairs.statistic, sets.statistic)),
            (pairs, sets) => prop_assert!(pairs.is_err() && sets.is_err()),
        }
        match (pairs.odds_ratio(), strata.odds_ratio()) {
            (Ok(pairs), Ok(sets)) => prop_assert!(near(pairs.value, sets.value)),
            (pairs, sets) => prop_assert!(pairs.is_err() && sets.is_err()),
        }
    }

    #[test]
    fn pairs_swapped_change_signs_only(cells in cells()) {
        let [both, only_first, only_second, neither] = cells;
        let pairs = Pairs { both, only_first, only_second, neither };
        let other = Pairs { only_first: only_second, only_second: only_first, ..pairs };
        prop_assert_eq!(pairs.mcnemar(), other.mcnemar());
        let turn = |found: Defined<Estimate>, turn: fn(f64) -> f64| found.map(|found| turned(found, turn));
        prop_assert!(same(pairs.risk_difference(), turn(other.risk_difference(), |x| -x)));
        prop_assert!(same(pairs.risk_difference_newcombe(), turn(other.risk_difference_newcombe(), |x| -x)));
        prop_assert!(same(pairs.odds_ratio(), turn(other.odds_ratio(), |x| 1.0 / x)));
    }

    #[test]
    fn identical_members_of_pairs_say_nothing(both in 0_u64..50, neither in 0_u64..50, way in 1_u64..50) {
        let alike = Pairs { both, neither, ..Pairs::default() };
        prop_assert!(alike.mcnemar().is_err());
        prop_assert!(alike.n() == 0 || alike.risk_difference().unwrap().value == 0.0);
        let even = Pairs { only_first: way, only_second: way, ..alike };
        prop_assert_eq!(even.mcnemar(), Ok(1.0));
    }

    #[test]
    fn two_waves_are_mcnemars(rows in prop::collection::vec(prop::array::uniform2(prop::option::of(any::<bool>())), 0..40)) {
        let rows: Vec<Vec<Option<bool>>> = rows.iter().map(|row| row.to_vec()).collect();
        let (complete, q) = cochran_q(&rows);
        let [change] = changes(&rows)[..] else { return Ok(()) };
        prop_assert_eq!(complete, change.participants());
        let pairs =
            Pairs { both: change.kept, only_first: change.lost, only_second: change.gained, neither: change.never };
        match (q, pairs.mcnemar_chi_squared()) {
            (Ok(q), Ok(pairs)) => prop_assert!(near(q.statistic, pairs.statistic)),
            (q, pairs) => prop_assert!(q.is_err() && pairs.is_err()),
        }
    }

    #[test]
    fn sums_count_what_a_list_of_all_does(
        values in prop::collection::vec(0_u32..6, 4..13),
        labels in prop::collection::vec((any::<bool>(), 0_usize..3), 13),
    ) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let first: Vec<bool> = labels[..values.len()].iter().map(|label| label.0).collect();
        let strata: Vec<usize> = labels[..values.len()].iter().map(|label| label.1).collect();
        for strata in [None, Some(strata.as_slice())] {
            let all = Arrangements::new(&first, strata, 1);
            let exact = all.test(std::slice::from_ref(&values))[0];
            let Ok(exact) = exact else { continue };
            prop_assert_eq!(exact.drawn, None);
            prop_assert!(near(exact.p, all.by_sums(&values).unwrap()), "{} {:?}", exact.p, all.by_sums(&values));
            let other: Vec<bool> = first.iter().map(|first| !first).collect();
            let turned = Arrangements::new(&other, strata, 1).test(std::slice::from_ref(&values))[0];
            prop_assert!(near(exact.p, turned.unwrap().p));
        }
    }

    #[test]
    fn corrections_never_make_a_p_smaller(p in prop::collection::vec(prop::option::of(0.0..1.0_f64), 0..30)) {
        for corrected in [holm(&p), benjamini_hochberg(&p)] {
            for (raw, corrected) in p.iter().zip(corrected) {
                prop_assert!(raw.is_some() == corrected.is_some());
                prop_assert!(raw.zip(corrected).is_none_or(|(raw, corrected)| raw <= corrected && corrected <= 1.0));
            }
        }
    }
}

#[test]
fn exact_tests_hold_far_out() {
    // R: fisher.test(matrix(c(2600, 2400, 2400, 2600), 2))$p.value and so on.
    let table = two([2600, 2400, 2400, 2600]);
    let all = Conditional::new(table).unwrap();
    let chi = table.chi_squared_yates().unwrap().p;
    assert!((all.fisher() / chi - 1.0).abs() < 0.01, "{} {chi}", all.fisher());
    let odds = all.odds_ratio();
    assert!((odds.value - 1.173_6).abs() < 1e-3, "{odds:?}");
    let apart = Conditional::new(two([5000, 0, 0, 5000])).unwrap();
    assert_eq!(apart.fisher(), f64::MIN_POSITIVE, "smaller than any number, and never 0");
    assert_eq!(apart.odds_ratio().value, f64::INFINITY);
    let pairs = Pairs { only_first: 5100, only_second: 4900, ..Pairs::default() };
    let normal = pairs.mcnemar_chi_squared_corrected().unwrap().p;
    assert!((pairs.mcnemar().unwrap() / normal - 1.0).abs() < 1e-3);
}

#[test]
fn many_groups_are_drawn_the_same_each_time() {
    let rows: Vec<Vec<u64>> = (0..40).map(|n| vec![n * 7 % 11, 11 + n * 3 % 5]).collect();
    let table = Table::new(&rows).unwrap();
    let p = freeman_halton(&table, 3);
    assert_eq!(p, freeman_halton(&table, 3));
    let chi = table.chi_squared().p;
    assert!((p.p - chi).abs() < 0.05, "{p:?} {chi}");
}

#[test]
fn tables_drawn_together_are_near_what_each_is() {
    let rows = |shift: u64| -> Vec<Vec<u64>> {
        (0..11_u64)
            .map(|n| {
                let yes = 2 + (n * 5 + shift) % 9;
                vec![yes, 15 + n % 3 - yes]
            })
            .collect()
    };
    let tables: Vec<Table> = (0..4).map(|shift| Table::new(&rows(shift)).unwrap()).collect();
    let all: Vec<&Table> = tables.iter().collect();
    for (table, together) in tables.iter().zip(freeman_haltons(&all, 5)) {
        assert!(together.drawn.is_some(), "eleven groups are too many to be counted");
        let alone = freeman_halton(table, 6);
        assert!((together.p - alone.p).abs() < 0.01, "{together:?} {alone:?}");
        assert!((together.p - table.chi_squared().p).abs() < 0.06);
    }
}

#[test]
fn what_is_drawn_is_near_what_is_counted() {
    let values: Vec<f64> = (0..60_u32).map(|n| f64::from(n * n % 7)).collect();
    let first: Vec<bool> = (0..60).map(|n| n % 2 == 0 || n > 50).collect();
    let all = Arrangements::new(&first, None, 1);
    let exact = all.test(std::slice::from_ref(&values))[0].unwrap();
    assert_eq!(exact.drawn, None, "sums are counted");
    let uneven: Vec<f64> = values.iter().map(|value| value + 0.25).collect();
    let drawn = all.test(std::slice::from_ref(&uneven))[0].unwrap();
    assert_eq!(drawn.drawn, Some(Drawn { draws: 10_000, seed: 1 }));
    assert!((drawn.p - exact.p).abs() < 0.02, "{drawn:?} {exact:?}");
}
