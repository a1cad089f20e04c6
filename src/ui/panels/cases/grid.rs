//! Draws the table and moves in it: arrows go from cell to cell, Enter or a letter writes, Escape gives up. Only
//! the rows in sight are laid out.

use egui::{
    Align, EventFilter, Id, Key, Label, Layout, Modifiers, Popup, PopupCloseBehavior, Response, RichText,
    Sense, TextEdit, Ui, WidgetInfo,
};

use super::data::{self, Row, RowOf, Table};
use super::show::{attribute_menu, keep, kind_name, row_menu};
use super::{Cursor, Editing, View};
use crate::lang::{text, with};
use crate::model::{AttributeKind, AttributeOf};
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{
    chips,
    grid::{Grid, Spot},
    look,
    table::{ROW, ring, tabular},
};

/// The column of the first attribute, after the name and what belongs to it.
pub(super) const FIRST: usize = 2;
/// The width of a letter, about, and what is free beside the words of a cell.
const LETTER: f32 = 7.6;
const PAD: f32 = 12.0;
/// A column is made no narrower and no wider than this; it can be dragged to be.
const NARROWEST: f32 = 72.0;
const WIDEST: f32 = 240.0;

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    table: &Table,
    actions: &mut Vec<Action>,
) {
    let last = Cursor { row: table.rows.len().saturating_sub(1), column: FIRST + table.columns.len() - 1 };
    view.cursor.row = view.cursor.row.min(last.row);
    view.cursor.column = view.cursor.column.min(last.column);
    let titles = titles(table.of);
    let width = |(column, &letters): (usize, &usize)| {
        let letters = letters.max(titles.get(column).map_or(0, |title| title.chars().count()));
        (letters as f32 * LETTER + 2.0 * PAD).clamp(NARROWEST, WIDEST)
    };
    let grid = Grid {
        id: Id::unique(("cases", view.shown)),
        widths: table.letters.iter().enumerate().map(width).collect(),
        head: ROW + 4.0,
        row: ROW,
        rows: table.rows.len(),
        show_row: view.focus.then_some(view.cursor.row),
    };
    grid.show(ui, |ui, Spot { row, column }| {
        let Some(at) = row else { return head(ui, scene, table, &titles, column, actions) };
        let Some(row) = table.rows.get(at) else { return };
        Cell { scene, table, row, at: Cursor { row: at, column }, last }.show(ui, view, actions);
    });
}

/// What stands over the name, and over what belongs to it.
fn titles(of: AttributeOf) -> [String; FIRST] {
    match of {
        AttributeOf::Case => [text("cases-case"), text("cases-transcripts-of")],
        AttributeOf::Transcript => [text("cases-transcript"), text("cases-case")],
    }
}

fn head(
    ui: &mut Ui,
    scene: &Scene<'_>,
    table: &Table,
    titles: &[String],
    column: usize,
    actions: &mut Vec<Action>,
) {
    let t = look::of(ui.visuals());
    under(ui);
    if let Some(title) = titles.get(column) {
        ui.add_space(8.0);
        ui.label(RichText::new(title).font(look::strong(12.0)).color(t.muted));
        return;
    }
    let Some(attribute) = table.columns.get(column - FIRST) else { return };
    let rect = ui.max_rect();
    let response = ui.interact(rect, ui.scope_id().with(attribute.id), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, &attribute.name));
    let words = RichText::new(&attribute.name).font(look::strong(12.0)).color(t.muted);
    let layout = match attribute.kind {
        AttributeKind::Number => Layout::right_to_left(Align::Center),
        AttributeKind::Text | AttributeKind::Date | AttributeKind::YesNo => {
            Layout::left_to_right(Align::Center)
        }
    };
    ui.with_layout(layout, |ui| {
        ui.add_space(8.0);
        ui.add(Label::new(words).truncate());
    });
    if response.has_focus() {
        ring(ui, rect);
    }
    if scene.read_only.is_none() {
        let response =
            response.on_hover_text(with("cases-head-tip", &[("kind", kind_name(attribute.kind).into())]));
        Popup::menu(&response)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| attribute_menu(ui, scene, attribute, actions));
    }
}

/// The line under a header.
fn under(ui: &Ui) {
    let t = look::of(ui.visuals());
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, t.line));
}

/// One cell.
struct Cell<'a, 's> {
    scene: &'a Scene<'s>,
    table: &'a Table,
    row: &'a Row,
    at: Cursor,
    last: Cursor,
}

impl Cell<'_, '_> {
    fn words(&self) -> &str {
        match self.at.column {
            0 => &self.row.name,
            1 => &self.row.belongs,
            other => self.row.cells.get(other - FIRST).map(String::as_str).unwrap_or_default(),
        }
    }

    fn column(&self) -> String {
        match (self.at.column, self.table.of) {
            (0, _) => text("cases-name"),
            (1, AttributeOf::Case) => text("cases-transcripts-of"),
            (1, AttributeOf::Transcript) => text("cases-case"),
            (other, _) => self.table.columns.get(other - FIRST).map(|a| a.name.clone()).unwrap_or_default(),
        }
    }

    fn is_number(&self) -> bool {
        let attribute = self.at.column.checked_sub(FIRST).and_then(|at| self.table.columns.get(at));
        attribute.is_some_and(|a| a.kind == AttributeKind::Number)
    }

    /// Whether words can be written into it. Transcripts are given to cases from their own table.
    fn writable(&self) -> bool {
        self.scene.read_only.is_none() && self.at.column != 1
    }

    fn show(&self, ui: &mut Ui, view: &mut View, actions: &mut Vec<Action>) {
        if view.editing.as_ref().is_some_and(|e| e.at == self.at) {
            self.edit(ui, view, actions);
            return;
        }
        let t = look::of(ui.visuals());
        let rect = ui.max_rect();
        let id = Id::unique(("cell", self.row.of, self.at.column));
        let response = ui.interact(rect, id, Sense::click());
        let read = format!("{} · {}: {}", self.row.name, self.column(), self.words());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Cell, true, &read));
        let here = view.cursor == self.at;
        if here && view.focus {
            response.request_focus();
            response.scroll_to_me(None);
            view.focus = false;
        }
        if here {
            ui.painter().rect_filled(rect, 0.0, t.accent_ground);
        }
        ui.painter().hline(
            rect.x_range(),
            rect.bottom() - 0.5,
            egui::Stroke::new(1.0, look::mix(t.ground, t.line, 0.6)),
        );
        self.paint(ui);
        if response.has_focus() {
            ring(ui, rect);
            view.cursor = self.at;
            self.keys(ui, view, id, actions);
        } else if response.clicked() {
            view.cursor = self.at;
            view.focus = true;
        }
        if self.writable() && response.double_clicked() {
            begin(view, self.at, self.words().to_owned());
        }
        self.menus(&response, actions);
    }

    fn paint(&self, ui: &mut Ui) {
        let t = look::of(ui.visuals());
        if self.is_number() {
            let job = tabular(ui, self.words(), look::body(), t.text);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(8.0);
                ui.label(job);
            });
        } else {
            let font = if self.at.column == 0 { look::strong(14.0) } else { look::body() };
            let colour = if self.at.column == 1 { t.muted } else { t.text };
            ui.add_space(8.0);
            ui.add(Label::new(RichText::new(self.words()).font(font).color(colour)).truncate());
        }
    }

    fn menus(&self, response: &Response, actions: &mut Vec<Action>) {
        if self.scene.read_only.is_some() {
            return;
        }
        match (self.at.column, self.row.of) {
            (0, _) => {
                response.context_menu(|ui| row_menu(ui, self.row, actions));
            }
            (1, RowOf::Transcript(transcript)) => {
                Popup::menu(response).show(|ui| {
                    ui.set_min_width(180.0);
                    let now = self.scene.project.transcript(transcript).and_then(|t| t.case());
                    let none = (None, text("cases-no-case"));
                    let cases = self.scene.project.cases();
                    let all =
                        std::iter::once(none).chain(cases.into_iter().map(|c| (Some(c.id), c.name.clone())));
                    egui::ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
                        for (case, name) in all {
                            if chips::choice(ui, &name, now == case)
                                && let Some(edit) = data::assign(self.scene.project, transcript, case)
                            {
                                let names =
                                    [("transcript", self.row.name.as_str().into()), ("case", name.into())];
                                let label = with("step-case-assign", &names);
                                actions.push(Action::Commit { label, edits: vec![edit] });
                            }
                        }
                    });
                });
            }
            (1, RowOf::Case(_)) | (_, RowOf::Case(_) | RowOf::Transcript(_)) => {}
        }
    }

    /// Keys while the cell has the focus.
    fn keys(&self, ui: &Ui, view: &mut View, id: Id, actions: &mut Vec<Action>) {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, arrows));
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let Cursor { row, column } = self.at;
        for (key, to) in [
            (Key::ArrowUp, Cursor { row: row.saturating_sub(1), column }),
            (Key::ArrowDown, Cursor { row: (row + 1).min(self.last.row), column }),
            (Key::ArrowLeft, Cursor { row, column: column.saturating_sub(1) }),
            (Key::ArrowRight, Cursor { row, column: (column + 1).min(self.last.column) }),
        ] {
            if pressed(key) {
                view.cursor = to;
                view.focus = true;
            }
        }
        if !self.writable() {
            return;
        }
        if pressed(Key::Enter) || pressed(Key::F2) {
            begin(view, self.at, self.words().to_owned());
        } else if column >= FIRST && pressed(Key::Delete) {
            // An empty cell is a value that is not known, which every attribute takes.
            let _ = keep(self.scene, self.table, self.at, "", actions);
        } else if let Some(typed) = typed(ui) {
            begin(view, self.at, typed);
        }
    }

    fn edit(&self, ui: &mut Ui, view: &mut View, actions: &mut Vec<Action>) {
        let Some(editing) = view.editing.as_mut() else { return };
        let id = Id::unique(("cell-field", self.row.of, self.at.column));
        let label = format!("{} · {}", self.row.name, self.column());
        let field = TextEdit::singleline(&mut editing.words).id(id).desired_width(f32::INFINITY);
        let response = ui.add(field.align(egui::Align2::LEFT_CENTER));
        response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, &label));
        if !editing.begun {
            editing.begun = true;
            response.request_focus();
            let end = egui::text::CCursor::new(editing.words.chars().count());
            let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
            state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
            state.store(ui.ctx(), id);
            return;
        }
        if response.changed() {
            editing.problem = None;
        }
        if !response.lost_focus() {
            return;
        }
        let words = editing.words.clone();
        let (enter, escape) = ui.input(|i| (i.key_pressed(Key::Enter), i.key_pressed(Key::Escape)));
        if escape {
            view.editing = None;
            view.focus = true;
            return;
        }
        match keep(self.scene, self.table, self.at, &words, actions) {
            Ok(()) => {
                view.editing = None;
                if enter {
                    view.cursor.row = (self.at.row + 1).min(self.last.row);
                    view.focus = true;
                }
            }
            Err(why) => {
                editing.problem = Some(why);
                response.request_focus();
            }
        }
    }
}

fn begin(view: &mut View, at: Cursor, words: String) {
    view.cursor = at;
    view.editing = Some(Editing { at, words, problem: None, begun: false });
}

/// What was typed in this frame without a modifier; taken from the input, for it goes into the cell.
fn typed(ui: &Ui) -> Option<String> {
    ui.input_mut(|i| {
        let at =
            i.events.iter().position(|e| matches!(e, egui::Event::Text(words) if words.trim() == words))?;
        match i.events.remove(at) {
            egui::Event::Text(words) => Some(words),
            _ => None,
        }
    })
}
