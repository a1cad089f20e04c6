//! Names: when two are the same, how they sort, and what is said where one leads to no one thing. Never looks into a
//! project.

use unicode_normalization::UnicodeNormalization;

use crate::lang::{Message, Tell, either, message, which};

/// A name that leads to no one thing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub enum NotFound {
    /// Nothing has this name.
    None {
        /// "code", "coder", "transcript" …
        what: &'static str,
        /// The name asked for.
        name: String,
        /// The name most like it.
        nearest: Option<String>,
    },
    /// Several have it.
    Several {
        /// The name asked for.
        name: String,
        /// The paths of those that have it.
        paths: Vec<Message>,
    },
}

impl Tell for NotFound {
    fn message(&self) -> Message {
        match self {
            Self::None { what, name, nearest: None } => message!("no-such", what = which(what), name),
            Self::None { what, name, nearest: Some(nearest) } => {
                message!("no-such-but", what = which(what), name, nearest)
            }
            Self::Several { name, paths } => message!("could-be", name, paths = either(paths)),
        }
    }
}

/// A key that sorts "P2" before "P10", whatever the case of letters.
pub fn natural(name: &str) -> Vec<(u64, String)> {
    let mut parts = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = rest[words..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |n| words + n);
        parts.push((0, rest[..words].to_lowercase()));
        if digits > words {
            parts.push((rest[words..digits].parse().unwrap_or(u64::MAX), String::new()));
        }
        rest = &rest[digits..];
    }
    parts
}

/// Whether two names are the same to a reader.
pub(super) fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { folded(a) == folded(b) }
}

/// A name as it is compared: trimmed, whatever the case of letters and the way accents are written. Some systems write
/// "é" in file names as "e" and an accent.
pub fn folded(name: &str) -> String {
    name.trim().nfc().collect::<String>().to_lowercase()
}

/// That nothing is called so, with the name most like it.
pub(super) fn none(what: &'static str, name: &str, names: impl Iterator<Item = String>) -> NotFound {
    // Longer ones are not mistyped.
    let start = |name: &str| name.to_lowercase().chars().take(80).collect::<String>();
    let asked = start(name);
    let nearest = names
        .map(|n| (strsim::levenshtein(&asked, &start(&n)), n))
        .filter(|(d, n)| *d <= 2.max(n.chars().count() / 3))
        .min()
        .map(|(_, n)| n);
    NotFound::None { what, name: name.to_owned(), nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_count() {
        let mut names = ["P10", "P2", "p1", "Q"];
        names.sort_by_key(|n| natural(n));
        assert_eq!(names, ["p1", "P2", "P10", "Q"]);
    }

    #[test]
    fn names_are_the_same_however_accents_are_written() {
        assert!(same("Zoe\u{308} ", "zo\u{eb}") && same("P01", "p01"));
        assert!(!same("Zoe", "Zo\u{eb}"));
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let error = none("code", "lisens", ["listens".to_owned(), "warmth".to_owned()].into_iter());
        assert_eq!(error.to_string(), "there is no code “lisens”; did you mean “listens”?");
    }
}
