//! What there is to tell about bringing copies together, collected on the way. Never decides by itself: each choice is
//! asked for.

use serde::Serialize;

use super::fields::Side;

/// Something that two copies have each in its own way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The copy that has it otherwise.
    pub from: String,
    /// The thing.
    pub what: String,
    /// Its field, or "removed", or "words".
    pub field: String,
    /// As it is here.
    pub ours: String,
    /// As it is there.
    pub theirs: String,
    /// Which of the two stands.
    pub kept: Side,
}

/// Asked for each conflict, which comes with what stands unless told otherwise.
pub type Choose<'a> = dyn Fn(&Conflict) -> Side + 'a;

/// What is collected about one copy.
pub(super) struct Notes<'a> {
    pub(super) from: &'a str,
    pub(super) choose: &'a Choose<'a>,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) told: Vec<String>,
}

impl<'a> Notes<'a> {
    pub(super) const fn new(from: &'a str, choose: &'a Choose<'a>) -> Self {
        Self { from, choose, conflicts: Vec::new(), told: Vec::new() }
    }

    /// Lists a conflict; gives what stands.
    pub(super) fn clash(&mut self, what: String, field: String, values: [String; 2], usual: Side) -> Side {
        let [ours, theirs] = values;
        let mut conflict = Conflict { from: self.from.to_owned(), what, field, ours, theirs, kept: usual };
        conflict.kept = (self.choose)(&conflict);
        let kept = conflict.kept;
        self.conflicts.push(conflict);
        kept
    }

    pub(super) fn tell(&mut self, message: String) {
        self.told.push(message);
    }
}

pub(super) fn quoted(name: &str) -> String {
    format!("“{name}”")
}
