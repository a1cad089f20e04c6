//! The choice to leave the interviewer's turns out, and that there may be none. Never leaves anything out itself.

use egui::Ui;

use crate::lang::text;
use crate::model::Project;
use crate::ui::kit::chips;

/// The choice; says so where nothing is left out since nobody is set as interviewer.
pub(in crate::ui) fn interviewer(ui: &mut Ui, project: &Project, on: &mut bool) {
    chips::toggle(ui, &text("interviewer-left-out"), &text("interviewer-left-out-tip"), on);
    if *on && !project.has_interviewer() {
        chips::fact(ui, &text("interviewer-nobody"), &text("interviewer-nobody-tip"));
    }
}
