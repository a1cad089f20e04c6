//! A piece of an XML file as a tree that can be changed and written again. Bounded in memory; what stands in another
//! namespace keeps its prefix, so that it is never taken for the standard's.

use std::borrow::Cow;
use std::io;
use std::mem::size_of;

use uuid::Uuid;

use super::names;
use super::schema::Faults;
use crate::formats::shared::error::FormatError;
use crate::formats::shared::xml::{Xml, XmlEvent};
use crate::lang::{message, which};

/// The most memory that the tree of one piece takes, in bytes, beside its text.
const MOST_BYTES: usize = 96 << 20;
/// From this many bytes on, a tree that takes more than [`MOST_TIMES`] its text was made to do harm.
const SMALL: usize = 32 << 20;
const MOST_TIMES: usize = 4;
/// What the system needs beside each piece of memory, in bytes.
const BESIDE: usize = 16;

/// An element with all that stands in it. Comments are not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Element<'x> {
    /// Its name; with a prefix where that is not the root's.
    pub(in super::super) name: &'x str,
    /// Its attributes in order.
    pub(in super::super) attributes: Vec<(&'x str, Cow<'x, str>)>,
    /// The elements in it, in order.
    pub(in super::super) children: Vec<Element<'x>>,
    /// The words in it.
    pub(in super::super) text: String,
    /// What it is known by here; see [`assign`](super::ids::assign).
    pub(in super::super) id: Option<Uuid>,
}

impl<'x> Element<'x> {
    pub(in super::super) fn new(name: &'x str) -> Self {
        Self { name, ..Self::default() }
    }

    /// An element with an attribute more.
    pub(in super::super) fn with(mut self, name: &'x str, value: impl Into<Cow<'x, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// An element that holds words.
    pub(in super::super) fn words(name: &'x str, text: impl Into<String>) -> Self {
        Self { name, text: text.into(), ..Self::default() }
    }

    pub(in super::super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_ref())
    }

    /// Puts an attribute in, or in the place of the one of that name.
    pub(in super::super) fn set(&mut self, name: &'x str, value: impl Into<Cow<'x, str>>) {
        match self.attributes.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => *old = value.into(),
            None => self.attributes.push((name, value.into())),
        }
    }

    pub(in super::super) fn unset(&mut self, name: &str) {
        self.attributes.retain(|(key, _)| *key != name);
    }

    /// The first child of that name.
    pub(in super::super) fn child<'e>(&'e self, name: &str) -> Option<&'e Element<'x>> {
        self.children.iter().find(|c| c.name == name)
    }

    /// The first child of that name, which is made where there is none.
    pub(in super::super) fn child_mut(&mut self, name: &'x str) -> &mut Element<'x> {
        let at = self.children.iter().position(|c| c.name == name).unwrap_or_else(|| {
            self.children.push(Element::new(name));
            self.children.len() - 1
        });
        &mut self.children[at]
    }

    /// The children of that name.
    pub(in super::super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element<'x>> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The words of the child of that name; none where there is none, or nothing in it.
    pub(in super::super) fn words_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|c| c.text.as_str()).filter(|text| !text.is_empty())
    }

    /// What the children of that name refer to.
    pub(in super::super) fn targets<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e str> {
        self.all(name).filter_map(|c| c.get("targetGUID"))
    }

    /// Calls back for this element and all in it, in the order of the file.
    pub(in super::super) fn each<'e>(&'e self, call: &mut impl FnMut(&'e Element<'x>)) {
        call(self);
        self.children.iter().for_each(|c| c.each(call));
    }

    /// As [`each`](Self::each), to change them.
    pub(in super::super) fn each_mut(&mut self, call: &mut impl FnMut(&mut Element<'x>)) {
        call(self);
        self.children.iter_mut().for_each(|c| c.each_mut(call));
    }
}

impl Element<'_> {
    /// An element that stands by itself, with all in it that is wanted and that the schemas know the names of; what they do
    /// not know is counted. None where they do not know its own.
    pub(in super::super) fn kept(
        &self,
        is_wanted: &impl Fn(&Element<'_>) -> bool,
        faults: &mut Faults,
    ) -> Option<Element<'static>> {
        let name = names::element(self.name)?;
        let mut kept = Element { id: self.id, text: self.text.clone(), ..Element::new(name) };
        for (key, value) in &self.attributes {
            match names::attribute(key) {
                Some(key) => kept.attributes.push((key, Cow::Owned(value.to_string()))),
                None => {
                    let is_empty = value.trim().is_empty();
                    let what = which(if is_empty { "empty" } else { "any" });
                    *faults
                        .entry((!is_empty, message!("schema-attribute", what, attribute = key, name)))
                        .or_default() += 1;
                }
            }
        }
        for child in self.children.iter().filter(|child| is_wanted(child)) {
            match child.kept(is_wanted, faults) {
                Some(child) => kept.children.push(child),
                None => {
                    let what = message!("schema-element", what = which("any"), element = child.name, name);
                    *faults.entry((true, what)).or_default() += 1;
                }
            }
        }
        kept.attributes.shrink_to_fit();
        kept.children.shrink_to_fit();
        Some(kept)
    }
}

/// Reads a piece of a file into a tree. The prefix of the standard's names is that of the outermost, unless it is known.
///
/// # Errors
/// When it is not well-formed, nested too deeply, or too large.
pub(in super::super) fn parse<'x>(
    xml: &'x Xml<'_>,
    prefix: Option<&'x str>,
) -> Result<Element<'x>, FormatError> {
    let mut events = xml.events();
    let mut open: Vec<Element<'x>> = Vec::new();
    let mut root = None;
    let mut prefix = prefix;
    let mut bytes = 0;
    let most = xml.text().len().saturating_mul(MOST_TIMES).clamp(SMALL, MOST_BYTES);
    while let Some(event) = events.next()? {
        match event {
            XmlEvent::Start(start) => {
                let (own, local) = start.qualified().rsplit_once(':').unwrap_or(("", start.qualified()));
                let standard = *prefix.get_or_insert(own) == own;
                let mut element = Element::new(if standard { local } else { start.qualified() });
                element.attributes = start.into_attributes();
                // Namespaces are those of the standard, and written anew.
                let is_own = |key: &str| !key.starts_with("xmlns") && !key.starts_with("xsi:");
                element.attributes.retain(|(key, _)| is_own(key));
                element.attributes.shrink_to_fit();
                bytes += size_of::<Element<'_>>() + element.attributes.iter().map(held).sum::<usize>();
                if bytes > most {
                    let problem = message!("file-too-many-elements");
                    return Err(xml.error(events.line(), problem, message!("do-export-in-parts")));
                }
                open.push(element);
            }
            XmlEvent::Text(text) => {
                bytes += BESIDE + text.len();
                match open.last_mut() {
                    Some(element) if element.text.is_empty() => element.text = text,
                    Some(element) => element.text.push_str(&text),
                    None => {}
                }
            }
            XmlEvent::End(_) => {
                let Some(mut element) = open.pop() else { continue };
                if !element.children.is_empty() && element.text.trim().is_empty() {
                    element.text = String::new();
                }
                element.children.shrink_to_fit();
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None => root = Some(element),
                }
            }
        }
    }
    root.ok_or_else(|| xml.error(1, message!("file-no-element"), message!("do-export-again")))
}

/// The memory that an attribute takes.
fn held((_, value): &(&str, Cow<'_, str>)) -> usize {
    let own = match value {
        Cow::Borrowed(_) => 0,
        Cow::Owned(value) => BESIDE + value.capacity(),
    };
    size_of::<(&str, Cow<'_, str>)>() + own
}

/// Writes a tree as a file: UTF-8, LF, an element a line.
pub(in super::super) fn write(
    root: &Element<'_>,
    namespace: &str,
    out: &mut impl io::Write,
) -> io::Result<()> {
    begin(root, namespace, out)?;
    root.children.iter().try_for_each(|child| element(child, out))?;
    end(root, out)
}

/// Writes how a file begins, up to what stands in its root.
pub(in super::super) fn begin(
    root: &Element<'_>,
    namespace: &str,
    out: &mut impl io::Write,
) -> io::Result<()> {
    out.write_all(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")?;
    tag(root, Some(namespace), out)?;
    out.write_all(b">\n")
}

/// Writes how an element begins that stands in another, up to what stands in it.
pub(in super::super) fn open(of: &Element<'_>, out: &mut impl io::Write) -> io::Result<()> {
    tag(of, None, out)?;
    out.write_all(b">\n")
}

/// Writes how an element ends.
pub(in super::super) fn end(of: &Element<'_>, out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(b"</")?;
    out.write_all(of.name.as_bytes())?;
    out.write_all(b">\n")
}

/// Writes an element with all that stands in it.
pub(in super::super) fn element(element: &Element<'_>, out: &mut impl io::Write) -> io::Result<()> {
    if element.children.is_empty() && element.text.is_empty() {
        tag(element, None, out)?;
        return out.write_all(b"/>\n");
    }
    tag(element, None, out)?;
    out.write_all(b">")?;
    escaped(&element.text, false, out)?;
    if !element.children.is_empty() {
        out.write_all(b"\n")?;
        element.children.iter().try_for_each(|child| self::element(child, out))?;
    }
    end(element, out)
}

/// A start tag, but for its end.
fn tag(element: &Element<'_>, namespace: Option<&str>, out: &mut impl io::Write) -> io::Result<()> {
    out.write_all(b"<")?;
    out.write_all(element.name.as_bytes())?;
    if let Some(namespace) = namespace {
        write!(out, " xmlns=\"{namespace}\"")?;
    }
    for (name, value) in &element.attributes {
        out.write_all(b" ")?;
        out.write_all(name.as_bytes())?;
        out.write_all(b"=\"")?;
        escaped(value, true, out)?;
        out.write_all(b"\"")?;
    }
    Ok(())
}

/// Words as XML holds them. What XML has no way to write stands as `U+FFFD`.
fn escaped(words: &str, in_attribute: bool, out: &mut impl io::Write) -> io::Result<()> {
    let stands_for = |c: char| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' if in_attribute => Some("&quot;"),
        '\r' => Some("&#13;"),
        '\n' if in_attribute => Some("&#10;"),
        '\t' if in_attribute => Some("&#9;"),
        '\n' | '\t' => None,
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}"),
        _ => None,
    };
    let mut done = 0;
    for (at, c) in words.char_indices() {
        if let Some(other) = stands_for(c) {
            out.write_all(&words.as_bytes()[done..at])?;
            out.write_all(other.as_bytes())?;
            done = at + c.len_utf8();
        }
    }
    out.write_all(&words.as_bytes()[done..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_written_as_it_is_read() {
        let file = "<?xml version=\"1.0\"?><q:Project xmlns:q=\"urn:QDA-XML:project:1.0\" name=\"a &amp; &quot;b&quot;&#10;c\">\
                    <q:Description> two\n lines &lt; </q:Description><v:Thing xmlns:v=\"x\" v:a=\"1\"/></q:Project>";
        let xml = Xml::new("a.qde", None, file.as_bytes()).unwrap();
        let root = parse(&xml, None).unwrap();
        assert_eq!(root.get("name"), Some("a & \"b\"\nc"));
        assert_eq!(root.words_of("Description"), Some(" two\n lines < "));
        assert!(root.child("v:Thing").is_some() && root.child("Thing").is_none());
        let mut again = Vec::new();
        write(&root, "urn:QDA-XML:project:1.0", &mut again).unwrap();
        let xml = Xml::new("a.qde", None, &again).unwrap();
        assert_eq!(parse(&xml, None).unwrap(), root);
    }
}
