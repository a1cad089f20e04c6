//! The picker: a code by path, name or definition for the selected passage, or a new one. Never applies it itself.

use egui::{Key, Modifiers, RichText, Theme, Ui};

use crate::lang::{text, with};
use crate::model::{CodeId, CodingId, Project};
use crate::ui::context::{Action, Picked};
use crate::ui::kit::{
    finder::{Finder, Row},
    fuzzy, look, parts,
};

/// Most codes that are listed.
const MOST: usize = 50;

/// An open picker.
#[derive(Clone, Debug, Default)]
pub struct Picker {
    finder: Finder,
    /// Where a new code would stand.
    parent: Option<CodeId>,
    /// The codings that are to carry the code; the selected passage where there are none.
    codings: Vec<CodingId>,
    /// Whether it stands at the top, since what is to be coded lies low.
    high: bool,
}

/// What stands behind a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offer {
    Code(CodeId),
    New,
}

impl Picker {
    /// A picker whose new codes stand beside `last`.
    pub fn beside(project: &Project, last: Option<CodeId>) -> Self {
        let parent = last.and_then(|id| project.codebook().get(id)).and_then(|c| c.parent);
        Self { finder: Finder::default(), parent, codings: Vec::new(), high: false }
    }

    /// Where it does not cover what is to be coded.
    pub(in crate::ui) fn at_top(self, high: bool) -> Self {
        Self { high, ..self }
    }

    /// A picker of another code for codings.
    pub fn again(project: &Project, last: Option<CodeId>, codings: Vec<CodingId>) -> Self {
        Self { codings, ..Self::beside(project, last) }
    }

    /// What the choice asks for.
    /// What is to be done with what was picked.
    pub(in crate::ui) fn action(&self, picked: Picked) -> Action {
        let codings = self.codings.clone();
        match (picked, codings.is_empty()) {
            (Picked::Code(code), true) => Action::Apply(code),
            (Picked::Code(code), false) => Action::Recode { codings, code },
            (Picked::New { name, parent }, true) => Action::ApplyNew { name, parent },
            (Picked::New { name, parent }, false) => Action::RecodeNew { codings, name, parent },
        }
    }

    /// Draws it with the number of codings of each code; gives what was picked, and whether it stays open.
    pub(in crate::ui) fn show(
        &mut self,
        ui: &Ui,
        project: &Project,
        codings: &dyn Fn(CodeId) -> Option<usize>,
    ) -> (Option<Picked>, bool) {
        let theme = look::of(ui.visuals()).theme;
        let (rows, offers) = offers(project, self, theme, codings);
        let (mut choice, mut fresh) = (None, false);
        let id = egui::Id::unique("code_picker");
        let (edge, away) =
            if self.high { (egui::Align2::CENTER_TOP, 72.0) } else { (egui::Align2::CENTER_BOTTOM, -56.0) };
        let area = egui::Modal::default_area(id).anchor(edge, [0.0, away]);
        let modal = egui::Modal::new(id)
            .area(area)
            .backdrop_color(egui::Color32::TRANSPARENT)
            .frame(egui::Frame::popup(ui.style()).inner_margin(0))
            .show(ui.ctx(), |ui| {
                ui.set_width(440.0);
                let name = if self.codings.is_empty() { "picker-name" } else { "picker-recode-name" };
                // A new code of that very name, however many others are like it.
                fresh = ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::Enter));
                choice = self.finder.show(ui, &text(name), &text("picker-hint"), &rows);
                foot(ui, project, self);
            });
        if fresh && !self.finder.query.trim().is_empty() {
            let name = std::mem::take(&mut self.finder.query).trim().to_owned();
            return (Some(Picked::New { name, parent: self.parent }), false);
        }
        let offer = choice.and_then(|choice| Some((*offers.get(choice.row)?, choice.stay)));
        let Some((offer, stay)) = offer else { return (None, !modal.should_close()) };
        let picked = match offer {
            Offer::Code(code) => Picked::Code(code),
            Offer::New => Picked::New { name: self.finder.query.trim().to_owned(), parent: self.parent },
        };
        self.finder.query.clear();
        (Some(picked), stay)
    }
}

fn foot(ui: &mut Ui, project: &Project, picker: &mut Picker) {
    let t = look::of(ui.visuals());
    egui::Frame::new().fill(t.panel).inner_margin(egui::Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let label = parts::muted(ui, &text("picker-new-under"));
            let book = project.codebook();
            let shown = picker.parent.map_or_else(|| text("picker-top"), |id| book.shown_path(id));
            let parent = egui::ComboBox::from_id_salt("picker_parent")
                .selected_text(shown)
                .width(180.0)
                .show_ui(ui, |ui| {
                    ui.selectable_value(&mut picker.parent, None, text("picker-top"));
                    for code in book.codes().filter(|c| !c.retired) {
                        ui.selectable_value(&mut picker.parent, Some(code.id), book.shown_path(code.id));
                    }
                });
            parent.response.labelled_by(label.id);
        });
        ui.label(RichText::new(text("picker-keys")).font(look::label()).color(t.muted));
    });
}

fn offers(
    project: &Project,
    picker: &Picker,
    theme: Theme,
    codings: &dyn Fn(CodeId) -> Option<usize>,
) -> (Vec<Row>, Vec<Offer>) {
    let book = project.codebook();
    let query = picker.finder.query.trim();
    let mut found: Vec<(i32, usize, Row, Offer)> = Vec::new();
    for (place, code) in book.codes().enumerate().filter(|(_, c)| c.codable && !c.retired) {
        let path = book.shown_path(code.id);
        let by_name = fuzzy::score(query, &code.name).map(|s| s + 20);
        let by_path = fuzzy::score(query, &path);
        let words =
            query.chars().count() >= 3 && code.definition.to_lowercase().contains(&query.to_lowercase());
        let Some(score) = by_name.max(by_path).max(words.then_some(0)) else { continue };
        let row = Row {
            swatch: Some(look::tone(code.colour.0, theme)),
            label: path,
            beside: codings(code.id).map(crate::lang::number::count).unwrap_or_default(),
            new: false,
        };
        found.push((score, place, row, Offer::Code(code.id)));
    }
    found.sort_by_key(|(score, place, ..)| (if query.is_empty() { 0 } else { -score }, *place));
    found.truncate(MOST);
    let known = book.children(picker.parent).any(|c| c.name.to_lowercase() == query.to_lowercase());
    let (mut rows, mut offers): (Vec<Row>, Vec<Offer>) = found.into_iter().map(|(_, _, r, o)| (r, o)).unzip();
    if !query.is_empty() && !known {
        let label = with("picker-new", &[("name", query.into())]);
        rows.push(Row { label, new: true, ..Row::default() });
        offers.push(Offer::New);
    }
    (rows, offers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Code, Colour, Edit, ProjectId, Timestamp};
    use uuid::Uuid;

    fn project() -> Project {
        let id = |n| CodeId(Uuid::from_u128(n));
        let mut theme = Code::new(id(1), "Continuity", None, Colour([0; 3]));
        theme.codable = false;
        let mut change = Code::new(id(2), "change of worker", Some(id(1)), Colour([0; 3]));
        change.definition = "Starting again with someone.".into();
        let same = Code::new(id(3), "same worker", Some(id(1)), Colour([0; 3]));
        let edits = [theme, change, same].map(|c| Edit::PutCode(Box::new(c)));
        let empty = Project::new(ProjectId(Uuid::from_u128(9)), "P", Timestamp::UNIX_EPOCH);
        empty.apply_all(&edits).unwrap()
    }

    fn labels(query: &str) -> Vec<String> {
        let mut picker = Picker::default();
        picker.finder.query = query.into();
        offers(&project(), &picker, Theme::Light, &|_| None).0.into_iter().map(|r| r.label).collect()
    }

    #[test]
    fn codes_are_found_by_name_path_and_definition() {
        assert_eq!(labels(""), ["Continuity / change of worker", "Continuity / same worker"]);
        assert_eq!(labels("same")[0], "Continuity / same worker");
        assert_eq!(labels("continuity ch")[0], "Continuity / change of worker");
        assert_eq!(labels("starting again")[0], "Continuity / change of worker");
    }

    #[test]
    fn an_unknown_name_is_offered_as_a_new_code() {
        assert_eq!(labels("paperwork"), ["+ new code “paperwork”"]);
    }
}
