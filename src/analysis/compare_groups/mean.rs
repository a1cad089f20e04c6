//! A mean over coders: shares of each group, and no test, since a mean is no count.

use std::collections::BTreeSet;

use super::answer::{
    Amounts, Answer, Counted, Coverage, Found, Group, GroupTests, Leading, LeftOut, Row, TwoTests,
};
use super::ask::Ask;
use super::error::CompareError;
use super::ledger::{Ledger, everybody};
use super::matching::Reason;
use super::named::names;
use super::scale::Scale;
use super::values::{Held, ordered};
use crate::model::{Participant, TranscriptId};
use crate::statistics::{Undefined, wilson};

const NONE: Undefined = Undefined::MeanOverCoders;

/// The mean of each coder's shares.
///
/// # Errors
/// When the values make no groups, or something is asked for that has to count.
pub(super) fn compare(ask: Ask<'_>, ledgers: &[Ledger]) -> Result<Answer, CompareError> {
    let query = ask.query;
    let held: Vec<Held> =
        ledgers.iter().map(|ledger| Held::new(ask.project, query.by, ledger)).collect::<Result<_, _>>()?;
    let scale = held.first().map_or(Scale::Nominal, |held| query.scale(held));
    if query.wants_two() || scale == Scale::Numeric || held.iter().any(Held::is_several) {
        return Err(CompareError::MeanOverCoders);
    }
    let values: BTreeSet<String> = held.iter().flat_map(Held::values).collect();
    let known = held.iter().map(Held::known).max().unwrap_or_default();
    let attribute = ask.project.attribute(query.by).ok_or(CompareError::NoAttribute)?.name.clone();
    let names = names(query, ordered(values), &attribute, known)?;
    let groups: Vec<Group> = names.iter().map(|name| group(name, ledgers, &held)).collect();
    let row = |row: usize| {
        let counted = names.iter().map(|name| counted(name, row, ledgers, &held)).collect();
        ask.row(row, counted, Found::Groups(Box::new(untested(names.len() == 2, query.haldane))))
    };
    let rows: Vec<Row> = (0..ask.rows.codes.len()).map(row).collect();
    let in_progress: BTreeSet<TranscriptId> =
        ledgers.iter().flat_map(|ledger| ledger.in_progress.iter().copied()).collect();
    Ok(Answer {
        by: query.by,
        scale,
        participants: groups.iter().map(|group| group.participants).sum(),
        compared: <[String; 2]>::try_from(names.clone()).ok(),
        left_out: left_out(&ask, &held, &names),
        groups,
        tests: 0,
        in_progress: in_progress.into_iter().collect(),
        pairs: None,
        strata: None,
        rows,
        layer: ask.layer,
    })
}

/// Over those coders who have somebody in the group.
fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let (sum, n) = values.flatten().fold((0.0, 0_u32), |(sum, n), value| (sum + value, n + 1));
    (n > 0).then(|| sum / f64::from(n))
}

fn group(name: &str, ledgers: &[Ledger], held: &[Held]) -> Group {
    let each = || ledgers.iter().zip(held).map(|(ledger, held)| held.with(ledger, name));
    let count = |n: usize| (n > 0).then_some(n as f64);
    let transcripts = each().map(|people| {
        let seen = people.iter().flat_map(|person| person.seen.iter().map(|seen| seen.transcript));
        count(seen.collect::<BTreeSet<TranscriptId>>().len())
    });
    let members: BTreeSet<Participant> = each().flatten().map(|person| person.who).collect();
    Group {
        value: name.to_owned(),
        participants: mean(each().map(|people| count(people.len()))).unwrap_or_default(),
        transcripts: mean(transcripts).unwrap_or_default(),
        members: members.into_iter().collect(),
    }
}

fn counted(name: &str, row: usize, ledgers: &[Ledger], held: &[Held]) -> Counted {
    let each: Vec<(f64, f64)> = ledgers
        .iter()
        .zip(held)
        .map(|(ledger, held)| held.with(ledger, name))
        .filter(|people| !people.is_empty())
        .map(|people| {
            let yes = people.iter().filter(|person| person.amounts[row].present).count();
            (yes as f64, people.len() as f64)
        })
        .collect();
    let over = |of: fn(&(f64, f64)) -> f64| mean(each.iter().map(|each| Some(of(each))));
    let (n, of) = (over(|each| each.0).unwrap_or_default(), over(|each| each.1).unwrap_or_default());
    let share = over(|each| each.0 / each.1);
    Counted {
        n,
        of,
        share: share.ok_or(Undefined::EmptyGroup),
        ci: share.and_then(|share| wilson(share, of)),
    }
}

/// Those whom no coder counts.
fn left_out(ask: &Ask<'_>, held: &[Held], names: &[String]) -> Vec<LeftOut> {
    let mut each = held.iter().map(|held| held.left_out(ask.project, names, None));
    let first = each.next().unwrap_or_else(|| nobody_coded(ask));
    each.fold(first, |all, next| {
        let both = all.into_iter().filter_map(|left| {
            let other = next.iter().find(|other| other.who == left.who)?;
            Some(LeftOut { who: left.who, reason: left.reason.max(other.reason) })
        });
        both.collect()
    })
}

fn nobody_coded(ask: &Ask<'_>) -> Vec<LeftOut> {
    let all = everybody(ask.project).into_iter();
    all.map(|who| LeftOut { who, reason: Reason::NotCoded }).collect()
}

fn untested(two: bool, haldane: bool) -> GroupTests {
    let two = two.then_some(TwoTests {
        risk_difference: Err(NONE),
        risk_ratio: Err(NONE),
        odds_ratio: Err(NONE),
        odds_ratio_sample: Err(NONE),
        odds_ratio_haldane: haldane.then_some(Err(NONE)),
        chi_squared_yates: Err(NONE),
        segments: Amounts { means: [Err(NONE); 2], permutation: Err(NONE) },
        coverage: Coverage { shares: [Err(NONE); 2], difference: Err(NONE) },
    });
    GroupTests {
        two,
        fisher: Err(NONE),
        chi_squared: Err(NONE),
        cramers_v: Err(NONE),
        min_expected: Err(NONE),
        trend: Err(NONE),
        leading: Leading::new(Err(NONE), "fisher"),
    }
}
