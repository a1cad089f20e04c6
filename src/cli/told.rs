//! What became of files, as it is told: what was added and changed, what to look at, what was left out. Never reads a file.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::output::{Printable, counted};
use crate::formats;
use crate::lang::number::count;
use crate::lang::{self, Message};

#[derive(Default, Serialize)]
pub(super) struct Report {
    pub(super) added: BTreeMap<&'static str, usize>,
    pub(super) changed: Vec<Changed>,
    pub(super) warnings: Vec<Warning>,
    #[serde(serialize_with = "listed")]
    pub(super) lost: Vec<formats::Lost>,
}

/// A value that was there and is another now.
#[derive(Serialize)]
pub(super) struct Changed {
    /// "age of P01"
    what: String,
    old: String,
    new: String,
    #[serde(skip)]
    attribute: String,
}

impl From<formats::ChangedValue> for Changed {
    fn from(of: formats::ChangedValue) -> Self {
        let what = format!("{} of {}", of.what, of.of);
        Self { what, old: of.old, new: of.new, attribute: of.what }
    }
}

/// A line an attribute: how many, and what the first of them were.
fn changes(all: &[Changed]) -> String {
    let mut by: BTreeMap<&str, Vec<&Changed>> = BTreeMap::new();
    all.iter().for_each(|one| by.entry(&one.attribute).or_default().push(one));
    let line = |(attribute, all): (&str, Vec<&Changed>)| {
        let told = all.iter().take(NAMED).map(|one| format!("{}: {} → {}", one.what, one.old, one.new));
        let told = told.collect::<Vec<_>>().join("; ");
        let more = all.len().saturating_sub(NAMED);
        let more = if more == 0 { String::new() } else { format!(" and {} more", count(more)) };
        format!("Changed: {attribute} of {} ({told}{more})\n", count(all.len()))
    };
    by.into_iter().map(line).collect()
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
        let mut text = changes(&self.changed);
        if !added.is_empty() || text.is_empty() {
            let added = if added.is_empty() { "nothing".to_owned() } else { added.join(", ") };
            text.insert_str(0, &format!("Added: {added}\n"));
        }
        for warning in &self.warnings {
            text.push_str(&warning.line());
        }
        self.lost.iter().for_each(|lost| text.push_str(&Lost::from(lost.clone()).line()));
        text
    }
}
