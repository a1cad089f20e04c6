//! What panels are drawn with: colours and type, cards, tables, chips, sheets, fields. Knows no project; never knows which
//! panel draws.

pub mod cached;
pub mod chart;
pub mod chips;
pub(in crate::ui) mod field;
pub mod finder;
pub mod fuzzy;
pub(in crate::ui) mod grid;
pub mod layout;
pub mod look;
pub mod menu;
pub mod parts;
pub(in crate::ui) mod prompt;
pub(in crate::ui) mod roving;
pub mod search_field;
pub mod sheet;
pub mod table;

pub use cached::Cached;
