//! Small studies for the tests of this floor, made by edits as any study is.

use std::ops::Range;

use uuid::Uuid;

use crate::model::*;
use crate::text::{LabelRule, SpeakerRole, Text, TurnRules, recognise};

fn id(kind: u128, n: usize) -> Uuid {
    Uuid::from_u128((kind << 64) | (n as u128 + 1))
}

/// "coder 0" and so on.
pub(crate) fn coder(n: usize) -> CoderId {
    CoderId(id(1, n))
}

/// The consensus, named "agreed".
pub(crate) fn consensus() -> CoderId {
    coder(100)
}

/// 0 is the theme "Theme" that passages may carry, 1 and 2 are "a" and "b" in it, 3 is "alone" at the top.
pub(crate) fn code(n: usize) -> CodeId {
    CodeId(id(2, n))
}

/// "T0" and so on.
pub(crate) fn transcript(n: usize) -> TranscriptId {
    TranscriptId(id(3, n))
}

/// A study being made.
pub(crate) struct Study {
    texts: Vec<Text>,
    edits: Vec<Edit>,
    given: usize,
}

impl Study {
    /// Some transcripts of the same 26 letters and spaces.
    pub(crate) fn new(transcripts: usize) -> Self {
        Self::of(&vec!["one two three four five six"; transcripts])
    }

    /// Transcripts of these texts, turns recognised.
    pub(crate) fn of(texts: &[&str]) -> Self {
        let mut edits = Vec::new();
        for (n, (name, parent)) in
            [("Theme", None), ("a", Some(0)), ("b", Some(0)), ("alone", None)].into_iter().enumerate()
        {
            edits.push(Edit::PutCode(Box::new(Code::new(code(n), name, parent.map(code), Colour([0; 3])))));
        }
        for n in 0..3 {
            edits.push(put_coder(coder(n), format!("coder {n}"), CoderRole::Person));
        }
        edits.push(put_coder(consensus(), "agreed".to_owned(), CoderRole::Consensus));
        let texts: Vec<_> = texts.iter().map(|&text| Text::new(text)).collect();
        for (n, text) in texts.iter().enumerate() {
            edits.push(put_transcript(n, text));
        }
        Self { texts, edits, given: 0 }
    }

    /// Codes passages, given in bytes, and marks the transcript complete.
    pub(crate) fn codings(&mut self, n: usize, coder: CoderId, codings: &[(usize, Range<usize>)]) {
        let records = codings.iter().map(|(c, bytes)| {
            self.given += 1;
            let at = Passage::of(&self.texts[n], self.texts[n].span(bytes.clone()).unwrap());
            CodingRecord::new(CodingId(id(4, self.given)), code(*c), at, Timestamp::UNIX_EPOCH)
        });
        let codings = records.collect();
        self.edits.push(Edit::PutCodings { transcript: transcript(n), coder, codings });
        self.status(n, coder, Completeness::Complete);
    }

    /// Marks a transcript in progress.
    pub(crate) fn in_progress(&mut self, n: usize, coder: CoderId) {
        self.status(n, coder, Completeness::InProgress);
    }

    fn status(&mut self, n: usize, coder: CoderId, status: Completeness) {
        self.edits.push(Edit::SetStatus { transcript: transcript(n), coder, status });
    }

    /// Gives transcripts a case, and takes their speakers' ties.
    pub(crate) fn case(
        &mut self,
        name: &str,
        transcripts: &[usize],
        values: &[(AttributeId, Value)],
    ) -> CaseId {
        self.given += 1;
        let case = CaseId(id(5, self.given));
        let values = values.iter().cloned().collect();
        self.edits.push(Edit::PutCase(Case { id: case, name: name.to_owned(), values }));
        for &n in transcripts {
            let Edit::PutTranscript(mut record) = put_transcript(n, &self.texts[n]) else { continue };
            record.case = Some(case);
            self.edits.push(Edit::PutTranscript(record));
        }
        case
    }

    /// Ties a speaker to a case.
    pub(crate) fn tie(&mut self, n: usize, speaker: &str, case: CaseId) {
        let (transcript, speaker) = (transcript(n), speaker.to_owned());
        self.edits.push(Edit::TieSpeaker { transcript, speaker, case: Some(case) });
    }

    /// Adds an attribute of cases.
    pub(crate) fn attribute(&mut self, name: &str, kind: AttributeKind) -> AttributeId {
        self.given += 1;
        let id = AttributeId(id(6, self.given));
        self.edits.push(Edit::PutAttribute(Attribute {
            id,
            name: name.to_owned(),
            kind,
            of: AttributeOf::Case,
        }));
        id
    }

    /// What was made.
    pub(crate) fn project(&self) -> Project {
        let empty = Project::new(ProjectId(id(0, 0)), "study", Timestamp::UNIX_EPOCH);
        empty.apply_all(&self.edits).unwrap()
    }

    /// What was made, less the consensus.
    pub(crate) fn project_without_consensus(&self) -> Project {
        self.project().apply(&Edit::RemoveCoder(consensus())).unwrap()
    }
}

fn put_coder(id: CoderId, name: String, role: CoderRole) -> Edit {
    Edit::PutCoder(Coder { id, name, colour: Colour([0; 3]), role })
}

fn put_transcript(n: usize, text: &Text) -> Edit {
    let mut rules = TurnRules::default();
    for (label, role) in [("I", SpeakerRole::Interviewer), ("P", SpeakerRole::Participant)] {
        rules.set(label, LabelRule::Speaker(role));
    }
    let found = recognise(text.as_str(), &rules);
    let speakers = found.speakers.iter().map(|s| Speaker::new(s.label.clone(), s.role)).collect();
    Edit::PutTranscript(Box::new(TranscriptRecord {
        times: None,
        id: transcript(n),
        title: format!("T{n}"),
        slug: format!("t{n}"),
        sha256: String::new(),
        source: None,
        case: None,
        speakers,
        values: std::collections::BTreeMap::new(),
        turns: found.turns.iter().map(|turn| TurnRecord::of(text, turn)).collect(),
        text: Some(text.clone()),
    }))
}
