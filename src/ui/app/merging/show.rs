//! The sheet as it is seen: copies at the top, then the report with a choice for each conflict.

use egui::{Context, Key, Label, Modifiers, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, accesskit::Role};

use super::{MergeSheet, key};
use crate::lang::{tell, text, with};
use crate::model::together::{Conflict, Side, Together};
use crate::ui::context::{Action, Merging};
use crate::ui::kit::{
    look::{self, size},
    parts, sheet,
};

impl MergeSheet {
    /// Draws it; says whether it stays open.
    pub(in crate::ui) fn show(&mut self, ctx: &Context, actions: &mut Vec<Action>) -> bool {
        sheet::show(ctx, "together", &text("together-title"), 820.0, |ui| {
            parts::muted(ui, &text("together-what"));
            ui.add_space(size::STEP * 2.0);
            self.copies(ui, actions);
            if let Some(problem) = &self.problem {
                ui.add_space(size::STEP);
                parts::caution(ui, |ui| {
                    let words = RichText::new(problem).color(look::of(ui.visuals()).caution);
                    ui.add(Label::new(words).wrap());
                });
            }
            let height = (ui.ctx().content_rect().height() - 420.0).clamp(120.0, 480.0);
            if let Some((_, plan)) = &self.plan {
                ui.add_space(size::STEP * 2.0);
                let mut chosen = None;
                let scroll = ScrollArea::vertical().id_salt("together_report").max_height(height);
                scroll.auto_shrink([false, true]).show(ui, |ui| chosen = self.report(ui, plan));
                if let Some((conflict, side)) = chosen {
                    self.chosen.insert(key(&conflict), side);
                }
            }
            ui.add_space(size::STEP * 3.0);
            self.buttons(ui, actions)
        })
    }

    fn copies(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let mut gone = None;
        for (at, folder) in self.folders.iter().enumerate() {
            let name = folder.display().to_string();
            ui.horizontal(|ui| {
                let remove = ui.button(text("together-leave-out"));
                remove.widget_info(|| {
                    let label = with("together-leave-out-tip", &[("folder", name.as_str().into())]);
                    WidgetInfo::labeled(Role::Button, true, label)
                });
                if remove.clicked() {
                    gone = Some(at);
                }
                ui.add(Label::new(&name).truncate());
            });
        }
        if let Some(at) = gone {
            self.remove(at);
        }
        if self.made_by_sync > 0 {
            ui.label(with("together-sync", &[("n", self.made_by_sync.into())]));
        }
        ui.horizontal(|ui| {
            let entered = ui.input(|i| i.key_pressed(Key::Enter));
            let field = TextEdit::singleline(&mut self.typed).hint_text(text("together-path"));
            let field = ui.add(field.desired_width(ui.available_width() - 200.0));
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, text("together-path")));
            if self.plan.is_none() && ui.memory(|m| m.focused().is_none()) {
                field.request_focus();
            }
            let pressed = ui.button(text("together-add")).clicked();
            let typed = self.typed.trim().to_owned();
            if (pressed || (entered && field.lost_focus())) && !typed.is_empty() {
                ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
                self.typed.clear();
                self.add(typed.as_ref());
            }
            if ui.button(text("together-choose")).clicked() {
                actions.push(Action::Merge(Merging::Folder));
            }
        });
    }

    /// The report; gives a choice that was made in it.
    fn report(&self, ui: &mut Ui, plan: &Together) -> Option<(Conflict, Side)> {
        let mut chosen = None;
        if !plan.conflicts.is_empty() {
            let n = plan.conflicts.len();
            parts::section(ui, &with("together-conflicts", &[("n", n.into())]), "");
            for conflict in &plan.conflicts {
                if let Some(side) = self.conflict(ui, conflict) {
                    chosen = Some((conflict.clone(), side));
                }
            }
            ui.add_space(size::STEP * 2.0);
        }
        parts::section(ui, &text("together-report"), "");
        if plan.lines.is_empty() {
            parts::muted(ui, &text("together-nothing"));
        }
        let mut from = "";
        for line in &plan.lines {
            if line.from != from {
                from = &line.from;
                parts::muted(ui, &with("together-from", &[("folder", from.into())]));
            }
            ui.add(Label::new(tell(line)).wrap());
        }
        if !plan.told.is_empty() {
            ui.add_space(size::STEP * 2.0);
            parts::section(ui, &text("together-told"), "");
            for told in &plan.told {
                ui.add(Label::new(tell(&told.message)).wrap());
            }
        }
        chosen
    }

    /// One conflict with its two ways; gives the one that was pressed.
    fn conflict(&self, ui: &mut Ui, conflict: &Conflict) -> Option<Side> {
        let stands = self.stands(conflict);
        let mut pressed = None;
        parts::card(ui, |ui| {
            let named = format!("{}, {}", tell(&conflict.what), tell(&conflict.field));
            ui.add(Label::new(RichText::new(&named).font(look::strong(13.0))).wrap());
            for (side, words, key) in [
                (Side::Ours, &conflict.ours, "together-ours"),
                (Side::Theirs, &conflict.theirs, "together-theirs"),
            ] {
                let values = [("words", tell(words).into()), ("folder", conflict.from.as_str().into())];
                let label = with(key, &values);
                let radio = ui.radio(stands == side, &label);
                radio.widget_info(|| {
                    let label = format!("{named}: {label}");
                    WidgetInfo::selected(Role::RadioButton, true, stands == side, label)
                });
                if radio.clicked() {
                    pressed = Some(side);
                }
            }
        });
        ui.add_space(size::STEP);
        pressed
    }

    fn buttons(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        let mut stays = true;
        ui.horizontal(|ui| {
            let (label, wanted, possible) = match &self.plan {
                None => ("together-look", Merging::Report, self.is_ready()),
                Some((_, plan)) => (
                    "together-do",
                    Merging::Step,
                    !plan.edits.is_empty() || self.made_by_sync > 0 || !plan.conflicts.is_empty(),
                ),
            };
            ui.add_enabled_ui(possible, |ui| {
                if parts::primary(ui, &text(label)).clicked() {
                    actions.push(Action::Merge(wanted));
                }
            });
            stays &= !ui.button(text("cancel")).clicked();
            parts::muted(ui, &text("together-undoable"));
        });
        stays
    }
}
