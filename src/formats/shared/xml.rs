//! XML as a flat run of events, within bounds: no entities but the five of XML itself, no depth that could exhaust a
//! stack, and each fault with its line. Never fetches what a file refers to.

use std::borrow::Cow;

use encoding_rs::Encoding;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::{FormatError, Location};
use crate::lang::{Arg, IntoArg, Message, message, said};

/// The deepest nesting that is read.
const MOST_DEPTH: usize = 256;
/// The most attributes of one element.
const MOST_ATTRIBUTES: usize = 500;
const VERSION: XmlVersion = XmlVersion::Implicit1_0;

/// The words of an XML file, and which file it is for messages.
pub(in crate::formats) struct Xml<'b> {
    file: &'b str,
    /// The part of a zipped file that holds it.
    part: Option<&'b str>,
    text: Cow<'b, str>,
    /// The line of the file that the text begins in, counted from 1.
    first: usize,
}

/// What comes next. An empty element is a start and an end; text comes in one piece up to the next tag.
pub(in crate::formats) enum XmlEvent<'x> {
    /// An element begins.
    Start(Element<'x>),
    /// The innermost element ends; its name without prefix.
    End(&'x str),
    /// What stands between tags, white space too; references resolved, line ends as `\n`.
    Text(String),
}

/// The start of an element.
pub(in crate::formats) struct Element<'x> {
    name: &'x str,
    attributes: Vec<(&'x str, Cow<'x, str>)>,
}

impl<'b> Xml<'b> {
    /// Takes bytes as XML, by their byte order mark or the encoding that they declare, else as UTF-8.
    ///
    /// # Errors
    /// When they are too many, empty, or not in that encoding.
    pub(in crate::formats) fn new(
        file: &'b str,
        part: Option<&'b str>,
        bytes: &'b [u8],
    ) -> Result<Self, FormatError> {
        if bytes.is_empty() {
            return Err(FormatError::Empty { file: file.to_owned() });
        }
        let (text, encoding, wrong) = encoding(bytes).decode(bytes);
        let xml = Self { file, part, text, first: 1 };
        if wrong { Err(xml.wrongly_encoded(encoding)) } else { Ok(xml) }
    }

    /// A piece of a larger file that begins in this line.
    pub(in crate::formats) const fn piece(
        file: &'b str,
        part: Option<&'b str>,
        text: &'b str,
        first: usize,
    ) -> Self {
        Self { file, part, text: Cow::Borrowed(text), first }
    }

    /// An error about letters that are not of the encoding that the file names.
    pub(in crate::formats) fn wrongly_encoded(&self, encoding: &'static Encoding) -> FormatError {
        let at = self.text.find('\u{fffd}').unwrap_or_default();
        let problem = message!("file-bytes-of-other-encoding", encoding = encoding.name());
        self.error(self.line(at), problem, message!("do-save-as-utf8"))
    }

    /// The events, from the first.
    pub(in crate::formats) fn events(&self) -> Events<'_> {
        let mut reader = Reader::from_str(&self.text);
        reader.config_mut().expand_empty_elements = true;
        Events { xml: self, reader, open: Vec::new(), started: false, kept: None }
    }

    /// All of it as text.
    pub(in crate::formats) fn text(&self) -> &str {
        &self.text
    }

    /// An error in a line, counted from 1.
    pub(in crate::formats) fn error(&self, line: usize, problem: Message, remedy: Message) -> FormatError {
        let place = match self.part {
            Some(part) => Location::Part { part: part.to_owned(), line: Some(line) },
            None => Location::Line(line),
        };
        FormatError::At { file: self.file.to_owned(), place, problem, remedy }
    }

    fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        self.first + before.iter().filter(|&&byte| byte == b'\n').count()
    }
}

/// The encoding that the first bytes of a file name, else UTF-8.
pub(in crate::formats) fn encoding(bytes: &[u8]) -> &'static Encoding {
    declared(bytes).unwrap_or(encoding_rs::UTF_8)
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    match bytes {
        [b'<', 0, ..] => return Some(encoding_rs::UTF_16LE),
        [0, b'<', ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(200)];
    let head = &head[..head.windows(2).position(|two| two == b"?>")?];
    let at = head.windows(9).position(|nine| nine == b"encoding=")? + 9;
    let quote = *head.get(at)?;
    let label = head.get(at + 1..)?.split(|&byte| byte == quote).next()?;
    Encoding::for_label(label)
}

/// The events of a file, one after another.
pub(in crate::formats) struct Events<'x> {
    xml: &'x Xml<'x>,
    reader: Reader<&'x [u8]>,
    /// Where each open element began, and its name.
    open: Vec<(usize, &'x str)>,
    started: bool,
    /// What came after a text.
    kept: Option<XmlEvent<'x>>,
}

impl<'x> Events<'x> {
    /// The next event; none at the end of the file.
    ///
    /// # Errors
    /// When the file is not well-formed, is nested too deeply, or has entities of its own.
    pub(in crate::formats) fn next(&mut self) -> Result<Option<XmlEvent<'x>>, FormatError> {
        if let Some(kept) = self.kept.take() {
            return Ok(Some(kept));
        }
        let outside = self.open.is_empty();
        let mut text = String::new();
        let next = loop {
            let start = self.reader.buffer_position() as usize;
            let event = self.reader.read_event().map_err(|why| {
                let at = self.reader.error_position() as usize;
                self.fault(at, &said(why))
            })?;
            match event {
                Event::Start(tag) => break Some(self.start(&tag, start)?),
                Event::Empty(_) => {}
                Event::End(_) => {
                    let name = self.open.pop().map_or("", |(_, name)| name);
                    break Some(XmlEvent::End(local(name)));
                }
                Event::Text(words) => text.push_str(&words.xml10_content()),
                Event::CData(words) => text.push_str(&words.xml10_content()),
                Event::GeneralRef(reference) => {
                    let character =
                        reference.resolve_char_ref().map_err(|why| self.fault(start, &said(why)))?;
                    match character {
                        Some(character) => text.push(character),
                        None => text.push_str(self.entity(&reference, start)?),
                    }
                }
                Event::DocType(words) => {
                    if words.contains("<!ENTITY") {
                        return Err(self.error(
                            start,
                            message!("file-own-entities"),
                            message!("do-export-without-doctype"),
                        ));
                    }
                }
                Event::Eof => match self.open.last() {
                    Some(&(at, _)) => {
                        return Err(self.fault(at, &message!("file-element-not-closed").arg()));
                    }
                    None if !self.started => return Err(self.fault(0, &message!("file-no-element").arg())),
                    None => break None,
                },
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        };
        // White space around the outermost element is no text of it.
        if text.is_empty() || (outside && text.trim().is_empty()) {
            return Ok(next);
        }
        self.kept = next;
        Ok(Some(XmlEvent::Text(text)))
    }

    /// Passes over the rest of the element that has just begun.
    ///
    /// # Errors
    /// As [`next`](Self::next).
    pub(in crate::formats) fn skip(&mut self) -> Result<(), FormatError> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Some(XmlEvent::Start(_)) => depth += 1,
                Some(XmlEvent::End(_)) => depth -= 1,
                Some(XmlEvent::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// The byte of the text that is read next.
    pub(in crate::formats) fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// The line that is read, counted from 1. Counts from the start of the file: for messages alone.
    pub(in crate::formats) fn line(&self) -> usize {
        self.xml.line(self.position())
    }

    fn start(&mut self, tag: &BytesStart<'x>, at: usize) -> Result<XmlEvent<'x>, FormatError> {
        self.started = true;
        if self.open.len() == MOST_DEPTH {
            return Err(self.error(
                at,
                message!("file-elements-too-deep", most = MOST_DEPTH),
                message!("do-not-trust"),
            ));
        }
        // The tag as it stands in the text, so that names and values can be lent for as long as that lives.
        let whole = &self.xml.text[at..self.position()];
        let open = whole.find('<').map_or(whole, |open| &whole[open + 1..]);
        let length = tag.name().as_ref().len();
        let (name, rest) = open.split_at_checked(length).unwrap_or((open, ""));
        let rest = rest.trim_end_matches('>').trim_end_matches('/');
        self.open.push((at, name));
        let mut attributes = Vec::new();
        for attribute in quick_xml::events::attributes::Attributes::new(rest, 0) {
            let attribute = attribute.map_err(|why| self.fault(at, &said(why)))?;
            let value = attribute.normalized_value(VERSION).map_err(|why| self.fault(at, &said(why)))?;
            if attributes.len() == MOST_ATTRIBUTES {
                return Err(self.error(
                    at,
                    message!("file-too-many-attributes", most = MOST_ATTRIBUTES),
                    message!("do-not-trust"),
                ));
            }
            attributes.push((attribute.key.0, value));
        }
        Ok(XmlEvent::Start(Element { name, attributes }))
    }

    fn entity(&self, name: &str, at: usize) -> Result<&'static str, FormatError> {
        quick_xml::escape::resolve_predefined_entity(name)
            .ok_or_else(|| self.fault(at, &message!("file-unknown-entity", name).arg()))
    }

    fn fault(&self, at: usize, why: &Arg) -> FormatError {
        self.error(at, message!("file-no-xml", why), message!("do-export-again"))
    }

    fn error(&self, at: usize, problem: Message, remedy: Message) -> FormatError {
        self.xml.error(self.xml.line(at), problem, remedy)
    }
}

impl<'x> Element<'x> {
    /// The name without its prefix.
    pub(in crate::formats) fn name(&self) -> &'x str {
        local(self.name)
    }

    /// The name as it stands.
    pub(in crate::formats) const fn qualified(&self) -> &'x str {
        self.name
    }

    /// The value of an attribute, by its name without prefix.
    pub(in crate::formats) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| local(key) == name).map(|(_, value)| value.as_ref())
    }

    /// All attributes, by their names as they stand.
    pub(in crate::formats) fn into_attributes(self) -> Vec<(&'x str, Cow<'x, str>)> {
        self.attributes
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> Result<String, String> {
        let xml = Xml::new("a.qde", None, bytes).map_err(|error| error.to_string())?;
        let mut events = xml.events();
        let mut told = String::new();
        while let Some(event) = events.next().map_err(|error| error.to_string())? {
            match event {
                XmlEvent::Start(element) => {
                    told.push_str(&format!("<{}", element.name()));
                    for (name, value) in element.into_attributes() {
                        told.push_str(&format!(" {name}={value}"));
                    }
                    told.push('>');
                }
                XmlEvent::End(name) => told.push_str(&format!("</{name}>")),
                XmlEvent::Text(text) => told.push_str(&text),
            }
        }
        Ok(told)
    }

    #[test]
    fn events_come_in_order() {
        let xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<w:a x='1 &lt; 2&#10;3'><b/>é &amp; &#x1F600;\r\n\
                   <![CDATA[<c>]]><!-- no --> d</w:a>\n";
        assert_eq!(told(xml.as_bytes()).unwrap(), "<a x=1 < 2\n3><b></b>é & 😀\n<c> d</a>");
    }

    #[test]
    fn encodings_are_those_that_the_file_names() {
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>caf\xE9</a>";
        assert_eq!(told(latin).unwrap(), "<a>café</a>");
        let utf16: Vec<u8> = "\u{feff}<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(told(&utf16).unwrap(), "<a>é</a>");
        let message = told(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>caf\xE9</a>").unwrap_err();
        assert!(message.starts_with("a.qde, line 2: there are bytes that are not UTF-8"), "{message}");
    }

    #[test]
    fn what_is_hostile_or_broken_is_named_with_its_line() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a>&b;</a>";
        let deep = format!("{}x", "<a>".repeat(100_000));
        for (bytes, said) in [
            (bomb, "line 1: the file has entities of its own"),
            ("<a>\n&nbsp;</a>", "line 2: this is not well-formed XML (the entity “&nbsp;” is not known)"),
            ("<a>\n<b></a>", "line 2: this is not well-formed XML"),
            ("<a>\n\n<b>", "line 3: this is not well-formed XML (this element is never closed)"),
            ("<a b=1/>", "line 1: this is not well-formed XML"),
            ("words", "line 1: this is not well-formed XML (there is no element in it)"),
            (deep.as_str(), "line 1: elements stand more than 256 deep"),
        ] {
            let message = told(bytes.as_bytes()).unwrap_err();
            assert!(message.contains(said), "{message}\nnot {said}");
        }
    }
}
