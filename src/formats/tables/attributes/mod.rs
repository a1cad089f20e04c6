//! Attributes of cases and transcripts as a table, in and out. Never takes half of one.

mod columns;
mod export;
mod import;
mod joins;
mod ties;

pub use export::export;
pub(in crate::formats) use export::grid;
pub use import::import;

use crate::formats::shared::format::{Format, Kind, Reader, Writer};
use crate::formats::shared::table::{self, TABLES};
use crate::formats::shared::workbook::{self, WORKBOOKS};
use crate::formats::shared::xlsx;

const READER: Reader = Reader::Table(import);
/// A table of attributes.
pub(in crate::formats) const TABLE: Format =
    Format::new("attributes-csv", Kind::Attributes, "Table of attributes", TABLES)
        .read(fits, READER)
        .columns(import::ROLES)
        .written(Writer::File(|project, _, to| export(project, to)));
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("attributes-xlsx", Kind::Attributes, "Workbook of attributes", WORKBOOKS)
        .read(|bytes| workbook::fits(bytes) && fits(bytes), READER)
        .columns(import::ROLES)
        .written(Writer::File(|project, _, to| xlsx::workbook(&[grid(project)], Vec::new()).write(to)));

/// Whether the first row names whose attributes they are.
fn fits(bytes: &[u8]) -> bool {
    table::has(bytes, &[&["case", "participant", "transcript", "file"]])
}
