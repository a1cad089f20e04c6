//! A panel that shows what was counted in several ways: the title and the scope, what each way asks, the row of ways with what
//! can be taken, the answer or why there is none, and the side. What stands in them is each way's own. Never counts.

use std::hash::Hash;
use std::sync::Arc;

use egui::Ui;

use super::scope_bar;
use crate::lang::text;
use crate::session::Jobs;
use crate::store::Progress;
use crate::ui::context::layer::{self, Whose};
use crate::ui::context::{Action, Scene, ask};
use crate::ui::kit::{chips, layout, parts};

/// The ways of a panel.
pub(in crate::ui) trait Way: Copy + PartialEq + 'static {
    /// The key of the panel's title.
    const TITLE: &'static str;
    /// What the width of its side is kept under.
    const SIDE: &'static str;
    /// All of them, in the order of the row.
    const ALL: &'static [Self];

    /// The key of its name.
    fn name(self) -> &'static str;
}

/// What ways share and may change.
pub(in crate::ui) struct Top<'v, W> {
    pub(in crate::ui) way: &'v mut W,
    pub(in crate::ui) whose: &'v mut Whose,
    /// The whole study, of which a scope may be chosen.
    pub(in crate::ui) scene: &'v Scene<'v>,
}

impl<W: Way> Top<'_, W> {
    /// The title of the page, and what of the study counts; says whether anything does.
    pub(in crate::ui) fn title(&self, ui: &mut Ui, actions: &mut Vec<Action>) -> bool {
        parts::page_title(ui, &text(W::TITLE));
        scope_bar(ui, self.scene, actions)
    }

    /// The ways in a row, and what can be done with what is shown.
    pub(in crate::ui) fn ways(&mut self, ui: &mut Ui, more: impl FnOnce(&mut Ui)) {
        let named: Vec<(W, String)> = W::ALL.iter().map(|&way| (way, text(way.name()))).collect();
        chips::ways(ui, &named, self.way, more);
    }
}

/// A way with its own question and answer.
pub(in crate::ui) trait Counted {
    type Way: Way;
    /// What its question finds.
    type Found;

    /// Draws what it asks for.
    fn choices(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        top: &mut Top<'_, Self::Way>,
        found: Option<&Self::Found>,
    );

    /// Draws what can be taken from the answer.
    fn taken(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>);

    /// Draws the answer.
    fn body(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>);

    /// Draws what stands beside it.
    fn side(&mut self, ui: &mut Ui, scene: &Scene<'_>, found: &Self::Found, actions: &mut Vec<Action>);

    /// Draws why there is no answer, and what to do.
    fn without(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        top: &mut Top<'_, Self::Way>,
        why: &str,
        _: &mut Vec<Action>,
    ) {
        layer::none(ui, scene.project, top.whose, why);
    }
}

/// The latest answer there is, or why there is none, and whether it is the one that was asked for.
pub(in crate::ui) type Answered<F> = Option<(Result<Arc<F>, String>, bool)>;

/// Asks, and gives the latest answer.
pub(in crate::ui) fn answered<K: Clone + Eq + Hash, F: Send + Sync + 'static>(
    ui: &Ui,
    jobs: &mut Jobs<K, Result<Arc<F>, String>>,
    key: &K,
    work: impl FnOnce(&Progress) -> Result<Arc<F>, String> + Send + 'static,
) -> Answered<F> {
    ask(ui.ctx(), jobs, key, work);
    jobs.answer(key).map(|(answer, now)| (answer.clone(), now))
}

/// What an answer found.
pub(in crate::ui) fn found<F>(answer: &Answered<F>) -> Option<&F> {
    answer.as_ref().and_then(|(answer, _)| answer.as_deref().ok())
}

/// Draws the page of a way and its side; an older answer stands back.
pub(in crate::ui) fn show<V: Counted>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    top: Top<'_, V::Way>,
    view: &mut V,
    answer: &Answered<V::Found>,
    actions: &mut Vec<Action>,
) {
    let found = found(answer);
    let new = found.filter(|_| answer.as_ref().is_some_and(|(_, now)| *now));
    let mut of = (view, top, actions);
    layout::before_right(
        ui,
        scene.sides.right && new.is_some(),
        V::Way::SIDE,
        &mut of,
        |ui, (view, top, actions)| {
            parts::page(ui, |ui| {
                if !top.title(ui, actions) {
                    return;
                }
                view.choices(ui, scene, top, found);
                top.ways(ui, |ui| {
                    if let Some(found) = new {
                        view.taken(ui, scene, found, actions);
                    }
                });
                match answer {
                    Some((Ok(found), now)) => {
                        if !now {
                            ui.set_opacity(0.5);
                        }
                        view.body(ui, scene, found, actions);
                    }
                    Some((Err(why), _)) => view.without(ui, scene, top, why, actions),
                    None => drop(parts::muted(ui, &text("counting"))),
                }
            });
        },
        |ui, (view, _, actions)| {
            if let Some(found) = found {
                view.side(ui, scene, found, actions);
            }
        },
    );
}
