//! How much round a match becomes a passage: the words that match, or the word, sentence or turn that they stand in.
//! Never crosses from what one person says into what another does, unless the match does.

use std::ops::Range;

use crate::model::Transcript;
use crate::text::{LineNo, Span};

/// How much of the text round a match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Extent {
    /// The match as it stands.
    Match,
    /// The whole words that it touches.
    Word,
    /// The whole sentences that it touches.
    #[default]
    Sentence,
    /// All that is said in the turns that it touches.
    Turn,
}

impl Extent {
    /// From the least to the most.
    pub const ALL: [Self; 4] = [Self::Match, Self::Word, Self::Sentence, Self::Turn];
}

/// The passages of matches, which come in order: in order as well, and those that overlap made one.
///
/// ```text
///   matches      I ▔▔▔▔ it. It ▔▔▔ ▔▔▔▔. Fine.
///   sentences    ├────────┤ ├──────────┤
/// ```
pub fn passages(transcript: &Transcript, matches: &[Span], extent: Extent) -> Vec<Span> {
    let mut sentences = Sentences::default();
    let mut passages: Vec<Span> = Vec::with_capacity(matches.len());
    for &found in matches {
        let around = match extent {
            Extent::Match => found.range(),
            Extent::Word => words(transcript, found),
            Extent::Sentence => sentences.around(transcript, found),
            Extent::Turn => region(transcript, found),
        };
        let span = transcript.text().span_widened(around).unwrap_or(found).hull(found);
        match passages.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.hull(span),
            Some(_) | None => passages.push(span),
        }
    }
    passages
}

fn words(transcript: &Transcript, found: Span) -> Range<usize> {
    let text = transcript.text();
    let first = text.word_at(found.start()).map_or(found.start(), |word| word.start);
    let last = text.word_at(found.end() - 1).map_or(found.end(), |word| word.end);
    first..last
}

/// What is said in the turns that a match touches, or the lines where it stands outside all turns or in a name.
fn region(transcript: &Transcript, found: Span) -> Range<usize> {
    let text = transcript.text();
    let said = transcript.turns().touching(found).iter().filter(|turn| turn.body < found.end());
    let said = said.map(crate::text::Turn::words).reduce(|first, last| first.start..last.end);
    said.unwrap_or_else(|| {
        let line = |byte: usize| -> LineNo { text.line_of(byte) };
        let (first, last) = (text.line(line(found.start())), text.line(line(found.end() - 1)));
        first.zip(last).map_or(found.range(), |(first, last)| first.start..last.end)
    })
}

/// The sentences of the region that was looked at last: a turn may be long and hold many matches.
#[derive(Default)]
struct Sentences {
    region: Range<usize>,
    all: Vec<Range<usize>>,
}

impl Sentences {
    fn around(&mut self, transcript: &Transcript, found: Span) -> Range<usize> {
        let region = region(transcript, found);
        if self.region != region {
            self.all = transcript.text().sentences(region.clone());
            self.region = region;
        }
        let first = self.all.partition_point(|s| s.end <= found.start());
        let last = self.all.partition_point(|s| s.start < found.end());
        let touched = self.all.get(first..last).unwrap_or_default();
        let ends = touched.first().zip(touched.last());
        ends.map_or(found.range(), |(first, last)| first.start..last.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::testing::{Study, transcript};
    use crate::text::Pattern;

    const TALK: &str =
        "Notes\n\nI: Was it good? Tell me.\n\nP: It was. It was good, so good! I’d say.\nFine.";

    fn passed(words: &str, pattern: &str, extent: Extent) -> Vec<String> {
        let project = Study::of(&[words]).project();
        let transcript = project.transcript(transcript(0)).unwrap();
        let matches = Pattern::regex(pattern, false, false).unwrap().find_all(transcript.text());
        let passages = passages(transcript, &matches, extent);
        passages.into_iter().map(|p| transcript.text().slice(p).to_owned()).collect()
    }

    #[test]
    fn two_matches_in_one_sentence_are_one_passage() {
        assert_eq!(passed(TALK, "goo", Extent::Match), ["goo", "goo", "goo"]);
        assert_eq!(passed(TALK, "goo", Extent::Word), ["good", "good", "good"]);
        assert_eq!(passed(TALK, "goo", Extent::Sentence), ["Was it good?", "It was good, so good!"]);
        assert_eq!(
            passed(TALK, "goo", Extent::Turn),
            ["Was it good? Tell me.", "It was. It was good, so good! I’d say.\nFine."]
        );
    }

    #[test]
    fn a_match_takes_all_that_it_touches() {
        assert_eq!(passed(TALK, r"as\. It w", Extent::Word), ["was. It was"]);
        assert_eq!(passed(TALK, r"as\. It w", Extent::Sentence), ["It was. It was good, so good!"]);
        let both = "Was it good? Tell me.\n\nP: It was. It was good, so good! I’d say.\nFine.";
        assert_eq!(passed(TALK, r"me\.\s+P: It", Extent::Turn), [both], "across turns");
        assert_eq!(passed(TALK, r"me\.\s+P: It", Extent::Sentence), ["Tell me.\n\nP: It was."]);
    }

    #[test]
    fn names_and_what_is_outside_all_turns() {
        assert_eq!(passed(TALK, "ote", Extent::Word), ["Notes"]);
        assert_eq!(passed(TALK, "ote", Extent::Turn), ["Notes"]);
        assert_eq!(passed(TALK, "^P:", Extent::Word), ["P:"]);
        assert_eq!(passed(TALK, "^P:", Extent::Turn), ["P: It was. It was good, so good! I’d say."]);
        assert_eq!(passed(TALK, "’", Extent::Word), ["I’d"]);
        assert_eq!(passed(TALK, ", ", Extent::Word), [", "], "nothing but what is between words");
    }

    proptest! {
        #[test]
        fn passages_hold_their_matches_and_do_not_overlap(
            words in "(I: |P: )?([a-c.?! \n’é🙂]|\n\n[IP]: ){0,60}",
            pattern in "[a-c .\n]{1,3}",
        ) {
            let project = Study::of(&[&words]).project();
            let transcript = project.transcript(transcript(0)).unwrap();
            let matches = Pattern::regex(&pattern, false, false).unwrap().find_all(transcript.text());
            for extent in Extent::ALL {
                let passages = passages(transcript, &matches, extent);
                prop_assert!(passages.windows(2).all(|two| two[0].end() <= two[1].start()));
                prop_assert!(matches.iter().all(|m| passages.iter().any(|p| p.covers(*m))));
                prop_assert!(passages.iter().all(|p| matches.iter().any(|m| p.covers(*m))));
            }
        }
    }
}
