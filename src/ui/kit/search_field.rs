//! A field to search with: the words, how they are meant, and what is wrong with them. Never searches itself.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEdit, TextEditState};
use egui::{Id, Response, RichText, Ui, WidgetInfo, accesskit};

use super::{chips, look};
use crate::lang::text;
use crate::text::Search;

/// What stands in the field.
#[derive(Clone, Debug, Default)]
pub struct SearchField {
    /// What is searched for.
    pub search: Search,
    /// The field is to have the keyboard from the next frame on.
    take_focus: bool,
}

impl SearchField {
    /// Gives the field the keyboard, with everything in it selected.
    pub const fn focus(&mut self) {
        self.take_focus = true;
    }

    /// Searches for these words as they stand, where there are few enough to be looked for.
    pub fn offer(&mut self, words: &str) {
        let words = words.trim();
        if !words.is_empty() && !words.contains('\n') && words.chars().count() <= 200 {
            words.clone_into(&mut self.search.words);
            self.search.regex = false;
        }
    }

    /// Draws the field.
    pub fn show(&mut self, ui: &mut Ui, id: Id, name: &str, width: f32) -> Response {
        let field = TextEdit::singleline(&mut self.search.words)
            .id(id)
            .hint_text(name)
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(width);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::SearchInput, true, name));
        if std::mem::take(&mut self.take_focus) {
            response.request_focus();
            let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
            let end = CCursor::new(self.search.words.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
            state.store(ui.ctx(), id);
        }
        response
    }

    /// Draws how the words are meant.
    pub fn ways(&mut self, ui: &mut Ui) {
        let Search { regex, whole_word, case_sensitive, exact_signs, .. } = &mut self.search;
        for (key, tip, on) in [
            ("search-whole-word", "search-whole-word-tip", whole_word),
            ("search-case", "search-case-tip", case_sensitive),
            ("search-signs", "search-signs-tip", exact_signs),
            ("search-regex", "search-regex-tip", regex),
        ] {
            chips::toggle(ui, &text(key), &text(tip), on);
        }
    }
}

/// Says why nothing can be searched for.
pub fn problem(ui: &mut Ui, why: &str) {
    let t = look::of(ui.visuals());
    let label = ui.label(RichText::new(why).font(look::secondary()).color(t.caution));
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(accesskit::Live::Polite));
}
