//! A PDF: the words by where they stand on each page, lines from the top, words from the left, a page of two columns column
//! by column. The library that opens the
//! file gives up on many files by panicking, and this turns that into a message; time and memory are bounded by whoever
//! calls it for a file that nobody trusts ([`session::guarded`](crate::session::guarded)).

mod columns;
mod operators;

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, MediaBox, Object, OutputDev, OutputError, Transform, output_doc_page};

use crate::formats::shared::draft::{KnownTurns, Report, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoding;
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::format::{Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::lang::{Message, message, place, said};
use crate::text::Text;
use columns::in_order;

/// PDF.
pub(in crate::formats) const FORMAT: Format = Format::new("pdf", Kind::Transcript, "PDF", &["pdf"])
    .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])));

/// The most bytes of a file: fewer where nothing bounds the memory that reading it takes.
const MOST_BYTES: usize = if cfg!(unix) { 128 << 20 } else { 24 << 20 };
/// The most pages.
const MOST_PAGES: usize = 5_000;
/// The most characters.
const MOST_GLYPHS: usize = 20_000_000;

/// What a PDF says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Its words, line by line, an empty line where there is room between lines.
    pub text: String,
    pub pictures: usize,
    /// Numbers of pages that could not be read.
    pub unread: Vec<u32>,
    /// Numbers of pages that were read as two columns.
    pub columns: Vec<u32>,
}

/// Reads a transcript from a PDF.
///
/// # Errors
/// As [`words`], and when it holds no words.
pub fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    made_of(name, words(name, bytes)?, options)
}

/// The draft of the words of a PDF.
///
/// # Errors
/// When there are none.
pub fn made_of(
    name: &str,
    words: Words,
    options: &TranscriptOptions,
) -> Result<TranscriptDraft, FormatError> {
    if words.text.trim().is_empty() && words.unread.is_empty() {
        return Err(at(name, message!("file-only-pictures"), message!("do-recognise-first")));
    }
    let mut report = Report::default();
    report.lost(words.pictures, message!("part-picture"), message!("file-only-words-kept"));
    if let Some(page) = words.unread.first() {
        report.lost(
            words.unread.len(),
            message!("part-page"),
            message!("file-pages-unread", page = place(*page)),
        );
    }
    if let Some(page) = words.columns.first() {
        let message = message!("file-pages-in-columns", columns = words.columns.len(), page = place(*page));
        report.warn(Location::Whole, message);
    }
    let decoding = Decoding { encoding: "UTF-8", certain: true, replaced: 0 };
    draft(name, words.text, KnownTurns::None, decoding, report, &options.rules)
}

/// Whether the first bytes are those of a PDF.
pub fn fits(bytes: &[u8]) -> bool {
    bytes.get(..1024).unwrap_or(bytes).windows(5).any(|part| part == b"%PDF-")
}

/// The words of a PDF.
///
/// # Errors
/// When it is none, is damaged, locked, or too large.
pub fn words(name: &str, bytes: &[u8]) -> Result<Words, FormatError> {
    if bytes.is_empty() {
        return Err(FormatError::Empty { file: name.to_owned() });
    }
    if bytes.len() > MOST_BYTES {
        return Err(FormatError::TooLarge { file: name.to_owned(), bytes: bytes.len(), most: MOST_BYTES });
    }
    if !fits(bytes) {
        return Err(at(name, message!("file-no-pdf"), message!("do-extension-or-export")));
    }
    // Nothing outlives a panic but the message.
    let read = catch_unwind(AssertUnwindSafe(|| pages(name, bytes)));
    read.unwrap_or_else(|_| Err(damaged(name, &message!("file-not-built-as-pdf"))))
}

fn pages(name: &str, bytes: &[u8]) -> Result<Words, FormatError> {
    let mut document =
        Document::load_mem(bytes).map_err(|why| damaged(name, &message!("as-it-is", name = said(why))))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(at(name, message!("file-locked"), message!("do-save-without-one")));
    }
    let pages = document.get_pages();
    if pages.len() > MOST_PAGES {
        let problem = message!("file-too-many-pages", pages = pages.len(), most = MOST_PAGES);
        return Err(at(name, problem, message!("do-split-it")));
    }
    let mut words = Words { pictures: pictures(&document), ..Words::default() };
    let mut glyphs = 0;
    operators::in_forms(&mut document);
    for (&page, &id) in &pages {
        let mut sheet = Sheet::default();
        // What cannot be changed so is read as it is.
        let _ = catch_unwind(AssertUnwindSafe(|| operators::in_page(&mut document, id)));
        let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut sheet, page)));
        glyphs += sheet.glyphs.len();
        if glyphs > MOST_GLYPHS || words.text.len() > Text::MAX_BYTES {
            return Err(at(name, message!("file-too-much-text"), message!("do-split-it")));
        }
        if !matches!(read, Ok(Ok(()))) {
            words.unread.push(page);
        }
        // What was read of a page before its fault counts.
        if sheet.write(&mut words.text) {
            words.columns.push(page);
        }
    }
    if words.text.trim().is_empty() && !words.unread.is_empty() {
        return Err(damaged(name, &message!("file-no-page-read")));
    }
    Ok(words)
}

fn pictures(document: &Document) -> usize {
    let is_picture = |object: &&Object| {
        let subtype = object.as_stream().and_then(|stream| stream.dict.get(b"Subtype")?.as_name());
        subtype.is_ok_and(|subtype| subtype == b"Image")
    };
    document.objects.values().filter(is_picture).count()
}

fn damaged(name: &str, why: &Message) -> FormatError {
    at(name, message!("file-pdf-damaged", why), message!("do-copy-export-again"))
}

fn at(name: &str, problem: Message, remedy: Message) -> FormatError {
    FormatError::At { file: name.to_owned(), place: Location::Whole, problem, remedy }
}

/// A character on a page; `y` grows downwards.
#[derive(Clone, Copy)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) end: f64,
    pub(super) size: f64,
    /// Whether it is more than white space.
    pub(super) is_ink: bool,
    /// Its bytes in the words of the page.
    from: usize,
    to: usize,
}

/// The characters of a page as they come.
#[derive(Default)]
struct Sheet {
    words: String,
    glyphs: Vec<Glyph>,
    width: f64,
    height: f64,
}

impl OutputDev for Sheet {
    fn begin_page(
        &mut self,
        _: u32,
        size: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        (self.width, self.height) = (size.urx, size.ury);
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        words: &str,
    ) -> Result<(), OutputError> {
        let across = (place.m11.hypot(place.m12) * font_size).abs();
        let size = (place.m21.hypot(place.m22) * font_size).abs();
        let (x, y) = (place.m31, self.height - place.m32);
        // What stands beside the page is not seen.
        if !(-size..self.width + size).contains(&x) || !(-size..self.height + size).contains(&y) {
            return Ok(());
        }
        if self.glyphs.len() >= MOST_GLYPHS {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let from = self.words.len();
        for c in words.chars() {
            match ligature(c) {
                Some(letters) => self.words.push_str(letters),
                None if c.is_control() => {}
                None => self.words.push(c),
            }
        }
        let to = self.words.len();
        if [x, y, size, across].into_iter().all(f64::is_finite) && to > from {
            let is_ink = !self.words[from..].trim().is_empty();
            self.glyphs.push(Glyph { x, y, end: x + width * across, size, is_ink, from, to });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Sheet {
    /// Writes the lines of the page, from the top; says whether that was by columns.
    fn write(mut self, text: &mut String) -> bool {
        // Letters as they come stand from left to right already; only lines and columns may come in any order.
        self.glyphs.sort_by(|one, other| one.y.total_cmp(&other.y));
        let mut lines: Vec<Vec<Glyph>> = Vec::new();
        for glyph in std::mem::take(&mut self.glyphs) {
            let on_line = |line: &Vec<Glyph>| {
                line.first().is_some_and(|first| glyph.y - first.y < 0.4 * first.size.max(glyph.size))
            };
            match lines.last_mut() {
                Some(line) if on_line(line) => line.push(glyph),
                Some(_) | None => lines.push(vec![glyph]),
            }
        }
        lines.iter_mut().for_each(|line| line.sort_by(|one, other| one.x.total_cmp(&other.x)));
        let (lines, by_columns) = in_order(lines);
        let mut before: Option<f64> = None;
        for line in lines {
            let words = self.line(&line);
            if words.trim().is_empty() {
                continue;
            }
            let (y, size) = line
                .iter()
                .fold((0.0_f64, 0.0_f64), |(y, size), glyph| (y.max(glyph.y), size.max(glyph.size)));
            // Room for another line sets paragraphs apart.
            if before.is_some_and(|before| y - before > 1.75 * size) {
                text.push('\n');
            }
            text.push_str(words.trim());
            text.push('\n');
            before = Some(y);
        }
        if before.is_some() {
            text.push('\n');
        }
        by_columns
    }

    /// The words of a line, with a space where there is room for one.
    fn line(&self, glyphs: &[Glyph]) -> String {
        let mut line = String::new();
        let mut end: Option<f64> = None;
        for glyph in glyphs {
            let words = self.words.get(glyph.from..glyph.to).unwrap_or_default();
            let apart = end.is_some_and(|end| glyph.x - end > 0.15 * glyph.size);
            let is_space = words.trim().is_empty();
            if (apart || is_space) && !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
            if !is_space {
                line.push_str(words);
            }
            end = Some(end.map_or(glyph.end, |end| end.max(glyph.end)));
        }
        line
    }
}

/// The letters of a ligature, so that a search for them finds them.
const fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::fits as turns_fit;

    /// A PDF of one page whose content is a stream of drawing commands.
    fn pdf(content: &str) -> Vec<u8> {
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        for object in [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
                .to_owned(),
            format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        ] {
            places.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", places.len()).bytes());
        }
        let start = bytes.len();
        bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
        places.iter().for_each(|at| bytes.extend(format!("{at:010} 00000 n \n").bytes()));
        bytes.extend(
            format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", places.len() + 1).bytes(),
        );
        bytes
    }

    #[test]
    fn lines_stand_from_the_top_whatever_their_order() {
        let bytes = pdf(
            "BT /F 12 Tf 50 700 Td (P01: Because.) Tj ET BT /F 12 Tf 50 714 Td (Int:) Tj 30 0 Td (Why?) Tj ET \
             BT /F 12 Tf 50 600 Td (Int: And?) Tj ET BT /F 12 Tf 50 -90 Td (beside the page) Tj ET",
        );
        let draft = read("a.pdf", &bytes, &TranscriptOptions::default()).unwrap();
        assert_eq!(draft.text.as_str(), "Int: Why?\nP01: Because.\n\nInt: And?\n\n");
        assert_eq!(draft.recognition.turns.len(), 3);
    }

    #[test]
    fn words_that_are_shown_by_rare_operators_are_there() {
        let page = "BT /F 12 Tf 14 TL 50 700 Td (Int: Isn't it?) Tj (P1: It's \\(\"so\"\\)) ' 1 0.5 (Int: Good.) \" T* (P1: Yes.)Tj ET";
        let expected = "Int: Isn't it?\nP1: It's (\"so\")\nInt: Good.\nP1: Yes.\n\n";
        assert_eq!(words("a.pdf", &pdf(page)).unwrap().text, expected);
        let broken = "BT /F 12 Tf 50 700 Td (words) Tj ' \" ) ' ET";
        let _ = words("a.pdf", &pdf(broken));
    }

    /// Lines of a column, from the top.
    fn column(x: u32, y: u32, step: u32, words: &[&str]) -> String {
        let line = |(n, words): (u32, &&str)| format!("BT /F 10 Tf {x} {} Td ({words}) Tj ET ", y - n * step);
        (0..).zip(words).map(line).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let [left, right] = ["left", "right"].map(|side| {
            let line = |n| format!("{side} line {n} goes on to its own end here");
            (0..12).map(line).collect::<Vec<_>>()
        });
        let lines = |of: &[String]| of.join("\n") + "\n";
        for (step, shift) in [(12, 0), (12, 5)] {
            let [one, other] =
                [&left, &right].map(|lines| lines.iter().map(String::as_str).collect::<Vec<_>>());
            let title = "BT /F 10 Tf 60 760 Td (A title that stands over both of the columns of this whole page) Tj ET ";
            let page =
                format!("{title}{}{}", column(50, 700, step, &one), column(320, 700 - shift, step, &other));
            let words = words("a.pdf", &pdf(&page)).unwrap();
            let title = "A title that stands over both of the columns of this whole page\n\n";
            assert_eq!(words.text, format!("{title}{}{}\n", lines(&left), lines(&right)), "{shift}");
            assert_eq!(words.columns, [1]);
        }
        let draft = made_of(
            "a.pdf",
            Words { columns: vec![3], text: "a".into(), ..Words::default() },
            &TranscriptOptions::default(),
        );
        assert!(draft.unwrap().warnings[0].message.to_string().contains("page 3"));
    }

    #[test]
    fn names_times_and_numbers_beside_words_are_no_column() {
        let words_of_all: Vec<String> =
            (0..12).map(|n| format!("what was said in line {n} of this talk, and more of it")).collect();
        let said: Vec<&str> = words_of_all.iter().map(String::as_str).collect();
        let short = ["Why?"; 12];
        for (beside, x, at) in [("Interviewer:", 50, 150), ("00:01", 500, 50), ("12", 50, 80)] {
            let page = format!("{}{}", column(x, 700, 12, &[beside; 12]), column(at, 700, 12, &said));
            let read = words("a.pdf", &pdf(&page)).unwrap();
            assert_eq!(read.columns, [0_u32; 0], "{beside}: {}", read.text);
            assert!(
                read.text.lines().next().unwrap().contains(beside)
                    && read.text.lines().next().unwrap().contains("line 0")
            );
        }
        assert_eq!(words("a.pdf", &pdf(&column(50, 700, 12, &short))).unwrap().columns, [0_u32; 0]);
        assert_eq!(words("a.pdf", &pdf(&column(50, 700, 12, &said))).unwrap().columns, [0_u32; 0]);
    }

    #[test]
    fn what_is_damaged_locked_or_without_words_is_named() {
        let whole = pdf("");
        for (bytes, says) in [
            (whole.clone(), "no words in it, only pictures"),
            (whole[..whole.len() / 2].to_vec(), "damaged"),
            (b"%PDF-1.7".to_vec(), "damaged"),
            (b"words".to_vec(), "not a PDF"),
            (Vec::new(), "empty"),
        ] {
            let message = read("a.pdf", &bytes, &TranscriptOptions::default()).unwrap_err().to_string();
            assert!(message.starts_with("a.pdf") && message.contains(says), "{message}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            content in "(BT |ET |/F 12 Tf |[0-9]{1,3} -?[0-9]{1,3} Td |\\(a\\) Tj |\\[\\(b\\) -900 \\(c\\)\\] TJ |q |Q |x |1 0 0 1 [0-9] [0-9] cm ){0,30}",
            flips in proptest::collection::vec((0_usize..1000, 0_u8..8), 0..4),
        ) {
            let mut bytes = pdf(&content);
            for (at, bit) in flips {
                let at = at % bytes.len();
                bytes[at] ^= 1 << bit;
            }
            if let Ok(draft) = read("a.pdf", &bytes, &TranscriptOptions::default()) {
                turns_fit(&draft);
            }
        }
    }
}
