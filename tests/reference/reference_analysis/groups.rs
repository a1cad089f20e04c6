//! Kinds of cases about groups: two groups, tables, strata, pairs, waves, numbers, corrections, amounts, descriptions.

use std::collections::BTreeMap;

use concord::analysis::compare_groups::{Reason, Unpaired, left_out, pair_up};
use concord::statistics::*;
use serde_json::{Map, Value, json};

use super::Kind;

/// What is answered.
pub(super) const KINDS: &[Kind] = &[
    ("two_by_two", |case| two_by_two(&case["data"])),
    ("table", |case| table(&case["data"])),
    ("strata", |case| strata(&case["data"])),
    ("pairs", |case| pairs(&case["data"])),
    ("matched_sets", |case| matched_sets(&case["data"])),
    ("pair_rows", |case| pair_rows(&case["data"])),
    ("waves", |case| waves(&case["data"])),
    ("mann_whitney", |case| mann_whitney_case(&case["data"])),
    ("kruskal_wallis", |case| kruskal_wallis_case(&case["data"])),
    ("spearman", |case| spearman_case(&case["data"])),
    ("trend", |case| trend(&case["data"])),
    ("jonckheere", |case| jonckheere_case(&case["data"])),
    ("multiple", |case| multiple(&case["data"])),
    ("permutation", |case| permutation(&case["data"])),
    ("coverage", |case| coverage_case(&case["data"])),
    ("describe", |case| describe_case(&case["data"])),
    ("describe_categories", |case| categories(&case["data"])),
];

fn list<'v, T>(of: &'v Value, read: impl Fn(&'v Value) -> T) -> Vec<T> {
    of.as_array().unwrap().iter().map(read).collect()
}

fn count(of: &Value) -> u64 {
    of.as_u64().unwrap()
}

/// The known ones, and how many are not.
fn known(of: &Value) -> (Vec<f64>, usize) {
    let all = list(of, Value::as_f64);
    let known: Vec<f64> = all.iter().copied().flatten().collect();
    let missing = all.len() - known.len();
    (known, missing)
}

fn number(value: f64) -> Value {
    match value {
        f64::INFINITY => "inf".into(),
        f64::NEG_INFINITY => "-inf".into(),
        value => value.into(),
    }
}

fn told<T>(figure: Defined<T>, tell: impl Fn(T) -> Value) -> Value {
    match figure {
        Ok(figure) => tell(figure),
        Err(why) => json!({"undefined": why.to_string()}),
    }
}

fn ends(ci: Option<Interval>) -> Value {
    ci.map_or(Value::Null, |ci| json!([number(ci.low), number(ci.high)]))
}

fn estimate(figure: Defined<Estimate>) -> Value {
    told(figure, |estimate| json!({"value": number(estimate.value), "ci": ends(estimate.ci)}))
}

fn test(figure: Defined<Test>) -> Value {
    told(figure, |test| json!({"statistic": test.statistic, "df": test.df, "p": test.p}))
}

fn p(figure: Defined) -> Value {
    told(figure, |p| json!({"p": p}))
}

fn share(of: &Value) -> Share {
    Share { yes: count(&of["yes"]), n: count(&of["n"]) }
}

fn two_by_two(data: &Value) -> Value {
    let groups = list(&data["groups"], share);
    let two = TwoByTwo { first: groups[0], second: groups[1] };
    let whole = two.informative().and_then(|()| table_of(&groups));
    json!({
        "shares": groups.iter().map(|group| told(group.value(), Value::from)).collect::<Vec<_>>(),
        "share_cis": groups.iter().map(|group| ends(group.interval())).collect::<Vec<_>>(),
        "risk_difference": estimate(two.risk_difference()),
        "risk_ratio": estimate(two.risk_ratio()),
        "odds_ratio": estimate(Conditional::new(two).map(|all| all.odds_ratio())),
        "odds_ratio_sample": estimate(two.odds_ratio_sample()),
        "odds_ratio_haldane": estimate(two.odds_ratio_haldane()),
        "fisher": p(Conditional::new(two).map(|all| all.fisher())),
        "chi_squared": test(two.chi_squared()),
        "chi_squared_yates": test(two.chi_squared_yates()),
        "phi": told(two.phi(), Value::from),
        "cramers_v": told(whole, |table| table.cramers_v().into()),
        "min_expected": told(two.expected(), |all| all.into_iter().fold(f64::INFINITY, f64::min).into()),
        "cells_below_5": told(two.expected(), |all| all.iter().filter(|cell| **cell < 5.0).count().into()),
    })
}

fn table_of(groups: &[Share]) -> Defined<Table> {
    Table::new(&groups.iter().map(|group| vec![group.yes, group.n - group.yes]).collect::<Vec<_>>())
}

fn table(data: &Value) -> Value {
    let table = Table::new(&list(&data["table"], |row| list(row, count)));
    json!({
        "fisher": p(table.clone().map(|table| freeman_halton(&table, 1).p)),
        "chi_squared": test(table.clone().map(|table| table.chi_squared())),
        "cramers_v": told(table.clone(), |table| table.cramers_v().into()),
        "min_expected": told(table.clone(), |table| table.min_expected().into()),
        "cells_below_5": told(table, |table| table.cells_below_5().into()),
    })
}

fn strata_of(tables: &[TwoByTwo]) -> Value {
    let strata = Strata::new(tables);
    json!({
        "strata": tables.len(),
        "strata_with_both_groups": strata.with_both(),
        "strata_informative": strata.informative(),
        "risk_difference": estimate(strata.risk_difference()),
        "odds_ratio": estimate(strata.odds_ratio()),
        "cmh": test(strata.cmh()),
        "cmh_corrected": test(strata.cmh_corrected()),
        "breslow_day": test(strata.breslow_day()),
        "tarone": test(strata.tarone()),
    })
}

fn strata(data: &Value) -> Value {
    let group = |row: &Value| {
        let cells = list(row, count);
        Share { yes: cells[0], n: cells[0] + cells[1] }
    };
    let tables = list(&data["tables"], |table| {
        let groups = list(table, group);
        TwoByTwo { first: groups[0], second: groups[1] }
    });
    strata_of(&tables)
}

fn pairs(data: &Value) -> Value {
    let cell = |name: &str| count(&data[name]);
    let pairs = Pairs {
        both: cell("both"),
        only_first: cell("only_first"),
        only_second: cell("only_second"),
        neither: cell("neither"),
    };
    json!({
        "pairs": pairs.n(),
        "discordant": pairs.only_first + pairs.only_second,
        "mcnemar": p(pairs.mcnemar()),
        "mcnemar_mid_p": p(pairs.mcnemar_mid_p()),
        "mcnemar_chi_squared": test(pairs.mcnemar_chi_squared()),
        "mcnemar_chi_squared_corrected": test(pairs.mcnemar_chi_squared_corrected()),
        "odds_ratio": estimate(pairs.odds_ratio()),
        "risk_difference": estimate(pairs.risk_difference()),
        "risk_difference_newcombe": estimate(pairs.risk_difference_newcombe()),
    })
}

fn matched_sets(data: &Value) -> Value {
    let mut sets: BTreeMap<&str, TwoByTwo> = BTreeMap::new();
    for row in data["rows"].as_array().unwrap() {
        let none = TwoByTwo { first: Share::default(), second: Share::default() };
        let set = sets.entry(row["set"].as_str().unwrap()).or_insert(none);
        let group = if row["group"] == data["first"] { &mut set.first } else { &mut set.second };
        group.n += 1;
        group.yes += count(&row["present"]);
    }
    let tables: Vec<TwoByTwo> = sets.into_values().collect();
    let Value::Object(mut found) = strata_of(&tables) else { unreachable!("an object was made") };
    let of = |found: &mut Map<String, Value>, key: &str| found.remove(key).unwrap();
    json!({
        "sets": of(&mut found, "strata"),
        "sets_with_both_groups": of(&mut found, "strata_with_both_groups"),
        "sets_informative": of(&mut found, "strata_informative"),
        "odds_ratio": of(&mut found, "odds_ratio"),
        "cmh": of(&mut found, "cmh"),
    })
}

fn pair_rows(data: &Value) -> Value {
    let [first, second] = ["first", "second"].map(|name| data[name].as_str().unwrap());
    let (mut members, mut left) = (Vec::new(), Vec::new());
    let mut present = BTreeMap::new();
    for row in data["rows"].as_array().unwrap() {
        let [case, group, pair] = ["case", "group", "pair"].map(|key| row[key].as_str());
        let case = case.unwrap();
        let coded = row["present"].as_u64();
        present.insert(case, coded == Some(1));
        let named = Some((pair.is_some(), Reason::NoPair));
        match left_out(coded.is_some(), group, Some(&[first, second]), named) {
            Some(reason) => left.push(json!({"case": case, "reason": reason.name()})),
            None => members.push((case, pair.unwrap(), group == Some(first))),
        }
    }
    let pairing = pair_up(members);
    let count = |both: [bool; 2]| {
        pairing.pairs.iter().filter(|(_, first, second)| [present[first], present[second]] == both).count()
    };
    let unpaired = |(pair, why, cases): &(String, Unpaired, Vec<&str>)| json!({"pair": pair, "reason": why.name(), "cases": cases});
    json!({
        "both": count([true, true]),
        "only_first": count([true, false]),
        "only_second": count([false, true]),
        "neither": count([false, false]),
        "cases_left_out": left,
        "pairs_left_out": pairing.left_out.iter().map(unpaired).collect::<Vec<_>>(),
    })
}

fn waves(data: &Value) -> Value {
    let seen = |cell: &Value| cell.as_u64().map(|cell| cell == 1);
    let rows = list(&data["rows"], |row| list(row, seen));
    let (complete, q) = cochran_q(&rows);
    let change = |(at, change): (usize, Change)| {
        let Change { kept, gained, lost, never } = change;
        let participants = change.participants();
        json!({"from": at + 1, "to": at + 2, "participants": participants, "kept": kept, "gained": gained, "lost": lost, "never": never})
    };
    json!({
        "participants": rows.len(),
        "complete": complete,
        "changes": changes(&rows).into_iter().enumerate().map(change).collect::<Vec<_>>(),
        "cochran_q": test(q),
    })
}

fn mann_whitney_case(data: &Value) -> Value {
    let ((first, no_first), (second, no_second)) = (known(&data["first"]), known(&data["second"]));
    let found = mann_whitney(&first, &second);
    let of = |tell: fn(&MannWhitney) -> Value| told(found, |found| tell(&found));
    json!({
        "n": [first.len(), second.len()],
        "missing": [no_first, no_second],
        "u": of(|found| found.u.into()),
        "effect": of(|found| found.effect.into()),
        "exact": of(|found| found.exact.map_or(Value::Null, |p| json!({"p": p}))),
        "normal": of(|found| p(found.normal)),
        "method": of(|found| found.p().map_or(Value::Null, |_| found.method().into())),
        "p": of(|found| told(found.p(), Value::from)),
    })
}

fn kruskal_wallis_case(data: &Value) -> Value {
    let groups = list(&data["groups"], |group| known(group).0);
    let found = kruskal_wallis(&groups);
    json!({
        "groups": groups.iter().filter(|group| !group.is_empty()).count(),
        "n": groups.iter().map(Vec::len).sum::<usize>(),
        "kruskal_wallis": test(found.map(|found| found.test)),
        "epsilon_squared": told(found, |found| found.epsilon_squared.into()),
    })
}

fn spearman_case(data: &Value) -> Value {
    let all = list(&data["x"], Value::as_f64).into_iter().zip(list(&data["y"], Value::as_f64));
    let pairs: Vec<(f64, f64)> = all.clone().filter_map(|(x, y)| x.zip(y)).collect();
    let found = spearman(&pairs);
    json!({
        "n": pairs.len(),
        "missing": all.count() - pairs.len(),
        "spearman": estimate(found.map(|found| found.rho)),
        "p": told(found.and_then(|found| found.p), Value::from),
        "method": told(found, |found| found.method.into()),
    })
}

fn trend(data: &Value) -> Value {
    let scores = data["scores"].as_array().map(|_| known(&data["scores"]).0);
    let found = cochran_armitage(&list(&data["levels"], share), scores.as_deref());
    json!({"trend": told(found, |trend| json!({"statistic": trend.z, "p": trend.p}))})
}

fn jonckheere_case(data: &Value) -> Value {
    let found = jonckheere(&list(&data["groups"], |group| known(group).0));
    let tell = |found: Jonckheere| json!({"statistic": found.statistic, "z": found.z, "p": found.p});
    json!({"jonckheere": told(found, tell)})
}

fn multiple(data: &Value) -> Value {
    let family = list(&data["p"], Value::as_f64);
    json!({
        "holm": holm(&family),
        "benjamini_hochberg": benjamini_hochberg(&family),
        "tests": family.iter().flatten().count(),
    })
}

fn permutation(data: &Value) -> Value {
    let (values, _) = known(&data["values"]);
    let first = list(&data["groups"], |group| *group == data["first"]);
    let names = data["strata"].as_array();
    let strata: Option<Vec<usize>> = names
        .map(|names| names.iter().map(|own| names.iter().position(|name| name == own).unwrap()).collect());
    let arrangements = Arrangements::new(&first, strata.as_deref(), 1);
    let found = arrangements.test(std::slice::from_ref(&values))[0];
    json!({
        "means": means(&values, &first).map(|mean| told(mean, Value::from)),
        "statistic": told(found, |_| arrangements.statistic(&values).into()),
        "p": told(found, |found| found.p.into()),
        "arrangements": arrangements.count(),
    })
}

fn coverage_case(data: &Value) -> Value {
    let group = |name: &str| -> Vec<Part> {
        let rows = data["rows"].as_array().unwrap().iter().filter(|row| row["group"] == data[name]);
        rows.map(|row| Part { part: count(&row["part"]), whole: count(&row["whole"]) }).collect()
    };
    let (first, second) = (group("first"), group("second"));
    let shares = [coverage(&first), coverage(&second)].map(|share| told(share, Value::from));
    let drawn = bootstrap(&first, &second, 40_000, 1);
    json!({
        "coverage": shares,
        "clusters": [first.len(), second.len()],
        "difference": estimate(difference(&first, &second)),
        "bootstrap": drawn.map(|ci| json!({"ci": [ci.low, ci.high]})),
    })
}

fn describe_case(data: &Value) -> Value {
    let (values, missing) = known(&data["values"]);
    let found = describe(&values);
    json!({
        "n": found.n,
        "missing": missing,
        "mean": told(found.mean, Value::from),
        "sd": told(found.sd, Value::from),
        "median": told(found.median, Value::from),
        "q1": told(found.q1, Value::from),
        "q3": told(found.q3, Value::from),
        "min": told(found.min, Value::from),
        "max": told(found.max, Value::from),
    })
}

fn categories(data: &Value) -> Value {
    let all = list(&data["values"], |value| value.as_str().filter(|value| !value.is_empty()));
    let known: Vec<&str> = all.iter().copied().flatten().collect();
    let row = |level: &Value| {
        let yes = known.iter().filter(|value| *level == **value).count() as u64;
        let share = Share { yes, n: known.len() as u64 };
        json!({"value": level, "n": yes, "share": told(share.value(), Value::from), "share_ci": ends(share.interval())})
    };
    json!({"n": known.len(), "missing": all.len() - known.len(), "rows": list(&data["levels"], row)})
}
