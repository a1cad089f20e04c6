//! Draws the curve of saturation and the table under it.

use egui::Ui;

use super::data::{self, Row};
use super::{View, choices, side};
use crate::analysis::saturation::Saturation;
use crate::chart::curve::Plot;
use crate::lang::number::{amount, count, score};
use crate::lang::{text, with};
use crate::ui::context::{Action, Scene, Status, layer, saved};
use crate::ui::kit::{
    chart, look, parts,
    table::{Column, Table},
};
use crate::ui::panels::themes::top::{Top, Way};
use crate::ui::reader::ways::{self, Counted, answered};

/// The curve is no wider than this.
const WIDEST: f32 = 900.0;
/// The table needs this at least, and scrolls where there is less.
const LEAST: f32 = 640.0;

/// Draws this way of the panel.
pub(in crate::ui::panels::themes) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    top: Top<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> Status {
    view.asked.whose = *top.whose;
    let key = (scene.revision, view.asked.clone());
    let (project, asked) = (scene.project.clone(), key.1.clone());
    let answer = answered(ui, &mut view.answers, &key, move |_| data::answer(&project, &asked));
    ways::show(ui, scene, top, view, &answer, actions);
    let layer = ways::found(&answer).map(|found| layer::said(scene.project, &found.basis.layer));
    let facts = std::iter::once(text("saturation-status")).chain(layer).collect();
    Status { facts, keys: text("saturation-keys") }
}

impl Counted for View {
    type Way = Way;
    type Found = Saturation;

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>, top: &mut Top<'_>, found: Option<&Self::Found>) {
        choices::show(ui, scene.project, top, self, found);
    }

    fn taken(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        let asked = &self.asked;
        actions.extend(saved::copy(ui, scene, || data::cells(&data::rows(scene.project, found))));
        let picture = || scene.noted(data::picture(scene.project, asked, found));
        actions.extend(saved::save(ui, &text("saturation-file"), picture));
    }

    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        body(ui, scene, self, found, actions);
    }

    fn side(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        side::show(ui, scene, self, found, actions);
    }
}

fn body(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &Saturation, actions: &mut Vec<Action>) {
    let rows = data::rows(scene.project, found);
    if rows.is_empty() {
        parts::muted(ui, &text("saturation-nothing"));
        return;
    }
    let (curves, legend) = data::curves(scene.project, &view.asked, found);
    let across = data::across(scene.project, &view.asked);
    let width = ui.available_width().min(WIDEST);
    let (shapes, high) = Plot::new(&curves, &legend, &across, &amount).drawn(width);
    let told: Vec<String> = found.parts.iter().map(|part| sentence(view, part)).collect();
    chart::shown(ui, [width, high], &shapes, &format!("{}. {}", text("saturation-title"), told.join(" ")));
    for told in &told {
        ui.label(told);
    }
    if !found.no_value.is_empty() {
        let names = found.no_value.iter().map(|of| data::called(scene.project, *of));
        let names = names.collect::<Vec<_>>().join(", ");
        parts::muted(ui, &with("saturation-no-value", &[("names", names.into())]));
    }
    ui.add_space(8.0);
    egui::ScrollArea::horizontal().show(ui, |ui| {
        ui.set_min_width(LEAST.min(ui.available_width().max(LEAST)));
        table(ui, view, &rows);
    });
    ui.set_opacity(1.0);
    if parts::how_to_read(ui, scene.help, &text("saturation-how-to-read")) {
        actions.push(Action::FoldHelp(scene.help));
    }
}

fn sentence(view: &View, part: &crate::analysis::saturation::Part) -> String {
    let group = part.group.as_ref().map_or_else(String::new, |group| format!("{group}: "));
    format!("{group}{} {}", data::told(&view.asked, part), data::in_all(part))
}

fn table(ui: &mut Ui, view: &mut View, rows: &[Row]) {
    let grouped = rows.iter().any(|row| row.group.is_some());
    let mut columns = vec![Column::figures("", 30.0), Column::words(text("saturation-interview"), 150.0)];
    if grouped {
        columns.push(Column::words(text("saturation-group"), 100.0));
    }
    let first = columns.len();
    columns.extend([
        Column::figures(text("saturation-new"), 44.0).tip(text("saturation-new-tip")),
        Column::figures(text("saturation-cumulative"), 60.0).tip(text("saturation-cumulative-tip")),
        Column::figures(text("saturation-expected-short"), 70.0).tip(text("saturation-expected")),
        Column::figures(text("saturation-band-short"), 100.0).tip(text("saturation-band-tip")),
        Column::words(text("saturation-new-codes"), 180.0).growing(),
    ]);
    let table = Table::new(ui, columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.head(ui, None);
    for row in rows {
        let id = ui.scope_id().with(("interview", row.at));
        let read = {
            let said = [
                ("name", row.name.as_str().into()),
                ("new", row.new.into()),
                ("all", row.cumulative.into()),
                ("codes", row.codes.as_str().into()),
            ];
            with("saturation-row", &said)
        };
        let response = table.row(ui, id, &read, view.chosen == Some(row.at), |cells| {
            let t = look::of(cells.ui.visuals());
            cells.figure(0, &count(row.at[1] + 1), t.muted);
            cells.words(1, 0.0, &row.name, look::body(), t.text);
            if let Some(group) = &row.group {
                cells.words(2, 0.0, group, look::secondary(), t.muted);
            }
            let band = row.band.map(amount);
            let [low, high] = band;
            let figures = [
                count(row.new),
                count(row.cumulative),
                score(row.expected),
                with("between", &[("low", low.into()), ("high", high.into())]),
            ];
            for (at, figure) in figures.iter().enumerate() {
                let colour = if at < 2 { t.text } else { t.muted };
                cells.figure(first + at, figure, colour);
            }
            cells.words(first + 4, 0.0, &row.codes, look::secondary(), t.text);
        });
        if response.clicked() {
            view.chosen = Some(row.at);
        }
    }
    ui.add_space(12.0);
}
