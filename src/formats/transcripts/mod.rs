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
mod replace;
mod roles;
pub mod rows;
pub(super) mod rtf;
pub(super) mod textgrid;
pub mod txt;
mod weight;

pub use add::{add, keep};
pub use replace::{NewFile, ReplaceError, Replacement, replacing};
pub use roles::agree_on_roles;
