//! Transcripts taken out of a project: the edits that do it, and what goes with them, counted before it is done. Makes no
//! step, and asks nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::phase::HiddenWork;
use super::project::Project;
use super::{CoderId, Completeness, Edit, KeptFile, TranscriptId};
use crate::lang::{Message, list, message};

/// What goes with transcripts that are taken out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Removal {
    /// The edits, for one step.
    pub edits: Vec<Edit>,
    /// Their titles, in the project's order.
    pub transcripts: Vec<String>,
    /// What each coder has done in them, in the project's order of coders.
    pub coders: Vec<WorkGone>,
    /// What was decided about differences.
    pub settlements: usize,
    /// Memos on them, on their passages and on codings of them, with all replies.
    pub memos: usize,
    /// Cases that have no transcript afterwards; they stay.
    pub cases: Vec<String>,
    /// Files that were kept as they came and go with the last transcript of theirs.
    pub files: Vec<String>,
    /// Files of other programs' projects, which stay and may hold the words.
    pub packages: Vec<String>,
    /// Whether others may have done more there than is counted, which somebody may not see.
    pub hides: bool,
}

/// What a coder has done in transcripts that go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkGone {
    pub coder: CoderId,
    pub name: String,
    /// With a passage.
    pub codings: usize,
    /// Without one.
    pub orphans: usize,
    /// Transcripts that they marked complete.
    pub complete: usize,
}

impl Removal {
    /// Codings of all coders, with a passage.
    pub fn codings(&self) -> usize {
        self.coders.iter().map(|work| work.codings).sum()
    }

    /// What to know beside the numbers.
    pub fn to_know(&self) -> Vec<Message> {
        let mut know = vec![message!("removal-words-stay")];
        if self.hides {
            know.push(message!("removal-hides"));
        }
        if !self.cases.is_empty() {
            know.push(message!("removal-cases", n = self.cases.len(), names = list(&self.cases)));
        }
        if !self.packages.is_empty() {
            let (n, names) = (self.packages.len(), list(&self.packages));
            know.push(message!("removal-packages", n, names));
        }
        know
    }

    /// Codings of all coders whose passage was gone before.
    pub fn orphans(&self) -> usize {
        self.coders.iter().map(|work| work.orphans).sum()
    }
}

impl Project {
    /// What taking transcripts out does, told as far as somebody may see it. What is no transcript is passed over.
    ///
    /// # Errors
    /// When work of others would go that is hidden from them, which is for a supervisor to decide.
    pub fn removal(
        &self,
        ids: &BTreeSet<TranscriptId>,
        viewer: Option<CoderId>,
    ) -> Result<Removal, HiddenWork> {
        let edits = self.without(ids);
        // What is there can be removed.
        let after = self.apply_all(&edits).unwrap_or_else(|_| self.clone());
        self.may_take_away(&after, viewer)?;
        let mut told = self.seen_by(viewer).counted(ids);
        told.edits = edits;
        // What a transcript came from stands with it, for everybody to see.
        told.files = self.files_of(ids).iter().map(|file| file.name.clone()).collect();
        told.hides = !self.sees_all(viewer);
        Ok(told)
    }

    /// The edits that take transcripts out, and the files that no other came from.
    fn without(&self, ids: &BTreeSet<TranscriptId>) -> Vec<Edit> {
        let there = ids.iter().filter(|id| self.transcripts.contains_key(id));
        let files = self.files_of(ids).into_iter().map(|file| Edit::ForgetFile(file.sha256.clone()));
        there.map(|id| Edit::RemoveTranscript(*id)).chain(files).collect()
    }

    /// The kept files that are known to be of these transcripts and of no others.
    fn files_of(&self, ids: &BTreeSet<TranscriptId>) -> Vec<&KeptFile> {
        let of = |name: &str, goes: bool| {
            let mut all = self.transcripts.values().filter(|t| ids.contains(&t.id) == goes);
            all.any(|t| t.source.as_deref() == Some(name))
        };
        let goes = |file: &&KeptFile| of(&file.name, true) && !of(&file.name, false);
        self.kept_files.values().map(|file| &**file).filter(goes).collect()
    }

    fn counted(&self, ids: &BTreeSet<TranscriptId>) -> Removal {
        let going: Vec<_> = self.transcripts().into_iter().filter(|t| ids.contains(&t.id)).collect();
        let mut work: BTreeMap<CoderId, WorkGone> = BTreeMap::new();
        let mut settlements = 0;
        for layer in going.iter().flat_map(|t| self.layers_of(t.id)) {
            let coder = layer.coder;
            let new = || {
                let name = self.coder_name(coder).to_owned();
                WorkGone { coder, name, codings: 0, orphans: 0, complete: 0 }
            };
            let gone = work.entry(coder).or_insert_with(new);
            gone.codings += layer.codings.len();
            gone.orphans += layer.orphans.len();
            gone.complete += usize::from(layer.status == Completeness::Complete);
            settlements += layer.settlements.len();
        }
        let after = self.apply_all(&self.without(ids)).unwrap_or_else(|_| self.clone());
        let used: BTreeSet<_> = after.transcripts.values().filter_map(|t| t.case).collect();
        let left: BTreeSet<_> = going.iter().filter_map(|t| t.case).filter(|c| !used.contains(c)).collect();
        let foreign = going.iter().any(|t| t.source.is_none());
        let sources: BTreeSet<_> = self.transcripts.values().filter_map(|t| t.source.as_deref()).collect();
        let packages = self.kept_files.values().filter(|f| foreign && !sources.contains(f.name.as_str()));
        Removal {
            edits: Vec::new(),
            transcripts: going.iter().map(|t| t.title.clone()).collect(),
            coders: self.coders().into_iter().filter_map(|coder| work.remove(&coder.id)).collect(),
            settlements,
            memos: self.memos.len() - after.memos.len(),
            cases: self.cases().iter().filter(|c| left.contains(&c.id)).map(|c| c.name.clone()).collect(),
            files: Vec::new(),
            packages: packages.map(|file| file.name.clone()).collect(),
            hides: false,
        }
    }
}
