//! The edits that lead from one project to another. Undo, merging and recovery are journalled as what they change.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::edit::{CodingRecord, Edit, TranscriptRecord, TurnRecord};
use super::project::{Parts, Project};
use super::{
    Code, CoderId, Coding, CodingId, CodingLayer, Completeness, Memo, MemoTarget, Passage, Transcript,
    TranscriptId,
};
use crate::text::Text;

impl Project {
    /// Edits that make `to` of this project; none where they are the same. Parts that the two share are not
    /// looked into, so that the cost follows the change.
    pub fn diff(&self, to: &Self) -> Vec<Edit> {
        let mut edits = Vec::new();
        if self.title != to.title {
            edits.push(Edit::SetTitle(to.title.clone()));
        }
        each_gone(&self.memos, &to.memos, |id| edits.push(Edit::RemoveMemo(*id)));
        let gone = self.diff_gone_codings(to, &mut edits);
        each_new(&self.coders, &to.coders, |c| edits.push(Edit::PutCoder(c.clone())));
        // A value may only be of its attribute's type, so an attribute that changes its type comes with all values.
        each_new(&self.attributes, &to.attributes, |a| edits.push(Edit::PutAttribute(a.clone())));
        each_new(&self.cases, &to.cases, |c| edits.push(Edit::PutCase(c.clone())));
        each_new(&self.transcripts, &to.transcripts, |t| {
            edits.push(Edit::PutTranscript(Box::new(t.record())));
        });
        self.diff_codes(to, &mut edits);
        self.diff_layers(to, &mut edits);
        self.diff_gone(to, &mut edits);
        each_new(&self.memos, &to.memos, |m| edits.push(Edit::PutMemo(m.clone())));
        // Those that went with a coding which comes back on the new text.
        let on_gone = |m: &Memo| matches!(&m.on, MemoTarget::Coding(id) if gone.contains(id));
        let back = to.memos.iter().filter(|(id, m)| on_gone(m) && self.memos.get(id) == Some(m));
        edits.extend(back.map(|(_, m)| Edit::PutMemo(Memo::clone(m))));
        edits
    }

    fn diff_codes(&self, to: &Self, edits: &mut Vec<Edit>) {
        if Arc::ptr_eq(&self.codebook, &to.codebook) {
            return;
        }
        let new = to.codebook.codes().filter(|c| self.codebook.get(c.id) != Some(c));
        edits.extend(new.map(|c| Edit::PutCode(Box::new(Code::clone(c)))));
        // A code that is new, or under another parent, goes to the last place first.
        let stays = |c: &Arc<Code>| self.codebook.get(c.id).is_some_and(|old| old.parent == c.parent);
        if self.codebook.order() != to.codebook.order() || !to.codebook.codes().all(stays) {
            edits.push(Edit::ArrangeCodes(to.codebook.order().to_vec()));
        }
    }

    /// Codings that go, or that must go before their text changes; gives their ids.
    fn diff_gone_codings(&self, to: &Self, edits: &mut Vec<Edit>) -> HashSet<CodingId> {
        let mut all_gone = HashSet::new();
        for (key, old) in self.changed_layers(to) {
            let same_text = self.text(old) == to.text(old);
            // A layer goes with its transcript or coder; those are removed later.
            if !to.transcripts.contains_key(&key.0) || same_text && !to.coders.contains_key(&key.1) {
                continue;
            }
            let new = to.layers.get(key).filter(|_| same_text);
            let kept: HashSet<CodingId> = new.iter().flat_map(|n| &n.codings).map(|c| c.id).collect();
            let gone: Vec<CodingId> =
                old.codings.iter().map(|c| c.id).filter(|id| !kept.contains(id)).collect();
            if !gone.is_empty() {
                all_gone.extend(gone.iter().copied());
                edits.push(Edit::RemoveCodings { transcript: key.0, coder: key.1, codings: gone });
            }
        }
        all_gone
    }

    fn diff_layers(&self, to: &Self, edits: &mut Vec<Edit>) {
        for (&(transcript, coder), new) in to.changed_layers(self) {
            let old = self.layers.get(&(transcript, coder));
            let same_text = self.text(new) == to.text(new);
            let known: HashMap<_, _> =
                old.filter(|_| same_text).iter().flat_map(|l| &l.codings).map(|c| (c.id, c)).collect();
            let Some(text) = to.text(new) else { continue };
            let codings: Vec<CodingRecord> =
                new.codings.iter().filter(|c| known.get(&c.id) != Some(c)).map(|c| c.record(text)).collect();
            if !codings.is_empty() {
                edits.push(Edit::PutCodings { transcript, coder, codings });
            }
            edits.push(Edit::SetStatus { transcript, coder, status: new.status });
        }
        for (&(transcript, coder), _) in changed(&self.layers, &to.layers) {
            let there = to.transcripts.contains_key(&transcript) && to.coders.contains_key(&coder);
            if there && !to.layers.contains_key(&(transcript, coder)) {
                edits.push(Edit::SetStatus { transcript, coder, status: Completeness::NotStarted });
            }
        }
    }

    fn diff_gone(&self, to: &Self, edits: &mut Vec<Edit>) {
        let codes = self.codebook.codes().rev().filter(|c| to.codebook.get(c.id).is_none());
        edits.extend(codes.map(|c| Edit::RemoveCode(c.id)));
        each_gone(&self.transcripts, &to.transcripts, |id| edits.push(Edit::RemoveTranscript(*id)));
        each_gone(&self.cases, &to.cases, |id| edits.push(Edit::RemoveCase(*id)));
        each_gone(&self.attributes, &to.attributes, |id| edits.push(Edit::RemoveAttribute(*id)));
        each_gone(&self.coders, &to.coders, |id| edits.push(Edit::RemoveCoder(*id)));
    }

    /// Layers that are not the same in the other project, or lie on another text there.
    fn changed_layers<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (&'a (TranscriptId, CoderId), &'a Arc<CodingLayer>)> {
        let same_texts = Arc::ptr_eq(&self.transcripts, &other.transcripts);
        let other_text = move |l: &CodingLayer| !same_texts && self.text(l) != other.text(l);
        self.layers
            .iter()
            .filter(move |(key, layer)| differs(*layer, other.layers.get(key)) || other_text(layer))
    }

    fn text(&self, layer: &CodingLayer) -> Option<&Text> {
        self.transcripts.get(&layer.transcript).map(|t| &t.text)
    }
}

impl Transcript {
    /// How it is written in files and edits, with its text beside it.
    pub fn record(&self) -> TranscriptRecord {
        TranscriptRecord {
            id: self.id,
            title: self.title.clone(),
            slug: self.slug.clone(),
            sha256: self.sha256.clone(),
            source: self.source.clone(),
            case: self.case,
            speakers: self.speakers.clone(),
            values: self.values.clone(),
            turns: self.turns.iter().map(|t| TurnRecord::of(&self.text, t)).collect(),
            text: Some(self.text.clone()),
        }
    }
}

impl Coding {
    /// How it is written in files and edits.
    pub fn record(&self, text: &Text) -> CodingRecord {
        let mut record = CodingRecord::new(self.id, self.code, Passage::of(text, self.span), self.created);
        record.memo.clone_from(&self.memo);
        record
    }
}

fn differs<V: PartialEq>(value: &Arc<V>, other: Option<&Arc<V>>) -> bool {
    other.is_none_or(|other| !Arc::ptr_eq(other, value) && other != value)
}

/// Parts of `a` that are not the same in `b`.
fn changed<'a, K: Ord, V: PartialEq>(
    a: &'a Parts<K, V>,
    b: &'a Parts<K, V>,
) -> impl Iterator<Item = (&'a K, &'a Arc<V>)> {
    let same_map = Arc::ptr_eq(a, b);
    a.iter().filter(move |(key, value)| !same_map && differs(value, b.get(key)))
}

fn each_new<K: Ord, V: PartialEq>(from: &Parts<K, V>, to: &Parts<K, V>, mut put: impl FnMut(&V)) {
    changed(to, from).for_each(|(_, value)| put(value));
}

fn each_gone<K: Ord, V: PartialEq>(from: &Parts<K, V>, to: &Parts<K, V>, mut gone: impl FnMut(&K)) {
    if !Arc::ptr_eq(from, to) {
        from.keys().filter(|k| !to.contains_key(k)).for_each(&mut gone);
    }
}
