//! What a person decides about turns and speakers before a text is taken in. Never looks at a text itself.

use std::collections::BTreeMap;

use super::layout::{Layout, fold};

/// What a speaker does in the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum SpeakerRole {
    /// Asks; can be left out of denominators.
    Interviewer,
    /// Is asked.
    Participant,
    /// Anybody else: an interpreter, an observer.
    Other,
}

/// What a person decided about one label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelRule {
    /// It is a speaker, with this role.
    Speaker(SpeakerRole),
    /// It is no speaker: its lines go on the turn before.
    NotASpeaker,
}

/// What makes a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TurnMode {
    /// A speaker's label; a paragraph where the text has no labels.
    #[default]
    Speakers,
    /// A paragraph, or a line where the text has no empty lines; labels are words like any.
    Paragraphs,
    /// As [`Speakers`](Self::Speakers), and what one speaker says in a row is one turn.
    Joined,
    /// Nothing: the text has no turns.
    None,
}

/// How turns are recognised; as it comes, by guessing alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TurnRules {
    /// What makes a turn.
    pub mode: TurnMode,
    /// The layout that a person chose; the one that fits best unasked.
    pub layout: Option<&'static Layout>,
    /// Who says what no label is given to, where only one person has a label; nobody unasked.
    pub unlabelled: Option<String>,
    labels: BTreeMap<String, LabelRule>,
    names: BTreeMap<String, String>,
}

impl TurnRules {
    /// Decides about a label, however it is capitalised and spaced.
    pub fn set(&mut self, label: &str, rule: LabelRule) {
        self.labels.insert(fold(label), rule);
    }

    /// Leaves a label to guessing again.
    pub fn unset(&mut self, label: &str) {
        self.labels.remove(&fold(label));
    }

    /// Says what the speaker with a label is called; two with one name are one speaker. The label again, or nothing,
    /// leaves it as it is in the text.
    pub fn rename(&mut self, label: &str, name: &str) {
        let name = name.trim();
        if name.is_empty() || name == label {
            self.names.remove(&fold(label));
        } else {
            self.names.insert(fold(label), name.to_owned());
        }
    }

    /// What the speaker with a label is called.
    pub fn name<'n>(&'n self, label: &'n str) -> &'n str {
        self.names.get(&fold(label)).map_or(label, String::as_str)
    }

    /// What was decided about a label.
    pub fn get(&self, label: &str) -> Option<LabelRule> {
        self.labels.get(&fold(label)).copied()
    }
}
