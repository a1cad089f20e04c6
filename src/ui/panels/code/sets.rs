//! Sets of transcripts: which of them a transcript is in, new ones, other names, and letting them go. Each change is one step.

use egui::{Context, Key, ScrollArea, TextEdit, Ui, WidgetInfo, accesskit::Role};

use super::View;
use crate::lang::{text, with};
use crate::model::{Edit, Project, Stamp, TranscriptId, TranscriptSet, TranscriptSetId, folded};
use crate::session::SystemStamp;
use crate::ui::context::{Action, Command, Scene};
use crate::ui::kit::{chips, look::size, parts, sheet};

/// The sheet, about the transcript that is read, where there is one.
pub struct SetsSheet {
    transcript: Option<TranscriptId>,
    /// What a new one is to be called.
    name: String,
    /// The one that gets another name, and that.
    renamed: Option<(TranscriptSetId, String)>,
}

impl SetsSheet {
    /// About a transcript.
    pub const fn new(transcript: Option<TranscriptId>) -> Self {
        Self { transcript, name: String::new(), renamed: None }
    }

    /// Draws it; says whether it stays.
    pub fn show(
        &mut self,
        ctx: &Context,
        project: &Project,
        writable: bool,
        actions: &mut Vec<Action>,
    ) -> bool {
        let of = self.transcript.and_then(|id| project.transcript(id));
        let title = of.map_or_else(
            || text("transcript-sets"),
            |of| with("transcript-sets-of", &[("title", of.title().into())]),
        );
        sheet::show(ctx, "sets", &title, 460.0, |ui| {
            parts::muted(ui, &text("transcript-sets-why"));
            ui.add_space(size::STEP * 2.0);
            ui.add_enabled_ui(writable, |ui| {
                ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
                    for set in project.transcript_sets() {
                        self.row(ui, project, set, actions);
                    }
                });
                ui.add_space(size::STEP);
                self.new_one(ui, project, actions);
            });
            ui.add_space(size::STEP * 3.0);
            !parts::primary(ui, &text("close")).clicked()
        })
    }

    fn row(&mut self, ui: &mut Ui, project: &Project, set: &TranscriptSet, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            let named = [("name", set.name.as_str().into()), ("n", set.transcripts.len().into())];
            let label = with("scope-set", &named);
            if let Some(id) = self.transcript {
                let mut holds = set.transcripts.contains(&id);
                if ui.checkbox(&mut holds, label).changed() {
                    actions.push(step("step-transcript-set", set, set.with(&[id], holds)));
                }
            } else {
                ui.label(label);
            }
            let rename = ui.small_button(text("rename"));
            let spoken = with("transcript-set-rename", &named[..1]);
            rename.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
            if rename.clicked() {
                self.renamed = Some((set.id, set.name.clone()));
            }
            let delete = ui.small_button("×");
            let spoken = with("transcript-set-delete", &named[..1]);
            delete.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
            if delete.on_hover_text(&spoken).clicked() {
                actions.push(step("step-transcript-set-delete", set, Edit::RemoveTranscriptSet(set.id)));
            }
        });
        if self.renamed.as_ref().is_some_and(|(id, _)| *id == set.id) {
            self.rename(ui, project, set, actions);
        }
    }

    fn rename(&mut self, ui: &mut Ui, project: &Project, set: &TranscriptSet, actions: &mut Vec<Action>) {
        let Some((_, name)) = &mut self.renamed else { return };
        let free = is_free(project, name, Some(set.id));
        let spoken = with("transcript-set-rename", &[("name", set.name.as_str().into())]);
        let done = field(ui, name, &spoken, &text("rename-done"), free);
        if done {
            let named = TranscriptSet { name: name.trim().to_owned(), ..set.clone() };
            actions.push(step("step-transcript-set-rename", set, Edit::PutTranscriptSet(named)));
            self.renamed = None;
        }
    }

    fn new_one(&mut self, ui: &mut Ui, project: &Project, actions: &mut Vec<Action>) {
        let free = is_free(project, &self.name, None);
        if field(ui, &mut self.name, &text("transcript-set-new-name"), &text("transcript-set-new"), free) {
            let set = TranscriptSet {
                id: TranscriptSetId(SystemStamp.uuid()),
                name: std::mem::take(&mut self.name).trim().to_owned(),
                transcripts: self.transcript.into_iter().collect(),
            };
            actions.push(step("step-transcript-set", &set, Edit::PutTranscriptSet(set.clone())));
        }
    }
}

/// A field for a name and the button that goes on; says whether somebody did.
fn field(ui: &mut Ui, name: &mut String, spoken: &str, button: &str, free: bool) -> bool {
    ui.horizontal(|ui| {
        let field = ui.add(TextEdit::singleline(name).hint_text(spoken).desired_width(240.0));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, spoken));
        let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let pressed = ui.add_enabled(free, egui::Button::new(button)).clicked();
        if !free && !name.trim().is_empty() {
            parts::muted(ui, &text("set-taken"));
        }
        free && (enter || pressed)
    })
    .inner
}

/// Whether a set may be called so.
fn is_free(project: &Project, name: &str, own: Option<TranscriptSetId>) -> bool {
    let taken = |set: &TranscriptSet| Some(set.id) != own && folded(&set.name) == folded(name);
    !name.trim().is_empty() && !project.transcript_sets().into_iter().any(|set| taken(set))
}

fn step(key: &str, set: &TranscriptSet, edit: Edit) -> Action {
    Action::Commit { label: with(key, &[("name", set.name.as_str().into())]), edits: vec![edit] }
}

/// The chip over the list of transcripts, where there are sets: only those of one, and the way to the sheet.
pub(super) fn chip(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let sets = scene.project.transcript_sets();
    view.set = view.set.filter(|id| scene.project.transcript_set(*id).is_some());
    if sets.is_empty() {
        return;
    }
    let chosen = view.set.and_then(|id| scene.project.transcript_set(id));
    let label = chosen.map_or_else(|| text("scope-all-transcripts"), |set| set.name.clone());
    egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 14, top: 0, bottom: 4 }).show(ui, |ui| {
        chips::menu(ui, &label, |ui| {
            if chips::choice(ui, &text("scope-all-transcripts"), view.set.is_none()) {
                view.set = None;
            }
            for set in sets {
                let named = [("name", set.name.as_str().into()), ("n", set.transcripts.len().into())];
                if chips::choice(ui, &with("scope-set", &named), view.set == Some(set.id)) {
                    view.set = Some(set.id);
                }
            }
            ui.separator();
            if ui.button(Command::TranscriptSets.label()).clicked() {
                actions.push(Action::Run(Command::TranscriptSets));
                ui.close();
            }
        });
    });
}

/// The sets in the menu of a transcript's row.
pub(super) fn menu(ui: &mut Ui, scene: &Scene<'_>, transcript: TranscriptId, actions: &mut Vec<Action>) {
    ui.menu_button(text("transcript-sets"), |ui| {
        ui.add_enabled_ui(scene.read_only.is_none(), |ui| {
            for set in scene.project.transcript_sets() {
                let mut holds = set.transcripts.contains(&transcript);
                if ui.checkbox(&mut holds, &set.name).changed() {
                    actions.push(step("step-transcript-set", set, set.with(&[transcript], holds)));
                }
            }
        });
        if ui.button(Command::TranscriptSets.label()).clicked() {
            actions.push(Action::ShowSets(transcript));
            ui.close();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::project;

    #[test]
    fn a_name_is_free_where_no_other_set_has_it() {
        let id = TranscriptSetId(SystemStamp.uuid());
        let set = TranscriptSet { id, name: "Pilot".into(), transcripts: [].into() };
        let project = project().apply(&Edit::PutTranscriptSet(set)).unwrap();
        assert!(is_free(&project, "Wave 2", None) && !is_free(&project, " pilot ", None));
        assert!(is_free(&project, "pilot", Some(id)) && !is_free(&project, " ", None));
    }
}
