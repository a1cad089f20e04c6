//! Rich text, .rtf: the words, by a small reader of its groups and control words. Knows code pages, fonts of other scripts
//! and Unicode escapes; never follows a link, and holds no more than one state a group.

mod destinations;
mod lines;
mod tokens;

use std::collections::HashMap;

use encoding_rs::Encoding;
use tokens::{Token, Tokens, charset, code_page};

use super::page::{Page, Written};
use crate::formats::shared::draft::{KnownTurns, Report, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoding;
use crate::formats::shared::error::{FormatError, Location};
use crate::formats::shared::format::{Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::lang::{Message, message};

/// Rich text.
pub(in crate::formats) const FORMAT: Format = Format::new("rtf", Kind::Transcript, "Rich text", &["rtf"])
    .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])));

/// The deepest groups that are read.
const MOST_DEPTH: usize = 10_000;

/// Where the words of a group go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    /// Into the text.
    Text,
    /// Nowhere: they are not words of the document.
    Nowhere,
    /// The list of fonts.
    Fonts,
}

/// What holds inside a group.
#[derive(Clone, Copy)]
struct State {
    destination: Destination,
    /// Bytes that stand for a Unicode character where a reader does not know it.
    fallback: usize,
    font: i32,
    deleted: bool,
    hidden: bool,
    bold: bool,
    /// The number of the note that this group is, or whether it is a box.
    note: Option<usize>,
    is_box: bool,
    /// Whether nothing has come in it yet but `\\*`.
    starred: bool,
    fresh: bool,
}

/// A reader in the middle of a file.
struct Rtf<'b> {
    tokens: Tokens<'b>,
    state: State,
    outer: Vec<State>,
    page: Page,
    /// Bytes in the encoding of the font, not yet words.
    pending: Vec<u8>,
    /// The first half of a character that takes two escapes.
    half: Option<u16>,
    /// Bytes still to be passed over.
    skip: usize,
    code_page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    replaced: usize,
    pictures: usize,
    comments: usize,
    deletions: usize,
    hidden: usize,
    headers: usize,
    markers: usize,
    embedded: usize,
}

/// Reads a transcript of rich text.
///
/// # Errors
/// When it is no rich text, is nested too deeply, or holds no words.
fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    let error = |problem: Message, remedy: Message| FormatError::At {
        file: name.to_owned(),
        place: Location::Whole,
        problem,
        remedy,
    };
    if bytes.trim_ascii().is_empty() {
        return Err(FormatError::Empty { file: name.to_owned() });
    }
    if !fits(bytes) {
        return Err(error(message!("file-no-rtf"), message!("do-extension-or-save")));
    }
    let mut rtf = Rtf::new(bytes);
    if let Some(chosen) = options.encoding.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()))
    {
        rtf.code_page = chosen;
    }
    if rtf.run().is_none() {
        return Err(error(message!("file-groups-too-deep"), message!("do-save-again-trust")));
    }
    let mut report = Report::default();
    if !rtf.outer.is_empty() {
        report.warn(Location::Whole, message!("file-ends-in-the-middle"));
    }
    report.lost(rtf.pictures, message!("part-picture"), message!("file-only-words-kept"));
    report.lost(rtf.deletions, message!("part-tracked-deletion"), message!("file-changes-accepted"));
    report.lost(rtf.hidden, message!("part-piece-hidden-text"), message!("file-not-shown"));
    report.lost(rtf.comments, message!("part-comment"), message!("file-not-said"));
    report.lost(rtf.headers, message!("part-page-header-footer"), message!("file-not-said"));
    report.lost(rtf.markers, message!("part-number-bullet-list"), message!("file-made-by-word-processor"));
    report.lost(rtf.embedded, message!("part-embedded-object"), message!("file-only-words-kept"));
    let decoding = Decoding { encoding: rtf.code_page.name(), certain: true, replaced: rtf.replaced };
    let Written { text, looks, .. } = rtf.page.written();
    draft(name, text, KnownTurns::Looks(looks), decoding, report, &options.rules)
}

/// Whether the first bytes are those of rich text.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

impl<'b> Rtf<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        let state = State {
            destination: Destination::Text,
            fallback: 1,
            font: -1,
            deleted: false,
            hidden: false,
            bold: false,
            note: None,
            is_box: false,
            starred: false,
            fresh: true,
        };
        Self {
            tokens: Tokens::new(bytes),
            state,
            outer: Vec::new(),
            page: Page::default(),
            pending: Vec::new(),
            half: None,
            skip: 0,
            code_page: encoding_rs::WINDOWS_1252,
            fonts: HashMap::new(),
            replaced: 0,
            pictures: 0,
            comments: 0,
            deletions: 0,
            hidden: 0,
            headers: 0,
            markers: 0,
            embedded: 0,
        }
    }

    /// Reads to the end; none where groups lie too deep.
    fn run(&mut self) -> Option<()> {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open => {
                    if self.outer.len() == MOST_DEPTH {
                        return None;
                    }
                    self.skip = 0;
                    self.flush();
                    self.outer.push(self.state);
                    self.state =
                        State { note: None, is_box: false, starred: false, fresh: true, ..self.state };
                }
                Token::Close => {
                    self.skip = 0;
                    self.flush();
                    self.close();
                }
                Token::Word(word, number) => self.command(word, number),
                Token::Star => self.state.starred = self.state.fresh,
                Token::Byte(byte) => self.byte(byte),
                Token::Sign(sign) => self.put(sign),
            }
        }
        self.flush();
        Some(())
    }

    fn close(&mut self) {
        if let Some(number) = self.state.note {
            self.page.close_note(number);
        }
        if self.state.is_box {
            self.page.close_box();
        }
        // What comes after the last group is not read as a group.
        if let Some(outer) = self.outer.pop() {
            self.state = outer;
            self.state.fresh = false;
            self.page.set_bold(outer.bold);
        }
    }

    fn set_bold(&mut self, bold: bool) {
        self.flush();
        self.state.bold = bold;
        self.page.set_bold(bold);
    }

    fn byte(&mut self, byte: u8) {
        self.state.fresh = false;
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.goes_into_text() {
            self.lone_half();
            self.pending.push(byte);
        }
    }

    const fn goes_into_text(&self) -> bool {
        matches!(self.state.destination, Destination::Text) && !self.state.deleted && !self.state.hidden
    }

    /// Makes words of the bytes that wait.
    fn flush(&mut self) {
        self.lone_half();
        if self.pending.is_empty() {
            return;
        }
        let encoding = self.fonts.get(&self.state.font).copied().unwrap_or(self.code_page);
        let (words, wrong) = encoding.decode_without_bom_handling(&self.pending);
        self.replaced += if wrong { words.matches('\u{fffd}').count() } else { 0 };
        let words: String = words.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        self.page.words(&words);
        self.pending.clear();
    }

    /// Half a character whose other half never came.
    fn lone_half(&mut self) {
        if self.half.take().is_some() {
            self.replaced += 1;
            self.page.words("\u{fffd}");
        }
    }

    fn put(&mut self, words: &str) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.goes_into_text() {
            self.flush();
            self.page.words(words);
        }
    }

    fn command(&mut self, word: &str, number: Option<i32>) {
        let (fresh, starred) = (self.state.fresh, self.state.starred);
        (self.state.fresh, self.state.starred) = (false, false);
        // A control word counts as one of the bytes that stand for a Unicode character.
        if self.skip > 0 && !matches!(word, "u" | "bin") {
            self.skip -= 1;
            return;
        }
        if word == "bin" {
            self.tokens.pass(number.unwrap_or(0).max(0) as usize);
            return;
        }
        if (fresh || starred) && self.destination(word) {
            return;
        }
        if starred {
            self.state.destination = Destination::Nowhere;
            return;
        }
        match word {
            "par" | "sect" | "page" | "column" => self.paragraph(),
            "line" | "lbr" => self.put("\n"),
            "tab" => self.put("\t"),
            "trowd" => self.open_row(),
            "cell" => self.cell(),
            "row" => self.row(),
            "nestcell" => self.put("\t"),
            "nestrow" => self.put("\n"),
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "bullet" => self.put("•"),
            "emspace" => self.put("\u{2003}"),
            "enspace" => self.put("\u{2002}"),
            "qmspace" => self.put("\u{2005}"),
            "zwj" => self.put("\u{200d}"),
            "zwnj" => self.put("\u{200c}"),
            "ltrmark" => self.put("\u{200e}"),
            "rtlmark" => self.put("\u{200f}"),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.fallback = number.unwrap_or(1).clamp(0, 32) as usize,
            "f" => {
                self.flush();
                self.state.font = number.unwrap_or(-1);
            }
            "fcharset" if self.state.destination == Destination::Fonts => {
                if let Some(encoding) = charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.state.font, encoding);
                }
            }
            "b" => self.set_bold(number != Some(0)),
            "plain" => {
                self.set_bold(false);
                (self.state.font, self.state.deleted, self.state.hidden) = (-1, false, false);
            }
            "v" => {
                self.flush();
                let is_hidden = number != Some(0);
                self.hidden += usize::from(
                    is_hidden && !self.state.hidden && self.state.destination == Destination::Text,
                );
                self.state.hidden = is_hidden;
            }
            "deleted" => {
                self.flush();
                let is_deleted = number != Some(0);
                self.deletions += usize::from(
                    is_deleted && !self.state.deleted && self.state.destination == Destination::Text,
                );
                self.state.deleted = is_deleted;
            }
            "ansicpg" => self.code_page = code_page(number.unwrap_or(1252)).unwrap_or(self.code_page),
            "mac" => self.code_page = encoding_rs::MACINTOSH,
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32) {
        if self.goes_into_text() {
            // A number over 32767 is written as a negative one.
            let unit = number as u16;
            match (self.half.take(), unit) {
                (Some(high), 0xDC00..=0xDFFF) => {
                    let pair: String = char::decode_utf16([high, unit]).flatten().collect();
                    self.page.words(&pair);
                }
                (half, unit) => {
                    self.half = half;
                    self.flush();
                    match unit {
                        0xD800..=0xDBFF => self.half = Some(unit),
                        0xDC00..=0xDFFF => {
                            self.replaced += 1;
                            self.page.words("\u{fffd}");
                        }
                        unit => {
                            let known = char::from_u32(u32::from(unit)).filter(|c| !c.is_control());
                            self.page.words(known.unwrap_or(' ').encode_utf8(&mut [0; 4]));
                        }
                    }
                }
            }
        }
        self.skip = self.state.fallback;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(source: &str) -> String {
        read("a.rtf", source.as_bytes(), &TranscriptOptions::default()).unwrap().text.as_str().to_owned()
    }

    #[test]
    fn escapes_code_pages_and_fallbacks() {
        let head = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 A;}{\f1\fcharset128 B;}{\f2\fcharset238 C;}}";
        for (source, expected) in [
            (r"caf\'e9 \u8220\'93x\u8221\'94", "café “x”\n"),
            (r"{\f1 \'8c\'c3\'8f\'91} a", "古書 a\n"),
            (r"{\f2 Prosz\'ea} \f0 \'ea", "Proszę ê\n"),
            (r"\u23478? \u55356?\u57312?", "家 🏠\n"),
            (r"\uc0\u-10240  x\uc2\u233 ab c", "\u{fffd} xé c\n"),
            (r"a\par b\line c\tab d\~e\_f\-g\emdash", "a\nb\nc\td\u{a0}e\u{2011}fg—\n"),
            (r"a{\*\unknown no}{\info no}{\pict 00ff}b{\field{\*\fldinst X}{\fldrslt y}}", "aby\n"),
            (r"a{\footnote b\par}c\par", "a[1]c\n\n[1] b\n"),
            (r"\trowd a\cell b\cell\row\trowd\cell d\cell\row e", "a\tb\n\td\ne\n"),
            (r"a{\deleted gone}{\*\annotation no}\bin3 }}}b", "ab\n"),
            (r"a{\v gone}b\v gone\v0 c\v gone\plain d", "abcd\n"),
            (r"{\f1\uc2 \u22899\'8f\'97x \'8f\'97}\uc1 \u233e\'e9", "女x 女éé\n"),
            (r"{\f2\'b9}{\f1{\f2\'b9}\'93\'fa}\'b9", "ąą日¹\n"),
        ] {
            assert_eq!(words(&format!("{head}{source}}}")).trim_end(), expected.trim_end(), "{source}");
        }
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let source = br"{\rtf1{\header h}{\pict 00}{\*\annotation c}{\listtext 1.\tab}one{\deleted two}";
        let draft = read("a.rtf", source, &TranscriptOptions::default()).unwrap();
        let lost: Vec<_> = draft.lost.iter().map(|lost| format!("{} {}", lost.count, lost.what)).collect();
        assert_eq!(
            lost,
            [
                "1 picture",
                "1 tracked deletion",
                "1 comment",
                "1 page header or footer",
                "1 number or bullet of a list"
            ]
        );
        assert_eq!((draft.text.as_str(), draft.warnings.len()), ("one\n", 1), "cut short");
    }

    #[test]
    fn half_characters_stand_as_replaced() {
        let draft =
            read("a.rtf", br"{\rtf1\ansi {\b bold \u55357? tail", &TranscriptOptions::default()).unwrap();
        assert_eq!((draft.text.as_str(), draft.decoding.replaced), ("bold \u{fffd} tail\n", 1));
    }

    #[test]
    fn depth_and_other_files_are_refused() {
        let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
        for (bytes, says) in
            [(deep.as_bytes(), "too deep"), (b"plain".as_slice(), "does not begin"), (b"", "empty")]
        {
            let message = read("a.rtf", bytes, &TranscriptOptions::default()).unwrap_err().to_string();
            assert!(message.starts_with("a.rtf") && message.contains(says), "{message}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            body in "(\\\\[a-z]{1,8}-?[0-9]{0,5} ?|\\\\'[0-9a-f]{0,2}|\\\\\\*|[{}a é]|\\\\footnote |\\\\trowd |\\\\cell |\\\\row |\\\\u55357\\?){0,60}",
            rest: Vec<u8>,
        ) {
            let mut bytes = format!("{{\\rtf1 {body}").into_bytes();
            bytes.extend(rest);
            if let Ok(draft) = read("a.rtf", &bytes, &TranscriptOptions::default()) {
                crate::formats::tests::fits(&draft);
            }
        }
    }
}
