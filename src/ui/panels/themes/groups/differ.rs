//! The pairs in which one has a theme and the other not, with the passage that makes the difference. Plain data; never draws,
//! never tests.

use std::collections::BTreeMap;

use crate::analysis::compare_groups::Answer;
use crate::analysis::counted::Listed;
use crate::model::{Participant, Project};

/// A pair that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Its name.
    pub(super) name: String,
    /// What its members are called, that of the first group before the other.
    pub(super) members: [String; 2],
    /// Which of the two has it.
    pub(super) has: usize,
    /// Its first passage.
    pub(super) passage: Listed,
}

/// Those among the pairs of an answer, by the passages of a row.
pub(super) fn pairs(project: &Project, answer: &Answer, listed: &[Listed]) -> Vec<Pair> {
    let mut first: BTreeMap<Participant, Listed> = BTreeMap::new();
    for passage in listed {
        if let Some(who) = passage.participant(project) {
            first.entry(who).or_insert(*passage);
        }
    }
    let used = answer.pairs.iter().flat_map(|pairs| &pairs.used);
    let differs = used.filter_map(|(name, one, other)| {
        let members = [*one, *other];
        let (has, passage) = match members.map(|who| first.get(&who)) {
            [Some(passage), None] => (0, *passage),
            [None, Some(passage)] => (1, *passage),
            [Some(_), Some(_)] | [None, None] => return None,
        };
        let members = members.map(|who| project.participant_name(who).to_owned());
        Some(Pair { name: name.clone(), members, has, passage })
    });
    differs.collect()
}

/// Those of the passages that a group's members say.
pub(super) fn of_group(project: &Project, answer: &Answer, group: usize, listed: &[Listed]) -> Vec<Listed> {
    let members = answer.groups.get(group).map(|group| group.members.as_slice()).unwrap_or_default();
    let theirs = |passage: &&Listed| passage.participant(project).is_some_and(|who| members.contains(&who));
    listed.iter().filter(theirs).copied().collect()
}
