//! Draws the Agreement panel's page: what is compared, one of the ways to see it, and what can be taken from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{RichText, TextEdit, Ui};

use super::files::File;
use super::question::Interval;
use super::rows::{self, Table};
use super::{
    Key, Mode, View, choices, codes, compare, confusions, data, detail, domains, files, help, methods, pairs,
};
use super::{side, transcripts, words};
use crate::agreement::{Bootstrap, Query, Study, confusions_of_pairs, default_coders};
use crate::chart::small;
use crate::lang::{tell, text, with};
use crate::model::CodeId;
use crate::store::Progress;
use crate::ui::context::{Action, Command, Narrowed, Scene, Status, ask, saved};
use crate::ui::kit::{chips, layout, look, parts};
use crate::ui::reader::scope_bar;

/// Draws the panel.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) -> Status {
    let query = view.asked.query(scene.counted);
    let key = (scene.revision, query.clone());
    let enough = query.coders.len() >= 2;
    if enough {
        ask_all(ui, scene, view, &key);
    }
    let answer = answered(view, &key).filter(|_| enough);
    let offered = answer.as_ref().map(|(table, _)| table.offered.as_slice()).unwrap_or_default();
    let figure = view.asked.leading(offered);
    let found = view.differences.answer(&key).filter(|(_, now)| *now).map(|(found, _)| found);
    let asked = found.map_or(0, |(_, asked)| *asked);
    let found = found.map(|(all, _)| all);
    let differ: Option<BTreeMap<CodeId, usize>> =
        found.map(|all| all.iter().map(|(&code, list)| (code, list.len())).collect());
    if let Some((table, _)) = answer.as_ref().filter(|(table, _)| !table.transcripts.is_empty()) {
        let chosen = view.chosen.and_then(|code| found.and_then(|all| Some((code, all.get(&code)?))));
        layout::right(ui, scene.sides.right, "agreement", |ui| {
            let margin = egui::Margin { left: 14, right: 14, top: 8, bottom: 0 };
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                let pair = pairs::show(ui, table, figure, side::settles(&query));
                let narrowed = |pair| Narrowed { pair: Some(pair), ..Narrowed::default() };
                actions.extend(pair.and_then(|pair| side::walk(&query, narrowed(pair))));
            });
            side::show(ui, scene, &query, chosen, actions);
        });
    }
    parts::page(ui, |ui| {
        let shown = answer.as_ref().filter(|(table, _)| enough && !table.transcripts.is_empty());
        let shown = shown.filter(|_| scene.nothing.is_none());
        let page =
            shown.map(|(table, _)| Page { scene, key: &key, table, figure, differ: differ.as_ref(), asked });
        title(ui, page.as_ref(), view, actions);
        if !scope_bar(ui, scene, actions) {
            return;
        }
        choices::show(ui, scene, view, &query, answer.as_ref().map(|(table, _)| table.as_ref()));
        ui.add_space(12.0);
        match (&answer, page) {
            _ if !enough => too_few(ui, scene, view, &query, actions),
            (Some((_, now)), Some(page)) => {
                ways(ui, view);
                if !now {
                    ui.set_opacity(0.5);
                }
                ui.scope(|ui| page.draw(ui, view, actions));
                ui.set_opacity(1.0);
                if parts::how_to_read(ui, scene.help, &text("agreement-how-to-read")) {
                    actions.push(Action::FoldHelp(scene.help));
                }
            }
            (Some((table, _)), None) => nothing_shared(ui, view, table),
            (None, _) => drop(parts::muted(ui, &text("counting"))),
        }
    });
    if let Some(sheet) = view.sheet {
        view.sheet = help::show(ui, sheet);
    }
    let facts = words::facts(&query, answer.as_ref().map(|(table, _)| table.as_ref()), figure);
    Status { facts, keys: text("agreement-keys") }
}

/// Asks for all that the page shows, each where what it stands on is there.
fn ask_all(ui: &Ui, scene: &Scene<'_>, view: &mut View, key: &Key) {
    let ctx = ui.ctx();
    let (project, query) = (scene.counted.clone(), key.1.clone());
    ask(ctx, &mut view.studies, key, move |progress| {
        let study = Study::count(&project, &query, progress)?;
        rows::table(&project, study, progress).map(Arc::new)
    });
    let table = match view.studies.answer(key) {
        Some((Some(table), true)) => Arc::clone(table),
        Some((Some(_), false) | (None, _)) | None => return,
    };
    let codes: Vec<CodeId> = table.rows.iter().map(|row| row.code).collect();
    if let Interval::Bootstrap(resamples) = view.asked.interval {
        let bootstrap = Bootstrap { resamples, ..Bootstrap::default() };
        let drawn = move |progress: &Progress| table.with_intervals(bootstrap, progress).map(Arc::new);
        ask(ctx, &mut view.intervals, &(key.clone(), resamples), drawn);
    }
    let (project, query) = (scene.counted.clone(), key.1.clone());
    ask(ctx, &mut view.differences, key, move |cancel| {
        let all = data::all_differences(&project, &query, &codes, cancel);
        let asked = data::asked(&project, &all);
        (all, asked)
    });
    let (project, query) = (scene.counted.clone(), key.1.clone());
    ask(ctx, &mut view.confusions, key, move |cancel| {
        Arc::new(confusions_of_pairs(&project, &query, || !cancel.is_cancelled()))
    });
}

/// The table, with its intervals as soon as they are there, and whether it is the one that was asked for.
fn answered(view: &mut View, key: &Key) -> Option<(Arc<Table>, bool)> {
    if let Interval::Bootstrap(resamples) = view.asked.interval
        && let Some((Some(table), true)) = view.intervals.answer(&(key.clone(), resamples))
    {
        return Some((Arc::clone(table), true));
    }
    let (made, now) = view.studies.answer(key)?;
    made.as_ref().map(|table| (Arc::clone(table), now))
}

/// What an empty page says, and what to do next.
fn too_few(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, query: &Query, actions: &mut Vec<Action>) {
    let title = text("agreement-too-few");
    if scene.project.transcript_count() == 0 {
        let next = text("agreement-import-transcripts");
        if parts::empty(ui, &title, &text("agreement-no-transcripts"), Some(&next)) {
            actions.push(Action::Run(Command::Import));
        }
        return;
    }
    let started = || default_coders(scene.counted, true).len() >= 2;
    if view.asked.coders.is_none() && !view.asked.in_progress && started() {
        let next = text("agreement-take-in-progress");
        view.asked.in_progress = parts::empty(ui, &title, &text("agreement-few-complete"), Some(&next));
        return;
    }
    let only = query.coders.first().and_then(|&id| scene.counted.coder(id));
    let why = match only {
        Some(coder) => with("agreement-only-one", &[("coder", coder.name.as_str().into())]),
        None => text("agreement-nobody"),
    };
    let to_choose = scene.counted.coders().len() > 1;
    let next = text(if to_choose { "agreement-choose-coders" } else { "agreement-second-coder" });
    let words = format!("{why} {next}");
    if parts::empty(ui, &title, &words, Some(&text("agreement-too-few-import"))) {
        actions.push(Action::Run(Command::Import));
    }
}

fn nothing_shared(ui: &mut Ui, view: &mut View, table: &Table) {
    parts::caution(ui, |ui| {
        let t = look::of(ui.visuals());
        let why =
            if view.asked.in_progress { "agreement-nothing-started" } else { "agreement-nothing-shared" };
        ui.label(RichText::new(text(why)).font(look::strong(13.0)).color(t.caution));
        for (title, why) in table.left_out.iter().take(6) {
            parts::muted(ui, &format!("{title}: {why}"));
        }
        if view.asked.in_progress {
            parts::muted(ui, &text("agreement-nothing-started-next"));
        } else if ui.button(text("agreement-take-in-progress")).clicked() {
            view.asked.in_progress = true;
        }
    });
    ui.add_space(12.0);
}

/// The title, with what can be done beside it, or below where there is no room.
fn title(ui: &mut Ui, page: Option<&Page<'_>>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(page) = page else { return parts::page_title(ui, &text("agreement-title")) };
    ui.horizontal_wrapped(|ui| {
        parts::page_title(ui, &text("agreement-title"));
        ui.add_space(16.0);
        page.taken(ui, view, actions);
    });
    ui.add_space(4.0);
    files::hand_over(ui, page.scene.counted, view, page.key, page.table, actions);
}

/// Ways to see it, and a field that narrows the codes.
fn ways(ui: &mut Ui, view: &mut View) {
    ui.horizontal_wrapped(|ui| {
        for (way, name) in [
            (Mode::Codes, "agreement-way-codes"),
            (Mode::Confusions, "agreement-way-confusions"),
            (Mode::Transcripts, "agreement-way-transcripts"),
            (Mode::Domains, "agreement-way-domains"),
            (Mode::Peers, "agreement-way-peers"),
        ] {
            if chips::way(ui, &text(name), view.way == way) {
                view.way = way;
            }
        }
        if view.way == Mode::Codes {
            let hint = text("filter-codes");
            let field = TextEdit::singleline(&mut view.filter).hint_text(&hint).desired_width(120.0);
            let field = ui.add(field.align(egui::Align2::LEFT_CENTER));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &hint));
        }
    });
    ui.add_space(8.0);
}

/// What is on the page.
struct Page<'a> {
    scene: &'a Scene<'a>,
    key: &'a Key,
    table: &'a Arc<Table>,
    figure: &'static str,
    differ: Option<&'a BTreeMap<CodeId, usize>>,
    /// How many of all these have to be decided on yet.
    asked: usize,
}

impl Page<'_> {
    fn draw(&self, ui: &mut Ui, view: &mut View, actions: &mut Vec<Action>) {
        match view.way {
            Mode::Codes => self.codes(ui, view, actions),
            Mode::Confusions => self.confusions(ui, view, actions),
            Mode::Transcripts => self.transcripts(ui, view, actions),
            Mode::Domains => {
                domains::page(ui, self.scene.counted, view, self.table, self.key, actions);
            }
            Mode::Peers => compare::page(ui, self.scene.counted, view, self.table, self.key),
        }
    }

    fn codes(&self, ui: &mut Ui, view: &mut View, actions: &mut Vec<Action>) {
        let query = &self.key.1;
        self.about_intervals(ui, view);
        let asked = egui::ScrollArea::horizontal()
            .id_salt("codes")
            .show(ui, |ui| codes::show(ui, view, query, self.table, self.figure, self.differ))
            .inner;
        if let Some(name) = asked {
            view.sheet = Some(help::Sheet::Definition(name));
        }
        let confusions = view.confusions.answer(self.key).map(|(all, _)| Arc::clone(all));
        let confusions = confusions.as_deref().map(Vec::as_slice).unwrap_or_default();
        let chosen = self.table.rows.iter().find(|row| view.chosen == Some(row.code));
        if let Some(row) = chosen.or_else(|| self.lowest()) {
            let why = detail::why(self.table, row, self.figure, confusions);
            if !why.is_empty() {
                detail::why_card(ui, self.scene.counted, query, row, &why);
            }
        }
        if let Some(row) = chosen {
            let pairs = view.pairs_of(&self.table.study, row.at);
            let pair = egui::ScrollArea::horizontal()
                .id_salt("counts")
                .show(ui, |ui| detail::counts(ui, query, self.table, row, &pairs))
                .inner;
            let narrowed = |pair| Narrowed { pair: Some(pair), ..Narrowed::to_code(row.code) };
            actions.extend(pair.and_then(|pair| side::walk(query, narrowed(pair))));
            if let Some(name) = detail::figures(ui, row) {
                view.sheet = Some(help::Sheet::Definition(name));
            }
        }
    }

    /// Why there are no intervals, or how far they have got, with a way to stop.
    fn about_intervals(&self, ui: &mut Ui, view: &mut View) {
        match &self.table.answer.bootstrap {
            Some(Ok(_)) => {}
            Some(Err(why)) => {
                let said = [("why", tell(&why).into())];
                parts::muted(ui, &with("agreement-no-interval", &said));
            }
            None if view.asked.interval == Interval::None => {}
            None => {
                if under_way(ui, view.intervals.progress(), &text("agreement-drawing")) {
                    view.asked.interval = Interval::None;
                    view.intervals.cancel();
                }
            }
        }
    }

    /// The code with the lowest figure, which is explained until another is chosen.
    fn lowest(&self) -> Option<&rows::Row> {
        let defined = self.table.rows.iter().filter_map(|row| {
            let value = rows::score(&row.scores, self.figure)?.ok()?;
            Some((row, value))
        });
        defined.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(row, _)| row)
    }

    fn confusions(&self, ui: &mut Ui, view: &mut View, actions: &mut Vec<Action>) {
        match view.confusions.answer(self.key).map(|(all, now)| (Arc::clone(all), now)) {
            Some((all, _)) => {
                let project = self.scene.counted;
                confusions::show(ui, project, view, &self.key.1, self.table, &all, actions);
            }
            None => {
                parts::muted(ui, &text("counting"));
            }
        }
    }

    fn transcripts(&self, ui: &mut Ui, view: &mut View, actions: &mut Vec<Action>) {
        let asked = (self.key.clone(), self.figure);
        let Some((Some(data), true)) = view.studies.answer(self.key) else { return };
        let data = Arc::clone(data);
        let (project, figure) = (self.scene.counted.clone(), self.figure);
        ask(ui.ctx(), &mut view.transcripts, &asked, move |progress| {
            small::cards(&project, &data.study, figure, progress).map(Arc::new)
        });
        match view.transcripts.answer(&asked).and_then(|(small, now)| Some((small.as_ref()?, now))) {
            Some((small, now)) => {
                if !now {
                    ui.set_opacity(0.5);
                }
                if let Some(transcript) = transcripts::show(ui, &self.key.1, self.table, self.figure, small) {
                    let narrowed = Narrowed { transcript: Some(transcript), ..Narrowed::default() };
                    match side::walk(&self.key.1, narrowed) {
                        Some(walk) => actions.push(walk),
                        None => {
                            view.asked.transcripts = Some(vec![transcript]);
                            view.way = Mode::Codes;
                        }
                    }
                }
                ui.set_opacity(1.0);
            }
            None => {
                parts::muted(ui, &text("counting"));
            }
        }
    }

    /// What can be done with the page: differences settled, a paragraph, a picture and tables taken, and what to read about it.
    fn taken(&self, ui: &mut Ui, view: &mut View, actions: &mut Vec<Action>) {
        let (query, how) = (&self.key.1, view.asked.interval);
        if self.differ.is_some_and(|differ| differ.values().any(|&n| n > 0)) && side::settles(query) {
            let label = with("agreement-settle", &[("n", self.asked.into())]);
            if parts::primary(ui, &label).clicked() {
                actions.extend(side::walk(query, Narrowed::default()));
            }
        }
        let methods = ui.button(text("agreement-methods")).on_hover_text(text("agreement-copy-methods"));
        if methods.clicked() {
            let of_study = methods::of_study(self.scene.project, self.scene.scope);
            let words = methods::paragraph(query, self.table, self.figure, how, of_study);
            actions.push(Action::Copy(words));
            actions.push(Action::Say(text("agreement-methods-copied")));
        }
        let project = self.scene.counted;
        let saved = saved::save(ui, &text("agreement-file"), || {
            let small = view.transcripts.answer(&(self.key.clone(), self.figure));
            if let (Mode::Transcripts, Some((Some(cards), true))) = (view.way, small) {
                return self.scene.noted(methods::small(query, self.table, self.figure, how, cards));
            }
            let differ = BTreeMap::new();
            let differ = self.differ.unwrap_or(&differ);
            let order = rows::sorted(self.table, self.figure, view.by, view.falling, differ);
            self.scene.noted(methods::forest(project, query, self.table, self.figure, how, &order))
        });
        actions.extend(saved);
        ui.menu_button(text("agreement-save"), |ui| {
            for (label, file) in
                [("agreement-save-csv", File::Csv), ("agreement-save-workbook", File::Workbook)]
            {
                if ui.button(text(label)).clicked() {
                    view.saving = Some(file);
                    ui.close();
                }
            }
        });
        let designs = ui.button("?");
        designs.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text("designs-open")));
        if designs.on_hover_text(text("designs-open")).clicked() {
            view.sheet = Some(help::Sheet::Designs);
        }
    }
}

/// How far something has got that takes long; whether it is to stop.
pub(super) fn under_way(ui: &mut Ui, progress: Option<(usize, usize)>, name: &str) -> bool {
    let (done, of) = progress.unwrap_or((0, 0));
    let share = if of == 0 { 0.0 } else { done as f32 / of as f32 };
    ui.horizontal(|ui| {
        let bar = ui.add(egui::ProgressBar::new(share).desired_width(160.0).desired_height(8.0));
        bar.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::ProgressIndicator, true, name));
        parts::muted(ui, name);
        ui.button(text("cancel")).clicked()
    })
    .inner
}
