//! The order in which interviews are looked at. Never asks a clock: codings say when they were made.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::Interview;
use crate::analysis::coded::{Coded, Sheet};
use crate::model::{AttributeId, AttributeOf, Participant, Project, Timestamp, Value, natural};

/// What interviews are put in order by; those that are equal, by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// When the first passage of theirs was coded in this layer; those without any last.
    #[default]
    Coding,
    /// By name, "P2" before "P10".
    Title,
    /// The value of an attribute of theirs, the least first; those without any last.
    Attribute(AttributeId),
}

/// What one interview is put in its place by.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    Time(Timestamp),
    Value(Value),
}

impl Order {
    /// Puts interviews, and whatever goes with them, in order.
    pub(super) fn sort<T>(
        self,
        project: &Project,
        coded: &Coded<'_>,
        all: &mut [T],
        id: impl Fn(&T) -> Interview,
    ) {
        let sheets = sheets(coded);
        let place = |interview: Interview| {
            let sheets = sheets.get(&interview).map(Vec::as_slice).unwrap_or_default();
            match self {
                Self::Title => None,
                Self::Coding => {
                    sheets.iter().filter_map(|s| first_coding(s, interview)).min().map(Place::Time)
                }
                Self::Attribute(attribute) => value(project, interview, sheets, attribute).map(Place::Value),
            }
        };
        let key = |interview: Interview| (place(interview), natural(name(project, interview)), interview);
        let keys: HashMap<Interview, _> = all.iter().map(&id).map(|of| (of, key(of))).collect();
        all.sort_by(|a, b| {
            let [(place, name, own), (other_place, other_name, other)] = [a, b].map(|one| &keys[&id(one)]);
            compared(place.as_ref(), other_place.as_ref())
                .then_with(|| name.cmp(other_name))
                .then_with(|| own.cmp(other))
        });
    }
}

/// What an interview is called.
fn name(project: &Project, interview: Interview) -> &str {
    match interview {
        Interview::Transcript(id) => project.transcript(id).map_or("", |transcript| transcript.title()),
        Interview::Participant(participant) => project.participant_name(participant),
    }
}

/// The transcripts of each interview.
fn sheets<'c, 'p>(coded: &'c Coded<'p>) -> HashMap<Interview, Vec<&'c Sheet<'p>>> {
    let mut of: HashMap<Interview, Vec<&Sheet<'_>>> = HashMap::new();
    for sheet in &coded.sheets {
        of.entry(Interview::Transcript(sheet.transcript.id())).or_default().push(sheet);
        for participant in sheet.transcript.participants() {
            of.entry(Interview::Participant(participant)).or_default().push(sheet);
        }
    }
    of
}

fn first_coding(sheet: &Sheet<'_>, interview: Interview) -> Option<Timestamp> {
    let theirs = |byte: usize| match interview {
        Interview::Transcript(_) => true,
        Interview::Participant(participant) => sheet.transcript.participant_at(byte) == Some(participant),
    };
    let codings = sheet.layer.codings().iter().filter(|coding| theirs(coding.span.start()));
    codings.map(|coding| coding.created).min()
}

/// The value of an interview's case, or the least of its transcripts'.
fn value(
    project: &Project,
    interview: Interview,
    sheets: &[&Sheet<'_>],
    attribute: AttributeId,
) -> Option<Value> {
    let of_case = |participant: Participant| {
        let case = participant.case().and_then(|case| project.case(case))?;
        case.values.get(&attribute).cloned()
    };
    let values: Vec<Value> = match (project.attribute(attribute)?.of, interview) {
        (AttributeOf::Case, Interview::Participant(participant)) => {
            of_case(participant).into_iter().collect()
        }
        (AttributeOf::Case, Interview::Transcript(_)) => {
            sheets.iter().flat_map(|s| s.transcript.participants()).filter_map(of_case).collect()
        }
        (AttributeOf::Transcript, _) => {
            sheets.iter().filter_map(|s| s.transcript.values().get(&attribute).cloned()).collect()
        }
    };
    values.into_iter().min_by(values_compared)
}

/// What has no place comes last.
fn compared(a: Option<&Place>, b: Option<&Place>) -> Ordering {
    match (a, b) {
        (Some(Place::Time(a)), Some(Place::Time(b))) => a.cmp(b),
        (Some(Place::Value(a)), Some(Place::Value(b))) => values_compared(a, b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

/// Numbers and days as such, words as people count.
fn values_compared(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (a, b) => natural(&a.to_string()).cmp(&natural(&b.to_string())),
    }
}
