//! Elements for what no file had: new codes, codings, cases and memos. Their ids are those of the project, and those of what it
//! has none for are made of them, so that every export has the same.

use uuid::Uuid;

use crate::formats::projects::refi::file::ids::part_of;
use crate::formats::projects::refi::file::tree::Element;
use crate::formats::projects::refi::file::values::timed;
use crate::formats::projects::refi::read::cases::OF_TRANSCRIPTS;
use crate::formats::projects::refi::read::codes::description;
use crate::formats::projects::refi::read::notes::title;
use crate::formats::projects::refi::read::people::mark;
use crate::model::{Attribute, AttributeOf, Code, Coder, Memo, Transcript, Value};

/// How many characters of a passage stand in the name of its selection.
const NAME_CHARS: usize = 100;

pub(in super::super) fn user(coder: &Coder) -> Element<'static> {
    let user = Element::new("User").with("guid", coder.id.to_string()).with("name", coder.name.clone());
    match mark(coder.role) {
        None => user,
        Some(mark) => user.with("id", mark),
    }
}

/// A code without those under it.
pub(in super::super) fn code(code: &Code) -> Element<'static> {
    let mut element = Element::new("Code")
        .with("guid", code.id.to_string())
        .with("name", code.name.clone())
        .with("isCodable", code.codable.to_string())
        .with("color", code.colour.to_string());
    let words = description(code);
    if !words.is_empty() {
        element.children.push(Element::words("Description", words));
    }
    element
}

pub(in super::super) fn variable(attribute: &Attribute) -> Element<'static> {
    let mut element = Element::new("Variable")
        .with("guid", attribute.id.to_string())
        .with("name", attribute.name.clone())
        .with("typeOfVariable", crate::formats::projects::refi::read::cases::type_of(attribute.kind));
    if attribute.of == AttributeOf::Transcript {
        element.children.push(Element::words("Description", OF_TRANSCRIPTS));
    }
    element
}

/// A value of the variable with this id.
pub(in super::super) fn value(variable: &str, value: &Value) -> Element<'static> {
    let (name, words) = match value {
        Value::Text(text) => ("TextValue", text.clone()),
        Value::Number(number) => ("FloatValue", number.to_string()),
        Value::Date(date) => ("DateValue", date.to_string()),
        Value::YesNo(is) => ("BooleanValue", is.to_string()),
    };
    let mut element = Element::new("VariableValue");
    element.children.push(reference("VariableRef", variable));
    element.children.push(Element::words(name, words));
    element
}

pub(in super::super) fn reference(name: &'static str, guid: &str) -> Element<'static> {
    Element::new(name).with("targetGUID", guid.to_owned())
}

/// A source of plain text, without its selections.
pub(in super::super) fn source(of: &Transcript) -> Element<'static> {
    let mut element = Element::new("TextSource")
        .with("guid", of.id().to_string())
        .with("name", of.title().to_owned())
        .with("plainTextPath", format!("internal://{}.txt", of.id()));
    element.id = Some(of.id().0);
    element
}

/// A selection between two positions, with how its words begin as its name.
pub(in super::super) fn selection(id: Uuid, words: &str, start: u32, end: u32) -> Element<'static> {
    let mut name: String = words.chars().take(NAME_CHARS).collect();
    if name.len() < words.len() {
        name.pop();
        name.push('…');
    }
    let mut element = Element::new("PlainTextSelection")
        .with("guid", id.to_string())
        .with("name", name)
        .with("startPosition", start.to_string())
        .with("endPosition", end.to_string());
    element.id = Some(id);
    element
}

/// A note that holds a memo.
pub(in super::super) fn note(memo: &Memo, author: &str) -> Element<'static> {
    let mut element = Element::new("Note")
        .with("guid", memo.id.to_string())
        .with("name", title(&memo.text))
        .with("creatingUser", author.to_owned())
        .with("creationDateTime", timed(memo.created))
        .with("modifyingUser", author.to_owned())
        .with("modifiedDateTime", timed(memo.changed));
    element.id = Some(memo.id.0);
    element.children.push(Element::words("PlainTextContent", memo.text.clone()));
    element
}

/// A link from a memo to what it is about or answers.
pub(in super::super) fn link(memo: Uuid, target: &str, name: &'static str) -> Element<'static> {
    Element::new("Link")
        .with("guid", part_of(memo, name).to_string())
        .with("name", name)
        .with("direction", "OneWay")
        .with("originGUID", memo.to_string())
        .with("targetGUID", target.to_owned())
}
