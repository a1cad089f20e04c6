//! Draws the agreement of a table of ratings.

use std::sync::Arc;

use egui::{Context, Grid, RichText, ScrollArea, Ui};

use super::Ratings;
use super::data::{self, LEVELS, Line, RatingsAnswer, WEIGHTS};
use crate::agreement::Measurement;
use crate::lang::{number, tell, text, with};
use crate::text::shortened;
use crate::ui::context::{Action, Command, ask};
use crate::ui::kit::{
    chips,
    look::{self, size},
    parts, sheet,
    table::tabular,
};
use crate::ui::panels::agreement::coefficients;

impl Ratings {
    /// Draws the sheet; says whether it stays.
    pub(in crate::ui) fn show(&mut self, ctx: &Context, actions: &mut Vec<Action>) -> bool {
        let (file, bytes, asked) = (self.file.clone(), Arc::clone(&self.bytes), self.asked);
        ask(ctx, &mut self.answers, &asked, move |progress| {
            Some(data::answer(&file, &bytes, asked, progress)?.map(Arc::new))
        });
        let answer = self.answers.answer(&asked).and_then(|(answer, now)| Some((answer.clone()?, now)));
        sheet::show(ctx, "ratings", &text("ratings-title"), 640.0, |ui| {
            parts::muted(ui, &self.file);
            ui.add_space(size::STEP * 2.0);
            self.choices(ui);
            ui.add_space(size::STEP * 2.0);
            let mut found = None;
            match &answer {
                Some((Ok(answer), now)) => {
                    if !now {
                        ui.set_opacity(0.5);
                    }
                    figures(ui, answer);
                    ui.set_opacity(1.0);
                    found = Some(answer);
                }
                Some((Err(why), _)) => {
                    parts::caution(ui, |ui| ui.label(why));
                }
                None => {
                    parts::muted(ui, &text("counting"));
                }
            }
            ui.add_space(size::STEP * 4.0);
            let mut stays = true;
            ui.horizontal(|ui| {
                stays = !parts::primary(ui, &text("close")).clicked();
                if ui.button(text("ratings-another")).clicked() {
                    actions.push(Action::Run(Command::RatingsTable));
                }
                if let Some(answer) = found
                    && ui.button(text("agreement-save-csv")).clicked()
                {
                    let name = format!("{}.csv", text("agreement-file"));
                    actions.push(Action::SaveAs { name, contents: answer.grid().csv() });
                }
            });
            stays
        })
    }

    fn choices(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let asked = &mut self.asked;
            let label = with("ratings-level", &[("level", text(data::level(asked.level)).into())]);
            chips::menu(ui, &label, |ui| {
                for level in LEVELS {
                    if chips::choice(ui, &text(data::level(level)), asked.level == level) {
                        asked.level = level;
                    }
                }
            });
            if asked.level == Measurement::Nominal {
                // Names have no order.
                asked.weights = None;
                return;
            }
            let name =
                |weights: Option<_>| weights.map_or_else(|| text("weights-own"), |w| text(data::weights(w)));
            chips::menu(ui, &with("ratings-weights", &[("weights", name(asked.weights).into())]), |ui| {
                for weights in std::iter::once(None).chain(WEIGHTS.map(Some)) {
                    if chips::choice(ui, &name(weights), asked.weights == weights) {
                        asked.weights = weights;
                    }
                }
            });
        });
    }
}

fn figures(ui: &mut Ui, answer: &RatingsAnswer) {
    let said = [
        ("coders", answer.coders.join(", ").into()),
        ("n", number::count(answer.units).into()),
        ("names", shortened(&answer.categories.join(", "), 120).into()),
        ("empty", number::count(answer.empty).into()),
    ];
    parts::muted(ui, &with("ratings-about", &said));
    for note in &answer.notes {
        parts::muted(ui, note);
    }
    ui.add_space(size::STEP * 2.0);
    let room = ui.ctx().content_rect().height() - 340.0;
    ScrollArea::vertical().max_height(room.max(120.0)).show(ui, |ui| {
        Grid::new("ratings").num_columns(4).spacing([24.0, 6.0]).show(ui, |ui| {
            for title in ["ratings-figure", "ratings-value", "agreement-interval", "ratings-method"] {
                let t = look::of(ui.visuals());
                ui.label(RichText::new(text(title)).font(look::strong(12.0)).color(t.muted));
            }
            ui.end_row();
            answer.lines.iter().for_each(|line| figure(ui, line));
        });
    });
}

fn figure(ui: &mut Ui, line: &Line) {
    let t = look::of(ui.visuals());
    let name = ui.label(RichText::new(coefficients::name(line.name)).font(look::secondary()));
    if let Some((what, source)) = coefficients::definition(line.name) {
        name.on_hover_text(format!("{what}\n{}", with("definition-source", &[("source", source.into())])));
    }
    match line.estimate.score {
        Ok(value) => {
            ui.label(tabular(ui, &number::score(value), look::body(), t.text));
        }
        Err(_) => {
            ui.label("–");
        }
    }
    match (line.estimate.score, line.estimate.ci) {
        (Err(why), _) => {
            parts::muted(ui, &with("undefined", &[("why", tell(&why).into())]));
        }
        (Ok(_), Some(ci)) => {
            parts::muted(ui, &number::interval(ci.low, ci.high));
            parts::muted(ui, &text(data::method(ci.method)));
        }
        (Ok(_), None) => {
            parts::muted(ui, &text("interval-none"));
        }
    }
    ui.end_row();
}
