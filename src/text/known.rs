//! What the words of a label are known to mean: who asks, who is asked, and what is no speaker at all. Never looks at more
//! than the label.

use super::rules::SpeakerRole;

/// What one word or two say of a speaker, without the number behind them.
const KNOWN: &[(&str, SpeakerRole)] = {
    use SpeakerRole::{Interviewer, Other, Participant};
    &[
        ("a", Participant),
        ("answer", Participant),
        ("audience", Participant),
        ("befragte", Participant),
        ("befragter", Participant),
        ("befragte person", Participant),
        ("bp", Participant),
        ("caregiver", Participant),
        ("carer", Participant),
        ("child", Participant),
        ("client", Participant),
        ("encuestador", Interviewer),
        ("enquêteur", Interviewer),
        ("enquêtrice", Interviewer),
        ("enquêté", Participant),
        ("enquêtée", Participant),
        ("entrevistado", Participant),
        ("entrevistada", Participant),
        ("entrevistador", Interviewer),
        ("entrevistadora", Interviewer),
        ("facilitator", Interviewer),
        ("father", Participant),
        ("foster carer", Participant),
        ("i", Interviewer),
        ("id", Participant),
        ("int", Interviewer),
        ("interpreter", Other),
        ("interviewé", Participant),
        ("interviewée", Participant),
        ("interviewee", Participant),
        ("interviewer", Interviewer),
        ("interviewerin", Interviewer),
        ("interviewte", Participant),
        ("interviewter", Participant),
        ("intervistato", Participant),
        ("intervistata", Participant),
        ("intervistatore", Interviewer),
        ("intervistatrice", Interviewer),
        ("iv", Interviewer),
        ("m", Interviewer),
        ("moderator", Interviewer),
        ("mother", Participant),
        ("narrator", Participant),
        ("note taker", Other),
        ("nurse", Participant),
        ("observer", Other),
        ("p", Participant),
        ("parent", Participant),
        ("part", Participant),
        ("participant", Participant),
        ("patient", Participant),
        ("personal adviser", Participant),
        ("practitioner", Participant),
        ("pt", Participant),
        ("q", Interviewer),
        ("question", Interviewer),
        ("r", Participant),
        ("res", Interviewer),
        ("researcher", Interviewer),
        ("resp", Participant),
        ("respondent", Participant),
        ("social worker", Participant),
        ("student", Participant),
        ("support worker", Participant),
        ("teacher", Participant),
        ("transcriber", Other),
        ("translator", Other),
        ("young person", Participant),
        ("yp", Participant),
        ("聞き手", Interviewer),
        ("語り手", Participant),
        ("采访者", Interviewer),
        ("受访者", Participant),
        ("访谈者", Interviewer),
        ("المقابل", Interviewer),
        ("المحاور", Interviewer),
        ("المشارك", Participant),
        ("المشاركة", Participant),
        ("מראיין", Interviewer),
        ("מראיינת", Interviewer),
        ("מרואיין", Participant),
        ("מרואיינת", Participant),
    ]
};

/// Words before a colon that start a line of notes, not a turn.
const NOT_SPEAKERS: &[&str] = &[
    "date",
    "duration",
    "e.g",
    "end",
    "example",
    "file",
    "ftp",
    "http",
    "https",
    "i.e",
    "key",
    "length",
    "location",
    "mailto",
    "nb",
    "note",
    "notes",
    "page",
    "place",
    "ps",
    "re",
    "recording",
    "section",
    "setting",
    "site",
    "source",
    "start",
    "subject",
    "summary",
    "theme",
    "time",
    "title",
    "topic",
    "version",
    "warning",
];

/// A label as it is compared: lower case, single spaces.
pub(super) fn fold(label: &str) -> String {
    label.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Words for a speaker that leave open which.
const SPEAKERS: &[&str] = &["locuteur", "s", "speaker", "sprecher", "unknown speaker"];

/// The word of a label without the number behind it: `P01`, `P1a`, `Speaker 2`, `Participant #3`; none for the
/// "a:" and "i:" that count the points of a list.
fn stem(label: &str) -> Option<String> {
    if is_letter(label) && label.starts_with(char::is_lowercase) {
        return None;
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '#' | '-' | '_' | '.');
    let folded = fold(label);
    let lettered = folded.strip_suffix(|c: char| c.is_ascii_lowercase());
    let numbered = lettered.filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(&folded);
    Some(numbered.trim_end_matches(is_number).to_owned())
}

/// The role that a label's word is known for, whatever number follows it.
pub(super) fn known_role(label: &str) -> Option<SpeakerRole> {
    let stem = stem(label)?;
    KNOWN.iter().find(|(word, _)| *word == stem).map(|&(_, role)| role)
}

/// Whether a label's word is known to mean a speaker, whatever number follows it.
pub(super) fn is_known(label: &str) -> bool {
    known_role(label).is_some() || stem(label).is_some_and(|stem| SPEAKERS.contains(&stem.as_str()))
}

/// Whether a label is one letter, which says little when it stands once.
pub(super) fn is_letter(label: &str) -> bool {
    label.chars().count() == 1
}

/// Whether a label that is not known could be a name: no word of it starts in lower case, but for `de`, `of` and
/// the like between two.
pub(super) fn could_be_name(label: &str) -> bool {
    let folded = fold(label);
    if NOT_SPEAKERS.contains(&folded.as_str()) {
        return false;
    }
    let words: Vec<_> = label.split_whitespace().collect();
    let small =
        |word: &str| matches!(word, "and" | "de" | "der" | "da" | "del" | "la" | "of" | "van" | "von");
    let named = |word: &str| {
        let first = word.trim_start_matches(['(', '#', '\'']).chars().next();
        first.is_some_and(|c| !c.is_lowercase()) || word.contains(|c: char| c.is_ascii_digit())
    };
    let last = words.len().saturating_sub(1);
    words.iter().enumerate().all(|(n, word)| named(word) || (n > 0 && n < last && small(word)))
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
            ("I", Some(Interviewer)),
            ("i", None),
            ("Dan", None),
            ("He said", None),
        ] {
            assert_eq!(known_role(label), role, "{label}");
        }
        assert!(is_known("Speaker 1") && is_known("S2") && !is_known("Dan"));
        assert!(could_be_name("Ann van Lee") && could_be_name("T1") && !could_be_name("He said"));
        assert!(!could_be_name("Note"));
    }
}
