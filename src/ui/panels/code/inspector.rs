//! The inspector on the right: the codings at the cursor, the code's definition and rules, its latest passages.

use egui::{
    Align, Button, Key, Layout, Modifiers, RichText, TextEdit, Ui, WidgetInfo, accesskit::Role, vec2,
};

use super::data::{self, CodeCard, CodingCard, Example, OrphanCard};
use super::{MemoDraft, View, turn_at};
use crate::lang::{moment, number, tell, text, with};
use crate::model::{Transcript, TranscriptId};
use crate::ui::context::{Action, Scene, command::Command};
use crate::ui::kit::{
    look::{self, size},
    parts,
};
use crate::ui::steps::{Layer, coding as steps};
use std::sync::Arc;

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    transcript: &Arc<Transcript>,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 14, top: 8, bottom: 14 }).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                parts::section(ui, &text("at-cursor"), &turn(transcript, view));
                let Some(coder) = scene.coder else {
                    parts::muted(ui, &text("nobody-codes"));
                    return;
                };
                let chosen = view.code;
                let key = (scene.revision, transcript.id(), coder.id, view.at_cursor.clone(), chosen);
                let make = || data::inspector(scene.project, transcript, coder, &key.3, chosen);
                let shown = view.inspector.of(&key, make);
                let in_sight = |memo: &MemoDraft| shown.codings.iter().any(|c| c.id == memo.coding);
                if view.memo.as_ref().is_some_and(|memo| memo.begun && !in_sight(memo)) {
                    // Its card is out of sight: what was written is kept.
                    actions.push(Action::KeepMemo);
                }
                if shown.codings.is_empty() {
                    parts::muted(ui, &hint(view.selection.is_some(), scene));
                }
                for card in &shown.codings {
                    coding_card(ui, scene, transcript, card, &mut view.memo, actions);
                    ui.add_space(size::STEP);
                }
                if shown.more > 0 {
                    parts::muted(ui, &with("more-at-cursor", &[("n", shown.more.into())]));
                }
                orphans(ui, scene, &shown.orphans, view.selection.is_some(), actions);
                if let Some(code) = &shown.code {
                    code_card(ui, code, actions);
                }
            },
        );
    });
}

fn turn(transcript: &Transcript, view: &View) -> String {
    let turn = turn_at(transcript, view.reading(transcript.id()));
    turn.map(|turn| with("status-turn", &[("turn", (turn + 1).into())])).unwrap_or_default()
}

fn hint(selected: bool, scene: &Scene<'_>) -> String {
    match (scene.read_only, selected) {
        (Some(why), _) => tell(why),
        (None, true) => text("hint-selected"),
        (None, false) => text("hint-nothing"),
    }
}

fn coding_card(
    ui: &mut Ui,
    scene: &Scene<'_>,
    transcript: &Arc<Transcript>,
    card: &CodingCard,
    memo: &mut Option<MemoDraft>,
    actions: &mut Vec<Action>,
) {
    let t = look::of(ui.visuals());
    parts::card(ui, |ui| {
        ui.horizontal(|ui| {
            parts::swatch(ui, look::tone(card.colour.0, t.theme));
            ui.add(egui::Label::new(RichText::new(&card.name).font(look::strong(14.0))).truncate());
        });
        parts::muted(ui, &with("quoted", &[("words", card.quote.as_str().into())]));
        let made = [
            card.coder.clone(),
            moment::written(card.created, scene.now),
            with("words-covered", &[("n", card.words.into())]),
        ];
        ui.label(RichText::new(made.join(" · ")).font(look::label()).color(t.muted));
        let writing = memo.as_ref().is_some_and(|m| m.coding == card.id);
        if writing {
            write_memo(ui, scene, transcript, memo, actions);
        } else if !card.memo.is_empty() {
            ui.label(
                RichText::new(with("memo-is", &[("memo", card.memo.as_str().into())]))
                    .font(look::secondary()),
            );
        }
        if scene.read_only.is_none() && !writing {
            ui.horizontal(|ui| {
                let memo_key = if card.memo.is_empty() { "memo-add" } else { "memo-change" };
                if ui.add(little(&text(memo_key))).on_hover_text(Command::EditMemo.tip()).clicked() {
                    *memo = Some(MemoDraft { coding: card.id, words: card.memo.clone(), begun: false });
                }
                if ui.add(little(&text("coding-remove"))).on_hover_text(Command::RemoveCoding.tip()).clicked()
                {
                    actions.push(Action::RemoveCoding(card.id));
                }
            });
        }
    });
}

/// Codings whose passage was corrected away: to be put on other words, or let go.
fn orphans(
    ui: &mut Ui,
    scene: &Scene<'_>,
    orphans: &[OrphanCard],
    selected: bool,
    actions: &mut Vec<Action>,
) {
    if orphans.is_empty() {
        return;
    }
    let t = look::of(ui.visuals());
    ui.add_space(size::STEP * 2.0);
    parts::section(ui, &text("orphans"), &number::count(orphans.len()));
    parts::muted(ui, &text("orphans-why"));
    for orphan in orphans {
        parts::card(ui, |ui| {
            ui.horizontal(|ui| {
                parts::swatch(ui, look::tone(orphan.colour.0, t.theme));
                ui.add(egui::Label::new(RichText::new(&orphan.name).font(look::strong(14.0))).truncate());
            });
            parts::muted(ui, &with("quoted", &[("words", orphan.quote.as_str().into())]));
            if !orphan.memo.is_empty() {
                let memo = with("memo-is", &[("memo", orphan.memo.as_str().into())]);
                ui.label(RichText::new(memo).font(look::secondary()));
            }
            ui.add_enabled_ui(scene.read_only.is_none(), |ui| {
                ui.horizontal(|ui| {
                    let place = ui.add_enabled(selected, little(&text("orphan-place")));
                    if place.on_hover_text(text("orphan-place-tip")).clicked() {
                        actions.push(Action::PlaceOrphan(orphan.id));
                    }
                    if ui.add(little(&text("orphan-remove"))).clicked() {
                        actions.push(Action::RemoveOrphan(orphan.id));
                    }
                });
            });
        });
        ui.add_space(size::STEP);
    }
}

fn little(label: &str) -> Button<'_> {
    Button::new(RichText::new(label).font(look::label())).min_size(vec2(0.0, 24.0))
}

fn write_memo(
    ui: &mut Ui,
    scene: &Scene<'_>,
    transcript: &Arc<Transcript>,
    memo: &mut Option<MemoDraft>,
    actions: &mut Vec<Action>,
) {
    let Some(draft) = memo else { return };
    let given_up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    let kept = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    let field = TextEdit::multiline(&mut draft.words)
        .hint_text(text("memo-hint"))
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .font(look::secondary());
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, text("memo-name")));
    if !std::mem::replace(&mut draft.begun, true) {
        response.request_focus();
        return;
    }
    if given_up {
        *memo = None;
    } else if kept || response.lost_focus() {
        let coder = scene.coder.map(|c| c.id);
        let coding = scene.project.coding(draft.coding).map(|(_, coding)| coding);
        if let Some((coder, coding)) = coder.zip(coding) {
            let layer = Layer { transcript, coder };
            let step = steps::memo(layer, coding, &draft.words);
            actions.extend(step.map(|s| Action::Commit { label: s.label, edits: s.edits }));
        }
        *memo = None;
    }
}

fn code_card(ui: &mut Ui, code: &CodeCard, actions: &mut Vec<Action>) {
    let t = look::of(ui.visuals());
    ui.add_space(size::STEP * 2.0);
    parts::section(ui, &text("code"), "");
    parts::card(ui, |ui| {
        ui.horizontal(|ui| {
            let counts = with(
                "codings-in-transcripts",
                &[
                    ("n", code.codings.into()),
                    ("transcripts", code.transcripts.into()),
                    ("all", code.of.into()),
                ],
            );
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(counts).font(look::label()).color(t.muted));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let name = RichText::new(&code.name).font(look::strong(13.0));
                    ui.add(egui::Label::new(name).truncate());
                });
            });
        });
        if code.definition.is_empty() {
            parts::muted(ui, &text("code-undefined"));
        } else {
            parts::muted(ui, &code.definition);
        }
        rule(ui, &text("code-include"), &code.include);
        rule(ui, &text("code-exclude"), &code.exclude);
        ui.add_space(size::STEP);
        if ui.add(little(&text("code-show"))).clicked() {
            actions.push(Action::ShowCode(code.id));
        }
    });
    if code.latest.is_empty() {
        return;
    }
    ui.add_space(size::STEP * 2.0);
    parts::section(ui, &text("latest-examples"), "");
    parts::card(ui, |ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        for example in &code.latest {
            latest(ui, example, actions);
        }
    });
}

fn rule(ui: &mut Ui, name: &str, words: &str) {
    if words.is_empty() {
        return;
    }
    let t = look::of(ui.visuals());
    let mut job = egui::text::LayoutJob::default();
    let format = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
    job.append(name, 0.0, format(look::strong(13.0), t.text));
    job.append(words, 6.0, format(look::secondary(), t.muted));
    ui.label(job);
}

fn latest(ui: &mut Ui, example: &Example, actions: &mut Vec<Action>) {
    let words = with(
        "example",
        &[("title", example.title.as_str().into()), ("words", example.quote.as_str().into())],
    );
    let label = RichText::new(words).font(look::secondary()).color(look::of(ui.visuals()).muted);
    let button = Button::new(label).frame(false).wrap();
    let transcript: TranscriptId = example.transcript;
    if ui.add(button).on_hover_text(text("example-tip")).clicked() {
        actions.push(Action::Goto { transcript, span: example.span });
    }
}
