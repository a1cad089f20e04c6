//! Codings as a table, in and out: `transcript,coder,code,start,end`. Never takes half of one.

mod export;
mod import;

pub(in crate::formats) use export::rows;
pub use export::{export, export_workbook};
pub use import::import;

use crate::formats::projects::quoted;
use crate::formats::shared::format::{Choice, Format, Kind, Reader, Writer};
use crate::formats::shared::table::{self, TABLES};
use crate::formats::shared::workbook::{self, WORKBOOKS};

/// A table of codings.
pub(in crate::formats) const TABLE: Format =
    Format::new("codings-csv", Kind::Codings, "Table of codings", TABLES)
        .read(fits, Reader::Table(import))
        .written(Writer::File(|project, _, to| export(project, to)))
        .choices(&[Choice::Part])
        .columns(import::ROLES);
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("codings-xlsx", Kind::Codings, "Workbook of codings", WORKBOOKS)
        .read(|bytes| workbook::fits(bytes) && fits(bytes), Reader::Table(import))
        .written(Writer::File(|project, _, to| export_workbook(project).write(to)))
        .choices(&[Choice::Part])
        .columns(import::ROLES);

/// Whether the first row names codings: all that one needs, or so much of it that nothing else can be meant, so that what
/// is missing can be named.
fn fits(bytes: &[u8]) -> bool {
    let names: Vec<String> = table::first_row(bytes).iter().map(|name| table::folded(name)).collect();
    let has = |one: &str| names.iter().any(|name| name == one);
    let (code, coder) = (has("code") || has("codes"), has("coder"));
    let place = [has("start"), has("end")].into_iter().filter(|there| *there).count();
    // As a data package has them.
    if has("code id") && has("begins") && has("ends") {
        return true;
    }
    let parts = usize::from(code) + usize::from(coder) + place;
    has("code") && place == 2
        || ((has("transcript") || has("file")) && (code || coder) && parts >= 2 && !quoted::fits(bytes))
}
