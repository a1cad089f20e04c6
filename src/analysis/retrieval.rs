//! Coded segments: every coding with its passage, in the order of reading. Never merges and never counts.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::model::{
    Code, CodeId, Coder, CoderId, Coding, Project, Speaker, Transcript, TranscriptId, folded,
};

/// Which codings are asked for; as it comes, all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// With this code, or one below it.
    pub code: Option<CodeId>,
    /// By this coder.
    pub coder: Option<CoderId>,
    /// In this transcript.
    pub transcript: Option<TranscriptId>,
    /// Where one of these speaks, as [`folded`] has their labels; anybody where none is named.
    pub speakers: BTreeSet<String>,
}

/// One coding with what it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'p> {
    /// Where it stands.
    pub transcript: &'p Arc<Transcript>,
    /// Who made it.
    pub coder: &'p Arc<Coder>,
    pub code: &'p Arc<Code>,
    /// The coding itself.
    pub coding: &'p Coding,
}

impl<'p> Segment<'p> {
    /// The words of the passage.
    pub fn text(&self) -> &'p str {
        self.transcript.text().slice(self.coding.span)
    }

    /// Who speaks where it begins.
    pub fn speaker(&self) -> Option<&'p Speaker> {
        self.transcript.speaker_at(self.coding.span.start())
    }
}

/// Whether a byte counts and one of those who are asked for speaks there; anybody does where nobody is.
pub(super) fn speaks(transcript: &Transcript, speakers: &BTreeSet<String>, byte: usize) -> bool {
    let speaker = || transcript.speaker_at(byte);
    let asked = || speaker().is_some_and(|speaker| speakers.contains(&folded(&speaker.label)));
    transcript.counts_at(byte) && (speakers.is_empty() || asked())
}

/// The codings asked for: transcripts by title, then by place in the text, by the codebook's order, by coder.
pub fn segments<'p>(project: &'p Project, query: &Query) -> Vec<Segment<'p>> {
    each_segment(project, query).collect()
}

/// The same one after the other, of which no more is kept than a transcript's.
pub fn each_segment<'p>(project: &'p Project, query: &Query) -> impl Iterator<Item = Segment<'p>> + use<'p> {
    let book = project.codebook();
    let wanted: Option<HashSet<CodeId>> = query.code.map(|code| book.subtree(code).into_iter().collect());
    let rank: HashMap<CodeId, usize> =
        book.order().iter().enumerate().map(|(at, &code)| (code, at)).collect();
    let (only_coder, only_transcript, speakers) = (query.coder, query.transcript, query.speakers.clone());
    let coders: Vec<_> =
        project.coders().into_iter().filter(|coder| only_coder.is_none_or(|only| only == coder.id)).collect();
    let transcripts = project.transcripts().into_iter();
    let transcripts =
        transcripts.filter(move |transcript| only_transcript.is_none_or(|only| only == transcript.id()));
    transcripts.flat_map(move |transcript| {
        let mut segments = Vec::new();
        for &coder in &coders {
            let codings = project.layer(transcript.id(), coder.id).map_or(&[][..], |layer| layer.codings());
            for coding in codings {
                if wanted.as_ref().is_none_or(|wanted| wanted.contains(&coding.code))
                    && speaks(transcript, &speakers, coding.span.start())
                    && let Some(code) = book.get(coding.code)
                {
                    segments.push(Segment { transcript, coder, code, coding });
                }
            }
        }
        // Coders come by name already, and the sort is stable.
        segments.sort_by_key(|s| (s.coding.span, rank.get(&s.code.id).copied()));
        segments
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{Study, code, coder, transcript};

    fn shown(project: &Project, query: &Query) -> Vec<(String, String, String, usize)> {
        let segments = segments(project, query);
        let row = |s: &Segment<'_>| {
            (s.transcript.title().into(), s.coder.name.clone(), s.code.name.clone(), s.coding.span.start())
        };
        segments.iter().map(row).collect()
    }

    #[test]
    fn segments_come_in_the_order_of_reading() {
        let mut study = Study::new(2);
        study.codings(1, coder(0), &[(1, 0..4)]);
        study.codings(0, coder(0), &[(2, 4..9), (1, 4..9)]);
        study.codings(0, coder(1), &[(1, 0..3), (1, 4..9)]);
        let project = study.project();
        let all = shown(&project, &Query::default());
        let row = |t: &str, k: &str, c: &str, at| (t.to_owned(), k.to_owned(), c.to_owned(), at);
        assert_eq!(
            all,
            [
                row("T0", "coder 1", "a", 0),
                row("T0", "coder 0", "a", 4),
                row("T0", "coder 1", "a", 4),
                row("T0", "coder 0", "b", 4),
                row("T1", "coder 0", "a", 0),
            ]
        );
        let query = |code, coder, transcript| Query { code, coder, transcript, ..Query::default() };
        assert_eq!(shown(&project, &query(Some(code(2)), None, None)).len(), 1);
        assert_eq!(
            shown(&project, &query(Some(code(0)), None, None)).len(),
            5,
            "a theme takes its subcodes in"
        );
        assert_eq!(shown(&project, &query(None, Some(coder(1)), None)).len(), 2);
        assert_eq!(shown(&project, &query(None, None, Some(transcript(1)))).len(), 1);
    }

    #[test]
    fn a_speaker_has_what_begins_in_their_turns() {
        let mut study = Study::of(&["I: Why?\n\nP: So.\n\nI: And?", "P: No."]);
        study.codings(0, coder(0), &[(1, 3..6), (1, 4..14), (1, 12..14), (1, 7..9)]);
        study.codings(1, coder(0), &[(1, 3..5)]);
        let project = study.project();
        let of = |names: &[&str]| {
            let speakers = names.iter().map(|name| project.speaker_named(name).unwrap()).collect();
            let found = segments(&project, &Query { speakers, ..Query::default() });
            found.iter().map(|s| (s.transcript.title().to_owned(), s.coding.span.start())).collect::<Vec<_>>()
        };
        let at = |title: &str, start| (title.to_owned(), start);
        assert_eq!(of(&["p"]), [at("T0", 12), at("T1", 3)]);
        assert_eq!(of(&["I", "P"]), [at("T0", 3), at("T0", 4), at("T0", 12), at("T1", 3)]);
        assert!(project.speaker_named("Q").is_err());
    }
}
