//! What there is to tell about bringing copies together, collected on the way. Never decides by itself: each choice is
//! asked for.

use serde::Serialize;

use super::fields::Side;
use crate::lang::{Message, message, which};
use crate::model::CoderId;

/// Something that two copies have each in its own way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The copy that has it otherwise.
    pub from: String,
    /// The thing.
    pub what: Message,
    /// Its field, or "removed", or "words".
    pub field: Message,
    pub ours: Message,
    pub theirs: Message,
    /// Which of the two stands.
    pub kept: Side,
    /// The coder whose coding it is about.
    #[serde(skip)]
    pub whose: Option<CoderId>,
}

/// Something to know about a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The copy.
    pub from: String,
    /// What there is to know.
    pub message: Message,
    /// The coder whose codings it is about.
    #[serde(skip)]
    pub whose: Option<CoderId>,
}

/// Asked for each conflict, which comes with what stands unless told otherwise.
pub type Choose<'a> = dyn Fn(&Conflict) -> Side + 'a;

/// What is collected about one copy.
pub(super) struct Notes<'a> {
    pub(super) from: &'a str,
    pub(super) choose: &'a Choose<'a>,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) told: Vec<Told>,
    /// The coder whose codings are being looked at.
    pub(super) whose: Option<CoderId>,
}

impl<'a> Notes<'a> {
    pub(super) const fn new(from: &'a str, choose: &'a Choose<'a>) -> Self {
        Self { from, choose, conflicts: Vec::new(), told: Vec::new(), whose: None }
    }

    /// Lists a conflict; gives what stands.
    pub(super) fn clash(&mut self, what: Message, field: Message, values: [Message; 2], usual: Side) -> Side {
        let [ours, theirs] = values;
        let (from, whose) = (self.from.to_owned(), self.whose);
        let mut conflict = Conflict { from, what, field, ours, theirs, kept: usual, whose };
        conflict.kept = (self.choose)(&conflict);
        let kept = conflict.kept;
        self.conflicts.push(conflict);
        kept
    }

    /// Tells something about what a coder has made, for them alone as long as everybody codes independently.
    pub(super) fn tell_of(&mut self, whose: Option<CoderId>, message: Message) {
        self.told.push(Told { from: self.from.to_owned(), message, whose });
    }

    pub(super) fn tell(&mut self, message: Message) {
        self.tell_of(self.whose, message);
    }
}

/// “Love”
pub(super) fn quoted(name: &str) -> Message {
    message!("in-quotes", name)
}

/// code “Love”
pub(super) fn called(what: &'static str, name: &str) -> Message {
    message!("thing-named", what = which(what), name)
}

/// A value as it stands.
pub(super) fn as_it_is(name: &str) -> Message {
    message!("as-it-is", name)
}
