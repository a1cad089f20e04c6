//! The phase of work that a study is in, and what it lets a coder see: the one rule of coding blind. Never changes
//! what is in a project, only how much of it somebody is lent.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::parts::change;
use super::project::Project;
use super::{CodeId, CodeSet, Coder, CoderId, CoderRole, CodingId, Edit, Memo, MemoTarget};
use crate::lang::{Message, Tell, either, list, message};

/// How a team works at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Phase {
    /// Everybody codes by themselves and sees nobody else's codings.
    Independent,
    /// Coders are compared, and their differences settled.
    #[default]
    Comparison,
    /// The codings that were settled on are what the study reports.
    Consensus,
}

impl Phase {
    /// All of them, in the order of the work.
    pub const ALL: [Self; 3] = [Self::Independent, Self::Comparison, Self::Consensus];

    /// The word for it in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Independent => "independent",
            Self::Comparison => "comparison",
            Self::Consensus => "consensus",
        }
    }

    /// Its name as a person reads it.
    pub fn told(self) -> Message {
        match self {
            Self::Independent => message!("phase-independent"),
            Self::Comparison => message!("phase-comparison"),
            Self::Consensus => message!("phase-consensus"),
        }
    }
}

/// The phase that a study is in, and how it came to be. Where nobody ever said, it is [`Phase::Comparison`], as it was
/// before there were phases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    pub phase: Phase,
    /// Why it was begun.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who said so; none where the study has no supervisor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<CoderId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
}

/// Why somebody may not take in what stands in files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct CodedByOthers {
    /// Whose codings they are.
    pub of: Vec<String>,
    /// Who leads the study.
    pub supervisors: Vec<String>,
}

impl Tell for CodedByOthers {
    fn message(&self) -> Message {
        message!("coded-by-others", of = list(&self.of), supervisors = either(&self.supervisors))
    }
}

/// Why somebody may not make a step that takes away what others did.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
pub struct HiddenWork {
    /// Who leads the study.
    pub supervisors: Vec<String>,
}

impl Tell for HiddenWork {
    fn message(&self) -> Message {
        message!("hidden-work", supervisors = either(&self.supervisors))
    }
}

impl Project {
    /// The phase of work, and who began it when and why.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The phase of work.
    pub fn phase(&self) -> Phase {
        self.stage.phase
    }

    /// Whether somebody sees all codings: always but while everybody codes independently, and then as a supervisor.
    pub fn sees_all(&self, viewer: Option<CoderId>) -> bool {
        match self.phase() {
            Phase::Independent => viewer.is_some_and(|id| self.supervises(id)),
            Phase::Comparison | Phase::Consensus => true,
        }
    }

    /// Gives codes that are new in a step to who makes it, while everybody codes independently: they are theirs until coders
    /// are compared; where nobody says who it is, to the only coder whose codings in the step carry them. A code that is
    /// there and hidden from them stays as it is. What somebody brings who sees all is for all.
    pub fn for_whom(&self, edits: &mut Vec<Edit>, viewer: Option<CoderId>) {
        if self.sees_all(viewer) {
            return;
        }
        let hidden = self.codes_of_others(viewer);
        edits.retain(|edit| !matches!(edit, Edit::PutCode(code) if hidden.contains(&code.id)));
        let mut carriers: HashMap<CodeId, BTreeSet<CoderId>> = HashMap::new();
        for edit in edits.iter().filter(|_| viewer.is_none()) {
            if let Edit::PutCodings { coder, codings, .. } = edit {
                codings.iter().for_each(|coding| {
                    carriers.entry(coding.code).or_default().insert(*coder);
                });
            }
        }
        // Codes come after those that they stand under.
        for edit in edits.iter_mut().rev() {
            if let Edit::PutCode(code) = edit
                && self.codebook.get(code.id).is_none()
            {
                let carried = carriers.get(&code.id).cloned().unwrap_or_default();
                let only = carried.first().copied().filter(|_| carried.len() == 1);
                code.by = viewer.or(only);
                if let Some(parent) = code.parent {
                    carriers.entry(parent).or_default().extend(carried);
                }
            }
        }
    }

    /// Whether somebody may set the phase: a supervisor, or anybody while there is none.
    pub fn may_set_phase(&self, viewer: Option<CoderId>) -> bool {
        let mut supervisors = self.supervisors().peekable();
        supervisors.peek().is_none() || supervisors.any(|c| Some(c.id) == viewer)
    }

    /// Whether somebody may bring in what makes another project of this one. While everybody codes independently, nobody
    /// codes in the name of others but who may set the phase.
    ///
    /// # Errors
    /// When codings of others are among it.
    pub fn may_take_in(&self, to: &Self, viewer: Option<CoderId>) -> Result<(), CodedByOthers> {
        if self.phase() != Phase::Independent || self.may_set_phase(viewer) {
            return Ok(());
        }
        let others = self.recoded(to).into_iter().filter(|id| Some(*id) != viewer);
        let of: Vec<String> =
            others.map(|id| to.coder(id).map_or_else(|| id.to_string(), |c| c.name.clone())).collect();
        let supervisors = self.supervisors().map(|c| c.name.clone()).collect();
        if of.is_empty() { Ok(()) } else { Err(CodedByOthers { of, supervisors }) }
    }

    /// Whether somebody may make a step that leads to another project. While everybody codes independently, nobody takes
    /// away or moves what others did and they do not see, but who may set the phase. Says nothing of what that is.
    ///
    /// # Errors
    /// When others' codings, or memos that are hidden from them, are among what changes.
    pub fn may_take_away(&self, to: &Self, viewer: Option<CoderId>) -> Result<(), HiddenWork> {
        if self.phase() != Phase::Independent || self.may_set_phase(viewer) {
            return Ok(());
        }
        let seen = self.seen_by(viewer);
        let hidden = |id| !seen.memos.contains_key(id) && self.memos.get(id) != to.memos.get(id);
        if self.recoded(to).iter().any(|id| Some(*id) != viewer) || self.memos.keys().any(hidden) {
            return Err(HiddenWork { supervisors: self.supervisors().map(|c| c.name.clone()).collect() });
        }
        Ok(())
    }

    fn supervisors(&self) -> impl Iterator<Item = &Arc<Coder>> {
        self.coders.values().filter(|c| c.role == CoderRole::Supervisor)
    }

    fn supervises(&self, id: CoderId) -> bool {
        self.coders.get(&id).is_some_and(|c| c.role == CoderRole::Supervisor)
    }

    /// The project as somebody may see it. While everybody codes independently that is without the codings of others,
    /// the consensus included, the codes that others made for passages meanwhile, and their memos on codings, passages
    /// and such codes, and without the files that were brought in, which hold whatever stood in them; the rest of the
    /// codebook, the transcripts and all other memos are everybody's. Shares everything else, so that it costs one look
    /// at each layer, code and memo.
    ///
    /// ```text
    ///   layers          seen by C1      seen by a supervisor
    ///   C1 × P01        C1 × P01        C1 × P01
    ///   C2 × P01                        C2 × P01
    /// ```
    #[must_use]
    pub fn seen_by(&self, viewer: Option<CoderId>) -> Self {
        let (mut seen, hidden) = self.codebook_seen_by(viewer);
        if self.sees_all(viewer) {
            return seen;
        }
        let own = |coder: CoderId| Some(coder) == viewer;
        seen.kept_files = Arc::default();
        Arc::make_mut(&mut seen.layers).retain(|(_, coder), _| own(*coder));
        let codings: HashSet<CodingId> = seen.layers.values().flat_map(|l| l.ids()).collect();
        let shows = |memo: &Memo| match &memo.on {
            MemoTarget::Project | MemoTarget::Transcript(_) | MemoTarget::Case(_) => true,
            MemoTarget::Code(id) => !hidden.contains(id),
            MemoTarget::Passage(..) => own(memo.author),
            MemoTarget::Coding(id) => codings.contains(id),
        };
        if !self.memos.values().all(|m| shows(m)) {
            Arc::make_mut(&mut seen.memos).retain(|_, m| shows(m));
        }
        seen
    }

    /// The project by whose codes a table that somebody brings is read: a name that only a hidden code has is the name of
    /// none. All codings are there, so that what is there already is known; not to be shown.
    #[must_use]
    pub fn named_for(&self, viewer: Option<CoderId>) -> Self {
        self.codebook_seen_by(viewer).0
    }

    fn codebook_seen_by(&self, viewer: Option<CoderId>) -> (Self, BTreeSet<CodeId>) {
        let mut seen = self.clone();
        let hidden = if self.sees_all(viewer) { BTreeSet::new() } else { self.codes_of_others(viewer) };
        if !hidden.is_empty() {
            let book = Arc::make_mut(&mut seen.codebook);
            for code in &hidden {
                book.remove(*code);
            }
            let holds = |set: &CodeSet| set.codes.iter().any(|code| hidden.contains(code));
            change(&mut seen.code_sets, holds, |set| set.codes.retain(|c| !hidden.contains(c)));
        }
        (seen, hidden)
    }

    /// The codes that others made for passages, but for those under which a code stands that everybody sees, or that
    /// somebody's own codings carry.
    fn codes_of_others(&self, viewer: Option<CoderId>) -> BTreeSet<CodeId> {
        let theirs = |id: &CodeId| {
            let code = self.codebook.get(*id);
            code.and_then(|c| c.by).is_some_and(|by| Some(by) != viewer)
        };
        let mut hidden: BTreeSet<CodeId> = self.codebook.order().iter().copied().filter(theirs).collect();
        if hidden.is_empty() {
            return hidden;
        }
        let own = self.layers.values().filter(|l| Some(l.coder) == viewer);
        let carried =
            own.flat_map(|l| l.codings.iter().map(|c| c.code).chain(l.orphans.iter().map(|o| o.code)));
        let shared = self.codebook.order().iter().copied().filter(|id| !theirs(id));
        for id in carried.chain(shared) {
            for code in self.codebook.ancestry(id) {
                hidden.remove(&code.id);
            }
        }
        hidden
    }
}
