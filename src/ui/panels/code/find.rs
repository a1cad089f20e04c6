//! Find in the transcript: a bar above the text, from hit to hit. A hit is selected, so that the next digit codes it.
//! Never looks at another transcript.

use egui::{Button, Id, Key, Modifiers, RichText, Ui, WidgetInfo, accesskit, vec2};

use super::View;
use crate::analysis::search::{Scope, found};
use crate::lang::{tell, text, with};
use crate::model::{Transcript, TranscriptId};
use crate::session::Jobs;
use crate::text::{Search, Span};
use crate::ui::context::{Action, Scene, ask};
use crate::ui::kit::{
    look, parts,
    search_field::{SearchField, problem},
};
use crate::ui::transcript::Show;
use std::sync::Arc;

/// What is looked for, in which transcript of which revision.
type FindKey = (u64, TranscriptId, Search);
/// The hits in order, or what is wrong with the words.
type FindAnswer = Result<Arc<[Span]>, String>;

/// The bar, and what was found.
#[derive(Default)]
pub(super) struct Find {
    open: bool,
    field: SearchField,
    hits: Jobs<FindKey, FindAnswer>,
    /// Where to go as soon as the hits are known.
    go: Option<Go>,
    /// What was searched for last.
    was: Search,
    /// Where the person read when the search began.
    from: usize,
}

/// Which hit comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Go {
    /// The first from where the search began.
    Here,
    /// The one after.
    Next,
    /// The one before.
    Previous,
}

impl View {
    /// Opens the bar for the words that are selected, or those that were looked for last.
    pub fn find(&mut self, selected: Option<&str>) {
        let already = std::mem::replace(&mut self.find.open, true);
        self.find.from = self.transcript.map_or(0, |id| self.reading(id));
        if let Some(words) = selected.filter(|_| !already) {
            self.find.field.offer(words);
            self.find.was = self.find.field.search.clone();
        }
        self.find.field.focus();
    }

    /// Goes to the next hit, or the one before; opens the bar where nothing was looked for yet.
    pub fn find_next(&mut self, forwards: bool) {
        if self.find.field.search.words.is_empty() {
            return self.find(None);
        }
        self.find.open = true;
        self.find.go = Some(if forwards { Go::Next } else { Go::Previous });
    }

    /// What the open bar looks for.
    pub fn looked_for(&self) -> Option<&Search> {
        Some(&self.find.field.search).filter(|search| self.find.open && !search.words.is_empty())
    }
}

/// Draws the bar where it is open; gives the hits to be shown, and which of them is selected.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    transcript: &Transcript,
    view: &mut View,
    actions: &mut Vec<Action>,
) -> (Arc<[Span]>, Option<usize>) {
    if !view.find.open {
        return (Arc::default(), None);
    }
    let find = &mut view.find;
    let key = (scene.revision, transcript.id(), find.field.search.clone());
    if !key.2.words.is_empty() {
        let project = scene.project.clone();
        let (_, id, search) = key.clone();
        let work = move |cancel: &crate::store::Progress| {
            let pattern = search.pattern().map_err(|why| tell(&why))?;
            // As in the Find panel: in what is said, not in the names of who says it.
            let scope = Scope { transcript: Some(id), ..Scope::default() };
            let found = found(&project, &pattern, &scope, &|| cancel.is_cancelled());
            Ok(found.into_iter().flat_map(|of_one| of_one.spans).collect())
        };
        ask(ui.ctx(), &mut find.hits, &key, work);
    }
    if find.was != key.2 {
        find.was = key.2.clone();
        find.go = Some(Go::Here);
    }
    let found = find.hits.answer(&key).filter(|(_, now)| *now && !key.2.words.is_empty());
    let found = found.map(|(answer, _)| answer.clone());
    let hits = found.as_ref().and_then(|f| f.as_ref().ok());
    let mut current = hits.zip(view.selection).and_then(|(hits, span)| hits.binary_search(&span).ok());
    if let (Some(hits), Some(go)) = (hits, find.go) {
        find.go = None;
        let from = if go == Go::Here { find.from } else { view.reading(transcript.id()) };
        if let Some(at) = next(hits, go, from, current)
            && let Some(&span) = hits.get(at)
        {
            let place = view.places.entry(transcript.id()).or_default();
            place.select(span);
            place.show(span, Show::Unmoved);
            view.selection = Some(span);
            current = Some(at);
        }
    }
    bar(ui, view, found.as_ref(), current, actions);
    (found.and_then(Result::ok).unwrap_or_default(), current)
}

/// Which hit to go to, from one that is selected or a byte, round the ends.
fn next(hits: &[Span], go: Go, from: usize, current: Option<usize>) -> Option<usize> {
    let last = hits.len().checked_sub(1)?;
    let here = hits.partition_point(|hit| hit.start() < from);
    let at = match (go, current) {
        (Go::Here, _) | (Go::Next, None) => here,
        (Go::Next, Some(current)) => current + 1,
        (Go::Previous, _) => current.unwrap_or(here).checked_sub(1).unwrap_or(last),
    };
    Some(if at > last { 0 } else { at })
}

fn bar(
    ui: &mut Ui,
    view: &mut View,
    found: Option<&FindAnswer>,
    current: Option<usize>,
    actions: &mut Vec<Action>,
) {
    let t = look::of(ui.visuals());
    let id = Id::unique("find_in_transcript");
    let in_field = ui.memory(|m| m.has_focus(id));
    let pressed = |modifiers, key| in_field && ui.input_mut(|i| i.consume_key(modifiers, key));
    let mut close = false;
    if pressed(Modifiers::SHIFT, Key::Enter) {
        view.find.go = Some(Go::Previous);
    } else if pressed(Modifiers::NONE, Key::Enter) {
        view.find.go = Some(Go::Next);
    }
    let frame = egui::Frame::new().fill(t.panel).inner_margin(egui::Margin::symmetric(14, 6));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let find = &mut view.find;
            let field = find.field.show(ui, id, &text("find-in-transcript"), 240.0);
            close = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape));
            count(ui, found, current);
            let there = found.is_some_and(|f| f.as_ref().is_ok_and(|hits| !hits.is_empty()));
            for (sign, key, go) in [("↑", "find-previous", Go::Previous), ("↓", "find-next", Go::Next)] {
                if little(ui, sign, &text(key), there) {
                    find.go = Some(go);
                }
            }
            find.field.ways(ui);
            let all = text("find-in-all");
            if little(ui, &all, &all, !find.field.search.words.is_empty()) {
                actions.push(Action::FindEverywhere(find.field.search.clone()));
            }
            close |= little(ui, "×", &text("close"), true);
        });
        if let Some(Err(why)) = found {
            problem(ui, why);
        }
    });
    match found {
        // Pressed in this frame, and known already.
        Some(Ok(_)) if view.find.go.is_some() => ui.ctx().request_repaint(),
        // Nothing is looked for.
        Some(Err(_)) => view.find.go = None,
        None if view.find.field.search.words.is_empty() => view.find.go = None,
        Some(Ok(_)) | None => {}
    }
    if close {
        view.find.open = false;
        view.take_focus = true;
    }
}

/// A small button with a sign; read out by its name.
fn little(ui: &mut Ui, sign: &str, name: &str, enabled: bool) -> bool {
    let button = Button::new(RichText::new(sign).font(look::secondary())).min_size(vec2(26.0, 26.0));
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, enabled, name));
    response.on_hover_text(name).clicked()
}

/// "3 of 17".
fn count(ui: &mut Ui, found: Option<&FindAnswer>, current: Option<usize>) {
    let Some(Ok(hits)) = found else { return };
    let words = match (hits.len(), current) {
        (0, _) => text("find-nothing"),
        (all, None) => with("find-hits", &[("n", all.into())]),
        (all, Some(at)) => with("n-of-all", &[("n", (at + 1).into()), ("all", all.into())]),
    };
    let label = parts::muted(ui, &words);
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(accesskit::Live::Polite));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Pattern, Text};

    #[test]
    fn hits_follow_each_other_round_the_ends() {
        let text = Text::new("a b a b a");
        let hits = Pattern::plain("a", true, false).unwrap().find_all(&text);
        let go = |go, from, current| next(&hits, go, from, current).unwrap();
        assert_eq!((go(Go::Here, 0, None), go(Go::Here, 1, None), go(Go::Here, 9, None)), (0, 1, 0));
        assert_eq!((go(Go::Next, 3, None), go(Go::Next, 4, Some(1)), go(Go::Next, 8, Some(2))), (1, 2, 0));
        assert_eq!((go(Go::Previous, 5, None), go(Go::Previous, 0, Some(0))), (1, 2));
        assert_eq!(next(&[], Go::Next, 0, None), None);
    }
}
