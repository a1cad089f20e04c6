//! Draws what is alike: the field, the tree, the map, and what two have in common.

use egui::{ScrollArea, Ui};

use super::data::{self, Compared, Of, Picture, Question};
use super::{Seen, View};
use crate::analysis::matrix::{Likeness, Linkage};
use crate::chart::{Anchor, Ink, Pen, Shape, dendrogram, map};
use crate::lang::number::score;
use crate::lang::{text, with};
use crate::model::Project;
use crate::ui::context::{Action, Scene, Status, layer, saved};
use crate::ui::kit::{chart, chips, layout, parts};
use crate::ui::panels::relations::top::{Top, Way};
use crate::ui::reader::ways::{self, Counted, answered};

/// Room for names beside the tree.
const NAMES: f32 = 190.0;
const MAP: f32 = 460.0;
const LABEL: f32 = 12.0;

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
    let measure = text(Question::measure(view.asked.likeness));
    let measure = with("alike-status", &[("measure", measure.into())]);
    let layer = ways::found(&answer).map(|found| layer::said(scene.project, &found.basis.layer));
    Status { facts: std::iter::once(measure).chain(layer).collect(), keys: text("alike-keys") }
}

impl Counted for View {
    type Way = Way;
    type Found = Compared;

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>, top: &mut Top<'_>, found: Option<&Self::Found>) {
        choices(ui, scene.project, top, self, found);
    }

    fn taken(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        taken(ui, scene, self, found, actions);
    }

    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>) {
        body(ui, scene, self, found, actions);
    }

    fn side(&mut self, ui: &mut Ui, _: &Scene<'_>, found: &Self::Found, _: &mut Vec<Action>) {
        side(ui, self, found);
    }
}

fn taken(ui: &mut Ui, scene: &Scene<'_>, view: &View, found: &Compared, actions: &mut Vec<Action>) {
    actions.extend(saved::copy(ui, scene, || found.square.cells()));
    let (which, name) = match view.seen {
        Seen::Field => (Picture::Field, text("alike-field-file")),
        Seen::Tree => (Picture::Tree, text("alike-tree-file")),
        Seen::Map => (Picture::Map, text("alike-map-file")),
    };
    let asked = view.asked;
    actions.extend(saved::save(ui, &name, || scene.noted(data::picture(scene.project, asked, found, which))));
}

fn choices(ui: &mut Ui, project: &Project, top: &mut Top<'_>, view: &mut View, found: Option<&Compared>) {
    let before = view.asked;
    let View { asked, seen, .. } = &mut *view;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        layer::choose(ui, project, top.whose, found.map(|found| &found.basis.layer));
        if let Some(found) = found {
            layer::scope(ui, &mut top.whose.complete_only, &layer::scope_of(&found.basis));
        }
        chips::menu(ui, &with("alike-of", &[("of", text(asked.of.name()).into())]), |ui| {
            for of in Of::ALL {
                if chips::choice(ui, &text(of.name()), asked.of == of) {
                    asked.of = of;
                }
            }
        });
        let measure = |of| text(Question::measure(of));
        chips::menu(ui, &with("alike-likeness", &[("measure", measure(asked.likeness).into())]), |ui| {
            for likeness in Likeness::ALL {
                if chips::choice(ui, &measure(likeness), asked.likeness == likeness) {
                    asked.likeness = likeness;
                }
            }
        });
        let method = |of| text(Question::method(of));
        chips::menu(ui, &with("alike-linkage", &[("method", method(asked.linkage).into())]), |ui| {
            for linkage in Linkage::ALL {
                if chips::choice(ui, &method(linkage), asked.linkage == linkage) {
                    asked.linkage = linkage;
                }
            }
        });
        chips::menu(ui, &with("alike-seen", &[("seen", text(seen.name()).into())]), |ui| {
            for one in Seen::ALL {
                if chips::choice(ui, &text(one.name()), *seen == one) {
                    *seen = one;
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
    if view.asked != before {
        view.chosen = None;
    }
}

fn body(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: &Compared, actions: &mut Vec<Action>) {
    if found.names.len() < 2 {
        parts::muted(ui, &text("alike-none"));
    } else {
        match view.seen {
            Seen::Field => {
                if let Some([row, column]) =
                    found.square.show(ui, "relations-alike", &mut view.cursor, view.chosen)
                    && row != column
                {
                    view.chosen = Some([row, column]);
                }
            }
            Seen::Tree => tree(ui, found),
            Seen::Map => dots(ui, found),
        }
    }
    ui.set_opacity(1.0);
    ui.add_space(8.0);
    for note in data::notes(view.asked, found) {
        parts::muted(ui, &note);
    }
    ui.add_space(8.0);
    if parts::how_to_read(ui, scene.help, &text("alike-how-to-read")) {
        actions.push(Action::FoldHelp(scene.help));
    }
}

/// Names at the left, branches beside them.
fn tree(ui: &mut Ui, found: &Compared) {
    let axis = dendrogram::axis(&text("alike-distance"), &found.tree, &score);
    let (width, row) = ((ui.available_width() - NAMES - 24.0).max(200.0), dendrogram::row(found.names.len()));
    let (top, bottom) = (40.0, 40.0 + row * found.names.len() as f32);
    let mut shapes = vec![Shape::text([NAMES, 12.0], Anchor::Start, &axis.name, LABEL, Ink::Muted)];
    shapes.extend(axis.head([NAMES, NAMES + width], 30.0));
    for (at, _) in &axis.ticks {
        let x = axis.x([NAMES, NAMES + width], *at);
        shapes.push(Shape::line([x, top], [x, bottom], Pen::new(Ink::Line, 0.75)));
    }
    for (at, &leaf) in found.tree.order().iter().enumerate() {
        let place = [NAMES - 8.0, top + row * (at as f32 + 0.5) + 4.0];
        let name = found.names.get(leaf).map_or("", String::as_str);
        shapes.push(Shape::within(NAMES - 12.0, place, Anchor::End, name, LABEL, Ink::Text));
    }
    let drawn = dendrogram::branches(&found.tree, &axis, width, row);
    shapes.extend(drawn.into_iter().map(|shape| shape.moved([NAMES, top])));
    let said = [("n", found.names.len().into())];
    ScrollArea::horizontal().id_salt("tree").show(ui, |ui| {
        chart::shown(ui, [NAMES + width + 20.0, bottom + 8.0], &shapes, &with("alike-tree-read", &said));
    });
}

fn dots(ui: &mut Ui, found: &Compared) {
    let size = [ui.available_width(), MAP];
    let shapes = map::drawn(&found.names, &found.map.points, size);
    let read = format!("{}. {}", text("alike-map-title"), data::goodness(found));
    chart::shown(ui, size, &shapes, &read);
    parts::muted(ui, &data::goodness(found));
}

fn side(ui: &mut Ui, view: &View, found: &Compared) {
    layout::inside(ui, |ui| {
        let Some(chosen) = view.chosen.filter(|at| at.iter().all(|at| *at < found.square.names.len())) else {
            parts::section(ui, &text("alike-two"), "");
            parts::muted(ui, &text("alike-choose"));
            return;
        };
        parts::section(ui, &text("alike-two"), "");
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            parts::card(ui, |ui| {
                for (label, written) in data::figures(found, chosen) {
                    parts::fact(ui, &label, &written.told());
                }
            });
        });
    });
}
