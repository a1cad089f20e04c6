//! The words of interviews, on their way in: a file of each format becomes drafts that a person confirms, and those become
//! edits. Never writes a file, and never decides who speaks.

mod add;
pub mod cues;
pub mod docx;
pub(super) mod draft;
pub mod eaf;
pub mod html;
pub mod markdown;
pub mod odt;
pub(super) mod options;
mod page;
pub mod pdf;
pub mod rows;
pub mod rtf;
pub mod textgrid;
pub mod txt;

pub use add::{add, keep};
