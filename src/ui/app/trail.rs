//! The steps of the study: who did what, and when; and the way back to before one of one's own. Only shows what the journals
//! tell.

use egui::{Align2, Context, Key, Modifiers, ScrollArea, Sense, TextEdit, WidgetInfo, accesskit::Role, vec2};

use super::App;
use super::overlay::Overlay;
use super::working::Stops;
use crate::lang::{moment, tell, text, with};
use crate::session::Session;
use crate::store::PastStep;
use crate::ui::context::Action;
use crate::ui::kit::{
    Cached,
    look::{self, size},
    parts, sheet,
};

/// The sheet.
pub(super) struct Trail {
    steps: Vec<PastStep>,
    filter: String,
    listed: Cached<String, Vec<usize>>,
    /// The step to go back to before, by its place among all.
    chosen: Option<usize>,
}

impl Trail {
    fn of(steps: Vec<PastStep>) -> Self {
        Self { steps, filter: String::new(), listed: Cached::default(), chosen: None }
    }

    /// Draws it, the latest step first; says whether it stays.
    pub(super) fn show(&mut self, ctx: &Context, session: &Session, actions: &mut Vec<Action>) -> bool {
        let own = session.coder().map(|c| c.name.clone());
        sheet::show(ctx, "trail", &text("trail-title"), 720.0, |ui| {
            let hint = text("trail-filter");
            let field = ui.add(TextEdit::singleline(&mut self.filter).hint_text(&hint).desired_width(320.0));
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &hint));
            ui.add_space(size::STEP * 2.0);
            let (mut listed, steps) = (std::mem::take(&mut self.listed), &self.steps);
            let rows = listed.of(&self.filter, || rows(steps, &self.filter)).clone();
            self.listed = listed;
            if rows.is_empty() {
                parts::muted(ui, &text("trail-none"));
            }
            let height = (ui.ctx().content_rect().height() - 280.0).max(120.0);
            let free = !field.has_focus();
            self.walk(ui, &rows, free);
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
                ui,
                size::ROW,
                rows.len(),
                |ui, seen| {
                    for &at in &rows[seen] {
                        self.row(ui, at, session);
                    }
                },
            );
            ui.spacing_mut().item_spacing.y = size::STEP;
            ui.add_space(size::STEP * 3.0);
            let mut stays = true;
            ui.horizontal(|ui| {
                let chosen = self.chosen.filter(|&at| Some(&self.steps[at].who) == own.as_ref());
                match chosen {
                    Some(at) if session.read_only().is_none() => {
                        let n = session.standing_from(&self.steps, at);
                        let label = with("trail-undo", &[("n", n.into())]);
                        if parts::primary(ui, &label).on_hover_text(text("trail-undo-tip")).clicked() {
                            actions.push(Action::UndoFrom(at));
                        }
                    }
                    _ => drop(parts::muted(ui, &text("trail-choose"))),
                }
                stays &= !ui.button(text("close")).clicked();
            });
            stays
        })
    }

    /// Arrows go through the rows, unless a field has them.
    fn walk(&mut self, ui: &egui::Ui, rows: &[usize], free: bool) {
        if !free || rows.is_empty() {
            return;
        }
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let here = self.chosen.and_then(|at| rows.iter().position(|&row| row == at));
        let to = match (pressed(Key::ArrowDown), pressed(Key::ArrowUp)) {
            (true, _) => here.map_or(0, |at| (at + 1).min(rows.len() - 1)),
            (_, true) => here.map_or(0, |at| at.saturating_sub(1)),
            _ => return,
        };
        self.chosen = rows.get(to).copied();
    }

    fn row(&mut self, ui: &mut egui::Ui, at: usize, session: &Session) {
        let t = look::of(ui.visuals());
        let step = &self.steps[at];
        let when = moment::written(step.at, session.now());
        let words = [
            ("when", when.as_str().into()),
            ("who", step.who.as_str().into()),
            ("what", step.label.as_str().into()),
        ];
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
        let response = ui.interact(rect, ui.scope_id().with(("step", at)), Sense::click());
        let chosen = self.chosen == Some(at);
        response.widget_info(|| {
            WidgetInfo::selected(Role::ListBoxOption, true, chosen, with("trail-row", &words))
        });
        parts::row_ground(ui, &response, chosen);
        let [when_ends, who_ends] = [150.0, 270.0];
        let middle = rect.center().y;
        ui.painter().text(
            egui::pos2(rect.left() + 8.0, middle),
            Align2::LEFT_CENTER,
            when,
            look::secondary(),
            t.muted,
        );
        for (words, from, to, colour) in [
            (&step.who, when_ends, who_ends - 8.0, t.muted),
            (&step.label, who_ends, rect.width() - 8.0, t.text),
        ] {
            let (galley, _) = parts::name(ui, words, look::secondary(), colour, to - from);
            let place = egui::pos2(rect.left() + from, middle - galley.size().y / 2.0);
            ui.painter().galley(place, galley, colour);
        }
        if response.on_hover_text(&step.label).clicked() {
            self.chosen = Some(at);
        }
    }
}

/// The places of the steps that the filter lets through, the latest first.
fn rows(steps: &[PastStep], filter: &str) -> Vec<usize> {
    let wanted = filter.trim().to_lowercase();
    let passes = |step: &PastStep| {
        wanted.is_empty()
            || step.who.to_lowercase().contains(&wanted)
            || step.label.to_lowercase().contains(&wanted)
    };
    (0..steps.len()).rev().filter(|&at| passes(&steps[at])).collect()
}

impl App {
    /// Shows all steps, read from the journals beside the window.
    pub(super) fn show_trail(&mut self, ctx: &Context) {
        self.with_past(ctx, |app, steps| {
            app.view.overlay = Some(Overlay::Trail(Box::new(Trail::of(steps))));
        });
    }

    /// Takes the last of one's own steps back that was made before the project was opened.
    pub(super) fn undo_of_earlier_days(&mut self, ctx: &Context) {
        self.with_past(ctx, |app, steps| {
            if let Some(session) = &mut app.session {
                session.know_past(steps);
            }
            app.undo_last();
        });
    }

    /// Takes back all of one's own steps from one on that the sheet shows.
    pub(super) fn undo_from(&mut self, at: usize) {
        let Some(Overlay::Trail(trail)) = self.view.overlay.take() else { return };
        let Some(session) = &mut self.session else { return };
        let Some(step) = trail.steps.get(at) else { return };
        let label = with("trail-step", &[("step", step.label.as_str().into())]);
        match session.undo_from(&trail.steps, at, label) {
            Ok(n) => self.said = Some(with("trail-undone", &[("n", n.into())])),
            Err(why) => self.warnings.push(tell(&why)),
        }
    }

    fn with_past(&mut self, ctx: &Context, then: impl FnOnce(&mut Self, Vec<PastStep>) + Send + 'static) {
        let Some(session) = &mut self.session else { return };
        // What is not in the journal yet goes there first.
        if let Err(why) = session.save() {
            self.warnings.push(tell(&why));
            return;
        }
        let read = session.past();
        self.work(ctx, text("working-trail"), Stops::Never, move |_| {
            let steps = read();
            Box::new(move |app, _| then(app, steps))
        });
    }
}
