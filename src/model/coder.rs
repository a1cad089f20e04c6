//! Who codes. A coder is a person, or the consensus that a team settled on.

use serde::{Deserialize, Serialize};

use super::{CoderId, Colour, Project, folded};

/// One who codes, and whose codings are kept apart from everybody else's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coder {
    /// Kept through every import and export.
    pub id: CoderId,
    /// As shown; unique in a project.
    pub name: String,
    /// Colour of the coder's stripes where coders are compared.
    pub colour: Colour,
    /// A person or the consensus.
    #[serde(default)]
    pub role: CoderRole,
}

/// What a coding layer stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CoderRole {
    /// A person who codes apart from the others.
    #[default]
    Person,
    /// The codings that a team settled on.
    Consensus,
    /// Somebody who leads: sees everybody's codings in every phase, and is not one of those who are compared.
    Supervisor,
}

impl Project {
    /// What a coder who comes in by this name alone is: the consensus, where there is none and that is the name, else a
    /// person.
    pub fn role_of(&self, name: &str) -> CoderRole {
        let settled = self.consensus().is_some() || folded(name) != "consensus";
        if settled { CoderRole::Person } else { CoderRole::Consensus }
    }
}
