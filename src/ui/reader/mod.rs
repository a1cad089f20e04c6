//! A transcript with its codings: what shows, the page that several panels lend, the picker of codes; and the ways of panels
//! that count. Never changes the
//! project.

pub mod document;
pub(in crate::ui) mod drop;
pub(in crate::ui) mod marked;
pub(in crate::ui) mod names;
pub(in crate::ui) mod notes;
pub(in crate::ui) mod page;
mod picker;
pub mod places;
mod scope_bar;
pub mod shown;
pub(in crate::ui) mod ways;

pub use picker::Picker;
pub(in crate::ui) use scope_bar::scope_bar;
pub use shown::CodeFilter;
