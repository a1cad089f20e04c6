//! Who speaks in cues beside those whom voices name: two people behind dashes, one who speaks into another's words, names before
//! the words. Never guesses a name.

use crate::formats::shared::draft::Script;
use crate::model::folded;
use crate::text::{LabelGuess, Turn, TurnMode, TurnRules, timed};

/// What is said at one time by one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// Who speaks, where the file says so apart from the words.
    pub voice: String,
    pub start: Option<u32>,
    pub words: String,
    /// Whether it is said that somebody else speaks, and not who.
    pub is_unknown: bool,
}

/// The lines of a cue, by who says them: behind dashes stand two people whom nobody names.
///
/// ```text
///   - Hello.     one        - Hello,       one alone, the dash is theirs
///   - Hi.        another    how are you
/// ```
pub(super) fn by_dashes(lines: &[String]) -> Vec<(bool, String)> {
    let bare = |line: &str| {
        line.trim_start().strip_prefix(['-', '–', '—', '‐']).map(|rest| rest.trim_start().to_owned())
    };
    let dashes = lines.iter().filter(|line| bare(line).is_some_and(|rest| !rest.starts_with('-'))).count();
    let several = dashes > 1
        || dashes == 1 && lines.len() > 1 && lines.first().is_some_and(|line| bare(line).is_none());
    if !several {
        return vec![(false, lines.join(" "))];
    }
    let mut people: Vec<(bool, String)> = Vec::new();
    for line in lines {
        match (bare(line), people.last_mut()) {
            (Some(words), _) => people.push((true, words)),
            (None, Some((_, said))) => {
                said.push(' ');
                said.push_str(line);
            }
            (None, None) => people.push((true, line.clone())),
        }
    }
    people
}

/// Words that somebody else speaks into another's, as noScribe marks them, taken apart.
///
/// ```text
///   and then //S02: Mhm.// she left      →      and then │ S02 Mhm. │ she left
/// ```
pub(super) fn by_overlap(pieces: Vec<Piece>) -> Vec<Piece> {
    let voiced = pieces.iter().any(|piece| !piece.voice.is_empty());
    let mut apart = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let mut rest = piece.words.as_str();
        let mut interrupted = false;
        while let Some((before, who, words, after)) = overlap(rest) {
            push(&mut apart, &piece, before, interrupted);
            let (voice, words) = if voiced {
                (who.to_owned(), words.to_owned())
            } else {
                // Names among the words are found with all others.
                (String::new(), format!("{who}: {words}"))
            };
            apart.push(Piece { voice, words, start: piece.start, is_unknown: false });
            (rest, interrupted) = (after, true);
        }
        push(&mut apart, &piece, rest, interrupted);
    }
    apart
}

/// Adds words of a piece, behind somebody else's or not.
fn push(apart: &mut Vec<Piece>, piece: &Piece, words: &str, interrupted: bool) {
    let words = words.trim();
    if words.is_empty() && (interrupted || !piece.words.trim().is_empty()) {
        return;
    }
    let is_unknown = piece.is_unknown || interrupted && piece.voice.is_empty();
    apart.push(Piece { words: words.to_owned(), is_unknown, ..piece.clone() });
}

/// The first words that somebody speaks into others: what is before them, who, what, and what is after.
fn overlap(words: &str) -> Option<(&str, &str, &str, &str)> {
    const MOST: usize = 40;
    let mut from = 0;
    while let Some(at) = words[from..].find("//").map(|at| from + at) {
        let behind = &words[at + 2..];
        let begins = words[..at].chars().next_back().is_none_or(char::is_whitespace);
        let who = behind.split_once(':').map(|(who, _)| who).filter(|who| {
            let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.');
            who.chars().count() <= MOST && who.chars().all(plain) && who.chars().any(char::is_alphanumeric)
        });
        if let Some(who) = who.filter(|_| begins) {
            let said = &behind[who.len() + 1..];
            let (said, after) = said.split_once("//").unwrap_or((said, ""));
            return Some((&words[..at], who.trim(), said.trim(), after));
        }
        from = at + 2;
    }
    None
}

/// What one speaker says in a row as one turn each. Where names stand among the words, each cue's goes.
pub(super) fn joined(pieces: &[Piece], rules: &TurnRules) -> Script {
    let voiced = pieces.iter().any(|piece| !piece.voice.is_empty());
    let (labels, refused) = if voiced { Default::default() } else { labelled(pieces, rules) };
    let mut script = Script::default();
    script.refuse(refused);
    let mut before = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let (label, words) = match labels.get(at) {
            Some((label, from)) => (label.as_str(), piece.words.get(*from..).unwrap_or_default()),
            None => (piece.voice.as_str(), piece.words.as_str()),
        };
        let name = folded(rules.name(label));
        if !name.is_empty() && name == before {
            script.go_on(words);
        } else {
            script.turn(label, piece.start, words);
        }
        before = name;
    }
    script
}

/// For each piece, the name that stands before its words or before those of the last one that has any, and where in it the
/// words begin; and what could be names.
fn labelled(pieces: &[Piece], rules: &TurnRules) -> (Vec<(String, usize)>, Vec<LabelGuess>) {
    let (mut text, mut places) = (String::new(), Vec::with_capacity(pieces.len()));
    for piece in pieces {
        let start = text.len();
        text.push_str(&piece.words);
        places.push((start..text.len(), piece.start));
        text.push('\n');
    }
    let mut rules = rules.clone();
    rules.mode = TurnMode::Speakers;
    let found = timed(&text, &places, &rules);
    let mut known = true;
    let label = |(turn, piece): (&Turn, &Piece)| {
        let says = turn.body > turn.range.start && turn.speaker.is_some();
        known = says || known && !piece.is_unknown;
        let guess = turn.speaker.filter(|_| known).and_then(|ix| found.speakers.get(usize::from(ix.0)));
        let from = if says { turn.body - turn.range.start } else { 0 };
        guess.map_or_else(|| (String::new(), 0), |guess| (guess.label.clone(), from))
    };
    (found.turns.iter().zip(pieces).map(label).collect(), found.refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_set_two_people_apart() {
        let people = |lines: &[&str]| {
            let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            by_dashes(&lines).into_iter().map(|(other, words)| format!("{other} {words}")).collect::<Vec<_>>()
        };
        assert_eq!(people(&["- Hello.", "- Hi."]), ["true Hello.", "true Hi."]);
        assert_eq!(people(&["-Hello,", "you.", "–Hi."]), ["true Hello, you.", "true Hi."]);
        assert_eq!(people(&["Hello.", "- Hi."]), ["true Hello.", "true Hi."]);
        assert_eq!(people(&["- Hello,", "how are you"]), ["false - Hello, how are you"]);
        assert_eq!(people(&["a", "--"]), ["false a --"]);
    }

    #[test]
    fn words_spoken_into_others_are_taken_apart() {
        let apart = |voice: &str, words: &str| {
            let piece = Piece { voice: voice.into(), words: words.into(), ..Piece::default() };
            by_overlap(vec![piece])
                .into_iter()
                .map(|p| format!("{}|{}|{}", p.voice, p.words, p.is_unknown))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            apart("S01", "and then //S02: Mhm.// she left"),
            ["S01|and then|false", "S02|Mhm.|false", "S01|she left|false"]
        );
        assert_eq!(apart("", "//S02: So.//"), ["|S02: So.|false"]);
        assert_eq!(apart("", "a //S02: b"), ["|a|false", "|S02: b|false"]);
        assert_eq!(apart("", "a //S02: b// c"), ["|a|false", "|S02: b|false", "|c|true"]);
        assert_eq!(apart("", "see http://a.b:80 and //x"), ["|see http://a.b:80 and //x|false"]);
    }
}
