//! Search over transcripts: every match, which of them count, and the words around one. Never changes a coding.

use std::collections::BTreeSet;

use super::retrieval::speaks;
use crate::model::{CodeId, CoderId, Project, Transcript, TranscriptId};
use crate::text::{CharPos, Pattern, Span, Text};

/// Code points of context on either side of a match, at most.
pub const CONTEXT: u32 = 40;

/// A match in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
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

/// Whose words are searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Within {
    /// Everything that stands in the text, names of speakers and times too.
    Everything,
    /// What somebody says, and what stands outside all turns.
    #[default]
    Spoken,
    /// The same without what the interviewer says.
    Participants,
}

/// Which matches are asked for; as it comes, all in what is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// In this transcript alone.
    pub transcript: Option<TranscriptId>,
    /// Whose words.
    pub within: Within,
    /// Where one of these speaks, as [`folded`](crate::model::folded) has their labels; anybody where none is named.
    pub speakers: BTreeSet<String>,
    /// Without those that touch a passage to which this coder gave this code.
    pub without: Option<(CoderId, CodeId)>,
}

/// The matches of one transcript, at least one, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub transcript: TranscriptId,
    /// Where they stand.
    pub spans: Vec<Span>,
}

/// Every match in scope, transcripts by title; what was found so far once `stop` says so.
pub fn found(project: &Project, pattern: &Pattern, scope: &Scope, stop: &dyn Fn() -> bool) -> Vec<Found> {
    let mut all = Vec::new();
    for transcript in project.transcripts() {
        if scope.transcript.is_some_and(|only| only != transcript.id()) {
            continue;
        }
        let matches = pattern.matches(transcript.text()).take_while(|_| !stop());
        let asked = |span: &Span| {
            counts(transcript, scope.within, *span) && speaks(transcript, &scope.speakers, span.start())
        };
        let mut spans: Vec<Span> = matches.filter(asked).collect();
        if let Some((coder, code)) = scope.without {
            leave_out(&mut spans, project, transcript, coder, code);
        }
        if !spans.is_empty() {
            all.push(Found { transcript: transcript.id(), spans });
        }
    }
    all
}

/// A match with what stands around it.
pub fn hit(transcript: &Transcript, span: Span) -> Hit {
    let text = transcript.text();
    let (before, after) = around(text, span);
    Hit {
        transcript: transcript.id(),
        turn: transcript.turns().at(span.start()).map(|turn| turn + 1),
        line: text.line_of(span.start()).0 + 1,
        span,
        before: before.to_owned(),
        found: text.slice(span).to_owned(),
        after: after.to_owned(),
    }
}

/// Every match where one of the speakers speaks, or any at all where none is named; transcripts by title, with the words
/// around it. Each is made as it is asked for.
pub fn hits<'p>(
    project: &'p Project,
    pattern: &'p Pattern,
    speakers: &'p BTreeSet<String>,
) -> impl Iterator<Item = Hit> + 'p {
    let transcripts = project.transcripts().into_iter();
    transcripts.flat_map(move |t| matches(t, pattern, speakers).map(|span| hit(t, span)))
}

/// Counts without the words.
pub fn count(project: &Project, pattern: &Pattern, speakers: &BTreeSet<String>) -> Matches {
    let mut all = Matches::default();
    for transcript in project.transcripts() {
        let matches = matches(transcript, pattern, speakers).count();
        all.matches += matches;
        all.transcripts += usize::from(matches > 0);
    }
    all
}

fn matches<'p>(
    transcript: &'p Transcript,
    pattern: &'p Pattern,
    speakers: &'p BTreeSet<String>,
) -> impl Iterator<Item = Span> + 'p {
    let found = pattern.matches(transcript.text());
    found.filter(move |span| speaks(transcript, speakers, span.start()))
}

/// Whether a match is in the words that are searched: it touches what is said in a turn, or stands outside all turns.
fn counts(transcript: &Transcript, within: Within, span: Span) -> bool {
    let asks_too = match within {
        Within::Everything => return true,
        Within::Spoken => true,
        Within::Participants => false,
    };
    let turns = transcript.turns().touching(span);
    let said = |t: &crate::text::Turn| t.body < span.end() && (asks_too || !transcript.is_interviewer(t));
    turns.is_empty() || turns.iter().any(said)
}

/// Takes out the matches that touch a passage with a code. Matches do not overlap; passages may.
fn leave_out(
    spans: &mut Vec<Span>,
    project: &Project,
    transcript: &Transcript,
    coder: CoderId,
    code: CodeId,
) {
    let Some(layer) = project.layer(transcript.id(), coder) else { return };
    let mut coded = layer.codings().iter().filter(|c| c.code == code).map(|c| c.span).peekable();
    let mut end = 0;
    spans.retain(|span| {
        while let Some(before) = coded.next_if(|c| c.start() < span.end()) {
            end = end.max(before.end());
        }
        end <= span.start()
    });
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
    use crate::analysis::testing::{Study, code, coder, transcript};

    fn anybody() -> BTreeSet<String> {
        BTreeSet::new()
    }

    #[test]
    fn only_the_words_of_some_are_searched() {
        let project = Study::of(&["I: help?\n\nP: up", "P: no"]).project();
        let speakers = BTreeSet::from([project.speaker_named("p").unwrap()]);
        let pattern = Pattern::plain("p", false, false).unwrap();
        assert_eq!(count(&project, &pattern, &speakers), Matches { matches: 3, transcripts: 2 });
        assert_eq!(
            hits(&project, &pattern, &speakers).map(|h| h.span.start()).collect::<Vec<_>>(),
            [10, 14, 0]
        );
        let spoken = Scope { speakers, ..Scope::default() };
        assert_eq!(starts(&project, &spoken), [(transcript(0), vec![14])]);
    }

    fn starts(project: &Project, scope: &Scope) -> Vec<(TranscriptId, Vec<usize>)> {
        let pattern = Pattern::plain("p", false, false).unwrap();
        let all = found(project, &pattern, scope, &|| false);
        all.into_iter().map(|f| (f.transcript, f.spans.iter().map(|s| s.start()).collect())).collect()
    }

    #[test]
    fn names_and_the_interviewer_are_left_out() {
        let study = Study::of(&["Top\n\nI: help?\n\nP: up", "P: no"]);
        let project = study.project();
        let of = |within| starts(&project, &Scope { within, ..Scope::default() });
        let first = transcript(0);
        assert_eq!(of(Within::Everything), [(first, vec![2, 11, 15, 19]), (transcript(1), vec![0])]);
        assert_eq!(of(Within::Spoken), [(first, vec![2, 11, 19])]);
        assert_eq!(of(Within::Participants), [(first, vec![2, 19])]);
        let only = Scope { transcript: Some(transcript(1)), within: Within::Everything, ..Scope::default() };
        assert_eq!(starts(&project, &only), [(transcript(1), vec![0])]);
    }

    #[test]
    fn what_carries_the_code_already_is_left_out() {
        let mut study = Study::of(&["pp p p pp"]);
        study.codings(0, coder(0), &[(1, 0..4), (1, 1..2), (2, 5..6), (1, 8..9)]);
        let project = study.project();
        let without = |who, what| {
            starts(&project, &Scope { without: Some((coder(who), code(what))), ..Scope::default() })
        };
        assert_eq!(without(0, 1), [(transcript(0), vec![5, 7])]);
        assert_eq!(without(0, 2), [(transcript(0), vec![0, 1, 3, 7, 8])]);
        assert_eq!(without(1, 1), [(transcript(0), vec![0, 1, 3, 5, 7, 8])], "another coder's do not count");
    }

    #[test]
    fn a_search_can_be_stopped() {
        let project = Study::of(&["p p"]).project();
        let pattern = Pattern::plain("p", false, false).unwrap();
        assert!(found(&project, &pattern, &Scope::default(), &|| true).is_empty());
    }

    #[test]
    fn a_match_stands_in_its_context() {
        let study = Study::of(&["I: Why?\n\nP: She listened 🙂 to me.\n", "P: no\n"]);
        let pattern = Pattern::plain("LISTENED", false, false).unwrap();
        let hits: Vec<Hit> = hits(&study.project(), &pattern, &anybody()).collect();
        let [hit] = hits.as_slice() else { panic!("{hits:?}") };
        assert_eq!((hit.transcript, hit.turn, hit.line), (transcript(0), Some(2), 3));
        assert_eq!(
            (hit.before.as_str(), hit.found.as_str(), hit.after.as_str()),
            ("I: Why?\n\nP: She ", "listened", " 🙂 to me.\n")
        );
        assert_eq!(count(&study.project(), &pattern, &anybody()), Matches { matches: 1, transcripts: 1 });
    }

    #[test]
    fn context_is_short_and_whole() {
        let words = format!("{}e\u{301}{}x{}", "a".repeat(60), "b".repeat(39), "c".repeat(60));
        let study = Study::of(&[&words]);
        let hits: Vec<Hit> =
            hits(&study.project(), &Pattern::plain("x", true, false).unwrap(), &anybody()).collect();
        assert_eq!(hits[0].before, "b".repeat(39), "the accent is not cut from its letter");
        assert_eq!(hits[0].after, "c".repeat(40));
    }
}
