//! Draws what can be chosen over the table: coders, unit, level, transcripts, days, what is left out, the coefficient
//! and its interval.

use egui::{TextEdit, Ui, WidgetInfo, accesskit::Role};

use super::question::{Interval, Question};
use super::rows::Table;
use super::{View, coefficients, words};
use crate::agreement::{Level, Query, Unit};
use crate::lang::{number, text, with};
use crate::model::CoderRole;
use crate::ui::context::{Scene, left_out};
use crate::ui::kit::{chips, parts};

pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, query: &Query, table: Option<&Table>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        who(ui, scene, &mut view.asked, query);
        unit(ui, &mut view.asked, table);
        level(ui, &mut view.asked);
        if let Some(table) = table {
            scope(ui, scene, &mut view.asked, table);
            figure(ui, &mut view.asked, table);
        }
        intervals(ui, &mut view.asked);
        days(ui, &mut view.asked);
        let asked = &mut view.asked;
        left_out::interviewer(ui, scene.project, &mut asked.leave_out_interviewer);
        if asked.unit == Unit::Character {
            let tip = text("agreement-spaces-left-out-tip");
            chips::toggle(ui, &text("agreement-spaces-left-out"), &tip, &mut asked.leave_out_white_space);
        }
    });
}

fn who(ui: &mut Ui, scene: &Scene<'_>, asked: &mut Question, query: &Query) {
    let name = |id| scene.project.coder_name(id).to_owned();
    let names: Vec<String> = query.coders.iter().map(|&id| name(id)).collect();
    let label = match names.len() {
        0 => text("agreement-coders-none"),
        1..=4 => with("agreement-coders", &[("names", names.join(", ").into())]),
        n => with("agreement-coders-many", &[("n", n.into())]),
    };
    chips::menu(ui, &label, |ui| {
        let mut coders = scene.project.coders();
        coders.sort_by_key(|c| c.role == CoderRole::Consensus);
        for coder in coders {
            let mut on = query.coders.contains(&coder.id);
            if ui.checkbox(&mut on, &coder.name).changed() {
                let mut chosen = query.coders.clone();
                if on {
                    chosen.push(coder.id);
                } else {
                    chosen.retain(|&c| c != coder.id);
                }
                let order = scene.project.coders();
                chosen.sort_by_key(|id| order.iter().position(|c| c.id == *id));
                asked.coders = Some(chosen);
            }
        }
    });
}

/// The units, and the passages as coders cut them, which have coefficients of their own.
fn unit(ui: &mut Ui, asked: &mut Question, table: Option<&Table>) {
    let offered = table.map(|table| table.offered.as_slice()).unwrap_or_default();
    let leading = asked.leading(offered);
    let label = with("agreement-unit", &[("unit", words::unit_of(leading, asked.unit).into())]);
    chips::menu(ui, &label, |ui| {
        let passages = coefficients::PASSAGES;
        if offered.contains(&passages)
            && chips::choice(ui, &text("unit-passages"), coefficients::is_of_passages(leading))
        {
            (asked.unit, asked.figure) = (Unit::Character, Some(passages));
        }
        for unit in Unit::ALL {
            let chosen = asked.unit == unit && !coefficients::is_of_passages(leading);
            if chips::choice(ui, &text(words::unit_name(unit)), chosen) {
                asked.unit = unit;
                asked.figure = asked.figure.filter(|figure| !coefficients::is_of_passages(figure));
            }
        }
    });
}

fn level(ui: &mut Ui, asked: &mut Question) {
    let name = |level| match level {
        Level::Code => text("level-codes"),
        Level::Theme => text("level-themes"),
    };
    chips::menu(ui, &name(asked.level), |ui| {
        for level in [Level::Code, Level::Theme] {
            if chips::choice(ui, &name(level), asked.level == level) {
                asked.level = level;
            }
        }
    });
}

/// "9 of 12 transcripts: all complete": which count, and why the others do not.
fn scope(ui: &mut Ui, scene: &Scene<'_>, asked: &mut Question, table: &Table) {
    let all = scene.counted.transcript_count();
    let key = if asked.in_progress { "agreement-scope-started" } else { "agreement-scope-complete" };
    let label = with(key, &[("n", table.transcripts.len().into()), ("all", all.into())]);
    chips::menu(ui, &label, |ui| {
        if chips::choice(ui, &text("agreement-count-complete"), !asked.in_progress) {
            asked.in_progress = false;
        }
        if chips::choice(ui, &text("agreement-count-started"), asked.in_progress) {
            asked.in_progress = true;
        }
        ui.separator();
        parts::muted(ui, &text("agreement-which-transcripts"));
        if asked.transcripts.is_some() && ui.button(text("agreement-all-transcripts")).clicked() {
            asked.transcripts = None;
        }
        egui::ScrollArea::vertical().id_salt("chosen").max_height(180.0).show(ui, |ui| {
            for transcript in scene.counted.transcripts() {
                let id = transcript.id();
                let mut on = asked.transcripts.as_ref().is_none_or(|chosen| chosen.contains(&id));
                if ui.checkbox(&mut on, transcript.title()).changed() {
                    let everything = || scene.counted.transcripts().iter().map(|t| t.id()).collect();
                    let chosen = asked.transcripts.get_or_insert_with(everything);
                    if on {
                        chosen.push(id);
                    } else {
                        chosen.retain(|&other| other != id);
                    }
                }
            }
        });
        ui.separator();
        if table.left_out.is_empty() {
            parts::muted(ui, &text("agreement-none-left-out"));
        }
        egui::ScrollArea::vertical().id_salt("left out").max_height(180.0).show(ui, |ui| {
            for (title, why) in &table.left_out {
                let said = [("title", title.into()), ("why", why.into())];
                parts::muted(ui, &with("agreement-is-left-out", &said));
            }
        });
    });
}

fn figure(ui: &mut Ui, asked: &mut Question, table: &Table) {
    let leading = asked.leading(&table.offered);
    let label = with("agreement-figure", &[("figure", coefficients::name(leading).into())]);
    chips::menu(ui, &label, |ui| {
        for name in &table.offered {
            if chips::choice(ui, &coefficients::name(name), *name == leading) {
                asked.figure = Some(name);
            }
        }
    });
}

/// How often transcripts can be drawn anew.
const RESAMPLES: [u32; 3] = [1000, 2000, 10_000];

fn intervals(ui: &mut Ui, asked: &mut Question) {
    let name = |interval| match interval {
        Interval::None => text("agreement-interval-none"),
        Interval::Bootstrap(n) => with("agreement-interval-bootstrap", &[("n", number::count(n).into())]),
    };
    chips::menu(ui, &name(asked.interval), |ui| {
        for interval in RESAMPLES.map(Interval::Bootstrap).into_iter().chain([Interval::None]) {
            if chips::choice(ui, &name(interval), asked.interval == interval) {
                asked.interval = interval;
            }
        }
        parts::muted(ui, &text("agreement-interval-why"));
    });
}

/// Only what was coded in some days.
fn days(ui: &mut Ui, asked: &mut Question) {
    let [since, until] = asked.days.clone();
    let label = if asked.days.iter().all(|day| day.trim().is_empty()) {
        text("agreement-days-all")
    } else {
        with("agreement-days", &[("since", since.into()), ("until", until.into())])
    };
    chips::menu(ui, &label, |ui| {
        let names = [text("agreement-since"), text("agreement-until")];
        for (day, name) in asked.days.iter_mut().zip(names) {
            ui.horizontal(|ui| {
                ui.label(&name);
                let field = ui.add(
                    TextEdit::singleline(day).hint_text(text("agreement-day-hint")).desired_width(110.0),
                );
                field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
            });
        }
        ui.checkbox(&mut asked.with_themselves, text("agreement-with-themselves"))
            .on_hover_text(text("agreement-with-themselves-tip"));
        if asked.wrong_day() {
            parts::muted(ui, &text("agreement-day-wrong"));
        }
    });
}
