//! Whose words a passage is: the one rule by which everything counts participants. Never counts.
//!
//! ```text
//!   Moderator: …    nobody's, or the transcript's case where it has one
//!   Tess: …         the case that Tess is tied to
//! ```

use std::collections::BTreeSet;
use std::sync::Arc;

use super::naming::{folded, none};
use super::parts::{change, missing};
use super::{CaseId, EditError, NotFound, Project, Speaker, Transcript, TranscriptId};
use crate::text::{SpeakerRole, Turn};

/// What is counted as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Participant {
    /// A case, whatever transcripts it speaks in.
    Case(CaseId),
    /// A transcript that belongs to no case and has no speaker who does.
    Transcript(TranscriptId),
}

impl Participant {
    /// The case; none of a transcript that stands for itself.
    pub const fn case(self) -> Option<CaseId> {
        match self {
            Self::Case(case) => Some(case),
            Self::Transcript(_) => None,
        }
    }
}

impl Transcript {
    /// Whether any speaker is tied to a case, so that what is said there is not all one participant's.
    pub fn has_ties(&self) -> bool {
        self.speakers.iter().any(|speaker| speaker.case.is_some())
    }

    /// The case of a turn: its speaker's, else the transcript's.
    pub fn case_of(&self, turn: &Turn) -> Option<CaseId> {
        turn.speaker.and_then(|at| self.speaker(at)).and_then(|speaker| speaker.case).or(self.case)
    }

    /// The case of a passage that begins at a byte: that of the turn, else the transcript's.
    pub fn case_at(&self, byte: usize) -> Option<CaseId> {
        if !self.has_ties() {
            return self.case;
        }
        self.turns.at(byte).and_then(|at| self.turns.get(at)).map_or(self.case, |turn| self.case_of(turn))
    }

    /// The participant of a passage that begins at a byte; none where somebody speaks who is tied to no case while others
    /// are, and the transcript belongs to none.
    pub fn participant_at(&self, byte: usize) -> Option<Participant> {
        match self.case_at(byte) {
            Some(case) => Some(Participant::Case(case)),
            None if self.has_ties() => None,
            None => Some(Participant::Transcript(self.id)),
        }
    }

    /// Who takes part: cases with a turn that counts, and the transcript's own; the transcript itself where there is no case at all.
    pub fn participants(&self) -> BTreeSet<Participant> {
        if !self.has_ties() {
            return BTreeSet::from([self.case.map_or(Participant::Transcript(self.id), Participant::Case)]);
        }
        let turns = self.turns.iter().filter(|turn| self.counts_at(turn.range.start));
        let own = self.case.filter(|_| self.heard.as_ref().is_none_or(|heard| heard.outside));
        let cases = turns.filter_map(|turn| self.case_of(turn)).chain(own);
        cases.map(Participant::Case).collect()
    }

    /// Who speaks where a passage begins; nobody outside all turns.
    pub fn speaker_at(&self, byte: usize) -> Option<&Speaker> {
        let turn = self.turns.at(byte).and_then(|at| self.turns.get(at))?;
        turn.speaker.and_then(|at| self.speaker(at))
    }

    /// Whether a case is its own, or that of one of its speakers.
    pub fn names_case(&self, case: CaseId) -> bool {
        self.case == Some(case) || self.speakers.iter().any(|speaker| speaker.case == Some(case))
    }

    /// The cases of its speakers, each with the label.
    pub fn ties(&self) -> impl Iterator<Item = (&str, CaseId)> {
        self.speakers.iter().filter_map(|speaker| Some((speaker.label.as_str(), speaker.case?)))
    }
}

impl Project {
    /// Whether any speaker is set as interviewer.
    pub fn has_interviewer(&self) -> bool {
        let asks = |speaker: &Speaker| speaker.role == SpeakerRole::Interviewer;
        self.transcripts().iter().any(|transcript| transcript.speakers().iter().any(asks))
    }

    /// What a participant is called: a case by its name, a transcript by its title; nothing where it is gone.
    pub fn participant_name(&self, participant: Participant) -> &str {
        match participant {
            Participant::Case(id) => self.case(id).map_or("", |case| &case.name),
            Participant::Transcript(id) => self.transcript(id).map_or("", |transcript| transcript.title()),
        }
    }

    /// A speaker by name, whatever the case of letters, as the name is compared: the same one in all transcripts.
    ///
    /// # Errors
    /// When nobody is called so in any transcript.
    pub fn speaker_named(&self, name: &str) -> Result<String, NotFound> {
        let labels = || self.transcripts.values().flat_map(|t| t.speakers.iter().map(|s| s.label.clone()));
        let asked = folded(name);
        if labels().any(|label| folded(&label) == asked) {
            return Ok(asked);
        }
        let each: BTreeSet<String> = labels().collect();
        Err(none("speaker", name, each.into_iter()))
    }

    pub(super) fn tie_speaker(
        &mut self,
        transcript: TranscriptId,
        speaker: &str,
        case: Option<CaseId>,
    ) -> Result<(), EditError> {
        let of = self.transcripts.get(&transcript).ok_or_else(|| missing("transcript", &transcript))?;
        if !of.speakers.iter().any(|s| s.label == speaker) {
            return Err(missing("speaker", &speaker));
        }
        if of.speakers.iter().any(|s| s.label == speaker && s.case != case) {
            let of = Arc::make_mut(&mut self.transcripts).entry(transcript);
            of.and_modify(|of| tie(&mut Arc::make_mut(of).speakers, speaker, case));
        }
        Ok(())
    }

    /// A case goes: what was its is nobody's.
    pub(super) fn leave_case(&mut self, case: CaseId) {
        change(
            &mut self.transcripts,
            |t| t.names_case(case),
            |t| {
                t.case = t.case.filter(|own| *own != case);
                t.speakers.iter_mut().for_each(|s| s.case = s.case.filter(|own| *own != case));
            },
        );
    }
}

/// Ties whoever has a label.
fn tie(speakers: &mut [Speaker], label: &str, case: Option<CaseId>) {
    speakers.iter_mut().filter(|speaker| speaker.label == label).for_each(|speaker| speaker.case = case);
}
