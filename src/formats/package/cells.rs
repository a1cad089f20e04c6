//! The rows of the tables of a data package, after the study that each begins with. Never keeps a row.

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::shared::grid::Cell;
use crate::model::{AttributeKind, Coding, CodingLayer, Completeness, Project, Transcript, Value};
use crate::text::SpeakerRole;

/// Rows as they are asked for.
pub(super) type Each<'p> = Box<dyn Iterator<Item = Vec<Cell>> + 'p>;

pub(super) fn each<'p, R: IntoIterator<Item = Cell>>(rows: impl Iterator<Item = R> + 'p) -> Each<'p> {
    Box::new(rows.map(|row| row.into_iter().collect()))
}

pub(super) fn transcript(t: &Transcript) -> [Cell; 8] {
    [
        t.id().to_string().into(),
        t.title().into(),
        super::words_of(t).into(),
        t.source().into(),
        t.case().map(|case| case.to_string()).into(),
        t.text().chars().into(),
        t.text().words().len().into(),
        t.sha256().into(),
    ]
}

/// Each label once.
pub(super) fn speakers(t: &Transcript) -> impl Iterator<Item = [Cell; 4]> {
    let mut seen = BTreeSet::new();
    t.speakers().iter().filter(move |speaker| seen.insert(speaker.label.as_str())).map(move |speaker| {
        let role = match speaker.role {
            SpeakerRole::Interviewer => "interviewer",
            SpeakerRole::Participant => "participant",
            SpeakerRole::Other => "other",
        };
        [
            t.id().to_string().into(),
            speaker.label.as_str().into(),
            role.into(),
            speaker.case.map(|case| case.to_string()).into(),
        ]
    })
}

pub(super) fn turns(t: &Transcript) -> impl Iterator<Item = [Cell; 8]> {
    t.turns().iter().enumerate().map(move |(at, turn)| {
        let speaker = turn.speaker.and_then(|at| t.speaker(at)).map(|speaker| speaker.label.clone());
        [
            t.id().to_string().into(),
            (at + 1).into(),
            speaker.into(),
            yes_or_no(t.is_interviewer(turn)),
            turn.time_ms.into(),
            t.text().char_of(turn.range.start).0.into(),
            t.text().char_of(turn.body).0.into(),
            t.text().char_of(turn.range.end).0.into(),
        ]
    })
}

/// What somebody has never opened has no row.
pub(super) fn layer(layer: &CodingLayer) -> Option<[Cell; 3]> {
    let status = match layer.status() {
        Completeness::NotStarted => return None,
        Completeness::InProgress => "in progress",
        Completeness::Complete => "complete",
    };
    Some([layer.transcript().to_string().into(), layer.coder().to_string().into(), status.into()])
}

pub(super) fn codes(project: &Project) -> Each<'_> {
    let book = project.codebook();
    each(book.codes().enumerate().map(move |(at, code)| {
        [
            code.id.to_string().into(),
            (at + 1).into(),
            code.name.as_str().into(),
            book.path(code.id).into(),
            code.parent.map(|id| id.to_string()).into(),
            code.colour.to_string().into(),
            code.definition.as_str().into(),
            code.include.as_str().into(),
            code.exclude.as_str().into(),
            code.examples.join("\n").into(),
            yes_or_no(code.codable),
            yes_or_no(code.retired),
            code.layer.clone().into(),
        ]
    }))
}

pub(super) fn coding(layer: &CodingLayer, transcript: &Transcript, coding: &Coding) -> [Cell; 10] {
    let chars = transcript.text().chars_of(coding.span);
    [
        coding.id.to_string().into(),
        layer.transcript().to_string().into(),
        layer.coder().to_string().into(),
        coding.code.to_string().into(),
        chars.start.0.into(),
        chars.end.0.into(),
        transcript.text().slice(coding.span).into(),
        coding.memo.as_str().into(),
        yes_or_no(coding.auto),
        coding.created.to_string().into(),
    ]
}

pub(super) fn values(project: &Project) -> Each<'_> {
    each(project.attributes().into_iter().flat_map(move |attribute| {
        let kind = match attribute.kind {
            AttributeKind::Text => "text",
            AttributeKind::Number => "number",
            AttributeKind::Date => "date",
            AttributeKind::YesNo => "yes or no",
        };
        let row = move |case: Option<String>, transcript: Option<String>, values: &BTreeMap<_, Value>| {
            let value = values.get(&attribute.id)?.to_string();
            let name = attribute.name.as_str().into();
            Some([case.into(), transcript.into(), name, kind.into(), value.into()])
        };
        let cases = project.cases().into_iter();
        let cases = cases.filter_map(move |case| row(Some(case.id.to_string()), None, &case.values));
        let transcripts = project.transcripts().into_iter();
        let transcripts = transcripts.filter_map(move |t| row(None, Some(t.id().to_string()), t.values()));
        cases.chain(transcripts)
    }))
}

fn yes_or_no(yes: bool) -> Cell {
    if yes { "yes".into() } else { "no".into() }
}
