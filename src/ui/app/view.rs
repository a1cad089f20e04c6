//! What is seen of a project: which panel, which sides, and each panel's own view. Made anew for every project that
//! is opened; never holds anything that would be lost with it.
//!
//! Here the panels come together: their views, and what shows each.

use egui::Ui;

use super::counted::Counted;
use super::overlay::Overlay;
use super::phase;
use crate::lang::{tell, with};
use crate::model::{StudyScope, TranscriptId};
use crate::ui::context::{Action, Panel, Scene, Sides, Status};
use crate::ui::panels::{
    agreement::{self, settle},
    cases, code, codebook, find,
    import::Typed,
    memos, relations, start, themes,
};

/// All of it.
#[derive(Default)]
pub struct ViewState {
    /// The panel that is seen.
    pub panel: Panel,
    /// The side panels that are wanted.
    pub sides: Sides,
    /// Whether the project is being worked on elsewhere, so that there is nothing to show of it.
    pub(super) away: bool,
    /// What of the study counts, in all panels that count.
    pub(super) scope: StudyScope,
    /// The project as far as it counts.
    pub(super) counted: Counted,
    /// What lies over the window.
    pub(super) overlay: Option<Overlay>,
    /// A text that is typed, until it is imported.
    pub(super) typed: Typed,
    /// The start page's own view.
    pub start: start::View,
    /// The Code panel's own view.
    pub code: code::View,
    /// The Codebook panel's own view.
    pub codebook: codebook::View,
    /// The Cases panel's own view.
    pub cases: cases::View,
    /// The Find panel's own view.
    pub find: find::View,
    /// The Themes panel's own view.
    pub themes: themes::View,
    /// The Relations panel's own view.
    pub relations: relations::View,
    /// The Agreement panel's own view.
    pub agreement: agreement::View,
    /// Differences that are being settled, in the Agreement panel's place.
    pub settle: Option<Box<settle::View>>,
    /// The Memos panel's own view.
    pub memos: memos::View,
}

type Show = fn(&mut ViewState, &mut Ui, &Scene<'_>, &mut Vec<Action>) -> Status;

/// What shows each panel.
const SHOWN: &[(Panel, Show)] = &[
    (Panel::CODE, |view, ui, scene, actions| code::show(ui, scene, &mut view.code, actions)),
    (Panel::CODEBOOK, |view, ui, scene, actions| codebook::show(ui, scene, &mut view.codebook, actions)),
    (Panel::CASES, |view, ui, scene, actions| cases::show(ui, scene, &mut view.cases, actions)),
    (Panel::FIND, |view, ui, scene, actions| find::show(ui, scene, &mut view.find, actions)),
    (Panel::THEMES, |view, ui, scene, actions| themes::show(ui, scene, &mut view.themes, actions)),
    (Panel::RELATIONS, |view, ui, scene, actions| relations::show(ui, scene, &mut view.relations, actions)),
    (Panel::AGREEMENT, ViewState::agreement),
    (Panel::MEMOS, |view, ui, scene, actions| memos::show(ui, scene, &mut view.memos, actions)),
];

/// The panels that count what is in the scope.
const COUNTING: [Panel; 3] = [Panel::FIND, Panel::THEMES, Panel::AGREEMENT];

impl ViewState {
    /// Shows the panel that is seen.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) -> Status {
        let shown = SHOWN.iter().find(|(panel, _)| *panel == self.panel);
        let mut status = shown.map(|(_, show)| show(self, ui, scene, actions)).unwrap_or_default();
        if scene.scope.is_narrow() && COUNTING.contains(&self.panel) {
            let scope = tell(&scene.scope.in_words(scene.project));
            status.facts.insert(0, with("scope-status", &[("scope", scope.into())]));
        }
        status
    }

    /// How far coders agree, or why nobody is to see it yet, or the differences that are being settled.
    fn agreement(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) -> Status {
        if !scene.whole.sees_all(scene.coder.map(|c| c.id)) {
            phase::blind(ui);
            return Status::default();
        }
        if self.settle.is_some() {
            return self.walk(ui, scene, actions);
        }
        agreement::show(ui, scene, &mut self.agreement, actions)
    }

    /// The differences that are being settled, until somebody goes back.
    fn walk(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) -> Status {
        let Some(view) = &mut self.settle else { return Status::default() };
        let (status, goes_on) = settle::show(ui, scene, view, actions);
        if !goes_on {
            self.settle = None;
        }
        status
    }

    /// Goes to a panel; in Find one types at once.
    pub(super) fn open(&mut self, panel: Panel) {
        self.panel = panel;
        if panel == Panel::FIND {
            self.find.take_focus();
        }
    }

    /// Lets a text be typed or pasted.
    pub(super) fn type_text(&mut self) {
        self.typed.open();
        self.overlay = Some(Overlay::Typed);
    }

    /// Shows the sets of transcripts, about one of these.
    pub(super) fn show_sets(&mut self, transcript: Option<TranscriptId>) {
        self.overlay = Some(Overlay::Sets(Box::new(code::SetsSheet::new(transcript))));
    }

    /// Asks who codes.
    pub(super) fn ask_who(&mut self) {
        self.overlay = Some(Overlay::Who(String::new()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_panel_is_shown() {
        let shown: Vec<Panel> = SHOWN.iter().map(|(panel, _)| *panel).collect();
        assert_eq!(shown, Panel::ALL);
    }
}
