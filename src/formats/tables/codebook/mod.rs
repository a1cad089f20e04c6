//! The codebook as a table, in and out; as a list of names or a document in. Never takes half of one.

mod columns;
mod document;
mod export;
mod import;
mod outline;
mod paths;
mod places;
#[cfg(test)]
mod tests;
mod tree;
mod word;
mod words;

pub use export::export;
pub(in crate::formats) use export::grid;
pub use import::import;

use outline::Listed;

use crate::formats::shared::error::FormatError;
use crate::formats::shared::format::{Format, Kind, Reader, Writer};
use crate::formats::shared::options::ImportOptions;
use crate::formats::shared::outcome::Import;
use crate::formats::shared::table::{TABLES, first_row};
use crate::formats::shared::workbook::{self, WORKBOOKS};
use crate::formats::shared::xlsx;
use crate::model::{Project, Stamp};

const READER: Reader = Reader::Table(import);
/// A table of codes.
pub(in crate::formats) const TABLE: Format =
    Format::new("codebook-csv", Kind::Codebook, "Table of codes", TABLES)
        .read(fits, READER)
        .columns(words::ROLES)
        .written(Writer::File(|project, _, to| export(project, to)));
/// The same as a workbook.
pub(in crate::formats) const WORKBOOK: Format =
    Format::new("codebook-xlsx", Kind::Codebook, "Workbook of codes", WORKBOOKS)
        .read(|bytes| workbook::fits(bytes) && fits(bytes), READER)
        .columns(words::ROLES)
        .written(Writer::File(|project, _, to| xlsx::workbook(&[grid(project)], Vec::new()).write(to)));

/// A list of names that is plain text.
pub(in crate::formats) const LIST: Format =
    Format::new("codebook-list", Kind::Codebook, "List of codes", &["txt", "md"])
        .read(
            |_| false,
            Reader::Table(|project, file, bytes, options, stamp| {
                import_listed(project, outline::text(file, bytes)?, options, stamp)
            }),
        )
        .when_told();
/// A codebook as other programs, and people, print it.
pub(in crate::formats) const DOCUMENT: Format =
    Format::new("codebook-word", Kind::Codebook, "Codebook of Word", &["docx", "docm"])
        .read(
            |_| false,
            Reader::Table(|project, file, bytes, options, stamp| {
                import_listed(project, word::listed(file, bytes)?, options, stamp)
            }),
        )
        .when_told();

/// The edits that bring a list of codes into a project.
fn import_listed(
    project: &Project,
    listed: Listed,
    options: &ImportOptions,
    stamp: &mut dyn Stamp,
) -> Result<Import, FormatError> {
    let mut import = import::take(project, &listed.table, options, stamp)?;
    import.warnings.splice(0..0, listed.warnings);
    import.lost.splice(0..0, listed.lost);
    Ok(import)
}

/// Whether the first row names what a codebook has and nothing else.
fn fits(bytes: &[u8]) -> bool {
    columns::are_of_codebook(&first_row(bytes))
}
