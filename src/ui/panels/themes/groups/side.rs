//! Draws what stands behind a row: all its figures, the pairs that differ, who was left out, and the passages.

use egui::{ScrollArea, Ui};

use super::data::Compared;
use super::{Side, View, detail, differ};
use crate::analysis::compare_groups::Row;
use crate::analysis::counted::{Listed, of_layer};
use crate::lang::{text, with};
use crate::model::Project;
use crate::ui::context::{Action, Scene, passages, quote};
use crate::ui::kit::{chips, layout, parts};

/// More pairs and names than these are counted, not listed.
const LISTED: usize = 40;

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    found: &Compared,
    actions: &mut Vec<Action>,
) {
    let answer = &found.answer;
    layout::inside(ui, |ui| {
        let row = view.chosen.and_then(|of| Some((of, answer.rows.iter().find(|row| row.code == of.code)?)));
        let Some((chosen, row)) = row else {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                parts::section(ui, &text("groups-row"), "");
                parts::muted(ui, &text("groups-choose"));
                ui.add_space(12.0);
                left_out(ui, scene.project, found);
            });
            return;
        };
        let key = (scene.revision, view.asked.clone(), chosen.code);
        let asked = view.asked.whose.at(row.level);
        let listed =
            view.listed.of(&key, || of_layer(scene.project, &answer.layer, asked, chosen.code)).clone();
        let group = chosen.group.and_then(|at| answer.groups.get(at)).map_or("", |group| &group.value);
        parts::section(ui, scene.project.codebook().name(chosen.code), group);
        ui.horizontal(|ui| {
            for (side, label) in [(Side::Figures, "groups-figures"), (Side::Passages, "themes-behind")] {
                if chips::way(ui, &text(label), view.side == side) {
                    view.side = side;
                }
            }
        });
        ui.add_space(8.0);
        match view.side {
            Side::Figures => {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    figures(ui, scene, found, row, &listed, actions);
                });
            }
            Side::Passages => {
                let listed = match chosen.group {
                    Some(group) => differ::of_group(scene.project, answer, group, &listed),
                    None => listed,
                };
                parts::muted(ui, &with("count-codings", &[("n", listed.len().into())]));
                passages::list(ui, listed.len(), 0, |ui, at| {
                    let Some(item) = listed.get(at) else { return };
                    card(ui, scene.project, item, scene.project.codebook().name(item.code), actions);
                });
            }
        }
    });
}

fn figures(
    ui: &mut Ui,
    scene: &Scene<'_>,
    found: &Compared,
    row: &Row,
    listed: &[Listed],
    actions: &mut Vec<Action>,
) {
    for part in detail::parts(&found.answer, row) {
        parts::section(ui, &part.title, "");
        parts::card(ui, |ui| {
            for (label, written) in &part.lines {
                parts::fact(ui, label, &written.told());
            }
        });
        ui.add_space(8.0);
    }
    if found.answer.pairs.is_some() {
        pairs(ui, scene, found, listed, actions);
    }
    left_out(ui, scene.project, found);
}

fn pairs(ui: &mut Ui, scene: &Scene<'_>, found: &Compared, listed: &[Listed], actions: &mut Vec<Action>) {
    let differing = differ::pairs(scene.project, &found.answer, listed);
    parts::section(ui, &text("groups-pairs-differ"), "");
    if differing.is_empty() {
        parts::muted(ui, &text("groups-no-pair-differs"));
    }
    for pair in differing.iter().take(LISTED) {
        let [first, second] = &pair.members;
        let said = [
            ("pair", pair.name.as_str().into()),
            ("first", first.as_str().into()),
            ("second", second.as_str().into()),
        ];
        card(ui, scene.project, &pair.passage, &with("groups-pair", &said), actions);
    }
    if let Some(more) = differing.len().checked_sub(LISTED).filter(|more| *more > 0) {
        parts::muted(ui, &with("groups-more-pairs", &[("n", more.into())]));
    }
    ui.add_space(8.0);
}

fn card(ui: &mut Ui, project: &Project, item: &Listed, beside: &str, actions: &mut Vec<Action>) {
    let Some(transcript) = project.transcript(item.transcript) else { return };
    if passages::card(ui, &quote::place(transcript, item.span), beside, &[]).clicked() {
        actions.push(Action::Goto { transcript: item.transcript, span: item.span });
    }
}

/// Everybody who is not in the figures, with the reason.
fn left_out(ui: &mut Ui, project: &Project, found: &Compared) {
    parts::section(ui, &text("groups-left-out"), "");
    let left = detail::left_out(project, &found.answer);
    parts::card(ui, |ui| {
        if left.is_empty() {
            parts::muted(ui, &text("groups-nobody-left-out"));
        }
        for detail::Left { why, who } in &left {
            let mut names = who.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
            if let Some(more) = who.len().checked_sub(LISTED).filter(|more| *more > 0) {
                names.push_str(&with("groups-more-names", &[("n", more.into())]));
            }
            parts::fact(ui, why, &names);
        }
    });
}
