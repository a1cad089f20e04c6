//! Draws what stands beside the passage: what each coder did, the choices with their keys, why, and how far the coders'
//! codings are those of the consensus.

use egui::{Button, Grid, RichText, ScrollArea, TextEdit, Ui, WidgetInfo, accesskit::Role, vec2};

use super::data::{self, Walk};
use super::{View, WalkCommand, letter};
use crate::agreement::{Did, Item, State, state};
use crate::lang::{moment, number, tell, text, with};
use crate::model::CodeId;
use crate::ui::context::{Action, Scene, narrowed::kind_name, passages};
use crate::ui::kit::{look, parts};
use crate::ui::panels::agreement;
use crate::ui::steps::settling as steps;

/// Draws it; gives what was asked for.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    current: Option<&Item>,
    walk: &Walk,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> Option<WalkCommand> {
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 10)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.horizontal_wrapped(|ui| {
                let small = |key: &str| Button::new(RichText::new(text(key)).font(look::label()));
                if ui.add(small("comparing-back")).clicked() {
                    asked = Some(WalkCommand::Back);
                }
                if let Some(item) = current.filter(|_| ui.add(small("settle-in-code")).clicked()) {
                    let (transcript, span) = (item.difference.transcript, item.difference.span);
                    actions.push(Action::Compare { transcript, span, coders: view.query.coders.clone() });
                }
            });
            if let Some(item) = current {
                ui.add_space(4.0);
                asked = difference(ui, scene, item, view).or(asked);
            }
            ui.add_space(8.0);
            whole(ui, scene, walk, view, actions);
            figures(ui, scene, view);
            confused(ui, scene, walk, actions);
        });
    });
    asked
}

/// One difference and what can be decided about it.
fn difference(ui: &mut Ui, scene: &Scene<'_>, item: &Item, view: &mut View) -> Option<WalkCommand> {
    let t = look::of(ui.visuals());
    let shown = agreement::data::in_words(scene.project, &item.difference)?;
    let mut asked = None;
    ui.horizontal(|ui| {
        let label = ui.label(RichText::new(passages::heading(&shown.place)).font(look::strong(14.0)));
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(RichText::new(text(kind_name(shown.kind))).font(look::label()).color(t.muted));
        });
    });
    ui.horizontal(|ui| {
        if let Some(code) = scene.project.codebook().get(item.code) {
            parts::swatch(ui, look::tone(code.colour.0, t.theme));
            ui.add(egui::Label::new(RichText::new(&code.name).font(look::strong(13.0))).truncate());
        }
    });
    said(ui, scene, item);
    let enabled = scene.read_only.is_none();
    for (at, ((coder, did), words)) in item.difference.by.iter().zip(&shown.by).enumerate() {
        let cap = letter(at).unwrap_or_default();
        let name = scene.project.coder_name(*coder).to_owned();
        let key = if matches!(did, Did::Coded(_)) { "settle-take" } else { "settle-take-without" };
        let tip = with(key, &[("coder", name.into())]);
        if choice(ui, enabled, words, &cap, &tip) {
            asked = Some(WalkCommand::Take(*coder));
        }
    }
    for (key, tip, cap, what) in [
        ("settle-both", "settle-both-tip", "X", WalkCommand::Both),
        ("settle-borders", "settle-borders-tip", "E", WalkCommand::Borders),
        ("settle-code", "settle-code-tip", "O", WalkCommand::Code),
        ("settle-open", "settle-open-tip", "L", WalkCommand::Open),
    ] {
        if choice(ui, enabled, &text(key), cap, &text(tip)) {
            asked = Some(what);
        }
    }
    ui.add_space(2.0);
    let hint = text("settle-reason");
    let field = ui.add(TextEdit::singleline(&mut view.reason).hint_text(&hint).desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
    asked
}

/// A choice with its key; whether it was made.
fn choice(ui: &mut Ui, enabled: bool, words: &str, cap: &str, tip: &str) -> bool {
    let label = RichText::new(words).font(look::secondary());
    let button = Button::new(label).shortcut_text(cap).truncate().min_size(vec2(ui.available_width(), 28.0));
    ui.add_enabled(enabled, button).on_hover_text(tip).clicked()
}

/// What was decided before, by whom and why.
fn said(ui: &mut Ui, scene: &Scene<'_>, item: &Item) {
    let state = state(scene.project, item);
    let Some(settlement) = state.settlement() else { return };
    let by = scene.project.coder(settlement.by).map_or_else(|| text("settle-gone"), |c| c.name.clone());
    let values = [
        ("how", data::decision_in_words(scene.project, settlement).into()),
        ("by", by.into()),
        ("when", moment::written(settlement.at, scene.now).into()),
    ];
    let mut words = with("settle-was", &values);
    if !settlement.reason.is_empty() {
        words = format!("{words}: {}", settlement.reason);
    }
    match state {
        State::Changed(_) => parts::caution(ui, |ui| {
            let colour = look::of(ui.visuals()).caution;
            ui.label(RichText::new(text("settle-changed-since")).font(look::strong(12.0)).color(colour));
            parts::muted(ui, &words);
        }),
        State::Settled(_) | State::Open(_) | State::Unsettled => drop(parts::muted(ui, &words)),
    }
}

/// What is done for all of them at once.
fn whole(ui: &mut Ui, scene: &Scene<'_>, walk: &Walk, view: &View, actions: &mut Vec<Action>) {
    parts::section(ui, &text("settle-consensus"), "");
    ui.add_enabled_ui(scene.read_only.is_none() && scene.coder.is_some(), |ui| {
        if ui.button(text("settle-take-over")).on_hover_text(text("settle-take-over-tip")).clicked() {
            actions.push(steps::take_over_all(scene, &view.query));
        }
        if !walk.ready.is_empty() {
            let label = with("settle-complete", &[("n", walk.ready.len().into())]);
            if ui.button(label).on_hover_text(text("settle-complete-tip")).clicked() {
                actions.extend(steps::complete(scene, &walk.ready));
            }
        }
    });
}

/// Each coder against the consensus.
fn figures(ui: &mut Ui, scene: &Scene<'_>, view: &mut View) {
    let key = (scene.revision, view.query.clone());
    let Some((figures, now)) = view.figures.answer(&key) else { return };
    let Some(first) = figures.first() else { return };
    let t = look::of(ui.visuals());
    if !now {
        ui.set_opacity(0.5);
    }
    ui.add_space(6.0);
    parts::muted(ui, &with("settle-figures", &[("n", first.transcripts.into())]));
    let head = |ui: &mut Ui, key: &str| ui.label(RichText::new(text(key)).font(look::label()).color(t.muted));
    Grid::new("settle-figures").spacing([20.0, 4.0]).num_columns(3).show(ui, |ui| {
        head(ui, "settle-coder");
        head(ui, "agreement-alpha");
        head(ui, "agreement-f1");
        ui.end_row();
        for figure in figures {
            let written =
                |score: crate::agreement::Score| score.map_or_else(|_| "–".to_owned(), number::score);
            let (alpha, f1) = (written(figure.alpha), written(figure.f1));
            let values = [
                ("coder", figure.coder.as_str().into()),
                ("alpha", alpha.as_str().into()),
                ("f1", f1.as_str().into()),
            ];
            let read = with("settle-figure", &values);
            let name = ui.label(RichText::new(&figure.coder).font(look::secondary()));
            name.widget_info(|| WidgetInfo::labeled(Role::Label, true, &read));
            for (score, words) in [(figure.alpha, alpha), (figure.f1, f1)] {
                let label = ui.label(RichText::new(words).font(look::secondary()));
                if let Err(why) = score {
                    label.on_hover_text(with("undefined", &[("why", tell(&why).into())]));
                }
            }
            ui.end_row();
        }
    });
    ui.set_opacity(1.0);
}

/// Codes that are taken for each other: their definitions may be what is to be settled.
fn confused(ui: &mut Ui, scene: &Scene<'_>, walk: &Walk, actions: &mut Vec<Action>) {
    let name = |code: CodeId| scene.project.codebook().name(code).to_owned();
    for (pair, n) in walk.confused.iter().take(3) {
        let [a, b] = pair.map(name);
        ui.add_space(8.0);
        parts::caution(ui, |ui| {
            let colour = look::of(ui.visuals()).caution;
            let values = [("a", a.as_str().into()), ("b", b.as_str().into()), ("n", (*n).into())];
            ui.label(RichText::new(with("settle-confused", &values)).font(look::secondary()).color(colour));
            ui.horizontal_wrapped(|ui| {
                for (code, name) in pair.iter().zip([&a, &b]) {
                    let label = with("settle-definition", &[("code", name.as_str().into())]);
                    if ui.button(label).clicked() {
                        actions.push(Action::ShowCode(*code));
                    }
                }
            });
        });
    }
}
