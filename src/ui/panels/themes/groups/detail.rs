//! All that was reckoned of one row, part by part in words, and who was left out. Plain data; never draws, never counts.

use std::collections::BTreeMap;

use super::numbers::{described, estimate, of_exact, of_p, of_share, of_test};
use crate::analysis::compare_groups::{
    Answer, Counted, Found, GroupTests, LeftOut, NumberTests, PairTests, Reason, Row, StrataTests, TwoTests,
    Unpaired, WaveTests,
};
use crate::lang::number::{amount, count, points_apart, ratio, score};
use crate::lang::{number, text, with};
use crate::model::{Participant, Project};
use crate::statistics::Defined;
use crate::ui::context::Written;

/// Some lines under a heading.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) title: String,
    pub(super) lines: Vec<(String, Written)>,
}

fn part(title: String, lines: Vec<(String, Written)>) -> Part {
    Part { title, lines }
}

fn line(key: &str, written: Written) -> (String, Written) {
    (text(key), written)
}

/// Of a row, all that there is.
pub(super) fn parts(answer: &Answer, row: &Row) -> Vec<Part> {
    let mut parts = Vec::new();
    let names = || answer.compared.clone().unwrap_or_default();
    if let Some(pairs) = &row.pairs {
        parts.push(of_pairs(names(), pairs));
    }
    if let Some(strata) = &row.strata {
        parts.extend(of_strata(&names(), strata));
    }
    if !row.groups.is_empty() {
        parts.push(shares(answer, row));
    }
    match &row.found {
        Found::Groups(tests) => parts.extend(of_groups(&names(), tests)),
        Found::Waves(tests) => parts.push(of_waves(answer, tests)),
        Found::Numbers(tests) => parts.extend(of_numbers(tests)),
    }
    parts
}

/// "5 of 6 (83 %; 44 to 97 %)"
fn share(counted: &Counted) -> Written {
    Written::of(counted.share, |share| {
        let of = [("n", amount(counted.n).into()), ("all", amount(counted.of).into())];
        let (of, share) = (with("n-of-all", &of), number::percent(share));
        match counted.ci {
            Some(ci) => format!("{of} ({share}; {})", number::percent_interval(ci.low, ci.high)),
            None => format!("{of} ({share})"),
        }
    })
}

fn shares(answer: &Answer, row: &Row) -> Part {
    let lines = answer.groups.iter().zip(&row.groups).map(|(group, of)| (group.value.clone(), share(of)));
    part(text("groups-shares"), lines.collect())
}

fn of_groups(names: &[String; 2], tests: &GroupTests) -> Vec<Part> {
    let mut measures = Vec::new();
    if let Some(two) = &tests.two {
        measures.extend([
            line("groups-risk-difference", estimate(two.risk_difference, points_apart)),
            line("groups-risk-ratio", estimate(two.risk_ratio, ratio)),
            line("groups-odds-ratio", estimate(two.odds_ratio, ratio)),
            line("groups-odds-ratio-sample", estimate(two.odds_ratio_sample, ratio)),
        ]);
    }
    measures.push(line("groups-fisher", of_exact(tests.fisher)));
    measures.push(line("groups-chi-squared", of_test(tests.chi_squared)));
    if let Some(two) = &tests.two {
        measures.push(line("groups-chi-squared-yates", of_test(two.chi_squared_yates)));
    }
    measures.push(line("groups-cramers-v", Written::of(tests.cramers_v, score)));
    measures.push(line("groups-min-expected", Written::of(tests.min_expected, score)));
    if let Ok(trend) = tests.trend {
        let said = [("z", score(trend.z).into()), ("p", number::p(trend.p).into())];
        measures.push(line("groups-trend", Written::new(with("groups-trend-written", &said))));
    }
    let title = if tests.two.is_some() {
        let [first, second] = names.clone();
        with("groups-against", &[("first", first.into()), ("second", second.into())])
    } else {
        text("groups-all")
    };
    let mut parts = vec![part(title, measures)];
    parts.extend(tests.two.as_ref().map(|two| amounts(names, two)));
    parts
}

/// Segments and coverage, with the participant as the unit.
fn amounts(names: &[String; 2], two: &TwoTests) -> Part {
    let of = |key: &str, name: &String| with(key, &[("group", name.as_str().into())]);
    let means = names.iter().zip(two.segments.means);
    let means = means.map(|(name, mean)| (of("groups-segments-of", name), Written::of(mean, score)));
    let covers = names.iter().zip(two.coverage.shares);
    let covers = covers.map(|(name, share)| (of("groups-coverage-of", name), of_share(share)));
    let mut lines: Vec<(String, Written)> = means.collect();
    lines.push(line("groups-segments-p", of_exact(two.segments.permutation)));
    lines.extend(covers);
    lines.push(line("groups-coverage-difference", estimate(two.coverage.difference, points_apart)));
    part(text("groups-amounts"), lines)
}

fn of_pairs([first, second]: [String; 2], tests: &PairTests) -> Part {
    let only =
        |name: String, n: u64| (with("groups-pairs-only", &[("group", name.into())]), Written::new(count(n)));
    let cells = tests.cells;
    let lines = vec![
        line("groups-pairs-both", Written::new(count(cells.both))),
        only(first, cells.only_first),
        only(second, cells.only_second),
        line("groups-pairs-neither", Written::new(count(cells.neither))),
        line("groups-mcnemar", of_p(tests.mcnemar)),
        line("groups-mcnemar-mid", of_p(tests.mcnemar_mid_p)),
        line("groups-pairs-odds-ratio", estimate(tests.odds_ratio, ratio)),
        line("groups-pairs-difference", estimate(tests.risk_difference, points_apart)),
        line("groups-pairs-segments", Written::of(tests.segments.mean_difference, score)),
        line("groups-pairs-segments-p", of_exact(tests.segments.permutation)),
    ];
    part(with("groups-pairs-n", &[("n", cells.n().into())]), lines)
}

fn of_strata(names: &[String; 2], tests: &StrataTests) -> [Part; 2] {
    let informative = [("n", tests.informative.into()), ("all", tests.strata.into())];
    let measures = vec![
        line("groups-strata-odds-ratio", estimate(tests.odds_ratio, ratio)),
        line("groups-strata-difference", estimate(tests.risk_difference, points_apart)),
        line("groups-cmh", of_test(tests.cmh)),
        line("groups-cmh-corrected", of_test(tests.cmh_corrected)),
        line("groups-breslow-day", of_test(tests.breslow_day)),
        line("groups-tarone", of_test(tests.tarone)),
        line("groups-informative", Written::new(with("n-of-all", &informative))),
    ];
    let strata = tests.tables.iter().flat_map(|stratum| {
        let groups = names.iter().zip(&stratum.groups);
        groups.map(|(name, counted)| (format!("{}, {name}", stratum.value), share(counted)))
    });
    [part(text("groups-strata"), measures), part(text("groups-strata-tables"), strata.collect())]
}

fn of_waves(answer: &Answer, tests: &WaveTests) -> Part {
    let mut lines = vec![
        line("groups-complete", Written::new(count(tests.complete))),
        line("groups-cochran", of_test(tests.cochran_q)),
    ];
    for (waves, change) in answer.groups.windows(2).zip(&tests.changes) {
        let [from, to] = [0, 1].map(|at| waves[at].value.as_str());
        let said = [
            ("kept", change.kept.into()),
            ("gained", change.gained.into()),
            ("lost", change.lost.into()),
            ("never", change.never.into()),
            ("n", change.participants().into()),
        ];
        let title = with("groups-change", &[("from", from.into()), ("to", to.into())]);
        lines.push((title, Written::new(with("groups-change-written", &said))));
    }
    part(text("groups-waves"), lines)
}

fn of_numbers(tests: &NumberTests) -> Vec<Part> {
    let mann_whitney = tests.mann_whitney;
    let method = match mann_whitney.map(|found| found.method()) {
        Ok("exact") => "groups-mann-whitney-exact",
        Ok(_) | Err(_) => "groups-mann-whitney-normal",
    };
    let lines = vec![
        line("groups-u", Written::of(mann_whitney.map(|found| found.u), amount)),
        line("groups-effect-whole", of_share(mann_whitney.map(|found| found.effect))),
        line(method, of_p(tests.leading.p)),
        line("groups-spearman", estimate(tests.spearman.map(|found| found.rho), score)),
        line("groups-spearman-p", of_p(tests.spearman.and_then(|found| -> Defined { found.p }))),
    ];
    vec![
        part(text("groups-with"), described(&tests.with)),
        part(text("groups-without"), described(&tests.without)),
        part(text("groups-ranks"), lines),
    ]
}

/// Who was left out, reason by reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Left {
    /// Why, with how many.
    pub(super) why: String,
    /// Who.
    pub(super) who: Vec<String>,
}

/// Everybody and every pair that is not in what is compared, each once, by the first reason that holds.
pub(super) fn left_out(project: &Project, answer: &Answer) -> Vec<Left> {
    let name = |who: &Participant| project.participant_name(*who).to_owned();
    let in_pairs = answer.pairs.iter().flat_map(|pairs| &pairs.cases_left_out);
    let in_strata = answer.strata.iter().flat_map(|strata| &strata.cases_left_out);
    let mut reasons: BTreeMap<Reason, Vec<String>> = BTreeMap::new();
    for LeftOut { who, reason } in answer.left_out.iter().chain(in_pairs).chain(in_strata) {
        let there = reasons.entry(*reason).or_default();
        let name = name(who);
        if !there.contains(&name) {
            there.push(name);
        }
    }
    let told = |(reason, who): (Reason, Vec<String>)| {
        let key = match reason {
            Reason::NotCoded => "groups-left-not-coded",
            Reason::NoValue => "groups-left-no-value",
            Reason::OtherGroup => "groups-left-other-group",
            Reason::NoPair => "groups-left-no-pair",
            Reason::NoStratum => "groups-left-no-stratum",
        };
        Left { why: with(key, &[("n", who.len().into())]), who }
    };
    let pair = |(pair, reason, members): &(String, Unpaired, Vec<Participant>)| {
        let key = match reason {
            Unpaired::OneMember => "groups-pair-one",
            Unpaired::SameGroup => "groups-pair-same",
            Unpaired::MoreThanTwo => "groups-pair-more",
        };
        Left { why: with(key, &[("pair", pair.as_str().into())]), who: members.iter().map(name).collect() }
    };
    let pairs = answer.pairs.iter().flat_map(|pairs| &pairs.pairs_left_out).map(pair);
    reasons.into_iter().map(told).chain(pairs).collect()
}
