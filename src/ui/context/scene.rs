//! What every panel is lent: the project as it stands, and who looks at it. Read only.

use std::sync::Arc;

use crate::chart::Figure;
use crate::lang::{Message, tell, with};
use crate::model::{CodeId, Coder, NothingLeft, Project, StudyScope, Timestamp};
use crate::session::settings::Reading;
use crate::ui::context::Sides;

/// The open project as a panel sees it.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The project, as much of it as who codes may see.
    pub project: &'a Project,
    /// All of it: for numbers of what a step would change, and for nothing that is shown.
    pub whole: &'a Project,
    /// What of it counts: for figures and searches, and for no step.
    pub counted: &'a Project,
    /// What that leaves in.
    pub scope: &'a StudyScope,
    /// The part of it that leaves nothing, if one does.
    pub nothing: Option<&'a NothingLeft>,
    /// Grows with every change of the project or the scope; with the question it is the key of all kept data.
    pub revision: u64,
    /// Who codes; none until someone said so.
    pub coder: Option<&'a Arc<Coder>>,
    /// Why nothing can be changed, if so: controls that change things are then shown disabled.
    pub read_only: Option<&'a Message>,
    /// Which side panels are wanted.
    pub sides: Sides,
    /// The codes under the digits 1 to 9.
    pub pins: [Option<CodeId>; 9],
    /// The time of this frame.
    pub now: Timestamp,
    /// How transcripts are read.
    pub reading: Reading,
    /// Whether "How to read this" is unfolded here.
    pub help: bool,
}

impl Scene<'_> {
    /// A figure with what it counts, where that is not everything.
    pub fn noted(&self, figure: Figure) -> Figure {
        if !self.scope.is_narrow() {
            return figure;
        }
        figure.noted(&self.counts())
    }

    /// What counts, in words.
    pub fn counts(&self) -> String {
        with("scope-status", &[("scope", tell(&self.scope.in_words(self.project)).into())])
    }
}

/// What the status bar says of a panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Where I am, what is selected, scope and unit of what is shown.
    pub facts: Vec<String>,
    /// The keys that work here.
    pub keys: String,
}
