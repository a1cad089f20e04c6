//! The names that the two schemas know. Only what has one of these is ever written; so only that is kept of a file.

use super::tree::Element;

/// What selections of words are called.
const SELECTIONS: [&str; 2] = ["PlainTextSelection", "TranscriptSelection"];

pub(in super::super) fn is_selection(element: &Element<'_>) -> bool {
    SELECTIONS.contains(&element.name)
}

const ELEMENTS: [&str; 54] = [
    "PlainTextSelection",
    "Coding",
    "CodeRef",
    "TextSource",
    "NoteRef",
    "SourceRef",
    "VariableValue",
    "VariableRef",
    "TextValue",
    "IntegerValue",
    "FloatValue",
    "BooleanValue",
    "DateValue",
    "DateTimeValue",
    "Note",
    "PlainTextContent",
    "Description",
    "Link",
    "Case",
    "Code",
    "User",
    "Project",
    "Users",
    "CodeBook",
    "Codes",
    "Variables",
    "Variable",
    "Cases",
    "Sources",
    "Notes",
    "Links",
    "Sets",
    "Set",
    "MemberCode",
    "MemberSource",
    "MemberNote",
    "SelectionRef",
    "Graphs",
    "Graph",
    "Vertex",
    "Edge",
    "PDFSource",
    "PDFSelection",
    "Representation",
    "PictureSource",
    "PictureSelection",
    "TextDescription",
    "AudioSource",
    "AudioSelection",
    "VideoSource",
    "VideoSelection",
    "Transcript",
    "TranscriptSelection",
    "SyncPoint",
];

const ATTRIBUTES: [&str; 39] = [
    "guid",
    "name",
    "targetGUID",
    "creatingUser",
    "creationDateTime",
    "modifyingUser",
    "modifiedDateTime",
    "startPosition",
    "endPosition",
    "plainTextPath",
    "richTextPath",
    "path",
    "currentPath",
    "id",
    "origin",
    "creatingUserGUID",
    "modifyingUserGUID",
    "basePath",
    "isCodable",
    "color",
    "typeOfVariable",
    "page",
    "firstX",
    "firstY",
    "secondX",
    "secondY",
    "begin",
    "end",
    "timeStamp",
    "position",
    "fromSyncPoint",
    "toSyncPoint",
    "direction",
    "originGUID",
    "representedGUID",
    "shape",
    "sourceVertex",
    "targetVertex",
    "lineStyle",
];

/// The name of an element as it is kept; none where no schema knows it.
pub(in super::super) fn element(name: &str) -> Option<&'static str> {
    ELEMENTS.into_iter().find(|known| *known == name)
}

/// That of an attribute.
pub(in super::super) fn attribute(name: &str) -> Option<&'static str> {
    ATTRIBUTES.into_iter().find(|known| *known == name)
}
