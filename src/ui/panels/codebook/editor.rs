//! Draws the editor of one code.

use egui::{Color32, Key, RichText, Sense, Stroke, TextEdit, Ui, vec2};

use super::dialogs::Dialog;
use super::fields::{self, CodeDraft, Field};
use super::menu::retired;
use super::{View, palette, sets};
use crate::lang::{text, with};
use crate::model::{Code, Colour, Edit};
use crate::ui::context::{Action, Scene, quote};
use crate::ui::kit::{
    look::{self, size},
    parts,
};
use crate::ui::steps::codebook as steps;

/// Width of the longest field.
const WIDTH: f32 = 620.0;
/// Width of the field for a colour in figures.
const HEX: f32 = 110.0;
/// The room that a code as it shows on light and on dark needs side by side.
const BESIDE: f32 = 420.0;

pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, code: &Code, actions: &mut Vec<Action>) {
    let project = scene.project;
    ui.set_max_width(ui.available_width().min(WIDTH));
    let (load, carries) = *view.load.of(&(scene.revision, code.id), || {
        let all = project.codebook().subtree(code.id);
        (steps::load(project, &all), project.carries(code.id))
    });
    heading(ui, scene, code, &load);
    ui.add_enabled_ui(scene.read_only.is_none(), |ui| {
        let mut edit = Editor { scene, code, actions };
        ui.horizontal_wrapped(|ui| {
            let button =
                |ui: &mut Ui, key: &str, tip: &str| ui.button(text(key)).on_hover_text(text(tip)).clicked();
            if button(ui, "codebook-merge", "codebook-merge-tip") {
                view.dialog = Some(Dialog::merge(code.id));
            }
            if button(ui, "codebook-split", "codebook-split-tip") {
                view.dialog = Some(Dialog::split(project, code.id));
            }
            let (key, tip) = if code.retired {
                ("codebook-bring-back", "codebook-bring-back-tip")
            } else {
                ("codebook-retire", "codebook-retire-tip")
            };
            if button(ui, key, tip) {
                edit.actions.push(retired(scene, code.id, &code.name, !code.retired));
            }
            if button(ui, "codebook-remove", "codebook-remove-tip") {
                view.dialog = Some(Dialog::Remove(code.id));
            }
        });
        ui.add_space(4.0);
        let name = edit.field(ui, view, Field::Name, 1);
        if std::mem::take(&mut view.name_it) {
            select_all(ui, name, code.name.chars().count());
        }
        edit.colour(ui, view);
        edit.field(ui, view, Field::Definition, 3);
        edit.field(ui, view, Field::Include, 2);
        edit.field(ui, view, Field::Exclude, 2);
        edit.field(ui, view, Field::Examples, 2);
        edit.field(ui, view, Field::Layer, 1);
        edit.codable(ui, carries);
        sets::show(ui, scene, code, &mut view.new_set, actions);
    });
    ui.add_space(12.0);
    if ui.button(text("history-show")).on_hover_text(text("history-show-tip")).clicked() {
        actions.push(Action::ShowHistory(code.id));
    }
}

fn heading(ui: &mut Ui, scene: &Scene<'_>, code: &Code, load: &steps::Load) {
    let t = look::of(ui.visuals());
    let path = quote::path(scene.project, code.id);
    ui.horizontal(|ui| {
        parts::swatch(ui, look::tone(code.colour.0, t.theme));
        ui.label(RichText::new(path).font(look::title()));
        if code.retired {
            let tag = text("codebook-is-retired");
            ui.label(
                RichText::new(tag).font(look::label()).color(t.caution).background_color(t.caution_ground),
            );
        }
    });
    let words = if load.codings == 0 { text("codebook-unused") } else { load_in_words(load) };
    parts::muted(ui, &words);
    ui.add_space(8.0);
}

/// "9 codings by 2 coders in 3 transcripts".
pub(super) fn load_in_words(load: &steps::Load) -> String {
    let counts = [
        ("codings", load.codings.into()),
        ("coders", load.coders.into()),
        ("transcripts", load.transcripts.into()),
    ];
    with("codebook-load", &counts)
}

fn select_all(ui: &Ui, id: egui::Id, chars: usize) {
    ui.memory_mut(|m| m.request_focus(id));
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let range =
        egui::text::CCursorRange::two(egui::text::CCursor::default(), egui::text::CCursor::new(chars));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

struct Editor<'a, 's> {
    scene: &'a Scene<'s>,
    code: &'a Code,
    actions: &'a mut Vec<Action>,
}

impl Editor<'_, '_> {
    /// A labelled field; gives its id.
    fn field(&mut self, ui: &mut Ui, view: &mut View, field: Field, lines: usize) -> egui::Id {
        let t = look::of(ui.visuals());
        ui.add_space(8.0);
        let label = text(field.label());
        let caption = ui.label(RichText::new(&label).font(look::strong(12.0)).color(t.muted));
        let id = ui.scope_id().with(("field", self.code.id, field));
        let mine = |draft: &&mut CodeDraft| draft.code == self.code.id && draft.field == field;
        let mut words = match view.draft.as_mut().filter(mine) {
            Some(draft) => draft.words.clone(),
            None => field.read(self.code),
        };
        let edit = if lines == 1 {
            TextEdit::singleline(&mut words).align(egui::Align2::LEFT_CENTER)
        } else {
            TextEdit::multiline(&mut words)
        };
        let width = if field == Field::Colour { 86.0 } else { f32::INFINITY };
        let response = ui.add(edit.id(id).desired_rows(lines).desired_width(width)).labelled_by(caption.id);
        if response.changed() {
            view.draft = Some(CodeDraft { code: self.code.id, field, words, problem: None });
        }
        if response.lost_focus()
            && let Some(draft) = view.draft.take_if(|draft| mine(&draft))
        {
            let given_up = ui.input(|i| i.key_pressed(Key::Escape));
            if !given_up {
                self.keep(view, draft);
            }
        }
        let problem = view.draft.as_ref().filter(|d| d.code == self.code.id && d.field == field);
        if let Some(problem) = problem.and_then(|d| d.problem.as_ref()) {
            ui.label(RichText::new(problem).font(look::secondary()).color(t.caution));
        }
        id
    }

    fn keep(&mut self, view: &mut View, draft: CodeDraft) {
        match fields::keep(self.scene.project, &draft) {
            Ok(Some((label, edit))) => self.actions.push(Action::Commit { label, edits: vec![edit] }),
            Ok(None) => {}
            Err(why) => view.draft = Some(CodeDraft { problem: Some(why), ..draft }),
        }
    }

    fn colour(&mut self, ui: &mut Ui, view: &mut View) {
        let hex = |edit: &mut Self, ui: &mut Ui, view: &mut View| {
            ui.set_max_width(HEX);
            edit.field(ui, view, Field::Colour, 1);
        };
        let chosen = if ui.available_width() < HEX + palette::WIDTH {
            ui.scope(|ui| hex(self, ui, view));
            palette::show(ui, Some(self.code.colour))
        } else {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| hex(self, ui, view));
                ui.vertical(|ui| {
                    ui.add_space(10.0);
                    palette::show(ui, Some(self.code.colour))
                })
                .inner
            })
            .inner
        };
        if let Some(colour) = chosen {
            view.draft = None;
            let code = Code { colour, ..self.code.clone() };
            let label = Field::Colour.step(self.code);
            self.actions.push(Action::Commit { label, edits: vec![Edit::PutCode(Box::new(code))] });
        }
        ui.add_space(6.0);
        let typed = view.draft.as_ref().filter(|d| d.code == self.code.id && d.field == Field::Colour);
        let typed = typed.and_then(|d| d.words.parse().ok());
        preview(ui, &self.code.name, typed.unwrap_or(self.code.colour));
    }

    fn codable(&mut self, ui: &mut Ui, carries: bool) {
        ui.add_space(8.0);
        let mut codable = self.code.codable;
        let response =
            ui.add_enabled(!(codable && carries), egui::Checkbox::new(&mut codable, text("field-codable")));
        let response = response.on_disabled_hover_text(text("field-codable-carries"));
        if response.on_hover_text(text("field-codable-tip")).changed() {
            let label = with("step-code-codable", &[("code", self.code.name.as_str().into())]);
            let code = Code { codable, ..self.code.clone() };
            self.actions.push(Action::Commit { label, edits: vec![Edit::PutCode(Box::new(code))] });
        }
    }
}

/// The code as a passage and its label show it, on the light and on the dark ground.
fn preview(ui: &mut Ui, name: &str, colour: Colour) {
    let both = |ui: &mut Ui| {
        for t in [&look::LIGHT, &look::DARK] {
            let tone = look::tone(colour.0, t.theme);
            egui::Frame::new()
                .fill(t.ground)
                .stroke(Stroke::new(1.0, t.line))
                .corner_radius(size::BUTTON_CORNER)
                .inner_margin(egui::Margin::symmetric(10, 6))
                .show(ui, |ui| {
                    let words = text("codebook-sample");
                    let galley = ui.painter().layout_no_wrap(words, look::body(), Color32::PLACEHOLDER);
                    let (rect, _) = ui.allocate_exact_size(galley.size() + vec2(4.0, 4.0), Sense::hover());
                    ui.painter().rect_filled(rect, 0.0, look::tint(tone, t.ground));
                    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(2.0, tone));
                    ui.painter().galley(rect.min + vec2(2.0, 1.0), galley, t.text);
                    let label = look::label_colour(tone, t.ground);
                    let name = RichText::new(name).font(look::label()).color(label);
                    ui.add(egui::Label::new(name).truncate());
                });
        }
    };
    // One below the other where there is no room beside.
    if ui.available_width() < BESIDE {
        ui.vertical(both);
    } else {
        ui.horizontal(both);
    }
}
