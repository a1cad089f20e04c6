//! What a form of JSON transcripts is: whose it is, what tells it, and where in it stands what is said. Never reads a file
//! itself.

use super::reading::{Moment, Reading};
use super::value::Json;

/// A form in which programs write transcripts as JSON.
pub(super) struct Form {
    /// What messages call it.
    pub name: &'static str,
    /// Paths that are there in every file of it. An empty list may hold anything.
    pub has: &'static [&'static str],
    /// How it is read.
    pub shape: Shape,
}

/// How what is said stands in a form.
pub(super) enum Shape {
    /// A list of turns.
    Turns(Turns),
    /// In its own way.
    Own(fn(&Top<'_>, &mut Reading<'_>)),
}

/// A list of turns. Paths that are empty lead nowhere.
pub(super) struct Turns {
    /// Where the list stands.
    pub list: &'static str,
    /// Where each turn says who speaks, when, and what.
    pub speaker: &'static str,
    pub start: &'static str,
    pub text: &'static str,
    /// Where each turn lists its words, where it does.
    pub words: Words,
}

/// A list of words.
pub(super) struct Words {
    /// Where the list stands.
    pub list: &'static str,
    /// Where each word says who speaks, when, and, the first of several, what.
    pub speaker: &'static str,
    pub start: &'static str,
    pub text: [&'static str; 2],
    /// How many milliseconds one is of what times count.
    pub unit: f64,
}

/// Seconds.
pub(super) const SECONDS: f64 = 1000.0;
/// Milliseconds.
pub(super) const MILLISECONDS: f64 = 1.0;

/// The top of a file, its fields found once.
pub(super) struct Top<'a> {
    fields: Vec<(String, Json<'a>)>,
}

/// The most fields at the top that are looked at.
const MOST_FIELDS: usize = 256;
/// What a list at the top is called in paths.
const LIST: &str = "-";

impl<'a> Top<'a> {
    /// The top of a file.
    pub(super) fn new(json: Json<'a>) -> Self {
        let mut fields = Vec::new();
        if json.is_list() {
            fields.push((LIST.to_owned(), json));
        }
        json.each_field(|name, value| {
            if fields.len() < MOST_FIELDS {
                fields.push((name.to_owned(), value));
            }
        });
        Self { fields }
    }

    /// What stands at a path.
    pub(super) fn at(&self, path: &str) -> Option<Json<'a>> {
        let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
        let (_, json) = self.fields.iter().rev().find(|(name, _)| name == first)?;
        rest.map_or(Some(*json), |rest| json.at(rest))
    }

    /// Whether something can stand at a path.
    fn has(&self, path: &str) -> bool {
        let empty_before = |(before, _): (&str, &str)| self.at(before).is_some_and(Json::is_empty_list);
        self.at(path).is_some() || path.split_once(".0.").is_some_and(empty_before)
    }

    /// The names of the fields, but for those with which paths begin.
    pub(super) fn beside(&self, paths: &[&str]) -> Vec<String> {
        let read = |name: &str| paths.iter().any(|path| path.split('.').next() == Some(name));
        let names = self.fields.iter().map(|(name, _)| name);
        names.filter(|name| !read(name) && *name != LIST).cloned().collect()
    }
}

impl Form {
    /// Whether a file is of this form.
    pub(super) fn fits(&self, top: &Top<'_>) -> bool {
        self.has.iter().all(|path| top.has(path))
    }

    /// Reads a file of this form.
    pub(super) fn read(&self, top: &Top<'_>, reading: &mut Reading<'_>) {
        match &self.shape {
            Shape::Turns(turns) => turns.read(top, reading),
            Shape::Own(read) => read(top, reading),
        }
    }
}

impl Turns {
    /// Reads all turns.
    pub(super) fn read(&self, top: &Top<'_>, reading: &mut Reading<'_>) {
        let Some(list) = top.at(self.list) else { return };
        list.each(|turn| self.read_one(turn, reading));
    }

    fn read_one(&self, turn: Json<'_>, reading: &mut Reading<'_>) {
        let field = |path: &str| if path.is_empty() { None } else { turn.at(path) };
        let text = field(self.text).and_then(Json::words).unwrap_or_default();
        let start = self.words.moment(field(self.start));
        let spoken = reading.turn(field(self.speaker), start, &text);
        if let Some(words) = field(self.words.list) {
            let mut placed = reading.placing(spoken);
            words.each(|word| {
                placed.word(&self.words.said(word), self.words.moment(word.at(self.words.start)).ms());
            });
        }
    }
}

impl Words {
    /// Puts words of a list into turns, each into its speaker's.
    pub(super) fn read_list(&self, list: Json<'_>, reading: &mut Reading<'_>) {
        list.each(|word| {
            let [speaker, start] = word.fields([self.speaker, self.start]);
            reading.word(speaker, self.moment(start), &self.said(word), true);
        });
        reading.end_turn();
    }

    /// Notes when words of a list were said that stand in turns already.
    pub(super) fn place(&self, list: Json<'_>, reading: &mut Reading<'_>) {
        let mut placed = reading.placing_all();
        list.each(|word| placed.word(&self.said(word), self.moment(word.at(self.start)).ms()));
    }

    /// The word itself.
    pub(super) fn said(&self, word: Json<'_>) -> String {
        let [first, second] = word.fields(self.text);
        first.or(second).and_then(Json::words).unwrap_or_default()
    }

    fn moment(&self, value: Option<Json<'_>>) -> Moment {
        Moment::of(value, self.unit)
    }
}
