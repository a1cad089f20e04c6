//! The code that a person picked. Plain data.

use crate::model::CodeId;

/// What was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// A code of the codebook.
    Code(CodeId),
    /// A new one.
    New {
        name: String,
        /// The theme it is to stand under; none for the top.
        parent: Option<CodeId>,
    },
}
