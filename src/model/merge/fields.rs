//! Two states of one record brought together field by field, with what both came from where that is known. Never decides
//! between two values: whoever asks does.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Which of two stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// What is here.
    Ours,
    /// What comes from the other copy.
    Theirs,
}

/// A field that both have changed, each in its own way; a value that is not there is none.
pub struct Clash<'a> {
    /// The field's name in files.
    pub field: &'a str,
    /// The attribute, where the field is the values of attributes; the speaker, where it is their cases.
    pub key: Option<&'a str>,
    pub ours: Option<&'a Value>,
    pub theirs: Option<&'a Value>,
}

/// What is kept by a key, each of which is a field of its own: values of attributes, cases of speakers.
const KEYED: [&str; 2] = ["values", "ties"];
/// Lists of which every entry is for itself: what either side put in or took out is in or out.
const LISTS: [&str; 3] = ["examples", "codes", "transcripts"];
/// Fields in which nothing is a value like any.
const STRICT: [&str; 4] = ["parent", "codable", "retired", "by"];

/// Ours with what theirs changed. Where nothing is known of what they came from, an empty field gives way.
pub fn by_field<T: Clone + Serialize + DeserializeOwned>(
    base: Option<&T>,
    ours: &T,
    theirs: &T,
    choose: &mut dyn FnMut(&Clash<'_>) -> Side,
) -> T {
    let (Some(mine), Some(other)) = (fields(ours), fields(theirs)) else { return ours.clone() };
    let old = base.and_then(fields);
    let mut merged = Map::new();
    for field in keys(&mine, &other) {
        let was = old.as_ref().map(|old| old.get(field));
        let (m, o) = (mine.get(field), other.get(field));
        let value = if LISTS.contains(&field) {
            list(was.flatten(), m, o)
        } else if KEYED.contains(&field) {
            Some(keyed(field, was, m, o, choose))
        } else {
            one(was, &Clash { field, key: None, ours: m, theirs: o }, choose)
        };
        merged.extend(value.map(|value| (field.to_owned(), value)));
    }
    serde_json::from_value(Value::Object(merged)).unwrap_or_else(|_| ours.clone())
}

fn fields<T: Serialize>(record: &T) -> Option<Map<String, Value>> {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => Some(fields),
        Ok(_) | Err(_) => None,
    }
}

fn keys<'a>(a: &'a Map<String, Value>, b: &'a Map<String, Value>) -> BTreeSet<&'a str> {
    a.keys().chain(b.keys()).map(String::as_str).collect()
}

/// One field; `was` is none where nothing is known of what both came from.
fn one(
    was: Option<Option<&Value>>,
    clash: &Clash<'_>,
    choose: &mut dyn FnMut(&Clash<'_>) -> Side,
) -> Option<Value> {
    let Clash { ours, theirs, field, .. } = *clash;
    let side = match was {
        _ if ours == theirs => Side::Ours,
        Some(was) if was == ours => Side::Theirs,
        Some(was) if was == theirs => Side::Ours,
        None if is_empty(ours) && !STRICT.contains(&field) => Side::Theirs,
        None if is_empty(theirs) && !STRICT.contains(&field) => Side::Ours,
        Some(_) | None => choose(clash),
    };
    match side {
        Side::Ours => ours.cloned(),
        Side::Theirs => theirs.cloned(),
    }
}

fn keyed(
    field: &str,
    was: Option<Option<&Value>>,
    ours: Option<&Value>,
    theirs: Option<&Value>,
    choose: &mut dyn FnMut(&Clash<'_>) -> Side,
) -> Value {
    let none = Map::new();
    let of = |value: Option<&'_ Value>| value.and_then(Value::as_object).cloned().unwrap_or_default();
    let (mine, other) = (of(ours), of(theirs));
    let old = was.map(|was| was.and_then(Value::as_object).unwrap_or(&none));
    let mut merged = Map::new();
    for key in keys(&mine, &other) {
        let was = old.map(|old| old.get(key));
        let clash = Clash { field, key: Some(key), ours: mine.get(key), theirs: other.get(key) };
        merged.extend(one(was, &clash, choose).map(|value| (key.to_owned(), value)));
    }
    Value::Object(merged)
}

fn list(was: Option<&Value>, ours: Option<&Value>, theirs: Option<&Value>) -> Option<Value> {
    let of = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let (was, ours, theirs) = (of(was), of(ours), of(theirs));
    let new = theirs.iter().filter(|e| !ours.contains(e) && !was.contains(e));
    let stays = |e: &&Value| theirs.contains(e) || !was.contains(e);
    let merged: Vec<Value> = ours.iter().filter(stays).chain(new).cloned().collect();
    (!merged.is_empty()).then_some(Value::Array(merged))
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(words)) => words.is_empty(),
        Some(Value::Array(list)) => list.is_empty(),
        Some(Value::Object(map)) => map.is_empty(),
        Some(Value::Bool(_) | Value::Number(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Record {
        name: String,
        definition: String,
        examples: Vec<String>,
    }

    fn record(name: &str, definition: &str, examples: &[&str]) -> Record {
        let examples = examples.iter().map(|e| (*e).to_owned()).collect();
        Record { name: name.into(), definition: definition.into(), examples }
    }

    fn merged(base: Option<&Record>, ours: &Record, theirs: &Record) -> (Record, Vec<String>) {
        let mut clashes = Vec::new();
        let merged = by_field(base, ours, theirs, &mut |clash| {
            clashes.push(clash.field.to_owned());
            Side::Ours
        });
        (merged, clashes)
    }

    #[test]
    fn each_side_keeps_its_field() {
        let base = record("listens", "", &["a", "b"]);
        let ours = record("listens", "gives time", &["a", "c"]);
        let theirs = record("hears", "", &["a", "b", "d"]);
        let (both, clashes) = merged(Some(&base), &ours, &theirs);
        assert_eq!(both, record("hears", "gives time", &["a", "c", "d"]));
        assert!(clashes.is_empty());
    }

    #[test]
    fn what_both_changed_is_asked() {
        let base = record("listens", "", &[]);
        let (both, clashes) = merged(Some(&base), &record("hears", "x", &[]), &record("attends", "x", &[]));
        assert_eq!((both, clashes), (record("hears", "x", &[]), vec!["name".to_owned()]));
    }

    #[test]
    fn where_nothing_is_known_the_empty_field_gives_way() {
        let (both, clashes) = merged(None, &record("a", "", &["x"]), &record("b", "d", &["y"]));
        assert_eq!((both, clashes), (record("a", "d", &["x", "y"]), vec!["name".to_owned()]));
    }
}
