//! Documents and pictures for reading, on their way out. Never read back.

mod coded;
pub(super) mod docx_out;
pub(super) mod html_out;
pub mod picture;
