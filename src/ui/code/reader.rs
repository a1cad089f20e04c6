//! The transcript in the middle, with the coder's marks, tooltips and menus.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::data;
use super::{Marked, View};
use crate::lang::{text, with};
use crate::model::{Coding, Project, Transcript};
use crate::ui::command::Command;
use crate::ui::transcript::{Answer, Document, Mark, Marks, Reading, Side, Under, Wording};
use crate::ui::{Action, Panel, Scene, look, parts};

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    transcript: &Arc<Transcript>,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let t = look::of(ui.visuals());
    ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, t.ground);
    if !view.compared.is_empty() {
        comparing(ui, scene.project, view, actions);
    } else if scene.coder.is_none() {
        nobody(ui, actions);
    }
    let Some((_, document)) = &view.page else { return };
    let id = transcript.id();
    let coder = scene.coder.map(|c| c.id);
    let compared = view.compared.clone();
    let make = || marked(scene.project, transcript, document, coder, &compared, t.theme);
    let marked = view.marked.of(&(scene.revision, id, coder, compared.clone(), t.theme), make);
    let place = view.places.entry(id).or_default();
    place.read_as(Reading { letters: scene.text_size, ..place.reading() });
    let names = Names::of(transcript);
    let interviewer = text("interviewer-short");
    let turn = |turn: usize, speaker: &str| {
        let speaker = if speaker == interviewer { text("interviewer") } else { speaker.to_owned() };
        let key = if speaker.is_empty() { "turn" } else { "turn-of" };
        with(key, &[("n", turn.into()), ("speaker", speaker.into())])
    };
    let wording = Wording {
        transcript: &names.transcript,
        margin: &names.margin,
        overview: &names.overview,
        turn: &turn,
        edge: &|side, code, words| {
            let key = match side {
                Side::Start => "edge-start",
                Side::End => "edge-end",
            };
            with(key, &[("code", code.into()), ("words", words.into())])
        },
    };
    let changeable = compared.is_empty() && scene.read_only.is_none();
    let widget = crate::ui::transcript::Transcript::new(document, &marked.marks, wording).reshape(changeable);
    let answer = widget.show(ui, place);
    if std::mem::take(&mut view.take_focus) {
        answer.text.request_focus();
    }
    let coding = |key: &u64| marked.codings.get(key).copied();
    if let Some(found) = answer.clicked.as_ref().and_then(coding)
        && let Some((_, coding)) = scene.project.coding(found)
    {
        place.select(coding.span);
        view.take_focus = true;
    }
    let selection = place.selection(document);
    let mut at_cursor: Vec<_> = answer.at_cursor.iter().filter_map(coding).collect();
    // What was chosen in the margin comes before what merely lies there too.
    if let Some(active) = place.active().as_ref().and_then(coding)
        && let Some(at) = at_cursor.iter().position(|&c| c == active)
    {
        let active = at_cursor.remove(at);
        at_cursor.insert(0, active);
    }
    if (view.selection, &view.at_cursor) != (selection, &at_cursor) {
        // The inspector and the status bar were drawn before this was known.
        ui.ctx().request_repaint();
    }
    view.selection = selection;
    view.at_cursor = at_cursor;
    hover(scene.project, &answer, &marked.codings);
    menu(scene, view, &answer, actions);
}

/// What parts of the widget are called.
struct Names {
    transcript: String,
    margin: String,
    overview: String,
}

impl Names {
    fn of(transcript: &Transcript) -> Self {
        Self {
            transcript: with("transcript-of", &[("title", transcript.title().into())]),
            margin: text("transcript-margin"),
            overview: text("transcript-overview"),
        }
    }
}

fn marked(
    project: &Project,
    transcript: &Transcript,
    document: &Document,
    coder: Option<crate::model::CoderId>,
    compared: &[crate::model::CoderId],
    theme: egui::Theme,
) -> Marked {
    let codings = data::codings(project, transcript.id(), coder);
    let mark = |key: u64, coding: &Coding, of: Option<&str>| {
        let code = project.codebook().get(coding.code)?;
        let label = of.map_or_else(|| code.name.clone(), |name| format!("{name} · {}", code.name));
        let colour = look::tone(code.colour.0, theme);
        Some(Mark { key, span: coding.span, colour, label: label.as_str().into() })
    };
    let marks: Vec<Mark> = if compared.is_empty() {
        codings.iter().filter_map(|(key, coding)| mark(*key, coding, None)).collect()
    } else {
        let of_coder = |id: &crate::model::CoderId| {
            let name = project.coder(*id).map(|c| c.name.clone()).unwrap_or_default();
            let theirs = data::codings(project, transcript.id(), Some(*id));
            let marks = theirs.iter().filter_map(|(key, coding)| mark(*key, coding, Some(&name)));
            marks.collect::<Vec<_>>()
        };
        compared.iter().flat_map(of_coder).collect()
    };
    Marked {
        marks: Marks::new(document, marks),
        codings: codings.iter().map(|(key, coding)| (*key, coding.id)).collect(),
    }
}

/// Says whose codings are seen, and leads back.
fn comparing(ui: &mut Ui, project: &Project, view: &mut View, actions: &mut Vec<Action>) {
    let names = view.compared.iter().filter_map(|id| project.coder(*id)).map(|c| c.name.as_str());
    let words = with("comparing", &[("names", names.collect::<Vec<_>>().join(", ").into())]);
    egui::Frame::new().inner_margin(egui::Margin::symmetric(24, 12)).show(ui, |ui| {
        parts::caution(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(words).color(look::of(ui.visuals()).caution));
                if ui.button(text("comparing-back")).clicked() {
                    actions.push(Action::Show(Panel::Agreement));
                }
                if ui.button(text("comparing-end")).clicked() {
                    view.compared.clear();
                }
            });
        });
    });
}

fn nobody(ui: &mut Ui, actions: &mut Vec<Action>) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(24, 12)).show(ui, |ui| {
        parts::caution(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(text("nobody-codes")).color(look::of(ui.visuals()).caution));
                if ui.button(text("nobody-codes-next")).clicked() {
                    actions.push(Action::AskWho);
                }
            });
        });
    });
}

/// What lies under the pointer, in words.
fn hover(project: &Project, answer: &Answer, codings: &HashMap<u64, crate::model::CodingId>) {
    let Some(Under { marks, .. }) = &answer.under else { return };
    let found: Vec<&Coding> =
        marks.iter().filter_map(|key| project.coding(*codings.get(key)?)).map(|(_, coding)| coding).collect();
    if found.is_empty() {
        return;
    }
    let on_text = answer.text.contains_pointer();
    let response = if on_text { &answer.text } else { &answer.margin };
    response.clone().on_hover_ui_at_pointer(|ui| {
        let t = look::of(ui.visuals());
        for coding in found {
            ui.horizontal(|ui| {
                if let Some(code) = project.codebook().get(coding.code) {
                    parts::swatch(ui, look::tone(code.colour.0, t.theme));
                }
                let path = project.codebook().path(coding.code).replace('/', " / ");
                ui.label(RichText::new(path).font(look::strong(13.0)));
            });
            if !coding.memo.is_empty() {
                parts::muted(ui, &coding.memo);
            }
        }
    });
}

fn menu(scene: &Scene<'_>, view: &View, answer: &Answer, actions: &mut Vec<Action>) {
    answer.text.context_menu(|ui| {
        ui.set_min_width(240.0);
        let selected = view.selection.is_some() && scene.read_only.is_none();
        for (at, code) in scene.pins.iter().enumerate() {
            let Some(code) = code.and_then(|id| scene.project.codebook().get(id)) else { continue };
            let button = egui::Button::new(&code.name).shortcut_text((at + 1).to_string());
            if ui.add_enabled(selected, button).clicked() {
                actions.push(Action::Apply(code.id));
                ui.close();
            }
        }
        ui.separator();
        let at_coding = !view.at_cursor.is_empty() && scene.read_only.is_none();
        for (command, enabled) in [
            (Command::FindCode, selected),
            (Command::InVivo, selected),
            (Command::EditMemo, at_coding),
            (Command::RemoveCoding, at_coding),
        ] {
            let keys = command.keys().map(|k| crate::ui::shell::written(ui.ctx(), k)).unwrap_or_default();
            if ui.add_enabled(enabled, egui::Button::new(command.label()).shortcut_text(keys)).clicked() {
                actions.push(Action::Run(command));
                ui.close();
            }
        }
    });
}
