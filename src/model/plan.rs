//! Sets of transcripts and who is to code what, in a project: how they are found, and what leaves them. Never codes.

use std::sync::Arc;

use super::naming::{none, same};
use super::parts::change;
use super::project::Project;
use super::{Assignment, CoderId, Completeness, Edit, NotFound, Transcript, TranscriptId, TranscriptSet};

impl TranscriptSet {
    /// The edit that puts transcripts in or takes them out.
    #[must_use]
    pub fn with(&self, transcripts: &[TranscriptId], is_in: bool) -> Edit {
        let mut set = self.clone();
        for id in transcripts {
            if is_in {
                set.transcripts.insert(*id);
            } else {
                set.transcripts.remove(id);
            }
        }
        Edit::PutTranscriptSet(set)
    }
}

impl Project {
    /// A set of transcripts by name, whatever the case of letters.
    ///
    /// # Errors
    /// When none has that name.
    pub fn transcript_set_named(&self, name: &str) -> Result<&TranscriptSet, NotFound> {
        let found = self.transcript_sets.values().find(|set| same(&set.name, name));
        found.map(|set| &**set).ok_or_else(|| {
            none("transcript-set", name, self.transcript_sets.values().map(|s| s.name.clone()))
        })
    }

    /// The sets that a transcript is in, by name.
    pub fn sets_of(&self, transcript: TranscriptId) -> impl Iterator<Item = &TranscriptSet> {
        let sets = self.transcript_sets().into_iter().map(|set| &**set);
        sets.filter(move |set| set.transcripts.contains(&transcript))
    }

    /// A transcript goes: it is in no set any more.
    pub(super) fn leave_sets(&mut self, transcript: TranscriptId) {
        change(
            &mut self.transcript_sets,
            |set| set.transcripts.contains(&transcript),
            |set| set.transcripts.retain(|id| *id != transcript),
        );
    }
}

impl Project {
    /// Who is to code a transcript.
    pub fn assignment(&self, transcript: TranscriptId, coder: CoderId) -> Option<&Arc<Assignment>> {
        self.assignments.get(&(transcript, coder))
    }

    /// All that anybody is to code.
    pub fn assignments(&self) -> impl Iterator<Item = &Assignment> {
        self.assignments.values().map(|assignment| &**assignment)
    }

    /// Transcripts in the order in which a coder is to take them: those that were given to them and are not complete, those
    /// begun before those not begun; then the rest, by title.
    pub fn in_turn(&self, coder: Option<CoderId>) -> Vec<&Arc<Transcript>> {
        let mut transcripts = self.transcripts();
        if let Some(coder) = coder {
            transcripts.sort_by_key(|t| match self.is_next(t.id, coder) {
                true => (0, self.status(t.id, coder) == Completeness::NotStarted),
                false => (1, false),
            });
        }
        transcripts
    }

    /// Whether a coder was given a transcript and has not completed it.
    pub fn is_next(&self, transcript: TranscriptId, coder: CoderId) -> bool {
        self.assignment(transcript, coder).is_some()
            && self.status(transcript, coder) != Completeness::Complete
    }

    /// Nobody is to code what goes, and who goes is to code nothing.
    pub(super) fn unassign(&mut self, goes: impl Fn(TranscriptId, CoderId) -> bool) {
        if self.assignments.keys().any(|(transcript, coder)| goes(*transcript, *coder)) {
            Arc::make_mut(&mut self.assignments).retain(|(transcript, coder), _| !goes(*transcript, *coder));
        }
    }
}
