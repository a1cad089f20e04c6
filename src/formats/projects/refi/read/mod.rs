//! What files say, made the edits of a project. Never writes a file.

pub(super) mod cases;
pub(super) mod codes;
pub(super) mod content;
pub(super) mod import;
pub(super) mod notes;
pub(super) mod people;
pub(super) mod positions;
pub(super) mod report;
pub(super) mod selections;
pub(super) mod sources;
pub(super) mod survey;
