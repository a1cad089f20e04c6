//! Draws groups beside each other.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::data::{self, Compared};
use super::sheet::{self, Line, Sheet, Shows};
use super::{Chosen, Side, View, choices, side};
use crate::analysis::compare_groups::{Answer, Found};
use crate::chart::{Axis, differences, letters};
use crate::lang::number::points_apart;
use crate::lang::{text, with};
use crate::ui::context::{Action, Panel, Scene, Status, layer, saved};
use crate::ui::kit::{
    chart, look, parts,
    table::{Cells, Column, Table},
};
use crate::ui::panels::themes::top::{Top, Way};
use crate::ui::reader::ways::{self, Counted, answered};

/// Free room at both sides of a mark.
const AIR: f32 = 8.0;
/// A head is given no more than this for its own words.
const WIDEST: f32 = 150.0;
/// A column of figures is no narrower than this.
const LEAST: f32 = 56.0;

/// Draws this way of the panel.
pub(in crate::ui::panels::themes) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    top: Top<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> Status {
    if view.asked.by.is_none_or(|by| scene.project.attribute(by).is_none()) {
        view.asked.by = None;
        if let Some(by) = *view.unasked.of(&scene.revision, || data::unasked(scene.project)) {
            view.asked.group_by(by);
        }
    }
    view.asked.whose = *top.whose;
    let key = (scene.revision, view.asked.clone());
    let (project, asked) = (scene.project.clone(), key.1.clone());
    let answer = answered(ui, &mut view.answers, &key, move |_| data::answer(&project, &asked));
    ways::show(ui, scene, top, view, &answer, actions);
    status(scene, ways::found(&answer).map(|found| &found.answer))
}

impl Counted for View {
    type Way = Way;
    type Found = Compared;

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>, top: &mut Top<'_>, found: Option<&Self::Found>) {
        choices::show(ui, scene.project, scene.revision, top, self, found.map(|found| &found.answer));
    }

    fn taken(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        taken(ui, scene, found, actions);
    }

    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        body(ui, scene, self, found, actions);
    }

    fn side(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        side::show(ui, scene, self, found, actions);
    }

    fn without(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        top: &mut Top<'_>,
        why: &str,
        actions: &mut Vec<Action>,
    ) {
        if self.asked.by.is_none() {
            nothing(ui, actions);
        } else {
            layer::none(ui, scene.project, top.whose, why);
        }
    }
}

/// Where no attribute makes groups.
fn nothing(ui: &mut Ui, actions: &mut Vec<Action>) {
    let next = text("groups-to-cases");
    if parts::empty(ui, &text("groups-none"), &text("groups-no-attribute"), Some(&next)) {
        actions.push(Action::Show(Panel::CASES));
    }
}

/// What can be taken from it.
fn taken(ui: &mut Ui, scene: &Scene<'_>, found: &Compared, actions: &mut Vec<Action>) {
    actions.extend(saved::copy(ui, scene, || sheet::cells(&found.sheet)));
    if let Some(compared) = &found.sheet.compared {
        let picture = || scene.noted(sheet::picture(scene.project, &found.answer, &found.sheet, compared));
        actions.extend(saved::save(ui, &text("groups-file"), picture));
    }
}

fn body(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &Compared, actions: &mut Vec<Action>) {
    if found.sheet.lines.is_empty() {
        parts::muted(ui, &text(if view.asked.codes { "themes-no-codes" } else { "groups-no-themes" }));
        return;
    }
    egui::ScrollArea::horizontal().show(ui, |ui| table(ui, view, &found.sheet));
    ui.set_opacity(1.0);
    if parts::how_to_read(ui, scene.help, &reading(&found.answer)) {
        actions.push(Action::FoldHelp(scene.help));
    }
}

/// What the tests assume, what they leave open, and what does not exist.
fn reading(answer: &Answer) -> String {
    let kind = match (&answer.pairs, &answer.strata, answer.rows.first().map(|row| &row.found)) {
        (Some(pairs), _, _) => with("groups-read-pairs", &[("n", pairs.used.len().into())]),
        (None, Some(_), _) => text("groups-read-strata"),
        (None, None, Some(Found::Waves(_))) => text("groups-read-waves"),
        (None, None, Some(Found::Numbers(_))) => text("groups-read-numbers"),
        (None, None, Some(Found::Groups(_)) | None) => text("groups-read-groups"),
    };
    let mut said = vec![kind, with("groups-read-family", &[("n", answer.tests.into())])];
    let reasons = answer.rows.iter().filter_map(|row| row.leading().p.err());
    let mut reasons: Vec<String> = reasons.map(|why| crate::lang::tell(&why)).collect();
    reasons.sort();
    reasons.dedup();
    if !reasons.is_empty() {
        said.push(with("groups-read-undefined", &[("why", reasons.join("; ").into())]));
    }
    said.push(text("groups-describes"));
    said.join(" ")
}

fn columns(sheet: &Sheet) -> Vec<Column> {
    let mut columns = vec![Column::words(text("themes-theme"), 160.0).growing().shrinking(120.0)];
    columns.extend(sheet.heads.iter().map(|head| match head.shows {
        Shows::Mark => Column::words("", head.width).growing().shrinking(120.0),
        Shows::Group(_) | Shows::Figure | Shows::Quiet => {
            let words = letters::width(&head.title, 12.0, true) + 4.0;
            let least = words.clamp(LEAST, WIDEST);
            Column::figures(&head.title, head.width.max(least)).shrinking(least).tip(&head.tip)
        }
    }));
    columns
}

fn table(ui: &mut Ui, view: &mut View, sheet: &Sheet) {
    let table = Table::new(ui, columns(sheet));
    ui.spacing_mut().item_spacing.y = 0.0;
    let top = ui.cursor().min;
    table.head(ui, None);
    let head = Rect::from_min_max(top, pos2(top.x + table.width(), ui.cursor().min.y));
    let marks: Vec<_> = sheet.lines.iter().map(|line| line.mark.clone()).collect();
    let axis = differences::axis("", &marks, &points_apart);
    if let (Some(at), Some(compared)) =
        (sheet.heads.iter().position(|head| head.shows == Shows::Mark), &sheet.compared)
    {
        scale(ui, inner(table.cell(head, at + 1)), &axis, compared);
    }
    let mut chosen = view.chosen;
    for line in &sheet.lines {
        let id = ui.scope_id().with(("group row", line.code));
        let is_chosen = chosen.is_some_and(|chosen| chosen.code == line.code);
        let mut pressed = None;
        let response = table.row(ui, id, &read(sheet, line), is_chosen, |cells| {
            pressed = draw(cells, sheet, line, &axis, id);
        });
        if response.clicked() {
            chosen = Some(Chosen { code: line.code, group: None });
            view.side = Side::Figures;
        }
        if let Some(group) = pressed {
            chosen = Some(Chosen { code: line.code, group: Some(group) });
            view.side = Side::Passages;
        }
    }
    view.chosen = chosen;
    // Room for the bar that scrolls a wide table.
    ui.add_space(12.0);
}

/// Where marks lie in their column.
fn inner(cell: Rect) -> Rect {
    cell.shrink2(vec2(AIR, 0.0))
}

/// Which side of 0 is whose, over the numbers of the scale.
fn scale(ui: &Ui, room: Rect, axis: &Axis, [first, second]: &[String; 2]) {
    let t = look::of(ui.visuals());
    let half = room.width() / 2.0 - 6.0;
    let more = |group: &String| with("groups-more", &[("group", group.as_str().into())]);
    let [left, right] =
        [second, first].map(|group| parts::elided(ui, &more(group), look::small(), t.muted, half));
    let y = room.top() + 9.0;
    let put = |galley: std::sync::Arc<egui::Galley>, anchor: Align2, x: f32| {
        let at = anchor.anchor_size(pos2(x, y), galley.size()).min;
        ui.painter().galley(at, galley, t.muted);
    };
    put(left, Align2::RIGHT_CENTER, room.center().x - 6.0);
    put(right, Align2::LEFT_CENTER, room.center().x + 6.0);
    chart::draw(ui, room.min, &axis.head([0.0, room.width()], room.height() - 5.0));
}

/// Draws a row; gives the group whose figure was pressed.
fn draw(cells: &mut Cells<'_>, sheet: &Sheet, line: &Line, axis: &Axis, id: egui::Id) -> Option<usize> {
    let t = look::of(cells.ui.visuals());
    let name = cells.rect(0);
    let swatch = Rect::from_center_size(pos2(name.left() + 6.0, name.center().y), vec2(10.0, 10.0));
    let tone = look::tone(line.mark.colour.0, t.theme);
    cells.ui.painter().rect_filled(swatch, look::size::SWATCH_CORNER, tone);
    cells.path(0, 18.0, &line.path, look::body(), t.text);
    let mut pressed = None;
    for (at, (head, written)) in sheet.heads.iter().zip(&line.cells).enumerate() {
        let (column, id) = (at + 1, id.with(at));
        match head.shows {
            Shows::Group(group) => {
                let label = format!("{}, {}: {}", line.path, head.title, written.words);
                let response = cells.door(column, id, &written.words, t.text, &label);
                if written.why(response).clicked() {
                    pressed = Some(group);
                }
            }
            Shows::Figure | Shows::Quiet => {
                let colour = if head.shows == Shows::Quiet { t.muted } else { t.text };
                cells.figure(column, &written.words, colour);
                if written.undefined.is_some() {
                    let rect = cells.rect(column);
                    written.why(cells.ui.interact(rect, id, egui::Sense::hover()));
                }
            }
            Shows::Mark => {
                let room = inner(cells.rect(column));
                let size = [room.width(), room.height()];
                let mut shapes = axis.across([0.0, size[0]], [0.0, size[1]]);
                shapes.extend(differences::mark(axis, size, &line.mark));
                chart::draw(cells.ui, room.min, &shapes);
            }
        }
    }
    pressed
}

/// A row as it is read out.
fn read(sheet: &Sheet, line: &Line) -> String {
    let cells = sheet.heads.iter().zip(&line.cells).filter(|(head, _)| head.shows != Shows::Mark);
    let cells = cells.map(|(head, written)| format!("{} {}", head.title, written.told()));
    format!("{}: {}", line.path, cells.collect::<Vec<_>>().join(", "))
}

fn status(scene: &Scene<'_>, found: Option<&Answer>) -> Status {
    let unit =
        if found.is_some_and(|found| found.pairs.is_some()) { "groups-unit-pairs" } else { "groups-unit" };
    let layer = found.map(|found| layer::said(scene.project, &found.layer));
    Status { facts: std::iter::once(text(unit)).chain(layer).collect(), keys: text("groups-keys") }
}
