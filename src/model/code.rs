//! A code: a name for what a passage is about, with the rules for using it.

use serde::{Deserialize, Serialize};

use super::{CodeId, CoderId, Colour};

/// A code of the codebook; a theme is a code with subcodes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Kept through every import and export.
    pub id: CodeId,
    /// As shown; unique among its siblings.
    pub name: String,
    /// The theme it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CodeId>,
    /// Means this code and nothing else.
    pub colour: Colour,
    /// What it stands for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// When to use it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub include: String,
    /// When not to, and what to use instead.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub exclude: String,
    /// Passages that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// Whether a passage can carry it; a theme may be there for order only.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub codable: bool,
    /// The ring of a layered model that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// No longer offered, yet kept with its codings.
    #[serde(default, skip_serializing_if = "is_no")]
    pub retired: bool,
    /// Who made it for a passage while everybody codes independently: as long as they do, it shows to nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<CoderId>,
}

impl Code {
    /// A codable code with nothing but a name and a colour.
    pub fn new(id: CodeId, name: impl Into<String>, parent: Option<CodeId>, colour: Colour) -> Self {
        Self {
            id,
            name: name.into(),
            parent,
            colour,
            definition: String::new(),
            include: String::new(),
            exclude: String::new(),
            examples: Vec::new(),
            codable: true,
            layer: None,
            retired: false,
            by: None,
        }
    }
}

const fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_yes(value: &bool) -> bool {
    *value
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(super) const fn is_no(value: &bool) -> bool {
    !*value
}
