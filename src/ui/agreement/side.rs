//! Draws what stands beside the table: agreement by pairs of coders, and the passages on which they differ.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::data::{self, MeanOf, Table};
use crate::agreement::{Difference, DifferenceKind};
use crate::lang::{number, text, with};
use crate::model::CodeId;
use crate::ui::{Action, Scene, look, parts, passages, table::tabular};

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    table: &Table,
    chosen: Option<(CodeId, &Vec<Difference>)>,
    actions: &mut Vec<Action>,
) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
        parts::section(ui, &text("agreement-pairs"), &text("agreement-pairs-of"));
        pairs(ui, table);
        ui.add_space(12.0);
        match chosen {
            Some((code, list)) => {
                let name = scene.project.codebook().get(code).map(|c| c.name.clone()).unwrap_or_default();
                let title = with("agreement-differences", &[("n", list.len().into())]);
                parts::section(ui, &title, &name);
                differences(ui, scene, table.coders.len(), list, actions);
            }
            None => {
                parts::section(ui, &text("agreement-differences-title"), "");
                parts::muted(ui, &text("agreement-choose"));
            }
        }
    });
}

/// Every pair of coders in an upper triangle.
fn pairs(ui: &mut Ui, table: &Table) {
    let t = look::of(ui.visuals());
    let names = &table.coders;
    let label = |ui: &mut Ui, words: &str| ui.label(RichText::new(words).font(look::label()).color(t.muted));
    let mut pairs = table.pairs.iter();
    ScrollArea::horizontal().id_salt("pairs").show(ui, |ui| {
        Grid::new("pairs").spacing([16.0, 4.0]).min_col_width(40.0).show(ui, |ui| {
            label(ui, "");
            names.iter().skip(1).for_each(|(_, name)| drop(label(ui, name)));
            ui.end_row();
            for (row, (_, name)) in names.iter().enumerate().take(names.len().saturating_sub(1)) {
                label(ui, name);
                for column in 1..names.len() {
                    if column <= row {
                        label(ui, "");
                    } else if let (Some(pair), Some((_, other))) = (pairs.next(), names.get(column)) {
                        cell(ui, pair, name, other);
                    }
                }
                ui.end_row();
            }
        });
    });
}

fn cell(ui: &mut Ui, pair: &MeanOf, first: &str, second: &str) {
    let t = look::of(ui.visuals());
    let words = pair.value.map_or_else(|_| "–".to_owned(), number::score);
    let response = ui.label(tabular(ui, &words, look::body(), t.text));
    let names = [("first", first.into()), ("second", second.into()), ("figure", words.into())];
    let mut tip = with("agreement-pair-tip", &names);
    if let Err(why) = pair.value {
        tip = format!("{tip}. {}", with("undefined", &[("why", why.to_string().into())]));
    } else if pair.without > 0 {
        tip = format!("{tip}. {}", with("agreement-without", &[("n", pair.without.into())]));
    }
    response.on_hover_text(tip);
}

fn differences(
    ui: &mut Ui,
    scene: &Scene<'_>,
    coders: usize,
    list: &[Difference],
    actions: &mut Vec<Action>,
) {
    if list.is_empty() {
        parts::muted(ui, &text("agreement-no-differences"));
        return;
    }
    passages::list(ui, list.len(), coders, |ui, at| {
        let Some(difference) = list.get(at) else { return };
        let Some(shown) = data::in_words(scene.project, difference) else { return };
        let kind = match shown.kind {
            DifferenceKind::Missed => text("agreement-missed"),
            DifferenceKind::OtherCode => text("agreement-other-code"),
            DifferenceKind::Border => text("agreement-border"),
        };
        if passages::card(ui, &shown.place, &kind, &shown.by).clicked() {
            let coders = difference.by.iter().map(|(coder, _)| *coder).collect();
            actions.push(Action::Compare {
                transcript: difference.transcript,
                span: difference.span,
                coders,
            });
        }
    });
}
