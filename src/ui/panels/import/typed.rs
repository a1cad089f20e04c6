//! A text that is typed or pasted: field notes, an interview without a recording. What is wrong with it is said before its
//! preview, which is that of any file. Never adds it itself.

use egui::{Context, Key, Label, Modifiers, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, accesskit::Role};

use crate::lang::{text, with};
use crate::model::{Project, folded};
use crate::ui::context::Action;
use crate::ui::kit::{
    look::{self, size},
    parts, sheet,
};

/// What was typed so far; it stays until it is imported or cancelled.
#[derive(Default)]
pub(in crate::ui) struct Typed {
    pub(in crate::ui) title: String,
    pub(in crate::ui) words: String,
    /// Whether a field has had the keyboard since the sheet was opened.
    begun: bool,
    /// Whether somebody wanted to go on, so that what is missing is said.
    tried: bool,
}

impl Typed {
    /// Takes in what was pasted, behind what stands there.
    pub(in crate::ui) fn paste(&mut self, words: &str) {
        if !self.words.trim().is_empty() {
            self.words.push_str("\n\n");
        }
        self.words.push_str(words);
    }

    /// Makes ready for the sheet to be opened.
    pub(in crate::ui) const fn open(&mut self) {
        (self.begun, self.tried) = (false, false);
    }

    /// Why it cannot be taken in; nothing where it can.
    fn problem(&self, project: &Project) -> Option<String> {
        let title = self.title.trim();
        let there = project.transcripts().into_iter().find(|t| folded(t.title()) == folded(title));
        match there {
            Some(there) => Some(with("typed-title-taken", &[("title", there.title().into())])),
            None if !self.tried => None,
            None if title.is_empty() => Some(text("typed-no-title")),
            None => self.words.trim().is_empty().then(|| text("typed-no-text")),
        }
    }

    /// Draws it; says whether it stays open.
    pub(in crate::ui) fn show(
        &mut self,
        ctx: &Context,
        project: &Project,
        actions: &mut Vec<Action>,
    ) -> bool {
        sheet::show(ctx, "typed", &text("typed-title"), 720.0, |ui| {
            parts::muted(ui, &text("typed-what"));
            ui.add_space(size::STEP * 2.0);
            let keys = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
            self.fields(ui);
            if let Some(problem) = self.problem(project) {
                ui.add_space(size::STEP * 2.0);
                let words = RichText::new(problem).color(look::of(ui.visuals()).caution);
                parts::caution(ui, |ui| ui.add(Label::new(words).wrap()));
            }
            ui.add_space(size::STEP * 3.0);
            let mut stays = true;
            ui.horizontal(|ui| {
                if parts::primary(ui, &text("typed-do")).clicked() || keys {
                    self.tried = true;
                    if self.problem(project).is_none() {
                        actions.push(Action::PreviewTyped);
                        stays = false;
                    }
                }
                if ui.button(text("cancel")).clicked() {
                    *self = Self::default();
                    stays = false;
                }
                parts::muted(ui, &text("typed-keys"));
            });
            stays
        })
    }

    fn fields(&mut self, ui: &mut Ui) {
        let label = ui.label(text("typed-name"));
        let field = TextEdit::singleline(&mut self.title).hint_text(text("typed-name-hint"));
        let title = ui.add(field.desired_width(f32::INFINITY)).labelled_by(label.id);
        title.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, text("typed-name")));
        ui.add_space(size::STEP * 2.0);
        let label = ui.label(text("typed-words"));
        let height = (ui.ctx().content_rect().height() - 420.0).clamp(120.0, 420.0);
        let words = ScrollArea::vertical().id_salt("typed_words").max_height(height).show(ui, |ui| {
            let field = TextEdit::multiline(&mut self.words).hint_text(text("typed-words-hint"));
            let rows = (height / 20.0) as usize;
            ui.add(field.desired_width(f32::INFINITY).desired_rows(rows).font(look::body()))
        });
        let words = words.inner.labelled_by(label.id);
        words.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, text("typed-words")));
        if !std::mem::replace(&mut self.begun, true) {
            title.request_focus();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::demo::project;

    #[test]
    fn what_is_missing_is_said_once_somebody_wants_to_go_on_and_a_taken_title_at_once() {
        let mut typed = Typed::default();
        assert_eq!(typed.problem(&project()), None);
        typed.title = " p01".into();
        assert!(typed.problem(&project()).unwrap().contains("“P01”"));
        typed.title.clear();
        typed.tried = true;
        assert_eq!(typed.problem(&project()), Some(text("typed-no-title")));
        typed.title = "Notes".into();
        typed.words = " \n".into();
        assert_eq!(typed.problem(&project()), Some(text("typed-no-text")));
        typed.paste("Ann: So?");
        typed.paste("Bob: So.");
        assert_eq!(typed.words, " \nAnn: So?\n\nBob: So.");
        assert_eq!(typed.problem(&project()), None);
    }
}
