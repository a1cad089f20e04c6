//! Draws themes case by case, and the passages of the chosen cell.

use egui::{Align2, Id, Rect, Ui, pos2, vec2};

use super::data::{self, Amount, Question};
use super::{View, choices};
use crate::lang::{text, with};
use crate::model::Level;
use crate::ui::context::{Action, Scene, Status, layer, passages, quote, saved};
use crate::ui::kit::field::{Cells, Field, Shade};
use crate::ui::kit::{layout, look, parts};
use crate::ui::panels::themes::top::{Top, Way};
use crate::ui::reader::ways::{self, Counted, answered};

/// A cell is no narrower and no wider than this.
const CELL: [f32; 2] = [34.0, 58.0];
const ROW: f32 = 26.0;
const NAMES: f32 = 190.0;
const BESIDE: f32 = 78.0;

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
    let unit = with("themes-unit", &[("unit", text(view.asked.amount.name()).into())]);
    let layer = ways::found(&answer).map(|found| layer::said(scene.project, &found.basis.layer));
    Status { facts: std::iter::once(unit).chain(layer).collect(), keys: text("cases-way-keys") }
}

impl Counted for View {
    type Way = Way;
    type Found = data::Field;

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>, top: &mut Top<'_>, found: Option<&Self::Found>) {
        choices::show(ui, scene.project, top, self, found);
    }

    fn taken(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        let asked = &self.asked;
        actions.extend(saved::copy(ui, scene, || data::cells(asked, found)));
        let picture = || scene.noted(data::picture(scene.project, asked, found));
        actions.extend(saved::save(ui, &text("cases-way-file"), picture));
    }

    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        body(ui, scene, self, found, actions);
    }

    fn side(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        side(ui, scene, self, found, actions);
    }
}

fn body(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &data::Field, actions: &mut Vec<Action>) {
    if found.columns.is_empty() || found.rows.is_empty() {
        parts::muted(ui, &text(if found.rows.is_empty() { "themes-no-codes" } else { "cases-way-nobody" }));
        return;
    }
    let columns = found.columns.len();
    let beside = if columns > 1 { BESIDE } else { 0.0 };
    let room = (ui.available_width() - NAMES - beside) / columns as f32;
    let has_values = found.columns.iter().any(|column| !column.value.is_empty());
    let field = Field {
        id: Id::unique("themes-cases"),
        size: [found.rows.len(), columns],
        cell: vec2(room.clamp(CELL[0], CELL[1]), ROW),
        names: NAMES,
        head: if has_values { 44.0 } else { 28.0 },
        beside,
        high: (ui.ctx().content_rect().height() - 300.0).max(220.0),
        chosen: view.chosen,
    };
    let shown = Shown { found, amount: view.asked.amount, narrow: field.cell.x < 44.0 };
    if let Some(at) = field.show(ui, &mut view.cursor, &shown) {
        view.chosen = Some(at);
    }
    ui.set_opacity(1.0);
    ui.add_space(12.0);
    if parts::how_to_read(ui, scene.help, &text("cases-way-how-to-read")) {
        actions.push(Action::FoldHelp(scene.help));
    }
}

struct Shown<'f> {
    found: &'f data::Field,
    amount: Amount,
    /// Names of columns are cut, since there is little room.
    narrow: bool,
}

impl Cells for Shown<'_> {
    fn name(&self, ui: &mut Ui, rect: Rect, row: usize) {
        let Some(row) = self.found.rows.get(row) else { return };
        let t = look::of(ui.visuals());
        let indent = 14.0 * row.depth as f32;
        let font = if row.level == Level::Theme { look::strong(13.0) } else { look::secondary() };
        let galley = parts::elided(ui, &row.name, font, t.text, rect.width() - indent);
        let at = pos2(rect.left() + indent, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, t.text);
    }

    fn head(&self, ui: &mut Ui, rect: Rect, column: usize) {
        let Some(column) = self.found.columns.get(column) else { return };
        let t = look::of(ui.visuals());
        let put = |words: &str, font, y: f32| {
            let galley = parts::elided(ui, words, font, t.muted, rect.width() - 4.0);
            let at = Align2::CENTER_CENTER.anchor_size(pos2(rect.center().x, y), galley.size());
            ui.painter().galley(at.min, galley, t.muted);
        };
        put(&column.name, look::strong(if self.narrow { 11.0 } else { 12.0 }), rect.top() + 13.0);
        if !column.value.is_empty() {
            put(&column.value, look::small(), rect.top() + 31.0);
        }
        let id = ui.scope_id().with(("head", column.id));
        let response = ui.interact(rect, id, egui::Sense::hover());
        let said = [("name", column.name.as_str().into()), ("value", column.value.as_str().into())];
        let whole = if column.value.is_empty() { column.name.clone() } else { with("cases-way-head", &said) };
        response.on_hover_text(whole);
    }

    fn beside(&self, ui: &mut Ui, rect: Rect, row: usize) {
        let Some(row) = self.found.rows.get(row) else { return };
        let t = look::of(ui.visuals());
        let said = [("n", row.have().into()), ("all", row.values.len().into())];
        let place = pos2(rect.right(), rect.center().y);
        ui.painter().text(place, Align2::RIGHT_CENTER, with("n-of-all", &said), look::secondary(), t.text);
    }

    fn cell(&self, ui: &Ui, at: [usize; 2]) -> Shade {
        let t = look::of(ui.visuals());
        let row = self.found.rows.get(at[0]);
        let value = row.and_then(|row| row.values.get(at[1])).copied().unwrap_or_default();
        let words = if value > 0.0 { self.amount.written(value) } else { "·".to_owned() };
        let colour = row.map_or(t.accent, |row| look::tone(row.colour.0, t.theme));
        Shade { words, share: Some((value / self.found.most.max(f64::MIN_POSITIVE)) as f32), colour }
    }

    fn read(&self, at: [usize; 2]) -> String {
        let (Some(row), Some(column)) = (self.found.rows.get(at[0]), self.found.columns.get(at[1])) else {
            return String::new();
        };
        let value = row.values.get(at[1]).copied().unwrap_or_default();
        let said = [
            ("name", column.name.as_str().into()),
            ("theme", row.name.as_str().into()),
            ("value", self.amount.written(value).into()),
            ("unit", text(self.amount.name()).into()),
        ];
        with("cases-way-cell-read", &said)
    }
}

fn side(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &data::Field, actions: &mut Vec<Action>) {
    layout::inside(ui, |ui| {
        let at = view.chosen.filter(|at| at[0] < found.rows.len() && at[1] < found.columns.len());
        let Some(at) = at else {
            parts::section(ui, &text("themes-behind"), "");
            parts::muted(ui, &text("cases-way-choose"));
            return;
        };
        let asked: &Question = &view.asked;
        let key = (scene.revision, asked.clone(), at);
        let listed = view.listed.of(&key, || data::listed(scene.project, asked, found, at));
        parts::section(ui, &found.columns[at[1]].name, &found.rows[at[0]].name);
        parts::muted(ui, &with("count-codings", &[("n", listed.len().into())]));
        passages::list(ui, listed.len(), 0, |ui, at| {
            let Some(item) = listed.get(at) else { return };
            let Some(transcript) = scene.project.transcript(item.transcript) else { return };
            let code = scene.project.codebook().name(item.code);
            if passages::card(ui, &quote::place(transcript, item.span), code, &[]).clicked() {
                actions.push(Action::Goto { transcript: item.transcript, span: item.span });
            }
        });
    });
}
