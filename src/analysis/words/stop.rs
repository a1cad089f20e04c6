//! Small words that a language has lists of, which are counted among all but not listed. Never counts.

use std::collections::BTreeSet;

use super::word;

/// The languages that have a list, by their codes.
pub fn languages() -> &'static [&'static str] {
    stop_words::available_languages()
}

/// The small words of a language by its code; none where it has no list.
pub fn small_words(language: &str) -> Option<BTreeSet<String>> {
    stop_words::lookup(language.to_lowercase()).map(|listed| both_ways(listed.iter().copied()))
}

/// Words as they are counted, with straight and with curly apostrophes, since transcripts have either.
pub fn both_ways<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<String> {
    words.map(word).flat_map(|word| [word.replace('\'', "’"), word.replace('’', "'")]).collect()
}
