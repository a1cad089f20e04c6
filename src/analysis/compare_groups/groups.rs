//! Groups of different participants.

use std::collections::BTreeSet;

use super::answer::{Amounts, Answer, Counted, Coverage, Found, Group, GroupTests, Leading, Row, TwoTests};
use super::ask::Ask;
use super::error::CompareError;
use super::families::correct;
use super::ledger::{Ledger, Person};
use super::named::names;
use super::pairs::Paired;
use super::scale::Scale;
use super::strata::Stratified;
use super::two::Two;
use super::values::Held;
use crate::model::TranscriptId;
use crate::statistics::{
    Arrangements, Conditional, Defined, Estimate, Exact, Part, Share, Table, Trend, TwoByTwo, Undefined,
    cochran_armitage, coverage, difference, freeman_haltons, means,
};

/// Compares groups in one layer.
pub(super) fn compare(
    ask: Ask<'_>,
    ledger: &Ledger,
    held: &Held,
    scale: Scale,
) -> Result<Answer, CompareError> {
    let query = ask.query;
    let names = names(query, held.values(), &held.attribute, held.known())?;
    let members: Vec<Vec<&Person>> = names.iter().map(|name| held.with(ledger, name)).collect();
    let two = match names.as_slice() {
        [first, second] => Some(Two::new(ledger, held, [first, second])),
        _ => None,
    };
    let not_two = || CompareError::NotTwo { attribute: held.attribute.clone(), groups: names.clone() };
    let paired = query
        .pairs
        .map(|by| Paired::new(ask.project, ledger, held, two.as_ref().ok_or_else(not_two)?, by))
        .transpose()?;
    let stratified = query
        .strata
        .map(|by| Stratified::new(ask.project, ledger, held, two.as_ref().ok_or_else(not_two)?, by))
        .transpose()?;
    let shares: Vec<Vec<Share>> = (0..ask.rows.codes.len()).map(|row| shares(&members, row)).collect();
    let found: Vec<GroupTests> = match &two {
        Some(two) => {
            let amounts = amounts(two, shares.len(), query.seed).into_iter();
            shares
                .iter()
                .zip(amounts)
                .map(|(shares, amounts)| of_two(shares, amounts, scale, query.haldane))
                .collect()
        }
        None => of_many(&shares, scale, query.seed),
    };
    let row = |(row, (shares, found)): (usize, (Vec<Share>, GroupTests))| {
        ask.row(row, shares.into_iter().map(Counted::from).collect(), Found::Groups(Box::new(found)))
    };
    let mut rows: Vec<Row> = shares.into_iter().zip(found).enumerate().map(row).collect();
    if let Some(paired) = &paired {
        let tests = paired.tests(ask.rows.codes.len(), query.seed);
        rows.iter_mut().zip(tests).for_each(|(row, tests)| row.pairs = Some(tests));
    }
    if let Some(stratified) = &stratified {
        rows.iter_mut().enumerate().for_each(|(at, row)| row.strata = Some(stratified.tests(at)));
    }
    let groups: Vec<Group> = names.iter().zip(&members).map(|(name, of)| group(name, of)).collect();
    Ok(Answer {
        by: query.by,
        scale,
        participants: groups.iter().map(|group| group.participants).sum(),
        groups,
        left_out: held.left_out(ask.project, &names, None),
        tests: correct(&mut rows, query.level),
        in_progress: ledger.in_progress.clone(),
        pairs: paired.map(|paired| paired.used),
        strata: stratified.map(|stratified| stratified.used),
        rows,
        compared: two.map(|two| two.names),
        layer: ask.layer,
    })
}

fn group(value: &str, members: &[&Person]) -> Group {
    let transcripts: BTreeSet<TranscriptId> =
        members.iter().flat_map(|person| person.seen.iter().map(|seen| seen.transcript)).collect();
    Group {
        value: value.to_owned(),
        participants: members.len() as f64,
        transcripts: transcripts.len() as f64,
        members: members.iter().map(|person| person.who).collect(),
    }
}

/// Segments and coverage of each row, of two groups.
fn amounts(two: &Two<'_>, rows: usize, seed: u64) -> Vec<(Amounts, Coverage)> {
    let segments = |row: usize| two.people.iter().map(|p| p.amounts[row].segments as f64).collect();
    let sets: Vec<Vec<f64>> = (0..rows).map(segments).collect();
    let permutations = Arrangements::new(&two.first, None, seed).test(&sets);
    let parts = |row: usize, group: bool| -> Vec<Part> {
        let members = two.people.iter().zip(&two.first).filter(|(_, first)| **first == group);
        members.map(|(p, _)| Part { part: p.amounts[row].characters, whole: p.characters }).collect()
    };
    let of_row = |(row, (set, permutation)): (usize, (&Vec<f64>, Defined<Exact>))| {
        let (first, second) = (parts(row, true), parts(row, false));
        let shares = [coverage(&first), coverage(&second)];
        let coverage = Coverage { shares, difference: difference(&first, &second) };
        (Amounts { means: means(set, &two.first), permutation }, coverage)
    };
    sets.iter().zip(permutations).enumerate().map(of_row).collect()
}

/// How many of each group have a row.
fn shares(members: &[Vec<&Person>], row: usize) -> Vec<Share> {
    let has = |people: &Vec<&Person>| {
        let yes = people.iter().filter(|person| person.amounts[row].present).count() as u64;
        Share { yes, n: people.len() as u64 }
    };
    members.iter().map(has).collect()
}

fn table(shares: &[Share]) -> Defined<Table> {
    Table::new(&shares.iter().map(|share| vec![share.yes, share.n - share.yes]).collect::<Vec<_>>())
}

fn trend(shares: &[Share], scale: Scale) -> Defined<Trend> {
    match scale {
        Scale::Ordinal => cochran_armitage(shares, None),
        Scale::Nominal | Scale::Numeric => Err(Undefined::NoOrder),
    }
}

/// What tests say of a row of two groups, with its amounts.
fn of_two(shares: &[Share], amounts: (Amounts, Coverage), scale: Scale, haldane: bool) -> GroupTests {
    let two = TwoByTwo { first: shares[0], second: shares[1] };
    let all = Conditional::new(two);
    let fisher = all.clone().map(|all| Exact { p: all.fisher(), drawn: None });
    let table = two.informative().and_then(|()| table(shares));
    GroupTests {
        two: Some(two_tests(two, all.map(|all| all.odds_ratio()), amounts, haldane)),
        fisher,
        chi_squared: table.clone().map(|table| table.chi_squared()),
        cramers_v: table.map(|table| table.cramers_v()),
        min_expected: two.expected().map(|all| all.into_iter().fold(f64::INFINITY, f64::min)),
        trend: trend(shares, scale),
        leading: Leading::new(fisher.map(|fisher| fisher.p), "fisher"),
    }
}

/// What tests say of each row of more groups, or of one.
fn of_many(rows: &[Vec<Share>], scale: Scale, seed: u64) -> Vec<GroupTests> {
    let tables: Vec<Defined<Table>> = rows.iter().map(|shares| table(shares)).collect();
    let there: Vec<&Table> = tables.iter().filter_map(|table| table.as_ref().ok()).collect();
    let mut exact = freeman_haltons(&there, seed).into_iter();
    let tests = |(table, shares): (&Defined<Table>, &Vec<Share>)| {
        let of = |figure: fn(&Table) -> f64| table.as_ref().map(figure).map_err(|why| *why);
        // Each table that there is has one.
        let fisher = table.as_ref().map_err(|why| *why).and_then(|_| exact.next().ok_or(Undefined::OneGroup));
        GroupTests {
            two: None,
            fisher,
            chi_squared: table.as_ref().map(Table::chi_squared).map_err(|why| *why),
            cramers_v: of(Table::cramers_v),
            min_expected: of(Table::min_expected),
            trend: trend(shares, scale),
            leading: Leading::new(fisher.map(|fisher| fisher.p), "fisher"),
        }
    };
    tables.iter().zip(rows).map(tests).collect()
}

fn two_tests(
    two: TwoByTwo,
    odds_ratio: Defined<Estimate>,
    (segments, coverage): (Amounts, Coverage),
    haldane: bool,
) -> TwoTests {
    TwoTests {
        risk_difference: two.risk_difference(),
        risk_ratio: two.risk_ratio(),
        odds_ratio,
        odds_ratio_sample: two.odds_ratio_sample(),
        odds_ratio_haldane: haldane.then(|| two.odds_ratio_haldane()),
        chi_squared_yates: two.chi_squared_yates(),
        segments,
        coverage,
    }
}
