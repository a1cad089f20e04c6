//! What is seen of a project: which panel, which sides, and each panel's own view. Made anew for every project that
//! is opened; never holds anything that would be lost with it.

use super::overlay::Overlay;
use super::{agreement, cases, code, codebook, start, themes};

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
    /// Theme frequencies.
    Themes,
    /// Intercoder agreement.
    Agreement,
}

impl Panel {
    /// All panels, as in the rail.
    pub const ALL: [Self; 5] = [Self::Code, Self::Codebook, Self::Cases, Self::Themes, Self::Agreement];

    /// The key of its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "panel-code",
            Self::Codebook => "panel-codebook",
            Self::Cases => "panel-cases",
            Self::Themes => "panel-themes",
            Self::Agreement => "panel-agreement",
        }
    }

    /// The key of what it is for.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Code => "panel-code-tip",
            Self::Codebook => "panel-codebook-tip",
            Self::Cases => "panel-cases-tip",
            Self::Themes => "panel-themes-tip",
            Self::Agreement => "panel-agreement-tip",
        }
    }
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
    /// The Themes panel's own view.
    pub themes: themes::View,
    /// The Agreement panel's own view.
    pub agreement: agreement::View,
}

impl ViewState {
    /// Asks who codes.
    pub(super) fn ask_who(&mut self) {
        self.overlay = Some(Overlay::Who(String::new()));
    }
}
