//! REFI-QDA (QDA-XML 1.0): projects (`.qdpx`) and codebooks (`.qdc`) of other programs, in and out. The file itself is kept,
//! so that what a project has no place for, and each id and position as it stood, is written again.
//!
//! ```text
//!   package ─► tree ─► ids ─► said ─► edits                         in
//!   kept packages ─► trees ─► said ─► compared with the project ─► schema ─► package      out
//! ```

mod cases;
mod codes;
mod export;
mod fresh;
mod ids;
mod import;
mod notes;
mod package;
mod patch;
mod patch_codes;
mod patch_notes;
mod patch_sources;
mod people;
mod positions;
mod report;
mod said;
mod schema;
mod selections;
mod sources;
mod standard;
mod survey;
mod tree;
mod unite;

pub use export::{codebook, project};
pub use import::{import, import_codebook};
pub use positions::{Found, Positions};
pub use survey::{Survey, survey};

/// The format's id of project files, in the table of formats and on kept files.
pub(super) const PROJECT: &str = "refi";
/// That of codebook files.
pub(super) const CODEBOOK: &str = "refi-codebook";
