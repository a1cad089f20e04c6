//! Transcripts that programs write as JSON: what each form is stands in a file of its own, and all of them in one table. A form
//! is told by what is in the file; JSON of any other form is refused, never read as if its marks were words.

mod amazon;
mod assembly;
mod azure;
mod deepgram;
mod eleven;
mod form;
mod google;
mod podcast;
mod reading;
mod rev;
mod value;
mod whisper;

use crate::formats::shared::draft::{Report, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoded;
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::format::{Choice, Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::plain::decoded;
use crate::lang::{Message, list, message};
use crate::text::WordTimes;
use form::{Form, Top};
use reading::Reading;
use value::Json;

/// Transcripts as JSON.
pub(in crate::formats) const FORMAT: Format =
    Format::new("json", Kind::Transcript, "JSON of a program that transcribes", &["json"])
        .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])))
        .choices(&[Choice::Encoding]);

/// The forms that are read, by family; of several that fit the first is taken.
const FAMILIES: &[&[Form]] = &[
    amazon::FORMS,
    deepgram::FORMS,
    google::FORMS,
    azure::FORMS,
    rev::FORMS,
    assembly::FORMS,
    eleven::FORMS,
    podcast::FORMS,
    whisper::FORMS,
];

/// The most bytes of a file that is read.
const MOST_BYTES: usize = 64 << 20;

/// Whether a file is JSON of a form that is read.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let begins = bytes.trim_ascii_start().starts_with(b"{") || bytes.trim_ascii_start().starts_with(b"[");
    if !begins || bytes.len() > MOST_BYTES {
        return false;
    }
    let text = std::str::from_utf8(bytes).ok();
    text.and_then(|text| Json::new(text).ok()).is_some_and(|json| form(&Top::new(json)).is_some())
}

fn form(top: &Top<'_>) -> Option<&'static Form> {
    FAMILIES.iter().copied().flatten().find(|form| form.fits(top))
}

/// What forms are called, each once.
fn known() -> Vec<&'static str> {
    let mut names: Vec<&str> = FAMILIES.iter().copied().flatten().map(|form| form.name).collect();
    names.sort_unstable_by_key(|name| name.to_lowercase());
    names.dedup();
    names
}

/// Reads a transcript from JSON.
///
/// # Errors
/// When it is no JSON, of no form that is known, or holds no words.
fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    if bytes.len() > MOST_BYTES {
        return Err(FormatError::TooLarge { file: name.to_owned(), bytes: bytes.len(), most: MOST_BYTES });
    }
    let Decoded { text, decoding } = decoded(name, bytes, options.encoding.as_deref())?;
    if text.trim().is_empty() {
        return Err(FormatError::Empty { file: name.to_owned() });
    }
    let error = |place: Location, problem: Message, remedy: Message| FormatError::At {
        file: name.to_owned(),
        place,
        problem,
        remedy,
    };
    let json = Json::new(&text).map_err(|why| {
        error(Location::Line(why.line()), message!("file-no-json"), message!("do-export-json-again"))
    })?;
    let top = Top::new(json);
    let form = form(&top).ok_or_else(|| {
        let known = list(known());
        error(Location::Whole, message!("file-json-unknown"), message!("do-export-other-than-json", known))
    })?;
    let mut reading = Reading::new(options);
    form.read(&top, &mut reading);
    let (words, known, times, mut report) = reading.done();
    if words.trim().is_empty() {
        let problem = message!("file-json-without-words", form = form.name);
        return Err(error(Location::Whole, problem, message!("do-export-json-again")));
    }
    tell(&top, form, &mut report);
    let mut draft = draft(name, words, known, decoding, report, &options.rules)?;
    draft.times = WordTimes::new(&draft.text, times);
    Ok(draft)
}

/// Tells what stands beside what is said.
fn tell(top: &Top<'_>, form: &Form, report: &mut Report) {
    let beside = top.beside(form.has);
    let why =
        message!("file-json-beside", names = list(beside.iter().map(|name| message!("in-quotes", name))));
    report.lost(beside.len(), message!("part-field"), why);
}

#[cfg(test)]
mod tests;
