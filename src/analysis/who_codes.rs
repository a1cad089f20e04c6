//! Who codes what: the grid of coders and transcripts, and transcripts shared out by chance. Never gives anybody anything:
//! that is an edit, which these are.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::{Message, list, message, place, said};
use crate::model::{
    Assignment, CoderId, CoderRole, Completeness, Drawn, Edit, Project, Timestamp, TranscriptId,
};
use crate::statistics::Chance;

/// Coders across, transcripts down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhoCodes {
    /// Persons, and whoever else was given something, by name.
    pub coders: Vec<CoderId>,
    /// Transcripts by title, each with a cell a coder.
    pub rows: Vec<(TranscriptId, Vec<Cell>)>,
    /// How chance shared transcripts out, the earliest first.
    pub shares: Vec<Share>,
}

/// One coder and one transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Whether they were given it.
    pub is_given: bool,
    /// How far they have got, given it or not.
    pub status: Completeness,
}

/// Transcripts that chance shared out at once, as they are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub drawn: Drawn,
    pub coders: Vec<CoderId>,
    /// Those of all coders, and all of them.
    pub for_all: usize,
    pub transcripts: usize,
}

impl Share {
    /// "2 of 10 transcripts were drawn by chance (at least 20 %, seed 7) to be coded by C1, C2 each …".
    pub fn in_words(&self, project: &Project) -> Message {
        let names = self.coders.iter().map(|id| message!("as-it-is", name = project.coder_name(*id)));
        let (percent, seed) = (place(self.drawn.percent), said(self.drawn.seed));
        message!("share-drawn", n = self.for_all, of = self.transcripts, percent, seed, coders = list(names))
    }
}

/// The grid of a project.
pub fn who_codes(project: &Project) -> WhoCodes {
    let given: BTreeSet<CoderId> = project.assignments().map(|a| a.coder).collect();
    let coders = project.coders().into_iter();
    let coders: Vec<CoderId> =
        coders.filter(|c| c.role == CoderRole::Person || given.contains(&c.id)).map(|c| c.id).collect();
    let cell = |transcript: TranscriptId, coder: CoderId| Cell {
        is_given: project.assignment(transcript, coder).is_some(),
        status: project.status(transcript, coder),
    };
    let row = |id: TranscriptId| (id, coders.iter().map(|coder| cell(id, *coder)).collect());
    let rows = project.transcripts().into_iter().map(|t| row(t.id())).collect();
    WhoCodes { rows, shares: shares(project, &coders), coders }
}

fn shares(project: &Project, order: &[CoderId]) -> Vec<Share> {
    type Given = (BTreeSet<CoderId>, BTreeMap<TranscriptId, bool>);
    let mut found: BTreeMap<Drawn, Given> = BTreeMap::new();
    for assignment in project.assignments() {
        let Some(drawn) = assignment.drawn else { continue };
        let (coders, transcripts) = found.entry(Drawn { for_all: false, ..drawn }).or_default();
        coders.insert(assignment.coder);
        transcripts.insert(assignment.transcript, drawn.for_all);
    }
    let share = |(drawn, (coders, transcripts)): (Drawn, Given)| Share {
        drawn,
        coders: order.iter().copied().filter(|coder| coders.contains(coder)).collect(),
        for_all: transcripts.values().filter(|for_all| **for_all).count(),
        transcripts: transcripts.len(),
    };
    found.into_iter().map(share).collect()
}

/// Shares transcripts out: at least so many per cent of them, by chance, to all of the coders, and the rest to one each, as
/// evenly as it goes. What any of these coders was given of these transcripts before is taken back. The same for the same
/// titles, coders and seed.
///
/// ```text
///   20 % of ten to A and B:   P03 P08 → A, B   P01 P05 P07 P10 → A   P02 P04 P06 P09 → B
/// ```
pub fn shared_out(
    project: &Project,
    transcripts: &BTreeSet<TranscriptId>,
    coders: &[CoderId],
    (percent, seed, at): (u8, u64, Timestamp),
) -> Vec<Edit> {
    let all = project.transcripts().into_iter().map(|t| t.id());
    let mut order: Vec<TranscriptId> = all.filter(|id| transcripts.contains(id)).collect();
    let for_all = (order.len() * usize::from(percent.min(100))).div_ceil(100);
    Chance::new(seed, 0).shuffle(&mut order);
    let mut given = BTreeSet::new();
    let mut edits = Vec::new();
    let mut give = |transcript, coder, for_all| {
        given.insert((transcript, coder));
        let drawn = Some(Drawn { at, seed, percent, for_all });
        edits.push(Edit::Assign(Assignment { transcript, coder, drawn }));
    };
    for (at, &transcript) in order.iter().enumerate() {
        if at < for_all {
            coders.iter().for_each(|&coder| give(transcript, coder, true));
        } else if let Some(&coder) = coders.get((at - for_all) % coders.len().max(1)) {
            give(transcript, coder, false);
        }
    }
    let before = project.assignments().filter(|a| coders.contains(&a.coder) && order.contains(&a.transcript));
    let before = before.map(|a| (a.transcript, a.coder)).filter(|key| !given.contains(key));
    edits.extend(before.map(|(transcript, coder)| Edit::Unassign { transcript, coder }));
    edits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::testing::{Study, coder, transcript};

    fn shared(project: &Project, percent: u8, seed: u64, coders: usize) -> Project {
        let coders: Vec<CoderId> = (0..coders).map(coder).collect();
        let all = project.transcripts().iter().map(|t| t.id()).collect();
        project
            .apply_all(&shared_out(project, &all, &coders, (percent, seed, Timestamp::UNIX_EPOCH)))
            .unwrap()
    }

    proptest! {
        #[test]
        fn everything_is_somebodys_and_the_rest_is_even(
            n in 0usize..30, percent in 0u8..=100, seed: u64, coders in 1usize..4,
        ) {
            let project = Study::new(n).project();
            let after = shared(&project, percent, seed, coders);
            let grid = who_codes(&after);
            let several = (n * usize::from(percent)).div_ceil(100);
            let of = |row: &[Cell]| row.iter().filter(|cell| cell.is_given).count();
            let counts: Vec<usize> = grid.rows.iter().map(|(_, row)| of(row)).collect();
            prop_assert!(counts.iter().all(|&n| n == 1 || n == coders));
            if coders > 1 {
                prop_assert_eq!(counts.iter().filter(|&&n| n == coders).count(), several);
            }
            let alone = |k: usize| grid.rows.iter().filter(|(_, row)| of(row) == 1 && row[k].is_given).count();
            let alone: Vec<usize> = (0..coders).map(alone).collect();
            prop_assert!(alone.iter().max().unwrap() - alone.iter().min().unwrap() <= 1 || coders == 1);
            prop_assert_eq!(grid.shares.len(), usize::from(n > 0));
            prop_assert!(grid.shares.iter().all(|s| s.transcripts == n && s.for_all == several));
            prop_assert_eq!(&shared(&project, percent, seed, coders), &after);
            // Sharing out anew takes back what was shared out before.
            let anew = shared(&after, 0, seed ^ 1, coders);
            prop_assert_eq!(anew.assignments().count(), n);
        }
    }

    #[test]
    fn what_was_begun_comes_first_and_what_is_complete_last() {
        let mut study = Study::new(4);
        study.codings(2, coder(0), &[(0, 0..3)]);
        let project = study.project();
        let to =
            |n: usize| Edit::Assign(Assignment { transcript: transcript(n), coder: coder(0), drawn: None });
        let begun =
            Edit::SetStatus { transcript: transcript(2), coder: coder(0), status: Completeness::InProgress };
        let done =
            Edit::SetStatus { transcript: transcript(1), coder: coder(0), status: Completeness::Complete };
        let project = project.apply_all(&[to(1), to(2), to(3), begun, done]).unwrap();
        let order = |who| project.in_turn(who).iter().map(|t| t.id()).collect::<Vec<_>>();
        assert_eq!(order(Some(coder(0))), [2, 3, 0, 1].map(transcript));
        assert_eq!(order(None), [0, 1, 2, 3].map(transcript));
    }
}
