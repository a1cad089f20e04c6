//! All formats, a line each, and which of them a file is of. Dialogs, menus, the palette, the command line, its help and the
//! tests that loop over formats find them here. Never knows more of a format than it says itself.

use super::documents::{docx_out, html_out};
use super::package;
use super::projects::{qualcoder, quoted, refi, taguette};
use super::shared::error::{FormatError, Location};
use super::shared::format::{Format, Kind};
use super::shared::outcome::Warning;
use super::tables::{
    agreement, attributes, codebook, codings, frequencies, history, matrix, memos, settlements,
};
use super::transcripts::{cues, docx, eaf, html, json, odt, otr, pdf, rows, rtf, textgrid, txt};
use super::unread::{is_known, unread};
use crate::lang::message;

/// All formats. Of several that fit a file the first is taken, and of several that can be written as a rule the first is
/// meant.
pub const FORMATS: &[Format] = &[
    txt::FORMAT,
    txt::MARKDOWN,
    docx::FORMAT,
    odt::FORMAT,
    rtf::FORMAT,
    html::FORMAT,
    pdf::FORMAT,
    cues::VTT,
    cues::SRT,
    eaf::FORMAT,
    textgrid::FORMAT,
    json::FORMAT,
    otr::FORMAT,
    codings::TABLE,
    quoted::TABLE,
    rows::TABLE,
    attributes::TABLE,
    codebook::TABLE,
    qualcoder::FORMAT,
    taguette::FORMAT,
    package::TABLES,
    codings::WORKBOOK,
    quoted::WORKBOOK,
    rows::WORKBOOK,
    attributes::WORKBOOK,
    codebook::WORKBOOK,
    codebook::LIST,
    codebook::DOCUMENT,
    refi::PROJECT_FILE,
    refi::CODEBOOK_FILE,
    taguette::TAGS,
    frequencies::TABLE,
    frequencies::WORKBOOK,
    agreement::TABLE,
    agreement::WORKBOOK,
    settlements::TABLE,
    settlements::WORKBOOK,
    memos::TABLE,
    memos::WORKBOOK,
    history::TABLE,
    history::WORKBOOK,
    matrix::TABLE,
    matrix::WORKBOOK,
    docx_out::CODED,
    html_out::CODED,
    docx_out::CODEBOOK,
    html_out::CODEBOOK,
    package::FOLDER,
];

/// The format with an id.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// The kinds that can be read.
pub fn kinds_read(formats: &[Format]) -> Vec<Kind> {
    kinds(formats, Format::is_read)
}

/// The kinds that can be written.
pub fn kinds_written(formats: &[Format]) -> Vec<Kind> {
    kinds(formats, Format::is_written)
}

fn kinds(formats: &[Format], wanted: impl Fn(&Format) -> bool) -> Vec<Kind> {
    let is = |kind: &Kind| formats.iter().any(|format| format.kind == *kind && wanted(format));
    Kind::ALL.into_iter().filter(is).collect()
}

/// The formats whose files end as this one does.
pub fn by_extension(name: &str) -> impl Iterator<Item = &'static Format> {
    let extension = name.rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_lowercase());
    FORMATS.iter().filter(move |format| format.extensions.contains(&extension.as_str()))
}

/// What to tell where a file is read as something else than its name says.
pub fn misnamed(name: &str, format: &Format) -> Option<Warning> {
    let fits = by_extension(name).any(|named| named.id == format.id) || by_extension(name).next().is_none();
    let message = || message!("file-misnamed", label = format.label);
    (!fits).then(|| Warning::file(name, message()))
}

/// The format of a file, by its extension, its first bytes, and what a person says that it holds.
///
/// # Errors
/// When no format fits.
pub fn format_of(name: &str, bytes: &[u8], kind: Option<Kind>) -> Result<&'static Format, FormatError> {
    let read = |format: &&Format| format.is_read();
    let wanted =
        |format: &&Format| read(format) && kind.map_or(!format.when_told, |kind| format.kind == kind);
    let mut candidates: Vec<&Format> = by_extension(name).filter(wanted).collect();
    if candidates.is_empty() && kind.is_some() {
        candidates = FORMATS.iter().filter(wanted).collect();
    }
    let fits = candidates.iter().find(|format| (format.fits)(bytes));
    // A wrong extension is the commonest fault of all.
    let misnamed =
        || FORMATS.iter().filter(wanted).find(|format| (format.fits)(bytes) && !(format.fits)(&[]));
    // Where only one kind can be meant, its reader says best what is wrong.
    let of_a_kind = |first: &&&Format| candidates.iter().all(|format| format.kind == first.kind);
    let only = candidates.first().filter(of_a_kind).copied();
    fits.copied().or_else(misnamed).or(only).ok_or_else(|| {
        let file = name.to_owned();
        if candidates.is_empty() && is_known(name) {
            let (problem, remedy) = unread(name);
            return FormatError::At { file, place: Location::Whole, problem, remedy };
        }
        if candidates.is_empty() {
            let known = FORMATS.iter().filter(read).flat_map(|format| format.extensions.iter().copied());
            let known = known.collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            return FormatError::UnknownFormat { file, known };
        }
        if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii().is_empty() {
            return FormatError::Empty { file };
        }
        FormatError::At {
            file,
            place: Location::Header,
            problem: message!("file-unknown-table"),
            remedy: message!("do-name-the-columns"),
        }
    })
}
