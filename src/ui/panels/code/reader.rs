//! The transcript in the middle: lends it the coder's marks, and makes actions of what is done there.

use std::sync::Arc;

use egui::{RichText, Theme, Ui};

use super::{MemoDraft, View, find, menus};
use crate::lang::{text, with};
use crate::model::{CodeId, CoderId, CoderRole, CodingId, Transcript, TranscriptId};
use crate::ui::context::{Action, Scene};
use crate::ui::kit::{look, parts};
use crate::ui::reader::{
    marked::{Marked, MarkedKey},
    names::{Names, as_set},
    notes::{Noted, NotesKey},
    shown,
};
use crate::ui::transcript::{Notes, TranscriptResponse};

/// How many coders are offered by name; the others are in the menu at the top right.
const NAMED: usize = 6;

pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    transcript: &Arc<Transcript>,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let t = look::of(ui.visuals());
    ui.painter().rect_filled(ui.available_rect_before_wrap(), 0.0, t.ground);
    above(ui, scene, view, actions);
    let (finds, find) = find::show(ui, scene, transcript, view, actions);
    let Some((_, document)) = &view.page else { return };
    let id = transcript.id();
    let coder = scene.coder.map(|c| c.id);
    let (of, of_notes) = keys(scene, view, id, t.theme);
    let marked = view.marked.of(&of, || Marked::of(scene.project, transcript, document, &of));
    let make = || Noted::of(scene.project, transcript, document, &of_notes, scene.now);
    let noted = scene.reading.notes.then(|| view.noted.of(&of_notes, make));
    let place = view.places.entry(id).or_default();
    place.read_as(as_set(scene.reading));
    let names = Names::of(transcript);
    let changeable = view.compared.is_empty() && scene.coder.is_some() && scene.read_only.is_none();
    let widget =
        crate::ui::transcript::Transcript::new(document, &marked.marks, names.wording()).reshape(changeable);
    let no_notes = Notes::none();
    let widget = widget.notes(noted.map_or(&no_notes, |n| &n.notes));
    let answer = widget.finds(&finds, find).show(ui, place);
    if std::mem::take(&mut view.take_focus) {
        answer.text.request_focus();
    }
    let coding = |key: &u64| marked.coding(*key);
    let on_stripe = answer.under.as_ref().and_then(|under| under.stripe);
    let chosen = answer.clicked.or(on_stripe.filter(|_| answer.margin.secondary_clicked()));
    if let Some(found) = chosen.as_ref().and_then(coding)
        && let Some((_, coding)) = scene.project.coding(found)
    {
        place.select(coding.span);
        place.set_active(chosen);
        view.take_focus = true;
    }
    actions.extend(answer.zoomed.map(Action::Zoom));
    if let Some(found) = answer.note.and_then(|note| noted?.coding(note))
        && let Some((_, coding)) = scene.project.coding(found)
    {
        place.select(coding.span);
        place.set_active(Some(crate::ui::reader::document::key(found)));
        view.memo = Some(MemoDraft { coding: found, words: coding.memo.clone(), begun: false });
    }
    if let Some((key, span)) = answer.reshaped
        && let Some(coding) = marked.own(key, coder)
    {
        actions.push(Action::Reshape { coding, span });
    }
    let selection = place.selection(document);
    let own = |key: &u64| marked.own(*key, coder);
    let here: Vec<CodingId> = answer.at_cursor.iter().filter_map(own).collect();
    let at_cursor = chosen_first(&here, place.active().as_ref().and_then(own));
    if (view.selection, &view.at_cursor) != (selection, &at_cursor) {
        // The lists and the menus were drawn before this was known.
        ui.ctx().request_repaint();
    }
    view.selection = selection;
    view.low = answer.low.clone();
    view.here = here;
    view.at_cursor = at_cursor;
    marked.hover(scene.project, &answer, scene.now);
    if scene.read_only.is_none() {
        let stripe = on_stripe.as_ref().and_then(own);
        dropped(&answer, stripe, selection.is_some(), actions);
    }
    menus::show(scene, view, &answer, actions);
}

/// What the marks and the notes depend on.
fn keys(scene: &Scene<'_>, view: &View, transcript: TranscriptId, theme: Theme) -> (MarkedKey, NotesKey) {
    let (revision, coder) = (scene.revision, scene.coder.map(|c| c.id));
    let marked = MarkedKey {
        revision,
        transcript,
        coder,
        compared: match view.compared.is_empty() {
            true => beside(scene, transcript),
            false => view.compared.clone(),
        },
        shown: view.shown.clone(),
        names: scene.reading.names,
        theme,
    };
    (marked, NotesKey { revision, transcript, coder, shown: view.shown.clone(), theme })
}

/// Whose codings stand in lanes beside the coder's own, where that is asked for; all coders' for somebody who only looks. Of
/// what the project holds for them: nobody's while everybody codes independently.
fn beside(scene: &Scene<'_>, transcript: TranscriptId) -> Vec<CoderId> {
    let own = scene.coder.map(|coder| coder.id);
    if own.is_some() && !scene.reading.others {
        return Vec::new();
    }
    let coders = scene.project.coders().into_iter().map(|coder| coder.id);
    let others = coders.filter(|&id| Some(id) != own && scene.project.layer(transcript, id).is_some());
    let others: Vec<CoderId> = others.collect();
    if others.is_empty() { others } else { own.into_iter().chain(others).collect() }
}

/// What stands over the text: who is compared, that nobody codes, what is filtered.
fn above(ui: &mut Ui, scene: &Scene<'_>, view: &mut View, actions: &mut Vec<Action>) {
    if !view.compared.is_empty() {
        if shown::compared(ui, scene.project, &view.compared, &mut view.shown, actions) {
            view.compared.clear();
        }
    } else if scene.coder.is_none() {
        nobody(ui, scene, actions);
    }
    shown::filtered(ui, scene.project, &mut view.shown);
}

/// What was chosen in the margin comes before what merely lies there too.
fn chosen_first(here: &[CodingId], chosen: Option<CodingId>) -> Vec<CodingId> {
    let (first, rest): (Vec<CodingId>, Vec<CodingId>) = here.iter().partition(|&&c| Some(c) == chosen);
    [first, rest].concat()
}

/// A code let go over the text is for the selected passage; over a stripe, for that coding.
fn dropped(answer: &TranscriptResponse, stripe: Option<CodingId>, selected: bool, actions: &mut Vec<Action>) {
    if let Some(code) = answer.margin.dnd_release_payload::<CodeId>()
        && let Some(coding) = stripe
    {
        actions.push(Action::Recode { codings: vec![coding], code: *code });
    }
    if let Some(code) = answer.text.dnd_release_payload::<CodeId>() {
        actions.push(if selected {
            Action::Apply(*code)
        } else {
            Action::Say(text("dropped-nothing-selected"))
        });
    }
}

/// Who it is that reads: one of the names that are there, somebody new, or nobody who codes.
fn nobody(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let coders: Vec<_> =
        scene.whole.coders().into_iter().filter(|coder| coder.role == CoderRole::Person).collect();
    let looks = scene.project.layers().next().is_some();
    egui::Frame::new().inner_margin(egui::Margin::symmetric(24, 12)).show(ui, |ui| {
        parts::caution(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let words = text(if looks { "only-looks" } else { "nobody-codes" });
                ui.label(RichText::new(words).color(look::of(ui.visuals()).caution));
                for coder in coders.iter().take(NAMED) {
                    if ui.button(with("code-as", &[("name", coder.name.as_str().into())])).clicked() {
                        actions.push(Action::SetCoder(coder.id));
                    }
                }
                let other = if coders.is_empty() { "nobody-codes-next" } else { "who-add" };
                if ui.button(text(other)).clicked() {
                    actions.push(Action::AskWho);
                }
            });
        });
    });
}
