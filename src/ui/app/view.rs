//! What is seen of a project: which panel, which sides, and each panel's own view. Made anew for every project that
//! is opened; never holds anything that would be lost with it.
//!
//! Here the panels come together: their names, their signs, their views, and the one match that shows them.

use egui::Ui;

use super::overlay::Overlay;
use super::phase;
use crate::ui::context::{Action, Panel, Scene, Sides, Status};
use crate::ui::panels::{
    agreement::{self, settle},
    cases, code, codebook, find, memos, start, themes,
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
    /// What lies over the window.
    pub(super) overlay: Option<Overlay>,
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
    /// The Agreement panel's own view.
    pub agreement: agreement::View,
    /// Differences that are being settled, in the Agreement panel's place.
    pub settle: Option<Box<settle::View>>,
    /// The Memos panel's own view.
    pub memos: memos::View,
}

impl ViewState {
    /// Shows the panel that is seen.
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) -> Status {
        match self.panel {
            Panel::Code => code::show(ui, scene, &mut self.code, actions),
            Panel::Codebook => codebook::show(ui, scene, &mut self.codebook, actions),
            Panel::Cases => cases::show(ui, scene, &mut self.cases, actions),
            Panel::Find => find::show(ui, scene, &mut self.find, actions),
            Panel::Themes => themes::show(ui, scene, &mut self.themes, actions),
            Panel::Agreement if !scene.whole.sees_all(scene.coder.map(|c| c.id)) => {
                phase::blind(ui);
                Status::default()
            }
            Panel::Agreement if self.settle.is_some() => self.walk(ui, scene, actions),
            Panel::Agreement => agreement::show(ui, scene, &mut self.agreement, actions),
            Panel::Memos => memos::show(ui, scene, &mut self.memos, actions),
        }
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
        if panel == Panel::Find {
            self.find.take_focus();
        }
    }

    /// Asks who codes.
    pub(super) fn ask_who(&mut self) {
        self.overlay = Some(Overlay::Who(String::new()));
    }
}
