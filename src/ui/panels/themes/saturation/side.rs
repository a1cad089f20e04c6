//! Draws what an interview brought: each new code with its first passage there.

use egui::Ui;

use super::{View, data};
use crate::analysis::saturation::Saturation;
use crate::lang::{text, with};
use crate::ui::context::{Action, Scene, passages, quote};
use crate::ui::kit::{layout, parts};

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    found: &Saturation,
    actions: &mut Vec<Action>,
) {
    layout::inside(ui, |ui| {
        let chosen =
            view.chosen.filter(|at| found.parts.get(at[0]).is_some_and(|part| at[1] < part.interviews.len()));
        let Some(at) = chosen else {
            parts::section(ui, &text("saturation-new-codes"), "");
            parts::muted(ui, &text("saturation-choose"));
            return;
        };
        let name = data::called(scene.project, found.parts[at[0]].interviews[at[1]]);
        parts::section(ui, &with("saturation-new-in", &[("name", name.into())]), "");
        let key = (scene.revision, view.asked.clone(), at);
        let asked = &view.asked;
        let brought = view.brought.of(&key, || data::brought(scene.project, asked, found, at));
        if brought.is_empty() {
            parts::muted(ui, &text("saturation-nothing-new"));
        }
        passages::list(ui, brought.len(), 0, |ui, at| {
            let Some(new) = brought.get(at) else { return };
            let Some(transcript) = scene.project.transcript(new.passage.transcript) else { return };
            let beside = scene.project.codebook().name(new.code).to_owned();
            let beside = match new.passages {
                0 | 1 => beside,
                n => with("saturation-times", &[("code", beside.into()), ("n", n.into())]),
            };
            if passages::card(ui, &quote::place(transcript, new.passage.span), &beside, &[]).clicked() {
                actions.push(Action::Goto { transcript: new.passage.transcript, span: new.passage.span });
            }
        });
    });
}
