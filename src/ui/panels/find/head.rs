//! Draws what stands over the hits: the field, where is searched, and how much was found.

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Ui, accesskit};

use super::data::Hits;
use super::{Mode, View};
use crate::analysis::search::Within;
use crate::lang::{text, with};
use crate::model::natural;
use crate::ui::context::Scene;
use crate::ui::kit::{chips, parts, search_field::problem};

/// What was found, or what is wrong with the words; and whether it is what is asked for now.
pub(super) type LatestHits<'a> = Option<(&'a Result<Arc<Hits>, String>, bool)>;

pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, found: LatestHits<'_>, queued: usize) {
    parts::page_title(ui, &text("find-title"));
    ui.horizontal_wrapped(|ui| {
        let label = with("find-queue", &[("n", queued.into())]);
        if chips::way(ui, &text("find-search"), view.mode != Mode::Queue) && view.mode == Mode::Queue {
            view.mode = Mode::List;
        }
        if chips::way(ui, &label, view.mode == Mode::Queue) && view.mode != Mode::Queue {
            view.review();
            view.page.come_back();
        }
    });
    ui.add_space(8.0);
    if view.mode == Mode::Queue {
        return;
    }
    field(ui, view);
    if let Some((Err(why), true)) = found {
        problem(ui, why);
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        only(ui, scene, view);
        within(ui, view);
        speaker(ui, scene, view);
        if let Some(code) = view.known_code().and_then(|id| scene.project.codebook().get(id)) {
            let label = with("find-without", &[("code", code.name.as_str().into())]);
            chips::toggle(ui, &label, &text("find-without-tip"), &mut view.without_coded);
        }
    });
    ui.add_space(8.0);
    if !view.field.search.words.is_empty() {
        count(ui, found);
    }
}

fn field(ui: &mut Ui, view: &mut View) {
    let id = Id::unique("find_everywhere");
    let pressed =
        |key| ui.memory(|m| m.has_focus(id)) && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::Enter) || pressed(Key::ArrowDown) {
        view.mode = Mode::List;
        view.go_to_row = true;
    }
    if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::F)) {
        view.field.focus();
    }
    ui.horizontal_wrapped(|ui| {
        let width = (ui.available_width() * 0.5).clamp(160.0, 420.0);
        view.field.show(ui, id, &text("find-name"), width);
        view.field.ways(ui);
    });
}

/// All transcripts, or one.
fn only(ui: &mut Ui, scene: &Scene<'_>, view: &mut View) {
    let transcript = view.only.and_then(|id| scene.project.transcript(id));
    let label = transcript.map_or_else(|| text("find-all"), |t| t.title().to_owned());
    chips::menu(ui, &with("find-where", &[("where", label.into())]), |ui| {
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            if chips::choice(ui, &text("find-all"), view.only.is_none()) {
                view.only = None;
            }
            for transcript in scene.counted.transcripts() {
                if chips::choice(ui, transcript.title(), view.only == Some(transcript.id())) {
                    view.only = Some(transcript.id());
                }
            }
        });
    });
}

/// Everybody, or one speaker in whatever transcripts they speak.
fn speaker(ui: &mut Ui, scene: &Scene<'_>, view: &mut View) {
    let label = view.speaker.clone().unwrap_or_else(|| text("find-anybody"));
    chips::menu(ui, &with("find-speaker", &[("who", label.into())]), |ui| {
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            if chips::choice(ui, &text("find-anybody"), view.speaker.is_none()) {
                view.speaker = None;
            }
            let transcripts = scene.counted.transcripts().into_iter();
            let transcripts = transcripts.filter(|t| view.only.is_none_or(|only| only == t.id()));
            let labels: std::collections::BTreeMap<_, &str> = transcripts
                .flat_map(|t| t.speakers().iter().map(|s| (natural(&s.label), s.label.as_str())))
                .collect();
            for label in labels.into_values() {
                if chips::choice(ui, label, view.speaker.as_deref() == Some(label)) {
                    view.speaker = Some(label.to_owned());
                }
            }
        });
    });
}

fn within(ui: &mut Ui, view: &mut View) {
    let name = |within| match within {
        Within::Everything => text("find-everything"),
        Within::Spoken => text("find-spoken"),
        Within::Participants => text("find-participants"),
    };
    chips::menu(ui, &name(view.within), |ui| {
        for within in [Within::Spoken, Within::Participants, Within::Everything] {
            if chips::choice(ui, &name(within), view.within == within) {
                view.within = within;
            }
        }
    });
}

/// "40 hits in 3 of 12 transcripts".
fn count(ui: &mut Ui, found: LatestHits<'_>) {
    let words = match found {
        Some((Ok(hits), true)) => counted(hits),
        Some((Err(_), true)) => return,
        Some((_, false)) | None => text("find-searching"),
    };
    let label = parts::muted(ui, &words);
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(accesskit::Live::Polite));
    if let Some((Ok(hits), true)) = found
        && hits.is_cut()
    {
        problem(ui, &text("find-cut"));
    }
}

/// How much was found, in how many of how many transcripts.
fn counted(hits: &Hits) -> String {
    let (n, in_) = (hits.len().into(), hits.transcripts().into());
    with("find-count", &[("n", n), ("transcripts", in_), ("all", hits.searched().into())])
}
