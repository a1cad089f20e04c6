//! Documents and pictures for reading, on their way out. Never read back.

mod coded;
pub(super) mod docx_out;
pub mod forest_svg;
pub(super) mod html_out;
