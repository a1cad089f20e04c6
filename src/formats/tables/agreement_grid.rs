//! An answer about agreement as tables: every figure of every code and pair of coders, what was left out, and what all of
//! it is about. Never reckons.

use std::collections::BTreeSet;

use crate::agreement::{Answer, Contingency, Query, Scores};
use crate::formats::shared::grid::{Cell, Grid};
use crate::model::Project;

/// One row for all codes, one a code, one a code and pair; empty where a figure does not apply, and the ends of the
/// intervals beside the figures where they were asked for. Each row ends with what it is about: the unit, how many there
/// are, in how many transcripts, and whose agreement it is. `raters` are the names of whose agreement it is, in the
/// answer's order.
pub fn figures(project: &Project, answer: &Answer, raters: &[String]) -> Grid {
    let pairs = || answer.codes.iter().flat_map(|code| &code.pairs);
    let all = std::iter::once(&answer.overall).chain(answer.codes.iter().map(|code| &code.scores));
    let all = all.chain(pairs().map(|pair| &pair.scores));
    let names: BTreeSet<&str> = all.flat_map(|scores| scores.keys().copied()).collect();
    let drawn = answer.bootstrap.is_some();
    let head = ["code", "path", "first", "second", "both", "only_first", "only_second", "neither"];
    let columns = names.iter().flat_map(|name| {
        let ends = drawn.then(|| ["low", "high"].map(|end| format!("{name}_{end}")));
        std::iter::once((*name).to_owned()).chain(ends.into_iter().flatten())
    });
    let about = ["unit", "units", "transcripts", "coders"];
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let mut grid = Grid::new("agreement", owned(&head).into_iter().chain(columns).chain(owned(&about)));
    let mut row = |start: Vec<Cell>, scores: &Scores| {
        let gap = std::iter::repeat_n(Cell::Empty, head.len() - start.len());
        let figures = names.iter().flat_map(|&name| {
            let estimate = scores.get(name);
            let ends = estimate.and_then(|estimate| estimate.ci).map(|ci| [ci.low, ci.high]);
            let ends = [0, 1].map(|end| ends.map(|ends| ends[end]).into());
            let figure = estimate.map_or(Cell::Empty, |estimate| Cell::figure(estimate.score));
            std::iter::once(figure).chain(ends.into_iter().take(if drawn { 2 } else { 0 }))
        });
        let of: Vec<String> = match start.get(2..4) {
            Some(pair) => pair.iter().map(Cell::written).collect(),
            None => raters.to_vec(),
        };
        let about = [
            Cell::from(answer.unit.name()),
            Cell::from(answer.units as f64),
            answer.transcripts.len().into(),
            of.join(", ").into(),
        ];
        grid.row(start.into_iter().chain(gap).chain(figures).chain(about));
    };
    row(Vec::new(), &answer.overall);
    let seconds = |first: usize| raters.get(first + 1..).unwrap_or_default();
    let firsts = raters.iter().enumerate();
    let of_pairs: Vec<[&String; 2]> =
        firsts.flat_map(|(at, first)| seconds(at).iter().map(move |second| [first, second])).collect();
    for code in &answer.codes {
        let named = project.codebook().name(code.code).to_owned();
        let start = [Cell::from(named), project.codebook().path(code.code).into()];
        row(start.to_vec(), &code.scores);
        for (pair, names) in code.pairs.iter().zip(&of_pairs) {
            let Contingency { both, only_first, only_second, neither } = pair.table;
            let counts = [both, only_first, only_second, neither].map(|units| Cell::from(units as f64));
            let names = names.map(|name| Cell::from(name.as_str()));
            row(start.iter().cloned().chain(names).chain(counts).collect(), &pair.scores);
        }
    }
    grid
}

/// The transcripts that do not count, with the reason.
pub fn left_out(project: &Project, answer: &Answer) -> Grid {
    let mut grid = Grid::new("left out", ["transcript", "reason"]);
    for (transcript, reason) in &answer.left_out {
        let title = project.transcript(*transcript).map(|t| t.title().to_owned());
        grid.row([title.into(), reason.in_words(project).to_string().into()]);
    }
    grid
}

/// What the figures are about: unit, coders, transcripts, what was cut out, how intervals were made.
pub fn about(project: &Project, query: &Query, answer: &Answer, raters: &[String], version: &str) -> Grid {
    let mut grid = Grid::new("about", ["what", "value"]);
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let counts = if query.in_progress { "started by all" } else { "completed by all" };
    let rows: [(&str, Cell); 9] = [
        ("project", project.title().into()),
        ("coders", raters.join(", ").into()),
        ("level", query.level.name().into()),
        ("unit", answer.unit.name().into()),
        ("units", Cell::from(answer.units as f64)),
        ("transcripts that count", answer.transcripts.len().into()),
        ("transcripts count when", counts.into()),
        ("interviewer left out", yes(query.leave_out_interviewer).into()),
        ("white space left out", yes(query.leave_out_white_space).into()),
    ];
    rows.into_iter().for_each(|(what, value)| grid.row([what.into(), value]));
    let interval = match &answer.bootstrap {
        Some(Ok(drawn)) => format!(
            "95 %, percentiles of {} samples of whole transcripts, seed {}",
            drawn.resamples, drawn.seed
        ),
        Some(Err(why)) => why.to_string(),
        None => "none".to_owned(),
    };
    grid.row(["interval".into(), interval.into()]);
    grid.row(["software".into(), format!("Concord {version}").into()]);
    grid
}
