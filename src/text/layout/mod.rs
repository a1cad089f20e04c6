//! The ways in which transcripts say who speaks. Each layout reads the whole text, says which of its lines it takes for
//! labels, times and words, and how well it fits; the best fit wins, whatever the order of the lines.
//!
//! ```text
//!   lines → edges → head (what could be one) → judge (what is one) → turns → doubts
//! ```
//!
//! Never changes a text, and never loses a word of it.

mod columns;
mod doubts;
mod edges;
mod head;
mod judge;
mod known;
mod line;
mod lone;
mod mark;
mod reading;
mod roles;
mod speakers;
mod stamps;
mod turns;
mod words;
#[cfg(test)]
mod written;

use mark::Mark;

pub use doubts::Doubt;
pub(super) use doubts::doubts;
pub(super) use known::fold;
pub use line::Looks;
pub use reading::Fit;
pub(super) use reading::{Page, best, fits};
pub(super) use roles::guess_roles;
pub use roles::{Asking, asking, is_known_role, words_said};
pub(super) use speakers::MAX_SPEAKERS;
pub use stamps::time_ms;

/// One way of writing a transcript.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    /// What the command line calls it.
    pub id: &'static str,
    /// What it looks like, as one turn of it.
    pub example: &'static str,
    kind: Kind,
}

/// How a layout is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Labels, set apart by a mark.
    Marked(Mark),
    /// A table of turns.
    Columns,
    /// Bold is one person, what is not is another; only where it is asked for.
    BoldIsOne,
    /// Nobody has a label.
    Paragraphs,
}

/// The layouts, those that say most of themselves first: of two that fit alike, the first is taken.
pub const LAYOUTS: &[Layout] = &[
    Layout { id: "colon", example: "[00:01:02] Name: words", kind: Kind::Marked(Mark::Colon) },
    Layout { id: "name-above", example: "Name  0:02⏎words", kind: Kind::Marked(Mark::Below) },
    Layout { id: "table", example: "0:02⇥words⇥Name", kind: Kind::Columns },
    Layout { id: "name-time", example: "Name [00:01:02] words", kind: Kind::Marked(Mark::Stamp) },
    Layout { id: "tab", example: "Name⇥words", kind: Kind::Marked(Mark::Gap) },
    Layout { id: "bracket", example: "[Name] words", kind: Kind::Marked(Mark::Bracket) },
    Layout { id: "dash", example: "Name – words", kind: Kind::Marked(Mark::Dash) },
    Layout { id: "letter", example: "Q. words", kind: Kind::Marked(Mark::Dot) },
    Layout { id: "bold-name", example: "**Name** words", kind: Kind::Marked(Mark::Bold) },
    Layout { id: "bold-questions", example: "**words**⏎words", kind: Kind::BoldIsOne },
    Layout { id: "paragraphs", example: "words", kind: Kind::Paragraphs },
];

impl Layout {
    /// The one of that name.
    pub fn named(id: &str) -> Option<&'static Self> {
        LAYOUTS.iter().find(|layout| layout.id == id)
    }
}
