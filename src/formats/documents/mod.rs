//! Documents and pictures for reading, on their way out. Never read back.

mod coded;
pub mod docx_out;
pub mod forest_svg;
pub mod html_out;
