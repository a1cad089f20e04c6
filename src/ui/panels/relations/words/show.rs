//! Draws words as a table, and what can be done with the chosen one.

use egui::{ScrollArea, Ui};

use super::data::{self, Kind, Row, Table as Words};
use super::{View, choices};
use crate::lang::{text, with};
use crate::text::Search;
use crate::ui::context::{Action, Scene, Status, saved};
use crate::ui::kit::{
    layout, look, parts, roving,
    table::{Column, ROW, Table},
};
use crate::ui::panels::relations::top::{Top, Way};
use crate::ui::reader::ways::{self, Counted, answered};

/// Draws this way of the panel.
pub(in crate::ui::panels::relations) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    top: Top<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> Status {
    let key = (scene.revision, view.asked.clone());
    let (project, asked) = (scene.project.clone(), key.1.clone());
    let answer = answered(ui, &mut view.answers, &key, move |_| data::answer(&project, &asked));
    ways::show(ui, scene, top, view, &answer, actions);
    Status { facts: vec![text("words-unit")], keys: text("words-keys") }
}

impl Counted for View {
    type Way = Way;
    type Found = Words;

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>, _: &mut Top<'_>, _: Option<&Self::Found>) {
        choices::show(ui, scene.project, scene.revision, self);
    }

    fn taken(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        actions.extend(saved::copy(ui, scene, || data::cells(found)));
        actions.extend(saved::save(ui, &text("words-file"), || scene.noted(data::picture(found))));
    }

    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        body(ui, scene, self, found, actions);
    }

    fn side(&mut self, ui: &mut Ui, _: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        side(ui, self, found, actions);
    }

    fn without(&mut self, ui: &mut Ui, _: &Scene<'_>, _: &mut Top<'_>, why: &str, _: &mut Vec<Action>) {
        parts::caution(ui, |ui| ui.label(why));
    }
}

fn body(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &Words, actions: &mut Vec<Action>) {
    for about in &found.about {
        parts::muted(ui, about);
    }
    if found.rows.is_empty() {
        parts::muted(ui, &text("words-none"));
    } else {
        ScrollArea::horizontal().show(ui, |ui| table(ui, view, found));
    }
    ui.set_opacity(1.0);
    ui.add_space(8.0);
    let reading = match view.asked.kind {
        Kind::Often => "words-read-often",
        Kind::Marks { .. } => "words-read-marks",
        Kind::Near { .. } => "words-read-near",
    };
    if parts::how_to_read(ui, scene.help, &text(reading)) {
        actions.push(Action::FoldHelp(scene.help));
    }
}

fn table(ui: &mut Ui, view: &mut View, found: &Words) {
    let mut columns = vec![Column::words(text("words-word"), 150.0).growing().shrinking(100.0)];
    columns.extend(found.heads.iter().map(|head| Column::figures(&head.title, head.width).tip(&head.tip)));
    let table = Table::new(ui, columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.head(ui, None);
    let high = (ui.ctx().content_rect().height() - 380.0).max(220.0);
    let scroll = ScrollArea::vertical().id_salt("words").max_height(high).auto_shrink([false, true]);
    let all = found.rows.len();
    scroll.show_rows(ui, ROW, all, |ui, seen| {
        for (at, row) in found.rows.iter().enumerate().take(seen.end).skip(seen.start) {
            let id = ui.scope_id().with(("word", &row.word));
            let is_chosen = view.chosen.as_ref() == Some(&row.word);
            let response = table.row(ui, id, &read(found, row), is_chosen, |cells| {
                let t = look::of(cells.ui.visuals());
                cells.words(0, 0.0, &row.word, look::body(), t.text);
                for (at, cell) in row.cells.iter().enumerate() {
                    cells.figure(at + 1, &cell.words, if at == 0 { t.text } else { t.muted });
                }
            });
            if view.next == Some(at) {
                view.next = None;
                response.request_focus();
            } else if response.has_focus() {
                // The rows out of sight are not laid out, so that arrows alone lead to them.
                view.next = roving::walk(ui, id, response.rect, at, all).or(view.next);
            }
            if response.clicked() {
                view.chosen = Some(row.word.clone());
            }
        }
    });
}

fn read(found: &Words, row: &Row) -> String {
    let cells =
        found.heads.iter().zip(&row.cells).map(|(head, cell)| format!("{} {}", head.title, cell.told()));
    format!("{}: {}", row.word, cells.collect::<Vec<_>>().join(", "))
}

fn side(ui: &mut Ui, view: &mut View, found: &Words, actions: &mut Vec<Action>) {
    layout::inside(ui, |ui| {
        let row = view.chosen.as_ref().and_then(|word| found.rows.iter().find(|row| row.word == *word));
        let Some(row) = row else {
            parts::section(ui, &text("words-a-word"), "");
            parts::muted(ui, &text("words-choose"));
            return;
        };
        parts::section(ui, &with("words-quoted", &[("word", row.word.as_str().into())]), "");
        parts::card(ui, |ui| {
            for (head, cell) in found.heads.iter().zip(&row.cells) {
                parts::fact(ui, &head.title, &cell.told());
            }
        });
        ui.add_space(8.0);
        if ui.button(text("words-find")).on_hover_text(text("words-find-tip")).clicked() {
            let search = Search { words: row.word.clone(), whole_word: true, ..Search::default() };
            actions.push(Action::FindEverywhere(search));
        }
        if ui.button(text("words-look-near")).clicked() {
            view.typed.clone_from(&row.word);
            view.asked.kind = Kind::Near { node: row.word.clone(), window: 5 };
            view.chosen = None;
        }
    });
}
