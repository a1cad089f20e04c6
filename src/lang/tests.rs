//! That source and catalogue know the same keys, and that each string has the placeholders that it is given.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;
use regex::Regex;

use super::*;

/// Each key of the catalogue with its string.
fn catalogue() -> Vec<(String, String)> {
    let key = Regex::new(r"^([a-z][a-z0-9-]*) *= *(.*)").unwrap();
    let mut strings: Vec<(String, String)> = Vec::new();
    for line in ENGLISH.iter().flat_map(|part| part.lines()).filter(|line| !line.starts_with('#')) {
        match key.captures(line) {
            Some(found) => strings.push((found[1].to_owned(), found[2].to_owned())),
            None => strings.last_mut().into_iter().for_each(|(_, string)| *string += line),
        }
    }
    strings
}

/// Keys of other strings that one is made of.
fn references(string: &str) -> impl Iterator<Item = &str> {
    let pieces = string.split('{').skip(1).filter_map(|piece| piece.split('}').next());
    pieces.map(str::trim).filter(|piece| piece.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// What has to be put into a string, and into those that it is made of.
fn placeholders(key: &str, strings: &BTreeMap<String, String>) -> BTreeSet<String> {
    let Some(string) = strings.get(key) else { return BTreeSet::new() };
    let placeholder = Regex::new(r"\$([a-z_]+)").unwrap();
    let own = placeholder.captures_iter(string).map(|found| found[1].to_owned());
    // Where words are read is put in by the catalogue itself.
    let own = own.filter(|name| name != "surface");
    own.chain(references(string).flat_map(|key| placeholders(key, strings))).collect()
}

fn source(folder: &Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source(&path, all);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("lang/tests.rs") {
            all.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

fn program() -> String {
    let mut all = String::new();
    source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    all
}

/// The pieces between the commas of what stands in brackets, up to the bracket that closes them.
fn pieces(rest: &str) -> Vec<&str> {
    let (mut depth, mut from, mut quoted, mut pieces) = (0, 0, false, Vec::new());
    let mut before = ' ';
    for (at, c) in rest.char_indices() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            _ if quoted => {}
            ')' | ']' | '}' if depth == 0 => {
                pieces.push(rest[from..at].trim());
                break;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                pieces.push(rest[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
        before = if before == '\\' { ' ' } else { c };
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Keys with what is put into them where they are asked for: by `message!`, and by `text` and `with` where the values stand
/// there.
fn uses(source: &str) -> Vec<(String, BTreeSet<String>)> {
    let call = Regex::new(r#"(message!|(?:^|[^.\w])text|(?:^|[^.\w])with)\(\s*"([a-z0-9-]+)""#).unwrap();
    let value = Regex::new(r#"^\(\s*"([a-z_]+)""#).unwrap();
    let mut uses = Vec::new();
    for found in call.captures_iter(source) {
        let (end, key) = (found.get(0).unwrap().end(), found[2].to_owned());
        let args = pieces(&source[end..]);
        let given = if found[1].starts_with("message") {
            args.iter().map(|arg| arg.split('=').next().unwrap_or(arg).trim().to_owned()).collect()
        } else {
            match args.first().map(|list| list.strip_prefix("&[")) {
                None => BTreeSet::new(),
                Some(Some(list)) => {
                    let names = pieces(list).into_iter().map(|one| Some(value.captures(one)?[1].to_owned()));
                    // One that was made elsewhere has no name here.
                    let Some(names) = names.collect() else { continue };
                    names
                }
                Some(None) => continue,
            }
        };
        uses.push((key, given));
    }
    uses
}

#[test]
fn the_catalogue_has_no_errors_and_no_key_twice() {
    for part in ENGLISH {
        let errors = FluentResource::try_new(part.to_owned()).err().map(|(_, errors)| errors);
        assert_eq!(errors, None);
    }
    let mut keys = BTreeSet::new();
    let twice: Vec<_> = catalogue().into_iter().filter(|(key, _)| !keys.insert(key.clone())).collect();
    assert!(twice.is_empty(), "a key stands twice: {twice:?}");
}

#[test]
fn every_key_used_is_defined_and_every_key_defined_is_used() {
    let source = program();
    let strings = catalogue();
    let defined: BTreeSet<&str> = strings.iter().map(|(key, _)| key.as_str()).collect();
    let literal = Regex::new(r#""([a-z][a-z0-9]*(?:-[a-z0-9]+)*)""#).unwrap();
    let mut used: BTreeSet<&str> =
        literal.captures_iter(&source).map(|f| f.get(1).unwrap().as_str()).collect();
    used.extend(strings.iter().flat_map(|(_, string)| references(string)));
    // A command and a panel say what they do by their name's tip.
    let told = |key: &&str| key.strip_suffix("-tip").is_some_and(|name| used.contains(name));
    let unused: Vec<_> = defined.difference(&used).filter(|key| !told(key)).collect();
    assert!(unused.is_empty(), "in the catalogue, but used nowhere: {unused:?}");
    let asked: BTreeSet<String> = uses(&source).into_iter().map(|(key, _)| key).collect();
    let missing: Vec<_> = asked.iter().filter(|key| !defined.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "asked for, but not in the catalogue: {missing:?}");
}

#[test]
fn every_string_is_given_what_it_has_room_for() {
    let strings: BTreeMap<String, String> = catalogue().into_iter().collect();
    let all = uses(&program());
    assert!(all.len() > 800, "only {} uses were found", all.len());
    let wrong = all.iter().filter(|(key, given)| *given != placeholders(key, &strings));
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "given what the string has no room for, or too little: {wrong:#?}");
}

#[test]
fn uses_are_found_with_what_is_put_in() {
    let found = uses(
        r#"message!("a-b", n, at = place(f(1, 2)), why = ("x,)"),) with("c", &[("n", 1.into())]) text("d")"#,
    );
    let names = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(
        found,
        [("a-b", names(&["n", "at", "why"])), ("c", names(&["n"])), ("d", names(&[]))]
            .map(|(k, n)| (k.to_owned(), n))
    );
}

#[test]
fn a_missing_key_shows_itself() {
    let key = "no-such-key";
    assert_eq!(text(key), key);
}
