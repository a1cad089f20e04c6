//! Whose codings count, and in which transcripts: the chips that ask, and what the answer is called. Never counts.

use egui::Ui;

use crate::analysis::{Asked, Basis, LayerChoice, LayerView};
use crate::lang::{text, with};
use crate::model::{CoderRole, Level, Project};
use crate::ui::kit::{chips, parts};

/// Whose codings, of which transcripts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Whose {
    /// Whose codings.
    pub layer: LayerChoice,
    /// Complete transcripts only.
    pub complete_only: bool,
}

impl Whose {
    /// The same at a level.
    pub const fn at(self, level: Level) -> Asked {
        Asked { layer: self.layer, level, complete_only: self.complete_only }
    }
}

/// What a layer is called.
pub fn name(project: &Project, layer: &LayerView) -> String {
    match layer {
        LayerView::Coder(id) => project.coder_name(*id).to_owned(),
        LayerView::Consensus(_) => text("layer-consensus"),
        LayerView::Mean(ids) => with("layer-mean-of", &[("n", ids.len().into())]),
    }
}

/// "Layer: consensus".
pub fn said(project: &Project, layer: &LayerView) -> String {
    with("themes-layer", &[("layer", name(project, layer).into())])
}

/// "12 transcripts, 2 of them in progress".
pub fn scope_of(basis: &Basis) -> String {
    let said = [("transcripts", basis.transcripts.into()), ("open", basis.in_progress.into())];
    with("layer-scope", &said)
}

/// Who is looked at.
pub(in crate::ui) fn choose(ui: &mut Ui, project: &Project, whose: &mut Whose, found: Option<&LayerView>) {
    let name = found.map_or_else(|| text("layer-choose"), |found| name(project, found));
    chips::menu(ui, &with("themes-layer", &[("layer", name.into())]), |ui| {
        let mut offer = |ui: &mut Ui, words: &str, layer: LayerChoice| {
            if chips::choice(ui, words, whose.layer == layer) {
                whose.layer = layer;
            }
        };
        offer(ui, &text("layer-auto"), LayerChoice::Auto);
        ui.separator();
        for (name, layer) in layers(project) {
            offer(ui, &name, layer);
        }
        offer(ui, &text("layer-mean"), LayerChoice::Mean);
    });
}

/// Those that can be looked at by themselves.
fn layers(project: &Project) -> Vec<(String, LayerChoice)> {
    let layer = |coder: &std::sync::Arc<crate::model::Coder>| match coder.role {
        CoderRole::Person | CoderRole::Supervisor => (coder.name.clone(), LayerChoice::Coder(coder.id)),
        CoderRole::Consensus => (text("layer-consensus"), LayerChoice::Consensus),
    };
    project.coders().into_iter().map(layer).collect()
}

/// What is in scope, and whether transcripts in progress are.
pub(in crate::ui) fn scope(ui: &mut Ui, complete_only: &mut bool, words: &str) {
    chips::menu(ui, words, |ui| {
        for (wanted, label) in [(false, "themes-started"), (true, "themes-complete")] {
            if chips::choice(ui, &text(label), *complete_only == wanted) {
                *complete_only = wanted;
            }
        }
    });
}

/// Why there is no answer; where several have coded, each of them to be looked at.
pub(in crate::ui) fn none(ui: &mut Ui, project: &Project, whose: &mut Whose, why: &str) {
    parts::caution(ui, |ui| {
        ui.label(why);
        let view = whose.layer.view(project, whose.complete_only);
        if !matches!(view, Ok(LayerView::Mean(_))) {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            for (name, layer) in layers(project) {
                if ui.button(with("layer-look-at", &[("layer", name.into())])).clicked() {
                    whose.layer = layer;
                }
            }
        });
    });
}
