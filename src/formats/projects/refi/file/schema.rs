//! What the two schemas allow: which attributes of which form, which elements in which order. Everything that is written goes
//! through it, so that it is valid whatever it was made of; what the schema has no place for is left out and told.
//!
//! QDA-XML 1.0, Project.xsd (18 March 2019) and Codebook.xsd (5 October 2017).

use std::collections::BTreeMap;

use super::ids::parsed;
use super::tree::Element;
use super::values::{colour, time, timed};
use crate::lang::{Message, message, which};

/// The form of an attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Guid,
    Time,
    Truth,
    Number,
    Colour,
    OneOf(&'static [&'static str]),
}

use Form::{Colour, Guid, Number, OneOf, Text, Time, Truth};

type Attributes = &'static [(&'static str, Form, bool)];
type Parts = (&'static [Attributes], &'static str);

/// What an element may hold.
struct Type {
    attributes: &'static [Attributes],
    /// Its elements in order; those with `+` may stand more than once.
    children: &'static str,
}

const DIRECTIONS: Form = OneOf(&["Associative", "OneWay", "Bidirectional"]);
const TYPES: Form = OneOf(&["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]);
const LINES: Form = OneOf(&["dotted", "dashed", "solid"]);
const SHAPES: Form = OneOf(&[
    "Person",
    "Oval",
    "Rectangle",
    "RoundedRectangle",
    "Star",
    "LeftTriangle",
    "RightTriangle",
    "UpTriangle",
    "DownTriangle",
    "Note",
]);

const NAMED: Attributes = &[("guid", Guid, true), ("name", Text, false)];
const MUST_BE_NAMED: Attributes = &[("guid", Guid, true), ("name", Text, true)];
const MADE: Attributes = &[("creatingUser", Guid, false), ("creationDateTime", Time, false)];
const CHANGED: Attributes = &[("modifyingUser", Guid, false), ("modifiedDateTime", Time, false)];
const AREA: Attributes = &[
    ("firstX", Number, true),
    ("firstY", Number, true),
    ("secondX", Number, true),
    ("secondY", Number, true),
];
const STRETCH: Attributes = &[("begin", Number, true), ("end", Number, true)];
const TEXTS: Attributes = &[("richTextPath", Text, false), ("plainTextPath", Text, false)];
const PATHS: Attributes = &[("path", Text, false), ("currentPath", Text, false)];
const TARGET: Attributes = &[("targetGUID", Guid, true)];

const SELECTION: &str = "Description Coding+ NoteRef+";

fn type_of(name: &str, in_codebook: bool) -> Option<Type> {
    let (attributes, children): Parts = match name {
        "Project" => (
            &[&[
                ("name", Text, true),
                ("origin", Text, false),
                ("creatingUserGUID", Guid, false),
                ("creationDateTime", Time, false),
                ("modifyingUserGUID", Guid, false),
                ("modifiedDateTime", Time, false),
                ("basePath", Text, false),
            ]],
            "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef+",
        ),
        "CodeBook" if in_codebook => (&[&[("origin", Text, false)]], "Codes Sets"),
        "CodeBook" => (&[], "Codes"),
        "Users" => (&[], "User+"),
        "Codes" => (&[], "Code+"),
        "Variables" => (&[], "Variable+"),
        "Cases" => (&[], "Case+"),
        "Sources" => (&[], "TextSource|PictureSource|PDFSource|AudioSource|VideoSource"),
        "Notes" => (&[], "Note+"),
        "Links" => (&[], "Link+"),
        "Sets" => (&[], "Set+"),
        "Graphs" => (&[], "Graph+"),
        "User" => (&[NAMED, &[("id", Text, false)]], ""),
        "Code" => (
            &[MUST_BE_NAMED, &[("isCodable", Truth, true), ("color", Colour, false)]],
            if in_codebook { "Description Code+" } else { "Description NoteRef+ Code+" },
        ),
        "Variable" => (&[MUST_BE_NAMED, &[("typeOfVariable", TYPES, true)]], "Description"),
        "Case" => (&[NAMED], "Description CodeRef+ VariableValue+ SourceRef+ SelectionRef+"),
        "VariableValue" => {
            (&[], "VariableRef TextValue|BooleanValue|IntegerValue|FloatValue|DateValue|DateTimeValue")
        }
        "Set" => (
            &[MUST_BE_NAMED],
            if in_codebook {
                "Description MemberCode+"
            } else {
                "Description MemberCode+ MemberSource+ MemberNote+"
            },
        ),
        "MemberCode" if in_codebook => (&[&[("guid", Guid, true)]], ""),
        "CodeRef" | "NoteRef" | "SourceRef" | "SelectionRef" | "VariableRef" | "MemberCode"
        | "MemberSource" | "MemberNote" => (&[TARGET], ""),
        "Coding" => (&[&[("guid", Guid, true)], MADE], "CodeRef NoteRef+"),
        "Link" => (
            &[
                NAMED,
                &[
                    ("direction", DIRECTIONS, false),
                    ("color", Colour, false),
                    ("originGUID", Guid, false),
                    ("targetGUID", Guid, false),
                ],
            ],
            "NoteRef+",
        ),
        "Description" | "PlainTextContent" | "TextValue" | "BooleanValue" | "IntegerValue" | "FloatValue"
        | "DateValue" | "DateTimeValue" => (&[], ""),
        _ => type_of_source(name).or_else(|| type_of_graph(name))?,
    };
    Some(Type { attributes, children })
}

/// Sources, what they hold and what is selected in them.
fn type_of_source(name: &str) -> Option<Parts> {
    Some(match name {
        "TextSource" | "Note" | "Representation" | "TextDescription" => (
            &[NAMED, TEXTS, MADE, CHANGED],
            "Description PlainTextContent PlainTextSelection+ Coding+ NoteRef+ VariableValue+",
        ),
        "PDFSource" => (
            &[NAMED, PATHS, MADE, CHANGED],
            "Description PDFSelection+ Representation Coding+ NoteRef+ VariableValue+",
        ),
        "PictureSource" => (
            &[NAMED, PATHS, MADE, CHANGED],
            "Description TextDescription PictureSelection+ Coding+ NoteRef+ VariableValue+",
        ),
        "AudioSource" => (
            &[NAMED, PATHS, MADE, CHANGED],
            "Description Transcript+ AudioSelection+ Coding+ NoteRef+ VariableValue+",
        ),
        "VideoSource" => (
            &[NAMED, PATHS, MADE, CHANGED],
            "Description Transcript+ VideoSelection+ Coding+ NoteRef+ VariableValue+",
        ),
        "Transcript" => (
            &[NAMED, TEXTS, MADE, CHANGED],
            "Description PlainTextContent SyncPoint+ TranscriptSelection+ NoteRef+",
        ),
        "SyncPoint" => {
            (&[&[("guid", Guid, true), ("timeStamp", Number, false), ("position", Number, false)]], "")
        }
        "PlainTextSelection" => (
            &[NAMED, &[("startPosition", Number, true), ("endPosition", Number, true)], MADE, CHANGED],
            SELECTION,
        ),
        "PDFSelection" => (
            &[NAMED, &[("page", Number, true)], AREA, MADE, CHANGED],
            "Description Representation Coding+ NoteRef+",
        ),
        "PictureSelection" => (&[NAMED, AREA, MADE, CHANGED], SELECTION),
        "AudioSelection" | "VideoSelection" => (&[NAMED, STRETCH, MADE, CHANGED], SELECTION),
        "TranscriptSelection" => (
            &[NAMED, &[("fromSyncPoint", Guid, false), ("toSyncPoint", Guid, false)], MADE, CHANGED],
            SELECTION,
        ),
        _ => return None,
    })
}

/// Graphs and what stands in them.
fn type_of_graph(name: &str) -> Option<Parts> {
    Some(match name {
        "Graph" => (&[NAMED], "Vertex+ Edge+"),
        "Vertex" => (
            &[
                NAMED,
                &[
                    ("representedGUID", Guid, false),
                    ("firstX", Number, true),
                    ("firstY", Number, true),
                    ("secondX", Number, false),
                    ("secondY", Number, false),
                    ("shape", SHAPES, false),
                    ("color", Colour, false),
                ],
            ],
            "",
        ),
        "Edge" => (
            &[
                NAMED,
                &[
                    ("representedGUID", Guid, false),
                    ("sourceVertex", Guid, true),
                    ("targetVertex", Guid, true),
                    ("color", Colour, false),
                    ("direction", DIRECTIONS, false),
                    ("lineStyle", LINES, false),
                ],
            ],
            "",
        ),
        _ => return None,
    })
}

/// What was not as it should be, and how often: whether it had to be left out, and what it is.
pub(in super::super) type Faults = BTreeMap<(bool, Message), usize>;

/// Makes an element valid: elements in order, attributes of their form, nothing that has no place. Says whether it can
/// stand at all.
pub(in super::super) fn settle(
    element: &mut Element<'_>,
    in_codebook: bool,
    keep_ids: bool,
    faults: &mut Faults,
) -> bool {
    let Some(of) = type_of(element.name, in_codebook) else { return false };
    if !settle_attributes(element, &of, keep_ids, faults) || !is_value(element) {
        return false;
    }
    let mut rank: Vec<usize> = Vec::with_capacity(element.children.len());
    // A bit for each group that has something in it.
    let mut seen = 0_u32;
    let is_in = |group: &str, name: &str| group.trim_end_matches('+').split('|').any(|own| own == name);
    let name = element.name;
    element.children.retain_mut(|child| {
        let place = of.children.split(' ').position(|group| is_in(group, child.name));
        let group = place.and_then(|at| of.children.split(' ').nth(at));
        let repeats = name == "Sources" || group.is_some_and(|group| group.ends_with('+'));
        let fits = place.is_some_and(|at| repeats || seen & (1 << at) == 0);
        if !fits || !settle(child, in_codebook, keep_ids, faults) {
            // What is empty is not missed.
            let empty =
                child.children.is_empty() && child.attributes.is_empty() && child.text.trim().is_empty();
            let what = which(if empty && fits { "empty" } else { "any" });
            let told = message!("schema-element", what, element = child.name, name);
            *faults.entry((!empty || !fits, told)).or_default() += 1;
            return false;
        }
        let at = place.unwrap_or_default();
        seen |= 1 << at;
        rank.push(at);
        true
    });
    if rank.windows(2).any(|two| two[0] > two[1]) {
        *faults.entry((false, message!("schema-order", name = element.name))).or_default() += 1;
        let mut ranked: Vec<_> = rank.into_iter().zip(std::mem::take(&mut element.children)).collect();
        ranked.sort_by_key(|(at, _)| *at);
        element.children = ranked.into_iter().map(|(_, child)| child).collect();
    }
    let words = of.children.is_empty() && of.attributes.is_empty();
    if !words && !std::mem::take(&mut element.text).trim().is_empty() {
        *faults.entry((true, message!("schema-words", name = element.name))).or_default() += 1;
    }
    // A list needs something in it, a value its variable, a coding its code.
    match element.name {
        "Users" | "Codes" | "Variables" | "Cases" | "Sources" | "Notes" | "Links" | "Sets" | "Graphs" => {
            !element.children.is_empty()
        }
        "CodeBook" => element.child("Codes").is_some(),
        "Coding" => element.child("CodeRef").is_some(),
        "VariableValue" => element.child("VariableRef").is_some(),
        _ => true,
    }
}

/// As [`settle`], of an element of a project in a list of such; none where it cannot stand there.
pub(in super::super) fn settle_in<'x>(
    list: &'static str,
    element: Element<'x>,
    keep_ids: bool,
    faults: &mut Faults,
) -> Option<Element<'x>> {
    let mut list = Element { children: vec![element], ..Element::new(list) };
    settle(&mut list, false, keep_ids, faults);
    list.children.pop()
}

fn settle_attributes(element: &mut Element<'_>, of: &Type, keep_ids: bool, faults: &mut Faults) -> bool {
    let known = || of.attributes.iter().flat_map(|a| a.iter());
    let mut wrong = Vec::new();
    for (name, value) in &mut element.attributes {
        let Some((_, form, _)) = known().find(|(known, ..)| known == name) else {
            wrong.push(*name);
            continue;
        };
        match formed(value, *form) {
            Some(None) => {}
            Some(Some(better)) => {
                let told = message!("schema-form", attribute = name, name = element.name);
                *faults.entry((false, told)).or_default() += 1;
                *value = better.into();
            }
            None if *form == Guid && keep_ids && !value.trim().is_empty() => {}
            None => wrong.push(*name),
        }
    }
    for name in wrong {
        let empty = element.get(name).is_some_and(|value| value.trim().is_empty());
        element.unset(name);
        let what = which(if empty { "empty" } else { "any" });
        let told = message!("schema-attribute", what, attribute = name, name = element.name);
        *faults.entry((!empty, told)).or_default() += 1;
    }
    for (name, form, needed) in known().filter(|(.., needed)| *needed) {
        if !needed || element.get(name).is_some() {
            continue;
        }
        let value = match (*name, form) {
            ("guid", _) => match element.id {
                Some(id) => id.to_string(),
                None => return false,
            },
            (_, Truth) => "true".to_owned(),
            (_, Text) => String::new(),
            (_, OneOf(all)) => all[0].to_owned(),
            (_, Number) if element.name != "PlainTextSelection" => "0".to_owned(),
            (_, Guid | Time | Number | Colour) => return false,
        };
        let told = message!("schema-missing", attribute = name, name = element.name);
        *faults.entry((false, told)).or_default() += 1;
        element.set(name, value);
    }
    true
}

/// Whether a value has its form already, can be given it, or has none.
fn formed(value: &str, form: Form) -> Option<Option<String>> {
    let trimmed = value.trim();
    match form {
        Text => Some(None),
        Guid => parsed(trimmed).map(|_| None),
        Truth => matches!(trimmed, "true" | "false" | "0" | "1").then_some(None),
        Number => {
            let digits = trimmed.strip_prefix(['-', '+']).unwrap_or(trimmed);
            (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(None)
        }
        OneOf(all) => all.contains(&trimmed).then_some(None),
        Time => {
            let at = time(trimmed)?;
            // A date alone is none, however well it is read.
            let full = trimmed.len() >= 19 && trimmed.as_bytes()[10] == b'T';
            Some((!full).then(|| timed(at)))
        }
        Colour => {
            let plain = trimmed
                .strip_prefix('#')
                .is_some_and(|d| matches!(d.len(), 3 | 6) && d.bytes().all(|b| b.is_ascii_hexdigit()));
            if plain { Some(None) } else { colour(trimmed).map(|c| Some(c.to_string())) }
        }
    }
}

/// Whether the words of a value are of its type.
fn is_value(element: &Element<'_>) -> bool {
    let words = element.text.trim();
    match element.name {
        "BooleanValue" => formed(words, Truth).is_some(),
        "IntegerValue" => formed(words, Number).is_some(),
        "FloatValue" => {
            let digits = words.strip_prefix(['-', '+']).unwrap_or(words);
            let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            plain && digits.matches('.').count() <= 1 && digits.bytes().any(|b| b.is_ascii_digit())
        }
        "DateValue" => {
            let is_zone = |rest: &str| {
                let hours = rest.strip_prefix(['+', '-']).and_then(|rest| rest.split_once(':'));
                let two = |digits: &str| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
                rest.is_empty()
                    || rest == "Z"
                    || hours.is_some_and(|(hours, minutes)| two(hours) && two(minutes))
            };
            words.get(..10).is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok())
                && words.get(10..).is_some_and(is_zone)
        }
        "DateTimeValue" => words.len() >= 19 && time(words).is_some(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_are_kept() {
        let mut waiting = vec!["Project"];
        let mut seen = std::collections::BTreeSet::new();
        while let Some(name) = waiting.pop().filter(|_| seen.len() < 1_000) {
            assert_eq!(super::super::names::element(name), Some(name));
            if !seen.insert(name) {
                continue;
            }
            for in_codebook in [false, true] {
                let of = type_of(name, in_codebook).unwrap();
                for (attribute, ..) in of.attributes.iter().flat_map(|all| all.iter()) {
                    assert_eq!(super::super::names::attribute(attribute), Some(*attribute), "{name}");
                }
                let children = of.children.split([' ', '|', '+']).filter(|child| !child.is_empty());
                waiting.extend(children);
            }
        }
        assert_eq!(seen.len(), 54);
    }

    #[test]
    fn values_are_those_that_the_schema_takes() {
        for (name, words, is) in [
            ("DateValue", "2024-02-29", true),
            ("DateValue", "2024-02-29Z", true),
            ("DateValue", "2024-02-29+01:00", true),
            ("DateValue", "2023-02-29", false),
            ("DateValue", "2024-02-29T1", false),
            ("DateTimeValue", "2024-01-02T03:04:05.1234567890123Z", true),
            ("DateTimeValue", "2024-01-02T24:00:00Z", true),
            ("DateTimeValue", "2024-01-02", false),
        ] {
            assert_eq!(is_value(&Element::words(name, words)), is, "{name} {words}");
        }
        assert_eq!(time("2024-01-02T24:00:00Z"), time("2024-01-03T00:00:00Z"));
        assert_eq!(
            time("2024-01-02T03:04:05.12345678901+01:00"),
            time("2024-01-02T03:04:05.123456789+01:00")
        );
    }
}
