//! Which thing of another copy is which of ours: by id first, then by what it is: words of transcripts, paths of codes,
//! names of the rest. Each thing of ours is met once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Past;
use crate::model::{
    AttributeId, AttributeKind, AttributeOf, CaseId, CodeId, CodeSetId, CoderId, CoderRole, CodingId, MemoId,
    MemoTarget, Phase, Project, ScopeId, TranscriptId, TranscriptSetId, folded, sha256,
};
use crate::text::Span;

/// The ids of things in another copy that have another id here.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    pub(super) coders: BTreeMap<CoderId, CoderId>,
    pub(super) codes: BTreeMap<CodeId, CodeId>,
    pub(super) sets: BTreeMap<CodeSetId, CodeSetId>,
    pub(super) transcripts: BTreeMap<TranscriptId, TranscriptId>,
    pub(super) transcript_sets: BTreeMap<TranscriptSetId, TranscriptSetId>,
    pub(super) scopes: BTreeMap<ScopeId, ScopeId>,
    pub(super) cases: BTreeMap<CaseId, CaseId>,
    pub(super) attributes: BTreeMap<AttributeId, AttributeId>,
    pub(super) codings: BTreeMap<CodingId, CodingId>,
    pub(super) memos: BTreeMap<MemoId, MemoId>,
}

/// The id here of a thing there.
pub(super) fn here<I: Ord + Copy>(ids: &BTreeMap<I, I>, id: I) -> I {
    ids.get(&id).copied().unwrap_or(id)
}

impl Ids {
    pub(super) fn is_empty(&self) -> bool {
        self.coders.is_empty()
            && self.codes.is_empty()
            && self.sets.is_empty()
            && self.transcripts.is_empty()
            && self.transcript_sets.is_empty()
            && self.scopes.is_empty()
            && self.cases.is_empty()
            && self.attributes.is_empty()
            && self.codings.is_empty()
            && self.memos.is_empty()
    }

    /// What the other copy has under another id than ours.
    pub(super) fn of(ours: &Project, past: &Past, theirs: &Project, their_past: &Past) -> Self {
        let coders = |p: &Project| p.coders.values().map(|c| (c.id, folded(&c.name))).collect();
        let mut ids = Self { coders: pairs(coders(ours), coders(theirs)), ..Self::default() };
        // There is one consensus, whatever it is called.
        if let (Some(mine), Some(other)) = (ours.consensus(), theirs.consensus())
            && mine.id != other.id
            && !is_person(ours, other.id)
            && !ids.coders.values().any(|id| *id == mine.id)
        {
            ids.coders.insert(other.id, mine.id);
        }
        let attributes = |p: &Project| -> Vec<(AttributeId, (AttributeOf, AttributeKind, String))> {
            p.attributes.values().map(|a| (a.id, (a.of, a.kind, folded(&a.name)))).collect()
        };
        ids.attributes = pairs(attributes(ours), attributes(theirs));
        let cases = |p: &Project| p.cases.values().map(|c| (c.id, folded(&c.name))).collect();
        ids.cases = pairs(cases(ours), cases(theirs));
        let sets = |p: &Project| p.code_sets.values().map(|s| (s.id, folded(&s.name))).collect();
        ids.sets = pairs(sets(ours), sets(theirs));
        let sets = |p: &Project| p.transcript_sets.values().map(|s| (s.id, folded(&s.name))).collect();
        ids.transcript_sets = pairs(sets(ours), sets(theirs));
        let scopes = |p: &Project| p.scopes.values().map(|s| (s.id, folded(&s.name))).collect();
        ids.scopes = pairs(scopes(ours), scopes(theirs));
        ids.codes = codes(ours, theirs, &ids.coders);
        ids.transcripts = transcripts(ours, past, theirs, their_past);
        ids
    }

    /// As [`of`](Self::of), with what only an earlier state of the other copy has.
    pub(super) fn and(mut self, earlier: Self) -> Self {
        fn add<I: Ord>(ids: &mut BTreeMap<I, I>, more: BTreeMap<I, I>) {
            for (from, to) in more {
                ids.entry(from).or_insert(to);
            }
        }
        add(&mut self.coders, earlier.coders);
        add(&mut self.codes, earlier.codes);
        add(&mut self.sets, earlier.sets);
        add(&mut self.transcripts, earlier.transcripts);
        add(&mut self.transcript_sets, earlier.transcript_sets);
        add(&mut self.scopes, earlier.scopes);
        add(&mut self.cases, earlier.cases);
        add(&mut self.attributes, earlier.attributes);
        add(&mut self.codings, earlier.codings);
        add(&mut self.memos, earlier.memos);
        self
    }

    /// Codings and memos that stand for the same here and there, once everything else has one id and the same words.
    pub(super) fn of_codings(ours: &Project, theirs: &Project) -> Self {
        let mut ids = Self::default();
        let mine: BTreeMap<CodingId, (TranscriptId, CoderId)> = places(ours);
        for (key, layer) in theirs.layers.iter() {
            for id in layer.ids().filter(|id| mine.get(id).is_some_and(|place| place != key)) {
                // The same id in another layer here: two codings, one of which needs an id of its own.
                ids.codings.insert(id, CodingId(derived(&format!("{id} {} {}", key.0, key.1))));
            }
            let Some(ours) = ours.layers.get(key).filter(|ours| *ours != layer) else { continue };
            let of = |l: &crate::model::CodingLayer| -> Vec<(CodingId, (CodeId, Span))> {
                l.codings.iter().map(|c| (c.id, (c.code, c.span))).collect()
            };
            ids.codings.extend(pairs(of(ours), of(layer)));
        }
        let memos = |p: &Project, codings: &BTreeMap<CodingId, CodingId>| -> Vec<(MemoId, String)> {
            let key = |m: &crate::model::Memo| {
                let on = match m.on {
                    MemoTarget::Coding(id) => MemoTarget::Coding(here(codings, id)),
                    ref other => other.clone(),
                };
                format!("{on:?} {:?} {} {}", m.reply_to, m.author, m.text)
            };
            p.memos.values().map(|m| (m.id, key(m))).collect()
        };
        ids.memos = pairs(memos(ours, &BTreeMap::new()), memos(theirs, &ids.codings));
        ids
    }
}

fn is_person(project: &Project, id: CoderId) -> bool {
    project.coder(id).is_some_and(|c| c.role == CoderRole::Person)
}

fn places(project: &Project) -> BTreeMap<CodingId, (TranscriptId, CoderId)> {
    project.layers.iter().flat_map(|(key, layer)| layer.ids().map(move |id| (id, *key))).collect()
}

/// An id made of words, the same every time.
fn derived(words: &str) -> uuid::Uuid {
    let sum = sha256(words);
    u128::from_str_radix(&sum[..32], 16)
        .map_or(uuid::Uuid::nil(), |n| uuid::Builder::from_u128(n).into_uuid())
}

/// What has no counterpart by id, paired by what it is, oldest first.
fn pairs<I: Ord + Copy, K: Ord>(ours: Vec<(I, K)>, theirs: Vec<(I, K)>) -> BTreeMap<I, I> {
    let mine: BTreeSet<I> = ours.iter().map(|(id, _)| *id).collect();
    let other: BTreeSet<I> = theirs.iter().map(|(id, _)| *id).collect();
    let mut free: BTreeMap<K, BTreeSet<I>> = BTreeMap::new();
    for (id, key) in ours.into_iter().filter(|(id, _)| !other.contains(id)) {
        free.entry(key).or_default().insert(id);
    }
    let mut left: Vec<(I, K)> = theirs.into_iter().filter(|(id, _)| !mine.contains(id)).collect();
    left.sort_by_key(|(id, _)| *id);
    left.into_iter().filter_map(|(id, key)| Some((id, free.get_mut(&key)?.pop_first()?))).collect()
}

/// Codes by theme and name, from the top down, so that those under a theme that was renamed meet as well. While everybody
/// codes independently, codes that two coders made for themselves do not: neither is to see the other's.
fn codes(ours: &Project, theirs: &Project, coders: &BTreeMap<CoderId, CoderId>) -> BTreeMap<CodeId, CodeId> {
    let (mine, other) = (ours.codebook(), theirs.codebook());
    let apart = ours.phase() == Phase::Independent;
    let whose = |by: Option<CoderId>| by.filter(|_| apart);
    type Key = (Option<CodeId>, String, Option<CoderId>);
    let mut free: BTreeMap<Key, VecDeque<CodeId>> = BTreeMap::new();
    for code in mine.codes().filter(|c| other.get(c.id).is_none()) {
        free.entry((code.parent, folded(&code.name), whose(code.by))).or_default().push_back(code.id);
    }
    let mut ids = BTreeMap::new();
    for code in other.codes().filter(|c| mine.get(c.id).is_none()) {
        let parent = code.parent.map(|p| here(&ids, p));
        let by = whose(code.by.map(|by| here(coders, by)));
        let found = free.get_mut(&(parent, folded(&code.name), by)).and_then(VecDeque::pop_front);
        ids.extend(found.map(|id| (code.id, id)));
    }
    ids
}

/// Transcripts by their words: as they are, or as they were before corrections.
fn transcripts(
    ours: &Project,
    past: &Past,
    theirs: &Project,
    their_past: &Past,
) -> BTreeMap<TranscriptId, TranscriptId> {
    let now = |p: &Project| p.transcripts.values().map(|t| (t.id, t.sha256.clone())).collect();
    let mut ids = pairs(now(ours), now(theirs));
    let taken: BTreeSet<TranscriptId> = ids.values().copied().collect();
    let left = theirs.transcripts.values().filter(|t| !ours.transcripts.contains_key(&t.id));
    let left: Vec<_> = left.filter(|t| !ids.contains_key(&t.id)).collect();
    let free = ours.transcripts.values().filter(|t| !theirs.transcripts.contains_key(&t.id));
    let mut free: Vec<_> = free.filter(|t| !taken.contains(&t.id)).collect();
    for other in left {
        let was = |m: &&std::sync::Arc<crate::model::Transcript>| {
            past.had(m.id, &other.sha256) || their_past.had(other.id, &m.sha256)
        };
        if let Some(at) = free.iter().position(was) {
            ids.insert(other.id, free.remove(at).id);
        }
    }
    ids
}
