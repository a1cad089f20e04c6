//! Copies of one transcript whose words were corrected apart: all are put on the words that have both corrections, so
//! that what lies on them can be compared.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fields::Side;
use crate::model::{Edit, Project, Splice, TranscriptId, corrected, sha256};
use crate::text::{CharPos, Mapping, Text};

/// Asked about a transcript where both corrected the same words, or where nothing is known of what they came from.
pub(super) type AskWords<'a> = dyn FnMut(TranscriptId) -> Side + 'a;

/// Base, ours and theirs with all that was corrected in ours and theirs. What both corrected in the same place is as the
/// one asked says.
pub fn on_the_same_words(projects: [&Project; 3], ask: &mut AskWords<'_>) -> [Project; 3] {
    let [base, ours, theirs] = projects;
    let mut texts: BTreeMap<TranscriptId, Text> = BTreeMap::new();
    for (mine, other) in ours.other_words(theirs) {
        let id = mine.id();
        let words = match base.transcript(id).map(|t| t.text()) {
            Some(was) if was == other.text() => mine.text().clone(),
            Some(was) if was == mine.text() => other.text().clone(),
            // What was brought together before is not put in a second time.
            Some(was) if between(was, other.text(), mine.text()) => mine.text().clone(),
            Some(was) if between(was, mine.text(), other.text()) => other.text().clone(),
            Some(was) => both(was, mine.text(), other.text(), &mut || ask(id)),
            None => match ask(id) {
                Side::Ours => mine.text().clone(),
                Side::Theirs => other.text().clone(),
            },
        };
        texts.insert(id, words);
    }
    for (was, mine) in base.other_words(ours) {
        texts.entry(was.id()).or_insert_with(|| mine.text().clone());
    }
    for (was, other) in base.other_words(theirs) {
        texts.entry(was.id()).or_insert_with(|| other.text().clone());
    }
    projects.map(|project| {
        let to = |(id, text): (&TranscriptId, &Text)| {
            let transcript = project.transcript(*id).filter(|t| t.text() != text)?;
            let (splices, sha256) =
                (corrected(transcript.text().as_str(), text.as_str()), sha256(text.as_str()));
            Some(Edit::CorrectText { transcript: *id, splices, sha256 })
        };
        let corrections: Vec<Edit> = texts.iter().filter_map(to).collect();
        project.apply_all(&corrections).unwrap_or_else(|_| project.clone())
    })
}

/// The words of a text that are others than they were, with the gaps around them, as bytes of it.
pub(super) fn other_places(was: &Text, is: &Text) -> Vec<Range<usize>> {
    let words = is.as_str();
    // What was put in by now is longer by so much than what it stands for.
    let (mut more, mut less) = (0, 0);
    let place = |splice: Splice| {
        let start = splice.start.0 + more - less;
        let put_in = splice.with.chars().count() as u32;
        (more, less) = (more + put_in, less + splice.end.0 - splice.start.0);
        let byte = |char| is.byte_of_char(CharPos(char)).unwrap_or(words.len());
        let (start, end) = (byte(start), byte(start + put_in));
        let before = words[..start].rfind(char::is_whitespace).unwrap_or(0);
        let after = words[end..].find(char::is_whitespace).map_or(words.len(), |gap| end + gap + 1);
        before..after
    };
    corrected(was.as_str(), words).into_iter().map(place).collect()
}

/// Whether a text lies on the way from one to another: all that was corrected in it was corrected there too.
fn between(from: &Text, text: &Text, to: &Text) -> bool {
    let size = |splice: &Splice| (splice.end.0 - splice.start.0) as usize + splice.with.chars().count();
    let way = |a: &Text, b: &Text| corrected(a.as_str(), b.as_str()).iter().map(size).sum::<usize>();
    way(from, text) + way(text, to) == way(from, to)
}

/// A text with what ours and theirs corrected in it; where they meet, as the one asked has it.
fn both(base: &Text, ours: &Text, theirs: &Text, ask: &mut dyn FnMut() -> Side) -> Text {
    let splices = |text: &Text| corrected(base.as_str(), text.as_str());
    let (mut first, mut second) = (splices(ours), splices(theirs));
    let apart = |s: &Splice, from: &[Splice]| from.iter().all(|f| s.end < f.start || f.end < s.start);
    let meet = second.iter().any(|s| !first.contains(s) && !apart(s, &first));
    let (winner, loser) = match if meet { ask() } else { Side::Ours } {
        Side::Ours => (ours, std::mem::take(&mut second)),
        Side::Theirs => {
            let ours_splices = std::mem::replace(&mut first, second);
            (theirs, ours_splices)
        }
    };
    let kept = first.clone();
    first.extend(loser.into_iter().filter(|s| apart(s, &kept)));
    first.sort_by_key(|s| s.start);
    Mapping::new(base, &first).map_or_else(|_| winner.clone(), |mapping| mapping.text().clone())
}
