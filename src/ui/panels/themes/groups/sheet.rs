//! A comparison as a table: which columns it has, and its rows in words. Plain data; never draws, never counts.

use super::numbers::{between, of_p, of_share};
use crate::analysis::LayerView;
use crate::analysis::compare_groups::{Answer, Found, Leading, NumberTests, Row, Scale, WaveTests};
use crate::chart::differences::Line as Mark;
use crate::chart::{self, Figure, differences};
use crate::lang::number::{amount, count, points_apart, score};
use crate::lang::{number, tell, text, with};
use crate::model::{CodeId, Project};
use crate::statistics::{Defined, Estimate, Undefined};
use crate::ui::context::{Written, layer};
use crate::ui::kit::chart as shapes;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// How many of a group, by its number.
    Group(usize),
    Figure,
    /// A figure that stands back.
    Quiet,
    /// The difference as a dot with its interval.
    Mark,
}

/// What stands over a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) tip: String,
    pub(super) width: f32,
    pub(super) shows: Shows,
}

/// A code or theme.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) code: CodeId,
    /// With those above it.
    pub(super) path: String,
    /// One a head.
    pub(super) cells: Vec<Written>,
    /// The difference, where two groups are compared.
    pub(super) mark: Mark,
}

/// The whole table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    pub(super) heads: Vec<Head>,
    pub(super) lines: Vec<Line>,
    /// The two groups that are compared.
    pub(super) compared: Option<[String; 2]>,
}

/// A column before its rows are written.
struct Column<'a> {
    head: Head,
    cell: Box<dyn Fn(&Row) -> Written + 'a>,
}

/// The p that leads over a row.
pub(super) fn leading(row: &Row) -> Leading {
    let of_all = match &row.found {
        Found::Groups(tests) => tests.leading,
        Found::Waves(tests) => tests.leading,
        Found::Numbers(tests) => tests.leading,
    };
    let of_strata = row.strata.as_ref().map(|strata| strata.leading);
    row.pairs.as_ref().map(|pairs| pairs.leading).or(of_strata).unwrap_or(of_all)
}

/// The difference that is shown of a row: within pairs, within strata, or of the whole groups.
fn difference(row: &Row) -> Defined<Estimate> {
    let whole = match &row.found {
        Found::Groups(tests) => tests.two.map(|two| two.risk_difference),
        Found::Waves(_) | Found::Numbers(_) => None,
    };
    let strata = row.strata.as_ref().map(|strata| strata.risk_difference);
    let pairs = row.pairs.as_ref().map(|pairs| pairs.risk_difference);
    pairs.or(strata).or(whole).unwrap_or(Err(Undefined::OneGroup))
}

/// What was compared, in words.
pub(super) fn sheet(project: &Project, answer: &Answer) -> Sheet {
    let columns = columns(answer);
    let line = |row: &Row| {
        let colour = project.codebook().get(row.code)?.colour;
        let path = project.codebook().shown_path(row.code);
        Some(Line {
            code: row.code,
            cells: columns.iter().map(|column| (column.cell)(row)).collect(),
            mark: Mark { name: path.clone(), colour, difference: difference(row) },
            path,
        })
    };
    Sheet {
        lines: answer.rows.iter().filter_map(line).collect(),
        compared: answer.compared.clone(),
        heads: columns.into_iter().map(|column| column.head).collect(),
    }
}

fn column<'a>(title: String, tip: String, width: f32, cell: impl Fn(&Row) -> Written + 'a) -> Column<'a> {
    Column { head: Head { title, tip, width, shows: Shows::Figure }, cell: Box::new(cell) }
}

impl Column<'_> {
    fn shown(mut self, shows: Shows) -> Self {
        self.head.shows = shows;
        self
    }
}

fn columns(answer: &Answer) -> Vec<Column<'_>> {
    let mut columns: Vec<Column<'_>> = (0..answer.groups.len()).map(|at| group(answer, at)).collect();
    if answer.compared.is_some() {
        columns.extend(of_two(answer));
    }
    match answer.rows.first().map(|row| &row.found) {
        Some(Found::Numbers(_)) => columns.extend(of_numbers()),
        Some(Found::Groups(tests)) if tests.two.is_none() => columns.push(cramers_v()),
        Some(Found::Groups(_) | Found::Waves(_)) | None => {}
    }
    columns.extend(tested(answer));
    columns
}

fn group(answer: &Answer, at: usize) -> Column<'_> {
    let group = &answer.groups[at];
    let said = [
        ("group", group.value.as_str().into()),
        ("participants", group.participants.into()),
        ("transcripts", group.transcripts.into()),
    ];
    let is_mean = matches!(answer.layer, LayerView::Mean(_));
    let cell = move |row: &Row| match row.groups.get(at) {
        None => Written::default(),
        Some(counted) if is_mean => of_share(counted.share),
        Some(counted) => Written::of(counted.share, |_| {
            with("n-of-all", &[("n", amount(counted.n).into()), ("all", amount(counted.of).into())])
        }),
    };
    column(group.value.clone(), with("groups-group-tip", &said), 84.0, cell).shown(Shows::Group(at))
}

/// The difference with its interval, in numbers and as a mark.
fn of_two(answer: &Answer) -> [Column<'_>; 3] {
    let [first, second] = answer.compared.clone().unwrap_or_default();
    let said = [("first", first.into()), ("second", second.into())];
    let method = match (&answer.pairs, &answer.strata) {
        (Some(_), _) => ["groups-interval-pairs", "groups-difference-pairs-tip"],
        (None, Some(_)) => ["groups-interval-strata", "groups-difference-strata-tip"],
        (None, None) => ["groups-interval", "groups-difference-tip"],
    };
    let interval = |row: &Row| match difference(row) {
        Ok(Estimate { ci: Some(ci), .. }) => Written::new(between(ci, points_apart)),
        Ok(Estimate { ci: None, .. }) => Written::none(text("groups-no-interval")),
        Err(why) => Written::none(tell(&why)),
    };
    let points = |row: &Row| Written::of(difference(row).map(|found| found.value), points_apart);
    [
        column(text("groups-difference"), with(method[1], &said), 78.0, points),
        column(text(method[0]), text("groups-interval-tip"), 108.0, interval).shown(Shows::Quiet),
        column(String::new(), String::new(), 170.0, |_| Written::default()).shown(Shows::Mark),
    ]
}

fn cramers_v<'a>() -> Column<'a> {
    let cell = |row: &Row| match &row.found {
        Found::Groups(tests) => Written::of(tests.cramers_v, score),
        Found::Waves(_) | Found::Numbers(_) => Written::default(),
    };
    column(text("groups-v"), text("groups-v-tip"), 60.0, cell)
}

fn of_numbers<'a>() -> [Column<'a>; 4] {
    type Figure = fn(&NumberTests) -> Written;
    let of = |title, tip, width, figure: Figure| {
        column(text(title), text(tip), width, move |row: &Row| match &row.found {
            Found::Numbers(tests) => figure(tests),
            Found::Groups(_) | Found::Waves(_) => Written::default(),
        })
    };
    let n: Figure = |tests| {
        let all = (tests.with.n + tests.without.n) as f64;
        let said = [("n", amount(tests.with.n as f64).into()), ("all", amount(all).into())];
        Written::new(with("n-of-all", &said))
    };
    [
        of("groups-with", "groups-with-tip", 84.0, n),
        of("groups-median-with", "groups-median-with-tip", 96.0, |t| Written::of(t.with.median, amount)),
        of("groups-median-without", "groups-median-without-tip", 112.0, |t| {
            Written::of(t.without.median, amount)
        }),
        of("groups-effect", "groups-effect-tip", 76.0, |t| {
            Written::of(t.mann_whitney.map(|found| found.effect), number::percent)
        }),
    ]
}

/// The p that leads, what it is worth among the others, and what it is about.
fn tested(answer: &Answer) -> Vec<Column<'_>> {
    let (title, tip) = match answer.rows.first().map(|row| leading(row).test) {
        Some("mcnemar") => ("groups-p-mcnemar", "groups-p-mcnemar-tip"),
        Some("cmh") => ("groups-p-cmh", "groups-p-cmh-tip"),
        Some("mann_whitney") => ("groups-p-mann-whitney", "groups-p-mann-whitney-tip"),
        Some("cochran_q") => ("groups-p-cochran", "groups-p-cochran-tip"),
        Some(_) | None => ("groups-p-fisher", "groups-p-fisher-tip"),
    };
    let holm = with("groups-holm", &[("n", count(answer.tests).into())]);
    let corrected = |row: &Row| {
        let leading = leading(row);
        Written::of(leading.p, |_| leading.holm.map(number::p).unwrap_or_default())
    };
    let mut columns = vec![
        column(text(title), text(tip), 64.0, |row| of_p(leading(row).p)),
        column(holm, text("groups-holm-tip"), 64.0, corrected),
    ];
    if answer.scale == Scale::Ordinal && answer.rows.iter().all(|row| matches!(row.found, Found::Groups(_))) {
        let trend = |row: &Row| match &row.found {
            Found::Groups(tests) => of_p(tests.trend.map(|trend| trend.p)),
            Found::Waves(_) | Found::Numbers(_) => Written::default(),
        };
        columns.push(column(text("groups-p-trend"), text("groups-p-trend-tip"), 84.0, trend));
    }
    if answer.pairs.is_some() {
        let differ = |row: &Row| {
            let differ = row.pairs.as_ref().map_or(0, |p| p.cells.only_first + p.cells.only_second);
            Written::new(count(differ))
        };
        columns.push(column(text("groups-differ"), text("groups-differ-tip"), 84.0, differ));
    }
    let changed = |row: &Row| match &row.found {
        Found::Waves(WaveTests { changes, .. }) => {
            let changed = changes.iter().map(|change| change.gained + change.lost).sum::<u64>();
            Written::new(count(changed))
        }
        Found::Groups(_) | Found::Numbers(_) => Written::default(),
    };
    if answer.rows.iter().any(|row| matches!(row.found, Found::Waves(_))) {
        columns.push(column(text("groups-changed"), text("groups-changed-tip"), 84.0, changed));
    }
    columns
}

/// The table as it is pasted: all columns but the mark.
pub(super) fn cells(sheet: &Sheet) -> Vec<Vec<String>> {
    let heads = || sheet.heads.iter().map(|head| head.shows != Shows::Mark);
    let head = sheet.heads.iter().filter(|head| head.shows != Shows::Mark).map(|head| head.title.clone());
    let head = std::iter::once(text("themes-theme")).chain(head).collect();
    let line = |line: &Line| {
        let cells = line.cells.iter().zip(heads()).filter(|(_, wanted)| *wanted);
        std::iter::once(line.path.clone()).chain(cells.map(|(cell, _)| cell.words.clone())).collect()
    };
    std::iter::once(head).chain(sheet.lines.iter().map(line)).collect()
}

/// The name of the axis of differences: which side is whose.
pub(super) fn axis_name([first, second]: &[String; 2]) -> String {
    with("groups-axis", &[("first", first.as_str().into()), ("second", second.as_str().into())])
}

/// The differences of two groups as a picture.
pub(super) fn picture(project: &Project, answer: &Answer, sheet: &Sheet, compared: &[String; 2]) -> Figure {
    let marks: Vec<Mark> = sheet.lines.iter().map(|line| line.mark.clone()).collect();
    let title = text("groups-title");
    let method = match (&answer.pairs, &answer.strata) {
        (Some(_), _) => "groups-interval-pairs",
        (None, Some(_)) => "groups-interval-strata",
        (None, None) => "groups-interval",
    };
    let group = |group: &crate::analysis::compare_groups::Group| {
        let said = [("group", group.value.as_str().into()), ("participants", group.participants.into())];
        with("groups-group-n", &said)
    };
    let groups: Vec<String> = answer.groups.iter().map(group).collect();
    let about = vec![layer::said(project, &answer.layer), groups.join("; ")];
    let version = with("methods-version", &[("version", env!("CARGO_PKG_VERSION").into())]);
    let words = chart::Words {
        title: title.clone(),
        about,
        axis: axis_name(compared),
        heads: [text("themes-theme"), text("groups-difference"), text(method)],
        ends: [text("picture-low"), text("picture-high")],
        notes: vec![text("groups-picture-notes"), text("groups-describes"), version],
        number: &points_apart,
        interval: &|low, high| between(crate::statistics::Interval { low, high }, points_apart),
        without: &|why| with("undefined", &[("why", tell(why).into())]),
        alternative: &|of| shapes::alternative(&title, of, &points_apart),
    };
    differences::figure(&marks, &words)
}
