//! A project narrowed to a scope, once, so that every analysis honours it without knowing of it. Never counts.
//!
//! ```text
//!   sets: pilot or wave 2      those transcripts, and the participants in them
//!   group: care or leaver      participants with either value, what is said in their turns, and outside all turns where
//!                              a transcript is theirs
//!   speakers: Tess             her turns, what is coded from in there, and the participants who speak so
//!   coders: C1                 what C1 did
//!   from a day on, up to one   codings made then; where a coder made none, they have not started the transcript
//! ```

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;

use super::naming::folded;
use super::project::Project;
use super::transcript::Heard;
use super::{
    AttributeId, AttributeOf, Case, CodingId, CodingLayer, MemoTarget, NothingLeft, Participant, StudyScope,
    Transcript, TranscriptId,
};
use crate::lang::Message;
use crate::text::Turn;

impl Project {
    /// The project as far as it is in a scope, to be counted and never to be changed, and which part of the scope leaves
    /// nothing, if one does. Participants are the cases that speak in it; codings and memos are those that stand on what is
    /// in it. Texts stay whole, so that places and numbers of turns are as they were; of a transcript of which only some
    /// turns count, a transcript says which ([`counts_at`](Transcript::counts_at)).
    pub fn within(&self, scope: &StudyScope) -> (Self, Option<NothingLeft>) {
        let mut to = self.clone();
        if !scope.is_narrow() {
            return (to, None);
        }
        to.kept_files = Arc::default();
        let nothing = to.narrow_transcripts(scope).or(to.narrow_layers(scope));
        to.narrow_rest(scope);
        (to, nothing)
    }

    fn narrow_transcripts(&mut self, scope: &StudyScope) -> Option<NothingLeft> {
        let some = !self.transcripts.is_empty();
        let mut nothing = None;
        let mut tell = |to: &Self, part: Option<Message>| {
            if some && to.transcripts.is_empty() && nothing.is_none() {
                nothing = part.map(|part| NothingLeft { part, uncoded: false });
            }
        };
        if !scope.transcripts.is_empty() {
            self.keep_transcripts(|t| scope.transcripts.contains(&t.id));
            tell(self, scope.transcript_part(self));
        }
        if !scope.sets.is_empty() {
            let sets = scope.sets.iter().filter_map(|id| self.transcript_sets.get(id));
            let members: BTreeSet<TranscriptId> =
                sets.flat_map(|set| set.transcripts.iter().copied()).collect();
            self.keep_transcripts(|t| members.contains(&t.id));
            tell(self, scope.set_part(self));
        }
        for id in scope.values.keys().copied() {
            match self.attributes.get(&id).map(|attribute| attribute.of) {
                None => self.keep_transcripts(|_| false),
                Some(AttributeOf::Transcript) => {
                    self.keep_transcripts(|t| scope.holds_value(id, t.values.get(&id)));
                }
                Some(AttributeOf::Case) => {
                    let cases = Arc::clone(&self.cases);
                    let holds = |case: Option<&Arc<Case>>| {
                        scope.holds_value(id, case.and_then(|c| c.values.get(&id)))
                    };
                    self.keep_turns(
                        &|t, turn| t.case_of(turn).is_some_and(|case| holds(cases.get(&case))),
                        &|t| match t.case {
                            Some(case) => holds(cases.get(&case)),
                            // Outside the turns of those who are tied to cases, nobody's.
                            None => !t.has_ties() && holds(None),
                        },
                    );
                }
            }
            tell(self, Some(scope.value_part(self, id)));
        }
        if !scope.speakers.is_empty() {
            let wanted: BTreeSet<String> = scope.speakers.iter().map(|label| folded(label)).collect();
            let speaks = |t: &Transcript, turn: &Turn| {
                let speaker = turn.speaker.and_then(|at| t.speaker(at));
                speaker.is_some_and(|speaker| wanted.contains(&folded(&speaker.label)))
            };
            self.keep_turns(&speaks, &|_| false);
            tell(self, scope.speaker_part());
        }
        nothing
    }

    fn keep_transcripts(&mut self, stays: impl Fn(&Transcript) -> bool) {
        Arc::make_mut(&mut self.transcripts).retain(|_, transcript| stays(transcript));
    }

    /// Keeps what is said in some turns, and, of some transcripts, what stands outside all turns; a transcript of which
    /// nothing is left goes.
    fn keep_turns(
        &mut self,
        turn: &dyn Fn(&Transcript, &Turn) -> bool,
        outside: &dyn Fn(&Transcript) -> bool,
    ) {
        Arc::make_mut(&mut self.transcripts).retain(|_, transcript| {
            let is_one = !transcript.has_ties() && outside(transcript);
            if is_one {
                return true;
            }
            let outside = outside(transcript);
            let stays = |t: &Turn| turn(transcript, t) && transcript.counts_at(t.range.start);
            let turns: Vec<Range<usize>> =
                transcript.turns.iter().filter(|t| stays(t)).map(|t| t.range.clone()).collect();
            let outside = outside && transcript.heard.as_ref().is_none_or(|heard| heard.outside);
            let any = outside || !turns.is_empty();
            if any {
                Arc::make_mut(transcript).heard = Some(Arc::new(Heard { turns, outside }));
            }
            any
        });
    }

    fn narrow_layers(&mut self, scope: &StudyScope) -> Option<NothingLeft> {
        let transcripts = Arc::clone(&self.transcripts);
        let layers = Arc::make_mut(&mut self.layers);
        layers.retain(|(transcript, _), _| transcripts.contains_key(transcript));
        let mut some = !layers.is_empty();
        let uncoded = |part: Message| NothingLeft { part, uncoded: true };
        let mut nothing = None;
        if !scope.coders.is_empty() {
            layers.retain(|(_, coder), _| scope.coders.contains(coder));
            if some && layers.is_empty() {
                nothing = scope.coder_part(self).map(uncoded);
                some = false;
            }
        }
        let layers = Arc::make_mut(&mut self.layers);
        for (key, layer) in layers.iter_mut() {
            let of = transcripts.get(&key.0).filter(|t| t.heard.is_some());
            if of.is_some() || scope.has_days() {
                Arc::make_mut(layer)
                    .keep_only(|byte| of.is_none_or(|of| of.counts_at(byte)), |at| scope.holds_day(at));
            }
        }
        if scope.has_days() {
            layers.retain(|_, layer| !layer.codings.is_empty());
            if some && layers.is_empty() {
                nothing = scope.day_part().map(uncoded);
            }
        }
        nothing
    }

    /// What speaks of what is left.
    fn narrow_rest(&mut self, scope: &StudyScope) {
        let people: BTreeSet<Participant> =
            self.transcripts.values().flat_map(|t| t.participants()).collect();
        Arc::make_mut(&mut self.cases).retain(|id, case| {
            let holds = |attribute: &AttributeId| {
                let of_cases = self.attributes.get(attribute).is_some_and(|a| a.of == AttributeOf::Case);
                !of_cases || scope.holds_value(*attribute, case.values.get(attribute))
            };
            people.contains(&Participant::Case(*id)) && scope.values.keys().all(holds)
        });
        let transcripts = Arc::clone(&self.transcripts);
        let gone: Vec<TranscriptId> = self
            .transcript_sets
            .values()
            .flat_map(|set| set.transcripts.iter().copied())
            .filter(|id| !transcripts.contains_key(id))
            .collect();
        gone.into_iter().for_each(|id| self.leave_sets(id));
        self.unassign(|transcript, _| !transcripts.contains_key(&transcript));
        let codings: HashSet<CodingId> = self.layers.values().flat_map(|l| l.ids()).collect();
        let cases = Arc::clone(&self.cases);
        let stays = |on: &MemoTarget| match on {
            MemoTarget::Project | MemoTarget::Code(_) => true,
            MemoTarget::Transcript(id) => transcripts.contains_key(id),
            MemoTarget::Passage(id, passage) => transcripts
                .get(id)
                .is_some_and(|of| passage.place(&of.text).is_ok_and(|span| of.counts_at(span.start()))),
            MemoTarget::Case(id) => cases.contains_key(id),
            MemoTarget::Coding(id) => codings.contains(id),
        };
        Arc::make_mut(&mut self.memos).retain(|_, memo| stays(&memo.on));
    }
}

impl CodingLayer {
    /// Keeps what stands at some bytes and was coded at some times.
    fn keep_only(&mut self, place: impl Fn(usize) -> bool, time: impl Fn(Timestamp) -> bool) {
        self.codings.retain(|c| place(c.span.start()) && time(c.created));
        self.orphans.retain(|o| place(o.at) && time(o.created));
        self.settlements.retain(|s| place(s.span.start()));
    }
}
