//! The edits that lead from one project to another. Undo, merging and recovery are journalled as what they change.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use super::edit::{CodingRecord, Edit, OrphanRecord, TranscriptRecord, TurnRecord};
use super::parts::Parts;
use super::project::Project;
use super::transcript::untied;
use super::{
    Code, CoderId, Coding, CodingId, CodingLayer, Completeness, Memo, Passage, SettlementId,
    SettlementRecord, Stage, Transcript, sha256,
};
use crate::text::{Text, corrected};

impl Project {
    /// Edits that make `to` of this project; none where they are the same. Parts that the two share are not
    /// looked into, so that the cost follows the change.
    ///
    /// Where the words of a transcript differ, they are corrected first, as a person would, and what that makes of
    /// codings and memos is where the rest starts from. So it also fits a project in which others have coded since.
    pub fn diff(&self, to: &Self) -> Vec<Edit> {
        let corrections = self.diff_texts(to);
        if !corrections.is_empty()
            && let Ok(corrected) = self.apply_all(&corrections)
        {
            return corrections.into_iter().chain(corrected.diff_rest(to)).collect();
        }
        self.diff_rest(to)
    }

    /// Transcripts that are in both projects with other words, as they are here and there.
    pub fn other_words<'a>(
        &'a self,
        there: &'a Self,
    ) -> impl Iterator<Item = (&'a Arc<Transcript>, &'a Arc<Transcript>)> {
        let both = changed(&self.transcripts, &there.transcripts);
        let both = both.filter_map(|(id, here)| Some((here, there.transcripts.get(id)?)));
        both.filter(|(here, there)| here.text != there.text)
    }

    /// The coders whose codings or memos differ between two projects, or lie on other words.
    pub fn touched(&self, to: &Self) -> BTreeSet<CoderId> {
        let mut coders = BTreeSet::new();
        for (a, b) in [(self, to), (to, self)] {
            coders.extend(changed(&a.layers, &b.layers).map(|((_, coder), _)| *coder));
            coders.extend(changed(&a.memos, &b.memos).map(|(_, memo)| memo.author));
            for (transcript, _) in a.other_words(b) {
                coders.extend(a.layers_of(transcript.id).map(|l| l.coder));
            }
        }
        coders
    }

    /// The ids of codings, orphans, settlements and memos that are here and not there.
    pub fn gone_in(&self, there: &Self) -> BTreeSet<Uuid> {
        let mut gone = BTreeSet::new();
        for (key, layer) in changed(&self.layers, &there.layers) {
            let kept: HashSet<Uuid> = there.layers.get(key).iter().flat_map(|l| l.all_ids()).collect();
            gone.extend(layer.all_ids().filter(|id| !kept.contains(id)));
        }
        each_gone(&self.memos, &there.memos, |id| {
            gone.insert(id.0);
        });
        gone
    }

    /// The coders whose codings differ between two projects.
    pub(super) fn recoded(&self, to: &Self) -> BTreeSet<CoderId> {
        let both = [(self, to), (to, self)].into_iter();
        both.flat_map(|(a, b)| changed(&a.layers, &b.layers)).map(|((_, coder), _)| *coder).collect()
    }

    fn diff_texts(&self, to: &Self) -> Vec<Edit> {
        let correction = |(old, new): (&Arc<Transcript>, &Arc<Transcript>)| {
            let (old, words) = (old.text.as_str(), new.text.as_str());
            let (splices, sha256) = (corrected(old, words), sha256(words));
            Edit::CorrectText { transcript: new.id, splices, sha256 }
        };
        self.other_words(to).map(correction).collect()
    }

    /// The edits to a project in which every transcript that is in both has the same words.
    fn diff_rest(&self, to: &Self) -> Vec<Edit> {
        let mut edits = Vec::new();
        if self.title != to.title {
            edits.push(Edit::SetTitle(to.title.clone()));
        }
        if self.stage != to.stage {
            edits.push(Edit::SetPhase(Stage::clone(&to.stage)));
        }
        // A memo takes the replies to it along: those that go do so first, those that stay come back.
        let mut gone = Vec::new();
        each_gone(&self.memos, &to.memos, |id| gone.push(*id));
        gone.sort_by_key(|id| self.memos.get(id).is_some_and(|m| m.reply_to.is_none()));
        edits.extend(gone.iter().copied().map(Edit::RemoveMemo));
        self.diff_gone_codings(to, &mut edits);
        each_new(&self.coders, &to.coders, |c| edits.push(Edit::PutCoder(c.clone())));
        // A value may only be of its attribute's type, so an attribute that changes its type comes with all values.
        each_new(&self.attributes, &to.attributes, |a| edits.push(Edit::PutAttribute(a.clone())));
        each_new(&self.cases, &to.cases, |c| edits.push(Edit::PutCase(c.clone())));
        self.diff_transcripts(to, &mut edits);
        self.diff_codes(to, &mut edits);
        self.diff_layers(to, &mut edits);
        self.diff_gone(to, &mut edits);
        each_new(&self.memos, &to.memos, |m| edits.push(Edit::PutMemo(m.clone())));
        let stays = |m: &&Arc<Memo>| m.reply_to.is_some_and(|id| gone.contains(&id));
        let stay = to.memos.values().filter(|_| !gone.is_empty()).filter(stays);
        edits.extend(stay.map(|m| Edit::PutMemo(Memo::clone(m))));
        each_gone(&self.code_sets, &to.code_sets, |id| edits.push(Edit::RemoveCodeSet(*id)));
        each_new(&self.code_sets, &to.code_sets, |s| edits.push(Edit::PutCodeSet(s.clone())));
        self.diff_plan(to, &mut edits);
        each_gone(&self.kept_files, &to.kept_files, |sum| edits.push(Edit::ForgetFile(sum.clone())));
        each_new(&self.kept_files, &to.kept_files, |f| edits.push(Edit::KeepFile(Box::new(f.clone()))));
        edits
    }

    /// Sets of transcripts, who is to code what, and scopes; what went with a transcript or a coder goes with it again.
    fn diff_plan(&self, to: &Self, edits: &mut Vec<Edit>) {
        each_gone(&self.transcript_sets, &to.transcript_sets, |id| {
            edits.push(Edit::RemoveTranscriptSet(*id));
        });
        each_new(&self.transcript_sets, &to.transcript_sets, |s| {
            edits.push(Edit::PutTranscriptSet(s.clone()));
        });
        each_gone(&self.assignments, &to.assignments, |&(transcript, coder)| {
            if to.transcripts.contains_key(&transcript) && to.coders.contains_key(&coder) {
                edits.push(Edit::Unassign { transcript, coder });
            }
        });
        each_new(&self.assignments, &to.assignments, |a| edits.push(Edit::Assign(a.clone())));
        each_gone(&self.scopes, &to.scopes, |id| edits.push(Edit::RemoveScope(*id)));
        each_new(&self.scopes, &to.scopes, |s| edits.push(Edit::PutScope(Box::new(s.clone()))));
    }

    /// What is known of transcripts. Who is tied to a case is told for each speaker by itself, so that it goes together with
    /// what others tie meanwhile.
    fn diff_transcripts(&self, to: &Self, edits: &mut Vec<Edit>) {
        for (id, new) in changed(&to.transcripts, &self.transcripts) {
            let Some(old) = self.transcripts.get(id) else {
                edits.push(Edit::PutTranscript(Box::new(new.record())));
                continue;
            };
            let mut record = new.record();
            let labels: BTreeSet<&str> = new.speakers.iter().map(|s| s.label.as_str()).collect();
            let one_each = labels.len() == new.speakers.len();
            if one_each && untied(&old.speakers) == untied(&new.speakers) {
                record.speakers.clone_from(&old.speakers);
                let ties = old.speakers.iter().zip(&new.speakers).filter(|(was, is)| was.case != is.case);
                let ties: Vec<Edit> = ties
                    .map(|(_, is)| Edit::TieSpeaker {
                        transcript: *id,
                        speaker: is.label.clone(),
                        case: is.case,
                    })
                    .collect();
                if record != old.record() {
                    edits.push(Edit::PutTranscript(Box::new(record)));
                }
                edits.extend(ties);
            } else {
                edits.push(Edit::PutTranscript(Box::new(record)));
            }
        }
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

    /// Codings that are nowhere in the layer any more, neither with nor without their passage.
    fn diff_gone_codings(&self, to: &Self, edits: &mut Vec<Edit>) {
        for (&(transcript, coder), old) in changed(&self.layers, &to.layers) {
            // A layer goes with its transcript or coder; those are removed later.
            if !to.transcripts.contains_key(&transcript) || !to.coders.contains_key(&coder) {
                continue;
            }
            let kept: HashSet<CodingId> =
                to.layers.get(&(transcript, coder)).iter().flat_map(|new| new.ids()).collect();
            let new = to.layers.get(&(transcript, coder));
            let stays = |id| new.is_some_and(|l| l.settlements.iter().any(|s| s.id == id));
            let settlements: Vec<SettlementId> =
                old.settlements.iter().map(|s| s.id).filter(|&id| !stays(id)).collect();
            if !settlements.is_empty() {
                edits.push(Edit::RemoveSettlements { transcript, coder, settlements });
            }
            let gone = |ids: Vec<CodingId>| Some(ids).filter(|ids| !ids.is_empty());
            let codings = old.codings.iter().map(|c| c.id).filter(|id| !kept.contains(id)).collect();
            if let Some(codings) = gone(codings) {
                edits.push(Edit::RemoveCodings { transcript, coder, codings });
            }
            let orphans = old.orphans.iter().map(|o| o.id).filter(|id| !kept.contains(id)).collect();
            if let Some(orphans) = gone(orphans) {
                edits.push(Edit::RemoveOrphans { transcript, coder, orphans });
            }
        }
    }

    fn diff_layers(&self, to: &Self, edits: &mut Vec<Edit>) {
        for (&(transcript, coder), new) in changed(&to.layers, &self.layers) {
            let Some(text) = to.transcripts.get(&transcript).map(|t| &t.text) else { continue };
            let old = self.layers.get(&(transcript, coder));
            let known: HashMap<_, _> = old.iter().flat_map(|l| &l.codings).map(|c| (c.id, c)).collect();
            let codings: Vec<CodingRecord> =
                new.codings.iter().filter(|c| known.get(&c.id) != Some(c)).map(|c| c.record(text)).collect();
            if !codings.is_empty() {
                edits.push(Edit::PutCodings { transcript, coder, codings });
            }
            let known: HashMap<_, _> = old.iter().flat_map(|l| &l.orphans).map(|o| (o.id, o)).collect();
            let orphans: Vec<OrphanRecord> =
                new.orphans.iter().filter(|o| known.get(&o.id) != Some(o)).map(|o| o.record(text)).collect();
            if !orphans.is_empty() {
                edits.push(Edit::PutOrphans { transcript, coder, orphans });
            }
            let known: HashMap<_, _> = old.iter().flat_map(|l| &l.settlements).map(|s| (s.id, s)).collect();
            let settlements = new.settlements.iter().filter(|s| known.get(&s.id) != Some(s));
            let settlements: Vec<SettlementRecord> = settlements.map(|s| s.record(text)).collect();
            if !settlements.is_empty() {
                edits.push(Edit::PutSettlements { transcript, coder, settlements });
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
}

impl CodingLayer {
    fn all_ids(&self) -> impl Iterator<Item = Uuid> {
        self.ids().map(|id| id.0).chain(self.settlements.iter().map(|s| s.id.0))
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
            times: self.times.clone(),
            text: Some(self.text.clone()),
        }
    }
}

impl Coding {
    /// How it is written in files and edits.
    pub fn record(&self, text: &Text) -> CodingRecord {
        let mut record = CodingRecord::new(self.id, self.code, Passage::of(text, self.span), self.created);
        record.memo.clone_from(&self.memo);
        record.auto = self.auto;
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
