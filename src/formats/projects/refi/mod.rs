//! REFI-QDA (QDA-XML 1.0): projects (`.qdpx`) and codebooks (`.qdc`) of other programs, in and out. The file itself is kept,
//! so that what a project has no place for, and each id and position as it stood, is written again.
//!
//! ```text
//!   package ─► pieces ─► outline ─► content ─► edits                      in
//!   kept packages ─► outlines ─► content ─► each source compared with the project ─► schema ─► package      out
//! ```

mod file;
mod read;
mod write;

use crate::formats::shared::zipped::Zipped;

use crate::formats::shared::format::{Choice, Format, Kind, Reader, Writer};
pub use crate::formats::shared::options::Positions;
pub use file::loose::{ReadBeside, packed};
pub use read::import::{import, import_codebook};
pub use read::positions::Found;
pub use read::survey::{Survey, survey};
pub use write::export::{codebook, project};

/// A project file.
pub(in crate::formats) const PROJECT_FILE: Format =
    Format::new(PROJECT, Kind::Refi, "REFI-QDA project", &["qdpx", "qde"])
        .read(is_project, Reader::Table(import))
        .written(Writer::File(project))
        .choices(&[Choice::Target, Choice::Part]);
/// A codebook file.
pub(in crate::formats) const CODEBOOK_FILE: Format =
    Format::new(CODEBOOK, Kind::Codebook, "REFI-QDA codebook", &["qdc"])
        .read(is_codebook, Reader::Table(import_codebook))
        .written(Writer::File(codebook));

/// The format's id of project files, in the table of formats and on kept files.
pub(in crate::formats) const PROJECT: &str = "refi";

/// Whether bytes are a package with a project in it, or the XML of one.
fn is_project(bytes: &[u8]) -> bool {
    let named = |name: &String| name.to_ascii_lowercase().ends_with(".qde");
    let is_package =
        || bytes.starts_with(b"PK") && Zipped::open("", bytes).is_ok_and(|zip| zip.names().iter().any(named));
    file::loose::is_loose(bytes) || is_package()
}

/// Whether bytes are XML with a codebook at its start.
fn is_codebook(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(2_000)];
    let tag = b"CodeBook";
    head.contains(&b'<') && head.windows(tag.len()).any(|part| part == tag) && !file::loose::is_loose(bytes)
}

/// That of codebook files.
pub(in crate::formats) const CODEBOOK: &str = "refi-codebook";
