//! An answer about agreement as tables: every figure of every code and pair of coders, what was left out, and what all of
//! it is about. Never reckons, and never holds more than the rows of one code.

use std::collections::BTreeSet;

use crate::agreement::{Answer, CodeScores, Contingency, PairScores, Query, Scores, Study};
use crate::formats::shared::grid::{Cell, Grid, Rows};
use crate::model::Project;

/// What stands before the figures.
const HEAD: [&str; 8] = ["code", "path", "first", "second", "both", "only_first", "only_second", "neither"];
/// What stands behind them.
const ABOUT: [&str; 4] = ["unit", "units", "transcripts", "coders"];

/// One row for all codes, one a code, one a code and pair; empty where a figure does not apply, and the ends of the
/// intervals beside the figures where they were asked for. Each row ends with what it is about: the unit, how many there
/// are, in how many transcripts, and whose agreement it is. Of the answer those of all codes together are taken, and the
/// codes as they are made. `raters` are the names of whose agreement it is, in the answer's order.
pub fn figures<'a>(
    project: &'a Project,
    study: &Study,
    answer: &Answer,
    codes: impl Iterator<Item = CodeScores> + 'a,
    raters: &[String],
) -> Rows<'a> {
    let names: BTreeSet<&str> = study.names().into_iter().chain(answer.overall.keys().copied()).collect();
    let drawn = answer.bootstrap.is_some();
    let columns = names.iter().flat_map(|name| {
        let ends = drawn.then(|| ["low", "high"].map(|end| format!("{name}_{end}")));
        std::iter::once((*name).to_owned()).chain(ends.into_iter().flatten())
    });
    let header = HEAD.map(str::to_owned).into_iter().chain(columns).chain(ABOUT.map(str::to_owned));
    let header: Vec<String> = header.collect();
    let (width, everybody) = (header.len(), raters.join(", "));
    let about: [Cell; 3] =
        [answer.unit.name().into(), Cell::from(answer.units as f64), answer.transcripts.len().into()];
    let row = move |start: Vec<Cell>, scores: &Scores, of: &str| {
        let mut row = start;
        row.reserve_exact(width - row.len());
        row.resize(HEAD.len(), Cell::Empty);
        for name in &names {
            let estimate = scores.get(name);
            row.push(estimate.map_or(Cell::Empty, |estimate| Cell::figure(estimate.score)));
            if drawn {
                let ends = estimate.and_then(|estimate| estimate.ci).map(|ci| [ci.low, ci.high]);
                row.extend([0, 1].map(|end| Cell::from(ends.map(|ends| ends[end]))));
            }
        }
        row.extend(about.iter().cloned().chain([of.into()]));
        row
    };
    let first = row(Vec::new(), &answer.overall, &everybody);
    let pairs: Vec<[String; 2]> = pairs(raters).map(|pair| pair.map(str::to_owned)).collect();
    let of_code = move |code: CodeScores| -> Vec<Vec<Cell>> {
        let named = project.codebook().name(code.code).to_owned();
        let start = [Cell::from(named), project.codebook().path(code.code).into()];
        let of_pair = |(pair, names): (&PairScores, &[String; 2])| {
            let PairScores { coders: _, table, ref scores } = *pair;
            let Contingency { both, only_first, only_second, neither } = table;
            let counts = [both, only_first, only_second, neither].map(|units| Cell::from(units as f64));
            let start = start.iter().cloned().chain(names.clone().map(Cell::from)).chain(counts);
            row(start.collect(), scores, &names.join(", "))
        };
        let of_all = row(start.to_vec(), &code.scores, &everybody);
        std::iter::once(of_all).chain(code.pairs.iter().zip(&pairs).map(of_pair)).collect()
    };
    Rows::new("agreement", header, std::iter::once(first).chain(codes.flat_map(of_code)))
}

/// The names of each pair of coders, in the order of an answer's pairs.
pub fn pairs(raters: &[String]) -> impl Iterator<Item = [&str; 2]> {
    let seconds = |first: usize| raters.get(first + 1..).unwrap_or_default();
    let firsts = raters.iter().enumerate();
    firsts
        .flat_map(move |(at, first)| seconds(at).iter().map(move |second| [first.as_str(), second.as_str()]))
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
