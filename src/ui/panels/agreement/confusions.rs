//! Draws codes against codes: what the second coder gave where the first gave each code. Only the cells that are seen
//! are laid out.

use egui::{Align2, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2};

use super::rows::Table as Data;
use super::{View, side, words};
use crate::agreement::{Confusion, Query};
use crate::lang::{number, text, with};
use crate::model::Project;
use crate::ui::context::{Action, Narrowed, quote};
use crate::ui::kit::{
    chips, look, parts,
    table::{ring, tabular},
};

const CELL: egui::Vec2 = vec2(58.0, 28.0);
const NAMES: f32 = 230.0;
/// How many pairs of codes are listed.
const LISTED: usize = 5;

/// Draws the table of the pair that was chosen, and the codes most often taken for each other.
pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    view: &mut View,
    query: &Query,
    data: &Data,
    all: &[Confusion],
    actions: &mut Vec<Action>,
) {
    let name = |id| data.coders.iter().find(|(coder, _)| *coder == id).map_or("", |(_, name)| name.as_str());
    let of = |c: &Confusion| format!("{} × {}", name(c.coders[0]), name(c.coders[1]));
    let Some(chosen) = all.get(view.pair).or(all.first()) else { return };
    if all.len() > 1 {
        chips::menu(ui, &with("confusions-pair", &[("pair", of(chosen).into())]), |ui| {
            for (at, confusion) in all.iter().enumerate() {
                if chips::choice(ui, &of(confusion), confusion.coders == chosen.coders) {
                    view.pair = at;
                }
            }
        });
        ui.add_space(8.0);
    }
    let said = [
        ("first", name(chosen.coders[0]).into()),
        ("second", name(chosen.coders[1]).into()),
        ("unit", text(words::unit_name(query.unit)).into()),
        ("n", number::count(chosen.units).into()),
    ];
    parts::muted(ui, &with("confusions-what", &said));
    ui.add_space(8.0);
    let grid = Grid { project, confusion: chosen, names: [name(chosen.coders[0]), name(chosen.coders[1])] };
    if let Some(cell) = grid.draw(ui) {
        let gave = cell.map(|at| chosen.codes.get(at).copied());
        view.chosen = gave[0].or(gave[1]).or(view.chosen);
        let narrowed = Narrowed { pair: Some(chosen.coders), gave: Some(gave), ..Narrowed::default() };
        actions.extend(side::walk(query, narrowed).filter(|_| gave != [None, None]));
    }
    ui.add_space(12.0);
    mistaken(ui, project, chosen, query, actions);
}

/// The codes that most often stand for each other, with a way to their definitions.
fn mistaken(ui: &mut Ui, project: &Project, confusion: &Confusion, query: &Query, actions: &mut Vec<Action>) {
    let found = confusion.taken_for_each_other();
    parts::section(ui, &text("confusions-mistaken"), "");
    if found.is_empty() {
        parts::muted(ui, &text("confusions-none"));
        return;
    }
    for ([a, b], units) in found.into_iter().take(LISTED) {
        ui.horizontal_wrapped(|ui| {
            let said = [
                ("a", quote::path(project, a).into()),
                ("b", quote::path(project, b).into()),
                ("n", number::count(units).into()),
                ("unit", text(words::unit_name(query.unit)).into()),
            ];
            ui.label(with("confusions-pair-of-codes", &said));
            for code in [a, b] {
                let name = project.codebook().name(code).to_owned();
                if ui.link(with("confusions-sharpen", &[("code", name.into())])).clicked() {
                    actions.push(Action::ShowCode(code));
                }
            }
        });
    }
    ui.add_space(12.0);
}

struct Grid<'a> {
    project: &'a Project,
    confusion: &'a Confusion,
    names: [&'a str; 2],
}

impl Grid<'_> {
    /// Codes and "nothing" after them.
    fn len(&self) -> usize {
        self.confusion.codes.len() + 1
    }

    fn code(&self, at: usize) -> Option<usize> {
        (at < self.confusion.codes.len()).then_some(at)
    }

    fn name(&self, at: usize) -> String {
        let code = self.confusion.codes.get(at);
        code.map_or_else(|| text("agreement-did-nothing"), |&code| quote::path(self.project, code))
    }

    /// Draws it; gives the row and the column of the cell that was pressed.
    fn draw(&self, ui: &mut Ui) -> Option<[usize; 2]> {
        let size = vec2(NAMES + CELL.x * self.len() as f32, CELL.y * (self.len() + 1) as f32);
        let mut pressed = None;
        ScrollArea::horizontal().id_salt("confusions").show_viewport(ui, |ui, _| {
            let (all, _) = ui.allocate_exact_size(size, Sense::hover());
            let mut ui = ui.new_child(UiBuilder::new().max_rect(all));
            let seen = ui.clip_rect();
            let cell = |row: usize, column: usize| {
                let at = all.min + vec2(NAMES + CELL.x * column as f32, CELL.y * (row + 1) as f32);
                Rect::from_min_size(at, CELL)
            };
            let columns = visible(seen.left() - all.left() - NAMES, seen.width(), CELL.x, self.len());
            let rows = visible(seen.top() - all.top() - CELL.y, seen.height(), CELL.y, self.len());
            for column in columns.clone() {
                self.head(&ui, cell(0, column).translate(vec2(0.0, -CELL.y)), column);
            }
            for row in rows {
                self.row_name(&ui, cell(row, 0), row);
                for column in columns.clone() {
                    if self.cell(&mut ui, cell(row, column), row, column) {
                        pressed = Some([row, column]);
                    }
                }
            }
        });
        pressed
    }

    /// The number of a code; "nothing" in words.
    fn head(&self, ui: &Ui, rect: Rect, column: usize) {
        let t = look::of(ui.visuals());
        let words =
            self.code(column).map_or_else(|| text("agreement-did-nothing"), |at| number::count(at + 1));
        let at = pos2(rect.right() - 6.0, rect.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, words, look::strong(12.0), t.muted);
    }

    fn row_name(&self, ui: &Ui, first: Rect, row: usize) {
        let t = look::of(ui.visuals());
        let left = first.left() - NAMES;
        let words = match self.code(row) {
            Some(at) => format!("{}  {}", at + 1, self.name(row)),
            None => self.name(row),
        };
        let galley = parts::elided(ui, &words, look::secondary(), t.text, NAMES - 12.0);
        ui.painter().galley(pos2(left, first.center().y - galley.size().y / 2.0), galley, t.text);
        let line = Stroke::new(1.0, look::mix(t.ground, t.line, 0.6));
        ui.painter().hline(left..=left + NAMES + CELL.x * self.len() as f32, first.bottom(), line);
    }

    fn cell(&self, ui: &mut Ui, rect: Rect, row: usize, column: usize) -> bool {
        let t = look::of(ui.visuals());
        let units = self.confusion.units_of(self.code(row), self.code(column));
        if units == 0 {
            return false;
        }
        let agree = row == column;
        let response = ui.interact(rect, ui.scope_id().with(("cell", row, column)), Sense::click());
        let said = [
            ("first", self.names[0].into()),
            ("a", self.name(row).into()),
            ("second", self.names[1].into()),
            ("b", self.name(column).into()),
            ("n", number::count(units).into()),
        ];
        let label = with("confusions-cell", &said);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        let fill = match (agree, response.hovered()) {
            (_, true) => t.accent_ground,
            (true, false) => look::mix(t.ground, t.line, 0.4),
            (false, false) => t.ground,
        };
        ui.painter().rect_filled(rect.shrink(1.0), 3.0, fill);
        let colour = if agree { t.muted } else { t.text };
        let galley = ui.painter().layout_job(tabular(ui, &number::count(units), look::label(), colour));
        let at = pos2(rect.right() - 6.0 - galley.size().x, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, colour);
        if response.has_focus() {
            ring(ui, rect);
        }
        response.on_hover_text(label).clicked()
    }
}

/// Which of so many strips of one size are in view.
fn visible(before: f32, room: f32, size: f32, count: usize) -> std::ops::Range<usize> {
    let first = (before / size).floor().max(0.0) as usize;
    let last = ((before + room) / size).ceil().max(0.0) as usize;
    first.min(count)..last.min(count)
}
