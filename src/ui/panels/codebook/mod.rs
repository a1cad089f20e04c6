//! The Codebook panel: codes and themes as a tree that is arranged by dragging or by keys, and an editor for each.
//! Never loses words that were typed: a field is kept once, when it is left.

pub mod data;
mod dialogs;
mod editor;
pub mod fields;
mod history;
mod menu;
mod palette;
mod sets;
mod several;
mod show;
pub(in crate::ui) mod tree;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{CodeId, CoderId};
use crate::ui::kit::Cached;
use crate::ui::steps::codebook as steps;

pub use history::History;
pub use show::show;

/// What the panel remembers of itself.
#[derive(Default)]
pub struct View {
    selected: Option<CodeId>,
    /// The codes that are chosen together, where they are several.
    chosen: BTreeSet<CodeId>,
    order: data::Order,
    filter: String,
    closed: BTreeSet<CodeId>,
    layer: Option<CoderId>,
    draft: Option<fields::CodeDraft>,
    dialog: Option<dialogs::Dialog>,
    /// What a new set of codes is to be called.
    new_set: String,
    /// The row that takes the keyboard in the next frame.
    focus: Option<CodeId>,
    /// The name field takes the keyboard in the next frame.
    name_it: bool,
    /// What the code in the editor carries with all below it, and whether passages carry the code itself.
    load: Cached<(u64, CodeId), (steps::Load, bool)>,
    merge: Cached<(u64, CodeId, CodeId), steps::Merge>,
    pieces: Cached<(u64, CodeId), Vec<steps::Piece>>,
    used: Cached<(u64, Option<CoderId>), BTreeMap<CodeId, data::Used>>,
}

impl View {
    /// Shows a code in the editor.
    pub const fn select(&mut self, code: CodeId) {
        self.selected = Some(code);
    }
}
