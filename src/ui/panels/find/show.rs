//! Draws the Find panel: asks for the hits and for the passages that would be coded, and puts its parts together.

use std::sync::Arc;

use egui::{Frame, Key, Margin, Modifiers, Popup, Ui};

use super::data::{self, Hits, SearchAnswer, SearchQuestion};
use super::{Mode, PickFor, Queue, View, head, list, side, walk};
use crate::lang::{text, with};
use crate::model::{CodeId, Coding, TranscriptId};
use crate::session::SystemStamp;
use crate::ui::context::{Action, Command, Picked, Scene, Status, ask, quote};
use crate::ui::kit::{layout, look, parts};
use crate::ui::reader::scope_bar;
use crate::ui::steps::{
    Layer,
    search::{self as steps, Plan},
};

/// Draws the panel.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) -> Status {
    if scene.project.transcript_count() == 0 {
        parts::page(ui, |ui| {
            let next = text("command-import");
            if parts::empty(ui, &text("no-transcripts"), &text("find-empty-why"), Some(&next)) {
                actions.push(Action::Run(Command::Import));
            }
        });
        return Status::default();
    }
    forget_what_is_gone(scene, view);
    view.follow_words(scene.revision, scene.project);
    let found = search(ui, scene, view);
    let hits = found.as_ref().and_then(|(answer, now)| answer.as_ref().ok().filter(|_| *now)).cloned();
    let plan = hits.as_ref().and_then(|hits| plan(ui, scene, view, hits));
    let queue = queue(scene, view);
    if view.mode == Mode::Hits && hits.as_ref().is_none_or(|hits| hits.is_empty()) {
        view.mode = Mode::List;
    }
    // What lies over the panel has this key to itself.
    let over =
        view.picker.is_some() || ui.memory(|m| m.top_modal_layer().is_some()) || Popup::is_any_open(ui.ctx());
    if let Some(hits) = hits.as_deref().filter(|_| view.mode != Mode::Queue && !over)
        && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter))
    {
        towards_coding(scene, view, hits, actions);
    }
    layout::right(ui, scene.sides.right, "find", |ui| match view.mode {
        Mode::List | Mode::Hits => {
            side::hits(ui, scene, view, hits.as_deref(), plan.as_deref(), actions);
        }
        Mode::Queue => side::queue(ui, scene, view, &queue),
    });
    if view.code_them
        && let Some(plan) = plan
    {
        view.code_them = false;
        code(scene, view, &plan, actions);
    }
    let t = look::of(ui.visuals());
    Frame::new().fill(t.ground).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        Frame::new().inner_margin(Margin { left: 24, right: 24, top: 20, bottom: 8 }).show(ui, |ui| {
            scope_bar(ui, scene, actions);
            let found = found.as_ref().map(|(answer, now)| (answer, *now));
            head::show(ui, scene, view, found, queue.len());
        });
        match view.mode {
            Mode::List => list_or_why_not(ui, scene, view, found.as_ref(), actions),
            Mode::Hits => {
                if let Some(hits) = &hits {
                    walk::hits(ui, scene, view, hits, actions);
                }
            }
            Mode::Queue => walk::queue(ui, scene, view, &queue, actions),
        }
    });
    pick(ui, scene, view, &queue, actions);
    status(scene.revision, view, hits.as_deref(), queue.len())
}

/// A code, or the one transcript, that is no longer there.
fn forget_what_is_gone(scene: &Scene<'_>, view: &mut View) {
    let book = scene.project.codebook();
    let applies = |id: CodeId| book.get(id).is_some_and(|c| c.codable && !c.retired);
    if view.known_code().is_some_and(|code| !applies(code)) {
        view.code = None;
    }
    view.only = view.only.filter(|&id| scene.project.transcript(id).is_some());
}

/// What was found last, and whether it is what is asked for now; asks for what is not there yet.
fn search(ui: &Ui, scene: &Scene<'_>, view: &mut View) -> Option<(SearchAnswer, bool)> {
    let asked = view.asking(scene.coder.map(|c| c.id));
    if asked.search.words.is_empty() {
        return None;
    }
    let key = (scene.revision, asked.clone());
    let (project, question) = (scene.counted.clone(), asked.clone());
    let work =
        move |cancel: &crate::store::Progress| Hits::of(&project, &question, &|| cancel.is_cancelled());
    ask(ui.ctx(), &mut view.answers, &key, work);
    let (answer, now) = view.answers.answer(&key)?;
    let (answer, now) = (answer.clone(), now);
    if now && view.asked != asked {
        // The same words without what carries a code are the same hits, so their ticks stay.
        let alike = |asked: &SearchQuestion| {
            let mut asked = asked.clone();
            asked.scope.without = None;
            asked
        };
        if alike(&view.asked) != alike(&asked) {
            view.ticks.set_all(false);
            view.cursor = None;
        }
        view.asked = asked;
    }
    Some((answer, now))
}

/// The passages of what is ticked, as soon as they are known.
fn plan(ui: &Ui, scene: &Scene<'_>, view: &mut View, hits: &Arc<Hits>) -> Option<Arc<Plan>> {
    let coder = scene.coder?.id;
    let (code, extent) = (view.known_code(), view.extent);
    let key = (scene.revision, view.asked.clone(), view.ticks.version(), extent, coder, code);
    let project = scene.project.clone();
    let (hits, ticks) = (Arc::clone(hits), view.ticks.clone());
    let work =
        move |_: &crate::store::Progress| Arc::new(data::plan(&project, &hits, &ticks, extent, coder, code));
    ask(ui.ctx(), &mut view.plans, &key, work);
    view.plans.answer(&key).filter(|(_, now)| *now).map(|(plan, _)| Arc::clone(plan))
}

fn queue(scene: &Scene<'_>, view: &mut View) -> Queue {
    let coder = scene.coder.map(|c| c.id);
    let make = || Arc::new(coder.map(|coder| steps::queue(scene.project, coder)).unwrap_or_default());
    Arc::clone(view.queue.of(&(scene.revision, coder), make))
}

/// The next thing to do: tick the hits where none is, choose the code where none is, else code what is ticked. What
/// was ticked only now is to be seen before it is coded.
fn towards_coding(scene: &Scene<'_>, view: &mut View, hits: &Hits, actions: &mut Vec<Action>) {
    if scene.read_only.is_some() || hits.is_empty() {
        return;
    }
    if scene.coder.is_none() {
        return actions.push(Action::AskWho);
    }
    let none = view.count_ticked(scene.revision, hits) == 0;
    if none {
        view.ticks.set_all(true);
    }
    if view.code.is_none() {
        view.pick(scene, PickFor::HitsNow);
    } else {
        view.code_them = !none;
    }
}

/// Codes what is ticked, as one step.
fn code(scene: &Scene<'_>, view: &mut View, plan: &Plan, actions: &mut Vec<Action>) {
    let Some(coder) = scene.coder.filter(|_| scene.read_only.is_none()) else { return };
    let Some(chosen) = &view.code else { return };
    let step = steps::code(scene.project, coder.id, chosen, plan, &mut SystemStamp);
    if let Some((code, step)) = step {
        actions.push(Action::Commit { label: step.label, edits: step.edits });
        view.code = Some(Picked::Code(code));
        view.ticks.set_all(false);
        view.mode = Mode::List;
    }
}

fn list_or_why_not(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    found: Option<&(SearchAnswer, bool)>,
    actions: &mut Vec<Action>,
) {
    match found {
        None => {
            parts::empty(ui, &text("find-begin"), &text("find-begin-why"), None);
        }
        Some((Ok(hits), now)) if !hits.is_empty() => {
            ui.scope(|ui| {
                if !now {
                    ui.set_opacity(0.5);
                }
                let cursor = view.cursor;
                list::show(ui, scene, view, hits, actions);
                if !now {
                    // It stands among hits that are not there yet.
                    view.cursor = cursor;
                }
            });
        }
        Some((Ok(_), true)) => {
            parts::empty(ui, &text("find-none"), &text("find-none-why"), None);
        }
        Some((Ok(_), false) | (Err(_), _)) => {}
    }
}

/// Draws the picker if it is open, and does what was picked.
fn pick(
    ui: &Ui,
    scene: &Scene<'_>,
    view: &mut View,
    queue: &[(TranscriptId, Coding)],
    actions: &mut Vec<Action>,
) {
    let Some((picker, what_for)) = &mut view.picker else { return };
    let what_for = *what_for;
    let (picked, stays) = picker.show(ui, scene.project, &|_| None);
    match (picked, what_for) {
        (Some(chosen), what_for @ (PickFor::Hits | PickFor::HitsNow)) => {
            view.code = Some(chosen);
            view.code_them = what_for == PickFor::HitsNow;
        }
        (Some(chosen), PickFor::Queued) => {
            let queued = queue.get(view.queue_at);
            let of = queued.and_then(|(id, coding)| Some((scene.project.transcript(*id)?, coding)));
            if let (Some((transcript, coding)), Some(coder)) = (of, scene.coder) {
                let layer = Layer { transcript, coder: coder.id };
                let step = steps::change(scene.project, layer, coding, &chosen, &mut SystemStamp);
                actions.push(Action::Commit { label: step.label, edits: step.edits });
            }
        }
        (None, _) if stays => return,
        (None, _) => {}
    }
    view.picker = None;
}

fn status(revision: u64, view: &mut View, hits: Option<&Hits>, queued: usize) -> Status {
    let mut facts = Vec::new();
    if let Some(hits) = hits.filter(|_| view.mode != Mode::Queue) {
        let ticked = view.count_ticked(revision, hits);
        if ticked > 0 {
            facts.push(with("find-ticked", &[("n", ticked.into()), ("all", hits.len().into())]));
        }
    }
    facts.extend(quote::waiting(queued));
    let keys = text(match view.mode {
        Mode::List => "find-keys-list",
        Mode::Hits => "find-keys-hits",
        Mode::Queue => "find-keys-queue",
    });
    Status { facts, keys }
}
