//! Draws the passages on which coders differ about a code.

use egui::{RichText, Ui};

use super::data;
use crate::agreement::{Choice, Difference, Item, Level, Query, state};
use crate::lang::{text, with};
use crate::model::CodeId;
use crate::ui::context::{Action, Narrowed, Scene, narrowed::kind_name, passages};
use crate::ui::kit::{look, parts};
use crate::ui::panels::agreement::settle;
use crate::ui::steps::settling;

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    query: &Query,
    chosen: Option<(CodeId, &Vec<Difference>)>,
    actions: &mut Vec<Action>,
) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| match chosen {
        Some((code, list)) => {
            let name = scene.project.codebook().name(code).to_owned();
            let title = with("agreement-differences", &[("n", list.len().into())]);
            parts::section(ui, &title, &name);
            differences(ui, scene, query, code, list, actions);
        }
        None => {
            parts::section(ui, &text("agreement-differences-title"), "");
            parts::muted(ui, &text("agreement-choose"));
        }
    });
}

/// Whether differences can be settled here: a theme's are those of its codes, and those of periods are of one coder.
pub(super) fn settles(query: &Query) -> bool {
    query.level == Level::Code && query.periods.is_empty()
}

/// The walk through the differences behind a figure; nothing where they are not settled here.
pub(super) fn walk(query: &Query, narrowed: Narrowed) -> Option<Action> {
    let walk = || Action::Settle { query: query.clone(), narrowed, at: None, pick: false };
    settles(query).then(walk)
}

/// Height of the choices at the foot of a card.
const CHOICES: f32 = 34.0;

fn differences(
    ui: &mut Ui,
    scene: &Scene<'_>,
    query: &Query,
    code: CodeId,
    list: &[Difference],
    actions: &mut Vec<Action>,
) {
    if list.is_empty() {
        parts::muted(ui, &text("agreement-no-differences"));
        return;
    }
    let settles = settles(query);
    if !settles {
        parts::muted(ui, &text("settle-level"));
    }
    let lines = list.first().map_or(0, |difference| difference.by.len());
    let foot = if settles { CHOICES } else { 0.0 };
    passages::list_of(ui, list.len(), passages::height(lines) + foot, |ui, at| {
        let Some(difference) = list.get(at) else { return };
        let Some(shown) = data::in_words(scene.project, difference) else { return };
        let item = Item { code, difference: difference.clone() };
        let mut beside = text(kind_name(shown.kind));
        if let Some(state) = settle::data::ItemState::of(state(scene.project, &item)).name() {
            beside = format!("{beside} · {}", text(state));
        }
        let mut decided = false;
        let response = passages::card_with(ui, &shown.place, &beside, &shown.by, foot, |ui| {
            decided = settles && choices(ui, scene, query, &item, actions);
        });
        if response.clicked() && !decided {
            let at = Some((code, difference.transcript, difference.span));
            if settles {
                let narrowed = Narrowed::to_code(code);
                actions.push(Action::Settle { query: query.clone(), narrowed, at, pick: false });
            } else {
                let coders = difference.by.iter().map(|(coder, _)| *coder).collect();
                let (transcript, span) = (difference.transcript, difference.span);
                actions.push(Action::Compare { transcript, span, coders });
            }
        }
    });
}

/// What can be decided at once: one coder's, both, another code, nothing yet. Whether anything was pressed.
fn choices(ui: &mut Ui, scene: &Scene<'_>, query: &Query, item: &Item, actions: &mut Vec<Action>) -> bool {
    let before = actions.len();
    ui.add_space(4.0);
    ui.add_enabled_ui(scene.read_only.is_none(), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.spacing_mut().button_padding.x = 6.0;
            let button = |ui: &mut Ui, words: &str, tip: &str| {
                let label = RichText::new(words).font(look::label());
                ui.add(egui::Button::new(label).min_size(egui::vec2(24.0, 24.0))).on_hover_text(tip).clicked()
            };
            let mut decide = |choice| actions.push(settling::decide(scene, query, item, choice, ""));
            for (at, (coder, _)) in item.difference.by.iter().enumerate() {
                let name = scene.project.coder_name(*coder).to_owned();
                let letter = settle::letter(at).unwrap_or_else(|| name.clone());
                if button(ui, &letter, &with("settle-take", &[("coder", name.into())])) {
                    decide(Choice::Take(*coder));
                }
            }
            if button(ui, &text("settle-both"), &text("settle-both-tip")) {
                decide(Choice::Both);
            }
            let other = button(ui, &text("settle-other"), &text("settle-code-tip"));
            if button(ui, &text("settle-open"), &text("settle-open-tip")) {
                decide(Choice::Open);
            }
            if other {
                let Difference { transcript, span, .. } = item.difference;
                let at = Some((item.code, transcript, span));
                let narrowed = Narrowed::to_code(item.code);
                actions.push(Action::Settle { query: query.clone(), narrowed, at, pick: true });
            }
        });
    });
    actions.len() > before
}
