//! The Cases panel: participants and transcripts with what is known of them, as a table that is edited in place, and who
//! of those who speak is which participant.
//! Never guesses a value: what an attribute does not take is said and not kept.

pub mod data;
mod grid;
pub mod plan;
mod show;
pub mod speakers;

use crate::model::{AttributeKind, AttributeOf, CaseId, Project};
use crate::ui::kit::Cached;

pub use show::show;

/// What the panel remembers of itself.
#[derive(Default)]
pub struct View {
    shown: Shown,
    speakers: speakers::View,
    cursor: Cursor,
    editing: Option<Editing>,
    /// The cell at the cursor takes the keyboard in the next frame.
    focus: bool,
    new: NewAttribute,
    table: Cached<(u64, Shown), data::Table>,
}

impl View {
    /// Brings a case into sight, with the keyboard on its name.
    pub fn select(&mut self, project: &Project, case: CaseId) {
        let row = project.cases().iter().position(|c| c.id == case);
        self.shown = Shown::Cases;
        self.editing = None;
        self.cursor = Cursor { row: row.unwrap_or(0), column: 0 };
        self.focus = true;
    }

    const fn of(&self) -> AttributeOf {
        match self.shown {
            Shown::Cases => AttributeOf::Case,
            Shown::Transcripts | Shown::Speakers => AttributeOf::Transcript,
        }
    }
}

/// Which table is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum Shown {
    #[default]
    Cases,
    Transcripts,
    Speakers,
}

/// A cell by its row and column; name and what belongs to it come before the attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cursor {
    row: usize,
    column: usize,
}

/// A cell being written.
struct Editing {
    at: Cursor,
    words: String,
    /// Why the words cannot be kept.
    problem: Option<String>,
    begun: bool,
}

/// An attribute that is being made.
struct NewAttribute {
    name: String,
    kind: AttributeKind,
}

impl Default for NewAttribute {
    fn default() -> Self {
        Self { name: String::new(), kind: AttributeKind::Text }
    }
}
