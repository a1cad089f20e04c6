//! What goes into a paper: the paragraph on methods, the picture of the codes, the names of the files. Plain data;
//! never draws, never writes.

use super::question::Interval;
use super::rows::{F1, Table, interval, score};
use super::{coefficients, words};
use crate::agreement::{Level, Query};
use crate::analysis::who_codes::who_codes;
use crate::chart::small::{self, Card};
use crate::chart::{Figure, Summary, Words, forest};
use crate::lang::{number, tell, text, with};
use crate::model::{Project, StudyScope};
use crate::ui::kit::chart;

/// Whose agreement about what, in a sentence that can stand under any figure.
fn about(query: &Query, table: &Table, figure: &str) -> String {
    let names: Vec<&str> = table.coders.iter().map(|(_, name)| name.as_str()).collect();
    let cut = [
        (query.leave_out_interviewer, "methods-without-interviewer"),
        (query.leave_out_white_space, "methods-without-spaces"),
    ];
    let cut: String = cut.into_iter().filter(|(cut, _)| *cut).map(|(_, key)| text(key)).collect();
    let counts = if query.in_progress { "methods-started" } else { "methods-complete" };
    with(
        "methods-about",
        &[
            ("coders", names.join(", ").into()),
            ("unit", words::unit_of(figure, query.unit).into()),
            ("n", number::count(table.units).into()),
            ("of", text(words::unit_name(query.unit)).into()),
            ("transcripts", table.transcripts.len().into()),
            ("counts", text(counts).into()),
            ("cut", cut.into()),
        ],
    )
}

/// How the intervals were made.
fn intervals(table: &Table, figure: &str, how: Interval) -> String {
    match how {
        Interval::Bootstrap(n) if table.rows.iter().any(|row| interval(&row.scores, figure).is_some()) => {
            with("methods-bootstrap", &[("n", n.into())])
        }
        Interval::Bootstrap(_) | Interval::None => text("methods-no-interval"),
    }
}

/// What of the study counts, where not all does, and how chance shared out who codes what.
pub fn of_study(project: &Project, scope: &StudyScope) -> Vec<String> {
    let narrowed = scope.is_narrow().then(|| tell(&scope.in_words(project)));
    let narrowed = narrowed.map(|scope| with("methods-scope", &[("scope", scope.into())]));
    let shares = who_codes(project).shares.into_iter();
    let shares =
        shares.map(|share| with("methods-share", &[("share", tell(&share.in_words(project)).into())]));
    narrowed.into_iter().chain(shares).collect()
}

/// A paragraph for the methods of a paper: coefficient, unit, coders, transcripts, interval, version.
pub fn paragraph(
    query: &Query,
    table: &Table,
    figure: &'static str,
    how: Interval,
    of_study: Vec<String>,
) -> String {
    let values: Vec<f64> = table.rows.iter().filter_map(|row| score(&row.scores, figure)?.ok()).collect();
    let (low, high) = (
        values.iter().copied().fold(f64::INFINITY, f64::min),
        values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    );
    let level = match query.level {
        Level::Code => text("methods-codes"),
        Level::Theme => text("methods-themes"),
    };
    let mut all = vec![about(query, table, figure)];
    all.extend(of_study);
    let source = coefficients::definition(figure).map(|(_, source)| source).unwrap_or_default();
    let name = coefficients::name(figure);
    let said = [
        ("name", name.as_str().into()),
        ("source", source.into()),
        ("level", level.into()),
        ("codes", values.len().into()),
        ("range", number::interval(low, high).into()),
    ];
    all.push(if values.is_empty() { with("methods-undefined", &said) } else { with("methods-range", &said) });
    if let Some(mean) = table.means.get(figure).filter(|mean| mean.defined > 0) {
        let said = [
            ("mean", words::written(Some(mean.value)).into()),
            ("f1", words::written(table.means.get(F1).map(|mean| mean.value)).into()),
            ("undefined", mean.undefined.into()),
        ];
        all.push(with("methods-mean", &said));
    }
    all.push(intervals(table, figure, how));
    all.extend(words::unsettled(table, "methods-unsettled"));
    if !table.left_out.is_empty() {
        let each: Vec<String> =
            table.left_out.iter().map(|(title, why)| format!("{title} ({why})")).collect();
        let said = [("n", table.left_out.len().into()), ("which", each.join("; ").into())];
        all.push(with("methods-left-out", &said));
    }
    all.push(with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]));
    all.join(" ")
}

/// What is said round a picture of these figures.
fn worded<'a>(
    [title, notes]: [String; 2],
    query: &Query,
    table: &Table,
    figure: &'static str,
    how: Interval,
    alternative: &'a dyn Fn(&Summary<'_>) -> String,
) -> Words<'a> {
    let unit = words::unit_of(figure, query.unit);
    let axis = [("figure", coefficients::name(figure).into()), ("unit", unit.into())];
    Words {
        title,
        about: vec![about(query, table, figure), intervals(table, figure, how)],
        axis: with("picture-axis", &axis),
        heads: [text("agreement-code"), coefficients::short(figure), text("agreement-interval")],
        ends: [text("picture-low"), text("picture-high")],
        notes: vec![notes, with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())])],
        number: &number::score,
        interval: &number::interval,
        without: &|why| match why.is_empty() {
            true => text("agreement-not-here"),
            false => with("undefined", &[("why", tell(why).into())]),
        },
        alternative,
    }
}

/// The codes as a picture, in this order.
pub fn forest(
    project: &Project,
    query: &Query,
    table: &Table,
    figure: &'static str,
    how: Interval,
    order: &[usize],
) -> Figure {
    let title = with("picture-title", &[("figure", coefficients::name(figure).into())]);
    let told = |of: &Summary<'_>| chart::alternative(&title, of, &number::score);
    let words = worded([title.clone(), text("picture-notes")], query, table, figure, how, &told);
    let row = |at: &usize| {
        let row = table.rows.get(*at)?;
        forest::line(project, row.code, &row.scores, figure)
    };
    forest::figure(order.iter().filter_map(row).collect(), &words)
}

/// The transcripts as a picture.
pub fn small(query: &Query, table: &Table, figure: &'static str, how: Interval, cards: &[Card]) -> Figure {
    let title = with("picture-small-title", &[("figure", coefficients::name(figure).into())]);
    let told = |of: &Summary<'_>| chart::alternative(&title, of, &number::score);
    let codes: Vec<String> = table.rows.iter().map(|row| row.path.clone()).collect();
    let notes = with("picture-small-notes", &[("codes", codes.join("; ").into())]);
    let mut words = worded([title.clone(), notes], query, table, figure, how, &told);
    words.heads[0] = text("picture-transcript");
    let units = |n: u64| with("transcripts-units", &[("n", n.into())]);
    small::figure(&codes, cards, &units, &words)
}

#[cfg(test)]
mod tests {
    use super::super::question::Question;
    use super::super::rows::table;
    use super::*;
    use crate::agreement::Study;
    use crate::formats::picture;
    use crate::store::Progress;
    use crate::ui::demo::project;

    fn asked() -> (Query, Table, Interval) {
        let (project, asked) = (project(), Question::default());
        let query = asked.query(&project);
        let table = table(&project, Study::new(&project, &query), &Progress::default()).unwrap();
        (query, table, asked.interval)
    }

    #[test]
    fn the_paragraph_names_all_that_a_reviewer_asks_for() {
        let (query, table, how) = asked();
        let told = vec!["A share was drawn.".to_owned()];
        let said = paragraph(&query, &table, "krippendorff_alpha", how, told);
        for wanted in [
            "Asha, Ben",
            "A share was drawn.",
            "Krippendorff’s alpha",
            "Krippendorff 2019",
            "character",
            "3 transcripts",
            "no interval",
            "P04 (",
            env!("CARGO_PKG_VERSION"),
        ] {
            assert!(said.contains(wanted), "{wanted}: {said}");
        }
    }

    #[test]
    fn the_picture_has_a_line_a_code_with_the_reason_where_there_is_no_figure() {
        let (query, table, how) = asked();
        let order: Vec<usize> = (0..table.rows.len()).collect();
        let figure = forest(&project(), &query, &table, "krippendorff_alpha", how, &order);
        assert!(figure.alternative.contains("1 has none"), "{}", figure.alternative);
        let svg = picture::svg(&figure);
        assert!(svg.contains("Love / knows me") && svg.contains("nobody used this code"), "{svg}");
        assert!(svg.contains("Asha, Ben"));
    }
}
