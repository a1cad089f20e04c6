//! What values of an attribute participants have. A value is a name, even where it is a number. Never counts.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::LeftOut;
use super::error::CompareError;
use super::ledger::{Ledger, Person, everybody};
use super::matching::{Reason, left_out};
use crate::model::{AttributeId, AttributeOf, Participant, Project, TranscriptId, Value};

/// The values of an attribute by participant, of those who count.
pub(super) struct Held {
    pub(super) attribute: String,
    of: BTreeMap<Participant, BTreeSet<String>>,
    of_transcripts: BTreeMap<TranscriptId, String>,
    all_numbers: bool,
}

impl Held {
    /// An attribute of transcripts is that of each whose words are in them.
    ///
    /// # Errors
    /// When the attribute has gone.
    pub(super) fn new(
        project: &Project,
        attribute: AttributeId,
        ledger: &Ledger,
    ) -> Result<Self, CompareError> {
        let found = project.attribute(attribute).ok_or(CompareError::NoAttribute)?;
        let mut held = Self {
            attribute: found.name.clone(),
            of: BTreeMap::new(),
            of_transcripts: BTreeMap::new(),
            all_numbers: false,
        };
        let known: Vec<&Value> = match found.of {
            AttributeOf::Case => {
                project.cases().into_iter().filter_map(|c| c.values.get(&attribute)).collect()
            }
            AttributeOf::Transcript => {
                project.transcripts().into_iter().filter_map(|t| t.values().get(&attribute)).collect()
            }
        };
        held.all_numbers =
            !known.is_empty() && known.iter().all(|value| number(&value.to_string()).is_some());
        for person in &ledger.people {
            let mut values = BTreeSet::new();
            match found.of {
                AttributeOf::Case => {
                    let case = person.who.case().and_then(|case| project.case(case));
                    values.extend(case.and_then(|case| case.values.get(&attribute)).map(ToString::to_string));
                }
                AttributeOf::Transcript => {
                    for seen in &person.seen {
                        let transcript = project.transcript(seen.transcript);
                        let value =
                            transcript.and_then(|t| t.values().get(&attribute)).map(ToString::to_string);
                        held.of_transcripts
                            .extend(value.iter().map(|value| (seen.transcript, value.clone())));
                        values.extend(value);
                    }
                }
            }
            held.of.insert(person.who, values);
        }
        Ok(held)
    }

    /// An attribute of which nobody may have several values.
    ///
    /// # Errors
    /// When the attribute has gone, or somebody has several.
    pub(super) fn single(
        project: &Project,
        attribute: AttributeId,
        ledger: &Ledger,
    ) -> Result<Self, CompareError> {
        let held = Self::new(project, attribute, ledger)?;
        if held.is_several() {
            return Err(CompareError::SeveralOf { attribute: held.attribute });
        }
        Ok(held)
    }

    /// Whether somebody has more than one.
    pub(super) fn is_several(&self) -> bool {
        self.of.values().any(|values| values.len() > 1)
    }

    /// Whether each value of the attribute in the project is a number.
    pub(super) const fn all_numbers(&self) -> bool {
        self.all_numbers
    }

    /// The value of a participant who has one.
    pub(super) fn of(&self, who: Participant) -> Option<&str> {
        self.of.get(&who)?.first().map(String::as_str)
    }

    /// The value of a transcript, of an attribute of transcripts.
    pub(super) fn of_transcript(&self, transcript: TranscriptId) -> Option<&str> {
        self.of_transcripts.get(&transcript).map(String::as_str)
    }

    /// How many have one.
    pub(super) fn known(&self) -> usize {
        self.of.values().filter(|values| !values.is_empty()).count()
    }

    /// Those with a value.
    pub(super) fn with<'l>(&self, ledger: &'l Ledger, value: &str) -> Vec<&'l Person> {
        ledger.people.iter().filter(|person| self.of(person.who) == Some(value)).collect()
    }

    /// Who is not compared and why, by name: of these groups, and within a pair or a stratum where one must be named.
    pub(super) fn left_out(
        &self,
        project: &Project,
        groups: &[String],
        within: Option<(&Self, Reason)>,
    ) -> Vec<LeftOut> {
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        let everybody = everybody(project).into_iter();
        let reason = |who: Participant| {
            let within = within.map(|(held, reason)| (held.of(who).is_some(), reason));
            left_out(self.of.contains_key(&who), self.of(who), Some(&groups), within)
        };
        everybody.filter_map(|who| Some(LeftOut { who, reason: reason(who)? })).collect()
    }

    /// How many transcripts that count have a value, of an attribute of transcripts.
    pub(super) fn transcripts_with(&self, value: &str) -> usize {
        self.of_transcripts.values().filter(|own| *own == value).count()
    }

    /// All that those who count have, in order.
    pub(super) fn values(&self) -> Vec<String> {
        ordered(self.of.values().flatten().cloned().collect())
    }
}

/// All values that an attribute has in a project, in the order of groups, whoever counts.
pub fn values(project: &Project, attribute: AttributeId) -> Vec<String> {
    let cases = project.cases();
    let transcripts = project.transcripts();
    let of_cases = cases.iter().filter_map(|case| case.values.get(&attribute));
    let known = of_cases.chain(transcripts.iter().filter_map(|of| of.values().get(&attribute)));
    ordered(known.map(ToString::to_string).collect())
}

/// By number where all are numbers, else by code points.
pub(in crate::analysis) fn ordered(values: BTreeSet<String>) -> Vec<String> {
    let mut all: Vec<String> = values.into_iter().collect();
    let numbers: Option<Vec<f64>> = all.iter().map(|value| number(value)).collect();
    if numbers.is_some() {
        let key = |value: &String| number(value).unwrap_or_default();
        all.sort_by(|a, b| key(a).total_cmp(&key(b)).then_with(|| a.cmp(b)));
    }
    all
}

/// A value as a number, where it is one.
pub(in crate::analysis) fn number(value: &str) -> Option<f64> {
    value.trim().parse().ok().filter(|number: &f64| number.is_finite())
}
