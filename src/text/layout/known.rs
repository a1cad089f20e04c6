//! What the words of a label are known to mean: who asks, who is asked, and what is no speaker at all. Never looks at more
//! than the label.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::head::ends_in_initial;
use super::words::{NO_NAMES, languages};
use crate::text::rules::SpeakerRole;

/// What each word says of a speaker, without the number behind it; nothing where it leaves open which.
static SPEAKERS: LazyLock<HashMap<&str, Option<SpeakerRole>>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for language in languages() {
        for (words, role) in [
            (language.asks, Some(SpeakerRole::Interviewer)),
            (language.asked, Some(SpeakerRole::Participant)),
            (language.other, Some(SpeakerRole::Other)),
            (language.speaker, None),
        ] {
            for word in words {
                known.entry(*word).or_insert(role);
            }
        }
    }
    known
});

static HEAD: LazyLock<HashSet<&str>> =
    LazyLock::new(|| languages().flat_map(|language| language.head).copied().collect());

static NOBODY: LazyLock<HashSet<&str>> = LazyLock::new(|| NO_NAMES.iter().copied().collect());

/// A label as it is compared: lower case, single spaces.
pub(crate) fn fold(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word.to_lowercase());
    }
    folded
}

/// The word of a label without the number behind it or what stands in brackets: `P01`, `P1a`, `Speaker 2`,
/// `Participant #3`, `Carer (female)`; none for the "a:" and "i:" that count the points of a list.
fn stem(label: &str) -> Option<String> {
    if is_letter(label) && label.starts_with(char::is_lowercase) {
        return None;
    }
    let is_number =
        |c: char| c.is_numeric() || matches!(c, ' ' | '#' | '-' | '_' | '.' | '/' | '\u{b0}' | 'º');
    let folded = fold(label);
    let bare = folded.split_once('(').map_or(folded.as_str(), |(before, _)| before.trim_end());
    let lettered = bare.strip_suffix(|c: char| c.is_ascii_lowercase());
    let numbered = lettered.filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(bare);
    let stem = numbered.trim_end_matches(is_number);
    Some(if SPEAKERS.contains_key(stem) { stem } else { stem.trim_start_matches(is_number) }.to_owned())
}

/// The role that a label's word is known for, whatever number follows it.
pub(super) fn known_role(label: &str) -> Option<SpeakerRole> {
    SPEAKERS.get(stem(label)?.as_str()).copied().flatten()
}

/// Whether a label's word is known to mean a speaker, whatever number follows it.
pub(super) fn is_known(label: &str) -> bool {
    stem(label).is_some_and(|stem| SPEAKERS.contains_key(stem.as_str()))
}

/// Whether a label is one letter, which says little when it stands once.
pub(super) fn is_letter(label: &str) -> bool {
    label.chars().count() == 1 && label.chars().all(|c| c.is_uppercase() || c.is_lowercase())
}

/// Whether a word before a colon says something of the interview, as the head of a protocol does: "Date", "Interview no.".
pub(super) fn is_head(key: &str) -> bool {
    let folded = fold(key);
    let word = folded.trim_end_matches(|c: char| !c.is_alphabetic());
    let bare = word.split_once('(').map_or(word, |(before, _)| before.trim_end());
    HEAD.contains(bare) || HEAD.contains(bare.trim_end_matches(|c: char| !c.is_alphabetic()))
}

/// Whether a label is a word with which speech begins.
pub(super) fn is_nobody(label: &str) -> bool {
    NOBODY.contains(fold(label).as_str())
}

/// Words inside a name that begin in lower case.
const SMALL: &[&str] = &[
    "al", "and", "ben", "bin", "bint", "d'", "da", "das", "de", "del", "della", "den", "der", "di", "do",
    "dos", "du", "e", "el", "et", "ibn", "la", "le", "of", "the", "ten", "ter", "und", "van", "von", "y",
    "zu",
];

/// Whether a label that is not known could be a name: no word of it starts in lower case, but for `de`, `of` and the like
/// between two, and it is none with which speech begins.
pub(super) fn could_be_name(label: &str) -> bool {
    let cut = label.ends_with(['.', ',', '-', '–', '—', '…']) && !ends_in_initial(label);
    if is_nobody(label) || cut {
        return false;
    }
    // In scripts without capitals a long run of letters is a sentence.
    let cased = label.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if !cased && label.chars().filter(|c| c.is_alphabetic()).count() > 12 {
        return false;
    }
    let words: Vec<_> = label.split_whitespace().collect();
    let small = |word: &str| SMALL.contains(&word);
    let named = |word: &str| {
        let first = word.trim_start_matches(['(', '#', '\'', '@', '~']).chars().next();
        let inside = word.starts_with('(') || word.ends_with(')');
        first.is_some_and(|c| !c.is_lowercase()) || inside || word.contains(|c: char| c.is_ascii_digit())
    };
    let last = words.len().saturating_sub(1);
    words.iter().enumerate().all(|(n, word)| {
        named(word) || (n < last && small(word)) || word.starts_with("d'") || word.starts_with("al-")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_with_any_number() {
        use SpeakerRole::{Interviewer, Participant};
        for (label, role) in [
            ("INTERVIEWER", Some(Interviewer)),
            ("Int", Some(Interviewer)),
            ("P01", Some(Participant)),
            ("P1a", Some(Participant)),
            ("Speaker 1", None),
            ("Participant #3", Some(Participant)),
            ("Foster carer (female)", Some(Participant)),
            ("I", Some(Interviewer)),
            ("i", None),
            ("Dan", None),
            ("He said", None),
            ("Forscherin 2", Some(Interviewer)),
            ("访谈者", Some(Interviewer)),
        ] {
            assert_eq!(known_role(label), role, "{label}");
        }
        assert!(is_known("Speaker 1") && is_known("S2") && is_known("SPEAKER_00") && !is_known("Dan"));
        assert!(could_be_name("Ann van Lee") && could_be_name("T1") && !could_be_name("He said"));
        assert!(could_be_name("João d'Ávila") && could_be_name("3K31") && !could_be_name("Note"));
        assert!(
            is_head("Interview no.") && is_head("Datum") && is_head("Duration (min)") && !is_head("Lena")
        );
    }

    #[test]
    fn the_tables_hold_words_as_labels_are_compared() {
        assert!(languages().count() >= 20);
        let words = languages().flat_map(|l| [l.asks, l.asked, l.other, l.speaker, l.head]).flatten();
        for word in words.chain(NO_NAMES) {
            assert_eq!(*word, fold(word));
        }
    }
}
