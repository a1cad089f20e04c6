//! A new project: its title, its folder, who begins it, and the codebook it starts from.

use egui::{Align, Align2, Key, Layout, RichText, TextEdit, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::formats::preset::{Preset, presets};
use crate::lang::{text, with};
use crate::ui::context::{Action, NewProject};
use crate::ui::kit::{
    layout,
    look::{self, size},
    parts,
};

/// Width of a field, in points.
const FIELD: f32 = 480.0;

/// Room for what stands below the codebooks, and the least that these have.
const BELOW: f32 = 110.0;
const LEAST: f32 = 120.0;

/// Draws the form; says whether it stays.
pub(super) fn show(ui: &mut Ui, draft: &mut NewProject, actions: &mut Vec<Action>) -> bool {
    parts::page_title(ui, &text("new-title"));
    row(ui, "new-name", |ui| {
        let title = named(ui, "new-name", "new-name-hint", &mut draft.title, FIELD);
        if !std::mem::replace(&mut draft.begun, true) {
            title.request_focus();
        }
    });
    row(ui, "new-inside", |ui| {
        named(ui, "new-inside", "new-inside-hint", &mut draft.inside, FIELD);
        if ui.button(text("choose")).clicked() {
            actions.push(Action::ChooseFolder);
        }
    });
    row(ui, "new-who", |ui| {
        named(ui, "new-who", "new-who-hint", &mut draft.who, FIELD);
    });
    if draft.is_whole() {
        let folder = draft.folder().display().to_string();
        parts::muted(ui, &with("new-folder-is", &[("folder", folder.into())]));
    }
    ui.add_space(size::STEP * 4.0);
    parts::section(ui, &text("new-codebook"), "");
    // What is done with it stays in sight below.
    let room = ui.ctx().content_rect().bottom() - ui.cursor().top() - BELOW;
    egui::ScrollArea::vertical().max_height(room.max(LEAST)).auto_shrink([false, true]).show(ui, |ui| {
        for preset in presets() {
            if preset_card(ui, preset, draft.preset == preset.id) {
                draft.preset.clone_from(&preset.id);
            }
            ui.add_space(size::STEP);
        }
    });
    ui.add_space(size::STEP * 2.0);
    let mut stays = !ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape));
    ui.horizontal(|ui| {
        ui.add_enabled_ui(draft.is_whole(), |ui| {
            if parts::primary(ui, &text("new-make")).clicked() {
                actions.push(Action::NewProject(draft.clone()));
            }
        });
        stays &= !ui.button(text("cancel")).clicked();
        if !draft.is_whole() {
            parts::muted(ui, &text("new-missing"));
        }
    });
    stays
}

/// A field with its name before it.
fn row(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(110.0, size::ROW), egui::Sense::hover());
        layout::area(ui, rect, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.label(text(name)));
        });
        add(ui);
    });
    ui.add_space(size::STEP);
}

fn named(ui: &mut Ui, name: &str, hint: &str, value: &mut String, width: f32) -> egui::Response {
    let field = ui.add(
        TextEdit::singleline(value).align(Align2::LEFT_CENTER).hint_text(text(hint)).desired_width(width),
    );
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, text(name)));
    field
}

fn preset_card(ui: &mut Ui, preset: &Preset, chosen: bool) -> bool {
    let t = look::of(ui.visuals());
    let (fill, line) = if chosen { (t.accent_ground, t.accent) } else { (t.raised, t.line) };
    let mut clicked = false;
    let card = egui::Frame::new()
        .fill(fill)
        .stroke(egui::Stroke::new(1.0, line))
        .corner_radius(size::CARD_CORNER)
        .inner_margin(egui::Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal(|ui| {
                let title = RichText::new(&preset.title).font(look::strong(14.0));
                ui.visuals_mut().widgets.inactive.bg_stroke.color = t.muted;
                clicked = ui.add(egui::RadioButton::new(chosen, title)).clicked();
                if preset.codes() > 0 {
                    parts::muted(ui, &with("count-codes", &[("n", preset.codes().into())]));
                }
            });
            let themes: Vec<&str> = preset.themes().collect();
            if !themes.is_empty() {
                ui.label(RichText::new(themes.join(" · ")).font(look::secondary()));
            }
            if !chosen {
                return;
            }
            parts::muted(ui, &preset.about);
            if !preset.source.is_empty() {
                let source = with("new-source", &[("source", preset.source.as_str().into())]);
                ui.label(RichText::new(source).font(look::label()).color(t.muted));
            }
        });
    // The whole card is there for the pointer; its radio button is there for everyone else.
    let pointer = egui::Sense::CLICK;
    clicked | ui.interact(card.response.rect, card.response.id.with("card"), pointer).clicked()
}
