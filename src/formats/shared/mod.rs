//! What several wings stand on: what a format is, what becomes of a file, bytes to text, tables in and out, zipped files,
//! XML. Never knows what a file is about.

pub(super) mod draft;
pub mod encoding;
pub(super) mod error;
pub(super) mod format;
pub(super) mod grid;
pub(super) mod marks;
pub(super) mod options;
pub(super) mod outcome;
pub(super) mod past;
pub(super) mod plain;
pub(super) mod sheet;
pub(super) mod table;
pub(super) mod workbook;
pub mod xlsx;
pub(super) mod xml;
pub(super) mod zipped;
