//! Sets of codes that somebody works with together, across the tree. Never changes what a code is or where it stands.

use serde::{Deserialize, Serialize};

use super::{CodeId, CodeSetId};

/// Codes under one name, to look at or to work with by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSet {
    /// Kept through every import and export.
    pub id: CodeSetId,
    /// As shown; unique among sets.
    pub name: String,
    /// The codes, in the order in which they were put in; each once.
    pub codes: Vec<CodeId>,
}
