//! Search over all transcripts: every match with the words around it. Never looks at codings.

use crate::model::{Project, TranscriptId};
use crate::text::{CharPos, Pattern, Span, Text};

/// Code points of context on either side of a match, at most.
pub const CONTEXT: u32 = 40;

/// A match in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The transcript.
    pub transcript: TranscriptId,
    /// Counted from 1; none where the match lies outside all turns.
    pub turn: Option<usize>,
    /// Counted from 1.
    pub line: u32,
    /// What matches.
    pub span: Span,
    /// What stands before it.
    pub before: String,
    /// The words that match.
    pub found: String,
    /// What stands after it.
    pub after: String,
}

/// How much there is of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Places that match.
    pub matches: usize,
    /// Transcripts with at least one.
    pub transcripts: usize,
}

/// Every match, transcripts by title, with the words around it.
pub fn hits(project: &Project, pattern: &Pattern) -> Vec<Hit> {
    let mut hits = Vec::new();
    for transcript in project.transcripts() {
        let text = transcript.text();
        for span in pattern.find_all(text) {
            let (before, after) = around(text, span);
            hits.push(Hit {
                transcript: transcript.id(),
                turn: transcript.turns().at(span.start()).map(|turn| turn + 1),
                line: text.line_of(span.start()).0 + 1,
                span,
                before: before.to_owned(),
                found: text.slice(span).to_owned(),
                after: after.to_owned(),
            });
        }
    }
    hits
}

/// Counts without the words.
pub fn count(project: &Project, pattern: &Pattern) -> Matches {
    let mut all = Matches::default();
    for transcript in project.transcripts() {
        let matches = pattern.find_all(transcript.text()).len();
        all.matches += matches;
        all.transcripts += usize::from(matches > 0);
    }
    all
}

/// What stands before and after a match, cut between what a reader sees as characters.
fn around(text: &Text, span: Span) -> (&str, &str) {
    let chars = text.chars_of(span);
    let from = CharPos(chars.start.0.saturating_sub(CONTEXT));
    let to = CharPos(chars.end.0.saturating_add(CONTEXT).min(text.chars()));
    let from = text.byte_of_char(from).map_or(span.start(), |byte| text.ceil_grapheme(byte));
    let to = text.byte_of_char(to).map_or(span.end(), |byte| text.floor_grapheme(byte));
    let whole = text.as_str();
    (whole.get(from..span.start()).unwrap_or_default(), whole.get(span.end()..to).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Study, transcript};

    #[test]
    fn a_match_stands_in_its_context() {
        let study = Study::of(&["I: Why?\n\nP: She listened 🙂 to me.\n", "P: no\n"]);
        let pattern = Pattern::plain("LISTENED", false, false).unwrap();
        let hits = hits(&study.project(), &pattern);
        let [hit] = hits.as_slice() else { panic!("{hits:?}") };
        assert_eq!((hit.transcript, hit.turn, hit.line), (transcript(0), Some(2), 3));
        assert_eq!(
            (hit.before.as_str(), hit.found.as_str(), hit.after.as_str()),
            ("I: Why?\n\nP: She ", "listened", " 🙂 to me.\n")
        );
        assert_eq!(count(&study.project(), &pattern), Matches { matches: 1, transcripts: 1 });
    }

    #[test]
    fn context_is_short_and_whole() {
        let words = format!("{}e\u{301}{}x{}", "a".repeat(60), "b".repeat(39), "c".repeat(60));
        let study = Study::of(&[&words]);
        let hits = hits(&study.project(), &Pattern::plain("x", true, false).unwrap());
        assert_eq!(hits[0].before, "b".repeat(39), "the accent is not cut from its letter");
        assert_eq!(hits[0].after, "c".repeat(40));
    }
}
