//! What several wings stand on: bytes to text, tables in and out, zipped files, XML, and why a file cannot be read.
//! Never knows what a file is about.

pub mod encoding;
pub(super) mod error;
pub(super) mod grid;
pub(super) mod plain;
pub(super) mod sheet;
pub(super) mod table;
pub(super) mod workbook;
pub mod xlsx;
pub(super) mod xml;
pub(super) mod zipped;
