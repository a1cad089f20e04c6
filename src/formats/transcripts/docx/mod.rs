//! Word's .docx: the words in their order, tracked insertions taken and deletions left out, notes below. Reads no part but
//! those that hold words, and follows no reference out of the file.

mod comments;
mod looks;

use std::collections::BTreeMap;

use looks::{Look, Styles, look};

use super::page::{Page, Piece, Written};
use crate::formats::shared::draft::{KnownTurns, Report, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoding;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::format::{Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::xml::{Element, Events, Xml, XmlEvent};
use crate::formats::shared::zipped::Zipped;
use crate::lang::message;

/// Documents of Word.
pub(in crate::formats) const FORMAT: Format =
    Format::new("docx", Kind::Transcript, "Word", &["docx", "docm"])
        .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])));

/// What is not in the words, counted.
#[derive(Default)]
struct LeftOut {
    pictures: usize,
    deletions: usize,
    embedded: usize,
    symbols: usize,
    hidden: usize,
    readings: usize,
    italics: usize,
}

/// Reads a transcript of Word.
///
/// # Errors
/// When it is no such file, is damaged, locked or too large, or holds no words.
pub(in crate::formats) fn read(
    name: &str,
    bytes: &[u8],
    options: &TranscriptOptions,
) -> Result<TranscriptDraft, FormatError> {
    let mut zip = Zipped::open(name, bytes)?;
    let main = main_part(name, &mut zip)?;
    let Some(document) = zip.part(&main)? else {
        return Err(zip.error(&main, message!("file-words-missing"), message!("do-save-as-docx")));
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let beside = |part: &str| if folder.is_empty() { part.to_owned() } else { format!("{folder}/{part}") };
    let mut left = LeftOut::default();
    let mut notes = BTreeMap::new();
    for (part, kind) in [("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")] {
        let part = beside(part);
        if let Some(bytes) = zip.part(&part)? {
            read_notes(&Xml::new(name, Some(&part), &bytes)?, kind, &mut notes, &mut left)?;
        }
    }
    let styles = match zip.part(&beside("styles.xml"))? {
        Some(bytes) => Styles::read(&Xml::new(name, Some("styles.xml"), &bytes)?)?,
        None => Styles::none(),
    };
    let mut page = Page::default();
    let xml = Xml::new(name, Some(&main), &document)?;
    body(&mut xml.events(), &mut page, &mut left, &Around { notes: &notes, styles: &styles }, None)?;

    let Written { text, looks, places } = page.written();
    let marks = comments::marks(name, &mut zip, &beside, places)?;
    let mut report = Report::default();
    report.lost(left.pictures, message!("part-picture"), message!("file-only-words-kept"));
    report.lost(left.deletions, message!("part-tracked-deletion"), message!("file-changes-accepted"));
    report.lost(left.embedded, message!("part-embedded-document"), message!("file-only-own-words-kept"));
    report.lost(left.hidden, message!("part-piece-hidden-text"), message!("file-not-shown"));
    report.lost(left.symbols, message!("part-sign-symbol-font"), message!("file-no-character"));
    report.lost(left.readings, message!("part-reading"), message!("file-only-words-kept"));
    report.marks(&marks, options.marks);
    report.lost(left.italics, message!("part-italics"), message!("file-only-words-kept"));
    report.lost(
        headers(name, &mut zip, &folder)?,
        message!("part-page-header-footer"),
        message!("file-not-said"),
    );
    let decoding = Decoding { encoding: "UTF-8", certain: true, replaced: 0 };
    let draft = draft(name, text, KnownTurns::Looks(looks), decoding, report, &options.rules)?;
    Ok(TranscriptDraft { marks, ..draft })
}

/// Whether a zipped file looks like one of Word, by the names in it.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
        && Zipped::open("", bytes)
            .is_ok_and(|zip| zip.names().iter().any(|name| name.eq_ignore_ascii_case("word/document.xml")))
}

/// The part with the words, as the file's own list of parts names it.
fn main_part(name: &str, zip: &mut Zipped<'_>) -> Result<String, FormatError> {
    let usual = "word/document.xml";
    let Some(bytes) = zip.part("_rels/.rels")? else { return Ok(usual.to_owned()) };
    let xml = Xml::new(name, Some("_rels/.rels"), &bytes)?;
    let mut events = xml.events();
    while let Some(event) = events.next()? {
        let XmlEvent::Start(element) = event else { continue };
        let kind = element.get("Type").unwrap_or_default();
        if element.name() == "Relationship" && kind.ends_with("/officeDocument") {
            return Ok(element.get("Target").unwrap_or(usual).trim_start_matches('/').to_owned());
        }
    }
    Ok(usual.to_owned())
}

/// The words of the notes of a kind, by their ids.
fn read_notes(
    xml: &Xml<'_>,
    kind: &'static str,
    notes: &mut BTreeMap<(&'static str, String), Piece>,
    left: &mut LeftOut,
) -> Result<(), FormatError> {
    let mut events = xml.events();
    while let Some(event) = events.next()? {
        let XmlEvent::Start(element) = event else { continue };
        if element.name() == kind {
            let mut page = Page::default();
            let id = element.get("id").unwrap_or_default().to_owned();
            body(&mut events, &mut page, left, &Around::nothing(), Some(kind))?;
            notes.insert((kind, id), page.written().into_piece());
        }
    }
    Ok(())
}

/// Reads what stands in a document, or in an element of a name up to its end.
fn body(
    events: &mut Events<'_>,
    page: &mut Page,
    left: &mut LeftOut,
    around: &Around<'_>,
    until: Option<&str>,
) -> Result<(), FormatError> {
    let (mut in_text, mut hidden, mut heading, mut shade) = (false, false, false, None);
    // How the run before looked, so that what goes on counts once.
    let mut marked = Look::default();
    let notes = around.notes;
    while let Some(event) = events.next()? {
        match event {
            XmlEvent::Text(words) if in_text => page.words(&words),
            XmlEvent::Text(_) => {}
            XmlEvent::Start(element) => match element.name() {
                "t" => {
                    in_text = !hidden;
                    left.hidden += usize::from(hidden);
                }
                "pPr" => {
                    let look = look(events)?;
                    heading = around.styles.is_bold(look.style.as_deref());
                    shade = around.styles.highlight(&look);
                    page.set_bold(heading);
                    page.set_highlight(shade);
                }
                "rPr" => {
                    let look = look(events)?;
                    hidden = look.hidden;
                    left.italics += usize::from(look.italic && !marked.italic);
                    marked = look;
                    let by_style = around.styles.is_bold(marked.style.as_deref());
                    page.set_bold(marked.bold.unwrap_or(heading || by_style));
                    page.set_highlight(around.styles.highlight(&marked).or(shade));
                }
                "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "sym" if hidden => {}
                // How things look, what was deleted, what fields are made of, and what stands in for a newer drawing.
                "tblPr" | "tcPr" | "trPr" | "tblGrid" | "sectPr" | "sdtPr" | "sdtEndPr" | "instrText"
                | "fldData" | "Fallback" => events.skip()?,
                // How a word is read, above it.
                "rt" => {
                    left.readings += 1;
                    events.skip()?;
                }
                "del" | "moveFrom" => {
                    left.deletions += 1;
                    deleted(events, page)?;
                }
                "commentRangeStart" => page.open_comment(&id(&element)),
                "commentRangeEnd" => page.close_comment(&id(&element)),
                "commentReference" => page.comment(&id(&element)),
                "tr" => page.open_row(),
                "tc" => page.open_cell(),
                "tab" | "ptab" => page.words("\t"),
                "br" | "cr" => page.words("\n"),
                "noBreakHyphen" => page.words("\u{2011}"),
                "sym" | "symEx" => match symbol(&element) {
                    Some(c) => page.words(c.encode_utf8(&mut [0; 4])),
                    None => left.symbols += 1,
                },
                "footnoteReference" => note(page, notes.get(&("footnote", id(&element)))),
                "endnoteReference" => note(page, notes.get(&("endnote", id(&element)))),
                "txbxContent" => page.open_box(),
                "blip" | "imagedata" => left.pictures += 1,
                "altChunk" => left.embedded += 1,
                _ => {}
            },
            XmlEvent::End(name) => match name {
                "t" => in_text = false,
                "r" => {
                    hidden = false;
                    page.set_bold(heading);
                    page.set_highlight(shade);
                }
                "p" => {
                    (heading, shade, marked) = (false, None, Look::default());
                    page.set_bold(false);
                    page.set_highlight(None);
                    page.end_line();
                }
                "tr" => page.close_row(),
                "txbxContent" => page.close_box(),
                name if Some(name) == until => return Ok(()),
                _ => {}
            },
        }
    }
    Ok(())
}

/// What stands around the body and is needed to read it.
struct Around<'a> {
    notes: &'a BTreeMap<(&'static str, String), Piece>,
    styles: &'a Styles,
}

impl Around<'static> {
    /// As within a note, where there are no further ones and looks say nothing.
    const fn nothing() -> Self {
        static NOTES: BTreeMap<(&'static str, String), Piece> = BTreeMap::new();
        static STYLES: Styles = Styles::none();
        Self { notes: &NOTES, styles: &STYLES }
    }
}

/// Passes over what was deleted, but for where comments begin and end.
fn deleted(events: &mut Events<'_>, page: &mut Page) -> Result<(), FormatError> {
    let mut depth = 1_usize;
    while depth > 0 {
        match events.next()? {
            Some(XmlEvent::Start(element)) => {
                match element.name() {
                    "commentRangeStart" => page.open_comment(&id(&element)),
                    "commentRangeEnd" => page.close_comment(&id(&element)),
                    "commentReference" => page.comment(&id(&element)),
                    _ => {}
                }
                depth += 1;
            }
            Some(XmlEvent::End(_)) => depth -= 1,
            Some(XmlEvent::Text(_)) => {}
            None => break,
        }
    }
    Ok(())
}

fn id(element: &Element<'_>) -> String {
    element.get("id").unwrap_or_default().to_owned()
}

fn note(page: &mut Page, words: Option<&Piece>) {
    let Some(words) = words else { return };
    page.open_note();
    page.piece(words.clone());
    page.close_note(page.notes());
}

/// The character of a symbol; none where it means something in its own font alone.
fn symbol(element: &Element<'_>) -> Option<char> {
    let number = u32::from_str_radix(element.get("char")?, 16).ok()?;
    char::from_u32(number).filter(|c| !c.is_control() && !matches!(c, '\u{e000}'..='\u{f8ff}'))
}

/// How many headers and footers hold words.
fn headers(name: &str, zip: &mut Zipped<'_>, folder: &str) -> Result<usize, FormatError> {
    let is_one = |part: &&String| {
        let inner = part.strip_prefix(folder).map(|rest| rest.trim_start_matches('/'));
        inner.is_some_and(|rest| {
            (rest.starts_with("header") || rest.starts_with("footer")) && rest.ends_with(".xml")
        })
    };
    let parts: Vec<String> = zip.names().iter().filter(is_one).take(1_000).cloned().collect();
    let mut count = 0;
    for part in parts {
        let Some(bytes) = zip.part(&part)? else { continue };
        let (mut page, mut left) = (Page::default(), LeftOut::default());
        body(
            &mut Xml::new(name, Some(&part), &bytes)?.events(),
            &mut page,
            &mut left,
            &Around::nothing(),
            None,
        )?;
        count += usize::from(!page.done().trim().is_empty());
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::{fits, zipped};

    fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
        let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let mut parts = vec![("word/document.xml", document.as_str())];
        parts.extend(more);
        zipped(&parts)
    }

    fn read_body(body: &str) -> TranscriptDraft {
        read("a.docx", &docx(body, &[]), &TranscriptOptions::default()).unwrap()
    }

    #[test]
    fn what_does_not_show_is_left_out_and_told() {
        let draft = read_body(
            "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>gone</w:t><w:tab/></w:r>\
             <w:r><w:rPr><w:vanish w:val=\"0\"/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>b</w:t></w:r>\
             <w:sdt><w:sdtPr/><w:sdtEndPr><w:rPr><w:vanish/></w:rPr></w:sdtEndPr><w:sdtContent/></w:sdt><w:r><w:t>c</w:t></w:r></w:p>",
        );
        assert_eq!(draft.text.as_str(), "abc\n");
        assert_eq!(
            (draft.lost[0].what.to_string().as_str(), draft.lost[0].count),
            ("piece of hidden text", 1)
        );
    }

    #[test]
    fn words_cells_and_signs_stand_in_order() {
        let draft = read_body(
            "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>\
             <w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p><w:r>\
             <w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>d</w:t><w:noBreakHyphen/>\
             <w:sym w:char=\"2192\"/></w:r></w:p>",
        );
        assert_eq!(draft.text.as_str(), "a\tb\nc\n\n1\t\t2\nd\u{2011}→\n");
    }

    #[test]
    fn emoji_are_words_and_looks_are_counted() {
        let draft = read_body(
            "<w:p><w:r><w:t>so </w:t></w:r><mc:AlternateContent><mc:Choice><w16se:symEx w16se:char=\"1F600\"/></mc:Choice>\
             <mc:Fallback><w:t>:)</w:t></mc:Fallback></mc:AlternateContent></w:p><w:p><w:r><w:rPr><w:highlight w:val=\"yellow\"/>\
             </w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:highlight w:val=\"yellow\"/><w:i/></w:rPr><w:t>b</w:t></w:r></w:p>\
             <w:p><w:ruby><w:rt><w:r><w:t>yomi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>word</w:t></w:r></w:rubyBase></w:ruby></w:p>",
        );
        assert_eq!(draft.text.as_str(), "so 😀\nab\nword\n");
        let lost: Vec<_> = draft.lost.iter().map(|lost| format!("{} {}", lost.count, lost.what)).collect();
        assert_eq!(lost, ["1 reading above a word", "1 highlight", "1 passage in italics"]);
    }

    #[test]
    fn changes_comments_notes_and_pictures() {
        let body = "<w:p><w:r><w:t>one </w:t></w:r><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out\
                    </w:delText></w:r></w:del><w:r><w:footnoteReference w:id=\"2\"/><w:drawing><a:blip/></w:drawing>\
                    <w:instrText>FIELD</w:instrText></w:r></w:p><w:p><w:r><mc:AlternateContent><mc:Choice>\
                    <w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback>\
                    <w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Fallback>\
                    </mc:AlternateContent><w:t>two</w:t></w:r></w:p>";
        let notes = "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let comments = "<w:comments><w:comment/><w:comment/></w:comments>";
        let header = "<w:hdr><w:p><w:r><w:t>Confidential</w:t></w:r></w:p></w:hdr>";
        let parts = [
            ("word/footnotes.xml", notes),
            ("word/comments.xml", comments),
            ("word/header1.xml", header),
            ("word/footer1.xml", "<w:ftr><w:p/></w:ftr>"),
        ];
        let draft = read("a.docx", &docx(body, &parts), &TranscriptOptions::default()).unwrap();
        assert_eq!(draft.text.as_str(), "one in[1]\ntwo\nbox\n\n[1] note\n");
        let lost: Vec<_> = draft.lost.iter().map(|lost| format!("{} {}", lost.count, lost.what)).collect();
        assert_eq!(lost, ["1 picture", "1 tracked deletion", "2 comment", "1 page header or footer"]);
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest".to_vec();
        let bomb = docx(&format!("<w:t>{}</w:t>", " ".repeat(40 << 20)), &[]);
        let entities = zipped(&[("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]);
        for (bytes, says) in [
            (zipped(&[("a", "b")]), "“word/document.xml”: this part, which holds the words, is missing"),
            (locked, "locked by a password"),
            (bomb, "unpack to more than"),
            (entities, "entities of its own"),
            (docx("<w:p/>", &[]), "empty"),
            (docx("<w:p>", &[]), "not well-formed"),
        ] {
            let message = read("a.docx", &bytes, &TranscriptOptions::default()).unwrap_err().to_string();
            assert!(message.starts_with("a.docx") && message.contains(says), "{message}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            body in "(<w:(p|r|t|tr|tc|txbxContent|del|tab)>|</w:(p|r|t|tr|tc|txbxContent|del|tab)>|<w:(br|tab)/>|a é|\n){0,40}",
            cut in 0_usize..2000, flip in 0_usize..2000,
        ) {
            let mut bytes = docx(&body, &[]);
            if let Ok(draft) = read("a.docx", &bytes, &TranscriptOptions::default()) {
                fits(&draft);
            }
            let at = flip % bytes.len();
            bytes[at] ^= 1 << (flip % 8);
            bytes.truncate(bytes.len().saturating_sub(cut % 40));
            if let Ok(draft) = read("a.docx", &bytes, &TranscriptOptions::default()) {
                fits(&draft);
            }
        }
    }
}
