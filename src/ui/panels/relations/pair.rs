//! Draws what stands behind two codes: their figures, and the places where both are. Never counts.

use egui::Ui;

use crate::analysis::cooccurrence::Meeting;
use crate::lang::with;
use crate::ui::context::{Action, Scene, Written, passages, quote};
use crate::ui::kit::{layout, parts};

/// What is said of a pair.
pub(super) struct Behind<'a> {
    pub(super) title: &'a str,
    pub(super) figures: &'a [(String, Written)],
    pub(super) places: &'a [Meeting],
}

impl Behind<'_> {
    /// Draws it.
    pub(super) fn show(&self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
        layout::inside(ui, |ui| {
            parts::section(ui, self.title, "");
            parts::card(ui, |ui| {
                for (label, written) in self.figures {
                    parts::fact(ui, label, &written.told());
                }
            });
            ui.add_space(8.0);
            parts::muted(ui, &with("relations-places", &[("n", self.places.len().into())]));
            passages::list(ui, self.places.len(), 0, |ui, at| {
                let Some(place) = self.places.get(at) else { return };
                let Some(transcript) = scene.project.transcript(place.transcript) else { return };
                if passages::card(ui, &quote::place(transcript, place.span), "", &[]).clicked() {
                    actions.push(Action::Goto { transcript: place.transcript, span: place.span });
                }
            });
        });
    }
}
