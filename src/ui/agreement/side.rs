//! Draws the passages on which coders differ about a code.

use egui::Ui;

use super::data;
use super::rows::Table;
use crate::agreement::{Difference, DifferenceKind};
use crate::lang::{text, with};
use crate::model::CodeId;
use crate::ui::{Action, Scene, parts, passages};

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    table: &Table,
    chosen: Option<(CodeId, &Vec<Difference>)>,
    actions: &mut Vec<Action>,
) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| match chosen {
        Some((code, list)) => {
            let name = scene.project.codebook().get(code).map(|c| c.name.clone()).unwrap_or_default();
            let title = with("agreement-differences", &[("n", list.len().into())]);
            parts::section(ui, &title, &name);
            differences(ui, scene, table.coders.len(), list, actions);
        }
        None => {
            parts::section(ui, &text("agreement-differences-title"), "");
            parts::muted(ui, &text("agreement-choose"));
        }
    });
}

fn differences(
    ui: &mut Ui,
    scene: &Scene<'_>,
    coders: usize,
    list: &[Difference],
    actions: &mut Vec<Action>,
) {
    if list.is_empty() {
        parts::muted(ui, &text("agreement-no-differences"));
        return;
    }
    passages::list(ui, list.len(), coders, |ui, at| {
        let Some(difference) = list.get(at) else { return };
        let Some(shown) = data::in_words(scene.project, difference) else { return };
        let kind = match shown.kind {
            DifferenceKind::Missed => text("agreement-missed"),
            DifferenceKind::OtherCode => text("agreement-other-code"),
            DifferenceKind::Border => text("agreement-border"),
        };
        if passages::card(ui, &shown.place, &kind, &shown.by).clicked() {
            let coders = difference.by.iter().map(|(coder, _)| *coder).collect();
            actions.push(Action::Compare {
                transcript: difference.transcript,
                span: difference.span,
                coders,
            });
        }
    });
}
