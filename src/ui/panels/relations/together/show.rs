//! Draws codes that stand together: network beside matrix, and the places of the chosen pair.

use egui::{Ui, vec2};

use super::data::{self, Question, Together};
use super::{View, choices};
use crate::chart::network::{self, Ring};
use crate::lang::{text, with};
use crate::model::CodeId;
use crate::ui::context::{Action, Scene, Status, layer, saved};
use crate::ui::kit::{chart, layout, parts};
use crate::ui::panels::relations::pair::Behind;
use crate::ui::panels::relations::top::{Top, Way};
use crate::ui::reader::ways::{self, Counted, answered};

/// From this width on network and matrix stand side by side.
const BESIDE: f32 = 780.0;
const HEIGHT: f32 = 430.0;

/// Draws this way of the panel.
pub(in crate::ui::panels::relations) fn show(
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
    let counts = data::counts(view.asked.unit, 0);
    let unit = with("themes-unit", &[("unit", counts.trim_start_matches("0 ").into())]);
    let layer = ways::found(&answer).map(|found| layer::said(scene.project, &found.counted.basis.layer));
    Status { facts: std::iter::once(unit).chain(layer).collect(), keys: text("relations-keys") }
}

impl Counted for View {
    type Way = Way;
    type Found = Together;

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>, top: &mut Top<'_>, found: Option<&Self::Found>) {
        choices::show(ui, scene.project, top, self, found);
    }

    fn taken(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        taken(ui, scene, &self.asked, found, actions);
    }

    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        body(ui, scene, self, found, actions);
    }

    fn side(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        side(ui, scene, self, found, actions);
    }
}

fn taken(ui: &mut Ui, scene: &Scene<'_>, asked: &Question, found: &Together, actions: &mut Vec<Action>) {
    actions.extend(saved::copy(ui, scene, || found.square.cells()));
    let matrix = || data::picture(scene.project, asked, found, false);
    actions.extend(saved::save(ui, &text("together-file"), || scene.noted(matrix())));
    let network = || data::picture(scene.project, asked, found, true);
    actions.extend(saved::save_as(
        ui,
        &text("together-save-network"),
        &text("together-network-file"),
        network,
    ));
}

fn body(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &Together, actions: &mut Vec<Action>) {
    if found.shown.is_empty() {
        parts::muted(ui, &text("together-none"));
    } else {
        let width = ui.available_width();
        if width >= BESIDE {
            let left = width * 0.5;
            ui.horizontal_top(|ui| {
                ui.allocate_ui(vec2(left, HEIGHT), |ui| draw_network(ui, view, found, [left, HEIGHT]));
                ui.allocate_ui(vec2(width - left - 8.0, HEIGHT), |ui| matrix(ui, view, found));
            });
        } else {
            matrix(ui, view, found);
            ui.add_space(12.0);
            draw_network(ui, view, found, [width, HEIGHT]);
        }
    }
    ui.set_opacity(1.0);
    ui.add_space(12.0);
    if parts::how_to_read(ui, scene.help, &text("together-how-to-read")) {
        actions.push(Action::FoldHelp(scene.help));
    }
}

/// The code of the row and that of the column.
fn codes(found: &Together, [row, column]: [usize; 2]) -> Option<[CodeId; 2]> {
    let code = |at: usize| Some(found.counted.codes.get(*found.shown.get(at)?)?.code);
    Some([code(row)?, code(column)?])
}

/// Where two codes stand among those that are shown.
fn places_of(found: &Together, chosen: Option<[CodeId; 2]>) -> Option<[usize; 2]> {
    let at = |code: CodeId| found.shown.iter().position(|&at| found.counted.codes[at].code == code);
    let [first, second] = chosen?;
    Some([at(first)?, at(second)?])
}

fn matrix(ui: &mut Ui, view: &mut View, found: &Together) {
    let chosen = places_of(found, view.chosen);
    if let Some([row, column]) = found.square.show(ui, "relations-together", &mut view.cursor, chosen)
        && row != column
    {
        view.chosen = codes(found, [row, column]);
    }
}

fn draw_network(ui: &mut Ui, view: &mut View, found: &Together, size: [f32; 2]) {
    let chosen = places_of(found, view.chosen).map(|[a, b]| [a.min(b), a.max(b)]);
    let shapes = network::drawn(&found.network, size, chosen);
    let said = [("codes", found.network.nodes.len().into()), ("lines", found.network.links.len().into())];
    let response = chart::shown(ui, size, &shapes, &with("together-network-read", &said));
    // For the pointer alone: the matrix beside it has the same doors for the keyboard.
    let pointer = ui.input(|i| i.pointer.primary_clicked().then(|| i.pointer.interact_pos()).flatten());
    if let Some(at) = pointer.filter(|at| response.rect.contains(*at) && response.contains_pointer()) {
        let place = at - response.rect.min;
        let ring = Ring::new(size, found.network.nodes.len());
        if let Some(ends) = ring.link_at(&found.network, [place.x, place.y]) {
            view.chosen = codes(found, ends);
        }
    }
}

fn side(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &Together, actions: &mut Vec<Action>) {
    let pair = view.chosen.and_then(|[first, second]| {
        let at = |code: CodeId| found.counted.codes.iter().position(|row| row.code == code);
        data::pair(&found.counted, at(first)?, at(second)?)
    });
    let Some(pair) = pair else {
        layout::inside(ui, |ui| {
            parts::section(ui, &text("together-pair"), "");
            parts::muted(ui, &text("together-choose"));
        });
        return;
    };
    // In the codebook's order, as the figures have them.
    let ordered = pair.codes.map(|at| found.counted.codes[at].code);
    let key = (scene.revision, view.asked.clone(), ordered);
    let asked = &view.asked;
    let places = view.places.of(&key, || data::places(scene.project, asked, ordered));
    let [first, second] = ordered.map(|code| scene.project.codebook().name(code).to_owned());
    let title = with("together-both", &[("first", first.into()), ("second", second.into())]);
    Behind { title: &title, figures: &data::figures(&found.counted, pair), places }.show(ui, scene, actions);
}
