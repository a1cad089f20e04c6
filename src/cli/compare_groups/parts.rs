//! Pairs, strata, waves and numbers for a person: their tables, and what their tests assume.

use super::report::attribute;
use super::text::{ADJUSTED, Part, columns, family, left_out, of_leading, of_n, tabled};
use crate::analysis::compare_groups::{
    Answer, Found, NumberTests, PairTests, Row, StrataTests, Unpaired, WaveTests,
};
use crate::cli::output::{UNDEFINED, counted};
use crate::cli::statistics::{written, written_p};
use crate::lang::number::{amount, count, points_apart, ratio, score};
use crate::model::Project;
use crate::statistics::{Change, Description};

pub(super) fn pairs(project: &Project, answer: &Answer) -> Part {
    let [first, second] = answer.compared.clone().unwrap_or_default();
    let (only_first, only_second) = (format!("Only {first}"), format!("Only {second}"));
    let columns = columns(
        [
            "Both",
            &only_first,
            &only_second,
            "Neither",
            "Difference (95 %)",
            "Odds ratio (95 %)",
            "p (McNemar)",
        ]
        .into_iter()
        .chain(ADJUSTED)
        .chain(["mid-p", "Segments", "p (permutation)"]),
    );
    let cells = |_: &Row, tests: PairTests| {
        let cells = tests.cells;
        [
            [cells.both, cells.only_first, cells.only_second, cells.neither].map(count).to_vec(),
            vec![written(tests.risk_difference, points_apart), written(tests.odds_ratio, ratio)],
            of_leading(tests.leading),
            vec![
                written_p(tests.mcnemar_mid_p),
                tests.segments.mean_difference.map_or_else(|_| UNDEFINED.to_owned(), score),
                written_p(tests.segments.permutation.map(|exact| exact.p)),
            ],
        ]
        .concat()
    };
    let mut notes = vec![
        "McNemar’s exact test assumes that pairs are independent of each other; pairs that are alike say nothing in it.".to_owned(),
        family(answer),
    ];
    let mut name = String::new();
    let mut used = 0;
    if let Some(pairs) = &answer.pairs {
        name = attribute(project, pairs.attribute);
        used = pairs.used.len();
        let told = |(pair, why, members): &(String, Unpaired, Vec<_>)| {
            let why = match why {
                Unpaired::OneMember => "one member",
                Unpaired::SameGroup => "one group only",
                Unpaired::MoreThanTwo => "more than two",
            };
            format!("{pair} ({why}: {})", count(members.len()))
        };
        let left: Vec<String> = pairs.pairs_left_out.iter().map(told).collect();
        if !left.is_empty() {
            notes.push(format!("Pairs left out: {}", left.join(", ")));
        }
        notes.push(left_out("Not in a pair", &pairs.cases_left_out).trim_end().to_owned());
    }
    notes.retain(|note| !note.is_empty());
    Part {
        title: format!(
            "Matched pairs by {name}: {}; difference: {first} less {second} (Tango); odds ratio: only {first} to only {second}",
            counted(f64::from(u32::try_from(used).unwrap_or(u32::MAX)), "pair", "pairs")
        ),
        table: tabled(answer, &columns, |row| row.pairs.clone(), cells),
        notes,
    }
}

pub(super) fn strata(project: &Project, answer: &Answer) -> Part {
    let columns =
        columns(["Difference (95 %)", "Odds ratio (95 %)", "p (CMH)"].into_iter().chain(ADJUSTED).chain([
            "Strata that tell",
            "p (Breslow-Day)",
            "p (Tarone)",
        ]));
    let cells = |_: &Row, tests: StrataTests| {
        [
            vec![written(tests.risk_difference, points_apart), written(tests.odds_ratio, ratio)],
            of_leading(tests.leading),
            vec![
                format!("{} of {}", tests.informative, tests.strata),
                written_p(tests.breslow_day.map(|test| test.p)),
                written_p(tests.tarone.map(|test| test.p)),
            ],
        ]
        .concat()
    };
    let mut notes = vec![
        "Mantel-Haenszel assumes one odds ratio in all strata; a small p of Breslow-Day speaks against that."
            .to_owned(),
        family(answer),
    ];
    let name = answer.strata.as_ref().map(|strata| attribute(project, strata.attribute)).unwrap_or_default();
    if let Some(strata) = &answer.strata {
        notes.push(left_out("In no stratum", &strata.cases_left_out).trim_end().to_owned());
    }
    notes.retain(|note| !note.is_empty());
    Part {
        title: format!("Within strata by {name} (Mantel-Haenszel)"),
        table: tabled(answer, &columns, |row| row.strata.clone(), cells),
        notes,
    }
}

pub(super) fn waves(answer: &Answer) -> Part {
    let between: Vec<String> =
        answer.groups.windows(2).map(|waves| format!("{} → {}", waves[0].value, waves[1].value)).collect();
    let columns = columns(
        answer
            .groups
            .iter()
            .map(|group| group.value.as_str())
            .chain(["Q", "p (Cochran)"])
            .chain(ADJUSTED)
            .chain(between.iter().map(String::as_str)),
    );
    let tests = |row: &Row| match &row.found {
        Found::Waves(tests) => Some(tests.clone()),
        Found::Groups(_) | Found::Numbers(_) => None,
    };
    let cells = |row: &Row, tests: WaveTests| {
        let q = tests.cochran_q.map_or_else(|_| UNDEFINED.to_owned(), |q| score(q.statistic));
        let change = |change: &Change| format!("+{} −{}", change.gained, change.lost);
        [
            row.groups.iter().map(of_n).collect(),
            vec![q],
            of_leading(tests.leading),
            tests.changes.iter().map(change).collect(),
        ]
        .concat()
    };
    let complete = answer.rows.first().and_then(tests).map_or(0, |tests| tests.complete);
    Part {
        title:
            "n of N participants seen in each wave; then who gained and who lost it, of those seen in both"
                .to_owned(),
        table: tabled(answer, &columns, tests, cells),
        notes: vec![
            format!(
                "The same participants are seen again, so waves are no independent groups: Cochran’s Q is over the {} seen in all.",
                count(complete)
            ),
            family(answer),
        ],
    }
}

pub(super) fn numbers(project: &Project, answer: &Answer) -> Part {
    let columns = columns(
        ["With", "Median (quartiles)", "Without", "Median (quartiles)", "U / (n₁ n₂)", "p (Mann-Whitney)"]
            .into_iter()
            .chain(ADJUSTED)
            .chain(["rho with segments (95 %)", "p (Spearman)"]),
    );
    let tests = |row: &Row| match &row.found {
        Found::Numbers(tests) => Some((**tests).clone()),
        Found::Groups(_) | Found::Waves(_) => None,
    };
    let described = |of: &Description| {
        let quartiles = of.median.and_then(|median| Ok([median, of.q1?, of.q3?]));
        let written =
            |[median, q1, q3]: [f64; 3]| format!("{} ({} to {})", amount(median), amount(q1), amount(q3));
        [count(of.n), quartiles.map_or_else(|_| UNDEFINED.to_owned(), written)]
    };
    let cells = |_: &Row, tests: NumberTests| {
        let effect = tests.mann_whitney.map(|found| found.effect);
        [
            described(&tests.with).to_vec(),
            described(&tests.without).to_vec(),
            vec![effect.map_or_else(|_| UNDEFINED.to_owned(), score)],
            of_leading(tests.leading),
            vec![
                written(tests.spearman.map(|found| found.rho), score),
                written_p(tests.spearman.and_then(|found| found.p)),
            ],
        ]
        .concat()
    };
    let by = attribute(project, answer.by);
    Part {
        title: format!("{by} of participants with it and of those without"),
        table: tabled(answer, &columns, tests, cells),
        notes: vec![
            "Mann-Whitney compares ranks and assumes that participants are independent of each other; U / (n₁ n₂) is how often who has it has the greater number.".to_owned(),
            family(answer),
        ],
    }
}
