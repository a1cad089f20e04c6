//! How groups compare, as a table: a row a code, columns by what was compared. Computes nothing itself: the analysis does.

use crate::analysis::compare_groups::{
    Answer, Counted, Found, GroupTests, Leading, NumberTests, PairTests, Row, StrataTests, TwoTests,
    WaveTests,
};
use crate::formats::shared::grid::{Cell, Grid, UNDEFINED};
use crate::model::Project;
use crate::statistics::{Defined, Description, Estimate, Interval, Test};

/// Cells with the names of their columns.
type Cells = Vec<(String, Cell)>;

/// The answer as a table. Where there is no figure, a cell says so.
pub fn grid(project: &Project, answer: &Answer) -> Grid {
    let layer = answer.layer.name(project);
    let rows: Vec<Cells> = answer.rows.iter().map(|row| cells(project, answer, row, &layer)).collect();
    // Without a row there is nothing to name but what each row begins with.
    let header = rows.first().map_or_else(
        || ["code", "path", "level", "layer"].map(str::to_owned).to_vec(),
        |row| row.iter().map(|(name, _)| name.clone()).collect(),
    );
    let mut grid = Grid::new("groups", header);
    rows.into_iter().for_each(|row| grid.row(row.into_iter().map(|(_, cell)| cell)));
    grid
}

fn cells(project: &Project, answer: &Answer, row: &Row, layer: &str) -> Cells {
    let name = project.codebook().name(row.code);
    let mut cells: Cells =
        [("code", name), ("path", &row.path), ("level", row.level.name()), ("layer", layer)]
            .map(|(column, cell)| (column.to_owned(), cell.into()))
            .into();
    for (group, counted) in answer.groups.iter().zip(&row.groups) {
        cells.extend(share(&group.value, counted));
    }
    match &row.found {
        Found::Groups(tests) => cells.extend(of_groups(tests)),
        Found::Waves(tests) => cells.extend(of_waves(answer, tests)),
        Found::Numbers(tests) => cells.extend(of_numbers(tests)),
    }
    cells.extend(row.pairs.iter().flat_map(of_pairs));
    cells.extend(row.strata.iter().flat_map(of_strata));
    cells
}

fn share(value: &str, counted: &Counted) -> Cells {
    let Counted { n, of, share, ci } = *counted;
    let [low, high] = both(Ok(ci));
    [("n", n.into()), ("of", of.into()), ("share", Cell::figure(share)), ("low", low), ("high", high)]
        .map(|(column, cell)| (format!("{value}: {column}"), cell))
        .into()
}

/// A number that may be infinite.
fn number(value: f64) -> Cell {
    match value {
        f64::INFINITY => "inf".into(),
        f64::NEG_INFINITY => "-inf".into(),
        value => value.into(),
    }
}

fn figure(value: Defined) -> Cell {
    value.map_or_else(|_| UNDEFINED.into(), number)
}

fn both(ends: Defined<Option<Interval>>) -> [Cell; 2] {
    ends.ok()
        .flatten()
        .map_or_else(|| [UNDEFINED, UNDEFINED].map(Cell::from), |ends| [number(ends.low), number(ends.high)])
}

fn column(name: &str, value: Defined) -> Cells {
    vec![(name.to_owned(), figure(value))]
}

fn estimate(name: &str, found: Defined<Estimate>) -> Cells {
    let [low, high] = both(found.map(|found| found.ci));
    let value = figure(found.map(|found| found.value));
    [("", value), ("_low", low), ("_high", high)].map(|(end, cell)| (format!("{name}{end}"), cell)).into()
}

fn test(name: &str, found: Defined<Test>) -> Cells {
    let of = |of: fn(Test) -> f64| figure(found.map(of));
    vec![
        (name.to_owned(), of(|test| test.statistic)),
        (format!("{name}_df"), of(|test| test.df as f64)),
        (format!("{name}_p"), of(|test| test.p)),
    ]
}

/// What the leading p is worth; empty where it does not exist.
fn leading(name: &str, leading: Leading) -> Cells {
    vec![
        (format!("{name}_p_holm"), leading.holm.into()),
        (format!("{name}_p_benjamini_hochberg"), leading.benjamini_hochberg.into()),
    ]
}

fn of_groups(tests: &GroupTests) -> Cells {
    [
        tests.two.iter().flat_map(measures).collect(),
        column("fisher_p", tests.fisher.map(|fisher| fisher.p)),
        leading("fisher", tests.leading),
        test("chi_squared", tests.chi_squared),
        tests.two.iter().flat_map(|two| test("chi_squared_yates", two.chi_squared_yates)).collect(),
        column("cramers_v", tests.cramers_v),
        column("min_expected", tests.min_expected),
        column("trend_z", tests.trend.map(|trend| trend.z)),
        column("trend_p", tests.trend.map(|trend| trend.p)),
        tests.two.iter().flat_map(amounts).collect(),
    ]
    .concat()
}

fn measures(two: &TwoTests) -> Cells {
    [
        estimate("risk_difference", two.risk_difference),
        estimate("risk_ratio", two.risk_ratio),
        estimate("odds_ratio", two.odds_ratio),
        estimate("odds_ratio_sample", two.odds_ratio_sample),
        two.odds_ratio_haldane.iter().flat_map(|found| estimate("odds_ratio_haldane", *found)).collect(),
    ]
    .concat()
}

fn amounts(two: &TwoTests) -> Cells {
    [
        column("segments_first", two.segments.means[0]),
        column("segments_second", two.segments.means[1]),
        column("segments_permutation_p", two.segments.permutation.map(|exact| exact.p)),
        column("coverage_first", two.coverage.shares[0]),
        column("coverage_second", two.coverage.shares[1]),
        estimate("coverage_difference", two.coverage.difference),
    ]
    .concat()
}

fn of_pairs(tests: &PairTests) -> Cells {
    let cells = tests.cells;
    let counts = [
        ("pairs_both", cells.both),
        ("pairs_only_first", cells.only_first),
        ("pairs_only_second", cells.only_second),
        ("pairs_neither", cells.neither),
    ];
    [
        counts.map(|(name, count)| (name.to_owned(), Cell::Number(count as f64))).into(),
        estimate("pairs_risk_difference", tests.risk_difference),
        estimate("pairs_odds_ratio", tests.odds_ratio),
        column("mcnemar_p", tests.mcnemar),
        column("mcnemar_mid_p", tests.mcnemar_mid_p),
        leading("mcnemar", tests.leading),
        column("pairs_segments_mean_difference", tests.segments.mean_difference),
        column("pairs_segments_permutation_p", tests.segments.permutation.map(|exact| exact.p)),
    ]
    .concat()
}

fn of_strata(tests: &StrataTests) -> Cells {
    let counts = [("strata", tests.strata), ("strata_informative", tests.informative)];
    let tables = tests.tables.iter().flat_map(|stratum| {
        let groups = ["first", "second"].into_iter().zip(&stratum.groups);
        groups.flat_map(|(group, counted)| share(&format!("{}, {group}", stratum.value), counted))
    });
    [
        estimate("strata_risk_difference", tests.risk_difference),
        estimate("strata_odds_ratio", tests.odds_ratio),
        test("cmh", tests.cmh),
        leading("cmh", tests.leading),
        test("cmh_corrected", tests.cmh_corrected),
        test("breslow_day", tests.breslow_day),
        test("tarone", tests.tarone),
        counts.map(|(name, count)| (name.to_owned(), count.into())).into(),
        tables.collect(),
    ]
    .concat()
}

fn of_waves(answer: &Answer, tests: &WaveTests) -> Cells {
    let changes = answer.groups.windows(2).zip(&tests.changes).flat_map(|(waves, change)| {
        let counts = [
            ("participants", change.participants()),
            ("kept", change.kept),
            ("gained", change.gained),
            ("lost", change.lost),
            ("never", change.never),
        ];
        let between = format!("{} to {}", waves[0].value, waves[1].value);
        counts.map(|(name, count)| (format!("{between}: {name}"), Cell::Number(count as f64)))
    });
    [
        vec![("complete".to_owned(), Cell::Number(tests.complete as f64))],
        test("cochran_q", tests.cochran_q),
        leading("cochran_q", tests.leading),
        changes.collect(),
    ]
    .concat()
}

fn of_numbers(tests: &NumberTests) -> Cells {
    let described = |name: &str, of: &Description| -> Cells {
        let figures = [
            ("mean", of.mean),
            ("sd", of.sd),
            ("median", of.median),
            ("q1", of.q1),
            ("q3", of.q3),
            ("min", of.min),
            ("max", of.max),
        ];
        let n = std::iter::once((format!("{name}_n"), of.n.into()));
        n.chain(figures.map(|(figure, value)| (format!("{name}_{figure}"), Cell::figure(value)))).collect()
    };
    [
        described("with", &tests.with),
        described("without", &tests.without),
        column("mann_whitney_u", tests.mann_whitney.map(|found| found.u)),
        column("mann_whitney_effect", tests.mann_whitney.map(|found| found.effect)),
        column("mann_whitney_p", tests.leading.p),
        leading("mann_whitney", tests.leading),
        estimate("spearman_segments", tests.spearman.map(|found| found.rho)),
        column("spearman_segments_p", tests.spearman.and_then(|found| found.p)),
    ]
    .concat()
}
