//! A file as it lies there: its package, its XML as trees held a source at a time, its ids, names and values, and what the
//! schemas allow. Never knows a project.

pub(super) mod bounds;
pub(super) mod ids;
pub(super) mod loose;
pub(super) mod names;
pub(super) mod outline;
pub(super) mod package;
pub(super) mod pieces;
pub(super) mod schema;
pub(super) mod tree;
pub(super) mod values;
