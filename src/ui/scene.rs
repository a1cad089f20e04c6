//! What every panel is lent: the project as it stands, and who looks at it. Read only.

use std::sync::Arc;

use super::view::Sides;
use crate::lang::Message;
use crate::model::{CodeId, Coder, Project, Timestamp};
use crate::session::settings::Reading;

/// The open project as a panel sees it.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The project, as much of it as who codes may see.
    pub project: &'a Project,
    /// All of it: for numbers of what a step would change, and for nothing that is shown.
    pub whole: &'a Project,
    /// Grows with every change of the project; with the question it is the key of all kept data.
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

/// What the status bar says of a panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Where I am, what is selected, scope and unit of what is shown.
    pub facts: Vec<String>,
    /// The keys that work here.
    pub keys: String,
}

/// Something worked out once and kept until what it depends on changes.
///
/// ```
/// # use concord::ui::Kept;
/// let mut kept = Kept::default();
/// assert_eq!(*kept.of(&(1, "theme"), || 10), 10);
/// assert_eq!(*kept.of(&(1, "theme"), || 99), 10);
/// assert_eq!(*kept.of(&(2, "theme"), || 99), 99);
/// ```
#[derive(Debug)]
pub struct Kept<K, V> {
    entry: Option<(K, V)>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self { entry: None }
    }
}

impl<K, V> Kept<K, V> {
    /// What is kept, whatever it belongs to.
    pub fn kept(&self) -> Option<&V> {
        self.entry.as_ref().map(|(_, value)| value)
    }
}

impl<K: Clone + PartialEq, V> Kept<K, V> {
    /// The value that belongs to `key`, made now if the kept one belongs to another.
    pub fn of(&mut self, key: &K, make: impl FnOnce() -> V) -> &V {
        if self.entry.as_ref().is_none_or(|(kept, _)| kept != key) {
            self.entry = None;
        }
        &self.entry.get_or_insert_with(|| (key.clone(), make())).1
    }
}
