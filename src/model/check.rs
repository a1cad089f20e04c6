//! What must always hold of a project, stated once. Silent on every project that edits made.

use std::collections::{BTreeSet, HashSet};

use super::{Codebook, MemoTarget, Project};
use crate::lang::{Message, Tell, message, said};
use crate::text::Span;

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: a transcript's title, a coder's name.
    pub place: Message,
    /// What is wrong.
    pub what: Message,
}

impl Tell for Fault {
    fn message(&self) -> Message {
        message!("fault", place = self.place, what = self.what)
    }
}

impl Project {
    /// Everything that should hold and does not; empty for every project made by edits.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        self.check_codebook(&mut faults);
        self.check_layers(&mut faults);
        self.check_references(&mut faults);
        faults
    }

    fn check_codebook(&self, faults: &mut Vec<Fault>) {
        let mut fault = |what| faults.push(Fault { place: message!("fault-in-codebook"), what });
        let mut book = Codebook::clone(&self.codebook);
        match book.normalise() {
            Err(error) => fault(error.message()),
            Ok(()) if book.order() != self.codebook.order() => {
                fault(message!("fault-tree-order"));
            }
            Ok(()) => {}
        }
    }

    fn check_layers(&self, faults: &mut Vec<Fault>) {
        let mut ids = HashSet::new();
        for ((transcript, coder), layer) in self.layers.iter() {
            let title =
                self.transcripts.get(transcript).map_or_else(|| transcript.to_string(), |t| t.title.clone());
            let name = self.coders.get(coder).map_or_else(|| coder.to_string(), |c| c.name.clone());
            let layer_place = message!("layer-of", transcript = title, coder = name);
            let mut fault = |what| faults.push(Fault { place: layer_place.clone(), what });
            if (layer.transcript, layer.coder) != (*transcript, *coder) {
                fault(message!("fault-layer-name"));
            }
            let Some(of) = self.transcripts.get(transcript) else {
                fault(message!("fault-no-transcript"));
                continue;
            };
            if !self.coders.contains_key(coder) {
                fault(message!("fault-no-coder"));
            }
            if !layer.codings.windows(2).all(|w| (w[0].span, w[0].id) < (w[1].span, w[1].id)) {
                fault(message!("fault-codings-order"));
            }
            if !layer.orphans.windows(2).all(|w| (w[0].at, w[0].id) < (w[1].at, w[1].id)) {
                fault(message!("fault-orphans-order"));
            }
            for id in layer.ids() {
                if !ids.insert(id) {
                    fault(message!("fault-coding-twice", id = said(id)));
                }
            }
            if !layer.settlements.windows(2).all(|w| (w[0].span, w[0].id) < (w[1].span, w[1].id)) {
                fault(message!("fault-settlements-order"));
            }
            for settlement in &layer.settlements {
                let fits = |span: &Span| of.text.span(span.range()) == Ok(*span);
                let mut spans = settlement.on.iter().flat_map(|standing| &standing.coded);
                if self.codebook.get(settlement.code).is_none() || !fits(&settlement.span) || !spans.all(fits)
                {
                    fault(message!("fault-settlement", id = said(settlement.id)));
                }
            }
            for orphan in &layer.orphans {
                if self.codebook.get(orphan.code).is_none() || !of.text.is_boundary(orphan.at) {
                    fault(message!("fault-orphan", id = said(orphan.id)));
                }
            }
            for coding in &layer.codings {
                if self.codebook.get(coding.code).is_none_or(|c| !c.codable) {
                    fault(message!("fault-coding-code", id = said(coding.id)));
                }
                if of.text.span(coding.span.range()) != Ok(coding.span) {
                    fault(message!("fault-coding-text", id = said(coding.id)));
                }
            }
        }
    }

    fn check_references(&self, faults: &mut Vec<Fault>) {
        let mut fault = |place, what| faults.push(Fault { place, what });
        let called = |name: &str| message!("as-it-is", name);
        let mut slugs = BTreeSet::new();
        for transcript in self.transcripts.values() {
            if transcript.case.is_some_and(|c| !self.cases.contains_key(&c)) {
                fault(called(&transcript.title), message!("fault-no-case"));
            }
            for (speaker, _) in transcript.ties().filter(|(_, case)| !self.cases.contains_key(case)) {
                fault(called(&transcript.title), message!("fault-no-case-of-speaker", speaker));
            }
            if transcript.values.keys().any(|a| !self.attributes.contains_key(a)) {
                fault(called(&transcript.title), message!("fault-no-attribute"));
            }
            if !slugs.insert(&transcript.slug) {
                fault(called(&transcript.title), message!("fault-same-file"));
            }
        }
        for case in self.cases.values() {
            if case.values.keys().any(|a| !self.attributes.contains_key(a)) {
                fault(called(&case.name), message!("fault-no-attribute"));
            }
        }
        for memo in self.memos.values() {
            let there = match &memo.on {
                MemoTarget::Project => true,
                MemoTarget::Code(id) => self.codebook.get(*id).is_some(),
                MemoTarget::Transcript(id) => self.transcripts.contains_key(id),
                MemoTarget::Passage(id, passage) => {
                    self.transcripts.get(id).is_some_and(|t| passage.place(&t.text).is_ok())
                }
                MemoTarget::Case(id) => self.cases.contains_key(id),
                MemoTarget::Coding(id) => self.holds(*id),
            };
            if !there || !self.coders.contains_key(&memo.author) {
                fault(message!("fault-in-memos"), message!("fault-memo"));
            }
            if !self.in_thread(memo) {
                fault(message!("fault-in-memos"), message!("fault-thread"));
            }
        }
        for set in self.transcript_sets.values() {
            if set.transcripts.iter().any(|t| !self.transcripts.contains_key(t)) {
                fault(called(&set.name), message!("fault-transcript-set"));
            }
        }
        for (transcript, coder) in self.assignments.keys() {
            if !self.transcripts.contains_key(transcript) || !self.coders.contains_key(coder) {
                fault(message!("fault-in-plan"), message!("fault-assignment"));
            }
        }
        for set in self.code_sets.values() {
            if set.codes.iter().any(|c| self.codebook.get(*c).is_none()) {
                fault(called(&set.name), message!("fault-set"));
            }
        }
    }
}
