//! Draws the table of codes: each with the coefficient that leads, its interval, a forest plot, F1, how much carries
//! it and on how many passages coders differ.

use std::collections::BTreeMap;

use egui::{Rect, Ui, pos2, vec2};

use super::rows::{self, F1, Row, SortBy, Table as Data};
use super::{View, coefficients, words};
use crate::agreement::{Query, Score, Scores};
use crate::chart::{Axis, forest};
use crate::lang::{number, tell, text, with};
use crate::model::CodeId;
use crate::ui::kit::{
    chart, look, parts,
    table::{Cells, Column, Table},
};

/// The columns, and by what each sorts.
const ORDERS: [Option<SortBy>; 7] = [
    Some(SortBy::Name),
    Some(SortBy::Figure),
    Some(SortBy::LowerEnd),
    None,
    Some(SortBy::F1),
    Some(SortBy::Coded),
    Some(SortBy::Differ),
];
const FIGURE: usize = 1;
const INTERVAL: usize = 2;
const PLOT: usize = 3;
const OF_F1: usize = 4;
const CODED: usize = 5;
const DIFFER: usize = 6;

fn columns(query: &Query, figure: &str) -> Vec<Column> {
    let unit = text(words::unit_name(query.unit));
    let of_figure = words::unit_of(figure, query.unit);
    let what = coefficients::definition(figure).map(|(what, _)| what).unwrap_or_default();
    let tip = with(
        "agreement-figure-tip",
        &[("name", coefficients::name(figure).into()), ("unit", of_figure.into()), ("what", what.into())],
    );
    let about = |key| with(key, &[("unit", unit.as_str().into())]);
    vec![
        Column::words(text("agreement-code"), 180.0).growing().shrinking(124.0).sorting(),
        Column::figures(coefficients::short(figure), 72.0).tip(tip).sorting(),
        Column::figures(text("agreement-interval"), 92.0).tip(text("agreement-interval-tip")).sorting(),
        Column::words("", 190.0).shrinking(100.0),
        Column::figures(text("agreement-f1"), 56.0).tip(about("agreement-f1-tip")).sorting(),
        Column::figures(text("agreement-coded"), 52.0).tip(about("agreement-coded-tip")).sorting(),
        Column::figures(text("agreement-differ"), 50.0).tip(text("agreement-differ-tip")).sorting(),
    ]
}

/// Draws the table; gives the coefficient whose definition was asked for.
pub(super) fn show(
    ui: &mut Ui,
    view: &mut View,
    query: &Query,
    data: &Data,
    figure: &'static str,
    differ: Option<&BTreeMap<CodeId, usize>>,
) -> Option<&'static str> {
    let table = Table::new(ui, columns(query, figure));
    let ends = data.rows.iter().flat_map(|row| {
        let value = rows::score(&row.scores, figure).and_then(Result::ok);
        value.into_iter().chain(rows::interval(&row.scores, figure).map(|[low, _]| low))
    });
    let axis = &forest::axis("", ends.fold(0.0, f64::min), &number::score);
    ui.spacing_mut().item_spacing.y = 0.0;
    let by = ORDERS.iter().position(|by| *by == Some(view.by));
    let top = ui.cursor().min;
    if let Some(by) =
        table.head(ui, by.map(|at| (at, view.falling))).and_then(|at| ORDERS.get(at).copied().flatten())
    {
        sort(view, by);
    }
    let head = Rect::from_min_max(top, pos2(top.x + table.width(), ui.cursor().min.y));
    chart::head(ui, inner(table.cell(head, PLOT)), axis);
    let asked = [(FIGURE, figure), (OF_F1, F1)].into_iter().find(|(column, name)| {
        let label = with("agreement-define", &[("name", coefficients::name(name).into())]);
        table.sign_in_head(ui, head, *column, &label).clicked()
    });
    let none = BTreeMap::new();
    let wanted = view.filter.trim().to_lowercase();
    let order = rows::sorted(data, figure, view.by, view.falling, differ.unwrap_or(&none));
    let passes = |at: &usize| data.rows.get(*at).is_some_and(|row| row.path.to_lowercase().contains(&wanted));
    let seen: Vec<usize> = order.into_iter().filter(passes).collect();
    let hidden = data.rows.len() - seen.len();
    for at in seen {
        let Some(row) = data.rows.get(at) else { continue };
        let count = differ.map(|all| all.get(&row.code).copied().unwrap_or_default());
        let id = ui.scope_id().with(("code", row.code));
        let chosen = view.chosen == Some(row.code);
        let label = words::row(row, figure, rows::interval(&row.scores, figure), count);
        let drawn = Drawn { figure, axis };
        let response = table.row(ui, id, &label, chosen, |cells| drawn.code(cells, row, count));
        if response.clicked() {
            view.chosen = Some(row.code);
        }
    }
    if hidden > 0 {
        parts::muted(ui, &with("agreement-hidden", &[("n", hidden.into())]));
    }
    totals(ui, &table, data, figure);
    // Room for the bar that scrolls a wide table.
    ui.add_space(12.0);
    asked.map(|(_, name)| name)
}

/// Up, down, and back to the codebook's order.
fn sort(view: &mut View, by: SortBy) {
    (view.by, view.falling) = match (by == view.by, view.falling) {
        (false, _) => (by, false),
        (true, false) => (by, true),
        (true, true) => (SortBy::Book, false),
    };
}

/// Where the dots lie in their column.
fn inner(cell: Rect) -> Rect {
    Rect::from_min_max(cell.min + vec2(16.0, 0.0), cell.max - vec2(12.0, 0.0))
}

struct Drawn<'a> {
    figure: &'static str,
    axis: &'a Axis,
}

impl Drawn<'_> {
    fn code(&self, cells: &mut Cells<'_>, row: &Row, differ: Option<usize>) {
        let t = look::of(cells.ui.visuals());
        let colour = look::tone(row.colour.0, t.theme);
        let name = cells.rect(0);
        let swatch = Rect::from_center_size(pos2(name.left() + 5.0, name.center().y), vec2(10.0, 10.0));
        cells.ui.painter().rect_filled(swatch, look::size::SWATCH_CORNER, colour);
        cells.path(0, 18.0, &row.path, look::body(), t.text);
        let score = rows::score(&row.scores, self.figure);
        let interval = rows::interval(&row.scores, self.figure);
        figures(cells, self.figure, &row.scores, row.coded);
        match score {
            Some(Ok(value)) => {
                let plot = inner(cells.rect(PLOT));
                let size = [plot.width(), plot.height()];
                chart::draw(cells.ui, plot.min, &self.axis.across([0.0, size[0]], [0.0, size[1]]));
                chart::draw(cells.ui, plot.min, &forest::dot(self.axis, size, value, interval, row.colour));
            }
            Some(Err(why)) => {
                let why = with("undefined", &[("why", tell(&why).into())]);
                cells.words(PLOT, 16.0, &why, look::label(), t.muted);
            }
            None => cells.words(PLOT, 16.0, &text("agreement-not-here"), look::label(), t.muted),
        }
        let count = differ.map_or_else(|| "…".to_owned(), |n| format!("{} ›", number::count(n)));
        let colour = if differ == Some(0) { t.muted } else { t.accent };
        cells.figure(DIFFER, &count, colour);
    }
}

/// What stands in the columns of figures.
fn figures(cells: &mut Cells<'_>, figure: &str, scores: &Scores, coded: Option<f64>) {
    let t = look::of(cells.ui.visuals());
    cells.figure(FIGURE, &words::written(rows::score(scores, figure)), t.text);
    if let Some([low, high]) = rows::interval(scores, figure) {
        cells.figure(INTERVAL, &number::interval(low, high), t.muted);
    }
    cells.figure(OF_F1, &words::written(rows::score(scores, F1)), t.text);
    if let Some(coded) = coded {
        cells.figure(CODED, &number::percent(coded), t.text);
    }
}

/// The mean over codes and all codes pooled.
fn totals(ui: &mut Ui, table: &Table, data: &Data, figure: &'static str) {
    let mean = |name: &str| data.means.get(name).map(|mean| mean.value);
    let without = data.means.get(figure).map_or(0, |mean| mean.undefined);
    let note = match (mean(figure), without) {
        (Some(Ok(_)), 0) | (None, _) => String::new(),
        (Some(Ok(_)), n) => with("agreement-without", &[("n", n.into())]),
        (Some(Err(why)), _) => with("undefined", &[("why", tell(&why).into())]),
    };
    let of_mean = Total {
        name: text("agreement-mean"),
        tip: text("agreement-mean-tip"),
        scores: [mean(figure), mean(F1)],
        interval: None,
        coded: None,
        note,
    };
    let pooled = rows::score(&data.pooled, figure);
    let of_pooled = Total {
        name: text("agreement-pooled"),
        tip: text("agreement-pooled-tip"),
        scores: [pooled, rows::score(&data.pooled, F1)],
        interval: rows::interval(&data.pooled, figure),
        coded: data.coded,
        note: match pooled {
            Some(Err(why)) => with("undefined", &[("why", tell(&why).into())]),
            Some(Ok(_)) => String::new(),
            None => text("agreement-not-here"),
        },
    };
    of_mean.draw(ui, table, figure);
    of_pooled.draw(ui, table, figure);
}

/// A row about all codes.
struct Total {
    name: String,
    tip: String,
    scores: [Option<Score>; 2],
    interval: Option<[f64; 2]>,
    coded: Option<f64>,
    note: String,
}

impl Total {
    fn draw(&self, ui: &mut Ui, table: &Table, figure: &str) {
        let t = look::of(ui.visuals());
        let [of_figure, of_f1] = self.scores;
        let mut label =
            format!("{}: {}, {}", self.name, words::said(figure, of_figure), words::said(F1, of_f1));
        if !self.note.is_empty() {
            label = format!("{label}, {}", self.note);
        }
        let id = ui.scope_id().with(("total", &self.name));
        let response = table.row(ui, id, &label, false, |cells| {
            cells.words(0, 18.0, &self.name, look::strong(13.0), t.text);
            cells.figure(FIGURE, &words::written(of_figure), t.text);
            if let Some([low, high]) = self.interval {
                cells.figure(INTERVAL, &number::interval(low, high), t.muted);
            }
            cells.figure(OF_F1, &words::written(of_f1), t.text);
            if let Some(coded) = self.coded {
                cells.figure(CODED, &number::percent(coded), t.text);
            }
            cells.words(PLOT, 16.0, &self.note, look::label(), t.muted);
        });
        response.on_hover_text(&self.tip);
    }
}
