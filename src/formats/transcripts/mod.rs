//! The words of interviews, on their way in: a file of each format becomes drafts that a person confirms, and those become
//! edits. Never writes a file, and never decides who speaks.

mod add;
pub(super) mod cues;
pub(super) mod docx;
pub(super) mod eaf;
pub(super) mod html;
pub(super) mod json;
mod markdown;
pub(super) mod odt;
pub(super) mod otr;
mod page;
pub mod pdf;
mod raised;
mod roles;
pub mod rows;
pub(super) mod rtf;
pub(super) mod textgrid;
pub mod txt;

pub use add::{add, keep};
pub use roles::agree_on_roles;
