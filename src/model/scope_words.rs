//! A scope in words, part by part, and what there is to choose of. Never narrows anything.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::naming::{natural, none, same};
use super::project::{Project, by};
use super::{
    Attribute, AttributeId, AttributeOf, CoderId, NotFound, SavedScope, ScopeId, StudyScope, TranscriptId,
    TranscriptSetId, Value,
};
use crate::lang::{Arg, Between, IntoArg, Message, Tell, day, either, list, message};

/// That nothing is left, and which part of a scope does it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct NothingLeft {
    /// The part, in words.
    pub part: Message,
    /// Whether transcripts are left, of which nobody who counts coded anything.
    pub uncoded: bool,
}

impl Tell for NothingLeft {
    fn message(&self) -> Message {
        match self.uncoded {
            false => message!("scope-leaves-no-transcript", part = self.part),
            true => message!("scope-leaves-no-coding", part = self.part),
        }
    }
}

impl StudyScope {
    /// All parts in words, in the order in which they narrow.
    pub fn in_words(&self, project: &Project) -> Message {
        let parts = self.parts(project).into_iter().map(|part| part.arg()).collect();
        message!("as-it-is", name = Arg::List(Between::Semicolon, parts))
    }

    /// Each part in words.
    pub fn parts(&self, project: &Project) -> Vec<Message> {
        let values = self.values.keys().map(|id| self.value_part(project, *id));
        [self.transcript_part(project), self.set_part(project)]
            .into_iter()
            .flatten()
            .chain(values)
            .chain([self.speaker_part(), self.coder_part(project), self.day_part()].into_iter().flatten())
            .collect()
    }

    pub(super) fn transcript_part(&self, project: &Project) -> Option<Message> {
        let title = |id: &TranscriptId| named(project.transcript(*id).map(|t| t.title.as_str()));
        let n = self.transcripts.len();
        (n > 0).then(|| message!("scope-transcripts", n, names = list(self.transcripts.iter().map(title))))
    }

    pub(super) fn set_part(&self, project: &Project) -> Option<Message> {
        let name = |id: &TranscriptSetId| named(project.transcript_set(*id).map(|set| set.name.as_str()));
        (!self.sets.is_empty()).then(|| message!("scope-sets", names = either(self.sets.iter().map(name))))
    }

    pub(super) fn value_part(&self, project: &Project, attribute: AttributeId) -> Message {
        let value = |value: &String| match value.as_str() {
            "" => message!("scope-no-value"),
            value => message!("as-it-is", name = value),
        };
        let values: Vec<Message> = self.values.get(&attribute).into_iter().flatten().map(value).collect();
        let attribute = named(project.attribute(attribute).map(|a| a.name.as_str()));
        message!("scope-values", attribute, values = either(values))
    }

    pub(super) fn speaker_part(&self) -> Option<Message> {
        (!self.speakers.is_empty()).then(|| message!("scope-speakers", names = either(&self.speakers)))
    }

    pub(super) fn coder_part(&self, project: &Project) -> Option<Message> {
        let name = |id: &CoderId| named(project.coder(*id).map(|coder| coder.name.as_str()));
        (!self.coders.is_empty())
            .then(|| message!("scope-coders", names = either(self.coders.iter().map(name))))
    }

    /// The days in words; none where all count.
    pub fn days_in_words(&self) -> Option<Message> {
        self.day_part()
    }

    pub(super) fn day_part(&self) -> Option<Message> {
        // The last moment that counts is in the last day.
        let last = |until: Timestamp| day(until - jiff::SignedDuration::from_nanos(1));
        match (self.since, self.until) {
            (None, None) => None,
            (Some(since), None) => Some(message!("scope-since", since = day(since))),
            (None, Some(until)) => Some(message!("scope-until", until = last(until))),
            (Some(since), Some(until)) => {
                Some(message!("scope-between", since = day(since), until = last(until)))
            }
        }
    }
}

/// A name, or that what it was of has gone.
fn named(name: Option<&str>) -> Message {
    name.map_or_else(|| message!("scope-gone"), |name| message!("as-it-is", name))
}

impl Project {
    /// Scopes by name.
    pub fn scopes(&self) -> Vec<&Arc<SavedScope>> {
        by(self.scopes.values(), |s| natural(&s.name))
    }

    /// One scope.
    pub fn scope(&self, id: ScopeId) -> Option<&Arc<SavedScope>> {
        self.scopes.get(&id)
    }

    /// A scope by name, whatever the case of letters.
    ///
    /// # Errors
    /// When none has that name.
    pub fn scope_named(&self, name: &str) -> Result<&Arc<SavedScope>, NotFound> {
        let found = self.scopes.values().find(|scope| same(&scope.name, name));
        found.ok_or_else(|| none("scope", name, self.scopes.values().map(|s| s.name.clone())))
    }

    /// The values that an attribute has, each once.
    pub fn values_of(&self, attribute: &Attribute) -> Vec<String> {
        let all: BTreeSet<String> = match attribute.of {
            AttributeOf::Case => {
                self.cases.values().filter_map(|c| c.values.get(&attribute.id)).map(shown).collect()
            }
            AttributeOf::Transcript => {
                self.transcripts.values().filter_map(|t| t.values.get(&attribute.id)).map(shown).collect()
            }
        };
        let mut all: Vec<String> = all.into_iter().collect();
        all.sort_by_cached_key(|value| natural(value));
        all
    }

    /// The labels of all who speak, each once.
    pub fn speaker_labels(&self) -> Vec<&str> {
        let speakers = self.transcripts.values().flat_map(|t| t.speakers.iter());
        let labels: BTreeSet<&str> = speakers.map(|speaker| speaker.label.as_str()).collect();
        labels.into_iter().collect()
    }
}

fn shown(value: &Value) -> String {
    value.to_string()
}
