//! What the Agreement panel says in sentences: units, what makes a figure low, what the status bar tells. Never draws.

use jiff::tz::TimeZone;

use super::coefficients;
use super::rows::{Row, Table};
use crate::agreement::explain::Because;
use crate::agreement::{Period, Query, Score, Unit, Unsettled};
use crate::lang::{number, tell, text, with};
use crate::model::{CoderId, Project, Timestamp};

/// The key of a unit's name.
pub const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Character => "unit-character",
        Unit::Word => "unit-word",
        Unit::Sentence => "unit-sentence",
        Unit::Turn => "unit-turn",
        Unit::Transcript => "unit-transcript",
    }
}

/// A coder's name with the days whose codings count, where those are not all.
pub fn in_period(name: String, period: Period) -> String {
    let day = |at: Timestamp| at.to_zoned(TimeZone::system()).date().to_string();
    match (period.since, period.until) {
        (None, None) => name,
        (Some(since), None) => with("coder-since", &[("name", name.into()), ("day", day(since).into())]),
        (since, Some(until)) => {
            let said = [
                ("name", name.into()),
                ("since", since.map(day).unwrap_or_default().into()),
                ("until", day(until).into()),
            ];
            with(if since.is_some() { "coder-between" } else { "coder-before" }, &said)
        }
    }
}

/// On what a coefficient is made: passages, where it looks at those, whatever the unit of the others.
pub fn unit_of(coefficient: &str, unit: Unit) -> String {
    if coefficients::is_of_passages(coefficient) { text("unit-passages") } else { text(unit_name(unit)) }
}

/// A coefficient as it is written; a dash where there is none.
pub fn written(score: Option<Score>) -> String {
    match score {
        Some(Ok(value)) => number::score(value),
        Some(Err(_)) | None => "–".to_owned(),
    }
}

/// "Krippendorff’s alpha 0.48", or why there is none.
pub fn said(coefficient: &str, score: Option<Score>) -> String {
    let name = coefficients::name(coefficient);
    match score {
        Some(Ok(value)) => format!("{name} {}", number::score(value)),
        Some(Err(why)) => format!("{name} {}", with("undefined", &[("why", tell(&why).into())])),
        None => name,
    }
}

/// What makes a figure low, as a sentence.
pub fn because(project: &Project, why: &Because, unit: Unit) -> String {
    let name = |coder: &CoderId| project.coder_name(*coder).to_owned();
    let unit = text(unit_name(unit));
    match why {
        Because::NeverGiven(coders) => {
            let names: Vec<String> = coders.iter().map(name).collect();
            with("why-never-given", &[("names", names.join(", ").into())])
        }
        Because::Rare { coded, prevalence } => with(
            "why-rare",
            &[
                ("share", number::percent(*coded).into()),
                ("unit", unit.into()),
                ("index", number::score(*prevalence).into()),
            ],
        ),
        Because::Paradox { percent, chance } => with(
            "why-paradox",
            &[
                ("percent", number::percent(*percent).into()),
                ("unit", unit.into()),
                ("chance", number::percent(*chance).into()),
            ],
        ),
        Because::Bias { more, less, times, index } => with(
            "why-bias",
            &[
                ("more", name(more).into()),
                ("less", name(less).into()),
                ("times", number::amount((times * 10.0).round() / 10.0).into()),
                ("unit", unit.into()),
                ("index", number::score(*index).into()),
            ],
        ),
        Because::Borders { meet, f1 } => with(
            "why-borders",
            &[
                ("meet", number::score(*meet).into()),
                ("f1", number::score(*f1).into()),
                ("unit", unit.into()),
            ],
        ),
        Because::TakenFor { code, share } => with(
            "why-taken-for",
            &[
                ("code", crate::ui::context::quote::path(project, *code).into()),
                ("share", number::percent(*share).into()),
                ("unit", unit.into()),
            ],
        ),
        Because::FewTranscripts(n) => with("why-few-transcripts", &[("n", (*n).into())]),
        Because::Wide([low, high]) => with("why-wide", &[("interval", number::interval(*low, *high).into())]),
        Because::TheyDiffer => text("why-they-differ"),
    }
}

/// A row as it is read out.
pub fn row(row: &Row, figure: &str, interval: Option<[f64; 2]>, differ: Option<usize>) -> String {
    let mut all = vec![said(figure, super::rows::score(&row.scores, figure))];
    if let Some([low, high]) = interval {
        all.push(with("agreement-from-to", &[("interval", number::interval(low, high).into())]));
    }
    all.push(said(super::rows::F1, super::rows::score(&row.scores, super::rows::F1)));
    if let Some(coded) = row.coded {
        all.push(format!("{} {}", text("agreement-coded"), number::percent(coded)));
    }
    if let Some(n) = differ {
        all.push(with("agreement-differences", &[("n", n.into())]));
    }
    format!("{}: {}", row.path, all.join(", "))
}

/// What is left out while a consensus is being made.
pub fn unsettled(table: &Table, key: &'static str) -> Option<String> {
    let Unsettled { differences, .. } = table.answer.unsettled;
    let share = number::percent(table.answer.unsettled.share(table.units)?);
    Some(with(key, &[("n", differences.into()), ("share", share.into())]))
}

/// What the status bar tells: unit, counts, what was left out.
pub fn facts(query: &Query, table: Option<&Table>, figure: &str) -> Vec<String> {
    let mut facts = vec![with("agreement-unit", &[("unit", unit_of(figure, query.unit).into())])];
    let Some(table) = table else { return facts };
    let counts = [
        ("transcripts", table.transcripts.len().into()),
        ("coders", table.coders.len().into()),
        ("codes", table.rows.len().into()),
        ("n", number::count(table.units).into()),
        ("unit", text(unit_name(query.unit)).into()),
    ];
    facts.push(with("agreement-counts", &counts));
    facts.extend(unsettled(table, "agreement-unsettled"));
    if let [(title, why), others @ ..] = table.left_out.as_slice() {
        let more =
            [("title", title.as_str().into()), ("why", why.as_str().into()), ("n", others.len().into())];
        facts.push(with("agreement-left-out", &more));
    }
    facts
}
