//! Draws the rings, the list of their pieces, and the passages of the chosen one.

use egui::{Rect, Ui, pos2, vec2};

use super::View;
use super::data::{self, Found};
use crate::analysis::counted::of_layer;
use crate::chart::rings;
use crate::lang::number::count;
use crate::lang::{text, with};
use crate::model::{CodeId, Level};
use crate::ui::context::{Action, Scene, Status, layer, passages, quote, saved};
use crate::ui::kit::{
    chart, layout, look, parts,
    table::{Column, Table},
};
use crate::ui::panels::themes::top::{Top, Way};
use crate::ui::reader::ways::{self, Counted, answered};

/// From this width on rings and list stand side by side.
const BESIDE: f32 = 720.0;
/// The rings are no larger than this.
const LARGEST: f32 = 440.0;

/// Draws this way of the panel.
pub(in crate::ui::panels::themes) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    top: Top<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> Status {
    view.whose = *top.whose;
    let key = (scene.revision, view.whose);
    let project = scene.project.clone();
    let answer = answered(ui, &mut view.answers, &key, move |_| data::answer(&project, key.1));
    ways::show(ui, scene, top, view, &answer, actions);
    let unit = with("themes-unit", &[("unit", text("count-participants").into())]);
    let layer = ways::found(&answer).map(|found| layer::said(scene.project, &found.counted.layer));
    Status { facts: std::iter::once(unit).chain(layer).collect(), keys: text("themes-keys") }
}

impl Counted for View {
    type Way = Way;
    type Found = Found;

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>, top: &mut Top<'_>, found: Option<&Self::Found>) {
        choices(ui, scene, top, found);
    }

    fn taken(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        actions.extend(saved::copy(ui, scene, || data::cells(found)));
        let picture = || scene.noted(data::picture(scene.project, found));
        actions.extend(saved::save(ui, &text("rings-file"), picture));
    }

    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        body(ui, scene, self, found, actions);
    }

    fn side(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        let key = (scene.revision, self.whose);
        side(ui, scene, self, key, found, actions);
    }
}

fn choices(ui: &mut Ui, scene: &Scene<'_>, top: &mut Top<'_>, found: Option<&Found>) {
    ui.horizontal_wrapped(|ui| {
        layer::choose(ui, scene.project, top.whose, found.map(|found| &found.counted.layer));
        if let Some(found) = found {
            let scope = &found.counted.scope;
            let said =
                [("participants", scope.participants.into()), ("transcripts", scope.transcripts.into())];
            layer::scope(ui, &mut top.whose.complete_only, &with("themes-scope", &said));
        }
    });
}

fn body(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &Found, actions: &mut Vec<Action>) {
    if found.rings.is_empty() {
        parts::muted(ui, &text("themes-no-codes"));
    } else if ui.available_width() >= BESIDE {
        let size = (ui.available_width() * 0.5).min(LARGEST);
        ui.horizontal_top(|ui| {
            draw(ui, view, found, size);
            ui.add_space(12.0);
            ui.vertical(|ui| list(ui, view, found));
        });
    } else {
        let size = ui.available_width().min(LARGEST);
        draw(ui, view, found, size);
        list(ui, view, found);
    }
    ui.set_opacity(1.0);
    ui.add_space(8.0);
    if parts::how_to_read(ui, scene.help, &text("rings-how-to-read")) {
        actions.push(Action::FoldHelp(scene.help));
    }
}

fn draw(ui: &mut Ui, view: &mut View, found: &Found, size: f32) {
    let place = |wanted: CodeId| {
        let rings = found.codes.iter().enumerate();
        let mut pieces = rings.flat_map(|(ring, codes)| {
            codes.iter().enumerate().map(move |(piece, code)| (*code, [ring, piece]))
        });
        pieces.find(|(code, _)| *code == wanted).map(|(_, at)| at)
    };
    let shapes = rings::drawn(&found.rings, size, view.chosen.and_then(place));
    let said = [("rings", found.rings.len().into())];
    let response = chart::shown(ui, [size, size], &shapes, &with("rings-read", &said));
    // For the pointer alone: the list beside it has the same doors for the keyboard.
    let pressed = ui.input(|i| i.pointer.primary_clicked().then(|| i.pointer.interact_pos()).flatten());
    if let Some(at) = pressed.filter(|at| response.rect.contains(*at) && response.contains_pointer()) {
        let at = at - response.rect.min;
        if let Some([ring, piece]) = rings::under(&found.rings, size, [at.x, at.y]) {
            view.chosen = found.codes[ring].get(piece).copied();
        }
    }
}

fn list(ui: &mut Ui, view: &mut View, found: &Found) {
    let columns = vec![
        Column::figures("", 28.0),
        Column::words(text("rings-code"), 150.0).growing().shrinking(110.0),
        Column::figures(text("count-participants"), 100.0).tip(text("count-participants-tip")),
    ];
    let table = Table::new(ui, columns);
    ui.spacing_mut().item_spacing.y = 0.0;
    table.head(ui, None);
    let mut number = 0;
    for (ring, codes) in found.rings.iter().zip(&found.codes) {
        parts::section(ui, &ring.name, "");
        for (piece, code) in ring.pieces.iter().zip(codes) {
            number += 1;
            let id = ui.scope_id().with(("piece", *code));
            let read = format!("{}, {}: {}", ring.name, piece.name, piece.written);
            let response = table.row(ui, id, &read, view.chosen == Some(*code), |cells| {
                let t = look::of(cells.ui.visuals());
                cells.figure(0, &count(number), t.muted);
                let name = cells.rect(1);
                let middle = pos2(name.left() + 6.0, name.center().y);
                let swatch = Rect::from_center_size(middle, vec2(10.0, 10.0));
                let tone = look::tone(piece.colour.0, t.theme);
                cells.ui.painter().rect_filled(swatch, look::size::SWATCH_CORNER, tone);
                cells.words(1, 18.0, &piece.name, look::body(), t.text);
                cells.figure(2, &piece.written, t.text);
            });
            if response.clicked() {
                view.chosen = Some(*code);
            }
        }
    }
}

fn side(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    (revision, whose): (u64, layer::Whose),
    found: &Found,
    actions: &mut Vec<Action>,
) {
    layout::inside(ui, |ui| {
        let Some(code) = view.chosen.filter(|code| scene.project.codebook().get(*code).is_some()) else {
            parts::section(ui, &text("themes-behind"), "");
            parts::muted(ui, &text("rings-choose"));
            return;
        };
        let listed = view.listed.of(&(revision, whose, code), || {
            of_layer(scene.project, &found.counted.layer, whose.at(Level::Code), code)
        });
        parts::section(ui, scene.project.codebook().name(code), "");
        parts::muted(ui, &with("count-codings", &[("n", listed.len().into())]));
        passages::list(ui, listed.len(), 0, |ui, at| {
            let Some(item) = listed.get(at) else { return };
            let Some(transcript) = scene.project.transcript(item.transcript) else { return };
            let coder = scene.project.coder_name(item.coder);
            if passages::card(ui, &quote::place(transcript, item.span), coder, &[]).clicked() {
                actions.push(Action::Goto { transcript: item.transcript, span: item.span });
            }
        });
    });
}
