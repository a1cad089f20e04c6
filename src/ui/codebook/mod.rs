//! The Codebook panel.

pub mod data;
pub mod steps;

use super::{Action, Scene, Status, parts};
use crate::lang::text;

/// What the panel remembers of itself.
#[derive(Default)]
pub struct View {}

/// Draws the panel.
pub fn show(ui: &mut egui::Ui, _: &Scene<'_>, _: &mut View, _: &mut Vec<Action>) -> Status {
    parts::page(ui, |ui| parts::page_title(ui, &text("panel-codebook")));
    Status::default()
}
