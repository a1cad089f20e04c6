//! One passage after the other in its transcript, each decided by a key: hits that are to be coded or not, and
//! codings of a search that are kept, changed or taken away. Never decides.

use egui::{Button, Frame, Key, Margin, Modifiers, Popup, RichText, Ui, accesskit, vec2};

use super::data::{HitPlace, Hits, line};
use super::{Mode, PickFor, View, list};
use crate::lang::{text, with};
use crate::model::{Coding, TranscriptId};
use crate::ui::context::{Action, Scene, keys};
use crate::ui::kit::{look, parts};
use crate::ui::reader::{page::PageOf, shown::CodeFilter};
use crate::ui::steps::{Layer, Step, coding as coding_steps, recoding, search as steps};
use crate::ui::transcript::Side;

/// What a key or a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WalkCommand {
    Yes,
    No,
    Change,
    Edge(Side),
    Next,
    Previous,
    Open,
    Back,
}

/// Keys that are free for the walk: nothing is typed, nothing lies over the window, and no edge is being moved.
fn asked(ui: &Ui, view: &View, keys_of: &[(Key, char, WalkCommand)]) -> Option<WalkCommand> {
    let ctx = ui.ctx();
    let over = ctx.memory(|m| m.top_modal_layer().is_some()) || Popup::is_any_open(ctx);
    if over || ctx.text_edit_focused() || view.page.moves_edge() || !ui.is_enabled() {
        return None;
    }
    let plain = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    for (key, asked) in [
        (Key::ArrowRight, WalkCommand::Next),
        (Key::ArrowDown, WalkCommand::Next),
        (Key::ArrowLeft, WalkCommand::Previous),
        (Key::ArrowUp, WalkCommand::Previous),
    ] {
        if plain(key) {
            return Some(asked);
        }
    }
    // A button that has the focus is pressed by Enter.
    let on_button = ctx.memory(egui::Memory::focused).is_some_and(|id| Some(id) != view.page.text());
    if !on_button && plain(Key::Enter) {
        return Some(WalkCommand::Open);
    }
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        return Some(WalkCommand::Back);
    }
    keys_of.iter().find(|(key, typed, _)| keys::take(ctx, *key, *typed, false)).map(|(.., asked)| *asked)
}

/// A button with the key that does the same.
fn button(ui: &mut Ui, key: &str, cap: &str, enabled: bool) -> bool {
    let label = RichText::new(text(key)).font(look::secondary());
    let button = Button::new(label).shortcut_text(cap).min_size(vec2(0.0, 28.0));
    ui.add_enabled(enabled, button).clicked()
}

fn bar(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let t = look::of(ui.visuals());
    Frame::new().fill(t.panel).inner_margin(Margin::symmetric(24, 8)).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        add(ui);
    });
}

/// Says where the walk has got to, and to screen readers whenever it goes on.
fn told(ui: &mut Ui, words: &str) {
    let label = ui.label(RichText::new(words).font(look::strong(13.0)));
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(accesskit::Live::Polite));
}

/// One hit after the other: ticked or not.
pub(super) fn hits(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, hits: &Hits, actions: &mut Vec<Action>) {
    let number = view.cursor.map_or(0, |at| hits.number(at));
    let Some(at) = hits.at(number) else { return };
    let Some(transcript) = scene.project.transcript(at.transcript) else { return };
    view.cursor = Some(at);
    let writable = scene.read_only.is_none() && scene.coder.is_some();
    let mut ask = asked(ui, view, &[(Key::Y, 'y', WalkCommand::Yes), (Key::N, 'n', WalkCommand::No)]);
    let ticked = view.ticks.has(at);
    bar(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let place = line(scene.project, None, at).map(|line| list::place(&line)).unwrap_or_default();
            let state = text(if ticked { "find-is-in" } else { "find-is-out" });
            let (n, all) = ((number + 1).into(), hits.len().into());
            let of = with("n-of-all", &[("n", n), ("all", all)]);
            told(ui, &format!("{of} · {} · {place} · {state}", transcript.title()));
        });
        ui.horizontal_wrapped(|ui| {
            for (key, cap, enabled, asked) in [
                ("find-yes", "Y", writable, WalkCommand::Yes),
                ("find-no", "N", writable, WalkCommand::No),
                ("find-back", "←", number > 0, WalkCommand::Previous),
                ("find-on", "→", number + 1 < hits.len(), WalkCommand::Next),
                ("find-open", "Enter", true, WalkCommand::Open),
                ("find-to-list", "Esc", true, WalkCommand::Back),
            ] {
                if button(ui, key, cap, enabled) {
                    ask = Some(asked);
                }
            }
        });
    });
    let span = view.passage_of(scene, transcript, at);
    let finds = hits.of_transcript(at.transcript);
    let place = PageOf {
        transcript,
        span: at.span,
        selected: span,
        finds: (finds, finds.binary_search(&at.span).ok()),
        coding: None,
        compared: Vec::new(),
        shown: CodeFilter::default(),
        keyboard: false,
    };
    view.page.show(ui, scene, &place);
    let go = |view: &mut View, to: usize| {
        view.cursor = hits.at(to.min(hits.len() - 1));
        view.page.come_back();
    };
    match ask {
        Some(yes @ (WalkCommand::Yes | WalkCommand::No)) if writable => {
            view.ticks.set(at, yes == WalkCommand::Yes);
            go(view, number + 1);
        }
        Some(WalkCommand::Next) => go(view, number + 1),
        Some(WalkCommand::Previous) => go(view, number.saturating_sub(1)),
        Some(WalkCommand::Open) => actions.push(Action::Goto { transcript: at.transcript, span: at.span }),
        Some(WalkCommand::Back) => {
            view.mode = Mode::List;
            view.go_to_row = true;
        }
        Some(WalkCommand::Yes | WalkCommand::No | WalkCommand::Change | WalkCommand::Edge(_)) | None => {}
    }
}

/// Keys while a queue is looked through.
const QUEUE_KEYS: [(Key, char, WalkCommand); 5] = [
    (Key::K, 'k', WalkCommand::Yes),
    (Key::X, 'x', WalkCommand::No),
    (Key::Slash, '/', WalkCommand::Change),
    (Key::S, 's', WalkCommand::Edge(Side::Start)),
    (Key::E, 'e', WalkCommand::Edge(Side::End)),
];

/// One coding of a search after the other: kept, changed or taken away.
pub(super) fn queue(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut View,
    queue: &[(TranscriptId, Coding)],
    actions: &mut Vec<Action>,
) {
    let Some(last) = queue.len().checked_sub(1) else {
        parts::empty(ui, &text("find-queue-empty"), &text("find-queue-empty-why"), None);
        return;
    };
    view.queue_at = view.queue_at.min(last);
    let Some((id, coding)) = queue.get(view.queue_at) else { return };
    let (Some(transcript), Some(coder)) = (scene.project.transcript(*id), scene.coder) else { return };
    let mut ask = asked(ui, view, &QUEUE_KEYS);
    let writable = scene.read_only.is_none();
    bar(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let at = HitPlace { transcript: *id, span: coding.span };
            let place = line(scene.project, None, at).map(|line| list::place(&line)).unwrap_or_default();
            let code = scene.project.codebook().name(coding.code).to_owned();
            let (n, all) = ((view.queue_at + 1).into(), queue.len().into());
            let of = with("n-of-all", &[("n", n), ("all", all)]);
            told(ui, &format!("{of} · {code} · {} · {place}", transcript.title()));
        });
        ui.horizontal_wrapped(|ui| {
            for (key, cap, enabled, asked) in [
                ("find-keep", "K", writable, WalkCommand::Yes),
                ("coding-remove", "X", writable, WalkCommand::No),
                ("find-change", "/", writable, WalkCommand::Change),
                ("command-move-start", "S", writable, WalkCommand::Edge(Side::Start)),
                ("command-move-end", "E", writable, WalkCommand::Edge(Side::End)),
                ("find-back", "←", view.queue_at > 0, WalkCommand::Previous),
                ("find-on", "→", view.queue_at < last, WalkCommand::Next),
                ("find-open", "Enter", true, WalkCommand::Open),
            ] {
                if button(ui, key, cap, enabled) {
                    ask = Some(asked);
                }
            }
        });
    });
    let (span, coding_id) = (coding.span, Some(coding.id));
    let place = PageOf {
        transcript,
        span,
        selected: span,
        finds: (&[], None),
        coding: coding_id,
        compared: Vec::new(),
        shown: CodeFilter::default(),
        keyboard: false,
    };
    let reshaped = view.page.show(ui, scene, &place);
    let layer = Layer { transcript, coder: coder.id };
    let mut make = |step: Step| actions.push(Action::Commit { label: step.label, edits: step.edits });
    if let Some((_, span)) = reshaped
        && let Some(step) = recoding::reshape(scene.project, layer, coding, span)
    {
        make(step);
    }
    match ask {
        // What is decided leaves the queue, so that the next one takes its place.
        Some(WalkCommand::Yes) if writable => make(steps::keep(scene.project, layer, coding)),
        Some(WalkCommand::No) if writable => make(coding_steps::remove(scene.project, layer, coding)),
        Some(WalkCommand::Change) if writable => view.pick(scene, PickFor::Queued),
        Some(WalkCommand::Edge(side)) if writable => view.page.take_edge(coding.id, side, coding.span),
        Some(WalkCommand::Next) => view.queue_at = (view.queue_at + 1).min(last),
        Some(WalkCommand::Previous) => view.queue_at = view.queue_at.saturating_sub(1),
        Some(WalkCommand::Open) => actions.push(Action::Goto { transcript: *id, span: coding.span }),
        Some(WalkCommand::Back) => view.mode = Mode::List,
        Some(WalkCommand::Yes | WalkCommand::No | WalkCommand::Change | WalkCommand::Edge(_)) | None => {}
    }
}
