//! Which speakers of an import become cases, worked out before it is made: what the choice would do is told, and what it did.
//! Never ties anybody itself.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::file::File;
use crate::formats::TranscriptDraft;
use crate::lang::with;
use crate::model::{CaseId, Edit, Project, Speaker, TranscriptId, folded};
use crate::session::SystemStamp;
use crate::ui::steps::speakers::{Ties, Voices, ties};

/// Whether speakers are tied to cases, and what comes of it.
#[derive(Default)]
pub(super) struct Tying {
    how: Option<Ties>,
    told: Option<Told>,
}

/// What tying would do.
#[derive(Default)]
pub(super) struct Told {
    /// The case of a speaker, by the number of the file and the speaker's name, and whether it is a new one.
    cases: BTreeMap<(usize, String), (String, bool)>,
    /// How many cases are new.
    pub(super) new: usize,
    /// The speakers who are called as cases are that are there already.
    pub(super) namesakes: BTreeSet<String>,
}

impl Tying {
    pub(super) const fn how(&self) -> Option<Ties> {
        self.how
    }

    pub(super) fn choose(&mut self, how: Option<Ties>) {
        self.how = how;
        self.forget();
    }

    /// Makes every participant a case of their own, or does not any more.
    pub(super) fn switch(&mut self) {
        self.choose((self.how != Some(Ties::OneEach)).then_some(Ties::OneEach));
    }

    /// Speakers have changed.
    pub(super) fn forget(&mut self) {
        self.told = None;
    }

    /// What it would do; nothing where that is not worked out.
    pub(super) const fn told(&self) -> Option<&Told> {
        self.told.as_ref()
    }

    /// The case that a speaker of a file would have, and whether it is a new one.
    pub(super) fn case_of(&self, file: usize, name: &str) -> Option<(&str, bool)> {
        let told = self.told.as_ref().filter(|_| self.how.is_some())?;
        told.cases.get(&(file, folded(name))).map(|(case, new)| (case.as_str(), *new))
    }

    /// Works out what it would do, unless that is known; where nothing is to be tied, who could be.
    pub(super) fn work_out(&mut self, project: &Project, files: &[File]) {
        if self.told.is_none() {
            self.told = Some(told(project, files, self.how.unwrap_or(Ties::EqualNames)));
        }
    }
}

fn told(project: &Project, files: &[File], how: Ties) -> Told {
    let wanted = files.iter().enumerate().filter(|(_, file)| file.wanted);
    let drafts = wanted.flat_map(|(at, file)| file.drafts().iter().map(move |draft| (at, draft)));
    let drafts: Vec<(usize, &TranscriptDraft, Vec<Speaker>)> =
        drafts.map(|(at, draft)| (at, draft, speakers(draft))).collect();
    // They have no ids yet; their number does.
    let voices = drafts.iter().enumerate().map(|(n, (_, draft, speakers))| Voices {
        transcript: TranscriptId(Uuid::from_u128(n as u128)),
        title: &draft.title,
        speakers,
    });
    let edits = ties(project, &voices.collect::<Vec<_>>(), how, &mut SystemStamp);
    let mut made: BTreeMap<CaseId, String> = BTreeMap::new();
    let mut told = Told::default();
    for edit in edits {
        if let Edit::PutCase(case) = edit {
            made.insert(case.id, case.name);
        } else if let Edit::TieSpeaker { transcript, speaker, case: Some(case) } = edit {
            let there = project.case(case).map(|case| case.name.clone());
            told.namesakes.extend(there.clone());
            let name = made.get(&case).cloned().or(there.clone()).unwrap_or_default();
            let file = drafts.get(transcript.0.as_u128() as usize).map_or(0, |(file, ..)| *file);
            told.cases.insert((file, folded(&speaker)), (name, there.is_none()));
        }
    }
    told.new = made.len();
    told
}

/// The speakers of a draft as they will be: those with one name are one.
fn speakers(draft: &TranscriptDraft) -> Vec<Speaker> {
    let mut seen = BTreeSet::new();
    let guesses = draft.recognition.speakers.iter().filter(|guess| seen.insert(folded(&guess.name)));
    guesses.map(|guess| Speaker::new(guess.name.clone(), guess.role)).collect()
}

/// What edits did for cases of speakers; nothing where they tie nobody.
pub(super) fn said(edits: &[Edit]) -> Option<String> {
    let tied = |edit: &Edit| if let Edit::TieSpeaker { case, .. } = edit { *case } else { None };
    let cases: Vec<CaseId> = edits.iter().filter_map(tied).collect();
    let made = edits.iter().filter(|edit| matches!(edit, Edit::PutCase(case) if cases.contains(&case.id)));
    let told = || with("import-tied", &[("n", cases.len().into()), ("new", made.count().into())]);
    (!cases.is_empty()).then(told)
}
