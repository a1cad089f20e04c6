//! Every string that a person reads, from one fluent catalogue, and every number that goes into one.
//!
//! A leaf beside the floors: the command line and the window use it, nothing below them does. Never decides what
//! to say, only how.

pub mod moment;
pub mod number;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

const ENGLISH: &str = include_str!("../../assets/lang/en.ftl");

static CATALOGUE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let language: LanguageIdentifier = "en-GB".parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks against mixed directions would show as boxes where a font lacks them.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(formatted));
    // A test holds the catalogue free of errors; what could be read of a wrong one is better than nothing.
    let catalogue = match FluentResource::try_new(ENGLISH.to_owned()) {
        Ok(catalogue) | Err((catalogue, _)) => catalogue,
    };
    bundle.add_resource_overriding(catalogue);
    bundle
});

/// What stands for a placeholder: words, or a number that also chooses between singular and plural.
pub type Value<'a> = FluentValue<'a>;

/// The string of a key; the key itself where the catalogue has none.
pub fn text(key: &str) -> String {
    with(key, &[])
}

/// The string of a key with its placeholders filled.
///
/// ```
/// assert_eq!(concord::lang::with("count-codings", &[("n", 1.into())]), "1 coding");
/// assert_eq!(concord::lang::with("count-codings", &[("n", 1200.into())]), "1,200 codings");
/// ```
pub fn with(key: &str, values: &[(&str, Value<'_>)]) -> String {
    let Some(pattern) = CATALOGUE.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let arguments: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut errors = Vec::new();
    CATALOGUE.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
}

/// Numbers inside strings are written as everywhere else.
fn formatted<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => Some(number::count(number.value)),
        FluentValue::Number(_)
        | FluentValue::String(_)
        | FluentValue::Custom(_)
        | FluentValue::None
        | FluentValue::Error => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use fluent_bundle::FluentResource;
    use regex::Regex;

    use super::*;

    fn defined() -> BTreeSet<String> {
        let key = Regex::new(r"(?m)^([a-z][a-z0-9-]*) *=").unwrap();
        key.captures_iter(ENGLISH).map(|found| found[1].to_owned()).collect()
    }

    fn sources(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|e| e == "rs") {
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn the_catalogue_has_no_errors_and_no_key_twice() {
        let errors = FluentResource::try_new(ENGLISH.to_owned()).err().map(|(_, errors)| errors);
        assert_eq!(errors, None);
        let lines = ENGLISH.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase())).count();
        assert_eq!(lines, defined().len(), "a key stands twice");
    }

    #[test]
    fn every_key_used_is_defined_and_every_key_defined_is_used() {
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        let defined = defined();
        let literal = Regex::new(r#""([a-z][a-z0-9]*(?:-[a-z0-9]+)*)""#).unwrap();
        let used: BTreeSet<String> = literal.captures_iter(&source).map(|f| f[1].to_owned()).collect();
        // A command and a panel say what they do by their name's tip.
        let told = |key: &&String| key.strip_suffix("-tip").is_some_and(|name| used.contains(name));
        let unused: Vec<&String> = defined.difference(&used).filter(|key| !told(key)).collect();
        assert!(unused.is_empty(), "in the catalogue, but used nowhere: {unused:?}");
        let call = Regex::new(r#"(?:^|[^.\w])(?:text|with)\(\s*"([a-z0-9-]+)""#).unwrap();
        let asked: BTreeSet<String> = call.captures_iter(&source).map(|f| f[1].to_owned()).collect();
        let missing: Vec<&String> = asked.difference(&defined).filter(|k| *k != "no-such-key").collect();
        assert!(missing.is_empty(), "asked for, but not in the catalogue: {missing:?}");
    }

    #[test]
    fn a_missing_key_shows_itself() {
        assert_eq!(text("no-such-key"), "no-such-key");
    }
}
