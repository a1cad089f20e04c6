//! LibreOffice's .odt: the words in their order, tracked insertions taken and deletions left out, notes below. Reads no
//! part but those that hold words, and follows no reference out of the file.

mod comments;
mod looks;

use comments::Comments;
use looks::{Look, Styles};

use super::page::{Page, Written};
use crate::formats::shared::draft::{KnownTurns, Report, TranscriptDraft, draft};
use crate::formats::shared::encoding::Decoding;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::format::{Format, Kind, Reader};
use crate::formats::shared::options::TranscriptOptions;
use crate::formats::shared::xml::{Element, Events, Xml, XmlEvent};
use crate::formats::shared::zipped::Zipped;
use crate::lang::message;

/// Documents of LibreOffice.
pub(in crate::formats) const FORMAT: Format = Format::new("odt", Kind::Transcript, "LibreOffice", &["odt"])
    .read(fits, Reader::Transcript(|file, bytes, options| Ok(vec![read(file, bytes, options)?])));

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
/// The most spaces that one mark stands for.
const MOST_SPACES: usize = 1_000;

/// What is not in the words, counted.
#[derive(Default)]
struct LeftOut {
    pictures: usize,
    deletions: usize,
    embedded: usize,
    hidden: usize,
}

/// Reads a transcript of LibreOffice or OpenOffice.
///
/// # Errors
/// When it is no such file, is damaged, locked or too large, or holds no words.
fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> Result<TranscriptDraft, FormatError> {
    let mut zip = Zipped::open(name, bytes)?;
    if is_locked(name, &mut zip)? {
        return Err(zip.error(CONTENT, message!("file-locked"), message!("do-save-without-one")));
    }
    let Some(content) = zip.part(CONTENT)? else {
        return Err(zip.error(CONTENT, message!("file-words-missing"), message!("do-save-as-odt")));
    };
    let mut styles = Styles::default();
    if let Some(bytes) = zip.part(STYLES)? {
        let xml = Xml::new(name, Some(STYLES), &bytes)?;
        let mut events = xml.events();
        while let Some(event) = events.next()? {
            if let XmlEvent::Start(element) = event {
                styles.take(&element);
            }
        }
    }
    styles.by_hand();
    let xml = Xml::new(name, Some(CONTENT), &content)?;
    let (mut page, mut left, mut comments) = (Page::default(), LeftOut::default(), Comments::default());
    let mut events = xml.events();
    while let Some(event) = events.next()? {
        let XmlEvent::Start(element) = event else { continue };
        match element.qualified() {
            "office:body" => body(&mut events, &styles, &mut page, &mut left, &mut comments)?,
            _ => styles.take(&element),
        }
    }
    let mut report = Report::default();
    report.lost(left.pictures, message!("part-picture"), message!("file-only-words-kept"));
    report.lost(left.deletions, message!("part-tracked-deletion"), message!("file-changes-accepted"));
    report.lost(left.hidden, message!("part-piece-hidden-text"), message!("file-not-shown"));
    report.lost(left.embedded, message!("part-embedded-object"), message!("file-only-words-kept"));
    let headers = headers(name, &mut zip)?;
    report.lost(headers, message!("part-page-header-footer"), message!("file-not-said"));
    let decoding = Decoding { encoding: "UTF-8", certain: true, replaced: 0 };
    let Written { text, looks, places } = page.written();
    let marks = comments.marks(places);
    report.marks(&marks, options.marks);
    let draft = draft(name, text, KnownTurns::Looks(looks), decoding, report, &options.rules)?;
    Ok(TranscriptDraft { marks, ..draft })
}

/// Whether a zipped file says that it is a text of this format.
pub(in crate::formats) fn fits(bytes: &[u8]) -> bool {
    let head = bytes.get(..200).unwrap_or(bytes);
    let says = b"mimetypeapplication/vnd.oasis.opendocument.text";
    bytes.starts_with(b"PK") && head.windows(says.len()).any(|part| part == says)
}

/// Whether the list of parts names one as encrypted.
fn is_locked(name: &str, zip: &mut Zipped<'_>) -> Result<bool, FormatError> {
    let part = "META-INF/manifest.xml";
    let Some(bytes) = zip.part(part)? else { return Ok(false) };
    let xml = Xml::new(name, Some(part), &bytes)?;
    let mut events = xml.events();
    while let Some(event) = events.next()? {
        if matches!(event, XmlEvent::Start(element) if element.name() == "encryption-data") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads up to the end of the body; text in a hidden style does not show.
fn body(
    events: &mut Events<'_>,
    styles: &Styles,
    page: &mut Page,
    left: &mut LeftOut,
    comments: &mut Comments,
) -> Result<(), FormatError> {
    let mut body = Body { paragraphs: 0, notes: Vec::new(), looks: Vec::new(), styles, page, left };
    while let Some(event) = events.next()? {
        match event {
            XmlEvent::Text(words) if body.paragraphs > 0 => body.page.flowing(&words),
            XmlEvent::Text(_) => {}
            XmlEvent::Start(element) => match body.start(&element) {
                Then::GoOn => {}
                Then::Skip => events.skip()?,
                Then::CountDeletions => body.left.deletions += deletions(events, comments)?,
                Then::Comment => {
                    let id = comments.read(&element, events)?;
                    if element.get("name").is_some() {
                        body.page.open_comment(&id);
                    } else {
                        body.page.comment(&id);
                    }
                }
            },
            XmlEvent::End("body") => return Ok(()),
            XmlEvent::End(name) => body.end(name),
        }
    }
    Ok(())
}

/// The body of a document as far as it is read.
struct Body<'b> {
    /// How deep the paragraphs lie in each other: a note or a box in one holds others.
    paragraphs: usize,
    /// The notes that are open, with how deep the paragraphs around them lie.
    notes: Vec<(usize, usize)>,
    /// How the paragraphs and pieces look that are open.
    looks: Vec<Look>,
    styles: &'b Styles,
    page: &'b mut Page,
    left: &'b mut LeftOut,
}

/// What is to be done with what stands in an element.
enum Then {
    GoOn,
    Skip,
    CountDeletions,
    Comment,
}

impl Body<'_> {
    fn start(&mut self, element: &Element<'_>) -> Then {
        let counted = |count: &mut usize| {
            *count += 1;
            Then::Skip
        };
        match element.qualified() {
            "text:span" | "text:p" | "text:h" if self.styles.hides(element.get("style-name")) => {
                return counted(&mut self.left.hidden);
            }
            "text:section" if element.get("display") == Some("none") => {
                return counted(&mut self.left.hidden);
            }
            "office:annotation" => return Then::Comment,
            "office:annotation-end" => self.page.close_comment(element.get("name").unwrap_or_default()),
            "draw:image" => return counted(&mut self.left.pictures),
            "draw:object" | "draw:object-ole" | "draw:plugin" => return counted(&mut self.left.embedded),
            "text:note-citation"
            | "text:ruby-text"
            | "office:forms"
            | "svg:title"
            | "svg:desc"
            | "text:variable-decls"
            | "text:sequence-decls" => return Then::Skip,
            "text:tracked-changes" => return Then::CountDeletions,
            "text:span" => self.open_look(element),
            "text:p" | "text:h" => {
                self.paragraphs += 1;
                self.open_look(element);
            }
            "text:s" => {
                let count = element.get("c").and_then(|c| c.parse().ok()).unwrap_or(1_usize);
                self.page.words(&" ".repeat(count.min(MOST_SPACES)));
            }
            "text:tab" => self.page.words("\t"),
            "text:line-break" => self.page.words("\n"),
            "text:note" => {
                self.page.open_note();
                self.notes.push((self.page.notes(), std::mem::take(&mut self.paragraphs)));
            }
            "draw:text-box"
            | "draw:custom-shape"
            | "draw:rect"
            | "draw:ellipse"
            | "draw:circle"
            | "draw:polygon"
            | "draw:polyline"
            | "draw:path"
            | "draw:regular-polygon"
            | "draw:connector" => self.page.open_box(),
            "table:table-row" => self.page.open_row(),
            "table:table-cell" | "table:covered-table-cell" => self.page.open_cell(),
            _ => {}
        }
        Then::GoOn
    }

    fn open_look(&mut self, element: &Element<'_>) {
        let is_span = element.name() == "span";
        let mut around = self.looks.last().copied().filter(|_| is_span).unwrap_or_default();
        around.bold |= element.name() == "h";
        self.looks.push(self.styles.look(element.get("style-name"), around));
        self.show_look();
    }

    fn close_look(&mut self) {
        self.looks.pop();
        self.show_look();
    }

    fn show_look(&mut self) {
        let look = self.looks.last().copied().unwrap_or_default();
        self.page.set_bold(look.bold);
        self.page.set_highlight(look.highlight);
    }

    /// The reader gives the end without its prefix.
    fn end(&mut self, name: &str) {
        match name {
            "span" => self.close_look(),
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.close_look();
                self.page.end_line();
            }
            "note" => {
                if let Some((number, around)) = self.notes.pop() {
                    self.page.close_note(number);
                    self.paragraphs = around;
                }
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "polyline" | "path"
            | "regular-polygon" | "connector" => self.page.close_box(),
            "table-row" => self.page.close_row(),
            _ => {}
        }
    }
}

/// Counts the deletions in a list of tracked changes; comments on what was deleted are kept.
fn deletions(events: &mut Events<'_>, comments: &mut Comments) -> Result<usize, FormatError> {
    let mut count = 0;
    while let Some(event) = events.next()? {
        match event {
            XmlEvent::Start(element) if element.qualified() == "office:annotation" => {
                comments.read(&element, events)?;
            }
            XmlEvent::Start(element) => count += usize::from(element.name() == "deletion"),
            XmlEvent::End("tracked-changes") => break,
            XmlEvent::End(_) | XmlEvent::Text(_) => {}
        }
    }
    Ok(count)
}

/// How many headers and footers hold words.
fn headers(name: &str, zip: &mut Zipped<'_>) -> Result<usize, FormatError> {
    let Some(bytes) = zip.part(STYLES)? else { return Ok(0) };
    let xml = Xml::new(name, Some(STYLES), &bytes)?;
    let (mut events, mut count, mut open, mut words) = (xml.events(), 0, false, false);
    let is_one = |name: &str| name.starts_with("header") || name.starts_with("footer");
    let is_start = |element: &Element<'_>| {
        element.qualified().strip_prefix("style:").is_some_and(|rest| {
            matches!(
                rest,
                "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first"
            )
        })
    };
    while let Some(event) = events.next()? {
        match event {
            XmlEvent::Start(element) if is_start(&element) => (open, words) = (true, false),
            XmlEvent::Text(text) if open => words |= !text.trim().is_empty(),
            XmlEvent::End(name) if open && is_one(name) => {
                count += usize::from(words);
                open = false;
            }
            XmlEvent::Start(_) | XmlEvent::Text(_) | XmlEvent::End(_) => {}
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::tests::{fits, zipped};

    fn odt(body: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content xmlns:office=\"o\"><office:body><office:text>{body}</office:text></office:body>\
             </office:document-content>"
        );
        zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
    }

    #[test]
    fn words_spaces_notes_and_changes() {
        let draft = read(
            "a.odt",
            &odt(
                "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>\
                 </text:changed-region></text:tracked-changes><text:h>Title</text:h><text:p>  a \n b<text:s text:c=\"3\"/>c\
                 <text:tab/>d<text:line-break/>e<text:note><text:note-citation>1</text:note-citation><text:note-body>\
                 <text:p>note</text:p></text:note-body></text:note><office:annotation><text:p>no</text:p>\
                 </office:annotation> f</text:p><text:p/><table:table><table:table-row><table:table-cell><text:p>x</text:p>\
                 </table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row>\
                 </table:table><text:p><draw:frame><draw:image/></draw:frame>end</text:p>",
            ),
            &TranscriptOptions::default(),
        )
        .unwrap();
        assert_eq!(draft.text.as_str(), "Title\na b   c\td\ne[1] f\n\nx\ty\nend\n\n[1] note\n");
        let lost: Vec<_> = draft.lost.iter().map(|lost| format!("{} {}", lost.count, lost.what)).collect();
        assert_eq!(lost, ["1 picture", "1 tracked deletion", "1 comment"]);
    }

    #[test]
    fn what_is_hidden_is_left_out_and_counted() {
        let content = "<c xmlns:office=\"o\"><style:style style:name=\"H\"><style:text-properties text:display=\"none\"/>\
                       </style:style><style:style style:name=\"B\"><style:text-properties fo:color=\"#fff\"/></style:style>\
                       <office:body><text:p>a<text:span text:style-name=\"H\">no</text:span><text:span text:style-name=\"B\">b\
                       </text:span></text:p><text:section text:display=\"none\"><text:p>no</text:p></text:section>\
                       <text:p>c</text:p></office:body></c>";
        let bytes =
            zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]);
        let draft = read("a.odt", &bytes, &TranscriptOptions::default()).unwrap();
        assert_eq!(draft.text.as_str().split_whitespace().collect::<Vec<_>>(), ["ab", "c"]);
        assert_eq!(
            (draft.lost[0].what.to_string().as_str(), draft.lost[0].count),
            ("piece of hidden text", 2)
        );
    }

    #[test]
    fn a_locked_or_other_file_is_refused() {
        let manifest = "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
        for (bytes, says) in [
            (zipped(&[("content.xml", "x"), ("META-INF/manifest.xml", manifest)]), "locked by a password"),
            (zipped(&[("a", "b")]), "this part, which holds the words, is missing"),
            (b"plain words".to_vec(), "not a zipped file"),
        ] {
            let message = read("a.odt", &bytes, &TranscriptOptions::default()).unwrap_err().to_string();
            assert!(message.starts_with("a.odt") && message.contains(says), "{message}");
        }
    }

    #[test]
    fn the_words_of_a_shape_stand_apart() {
        let body =
            "<text:p>Hello<draw:custom-shape><text:p>Shape</text:p></draw:custom-shape> world.</text:p>";
        let text = read("a.odt", &odt(body), &TranscriptOptions::default()).unwrap().text;
        assert!(
            text.as_str().contains("Hello world.") && text.as_str().contains("Shape\n"),
            "{}",
            text.as_str()
        );
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(
            body in "(</?text:(p|note|s|h)>|</?table:table-(row|cell)>|</?draw:text-box>|<text:s text:c=\"9999999\"/>|a é|\n){0,40}",
            flip in 0_usize..2000,
        ) {
            let mut bytes = odt(&body);
            for _ in 0..2 {
                if let Ok(draft) = read("a.odt", &bytes, &TranscriptOptions::default()) {
                    fits(&draft);
                }
                let at = flip % bytes.len();
                bytes[at] ^= 1 << (flip % 8);
            }
        }
    }
}
