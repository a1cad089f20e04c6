//! A prompt: a sheet with a sentence, one field and the button that goes on. Never knows what is asked for.

use egui::{Context, Key, Modifiers, TextEdit, WidgetInfo, accesskit::Role};

use super::look::size;
use super::{parts, sheet};
use crate::lang::text;

/// What is asked, in the words of the window.
pub(in crate::ui) struct Prompt<'w> {
    /// Tells this sheet from others.
    pub(in crate::ui) name: &'static str,
    pub(in crate::ui) title: &'w str,
    /// Why it is asked, or what is wrong with what was typed.
    pub(in crate::ui) why: &'w str,
    /// What the field is called.
    pub(in crate::ui) label: &'w str,
    /// What stands in the field while it is empty.
    pub(in crate::ui) hint: &'w str,
    /// The button that goes on.
    pub(in crate::ui) button: &'w str,
    /// In points.
    pub(in crate::ui) width: f32,
}

impl Prompt<'_> {
    /// Draws it; gives what is made of the words once somebody goes on, and whether it stays open.
    pub(in crate::ui) fn show<T>(
        &self,
        ctx: &Context,
        words: &mut String,
        made: impl FnOnce(&str) -> Option<T>,
    ) -> (Option<T>, bool) {
        let mut answer = None;
        let stays = sheet::show(ctx, self.name, self.title, self.width, |ui| {
            parts::muted(ui, self.why);
            ui.add_space(size::STEP * 2.0);
            let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
            let field = TextEdit::singleline(words).hint_text(self.hint).desired_width(f32::INFINITY);
            let field = ui.add(field);
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, self.label));
            if ui.memory(|m| m.focused().is_none()) {
                field.request_focus();
            }
            ui.add_space(size::STEP * 3.0);
            let cancelled = ui.horizontal(|ui| {
                if parts::primary(ui, self.button).clicked() || enter {
                    answer = Some(words.trim()).filter(|words| !words.is_empty()).and_then(made);
                }
                ui.button(text("cancel")).clicked()
            });
            answer.is_none() && !cancelled.inner
        });
        (answer, stays)
    }
}
