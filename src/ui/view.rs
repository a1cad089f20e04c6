//! What is seen of a project: which panel, which sides, and each panel's own view. Made anew for every project that
//! is opened; never holds anything that would be lost with it.
//!
//! Here the panels come together: their names, their signs, their views, and the one match that shows them.

use egui::Ui;

use super::overlay::Overlay;
use super::{
    Action, Scene, Status, agreement, cases, code, codebook, find, memos, phase, settle, start, themes,
};

/// A panel of the rail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Reading and coding.
    #[default]
    Code,
    /// The codes and themes.
    Codebook,
    /// Participants and their attributes.
    Cases,
    /// Words in all transcripts.
    Find,
    /// Theme frequencies.
    Themes,
    /// Intercoder agreement.
    Agreement,
    /// What the team thinks.
    Memos,
}

impl Panel {
    /// All panels, as in the rail.
    pub const ALL: [Self; 7] =
        [Self::Code, Self::Codebook, Self::Cases, Self::Find, Self::Themes, Self::Agreement, Self::Memos];

    /// The key of its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "panel-code",
            Self::Codebook => "panel-codebook",
            Self::Cases => "panel-cases",
            Self::Find => "panel-find",
            Self::Themes => "panel-themes",
            Self::Agreement => "panel-agreement",
            Self::Memos => "panel-memos",
        }
    }

    /// The key of what it is for.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Code => "panel-code-tip",
            Self::Codebook => "panel-codebook-tip",
            Self::Cases => "panel-cases-tip",
            Self::Find => "panel-find-tip",
            Self::Themes => "panel-themes-tip",
            Self::Agreement => "panel-agreement-tip",
            Self::Memos => "panel-memos-tip",
        }
    }

    /// Its sign on the rail, 16 points wide.
    pub(super) const fn sign(self) -> &'static [Sign] {
        use Sign::{Block, Frame, Line, Ring};
        match self {
            Self::Code => &[
                Line([-8.0, -6.0], [8.0, -6.0]),
                Block([-8.0, -2.5, 11.0, 5.0]),
                Line([6.0, 0.0], [8.0, 0.0]),
                Line([-8.0, 6.0], [4.0, 6.0]),
            ],
            Self::Codebook => &[
                Block([-8.0, -7.5, 3.0, 3.0]),
                Line([-3.0, -6.0], [8.0, -6.0]),
                Block([-3.0, -1.5, 3.0, 3.0]),
                Line([2.0, 0.0], [8.0, 0.0]),
                Block([-3.0, 4.5, 3.0, 3.0]),
                Line([2.0, 6.0], [8.0, 6.0]),
            ],
            Self::Cases => &[
                Frame([-8.0, -7.0, 16.0, 14.0]),
                Line([-8.0, -2.0], [8.0, -2.0]),
                Line([-2.0, -7.0], [-2.0, 7.0]),
            ],
            Self::Find => &[Ring([-1.5, -1.5], 5.5), Line([2.5, 2.5], [7.5, 7.5])],
            Self::Themes => &[
                Block([-8.0, -7.0, 16.0, 3.5]),
                Block([-8.0, -1.75, 11.0, 3.5]),
                Block([-8.0, 3.5, 6.0, 3.5]),
            ],
            Self::Memos => &[
                Frame([-8.0, -7.0, 16.0, 11.0]),
                Line([-4.0, -3.5], [4.0, -3.5]),
                Line([-4.0, 0.0], [1.0, 0.0]),
                Line([-4.0, 4.0], [-4.0, 8.0]),
                Line([-4.0, 8.0], [0.5, 4.0]),
            ],
            Self::Agreement => &[Ring([-3.5, 0.0], 5.5), Ring([3.5, 0.0], 5.5)],
        }
    }
}

/// A stroke of a panel's sign, in points from its middle, to the right and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    /// From here to there.
    Line([f32; 2], [f32; 2]),
    /// Filled: left, top, width, height.
    Block([f32; 4]),
    /// Outlined: left, top, width, height.
    Frame([f32; 4]),
    /// Round a middle, with its radius.
    Ring([f32; 2], f32),
}

/// Which side panels are wanted; a panel shows those it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// Lists, on the left.
    pub left: bool,
    /// The inspector, on the right.
    pub right: bool,
}

impl Default for Sides {
    fn default() -> Self {
        Self { left: true, right: true }
    }
}

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
