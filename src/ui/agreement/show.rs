//! Draws the Agreement panel's page: what is compared, and the table of codes.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::data::{self, By, Figures, MeanOf, Row, Table as Data};
use super::{View, plot, side};
use crate::agreement::{Level, Query, Score, Unit};
use crate::lang::{number, text, with};
use crate::model::{CodeId, CoderRole};
use crate::ui::table::{Cells, Column, Table};
use crate::ui::{Action, Scene, Status, chips, look, parts, shell};

/// Draws the panel.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) -> Status {
    let query = view.asked.query(scene.project);
    let key = (scene.revision, query.clone());
    let enough = query.coders.len() >= 2;
    if enough {
        ask(ui, scene, view, &key);
    }
    let answer = view.tables.answer(&key).filter(|_| enough).map(|(table, now)| (Arc::clone(table), now));
    let found = view.differences.answer(&key).filter(|(_, now)| *now).map(|(all, _)| all);
    let differ: Option<BTreeMap<CodeId, usize>> =
        found.map(|all| all.iter().map(|(&code, list)| (code, list.len())).collect());
    if let Some((table, _)) = &answer {
        let chosen = view.chosen.and_then(|code| found.and_then(|all| Some((code, all.get(&code)?))));
        shell::right(ui, scene.sides.right, "agreement", |ui| side::show(ui, scene, table, chosen, actions));
    }
    parts::page(ui, |ui| {
        parts::page_title(ui, &text("agreement-title"));
        choices(ui, scene, view, &query, answer.as_ref().map(|(table, _)| table.as_ref()));
        ui.add_space(8.0);
        match &answer {
            _ if !enough => {
                parts::empty(ui, &text("agreement-too-few"), &text("agreement-too-few-next"), None);
            }
            Some((table, now)) => {
                if !now {
                    ui.set_opacity(0.5);
                }
                if table.transcripts == 0 {
                    nothing_shared(ui, view, table);
                }
                ui.scope(|ui| codes(ui, view, &query, table, differ.as_ref()));
                ui.set_opacity(1.0);
                ui.add_space(16.0);
                if parts::how_to_read(ui, scene.help, &text("agreement-how-to-read")) {
                    actions.push(Action::FoldHelp(scene.help));
                }
            }
            None => {
                parts::muted(ui, &text("counting"));
            }
        }
    });
    status(&query, answer.as_ref().map(|(table, _)| table.as_ref()))
}

fn ask(ui: &Ui, scene: &Scene<'_>, view: &mut View, key: &super::Key) {
    let repaint = || {
        let ctx = ui.ctx().clone();
        move || ctx.request_repaint()
    };
    let (project, query) = (scene.project.clone(), key.1.clone());
    view.tables.ask(
        key,
        move |_| Arc::new(data::table(&project, &crate::agreement::answer(&project, &query))),
        repaint(),
    );
    let codes: Option<Vec<CodeId>> = match view.tables.answer(key) {
        Some((table, true)) => Some(table.rows.iter().map(|r| r.code).collect()),
        Some((_, false)) | None => None,
    };
    if let Some(codes) = codes {
        let (project, query) = (scene.project.clone(), key.1.clone());
        view.differences.ask(
            key,
            move |cancel| data::all_differences(&project, &query, &codes, cancel),
            repaint(),
        );
    }
}

fn choices(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, query: &Query, table: Option<&Data>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        who(ui, scene, view, query);
        let asked = &mut view.asked;
        let unit = with("agreement-unit", &[("unit", text(unit_name(asked.unit)).into())]);
        chips::menu(ui, &unit, |ui| {
            for unit in Unit::ALL {
                if chips::choice(ui, &text(unit_name(unit)), asked.unit == unit) {
                    asked.unit = unit;
                }
            }
        });
        let level_name = |level| match level {
            Level::Code => text("level-codes"),
            Level::Theme => text("level-themes"),
        };
        chips::menu(ui, &level_name(asked.level), |ui| {
            for level in [Level::Code, Level::Theme] {
                if chips::choice(ui, &level_name(level), asked.level == level) {
                    asked.level = level;
                }
            }
        });
        if let Some(table) = table {
            scope(ui, &mut asked.in_progress, table);
        }
        let mut left_out = asked.leave_out_interviewer;
        chips::toggle(ui, &text("interviewer-left-out"), &text("interviewer-left-out-tip"), &mut left_out);
        asked.leave_out_interviewer = left_out;
    });
}

fn who(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, query: &Query) {
    let name = |id| scene.project.coder(id).map(|c| c.name.clone()).unwrap_or_default();
    let names: Vec<String> = query.coders.iter().map(|&id| name(id)).collect();
    let label = if names.len() > 4 {
        with("agreement-coders-many", &[("n", names.len().into())])
    } else {
        with("agreement-coders", &[("names", names.join(", ").into())])
    };
    chips::menu(ui, &label, |ui| {
        let mut coders = scene.project.coders();
        coders.sort_by_key(|c| c.role == CoderRole::Consensus);
        for coder in coders {
            let mut on = query.coders.contains(&coder.id);
            if ui.checkbox(&mut on, &coder.name).changed() {
                let mut chosen = query.coders.clone();
                if on {
                    chosen.push(coder.id);
                } else {
                    chosen.retain(|&c| c != coder.id);
                }
                let order = scene.project.coders();
                chosen.sort_by_key(|id| order.iter().position(|c| c.id == *id));
                view.asked.coders = Some(chosen);
            }
        }
    });
}

/// "9 of 12 transcripts: all complete": which count, and why the others do not.
fn scope(ui: &mut Ui, in_progress: &mut bool, table: &Data) {
    let all = table.transcripts + table.left_out.len();
    let key = if *in_progress { "agreement-scope-started" } else { "agreement-scope-complete" };
    let words = with(key, &[("n", table.transcripts.into()), ("all", all.into())]);
    chips::menu(ui, &words, |ui| {
        if chips::choice(ui, &text("agreement-count-complete"), !*in_progress) {
            *in_progress = false;
        }
        if chips::choice(ui, &text("agreement-count-started"), *in_progress) {
            *in_progress = true;
        }
        ui.separator();
        if table.left_out.is_empty() {
            parts::muted(ui, &text("agreement-none-left-out"));
        }
        egui::ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
            for (title, why) in &table.left_out {
                parts::muted(
                    ui,
                    &with("agreement-is-left-out", &[("title", title.into()), ("why", why.into())]),
                );
            }
        });
    });
}

fn nothing_shared(ui: &mut Ui, view: &mut View, table: &Data) {
    parts::caution(ui, |ui| {
        let t = look::of(ui.visuals());
        let strong =
            RichText::new(text("agreement-nothing-shared")).font(look::strong(13.0)).color(t.caution);
        ui.label(strong);
        for (title, why) in table.left_out.iter().take(6) {
            parts::muted(ui, &format!("{title}: {why}"));
        }
        if !view.asked.in_progress && ui.button(text("agreement-take-in-progress")).clicked() {
            view.asked.in_progress = true;
        }
    });
    ui.add_space(12.0);
}

/// The columns, and by what each sorts.
const ORDERS: [Option<By>; 8] = [
    Some(By::Code),
    Some(By::Alpha),
    Some(By::Kappa),
    Some(By::Percent),
    Some(By::F1),
    None,
    Some(By::Coded),
    Some(By::Differ),
];
const PLOT: usize = 5;

fn columns(query: &Query) -> Vec<Column> {
    let unit = || text(unit_name(query.unit));
    let tip = |key| with(key, &[("unit", unit().into())]);
    let kappa = if query.coders.len() == 2 { "agreement-cohen-tip" } else { "agreement-light-tip" };
    vec![
        Column::words(text("agreement-code"), 180.0).growing().sorting(),
        Column::figures(text("agreement-alpha"), 52.0).tip(tip("agreement-alpha-tip")).sorting(),
        Column::figures(text("agreement-kappa"), 56.0).tip(tip(kappa)).sorting(),
        Column::figures(text("agreement-percent"), 64.0).tip(tip("agreement-percent-tip")).sorting(),
        Column::figures(text("agreement-f1"), 48.0).tip(tip("agreement-f1-tip")).sorting(),
        Column::words("", 170.0),
        Column::figures(text("agreement-coded"), 60.0).tip(tip("agreement-coded-tip")).sorting(),
        Column::figures(text("agreement-differ"), 56.0).tip(text("agreement-differ-tip")).sorting(),
    ]
}

fn codes(ui: &mut Ui, view: &mut View, query: &Query, data: &Data, differ: Option<&BTreeMap<CodeId, usize>>) {
    let table = Table::new(ui, columns(query));
    ui.spacing_mut().item_spacing.y = 0.0;
    let by = ORDERS.iter().position(|by| *by == Some(view.by)).unwrap_or_default();
    let sorted = (view.by != By::Code || view.falling).then_some((by, view.falling));
    let top = ui.cursor().min;
    if let Some(by) = table.head(ui, sorted).and_then(|at| ORDERS.get(at).copied().flatten()) {
        (view.by, view.falling) = if by == view.by { (by, !view.falling) } else { (by, false) };
    }
    plot::scale(
        ui,
        table.cell(egui::Rect::from_min_max(top, ui.cursor().min + egui::vec2(table.width(), 0.0)), PLOT),
    );
    let none = BTreeMap::new();
    for at in data::sorted(data, view.by, view.falling, differ.unwrap_or(&none)) {
        let Some(row) = data.rows.get(at) else { continue };
        let count = differ.map(|all| all.get(&row.code).copied().unwrap_or_default());
        let id = ui.scope_id().with(("code", row.code));
        let chosen = view.chosen == Some(row.code);
        let response = table.row(ui, id, &read(row, count), chosen, |cells| code(cells, row, count));
        if response.clicked() {
            view.chosen = Some(row.code);
        }
    }
    let [alpha, kappa, percent, f1] = data.means;
    let means = [alpha, kappa, percent, f1];
    totals(ui, &table, &text("agreement-mean"), &text("agreement-mean-tip"), means, None);
    let plain = |value| MeanOf { value, without: 0 };
    let Figures { alpha, kappa, percent, f1, coded } = data.pooled;
    let pooled = [alpha, kappa, percent, f1].map(plain);
    totals(ui, &table, &text("agreement-pooled"), &text("agreement-pooled-tip"), pooled, coded);
}

fn written(score: Score) -> String {
    score.map_or_else(|_| "–".to_owned(), number::score)
}

fn percent(score: Score) -> String {
    score.map_or_else(|_| "–".to_owned(), number::percent)
}

fn code(cells: &mut Cells<'_>, row: &Row, differ: Option<usize>) {
    let t = look::of(cells.ui.visuals());
    let colour = look::tone(row.colour.0, t.theme);
    let name = cells.rect(0);
    let swatch =
        egui::Rect::from_center_size(egui::pos2(name.left() + 5.0, name.center().y), egui::vec2(10.0, 10.0));
    cells.ui.painter().rect_filled(swatch, look::size::SWATCH_CORNER, colour);
    cells.words(0, 18.0, &row.path, look::body(), t.text);
    figures(cells, &row.figures);
    let plot = cells.rect(PLOT);
    match row.figures.alpha {
        Ok(value) => {
            plot::lines(cells.ui, plot);
            plot::dot(cells.ui, plot, value, colour);
        }
        Err(why) => cells.words(
            PLOT,
            16.0,
            &with("undefined", &[("why", why.to_string().into())]),
            look::label(),
            t.muted,
        ),
    }
    let count = differ.map_or_else(|| "…".to_owned(), |n| format!("{} ›", number::count(n)));
    let colour = if differ == Some(0) { t.muted } else { t.accent };
    cells.figure(7, &count, colour);
}

fn figures(cells: &mut Cells<'_>, figures: &Figures) {
    let t = look::of(cells.ui.visuals());
    cells.figure(1, &written(figures.alpha), t.text);
    cells.figure(2, &written(figures.kappa), t.text);
    cells.figure(3, &percent(figures.percent), t.text);
    cells.figure(4, &written(figures.f1), t.text);
    if let Some(coded) = figures.coded {
        cells.figure(6, &number::percent(coded), t.text);
    }
}

/// A row about all codes.
fn totals(ui: &mut Ui, table: &Table, name: &str, tip: &str, scores: [MeanOf; 4], coded: Option<f64>) {
    let [alpha, kappa, percent, f1] = scores.map(|s| s.value);
    let row = Figures { alpha, kappa, percent, f1, coded };
    let t = look::of(ui.visuals());
    let without = scores[0].without;
    let note = match (alpha, without) {
        (Err(why), _) => with("undefined", &[("why", why.to_string().into())]),
        (Ok(_), 0) => String::new(),
        (Ok(_), n) => with("agreement-without", &[("n", n.into())]),
    };
    let label = format!(
        "{name}: {}{}",
        in_words(&row),
        if note.is_empty() { note.clone() } else { format!(", {note}") }
    );
    let id = ui.scope_id().with(("total", name));
    let response = table.row(ui, id, &label, false, |cells| {
        cells.words(0, 18.0, name, look::strong(13.0), t.text);
        figures(cells, &row);
        cells.words(PLOT, 16.0, &note, look::label(), t.muted);
    });
    response.on_hover_text(tip);
}

/// A row as it is read out.
fn read(row: &Row, differ: Option<usize>) -> String {
    let mut words = format!("{}: {}", row.path, in_words(&row.figures));
    if let Some(n) = differ {
        words.push_str(", ");
        words.push_str(&with("agreement-differences", &[("n", n.into())]));
    }
    words
}

fn in_words(figures: &Figures) -> String {
    let said = |name: &str, score: Score, write: fn(f64) -> String| match score {
        Ok(value) => format!("{} {}", text(name), write(value)),
        Err(why) => format!("{} {}", text(name), with("undefined", &[("why", why.to_string().into())])),
    };
    let mut all = vec![
        said("agreement-alpha", figures.alpha, number::score),
        said("agreement-kappa", figures.kappa, number::score),
        said("agreement-percent", figures.percent, number::percent),
        said("agreement-f1", figures.f1, number::score),
    ];
    if let Some(coded) = figures.coded {
        all.push(format!("{} {}", text("agreement-coded"), number::percent(coded)));
    }
    all.join(", ")
}

const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Character => "unit-character",
        Unit::Word => "unit-word",
        Unit::Sentence => "unit-sentence",
        Unit::Turn => "unit-turn",
        Unit::Transcript => "unit-transcript",
    }
}

fn status(query: &Query, table: Option<&Data>) -> Status {
    let mut facts = vec![with("agreement-unit", &[("unit", text(unit_name(query.unit)).into())])];
    if let Some(table) = table {
        let counts = [
            ("transcripts", table.transcripts.into()),
            ("coders", table.coders.len().into()),
            ("codes", table.rows.len().into()),
            ("units", (table.units as f64).into()),
        ];
        facts.push(with("agreement-counts", &counts));
        if let [(title, why), others @ ..] = table.left_out.as_slice() {
            let more =
                [("title", title.as_str().into()), ("why", why.as_str().into()), ("n", others.len().into())];
            facts.push(with("agreement-left-out", &more));
        }
    }
    Status { facts, keys: text("agreement-keys") }
}
