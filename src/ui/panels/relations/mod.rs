//! The Relations panel: which codes stand together, which follows which, which cases and codes are alike, and which words are
//! said. A folder for each way to look at it. Never tests anything: turns, passages and words are not independent.

mod alike;
mod follows;
mod pair;
mod square;
mod together;
mod top;
mod words;

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
    together: together::View,
    follows: follows::View,
    alike: alike::View,
    words: words::View,
}

/// Draws the panel.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) -> Status {
    if scene.project.transcript_count() == 0 {
        parts::page(ui, |ui| {
            let next = text("themes-empty-next");
            if parts::empty(ui, &text("relations-empty"), &text("relations-empty-why"), Some(&next)) {
                actions.push(Action::Run(Command::Import));
            }
        });
        return Status::default();
    }
    let View { way, whose, together, follows, alike, words } = view;
    let now = *way;
    let top = Top { way, whose, scene };
    // What is out of scope is not there for any of them.
    let scene = &Scene { project: scene.counted, ..*scene };
    match now {
        Way::Together => together::show(ui, scene, top, together, actions),
        Way::Follows => follows::show(ui, scene, top, follows, actions),
        Way::Alike => alike::show(ui, scene, top, alike, actions),
        Way::Words => words::show(ui, scene, top, words, actions),
    }
}
