//! Draws what stands beside the hits: how much of each is coded, with which code, and how many. Beside what waits to be
//! looked at: what its code means, and the rest of it.

use egui::{Align, Button, Layout, RichText, ScrollArea, TextFormat, Ui, text::LayoutJob, vec2};

use super::data::{HitPlace, Hits};
use super::{Mode, PickFor, View};
use crate::analysis::extent::Extent;
use crate::lang::{tell, text, with};
use crate::model::{Code, Coding, TranscriptId};
use crate::text::shortened;
use crate::ui::context::{Action, Picked, Scene, passages, quote};
use crate::ui::kit::{
    chips,
    look::{self, size},
    parts,
};
use crate::ui::reader::Picker;
use crate::ui::steps::search::Plan;

/// Letters of a passage that are shown.
const SHOWN: usize = 420;

fn framed(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
}

/// Beside the hits.
pub(super) fn hits(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    hits: Option<&Hits>,
    plan: Option<&Plan>,
    actions: &mut Vec<Action>,
) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        framed(ui, |ui| {
            parts::section(ui, &text("find-code-hits"), "");
            if let Some(why) = scene.read_only {
                parts::muted(ui, &tell(why));
            } else if scene.coder.is_none() {
                parts::muted(ui, &text("nobody-codes"));
                if ui.button(text("nobody-codes-next")).clicked() {
                    actions.push(Action::AskWho);
                }
            } else {
                to_code(ui, scene, view, hits, plan);
            }
            ui.add_space(size::STEP * 3.0);
            if parts::how_to_read(ui, scene.help, &text("find-how-to-read")) {
                actions.push(Action::FoldHelp(scene.help));
            }
        });
    });
}

fn to_code(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, hits: Option<&Hits>, plan: Option<&Plan>) {
    parts::muted(ui, &text("find-extent"));
    ui.horizontal_wrapped(|ui| {
        for extent in Extent::ALL {
            if chips::way(ui, &text(extent_name(extent)), view.extent == extent) {
                view.extent = extent;
            }
        }
    });
    if let Some(hits) = hits.filter(|hits| !hits.is_empty()) {
        let at = view.cursor.filter(|at| hits.contains(*at)).or_else(|| hits.at(0));
        if let Some(at) = at {
            passage(ui, scene, view, at);
        }
    }
    ui.add_space(size::STEP * 2.0);
    parts::muted(ui, &text("find-with"));
    chosen(ui, scene, view);
    let Some(hits) = hits.filter(|hits| !hits.is_empty()) else { return };
    ui.add_space(size::STEP * 2.0);
    let ticked = view.count_ticked(scene.revision, hits);
    parts::muted(ui, &with("find-ticked", &[("n", ticked.into()), ("all", hits.len().into())]));
    ui.horizontal_wrapped(|ui| {
        if ui.add_enabled(ticked < hits.len(), Button::new(text("find-tick-every"))).clicked() {
            view.ticks.set_all(true);
        }
        if ui.add_enabled(ticked > 0, Button::new(text("find-tick-none"))).clicked() {
            view.ticks.set_all(false);
        }
        let walking = view.mode == Mode::Hits;
        if ui.button(text(if walking { "find-to-list" } else { "find-one-by-one" })).clicked() {
            view.mode = if walking { Mode::List } else { Mode::Hits };
            view.go_to_row = walking;
            view.page.come_back();
        }
    });
    ui.add_space(size::STEP * 2.0);
    do_it(ui, scene, view, plan, ticked);
}

/// The button that codes them, or what is to be done first.
fn do_it(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, plan: Option<&Plan>, ticked: usize) {
    if ticked == 0 {
        parts::muted(ui, &text("find-tick-first"));
        return;
    }
    let Some(plan) = plan else {
        parts::muted(ui, &text("counting"));
        return;
    };
    let n = plan.count.into();
    let name = match &view.code {
        Some(Picked::Code(code)) => scene.project.codebook().get(*code).map(|c| c.name.clone()),
        Some(Picked::New { name, .. }) => Some(name.clone()),
        None => None,
    };
    let label = match &name {
        Some(name) => with("step-code-hits", &[("n", n), ("code", name.as_str().into())]),
        None => with("find-code-as", &[("n", n)]),
    };
    if plan.count > 0 && parts::primary(ui, &label).on_hover_text(text("find-code-tip")).clicked() {
        if name.is_some() {
            view.code_them = true;
        } else {
            view.pick(scene, PickFor::HitsNow);
        }
    }
    if plan.already > 0 {
        parts::muted(ui, &with("find-already", &[("n", plan.already.into())]));
    }
}

const fn extent_name(extent: Extent) -> &'static str {
    match extent {
        Extent::Match => "extent-match",
        Extent::Word => "extent-word",
        Extent::Sentence => "extent-sentence",
        Extent::Turn => "extent-turn",
    }
}

/// The passage of the hit at the cursor, its words strong.
fn passage(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, at: HitPlace) {
    let Some(transcript) = scene.project.transcript(at.transcript) else { return };
    let span = view.passage_of(scene, transcript, at);
    let t = look::of(ui.visuals());
    let words = transcript.text().as_str();
    let (before, after) = (words.get(span.start()..at.span.start()), words.get(at.span.end()..span.end()));
    let mut job = LayoutJob::default();
    let mut put = |words: &str, font, colour| {
        let format = TextFormat { font_id: font, color: colour, ..TextFormat::default() };
        job.append(&words.replace('\n', " "), 0.0, format);
    };
    let before = before.unwrap_or_default();
    let skipped = before.char_indices().rev().nth(SHOWN / 2).map_or(0, |(at, _)| at);
    put(if skipped > 0 { "…" } else { "" }, look::secondary(), t.muted);
    put(&before[skipped..], look::secondary(), t.muted);
    put(&shortened(transcript.text().slice(at.span), SHOWN), look::strong(13.0), t.text);
    let after = after.unwrap_or_default();
    let end = after.char_indices().nth(SHOWN / 2).map_or(after.len(), |(at, _)| at);
    put(&after[..end], look::secondary(), t.muted);
    put(if end < after.len() { "…" } else { "" }, look::secondary(), t.muted);
    ui.add_space(size::STEP);
    parts::card(ui, |ui| ui.label(job));
}

/// The chosen code as a button that leads to another, and its rules.
fn chosen(ui: &mut Ui, scene: &Scene<'_>, view: &mut View) {
    let t = look::of(ui.visuals());
    let code = view.known_code().and_then(|id| scene.project.codebook().get(id));
    let name = match (&view.code, code) {
        (Some(Picked::New { name, .. }), _) => with("picker-new", &[("name", name.as_str().into())]),
        (_, Some(code)) => code.name.clone(),
        (Some(Picked::Code(_)) | None, None) => text("find-choose"),
    };
    ui.horizontal(|ui| {
        if let Some(code) = code {
            parts::swatch(ui, look::tone(code.colour.0, t.theme));
        }
        let button = Button::new(RichText::new(name).font(look::strong(13.0))).truncate();
        if ui.add(button.min_size(vec2(0.0, size::ROW))).on_hover_text(text("find-choose-tip")).clicked() {
            view.pick(scene, PickFor::Hits);
        }
    });
    if let Some(code) = code {
        rules(ui, code);
    }
}

/// What a code means and when to use it.
fn rules(ui: &mut Ui, code: &Code) {
    if code.definition.is_empty() {
        parts::muted(ui, &text("code-undefined"));
    } else {
        parts::muted(ui, &code.definition);
    }
    for (key, rule) in [("code-include", &code.include), ("code-exclude", &code.exclude)] {
        if !rule.is_empty() {
            ui.label(RichText::new(text(key)).font(look::strong(12.0)));
            parts::muted(ui, rule);
        }
    }
}

/// Beside what waits to be looked at.
pub(super) fn queue(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, queue: &[(TranscriptId, Coding)]) {
    let t = look::of(ui.visuals());
    framed(ui, |ui| {
        let code = |coding: &Coding| scene.project.codebook().get(coding.code);
        if let Some(code) = queue.get(view.queue_at).and_then(|(_, coding)| code(coding)) {
            parts::section(ui, &text("code"), "");
            ui.horizontal(|ui| {
                parts::swatch(ui, look::tone(code.colour.0, t.theme));
                ui.add(egui::Label::new(RichText::new(&code.name).font(look::strong(14.0))).truncate());
            });
            rules(ui, code);
            ui.add_space(size::STEP * 2.0);
        }
        let count = crate::lang::number::count(queue.len());
        parts::section(ui, &text("find-queued"), &count);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            passages::list(ui, queue.len(), 0, |ui, at| {
                let Some((transcript, coding)) = queue.get(at) else { return };
                let Some(transcript) = scene.project.transcript(*transcript) else { return };
                let name = code(coding).map(|c| c.name.clone()).unwrap_or_default();
                let name = if at == view.queue_at { format!("→ {name}") } else { name };
                if passages::card(ui, &quote::place(transcript, coding.span), &name, &[]).clicked() {
                    view.queue_at = at;
                    view.page.come_back();
                }
            });
        });
    });
}

impl View {
    /// Opens the picker.
    pub(super) fn pick(&mut self, scene: &Scene<'_>, what_for: PickFor) {
        self.picker = Some((Picker::beside(scene.project, self.known_code()), what_for));
    }
}
