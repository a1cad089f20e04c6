//! Draws what follows what, and the turns of the chosen cell.

use egui::Ui;

use super::View;
use super::data::{self, Follows, Question, Shows};
use crate::lang::{text, with};
use crate::model::{CodeId, Project};
use crate::ui::context::{Action, Scene, Status, layer, saved};
use crate::ui::kit::{chips, layout, parts};
use crate::ui::panels::relations::pair::Behind;
use crate::ui::panels::relations::top::{Top, Way};
use crate::ui::reader::ways::{self, Counted, answered};

const LAGS: [usize; 5] = [1, 2, 3, 4, 5];

/// Draws this way of the panel.
pub(in crate::ui::panels::relations) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    top: Top<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> Status {
    view.asked.whose = *top.whose;
    let key = (scene.revision, view.asked);
    let project = scene.project.clone();
    let answer = answered(ui, &mut view.answers, &key, move |_| data::answer(&project, key.1));
    ways::show(ui, scene, top, view, &answer, actions);
    let layer = ways::found(&answer).map(|found| layer::said(scene.project, &found.counted.basis.layer));
    Status {
        facts: std::iter::once(text("follows-unit")).chain(layer).collect(),
        keys: text("relations-keys"),
    }
}

impl Counted for View {
    type Way = Way;
    type Found = Follows;

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>, top: &mut Top<'_>, found: Option<&Self::Found>) {
        choices(ui, scene.project, top, &mut self.asked, found);
    }

    fn taken(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        let asked = self.asked;
        actions.extend(saved::copy(ui, scene, || found.square.cells()));
        let picture = || scene.noted(data::picture(scene.project, asked, found));
        actions.extend(saved::save(ui, &text("follows-file"), picture));
    }

    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        body(ui, scene, self, found, actions);
    }

    fn side(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        side(ui, scene, self, found, actions);
    }
}

fn choices(ui: &mut Ui, project: &Project, top: &mut Top<'_>, asked: &mut Question, found: Option<&Follows>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        layer::choose(ui, project, top.whose, found.map(|found| &found.counted.basis.layer));
        if let Some(found) = found {
            layer::scope(ui, &mut top.whose.complete_only, &layer::scope_of(&found.counted.basis));
        }
        let later = |lag: usize| with("follows-lag", &[("n", lag.into())]);
        chips::menu(ui, &later(asked.lag), |ui| {
            for lag in LAGS {
                if chips::choice(ui, &later(lag), asked.lag == lag) {
                    asked.lag = lag;
                }
            }
        });
        chips::menu(ui, &with("together-figure", &[("figure", text(asked.shows.name()).into())]), |ui| {
            for shows in Shows::ALL {
                if chips::choice(ui, &text(shows.name()), asked.shows == shows) {
                    asked.shows = shows;
                }
            }
        });
        let level = |themes| text(if themes { "level-themes" } else { "level-codes" });
        chips::menu(ui, &level(asked.themes), |ui| {
            for themes in [false, true] {
                if chips::choice(ui, &level(themes), asked.themes == themes) {
                    asked.themes = themes;
                }
            }
        });
    });
}

fn code(found: &Follows, at: usize) -> Option<CodeId> {
    Some(found.counted.codes.get(*found.shown.get(at)?)?.code)
}

fn body(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &Follows, actions: &mut Vec<Action>) {
    if found.shown.is_empty() {
        parts::muted(ui, &text("follows-none"));
    } else {
        let at = |wanted: CodeId| (0..found.shown.len()).find(|&at| code(found, at) == Some(wanted));
        let chosen = view.chosen.and_then(|[from, to]| Some([at(from)?, at(to)?]));
        parts::muted(ui, &text("follows-directions"));
        if let Some([row, column]) = found.square.show(ui, "relations-follows", &mut view.cursor, chosen) {
            view.chosen = code(found, row).zip(code(found, column)).map(|(from, to)| [from, to]);
        }
    }
    ui.set_opacity(1.0);
    ui.add_space(12.0);
    if parts::how_to_read(ui, scene.help, &text("follows-how-to-read")) {
        actions.push(Action::FoldHelp(scene.help));
    }
}

fn side(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &Follows, actions: &mut Vec<Action>) {
    let at = |code: CodeId| found.counted.codes.iter().position(|row| row.code == code);
    let step = view
        .chosen
        .and_then(|codes| Some((codes, data::step(&found.counted, at(codes[0])?, at(codes[1])?)?)));
    let Some((codes, step)) = step else {
        layout::inside(ui, |ui| {
            parts::section(ui, &text("follows-pair"), "");
            parts::muted(ui, &text("follows-choose"));
        });
        return;
    };
    let asked = view.asked;
    let places =
        view.places.of(&(scene.revision, asked, codes), || data::places(scene.project, asked, codes));
    let [from, to] = codes.map(|code| scene.project.codebook().name(code).to_owned());
    let title = with("follows-both", &[("from", from.into()), ("to", to.into())]);
    let figures = data::figures(step, found.counted.sequence.units);
    Behind { title: &title, figures: &figures, places }.show(ui, scene, actions);
}
