//! The answer for a person: what was compared, whose words these are, who was left out, the figures, and what the tests assume.

use std::collections::BTreeMap;

use super::parts::{numbers, pairs, strata, waves};
use super::report::attribute;
use crate::analysis::LayerView;
use crate::analysis::compare_groups::{
    Answer, Counted, Found, GroupTests, Leading, LeftOut, Query, Reason, Row, TwoTests,
};
use crate::cli::output::{UNDEFINED, capital, counted};
use crate::cli::statistics::{written, written_p};
use crate::cli::table::{Side, table};
use crate::lang::number::{amount, count, percent, points_apart, ratio, score};
use crate::model::Project;
use crate::statistics::Defined;

/// All of it.
pub(super) fn text(project: &Project, query: &Query, answer: &Answer) -> String {
    let mut text = head(project, query, answer);
    for part in parts(project, query, answer) {
        text.push_str(&format!("\n{}\n{}", part.title, part.table));
        part.notes.iter().for_each(|note| text.push_str(&format!("{note}\n")));
    }
    text
}

/// A table with what stands over and under it.
pub(super) struct Part {
    pub(super) title: String,
    pub(super) table: String,
    pub(super) notes: Vec<String>,
}

/// Names the unit, the layer, the denominators and who is left out.
fn head(project: &Project, query: &Query, answer: &Answer) -> String {
    let layer = match &answer.layer {
        LayerView::Coder(id) => format!("coder {}", project.coder_name(*id)),
        LayerView::Consensus(_) => "consensus".to_owned(),
        LayerView::Mean(ids) => format!("mean over {}", counted(ids.len() as f64, "coder", "coders")),
    };
    let by = attribute(project, answer.by);
    let mut head = format!("{}\nBy {}; layer: {layer}; groups: {by}\n", project.title(), query.level.name());
    let participants = counted(answer.participants, "participant", "participants");
    let open = match answer.in_progress.len() {
        0 => String::new(),
        n => format!(" ({} still in progress)", counted(n as f64, "transcript", "transcripts")),
    };
    head.push_str(&format!("N: {participants}{open}\n"));
    for group in &answer.groups {
        let participants = counted(group.participants, "participant", "participants");
        let transcripts = counted(group.transcripts, "transcript", "transcripts");
        head.push_str(&format!("   {}: {participants}, {transcripts}\n", group.value));
    }
    head.push_str(&left_out("Left out", &answer.left_out));
    head.push_str(
        "Unit: participants (a case, or a transcript without one); who has a code or theme counts once\n",
    );
    head.push_str("Purposive samples are not random: figures and tests describe these participants; ");
    head.push_str("not a sample from a population\n");
    head
}

pub(super) fn left_out(title: &str, all: &[LeftOut]) -> String {
    let mut reasons: BTreeMap<Reason, usize> = BTreeMap::new();
    all.iter().for_each(|left| *reasons.entry(left.reason).or_default() += 1);
    let told = |(reason, n): (Reason, usize)| {
        let why = match reason {
            Reason::NotCoded => "not coded in this layer",
            Reason::NoValue => "without a value",
            Reason::OtherGroup => "in another group",
            Reason::NoPair => "without a pair",
            Reason::NoStratum => "without a stratum",
        };
        format!("{} {why}", count(n))
    };
    let told: Vec<String> = reasons.into_iter().map(told).collect();
    if told.is_empty() { String::new() } else { format!("{title}: {}\n", told.join(", ")) }
}

fn parts(project: &Project, query: &Query, answer: &Answer) -> Vec<Part> {
    let mut parts = Vec::new();
    match answer.rows.first().map(|row| &row.found) {
        Some(Found::Groups(tests)) => {
            parts.push(groups(query, answer));
            if tests.two.is_some() && answer.tests > 0 {
                parts.push(amounts(answer));
            }
        }
        Some(Found::Waves(_)) => parts.push(waves(answer)),
        Some(Found::Numbers(_)) => parts.push(numbers(project, answer)),
        None => {}
    }
    parts.extend(answer.pairs.as_ref().map(|_| pairs(project, answer)));
    parts.extend(answer.strata.as_ref().map(|_| strata(project, answer)));
    parts
}

pub(super) fn of_n(counted: &Counted) -> String {
    let share = counted.share.map_or_else(|_| UNDEFINED.to_owned(), percent);
    format!("{} of {} ({share})", amount(counted.n), amount(counted.of))
}

/// The raw p, and what it is worth among the others.
pub(super) fn of_leading(leading: Leading) -> Vec<String> {
    let corrected = [leading.holm, leading.benjamini_hochberg];
    let corrected = corrected.map(|p| p.map_or_else(|| UNDEFINED.to_owned(), crate::lang::number::p));
    [vec![written_p(leading.p)], corrected.to_vec()].concat()
}

/// A table of the rows that a function makes something of.
pub(super) fn tabled<T>(
    answer: &Answer,
    columns: &[String],
    of: impl Fn(&Row) -> Option<T>,
    cells: impl Fn(&Row, T) -> Vec<String>,
) -> String {
    let names: Vec<(&str, Side)> = std::iter::once(("Code", Side::Left))
        .chain(columns.iter().map(|column| (column.as_str(), Side::Right)))
        .collect();
    let row = |row: &Row| Some([vec![row.path.clone()], cells(row, of(row)?)].concat());
    table(&names, &answer.rows.iter().filter_map(row).collect::<Vec<_>>())
}

pub(super) fn columns<'c>(all: impl IntoIterator<Item = &'c str>) -> Vec<String> {
    all.into_iter().map(str::to_owned).collect()
}

/// How many tests the corrections take together.
pub(super) fn family(answer: &Answer) -> String {
    format!(
        "Holm and Benjamini-Hochberg (BH) correct for {} that exist; raw p beside.",
        counted(answer.tests as f64, "test", "tests")
    )
}

pub(super) const ADJUSTED: [&str; 2] = ["Holm", "BH"];

fn groups(query: &Query, answer: &Answer) -> Part {
    let is_two = answer.compared.is_some();
    let values = answer.groups.iter().map(|group| group.value.as_str());
    let measures = if is_two { vec!["Difference (95 %)", "Odds ratio (95 %)"] } else { Vec::new() };
    let haldane = (is_two && query.haldane).then_some("Odds ratio + ½ (95 %)");
    let trend = (answer.scale.name() == "ordinal").then_some("p (trend)");
    let after = haldane.into_iter().chain(["p (Fisher)"]).chain(ADJUSTED).chain(["V"]).chain(trend);
    let columns = columns(values.chain(measures).chain(after));
    let tests = |row: &Row| match &row.found {
        Found::Groups(tests) => Some((**tests).clone()),
        Found::Waves(_) | Found::Numbers(_) => None,
    };
    let cells = |row: &Row, tests: GroupTests| {
        let two = |two: &TwoTests| {
            let mut cells = vec![written(two.risk_difference, points_apart), written(two.odds_ratio, ratio)];
            cells.extend(two.odds_ratio_haldane.map(|found| written(found, ratio)));
            cells
        };
        [
            row.groups.iter().map(of_n).collect(),
            tests.two.as_ref().map(two).unwrap_or_default(),
            of_leading(tests.leading),
            vec![tests.cramers_v.map_or_else(|_| UNDEFINED.to_owned(), score)],
            trend.iter().map(|_| written_p(tests.trend.map(|trend| trend.p))).collect(),
        ]
        .concat()
    };
    let title = match &answer.compared {
        Some([first, second]) => format!(
            "n of N participants; difference: {first} less {second}, in per cent points (Newcombe); odds ratio: conditional, {first} to {second}"
        ),
        None => "n of N participants".to_owned(),
    };
    Part { title, table: tabled(answer, &columns, tests, cells), notes: notes(answer) }
}

fn notes(answer: &Answer) -> Vec<String> {
    let mut notes =
        vec!["Fisher’s exact test assumes that participants are independent of each other.".to_owned()];
    let tests = answer.rows.iter().filter_map(|row| match &row.found {
        Found::Groups(tests) => Some(tests),
        Found::Waves(_) | Found::Numbers(_) => None,
    });
    let low = tests.clone().filter(|tests| tests.min_expected.is_ok_and(|least| least < 5.0)).count();
    if low > 0 {
        notes.push(format!(
            "Expected count below 5 in {}: read Fisher, not chi-squared.",
            counted(low as f64, "row", "rows")
        ));
    }
    if let Some(drawn) = tests.clone().filter_map(|tests| tests.fisher.ok()?.drawn).next() {
        notes.push(format!(
            "Some tables are too many to be counted: {} were drawn, seed {}.",
            count(drawn.draws),
            drawn.seed
        ));
    }
    if let Some(why) = tests.filter_map(|tests| tests.leading.p.err()).next() {
        notes.push(format!("{}: {}", capital(UNDEFINED), crate::lang::tell(&why)));
    }
    notes.push(family(answer));
    notes
}

fn amounts(answer: &Answer) -> Part {
    let [first, second] = answer.compared.clone().unwrap_or_default();
    let columns = vec![
        format!("Segments, {first}"),
        second.clone(),
        "p (permutation)".to_owned(),
        format!("Coverage, {first}"),
        second,
        "Difference (95 %)".to_owned(),
    ];
    let two = |row: &Row| match &row.found {
        Found::Groups(tests) => tests.two,
        Found::Waves(_) | Found::Numbers(_) => None,
    };
    let cells = |_: &Row, two: TwoTests| {
        let mean = |mean: Defined| mean.map_or_else(|_| UNDEFINED.to_owned(), score);
        let share = |share: Defined| share.map_or_else(|_| UNDEFINED.to_owned(), percent);
        vec![
            mean(two.segments.means[0]),
            mean(two.segments.means[1]),
            written_p(two.segments.permutation.map(|exact| exact.p)),
            share(two.coverage.shares[0]),
            share(two.coverage.shares[1]),
            written(two.coverage.difference, points_apart),
        ]
    };
    let drawn =
        answer.rows.iter().filter_map(two).filter_map(|two| two.segments.permutation.ok()?.drawn).next();
    let note = drawn.map(|drawn| {
        format!(
            "Where arrangements are too many to be counted, {} were drawn, seed {}.",
            count(drawn.draws),
            drawn.seed
        )
    });
    Part {
        title: "Segments a participant (mean), and coverage: coded characters of all that the group said".to_owned(),
        table: tabled(answer, &columns, two, cells),
        notes: std::iter::once(
            "The participant is the unit: p by changing who is in which group, the interval by the variance over participants.".to_owned(),
        )
        .chain(note)
        .collect(),
    }
}
