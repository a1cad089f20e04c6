//! What became of files, as it is told: what was added, what to look at, what was left out. Never reads a file.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::output::{Printable, counted};
use crate::formats;
use crate::lang::number::count;
use crate::lang::{self, Message};

/// What was taken in.
#[derive(Default, Serialize)]
pub(super) struct Report {
    pub added: BTreeMap<&'static str, usize>,
    pub warnings: Vec<Warning>,
    #[serde(serialize_with = "listed")]
    pub lost: Vec<formats::Lost>,
}

/// What was not taken, as it is told.
fn listed<S: Serializer>(lost: &[formats::Lost], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(lost.iter().cloned().map(Lost::from))
}

#[derive(Serialize)]
pub(super) struct Warning {
    file: String,
    place: String,
    message: Message,
}

impl From<formats::Warning> for Warning {
    fn from(w: formats::Warning) -> Self {
        Self { file: w.file, place: w.place.to_string(), message: w.message }
    }
}

impl Warning {
    /// A line for a person.
    pub(super) fn line(&self) -> String {
        format!("{}, {}: {}\n", self.file, self.place, self.message)
    }
}

/// What was not taken, or not written.
#[derive(Serialize)]
pub(super) struct Lost {
    what: Message,
    count: usize,
    why: Message,
    /// The files in which they are, where any were read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<String>,
}

impl From<formats::Lost> for Lost {
    fn from(lost: formats::Lost) -> Self {
        Self { what: lost.what, count: lost.count, why: lost.why, files: lost.files }
    }
}

impl Lost {
    /// A line for a person.
    pub(super) fn line(&self) -> String {
        let (what, why) = (lang::tell(&self.what), lang::tell(&self.why));
        let mut files = self.files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        if self.files.len() > NAMED {
            files.push_str(&format!(" and {} more", count(self.files.len() - NAMED)));
        }
        let of = if files.is_empty() { String::new() } else { format!(" ({files})") };
        format!("left out: {} × {what}: {why}{of}\n", count(self.count))
    }
}

/// How many files a line names.
const NAMED: usize = 5;

impl Printable for Report {
    fn text(&self) -> String {
        // What is added has a regular plural.
        let one_or_more =
            |what: &'static str, n: usize| counted(n as f64, what.strip_suffix('s').unwrap_or(what), what);
        let added: Vec<_> = self.added.iter().map(|(what, &n)| one_or_more(what, n)).collect();
        let added = if added.is_empty() { "nothing".to_owned() } else { added.join(", ") };
        let mut text = format!("Added: {added}\n");
        for warning in &self.warnings {
            text.push_str(&warning.line());
        }
        self.lost.iter().for_each(|lost| text.push_str(&Lost::from(lost.clone()).line()));
        text
    }
}
