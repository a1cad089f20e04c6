//! Bringing copies of a study together, each of which somebody worked on alone: what is new in any of them is taken in,
//! what was changed in one is as it is there, what was changed in several is listed and chosen. A plan that changes
//! nothing; where copies come from is not known here.
//!
//! ```text
//!              ┌─► ours    + P02 coded        ┐
//!   base ──────┤                              ├─► ours, P02 and P03 coded, code renamed: one step
//!   (if known) └─► theirs  + P03 coded        ┘
//!                            code renamed
//! ```

mod fields;
mod fit;
mod layers;
mod matching;
mod notes;
mod order;
mod records;
mod renamed;
mod report;
mod stage;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value as Json;

use super::{CodeId, CoderId, Edit, EditError, Memo, MemoTarget, Project, Transcript, TranscriptId};
use crate::lang::{Message, message};
pub use fields::{Clash, Side, by_field};
use matching::{Ids, here};
pub use notes::{Choose, Conflict, Told};
use notes::{Notes, as_it_is, called};
use renamed::renamed;
pub use report::{Done, Line};
pub use words::on_the_same_words;
use words::other_places;

/// Another copy of the study, or another study about the same transcripts.
#[derive(Clone, Debug)]
pub struct Copy {
    /// What it is called in the report.
    pub name: String,
    /// What it holds.
    pub project: Project,
    /// What both hold the changes to; none where nothing is known of that.
    pub base: Option<Project>,
    /// What its journals tell beside that.
    pub past: Past,
}

/// What is known of a project's past that cannot be seen in it any more.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Codes that were merged into others, and those.
    pub merged: BTreeMap<CodeId, CodeId>,
    /// SHA-256 of words that transcripts had before they were corrected.
    pub words: BTreeMap<TranscriptId, BTreeSet<String>>,
}

impl Past {
    /// Whether a transcript had these words before.
    fn had(&self, transcript: TranscriptId, sha256: &str) -> bool {
        self.words.get(&transcript).is_some_and(|sums| sums.contains(sha256))
    }

    /// Takes in what is known of another copy, whose things have these ids.
    fn extend(&mut self, other: &Self, ids: &Ids) {
        let codes =
            other.merged.iter().map(|(from, into)| (here(&ids.codes, *from), here(&ids.codes, *into)));
        for (from, into) in codes {
            self.merged.entry(from).or_insert(into);
        }
        for (id, sums) in &other.words {
            self.words.entry(here(&ids.transcripts, *id)).or_default().extend(sums.iter().cloned());
        }
    }
}

/// Copies brought together, before anything is done.
#[derive(Clone, Debug)]
pub struct MergePlan {
    /// The project as it would be.
    pub project: Project,
    /// The edits that make it of ours; none where there is nothing to do.
    pub edits: Vec<Edit>,
    /// What would be done, thing by thing.
    pub lines: Vec<Line>,
    /// What several copies have each in its own way, and which stands.
    pub conflicts: Vec<Conflict>,
    /// What else there is to know.
    pub told: Vec<Told>,
}

impl MergePlan {
    /// Without what the report says of others' codings, for somebody who may not see them.
    #[must_use]
    pub fn seen_by(mut self, viewer: Option<CoderId>) -> Self {
        let shows = |whose: Option<CoderId>| whose.is_none() || whose == viewer;
        let before = self.lines.len() + self.conflicts.len() + self.told.len();
        self.lines.retain(|line| shows(line.whose));
        self.conflicts.retain(|conflict| shows(conflict.whose));
        self.told.retain(|told| shows(told.whose));
        if self.lines.len() + self.conflicts.len() + self.told.len() < before {
            self.told.push(Told { from: String::new(), message: message!("merging-not-shown"), whose: None });
        }
        self
    }
}

/// Brings other copies into ours, in the order of their names. `choose` is asked about each conflict, which comes with
/// what stands unless told otherwise.
///
/// # Errors
/// When what comes of it would not be a whole project, or words cannot be brought together.
pub fn merged(
    ours: &Project,
    past: &Past,
    copies: &[Copy],
    choose: &Choose<'_>,
) -> Result<MergePlan, EditError> {
    let mut copies: Vec<&Copy> = copies.iter().collect();
    copies.sort_by(|a, b| a.name.cmp(&b.name));
    let (mut project, mut past) = (ours.clone(), past.clone());
    let (mut lines, mut conflicts, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for copy in copies {
        let mut notes = Notes::new(&copy.name, choose);
        let (next, ids) = one(&project, &past, copy, &mut notes, &mut lines)?;
        past.extend(&copy.past, &ids);
        project = next;
        conflicts.append(&mut notes.conflicts);
        told.append(&mut notes.told);
    }
    let edits = ours.diff(&project);
    let project = ours.apply_all(&edits)?;
    Ok(MergePlan { project, edits, lines, conflicts, told })
}

/// Whether somebody may see what all coders did in each of these copies; in others they are who has their name there.
pub fn sees_all(ours: &Project, copies: &[Copy], viewer: Option<CoderId>) -> bool {
    let name = viewer.and_then(|id| ours.coder(id)).map(|coder| coder.name.as_str());
    let there = |copy: &Copy| name.and_then(|name| copy.project.coder_named(name).ok()).map(|coder| coder.id);
    ours.sees_all(viewer) && copies.iter().all(|copy| copy.project.sees_all(there(copy)))
}

/// Whether another copy has anything that ours has too: a study without anything in it has all in common.
pub fn has_common(ours: &Project, past: &Past, copy: &Copy) -> bool {
    let theirs = &copy.project;
    let is_empty = ours.transcripts.is_empty() && ours.codebook.is_empty() && ours.coders.is_empty();
    let shared = ours.transcripts.keys().any(|id| theirs.transcripts.contains_key(id))
        || ours.coders.keys().any(|id| theirs.coders.contains_key(id))
        || ours.cases.keys().any(|id| theirs.cases.contains_key(id))
        || ours.codebook.order().iter().any(|id| theirs.codebook.get(*id).is_some());
    is_empty || shared || ours.id == theirs.id || !Ids::of(ours, past, theirs, &copy.past).is_empty()
}

/// One copy brought into ours; gives the ids that its things have here as well.
fn one(
    ours: &Project,
    past: &Past,
    copy: &Copy,
    notes: &mut Notes<'_>,
    lines: &mut Vec<Line>,
) -> Result<(Project, Ids), EditError> {
    let mut ids = Ids::of(ours, past, &copy.project, &copy.past);
    if let Some(base) = &copy.base {
        ids = ids.and(Ids::of(ours, past, base, &copy.past));
    }
    let (three, codings) = Three::of(ours, past, copy, &ids, notes)?;
    report::matched(&three, &copy.project, &ids, &codings, notes);
    let mut to = three.ours.clone();
    records::records(&three, &mut to, notes);
    let title = &three.ours.title;
    match three.base.as_ref().map(|b| &b.title) {
        Some(was) if was == title => to.title.clone_from(&three.theirs.title),
        Some(was) if *was == three.theirs.title => {}
        Some(_) | None if *title != three.theirs.title => {
            let titles = [title, &three.theirs.title].map(|title| as_it_is(title));
            let (what, field) = (message!("merging-study"), message!("merging-field-title"));
            if notes.clash(what, field, titles, Side::Ours) == Side::Theirs {
                to.title.clone_from(&three.theirs.title);
            }
        }
        Some(_) | None => {}
    }
    to.stage = stage::stage(&three, notes);
    to.layers = std::sync::Arc::new(layers::layers(&three, notes));
    fit::fit(&mut to, &three, notes);
    // What stands for itself is judged as any step is.
    let to = ours.apply_all(&ours.diff(&to))?;
    report::compare(ours, &three, &to, notes.from, lines);
    Ok((to, ids))
}

/// Ours, another copy and what both come from, with the same ids, the same codes merged, on the same words.
struct Three {
    base: Option<Project>,
    ours: Project,
    theirs: Project,
    /// Whether the two are copies of one study and nobody knows what both come from: then what one has alone may be new
    /// there, or removed by the other.
    doubtful: bool,
    /// Transcripts whose words either corrected, with the places where they are others than they were.
    corrected: BTreeMap<TranscriptId, Vec<Range<usize>>>,
}

impl Three {
    /// Gives the ids of codings and memos that were brought together as well.
    fn of(
        ours: &Project,
        past: &Past,
        copy: &Copy,
        ids: &Ids,
        notes: &mut Notes<'_>,
    ) -> Result<(Self, Ids), EditError> {
        let theirs = renamed(&copy.project, ids);
        let base = copy.base.as_ref().map(|base| renamed(base, ids));
        let doubtful = base.is_none() && ours.id() == theirs.id();
        let mut their_past = Past::default();
        their_past.extend(&copy.past, ids);
        // Without a base, words that one had in the past are what both come from.
        let nothing = Project::new(ours.id(), "", ours.created());
        let ground =
            base.clone().map_or_else(|| common_words(ours, past, &theirs, &their_past, &nothing), Ok)?;
        let ours = with_codes_merged(ours, &theirs, &their_past);
        let theirs = with_codes_merged(&theirs, &ours, past);
        let ground = with_codes_merged(&with_codes_merged(&ground, &theirs, &their_past), &ours, past);
        let title = |id| ours.transcript(id).map(|t| t.title.clone()).unwrap_or_default();
        let other = ground.other_words(&ours).chain(ground.other_words(&theirs));
        let before: Vec<_> = other.map(|(was, _)| std::sync::Arc::clone(was)).collect();
        let [ground, ours, theirs] = on_the_same_words([&ground, &ours, &theirs], &mut |id| {
            let values = [message!("merging-corrected-here"), message!("merging-corrected-there")];
            notes.clash(called("transcript", &title(id)), message!("merging-field-words"), values, Side::Ours)
        });
        if let Some((apart, _)) = ours.other_words(&theirs).next() {
            return Err(EditError::OtherText(apart.title.clone()));
        }
        let places = |was: &Transcript| Some(other_places(was.text(), ours.transcript(was.id())?.text()));
        let corrected = before.iter().filter_map(|was| Some((was.id(), places(was)?))).collect();
        let mut codings = Ids::of_codings(&ours, &theirs);
        let base = base.map(|_| {
            codings = std::mem::take(&mut codings).and(Ids::of_codings(&ours, &ground));
            renamed(&ground, &codings)
        });
        let theirs = renamed(&theirs, &codings);
        Ok((Self { base, ours, theirs, doubtful, corrected }, codings))
    }

    /// The coder for whom a memo is as long as everybody codes independently; none where it is for all.
    fn whose_memo(&self, memo: &Memo) -> Option<CoderId> {
        match &memo.on {
            MemoTarget::Coding(_) | MemoTarget::Passage(..) => Some(memo.author),
            MemoTarget::Code(id) => {
                let code = self.ours.codebook().get(*id).or_else(|| self.theirs.codebook().get(*id));
                code.and_then(|code| code.by)
            }
            MemoTarget::Project | MemoTarget::Transcript(_) | MemoTarget::Case(_) => None,
        }
    }

    const fn of_side(&self, side: Side) -> &Project {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// "P01, C1".
    fn layer_name(&self, (transcript, coder): (TranscriptId, CoderId)) -> Message {
        let either = |of: &dyn Fn(&Project) -> Option<String>| of(&self.ours).or_else(|| of(&self.theirs));
        let title = either(&|p| p.transcript(transcript).map(|t| t.title.clone())).unwrap_or_default();
        let coder = either(&|p| p.coder(coder).map(|c| c.name.clone())).unwrap_or_default();
        message!("layer-of", transcript = title, coder)
    }

    fn attribute_name(&self, id: &str) -> String {
        let id = serde_json::from_value(Json::String(id.to_owned())).ok();
        let of = |p: &Project| p.attribute(id?).map(|a| a.name.clone());
        of(&self.ours).or_else(|| of(&self.theirs)).unwrap_or_default()
    }
}

/// A project of nothing but those transcripts that one of the two has in words that the other had before.
fn common_words(
    ours: &Project,
    past: &Past,
    theirs: &Project,
    their_past: &Past,
    nothing: &Project,
) -> Result<Project, EditError> {
    let mut edits = Vec::new();
    for (mine, other) in ours.other_words(theirs) {
        let older = if past.had(mine.id, &other.sha256) {
            other
        } else if their_past.had(mine.id, &mine.sha256) {
            mine
        } else {
            continue;
        };
        edits.push(Edit::PutTranscript(Box::new(older.record().alone())));
    }
    nothing.apply_all(&edits)
}

/// A project in which codes are merged that were merged in another copy, where both are in it.
fn with_codes_merged(project: &Project, other: &Project, past: &Past) -> Project {
    let mut project = project.clone();
    for from in past.merged.keys().filter(|from| other.codebook().get(**from).is_none()) {
        let mut into = *from;
        // A chain of merges ends, or leads in a circle and is left.
        for _ in 0..past.merged.len() {
            into = past.merged.get(&into).copied().unwrap_or(into);
        }
        let there = other.codebook().get(into);
        let mut edits = Vec::new();
        if let Some(code) = there.filter(|_| project.codebook().get(into).is_none()) {
            edits.push(Edit::PutCode(Box::new(super::Code { parent: None, ..super::Code::clone(code) })));
        }
        edits.push(Edit::MergeCodes { from: *from, into });
        if there.is_some() && project.codebook().get(*from).is_some() {
            project = project.apply_all(&edits).unwrap_or(project);
        }
    }
    project
}

/// Whether something that one side has alone was removed by the other: it was known to both, and is as it was, or the one
/// asked says so.
fn is_removed(was_known: bool, is_unchanged: bool, by: Side, ask: impl FnOnce() -> Side) -> bool {
    was_known && (is_unchanged || ask() == by)
}
