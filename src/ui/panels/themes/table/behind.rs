//! The passages behind a figure, and of a mean the figure of each coder. Never counts.

use egui::Ui;

use super::{View, data};
use crate::analysis::LayerView;
use crate::analysis::counted::listed;
use crate::analysis::frequency::Frequencies;
use crate::lang::{text, with};
use crate::model::{Level, Project};
use crate::ui::context::{Action, Scene, passages, quote};
use crate::ui::kit::parts;

/// The passages behind the chosen figure.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    answer: &[Frequencies; 2],
    actions: &mut Vec<Action>,
) {
    let found = &answer[0];
    egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
        let Some(chosen) = view.chosen else {
            parts::section(ui, &text("themes-behind"), "");
            parts::muted(ui, &text("themes-choose"));
            return;
        };
        let (project, asked) = (scene.counted, view.asked.clone());
        let key = (scene.revision, asked.clone(), chosen);
        let listed = view.listed.of(&key, || listed(project, &asked.query(Level::Theme), found, chosen));
        let name = project.codebook().name(chosen.code).to_owned();
        let group = chosen.group.and_then(|at| found.groups.get(at)).map(|(g, _)| format!("{name}, {g}"));
        let title = with("count-codings", &[("n", listed.len().into())]);
        parts::section(ui, &title, &group.unwrap_or(name));
        if matches!(found.layer, LayerView::Mean(_)) && chosen.group.is_none() {
            of_each_coder(ui, project, found, data::of_coders(answer, chosen));
        }
        let several = found.layer.coders().len() > 1;
        passages::list(ui, listed.len(), 0, |ui, at| {
            let Some(item) = listed.get(at) else { return };
            let Some(transcript) = project.transcript(item.transcript) else { return };
            let code = project.codebook().name(item.code).to_owned();
            let coder = project.coder_name(item.coder).to_owned();
            let beside = if several { format!("{coder} · {code}") } else { code };
            if passages::card(ui, &quote::place(transcript, item.span), &beside, &[]).clicked() {
                actions.push(Action::Goto { transcript: item.transcript, span: item.span });
            }
        });
    });
}

/// n of N of each coder.
fn of_each_coder(ui: &mut Ui, project: &Project, found: &Frequencies, counts: &[u64]) {
    for ((coder, scope), n) in found.coders.iter().zip(counts) {
        let n = data::n_of_all(*n as f64, scope.participants);
        let said = [("coder", project.coder_name(*coder).into()), ("n", n.into())];
        ui.label(with("themes-of-coder", &said));
    }
    ui.add_space(8.0);
}
