//! Draws what can be chosen over words: what is asked of them, of whom, which are not listed.

use egui::{Key, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::View;
use super::data::{Kind, Question};
use crate::analysis::compare_groups::values;
use crate::analysis::words::languages;
use crate::lang::{text, with};
use crate::model::{AttributeId, Project};
use crate::ui::kit::chips;

const WINDOWS: [usize; 5] = [2, 3, 5, 8, 10];
/// Lists are no higher than this.
const HIGH: f32 = 320.0;

pub(super) fn show(ui: &mut Ui, project: &Project, revision: u64, view: &mut View) {
    let by = match &view.asked.kind {
        Kind::Marks { by, .. } => *by,
        Kind::Often | Kind::Near { .. } => None,
    };
    let known = |by: Option<AttributeId>| by.map_or_else(Vec::new, |by| values(project, by));
    let values = view.values.of(&(revision, by), || known(by)).clone();
    let before = view.asked.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        kind(ui, view);
        match &mut view.asked.kind {
            Kind::Often => {}
            Kind::Marks { by, target } => group(ui, project, by, target, &values),
            Kind::Near { node, window } => near(ui, &mut view.typed, node, window),
        }
        let mut left_out = !view.asked.interviewer_in;
        let tip = text("words-interviewer-tip");
        chips::toggle(ui, &text("interviewer-left-out"), &tip, &mut left_out);
        view.asked.interviewer_in = !left_out;
        if left_out && !project.has_interviewer() {
            chips::fact(ui, &text("interviewer-nobody"), &text("interviewer-nobody-tip"));
        }
        stop(ui, &mut view.asked);
    });
    if view.asked.kind != before.kind {
        view.chosen = None;
    }
}

fn kind(ui: &mut Ui, view: &mut View) {
    let all = [
        ("words-often", Kind::Often),
        ("words-marks", Kind::Marks { by: None, target: None }),
        ("words-near", Kind::Near { node: view.typed.trim().to_owned(), window: 5 }),
    ];
    let same = |kind: &Kind, now: &Kind| std::mem::discriminant(kind) == std::mem::discriminant(now);
    let now =
        all.iter().find(|(_, kind)| same(kind, &view.asked.kind)).map_or("words-often", |(key, _)| *key);
    chips::menu(ui, &with("words-kind", &[("kind", text(now).into())]), |ui| {
        for (key, kind) in all {
            if chips::choice(ui, &text(key), key == now) && key != now {
                view.asked.kind = kind;
            }
        }
    });
}

fn group(
    ui: &mut Ui,
    project: &Project,
    by: &mut Option<AttributeId>,
    target: &mut Option<String>,
    values: &[String],
) {
    let name = by.and_then(|by| project.attribute(by)).map(|attribute| attribute.name.clone());
    let name = name.unwrap_or_else(|| text("themes-no-groups"));
    chips::menu(ui, &with("themes-groups", &[("attribute", name.into())]), |ui| {
        for attribute in project.attributes() {
            if chips::choice(ui, &attribute.name, *by == Some(attribute.id)) {
                (*by, *target) = (Some(attribute.id), None);
            }
        }
    });
    if by.is_none() {
        return;
    }
    let now = target.clone().unwrap_or_else(|| text("themes-no-groups"));
    chips::menu(ui, &with("words-target", &[("group", now.into())]), |ui| {
        ScrollArea::vertical().max_height(HIGH).show(ui, |ui| {
            for value in values {
                if chips::choice(ui, value, target.as_ref() == Some(value)) {
                    *target = Some(value.clone());
                }
            }
        });
    });
}

/// A field for the word, and how far from it one looks.
fn near(ui: &mut Ui, typed: &mut String, node: &mut String, window: &mut usize) {
    let name = text("words-near-field");
    let field = TextEdit::singleline(typed).hint_text(&name).desired_width(130.0);
    let response = ui.add(field.align(egui::Align2::LEFT_CENTER));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, &name));
    if response.lost_focus() || (response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter))) {
        typed.trim().clone_into(node);
    }
    let label = |n: usize| with("words-window", &[("n", n.into())]);
    chips::menu(ui, &label(*window), |ui| {
        for n in WINDOWS {
            if chips::choice(ui, &label(n), *window == n) {
                *window = n;
            }
        }
    });
}

fn stop(ui: &mut Ui, asked: &mut Question) {
    let now = asked.stop.clone().unwrap_or_else(|| text("themes-no-groups"));
    chips::menu(ui, &with("words-stop", &[("language", now.into())]), |ui| {
        if chips::choice(ui, &text("words-not-stopped"), asked.stop.is_none()) {
            asked.stop = None;
        }
        ScrollArea::vertical().max_height(HIGH).show(ui, |ui| {
            for language in languages() {
                if chips::choice(ui, language, asked.stop.as_deref() == Some(*language)) {
                    asked.stop = Some((*language).to_owned());
                }
            }
        });
    });
}
