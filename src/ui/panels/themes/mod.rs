//! The Themes panel: how many participants speak of each theme and code, how groups differ in them, who speaks of what, and
//! whether there is more to come. A folder for each way to look at it; what all of them share stands in `top`. Never adds the
//! codings of several coders up.

mod cases;
mod groups;
mod rings;
mod sample;
mod saturation;
pub mod table;
mod top;

use egui::Ui;

use crate::lang::text;
use crate::ui::context::layer::Whose;
use crate::ui::context::{Action, Command, Scene, Status};
use crate::ui::kit::parts;
use top::{Top, Way};

/// What the panel remembers of itself.
#[derive(Default)]
pub struct View {
    way: Way,
    whose: Whose,
    table: table::View,
    groups: groups::View,
    cases: cases::View,
    rings: rings::View,
    saturation: saturation::View,
    sample: sample::View,
}

/// Draws the panel.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) -> Status {
    if scene.project.transcript_count() == 0 {
        parts::page(ui, |ui| {
            let next = text("themes-empty-next");
            if parts::empty(ui, &text("themes-empty"), &text("themes-empty-why"), Some(&next)) {
                actions.push(Action::Run(Command::Import));
            }
        });
        return Status::default();
    }
    let View { way, whose, table, groups, cases, rings, saturation, sample } = view;
    let now = *way;
    let top = Top { way, whose, scene };
    // What is out of scope is not there for any of them.
    let scene = &Scene { project: scene.counted, ..*scene };
    match now {
        Way::Table => table::show(ui, scene, top, table, actions),
        Way::Groups => groups::show(ui, scene, top, groups, actions),
        Way::Cases => cases::show(ui, scene, top, cases, actions),
        Way::Rings => rings::show(ui, scene, top, rings, actions),
        Way::Saturation => saturation::show(ui, scene, top, saturation, actions),
        Way::Sample => sample::show(ui, scene, top, sample, actions),
    }
}
