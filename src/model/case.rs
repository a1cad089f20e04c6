//! Cases (participants), and the attributes that describe them or their transcripts.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AttributeId, CaseId};

/// A participant: the unit that theme frequencies count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Kept through every import and export.
    pub id: CaseId,
    /// As shown, never a real name; unique in a project.
    pub name: String,
    /// What is known of the case; an attribute without a value is not known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<AttributeId, Value>,
}

/// A column of the attribute table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Kept through every import and export.
    pub id: AttributeId,
    /// As shown; unique among attributes of the same kind of thing.
    pub name: String,
    /// What its values are.
    pub kind: AttributeKind,
    /// What it describes.
    pub of: AttributeOf,
}

/// The type of an attribute's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AttributeKind {
    /// Words, or the name of a group.
    Text,
    /// A number, such as an age in years.
    Number,
    /// A day of the calendar.
    Date,
    /// Yes or no.
    YesNo,
}

/// What an attribute describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AttributeOf {
    /// A case: age, group, matched pair.
    Case,
    /// A transcript: wave, date.
    Transcript,
}

/// One value of an attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Words.
    Text(String),
    /// A finite number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
}

impl Value {
    /// The type of this value.
    pub const fn kind(&self) -> AttributeKind {
        match self {
            Self::Text(_) => AttributeKind::Text,
            Self::Number(_) => AttributeKind::Number,
            Self::Date(_) => AttributeKind::Date,
            Self::YesNo(_) => AttributeKind::YesNo,
        }
    }

    /// Reads a cell as a value of the given type; none where it is not one or is empty.
    pub fn parse(cell: &str, kind: AttributeKind) -> Option<Self> {
        let cell = cell.trim();
        if cell.is_empty() {
            return None;
        }
        match kind {
            AttributeKind::Text => Some(Self::Text(cell.to_owned())),
            AttributeKind::Number => {
                let number: f64 = cell.parse().ok()?;
                number.is_finite().then_some(Self::Number(number))
            }
            AttributeKind::Date => cell.parse().ok().map(Self::Date),
            AttributeKind::YesNo => match cell.to_ascii_lowercase().as_str() {
                "yes" | "true" => Some(Self::YesNo(true)),
                "no" | "false" => Some(Self::YesNo(false)),
                _ => None,
            },
        }
    }
}

impl fmt::Display for Value {
    /// As a cell of a table: dates as `2026-01-31`, yes or no in words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::YesNo(true) => f.write_str("yes"),
            Self::YesNo(false) => f.write_str("no"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AttributeKind, Value};

    #[test]
    fn a_value_is_written_as_it_is_read() {
        for (cell, kind) in [
            ("foster care", AttributeKind::Text),
            ("17", AttributeKind::Number),
            ("0.5", AttributeKind::Number),
            ("2026-01-31", AttributeKind::Date),
            ("yes", AttributeKind::YesNo),
        ] {
            assert_eq!(Value::parse(cell, kind).unwrap().to_string(), cell);
        }
        assert_eq!(Value::parse("inf", AttributeKind::Number), None);
        assert_eq!(Value::parse(" ", AttributeKind::Text), None);
    }
}
