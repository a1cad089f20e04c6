//! What of a study counts, as data: which transcripts, sets, cases, speakers, coders and days. Never narrows by itself.
//!
//! Parts narrow each other; within a part any of its things will do, and a part without any leaves nothing out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::naming::same;
use super::{AttributeId, CoderId, ScopeId, TranscriptId, TranscriptSetId, Value};

/// What of a study counts; as it comes, all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct StudyScope {
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub transcripts: BTreeSet<TranscriptId>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub sets: BTreeSet<TranscriptSetId>,
    /// Of attributes of cases or transcripts the values as they are written, nothing for those who have none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<AttributeId, BTreeSet<String>>,
    /// By their labels, whatever the case of letters: the same ones in all transcripts.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub speakers: BTreeSet<String>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub coders: BTreeSet<CoderId>,
    /// From this moment on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Before this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// A scope under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedScope {
    /// The same in every copy.
    pub id: ScopeId,
    /// As shown; unique among scopes.
    pub name: String,
    /// What it names may have gone since: that is nothing, and never all.
    pub scope: StudyScope,
}

impl StudyScope {
    /// Whether anything is left out.
    pub fn is_narrow(&self) -> bool {
        *self != Self::default()
    }

    /// This scope with all that another names too. Where both have a day, the narrower one.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.transcripts.extend(other.transcripts);
        self.sets.extend(other.sets);
        for (attribute, values) in other.values {
            self.values.entry(attribute).or_default().extend(values);
        }
        self.speakers.extend(other.speakers);
        self.coders.extend(other.coders);
        self.since = self.since.max(other.since);
        self.until = [self.until, other.until].into_iter().flatten().min();
        self
    }

    pub(super) fn holds_day(&self, at: Timestamp) -> bool {
        self.since.is_none_or(|since| at >= since) && self.until.is_none_or(|until| at < until)
    }

    pub(super) const fn has_days(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// Whether a value, or none, is one of those that count.
    pub(super) fn holds_value(&self, attribute: AttributeId, value: Option<&Value>) -> bool {
        let value = value.map(ToString::to_string).unwrap_or_default();
        self.values.get(&attribute).is_none_or(|wanted| wanted.iter().any(|w| same(w, &value)))
    }
}
