//! What each participant has of each code or theme in one coder's layer. Counts nothing across participants.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::analysis::layers::counts;
use crate::analysis::rows::Rows;
use crate::analysis::tally::Measured;
use crate::model::{CoderId, Completeness, Participant, Project, Transcript, TranscriptId};

/// All who count, by what they are called.
pub(super) struct Ledger {
    pub(super) people: Vec<Person>,
    pub(super) in_progress: Vec<TranscriptId>,
}

/// One who has a transcript, or a turn in one, that the coder has started.
pub(super) struct Person {
    pub(super) who: Participant,
    /// Code points that are said by this participant.
    pub(super) characters: u64,
    /// One a row.
    pub(super) amounts: Vec<Amount>,
    /// By transcript.
    pub(super) seen: Vec<Seen>,
}

/// Of one code or theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Amount {
    /// Whether a coding begins in the participant's words.
    pub(super) present: bool,
    /// Those that begin there, overlapping ones merged.
    pub(super) segments: u64,
    /// Code points in segments.
    pub(super) characters: u64,
}

/// A participant in one transcript.
pub(super) struct Seen {
    pub(super) transcript: TranscriptId,
    /// One a row.
    pub(super) present: Vec<bool>,
}

impl Ledger {
    /// What one coder did.
    pub(super) fn new(project: &Project, coder: CoderId, complete_only: bool, rows: &Rows) -> Self {
        let mut people: BTreeMap<Participant, Person> = BTreeMap::new();
        let mut in_progress = Vec::new();
        let mut passages: Vec<Vec<Range<usize>>> = vec![Vec::new(); rows.codes.len()];
        for transcript in project.transcripts() {
            let Some(layer) = project.layer(transcript.id(), coder) else { continue };
            if !counts(layer.status(), complete_only) {
                continue;
            }
            if layer.status() == Completeness::InProgress {
                in_progress.push(transcript.id());
            }
            passages.iter_mut().for_each(Vec::clear);
            for coding in layer.codings() {
                rows.of(coding.code).iter().for_each(|&row| passages[row].push(coding.span.range()));
            }
            for who in transcript.participants() {
                let person = people.entry(who).or_insert_with(|| Person::new(who, rows.codes.len()));
                person.add(transcript, &passages);
            }
        }
        let mut people: Vec<Person> = people.into_values().collect();
        people.sort_by(|a, b| project.participant_name(a.who).cmp(project.participant_name(b.who)));
        Self { people, in_progress }
    }
}

/// Everybody in the project, whether they count or not, by name.
pub(in crate::analysis) fn everybody(project: &Project) -> Vec<Participant> {
    let transcripts = project.transcripts().into_iter().filter(|t| t.case().is_none() && !t.has_ties());
    let transcripts = transcripts.map(|transcript| Participant::Transcript(transcript.id()));
    let cases = project.cases().into_iter().map(|case| Participant::Case(case.id));
    let mut all: Vec<Participant> = cases.chain(transcripts).collect();
    all.sort_by(|a, b| project.participant_name(*a).cmp(project.participant_name(*b)));
    all
}

impl Person {
    fn new(who: Participant, rows: usize) -> Self {
        Self { who, characters: 0, amounts: vec![Amount::default(); rows], seen: Vec::new() }
    }

    /// What is this participant's of a transcript.
    fn add(&mut self, transcript: &Transcript, passages: &[Vec<Range<usize>>]) {
        let whole = Measured::new(transcript, false).without_words();
        let own = match self.who {
            Participant::Case(case) if transcript.has_ties() => whole.of_cases(BTreeSet::from([case])),
            Participant::Case(_) | Participant::Transcript(_) => whole,
        };
        self.characters += own.characters();
        let mut present = vec![false; passages.len()];
        for (row, passages) in passages.iter().enumerate().filter(|(_, passages)| !passages.is_empty()) {
            let found = own.count(passages);
            let amount = &mut self.amounts[row];
            present[row] = found.codings > 0;
            amount.present |= found.codings > 0;
            amount.segments += found.segments;
            amount.characters += found.characters;
        }
        self.seen.push(Seen { transcript: transcript.id(), present });
    }
}
